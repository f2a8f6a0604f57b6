"""One opening balance a patient: an entry says what is open, a document all else."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..engine.errors import RowError
from .common import PATIENTS, bill
from .test_accounting_payments import PaymentCase, payment

DAY = "2024-06-30"


@tagged("post_install", "-at_install")
class TestAccountingOpening(PaymentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.migration.write({"bill_mode": "opening", "opening_on": DAY})

    def entries(self):
        return self.env["account.move"].search(
            [("journal_id.code", "=", "PLOPN")], order="id"
        )

    def clinic(self):
        return {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", "2024-03-05", "500.10", "300.00"),
                bill(2, "P1", "2024-04-05", "200.00", "200.00"),
                bill(3, "P1", "2024-04-06", "90.00", "0.00", status="Cancelled"),
                bill(4, "P2", "2024-04-06", "60.00", "60.00"),
            ],
            "payments": [
                payment(7, "P1", "", "2024-02-01", "150.00"),
                payment(8, "P3", "", "2024-02-01", "80.00"),
            ],
        }

    def test_a_patient_has_one_balanced_entry_of_what_is_open(self):
        run = self.migrate(**self.clinic())
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertAccounted(run)
        first, second = self.entries()
        self.assertEqual(
            (first.partner_id, first.state, str(first.date), first.ref),
            (self.partner("P1"), "posted", DAY, "Opening balance P1"),
        )
        receivable = first.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        self.assertEqual(
            {line.name: line.balance for line in receivable},
            {"Bill B1": 200.10, "Advance R7 / PAY7": -150},
        )
        self.assertEqual(
            {line.name: str(line.date_maturity) for line in receivable}["Bill B1"],
            "2024-03-05",
        )
        (counter,) = first.line_ids - receivable
        self.assertEqual(counter.balance, -50.10)
        self.assertEqual(counter.account_id.account_type, "equity_unaffected")
        self.assertEqual(second.partner_id, self.partner("P3"))
        self.assertEqual(self.balance("P1"), 50.10)
        self.assertEqual(self.balance("P2"), 0)
        self.assertEqual(self.balance("P3"), -80)
        self.assertFalse(first.message_ids)
        # nothing of a bill is an invoice, and nothing of it is lost
        self.assertFalse(self.moves())
        texts = {
            document.res_id: document.raw.decode()
            for document in self.documents("bill")
        }
        self.assertEqual(len(texts), 3)
        for word in ("B1", "B2", "B3", "R7"):
            self.assertIn(word, texts[self.partner("P1").id])
        self.assertIn("B4", texts[self.partner("P2").id])

    def test_the_reconciliation_reads_the_books_and_the_statement(self):
        run = self.migrate(**self.clinic())
        money = run.report["money"]
        for name, sums in money.items():
            self.assertEqual(sums["source"], sums["odoo"], name)
        self.assertEqual(money["billed"]["odoo"], 760.10)
        self.assertEqual(money["outstanding"]["odoo"], 200.10)
        ahead = run.money_ids.filtered(lambda line: line.dimension == "mode")
        self.assertEqual((ahead.paid_source, ahead.paid_odoo), (230, 230))
        self.assertFalse(run.money_open_count)

    def test_an_entry_that_lacks_something_is_a_difference(self):
        run = self.migrate(**self.clinic())
        self.entries()[0].button_draft()
        run.action_verify()
        self.assertNotEqual(run.state, "done")
        self.assertIn("money_differs", run.check_ids.mapped("code"))

    def test_the_same_again_writes_nothing_and_undo_leaves_nothing(self):
        def ledger():
            return [
                self.env[model].with_context(active_test=False).search_count([])
                for model in ("account.move", "account.move.line", "account.journal")
            ]

        before = ledger()
        run = self.migrate(**self.clinic())
        entries = self.entries()
        again = self.migrate(**self.clinic())
        self.assertEqual(set(self.rows(again, "bill").mapped("state")), {"unchanged"})
        self.assertEqual(self.entries(), entries)
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(ledger(), before)
        self.assertFalse(self.documents("bill"))

    def test_what_a_later_export_says_more_is_a_further_entry(self):
        tables = self.clinic()
        self.migrate(**tables)
        first = self.entries()
        tables["bills"][0] |= {"paid": "500.10", "outstanding": "0.00"}
        tables["bills"].append(bill(5, "P1", "2024-05-05", "40.00", "0.00"))
        run = self.migrate(**tables)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        further = self.entries() - first
        self.assertEqual(len(further), 1)
        self.assertEqual(self.balance("P1"), 40 - 150)
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertEqual(self.entries(), first)
        self.assertEqual(self.balance("P1"), 50.10)

    def test_an_entry_stays_while_a_later_one_books_the_difference_to_it(self):
        tables = self.clinic()
        first = self.migrate(**tables)
        tables["bills"][0] |= {"paid": "500.10", "outstanding": "0.00"}
        later = self.migrate(**tables)
        self.assertEqual(self.balance("P1"), -150)
        plan = first._undo()
        self.assertEqual(first.state, "failed")
        kept = plan.item_ids.filtered(lambda item: item.res_model == "account.move")
        self.assertEqual(set(kept.mapped("reason")), {"loaded_again"})
        self.assertEqual(self.balance("P1"), -150)
        (later + first)._undo()
        self.assertEqual((later.state, first.state), ("undone", "undone"))
        self.assertFalse(self.entries())

    def test_an_entry_is_found_whatever_its_number(self):
        """One run may book a patient more often than there are runs."""
        tables = self.clinic()
        self.migrate(**tables)
        before = self.entries()
        links = self.env["pulse.link"].search([("res_id", "=", before[0].id)])
        link = links.filtered(lambda link: link.external_id == "P1#open")
        self.env.cr.execute(
            "UPDATE pulse_link SET external_id = 'P1#open-7' WHERE id = %s", [link.id]
        )
        self.env.invalidate_all()
        tables["bills"].append(bill(5, "P1", "2024-05-05", "40.00", "0.00"))
        run = self.migrate(**tables)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.balance("P1"), 50.10 + 40)
        further = self.env["pulse.link"].search(
            [("external_id", "like", "P1#open"), ("res_model", "=", "account.move")]
        )
        self.assertEqual(further.mapped("external_id"), ["P1#open-7", "P1#open-8"])
        self.migrate(**tables)
        self.assertEqual(len(self.entries() - before), 1)

    def test_a_number_of_an_entry_that_was_reversed_is_not_taken_again(self):
        run = self.migrate(**self.clinic())
        self.env.company.sudo().fiscalyear_lock_date = "2024-12-31"
        plan = self.env["pulse.undo.plan"].browse(run.action_plan_undo()["res_id"])
        lines = plan.line_ids.filtered(lambda line: line.res_model == "account.move")
        lines.filtered(lambda line: line.fate == "blocked").choice = "reverse"
        plan.confirm_name = self.migration.name
        plan.action_undo()
        self.assertEqual(self.balance("P1"), 0)
        self.env.company.sudo().fiscalyear_lock_date = False
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(self.balance("P1"), 50.10)

    def test_less_than_a_cent_is_booked_once_as_the_currency_has_it(self):
        tables = {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", "2024-03-05", "33.333", "0.00", outstanding="33.333"),
                bill(2, "P2", "2024-03-05", "0.004", "0.00", outstanding="0.004"),
            ],
            "payments": [payment(7, "P3", "", "2024-02-01", "10.005")],
        }
        for _again in range(2):
            run = self.migrate(**tables)
            self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
            self.assertEqual(len(self.entries()), 2)
            self.assertEqual(self.balance("P1"), 33.33)

    def test_what_people_settled_is_not_corrected_below_them(self):
        tables = self.clinic()
        self.migrate(**tables)
        entry = self.entries()[0]
        lines = entry.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        lines.reconcile()
        tables["bills"][0] |= {"paid": "500.10", "outstanding": "0.00"}
        tables["bills"].append(bill(5, "P1", "2024-05-05", "40.00", "0.00"))
        run = self.migrate(**tables)
        self.assertEqual(self.balance("P1"), 50.10 + 40)
        codes = self.rows(run, "bill").mapped("issue_codes")
        self.assertTrue(any("edited_in_odoo" in (code or "") for code in codes))
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))

    def test_without_a_day_nothing_is_booked(self):
        self.migration.opening_on = False
        run = self.plan(**self.clinic())
        self.env["pulse.preflight"]._replace(run, self.env["pulse.checker"]._check(run))
        codes = run.preflight_ids.filtered(lambda line: line.level == "red")
        self.assertIn("opening_day_missing", codes.mapped("code"))
        with self.assertRaises(UserError):
            self.approve(run)
        loader = self.env["pulse.loader.opening"]
        scope = loader._scope(run)
        where = SQL("run_id = %s AND unit_object = 'bill'", run.id)
        with self.assertRaises(RowError):
            loader._prepare_vals(loader._build_units(where, scope)[0], scope)

    def test_preflight_names_day_account_and_journal(self):
        self.env.company.fiscalyear_lock_date = "2024-07-31"
        tables = self.clinic()
        tables["bills"].append(bill(5, "P1", "2024-07-05", "40.00", "0.00"))
        run = self.plan(**tables)
        found = {f.code: f for f in self.env["pulse.checker"]._check(run)}
        self.assertEqual(found["opening_locked"].level, "red")
        self.assertEqual(found["opening_day_early"].count, 1)
        self.assertEqual(found["opening_account_usual"].level, "amber")
        self.assertIn("opening_journal", found)
        self.assertNotIn("tax_account_usual", found)

    def test_account_and_journal_are_the_chosen_ones(self):
        account = self.env["account.account"].create(
            {"code": "PLX1", "name": "Opening", "account_type": "equity"}
        )
        journal = self.env["account.journal"].create(
            {"code": "PLX", "name": "Opening entries", "type": "general"}
        )
        self.migration.write(
            {"opening_account": str(account.id), "opening_journal": str(journal.id)}
        )
        self.migrate(**self.clinic())
        moves = self.env["account.move"].search([("journal_id", "=", journal.id)])
        self.assertEqual(len(moves), 2)
        self.assertIn(account, moves.line_ids.account_id)
        self.assertFalse(self.entries())

    def test_another_currency_is_open_in_its_own(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": usd.id, "name": "2024-01-01", "rate": 0.0125}
        )
        run = self.migrate(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "100.00", "60.00", currency="USD"),
                bill(2, "P1", "2024-03-05", "70.00", "0.00"),
            ],
        )
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        line = self.entries().line_ids.filtered(lambda line: line.name == "Bill B1")
        self.assertEqual((line.amount_currency, line.currency_id), (40, usd))
        self.assertEqual(self.balance("P1"), 40 / 0.0125 + 70)
        self.assertEqual(
            {
                (line.currency, line.outstanding_odoo)
                for line in run.money_ids
                if line.dimension == "patient"
            },
            {("USD", 40), ("INR", 70)},
        )
