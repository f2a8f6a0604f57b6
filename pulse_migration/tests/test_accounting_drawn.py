"""Advances that bills used, export after export, and what an undo takes of them."""

from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.pulse_migration.models.plan import batches as plan_batches

from .common import PATIENTS, bill
from .test_accounting_payments import PaymentCase, payment

BY_ADVANCE = {"payment_method": "Advance"}


class DrawnCase(PaymentCase):
    def draws(self):
        payments = self.payments()
        return payments.filtered(lambda p: "Used for bill" in (p.memo or ""))

    def drawn(self):
        """Return [(bill, amount)] of what was drawn, by bill."""
        draws = self.draws()
        return sorted((p.memo.rpartition(" ")[2], p.amount) for p in draws)

    def clinic(self):
        """Two patients, each with an advance of 500 and a bill that used 100."""
        return {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", "2024-03-05", "100.00", "100.00", **BY_ADVANCE),
                bill(2, "P2", "2024-03-05", "100.00", "100.00", **BY_ADVANCE),
            ],
            "payments": [
                payment(1, "P1", "", "2024-02-01", "500.00"),
                payment(2, "P2", "", "2024-02-01", "500.00"),
            ],
        }

    def assertDone(self, run):
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertAccounted(run)

    def assertBalances(self, *amounts):
        found = [self.balance(key) for key in ("P1", "P2")]
        self.assertEqual(found, list(amounts))


@tagged("post_install", "-at_install")
class TestAccountingDrawnAgain(DrawnCase):
    def test_an_older_advance_that_comes_later_draws_nothing_twice(self):
        tables = self.clinic()
        tables["payments"][0]["amount"] = "100.00"
        self.assertDone(self.migrate(**tables))
        older = payment(3, "P1", "", "2024-01-01", "50.00")
        tables["payments"].append(older)
        self.assertDone(self.migrate(**tables))
        self.assertEqual(self.drawn(), [("B1", 100), ("B2", 100)])
        self.assertBalances(-50, -400)
        # what is left is there for the next bill
        tables["bills"].append(
            bill(3, "P1", "2024-03-06", "50.00", "50.00", **BY_ADVANCE)
        )
        self.assertDone(self.migrate(**tables))
        self.assertEqual(self.drawn(), [("B1", 100), ("B2", 100), ("B3", 50)])
        self.assertBalances(0, -400)

    def test_a_use_that_grows_draws_the_rest(self):
        tables = self.clinic()
        tables["bills"][0] = bill(1, "P1", "2024-03-05", "150.00", "100.00")
        used = payment(8, "P1", "B1", "2024-03-05", "100", "Advance")
        tables["payments"].append(used)
        self.assertDone(self.migrate(**tables))
        self.assertBalances(-350, -400)
        before = self.draws()
        tables["bills"][0] |= {"paid": "150.00", "outstanding": "0.00"}
        tables["payments"].append(payment(9, "P1", "B1", "2024-03-06", "50", "Advance"))
        run = self.migrate(**tables)
        self.assertDone(run)
        self.assertEqual((self.draws() - before).amount, 50)
        self.assertBalances(-350, -400)
        again = self.migrate(**tables)
        self.assertDone(again)
        self.assertEqual(len(self.draws()), 3)
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(self.draws(), before)
        self.assertBalances(-350, -400)

    def test_what_was_drawn_beyond_what_a_later_export_says_is_a_difference(self):
        tables = self.clinic()
        tables["payments"][0]["amount"] = "100.00"
        self.assertDone(self.migrate(**tables))
        tables["payments"].append(payment(3, "P1", "", "2024-02-15", "-100.00"))
        run = self.migrate(**tables)
        self.assertIn("money_differs", run.check_ids.mapped("code"))
        line = run.money_ids.filtered(lambda line: line.key == "Advances used by bills")
        self.assertEqual((line.paid_source, line.paid_odoo), (100, 200))

    def test_what_is_stopped_has_taken_off_what_its_bills_used(self):
        tables = self.clinic()
        batches = type(self.env["pulse.batch"])
        load = batches._load

        def press(batch):
            done = load(batch)
            if batch.object_name == "bill":
                batch.run_id.action_stop()
            return done

        with (
            patch.object(batches, "_load", press),
            patch.object(plan_batches, "BATCH_ROWS", 1),
        ):
            run = self.load(**tables)
        self.assertEqual((run.state, len(self.moves())), ("paused", 1))
        self.assertFalse(self.draws())
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_load()
        self.assertEqual(run.state, "failed")
        self.assertNotIn("money_differs", run.check_ids.mapped("code"))
        self.assertEqual(len(self.draws()), 1)
        self.assertBalances(-400, -500)
        run.action_load()
        run._load()
        run.action_verify()
        self.assertDone(run)
        self.assertBalances(-400, -400)

    def test_draws_are_matched_together(self):
        """Queries grow with the advances, for Odoo, but less than one by one."""
        move_lines = type(self.env["account.move.line"])
        with patch.object(move_lines, "reconcile", side_effect=AssertionError):
            self.assertDone(self.migrate(**self.clinic()))
        lines = self.draws().move_id.line_ids
        self.assertTrue(
            all(
                lines.filtered(
                    lambda line: line.account_type == "asset_receivable"
                ).mapped("reconciled")
            )
        )


