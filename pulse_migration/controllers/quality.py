"""The data-quality workbook, made for the one who asks."""

from odoo.http import Controller, request, route

from .workbook import send


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
        return send(run._write_quality, f"quality-{run.id}.xlsx")
