"""Workbooks, made for the one who asks and streamed; no copy stays here."""

import tempfile
from typing import NamedTuple

from werkzeug.wsgi import wrap_file

from odoo.http import Controller, Response, content_disposition, request, route

_SPOOL_BYTES = 8 << 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Book(NamedTuple):
    """Of which model, its file's name, and what writes it into a stream."""

    model: str
    name: str
    write: object


# what a new workbook is added to
BOOKS = {
    "after": Book("pulse.migration", "after", lambda r, out: r._write_after(out)),
    "failed": Book("pulse.run", "not-loaded", lambda r, out: r._write_failed(out)),
    "money": Book("pulse.run", "money", lambda r, out: r._write_money(out)),
    "quality": Book("pulse.run", "quality", lambda r, out: r._write_quality(out)),
    "sample": Book("pulse.sample", "sample", lambda r, out: r._write_sheet(out)),
}


class WorkbookController(Controller):
    """Access is the record's own: groups, companies, the medical group for texts."""

    @route(
        f"/pulse_migration/<any({','.join(BOOKS)}):kind>/<int:record_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, kind, record_id):
        book = BOOKS[kind]
        record = request.env[book.model].browse(record_id).exists()
        if not record:
            raise request.not_found()
        record.check_access("read")
        return _send(record, book)


def _send(record, book):
    """Return a response that streams the workbook."""
    content = tempfile.SpooledTemporaryFile(_SPOOL_BYTES)  # noqa: SIM115
    book.write(record, content)
    content.seek(0)
    return Response(
        wrap_file(request.httprequest.environ, content),
        headers=[
            ("Content-Type", _XLSX),
            (
                "Content-Disposition",
                content_disposition(f"{book.name}-{record.id}.xlsx"),
            ),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ],
        direct_passthrough=True,
    )
