"""Planning the work: rows to load become batches, in the order of the phases."""

from odoo import models
from odoo.tools import SQL

from ..load.batch import PHASES

BATCH_ROWS = 500
BATCH_BYTES = 32 << 20  # of documents, which are in memory together
BATCH_BILLS = 125  # or payments: each takes as long as a dozen other rows
_LOADS = SQL("r.state = 'staged' AND r.action IN ('create', 'update', 'merge')")


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _cut_batches(self, run, where):
        """Cut the units of the chosen staged rows into new batches.

        A unit's rows and a patient's stay together; a batch is full when its rows, its
        bills, or its documents' bytes, are many. Leaves ``pulse_slice``, a temporary
        table of the units and their batches.
        """
        self._execute(
            run,
            """
            CREATE TEMPORARY TABLE pulse_slice ON COMMIT DROP AS
              SELECT unit_object, unit_key, NULL::int AS batch_id,
                     floor(sum(weight) OVER (PARTITION BY unit_object
                                             ORDER BY patient_key, unit_key)
                           - weight)::int AS slice
                FROM (SELECT r.unit_object, r.unit_key,
                             greatest(count(*)::numeric / %(rows)s,
                                 CASE WHEN r.unit_object IN ('bill', 'payment')
                                      THEN 1::numeric / %(bills)s END,
                                 coalesce(sum(f.size), 0)::numeric / %(bytes)s)
                             AS weight,
                             min(r.patient_key) AS patient_key
                        FROM pulse_row r LEFT JOIN pulse_file f ON f.id = r.document_id
                       WHERE r.run_id = %(run)s AND r.state = 'staged' AND (%(where)s)
                       GROUP BY 1, 2) AS unit;
            ANALYZE pulse_slice
            """,
            rows=BATCH_ROWS,
            bills=BATCH_BILLS,
            bytes=BATCH_BYTES,
            where=where,
        )
        slices = self.env.execute_query(
            SQL("SELECT DISTINCT unit_object, slice FROM pulse_slice ORDER BY 1, 2")
        )
        batches = self._create_batches(run, slices)
        self._execute(
            run,
            """
            UPDATE pulse_slice AS s SET batch_id = b.id
              FROM unnest(%(objects)s::text[], %(slices)s::int[], %(batches)s::int[])
                   AS b(unit_object, slice, id)
             WHERE s.unit_object = b.unit_object AND s.slice = b.slice
            """,
            objects=[object_name for object_name, _slice in batches],
            slices=[number for _object, number in batches],
            batches=[batch.id for batch in batches.values()],
        )

    def _make_batches(self, run):
        """Give each row that loads its batch, and every other none.

        Nearly all have it from the time when they got their action.
        """
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET batch_id = NULL
              FROM pulse_batch b
             WHERE b.run_id = %(run)s AND b.state = 'planned' AND r.batch_id = b.id
               AND NOT (%(loads)s)
            """,
            loads=_LOADS,
        )
        if self._has_unbatched(run):
            self._add_batches(run)
        self._drop_empty_batches(run)
        # what is left of a load is told by them
        self.env["pulse.batch"]._count_rows(run)

    def _has_unbatched(self, run):
        return bool(
            self.env.execute_query(
                SQL(
                    """SELECT 1 FROM pulse_row r WHERE r.run_id = %s
                          AND r.batch_id IS NULL AND %s LIMIT 1""",
                    run.id,
                    _LOADS,
                )
            )
        )

    def _add_batches(self, run):
        """Give the rest the batch of their record's other rows, or one of their own."""
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET batch_id = mate.batch_id
              FROM pulse_row AS mate JOIN pulse_batch b ON b.id = mate.batch_id
             WHERE r.run_id = %(run)s AND r.batch_id IS NULL AND %(loads)s
               AND mate.run_id = %(run)s AND mate.unit_object = r.unit_object
               AND mate.unit_key = r.unit_key AND b.state = 'planned'
            """,
            loads=_LOADS,
        )
        self._cut_batches(run, SQL("r.batch_id IS NULL AND %s", _LOADS))
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET batch_id = s.batch_id
              FROM pulse_slice s
             WHERE r.run_id = %(run)s AND r.unit_object = s.unit_object
               AND r.unit_key = s.unit_key AND r.batch_id IS NULL AND %(loads)s
            """,
            loads=_LOADS,
        )
        self.env.cr.execute("DROP TABLE pulse_slice")

    def _drop_empty_batches(self, run):
        """Take away the batches without rows, but for that of the physicians."""
        found = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_batch b
                    WHERE run_id = %s AND state = 'planned'
                      AND object_name <> 'physician' AND NOT EXISTS (
                          SELECT 1 FROM pulse_row WHERE batch_id = b.id)""",
                run.id,
            )
        )
        self.env["pulse.batch"].sudo().browse(id_ for (id_,) in found).unlink()

    def _create_batches(self, run, slices):
        """Create the batches in loading order, after those that are there.

        Physicians always have one.

        :return: {(object, slice): batch}
        """
        planned = run.batch_ids.sudo().filtered(lambda batch: batch.state == "planned")
        by_object = {}
        if "physician" not in planned.mapped("object_name"):
            by_object["physician"] = {0}
        for object_name, slice_no in slices:
            by_object.setdefault(object_name, set()).add(slice_no)
        last = max(planned.mapped("sequence"), default=0)
        keys, vals_list = [], []
        for phase, object_names in PHASES.items():
            for object_name in object_names:
                for slice_no in sorted(by_object.get(object_name, ())):
                    keys.append((object_name, slice_no))
                    vals_list.append(
                        {
                            "run_id": run.id,
                            "phase": phase,
                            "object_name": object_name,
                            "sequence": last + len(keys),
                        }
                    )
        batches = self.env["pulse.batch"].sudo().create(vals_list)
        return dict(zip(keys, batches, strict=True))
