"""Verifying invoices: each bill's sums beside its invoice's, then by whatever asks."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL, split_every

from ..engine.errors import RowError
from ..engine.money_measures import MEASURES, is_rounding, measures_of
from ..engine.receipts import settle
from ..engine.value_maps import key_of
from ..loaders.base import loader_of
from .bulk import insert_rows
from .money import DIMENSIONS
from .verify_money import LOADED
from .verify_records import CHUNK

ZERO = Decimal(0)
_RANKS = {name: rank for rank, (name, _label) in enumerate(DIMENSIONS)}
# measures that the chosen way of booking keeps
_KEPT = {
    "paid": MEASURES,
    "posted": ("billed", "discount", "tax"),
    "draft": ("billed", "discount", "tax"),
}


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_money(self, run):
        """Compare every bill with its invoice; write the sums; return the totals."""
        loader = loader_of(run, "bill")
        scope = loader._scope(run)
        kept = _KEPT[run.migration_id.bill_mode]
        sums = _Sums(run, kept)
        names = _Journals(loader, run)
        for pairs in split_every(CHUNK, self._bills_of(run)):
            bills = {unit.key: (unit, bills[0]) for unit, bills in pairs if bills}
            held = self._read_moves(run, list(bills))
            for key, (unit, bill) in bills.items():
                move = held.get(key)
                if bill.is_void or not move:
                    continue  # nobody owes it; a record that is missing is said so
                sums.add(unit, bill, move, measures_of(bill, scope.own["taxes"]))
                if move["state"] == "posted":
                    sums.receive(names, bill.currency, settle(bill).receipts)
        if run.migration_id._books_payments():
            self._add_credits(run, sums, names)
            for (name, currency), amount in self._odoo_modes(run).items():
                sums.put("mode", name, currency, {}, {"paid": amount})
        self._write_money(run, sums)
        return {
            name: {
                "source": float(sums.total["source"][name]),
                "odoo": float(sums.total["odoo"][name]) if name in kept else None,
            }
            for name in MEASURES
        }

    def _write_money(self, run, sums):
        """Write a line for each sum, and one for each bill that differs."""
        rows = [sums.row(*key) for key in sums.groups]
        rows += sums.differing
        if any(row["is_open"] for row in sums.differing):
            self._add(
                run,
                "money_differs",
                object_name="bill",
                count=sum(row["is_open"] for row in sums.differing),
            )
        for chunk in split_every(CHUNK, rows, list):
            insert_rows(self.env["pulse.money"], chunk)

    def _add_credits(self, run, sums, names):
        """Add the payments without a bill: they count by mode, and owe nothing."""
        loader = loader_of(run, "payment")
        scope = loader._scope(run)
        where = SQL(
            "run_id = %s AND unit_object = 'payment' AND %s", run.id, SQL(LOADED)
        )
        for unit in loader._build_units(where, scope):
            try:
                receipts = loader._receipts(unit)
            except RowError:
                continue
            sums.receive(names, unit.values.get("currency"), receipts)


class _Journals:
    """Names the journal of a receipt as Odoo shows it."""

    def __init__(self, loader, run):
        self.chosen = loader._chosen_journals(run.migration_id)
        self.own = loader._own_journals(run.migration_id.company_id)
        self.journals = loader.env["account.journal"].sudo()

    def of(self, receipt):
        if journal_id := self.chosen.get(key_of(receipt.word)):
            return self.journals.browse(journal_id).display_name
        journal = self.own.get(receipt.mode)
        return journal.display_name if journal else receipt.mode


class _Sums:
    """Adds up by total, patient, month, physician; notes the bills that differ."""

    def __init__(self, run, kept):
        self.run, self.kept = run, kept
        self.own_currency = run.migration_id.currency_id.name
        self.groups = {}
        self.total = {side: dict.fromkeys(MEASURES, ZERO) for side in _SIDES}
        self.differing = []

    def add(self, unit, bill, move, source):
        currency = bill.currency or self.own_currency
        odoo = {name: move[name] for name in MEASURES}
        why = _explanation(bill, move, source, odoo, self.kept)
        for dimension, key, target in (
            ("total", "", (None, 0)),
            ("patient", unit.head.patient_key, ("res.partner", unit.partner_id)),
            ("month", bill.date[:7], (None, 0)),
            ("physician", _physician(bill), (None, 0)),
        ):
            self.put(dimension, key, currency, source, odoo, target, why)
        for side, found in (("source", source), ("odoo", odoo)):
            for name in MEASURES:
                self.total[side][name] += found[name]
        if why is not None:
            target = ("account.move", move["id"])
            self.differing.append(
                self._prepare("bill", unit.key, currency, 1, target, source, odoo, why)
            )

    def receive(self, names, currency, receipts):
        """Add receipts to the mode that they came by."""
        for receipt in receipts:
            if receipt.date:
                source = {"paid": receipt.amount}
                name = names.of(receipt)
                self.put("mode", name, currency or self.own_currency, source, {})

    def put(self, dimension, key, currency, source, odoo, target=(None, 0), why=None):
        group = self.groups.setdefault(
            (dimension, key or "", currency), [0, target, _zero(), _zero(), None]
        )
        group[0] += 1
        for into, found in ((group[2], source), (group[3], odoo)):
            for name, amount in found.items():
                into[name] += amount
        if why is not None and group[4] != "":
            group[4] = why

    def row(self, dimension, key, currency):
        count, target, source, odoo, why = self.groups[dimension, key, currency]
        return self._prepare(dimension, key, currency, count, target, source, odoo, why)

    def _prepare(self, dimension, key, currency, count, target, source, odoo, why):
        names = self.kept if dimension != "mode" else ("paid",)
        difference = sum((abs(source[n] - odoo[n]) for n in names), ZERO)
        vals = {
            "run_id": self.run.id,
            "dimension": dimension,
            "dimension_rank": _RANKS[dimension],
            "key": key,
            "currency": currency,
            "count": count,
            "res_model": target[0],
            "res_id": target[1] or None,
            "is_open": bool(difference) and not why,
            "explanation": why or None,
            "difference": difference,
        }
        for name in MEASURES:
            vals[f"{name}_source"] = source[name]
            vals[f"{name}_odoo"] = odoo[name] if name in names else None
        return vals


_SIDES = ("source", "odoo")


def _zero():
    return dict.fromkeys(MEASURES, ZERO)


def _physician(bill):
    values = bill.rows[0]
    return str(values.get("physician_name") or values.get("physician_id") or "")


def _explanation(bill, move, source, odoo, kept):
    """Return None when nothing differs, a code when something says why, else ""."""
    differing = [name for name in kept if source[name] != odoo[name]]
    if not differing:
        return None
    if move["state"] == "draft":
        return "bill_undated"
    lines = len(bill.lines) + 1
    if set(differing) <= {"tax", "discount"} and all(
        is_rounding(source[name], odoo[name], lines) for name in differing
    ):
        return "money_rounding"
    return "edited_in_odoo" if move["is_edited"] else ""
