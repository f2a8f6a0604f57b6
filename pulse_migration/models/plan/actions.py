"""Planning actions: what the export says now against what was loaded, and why so.

``reason`` says why a row does not load, ``plan_reason`` why any row's action is what
it is.
"""

from odoo import models
from odoo.tools import SQL

from ...loaders import purged, resolved


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _set_actions(self, run):
        """Compare what each unit's rows say with what they said when last loaded.

        Every row is written once, with its batch: a row is wide, and writing it dear.
        """
        self._collect_units(run)
        self._cut_batches(
            run,
            SQL(
                """r.action IS NULL AND (r.unit_object, r.unit_key) IN (
                     SELECT unit_object, unit_key FROM pulse_unit WHERE NOT is_same)"""
            ),
        )
        self._execute(
            run,
            """
            UPDATE pulse_row AS r
               SET action = CASE WHEN u.is_same THEN 'unchanged'
                                 WHEN u.link_id IS NULL THEN 'create'
                                 ELSE 'update' END,
                   plan_reason = CASE
                     WHEN u.is_same THEN 'same_as_loaded'
                     WHEN r.id <> u.head_id THEN 'joins_record'
                     WHEN u.link_id IS NULL AND r.object_name = 'physician'
                       THEN 'physician_as_decided'
                     WHEN u.link_id IS NULL THEN 'new_record'
                     WHEN u.link_fingerprint IS NULL THEN 'taken_back_before'
                     ELSE 'source_changed' END,
                   res_model = u.res_model, res_id = u.res_id, batch_id = s.batch_id
              FROM pulse_unit u LEFT JOIN pulse_slice s USING (unit_object, unit_key)
             WHERE r.run_id = %(run)s AND r.state = 'staged' AND r.action IS NULL
               AND r.unit_object = u.unit_object AND r.unit_key = u.unit_key
            """,
        )
        self.env.cr.execute("DROP TABLE pulse_unit, pulse_slice")

    def _collect_units(self, run):
        """Put into ``pulse_unit`` what of each unit was loaded, if anything."""
        self._execute(
            run,
            """
            CREATE TEMPORARY TABLE pulse_unit ON COMMIT DROP AS
              SELECT u.*, l.id AS link_id, l.fingerprint AS link_fingerprint,
                     l.res_model, l.res_id,
                     coalesce(l.fingerprint IN (%(prints)s), FALSE) AS is_same
                FROM (SELECT r.unit_object, r.unit_key, encode(sha256(string_agg(
                               r.print, ',' ORDER BY r.print COLLATE "C")::bytea),
                               'hex') AS fingerprint,
                             (array_agg(r.id ORDER BY r.object_name, r.file_id, r.line,
                                                      r.id))[1] AS head_id
                        FROM (SELECT r.*, %(print)s AS print FROM pulse_row r %(joins)s
                               WHERE r.run_id = %(run)s AND r.state = 'staged'
                                 AND r.action IS NULL) AS r
                       GROUP BY 1, 2) AS u
                LEFT JOIN pulse_link l ON l.migration_id = %(migration)s
                 AND l.object_name = u.unit_object AND l.external_id = u.unit_key;
            ANALYZE pulse_unit
            """,
            migration=run.migration_id.id,
            print=resolved.fingerprint(run.migration_id),
            prints=self._comparable(run, SQL("u.fingerprint")),
            joins=resolved.joins(),
        )

    def _comparable(self, run, print_):
        """Return SQL of a print as a link may have it: as it is, or of a purged row."""
        key = run.migration_id.sudo().print_key
        return SQL("%s, %s", print_, purged.sql_keyed(print_, key)) if key else print_

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
