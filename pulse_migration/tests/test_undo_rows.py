"""Undo of chosen rows: all that their records are, and nothing of other records."""

from odoo.tools import SQL

from odoo.addons.pulse_migration.loaders.unit import sql_unit_key_of, unit_key_of

from .common import PATIENTS, PDF, PulseCase, appointment, bill
from .test_document_loader import record

ITEM = {
    "bill_id": "B1",
    "item_name": "Filling",
    "quantity": "1",
    "unit_price": "500.00",
    "amount_total": "500.00",
}


class TestUndoRows(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"

    def test_a_line_of_a_bill_takes_its_statement_along(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "200.00")],
            bill_items=[ITEM],
        )
        self.undo_rows(self.rows(run, "bill_item"))
        self.assertFalse(self.documents("bill"))
        self.assertFalse(self.partner("P1").x_studio_outstanding_balance)
        for name in ("bill", "bill_item"):
            self.assertEqual(self.rows(run, name).state, "undone")

    def test_every_file_of_a_record_goes(self):
        files = ("a.pdf", "b.pdf", "c.pdf")
        run = self.migrate(
            patients=PATIENTS,
            medical_records=[
                record(1, "P1", "2024-03-05", "Cough", file=name) for name in files
            ],
            **{f"{name[0]}_pdf": PDF + name.encode() for name in files},
        )
        self.assertGreater(len(self.documents("medical_record")), 2)
        self.undo_rows(self.rows(run, "medical_record"))
        self.assertFalse(self.documents("medical_record"))

    def test_an_id_with_a_hash_is_not_another_record(self):
        run = self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(number, "P1", "2024-03-05") for number in ("1", "1#2")
            ],
        )
        rows = self.rows(run, "appointment")
        self.undo_rows(rows.filtered(lambda row: row.external_id == "A1"))
        self.assertEqual(self.activities().mapped("x_studio_appointment_id"), ["A1#2"])
        self.undo_rows(rows.filtered(lambda row: row.external_id == "A1#2"))
        self.assertFalse(self.activities())

    def test_a_records_key_is_its_units_key_without_what_we_added(self):
        for external_id, key in {
            "B1": "B1",
            "B1#file-12": "B1",
            "B1#pay-0123456789ab2": "B1",
            "B1#sum-2": "B1",
            "B1#refund": "B1",
            "B1#refund-2": "B1",
            "OPD#12": "OPD#12",
            "OPD#12#refund": "OPD#12",
            "OPD#pay-day": "OPD#pay-day",
            "#1": "#1",
        }.items():
            with self.subTest(external_id):
                self.assertEqual(unit_key_of(external_id), key)
                query = SQL("SELECT %s", sql_unit_key_of(external_id))
                self.assertEqual(self.env.execute_query(query), [(key,)])

    def test_the_run_stays_as_it_was(self):
        run = self.migrate(patients=PATIENTS)
        self.undo_rows(self.rows(run, "patient")[2])
        self.assertEqual(run.state, "done")
        self.assertFalse(self.partner("P3"))
        self.assertTrue(self.partner("P1"))

    def test_many_rows_take_hardly_more_queries_than_few(self):
        def queries(count):
            with self.env.cr.savepoint() as attempt:
                appointments = [
                    appointment(n, "P1", "2024-03-05") for n in range(count)
                ]
                run = self.migrate(patients=PATIENTS, appointments=appointments)
                rows = self.rows(run, "appointment")
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.undo_rows(rows)
                found = self.env.cr.sql_log_count - before
                attempt.rollback()
            self.env.invalidate_all()
            return found

        self.assertLessEqual(queries(40), queries(10) + 10)
