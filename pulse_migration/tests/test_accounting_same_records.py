"""Invoices of a load are, column by column, those of Odoo's own create()."""

import copy
import random
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.pulse_migration.loaders.quiet import quiet

from .common import PATIENTS, PulseCase, bill
from .test_same_records import plain_create

DAY = "2024-03-05"
# column -> what it is of each record: ids of one load are not those of another
_PARTNERS = "(SELECT x_studio_patient_id FROM res_partner WHERE id = t.{0})"
_JOURNAL = "(SELECT code FROM account_journal WHERE id = t.journal_id)"
_OWN = {
    "account_move": {
        "id": "0",
        "journal_id": _JOURNAL,
        **{
            name: _PARTNERS.format(name)
            for name in ("partner_id", "commercial_partner_id", "partner_shipping_id")
        },
    },
    "account_move_line": {
        "id": "0",
        "journal_id": _JOURNAL,
        "partner_id": _PARTNERS.format("partner_id"),
        "move_id": "(SELECT ref FROM account_move WHERE id = t.move_id)",
    },
}
# where a journal's next number was there already Odoo notes it here, so they follow
# from the order of creation; neither is a bill's
_NOISE = ("made_sequence_gap", "is_manually_modified")
_ORDER = {"account_move": "ref", "account_move_line": "ref, display_type, sequence, id"}


def item(number, price, quantity="1", **more):
    return {
        "bill_id": f"B{number}",
        "item_name": f"Item over {price}",
        "unit_price": price,
        "quantity": quantity,
        **more,
    }


