"""What rows that differ pull with them: staged again, though it says the same.

A record is made of all its rows, a row is judged by its patient, and of a patient who
changed all is looked at. What else is staged again is in ``same_part``.
"""

from odoo import models
from odoo.tools import SQL

from ..stage.row import PARTS_OF_BILL

_BILL = ("bill", *PARTS_OF_BILL)
_PHONES = SQL(
    """(VALUES ('phone'), ('mobile'), ('phone_alt'), ('phone_extra'),
        ('mobile_extra'), ('phone_alt_extra')) AS cell(name)"""
)
# seeds: what the rows that are staged are rows of
_SEEDS = """
CREATE TEMPORARY TABLE pulse_seed ON COMMIT DROP AS
  SELECT r.id, r.object_name, r.unit_object, r.unit_key, r.external_id,
         coalesce(r.patient_key, b.patient_key) AS patient_key, r.person_key,
         coalesce(r.values->>'bill_number', r.values->>'bill_id') AS bill_id,
         coalesce(p.is_pulled, FALSE) AS is_pulled
    FROM pulse_row r
    LEFT JOIN pulse_row_print p ON p.file_id = r.file_id AND p.line = r.line
    LEFT JOIN LATERAL (
      SELECT min(patient_key) AS patient_key FROM pulse_row b
       WHERE r.object_name IN %(bill)s AND b.run_id = ANY(%(runs)s)
         AND b.object_name = 'bill' AND b.external_id = r.values->>'bill_id') b ON TRUE
   WHERE r.run_id = %(run)s AND r.object_name <> 'physician';
ANALYZE pulse_seed"""
_PULLED = (
    # the rows of one record
    """SELECT o.file_id, o.line FROM pulse_row o
        WHERE o.run_id = ANY(%(runs)s) AND (o.unit_object, o.unit_key) IN (
              SELECT unit_object, unit_key FROM pulse_seed)""",
    # two rows with one id, whatever they became
    """SELECT o.file_id, o.line FROM pulse_row o
        WHERE o.run_id = ANY(%(runs)s) AND (o.object_name, o.external_id) IN (
              SELECT object_name, external_id FROM pulse_seed UNION
              SELECT 'bill', bill_id FROM pulse_seed WHERE object_name IN %(bill)s)""",
    """SELECT o.file_id, o.line FROM pulse_row o
        WHERE o.run_id = ANY(%(runs)s) AND o.object_name = 'bill'
          AND o.issue_codes LIKE '%%bill_number_shared%%'
          AND o.values->>'bill_number' IN (
              SELECT bill_id FROM pulse_seed WHERE object_name IN %(bill)s)""",
    # the patient of a row, and what is of its kind; all of a patient who changed; bills
    # of one patient are one record, or pay each other, and of records one is the latest
    """SELECT o.file_id, o.line FROM pulse_row o
         JOIN pulse_seed s ON o.patient_key = s.patient_key
        WHERE o.run_id = ANY(%(runs)s)
          AND (o.object_name = 'patient'
               OR o.unit_object = s.unit_object
                  AND (s.unit_object IN ('bill', 'medical_record')
                       OR NOT s.is_pulled)
               OR s.object_name = 'patient' AND NOT s.is_pulled)""",
    # patients who may be the same person
    """SELECT o.file_id, o.line FROM pulse_row o
        WHERE o.run_id = ANY(%(runs)s) AND o.object_name = 'patient'
          AND o.person_key IN (SELECT person_key FROM pulse_seed
                                WHERE object_name = 'patient' AND NOT is_pulled)""",
    # messages whose patient is known by a phone that somebody else has as well
    """SELECT o.file_id, o.line FROM pulse_row o
        WHERE o.run_id = ANY(%(runs)s) AND o.object_name = 'message'
          AND coalesce(o.values->>'patient_id', '') = ''
          AND regexp_replace(o.values->>'patient_phone', '[^0-9+]', '', 'g') IN (
              SELECT regexp_replace(number, '[^0-9+]', '', 'g')
                FROM pulse_seed s JOIN pulse_row r USING (id), %(phones)s,
                     regexp_split_to_table(r.values->>cell.name, '[,;]') AS number
               WHERE s.object_name = 'patient' AND NOT s.is_pulled)""",
    # and whoever has the phone by which a message is known
    """SELECT o.file_id, o.line
         FROM pulse_row o, %(phones)s,
              regexp_split_to_table(o.values->>cell.name, '[,;]') AS number
        WHERE o.run_id = ANY(%(runs)s) AND o.object_name = 'patient'
          AND regexp_replace(number, '[^0-9+]', '', 'g') IN (
              SELECT regexp_replace(r.values->>'patient_phone', '[^0-9+]', '', 'g')
                FROM pulse_seed s JOIN pulse_row r USING (id)
               WHERE s.object_name = 'message'
                 AND coalesce(r.values->>'patient_id', '') = '')""",
)


