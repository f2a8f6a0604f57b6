"""Planning units: which rows make one record, and which of them contradict each other.

What two patients claim is neither's until a person says whose.
"""

from odoo import models
from odoo.tools import SQL

from ..quality.quality import ONE_ROW
from ..stage.row import LOADED, PARTS_OF_BILL


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _set_unit_keys(self, run):
        """Name the record of each row; one that nothing names is no record."""
        self._find_bills(run)
        self._find_earlier_bills(run)
        self._part_payments(run)
        self._name_units(run)
        self._reject(
            run,
            "id_missing",
            SQL(
                """r.unit_key IS NULL AND r.object_name NOT IN %s
                   AND (r.object_name = 'patient' OR r.patient_key IS NOT NULL)""",
                PARTS_OF_BILL,
            ),
        )

    def _name_units(self, run):
        """Staging named most of them already."""
        by_patient = run.migration_id._bill_way() != "move"
        self._execute(
            run,
            """
            UPDATE pulse_row SET unit_key = %(key)s
             WHERE run_id = %(run)s AND state = 'staged'
               AND unit_key IS DISTINCT FROM %(key)s
            """,
            key=SQL(
                """CASE
                     WHEN unit_object = 'payment' THEN coalesce(
                       nullif(values->>'payment_id', ''),
                       nullif(values->>'receipt_number', ''), fingerprint)
                     WHEN object_name = 'physician' THEN physician_key
                     WHEN object_name = 'message'
                       THEN coalesce(values->>'thread_id', '~' || patient_key)
                     WHEN object_name IN ('bill', 'bill_item', 'payment') THEN
                       CASE WHEN %s THEN patient_key ELSE values->>'bill_id' END
                     ELSE external_id END""",
                by_patient,
            ),
        )

    def _find_bills(self, run):
        """A line or a receipt is the patient's of its bill."""
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET patient_key = b.patient_key
              FROM pulse_row AS b
             WHERE r.run_id = %(run)s AND r.object_name IN %(parts)s
               AND b.run_id = %(run)s AND b.object_name = 'bill'
               AND b.external_id = r.values->>'bill_id'
               AND r.patient_key IS NULL
            """,
            parts=PARTS_OF_BILL,
        )

    def _find_earlier_bills(self, run):
        """A receipt that comes after its bill is the patient's of that bill."""
        self._execute(
            run,
            """
            UPDATE pulse_row AS r SET patient_key = b.patient_key
              FROM pulse_row AS b
             WHERE r.run_id = %(run)s AND r.object_name IN %(parts)s
               AND r.state = 'staged' AND r.patient_key IS NULL
               AND b.run_id = ANY(%(others)s) AND b.object_name = 'bill'
               AND b.external_id = r.values->>'bill_id' AND b.state IN %(loaded)s
            """,
            parts=PARTS_OF_BILL,
            others=(run.migration_id.run_ids - run).ids,
            loaded=LOADED,
        )

    def _part_payments(self, run):
        """A payment that names no bill is a record of its own where it is booked."""
        self._execute(
            run,
            """
            UPDATE pulse_row SET unit_object = CASE
                     WHEN %(booked)s AND coalesce(values->>'bill_id', '') = ''
                     THEN 'payment' ELSE 'bill' END
             WHERE run_id = %(run)s AND object_name = 'payment' AND state = 'staged'
            """,
            booked=run.migration_id._books_payments(),
        )

    def _find_repetitions(self, run):
        """The same row again merges; the same id with other data is held, all of it."""
        self._execute(
            run,
            """
            WITH twin AS (
              SELECT id, object_name,
                     row_number() OVER (w ORDER BY file_id, line, id) AS place,
                     min(fingerprint) OVER w <> max(fingerprint) OVER w AS differ
                FROM pulse_row
               WHERE run_id = %(run)s AND state = 'staged' AND object_name IN %(one)s
              WINDOW w AS (PARTITION BY object_name, unit_key))
            UPDATE pulse_row AS r
               SET action = CASE WHEN twin.differ AND r.object_name <> 'physician'
                                 THEN 'hold' ELSE 'merge' END,
                   state = CASE WHEN twin.differ AND r.object_name <> 'physician'
                                THEN 'held' ELSE r.state END,
                   reason = CASE WHEN twin.differ AND r.object_name <> 'physician'
                                 THEN 'duplicate_id' END
              FROM twin
             WHERE r.id = twin.id AND (twin.place > 1
                   OR (twin.differ AND twin.object_name <> 'physician'))
            """,
            one=ONE_ROW,
        )

    def _hold_mixed_units(self, run):
        """Hold every row of a record that rows of several patients share.

        A bill is one by its number, wherever it lands. A patient whom nobody knows
        claims nothing: such a row waits alone.
        """
        key = """CASE WHEN {0}.object_name IN %(bill)s THEN {0}.values->>'bill_id'
                      ELSE {0}.unit_key END"""
        self._hold(
            run,
            "unit_of_several_patients",
            SQL(
                f"""(r.unit_object, {key.format("r")}) IN (
                      SELECT u.unit_object, {key.format("u")} FROM pulse_row u
                       WHERE u.run_id = %(run)s AND u.state IN ('staged', 'held')
                         AND u.reason IS DISTINCT FROM 'patient_unknown'
                         AND u.object_name NOT IN ('patient', 'physician')
                       GROUP BY 1, 2 HAVING count(DISTINCT u.patient_key) > 1)""",
                bill=("bill", *PARTS_OF_BILL),
                run=run.id,
            ),
        )
        self._hold_moved_units(run)

    def _hold_moved_units(self, run):
        """Hold what an earlier export had loaded onto another patient."""
        earlier = run.migration_id.run_ids.filtered(lambda other: other.id < run.id)
        if not earlier:
            return
        self._hold(
            run,
            "patient_changed",
            SQL(
                """r.object_name NOT IN ('patient', 'physician') AND EXISTS (
                     SELECT 1 FROM pulse_row old
                      WHERE old.run_id = ANY(%s) AND old.unit_object = r.unit_object
                        AND old.unit_key = r.unit_key AND old.state IN %s
                        AND old.patient_key <> r.patient_key)""",
                earlier.ids,
                LOADED,
            ),
        )
