"""A sample of bills as invoices: every cell is found in what Odoo made of it."""

from odoo.tests import tagged

from . import test_sample
from .common import PATIENTS, PulseCase, bill
from .test_accounting_payments import PaymentCase, payment


@tagged("post_install", "-at_install")
class TestAccountingSample(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"

    def verdicts(self, **tables):
        """Return {header of a bill's column: verdict}."""
        run = self.plan(patients=PATIENTS, **tables)
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        sample.action_sample()
        lines = sample.line_ids.filtered(
            lambda line: line.object_name == "bill" and line.header
        )
        return {line.header: line.verdict for line in lines}

    def test_nothing_of_a_bill_is_lost_on_its_invoice(self):
        stated = bill(1, "P1", "2024-03-05", "500.10", "200.00", due_date="2024-04-05")
        found = self.verdicts(bills=[stated])
        self.assertEqual(set(found), set(stated))
        self.assertFalse({"lost", "lossy", "flagged"} & set(found.values()), found)

    def test_the_invoice_is_gone_afterwards(self):
        self.verdicts(bills=[bill(1, "P1", "2024-03-05", "500.10", "200.00")])
        self.assertFalse(
            self.env["account.move"].search([("journal_id.code", "=", "PULSE")])
        )

    def test_nothing_stays_in_database_or_file_store(self):
        """The journal, its sequence and every invoice are taken back as well."""
        run = self.plan(
            patients=PATIENTS,
            bills=[
                bill(n, "P1", f"2024-03-{n:02d}", "500.10", "0") for n in range(1, 4)
            ],
        )
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        before, files = (
            test_sample.TestSample.dump(self),
            test_sample.TestSample.store(self),
        )
        sample.action_sample()
        self.assertTrue(sample.line_ids)
        self.assertEqual(test_sample.TestSample.dump(self), before)
        self.assertEqual(test_sample.TestSample.store(self) - files, set())


@tagged("post_install", "-at_install")
class TestAccountingSampleModes(PaymentCase):
    """Whatever bills become: the sample finds every cell, and leaves nothing."""

    def clinic(self):
        return {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", "2024-03-05", "500.10", "200.00", due_date="2024-04-05"),
                bill(2, "P2", "2024-03-06", "90.00", "90.00"),
            ],
            "payments": [
                payment(101, "P1", "B1", "2024-03-05", "200.00"),
                payment(102, "P2", "B2", "2024-03-06", "90.00", "UPI"),
                payment(103, "P2", "", "2024-03-07", "50.00"),
            ],
        }

    def booked(self):
        """Return what stands in the books: (entries, payments, open of P1 and P2)."""
        entries = self.env["account.move"].search([("journal_id.code", "like", "PL%")])
        owed = [self.balance(key) for key in ("P1", "P2")]
        return len(self.moves() | entries), len(self.payments()), *owed

    def assertSampled(self, mode, *booked):
        """Sample, keep, take back, approve, load, take back."""
        self.migration.write({"bill_mode": mode, "opening_on": "2024-06-30"})
        run = self.plan(**self.clinic())
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        sample.action_sample()
        self.assertEqual(run.state, "sampled")
        cells = sample.line_ids.filtered(
            lambda line: line.object_name in ("bill", "payment") and line.header
        )
        lost = cells.filtered(lambda cell: cell.verdict in ("lost", "lossy", "flagged"))
        self.assertFalse(lost, [(c.header, c.verdict, c.stored_text) for c in lost])
        self.assertEqual({cell.object_name for cell in cells}, {"bill", "payment"})
        nothing = (0, 0, 0, 0)
        self.assertEqual(self.booked(), nothing)
        self.migration.physician_ids._decide("create")
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        sample.action_keep()
        self.assertEqual(self.booked(), booked)
        sample.action_undo()
        self.assertEqual(self.booked(), nothing)
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.booked(), booked)
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(self.booked(), nothing)

    def test_invoices_with_their_payments(self):
        self.assertSampled("paid", 5, 3, 300.10, -50)

    def test_posted_invoices(self):
        self.assertSampled("posted", 2, 0, 500.10, 90)

    def test_drafts(self):
        self.assertSampled("draft", 2, 0, 0, 0)

    def test_one_opening_balance_a_patient(self):
        self.assertSampled("opening", 2, 0, 300.10, -50)
