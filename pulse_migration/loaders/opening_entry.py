"""The entries of opening balances: what is open, less what loads have booked of it."""

from decimal import Decimal
from typing import NamedTuple

from odoo import models
from odoo.fields import Command
from odoo.tools import SQL

from ..engine.opening import Item, bill_name, is_of_bill
from .exact import exact
from .move_journal import NUMBERS
from .quiet import quiet
from .unit import sql_unit_key_of, unit_key_of

ENTRY = "Opening balance"
SUFFIX = "#open"
ZERO = Decimal(0)
_BOOKED = """
    SELECT %(key)s, line.name, c.name, sum(line.amount_currency)::text,
           bool_or(line.amount_residual_currency <> line.amount_currency)
      FROM pulse_link l JOIN account_move m ON m.id = l.res_id
      JOIN account_move_line line ON line.move_id = m.id
      JOIN account_account a ON a.id = line.account_id
      JOIN res_currency c ON c.id = line.currency_id
     WHERE l.migration_id = %(migration)s AND l.object_name = 'bill'
       AND l.res_model = 'account.move' AND m.state = 'posted'
       AND l.external_id = ANY(%(keys)s) AND a.account_type = 'asset_receivable'
     GROUP BY 1, 2, 3"""


class Lack(NamedTuple):
    """What the books lack of a unit; ``is_kept``: something else stays, by people."""

    unit: object
    items: list[Item]
    is_kept: bool


