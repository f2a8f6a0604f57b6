"""Bills go one way: what was loaded as a statement never becomes an invoice too."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PATIENTS, PulseCase, bill

BILLS = [bill(1, "P1", "2024-03-05", "500.00", "0.00")]


@tagged("post_install", "-at_install")
class TestAccountingBillTarget(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")

    def test_it_is_open_until_a_bill_is_loaded(self):
        self.migrate(patients=PATIENTS)
        for target in ("partner", "move", "partner"):
            self.migration.bill_target = target
            self.assertEqual(self.migration.bill_target, target)

    def test_it_is_frozen_by_the_first_bill(self):
        for target, other in (("partner", "move"), ("move", "partner")):
            with self.subTest(target), self.env.cr.savepoint() as attempt:
                self.migration.bill_target = target
                self.migrate(patients=PATIENTS, bills=BILLS)
                with self.assertRaisesRegex(UserError, "Undo them"):
                    self.migration.bill_target = other
                attempt.rollback()
            self.env.invalidate_all()

    def test_undo_opens_it_again(self):
        self.migration.bill_target = "move"
        run = self.migrate(patients=PATIENTS, bills=BILLS)
        run._undo()
        self.migration.bill_target = "partner"
        self.assertEqual(self.migration.bill_target, "partner")
