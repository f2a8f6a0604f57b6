"""What people corrected in an export, applied to a row before it is converted."""

from collections.abc import Callable, Iterable, Mapping

from . import fingerprint
from .source_row import Issue, SourceRow

# A row without an id of its own is named by this mark and a digest of its cells.
DIGEST_MARK = "~"
# In place of a header: the whole row, which a reader left out as no record of its table
# for one of these reasons. Its correction says that it is one.
WHOLE_ROW = "(the row)"
LEFT_OUT = ("total_row", "footer_note", "repeated_header")
_WAS = "was_"  # before the reason, once the row is a record

Cells = Mapping[str, str]


def digest_key(cells: Cells) -> str:
    """Return the key that names a row by everything it says."""
    return f"{DIGEST_MARK}{fingerprint.of_cells(cells)}"


def keyed_row(row_key: str, key: str) -> str:
    """Return the key of a row as it stays once the row was forgotten.

    >>> keyed_row("P-7", "00"), keyed_row("~9f86", "00")[:4]
    ('P-7', '~k:5')
    """
    digest = row_key.removeprefix(DIGEST_MARK)
    if digest == row_key:
        return row_key
    return f"{DIGEST_MARK}{fingerprint.keyed(digest, key)}"


def stated_id(external_id: str | None) -> str:
    """Return the id that the export states; a row named by its cells has none.

    >>> stated_id("P-7"), stated_id("~9f86d0"), stated_id(None)
    ('P-7', '', '')
    """
    return "" if not external_id or external_id[0] == DIGEST_MARK else external_id


def was_left_out(codes: Iterable[str]) -> str:
    """Why the reader left out a row that is a record by correction, else "".

    >>> was_left_out(["was_total_row"])
    'total_row'
    """
    reasons = (code.removeprefix(_WAS) for code in codes if code.startswith(_WAS))
    return next((reason for reason in reasons if reason in LEFT_OUT), "")


class Corrections:
    """The corrections of one object: a text in a column becomes another.

    One that names a row wins over one for every row with the same text. They apply
    only while the export still says what was corrected; a newer text is newer.
    """

    def __init__(
        self, entries: Iterable[tuple[str, str, str, str]] = (), key: str = ""
    ) -> None:
        """Take (header, original, corrected, row key) entries; the later ones win.

        An empty original is a blank cell; an empty row key means every row; an empty
        corrected text clears the cell. With a ``key``, originals and digests of rows
        may be keyed: those of rows that were purged.
        """
        self._key = key
        self._by_header: dict[str, dict[str, dict[str, str]]] = {}
        for header, original, corrected, row_key in entries:
            by_text = self._by_header.setdefault(header, {})
            by_row = by_text.setdefault(original, {})
            by_row.pop(row_key, None)  # in the order in which they were made
            by_row[row_key] = corrected

    def __bool__(self) -> bool:
        return bool(self._by_header)

    def issues_of_record(self, row: SourceRow) -> tuple[Issue, ...]:
        """What to say of a row that counts although its reader left it out, or nothing.

        Such a row is named by its cells: its id is "Total", if it is a total.
        """
        by_row = self._by_header.get(WHOLE_ROW, {}).get(row.excluded, {})
        if row.excluded not in LEFT_OUT or by_row.keys().isdisjoint(
            self._digests(row.cells)
        ):
            return ()
        reason = Issue(f"{_WAS}{row.excluded}", "", "info")
        return (Issue("corrected", WHOLE_ROW, "info"), reason)

    def apply(
        self, row: SourceRow, external_id: Callable[[Cells], str]
    ) -> tuple[Cells, tuple[str, ...]]:
        """Return the corrected cells and the headers of those that changed.

        ``external_id`` returns the id that the untouched cells state; it is asked only
        for a row that a correction may mean.
        """
        found: dict[str, str] = {}
        for header, by_text in self._by_header.items():
            by_row = self._of_text(by_text, row.cells.get(header, ""))
            if by_row is not None:
                corrected = self._choose(by_row, row.cells, external_id)
                if corrected not in (None, row.cells.get(header, "")):
                    found[header] = corrected
        if not found:
            return row.cells, ()
        cells = {**row.cells, **found}
        return {key: text for key, text in cells.items() if text}, tuple(found)

    def _of_text(self, by_text, text: str) -> dict[str, str] | None:
        """Return {row key: corrected} of a text; what was purged is the older."""
        by_row = by_text.get(text)
        if not self._key:
            return by_row
        purged = by_text.get(fingerprint.keyed(text, self._key))
        return {**purged, **(by_row or {})} if purged else by_row

    def _digests(self, cells: Cells) -> set[str]:
        digest = digest_key(cells)
        return {digest, keyed_row(digest, self._key)} if self._key else {digest}

    def _choose(self, by_row, cells, external_id) -> str | None:
        if by_row.keys() == {""}:
            return by_row[""]
        keys = {*self._digests(cells), external_id(cells)} - {""}
        for key in reversed(by_row):
            if key in keys:
                return by_row[key]
        return by_row.get("")
