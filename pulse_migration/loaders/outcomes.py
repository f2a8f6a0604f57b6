"""What a load leaves beside its records: links, the journal, the rows' outcomes."""

from psycopg2.extras import execute_values

from odoo import models
from odoo.tools import SQL

from ..engine import fingerprint
from . import stored


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _stored(self, vals):
        return stored.of_vals(self.env[self._target], vals)

    def _prepare_link(self, unit, suffix, res_id):
        return {
            "object_name": unit.object_name,
            "external_id": f"{unit.key}{suffix}",
            "res_model": self._target,
            "res_id": res_id,
            "fingerprint": fingerprint.of_many(
                row.fingerprint for row in unit.rows if row.action != "merge"
            ),
            "values": [row.values for row in unit.rows],
        }

    def _prepare_change(self, unit, suffix, record, operation, before, after):
        return {
            "object_name": unit.object_name,
            "external_id": f"{unit.key}{suffix}",
            "res_model": record._name,
            "res_id": record.id,
            "operation": operation,
            "before": before,
            "after": after,
        }

    def _outcomes(self, unit, is_created):
        """The head row is created or updated; what only adds to it is merged."""
        state = "created" if is_created else "updated"
        for index, row in enumerate(unit.rows):
            yield (
                row.id,
                "merged" if index else state,
                self._target,
                unit.record_id,
                None,
                () if index else unit.issues(),
            )

    def _write_outcomes(self, outcomes):
        """Put outcome, target and added issues on the rows, one statement."""
        if not outcomes:
            return
        execute_values(
            self.env.cr._obj,
            """UPDATE pulse_row AS r
                  SET state = o.state, res_model = o.res_model, res_id = o.res_id::int,
                      reason = coalesce(o.reason, r.reason)
                 FROM (VALUES %s) AS o(id, state, res_model, res_id, reason)
                WHERE r.id = o.id""",
            [outcome[:5] for outcome in outcomes],
            page_size=2000,
        )
        self.env["pulse.row"].invalidate_model()
        flagged = {}
        for row_id, *_rest, issues in outcomes:
            for issue in issues:
                flagged.setdefault(issue, []).append(row_id)
        for (code, about), row_ids in flagged.items():
            self.env["pulse.row"]._flag(
                code, SQL("id = ANY(%s)", row_ids), header=SQL("%s", about)
            )