@tagged("post_install", "-at_install")
@freeze_time("2026-11-26 06:00:00")
class TestAccountingSameRecords(PulseCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "account.move" not in cls.env:
            cls.skipTest(cls, "Accounting is not installed")
        cls.migration.bill_target = "move"
        cls.company = cls.migration.company_id

    def rows(self, table):
        own = ", ".join(f"'{name}', {sql}" for name, sql in _OWN[table].items())
        self.env.flush_all()
        self.env.cr.execute(
            f"""SELECT to_jsonb(t) || jsonb_build_object({own})
                  FROM {table} t WHERE ref ~ '^B' ORDER BY {_ORDER[table]}"""
        )
        rows = [row for (row,) in self.env.cr.fetchall()]
        for name in _NOISE:
            for row in rows:
                row.pop(name, None)
        return rows

    def rows_after(self, make):
        """Return the rows of the tables after ``make``, which is then taken back."""
        savepoint = self.env.cr.savepoint()
        make()
        found = {table: self.rows(table) for table in _OWN}
        savepoint.close(rollback=True)
        self.env.invalidate_all()
        self.env.cr.cache.clear()
        self.env.registry.clear_cache()
        return found

    def assertSame(self, make):
        """Return the rows of the invoices."""
        plain = type(self.env["pulse.loader.move"])
        tuned = self.rows_after(make)
        with patch.object(plain, "_create_records", plain_create):
            found = self.rows_after(make)
        for table, rows in found.items():
            self.assertEqual(len(tuned[table]), len(rows))
            for one, other in zip(tuned[table], rows, strict=True):
                self.assertEqual(one, other)
        return found["account_move"]

    def clinic(self):
        """Bills that are plain beside such as only Odoo can make."""
        dollar = self.env.ref("base.USD")
        dollar.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": dollar.id, "name": "2024-01-01", "rate": 0.012}
        )
        more = {"currency": self.company.currency_id.name}
        bills = [
            bill(1, "P1", DAY, "121.00", "121.00", tax="18.00", **more),
            bill(2, "P1", DAY, "180.00", "80.00", due_date="2024-05-01", **more),
            bill(3, "P2", DAY, "99.99", "0.00", **more),
            bill(4, "P2", DAY, "-80.00", "-80.00", **more),
            bill(5, "P3", DAY, "90.00", "0.00", status="Cancelled", **more),
            bill(6, "P3", DAY, "100.00", "60.00", currency="USD"),
            bill(7, "P3", "2026-12-24", "0.00", "0.00", **more),
            bill(8, "P3", "", "50.00", "0.00", **more),
        ]
        items = [
            item(1, "100.00"),
            item(2, "200.00", discount="10", discount_type="PERCENT"),
            item(3, "33.333", "3"),
            item(3, "0.005", "7"),
        ]
        return {"patients": PATIENTS, "bills": bills, "bill_items": items}

    def test_loaded_invoices_are_those_of_a_plain_create(self):
        tables = self.clinic()
        for mode, states in (
            ("draft", {"draft", "cancel"}),
            ("posted", {"posted", "draft", "cancel"}),
        ):
            self.migration.bill_mode = mode
            with self.subTest(mode=mode):
                moves = self.assertSame(lambda: self.migrate(**tables))
                self.assertEqual({move["state"] for move in moves}, states)
                self.assertEqual(len(moves), 8)

    def test_the_fiscal_position_is_that_of_each_address(self):
        positions = self.env["account.fiscal.position"].create(
            [
                {
                    "name": name,
                    "auto_apply": True,
                    "sequence": 1,
                    "company_id": self.company.id,
                    **vals,
                }
                for name, vals in (
                    ("Pune", {"zip_from": "411001", "zip_to": "411001"}),
                    ("India", {"country_id": self.env.ref("base.in").id}),
                )
            ]
        )
        patients = [
            PATIENTS[0] | {"country": "India", "pincode": "411001"},
            PATIENTS[1] | {"country": "India", "pincode": "999999"},
            PATIENTS[2] | {"country": "Nepal", "pincode": ""},
        ]
        bills = [bill(n, f"P{n}", DAY, "50.00", "0.00") for n in (1, 2, 3)]
        self.migration.bill_mode = "draft"
        for bill_ in bills:
            bill_["currency"] = self.company.currency_id.name
        moves = self.assertSame(lambda: self.migrate(patients=patients, bills=bills))
        found = [move["fiscal_position_id"] for move in moves]
        self.assertEqual(found[:2], positions.ids)
        self.assertNotIn(found[2], positions.ids)

    def test_a_line_that_stays_open_is_open_by_its_amount(self):
        """On an account that is reconciled, or holds money, as on no usual one."""
        dice = random.Random(7)
        accounts = self.env["account.account"].create(
            [
                {"name": kind, "code": code, "account_type": kind, "reconcile": is_}
                for code, kind, is_ in (
                    ("PM1", "asset_current", True),
                    ("PM2", "asset_cash", False),
                )
            ]
        )
        many = [self.invoice_vals(number, dice) for number in range(20)]
        for vals in many:
            for _command, _id, line in vals["invoice_line_ids"]:
                line["account_id"] = dice.choice(accounts.ids)
        loader = self.env["pulse.loader.move"]
        self.assertTrue(any(loader._is_plain(vals) for vals in many))
        self.assertSame(lambda: self.create(many))

    def test_lines_of_any_numbers_round_as_odoo_rounds(self):
        dice = random.Random(5)
        for method in ("round_per_line", "round_globally"):
            self.company.tax_calculation_rounding_method = method
            many = [self.invoice_vals(number, dice) for number in range(60)]
            loader = self.env["pulse.loader.move"]
            is_plain = [loader._is_plain(vals) for vals in many]
            self.assertGreater(sum(is_plain), 15)
            with self.subTest(method=method):
                self.assertSame(lambda many=many: self.create(many))

    def invoice_vals(self, number, dice):
        journal = self.env["account.journal"].search(
            [("type", "=", "sale"), ("company_id", "=", self.company.id)], limit=1
        )
        lines = [
            {
                "name": "Line",
                "quantity": dice.choice((0.0, 1.0, 2.0, 3.0, 0.333, -1.0)),
                "price_unit": dice.choice((1.005, 33.333, 100.0, 0.1, 2.675, 1e6)),
                "discount": dice.choice((0.0, 0.0, 10.0, 33.33)),
                "account_id": journal.default_account_id.id,
                "tax_ids": [Command.set([])],
            }
            for _ in range(dice.randrange(1, 4))
        ]
        return {
            "name": f"B{number}",
            "ref": f"B{number}",
            "move_type": dice.choice(("out_invoice", "out_refund")),
            "partner_id": self.company.partner_id.id,
            "journal_id": journal.id,
            "currency_id": self.company.currency_id.id,
            "invoice_date": DAY,
            "invoice_date_due": DAY,
            "invoice_payment_term_id": False,
            "invoice_line_ids": [Command.create(line) for line in lines],
        }

    def create(self, many):
        vals_list = copy.deepcopy(many)
        self.env["pulse.loader.move"]._create_records(vals_list)

    def test_where_costs_are_distributed_odoo_says_how(self):
        plan = self.env["account.analytic.plan"].create({"name": "Rooms"})
        room = self.env["account.analytic.account"].create(
            {"name": "Room 1", "plan_id": plan.id}
        )
        self.env["account.analytic.distribution.model"].create(
            {"analytic_distribution": {str(room.id): 100}}
        )
        vals = self.invoice_vals(1, random.Random(1))
        self.assertSame(lambda: self.create([vals]))
        self.create([vals])
        move = quiet(self.env["account.move"]).search([("ref", "=", "B1")])
        shares = move.invoice_line_ids.mapped("analytic_distribution")
        self.assertEqual(shares[0], {str(room.id): 100})
