"""Bills that go on at the source after they were booked here: deltas and their undo."""

from unittest.mock import patch

from odoo.tests import tagged

from .common import PATIENTS, bill
from .test_accounting_payments import PaymentCase, payment

_LATE = {"patient_id": "P7", "name": "Late Parent", "gender": "F"}


class DeltaCase(PaymentCase):
    def books(self):
        """Return everything that counts in the books, comparable."""
        self.env.flush_all()
        self.env.invalidate_all()
        moves = self.env["account.move"].search([("partner_id", "!=", False)])
        partials = self.env["account.partial.reconcile"].search([])
        payments = self.payments()
        return (
            sorted(
                (m.name, m.state, m.amount_total, m.amount_residual, m.payment_state)
                for m in moves
            ),
            sorted(
                (p.debit_move_id.move_id.name, p.credit_move_id.move_id.name, p.amount)
                for p in partials
            ),
            [(p.id, p.state, p.amount, sorted(p.invoice_ids.ids)) for p in payments],
            sorted(
                (link.external_id, link.res_model, link.res_id)
                for link in self.env["pulse.link"].search([])
            ),
        )

    def first(self, *bills, payments=()):
        """Load the clinic's first export; note what the books are then."""
        tables = {"bills": list(bills)}
        if payments:
            tables["payments"] = list(payments)
        run = self.migrate(patients=PATIENTS, **tables)
        self.assertDone(run)
        self.before = self.books()
        return run

    def assertDone(self, run):
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertAccounted(run)

    def assertTakenBack(self, run):
        """Undo of this delta alone gives back the state before it, and proves it."""
        plan = run._undo()
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        why = [(c.external_id, c.operation, c.blocked_reason) for c in blocked]
        self.assertEqual((run.state, why), ("undone", []))
        self.assertFalse(plan.listed_count)
        self.assertEqual(self.books(), self.before)


