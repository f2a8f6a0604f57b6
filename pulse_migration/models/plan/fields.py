"""Planning fields: which ones an update writes, as the loaders themselves compare.

Batch by batch, since what a batch compares is in memory together. Names only stay on
the row; what their values are is worked out when somebody looks.
"""

from contextlib import closing

from psycopg2.extras import execute_values

from odoo import models
from odoo.tools import SQL

from ...loaders.base import loader_of

# a physician's update moves the link to another user and writes no field
WITHOUT_FIELDS = ("physician",)


# reasons that a person settles: the others are the row's own fault
_HELD = ("posted_bill_changed", "booked_payment_changed")


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _name_fields(self, run):
        """Put the names of the fields on the rows that update a record."""
        batches = self.env.execute_query(
            SQL(
                """SELECT b.id, b.object_name FROM pulse_batch b
                    WHERE b.run_id = %s AND b.object_name <> ALL(%s)
                      AND EXISTS (SELECT 1 FROM pulse_row r WHERE r.batch_id = b.id
                                     AND r.state = 'staged' AND r.action = 'update')
                    ORDER BY b.sequence""",
                run.id,
                list(WITHOUT_FIELDS),
            )
        )
        for batch_id, object_name in batches:
            where = SQL(
                """batch_id = %s AND state = 'staged'
                   AND action IN ('update', 'merge')""",
                batch_id,
            )
            units, planned, rejected = self._compare(run, object_name, where)
            self._write_names(
                [
                    (unit.head.id, ", ".join(planned[unit.key]))
                    for unit in units
                    if unit.key in planned
                ]
            )
            for unit in units:
                if code := rejected.get(unit.key):
                    stop = self._hold if code in _HELD else self._reject
                    stop(run, code, SQL("r.id = ANY(%s)", [r.id for r in unit.rows]))
            self.env.invalidate_all()

    def _compare(self, run, object_name, where):
        """Return the units of the chosen rows, and what ``_planned`` says of them."""
        loader = loader_of(run, object_name)
        scope = loader._scope(run)
        with closing(scope.files):
            units = loader._build_units(where, scope)
            units = [unit for unit in units if unit.head.action == "update"]
            planned, rejected = loader._planned(units, scope)
        return units, planned, rejected

    def _write_names(self, names):
        if not names:
            return
        execute_values(
            self.env.cr._obj,
            """UPDATE pulse_row AS r SET plan_fields = nullif(n.names, ''),
                      plan_reason = CASE
                        WHEN n.names = '' AND r.plan_reason = 'source_changed'
                        THEN 'nothing_to_write' ELSE r.plan_reason END
                 FROM (VALUES %s) AS n(id, names) WHERE r.id = n.id""",
            names,
            page_size=2000,
        )
