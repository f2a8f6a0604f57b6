"""How conflicts end: one side wins, by a person's choice or by a rule, and undo knows.

What is written is journalled with the batch that found the conflict: taking its run
back takes the decision back.
"""

from contextlib import closing

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.resolving import newer, union
from ...loaders import stored
from ...loaders.base import loader_of
from ...loaders.quiet import quiet
from ..migration.run import RUNNING, UNDOING
from ..target import notice_of
from .conflict import OPEN, RESOLVED, SETTLED, UNITED


class Conflict(models.Model):
    _inherit = "pulse.conflict"

    @api.private
    def _resolve(self, resolution):
        """Resolve the open ones among these; say how many stay open, and why."""
        self.check_access("read")
        self.run_id.check_access("write")
        conflicts = self.sudo().filtered(lambda c: c.state == OPEN)
        if conflicts.run_id.filtered(lambda run: run.state in (RUNNING, UNDOING)):
            raise UserError(self.env._("A load is under way. Wait for its end."))
        if resolution == "union" and conflicts.filtered(
            lambda c: c.field_name not in UNITED
        ):
            raise UserError(self.env._("Only allergies are kept from both sides."))
        conflicts._apply(resolution)
        for run in conflicts.run_id:
            mine = conflicts.filtered(lambda c, run=run: c.run_id == run)
            run._log("resolve", resolution=resolution, conflicts=len(mine))
        left = conflicts.filtered(lambda c: c.state == OPEN)
        return self._notification(len(conflicts) - len(left), len(left))

    def _notification(self, count, left):
        message = self.env._("Conflicts resolved: %s.", count)
        if left:
            message += " " + self.env._(
                "%s stay open: nobody knows which side is newer, the field was changed "
                "again, or Odoo's books are against it. Look at them.",
                left,
            )
        return notice_of(message, type="warning" if left else "success")

    def _apply(self, resolution, rule=None):
        """Write what wins, record by record, and note who decided."""
        self.lock_for_update()
        for (res_model, res_id), conflicts in self.grouped(
            lambda c: (c.res_model, c.res_id)
        ).items():
            record = quiet(self.env[res_model]).browse(res_id).exists()
            if not record:
                conflicts._set_state(SETTLED)
                continue
            decided = conflicts._still_as_shown(record)._choose(resolution)
            # an entry of the journal is of one load: it goes when that is taken back
            for _of, found in decided.grouped(
                lambda c: (c.batch_id, c.object_name)
            ).items():
                found._write_winners(record, rule)

    def _still_as_shown(self, record):
        """Return those whose field holds what was shown; the others are shown anew."""
        current = self._held_now(record)
        same = self.browse()
        for conflict in self:
            value = current[conflict.field_name]
            if value == conflict.odoo_value or not (value or conflict.odoo_value):
                same |= conflict
            elif conflict._is_agreed(value):
                conflict._set_state(SETTLED)
            else:
                conflict.write(
                    {"odoo_value": value, "odoo_at": record.write_date or False}
                )
        return same

    def _is_agreed(self, value):
        """Whether Odoo holds what the source says."""
        return value == self.source_value

    def _held_now(self, record):
        """Return {field: what the record holds}, in stored form."""
        return stored.of_records(record, self.mapped("field_name"))[record.id]

    def _choose(self, resolution):
        """Put the resolution on the conflicts; return those that have one."""
        for conflict in self:
            choice = resolution
            if resolution == "newer":
                choice = newer(conflict.source_at, conflict.odoo_at)
            conflict.resolution = choice or False
        return self.filtered("resolution")

    def _write_winners(self, record, rule):
        """Write and journal the fields that change; close all of these."""
        if not self:
            return
        vals = {}
        for conflict in self:
            vals.update(conflict._winning_vals())
        batch = self[-1].batch_id
        if vals:
            vals = loader_of(self[0].run_id, self[0].object_name)._whole_vals(vals)
            before = stored.of_records(record, list(vals))[record.id]
            record.write(vals)
            entry = {
                "object_name": self[0].object_name,
                "external_id": self[0].external_id,
                "res_model": record._name,
                "res_id": record.id,
                "operation": "write",
                "before": before,
                "after": stored.of_vals(record, vals),
            }
            record.flush_recordset()
            self.env["pulse.change"].sudo()._record(batch, [entry])
        self._close(record, rule)

    def _close(self, record, rule):
        """Note who decided, and what the journal had come to then."""
        self._set_state(
            RESOLVED,
            blocked_reason=False,
            rule_id=rule and rule.id,
            resolved_by=self.env.uid,
            resolved_at=fields.Datetime.now(),
            after_change_id=self._last_change(record),
        )

    def _winning_vals(self):
        """Return the value to write, as Odoo takes it; none when Odoo's stays."""
        self.ensure_one()
        if self.resolution == "odoo":
            return {}
        if self.field_name == "checksum":
            return self._document_vals()
        if self.resolution == "union":
            return {self.field_name: union(self.source_value, self.odoo_value)}
        value = self.source_value
        if self._field().type == "many2many":
            value = [fields.Command.set(value or [])]
        return {self.field_name: value}

    def _document_vals(self):
        """Return the document that the row names or makes; its old bytes are kept."""
        row, run = self.row_id, self.run_id
        loader = loader_of(run, self.object_name)
        scope = loader._scope(run)
        where = SQL(
            """run_id = %s AND unit_object = %s AND unit_key = %s
               AND state IN ('staged', 'created', 'updated', 'merged')
               AND action IN ('create', 'update', 'merge')""",
            run.id,
            row.unit_object,
            row.unit_key,
        )
        with closing(scope.files):
            unit = loader._build_units(where, scope)[0]
            parts = {"": loader._prepare_vals(unit, scope)}
            parts.update(loader._prepare_extra_vals(unit, scope))
            record = quiet(self.env[self.res_model]).browse(self.res_id)
            for vals in parts.values():
                wanted = {"raw": vals.get("raw")}
                if stored.of_vals(record, wanted)["checksum"] == self.source_value:
                    loader._keep_content(unit, record, wanted)
                    return wanted
        return {}

    def _last_change(self, record):
        return (
            self.env["pulse.change"]
            .search(
                [("res_model", "=", record._name), ("res_id", "=", record.id)],
                order="id desc",
                limit=1,
            )
            .id
        )
