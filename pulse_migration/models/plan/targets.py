"""Planning against what Odoo holds: contacts, deleted records, the newest."""

from odoo import models
from odoo.tools import SQL

from ...loaders import same_person
from ...loaders.unit import WRITTEN
from .matches import MATCHED


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _find_existing_partners(self, run):
        """A contact that has the patient's id already is updated; two are held."""
        self._execute(
            run,
            """
            WITH hit AS (
              SELECT r.id, count(*) AS n, min(p.id) AS partner_id,
                     bool_and(%(person)s) AS is_person,
                     bool_or(EXISTS (SELECT 1 FROM pulse_link l
                                      WHERE l.res_model = 'res.partner'
                                        AND l.res_id = p.id)) AS is_linked
                FROM pulse_row r
                JOIN res_partner p ON p.x_studio_patient_id = r.external_id
               WHERE r.run_id = %(run)s AND r.object_name = 'patient'
                 AND r.state = 'staged' AND r.action = 'create' AND %(ours)s
               GROUP BY r.id)
            UPDATE pulse_row AS r
               SET action = CASE WHEN hit.n = 1 AND NOT is_linked AND is_person
                                 THEN 'update' ELSE 'hold' END,
                   state = CASE WHEN hit.n = 1 AND NOT is_linked AND is_person
                                THEN r.state ELSE 'held' END,
                   reason = CASE WHEN hit.n > 1 OR is_linked THEN 'target_ambiguous'
                                 WHEN NOT is_person THEN 'target_not_a_person' END,
                   plan_reason = 'matched_patient_id', res_model = 'res.partner',
                   res_id = CASE WHEN hit.n = 1 THEN hit.partner_id END
              FROM hit WHERE r.id = hit.id
            """,
            person=same_person.is_person(),
            ours=same_person.is_ours(run.migration_id),
        )

    def _hold_clinical_conflicts(self, run):
        """A contact with another birth date, sex or blood group is another person.

        Only one that no load made ours: what a person changed since a load stays and
        is flagged when the row is written.
        """
        self._hold(
            run,
            "clinical_conflict",
            SQL(
                """r.action = 'update' AND r.plan_reason IN %s AND EXISTS (
                     SELECT 1 FROM res_partner p WHERE p.id = r.res_id AND %s)""",
                MATCHED,
                same_person.contradicts(),
            ),
        )

    def _flag_clinical_changes(self, run):
        """The source itself says something else than when it was loaded: look."""
        self.env["pulse.row"]._flag(
            "clinical_changed",
            SQL(
                """run_id = %s AND object_name = 'patient' AND state = 'staged'
                   AND action = 'update' AND EXISTS (
                     SELECT 1 FROM pulse_link l, LATERAL (VALUES
                         ('date_of_birth'), ('gender'), ('blood_group')) AS f(name)
                      WHERE l.migration_id = pulse_row.migration_id
                        AND l.object_name = 'patient'
                        AND l.external_id = pulse_row.unit_key
                        AND l.values->0->>f.name <> pulse_row.values->>f.name)""",
                run.id,
            ),
        )

    def _check_targets(self, run):
        """What somebody deleted in Odoo does not come back by itself."""
        models_used = self.env["pulse.link"]._read_group(
            [("migration_id", "=", run.migration_id.id)], ["res_model"]
        )
        for (res_model,) in models_used:
            table = SQL.identifier(self.env[res_model]._table)
            self._hold(
                run,
                "target_deleted",
                SQL(
                    """r.action IN ('update', 'unchanged') AND r.res_model = %s
                       AND NOT EXISTS (SELECT 1 FROM %s t WHERE t.id = r.res_id)""",
                    res_model,
                    table,
                ),
            )
        self._hold(
            run,
            "patient_held",
            SQL(
                """r.object_name <> 'patient' AND EXISTS (
                     SELECT 1 FROM pulse_row p WHERE p.run_id = r.run_id
                        AND p.object_name = 'patient' AND p.state = 'held'
                        AND p.external_id = r.patient_key)
                   AND NOT EXISTS (
                     SELECT 1 FROM pulse_row p WHERE p.run_id = r.run_id
                        AND p.object_name = 'patient' AND p.state = 'staged'
                        AND p.external_id = r.patient_key)"""
            ),
        )

    def _mark_latest(self, run):
        """The newest medical record of a patient, here or in an earlier load."""
        self._execute(
            run,
            """
            WITH newest AS (
              SELECT DISTINCT ON (patient_key) id, patient_key, occurred_on
                FROM pulse_row
               WHERE run_id = %(run)s AND object_name = 'medical_record'
                 AND state = 'staged' AND occurred_on IS NOT NULL
               ORDER BY patient_key, occurred_on DESC, line DESC, id DESC)
            UPDATE pulse_row AS r SET is_latest = TRUE
              FROM newest
             WHERE r.id = newest.id AND r.action <> 'unchanged'
               AND NOT EXISTS (
                 SELECT 1 FROM pulse_row old
                  WHERE old.run_id = ANY(%(others)s)
                    AND old.object_name = 'medical_record'
                    AND old.patient_key = r.patient_key
                    AND old.state IN %(written)s
                    AND old.occurred_on > r.occurred_on)
            """,
            others=(run.migration_id.run_ids - run).ids,
            written=WRITTEN,
        )
