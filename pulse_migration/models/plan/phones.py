"""Planning whose conversation it is, when a message names a phone only.

A phone that several people share is a family: such messages wait for a person.
"""

from psycopg2.extras import execute_values

from odoo import models
from odoo.tools import SQL

from ...engine.cells import Rules
from ...engine.converters import convert
from ...engine.errors import RowError


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _find_patients_by_phone(self, run):
        """Give messages the one patient who has their phone, or hold them."""
        waiting = self.env.execute_query(
            SQL(
                """SELECT 1 FROM pulse_row
                    WHERE run_id = %s AND object_name = 'message' AND state = 'staged'
                      AND patient_key IS NULL LIMIT 1""",
                run.id,
            )
        )
        if not waiting:
            return
        self.env.cr.execute(
            """CREATE TEMPORARY TABLE pulse_phone
                 (number text, patient_key text, person text) ON COMMIT DROP"""
        )
        self._collect_stated_phones(run)
        self._collect_kept_phones(run)
        self._match_phones(run)
        self.env.cr.execute("DROP TABLE pulse_phone")

    def _collect_stated_phones(self, run):
        """Numbers of this run's patients, and of those whom no load could settle.

        One without an id is somebody all the same: a family is no match.
        """
        self._execute(
            run,
            """
            INSERT INTO pulse_phone
            SELECT regexp_replace(number, '[^0-9+]', '', 'g'), r.external_id,
                   coalesce(r.external_id, 'row ' || r.id)
              FROM pulse_row r,
                   LATERAL (VALUES ('phone'), ('mobile'), ('phone_alt'),
                       ('phone_extra'), ('mobile_extra'), ('phone_alt_extra')
                   ) AS cell(name),
                   LATERAL regexp_split_to_table(r.values->>cell.name, '[,;]') AS number
             WHERE r.object_name = 'patient'
               AND (r.run_id = %(run)s AND r.state <> 'excluded'
                    OR r.migration_id = %(migration)s
                       AND r.state IN ('held', 'rejected'))
            """,
            migration=run.migration_id.id,
        )

    def _collect_kept_phones(self, run):
        """Numbers that the contacts of patients loaded earlier hold today."""
        rows = self.env.execute_query(
            SQL(
                """SELECT l.external_id, number
                     FROM pulse_link l JOIN res_partner p ON p.id = l.res_id,
                          LATERAL regexp_split_to_table(concat_ws(',', p.phone,
                              p.x_studio_phone_alternate), '[,;]') AS number
                    WHERE l.migration_id = %s AND l.object_name = 'patient'
                      AND number ~ '[0-9]'""",
                run.migration_id.id,
            )
        )
        rules = Rules(country=run.migration_id.country_id.code)
        execute_values(
            self.env.cr._obj,
            "INSERT INTO pulse_phone (number, patient_key, person) VALUES %s",
            [(plain_number(number, rules), key, key) for key, number in rows],
            page_size=5000,
        )

    def _match_phones(self, run):
        """Two ids whose links lead to one contact are one person."""
        self._execute(
            run,
            """
            WITH phone AS (
              SELECT p.number, min(p.patient_key) AS patient_key,
                     count(DISTINCT coalesce('contact ' || l.res_id, p.person)) AS n
                FROM pulse_phone p
                LEFT JOIN pulse_link l ON l.migration_id = %(migration)s
                 AND l.object_name = 'patient' AND l.external_id = p.patient_key
               WHERE p.number <> ''
               GROUP BY 1)
            UPDATE pulse_row AS r
               SET patient_key = CASE WHEN phone.n = 1 THEN phone.patient_key END,
                   action = CASE WHEN phone.n > 1 THEN 'hold' END,
                   state = CASE WHEN phone.n > 1 THEN 'held' ELSE r.state END,
                   reason = CASE WHEN phone.n > 1 THEN 'phone_of_several' END
              FROM phone
             WHERE r.run_id = %(run)s AND r.object_name = 'message'
               AND r.state = 'staged' AND r.patient_key IS NULL
               AND regexp_replace(r.values->>'patient_phone', '[^0-9+]', '', 'g')
                   = phone.number
            """,
            migration=run.migration_id.id,
        )


def plain_number(text, rules):
    """Return a number as staging writes it; one that is none, by its digits."""
    text = text.strip()
    if not text.startswith("+"):
        try:
            value = convert("phone", text, rules)
        except RowError:
            value = None
        text = (value and value.value) or text
    return "".join(char for char in text if char.isdigit() or char == "+")
