"""The reconciliation of money as a workbook, made for the one who asks."""

from odoo.http import Controller, request, route

from .workbook import send


class MoneyController(Controller):
    """Access is the run's own: groups and companies."""

    @route(
        "/pulse_migration/money/<int:run_id>",
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
        request.env["pulse.money"].check_access("read")
        return send(run._write_money, f"money-{run.id}.xlsx")
