"""Payments: registered, reconciled with their bill; the patient owes what is stated."""

from odoo.tests import tagged

from .common import PATIENTS, PulseCase, bill


def payment(number, patient, bill_id, day, amount, mode="Cash", **more):
    return {
        "payment_id": f"PAY{number}",
        "patient_id": patient,
        "bill_id": bill_id,
        "date": day,
        "receipt_number": f"R{number}",
        "amount": amount,
        "payment_method": mode,
        **more,
    }


class PaymentCase(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"
        cls.migration.bill_mode = "paid"

    def moves(self):
        return self.env["account.move"].search(
            [("journal_id.code", "=", "PULSE")], order="ref, id"
        )

    def payments(self):
        links = self.env["pulse.link"].search([("res_model", "=", "account.payment")])
        payments = self.env["account.payment"].browse(links.mapped("res_id"))
        return payments.sorted("id")

    def balance(self, patient):
        lines = self.env["account.move.line"].search(
            [
                ("partner_id", "=", self.partner(patient).id),
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        return round(sum(lines.mapped("balance")), 2)


@tagged("post_install", "-at_install")
class TestAccountingPayments(PaymentCase):
    def test_receipts_are_registered_on_their_days_and_reconciled(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.10", "300.00")],
            payments=[
                payment(1, "P1", "B1", "2024-03-05", "100.00"),
                payment(2, "P1", "B1", "2024-03-09", "200.00", "UPI"),
            ],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        first, second = self.payments()
        self.assertEqual(str(second.date), "2024-03-09")
        self.assertEqual((second.memo, second.amount), ("R2 / PAY2", 200))
        self.assertEqual((first.state, second.state), ("paid", "paid"))
        self.assertEqual((first + second).journal_id.mapped("code"), ["PLCSH", "PLUPI"])
        move = self.moves()
        self.assertEqual(move.amount_residual, 200.10)
        self.assertEqual(move.payment_state, "partial")
        self.assertEqual(move.matched_payment_ids, first + second)
        self.assertEqual(self.balance("P1"), 200.10)
        self.assertFalse((first + second).message_ids)

    def test_a_bill_paid_without_receipts_is_paid(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.10", "500.10")],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.moves().payment_state, "paid")
        self.assertEqual(self.payments().journal_id.code, "PLOTH")
        self.assertEqual(self.balance("P1"), 0)

    def test_the_same_again_writes_nothing_and_a_late_receipt_is_added(self):
        tables = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", "2024-03-05", "500.00", "100.00")],
            "payments": [payment(1, "P1", "B1", "2024-03-05", "100.00")],
        }
        self.migrate(**tables)
        before = self.payments()
        run = self.migrate(**tables)
        self.assertEqual(self.rows(run, "bill").state, "unchanged")
        self.assertEqual(self.payments(), before)
        tables["bills"][0] |= {
            "paid": "500.00",
            "outstanding": "0.00",
            "status": "Paid",
        }
        tables["payments"].append(payment(2, "P1", "B1", "2024-04-01", "400.00"))
        run = self.migrate(**tables)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.payments().mapped("amount"), [100, 400])
        self.assertEqual(self.moves().payment_state, "paid")
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(self.payments(), before)
        self.assertEqual(self.moves().amount_residual, 400)

    def test_a_receipt_that_comes_alone_finds_its_bill(self):
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        late = payment(2, "", "B1", "2024-04-01", "400.00")
        del late["patient_id"]
        run = self.migrate(payments=[late])
        self.assertEqual(self.rows(run, "payment").state, "updated")
        # the bill still states what it stated: the receipt is not counted by it
        self.assertIn("Receipts that the bill", self.payments()[-1].memo)

    def test_a_payment_without_a_bill_stays_the_patients_credit(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")],
            payments=[payment(7, "P1", "", "2024-02-01", "150.00", notes="Advance")],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        credit = self.payments()
        self.assertIn("Advance", credit.memo)
        self.assertFalse(credit.is_reconciled)
        self.assertEqual(self.balance("P1"), 350)
        self.assertEqual(self.rows(run, "payment").state, "created")
        again = self.migrate(
            payments=[payment(7, "P1", "", "2024-02-01", "150.00", notes="Advance")]
        )
        self.assertEqual(self.rows(again, "payment").state, "unchanged")
        changed = self.migrate(
            payments=[payment(7, "P1", "", "2024-02-01", "160.00", notes="Advance")]
        )
        self.assertEqual(self.rows(changed, "payment").reason, "booked_payment_changed")
        run._undo()
        self.assertFalse(credit.exists())

    def test_every_contradiction_is_booked_by_name(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "300.00", outstanding="150.00"),
                bill(2, "P1", "2024-03-05", "500.00", "200.00"),
                bill(3, "P1", "2024-03-05", "90.00", "0.00", status="Cancelled"),
            ],
            payments=[
                payment(1, "P1", "B2", "2024-03-05", "300.00"),
                payment(2, "P1", "B3", "2024-03-05", "90.00"),
            ],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.moves()[:2].mapped("amount_residual"), [150, 300])
        self.assertEqual(self.balance("P1"), 150 + 300 - 90)
        adjusted = self.payments().filtered(lambda p: p.journal_id.code == "PLADJ")
        self.assertEqual(sorted(adjusted.mapped("amount_signed")), [-100, 50])

    def test_refunds_are_credit_notes_paid_out(self):
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "500.00", refund="100.00"),
                bill(2, "P1", "2024-03-06", "-80.00", "-80.00"),
                bill(3, "P2", "2024-03-06", "60.00", "0.00", bill_type="Credit Note"),
            ],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        notes = self.moves().filtered(lambda m: m.move_type == "out_refund")
        self.assertEqual(notes.mapped("amount_total"), [100, 80, 60])
        self.assertEqual(notes[0].reversed_entry_id.ref, "B1")
        self.assertEqual(self.balance("P1"), 0)
        self.assertEqual(self.balance("P2"), -60)
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.moves() | self.payments().move_id)

    def test_another_currency_is_settled_at_its_bills_rate(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        self.env["res.currency.rate"].create(
            [
                {"currency_id": usd.id, "name": day, "rate": rate}
                for day, rate in (("2024-01-01", 0.0123), ("2024-03-20", 0.011))
            ]
        )
        before = self.env["account.move"].search_count([])
        run = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "100.00", "100.00", currency="USD")],
            payments=[
                payment(n, "P1", "B1", "2024-03-25", amount)
                for n, amount in ((1, "33.33"), (2, "33.33"), (3, "33.34"))
            ],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.moves().payment_state, "paid")
        self.assertEqual(self.balance("P1"), 0)
        self.assertEqual(self.env["account.move"].search_count([]), before + 4)

    def test_a_word_goes_to_the_journal_that_was_chosen_for_it(self):
        journal = self.env["account.journal"].search([("type", "=", "bank")], limit=1)
        tables = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", "2024-03-05", "500.00", "500.00")],
            "payments": [payment(1, "P1", "B1", "2024-03-05", "500.00", "HDFC POS")],
        }
        run = self.plan(**tables)
        line = self.migration.value_map_ids.filtered(
            lambda line: line.source_value == "HDFC POS"
        )
        line.write({"meaning": "card", "record_key": f"account.journal,{journal.id}"})
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.payments().journal_id, journal)
        self.assertEqual(self.moves().payment_state, "paid")

    def test_a_payment_that_a_person_registered_keeps_the_invoice(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        move = self.moves()
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        ).create({})._create_payments()
        again = self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "500.00")],
        )
        self.assertIn("edited_in_odoo", self.rows(again, "bill").issue_codes)
        self.assertFalse(self.payments())
        run._undo()
        self.assertEqual(move.state, "posted")
        self.assertEqual(move.payment_state, "paid")

    def test_undo_leaves_no_journal_no_account_no_entry(self):
        def ledger():
            return [
                self.env[model].with_context(active_test=False).search_count([])
                for model in (
                    "account.move",
                    "account.move.line",
                    "account.payment",
                    "account.journal",
                    "account.account",
                    "account.partial.reconcile",
                    "account.full.reconcile",
                )
            ]

        before = ledger()
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(n, "P1", "2024-03-05", "500.00", f"{n}00.00") for n in range(1, 6)
            ],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(ledger(), before)

    def test_two_clinics_of_a_company_may_have_one_number(self):
        bills = [bill(1, "P1", "2024-03-05", "500.00", "500.00")]
        self.migrate(patients=PATIENTS, bills=bills)
        self.migration = self.migration.copy({"name": "Branch"})
        other = [{**p, "patient_id": "Q1"} for p in PATIENTS[:1]]
        run = self.migrate(patients=other, bills=[{**bills[0], "patient_id": "Q1"}])
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(len(self.moves()), 2)
        self.assertEqual(self.moves()[1].name, f"B1 ({self.migration.id})")

    def test_what_a_bill_takes_back_waits_for_a_person(self):
        """A cheque that bounced, a receipt that vanished or says less now."""
        stated = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", "2024-03-05", "500.00", "500.00")],
        }
        with_receipts = {
            **stated,
            "payments": [
                payment(1, "P1", "B1", "2024-03-05", "300.00"),
                payment(2, "P1", "B1", "2024-03-06", "200.00"),
            ],
        }
        unpaid = {"paid": "0.00", "outstanding": "500.00", "status": "Unpaid"}
        part = {"paid": "300.00", "outstanding": "200.00", "status": "Unpaid"}
        gone = {**with_receipts["payments"][1], "status": "Cancelled"}
        less = {**with_receipts["payments"][1], "amount": "150.00"}
        for name, first, later, receipts in (
            ("bounced", stated, unpaid, None),
            ("lowered", stated, part, None),
            ("vanished", with_receipts, part, gone),
            ("changed", with_receipts, {}, less),
        ):
            with self.subTest(name), self.env.cr.savepoint() as savepoint:
                self.migrate(**first)
                before = self.payments().mapped("amount")
                tables = {**first, "bills": [{**first["bills"][0], **later}]}
                if receipts:
                    tables["payments"] = [first["payments"][0], receipts]
                run = self.migrate(**tables)
                rows = self.rows(run).filtered(
                    lambda row: row.unit_object == "bill" and row.action != "unchanged"
                )
                held = rows.filtered(lambda row: row.state == "held")
                self.assertEqual(
                    set(held.mapped("reason")), {"booked_payment_changed"}, name
                )
                self.assertNotIn("rejected", self.rows(run).mapped("state"))
                self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
                self.assertEqual(self.payments().mapped("amount"), before)
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()

    def test_a_refund_that_grows_is_booked_and_one_that_shrinks_waits(self):
        tables = {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", "2024-03-05", "500.00", "500.00", refund="100.00"),
                bill(2, "P1", "2024-03-05", "500.00", "300.00", refund="100.00")
                | {"outstanding": "100.00"},
            ],
        }
        self.migrate(**tables)
        tables["bills"][0]["refund"] = "300.00"
        tables["bills"][1] |= {"refund": "200.00", "outstanding": "0.00"}
        run = self.migrate(**tables)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(
            sorted(
                self.moves()
                .filtered("reversed_entry_id")
                .mapped(lambda note: (note.reversed_entry_id.ref, note.amount_total))
            ),
            [("B1", 100), ("B1", 200), ("B2", 100), ("B2", 100)],
        )
        self.assertEqual(self.balance("P1"), 0)
        less = {**tables, "bills": [{**tables["bills"][0], "refund": "50.00"}]}
        held = self.migrate(**less)
        self.assertEqual(self.rows(held, "bill").reason, "posted_bill_changed")
        self.assertEqual(held.state, "done", held.check_ids.mapped("code"))
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(
            self.moves().filtered("reversed_entry_id").mapped("amount_total"),
            [100, 100],
        )

    def test_a_further_refund_goes_with_its_bill(self):
        paid = bill(1, "P1", "2024-03-05", "500.00", "500.00", refund="100.00")
        self.migrate(patients=PATIENTS, bills=[paid])
        run = self.migrate(bills=[{**paid, "refund": "300.00"}])
        self.assertEqual(len(self.moves().filtered("reversed_entry_id")), 2)
        self.undo_rows(self.rows(run, "bill"))
        note = self.moves().filtered("reversed_entry_id")
        self.assertEqual(note.mapped("amount_total"), [100])

    def test_documents_are_counted_on_the_patient_whatever_lanes_met(self):
        """Odoo counts after the commit, and drops it where another has the contact."""
        bills = [bill(n, "P1", "2024-03-05", "500.00", "500.00") for n in (1, 3, 4)]
        self.migrate(patients=PATIENTS, bills=bills)
        # what is counted after a commit never is in a test
        self.assertEqual(self.partner("P1").customer_rank, 6)

    def test_documents_are_counted_on_the_company_of_a_patient_too(self):
        company = self.env["res.partner"].create({"name": "Mill", "is_company": True})
        for row in PATIENTS[:2]:
            self.env["res.partner"].create(
                {
                    "name": row["name"],
                    "x_studio_patient_id": row["patient_id"],
                    "parent_id": company.id,
                }
            )
        bills = [
            bill(n, patient, "2024-03-05", "500.00", "500.00")
            for n, patient in ((1, "P1"), (2, "P1"), (3, "P2"))
        ]
        self.migrate(patients=PATIENTS, bills=bills)
        ranks = [self.partner(key).customer_rank for key in ("P1", "P2", "P3")]
        self.assertEqual((*ranks, company.customer_rank), (4, 2, 0, 6))

    def test_a_number_that_lacks_in_history_is_no_warning(self):
        bills = [bill(n, "P1", "2024-03-05", "500.00", "500.00") for n in (1, 3, 4)]
        run = self.migrate(patients=PATIENTS, bills=bills)
        moves = self.moves() + self.payments().move_id
        self.assertFalse(any(moves.mapped("made_sequence_gap")))
        self.undo_rows(self.rows(run, "bill")[1])
        moves = moves.exists()
        self.assertEqual(len(moves), 4)
        self.assertFalse(any(moves.mapped("made_sequence_gap")))


