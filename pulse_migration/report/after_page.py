"""What is left after the move, to print."""

from odoo import api, models


class AfterPage(models.AbstractModel):
    """Counts, sums and the checklist; nothing of a patient."""

    _name = "report.pulse_migration.after_page"
    _description = "After the Move, Printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        migrations = self.env["pulse.migration"].browse(docids)
        migrations.check_access("read")
        return {"docs": migrations, "sheets": [m._sheet() for m in migrations]}
