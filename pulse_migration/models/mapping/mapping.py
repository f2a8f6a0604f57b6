"""One column of one file, and the canonical field it means.

How it is proposed is in ``file_proposal``, what a person's change does to it in
``decision``, what a new field takes in ``custom``.
"""

from odoo import api, fields, models
from odoo.fields import NO_ACCESS

from ...engine import catalog, custom
from ...engine.converters import Rules
from ...engine.decision import CREATE, IGNORE, KEEP, MAP
from ...engine.staging import ColumnPlan

# what decides how a column's cells become values
RULES = {
    "field_name",
    "treatment",
    "custom_type",
    "date_order",
    "decimal",
    "serial_dates",
    "unix_unit",
    "half_day",
}
_DATE_KINDS = ("date", "datetime")
UNPROVEN = ("nothing_proves", "both_orders")


class Mapping(models.Model):
    """A proposal until a person confirmed it; then the rule by which a column loads."""

    _name = "pulse.mapping"
    _inherit = "pulse.protected"
    _description = "Column Mapping"
    _order = "file_id, rank, sequence, id"
    _rec_name = "header"
    _server_fields = frozenset(
        {
            "is_confirmed",
            "is_touched",
            "is_order_chosen",
            "file_id",
            "header",
            "state",
            "score",
            "reason",
            "samples",
            "date_proof",
            "date_counts",
            "unix_unit",
            "sample_texts",
            "sketch",
            "options",
            "top_value",
            "filled_count",
            "distinct_count",
            "serial_dates",
            "half_day",
        }
    )

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
    sequence = fields.Integer(help="The column's place in its file.")
    header = fields.Char("Column", required=True, readonly=True)
    field_name = fields.Char(
        "Technical Name", help="Canonical field; empty keeps the column on the row."
    )
    field_id = fields.Many2one(
        "pulse.field",
        compute="_compute_field_id",
        inverse="_inverse_field_id",
        domain="[('object_name', '=', object_name)]",
    )
    treatment = fields.Selection(
        [
            (MAP, "Use the field"),
            (CREATE, "Make a new field"),
            (KEEP, "Keep on the row"),
            (IGNORE, "Ignore"),
        ],
        required=True,
        default=KEEP,
        help="What becomes of the column. Whatever is chosen, its text stays on the "
        "row; an ignored one is no longer asked about.",
    )
    state = fields.Selection(
        [("sure", "Sure"), ("look", "Please look"), ("none", "Not loaded")],
        required=True,
        default="none",
        readonly=True,
    )
    rank = fields.Integer(compute="_compute_rank", store=True)
    score = fields.Float(readonly=True)
    reason = fields.Char("Reason Code", readonly=True)
    # cells of patients: a column of whatever name may hold something medical
    samples = fields.Char(readonly=True, groups="pulse_migration.group_medical")
    sample_texts = fields.Json(
        readonly=True,
        prefetch=False,
        groups=NO_ACCESS,
        help="What the proposal looks at.",
    )
    sketch = fields.Json(
        readonly=True,
        prefetch=False,
        groups=NO_ACCESS,
        help="To find a column's ids in other files.",
    )
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
    date_proof = fields.Char("Proof Code", readonly=True)
    date_counts = fields.Json(
        readonly=True, help="How many values prove each order, and the first's line."
    )
    is_date = fields.Boolean(compute="_compute_is_date")
    is_order_open = fields.Boolean(
        compute="_compute_is_date",
        help="No value proves the date order, and nobody chose it yet.",
    )
    is_order_chosen = fields.Boolean(readonly=True)
    serial_dates = fields.Boolean(readonly=True)
    unix_unit = fields.Char(readonly=True)
    half_day = fields.Boolean(readonly=True)
    decimal = fields.Char("Decimal Mark", default=".")
    custom_type = fields.Selection(
        [(name, name.capitalize()) for name in custom.KINDS],
        string="Type",
        help="Of the new field; proposed from the column's values.",
    )
    custom_label = fields.Char("Label", help="Of the new field; the header at first.")
    is_medical = fields.Boolean(
        "Medical", help="The new field is for the group Medical Information only."
    )
    options = fields.Json(readonly=True, groups=NO_ACCESS)
    is_touched = fields.Boolean(
        readonly=True, help="A person chose; no proposal changes it any more."
    )
    is_confirmed = fields.Boolean("Confirmed", readonly=True)

    @api.depends("state", "filled_count")
    def _compute_rank(self):
        """Lines that need a look come first, empty columns last."""
        places = {"look": 0, "sure": 1, "none": 2}
        for mapping in self:
            mapping.rank = places[mapping.state] + 3 * (not mapping.filled_count)

    @api.depends("field_name", "object_name")
    def _compute_field_id(self):
        found = self.env["pulse.field"].search(
            [("name", "in", [name for name in self.mapped("field_name") if name])]
        )
        by_name = {(field.object_name, field.name): field for field in found}
        for mapping in self:
            key = (mapping.object_name, mapping.field_name)
            mapping.field_id = by_name.get(key, False)

    def _inverse_field_id(self):
        """Nothing to do: ``write`` puts the name in the field's place."""

    @api.depends(
        "object_name",
        "field_name",
        "treatment",
        "custom_type",
        "date_proof",
        "is_order_chosen",
    )
    def _compute_is_date(self):
        for mapping in self:
            mapping.is_date = mapping._kind() in _DATE_KINDS
            mapping.is_order_open = (
                mapping.is_date
                and mapping.date_proof in UNPROVEN
                and not mapping.is_order_chosen
            )

    def _kind(self):
        """Return the kind of the field, "" without one."""
        self.ensure_one()
        item = catalog.OBJECTS.get(self.object_name or "")
        if not item or not self.field_name:
            return ""
        if self.field_name in item.fields:
            return item.fields[self.field_name].kind
        return custom.KINDS.get(self._custom_ttype(), "")

    def _column_plans(self, migration):
        """Return the ``ColumnPlan`` of each mapped column, in the order of the file."""
        today = migration._today()
        plans = []
        for mapping in self.sorted(lambda m: (m.file_id.id, m.sequence, m.id)):
            kind = mapping._kind()
            if not kind:
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
                unix_unit=mapping.unix_unit or "",
            )
            plans.append(ColumnPlan(mapping.header, name, kind, rules))
        return plans
