"""The scoping page of a run, to print."""

from odoo import api, models


class ScopePage(models.AbstractModel):
    """Objects, fields, volumes and the grade; nothing of a patient."""

    _name = "report.pulse_migration.scope_page"
    _description = "Scope, Printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        runs = self.env["pulse.run"].browse(docids)
        runs.check_access("read")
        return {"docs": runs, "sheets": [run._scope_sheet() for run in runs]}
