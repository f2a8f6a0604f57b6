"""A record that an undo leaves, or its proof lists: why, by whom and when."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...exceptions import text_of
from ..bulk import insert_rows
from ..target import form_of


class UndoItem(models.Model):
    """One record that is not as it was before the load, or will not be."""

    _name = "pulse.undo.item"
    _inherit = "pulse.sealed"
    _description = "Left by an Undo"
    _order = "id"
    _log_access = False

    plan_id = fields.Many2one(
        "pulse.undo.plan", required=True, ondelete="cascade", readonly=True
    )
    change_id = fields.Many2one(
        "pulse.change", ondelete="set null", index=True, readonly=True
    )
    is_proof = fields.Boolean(readonly=True)
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    external_id = fields.Char("ID in Pulse", readonly=True)
    operation = fields.Selection(
        [("create", "Created"), ("write", "Updated")], readonly=True
    )
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    reason = fields.Char("Reason Code", readonly=True)
    reason_text = fields.Char("Reason", compute="_compute_texts")
    field_names = fields.Char("Technical Fields", readonly=True)
    field_labels = fields.Char("What", compute="_compute_texts")
    by_id = fields.Many2one("res.users", ondelete="set null", readonly=True)
    by_at = fields.Datetime("When", readonly=True)
    used_model = fields.Char(readonly=True)
    used_id = fields.Many2oneReference(model_field="used_model", readonly=True)
    used_by = fields.Char("Used by", compute="_compute_used_by")

    _of_plan = models.Index("(plan_id, change_id)")

    @api.depends("reason", "field_names", "res_model")
    def _compute_texts(self):
        for item in self:
            item.reason_text = text_of(self.env, item.reason) if item.reason else ""
            known = item.res_model and item.res_model in self.env
            names = (item.field_names or "").split(", ") if known else []
            fields_ = self.env[item.res_model]._fields if known else {}
            item.field_labels = ", ".join(
                fields_[name].get_description(self.env, ["string"])["string"]
                if name in fields_
                else name.replace("_", " ")
                for name in names
                if name
            )

    @api.depends("used_model", "used_id")
    @api.depends_context("lang")
    def _compute_used_by(self):
        kinds = self.env["ir.model"]
        for item in self:
            known = item.used_model and kinds._get(item.used_model)
            kind = known.name if known else item.used_model
            number = f" #{item.used_id}" if item.used_id else ""
            item.used_by = f"{kind}{number}" if kind else ""

    def action_open_target(self):
        """Open the record that stays."""
        self.ensure_one()
        return self._action_open_record(self.res_model, self.res_id)

    def action_open_user(self):
        """Open what uses the record."""
        self.ensure_one()
        return self._action_open_record(self.used_model, self.used_id)

    def _action_open_record(self, res_model, res_id):
        return form_of(self.env[res_model].browse(res_id))

    @api.model
    @api.private
    def _record(self, plan, entries, is_proof=False):
        """Write what stays in one statement.

        :param entries: (change, Obstacle) pairs
        """
        told = self._tell([entry for entry in entries if not is_proof])
        insert_rows(
            self,
            [
                {
                    "plan_id": plan.id,
                    "change_id": change.id,
                    "is_proof": is_proof,
                    "object_name": change.object_name,
                    "external_id": change.external_id or None,
                    "operation": change.operation,
                    "res_model": change.res_model,
                    "res_id": change.res_id,
                    "reason": obstacle.reason,
                    "field_names": ", ".join(obstacle.names) or None,
                    "used_model": obstacle.res_model or None,
                    "used_id": obstacle.res_id or None,
                    **dict(zip(("by_id", "by_at"), who, strict=True)),
                }
                for (change, obstacle), who in zip(
                    entries, told or [(None, None)] * len(entries), strict=True
                )
            ],
        )

    def _tell(self, entries):
        """Return (user id, moment) of who edited, or used, each record."""
        places = {}
        for change, obstacle in entries:
            if obstacle.res_model:
                place = obstacle.res_model, obstacle.res_id, "create"
            else:
                place = change.res_model, change.res_id, "write"
            places.setdefault((place[0], place[2]), set()).add(place[1])
        found = {}
        for (model, verb), ids in places.items():
            found |= self._log_of(model, verb, ids)
        return [
            found.get(
                (obstacle.res_model, obstacle.res_id, "create")
                if obstacle.res_model
                else (change.res_model, change.res_id, "write"),
                (None, None),
            )
            for change, obstacle in entries
        ]

    def _log_of(self, model, verb, ids):
        """Return {(model, id, verb): (user id, moment)} by the record's own columns."""
        if model not in self.env or not self.env[model]._log_access:
            return {}
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT id, %s, %s FROM %s WHERE id = ANY(%s)",
                SQL.identifier(f"{verb}_uid"),
                SQL.identifier(f"{verb}_date"),
                SQL.identifier(self.env[model]._table),
                list(ids),
            )
        )
        return {(model, id_, verb): (uid, moment) for id_, uid, moment in rows}

    @api.private
    def _forget(self, plan):
        self.env.cr.execute(
            SQL("DELETE FROM pulse_undo_item WHERE plan_id = %s", plan.id)
        )
        self.env.invalidate_all()
