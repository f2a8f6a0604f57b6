"""The undo verb: the inverse of the journal, or the reason why not."""

import logging

from psycopg2 import OperationalError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..loaders import stored
from ..loaders.private import name_of, private_log
from ..loaders.quiet import quiet
from .run import OPEN_STATES, UNDONE

_logger = logging.getLogger(__name__)

# Odoo refuses to delete a contact that anything points at: last in, first out.
ORDER = (
    "account.move",
    "account.journal",
    "ir.attachment",
    "mail.activity",
    "res.partner",
    "res.users",
)
CHUNK = 500
# model -> the records of it with which Odoo, or PostgreSQL, would delete others
_CARRIES = {
    "res.partner": """
        SELECT res_id FROM mail_activity
         WHERE res_model = 'res.partner' AND res_id = ANY(%(ids)s)
         UNION
        SELECT res_id FROM ir_attachment
         WHERE res_model = 'res.partner' AND res_id = ANY(%(ids)s)
         UNION
        SELECT res_id FROM mail_message
         WHERE model = 'res.partner' AND res_id = ANY(%(ids)s)
           AND message_type NOT IN ('notification', 'user_notification')""",
    # somebody who has logged in is a colleague, not an entry of a list
    "res.users": """
        SELECT user_id FROM mail_activity WHERE user_id = ANY(%(ids)s)
         UNION
        SELECT create_uid FROM res_users_log WHERE create_uid = ANY(%(ids)s)""",
}


class Run(models.Model):
    _inherit = "pulse.run"

    def _check_undoable(self):
        self._check_may_run()
        for run in self:
            if run.state in OPEN_STATES and not run._has_changes():
                raise UserError(self.env._("Nothing was loaded yet."))

    def action_undo(self):
        """Take back everything the runs made; what people changed since stays."""
        self._check_undoable()
        for run in self:
            with run._timed("undo"):
                changes = self.env["pulse.change"].sudo()
                changes = changes.search([("run_id", "=", run.id)])
                blocked = run.env["pulse.undo"].sudo()._undo(changes, run)
            if not blocked:
                run._set_state(UNDONE)
            run._log("undo", blocked=blocked)
            run._commit()

    def _undo_rows(self, rows):
        """Take back what some rows made."""
        changes = self.env["pulse.change"].sudo()
        for row in rows.filtered("res_id"):
            changes |= changes.search(
                [
                    ("run_id", "=", row.run_id.id),
                    ("object_name", "=", row.object_name),
                    ("external_id", "in", (row.unit_key, f"{row.unit_key}#file-1")),
                ]
            )
        for run in changes.run_id:
            self.env["pulse.undo"].sudo()._undo(
                changes.filtered(lambda change, run=run: change.run_id == run), run
            )


