"""A sample of bills as invoices: every cell is found in what Odoo made of it."""

from odoo.tests import tagged

from . import test_sample
from .common import PATIENTS, PulseCase, bill


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
