"""The reconciliation of money: every case sums up, and a lost paisa is found."""

from io import BytesIO
from unittest.mock import patch

from openpyxl import load_workbook

from odoo.tests import tagged

from odoo.addons.pulse_migration.models.plan import batches

from .common import PATIENTS, bill
from .test_accounting_payments import PaymentCase, payment
from .test_verify_slices import money_of

DAY = "2024-03-05"


@tagged("post_install", "-at_install")
class TestAccountingMoney(PaymentCase):
    def clinic(self):
        """Every case: lines ≠ total, discounts of both kinds, four rates, refunds,
        advances, payments without bill, cancelled bills, two currencies."""
        usd = self.env.ref("base.USD")
        usd.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": usd.id, "name": "2024-01-01", "rate": 0.012}
        )
        bills = [
            bill(1, "P1", DAY, "121.00", "121.00", tax="18.00"),
            bill(2, "P1", DAY, "180.00", "80.00"),
            bill(3, "P1", "2024-04-05", "170.00", "0.00"),
            bill(4, "P2", DAY, "1182.00", "1182.00", tax="182.00", amount="1000"),
            bill(5, "P2", DAY, "500.00", "500.00", refund="100.00"),
            bill(6, "P2", DAY, "-80.00", "-80.00"),
            bill(7, "P2", DAY, "90.00", "0.00", status="Cancelled"),
            bill(8, "P3", DAY, "100.00", "60.00", currency="USD"),
            bill(9, "P3", DAY, "500.00", "300.00", outstanding="150.00"),
            bill(10, "P3", DAY, "500.00", "200.00"),
        ]
        items = [
            {"bill_id": "B1", "item_name": "Filling", "unit_price": "100.00"},
            {
                "bill_id": "B2",
                "item_name": "Crown",
                "unit_price": "200.00",
                "discount": "10",
                "discount_type": "PERCENT",
            },
            {
                "bill_id": "B3",
                "item_name": "Scan",
                "unit_price": "200.00",
                "discount": "30.00",
            },
            *(
                {
                    "bill_id": "B4",
                    "item_name": f"At {rate} %",
                    "unit_price": "250.00",
                    "tax_rate": rate,
                    "tax": tax,
                }
                for rate, tax in (
                    ("5", "12.50"),
                    ("12", "30.00"),
                    ("18", "45.00"),
                    ("37.8", "94.50"),
                )
            ),
        ]
        payments = [
            payment(1, "P1", "B2", DAY, "80.00", "UPI"),
            payment(2, "P1", "", "2024-02-01", "150.00", "Cash"),
            payment(3, "P3", "B10", DAY, "300.00", "Card"),
        ]
        return {
            "patients": PATIENTS,
            "bills": bills,
            "bill_items": items,
            "payments": payments,
        }

    def lines(self, run, dimension):
        return run.money_ids.filtered(lambda line: line.dimension == dimension)

    def test_every_case_sums_up_there_and_here(self):
        run = self.migrate(**self.clinic())
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        money = run.report["money"]
        for name, sums in money.items():
            self.assertEqual(sums["source"], sums["odoo"], name)
        self.assertEqual(money["billed"]["source"], 3173)
        self.assertEqual(money["discount"]["source"], 50)
        self.assertEqual(money["tax"]["source"], 200)
        self.assertEqual(money["refunded"]["source"], 100)
        self.assertEqual(money["adjusted"]["source"], 50)
        self.assertFalse(self.lines(run, "bill"))
        self.assertFalse(run.money_open_count)
        # what patients owe is what their ledger says: less the advance
        self.assertEqual(self.balance("P1"), 100 + 170 - 150)
        by_patient = {
            (line.key, line.currency): (line.outstanding_source, line.outstanding_odoo)
            for line in self.lines(run, "patient")
        }
        self.assertEqual(by_patient["P1", "INR"], (270, 270))
        self.assertEqual(by_patient["P3", "USD"], (40, 40))
        self.assertEqual(by_patient["P3", "INR"], (450, 450))
        for line in self.lines(run, "mode"):
            self.assertEqual(line.paid_source, line.paid_odoo, line.key)
        self.assertEqual(
            set(self.lines(run, "month").mapped("key")), {"2024-03", "2024-04"}
        )

    def test_lanes_come_to_the_same_sums(self):
        clinic = self.clinic()
        clinic["payments"].append(payment(4, "P9", "", DAY, "70.00", "Cash"))
        with patch.object(batches, "BATCH_ROWS", 2):
            run = self.migrate(**clinic)
        self.moves().filtered(lambda move: move.ref == "B3").button_draft()
        parts = self.env["pulse.money.part"].search_count([])
        self.assertFalse(parts, "added up, and gone")
        run.action_verify()
        self.assertTrue(run.money_open_count)
        at_once = run.report["money"], money_of(run), run.check_ids.mapped("code")
        run._start_verify()
        self.assertGreater(len(run.batch_ids), 5)
        while run._verify_next(run.verify_token):
            pass
        compared = self.env["pulse.money.part"].search([("run_id", "=", run.id)])
        bills = compared.filtered(lambda part: part.dimension == "bill")
        self.assertEqual(len(bills), 9, "each once, and nobody owes the cancelled one")
        run._verify()
        in_parts = run.report["money"], money_of(run), run.check_ids.mapped("code")
        self.assertEqual(in_parts[:2], at_once[:2])
        self.assertEqual(sorted(in_parts[2]), sorted(at_once[2]))
        self.assertFalse(compared.exists())

    def test_the_trial_balance_is_balanced(self):
        self.migrate(**self.clinic())
        lines = self.env["account.move.line"].search([("parent_state", "=", "posted")])
        self.assertEqual(round(sum(lines.mapped("balance")), 2), 0)

    def test_a_tax_that_a_person_confirmed_is_odoos_own(self):
        tax = self.env["account.tax"].create(
            {
                "name": "GST 18 %",
                "amount": 18,
                "amount_type": "percent",
                "type_tax_use": "sale",
                "company_id": self.migration.company_id.id,
            }
        )
        included = tax.copy({"name": "GST 5 %", "amount": 5})
        included.price_include_override = "tax_included"
        run = self.plan(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", DAY, "118.00", "0.00", tax="18.00", amount="100.00"),
                bill(2, "P1", DAY, "105.00", "0.00", tax="5.00", amount="100.00"),
                bill(3, "P1", DAY, "118.00", "0.00", tax="18.00", amount="100.00"),
            ],
            bill_items=[
                {
                    "bill_id": f"B{n}",
                    "item_name": "Filling",
                    "unit_price": price,
                    "tax_rate": rate,
                    "total": total,
                }
                for n, price, rate, total in (
                    (1, "100.00", "18", "118.00"),
                    (2, "100.00", "5", "105.00"),
                    (3, "118.00", "18", "118.00"),
                )
            ],
        )
        for line in self.migration.value_map_ids:
            if line.kind == "tax_rate":
                chosen = included if float(line.source_value) == 5 else tax
                line.write({"record_key": f"account.tax,{chosen.id}"})
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(
            [(m.amount_total, m.amount_tax, m.amount_untaxed) for m in self.moves()],
            [(118, 18, 100), (105, 5, 100), (118, 18, 100)],
        )
        self.assertEqual(len(self.moves().invoice_line_ids), 3)

    def test_no_tax_of_odoos_is_used_before_a_person_said_so(self):
        self.env["account.tax"].create(
            {
                "name": "GST 18 %",
                "amount": 18,
                "type_tax_use": "sale",
                "company_id": self.migration.company_id.id,
            }
        )
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", DAY, "118.00", "0.00", tax="18.00", amount="100.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": "Filling",
                    "unit_price": "100.00",
                    "tax_rate": "18",
                }
            ],
        )
        self.assertEqual(self.moves().amount_tax, 0)
        self.assertEqual(self.moves().amount_total, 118)

    def test_a_paisa_that_is_gone_blocks_done_and_is_listed(self):
        run = self.load(
            patients=PATIENTS, bills=[bill(1, "P1", DAY, "500.00", "200.00")]
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET amount_residual = 299.99 WHERE ref = 'B1'"
        )
        self.env.invalidate_all()
        run.action_verify()
        self.assertEqual(run.state, "failed")
        self.assertIn("money_differs", run.check_ids.mapped("code"))
        line = self.lines(run, "bill")
        self.assertEqual((line.key, line.difference), ("B1", 0.01))
        self.assertTrue(line.is_open)
        self.assertEqual(line.action_open_target()["res_id"], self.moves().id)
        stream = BytesIO()
        run._write_money(stream)
        book = load_workbook(stream)
        self.assertIn("B1", [cell.value for cell in book["Bill that differs"]["A"]])

    def test_drafts_compare_by_what_was_billed_only(self):
        self.migration.bill_mode = "draft"
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", DAY, "500.00", "200.00")]
        )
        money = run.report["money"]
        self.assertEqual(money["billed"], {"source": 500, "odoo": 500})
        self.assertIsNone(money["paid"]["odoo"])

    def pay(self, move, **values):
        """Take money at the desk, in Odoo itself."""
        wizard = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        return wizard.create(values)._create_payments()

    def test_a_payment_taken_in_odoo_is_explained_to_the_cent(self):
        tables = {
            "patients": PATIENTS,
            "bills": [bill(1, "P1", DAY, "500.00", "200.00")],
        }
        run = self.migrate(**tables)
        self.pay(self.moves(), amount=120.5, payment_difference_handling="open")
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        line = self.lines(run, "bill")
        self.assertEqual((line.key, line.explanation), ("B1", "settled_in_odoo"))
        self.assertEqual((line.outstanding_odoo, line.is_open), (179.5, False))
        # the clinic's own system hears of it: the load leaves the invoice alone
        tables["bills"][0] |= {"paid": "320.50", "outstanding": "179.50"}
        again = self.migrate(**tables)
        for one in (run, again):
            one.action_verify()
            self.assertEqual(one.state, "done", one.check_ids.mapped("code"))
            self.assertEqual(self.lines(one, "bill").explanation, "settled_in_odoo")
            self.assertFalse(one.money_open_count)

    def test_a_payment_in_odoo_hides_no_paisa_that_is_gone(self):
        run = self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", DAY, "500.00", "200.00")]
        )
        self.pay(self.moves())
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET amount_residual = 0.01 WHERE ref = 'B1'"
        )
        self.env.invalidate_all()
        run.action_verify()
        self.assertEqual(run.state, "failed")
        self.assertTrue(self.lines(run, "bill").is_open)

    def test_what_is_unexplained_by_mode_blocks_done(self):
        run = self.load(
            patients=PATIENTS,
            bills=[bill(1, "P1", DAY, "500.00", "200.00")],
            payments=[
                payment(1, "P1", "B1", DAY, "200.00", "Cash"),
                payment(2, "P1", "", DAY, "150.00", "UPI"),
            ],
        )
        self.env.flush_all()
        for number, code in ((1, "PLUPI"), (2, "PLCSH")):
            with self.subTest(number), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(
                    """UPDATE account_payment SET journal_id = j.id
                         FROM account_journal j WHERE j.code = %s AND memo LIKE %s""",
                    [code, f"R{number} %"],
                )
                self.env.invalidate_all()
                run._set_state("running")
                run.action_verify()
                self.assertEqual(run.state, "failed")
                check = run.check_ids.filtered(lambda c: c.code == "money_differs")
                self.assertEqual((check.object_name, check.count), ("payment", 2))
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))

    def test_another_mode_in_a_later_export_is_explained(self):
        tables = {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", DAY, "500.00", "200.00", payment_method="Cash"),
            ],
        }
        self.migrate(**tables)
        tables["bills"][0] |= {
            "paid": "500.00",
            "outstanding": "0.00",
            "payment_method": "UPI",
        }
        run = self.migrate(**tables)
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(
            set(self.lines(run, "mode").mapped("explanation")), {"mode_restated"}
        )

    def test_the_bills_of_a_patient_are_one_sum_across_slices(self):
        module = "odoo.addons.pulse_migration.models"
        with patch(f"{module}.verify.records.CHUNK", 2):
            run = self.migrate(**self.clinic())
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(
            sorted((p.key, p.currency, p.count) for p in self.lines(run, "patient")),
            [("P1", "INR", 3), ("P2", "INR", 3), ("P3", "INR", 2), ("P3", "USD", 1)],
        )
