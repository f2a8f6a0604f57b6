"""The journal of what a load did to Odoo's records; what undo reads."""

import json

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...exceptions import text_of
from ...loaders.untouched import read as read_untouched
from ..bulk import insert_rows


class Change(models.Model):
    """One record created or written, with the fields' values before and after."""

    _name = "pulse.change"
    _inherit = ["pulse.sealed", "pulse.target"]
    _description = "Journalled Change"
    _order = "id desc"
    _log_access = False

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    batch_id = fields.Many2one(
        "pulse.batch", ondelete="cascade", index=True, readonly=True
    )
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
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
        [
            ("undone", "Undone"),
            ("blocked", "Blocked"),
            ("archived", "Archived instead"),
            ("reversed", "Reversed instead"),
        ],
        readonly=True,
        index=True,
    )
    blocked_reason = fields.Char(readonly=True)
    blocked_text = fields.Char("Why it stays", compute="_compute_blocked_text")
    undo_plan_id = fields.Many2one(
        "pulse.undo.plan", "Undo", ondelete="set null", readonly=True
    )
    open_fields = fields.Json(
        readonly=True,
        help="Of a change that was taken back in part: the fields somebody changed.",
    )

    _target = models.Index("(res_model, res_id)")
    _open = models.Index("(run_id, res_model, operation, id) WHERE undo_state IS NULL")

    @api.depends("blocked_reason")
    def _compute_blocked_text(self):
        for change in self:
            reason = change.blocked_reason
            change.blocked_text = text_of(self.env, reason) if reason else ""

    @api.model
    @api.private
    def _record(self, batch, entries):
        """Write the journal of a batch, all at once.

        :param entries: dicts with object_name, external_id, res_model, res_id,
            operation, before, after (stored form, see ``loaders.stored``)
        """
        now = fields.Datetime.now()
        untouched = self._read_untouched(entries)
        ids = insert_rows(
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
        if ids:
            audit = self.env["pulse.audit"].sudo()
            audit._append_changes(batch.run_id, "load", ids, batch)

    def _read_untouched(self, entries):
        """Return {(model, id): columns} of the records that ``entries`` created."""
        written = {}
        for entry in entries:
            if entry["operation"] == "create":
                of_model = written.setdefault(entry["res_model"], {})
                of_model[entry["res_id"]] = entry["after"]
        return {
            (model, res_id): values
            for model, afters in written.items()
            for res_id, values in read_untouched(
                self.env[model], list(afters), afters
            ).items()
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
            last.setdefault(change.res_id, {}).update(change._open_values("after"))
        return last

    def _open_values(self, side):
        """Return what the change holds ``before`` or ``after``, of what is not back."""
        self.ensure_one()
        values = self[side] or {}
        if not self.open_fields:
            return values
        return {name: values.get(name) for name in self.open_fields}

    def _keep_open(self, names):
        """Only these fields are still to be given back."""
        self.ensure_one()
        self.env.cr.execute(
            SQL(
                "UPDATE pulse_change SET open_fields = %s WHERE id = %s",
                json.dumps(names),
                self.id,
            )
        )
        self.invalidate_recordset(["open_fields"])

    @api.private
    def _become_update(self, before):
        """The record stands for one now that no load created: undo gives it back."""
        self.ensure_one()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_change SET operation = 'write', before = %s
                    WHERE id = %s""",
                json.dumps(before),
                self.id,
            )
        )
        self.invalidate_recordset()

    def _written_later(self, leaving=None):
        """Return {id: fields} that later changes wrote to the same record, and hold.

        One change of these is no obstacle for another: the newest comes first.

        :param leaving: SQL condition: changes that a plan will have taken back
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT own.id, array_agg(DISTINCT name)
                     FROM pulse_change own JOIN pulse_change
                       ON pulse_change.res_model = own.res_model
                      AND pulse_change.res_id = own.res_id AND pulse_change.id > own.id
                    CROSS JOIN LATERAL jsonb_object_keys(
                          CASE jsonb_typeof(pulse_change.after)
                          WHEN 'object' THEN pulse_change.after END) AS name
                    WHERE own.id = ANY(%(ids)s) AND pulse_change.id <> ALL(%(ids)s)
                      AND pulse_change.operation = 'write'
                      AND pulse_change.undo_state IS NULL AND NOT (%(leaving)s)
                    GROUP BY 1""",
                ids=self.ids,
                leaving=leaving or SQL("FALSE"),
            )
        )
        return {id_: set(names) for id_, names in rows}
