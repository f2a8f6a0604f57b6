"""Verifying bills that are kept by patient: in a statement, and an opening balance."""

from odoo import models

from .moves import explanation


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_statements(self, run, loader, units, scope, parts):
        """Add the bills of this run beside what their patients' statements say."""
        held = loader._read_sums(units, scope)
        edited = self._edited_fields(units)
        for unit, bills in self._read_units_bills(run, loader, units):
            if bills:
                parts.add_owed(loader._summarise(bills, scope).outstanding)
            if unit.key not in held:
                continue  # a record that is missing is said so
            res_id, by_number = held[unit.key]
            for bill in self._own_bills(unit, bills):
                move = {
                    **dict.fromkeys(parts.kept, 0),
                    **by_number.get(bill.number, {}),
                    "id": res_id,
                    "state": "",
                    "settled": 0,
                    "is_edited": unit.key in edited,
                }
                source = loader._measures(bill, scope)
                why = explanation(bill, move, source, parts.kept)
                parts.add(unit, bill, move, source, why, "ir.attachment")
        self._compare_credits(run, loader, units, scope, parts, edited)

    def _compare_credits(self, run, loader, units, scope, parts, edited):
        """Add what patients paid ahead: an opening balance owes it to them."""
        if run.migration_id._bill_way() != "opening":
            return
        name = self.env._("Paid in advance")
        for unit, *sides in loader._read_credits(units, scope):
            source, odoo = (
                {(name, currency): amount for currency, amount in side.items()}
                for side in sides
            )
            why = "edited_in_odoo" if unit.key in edited else ""
            parts.add_modes(source, odoo, None if source == odoo else why)

    def _own_bills(self, unit, bills):
        """Yield the bills of this run that somebody may owe."""
        numbers = {str(row.values.get("bill_id") or "") for row in unit.rows}
        for bill in bills:
            if bill.number in numbers and not bill.is_void:
                yield bill
