"""Verifying bills: the sums of each there and here, then by whatever asks."""

from decimal import Decimal

from odoo import models
from odoo.tools import split_every

from ...engine.money_measures import MEASURES, is_rounding, measures_of
from ...engine.receipts import settle
from ...loaders.base import loader_of
from ..bulk import insert_rows
from .money import DIMENSIONS
from .money_modes import Journals
from .records import CHUNK

ZERO = Decimal(0)
_RANKS = {name: rank for rank, (name, _label) in enumerate(DIMENSIONS)}
# measures that the chosen way of booking keeps; every other keeps all
_KEPT = {
    "posted": ("billed", "discount", "tax"),
    "draft": ("billed", "discount", "tax"),
}


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_money(self, run):
        """Compare every bill with what was made of it; write the sums.

        :return: the totals, and what the patients owe, as a sum in their currencies
        """
        migration = run.migration_id
        scope = loader_of(run, "bill")._scope(run)
        sums = _Sums(run, _kept(migration))
        names = Journals(run) if migration._books_payments() else None
        for pairs in split_every(CHUNK, self._bills_of(run), list):
            if migration._bill_way() == "move":
                bills = {unit.key: (unit, bills[0]) for unit, bills in pairs if bills}
                self._compare_bills(run, bills, scope, sums, names)
            else:
                self._compare_statements(run, pairs, scope, sums)
            # the bills of a patient come together: the others' sums are complete
            self._write_money(sums.take_finished())
        if names:
            self._add_advances(run, sums, names)
            self._add_draws(run, sums)
        self._add_held(run, sums)
        self._write_money(sums.take_all())
        for object_name, count in sums.open_counts.items():
            self._add(run, "money_differs", object_name=object_name, count=count)
        return {
            name: {
                "source": float(sums.total["source"][name]),
                "odoo": float(sums.total["odoo"][name]) if name in sums.kept else None,
            }
            for name in MEASURES
        }, sums.owed

    def _compare_bills(self, run, bills, scope, sums, names):
        """Add {bill number: (unit, bill)} beside what Odoo holds of them."""
        held = self._read_moves(run, list(bills))
        ids = [move["id"] for move in held.values()]
        modes = self._bill_modes(run, ids) if names else {}
        for key, (unit, bill) in bills.items():
            if not (move := held.get(key)):
                continue  # a record that is missing is said so
            why = None
            if not bill.is_void:  # nobody owes that
                source = measures_of(bill, scope.own["taxes"])
                why = sums.add(unit, bill, move, source)
            if names:
                receipts = [
                    receipt
                    for receipt in settle(bill).receipts
                    if receipt.date and (move["state"] == "posted" or receipt.key)
                ]
                source, odoo = (
                    names.sum_up(receipts, bill.currency),
                    modes.get(move["id"], {}),
                )
                why = names.explain(source, odoo, why, bool(unit.earlier))
                sums.add_modes(source, odoo, why)

    def _write_money(self, rows):
        """Write a line for each sum, and one for each bill that differs."""
        for chunk in split_every(CHUNK, rows, list):
            insert_rows(self.env["pulse.money"], chunk)


class _Sums:
    """Adds up by total, patient, month, physician; notes the bills that differ."""

    def __init__(self, run, kept):
        self.run, self.kept = run, kept
        self.own_currency = run.migration_id.currency_id.name
        self.groups = {}
        self.total = {side: dict.fromkeys(MEASURES, ZERO) for side in _SIDES}
        self.differing = []
        self.open_counts = {}  # of bills, and of payments by mode
        self.owed = ZERO  # as a patient's page says it

    def add(self, unit, bill, move, source, model="account.move"):
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
            target = (model, move["id"])
            self.differing.append(
                self._prepare(
                    "bill",
                    bill.number or unit.key,
                    currency,
                    1,
                    target,
                    source,
                    odoo,
                    why,
                )
            )
        return why

    def add_modes(self, source, odoo, why):
        """Add {(journal, currency): amount} of both sides to the modes they are of."""
        for mode, currency in {**source, **odoo}:
            sides = [
                {"paid": side.get((mode, currency), ZERO)} for side in (source, odoo)
            ]
            self.put("mode", mode, currency, *sides, why=why)

    def take_finished(self):
        """Yield lines of what gets no more to it: all patients but the last."""
        patients = [key for key in self.groups if key[0] == "patient"]
        last = patients[-1][1] if patients else None
        yield from self._take(key for key in patients if key[1] != last)

    def take_all(self):
        """Yield the lines of all that is left."""
        yield from self._take(list(self.groups))

    def _take(self, keys):
        differing, self.differing = self.differing, []
        for row in (*differing, *map(self._take_row, keys)):
            if row["is_open"] and row["dimension"] in _BLOCKING:
                name = _BLOCKING[row["dimension"]]
                self.open_counts[name] = self.open_counts.get(name, 0) + 1
            yield row

    def _take_row(self, key):
        count, target, source, odoo, why = self.groups.pop(key)
        return self._prepare(*key, count, target, source, odoo, why)

    def put(
        self,
        dimension,
        key,
        currency,
        source,
        odoo,
        target=(None, 0),
        why=None,
        count=1,
    ):
        group = self.groups.setdefault(
            (dimension, key or "", currency), [0, target, _zero(), _zero(), None]
        )
        group[0] += count
        for into, found in ((group[2], source), (group[3], odoo)):
            for name, amount in found.items():
                into[name] += amount
        if why is not None and group[4] != "":
            group[4] = why

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
# what must be explained: other dimensions are sums of these
_BLOCKING = {"bill": "bill", "mode": "payment"}


def _kept(migration):
    if migration._bill_way() != "move":
        return MEASURES
    return _KEPT.get(migration.bill_mode, MEASURES)


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
    left = {
        name
        for name in differing
        if name not in ("tax", "discount")
        or not is_rounding(source[name], odoo[name], lines)
    }
    if not left:
        return "money_rounding"
    if left <= {"paid", "outstanding"} and _is_settled(move, source, odoo):
        return "settled_in_odoo"
    return "edited_in_odoo" if move["is_edited"] else ""


def _is_settled(move, source, odoo):
    """Whether exactly what people matched in Odoo is what is not open any more.

    Of that the source may know, as paid, a part or all by now.
    """
    lacking, settled = source["paid"] - odoo["paid"], move["settled"]
    is_covered = lacking * settled >= 0 and abs(lacking) <= abs(settled)
    open_before = odoo["outstanding"] + settled - lacking
    return bool(settled) and is_covered and open_before == source["outstanding"]
