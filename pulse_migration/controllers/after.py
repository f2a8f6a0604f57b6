"""What is left after the move, as a workbook for the one who asks."""

from odoo.http import Controller, request, route

from .workbook import send


class AfterController(Controller):
    """Access is the migration's own: groups and companies."""

    @route(
        "/pulse_migration/after/<int:migration_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, migration_id):
        migration = request.env["pulse.migration"].browse(migration_id).exists()
        if not migration:
            raise request.not_found()
        migration.check_access("read")
        return send(migration._write_after, f"after-{migration.id}.xlsx")