@tagged("post_install", "-at_install")
class TestAccountingAdvances(PaymentCase):
    def clinic(self):
        return {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", "2024-03-05", "600.00", "600.00"),
                bill(2, "P1", "2024-04-05", "300.00", "300.00"),
                bill(3, "P2", "2024-04-05", "50.00", "50.00", payment_method="Advance"),
            ],
            "payments": [
                payment(7, "P1", "", "2024-02-01", "1000.00"),
                payment(8, "P1", "B1", "2024-03-05", "600.00", "Advance"),
                payment(9, "P1", "B2", "2024-04-05", "100.00", "Advance"),
                payment(10, "P1", "B2", "2024-04-05", "200.00", "UPI"),
            ],
        }

    def draws(self):
        return self.payments().filtered(lambda p: "Used for bill" in (p.memo or ""))

    def test_a_bill_paid_by_advance_is_taken_off_the_advance(self):
        run = self.migrate(**self.clinic())
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.moves().mapped("payment_state"), ["paid"] * 3)
        # 1,000 came, 700 of it is used: not 1,000 of credit beside paid bills
        self.assertEqual(self.balance("P1"), -300)
        self.assertEqual(
            [(p.payment_type, p.amount, str(p.date)) for p in self.draws()],
            [("outbound", 600, "2024-03-05"), ("outbound", 100, "2024-04-05")],
        )
        advance = self.payments().filtered(lambda p: p.amount == 1000)
        line = advance.move_id.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        self.assertEqual(line.amount_residual, -300)
        # the journal of advances keeps only what the export holds no advance of
        journal = self.draws().journal_id
        self.assertEqual(journal.code, "PLADV")
        lines = self.env["account.move.line"].search(
            [("account_id", "=", journal.default_account_id.id)]
        )
        self.assertEqual(sum(lines.mapped("balance")), 50)

    def test_where_an_advance_comes_from_is_said_of_its_bill(self):
        run = self.migrate(**self.clinic())
        codes = {
            row.external_id: row.issue_codes or "" for row in self.rows(run, "bill")
        }
        self.assertIn("advance_used", codes["B1"])
        self.assertNotIn("advance_unknown", codes["B1"])
        self.assertIn("advance_unknown", codes["B3"])
        used = run.money_ids.filtered(lambda line: line.key == "Advances used by bills")
        self.assertEqual((used.paid_source, used.paid_odoo), (700, 700))

    def test_an_advance_that_came_later_paid_nothing_before(self):
        tables = self.clinic()
        tables["payments"][0]["date"] = "2024-03-20"
        self.migrate(**tables)
        self.assertEqual(self.draws().mapped("amount"), [100])
        self.assertEqual(self.balance("P1"), -900)

    def test_what_the_source_takes_off_itself_is_taken_off_once(self):
        tables = self.clinic()
        tables["payments"].append(
            payment(11, "P1", "", "2024-03-05", "-600.00", "Advance")
        )
        run = self.migrate(**tables)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.draws().mapped("amount"), [100])
        self.assertEqual(self.balance("P1"), -300)

    def test_the_same_again_and_a_late_bill_take_off_only_what_is_new(self):
        tables = self.clinic()
        first = self.migrate(**tables)
        before = self.draws()
        self.migrate(**tables)
        self.assertEqual(self.draws(), before)
        tables["bills"].append(
            bill(4, "P1", "2024-05-05", "80.00", "80.00", payment_method="Advance")
        )
        run = self.migrate(**tables)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual((self.draws() - before).amount, 80)
        self.assertEqual(self.balance("P1"), -220)
        (run + first)._undo()
        self.assertEqual((run.state, first.state), ("undone", "undone"))
        self.assertFalse(self.payments() | self.moves().line_ids.payment_id)

    def test_an_advance_that_people_used_is_not_taken_off_again(self):
        tables = self.clinic()
        late = [tables["bills"].pop(1), *tables["payments"][2:]]
        del tables["payments"][2:]
        self.migrate(**tables)
        advance = self.payments().filtered(lambda p: p.amount == 1000)
        refund = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "customer",
                "partner_id": advance.partner_id.id,
                "amount": 400,
                "journal_id": advance.journal_id.id,
            }
        )
        refund.action_post()
        (advance + refund).move_id.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        ).reconcile()
        tables["bills"].append(late[0])
        tables["payments"] += late[1:]
        run = self.migrate(**tables)
        self.assertEqual(self.draws().mapped("amount"), [600])
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        line = run.money_ids.filtered(lambda line: line.key == "Advances used by bills")
        self.assertEqual(line.explanation, "settled_in_odoo")

    def test_an_opening_balance_owes_what_is_left_of_an_advance(self):
        self.migration.write({"bill_mode": "opening", "opening_on": "2024-06-30"})
        run = self.migrate(**self.clinic())
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.balance("P1"), -300)
