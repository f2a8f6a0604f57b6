"""The patient's page: the timeline, its counts, and finding a patient by phone."""

from odoo import api, fields, models

from .timeline import DOCUMENTS
from .timeline_query import BILLS


class ResPartner(models.Model):
    _inherit = "res.partner"

    timeline_ids = fields.One2many("pulse.timeline", "partner_id", readonly=True)
    timeline_count = fields.Integer(compute="_compute_timeline_counts")
    patient_document_count = fields.Integer(compute="_compute_timeline_counts")
    patient_bill_count = fields.Integer(compute="_compute_timeline_counts")

    @api.depends("timeline_ids")
    def _compute_timeline_counts(self):
        counts = {}
        for partner, kind, count in self.env["pulse.timeline"]._read_group(
            [("partner_id", "in", self.ids)], ["partner_id", "kind"], ["__count"]
        ):
            counts.setdefault(partner.id, {})[kind] = count
        for partner in self:
            kinds = counts.get(partner.id, {})
            partner.timeline_count = sum(kinds.values())
            partner.patient_bill_count = kinds.get("bill", 0)
            partner.patient_document_count = sum(
                kinds.get(kind, 0) for kind in DOCUMENTS
            )

    @property
    def _rec_names_search(self):
        """A patient is picked by the id of the old system as well."""
        return [*super()._rec_names_search, "x_studio_patient_id"]

    def _phone_get_number_fields(self):
        """Odoo's search by phone looks at the alternate one too; an SMS does not."""
        names = super()._phone_get_number_fields()
        if self.env.context.get("pulse_all_phones"):
            return [*names, "x_studio_phone_alternate"]
        return names

    def _search_phone_mobile_search(self, operator, value):
        partners = self.with_context(pulse_all_phones=True)
        return super(ResPartner, partners)._search_phone_mobile_search(operator, value)

    def action_open_timeline(self):
        """Open all that happened to the patient, newest first."""
        self.ensure_one()
        return self._action_open_timeline()

    def action_open_documents(self):
        """Open the patient's documents, newest first, as files to look at."""
        self.ensure_one()
        return self._action_open_timeline("documents")

    def action_open_bills(self):
        """Open the invoices; without Accounting, the statement of the bills."""
        self.ensure_one()
        moves = self.env.get("account.move")
        if moves is None or not moves.has_access("read"):
            return self._action_open_timeline("bills")
        domain = [("partner_id", "=", self.id), ("move_type", "in", BILLS)]
        if not moves.search_count(domain, limit=1):
            return self._action_open_timeline("bills")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_move_out_invoice_type"
        )
        context = {"default_partner_id": self.id, "default_move_type": "out_invoice"}
        return {**action, "domain": domain, "context": context}

    def _action_open_timeline(self, search_filter=""):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_timeline_action"
        )
        context = {f"search_default_{search_filter}": 1} if search_filter else {}
        return {
            **action,
            "domain": [("partner_id", "=", self.id)],
            "context": context,
            "display_name": self.env._("Timeline of %(name)s", name=self.display_name),
        }
