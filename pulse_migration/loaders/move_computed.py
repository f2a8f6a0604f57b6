"""Invoices made with the lines that Odoo would add to them: the same, found for less.

Odoo watches what a change does to each invoice's lines, and adds the one that is owed.
Of an untaxed bill in the company's own currency all of it is plain, so it is given; any
other bill is left to Odoo.
"""

from itertools import compress

from odoo import models
from odoo.fields import Command, Date

from .move_names import split_name
from .quiet import quiet

# what is known here is what Odoo's own module says in these; another module that says
# more there has the last word
_RULES = {
    "account.move": (
        "_get_sync_stack",
        "_compute_amount",
        "_compute_needed_terms",
        "_sync_tax_lines",
    ),
    "account.move.line": (
        "_sync_invoice",
        "_compute_amount_residual",
        "_compute_balance",
        "_compute_totals",
    ),
    "account.fiscal.position": (
        "_get_fiscal_position",
        "_get_first_matching_fpos",
        "_get_fpos_validation_functions",
    ),
}
_ANALYTIC = {
    "account.move.line": (
        "_compute_analytic_distribution",
        "_related_analytic_distribution",
    ),
}
_OF_INVOICES = {
    "account.move": ("_compute_always_tax_exigible", "_compute_checked"),
}
_ACCOUNT = "odoo.addons.account."
_SKIP = {
    "skip_invoice_sync": True,
    "skip_invoice_line_sync": True,
    "skip_is_manually_modified": True,
}
_EXACT = 1e-9
_HOLDS_MONEY = ("asset_cash", "liability_credit_card")


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _create_records(self, vals_list):
        """Create what is plain in one call, the rest as Odoo does; return all."""
        model = quiet(self.env[self._target])
        plain = [self._is_plain(vals) for vals in vals_list]
        is_numbered = all("name" in vals for vals in vals_list)
        # Odoo numbers invoices in the order in which it makes them
        if not self._has_usual_rules(_RULES) or not (is_numbered or all(plain)):
            return model.create(vals_list)
        ids = iter(self._create_plain([*compress(vals_list, plain)]).ids)
        others = [*compress(vals_list, (not known for known in plain))]
        other_ids = iter(model.create(others).ids if others else ())
        return model.browse(next(ids if known else other_ids) for known in plain)

    def _create_plain(self, vals_list):
        model = quiet(self.env[self._target]).with_context(**_SKIP)
        if not vals_list:
            return model
        known = self._prepare_computed_vals(model, vals_list)
        moves = model.create(
            [vals | more for vals, more in zip(vals_list, known, strict=True)]
        )
        # Odoo calls a draft's number a gap
        gap = ["made_sequence_gap"] if "made_sequence_gap" in known[0] else []
        _keep(moves, [*_sums(1, 0.0), *gap])
        _keep(moves.line_ids, ("price_subtotal", "price_total", *_residuals(0.0, True)))
        return moves

    def _has_usual_rules(self, rules):
        """Whether no other module says more of what is given here."""
        return all(
            getattr(type(self.env[model]), name).__module__.startswith(_ACCOUNT)
            for model, names in rules.items()
            for name in names
        )

    def _is_plain(self, vals):
        """Whether its lines are those that are said, and one of what is owed."""
        journal = self.env["account.journal"].sudo().browse(vals["journal_id"])
        company = journal.company_id
        lines = [command[2] for command in vals["invoice_line_ids"]]
        accounts = self.env["account.account"].sudo()
        return (
            vals["currency_id"] == company.currency_id.id
            and not company.account_discount_expense_allocation_id
            and self._rounds_alike(lines, company)
            and all(
                line["account_id"]
                and not line["tax_ids"][0][2]
                and not accounts.browse(line["account_id"]).tax_ids
                for line in lines
            )
        )

    def _rounds_alike(self, lines, company):
        """Whether each line rounded by itself is what the sum rounded makes of it."""
        if company.tax_calculation_rounding_method == "round_per_line":
            return bool(lines)
        amounts = map(self._subtotal, lines)
        currency = company.currency_id
        return len(lines) == 1 or all(
            abs(amount - currency.round(amount)) < _EXACT for amount in amounts
        )

    def _prepare_computed_vals(self, model, vals_list):
        """Return, for each of ``vals_list``, its lines, sums and fiscal position."""
        positions = self._find_positions(vals_list)
        partners = model.env["res.partner"].browse(v["partner_id"] for v in vals_list)
        empty = self._prepare_empty_vals()
        usual = self._prepare_usual_vals()
        return [
            {
                **self._prepare_sums(vals, empty | self._prepare_line_stamps(vals)),
                **self._prepare_stamps(vals, partner),
                **usual,
                "fiscal_position_id": position,
            }
            for vals, partner, position in zip(
                vals_list, partners, positions, strict=True
            )
        ]

    def _prepare_stamps(self, vals, partner):
        """Return what Odoo works out of an invoice after it is there.

        It does so anyway, and finds it there already: nothing is left to write.
        """
        stamps = {
            "commercial_partner_id": partner.commercial_partner_id.id,
            "invoice_partner_display_name": partner.display_name,
            "payment_state": "not_paid",
            "is_manually_modified": False,
        }
        if "name" in vals:
            prefix, number = split_name(self.env, vals["journal_id"], vals["name"])
            stamps |= {"sequence_prefix": prefix, "sequence_number": number}
            stamps["made_sequence_gap"] = False
        return stamps

    def _prepare_line_stamps(self, vals):
        """Return the same of its lines: what they have of their invoice."""
        day = vals["invoice_date"] and Date.to_date(vals["invoice_date"])
        stamps = {"parent_state": "draft", "ref": vals["ref"], "invoice_date": day}
        if day:
            stamps["date"] = day
        if "name" in vals:
            stamps["move_name"] = vals["name"]
        return stamps

    def _prepare_usual_vals(self):
        """Return what every invoice that is not posted has of tax and review."""
        if not self._has_usual_rules(_OF_INVOICES):
            return {}
        return {"always_tax_exigible": False, "checked": False}

    def _prepare_empty_vals(self):
        """Return what no line can hold: where nobody distributes costs, no shares."""
        models = self.env["account.analytic.distribution.model"].sudo()
        if models.search_count([], limit=1) or not self._has_usual_rules(_ANALYTIC):
            return {}
        return {"analytic_distribution": False}

    def _prepare_sums(self, vals, empty):
        """Return the lines with their amounts, that of what is owed, and the sums."""
        sign = 1 if vals["move_type"] == "out_refund" else -1
        currency = self.env["res.currency"].browse(vals["currency_id"])
        commands, owed = [], 0.0
        for _command, _id, line in vals["invoice_line_ids"]:
            amount = currency.round(self._subtotal(line))
            owed -= sign * amount
            is_open = self._stays_open(line["account_id"])
            commands.append(
                Command.create(
                    line
                    | _amounts(sign * amount)
                    | {"price_subtotal": amount, "price_total": amount}
                    | _residuals(sign * amount * is_open, is_open and not amount)
                    | empty
                )
            )
        owed = currency.round(owed)
        commands.append(Command.create(self._prepare_owed(vals, owed) | empty))
        return {"invoice_line_ids": commands, **_sums(-sign, owed)}

    def _prepare_owed(self, vals, owed):
        return {
            "display_type": "payment_term",
            "date_maturity": Date.to_date(vals["invoice_date_due"]),
            "discount_date": False,
            "discount_balance": 0.0,
            "discount_amount_currency": 0.0,
            "price_subtotal": False,
            "price_total": False,
            **_amounts(owed),
            **_residuals(owed, not owed),
        }

    def _stays_open(self, account_id):
        """Whether a line on the account is open until another one settles it."""
        account = self.env["account.account"].sudo().browse(account_id)
        return account.reconcile or account.account_type in _HOLDS_MONEY

    def _subtotal(self, line):
        """Return a line's amount, of numbers with the digits that Odoo keeps."""
        model = self.env["account.move.line"]
        price, quantity, discount = (
            model._fields[name].convert_to_cache(line[name], model)
            for name in ("price_unit", "quantity", "discount")
        )
        return quantity * (price * (1 - discount / 100.0))

    def _find_positions(self, vals_list):
        """Return the fiscal position of each invoice, asked once per kind of place."""
        journals = self.env["account.journal"].sudo()
        company = journals.browse(vals_list[0]["journal_id"]).company_id
        positions = self.env["account.fiscal.position"].sudo().with_company(company)
        has_zips = bool(positions.search_count([("zip_from", "!=", False)], limit=1))
        partners = quiet(self.env["res.partner"]).with_company(company)
        partners = partners.browse(vals["partner_id"] for vals in vals_list)
        found = {}
        for partner in partners:
            delivery = partner.browse(partner.address_get(["delivery"])["delivery"])
            if delivery == partner:
                # one of the partners that are read together
                delivery = partner
            key = (_address(partner, has_zips), _address(delivery, has_zips))
            if key not in found:
                position = positions._get_fiscal_position(partner, delivery=delivery)
                found[key] = position.id
            yield found[key]


def _amounts(balance):
    return {"balance": balance, "amount_currency": balance}


def _residuals(amount, is_settled):
    return {
        "amount_residual": amount,
        "amount_residual_currency": amount,
        "reconciled": is_settled,
    }


def _sums(sign, owed):
    """Return the sums of an invoice of the company's own currency, without taxes.

    :param sign: -1 of a credit note, whose ``owed`` is below nought
    """
    total = sign * owed
    return {
        "amount_untaxed": total,
        "amount_tax": 0.0,
        "amount_total": total,
        "amount_residual": total,
        "amount_untaxed_signed": owed,
        "amount_untaxed_in_currency_signed": owed,
        "amount_tax_signed": 0.0,
        "amount_total_signed": owed,
        "amount_residual_signed": owed,
        "amount_total_in_currency_signed": owed,
    }


def _keep(records, names):
    """Let Odoo not work out once more what the records were made with."""
    for name in names:
        records.env.remove_to_compute(records._fields[name], records)


def _address(partner, has_zips):
    """Return what a fiscal position may be found by."""
    return (
        partner.country_id,
        partner.state_id,
        partner.vat,
        partner.property_account_position_id,
        has_zips and partner.zip,
    )
