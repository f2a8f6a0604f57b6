"""Patients into contacts."""

from odoo import models

from ..engine.details import details
from .custom import own_vals
from .html import paragraphs

# canonical field -> field of res.partner, stored as it is
_PLAIN = {
    "patient_id": "x_studio_patient_id",
    "name": "name",
    "email": "email",
    "street": "street",
    "street2": "street2",
    "city": "city",
    "zip": "zip",
    "date_of_birth": "x_studio_date_of_birth",
    "gender": "x_studio_gender",
    "blood_group": "x_studio_blood_group",
    "blood_group_other": "x_studio_blood_group_other",
    "allergy_notes": "x_studio_allergy_notes",
    "chief_complaint": "x_studio_chief_complaint",
    "diagnosis": "x_studio_diagnosis",
    "status": "x_studio_patient_status",
}


class PartnerLoader(models.AbstractModel):
    """Writes patients as contacts, and the physician who looks after each."""

    _name = "pulse.loader.partner"
    _inherit = "pulse.loader"
    _description = "Loader: Contacts"
    _target = "res.partner"
    _needs_patient = False
    # a patient has neither parent nor children to share an address with; looking for
    # them takes one query each (Odoo's own import skips it the same way)
    _create_context = {"_partners_skip_fields_sync": True}

    def _prepare_vals(self, unit, scope):
        values = unit.values
        vals = {
            target: values[name] for name, target in _PLAIN.items() if values.get(name)
        }
        vals["is_company"] = False
        vals.update(self._prepare_phones(values))
        vals.update(self._prepare_place(unit, scope))
        if values.get("created_at"):
            vals["x_studio_registered_at"] = scope.migration._to_utc(
                values["created_at"]
            )
        if unit.user_id:
            vals["user_id"] = unit.user_id
        vals.update(self._prepare_details(unit))
        vals.update(own_vals(unit, self.env[self._target], scope.migration))
        return vals

    def _empty_names(self, model, vals_list):
        """No image: none that is made of it."""
        if any("image_1920" in vals for vals in vals_list):
            return ()
        return [
            name
            for name, field in model._fields.items()
            if field.type == "binary" and field.related == "image_1920"
        ]

    def _prepare_phones(self, values):
        """Odoo has one number: the phone, or the mobile when there is no phone."""
        numbers = [
            values[name]
            for name in ("phone", "mobile", "phone_alt")
            if values.get(name)
        ]
        numbers = list(dict.fromkeys(numbers))
        vals = {"phone": numbers[0]} if numbers else {}
        if numbers[1:]:
            vals["x_studio_phone_alternate"] = ", ".join(numbers[1:])
        return vals

    def _prepare_place(self, unit, scope):
        """Country and state by code or name; what Odoo does not know joins the city.

        A state without a country is looked for in the clinic's.
        """
        values, vals, unknown = unit.values, {}, []
        country = self._find_place("res.country", values.get("country"))
        if country:
            vals["country_id"] = country
        elif values.get("country"):
            unknown.append("country")
        home = country or (not values.get("country") and scope.migration.country_id.id)
        state = self._find_place("res.country.state", values.get("state"), home)
        if state:
            vals["state_id"] = state
        elif values.get("state"):
            unknown.insert(0, "state")
        for name in unknown:
            unit.add_flag(f"{name}_unknown")
        if unknown:
            parts = [values.get("city"), *(values[name] for name in unknown)]
            vals["city"] = ", ".join(part for part in parts if part)
        return vals

    def _find_place(self, model, text, country_id=None):
        """Return the id of the country or state of this code or name; cached."""
        if not text:
            return False
        cache = self.env.cr.cache.setdefault("pulse_places", {})
        key = (model, text, country_id)
        if key not in cache:
            domain = ["|", ("code", "=ilike", text), ("name", "=ilike", text)]
            if model == "res.country.state":
                domain = [("country_id", "=", country_id or False), *domain]
            cache[key] = self.env[model].sudo().search(domain, limit=2).ids
        return cache[key][0] if len(cache[key]) == 1 else False

    def _prepare_details(self, unit):
        """What has no field here: lines in the notes, medical ones in the history."""
        values = dict(unit.values)
        if unit.user_id:
            values.pop("physician_name", None)  # is the contact's salesperson
        notes = [str(values["notes"])] if values.get("notes") else []
        history = [values["medical_history"]] if values.get("medical_history") else []
        notes += details("patient", values, is_medical=False)
        history += details("patient", values, is_medical=True)
        return {
            "comment": paragraphs(notes),
            "x_studio_medical_history": "\n".join(history) or False,
        }
