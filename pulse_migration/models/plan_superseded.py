"""Planning a delta: of several versions of a record the newest counts.

Pages that came one after the other, and were not loaded in between, hold a record as
often as it changed.
"""

from odoo import models

from .quality import ONE_ROW


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _find_repetitions(self, run):
        if run.source_id:
            self._exclude_superseded(run)
        return super()._find_repetitions(run)

    def _exclude_superseded(self, run):
        """By the moment of change that the server gave, else by the order they came."""
        self._execute(
            run,
            """
            WITH version AS (
              SELECT r.id, row_number() OVER (
                       PARTITION BY r.object_name, r.unit_key
                       ORDER BY r.payload->>e.changed_key DESC NULLS LAST,
                                r.file_id DESC, r.line DESC, r.id DESC) AS age,
                     first_value(r.fingerprint) OVER (
                       PARTITION BY r.object_name, r.unit_key
                       ORDER BY r.payload->>e.changed_key DESC NULLS LAST,
                                r.file_id DESC, r.line DESC, r.id DESC) AS newest
                FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id
                LEFT JOIN pulse_endpoint e ON e.id = f.endpoint_id
               WHERE r.run_id = %(run)s AND r.state = 'staged'
                 AND r.unit_key IS NOT NULL AND r.object_name IN %(one)s)
            UPDATE pulse_row AS r SET state = 'excluded', reason = 'superseded'
              FROM version
             WHERE r.id = version.id AND version.age > 1
               AND r.fingerprint <> version.newest
            """,
            one=ONE_ROW,
        )
