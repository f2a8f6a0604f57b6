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
from .unit import part_number

ENTRY = "Opening balance"
SUFFIX = "#open"
ZERO = Decimal(0)
_BOOKED = """
    SELECT m.id, line.name, c.name, sum(line.amount_currency)::text,
           bool_or(line.amount_residual_currency <> line.amount_currency)
      FROM account_move m
      JOIN account_move_line line ON line.move_id = m.id
      JOIN account_account a ON a.id = line.account_id
      JOIN res_currency c ON c.id = line.currency_id
     WHERE m.id = ANY(%s) AND m.state = 'posted'
       AND a.account_type = 'asset_receivable'
     GROUP BY 1, 2, 3"""


class Lack(NamedTuple):
    """What the books lack of a unit; ``is_kept``: something else stays, by people.

    ``suffix`` is that of the entry that would book it.
    """

    unit: object
    items: list[Item]
    is_kept: bool
    suffix: str


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
        lacking = self._find_lacking(units, scope)
        for lack in lacking:
            if lack.is_kept:
                lack.unit.add_edited(ENTRY)
        lacking = [lack for lack in lacking if lack.items]
        if not lacking:
            return
        accounts = self._receivables([lack.unit for lack in lacking], scope)
        vals_list = [self._prepare_entry(lack, accounts, scope) for lack in lacking]
        self.env["pulse.loader.move"]._avoid_taken_names(vals_list)
        moves = quiet(self.env["account.move"]).create(vals_list)
        moves._post(soft=False)
        after = self.env["pulse.loader.move"]._snapshots(moves)
        links = []
        for lack, move in zip(lacking, moves, strict=True):
            unit, suffix = lack.unit, lack.suffix
            link = self._prepare_link(unit, suffix, move.id)
            links.append({**link, "res_model": move._name, "values": None})
            changes.append(
                self._prepare_change(unit, suffix, move, "create", None, after[move.id])
            )
        self.env["pulse.link"]._record(scope.run, links)

    # an entry

    def _receivables(self, units, scope):
        """Return {partner id: account id} of where the patients owe."""
        partners = quiet(self.env["res.partner"]).browse(u.partner_id for u in units)
        partners = partners.with_company(scope.migration.company_id)
        return {p.id: p.property_account_receivable_id.id for p in partners}

    def _prepare_entry(self, lack, accounts, scope):
        """Return a balanced entry: the items, and against them one line a currency."""
        unit, empty = lack.unit, scope.own["empty"]
        account_id = accounts[unit.partner_id]
        lines = [self._prepare_item(item, account_id, scope) for item in lack.items]
        lines += self._prepare_counters(lines, scope)
        vals = {
            "move_type": "entry",
            "journal_id": scope.own["journal"].id,
            "date": scope.migration.opening_on,
            "ref": f"{ENTRY} {unit.key}",
            "partner_id": unit.partner_id,
            "line_ids": [
                Command.create({**line, **empty, "partner_id": unit.partner_id})
                for line in lines
            ],
        }
        # a journal in use goes on in its own numbers
        if scope.own["journal"].sequence_override_regex == NUMBERS:
            vals["name"] = f"{unit.key}{scope.own['suffix']}/{lack.suffix[1:]}"
        return vals

    def _prepare_item(self, item, account_id, scope):
        """Return what is owed, at the rate of the day of the move."""
        migration = scope.migration
        company = migration.company_id
        currency = migration._currency_of(item.currency)
        amount = float(item.amount)
        return {
            "name": item.name,
            "account_id": account_id,
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
        """Return a Lack for each unit that is not in the books as it says."""
        entries = self._read_entries([unit.key for unit in units], scope)
        booked, theirs = self._read_booked(entries), self._edited_keys(entries)
        found = []
        for unit in units:
            items, is_kept = _difference(
                self._items(unit, scope), booked.get(unit.key, {})
            )
            if unit.key in theirs:
                items, is_kept = [], bool(items or is_kept)
            if items or is_kept:
                suffix = _next_suffix(entries.get(unit.key, {}))
                found.append(Lack(unit, items, is_kept, suffix))
        return found

    def _read_entries(self, keys, scope):
        """Return {unit key: {suffix: entry id}} of what loads booked of these units."""
        found = {}
        for key, suffix, res_id in self.env["pulse.link"]._find_parts(
            scope.migration, "bill", keys, SUFFIX
        ):
            found.setdefault(key, {})[suffix] = res_id
        return found

    def _read_booked(self, entries):
        """Return {unit key: {(name, currency): (Decimal, whether it is matched)}}."""
        keys = {id_: key for key, of_key in entries.items() for id_ in of_key.values()}
        if not keys:
            return {}
        self.env.flush_all()
        found = {}
        for id_, name, currency, text, is_matched in self.env.execute_query(
            SQL(_BOOKED, list(keys))
        ):
            of_key = found.setdefault(keys[id_], {})
            amount, was_matched = of_key.get((name, currency), (ZERO, False))
            of_key[name, currency] = (amount + exact(text), was_matched or is_matched)
        return found

    def _edited_keys(self, entries):
        """Return the keys of units of whose entries people made something else."""
        keys = {id_: key for key, of_key in entries.items() for id_ in of_key.values()}
        moves = quiet(self.env["account.move"]).browse(keys).exists()
        last = self.env["pulse.change"].sudo()._last_written(moves)
        differing = self.env["pulse.loader.move"]._differ_from(moves, last)
        ours = {move.id for move in moves if move.id not in differing}
        return {key for id_, key in keys.items() if id_ not in ours}

    # what verification compares

    def _read_sums(self, units, scope):
        """What is outstanding is what the books say; all else is the statement's."""
        found = super()._read_sums(units, scope)
        booked = self._read_booked(self._read_entries(list(found), scope))
        for key, (_res_id, by_number) in found.items():
            owed = _by(booked.get(key, {}), lambda name, _currency: name)
            for number, sums in by_number.items():
                sums["outstanding"] = owed.get(bill_name(number), ZERO)
        return found

    def _measures(self, bill, scope):
        found = super()._measures(bill, scope)
        owed = self._round(found["outstanding"], bill.currency, scope)
        return {**found, "outstanding": owed}

    def _read_credits(self, units, scope):
        """Yield (unit, {currency: amount} there, and here) of what no bill says."""
        entries = self._read_entries([unit.key for unit in units], scope)
        booked = self._read_booked(entries)
        for unit in units:
            wanted = {
                (item.name, item.currency): (item.amount, False)
                for item in self._items(unit, scope)
            }
            yield unit, _credits(wanted), _credits(booked.get(unit.key, {}))


def _next_suffix(taken):
    """Return the suffix of a unit's next entry: after the highest that is there."""
    last = max((part_number(suffix, SUFFIX) for suffix in taken), default=0)
    return f"{SUFFIX}-{last + 1}" if last else SUFFIX


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