class OpeningLoader(models.AbstractModel):
    _inherit = "pulse.loader.opening"

    def _planned_values(self, units, scope):
        yield from super()._planned_values(units, scope)
        for lack in self._find_lacking(units, scope):
            if lack.items:
                told = [[item.name, str(item.amount)] for item in lack.items]
                yield lack.unit, SUFFIX, (False, told)

    def _write_partners(self, units, scope, changes):
        self._book_lacking(units, scope, changes)
        return super()._write_partners(units, scope, changes)

    def _book_lacking(self, units, scope, changes):
        """Book what is open and not in the books yet, an entry a patient."""
        entries = []
        for lack in self._find_lacking(units, scope):
            if lack.is_kept:
                lack.unit.add_edited(ENTRY)
            if lack.items:
                suffix = self._next_suffix(lack.unit, scope)
                vals = self._prepare_entry(lack.unit, lack.items, suffix, scope)
                entries.append((lack.unit, suffix, vals))
        if not entries:
            return
        moves = quiet(self.env["account.move"]).create([vals for *_, vals in entries])
        moves._post(soft=False)
        after = self.env["pulse.loader.move"]._snapshots(moves)
        links = []
        for (unit, suffix, _vals), move in zip(entries, moves, strict=True):
            link = self._prepare_link(unit, suffix, move.id)
            links.append({**link, "res_model": move._name, "values": None})
            changes.append(
                self._prepare_change(unit, suffix, move, "create", None, after[move.id])
            )
        self.env["pulse.link"]._record(scope.run, links)

    # an entry

    def _prepare_entry(self, unit, items, suffix, scope):
        """Return a balanced entry: the items, and against them one line a currency."""
        lines = [self._prepare_item(item, unit, scope) for item in items]
        lines += self._prepare_counters(lines, scope)
        vals = {
            "move_type": "entry",
            "journal_id": scope.own["journal"].id,
            "date": scope.migration.opening_on,
            "ref": f"{ENTRY} {unit.key}",
            "partner_id": unit.partner_id,
            "line_ids": [
                Command.create({**line, "partner_id": unit.partner_id})
                for line in lines
            ],
        }
        # a journal in use goes on in its own numbers
        if scope.own["journal"].sequence_override_regex == NUMBERS:
            vals["name"] = f"{unit.key}{scope.own['suffix']}/{suffix[1:]}"
        return vals

    def _prepare_item(self, item, unit, scope):
        """Return what is owed, at the rate of the day of the move."""
        migration = scope.migration
        company = migration.company_id
        currency = migration._currency_of(item.currency)
        amount = currency.round(float(item.amount))
        partner = quiet(self.env["res.partner"]).browse(unit.partner_id)
        partner = partner.with_company(company)
        return {
            "name": item.name,
            "account_id": partner.property_account_receivable_id.id,
            "currency_id": currency.id,
            "amount_currency": amount,
            "balance": currency._convert(
                amount, company.currency_id, company, migration.opening_on
            ),
            "date_maturity": item.due or migration.opening_on,
        }

    def _prepare_counters(self, lines, scope):
        sums = {}
        for line in lines:
            found = sums.setdefault(line["currency_id"], [0.0, 0.0])
            found[0] -= line["amount_currency"]
            found[1] -= line["balance"]
        own_currency = scope.migration.company_id.currency_id
        return [
            {
                "name": ENTRY,
                "account_id": scope.own["account"].id,
                "currency_id": currency.id,
                "amount_currency": currency.round(amount),
                "balance": own_currency.round(balance),
            }
            for currency, (amount, balance) in (
                (self.env["res.currency"].browse(id_), found)
                for id_, found in sums.items()
            )
        ]

    # what is booked already

    def _find_lacking(self, units, scope):
        """Yield a Lack for each unit that is not in the books as it says."""
        booked = self._read_booked([unit.key for unit in units], scope)
        theirs = self._edited_keys([unit.key for unit in units], scope)
        for unit in units:
            items, is_kept = _difference(
                self._items(unit, scope), booked.get(unit.key, {})
            )
            if unit.key in theirs:
                items, is_kept = [], bool(items or is_kept)
            if items or is_kept:
                yield Lack(unit, items, is_kept)

    def _read_booked(self, keys, scope):
        """Return {unit key: {(name, currency): (Decimal, whether it is matched)}}."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                _BOOKED,
                key=sql_unit_key_of(SQL("l.external_id")),
                migration=scope.migration.id,
                keys=self._possible_keys(keys, scope),
            )
        )
        found = {}
        for key, name, currency, amount, is_matched in rows:
            found.setdefault(key, {})[name, currency] = (exact(amount), is_matched)
        return found

    # what verification compares

    def _read_sums(self, units, scope):
        """What is outstanding is what the books say; all else is the statement's."""
        found = super()._read_sums(units, scope)
        booked = self._read_booked(list(found), scope)
        for key, (_res_id, by_number) in found.items():
            owed = _by(booked.get(key, {}), lambda name, _currency: name)
            for number, sums in by_number.items():
                sums["outstanding"] = owed.get(bill_name(number), ZERO)
        return found

    def _read_credits(self, units, scope):
        """Yield (unit, {currency: amount} there, and here) of what no bill says."""
        booked = self._read_booked([unit.key for unit in units], scope)
        for unit in units:
            wanted = {
                (item.name, item.currency): (item.amount, False)
                for item in self._items(unit, scope)
            }
            yield unit, _credits(wanted), _credits(booked.get(unit.key, {}))

    # keys

    def _possible_keys(self, keys, scope):
        """Return what entries of these units may be linked by: one a run at most."""
        numbers = range(2, len(scope.migration.run_ids) + 2)
        suffixes = [SUFFIX, *(f"{SUFFIX}-{number}" for number in numbers)]
        return [f"{key}{suffix}" for key in keys for suffix in suffixes]

    def _linked_entries(self, keys, scope):
        return self.env["pulse.link"]._find_targets(
            scope.migration, "bill", self._possible_keys(keys, scope), "account.move"
        )

    def _next_suffix(self, unit, scope):
        taken = len(self._linked_entries([unit.key], scope))
        return f"{SUFFIX}-{taken + 1}" if taken else SUFFIX

    def _edited_keys(self, keys, scope):
        """Return the keys of units of whose entries people made something else."""
        links = self._linked_entries(keys, scope)
        moves = quiet(self.env["account.move"]).browse(links.values()).exists()
        last = self.env["pulse.change"].sudo()._last_written(moves)
        differing = self.env["pulse.loader.move"]._differ_from(moves, last)
        ours = {move.id for move in moves if move.id not in differing}
        return {unit_key_of(key) for key, id_ in links.items() if id_ not in ours}


def _credits(booked):
    """Return {currency: amount} of the credit that is of no bill."""
    return _by(
        {
            key: (-amount, is_matched)
            for key, (amount, is_matched) in booked.items()
            if not is_of_bill(key[0])
        },
        lambda _name, currency: currency,
    )


def _by(booked, part):
    """Add up {(name, currency): (amount, …)} by a part of the key."""
    found = {}
    for key, (amount, _is_matched) in booked.items():
        found[part(*key)] = found.get(part(*key), ZERO) + amount
    return found


def _difference(items, booked):
    """Return the items less what is booked of them, and whether any stays as it is.

    What people matched with a payment of theirs is not corrected below it.
    """
    wanted = {(item.name, item.currency): item for item in items}
    for key in booked.keys() - wanted.keys():
        wanted[key] = Item(*key, "", ZERO)
    found, is_kept = [], False
    for key, item in wanted.items():
        amount, is_matched = booked.get(key, (ZERO, False))
        if item.amount != amount:
            if is_matched:
                is_kept = True
            else:
                found.append(item._replace(amount=item.amount - amount))
    return found, is_kept
