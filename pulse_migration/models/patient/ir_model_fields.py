"""The ``x_studio_*`` fields that migrated data lives in.

They are manual fields, so that they (and the data) survive an uninstallation of the
addon; see ``hooks.py``. One table here is their single definition.
"""

from odoo import api, models
from odoo.fields import Command
from odoo.tools import SQL

BLOOD_GROUPS = ["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"]
GENDERS = [("male", "Male"), ("female", "Female"), ("other", "Other")]
DOCUMENT_TYPES = [
    ("prescription", "Prescription"),
    ("medical_record", "Medical record"),
    ("message", "Conversation"),
    ("bill", "Bills"),
]

# model -> [(name, type, label, extra values)]; ``medical`` hides a field from
# everybody outside the group "Medical Information".
PULSE_FIELDS = {
    "res.partner": [
        ("x_studio_patient_id", "char", "Patient ID", {"index": True}),
        ("x_studio_date_of_birth", "date", "Date of Birth", {"index": True}),
        ("x_studio_gender", "selection", "Gender", {"selection": GENDERS}),
        ("x_studio_patient_status", "char", "Patient Status", {}),
        ("x_studio_phone_alternate", "char", "Alternate Phone", {"index": True}),
        ("x_studio_registered_at", "datetime", "Registered at Clinic", {}),
        (
            "x_studio_blood_group",
            "selection",
            "Blood Group",
            {"selection": [(g, g) for g in BLOOD_GROUPS], "medical": True},
        ),
        (
            "x_studio_blood_group_other",
            "char",
            "Blood Group (as given)",
            {"medical": 1},
        ),
        ("x_studio_allergy_notes", "text", "Allergies", {"medical": True}),
        ("x_studio_medical_history", "text", "Medical History", {"medical": True}),
        ("x_studio_chief_complaint", "text", "Chief Complaint", {"medical": True}),
        ("x_studio_diagnosis", "text", "Diagnosis", {"medical": True}),
        ("x_studio_treatment_plan", "text", "Treatment Plan", {"medical": True}),
        ("x_studio_billing_status", "char", "Billing Status", {}),
        ("x_studio_last_bill_date", "date", "Last Bill Date", {}),
        (
            "x_studio_currency_id",
            "many2one",
            "Billing Currency",
            {"relation": "res.currency", "on_delete": "set null"},
        ),
        (
            "x_studio_outstanding_balance",
            "monetary",
            "Outstanding Balance",
            {"currency_field": "x_studio_currency_id"},
        ),
    ],
    "mail.activity": [
        ("x_studio_appointment_id", "char", "Appointment ID", {"index": True}),
        ("x_studio_appointment_time", "datetime", "Appointment Time", {"index": True}),
        ("x_studio_appointment_duration", "integer", "Duration (minutes)", {}),
        ("x_studio_appointment_type", "char", "Appointment Type", {}),
        ("x_studio_appointment_status", "char", "Appointment Status", {}),
        (
            "x_studio_appointment_stage_id",
            "many2one",
            "Appointment Stage",
            {"relation": "pulse.appointment.stage", "on_delete": "set null"},
        ),
        ("x_studio_physician_name", "char", "Physician", {}),
        (
            "x_studio_appointment_medical",
            "text",
            "Medical Details",
            {"medical": True},
        ),
        ("x_studio_campaign_name", "char", "Campaign", {"index": True}),
    ],
    "ir.attachment": [
        (
            "x_studio_document_type",
            "selection",
            "Document Type",
            {"selection": DOCUMENT_TYPES},
        ),
        ("x_studio_document_on", "date", "Document Date", {}),
        ("x_studio_is_medical", "boolean", "Medical Document", {}),
    ],
}


MEDICAL_GROUP = "pulse_migration.group_medical"
MEDICAL_FIELDS = {
    (model, name)
    for model, definitions in PULSE_FIELDS.items()
    for name, _type, _label, extra in definitions
    if extra.get("medical")
}


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    def _instanciate_attrs(self, field_data):
        """Odoo keeps the groups of a manual field but does not heed them: we do."""
        attrs = super()._instanciate_attrs(field_data)
        if attrs and self._is_for_medical_group(field_data):
            attrs["groups"] = MEDICAL_GROUP
        return attrs

    def _is_for_medical_group(self, field_data):
        """The table above says so, or the groups of a field made for a column."""
        model, name = field_data["model"], field_data["name"]
        if (model, name) in MEDICAL_FIELDS:
            return True
        if model not in PULSE_FIELDS or not name.startswith("x_studio_"):
            return False
        return bool(
            self.env.execute_query(
                SQL(
                    """SELECT 1 FROM ir_model_fields_group_rel r
                         JOIN ir_model_data d
                           ON d.model = 'res.groups' AND d.res_id = r.group_id
                        WHERE r.field_id = %s AND d.module = 'pulse_migration'
                          AND d.name = 'group_medical'""",
                    field_data["id"],
                )
            )
        )

    @api.model
    def _load_pulse_fields(self):
        """Create, or take over, every field of ``PULSE_FIELDS`` in one go.

        A field that a clinic already made by hand (or that an earlier installation
        left behind) is taken over as it is.
        """
        to_load = []
        for model, definitions in PULSE_FIELDS.items():
            for name, ttype, label, extra in definitions:
                xml_id = f"pulse_migration.field_{model.replace('.', '_')}_{name}"
                if self.env.ref(xml_id, raise_if_not_found=False):
                    continue
                existing = self._get(model, name)
                if existing:
                    self.env["ir.model.data"]._update_xmlids(
                        [{"xml_id": xml_id, "record": existing, "noupdate": True}]
                    )
                    continue
                vals = self._prepare_pulse_field_vals(model, name, ttype, label, extra)
                to_load.append({"xml_id": xml_id, "values": vals, "noupdate": True})
        self._load_records(to_load)

    def _prepare_pulse_field_vals(self, model, name, ttype, label, extra):
        vals = {key: extra[key] for key in extra if key not in ("selection", "medical")}
        if "selection" in extra:
            vals["selection_ids"] = [
                Command.create({"value": value, "name": text, "sequence": sequence})
                for sequence, (value, text) in enumerate(extra["selection"])
            ]
        if extra.get("medical"):
            group = self.env.ref(MEDICAL_GROUP)
            vals["groups"] = [Command.link(group.id)]
        return {
            "model_id": self.env["ir.model"]._get_id(model),
            "name": name,
            "ttype": ttype,
            "field_description": label,
            "state": "manual",
            "copied": False,
            **vals,
        }
