"""An invoice that the clinic and somebody in Odoo changed: a question, and its ends."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import PATIENTS, bill
from .test_accounting_delta import DeltaCase
from .test_accounting_payments import payment

_STATED = bill(1, "P1", "2024-03-05", "500.00", "0.00")
_MORE = bill(1, "P1", "2024-03-05", "900.00", "0.00")
_NOTE = "<p>Agreed with the patient</p>"


class ConflictCase(DeltaCase):
    def conflicts(self, state="open"):
        return self.env["pulse.conflict"].search([("state", "=", state)])

    def edit(self, move=None):
        """Somebody at the desk writes a note on the invoice."""
        (move or self.moves()).narration = _NOTE

    def asked(self, *bills):
        """Load a newer export, of which one invoice is in doubt; return the question"""
        self.run = self.migrate(bills=list(bills or [_MORE]))
        self.assertDone(self.run)
        self.edited = self.books()
        conflict = self.conflicts()
        conflict.ensure_one()
        return conflict

    def invoice(self):
        """Return the invoice that the bill has now."""
        link = self.env["pulse.link"].search(
            [("object_name", "=", "bill"), ("external_id", "=", "B1")]
        )
        return self.env["account.move"].browse(link.res_id)


@tagged("post_install", "-at_install")
class TestAccountingConflict(ConflictCase):
    def test_a_posted_invoice_that_both_changed_is_one_question_side_by_side(self):
        self.first(_STATED)
        self.edit()
        conflict = self.asked()
        self.assertEqual(
            (conflict.res_model, conflict.res_id), ("account.move", self.moves().id)
        )
        self.assertEqual(conflict.field_label, "Invoice")
        self.assertIn("Total: 500.00", conflict.last_text)
        self.assertIn("Total: 900.00", conflict.source_text)
        self.assertIn("Total: 500.00", conflict.odoo_text)
        self.assertIn("Agreed with the patient", conflict.odoo_text)
        self.assertNotIn("Agreed with the patient", conflict.source_text)
        # what all three say alike is no matter
        self.assertNotIn("2024-03-05", conflict.odoo_text)
        self.assertIn("edited_in_odoo", self.rows(self.run, "bill").issue_codes)
        self.assertEqual(len(self.moves()), 1)

    def test_the_source_wins_a_posted_one_is_reversed_and_issued_anew(self):
        receipts = [payment(1, "P1", "B1", "2024-03-05", "300.00")]
        self.first(bill(1, "P1", "2024-03-05", "500.00", "300.00"), payments=receipts)
        self.edit()
        old = self.moves()
        conflict = self.asked(bill(1, "P1", "2024-03-05", "900.00", "300.00"))
        conflict.action_source()
        self.assertEqual((conflict.state, conflict.resolution), ("resolved", "source"))
        new = self.invoice()
        self.assertNotEqual(new, old)
        self.assertEqual((new.amount_total, new.amount_residual), (900, 600))
        self.assertEqual((old.state, old.amount_residual), ("posted", 0))
        self.assertEqual(self.balance("P1"), 600)
        self.assertEqual(self.rows(self.run, "bill").res_id, new.id)
        self.run.action_verify()
        self.assertDone(self.run)
        # the same again asks nothing, and writes nothing
        again = self.migrate(bills=[bill(1, "P1", "2024-03-05", "900.00", "300.00")])
        self.assertEqual(self.rows(again, "bill").state, "unchanged")
        self.assertFalse(self.conflicts())
        # taking the load back takes the decision back, to what somebody made of it
        plan = self.run._undo()
        self.assertEqual((self.run.state, plan.listed_count), ("undone", 0))
        self.assertEqual(self.books(), self.edited)
        self.assertIn("Agreed", old.narration)

    def test_odoo_wins_it_stays_and_is_not_asked_again(self):
        start = self.first(_STATED)
        self.edit()
        self.asked().action_odoo()
        self.assertEqual(self.books(), self.edited)
        for run in (start, self.run):
            run.action_verify()
            self.assertDone(run)
        self.migrate(bills=[{**_MORE, "notes": ""}], patients=PATIENTS)
        self.assertFalse(self.conflicts())
        # what the source says anew is asked anew, beside what was decided on
        conflict = self.asked(bill(1, "P1", "2024-03-05", "950.00", "0.00"))
        self.assertIn("Total: 900.00", conflict.last_text)
        self.assertIn("Total: 950.00", conflict.source_text)
        self.assertEqual(self.books(), self.edited)

    def test_what_only_odoo_changed_is_kept_without_a_question(self):
        self.first(_STATED)
        self.edit()
        held = self.books()
        again = self.migrate(bills=[{**_STATED, "insurance_no": ""}])
        self.assertDone(again)
        self.assertFalse(self.conflicts())
        self.assertEqual(self.books(), held)
        self.assertIn("Agreed", self.moves().narration)

    def test_the_source_wins_a_draft_is_written_anew(self):
        self.migration.bill_mode = "draft"
        self.first(_STATED)
        move = self.moves()
        move.invoice_line_ids.price_unit = 450
        conflict = self.asked()
        self.assertIn("× 450.00", conflict.odoo_text)
        conflict.action_source()
        self.assertEqual((self.moves(), move.amount_total), (move, 900))
        self.run._undo()
        self.assertEqual(move.amount_total, 450)

    def test_a_posted_one_that_gets_a_payment_only_keeps_its_number(self):
        self.first(_STATED)
        move = self.moves()
        self.edit()
        conflict = self.asked(bill(1, "P1", "2024-03-05", "500.00", "200.00"))
        self.assertIn("Paid: 200.00", conflict.source_text)
        conflict.action_source()
        self.assertEqual((self.moves(), move.amount_residual), (move, 300))
        self.assertEqual(self.balance("P1"), 300)
        self.run._undo()
        self.assertEqual(self.books(), self.edited)

    def test_one_that_somebody_cancelled_is_posted_again(self):
        receipts = [payment(1, "P1", "B1", "2024-03-05", "300.00")]
        self.first(bill(1, "P1", "2024-03-05", "500.00", "300.00"), payments=receipts)
        move = self.moves()
        move.button_draft()
        move.button_cancel()
        conflict = self.asked(bill(1, "P1", "2024-03-05", "900.00", "300.00"))
        self.assertIn("Cancelled", conflict.odoo_text)
        conflict.action_source()
        self.assertEqual(
            (move.state, move.amount_total, move.amount_residual), ("posted", 900, 600)
        )
        self.assertEqual(self.balance("P1"), 600)

    def test_what_a_person_booked_is_not_taken_back(self):
        self.first(_STATED)
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=self.moves().ids
        ).create({"amount": 120})._create_payments()
        conflict = self.asked()
        self.assertIn("Due: 380.00", conflict.odoo_text)
        result = conflict.action_source()
        self.assertEqual(result["params"]["type"], "warning")
        self.assertEqual(conflict.state, "open")
        self.assertIn("let Odoo win", conflict.blocked_text)
        self.assertEqual(self.books(), self.edited)
        conflict.action_odoo()
        self.assertEqual((conflict.state, conflict.blocked_text), ("resolved", ""))

    def test_both_say_that_it_is_paid_nobody_is_asked(self):
        self.first(_STATED)
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=self.moves().ids
        ).create({})._create_payments()
        self.migrate(bills=[bill(1, "P1", "2024-03-05", "500.00", "500.00")])
        self.assertFalse(self.conflicts())

    def test_what_the_books_refuse_stays_open_and_says_so(self):
        self.first(_STATED)
        self.edit()
        conflict = self.asked()
        loader = type(self.env["pulse.loader.move"])
        with patch.object(loader, "_move_payments", side_effect=UserError("closed")):
            conflict.action_source()
        self.assertEqual(conflict.state, "open")
        self.assertEqual(conflict.blocked_reason, "refused_by_odoo")
        self.assertEqual(self.books(), self.edited)

    def test_one_that_was_changed_again_is_shown_anew(self):
        self.first(_STATED)
        self.edit()
        conflict = self.asked()
        self.moves().narration = "<p>Something else</p>"
        conflict.action_source()
        self.assertEqual(conflict.state, "open")
        self.assertIn("Something else", conflict.odoo_text)
        conflict.action_source()
        self.assertEqual(self.invoice().amount_total, 900)

    def test_the_next_load_settles_what_both_say_by_then(self):
        self.first(_STATED)
        note = self.moves().narration
        self.edit()
        conflict = self.asked()
        self.moves().narration = note
        self.migrate(bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00", notes="x")])
        self.assertEqual(conflict.state, "settled")

    def test_many_are_resolved_at_once_by_an_operator(self):
        numbers = range(1, 6)
        self.first(*(bill(n, "P1", "2024-03-05", "500.00", "0.00") for n in numbers))
        for move in self.moves():
            self.edit(move)
        self.migrate(
            bills=[bill(n, "P1", "2024-03-05", "600.00", "0.00") for n in numbers]
        )
        operator = new_test_user(
            self.env,
            "desk",
            groups="pulse_migration.group_operator,pulse_migration.group_medical",
        )
        chosen = self.conflicts().with_user(operator)
        wizard = (
            self.env["pulse.resolve"]
            .with_user(operator)
            .with_context(active_ids=chosen.ids)
            .create({"resolution": "source"})
        )
        self.assertEqual(wizard.field_labels, "Invoice")
        wizard.action_resolve()
        self.assertEqual(set(chosen.mapped("state")), {"resolved"})
        self.assertEqual(self.balance("P1"), 3000)
        auditor = new_test_user(
            self.env, "looks", groups="pulse_migration.group_auditor"
        )
        with self.assertRaises(AccessError):
            chosen.with_user(auditor).action_source()

    def test_a_rule_for_invoices_decides_while_it_loads(self):
        self.env["pulse.conflict.rule"].create(
            {
                "migration_id": self.migration.id,
                "res_model": "account.move",
                "resolution": "source",
            }
        )
        self.first(_STATED)
        self.edit()
        run = self.migrate(bills=[_MORE])
        self.assertDone(run)
        self.assertFalse(self.conflicts())
        self.assertEqual(self.invoice().amount_total, 900)
        self.assertEqual(self.rows(run, "bill").res_id, self.invoice().id)
        run._undo()
        self.assertEqual(self.moves().amount_total, 500)
        self.assertIn("Agreed", self.moves().narration)

    def test_a_rule_for_everything_reverses_no_invoice(self):
        self.env["pulse.conflict.rule"].create(
            {"migration_id": self.migration.id, "resolution": "source"}
        )
        self.first(_STATED)
        self.edit()
        self.asked()
        self.assertEqual(len(self.moves()), 1)
