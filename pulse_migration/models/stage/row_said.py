"""What a row says, in the columns that matter for its object."""

from odoo import api, fields, models

from ...engine import catalog
from ...texts.labels import words_of
from ..patient.ir_model_fields import MEDICAL_GROUP
from .row import PARTS_OF_BILL

# column -> object -> the values that it shows, the first that is filled
_SAID = {
    "said_name": {
        "patient": ("name",),
        "physician": ("name",),
        "campaign": ("name", "campaign_id"),
        None: ("patient_name",),
    },
    "said_when": {
        "patient": ("date_of_birth",),
        "appointment": ("start", "date"),
        None: ("date", "sent_at"),
    },
    "said_contact": {
        "patient": ("phone", "mobile", "email"),
        "physician": ("email", "phone"),
        "campaign": ("channel",),
        "message": ("direction",),
    },
    "said_about": {
        "patient": ("city",),
        "physician": ("specialty",),
        "appointment": ("type", "reason"),
        "prescription": ("medication",),
        "medical_record": ("diagnosis", "chief_complaint"),
        "bill": ("description",),
        "bill_item": ("description",),
        "payment": ("payment_method",),
        "campaign": ("subject",),
        "message": ("body",),
    },
    "said_physician": {None: ("physician_name", "physician_email")},
    "said_status": {None: ("status",)},
    "said_amount": {
        "payment": ("amount_paid", "amount"),
        "bill": ("amount_total", "amount_net"),
        "bill_item": ("amount_total", "amount_net"),
    },
}
_LONGEST = 80  # of a text in a list


def _said(label):
    return fields.Char(label, compute="_compute_said", groups=MEDICAL_GROUP)


class Row(models.Model):
    _inherit = "pulse.row"

    said_name = _said("Name")
    said_when = _said("When")
    said_contact = _said("Contact")
    said_about = _said("About")
    said_physician = _said("Physician")
    said_status = _said("Status in Pulse")
    said_amount = _said("Amount")

    @api.depends("values", "object_name")
    def _compute_said(self):
        for row in self:
            values = row.values or {}
            for column, objects in _SAID.items():
                names = objects.get(row.object_name, objects.get(None, ()))
                found = next((values[n] for n in names if values.get(n)), "")
                text = shown(found)[:_LONGEST]
                if column == "said_when":
                    text = text.removesuffix(":00") if text.count(":") > 1 else text
                row[column] = text

    @api.model
    def action_open_newest(self, object_name=None):
        """List the rows of the newest run, of one object or of all; wrong ones first.

        The run is a filter that can be taken away: with it a million rows open at once.
        """
        action = self._action_open([])
        context = {}
        run = self.env["pulse.run"].search([("file_ids", "!=", False)], limit=1)
        if run:
            context["search_default_run_id"] = run.id
        if object_name in catalog.OBJECTS:
            joined = PARTS_OF_BILL if object_name == "bill" else ()
            action["domain"] = [("object_name", "in", (object_name, *joined))]
            label = catalog.OBJECTS[object_name].label
            action["display_name"] = words_of(self.env, label)
            context["pulse_object"] = object_name
        return {**action, "context": context}


def shown(value):
    """Return a converted value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    text = str(value)
    is_moment = text[4:5] == "-" and text[10:11] == "T"
    return text.replace("T", " ", 1) if is_moment else text
