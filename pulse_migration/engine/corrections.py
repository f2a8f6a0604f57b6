"""What people corrected in an export, applied to a row before it is converted."""

from collections.abc import Callable, Iterable, Mapping

from . import fingerprint
from .source_row import SourceRow

# A row without an id of its own is named by this mark and a digest of its cells.
DIGEST_MARK = "~"

Cells = Mapping[str, str]


def digest_key(cells: Cells) -> str:
    """Return the key that names a row by everything it says."""
    return f"{DIGEST_MARK}{fingerprint.of_cells(cells)}"


class Corrections:
    """The corrections of one object: a text in a column becomes another.

    One that names a row wins over one for every row with the same text. They apply
    only while the export still says what was corrected; a newer text is newer.
    """

    def __init__(self, entries: Iterable[tuple[str, str, str, str]] = ()) -> None:
        """Take (header, original, corrected, row key) entries; the later ones win.

        An empty original is a blank cell; an empty row key means every row; an empty
        corrected text clears the cell.
        """
        self._by_header: dict[str, dict[str, dict[str, str]]] = {}
        for header, original, corrected, row_key in entries:
            by_text = self._by_header.setdefault(header, {})
            by_row = by_text.setdefault(original, {})
            by_row.pop(row_key, None)  # in the order in which they were made
            by_row[row_key] = corrected

    def __bool__(self) -> bool:
        return bool(self._by_header)

    def apply(
        self, row: SourceRow, external_id: Callable[[Cells], str]
    ) -> tuple[Cells, tuple[str, ...]]:
        """Return the corrected cells and the headers of those that changed.

        ``external_id`` returns the id that the untouched cells state; it is asked only
        for a row that a correction may mean.
        """
        found: dict[str, str] = {}
        for header, by_text in self._by_header.items():
            by_row = by_text.get(row.cells.get(header, ""))
            if by_row is not None:
                corrected = self._choose(by_row, row.cells, external_id)
                if corrected not in (None, row.cells.get(header, "")):
                    found[header] = corrected
        if not found:
            return row.cells, ()
        cells = {**row.cells, **found}
        return {key: text for key, text in cells.items() if text}, tuple(found)

    def _choose(self, by_row, cells, external_id) -> str | None:
        if by_row.keys() == {""}:
            return by_row[""]
        keys = {digest_key(cells), external_id(cells)} - {""}
        for key in reversed(by_row):
            if key in keys:
                return by_row[key]
        return by_row.get("")