@tagged("post_install", "-at_install")
class TestAccountingUndoDrawn(DrawnCase):
    """In part: what was drawn goes with the bill, or the advance, and with no other."""

    def setUp(self):
        super().setUp()
        with patch.object(plan_batches, "BATCH_ROWS", 1):
            self.run_ = self.migrate(**self.clinic())
        self.assertDone(self.run_)
        self.assertBalances(-400, -400)

    def row(self, object_name, key):
        rows = self.rows(self.run_, object_name)
        return rows.filtered(lambda row: row.external_id == key)

    def take_back(self, run, **scope):
        plan = self.env["pulse.undo.plan"].create({"run_id": run.id, **scope})
        plan.action_plan()
        plan.confirm_name = self.migration.name
        plan.action_undo()
        self.env.invalidate_all()
        return plan

    def assertExact(self, plan):
        self.assertEqual(plan.equal_count, plan.touched_count)
        self.assertFalse(plan.item_ids.mapped("reason"))

    def test_a_bill_takes_along_what_it_drew_and_loads_again(self):
        plan = self.undo_rows(self.row("bill", "B1"))
        self.assertExact(plan)
        self.assertEqual(self.drawn(), [("B2", 100)])
        self.assertBalances(-500, -400)
        self.run_.action_plan()
        self.approve(self.run_)._load()
        self.run_.action_verify()
        self.assertDone(self.run_)
        self.assertEqual(self.drawn(), [("B1", 100), ("B2", 100)])
        self.assertBalances(-400, -400)

    def test_an_advance_takes_along_what_was_drawn_of_it(self):
        plan = self.undo_rows(self.row("payment", "PAY1"))
        self.assertExact(plan)
        self.assertEqual(self.drawn(), [("B2", 100)])
        self.assertBalances(0, -400)

    def test_all_bills_leave_the_advances_whole(self):
        plan = self.take_back(self.run_, scope="object", object_name="bill")
        self.assertFalse(self.draws())
        self.assertBalances(-500, -500)
        kept = set(plan.item_ids.mapped("res_model"))
        self.assertFalse(kept & {"account.move", "account.payment"})

    def test_all_advances_leave_bills_that_are_paid(self):
        self.take_back(self.run_, scope="object", object_name="payment")
        self.assertFalse(self.draws())
        self.assertBalances(0, 0)
        self.assertEqual(self.moves().mapped("payment_state"), ["paid", "paid"])

    def test_a_patient_loses_only_what_is_theirs(self):
        self.take_back(self.run_, scope="patient", patient_key="P1")
        self.assertEqual(self.drawn(), [("B2", 100)])
        self.assertEqual(self.balance("P2"), -400)
        self.assertFalse(self.partner("P1"))

    def test_a_batch_takes_along_only_what_its_own_records_drew(self):
        of_bill = self.row("bill", "B2").batch_id
        self.assertNotEqual(of_bill, self.row("bill", "B1").batch_id)
        self.take_back(self.run_, scope="batch", batch_ids=of_bill.ids)
        self.assertEqual(self.drawn(), [("B1", 100)])
        self.assertBalances(-400, -500)
        of_advance = self.row("payment", "PAY1").batch_id
        self.take_back(self.run_, scope="batch", batch_ids=of_advance.ids)
        self.assertFalse(self.draws())
        self.assertBalances(0, -500)

    def test_what_a_later_load_drew_keeps_bill_and_advance_until_it_is_undone(self):
        tables = self.clinic()
        tables["bills"].append(
            bill(3, "P1", "2024-03-06", "50.00", "50.00", **BY_ADVANCE)
        )
        later = self.migrate(**tables)
        self.assertDone(later)
        self.assertBalances(-350, -400)
        plan = self.undo_rows(self.row("payment", "PAY1"))
        self.assertEqual(plan.item_ids.mapped("reason"), ["loaded_again"] * 2)
        self.assertBalances(-450, -400)
        self.assertEqual(self.drawn(), [("B2", 100), ("B3", 50)])
        later._undo()
        self.assertEqual(later.state, "undone")
        self.undo_rows(self.row("payment", "PAY1"))
        self.assertBalances(0, -400)

    def test_a_draw_that_a_person_edited_keeps_its_bill_and_its_advance(self):
        draw = self.draws().filtered(lambda p: p.partner_id == self.partner("P1"))
        draw.memo = "Looked at"
        plan = self.undo_rows(self.row("bill", "B1"))
        self.assertEqual(
            set(plan.item_ids.mapped("reason")), {"edited_in_odoo", "used_elsewhere"}
        )
        self.assertBalances(-400, -400)
        self.assertEqual(set(self.moves().mapped("payment_state")), {"paid"})
        self.undo_rows(self.row("payment", "PAY1"))
        self.assertBalances(-400, -400)
