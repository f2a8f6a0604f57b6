"""The audit trail as CSV, as far as the one who asks may read it."""

import csv
import io

from odoo.http import Controller, Response, content_disposition, request, route

from ..models.audit.audit import text_of_details

_HEADER = (
    "entry",
    "done_at",
    "user",
    "migration",
    "run",
    "batch",
    "verb",
    "details",
    "model",
    "id",
    "operation",
    "fields",
    "before",
    "after",
    "hash",
)


class AuditController(Controller):
    """One line an entry, and one for each record that it tells of."""

    @route(
        "/pulse_migration/audit.csv",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self):
        """Send all entries that the user may read as CSV, oldest first."""
        entries = request.env["pulse.audit"]
        entries.check_access("read")
        return Response(
            self._write(entries.env),
            headers=[
                ("Content-Type", "text/csv; charset=utf-8"),
                ("Content-Disposition", content_disposition("audit.csv")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _write(self, env):
        """Yield the text of all entries, oldest first, an entry at a time.

        The request's own cursor is closed by the time the server asks for more.
        """
        yield _text_of([_HEADER])
        with env.registry.cursor(readonly=True) as cr:
            entries = env(cr=cr)["pulse.audit"]
            for id_ in entries.search([], order="id").ids:
                yield _text_of(self._lines(entries.browse(id_)))
                entries.env.invalidate_all()

    def _lines(self, entry):
        head = [
            entry.number or "",
            entry.done_at.isoformat(sep=" "),
            _harmless(entry.user_login),
            _harmless(entry.migration_name),
            entry.run_number or "",
            entry.batch_number or "",
            entry.verb,
        ]
        details = _harmless(text_of_details(entry.details))
        yield [*head, details, *[""] * 6, entry.hash or ""]
        for _id, *record, names, before, after, _rest in entry._operations():
            sides = before or "", after or ""
            yield [*head, "", *record, " ".join(names), *sides, entry.hash or ""]


def _text_of(lines):
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue()


def _harmless(text):
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text and text[0] in "=+-@\t\r" else text or ""
