"""Planning bills that share a number: each branch, or each year, may count from one."""

from odoo import models
from odoo.tools import SQL, split_every

from ...engine.bill_numbers import Numbered, names_of
from ...loaders import purged
from ..stage.row import LOADED, PARTS_OF_BILL

_SLICE = 1000  # numbers whose bills are in memory at a time
_NUMBER = "coalesce(r.values->>'bill_number', r.values->>'bill_id')"
_SAID = "coalesce(r.said->>'bill_number', r.said->>'bill_id')"
# bills that wait for a plan, and those that stand in Odoo: one line a patient
_BILLS = f"""
    SELECT {_SAID} AS number, r.patient_key AS patient,
           min(coalesce(r.said->>'location', '')) AS place,
           min(coalesce(r.said->>'date', '')) AS date,
           coalesce(min(CASE WHEN r.run_id <> %(run)s
                             THEN r.said->>'bill_id' END), '') AS name
      FROM (SELECT b.*, %(said)s AS said FROM pulse_row b) AS r
     WHERE r.object_name = 'bill' AND r.patient_key IS NOT NULL
       AND r.said->>'bill_id' <> ''
       AND (r.run_id = %(run)s AND r.state = 'staged'
            OR r.run_id = ANY(%(others)s) AND r.state IN %(loaded)s)
       AND %(which)s
     GROUP BY 1, 2"""


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _tell_bills_apart(self, run):
        """Give each of the bills that share a number a name of its own.

        What nothing tells apart keeps its number, and is held.
        """
        self._forget_names(run)
        for numbers in split_every(_SLICE, self._shared_numbers(run), list):
            renamed = []
            for number, bills in self._read_numbered(run, numbers).items():
                for patient, name in names_of(number, bills).items():
                    renamed.append((number, patient, name))
            if renamed:
                self._rename_bills(run, renamed)

    def _forget_names(self, run):
        """Give the rows that wait the number back that the source says."""
        is_renamed = SQL(
            """object_name IN %s AND state = 'staged' AND "values" ? 'bill_number'""",
            ("bill", *PARTS_OF_BILL),
        )
        self.env["pulse.row"]._unflag(run, ("bill_number_shared",), is_renamed)
        self._execute(
            run,
            """
            UPDATE pulse_row
               SET "values" = "values" - 'bill_number'
                     || jsonb_build_object('bill_id', "values"->>'bill_number'),
                   external_id = CASE WHEN object_name = 'bill'
                                      THEN "values"->>'bill_number'
                                      ELSE external_id END
             WHERE run_id = %(run)s AND %(is_renamed)s
            """,
            is_renamed=is_renamed,
        )

    def _bills(self, run, which):
        return SQL(
            _BILLS,
            run=run.id,
            others=(run.migration_id.run_ids - run).ids,
            loaded=LOADED,
            said=purged.sql_said("b", run.migration_id),
            which=which,
        )

    def _shared_numbers(self, run):
        """Return the numbers that bills of several patients have."""
        query = SQL(
            """SELECT number FROM (%s) AS bill
                GROUP BY 1 HAVING count(*) > 1 ORDER BY 1""",
            self._bills(run, SQL("TRUE")),
        )
        return [number for (number,) in self.env.execute_query(query)]

    def _read_numbered(self, run, numbers):
        """Return {number: its bills, a patient each}."""
        found = {}
        which = SQL(f"{_SAID} = ANY(%s)", numbers)
        for number, *cells in self.env.execute_query(self._bills(run, which)):
            found.setdefault(number, []).append(Numbered(*cells))
        return found

    def _rename_bills(self, run, renamed):
        """Name the bills, and by their patient the lines and receipts."""
        numbers, patients, names = zip(*renamed, strict=True)
        self._execute(
            run,
            f"""
            WITH name AS (
              SELECT * FROM unnest(%(numbers)s, %(patients)s, %(names)s)
                AS t(number, patient, name))
            UPDATE pulse_row AS r
               SET "values" = r.values || jsonb_build_object(
                     'bill_id', name.name, 'bill_number', name.number),
                   external_id = CASE WHEN r.object_name = 'bill' THEN name.name
                                      ELSE r.external_id END
              FROM name
             WHERE r.run_id = %(run)s AND r.state = 'staged'
               AND (r.object_name = 'bill' OR r.object_name IN %(parts)s)
               AND {_NUMBER} = name.number AND r.patient_key = name.patient
               AND name.name <> name.number
            """,
            numbers=list(numbers),
            patients=list(patients),
            names=list(names),
            parts=PARTS_OF_BILL,
        )
        self._tell_of_names(run, list(set(numbers)))

    def _tell_of_names(self, run, numbers):
        """Flag the bills, and hold what belongs to none of them for sure."""
        of_these = SQL(
            f"r.run_id = %s AND r.state = 'staged' AND {_NUMBER} = ANY(%s)",
            run.id,
            numbers,
        )
        self.env["pulse.row"]._flag(
            "bill_number_shared",
            SQL(
                """id IN (SELECT r.id FROM pulse_row r
                           WHERE r.object_name = 'bill' AND %s)""",
                of_these,
            ),
            "info",
        )
        # a line that names no patient
        self._hold(
            run,
            "bill_number_shared",
            SQL(
                "r.object_name IN %s AND r.patient_key IS NULL AND %s",
                PARTS_OF_BILL,
                of_these,
            ),
        )
