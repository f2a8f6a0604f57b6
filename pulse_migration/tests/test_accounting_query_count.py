"""Queries of a batch of bills: what Odoo asks for one by one is counted and bounded."""

from odoo.tests import tagged

from .common import PATIENTS, bill
from .test_query_count import QueryCountCase

# what a bill is booked as -> queries that each further bill may take
ALLOWED = {"draft": 4, "posted": 10, "paid": 30, "payment": 20}


@tagged("post_install", "-at_install")
class TestAccountingQueryCount(QueryCountCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"

    def assertBillGrowth(self, mode):
        self.migration.bill_mode = mode
        self.assertGrowth("bill", ALLOWED[mode], prefix=mode)

    def test_drafts(self):
        self.assertBillGrowth("draft")

    def test_posted_bills(self):
        self.assertBillGrowth("posted")

    def test_posted_bills_with_their_payments(self):
        self.assertBillGrowth("paid")

    def test_payments_without_a_bill(self):
        self.assertGrowth("payment", ALLOWED["payment"])

    def test_an_undo_of_many_settled_bills_reads_them_at_once(self):
        """What plan and proof ask for does not grow with the bills of a slice."""
        self.migration.bill_mode = "paid"
        self.migrate(patients=PATIENTS)

        def counted(function):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            function()
            return self.env.cr.sql_log_count - before

        def queries(numbers):
            bills = [bill(n, "P1", "2024-03-05", "500.00", "0.00") for n in numbers]
            self.migrate(bills=bills)
            paid = {"paid": "500.00", "outstanding": "0.00"}
            run = self.migrate(bills=[{**row, **paid} for row in bills])
            plan = self.env["pulse.undo.plan"].create({"run_id": run.id})
            planned = counted(plan.action_plan)
            self.assertFalse(plan.item_ids)
            plan.confirm_name = self.migration.name
            plan.action_undo()
            self.assertEqual(plan.equal_count, plan.touched_count)
            proved = counted(lambda: self.env["pulse.proof"]._prove(plan))
            return planned, proved

        few, many = queries(range(1, 4)), queries(range(4, 34))
        for few_of, many_of in zip(few, many, strict=True):
            self.assertLessEqual(many_of, few_of + 5)
