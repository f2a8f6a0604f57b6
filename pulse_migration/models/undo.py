"""The undo verb: the inverse of the journal, or the reason why not."""

import logging

from psycopg2 import OperationalError

from odoo import api, models
from odoo.tools import SQL

from ..loaders import stored
from ..loaders.quiet import quiet

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


class Undo(models.AbstractModel):
    _name = "pulse.undo"
    _description = "Undo"

    @api.model
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
            for change in changes[start : start + CHUNK].sorted("id", reverse=True):
                self._restore_one(change)
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
        record.write({n: v for n, v in change.before.items() if n not in kept})
        if kept:
            self._block(change, "edited_in_odoo")
        else:
            change.undo_state = "undone"

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
        self._unlink(model, changes)

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
                _logger.info("undo blocked: %s", type(error).__name__)
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
                   AND r.res_model = c.res_model AND r.res_id = c.res_id
                   AND r.state IN ('created', 'updated', 'merged')
                """,
                run_ids,
                changes.ids,
            )
        )
        self.env["pulse.row"].invalidate_model()
