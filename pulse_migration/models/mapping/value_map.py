"""The clinic's words for a type, a status, a blood group …, and what each becomes."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine import value_maps

# what a line may become, one field a sort of target
TARGETS = ("activity_type_id", "stage_id", "meaning", "record_key")
TARGET_OF_KIND = {
    "appointment_type": "activity_type_id",
    "appointment_status": "stage_id",
    "tax_rate": "record_key",
}
# a word may have a record beside its meaning: kind -> (model, domain) to choose from
RECORDS = {
    "payment_mode": ("account.journal", [("type", "in", ("bank", "cash", "credit"))]),
    "tax_rate": (
        "account.tax",
        [("type_tax_use", "=", "sale"), ("amount_type", "=", "percent")],
    ),
}
TYPES = {
    "consultation": "mail.mail_activity_data_call",
    "follow_up": "mail.mail_activity_data_meeting",
    "procedure": "mail.mail_activity_data_todo",
}
UNKNOWN_TYPE = "mail.mail_activity_data_todo"
STAGES = {
    meaning: f"pulse_migration.appointment_stage_{meaning}"
    for meaning in ("scheduled", "completed", "cancelled", "no_show")
}
_MEANINGS = [
    *((group, group) for group in ("A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-")),
    ("male", "Male"),
    ("female", "Female"),
    ("paid", "Paid"),
    ("partial", "Partly paid"),
    ("unpaid", "Unpaid"),
    ("cancelled", "Cancelled"),
    ("refunded", "Refunded"),
    ("draft", "Draft"),
    ("cash", "Cash"),
    ("card", "Card"),
    ("cheque", "Cheque"),
    ("upi", "UPI"),
    ("bank_transfer", "Bank transfer"),
    ("wallet", "Wallet"),
    ("insurance", "Insurance"),
    ("advance", "Advance"),
    ("other", "Other"),
    ("split", "In parts, each by its own word"),
    ("kept", "Keep as given"),
    ("empty", "Leave empty"),
]


class ValueMap(models.Model):
    """One distinct text of one kind of column, with its target.

    Texts that differ only by case and blanks are one value: they share one target.
    """

    _name = "pulse.value.map"
    _inherit = "pulse.protected"
    _description = "Value Map"
    _order = "kind, row_count desc, id"
    _rec_name = "source_value"
    _server_fields = frozenset(
        {
            "migration_id",
            "kind",
            "source_value",
            "key",
            "row_count",
            "state",
            "is_confirmed",
            "confirmed_by",
            "confirmed_at",
        }
    )

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [
            ("appointment_type", "Appointment type"),
            ("appointment_status", "Appointment status"),
            ("blood_group", "Blood group"),
            ("gender", "Gender"),
            ("bill_status", "Bill status"),
            ("payment_mode", "Payment mode"),
            ("tax_rate", "Tax rate"),
        ],
        required=True,
        readonly=True,
    )
    source_value = fields.Char("In Pulse", required=True, readonly=True)
    key = fields.Char(
        required=True, readonly=True, help="The text without case and blanks."
    )
    row_count = fields.Integer("Rows", readonly=True)
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        domain="['|', ('res_model', '=', False), ('res_model', '=', 'res.partner')]",
    )
    stage_id = fields.Many2one(
        "pulse.appointment.stage",
        help="Empty: a stage of this name is made once the line is accepted.",
    )
    meaning = fields.Selection(_MEANINGS)
    record_key = fields.Selection(
        lambda self: self._select_records(),
        string="In Accounting",
        help="Payment modes: the journal of the payments; empty: one of the history's "
        "own. Tax rates: the tax of Odoo; empty: the tax stays a line of its own.",
    )
    record_keys = fields.Json(compute="_compute_meanings")
    meanings = fields.Json(
        compute="_compute_meanings", help="What a text of this kind may mean."
    )
    target = fields.Char("Becomes", compute="_compute_target")
    state = fields.Selection(
        [("sure", "Sure"), ("look", "Please look")],
        required=True,
        default="look",
        readonly=True,
    )
    is_confirmed = fields.Boolean("Accepted", readonly=True)
    confirmed_by = fields.Many2one("res.users", readonly=True)
    confirmed_at = fields.Datetime(readonly=True)

    # a text may be longer than an index entry
    _value_unique = models.UniqueIndex("(migration_id, kind, md5(source_value))")

    @api.depends("kind")
    def _compute_meanings(self):
        for line in self:
            item = value_maps.KINDS.get(line.kind)
            line.meanings = list(item.meanings) if item else []
            line.record_keys = [key for key, _name in line._records_of(line.kind)]

    @api.model
    def _select_records(self):
        return [choice for kind in RECORDS for choice in self._records_of(kind)]

    def _records_of(self, kind):
        """Return (key, name) of what Accounting has for a kind; it may not be here."""
        model, domain = RECORDS.get(kind, ("", []))
        if model not in self.env:
            return []
        domain = [*domain, ("company_id", "parent_of", self.env.companies.ids)]
        records = self.env[model].sudo().search(domain)
        return [(f"{model},{record.id}", record.display_name) for record in records]

    def _record_id(self):
        """Return the id of the line's record in Accounting, 0 without one."""
        return int((self.record_key or ",0").partition(",")[2])

    @api.depends("kind", *TARGETS)
    def _compute_target(self):
        labels = dict(self._fields["meaning"]._description_selection(self.env))
        for line in self:
            if line.kind == "appointment_type":
                line.target = line.activity_type_id.name
            elif line.kind == "tax_rate":
                name = dict(line._records_of(line.kind)).get(line.record_key)
                line.target = name or self.env._("Line of its own")
            elif line.kind == "appointment_status":
                line.target = line.stage_id.name or self.env._(
                    "New stage: %(name)s", name=line.source_value
                )
            else:
                line.target = labels.get(line.meaning)

    @api.constrains("kind", *TARGETS)
    def _check_target(self):
        for line in self:
            own = line._target_field()
            allowed_names = {own, "record_key"} if line.kind in RECORDS else {own}
            others = [n for n in TARGETS if n not in allowed_names and line[n]]
            record_model = (line.record_key or ",").partition(",")[0]
            if record_model and record_model != RECORDS[line.kind][0]:
                others.append("record_key")
            allowed = value_maps.KINDS[line.kind].meanings
            is_wrong = own == "meaning" and line.meaning and line.meaning not in allowed
            is_missing = own == "activity_type_id" and not line.activity_type_id
            if others or is_wrong or is_missing:
                raise ValidationError(
                    self.env._(
                        "A word of a map cannot become that. Choose a target of its "
                        "kind."
                    )
                )

    def write(self, vals):
        """A person's choice counts for every spelling of the word, from now on."""
        if not set(TARGETS) & set(vals):
            return super().write(vals)
        self.migration_id._check_not_loading()
        lines = self | self._spellings()
        before = lines._effects()
        result = super(ValueMap, lines).write(vals)
        lines._confirm()
        lines._void_where_changed(before)
        return result

    @api.private
    def _settle(self, vals):
        """Set what no person chose here, or what changes nothing that is planned."""
        return super().write(vals)

    def action_accept(self):
        """Accept the proposals of these lines; one without a target stays open."""
        self.check_access("write")
        lines = (self | self._spellings()).filtered(lambda line: not line.is_confirmed)
        lines = lines.filtered("target")
        if not lines and not all(self.mapped("is_confirmed")):
            raise UserError(self.env._("Choose what these values become first."))
        lines.migration_id._check_not_loading()
        before = lines._effects()
        lines._confirm()
        lines._void_where_changed(before)

    def action_accept_all(self):
        """Accept every proposal of the migration in view, else of all."""
        domain = [("is_confirmed", "=", False)]
        if migration_id := self.env.context.get("default_migration_id"):
            domain.append(("migration_id", "=", migration_id))
        self.search(domain).filtered("target").action_accept()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_rows(self):
        """Open the rows of the current export that hold this text."""
        self.ensure_one()
        return self.env["pulse.row"]._action_open(
            [
                ("run_id", "=", self.migration_id.run_id.id),
                ("value_map_id", "=", self.id),
            ]
        )

    def _target_field(self):
        self.ensure_one()
        return TARGET_OF_KIND.get(self.kind, "meaning")

    def _spellings(self):
        """Return every line whose text is one of these but for case and blanks."""
        if not self:
            return self
        wanted = {(line.migration_id, line.kind, line.key) for line in self}
        lines = self.search(
            [
                ("migration_id", "in", self.migration_id.ids),
                ("kind", "in", self.mapped("kind")),
                ("key", "in", self.mapped("key")),
            ]
        )
        return lines.filtered(
            lambda line: (line.migration_id, line.kind, line.key) in wanted
        )

    def _confirm(self):
        """Somebody stands by these targets; a stage that is only a name is made."""
        self._create_stages()
        self.sudo()._settle(
            {
                "state": "sure",
                "is_confirmed": True,
                "confirmed_by": self.env.uid,
                "confirmed_at": fields.Datetime.now(),
            }
        )

    def _create_stages(self):
        stages = self.env["pulse.appointment.stage"].sudo()
        lines = self.filtered(
            lambda line: line.kind == "appointment_status" and not line.stage_id
        )
        for migration in lines.migration_id:
            own = lines.filtered(lambda line, of=migration: line.migration_id == of)
            found = stages._find_or_create(own.mapped("source_value"), migration)
            for line in own.sudo():
                line._settle({"stage_id": found[line.source_value].id})
