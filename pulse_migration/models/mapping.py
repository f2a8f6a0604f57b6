"""One column of one file, and the canonical field it means."""

from odoo import api, fields, models

from ..engine import catalog
from ..engine.converters import Rules
from ..engine.staging import ColumnPlan

# what decides how a column's cells become values
RULES = {"field_name", "date_order", "decimal", "serial_dates", "half_day"}


class Mapping(models.Model):
    """A proposal until a person confirmed it; then the rule by which a column loads."""

    _name = "pulse.mapping"
    _inherit = "pulse.protected"
    _description = "Column Mapping"
    _order = "file_id, sequence, id"
    _rec_name = "header"
    _server_fields = frozenset({"is_confirmed", "file_id", "score", "reason"})

    file_id = fields.Many2one(
        "pulse.file", required=True, ondelete="cascade", index=True
    )
    run_id = fields.Many2one(
        related="file_id.run_id", store=True, index=True, ondelete="cascade"
    )
    migration_id = fields.Many2one(
        related="file_id.migration_id", store=True, index=True, ondelete="cascade"
    )
    object_name = fields.Selection(related="file_id.object_name")
    sequence = fields.Integer()
    header = fields.Char(required=True, readonly=True)
    field_name = fields.Char(
        "Field", help="Canonical field; empty keeps it on the row."
    )
    state = fields.Selection(
        [("sure", "Sure"), ("look", "Please look"), ("none", "Kept on the row")],
        required=True,
        default="none",
    )
    score = fields.Float(readonly=True)
    reason = fields.Char(readonly=True)
    # cells of patients: a column of whatever name may hold something medical
    samples = fields.Char(readonly=True, groups="pulse_migration.group_medical")
    top_value = fields.Char(
        readonly=True,
        groups="pulse_migration.group_medical",
        help="The text that most rows hold.",
    )
    filled_count = fields.Integer("Filled", readonly=True)
    distinct_count = fields.Integer("Distinct", readonly=True)
    date_order = fields.Selection(
        [("DMY", "Day first"), ("MDY", "Month first"), ("YMD", "Year first")],
        help="How the dates of this column are read.",
    )
    date_proof = fields.Char(readonly=True)
    serial_dates = fields.Boolean(readonly=True)
    half_day = fields.Boolean(readonly=True)
    decimal = fields.Char("Decimal Mark", default=".")
    is_confirmed = fields.Boolean("Confirmed")

    @api.model
    def _create_proposed(self, file, proposal, evidence):
        """Write one line a column from ``matching.TableProposal``."""
        vals_list = []
        for sequence, column in enumerate(proposal.columns):
            found = evidence[column.header]
            vals_list.append(
                {
                    "file_id": file.id,
                    "sequence": sequence,
                    "header": column.header,
                    "field_name": column.field,
                    "state": column.state,
                    "score": column.score,
                    "reason": column.reason,
                    "samples": " · ".join(text for _line, text in found.samples[:3]),
                    "top_value": self._top_value(found),
                    "filled_count": found.filled,
                    "distinct_count": found.distinct[0],
                    **self._prepare_rule_vals(found, file.migration_id),
                }
            )
        return self.sudo().create(vals_list)

    def _top_value(self, evidence):
        """Return the most common text of a column with few values, else False."""
        counts = evidence.values
        return max(counts, key=counts.get) if counts else False

    def _prepare_rule_vals(self, evidence, migration):
        """What the column's values prove; the clinic's country only pre-selects."""
        order, proof = evidence.date_order()
        if proof.reason == "nothing_proves":
            order = self.env["pulse.run"]._usual_date_order(migration)
        decimal, mark_proof = evidence.decimal()
        if mark_proof.reason == "nothing_proves":
            decimal = "."
        return {
            "date_order": order or False,
            "date_proof": proof.reason,
            "serial_dates": evidence.serial_dates(),
            "half_day": evidence.half_day(),
            "decimal": decimal,
        }

    def write(self, vals):
        """A person's change to a rule: rows are staged anew, confirmed anew."""
        result = super().write(vals)
        if RULES & set(vals):
            self.sudo().is_confirmed = False
            self.file_id._set_stale()
            self.file_id._unconfirm()
        return result

    @api.private
    def _preselect(self, vals):
        """Set what evidence, not a person, says; what was staged stays."""
        return super().write(vals)

    @api.onchange("field_name")
    def _onchange_field_name(self):
        self.state = "sure" if self.field_name else "none"

    def _column_plans(self, migration):
        """Return the ``ColumnPlan`` of each mapped column of one file."""
        today = migration._today()
        plans = []
        for mapping in self:
            fields_of = catalog.OBJECTS[mapping.object_name].fields
            if not mapping.field_name or mapping.field_name not in fields_of:
                continue
            name = mapping.field_name
            rules = Rules(
                country=migration.country_id.code,
                time_zone=migration.tz,
                date_order=mapping.date_order or "",
                decimal=mapping.decimal or "",
                half_day=mapping.half_day,
                today=today,
                is_birth=name.endswith("date_of_birth"),
                serial_dates=mapping.serial_dates,
            )
            plans.append(ColumnPlan(mapping.header, name, fields_of[name].kind, rules))
        return plans
