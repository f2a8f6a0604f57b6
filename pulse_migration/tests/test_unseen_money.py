"""Without Accounting: what patients owe, of bills in layouts nobody has seen."""

from .common import PulseCase
from .unseen_money import (
    BY_COURSE,
    BY_INSURER,
    BY_LINE,
    BY_ROW,
    BY_STAY,
    BY_STRIP,
    OWED,
)

# what no bill says is in the patient's document, and not in what the bills come to
OF_NO_BILL = {"P213": 0, "P215": 0, "P216": 0, "M007": 0, "M009": 0}


class TestUnseenMoney(PulseCase):
    def assertOwed(self, folder):
        self.migration.bill_target = "partner"
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertAccounted(run)
        self.assertFalse(run.money_open_count)
        expected = OWED[folder] | {
            key: amount for key, amount in OF_NO_BILL.items() if key in OWED[folder]
        }
        found = {
            key: self.partner(key).x_studio_outstanding_balance for key in expected
        }
        self.assertEqual(found, expected)
        return run

    def test_a_bill_a_row(self):
        self.assertOwed(BY_ROW)

    def test_stays_with_deposits(self):
        self.assertOwed(BY_STAY)

    def test_shares_of_an_insurer(self):
        self.assertOwed(BY_INSURER)

    def test_prices_that_hold_their_tax(self):
        self.assertOwed(BY_STRIP)

    def test_courses_paid_in_parts(self):
        self.assertOwed(BY_COURSE)

    def test_a_bill_of_several_rows_with_receipts(self):
        run = self.assertOwed(BY_LINE)
        # an advance is kept, also of a patient without any bill
        texts = {
            document.res_id: document.raw.decode()
            for document in self.documents("bill")
        }
        for patient, receipt in (("P213", "R13A"), ("P230", "R30R")):
            self.assertIn(receipt, texts[self.partner(patient).id])
        waiting = self.rows(run, "payment").filtered(lambda row: row.state == "held")
        self.assertEqual(waiting.mapped("reason"), ["bill_unknown"])
