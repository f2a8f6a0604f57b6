"""After a purge the next export adds to what was loaded, as if nothing had gone."""

from odoo.tests import tagged

from .common import PATIENTS, PDF, PulseCase, bill

BILLS = [
    bill(1, "P1", "2024-03-05", "500.00", "500.00"),
    bill(2, "P1", "2024-04-05", "300.00", "0.00", description="Scaling"),
    bill(3, "P2", "2024-04-06", "900.00", "100.00"),
]
ITEMS = [
    {"bill_id": "B2", "item_name": "Scaling", "quantity": "1", "amount": "200.00"},
    {"bill_id": "B2", "item_name": "Polish", "quantity": "1", "amount": "100.00"},
]
UNNUMBERED = {"bill_id": "B3", "date": "2024-04-06", "amount": "100.00", "mode": "Cash"}


class PurgedCase(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.migration.bill_target = "partner"

    def purge(self):
        self.migration._purge()

    def owed(self, patient):
        return self.partner(patient).x_studio_outstanding_balance

    def assertVerified(self, run):
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(run.report["verify"]["mismatches"], 0)
        self.assertAccounted(run)
        for name, pair in run.report["money"].items():
            if isinstance(pair, dict) and "odoo" in pair:
                self.assertEqual(pair["source"], pair["odoo"], name)


@tagged("post_install", "-at_install")
class TestPurgeBills(PurgedCase):
    def test_a_later_bill_adds_to_the_sums_of_forgotten_ones(self):
        self.migrate(patients=PATIENTS, bills=BILLS, bill_items=ITEMS)
        self.assertEqual(self.owed("P1"), 300)
        self.purge()
        later = bill(4, "P1", "2024-05-05", "250.00", "50.00")
        run = self.migrate(patients=PATIENTS, bills=[later])
        self.assertVerified(run)
        self.assertEqual(self.owed("P1"), 500)
        self.assertEqual(self.owed("P2"), 800)
        text = (
            self.documents("bill")
            .filtered(lambda document: document.res_id == self.partner("P1").id)
            .raw.decode()
        )
        for word in ("Scaling", "Polish", "B1", "B4"):
            self.assertIn(word, text)

    def test_a_payment_that_comes_later_with_its_bill_pays_it(self):
        names = ("bill_id", "patient_id", "date", "total")
        bills = [{name: row[name] for name in names} for row in BILLS]
        self.migrate(patients=PATIENTS, bills=bills, bill_items=ITEMS)
        self.assertEqual(self.owed("P1"), 800)
        self.purge()
        paid = {"bill_id": "B2", "date": "2024-06-01", "amount": "300", "mode": "Cash"}
        run = self.migrate(bills=[bills[1]], payments=[paid])
        self.assertVerified(run)
        self.assertEqual(self.owed("P1"), 500)

    def test_a_payment_without_a_number_counts_once_before_and_after(self):
        self.migrate(patients=PATIENTS, bills=BILLS, payments=[UNNUMBERED])
        self.purge()
        changed = {**BILLS[2], "status": "Partly paid"}
        run = self.migrate(bills=[changed], payments=[UNNUMBERED])
        self.assertVerified(run)
        self.assertEqual(self.owed("P2"), 800)

    def test_the_same_export_again_writes_nothing(self):
        tables = {"patients": PATIENTS, "bills": BILLS, "bill_items": ITEMS}
        self.migrate(**tables)
        self.purge()
        before = self.env["pulse.change"].search_count([])
        run = self.migrate(**tables)
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged"})
        self.assertEqual(self.env["pulse.change"].search_count([]), before)

    def test_a_second_purge_keeps_what_the_first_kept(self):
        self.migrate(patients=PATIENTS, bills=BILLS, bill_items=ITEMS)
        self.purge()
        self.migrate(bills=[bill(4, "P1", "2024-05-05", "250.00", "50.00")])
        self.purge()
        run = self.migrate(bills=[bill(5, "P1", "2024-06-05", "10.00", "0.00")])
        self.assertVerified(run)
        self.assertEqual(self.owed("P1"), 510)

    def forget_parts(self):
        """As a purge did before links held what it forgets."""
        self.env.cr.execute("UPDATE pulse_link SET parts = NULL")
        self.env.cr.execute("UPDATE pulse_migration SET print_key = NULL")
        self.env.invalidate_all()

    def test_what_the_last_load_said_is_known_after_a_purge_of_long_ago(self):
        self.migrate(patients=PATIENTS, bills=BILLS, bill_items=ITEMS)
        self.purge()
        self.forget_parts()
        run = self.migrate(bills=[bill(4, "P1", "2024-05-05", "250.00", "50.00")])
        self.assertVerified(run)
        self.assertEqual(self.owed("P1"), 500)

    def test_what_nobody_knows_any_more_is_refused_with_its_reason(self):
        self.migrate(patients=PATIENTS, bills=BILLS[1:], bill_items=ITEMS)
        self.migrate(bills=BILLS[:1])
        self.purge()
        self.forget_parts()
        run = self.migrate(bills=[bill(4, "P1", "2024-05-05", "250.00", "50.00")])
        row = self.rows(run)
        self.assertEqual((row.state, row.reason), ("rejected", "source_forgotten"))
        self.assertEqual(self.owed("P1"), 300)
        self.assertAccounted(run)

    def test_undo_of_the_later_load_gives_the_forgotten_sums_back(self):
        first = self.migrate(patients=PATIENTS, bills=BILLS, bill_items=ITEMS)
        self.purge()
        run = self.migrate(bills=[bill(4, "P1", "2024-05-05", "250.00", "50.00")])
        run._undo()
        self.assertEqual(self.owed("P1"), 300)
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertVerified(run)
        self.assertEqual(self.owed("P1"), 500)
        run._undo()
        first._undo()
        self.assertFalse(self.partner("P1"))

    def test_a_number_that_a_forgotten_bill_has_is_told_apart(self):
        self.migrate(patients=PATIENTS, bills=BILLS)
        self.purge()
        other = bill(1, "P3", "2025-01-01", "70.00", "0.00")
        run = self.migrate(bills=[other])
        self.assertVerified(run)
        self.assertEqual(self.owed("P3"), 70)
        self.assertIn("bill_number_shared", self.rows(run).issue_codes)

    def test_a_bill_that_moved_to_another_patient_is_held(self):
        self.migrate(patients=PATIENTS, bills=BILLS, payments=[UNNUMBERED])
        self.purge()
        run = self.migrate(payments=[{**UNNUMBERED, "patient_id": "P1"}])
        self.assertEqual(run.state, "done")
        self.assertEqual(self.owed("P2"), 800)


@tagged("post_install", "-at_install")
class TestPurgeDocuments(PurgedCase):
    def message(self, number, body):
        return {
            "message_id": f"M{number}",
            "thread_id": "T1",
            "patient_id": "P1",
            "sent_at": f"2024-03-0{number} 10:00",
            "direction": "in",
            "body": body,
        }

    def test_a_conversation_goes_on_after_its_forgotten_beginning(self):
        first = [self.message(1, "Good morning"), self.message(2, "It hurts")]
        self.migrate(patients=PATIENTS, messages=first)
        self.purge()
        run = self.migrate(messages=[self.message(3, "Better now")])
        self.assertVerified(run)
        text = self.documents("message").raw.decode()
        self.assertLess(text.index("Good morning"), text.index("Better now"))

    def test_a_forgotten_scan_stays_with_its_prescription(self):
        line = {
            "prescription_id": "R1",
            "patient_id": "P1",
            "date": "2024-03-05",
            "medication": "Ibuprofen",
            "dosage": "200 mg",
            "file": "rx1.pdf",
        }
        self.migrate(patients=PATIENTS, prescriptions=[line], rx1_pdf=PDF)
        self.purge()
        more = {**line, "medication": "Paracetamol", "file": ""}
        run = self.migrate(prescriptions=[more])
        self.assertVerified(run)
        document = self.documents("prescription")
        self.assertEqual(document.raw, PDF)
        for word in ("Ibuprofen", "Paracetamol"):
            self.assertIn(word, document.description)


@tagged("post_install", "-at_install")
class TestPurgeCleared(PurgedCase):
    def test_a_cell_that_was_emptied_since_empties_the_field(self):
        self.migrate(patients=PATIENTS)
        self.purge()
        run = self.migrate(patients=[{**PATIENTS[0], "city": ""}, *PATIENTS[1:]])
        self.assertVerified(run)
        self.assertFalse(self.partner("P1").city)
