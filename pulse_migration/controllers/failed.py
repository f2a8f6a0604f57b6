"""The workbook of rows that did not load, made for the one who asks."""

from odoo.http import Controller, request, route

from .workbook import send


class FailedController(Controller):
    """Access is the run's own: groups, companies, and the medical group for texts."""

    @route(
        "/pulse_migration/failed/<int:run_id>",
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
        return send(run._write_failed, f"not-loaded-{run.id}.xlsx")
