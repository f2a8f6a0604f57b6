"""The pre-flight where bills become invoices: accounts, currencies, locks, taxes."""

from odoo.tests import tagged

from .common import PATIENTS, bill
from .test_preflight import PreflightCase


@tagged("post_install", "-at_install")
class TestAccountingPreflight(PreflightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"
        cls.company = cls.migration.company_id
        cls.accounts = cls.env["account.account"].search(
            [("company_ids", "in", cls.company.ids)]
        )

    def billed(self, *bills):
        return self.plan(
            patients=PATIENTS,
            bills=bills or [bill(1, "P1", "2024-03-05", "100.10", "0.05")],
        )

    def add_account(self, account_type):
        self.env["account.account"].create(
            {
                "name": account_type,
                "code": f"PF{account_type[-6:]}",
                "account_type": account_type,
                "company_ids": [(6, 0, self.company.ids)],
            }
        )

    def without(self, account_type):
        """Every account of a type becomes one of another."""
        self.env["account.account"].search(
            [("account_type", "=", account_type)]
        ).account_type = "expense"

    def test_a_company_without_a_chart_is_red(self):
        self.without("income")
        self.company.root_id.chart_template = False
        run = self.billed()
        self.assertEqual(self.level(run, "chart_missing"), "red")
        self.assertEqual(self.level(run, "bills_move"), "green")

    def test_a_missing_account_is_red_and_named(self):
        self.company.root_id.chart_template = "generic_coa"
        self.without("income")
        self.add_account("asset_receivable")
        run = self.billed()
        self.assertEqual(self.level(run, "income_account_missing"), "red")
        self.assertFalse(self.level(run, "receivable_account_missing"))
        self.add_account("income")
        run.action_check()
        self.assertFalse(self.level(run, "income_account_missing"))

    def test_accounts_of_another_country_are_amber(self):
        for account_type in ("income", "asset_receivable"):
            self.add_account(account_type)
        self.company.account_fiscal_country_id = self.env.ref("base.us")
        run = self.billed()
        self.assertEqual(self.level(run, "fiscal_country_other"), "amber")
        self.company.account_fiscal_country_id = self.env.ref("base.in")
        run.action_check()
        self.assertEqual(self.level(run, "accounts"), "green")

    def test_no_sales_journal_is_amber(self):
        self.env["account.journal"].search([("type", "=", "sale")]).active = False
        run = self.billed()
        self.assertEqual(self.level(run, "sale_journal_missing"), "amber")

    def test_currencies_are_known_active_and_rated(self):
        currencies = self.env["res.currency"].with_context(active_test=False)
        rated = currencies.search([("name", "=", "EUR")])
        rated.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": rated.id, "rate": 0.011, "name": "2020-01-01"}
        )
        bare = currencies.search([("name", "=", "CHF")])
        bare.rate_ids.unlink()
        bare.active = False
        run = self.billed(
            bill(1, "P1", "2024-03-05", "1.00", "0.00"),
            bill(2, "P1", "2024-03-05", "1.00", "0.00", currency="EUR"),
            bill(3, "P1", "2024-03-05", "1.00", "0.00", currency="CHF"),
            bill(4, "P1", "2024-03-05", "1.00", "0.00", currency="chf"),
        )
        unrated = self.lines(run, "currencies_unrated")
        inactive = self.lines(run, "currencies_inactive")
        self.assertEqual((unrated.level, unrated.count), ("amber", 2))
        self.assertEqual(inactive.count, 2)
        self.assertIn("CHF", unrated.text)
        self.assertNotIn("EUR", unrated.text + inactive.text)
        action = inactive.action_open()
        self.assertEqual(currencies.search(action["domain"]), bare)

    def test_a_currency_of_the_company_alone_is_fine(self):
        self.assertEqual(self.level(self.billed(), "currencies"), "green")

    def test_lock_dates_are_held_against_the_bills_days(self):
        run = self.billed()
        self.assertEqual(self.level(run, "locks"), "green")
        for name, code, level in (
            ("fiscalyear_lock_date", "locked", "red"),
            ("sale_lock_date", "locked", "red"),
            ("tax_lock_date", "locked_tax", "amber"),
        ):
            with self.subTest(name):
                self.company[name] = "2024-03-04"
                run.action_check()
                self.assertEqual(self.level(run, "locks"), "green")
                self.company[name] = "2024-03-31"
                run.action_check()
                line = self.lines(run, code)
                self.assertEqual((line.level, line.count), (level, 1))
                self.assertIn("2024-03-31", line.text)
                self.assertIn(self.company._fields[name].string, line.text)
                self.company[name] = False
        self.company.hard_lock_date = "2024-03-05"
        run.action_check()
        self.assertEqual(self.level(run, "locked"), "red")

    def test_stated_taxes_are_amber(self):
        run = self.billed(bill(1, "P1", "2024-03-05", "100.00", "0.00"))
        self.assertEqual(self.level(run, "taxes"), "green")
        run = self.billed(
            bill(1, "P1", "2024-03-05", "118.00", "0.00", tax="18.00", amount="100.00")
        )
        self.assertEqual(self.lines(run, "taxes_stated").count, 1)

    def test_a_bill_without_a_day_is_amber(self):
        run = self.billed(bill(1, "P1", "", "100.00", "0.00"))
        self.assertEqual(self.level(run, "bills_without_day"), "amber")

    def test_a_journal_with_hashes_is_amber(self):
        run = self.billed()
        self.assertEqual(self.level(run, "hash"), "green")
        self.env["account.journal"].create(
            {
                "name": "History",
                "code": "PULSE",
                "type": "sale",
                "company_id": self.company.id,
                "restrict_mode_hash_table": True,
            }
        )
        run.action_check()
        self.assertEqual(self.level(run, "hash_locked"), "amber")

    def test_bills_on_the_patient_ask_for_none_of_it(self):
        self.without("income")
        self.migration.bill_target = "partner"
        run = self.billed()
        self.assertEqual(self.level(run, "bills_on_patient"), "green")
        for code in ("chart_missing", "income_account_missing", "locks", "hash"):
            self.assertFalse(self.level(run, code))

    def test_invoices_measure_with_their_lines(self):
        patients = [
            {"patient_id": f"M{n}", "name": f"Patient Number{n}"} for n in range(40)
        ]
        bills = [bill(n, f"M{n}", "2024-03-05", "10.00", "0.00") for n in range(40)]
        run = self.plan(patients=patients, bills=bills)
        rows, _seconds, size, refused = run.measures["bill"]
        self.assertEqual(refused, 0)
        # an invoice with two lines takes more than a contact
        self.assertGreater(size / rows, 1500)
        self.assertFalse(self.env["account.move"].search([("ref", "=", "B1")]))
        self.assertFalse(self.env["account.journal"].search([("code", "=", "PULSE")]))
