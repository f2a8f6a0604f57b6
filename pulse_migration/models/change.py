"""The journal of what a load did to Odoo's records; what undo reads."""

from odoo import api, fields, models

from ..loaders.untouched import read as read_untouched
from .bulk import insert_rows


class Change(models.Model):
    """One record created or written, with the fields' values before and after."""

    _name = "pulse.change"
    _description = "Journalled Change"
    _order = "id desc"
    _log_access = False

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    batch_id = fields.Many2one(
        "pulse.batch", ondelete="cascade", index=True, readonly=True
    )
    object_name = fields.Char("Object", readonly=True)
    external_id = fields.Char("ID in Pulse", readonly=True)
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    operation = fields.Selection(
        [("create", "Created"), ("write", "Updated")], required=True, readonly=True
    )
    before = fields.Json(readonly=True, groups="pulse_migration.group_medical")
    after = fields.Json(readonly=True, groups="pulse_migration.group_medical")
    untouched = fields.Json(
        readonly=True,
        groups="pulse_migration.group_medical",
        help="What the record held after its creation in the fields no load wrote.",
    )
    changed_at = fields.Datetime(readonly=True)
    undo_state = fields.Selection(
        [("undone", "Undone"), ("blocked", "Blocked")], readonly=True, index=True
    )
    blocked_reason = fields.Char(readonly=True)

    _target = models.Index("(res_model, res_id)")
    _open = models.Index("(run_id, res_model, operation, id) WHERE undo_state IS NULL")

    @api.model
    @api.private
    def _record(self, batch, entries):
        """Write the journal of a batch in one statement.

        :param entries: dicts with object_name, external_id, res_model, res_id,
            operation, before, after (stored form, see ``loaders.stored``)
        """
        now = fields.Datetime.now()
        untouched = self._read_untouched(entries)
        insert_rows(
            self,
            [
                {
                    "run_id": batch.run_id.id,
                    "batch_id": batch.id,
                    "changed_at": now,
                    "untouched": untouched.get((entry["res_model"], entry["res_id"])),
                    **entry,
                }
                for entry in entries
            ],
        )

    def _read_untouched(self, entries):
        """Return {(model, id): columns} of the records that ``entries`` created."""
        ids = {}
        for entry in entries:
            if entry["operation"] == "create":
                ids.setdefault(entry["res_model"], []).append(entry["res_id"])
        return {
            (model, res_id): values
            for model, res_ids in ids.items()
            for res_id, values in read_untouched(self.env[model], res_ids).items()
        }

    @api.model
    def _last_written(self, records):
        """Return {id: {field: value}} as loads last left the fields of ``records``."""
        changes = self.search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("undo_state", "!=", "undone"),
            ],
            order="id",
        )
        last = {}
        for change in changes:
            last.setdefault(change.res_id, {}).update(change.after or {})
        return last
