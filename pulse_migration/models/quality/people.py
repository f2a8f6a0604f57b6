"""Quality rules about patients: who may be one person, who cannot be reached."""

from odoo import models
from odoo.tools import SQL

from ...loaders.unit import WRITTEN

# evidence beside the name -> what is said; none of it ever merges two patients
_SAME_PERSON = {
    "birth_date": "same_name_and_birth_date",
    "phone": "same_name_and_phone",
    "email": "same_name_and_email",
}
# what must not differ between two rows about one person, and what is said otherwise
_CONFLICTS = {
    "date_of_birth": "birth_date_conflict",
    "gender": "gender_conflict",
    "blood_group": "blood_group_conflict",
}
_OLDEST = 120  # years; the converter speaks up from 125 on
# the run's patients, those that came in earlier, and the phones of all of them
_PEOPLE = """
    CREATE TEMPORARY TABLE pulse_person ON COMMIT DROP AS
      SELECT r.id, r.external_id AS key, r.person_key AS name,
             r.run_id = %(run)s AS is_own,
             r.values->>'date_of_birth' AS date_of_birth,
             r.values->>'gender' AS gender,
             r.values->>'blood_group' AS blood_group,
             lower(r.values->>'email') AS email,
             ARRAY[r.values->>'phone', r.values->>'mobile',
                   r.values->>'phone_alt'] AS phones
        FROM pulse_row r
       WHERE r.object_name = 'patient' AND r.external_id IS NOT NULL
         AND ((r.run_id = %(run)s AND r.state <> 'excluded')
           OR (r.run_id IN (SELECT id FROM pulse_run
                             WHERE migration_id = %(migration)s
                               AND id <> %(run)s)
               AND r.state IN %(written)s
               AND NOT EXISTS (
                 SELECT 1 FROM pulse_row n
                  WHERE n.run_id = %(run)s AND n.object_name = 'patient'
                    AND n.external_id = r.external_id)));
    CREATE TEMPORARY TABLE pulse_phone ON COMMIT DROP AS
      SELECT DISTINCT id, key, name, is_own, number
        FROM pulse_person, unnest(phones) AS number
       WHERE number IS NOT NULL;
    ANALYZE pulse_person; ANALYZE pulse_phone"""


class Quality(models.AbstractModel):
    _inherit = "pulse.quality"

    def _check_people(self, run):
        self._collect_people(run)
        self._collect_twins()
        for evidence, code in _SAME_PERSON.items():
            self._mark(
                run,
                code,
                SQL(
                    "id IN (SELECT id FROM pulse_twin WHERE is_own AND evidence = %s)",
                    evidence,
                ),
            )
        for field, code in _CONFLICTS.items():
            self._mark(run, code, self._differing(field), field=field)
        self._find_families(run)
        self.env.cr.execute("DROP TABLE pulse_person, pulse_phone, pulse_twin")
        self._check_contact(run)
        self._check_births(run)

    def _collect_people(self, run):
        """Make tables of the run's patients, and of those that came in earlier."""
        self.env.cr.execute(
            SQL(
                _PEOPLE,
                run=run.id,
                migration=run.migration_id.id,
                written=WRITTEN,
            )
        )

    def _collect_twins(self):
        """Make a table of patients that share an id, or their name and one thing more.

        Names alone prove nothing: a clinic has many homonyms.
        """
        self.env.cr.execute(
            """
            CREATE TEMPORARY TABLE pulse_twin ON COMMIT DROP AS
              SELECT * FROM (
                SELECT *, count(*) OVER w AS n,
                       min(key) OVER w <> max(key) OVER w AS is_several
                  FROM (
                    SELECT p.*, 'id' AS evidence, key AS shared FROM pulse_person p
                    UNION ALL
                    SELECT p.*, 'birth_date', name || '|' || date_of_birth
                      FROM pulse_person p
                    UNION ALL
                    SELECT p.*, 'email', name || '|' || email FROM pulse_person p
                    UNION ALL
                    SELECT p.*, 'phone', p.name || '|' || number
                      FROM pulse_person p JOIN pulse_phone USING (id)) AS one
                 WHERE shared IS NOT NULL
                WINDOW w AS (PARTITION BY evidence, shared)) AS found
               WHERE n > 1 AND (is_several OR evidence = 'id');
            ANALYZE pulse_twin
            """
        )

    def _differing(self, field):
        """Return the condition for rows whose twin states another value."""
        name = SQL.identifier(field)
        return SQL(
            """id IN (SELECT id FROM (
                 SELECT id, is_own, min(%s) OVER w <> max(%s) OVER w AS differ
                   FROM pulse_twin WINDOW w AS (PARTITION BY evidence, shared)) AS t
                WHERE is_own AND differ)""",
            name,
            name,
        )

    def _find_families(self, run):
        """A shared phone with another name is a family, not a duplicate."""
        self._mark(
            run,
            "shared_phone",
            SQL(
                """id IN (SELECT id FROM (
                     SELECT id, is_own, min(key) OVER w <> max(key) OVER w
                            AND min(coalesce(name, '')) OVER w
                             <> max(coalesce(name, '')) OVER w AS is_family
                       FROM pulse_phone WINDOW w AS (PARTITION BY number)) AS p
                    WHERE is_own AND is_family)"""
            ),
            severity="info",
            field="phone",
        )

    def _check_contact(self, run):
        self._mark(
            run,
            "contact_missing",
            SQL(
                """object_name = 'patient' AND coalesce(
                     values->>'phone', values->>'mobile', values->>'phone_alt',
                     values->>'email') IS NULL"""
            ),
            field="phone",
        )

    def _check_births(self, run):
        """Birth dates and ages of too long ago, where no cell said so."""
        oldest = run.migration_id._today().replace(day=1)
        oldest = oldest.replace(year=oldest.year - _OLDEST).isoformat()
        known = """NOT coalesce(issues @> '[["%s"]]', FALSE)"""
        self._mark(
            run,
            "age_over_120",
            SQL(
                """object_name = 'patient' AND values->>'date_of_birth' < %s AND %s""",
                oldest,
                SQL(known % "birth_date_implausible"),
            ),
            field="date_of_birth",
        )
        self._mark(
            run,
            "age_over_120",
            SQL(
                """object_name = 'patient' AND %s AND substring(
                     values->>'age' FROM '^([0-9]+)(?:[.][0-9]+)? years')::int > %s""",
                SQL(known % "age_implausible"),
                _OLDEST,
            ),
            field="age",
        )
