"""A generated clinic with every case of money: all sums explained, none silent."""

import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.tests import tagged

from .test_accounting_payments import PaymentCase

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
# case -> what is said of its bill where something of it does not add up
SAID = {
    "by_advance": "advance_used",
    "by_lost_advance": "advance_unknown",
    "contradiction": "amounts_contradict",
    "lines_lack_rupees": "bill_total_differs",
    "receipts_lack": "payments_differ",
}
TAXES = {"tax_5": 25, "tax_12": 60, "tax_18": 90, "tax_28": 140, "tax_of_bill": 72.5}


@tagged("post_install", "-at_install")
@unittest.skipUnless(SCRIPTS.exists(), "the addon was installed without its scripts")
class TestAccountingGenerated(PaymentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        usd = cls.env.ref("base.USD")
        usd.active = True
        cls.env["res.currency.rate"].create(
            {"currency_id": usd.id, "name": "2015-01-01", "rate": 0.0125}
        )
        folder = cls.enterClassContext(TemporaryDirectory())
        cls.folder_of_export = Path(folder, "clinic")
        sys.path.insert(0, str(SCRIPTS))
        try:
            from exportgen import package
        finally:
            sys.path.remove(str(SCRIPTS))
        options = package.Options(12, 1, package.date(2025, 6, 30), money=True)
        cls.told = package.generate(options, cls.folder_of_export)["money"]
        cls.cases = {name: text.split() for name, text in cls.told["cases"].items()}

    def migrate_generated(self):
        run = self.migration._open_run()
        run._receive_path(self.folder_of_export)
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        return run

    def test_every_sum_is_the_generators_and_every_difference_is_said(self):
        run = self.migrate_generated()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertAccounted(run)
        self.assertFalse(run.money_open_count)
        totals = {
            line.currency: line for line in run.money_ids if line.dimension == "total"
        }
        self.assertEqual(set(totals), set(self.told["sums"]))
        for currency, sums in self.told["sums"].items():
            for name, amount in sums.items():
                for side in ("source", "odoo"):
                    found = totals[currency][f"{name}_{side}"]
                    self.assertEqual(f"{found:.2f}", amount, f"{currency} {name}")
        self.assert_said(run)
        self.assert_booked()

    def assert_said(self, run):
        codes = {
            row.external_id: row.issue_codes or "" for row in self.rows(run, "bill")
        }
        for case, numbers in self.cases.items():
            self.assertTrue(numbers, f"no bill of {case}")
            for number in numbers:
                if case in SAID:
                    self.assertIn(SAID[case], codes[number], case)
        # and nothing of a bill in which all is as it says
        for number in self.cases["discount_percent"]:
            self.assertEqual(codes[number], "")

    def of(self, case):
        numbers = self.cases[case]
        return self.moves().filtered(
            lambda move: move.ref in numbers and not move.reversed_entry_id
        )

    def assert_booked(self):
        """Taxes only as stated, differences by name, states and currencies kept."""
        for case, tax in TAXES.items():
            for move in self.of(case):
                lines = move.invoice_line_ids.filtered(
                    lambda line: line.name.startswith("Tax")
                )
                self.assertEqual(sum(lines.mapped("price_subtotal")), tax, case)
        for move in self.of("tax_unsaid"):
            self.assertEqual(move.invoice_line_ids.mapped("price_subtotal"), [1180])
        for move in self.of("lines_lack_paise") + self.of("lines_lack_rupees"):
            self.assertIn(
                "Adjustment to the bill's total", move.line_ids.mapped("name")
            )
        lines = self.of("discount_percent").invoice_line_ids
        self.assertEqual(set(lines.mapped("discount")), {15})
        self.assertEqual(set(self.of("cancelled").mapped("state")), {"cancel"})
        self.assertEqual(set(self.of("draft").mapped("state")), {"draft"})
        dollars = self.of("dollars")
        self.assertEqual(dollars.currency_id.name, "USD")
        self.assertEqual(set(dollars.mapped("amount_residual")), {50})
        self.assertEqual(
            set(self.of("credit_note").mapped("move_type")), {"out_refund"}
        )
        notes = self.of("refunded").reversal_move_ids
        self.assertEqual(set(notes.mapped("amount_total")), {200})
        self.assert_ledger()

    def assert_ledger(self):
        """What patients owe in all is what bills leave open less what they paid ahead,
        and debits are credits."""
        lines = self.env["account.move.line"].search(
            [("journal_id.code", "like", "PL%"), ("parent_state", "=", "posted")]
        )
        lines |= self.moves().filtered(lambda move: move.state == "posted").line_ids
        self.assertEqual(round(sum(lines.mapped("balance")), 2), 0)
        by_currency = {}
        for line in lines.filtered(lambda li: li.account_type == "asset_receivable"):
            name = line.currency_id.name
            by_currency[name] = by_currency.get(name, 0) + line.amount_currency
        for currency, sums in self.told["sums"].items():
            owed = float(sums["outstanding"])
            if currency == "INR":
                owed -= float(self.told["credit"])
            self.assertAlmostEqual(by_currency[currency], owed, 2)

    def test_an_opening_balance_of_it_comes_to_the_same(self):
        self.migration.write({"bill_mode": "opening", "opening_on": "2025-06-30"})
        run = self.migrate_generated()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        entries = self.env["account.move"].search([("journal_id.code", "=", "PLOPN")])
        lines = entries.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        owed = float(self.told["sums"]["INR"]["outstanding"])
        owed -= float(self.told["credit"])
        rupees = lines.filtered(lambda line: line.currency_id.name == "INR")
        self.assertAlmostEqual(sum(rupees.mapped("balance")), owed, 2)
        for name, sums in run.report["money"].items():
            self.assertEqual(sums["source"], sums["odoo"], name)
