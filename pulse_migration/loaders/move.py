"""Bills into customer invoices, when Accounting is installed; drafts for now."""

from decimal import Decimal

from odoo import models
from odoo.fields import Command

from ..engine.documents import label
from ..engine.errors import RowError
from ..engine.money_summary import amount, is_void, total_of
from ..engine.value_maps import MEANING_FIELDS
from . import stored
from .html import paragraphs
from .quiet import quiet

JOURNAL_CODE = "PULSE"
# what the invoice itself holds; every other value of the bill goes to its note
_OWN_FIELDS = frozenset(
    (
        "bill_id",
        "patient_id",
        "date",
        "due_date",
        "description",
        "quantity",
        "unit_price",
        "amount_net",
        "amount_total",
        "tax",
        "discount",
        "currency",
        *MEANING_FIELDS.values(),
    )
)


class MoveLoader(models.AbstractModel):
    """The source's total is the invoice's total: what lines lack is a further line."""

    _name = "pulse.loader.move"
    _inherit = "pulse.loader"
    _description = "Loader: Invoices"
    _target = "account.move"
    _kept_as = {"invoice_line_ids": ("lines", "amount_total")}

    def _scope(self, run):
        scope = super()._scope(run)
        if "account.move" in self.env:
            journal = self._find_journal(scope.migration.company_id)
            scope.types = {"journal": journal}
        return scope

    def _load(self, batch):
        """The journal comes first: no refused bill may take it back."""
        if not self._find_journal(batch.run_id.migration_id.company_id):
            self._create_journal(batch)
        return super()._load(batch)

    def _find_journal(self, company):
        return (
            self.env["account.journal"]
            .sudo()
            .search(
                [("code", "=", JOURNAL_CODE), ("company_id", "=", company.id)], limit=1
            )
        )

    def _create_journal(self, batch):
        """A journal of its own keeps the clinic's running numbers untouched."""
        company = batch.run_id.migration_id.company_id
        account = (
            self.env["account.account"]
            .sudo()
            .with_company(company)
            .search(
                [
                    ("account_type", "=", "income"),
                    ("company_ids", "parent_of", company.id),
                ],
                limit=1,
            )
        )
        vals = {
            "name": "Pulse history",
            "code": JOURNAL_CODE,
            "type": "sale",
            "company_id": company.id,
            "default_account_id": account.id,
        }
        journal = quiet(self.env["account.journal"]).create(vals)
        self.env["pulse.change"]._record(
            batch,
            [
                {
                    "object_name": "bill",
                    "external_id": "",
                    "res_model": "account.journal",
                    "res_id": journal.id,
                    "operation": "create",
                    "before": None,
                    "after": stored.of_vals(journal, {"code": JOURNAL_CODE}),
                }
            ],
        )

    def _finish_created(self, units):
        """Cancelled bills become cancelled invoices."""
        void = [unit.record_id for unit in units if is_void(unit.values)]
        if void:
            quiet(self.env[self._target]).browse(void).write({"state": "cancel"})

    def _prepare_vals(self, unit, scope):
        values = unit.values
        lines, total = self._lines(unit)
        sign = -1 if total < 0 else 1
        currency = self._currency(values, scope)
        return {
            "move_type": "out_refund" if total < 0 else "out_invoice",
            "partner_id": unit.partner_id,
            "journal_id": scope.types["journal"].id,
            "currency_id": currency.id,
            "invoice_date": values.get("date") or False,
            "invoice_date_due": values.get("due_date") or values.get("date") or False,
            "ref": unit.key,
            "narration": self._narration(unit),
            "invoice_line_ids": [
                Command.create(
                    {
                        "name": name,
                        "quantity": quantity,
                        "price_unit": float(price * sign),
                        "tax_ids": [Command.clear()],
                    }
                )
                for name, quantity, price in lines
            ],
        }

    def _currency(self, values, scope):
        """The bill's currency; one without a rate would change the amount: refused."""
        currency = scope.migration._currency_of(values.get("currency"))
        company_currency = scope.migration.company_id.currency_id
        if currency != company_currency and not currency.rate_ids:
            raise RowError("currency_rate_missing", "currency")
        return currency

    def _lines(self, unit):
        """Return [(name, quantity, unit price)] and the stated total."""
        bills = [row.values for row in unit.rows if row.object_name == "bill"]
        items = [row.values for row in unit.rows if row.object_name == "bill_item"]
        lines = [self._line(values) for values in items or bills]
        bill = bills[0] if bills else unit.values
        total = total_of(bill, items)
        if total is None:
            raise RowError("amount_missing", "amount_total")
        if bill.get("amount_total") is None and "total_from_parts" not in unit.flags:
            unit.flags.append("total_from_parts")
        if tax := sum((amount(values, "tax") for values in bills), Decimal(0)):
            lines.append(("Tax as stated on the bill", 1.0, tax))
        difference = total - sum(Decimal(str(q)) * p for _n, q, p in lines)
        if difference:
            lines.append(("Adjustment to the bill's total", 1.0, difference))
        return lines, total

    def _line(self, values):
        name = values.get("description") or values.get("item_name") or "Bill"
        quantity = float(values.get("quantity") or 1)
        if values.get("unit_price") is not None:
            price = amount(values, "unit_price")
        else:
            net = values.get("amount_net") or values.get("amount_total") or "0"
            price = Decimal(str(net)) / Decimal(str(quantity))
        return name, quantity, price

    def _narration(self, unit):
        """Everything the bill says that the invoice has no field for, in words."""
        lines = [
            f"{label(name)}: {value}"
            for row in unit.rows
            for name, value in sorted(row.values.items())
            if name not in _OWN_FIELDS and value not in (None, "")
        ]
        return paragraphs(lines)

    # a bill is compared by what it says, not by the ids of its lines

    def _stored(self, vals):
        lines = [command[2] for command in vals["invoice_line_ids"]]
        plain = {k: v for k, v in vals.items() if k != "invoice_line_ids"}
        total = sum(
            Decimal(str(line["quantity"])) * Decimal(str(line["price_unit"]))
            for line in lines
        )
        return {
            **stored.of_vals(self.env[self._target], plain),
            "amount_total": float(round(total, 2)),
            "lines": sorted(
                [line["name"], line["quantity"], round(line["price_unit"], 6)]
                for line in lines
            ),
        }

    def _read_back(self, record_ids, names):
        names = [name for name in names if name not in ("lines", "amount_total")]
        moves = quiet(self.env[self._target]).browse(record_ids).exists()
        found = stored.of_records(moves, names)
        for move in moves:
            found[move.id]["amount_total"] = round(move.amount_total, 2)
            found[move.id]["lines"] = sorted(
                [line.name, line.quantity, round(line.price_unit, 6)]
                for line in move.invoice_line_ids
            )
        return found

    def _update(self, units, scope, links, changes):
        """A draft whose bill changed is written anew; any other waits for a person."""
        for unit in units:
            move = quiet(self.env[self._target]).browse(unit.record_id)
            vals = unit.vals
            before = self._read_back(move.ids, list(self._stored(vals)))[move.id]
            wanted = self._stored(vals)
            links.append(self._prepare_link(unit, "", move.id))
            if before == wanted:
                continue
            if move.state != "draft":
                unit.flags.append("edited_in_odoo")
                continue
            vals["invoice_line_ids"].insert(0, Command.clear())
            move.write(vals)
            changes.append(
                self._prepare_change(unit, "", move, "write", before, wanted)
            )
