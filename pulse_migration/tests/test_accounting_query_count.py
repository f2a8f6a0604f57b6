"""Queries of a batch of bills: what Odoo asks for one by one is counted and bounded."""

from odoo.tests import tagged

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
