"""Appointments and campaign touches into activities on the patient."""

from datetime import date

from odoo import models

from ..engine import diff
from ..engine.details import details
from ..engine.value_maps import key_of
from .custom import own_vals
from .html import paragraphs

_TO_DO = "mail.mail_activity_data_todo"


class ActivityLoader(models.AbstractModel):
    """Past ones are archived with their own date: nobody's inbox fills with history."""

    _name = "pulse.loader.activity"
    _inherit = "pulse.loader"
    _description = "Loader: Appointments"
    _target = "mail.activity"
    _create_context = {"pulse_res_model": "res.partner"}
    _together = (
        ("date_deadline", "x_studio_appointment_time"),
        (
            "active",
            "date_done",
            "x_studio_appointment_stage_id",
            "x_studio_appointment_status",
        ),
    )

    def _prepare_computed_vals(self, model, vals_list):
        """The patients' names and the users' clocks, read once for all."""
        partners = model.env["res.partner"].browse(vals["res_id"] for vals in vals_list)
        users = model.env["res.users"].browse(
            {vals["user_id"] for vals in vals_list if vals["user_id"]}
        )
        clocks = {user.id: user.tz for user in users}
        return [
            {
                "res_name": partner.display_name,
                "user_tz": clocks.get(vals["user_id"], False),
                "date_done": False,  # of an open one; the others have their own
            }
            for partner, vals in zip(partners, vals_list, strict=True)
        ]

    def _prepare_vals(self, unit, scope):
        values = unit.values
        day = date.fromisoformat(values["start"][:10])
        stage = scope.stages.get(key_of(values.get("status") or ""))
        vals = {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": unit.partner_id,
            "activity_type_id": self._activity_type(values, scope),
            "user_id": unit.user_id or scope.migration.fallback_user_id.id,
            "summary": values.get("type") or False,
            "note": self._note(values),
            "date_deadline": day,
            "x_studio_appointment_id": unit.key,
            "x_studio_appointment_type": values.get("type") or False,
            "x_studio_appointment_status": values.get("status") or False,
            "x_studio_appointment_stage_id": stage.id if stage else False,
            "x_studio_appointment_duration": values.get("duration") or False,
            "x_studio_physician_name": values.get("physician_name") or False,
            "x_studio_appointment_medical": "\n".join(
                details("appointment", values, is_medical=True)
            )
            or False,
            "active": True,
        }
        if values.get("time") or len(values["start"]) > 10:
            vals["x_studio_appointment_time"] = scope.migration._to_utc(values["start"])
        if self._is_closed(unit, day, stage, scope):
            vals.update(active=False, date_done=day)
        vals.update(own_vals(unit, self.env[self._target], scope.migration))
        return vals

    def _settle_moves(self, moves):
        """When one was closed is worth no question where both sides closed it."""
        if moves.get("active") == diff.SAME and moves.get("date_done") == diff.CONFLICT:
            moves["date_done"] = diff.KEEP
        return super()._settle_moves(moves)

    def _whole_vals(self, vals):
        """Odoo clears the day of one that is open again; the journal shall know it."""
        return {**vals, "date_done": False} if vals.get("active") else vals

    def _is_closed(self, unit, day, stage, scope):
        """Done and cancelled are closed; what is past and open follows the policy."""
        if stage and stage.state != "open":
            return True
        if day >= scope.today or scope.migration.past_scheduled_policy == "keep":
            return False
        unit.add_flag("past_scheduled_archived")
        return True

    def _activity_type(self, values, scope):
        mapped = scope.types.get(key_of(values.get("type") or ""))
        return mapped.id if mapped else self._todo()

    def _todo(self):
        """Return the id of the type To-Do; cached, where ``ref`` asks each time."""
        data = self.env["ir.model.data"]
        return data._xmlid_to_res_id(_TO_DO, raise_if_not_found=True)

    def _note(self, values):
        """The row's own texts, one paragraph each, with nothing that HTML would run."""
        lines = [values["notes"]] if values.get("notes") else []
        if values.get("cancel_reason"):
            lines.append(values["cancel_reason"])
        return paragraphs(lines + details("appointment", values, is_medical=False))


class CampaignLoader(models.AbstractModel):
    """Writes campaigns: one activity a patient and campaign, done on its day."""

    _name = "pulse.loader.campaign"
    _inherit = "pulse.loader.activity"
    _description = "Loader: Campaigns"

    def _prepare_vals(self, unit, scope):
        values = unit.values
        name = values.get("name") or values["campaign_id"]
        moment = values.get("sent_at") or values["date"]
        day = date.fromisoformat(moment[:10])
        if not values.get("name"):
            values = {k: v for k, v in values.items() if k != "campaign_id"}
        return {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": unit.partner_id,
            "activity_type_id": self._todo(),
            "user_id": False,
            "summary": name,
            "note": paragraphs(details("campaign", values, is_medical=False)),
            "date_deadline": day,
            "active": False,
            "date_done": day,
            "x_studio_campaign_name": name,
            "x_studio_appointment_time": scope.migration._to_utc(moment),
        }
