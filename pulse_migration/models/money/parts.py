"""The parts of the reconciliation: bills as they were compared, and money by mode."""

from decimal import Decimal

from odoo import models
from odoo.tools import SQL, split_every

from ...engine.money_measures import MEASURES
from ...loaders.base import loader_of
from ...loaders.unit import LOADED
from ..bulk import insert_rows
from ..verify.records import CHUNK

ZERO = Decimal(0)
# measures that the chosen way of booking keeps; every other keeps all
_KEPT = {
    "posted": ("billed", "discount", "tax"),
    "draft": ("billed", "discount", "tax"),
}
_NOUGHT = dict.fromkeys(MEASURES, ZERO)
# what must be explained: other dimensions are sums of these
_BLOCKING = {"bill": "bill", "mode": "payment"}


def kept_measures(migration):
    """Return the measures that the clinic's way of booking bills keeps."""
    if migration._bill_way() != "move":
        return MEASURES
    return _KEPT.get(migration.bill_mode, MEASURES)


class Parts:
    """Collects what some bills, and the money of some receipts, come to."""

    def __init__(self, run, kept):
        self.run, self.kept = run, kept
        self.own_currency = run.migration_id.currency_id.name
        self.rows = []
        self.modes = {}

    def add(self, unit, bill, move, source, why, model="account.move"):
        """Add a bill beside ``move``: the measures and the id of what Odoo holds.

        :param why: None: nothing differs; empty: nothing says why; else a code
        """
        self._append(
            "bill",
            bill.number or unit.key,
            bill.currency or self.own_currency,
            source,
            move,
            why,
            patient_key=unit.head.patient_key or "",
            partner_id=unit.partner_id or None,
            month=bill.date[:7],
            physician=_physician(bill),
            res_model=model,
            res_id=move["id"],
        )

    def add_owed(self, amount):
        """Add what a patient's page shall say."""
        self._append("total", "", "", _NOUGHT | {"outstanding": amount}, _NOUGHT, None)

    def add_modes(self, source, odoo, why):
        """Add {(journal, currency): amount} of both sides to the modes they are of."""
        for mode in {**source, **odoo}:
            sums = self.modes.setdefault(mode, [0, ZERO, ZERO, None])
            sums[0] += 1
            sums[1] += source.get(mode, ZERO)
            sums[2] += odoo.get(mode, ZERO)
            if why is not None and sums[3] != "":
                sums[3] = why

    def add_held(self, reason, currency, source, bills):
        """Add bills that wait, by the reason."""
        self._append(
            "held", reason, currency, source, _NOUGHT, "not_loaded", count=bills
        )

    def put(self):
        """Write what was collected."""
        for (name, currency), (count, source, odoo, why) in self.modes.items():
            sides = ({**_NOUGHT, "paid": amount} for amount in (source, odoo))
            self._append("mode", name, currency, *sides, why, count=count)
        insert_rows(self.run.env["pulse.money.part"], self.rows)
        self.rows, self.modes = [], {}

    def _append(self, dimension, key, currency, source, odoo, why, **more):
        vals = {
            "run_id": self.run.id,
            "dimension": dimension,
            "key": key,
            "currency": currency,
            "count": 1,
            "explanation": why,
            "patient_key": None,
            "partner_id": None,
            "month": None,
            "physician": None,
            "res_model": None,
            "res_id": None,
            **more,
        }
        for name in MEASURES:
            vals[f"{name}_source"] = source[name]
            vals[f"{name}_odoo"] = odoo[name]
        self.rows.append(vals)


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _add_up_money(self, run):
        """Compare what is no record's of its own; write the sums.

        :return: the totals, and what the patients owe, as a sum in their currencies
        """
        kept = kept_measures(run.migration_id)
        for object_name in ("bill", "payment"):
            self._compare_unchanged(run, object_name)
        parts = Parts(run, kept)
        if run.migration_id._books_payments():
            self._add_draws(run, parts)
        self._add_held(run, parts)
        parts.put()
        table = self.env["pulse.money.part"]
        table._add_up(run, kept)
        sums, owed = table._sum_bills(run), Decimal(table._sum_owed(run))
        table._forget(run)
        self._tell_open(run)
        return {
            name: {
                "source": float(sums[f"{name}_source"]),
                "odoo": float(sums[f"{name}_odoo"]) if name in kept else None,
            }
            for name in MEASURES
        }, owed

    def _compare_unchanged(self, run, object_name):
        """Compare the money of records that this run had no need to write."""
        keys = self.env.execute_query(
            SQL(
                """SELECT unit_key FROM pulse_row
                    WHERE run_id = %s AND unit_object = %s AND state IN %s
                    GROUP BY 1 HAVING bool_and(state = 'unchanged') ORDER BY 1""",
                run.id,
                object_name,
                LOADED,
            )
        )
        if not keys:
            return
        loader = loader_of(run, object_name)
        scope = loader._scope(run)
        for chunk in split_every(CHUNK, [key for (key,) in keys], list):
            units = self._read_loaded(run, loader, object_name, chunk, scope)
            self._compare_money(run, loader, units, scope)
            self.env.invalidate_all()

    def _read_loaded(self, run, loader, object_name, keys, scope):
        """Return units of all rows that stand in Odoo, written by the run or not."""
        where = SQL(
            """run_id = %s AND unit_object = %s AND unit_key = ANY(%s)
               AND state IN %s""",
            run.id,
            object_name,
            keys,
            LOADED,
        )
        return loader._build_units(where, scope)

    def _tell_open(self, run):
        """Say of what nothing explains the differences."""
        open_ = self.env["pulse.money"]._read_group(
            [
                ("run_id", "=", run.id),
                ("is_open", "=", True),
                ("dimension", "in", list(_BLOCKING)),
            ],
            ["dimension"],
            ["__count"],
        )
        for dimension, count in open_:
            name = _BLOCKING[dimension]
            self._add(run, "money_differs", object_name=name, count=count)


def _physician(bill):
    values = bill.rows[0]
    return str(values.get("physician_name") or values.get("physician_id") or "")
