"""Bills with Accounting: draft invoices whose total is the source's, to the cent."""

from datetime import date
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import PATIENTS, PulseCase, bill


@tagged("post_install", "-at_install")
class TestAccountingMoveLoader(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"
        cls.migration.bill_mode = "draft"

    def moves(self):
        return self.env["account.move"].search([("ref", "!=", False)], order="ref")

    def test_a_bill_becomes_a_draft_invoice(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.10", "200.00", due_date="2024-04-05")
            ],
        )
        move = self.moves()
        self.assertEqual((move.state, move.move_type), ("draft", "out_invoice"))
        self.assertEqual(move.partner_id, self.partner("P1"))
        self.assertEqual(move.ref, "B1")
        self.assertEqual(move.invoice_date, date(2024, 3, 5))
        self.assertEqual(move.invoice_date_due, date(2024, 4, 5))
        self.assertEqual(move.amount_total, 500.10)
        self.assertEqual(move.journal_id.code, "PULSE")
        self.assertIn("Amount paid: 200.00", move.narration)
        self.assertFalse(move.message_ids)
        self.assertEqual(
            run.report["money"]["billed"], {"source": 500.10, "odoo": 500.10}
        )

    def test_a_bill_without_a_total_is_the_sum_of_what_it_says(self):
        """Never an invoice over nothing."""
        items = [
            {
                "bill_id": "B3",
                "item_name": "Filling",
                "quantity": "1",
                "unit_price": "80.00",
                "amount_total": "80.00",
            }
        ]
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "200.00") | {"total": ""},
                {"bill_id": "B2", "patient_id": "P1", "amount": "9", "tax": "1"},
                {"bill_id": "B3", "patient_id": "P1", "date": "2024-03-05"},
                {"bill_id": "B4", "patient_id": "P1", "date": "2024-03-05"},
            ],
            bill_items=items,
        )
        self.assertEqual(self.moves().mapped("amount_total"), [500, 10, 80])
        self.assertEqual(run.report["money"]["billed"], {"source": 590, "odoo": 590})
        rows = {row.external_id: row for row in self.rows(run, "bill")}
        for number in ("B1", "B2", "B3"):
            self.assertIn("total_from_lines", rows[number].issue_codes)
        self.assertEqual(
            (rows["B4"].state, rows["B4"].reason), ("held", "amount_missing")
        )
        self.assertAccounted(run)

    def test_the_source_total_wins_over_its_lines(self):
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "700.00", "0.00", tax="18.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": name,
                    "quantity": "2",
                    "unit_price": price,
                    "amount_total": "0",
                }
                for name, price in (("Filling", "100.05"), ("Crown", "200.00"))
            ],
        )
        move = self.moves()
        self.assertEqual(move.amount_total, 700.00)
        self.assertEqual(move.amount_tax, 0, "tax is never added on top")
        self.assertEqual(
            {line.name: line.price_total for line in move.invoice_line_ids},
            {
                "Filling": 200.10,
                "Crown": 400.00,
                "Tax as stated on the bill": 18.00,
                "Adjustment to the bill's total": 81.90,
            },
        )

    def test_a_refund_is_a_credit_note_and_a_void_bill_is_cancelled(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "-120.00", "0.00"),
                bill(2, "P1", "2024-03-06", "80.00", "0.00", status="Cancelled"),
            ],
        )
        refund, void = self.moves()
        self.assertEqual((refund.move_type, refund.amount_total), ("out_refund", 120))
        self.assertEqual(void.state, "cancel")
        self.assertEqual(run.state, "done")

    def test_a_currency_without_rate_holds_nothing_up_but_its_bill(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "0.00", currency="CHF"),
                bill(2, "P1", "2024-03-05", "500.00", "0.00"),
            ],
        )
        self.assertEqual(
            [(r.state, r.reason) for r in self.rows(run, "bill")],
            [("held", "currency_rate_missing"), ("created", False)],
        )

    def test_undo_takes_invoices_and_journal(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.moves())
        self.assertFalse(self.env["account.journal"].search([("code", "=", "PULSE")]))

    def test_cents_that_no_line_states_come_out_exactly(self):
        """Three lines of a third each, and a total rounded another way."""
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "100.00", "0.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": f"Part {n}",
                    "quantity": "3",
                    "unit_price": "11.11",
                    "amount_total": "33.33",
                }
                for n in range(3)
            ],
        )
        move = self.moves()
        self.assertEqual(move.amount_total, 100.00)
        adjustment = move.invoice_line_ids.filtered(lambda li: "Adjust" in li.name)
        self.assertEqual(adjustment.price_total, 0.01)
        self.assertEqual(run.state, "done")

    def test_a_bill_whose_total_is_its_lines_has_no_adjustment(self):
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        self.assertEqual(len(self.moves().invoice_line_ids), 1)

    def test_a_fraction_of_a_cent_in_a_line_is_in_the_adjustment(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "10.00", "0.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": f"Part {n}",
                    "quantity": "1",
                    "unit_price": "3.335",
                    "amount_total": "3.335",
                }
                for n in range(3)
            ],
        )
        self.assertEqual(self.moves().amount_total, 10.00)
        self.assertEqual(run.state, "done")

    def test_a_changed_draft_is_written_anew_a_posted_one_is_left(self):
        bills = [
            bill(1, "P1", "2024-03-05", "500.00", "0.00"),
            bill(2, "P1", "2024-03-06", "80.00", "0.00"),
        ]
        self.migrate(patients=PATIENTS, bills=bills)
        draft, posted = self.moves()
        posted.action_post()
        again = [{**row, "amount": "90.00", "total": "90.00"} for row in bills]
        run = self.migrate(patients=PATIENTS, bills=again)
        self.assertEqual(draft.amount_total, 90.00)
        self.assertEqual(posted.amount_total, 80.00)
        flagged = self.rows(run, "bill").filtered(
            lambda row: "edited_in_odoo" in (row.issue_codes or "")
        )
        self.assertEqual(flagged.mapped("external_id"), ["B2"])

    def test_undo_leaves_an_invoice_that_was_posted(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        self.moves().action_post()
        run._undo()
        self.assertEqual(self.moves().state, "posted")
        self.assertTrue(self.partner("P1"))
        self.assertNotEqual(run.state, "undone")

    def test_the_same_bills_again_write_nothing(self):
        tables = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", "2024-03-05", "500.10", "200.00")],
        }
        self.migrate(**tables)
        self.env.flush_all()
        self.env.cr.execute("UPDATE account_move SET write_date = '2020-01-01'")
        self.env.invalidate_all()
        run = self.migrate(**tables)
        self.assertEqual(self.rows(run, "bill").state, "unchanged")
        self.assertEqual(self.moves().write_date.year, 2020)

    def bills(self, total, numbers=(1,), **more):
        return [bill(n, "P1", "2024-03-05", total, "0.00", **more) for n in numbers]

    def lines(self, move=None):
        move = move or self.moves()
        return [(li.name, li.quantity, li.price_unit) for li in move.invoice_line_ids]

    def codes(self, run):
        return [row.issue_codes or "" for row in self.rows(run, "bill")]

    def test_a_bill_twice_is_one_invoice_of_one_line(self):
        (once,) = self.bills("300.00")
        run = self.migrate(patients=PATIENTS, bills=[once, dict(once)])
        self.assertEqual(self.lines(), [("Consultation", 1, 300)])
        self.assertEqual(self.rows(run, "bill").mapped("state"), ["created", "merged"])
        self.assertEqual(run.state, "done")

    def test_two_stories_of_a_bill_make_no_invoice(self):
        run = self.migrate(
            patients=PATIENTS, bills=[*self.bills("300.00"), *self.bills("900.00")]
        )
        self.assertFalse(self.moves())
        self.assertEqual(self.rows(run, "bill").mapped("reason"), ["duplicate_id"] * 2)

    def test_an_absent_total_is_that_of_the_lines_or_waits(self):
        item = {"bill_id": "B1", "item_name": "Filling", "amount_total": "500.00"}
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                {"bill_id": f"B{n}", "patient_id": "P1", "total": total}
                for n, total in ((1, "5oo"), (2, ""))
            ],
            bill_items=[item],
        )
        self.assertEqual(self.moves().mapped("ref"), ["B1"])
        self.assertEqual(self.lines(), [("Filling", 1, 500)])
        self.assertIn("total_from_lines", self.codes(run)[0])
        self.assertEqual(self.rows(run, "bill")[1].reason, "amount_missing")

    def test_a_third_of_a_total_needs_no_adjustment(self):
        for method in ("round_globally", "round_per_line"):
            with self.subTest(method), self.env.cr.savepoint() as attempt:
                self.migration.company_id.tax_calculation_rounding_method = method
                run = self.migrate(
                    patients=PATIENTS, bills=self.bills("100.00", quantity="3")
                )
                self.assertEqual(len(self.lines()), 1)
                self.assertEqual(self.moves().amount_total, 100)
                self.assertEqual(run.state, "done")
                attempt.rollback()
            self.env.invalidate_all()

    def test_fractions_come_out_exactly_however_the_company_rounds(self):
        items = [
            {"bill_id": "B1", "item_name": f"Part {n}", "unit_price": "3.335"}
            for n in range(3)
        ]
        for method in ("round_globally", "round_per_line"):
            with self.subTest(method), self.env.cr.savepoint() as attempt:
                self.migration.company_id.tax_calculation_rounding_method = method
                run = self.migrate(
                    patients=PATIENTS, bills=self.bills("10.00"), bill_items=items
                )
                self.assertEqual(self.moves().amount_total, 10)
                self.assertEqual(run.state, "done")
                attempt.rollback()
            self.env.invalidate_all()

    def test_a_quantity_of_nought_stays_nought(self):
        run = self.migrate(patients=PATIENTS, bills=self.bills("500.00", quantity="0"))
        self.assertEqual(
            self.lines(),
            [("Consultation", 0, 0), ("Adjustment to the bill's total", 1, 500)],
        )
        self.assertIn("quantity_zero", self.codes(run)[0])
        self.assertEqual(run.state, "done")

    def test_a_draft_that_a_person_edited_is_kept_and_flagged(self):
        for edit in (
            {"narration": "<p>Agreed discount</p>"},
            {"invoice_date": "2024-03-09"},
            {"line": {"price_unit": 450}},
            {"line": {"discount": 10}},
            {"line": {"name": "Visit"}},
            {"state": "cancel"},
        ):
            with self.subTest(edit), self.env.cr.savepoint() as attempt:
                self.migrate(patients=PATIENTS, bills=self.bills("500.00"))
                move = self.moves()
                if "line" in edit:
                    move.invoice_line_ids.write(edit["line"])
                else:
                    move.write(edit)
                before = (move.amount_total, move.narration, self.lines(move))
                run = self.migrate(patients=PATIENTS, bills=self.bills("600.00"))
                self.assertEqual(
                    (move.amount_total, move.narration, self.lines(move)), before
                )
                self.assertIn("edited_in_odoo", self.codes(run)[0])
                attempt.rollback()
            self.env.invalidate_all()

    def test_an_account_that_a_person_chose_is_kept(self):
        self.migrate(patients=PATIENTS, bills=self.bills("500.00"))
        line = self.moves().invoice_line_ids
        other = line.account_id.copy()
        line.account_id = other
        run = self.migrate(patients=PATIENTS, bills=self.bills("600.00"))
        self.assertEqual(self.moves().invoice_line_ids.account_id, other)
        self.assertIn("edited_in_odoo", self.codes(run)[0])

    def test_a_draft_is_written_again_and_again_while_it_is_ours(self):
        for total in ("500.00", "600.00", "700.00"):
            run = self.migrate(patients=PATIENTS, bills=self.bills(total))
            self.assertEqual(self.moves().amount_total, float(total))
            self.assertEqual(self.codes(run), [""])
            self.assertEqual(run.state, "done")

    def test_a_bill_is_cancelled_and_taken_up_again(self):
        self.migrate(patients=PATIENTS, bills=self.bills("500.00"))
        for status, state in (("Cancelled", "cancel"), ("Unpaid", "draft")):
            run = self.migrate(
                patients=PATIENTS, bills=self.bills("500.00", status=status)
            )
            self.assertEqual((self.moves().state, run.state), (state, "done"))

    def test_one_refused_update_rejects_itself_alone(self):
        numbers = range(1, 7)
        self.migrate(patients=PATIENTS, bills=self.bills("500.00", numbers))
        write = type(self.env["account.move"]).write

        def refuse(moves, vals):
            if "invoice_line_ids" in vals and moves.ref == "B5":
                raise ValidationError("no")
            return write(moves, vals)

        with patch.object(type(self.env["account.move"]), "write", refuse):
            run = self.load(patients=PATIENTS, bills=self.bills("600.00", numbers))
        self.assertEqual(
            {r.external_id: r.state for r in self.rows(run, "bill")},
            {f"B{n}": "rejected" if n == 5 else "updated" for n in numbers},
        )
        self.assertEqual(
            self.moves().mapped("amount_total"), [600, 600, 600, 600, 500, 600]
        )

    def test_a_newer_export_without_the_lines_keeps_them(self):
        item = {"bill_id": "B1", "item_name": "Filling", "unit_price": "500.00"}
        self.migrate(patients=PATIENTS, bills=self.bills("500.00"), bill_items=[item])
        run = self.migrate(bills=self.bills("520.00"))
        self.assertEqual(
            self.lines(),
            [("Filling", 1, 500), ("Adjustment to the bill's total", 1, 20)],
        )
        self.assertEqual(run.state, "done")

    def test_invoices_are_read_together(self):
        self.migrate(patients=PATIENTS, bills=self.bills("500.00", range(20)))
        moves = self.moves()
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            self.env["pulse.loader.move"]._snapshots(moves.sudo())

    def test_undo_of_an_update_gives_the_invoice_back(self):
        items = [
            {"bill_id": "B1", "item_name": n, "quantity": q, "unit_price": p}
            for n, q, p in (("Filling", "2", "100.00"), ("Crown", "1", "300.00"))
        ]
        self.migrate(patients=PATIENTS, bills=self.bills("500.00"), bill_items=items)
        move = self.moves()
        loader = self.env["pulse.loader.move"]
        before = loader._snapshots(move.sudo())
        run = self.migrate(
            patients=PATIENTS,
            bills=self.bills("650.00", status="Cancelled"),
            bill_items=[{**items[0], "unit_price": "175.00"}],
        )
        self.assertEqual((move.amount_total, move.state), (650, "cancel"))
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(loader._snapshots(move.sudo()), before)
        self.assertEqual(self.rows(run, "bill").state, "undone")
        again = self.migrate(patients=PATIENTS, bills=self.bills("700.00"))
        self.assertEqual((move.amount_total, again.state), (700, "done"))

    def test_undo_leaves_an_updated_invoice_that_a_person_edited(self):
        self.migrate(patients=PATIENTS, bills=self.bills("500.00"))
        run = self.migrate(patients=PATIENTS, bills=self.bills("600.00"))
        self.moves().invoice_line_ids.price_unit = 450
        run._undo()
        self.assertEqual(self.moves().amount_total, 450)
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(blocked.mapped("blocked_reason"), ["edited_in_odoo"])

    def test_undo_leaves_a_draft_that_a_person_edited(self):
        for vals in ({"narration": "<p>Mine</p>"}, {"invoice_origin": "Desk"}):
            with self.subTest(vals), self.env.cr.savepoint() as attempt:
                run = self.migrate(patients=PATIENTS, bills=self.bills("500.00"))
                self.moves().write(vals)
                run._undo()
                self.assertTrue(self.moves())
                attempt.rollback()
            self.env.invalidate_all()

    def test_a_journal_with_invoices_is_not_undone(self):
        first = self.migrate(patients=PATIENTS, bills=self.bills("500.00"))
        later = self.migrate(bills=self.bills("80.00", (2,)))
        first._undo()
        self.assertEqual(self.moves().mapped("ref"), ["B2"])
        self.assertEqual(first.state, "failed")
        journal = self.env["pulse.change"].search(
            [("res_model", "=", "account.journal")]
        )
        self.assertEqual(journal.blocked_reason, "used_elsewhere")
        later._undo()
        first._undo()
        self.assertEqual((first.state, later.state), ("undone", "undone"))
        self.assertFalse(self.env["account.journal"].search([("code", "=", "PULSE")]))
