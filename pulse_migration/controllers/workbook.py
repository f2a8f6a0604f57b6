"""Sending a workbook that was made for the one who asks; no copy stays here."""

import tempfile

from werkzeug.wsgi import wrap_file

from odoo.http import Response, content_disposition, request

_SPOOL_BYTES = 8 << 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(write, name):
    """Return a response that streams what ``write`` puts into a stream."""
    content = tempfile.SpooledTemporaryFile(_SPOOL_BYTES)  # noqa: SIM115
    write(content)
    content.seek(0)
    return Response(
        wrap_file(request.httprequest.environ, content),
        headers=[
            ("Content-Type", _XLSX),
            ("Content-Disposition", content_disposition(name)),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ],
        direct_passthrough=True,
    )
