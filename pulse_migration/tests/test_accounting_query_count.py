"""Queries of a batch of bills: what Odoo asks for one by one is counted and bounded."""

from unittest.mock import patch

from odoo.tests import tagged

from . import test_query_count
from .common import PATIENTS, bill
from .test_query_count import QueryCountCase

# what a bill is booked as -> queries that each further bill may take
ALLOWED = {"draft": 4, "posted": 10, "paid": 6, "payment": 6}
# Odoo looks for one subscriber of each entry
ALLOWED["opening"] = 1.3


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

    def test_opening_balances(self):
        self.migration.write({"bill_mode": "opening", "opening_on": "2024-06-30"})
        tables_of = test_query_count.tables_of

        def unpaid(object_name, keys):
            tables = tables_of(object_name, keys)
            for row in tables["bills"]:
                row |= {"paid": "100.00", "outstanding": "400.00"}
            return tables

        with patch.object(test_query_count, "tables_of", unpaid):
            self.assertGrowth("bill", ALLOWED["opening"], prefix="opening")

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
