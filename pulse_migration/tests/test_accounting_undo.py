"""What is booked and blocked: listed, reversed where that was decided, or left."""

from odoo.tests import tagged

from .common import PATIENTS, bill
from .test_accounting_payments import PaymentCase, payment


@tagged("post_install", "-at_install")
class TestAccountingUndo(PaymentCase):
    def make_plan(self, run):
        plan = self.env["pulse.undo.plan"].browse(run.action_plan_undo()["res_id"])
        return plan, plan.line_ids.filtered(lambda line: line.fate == "blocked")

    def reasons(self, lines):
        return {(line.res_model, line.reason): line.count for line in lines}

    def take_back(self, plan):
        plan.confirm_name = self.migration.name
        plan.action_undo()
        self.env.invalidate_all()

    def listed(self, plan):
        return self.reasons(plan.proof_line_ids.filtered(lambda x: x.fate == "listed"))

    def choose(self, lines, choice="reverse"):
        booked = ("account.move", "account.payment")
        for line in lines.filtered(lambda line: line.res_model in booked):
            line.choice = choice

    def lock(self, day):
        self.migration.company_id.sudo().fiscalyear_lock_date = day

    def paid(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "300.00")],
            payments=[payment(1, "P1", "B1", "2024-03-06", "300.00")],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        return run

    def test_a_plan_foresees_that_the_entry_of_a_payment_goes_with_it(self):
        run = self.paid()
        plan, blocked = self.make_plan(run)
        self.assertEqual(self.reasons(blocked), {})
        self.take_back(plan)
        self.assertEqual(run.state, "undone")

    def test_a_period_locked_since_blocks_and_is_listed(self):
        run = self.paid()
        self.lock("2024-12-31")
        plan, blocked = self.make_plan(run)
        found = self.reasons(blocked)
        self.assertEqual(found["account.move", "locked_period"], 1)
        self.assertEqual(found["account.payment", "locked_period"], 1)
        self.assertEqual(found["res.partner", "used_elsewhere"], 1)
        self.take_back(plan)
        self.assertEqual(run.state, "failed")
        self.assertEqual(self.listed(plan)["account.move", "locked_period"], 1)
        self.assertEqual(self.moves().payment_state, "partial")
        self.assertEqual(self.balance("P1"), 200)
        # opened again, the rest goes
        self.lock(False)
        plan, blocked = self.make_plan(run)
        self.assertEqual(self.reasons(blocked), {})
        self.take_back(plan)
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.moves())

    def test_in_a_locked_period_it_is_reversed_where_that_is_decided(self):
        run = self.paid()
        move, paid = self.moves(), self.payments()
        self.lock("2024-12-31")
        plan, blocked = self.make_plan(run)
        self.choose(blocked)
        self.take_back(plan)
        self.assertEqual((move.state, move.payment_state), ("posted", "reversed"))
        back = move.reversal_move_ids | paid.move_id.reversal_move_ids
        self.assertEqual(len(back), 2)
        self.assertTrue(all(str(day) > "2024-12-31" for day in back.mapped("date")))
        self.assertEqual(self.balance("P1"), 0)
        self.assertEqual(self.listed(plan)["account.move", "reversed"], 1)
        self.assertEqual(self.listed(plan)["account.payment", "reversed"], 1)
        self.assertEqual(set(self.rows(run, "bill").mapped("state")), {"undone"})
        self.assertFalse(self.payments())
        self.assertFalse(
            self.env["pulse.link"].search([("res_model", "=", "account.move")])
        )

    def test_what_was_reversed_is_loaded_again_beside_it(self):
        run = self.paid()
        old = self.moves()
        self.lock("2024-12-31")
        plan, blocked = self.make_plan(run)
        self.choose(blocked)
        self.take_back(plan)
        self.lock(False)
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        new = self.moves().filtered(lambda m: m.amount_residual)
        self.assertNotEqual(new, old)
        self.assertEqual((new.name, new.amount_residual), ("B1/reissued", 200))
        again = self.migrate(
            bills=[bill(1, "P1", "2024-03-05", "500.00", "300.00")],
            payments=[payment(1, "P1", "B1", "2024-03-06", "300.00")],
        )
        self.assertEqual(set(self.rows(again).mapped("state")), {"unchanged"})
        self.assertEqual(self.balance("P1"), 200)

    def test_a_bill_that_a_person_edited_is_reversed_where_that_is_decided(self):
        run = self.paid()
        move = self.moves()
        move.narration = "<p>Agreed with the patient</p>"
        plan, blocked = self.make_plan(run)
        self.assertIn(("account.move", "edited_in_odoo"), self.reasons(blocked))
        self.choose(blocked)
        self.take_back(plan)
        self.assertEqual(move.payment_state, "reversed")
        self.assertEqual(self.balance("P1"), 0)
        self.assertFalse(self.payments())

    def test_a_draft_that_a_person_edited_is_cancelled_rather_than_reversed(self):
        self.migration.bill_mode = "draft"
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        move = self.moves()
        move.narration = "<p>Agreed with the patient</p>"
        plan, blocked = self.make_plan(run)
        self.choose(blocked, "archive")
        self.take_back(plan)
        self.assertEqual(move.state, "cancel")

    def test_a_payment_that_a_person_matched_with_a_bill_of_their_own_stays(self):
        run = self.migrate(
            patients=PATIENTS,
            payments=[payment(7, "P1", "", "2024-02-01", "150.00", notes="Advance")],
        )
        credit = self.payments()
        own = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.partner("P1").id,
                "invoice_date": "2024-03-01",
                "invoice_line_ids": [
                    (0, 0, {"name": "Own", "price_unit": 150, "tax_ids": []})
                ],
            }
        )
        own.action_post()
        lines = (own + credit.move_id).line_ids
        lines.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        ).reconcile()
        self.assertEqual(own.amount_residual, 0)
        plan, blocked = self.make_plan(run)
        self.assertIn("account.payment", blocked.mapped("res_model"))
        self.take_back(plan)
        self.assertTrue(credit.exists())
        self.assertEqual(own.amount_residual, 0)
        self.assertEqual(run.state, "failed")

    def test_a_payment_that_a_person_registered_keeps_the_bill_and_is_named(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        move = self.moves()
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        theirs = wizard.create({"amount": 200})._create_payments()
        plan, blocked = self.make_plan(run)
        self.assertEqual(self.reasons(blocked)["account.move", "used_elsewhere"], 1)
        item = plan.item_ids.filtered(lambda i: i.reason == "used_elsewhere")
        self.assertIn(theirs.move_id.id, item.mapped("used_id"))
        self.choose(blocked)
        self.take_back(plan)
        # reversed: what the person registered is the patient's credit
        self.assertEqual(move.payment_state, "reversed")
        self.assertEqual(self.balance("P1"), -200)
        self.assertTrue(theirs.exists())
