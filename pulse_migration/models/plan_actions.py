"""Planning actions: what the export says now against what was loaded, and why so.

``reason`` says why a row does not load, ``plan_reason`` why any row's action is what
it is.
"""

from odoo import models

from ..loaders import resolved


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _set_actions(self, run):
        """Compare what each unit's rows say with what they said when last loaded."""
        self._execute(
            run,
            """
            WITH unit AS (
              SELECT r.unit_object, r.unit_key, encode(sha256(string_agg(
                       r.print, ',' ORDER BY r.print COLLATE "C")::bytea),
                       'hex') AS fingerprint,
                     (array_agg(r.id ORDER BY r.object_name, r.file_id, r.line, r.id)
                       )[1] AS head_id
                FROM (SELECT r.*, %(print)s AS print FROM pulse_row r %(joins)s
                       WHERE r.run_id = %(run)s) AS r
               WHERE r.run_id = %(run)s AND r.state = 'staged' AND r.action IS NULL
               GROUP BY 1, 2)
            UPDATE pulse_row AS r
               SET action = CASE WHEN l.id IS NULL THEN 'create'
                                 WHEN l.fingerprint = unit.fingerprint THEN 'unchanged'
                                 ELSE 'update' END,
                   plan_reason = CASE
                     WHEN l.fingerprint = unit.fingerprint THEN 'same_as_loaded'
                     WHEN r.id <> unit.head_id THEN 'joins_record'
                     WHEN l.id IS NULL AND r.object_name = 'physician'
                       THEN 'physician_as_decided'
                     WHEN l.id IS NULL THEN 'new_record'
                     WHEN l.fingerprint IS NULL THEN 'taken_back_before'
                     ELSE 'source_changed' END,
                   res_model = l.res_model, res_id = l.res_id
              FROM unit LEFT JOIN pulse_link l ON l.migration_id = %(migration)s
               AND l.object_name = unit.unit_object AND l.external_id = unit.unit_key
             WHERE r.run_id = %(run)s AND r.state = 'staged' AND r.action IS NULL
               AND r.unit_object = unit.unit_object AND r.unit_key = unit.unit_key
            """,
            migration=run.migration_id.id,
            print=resolved.fingerprint(run.migration_id),
            joins=resolved.joins(),
        )

    def _move_physicians(self, run):
        """A physician who got another user is no longer unchanged."""
        self._execute(
            run,
            """
            UPDATE pulse_row AS r
               SET action = 'update', plan_reason = 'physician_moved'
              FROM pulse_physician p
              LEFT JOIN pulse_physician main ON main.id = p.same_as_id
               AND p.decision = 'same'
             WHERE r.run_id = %(run)s AND r.object_name = 'physician'
               AND r.state = 'staged' AND r.action = 'unchanged'
               AND p.migration_id = r.migration_id AND p.key = r.physician_key
               AND CASE WHEN main.id IS NULL THEN p.user_id ELSE main.user_id END
                   IS DISTINCT FROM r.res_id
            """,
        )

    def _finish_units(self, run):
        """A repeated row shares the fate of the row that it repeats."""
        self._execute(
            run,
            """
            UPDATE pulse_row AS r
               SET action = 'unchanged', plan_reason = 'same_as_loaded',
                   res_model = head.res_model, res_id = head.res_id
              FROM pulse_row AS head
             WHERE r.run_id = %(run)s AND r.action = 'merge' AND r.state = 'staged'
               AND head.run_id = %(run)s AND head.action = 'unchanged'
               AND head.object_name = r.object_name AND head.unit_key = r.unit_key
               AND (r.unit_object <> 'bill' OR head.external_id = r.external_id)
            """,
        )
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET action = 'hold', state = 'held',
                   reason = head.reason
              FROM pulse_row AS head
             WHERE r.run_id = %(run)s AND r.action = 'merge' AND r.state = 'staged'
               AND head.run_id = %(run)s AND head.state = 'held'
               AND head.object_name = r.object_name AND head.unit_key = r.unit_key
               AND (r.unit_object <> 'bill' OR head.external_id = r.external_id)
            """,
        )

    def _explain(self, run):
        """Say of the rows that do not load, or only repeat, why that is planned."""
        self._execute(
            run,
            """
            UPDATE pulse_row SET plan_reason =
                   CASE action WHEN 'merge' THEN 'repeats_row' ELSE reason END
             WHERE run_id = %(run)s
               AND (state IN ('held', 'rejected', 'excluded')
                    OR state = 'staged' AND action = 'merge')
               AND plan_reason IS DISTINCT FROM
                   CASE action WHEN 'merge' THEN 'repeats_row' ELSE reason END
            """,
        )
