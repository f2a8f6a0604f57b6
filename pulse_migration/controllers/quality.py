"""The data-quality workbook, made for the one who asks; no copy stays here."""

import tempfile

from werkzeug.wsgi import wrap_file

from odoo.http import Controller, Response, content_disposition, request, route

_SPOOL_BYTES = 8 << 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class QualityController(Controller):
    """Access is the run's own: groups, companies, and the medical group for texts."""

    @route(
        "/pulse_migration/quality/<int:run_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, run_id):
        run = request.env["pulse.run"].browse(run_id).exists()
        if not run:
            raise request.not_found()
        run.check_access("read")
        content = tempfile.SpooledTemporaryFile(_SPOOL_BYTES)  # noqa: SIM115
        run._write_quality(content)
        content.seek(0)
        return Response(
            wrap_file(request.httprequest.environ, content),
            headers=[
                ("Content-Type", _XLSX),
                ("Content-Disposition", content_disposition(f"quality-{run.id}.xlsx")),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
            direct_passthrough=True,
        )
