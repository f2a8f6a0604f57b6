"""Planning bills that were paid by advance: whether the export holds the advance."""

from odoo import models
from odoo.tools import SQL

from ..stage.row import LOADED


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _flag_advances(self, run):
        """Say of each bill paid by advance where that money comes from."""
        migration = run.migration_id
        if not (migration._books_payments() or migration._bill_way() == "opening"):
            return
        where = SQL(
            """((run_id = %s AND state = 'staged')
                OR (run_id = ANY(%s) AND state IN %s))""",
            run.id,
            (run.migration_id.run_ids - run).ids,
            LOADED,
        )
        for drawings in self.env["pulse.loader.payment"]._read_drawings(run, where):
            found = [drawing.drawn for drawing in drawings]
            used = {one.use.bill for d in found for one in (*d.kept, *d.draws)}
            lacking = {use.bill for drawn in found for use in drawn.lacking}
            for code, numbers, severity in (
                ("advance_used", used, "info"),
                ("advance_unknown", lacking, "warning"),
            ):
                self.env["pulse.row"]._flag(
                    code,
                    SQL(
                        """id IN (SELECT min(id) FROM pulse_row
                             WHERE run_id = %s AND object_name = 'bill'
                               AND state = 'staged' AND external_id = ANY(%s)
                             GROUP BY external_id)""",
                        run.id,
                        list(numbers),
                    ),
                    severity,
                )
