"""How undo works through a journal: the order, a slice at a time, and the books."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...loaders.private import private_log
from ...loaders.transient import with_retries
from ...loaders.undo import loader_of_change
from ...loaders.unit import WRITTEN

# Odoo refuses to delete a contact that anything points at: last in, first out.
ORDER = (
    "account.payment",
    "account.move",
    "account.journal",
    "account.account",
    "ir.attachment",
    "mail.activity",
    "res.partner",
    "res.users",
)
SLICE = 500
# a record that is gone, or counts no longer, is no target of a later load
_WITHOUT_LINK = ("undone", "reversed")


class Undo(models.AbstractModel):
    """Brings the changes to their loaders; a plan says which of a run's journal."""

    _name = "pulse.undo"
    _description = "Undo"

    @api.model
    def _reopen(self, plan):
        """Look again at what was blocked before."""
        self.env["pulse.change"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_change SET undo_state = NULL, blocked_reason = NULL
                    WHERE run_id = %s AND undo_state = 'blocked' AND %s""",
                plan.run_id.id,
                plan._where(),
            )
        )
        self.env["pulse.change"].invalidate_model()

    @api.model
    @private_log()
    def _undo_slice(self, plan):
        """Take back the next changes; return False when none is open.

        The caller commits: records, journal, links and rows of a slice go together.
        What PostgreSQL refused for a moment tries again.
        """
        run = plan.run_id

        def take_back():
            self._lock(plan)
            return self._take_back(plan, self._next_slice(run, plan._where()))

        return with_retries(self.env, take_back, f"undo of run {run.id}")

    def _lock(self, plan):
        """One process at a time takes back a run, and waits for the batches in hand.

        A plan that another process ended meanwhile is an OperationalError, and looked
        at anew.
        """
        run = plan.run_id
        run._queue()
        if not run.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "The run is being undone already, or a batch of it is being "
                    "loaded. Try again in a minute."
                )
            )
        self.env.cr.execute(
            SQL("SELECT 1 FROM pulse_undo_plan WHERE id = %s FOR UPDATE", plan.id)
        )

    def _next_slice(self, run, where):
        """Return the next open changes: updates first, then what was created."""
        for operation in ("write", "create"):
            for res_model in ORDER:
                rows = self.env.execute_query(
                    SQL(
                        """SELECT id FROM pulse_change
                            WHERE run_id = %s AND res_model = %s AND operation = %s
                              AND undo_state IS NULL AND %s
                            ORDER BY id DESC LIMIT %s""",
                        run.id,
                        res_model,
                        operation,
                        where,
                        SLICE,
                    )
                )
                if rows:
                    return self.env["pulse.change"].browse(id_ for (id_,) in rows)
        return self.env["pulse.change"]

    def _take_back(self, plan, changes):
        """Bring changes of one model and operation to their loaders, and book them."""
        if not changes:
            return False
        blocked, later = {}, changes._written_later()
        for group in self._by_loader(changes):
            name, res_model = group[0].object_name, group[0].res_model
            blocked |= loader_of_change(self.env, name, res_model)._undo(group, later)
        self.env.flush_all()
        settled = self._settle(plan, changes, blocked)
        self._book(plan, changes, blocked, settled)
        self.env.invalidate_all()
        return True

    def _by_loader(self, changes):
        """Return the changes by object, as they follow on one another, newest first.

        Two objects may have written to one field of one contact.
        """
        groups = []
        for change in changes:
            if groups and groups[-1][0].object_name == change.object_name:
                groups[-1] |= change
            else:
                groups.append(change)
        return groups

    # what was decided about the rest

    @api.model
    def _choices_of(self, object_name, res_model, operation, reason):
        """Return what may become of records that stay, besides leaving them."""
        loader = loader_of_change(self.env, object_name, res_model)
        return loader._choices_of(res_model, operation, reason)

    def _settle(self, plan, changes, blocked):
        """Archive or reverse what stays, where the plan says so; return {id: state}."""
        settled = {}
        for (name, model, operation, reason), choice in plan._choices().items():
            chosen = changes.filtered(
                lambda c, key=(name, model, operation, reason): (
                    (c.object_name, c.res_model, c.operation, blocked.get(c.id)) == key
                )
            )
            if chosen:
                loader = loader_of_change(self.env, name, model)
                settled |= loader._settle(chosen, choice)
        self.env.flush_all()
        return settled

    # the books

    def _book(self, plan, changes, blocked, settled):
        """Note in the journal, on links and rows what was taken back and what stays."""
        states = {
            change.id: settled.get(
                change.id, "blocked" if change.id in blocked else "undone"
            )
            for change in changes
        }
        self._note_states(plan, states, blocked)
        done = [id_ for id_ in changes.ids if states[id_] != "blocked"]
        if done:
            self.env["pulse.audit"]._append_changes(plan.run_id, "undo", done)
        gone = [id_ for id_, state in states.items() if state in _WITHOUT_LINK]
        archived = [id_ for id_, state in states.items() if state == "archived"]
        if changes[0].operation == "write":
            self._reopen_links(changes.ids)
        else:
            self._forget_links(gone)
            self._reopen_links(archived)
        self._release_rows(gone + archived)

    def _note_states(self, plan, states, blocked):
        """Write {change id: state} to the journal, with the reasons of the blocked."""
        alike = {}
        for id_, state in states.items():
            alike.setdefault((state, blocked.get(id_)), []).append(id_)
        for (state, reason), ids in alike.items():
            self.env.cr.execute(
                SQL(
                    """UPDATE pulse_change SET undo_state = %s, blocked_reason = %s,
                              undo_plan_id = %s WHERE id = ANY(%s)""",
                    state,
                    reason,
                    plan.id,
                    ids,
                )
            )

    def _reopen_links(self, ids):
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
            self.env.cr.execute(SQL(query, ids))

    def _forget_links(self, ids):
        """Without its record a link means nothing, and the row can load again."""
        self.env.cr.execute(
            SQL(
                """DELETE FROM pulse_link AS l USING pulse_change c
                    WHERE c.id = ANY(%s) AND l.res_model = c.res_model
                      AND l.res_id = c.res_id""",
                ids,
            )
        )

    def _release_rows(self, ids):
        """Rows whose record is gone are undone; what merely joined them too."""
        self.env["pulse.row"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_row AS r SET state = 'undone', res_model = NULL,
                          res_id = NULL
                     FROM pulse_change c
                    WHERE c.id = ANY(%s) AND r.run_id = c.run_id
                      AND r.unit_object = c.object_name
                      AND r.res_model = c.res_model AND r.res_id = c.res_id
                      AND r.state IN %s""",
                ids,
                WRITTEN,
            )
        )

    @api.model
    def _finish(self, plan):
        """Mark the batches of which nothing is left; return how many changes stay."""
        run = plan.run_id
        self.env["pulse.batch"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_batch AS b SET state = 'undone'
                    WHERE b.run_id = %s AND b.state <> 'undone' AND EXISTS (
                          SELECT 1 FROM pulse_change c WHERE c.batch_id = b.id)
                      AND NOT EXISTS (
                          SELECT 1 FROM pulse_change c WHERE c.batch_id = b.id
                             AND (c.undo_state IS NULL OR c.undo_state = 'blocked'))""",
                run.id,
            )
        )
        self.env["pulse.loader.move"]._close_gaps(run)
        self.env.invalidate_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT count(*) FROM pulse_change
                    WHERE run_id = %s AND (undo_state IS NULL OR undo_state = 'blocked')
                      AND %s""",
                run.id,
                plan._where(),
            )
        )
        return rows[0][0]
