"""Late parents: rows whose patient came with a later delta are received again.

A held row stays where it was received, and is accounted for there. Its cells, as they
were, become a file of the run that brings the patient, and go the way of any other.
"""

import io
import json

from odoo import models
from odoo.tools import SQL

from ...engine.bill_rows import RECEIPT
from ..plan.superseded import sql_item_of
from ..stage.row import LOADED

_WAITING = ("patient_unknown", "patient_not_loaded", "patient_held")
# neither held by this run itself nor loaded since
_ORPHANS = """
    SELECT o.object_name, jsonb_agg(o.payload ORDER BY o.id)
      FROM pulse_row o
     WHERE o.run_id = ANY(%(earlier)s) AND o.state = 'held'
       AND o.reason IN %(waiting)s AND o.patient_key IS NOT NULL
       AND o.external_id IS NOT NULL
       AND (EXISTS (SELECT 1 FROM pulse_link l
                     WHERE l.migration_id = o.migration_id
                       AND l.object_name = 'patient'
                       AND l.external_id = o.patient_key)
            OR EXISTS (SELECT 1 FROM pulse_row p
                        WHERE p.run_id = %(run)s
                          AND p.object_name = 'patient'
                          AND p.external_id = o.patient_key
                          AND p.state = 'staged'))
       AND NOT EXISTS (SELECT 1 FROM pulse_row n
                        WHERE n.object_name = o.object_name AND n.state <> 'undone'
                          AND n.external_id = o.external_id
                          AND (n.run_id = %(run)s
                               OR n.run_id > o.run_id
                              AND n.migration_id = o.migration_id))
       AND NOT EXISTS (SELECT 1 FROM pulse_link l
                        WHERE l.migration_id = o.migration_id
                          AND l.object_name = o.unit_object
                          AND l.external_id = o.unit_key)
     GROUP BY 1 ORDER BY 1"""


def _receipt(table):
    """Return SQL for what tells a receipt from others, as the engine does."""
    numbers = (f"nullif({table}.values->>'{name}', '')" for name in RECEIPT)
    return f"coalesce({', '.join(numbers)}, {table}.fingerprint)"


# lines and receipts go where their bill went: they wait for it, not for the patient;
# a bill's lines are one version as a whole, unless all of them wait; of its receipts
# each comes by itself
_PARTS = f"""
    SELECT o.object_name, jsonb_agg(o.payload ORDER BY o.id)
      FROM pulse_row o
     WHERE o.run_id = ANY(%(earlier)s) AND o.state = 'held'
       AND o.reason = 'bill_unknown' AND EXISTS (
           SELECT 1 FROM pulse_row b
            WHERE b.run_id = %(run)s AND b.object_name = 'bill'
              AND b.external_id = o.values->>'bill_id' AND b.state = 'staged')
       AND NOT EXISTS (SELECT 1 FROM pulse_row n
                        WHERE n.run_id > o.run_id AND n.migration_id = o.migration_id
                          AND n.object_name = o.object_name AND n.state <> 'undone'
                          AND n.values->>'bill_id' = o.values->>'bill_id'
                          AND CASE WHEN o.object_name = 'payment'
                              THEN {_receipt("n")} = {_receipt("o")}
                              ELSE n.run_id = %(run)s OR n.state = ANY(%(loaded)s)
                                OR n.fingerprint = o.fingerprint
                                OR nullif(%(newer)s, '') = %(older)s END)
     GROUP BY 1 ORDER BY 1"""


class Run(models.Model):
    _inherit = "pulse.run"

    def action_stage(self):
        """Rows of earlier runs join in when their patient is here now."""
        result = super().action_stage()
        for run in self:
            for query in (_ORPHANS, _PARTS):
                if run._is_open() and run._adopt_orphans(query):
                    super(Run, run).action_stage()
        return result

    def _adopt_orphans(self, query):
        """Receive again what waited for a patient, or a bill, that is known now.

        :return: the files made
        """
        files = self.env["pulse.file"].sudo()
        for object_name, cells in self._find_orphans(query):
            content = json.dumps(cells, ensure_ascii=False).encode()
            made = files._receive(
                self, f"adopted/{object_name}.json", io.BytesIO(content)
            )
            # as its rows were, by the decisions about these
            tables = made.filtered(lambda file: file.kind == "table")
            tables._settle_object(object_name)
            files |= made
        if files:
            self._log("adopt", files=len(files))
        return files

    def _find_orphans(self, query):
        """Return (object, cells) of rows that wait in earlier runs, oldest first."""
        earlier = self._earlier_runs().filtered(lambda run: not run.purged_at)
        if not earlier:
            return []
        self.env["pulse.row"].flush_model()
        return self.env.execute_query(
            SQL(
                query,
                earlier=earlier.ids,
                waiting=_WAITING,
                loaded=list(LOADED),
                newer=sql_item_of("n"),
                older=sql_item_of("o"),
                run=self.id,
            )
        )
