"""What happened to a patient, by the day it happened: in Pulse, and since then here."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from . import timeline_query
from .ir_model_fields import MEDICAL_GROUP

KINDS = [
    ("appointment", "Appointment"),
    ("activity", "Activity"),
    ("prescription", "Prescription"),
    ("medical_record", "Medical record"),
    ("document", "Document"),
    ("bill", "Bill"),
    ("campaign", "Campaign"),
    ("message", "Chat"),
]
DOCUMENTS = ("prescription", "medical_record", "document", "message")


class Timeline(models.Model):
    """One entry stands for one record of Odoo; there is no table of its own.

    What a user may not read in the record itself is not in the user's query, so no
    door (list, export, count, group) can show it.
    """

    _name = "pulse.timeline"
    _description = "Patient's Timeline"
    _auto = False
    _order = "occurred_on desc, occurred_at desc nulls last, id desc"
    _rec_name = "name"

    partner_id = fields.Many2one("res.partner", "Patient", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    occurred_on = fields.Date("Date", readonly=True)
    occurred_at = fields.Datetime("Time", readonly=True)
    name = fields.Char("What", readonly=True)
    physician = fields.Char(readonly=True)
    stage = fields.Char(readonly=True)
    bill_state = fields.Char("State of the Bill", readonly=True)
    status = fields.Char(compute="_compute_status")
    amount = fields.Monetary(readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    is_open = fields.Boolean("Still to Come", readonly=True)
    is_medical = fields.Boolean("Medical", readonly=True)
    medical_text = fields.Text("Medical Details", readonly=True, groups=MEDICAL_GROUP)
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Integer("Record", readonly=True)
    is_migrated = fields.Boolean("From Pulse", compute="_compute_is_migrated")

    @property
    def _table_query(self):
        return timeline_query.query_of(self.env)

    def _search(self, domain, *args, **kwargs):
        """An id is looked up in the part that it belongs to, by that part's own key."""
        for name in timeline_query.PARTS:
            if name in self.env:
                self.env[name].flush_model()
        domain = Domain(domain).map_conditions(self._split_ids)
        return super()._search(domain, *args, **kwargs)

    def _split_ids(self, condition):
        if condition.field_expr != "id" or condition.operator not in ("in", "="):
            return condition
        numbers = condition.value
        by_model = {}
        for number in [numbers] if isinstance(numbers, int) else numbers:
            res_model, res_id = timeline_query.record_of(number or 0)
            by_model.setdefault(res_model, []).append(res_id)
        return Domain.OR(
            Domain("res_model", "=", name) & Domain("res_id", "in", ids)
            for name, ids in by_model.items()
        )

    @api.depends("stage", "bill_state")
    def _compute_status(self):
        labels = {}
        if "account.move" in self.env:
            for name in ("state", "payment_state"):
                field = self.env["account.move"]._fields[name]
                labels.update(field._description_selection(self.env))
        for entry in self:
            entry.status = entry.stage or labels.get(entry.bill_state, False)

    @api.depends("res_model", "res_id")
    def _compute_is_migrated(self):
        links = self.env["pulse.link"].sudo()
        found = set()
        for res_model, entries in self.grouped("res_model").items():
            domain = [
                ("res_model", "=", res_model),
                ("res_id", "in", entries.mapped("res_id")),
            ]
            ids = links.search_fetch(domain, ["res_id"]).mapped("res_id")
            found.update((res_model, res_id) for res_id in ids)
        for entry in self:
            entry.is_migrated = (entry.res_model, entry.res_id) in found

    def action_open(self):
        """Open the record: a document as it is, an activity over the page it is on."""
        self.ensure_one()
        form = False
        if self.res_model == "ir.attachment":
            return {
                "type": "ir.actions.act_url",
                "url": f"/web/content/{self.res_id}",
                "target": "new",
            }
        is_activity = self.res_model == "mail.activity"
        if is_activity:
            form = self.env.ref("mail.mail_activity_view_form_popup").id
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
            "views": [(form, "form")],
            "target": "new" if is_activity else "current",
        }

    def action_open_source(self):
        """Open the rows of the export that made the record."""
        self.ensure_one()
        links = self.env["pulse.link"].search(
            [("res_model", "=", self.res_model), ("res_id", "=", self.res_id)]
        )
        if not links:
            raise UserError(self.env._("This did not come from Pulse."))
        domain = Domain.OR(
            Domain("migration_id", "=", link.migration_id.id)
            & Domain("run_id", "in", link.migration_id.run_ids.ids)
            & Domain("unit_object", "=", link.object_name)
            & Domain("unit_key", "=", link.external_id)
            for link in links
        )
        return self.env["pulse.row"]._action_open(
            list(domain), self.env._("In the Export")
        )
