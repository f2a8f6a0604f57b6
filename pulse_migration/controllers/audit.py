"""The audit trail as CSV, as far as the one who asks may read it."""

import csv
import io

from odoo.http import Controller, Response, content_disposition, request, route

from ..models.audit import text_of_details

_PAGE = 100
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
        entries = request.env["pulse.audit"]
        entries.check_access("read")
        return Response(
            self._write(entries),
            headers=[
                ("Content-Type", "text/csv; charset=utf-8"),
                ("Content-Disposition", content_disposition("audit.csv")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _write(self, entries):
        """Return the text of all entries, oldest first."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_HEADER)
        ids = entries.search([], order="id").ids
        for start in range(0, len(ids), _PAGE):
            for entry in entries.browse(ids[start : start + _PAGE]):
                writer.writerows(self._lines(entry))
            entries.env.invalidate_all()
        return out.getvalue()

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
        for (
            _id,
            model,
            res_id,
            operation,
            names,
            before,
            after,
            _rest,
        ) in entry._operations():
            names = " ".join(names)
            yield [
                *head,
                "",
                model,
                res_id,
                operation,
                names,
                before or "",
                after or "",
                entry.hash or "",
            ]


def _harmless(text):
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text and text[0] in "=+-@\t\r" else text or ""
