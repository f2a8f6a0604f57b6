"""Planning actions: what the export says now against what was loaded."""

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
                       'hex') AS fingerprint
                FROM (SELECT r.*, %(print)s AS print FROM pulse_row r %(joins)s
                       WHERE r.run_id = %(run)s) AS r
               WHERE r.run_id = %(run)s AND r.state = 'staged' AND r.action IS NULL
               GROUP BY 1, 2)
            UPDATE pulse_row AS r
               SET action = CASE WHEN l.id IS NULL THEN 'create'
                                 WHEN l.fingerprint = unit.fingerprint THEN 'unchanged'
                                 ELSE 'update' END,
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
            UPDATE pulse_row AS r SET action = 'update'
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
            UPDATE pulse_row AS r SET action = 'unchanged',
                   res_model = head.res_model, res_id = head.res_id
              FROM pulse_row AS head
             WHERE r.run_id = %(run)s AND r.action = 'merge' AND r.state = 'staged'
               AND head.run_id = %(run)s AND head.action = 'unchanged'
               AND head.object_name = r.object_name AND head.unit_key = r.unit_key
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
            """,
        )
