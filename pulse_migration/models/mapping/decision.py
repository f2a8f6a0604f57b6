"""What a person decides about a column, and what follows from it."""

from odoo import api, models
from odoo.exceptions import UserError

from ...engine.decision import CREATE, IGNORE, KEEP, MAP
from .mapping import RULES, UNPROVEN

# what else of a decision a person confirms
DECIDED = RULES | {"is_medical", "custom_label"}


class Mapping(models.Model):
    _inherit = "pulse.mapping"

    @api.onchange("field_id")
    def _onchange_field_id(self):
        if self.field_id:
            self.treatment = MAP
        elif self.treatment == MAP:
            self.treatment = KEEP

    @api.onchange("treatment")
    def _onchange_treatment(self):
        if self.treatment != MAP:
            self.field_id = False

    def write(self, vals):
        """A person's change to a rule: rows are staged anew, confirmed anew."""
        vals = self._plain_vals(vals)
        if not DECIDED & set(vals):
            return super().write(vals)
        self._check_server_fields(vals)
        for mapping in self:
            decided = mapping._prepare_decision(vals)
            mapping._preselect(decided)
            if mapping.treatment == CREATE and {"treatment", "custom_type"} & set(vals):
                mapping._preselect({"field_name": mapping._custom_name()})
            mapping.sudo()._preselect(mapping._prepare_person_vals(vals))
        if RULES & set(vals):
            self.file_id._set_stale()
        for run in self.run_id:
            run._reopen()
        self.file_id._unconfirm()
        return True

    @api.private
    def _preselect(self, vals):
        """Set what evidence, not a person, says; what was staged stays."""
        return super().write(vals)

    def _plain_vals(self, vals):
        """The picked field as its name: what is stored."""
        if "field_id" not in vals:
            return vals
        field = self.env["pulse.field"].browse(vals["field_id"])
        rest = {key: value for key, value in vals.items() if key != "field_id"}
        if not field and rest.get("treatment", MAP) != MAP:
            return rest
        return {"field_name": field.name or False, **rest}

    def _prepare_decision(self, vals):
        """Return ``vals`` with field and treatment in agreement."""
        self.ensure_one()
        vals = dict(vals)
        name = vals.get("field_name", self.field_name)
        if "treatment" not in vals and "field_name" in vals:
            vals["treatment"] = MAP if name else KEEP
        treatment = vals.get("treatment", self.treatment)
        if treatment in (KEEP, IGNORE):
            vals["field_name"] = False
        elif treatment == CREATE:
            self._target_model()
        elif treatment == MAP and self.treatment == CREATE and "field_name" not in vals:
            vals["field_name"] = False
        if treatment == MAP and vals.get("field_name"):
            self._check_field_name(vals["field_name"])
        return vals

    def _check_field_name(self, name):
        if self.object_name and not self.env["pulse.field"].search_count(
            [("object_name", "=", self.object_name), ("name", "=", name)], limit=1
        ):
            raise UserError(
                self.env._(
                    "%(object)s has no field %(field)s.",
                    object=self.object_name,
                    field=name,
                )
            )

    def _prepare_person_vals(self, vals):
        """What follows from a person's decision: it is touched, and its state."""
        self.ensure_one()
        vals = {
            "is_touched": True,
            "is_confirmed": False,
            "is_order_chosen": self.is_order_chosen or bool(vals.get("date_order")),
            "reason": "by_hand" if {"field_name", "treatment"} & set(vals) else False,
        }
        if not vals["reason"]:
            del vals["reason"]
        return {**vals, "state": self._state_of(vals["is_order_chosen"])}

    def _state_of(self, is_order_chosen):
        """The state of a line that a person decided."""
        if not self.field_name:
            return "look" if self.treatment == MAP else "none"
        is_open = self.is_date and self.date_proof in UNPROVEN and not is_order_chosen
        return "look" if is_open else "sure"

    def action_accept_date_order(self):
        """The order as it is pre-selected is the right one."""
        self.check_access("write")
        for mapping in self.filtered("is_order_open"):
            mapping.sudo()._preselect({"is_order_chosen": True, "is_touched": True})
            mapping.sudo()._preselect({"state": mapping._state_of(True)})
