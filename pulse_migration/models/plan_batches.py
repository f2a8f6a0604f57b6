"""Planning the work: rows to load become batches, in the order of the phases."""

from odoo import models
from odoo.tools import SQL

from .batch import PHASES

BATCH_ROWS = 500
BATCH_BYTES = 32 << 20  # of documents, which are in memory together


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _make_batches(self, run):
        """Cut the units into batches; a unit's rows and a patient's stay together.

        A batch is full when its rows, or its documents' bytes, are many.
        """
        self._execute(
            run,
            """
            CREATE TEMPORARY TABLE pulse_slice ON COMMIT DROP AS
              SELECT object_name, unit_key,
                     floor(sum(weight) OVER (PARTITION BY object_name
                                             ORDER BY patient_key, unit_key)
                           - weight)::int AS slice
                FROM (SELECT r.unit_object AS object_name, r.unit_key,
                             greatest(count(*)::numeric / %(rows)s,
                                 coalesce(sum(f.size), 0)::numeric / %(bytes)s)
                             AS weight,
                             min(r.patient_key) AS patient_key
                        FROM pulse_row r LEFT JOIN pulse_file f ON f.id = r.document_id
                       WHERE r.run_id = %(run)s AND r.state = 'staged'
                         AND r.action IN ('create', 'update', 'merge')
                       GROUP BY 1, 2) AS unit
            """,
            rows=BATCH_ROWS,
            bytes=BATCH_BYTES,
        )
        slices = self.env.execute_query(
            SQL("SELECT DISTINCT object_name, slice FROM pulse_slice ORDER BY 1, 2")
        )
        batches = self._create_batches(run, slices)
        names, numbers = zip(*batches, strict=True)
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET batch_id = b.id
              FROM pulse_slice s
              JOIN unnest(%(objects)s::text[], %(slices)s::int[], %(batches)s::int[])
                   AS b(object_name, slice, id) USING (object_name, slice)
             WHERE r.run_id = %(run)s AND r.unit_object = s.object_name
               AND r.unit_key = s.unit_key AND r.state = 'staged'
               AND r.action IN ('create', 'update', 'merge')
            """,
            objects=list(names),
            slices=list(numbers),
            batches=[batch.id for batch in batches.values()],
        )
        self.env.cr.execute("DROP TABLE pulse_slice")

    def _create_batches(self, run, slices):
        """Create the batches in loading order; physicians always have one."""
        by_object = {}
        for object_name, slice_no in slices:
            by_object.setdefault(object_name, []).append(slice_no)
        by_object.setdefault("physician", [0])
        keys, vals_list = [], []
        for phase, object_names in PHASES.items():
            for object_name in object_names:
                for slice_no in by_object.get(object_name, ()):
                    keys.append((object_name, slice_no))
                    vals_list.append(
                        {
                            "run_id": run.id,
                            "phase": phase,
                            "object_name": object_name,
                            "sequence": len(keys),
                        }
                    )
        batches = self.env["pulse.batch"].sudo().create(vals_list)
        return dict(zip(keys, batches, strict=True))
