"""Which record a word is proposed to mean: an activity type, a stage, a tax."""

from .value_map import RECORDS, STAGES, TYPES, UNKNOWN_TYPE


class Targets:
    """The records that proposals may name, looked up once a collection."""

    def __init__(self, env):
        self._env = env
        self._types = {name: env.ref(xml_id).id for name, xml_id in TYPES.items()}
        self._unknown_type = env.ref(UNKNOWN_TYPE).id
        self._stages = {name: env.ref(xml_id).id for name, xml_id in STAGES.items()}
        self._by_key = env["pulse.appointment.stage"]._by_key()

    def tax(self, migration, text):
        """Return the one tax of the company with this rate; it waits for a person."""
        try:
            rate = float(text)
        except ValueError:
            return False
        if not rate or "account.tax" not in self._env:
            return False
        model, domain = RECORDS["tax_rate"]
        own = [("company_id", "parent_of", migration.company_id.id)]
        taxes = self._env[model].sudo().search([*domain, *own, ("amount", "=", rate)])
        return f"{model},{taxes.id}" if len(taxes) == 1 else False

    def vals(self, kind, meaning, key):
        """Return the target's value; a status without one waits for its own stage."""
        if kind == "appointment_type":
            return {"activity_type_id": self._types.get(meaning, self._unknown_type)}
        if kind == "appointment_status":
            stage = self._by_key.get(key)
            return {"stage_id": self._stages.get(meaning) or (stage and stage.id)}
        return {"meaning": meaning or False}