class Run(models.Model):
    _inherit = "pulse.run"

    def _pull_rows(self, is_needed=True):
        """Stage what the rows that differ pull, until they pull nothing more.

        In one transaction: no row is without one that stands for it and not staged.
        """
        self.ensure_one()
        self.env.flush_all()
        if not is_needed or not self._same_files():
            return
        self._part_undecided()
        self._part_unsure()
        is_moved = self._stage_parted()
        while self._pull_once() and self._stage_parted():
            is_moved = True
        self._count_same()
        self.sudo().same_since = self._moves()
        if is_moved:
            self._forget_steps()
            self.sudo().is_report_stale = True

    def _standing_runs(self):
        """Return the runs whose rows stand for rows of this one."""
        found = self.env.execute_query(
            SQL(
                """SELECT DISTINCT f.run_id FROM pulse_file f WHERE f.id IN (
                     SELECT of_file_id FROM pulse_row_print WHERE file_id = ANY(%s))""",
                self._same_files().ids,
            )
        )
        return self.browse(id_ for (id_,) in found)

    def _same_files(self):
        return self._find_files(("same_count", ">", 0))

    def _pull_gone(self, old):
        """The other rows of a record that has fewer of them now."""
        self._part(
            """WITH gone AS (
                 SELECT coalesce(p.of_file_id, p.file_id) AS file_id,
                        coalesce(p.of_line, p.line) AS line
                   FROM pulse_row_print p WHERE p.file_id = ANY(%(old)s)
                 EXCEPT
                 SELECT of_file_id, of_line FROM pulse_row_print
                  WHERE file_id = ANY(%(files)s) AND of_line IS NOT NULL)
               SELECT o.file_id, o.line FROM pulse_row o
                WHERE (o.run_id, o.unit_object, o.unit_key) IN (
                       SELECT r.run_id, r.unit_object, r.unit_key
                         FROM gone JOIN pulse_row r USING (file_id, line)
                        WHERE r.object_name <> 'patient')""",
            old=old.ids,
        )

    def _pull_once(self):
        """Let what the staged rows pull stand no more; return how many rows."""
        params = {
            "runs": self._standing_runs().ids,
            "bill": _BILL,
            "phones": _PHONES,
        }
        self.env["pulse.row"].flush_model()
        self.env.cr.execute(SQL(_SEEDS, run=self.id, **_given(_SEEDS, params)))
        count = sum(self._part(query, **_given(query, params)) for query in _PULLED)
        self.env.cr.execute("DROP TABLE pulse_seed")
        return count

    def _stage_parted(self):
        """Stage what nothing stands for any more; return whether there is any."""
        found = self.env.execute_query(
            SQL(
                """SELECT p.file_id, array_agg(p.line) FROM pulse_row_print p
                    WHERE p.file_id = ANY(%s) AND p.of_line IS NULL AND NOT EXISTS (
                          SELECT 1 FROM pulse_row r
                           WHERE r.file_id = p.file_id AND r.line = p.line)
                    GROUP BY 1 ORDER BY 1""",
                self._comparable_files().ids,
            )
        )
        for file_id, lines in found:
            self.env["pulse.file"].browse(file_id)._stage_lines(set(lines))
        return bool(found)

    def _count_same(self):
        """Count what is stood for, file by file."""
        self.env["pulse.file"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_file AS f SET same_count = coalesce(n.rows, 0),
                          same_excluded_count = coalesce(n.excluded, 0)
                     FROM pulse_file AS own LEFT JOIN (
                       SELECT p.file_id, count(*) AS rows, count(r.id) AS excluded
                         FROM pulse_row_print p
                         LEFT JOIN pulse_row r ON r.run_id = ANY(%(runs)s)
                          AND r.file_id = p.of_file_id AND r.line = p.of_line
                          AND r.state = 'excluded'
                        WHERE p.file_id = ANY(%(files)s) AND p.of_line IS NOT NULL
                        GROUP BY 1) AS n ON n.file_id = own.id
                    WHERE f.id = own.id AND f.id = ANY(%(files)s)""",
                files=self._comparable_files().ids,
                runs=self._earlier_runs().ids,
            )
        )
        self.env["pulse.file"].invalidate_model(["same_count", "same_excluded_count"])
        self.invalidate_recordset(["same_count"])


class File(models.Model):
    _inherit = "pulse.file"

    def _stage_lines(self, lines):
        """Stage these lines beside the rows that are there."""
        stager = self._stager()
        rows = self.env["pulse.row"].sudo()
        with self._open() as stream:
            pairs = ((r, stager.stage(r)) for r in self._iter_lines(stream, lines))
            rows._copy_staged(self, pairs)


def _given(query, params):
    """Return those of the parameters that the query names."""
    return {name: value for name, value in params.items() if f"%({name})s" in query}
