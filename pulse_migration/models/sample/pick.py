"""Which patients a sample takes: every physician, type and odd value is seen."""

from odoo import api, models
from odoo.tools import SQL

from ...engine import catalog, sampling
from ...exceptions import text_of
from ...texts.labels import words_of
from ..bulk import insert_rows

CANDIDATES = 20  # patients that are looked at for one stratum
LARGEST = 5
_JOINT = " · "  # between the object, the column and the code of an odd value
MEASURED_ROWS = 800  # of a run that only measures; a few seconds at most

_STRATA = """
CREATE TEMPORARY TABLE pulse_stratum ON COMMIT DROP AS
SELECT DISTINCT patient, kind, value, loads FROM (
  SELECT CASE r.object_name WHEN 'patient' THEN r.external_id
              ELSE r.patient_key END AS patient, s.kind, s.value,
         r.state = 'staged' AND r.action IN ('create', 'update', 'merge') AS loads
    FROM pulse_row r, LATERAL (VALUES
         ('physician', r.physician_key),
         ('appointment_type', CASE r.object_name WHEN 'appointment'
                              THEN r.values->>'type' END),
         ('appointment_status', CASE r.object_name WHEN 'appointment'
                                THEN r.values->>'status' END),
         ('bill_status', CASE r.object_name WHEN 'bill'
                         THEN r.values->>'status' END)) AS s(kind, value)
   WHERE r.run_id = %(run)s AND s.value IS NOT NULL
  UNION ALL
  SELECT CASE r.object_name WHEN 'patient' THEN r.external_id
              ELSE r.patient_key END, 'odd_value',
         concat_ws(%(joint)s, r.object_name, nullif(i->>1, ''), i->>0),
         r.state = 'staged' AND r.action IN ('create', 'update', 'merge')
    FROM pulse_row r,
         jsonb_array_elements(coalesce(nullif(r.issues, 'null'), '[]')) AS i
   WHERE r.run_id = %(run)s) AS found
"""
# patients whose own row loads, or was loaded before
_PATIENTS = """
SELECT external_id AS patient FROM pulse_row
 WHERE run_id = %(run)s AND object_name = 'patient' AND state = 'staged'
UNION
SELECT external_id FROM pulse_link
 WHERE migration_id = %(migration)s AND object_name = 'patient'
"""


class Sampler(models.AbstractModel):
    """Chooses the patients of a sample, and loads, compares and takes them out."""

    _name = "pulse.sampler"
    _description = "Sampler"

    @api.model
    def _pick(self, sample):
        """Return the run's ``sampling.Sample``; the same input, the same sample."""
        run = sample.run_id
        self.env["pulse.row"].flush_model()
        params = {"run": run.id, "migration": run.migration_id.id}
        self.env.cr.execute(SQL(_STRATA, joint=_JOINT, **params))
        patients = SQL(_PATIENTS, **params)
        try:
            return sampling.pick(
                self._read_strata(),
                self._read_members(patients),
                size=sample.size,
                first=self._read_first(sample, patients, params),
                filler=self._read_filler(patients, sample.size),
            )
        finally:
            self.env.cr.execute("DROP TABLE pulse_stratum")

    def _pick_few(self, sample):
        """Return patients to measure by: some, of a bounded number of rows together."""
        run = sample.run_id
        patients = SQL(_PATIENTS, run=run.id, migration=run.migration_id.id)
        rows = self.env.execute_query(
            SQL(
                """SELECT c.patient, 1 + (SELECT count(*) FROM pulse_row r
                            WHERE r.run_id = %s AND r.patient_key = c.patient)
                     FROM (SELECT patient FROM (%s) p
                            ORDER BY md5(patient), patient LIMIT %s) AS c
                    ORDER BY md5(c.patient), c.patient""",
                run.id,
                patients,
                sample.size * CANDIDATES,
            )
        )
        keys, total = [], 0
        for patient, count in rows:
            if total + count <= MEASURED_ROWS and len(keys) < sample.size:
                keys.append(patient)
                total += count
        return keys or [patient for patient, _count in rows[:1]]

    def _read_strata(self):
        rows = self.env.execute_query(
            SQL("SELECT DISTINCT kind, value FROM pulse_stratum ORDER BY 1, 2")
        )
        return [sampling.Stratum(*row) for row in rows]

    def _read_members(self, patients):
        """Return {patient: strata} of enough candidates of each stratum."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH candidate AS (
                  SELECT DISTINCT patient FROM (
                    SELECT s.patient, row_number() OVER (
                             PARTITION BY s.kind, s.value
                             ORDER BY md5(s.patient), s.patient) AS place
                      FROM pulse_stratum s JOIN (%s) p ON p.patient = s.patient
                     WHERE s.loads) AS ranked
                   WHERE place <= %s)
                SELECT s.patient, s.kind, s.value
                  FROM pulse_stratum s JOIN candidate c ON c.patient = s.patient
                 WHERE s.loads
                """,
                patients,
                CANDIDATES,
            )
        )
        members = {}
        for patient, kind, value in rows:
            members.setdefault(patient, set()).add(sampling.Stratum(kind, value))
        return {patient: frozenset(strata) for patient, strata in members.items()}

    def _read_first(self, sample, patients, params):
        """Return the pinned patients that load, then the largest ones."""
        pinned = self.env.execute_query(
            SQL(
                "SELECT patient FROM (%s) p WHERE patient = ANY(%s) ORDER BY patient",
                patients,
                sample._pinned(),
            )
        )
        largest = self.env.execute_query(
            SQL(
                """SELECT r.patient_key FROM pulse_row r
                     JOIN (%(patients)s) p ON p.patient = r.patient_key
                    WHERE r.run_id = %(run)s AND r.state = 'staged'
                    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %(limit)s""",
                patients=patients,
                run=params["run"],
                limit=min(LARGEST, sample.size),
            )
        )
        return [key for (key,) in dict.fromkeys(pinned + largest)][: sample.size]

    def _read_filler(self, patients, size):
        rows = self.env.execute_query(
            SQL(
                "SELECT patient FROM (%s) p ORDER BY md5(patient), patient LIMIT %s",
                patients,
                size * 2,
            )
        )
        return [key for (key,) in rows]

    def _write_coverage(self, sample, coverage):
        """Keep the coverage table with the reason of what is missing."""
        sample.coverage_ids.unlink()
        insert_rows(
            self.env["pulse.sample.coverage"],
            [
                {
                    "sample_id": sample.id,
                    "kind": line.kind,
                    "covered": line.covered,
                    "total": line.total,
                    "missing": "\n".join(
                        f"{self._name_of(line.kind, value)} – "
                        f"{self._why_missing(value in line.unreachable)}"
                        for value in line.missing
                    )
                    or None,
                }
                for line in coverage
            ],
        )

    def _name_of(self, kind, value):
        """Return a stratum in words: an odd value by object, column and sentence."""
        if kind == "physician":
            return value.removeprefix("name:")
        if kind != "odd_value":
            return value
        object_name, *column, code = value.split(_JOINT)
        label = words_of(self.env, catalog.OBJECTS[object_name].label)
        return f"{_JOINT.join([label, *column])}: {text_of(self.env, code)}"

    def _why_missing(self, is_unreachable):
        if is_unreachable:
            return self.env._(
                "its rows are held, rejected or unchanged, so nothing of it loads"
            )
        return self.env._("no room in the sample; make it larger")