class Undo(models.AbstractModel):
    _name = "pulse.undo"
    _description = "Undo"

    @api.model
    @private_log()
    def _undo(self, changes, run):
        """Take back ``changes``; return how many were blocked and stay."""
        changes = changes.filtered(lambda change: change.undo_state != "undone")
        for model in ORDER:
            of_model = changes.filtered(lambda c, model=model: c.res_model == model)
            self._restore(of_model.filtered(lambda c: c.operation == "write"), run)
        for model in ORDER:
            of_model = changes.filtered(lambda c, model=model: c.res_model == model)
            created = of_model.filtered(lambda c: c.operation == "create")
            for start in range(0, len(created), CHUNK):
                self._delete(created[start : start + CHUNK], run)
                run._commit()
        self.env.flush_all()
        self._release_rows(changes)
        run.batch_ids.sudo().filtered(
            lambda batch: (
                batch.change_ids
                and all(change.undo_state == "undone" for change in batch.change_ids)
            )
        ).write({"state": "undone"})
        run._commit()
        return len(changes.filtered(lambda change: change.undo_state == "blocked"))

    # updates, newest first

    def _restore(self, changes, run):
        """Give fields their previous values; what a person changed since stays."""
        for start in range(0, len(changes), CHUNK):
            chunk = changes[start : start + CHUNK].sorted("id", reverse=True)
            for change in chunk:
                self._restore_one(change)
            self.env.flush_all()
            self._reopen_links(chunk)
            run._commit()

    def _restore_one(self, change):
        record = quiet(self.env[change.res_model]).browse(change.res_id).exists()
        if not record:
            change.undo_state = "undone"
            return
        if any(name not in record._fields for name in change.before or {}):
            self._block(change, "not_reversible")
            return
        names = list(change.before or {})
        current = stored.of_records(record, names)[record.id]
        kept = [name for name in names if current[name] != change.after.get(name)]
        vals = {n: v for n, v in change.before.items() if n not in kept}
        if "checksum" in vals:
            content = self._kept_content(change)
            if not content:
                self._block(change, "not_reversible")
                return
            del vals["checksum"]
            vals["raw"] = content.raw
        record.write(vals)
        if kept:
            self._block(change, "edited_in_odoo")
        else:
            change.undo_state = "undone"

    def _kept_content(self, change):
        """Return the attachment with the bytes that ``change`` replaced, if kept."""
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "pulse.batch"),
                    ("res_id", "=", change.batch_id.id),
                    ("checksum", "=", change.before["checksum"]),
                ],
                limit=1,
            )
        )

    def _reopen_links(self, changes):
        """What a link says was loaded is no longer there: the rows can load again.

        The link of a record that no load has touched now goes altogether.
        """
        for query in (
            """UPDATE pulse_link AS l SET fingerprint = NULL
                 FROM pulse_change c JOIN pulse_run r ON r.id = c.run_id
                WHERE c.id = ANY(%s) AND l.migration_id = r.migration_id
                  AND l.object_name = c.object_name
                  AND l.external_id = c.external_id""",
            """DELETE FROM pulse_link AS l
                USING pulse_change c JOIN pulse_run r ON r.id = c.run_id
                WHERE c.id = ANY(%s) AND l.migration_id = r.migration_id
                  AND l.object_name = c.object_name
                  AND l.external_id = c.external_id
                  AND NOT EXISTS (
                    SELECT 1 FROM pulse_change other
                     WHERE other.res_model = l.res_model AND other.res_id = l.res_id
                       AND other.object_name = l.object_name
                       AND other.undo_state IS DISTINCT FROM 'undone')""",
        ):
            self.env.cr.execute(SQL(query, changes.ids))
        self.env["pulse.link"].invalidate_model()

    # creations

    def _delete(self, changes, run):
        """Delete what was created and nobody touched since; halve when Odoo refuses."""
        if not changes:
            return
        model = quiet(self.env[changes[0].res_model])
        records = model.browse(changes.mapped("res_id")).exists()
        edited = self._edited(records, changes)
        self._block(changes.filtered(lambda c: c.res_id in edited), "edited_in_odoo")
        changes = changes.filtered(lambda c: c.res_id not in edited)
        used = self._in_use(records)
        self._block(changes.filtered(lambda c: c.res_id in used), "used_elsewhere")
        self._unlink(model, changes.filtered(lambda c: c.res_id not in used))

    def _in_use(self, records):
        """Return the ids of records that carry what a deletion would take along.

        What this undo takes back is gone by now: what is left is a person's, was
        edited by one, or is a later load's.
        """
        query = _CARRIES.get(records._name)
        if not query:
            return set()
        self.env.flush_all()
        rows = self.env.execute_query(SQL(query, ids=records.ids))
        return {res_id for (res_id,) in rows}

    def _edited(self, records, changes):
        """Return the ids of records whose journalled fields no longer hold our values.

        A field that a later load of ours wrote compares with that load's value.
        """
        last = self.env["pulse.change"].sudo()._last_written(records)
        names = {n for values in last.values() for n in values if n in records._fields}
        current = stored.of_records(records, sorted(names))
        # a partner's address and owner are also Odoo's to derive: only ours count
        return {
            change.res_id
            for change in changes
            if change.res_id in current
            and any(
                current[change.res_id][name] != value
                for name, value in last.get(change.res_id, {}).items()
                if name in names
            )
        }

    def _unlink(self, model, changes):
        if not changes:
            return
        records = model.browse(changes.mapped("res_id")).exists()
        try:
            with self.env.cr.savepoint():
                self._forget_links(changes)
                self._unlink_records(records)
                self.env.flush_all()
        except OperationalError:
            raise
        except Exception as error:
            self.env.invalidate_all()
            if len(changes) == 1:
                _logger.info("undo blocked: %s", name_of(error))
                self._block(changes, "used_elsewhere")
                return
            middle = len(changes) // 2
            self._unlink(model, changes[:middle])
            self._unlink(model, changes[middle:])
            return
        changes.undo_state = "undone"

    def _unlink_records(self, records):
        """Delete; a user takes the contact along that was made for it."""
        if records._name == "account.journal":
            records = records.filtered(
                lambda j: (
                    not self.env["account.move"]
                    .sudo()
                    .search_count([("journal_id", "=", j.id)], limit=1)
                )
            )
        if records._name == "res.users":
            partners = records.partner_id
            records.unlink()
            partners.unlink()
            return
        records.unlink()

    def _forget_links(self, changes):
        """Without its record a link means nothing, and the row can load again."""
        self.env["pulse.link"].sudo().search(
            [
                ("res_model", "=", changes[0].res_model),
                ("res_id", "in", changes.mapped("res_id")),
            ]
        ).unlink()

    def _block(self, changes, reason):
        changes.write({"undo_state": "blocked", "blocked_reason": reason})

    def _release_rows(self, changes):
        """Rows whose record is gone are undone; what merely joined them too."""
        run_ids = tuple(changes.run_id.ids) or (0,)
        self.env["pulse.row"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                UPDATE pulse_row AS r SET state = 'undone', res_model = NULL,
                       res_id = NULL
                  FROM pulse_change c
                 WHERE r.run_id IN %s AND c.id = ANY(%s) AND c.run_id = r.run_id
                   AND c.undo_state = 'undone'
                   AND r.unit_object = c.object_name
                   AND r.res_model = c.res_model AND r.res_id = c.res_id
                   AND r.state IN ('created', 'updated', 'merged')
                """,
                run_ids,
                changes.ids,
            )
        )
        self.env["pulse.row"].invalidate_model()