@tagged("post_install", "-at_install")
class TestAccountingDelta(DeltaCase):
    def test_a_bill_paid_since_gets_its_payment_and_its_invoice_stays(self):
        unpaid = bill(1, "P1", "2024-03-05", "500.00", "0.00")
        self.first(unpaid)
        move = self.moves()
        written = move.name, move.date, move.invoice_line_ids.ids
        paid = bill(1, "P1", "2024-03-05", "500.00", "500.00")
        run = self.migrate(
            bills=[paid], payments=[payment(1, "P1", "B1", "2024-03-20", "500.00")]
        )
        self.assertDone(run)
        self.assertEqual(self.moves(), move)
        self.assertEqual((move.name, move.date, move.invoice_line_ids.ids), written)
        self.assertEqual(move.payment_state, "paid")
        self.assertEqual(str(self.payments().date), "2024-03-20")
        self.assertTakenBack(run)

    def test_a_payment_that_comes_alone_pays_its_bill(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        run = self.migrate(
            bills=[bill(1, "P1", "2024-03-05", "500.00", "200.00")],
            payments=[payment(1, "P1", "B1", "2024-03-20", "200.00")],
        )
        self.assertDone(run)
        self.assertEqual(self.balance("P1"), 300)
        self.assertTakenBack(run)

    def test_a_payment_whose_bill_comes_later_joins_it(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        late = [payment(2, "P1", "B2", "2024-03-20", "80.00")]
        orphan = self.rows(self.migrate(payments=late))
        self.assertEqual((orphan.state, orphan.reason), ("held", "bill_unknown"))
        run = self.migrate(bills=[bill(2, "P1", "2024-03-19", "80.00", "80.00")])
        self.assertDone(run)
        self.assertEqual(self.payments().mapped("amount"), [80])
        self.assertEqual(self.moves()[-1].payment_state, "paid")
        self.assertTakenBack(run)

    def test_each_payment_that_came_before_its_bill_joins_it(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        deposit = payment(2, "P1", "B2", "2024-03-18", "50.00", "UPI")
        self.migrate(payments=[deposit])
        corrected = {**deposit, "amount": "60.00"}
        unnumbered = payment(3, "P1", "B2", "2024-03-18", "10.00")
        unnumbered = {**unnumbered, "payment_id": "", "receipt_number": ""}
        self.migrate(payments=[corrected, unnumbered])
        run = self.migrate(
            bills=[bill(2, "P1", "2024-03-19", "100.00", "100.00")],
            payments=[payment(4, "P1", "B2", "2024-03-20", "30.00")],
        )
        self.assertDone(run)
        received = {(str(p.date), p.amount) for p in self.payments()}
        self.assertEqual(
            received, {("2024-03-18", 60), ("2024-03-18", 10), ("2024-03-20", 30)}
        )
        self.assertEqual(self.moves()[-1].payment_state, "paid")
        self.assertTakenBack(run)

    def test_of_lines_that_waited_twice_the_newer_ones_join(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        line = {"bill_id": "B2", "quantity": "1"}
        filling = {**line, "item_name": "Filling", "unit_price": "50.00"}
        x_ray = {**line, "item_name": "X-Ray", "unit_price": "30.00"}
        self.migrate(bill_items=[filling, x_ray])
        self.migrate(bill_items=[{**filling, "unit_price": "60.00"}])
        run = self.migrate(bills=[bill(2, "P1", "2024-03-19", "90.00", "0.00")])
        self.assertDone(run)
        lines = self.moves()[-1].invoice_line_ids
        self.assertEqual(
            sorted((line.name, line.price_unit) for line in lines),
            [("Filling", 60), ("X-Ray", 30)],
        )

    def test_a_payment_that_comes_again_with_its_bill_counts_once(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        receipt = payment(2, "P1", "B2", "2024-03-20", "80.00")
        self.migrate(payments=[receipt])
        run = self.migrate(
            bills=[bill(2, "P1", "2024-03-19", "80.00", "70.00")],
            payments=[{**receipt, "amount": "70.00"}],
        )
        self.assertDone(run)
        self.assertEqual(self.payments().mapped("amount"), [70])

    def test_what_an_undone_delta_had_taken_along_joins_the_next(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        self.migrate(payments=[payment(2, "P1", "B2", "2024-03-20", "80.00")])
        late = bill(2, "P1", "2024-03-19", "80.00", "80.00")
        self.assertTakenBack(self.migrate(bills=[late]))
        run = self.migrate(bills=[late])
        self.assertDone(run)
        self.assertEqual(str(self.payments().date), "2024-03-20")

    def test_a_bill_whose_patient_comes_later_brings_lines_and_payments(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        items = [
            {"bill_id": "B7", "item_name": name, "quantity": "1", "unit_price": price}
            for name, price in (("Filling", "50.00"), ("X-Ray", "30.00"))
        ]
        orphans = self.migrate(
            bills=[bill(7, "P7", "2024-03-19", "80.00", "80.00")],
            bill_items=items,
            payments=[payment(7, "P7", "B7", "2024-03-20", "80.00")],
        )
        self.assertEqual(set(self.rows(orphans).mapped("state")), {"held"})
        run = self.migrate(patients=[_LATE])
        self.assertDone(run)
        move = self.moves().filtered(lambda move: move.ref == "B7")
        self.assertEqual(move.partner_id, self.partner("P7"))
        self.assertEqual(
            sorted(move.invoice_line_ids.mapped("name")), ["Filling", "X-Ray"]
        )
        self.assertEqual(self.payments().memo, "R7 / PAY7")
        self.assertEqual(move.payment_state, "paid")
        self.assertTakenBack(run)

    def test_a_refund_since_is_a_credit_note_and_goes_with_its_delta(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "500.00"))
        refunded = bill(1, "P1", "2024-03-05", "500.00", "500.00", refund="100.00")
        run = self.migrate(bills=[refunded])
        self.assertDone(run)
        note = self.moves().filtered("reversed_entry_id")
        self.assertEqual(note.amount_total, 100)
        self.assertTakenBack(run)

    def test_a_posted_bill_that_changed_or_was_cancelled_waits(self):
        stated = bill(1, "P1", "2024-03-05", "500.00", "0.00")
        self.first(stated)
        before = self.books()
        for change in (
            {"total": "900.00", "amount": "900.00", "outstanding": "900.00"},
            {"status": "Cancelled"},
            {"date": "2024-03-06"},
            {"patient_id": "P2"},
        ):
            with self.subTest(change):
                run = self.migrate(bills=[{**stated, **change}])
                self.assertEqual(self.rows(run, "bill").state, "held")
                self.assertDone(run)
                self.assertEqual(self.books(), before)


@tagged("post_install", "-at_install")
class TestAccountingReissue(DeltaCase):
    """A posted bill that changed is reversed and issued anew, where that is chosen."""

    def setUp(self):
        super().setUp()
        self.migration.posted_bill_policy = "reissue"

    def by_name(self):
        return {move.name: move for move in self.moves()}

    def test_a_changed_total_is_issued_anew_and_what_was_paid_goes_along(self):
        receipts = [payment(1, "P1", "B1", "2024-03-05", "300.00")]
        start = self.first(
            bill(1, "P1", "2024-03-05", "500.00", "300.00"), payments=receipts
        )
        plan = self.plan(bills=[bill(1, "P1", "2024-03-05", "900.00", "300.00")])
        row = self.rows(plan, "bill")
        self.assertEqual((row.state, row.action), ("staged", "update"))
        self.assertIn("amount_total", row.plan_fields)
        self.approve(plan)._load()
        plan.action_verify()
        self.assertDone(plan)
        old, new, back = (
            self.by_name()[name] for name in ("B1", "B1/reissued", "B1/reversed")
        )
        self.assertEqual((old.state, old.amount_residual), ("posted", 0))
        self.assertEqual((back.move_type, back.amount_total), ("out_refund", 500))
        self.assertEqual(back.reversed_entry_id, old)
        self.assertEqual({m.invoice_date for m in (old, new, back)}, {old.invoice_date})
        self.assertEqual((new.amount_total, new.amount_residual), (900, 600))
        self.assertEqual(new.matched_payment_ids, self.payments())
        self.assertEqual(self.balance("P1"), 600)
        self.assertEqual(row.res_id, new.id)
        self.assertIn("bill_reissued", row.issue_codes)
        self.assertFalse((old + new + back).message_ids)
        # what was loaded first is in step as well
        start.action_verify()
        self.assertDone(start)
        again = self.migrate(bills=[bill(1, "P1", "2024-03-05", "900.00", "300.00")])
        self.assertEqual(self.rows(again, "bill").state, "unchanged")
        self.assertTakenBack(plan)

    def test_a_bill_may_be_issued_anew_again_and_be_paid_then(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        second = self.migrate(bills=[bill(1, "P1", "2024-03-05", "600.00", "0.00")])
        self.before, start = self.books(), self.before
        third = self.migrate(bills=[bill(1, "P1", "2024-03-05", "700.00", "0.00")])
        self.assertDone(third)
        self.assertEqual(self.by_name()["B1/reissued-2"].amount_residual, 700)
        self.assertEqual(self.balance("P1"), 700)
        paid = self.migrate(bills=[bill(1, "P1", "2024-03-05", "700.00", "700.00")])
        self.assertDone(paid)
        self.assertEqual(self.balance("P1"), 0)
        paid._undo()
        self.assertTakenBack(third)
        self.before = start
        self.assertTakenBack(second)

    def test_many_are_reversed_in_one_call(self):
        numbers = (1, 2, 3)
        self.first(*(bill(n, "P1", "2024-03-05", "500.00", "0.00") for n in numbers))
        moves = type(self.env["account.move"])
        create, calls = moves.create, []

        def counted(records, vals_list):
            reversing = [v for v in vals_list if v.get("reversed_entry_id")]
            calls.extend([len(reversing)] if reversing else [])
            return create(records, vals_list)

        changed = [bill(n, "P1", "2024-03-05", f"{n}00.00", "0.00") for n in numbers]
        with patch.object(moves, "create", counted):
            run = self.load(bills=changed)
        run.action_verify()
        self.assertDone(run)
        self.assertIn(3, calls)
        self.assertEqual(self.balance("P1"), 600)
        self.assertTakenBack(run)

    def test_a_cancelled_bill_is_reversed(self):
        stated = bill(1, "P1", "2024-03-05", "500.00", "0.00")
        self.first(stated)
        run = self.migrate(bills=[{**stated, "status": "Cancelled"}])
        self.assertDone(run)
        self.assertEqual(self.balance("P1"), 0)
        self.assertEqual(self.by_name()["B1/reissued"].state, "cancel")
        self.assertTakenBack(run)

    def test_of_a_cancelled_bill_receipts_stay_the_patients_credit(self):
        stated = bill(1, "P1", "2024-03-05", "500.00", "300.00")
        receipts = [payment(1, "P1", "B1", "2024-03-05", "300.00")]
        self.first(stated, payments=receipts)
        run = self.migrate(bills=[{**stated, "status": "Cancelled"}], payments=receipts)
        self.assertDone(run)
        self.assertEqual(self.balance("P1"), -300)
        self.assertTakenBack(run)

    def test_what_takes_money_back_or_was_credited_still_waits(self):
        paid = bill(1, "P1", "2024-03-05", "500.00", "500.00")
        credited = bill(2, "P1", "2024-03-05", "500.00", "500.00", refund="100.00")
        self.first(paid, credited)
        less = {"total": "300.00", "amount": "300.00", "paid": "300.00"}
        more = {"total": "900.00", "amount": "900.00", "outstanding": "400.00"}
        run = self.migrate(bills=[{**paid, **less}, {**credited, **more}])
        self.assertDone(run)
        self.assertEqual(
            self.rows(run, "bill").mapped("reason"),
            ["booked_payment_changed", "posted_bill_changed"],
        )
        self.assertEqual(self.books(), self.before)

    def test_what_a_person_touched_is_not_reversed(self):
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        self.moves().narration = "<p>Agreed with the patient</p>"
        run = self.migrate(bills=[bill(1, "P1", "2024-03-05", "900.00", "0.00")])
        self.assertEqual(len(self.moves()), 1)
        self.assertIn("edited_in_odoo", self.rows(run, "bill").issue_codes)

    def test_a_new_invoice_that_somebody_uses_stays_with_all_of_it(self):
        receipts = [payment(1, "P1", "B1", "2024-03-05", "300.00")]
        self.first(bill(1, "P1", "2024-03-05", "500.00", "300.00"), payments=receipts)
        run = self.migrate(bills=[bill(1, "P1", "2024-03-05", "900.00", "300.00")])
        new = self.by_name()["B1/reissued"]
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=new.ids
        ).create({})._create_payments()
        held = self.books()
        plan = self.env["pulse.undo.plan"].browse(run.action_plan_undo()["res_id"])
        stays = plan.line_ids.filtered(lambda line: line.fate == "blocked")
        foreseen = sum(stays.mapped("count"))
        run._undo()
        self.assertEqual(run.state, "failed")
        self.assertEqual(self.books(), held)
        blocked = self.env["pulse.change"].search(
            [("run_id", "=", run.id), ("undo_state", "=", "blocked")]
        )
        self.assertEqual(set(blocked.mapped("blocked_reason")), {"used_elsewhere"})
        self.assertEqual(len(blocked), 4)
        self.assertEqual(foreseen, 4)

    def test_posted_without_payments_is_issued_anew_too(self):
        self.migration.bill_mode = "posted"
        self.first(bill(1, "P1", "2024-03-05", "500.00", "0.00"))
        run = self.migrate(bills=[bill(1, "P1", "2024-03-05", "900.00", "0.00")])
        self.assertDone(run)
        self.assertEqual(self.balance("P1"), 900)
        self.assertTakenBack(run)

    def test_in_a_journal_with_numbers_of_its_own_too(self):
        journal = self.env["account.journal"].search([("type", "=", "sale")], limit=1)
        self.migration.bill_journal = str(journal.id)
        self.first(bill(1, "P1", "2024-03-05", "500.00", "500.00"))
        run = self.migrate(bills=[bill(1, "P1", "2024-03-05", "900.00", "500.00")])
        self.assertDone(run)
        self.assertEqual(self.balance("P1"), 400)
        self.assertTakenBack(run)

    def test_a_credit_note_is_issued_anew(self):
        self.first(bill(1, "P1", "2024-03-05", "-80.00", "-80.00"))
        run = self.migrate(bills=[bill(1, "P1", "2024-03-05", "-90.00", "-90.00")])
        self.assertDone(run)
        self.assertEqual(self.balance("P1"), 0)
        self.assertTakenBack(run)
