"""The cut-over: a last delta of everything, the whole reconciliation, and the words
"in step as of"."""

from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...loaders.move_conflict import WHOLE
from ..migration.run import DONE, FAILED, OPEN_STATES, UNDONE
from .load import BUSY
from .receive import UNFINISHED
from .source import CLOSED, CLOSING, OPEN

_ENDED = (DONE, UNDONE)
# what was found to differ is looked at again then, or when something was decided
_VERIFY_AGAIN = timedelta(hours=1)


class Source(models.Model):
    _inherit = "pulse.source"
    _server_fields = frozenset(
        {"final_by", "final_polled_at", "in_step_at", "final_text", "final_verified_at"}
    )

    final_by = fields.Many2one("res.users", "Closed by", readonly=True, copy=False)
    final_polled_at = fields.Datetime(readonly=True, copy=False)
    in_step_at = fields.Datetime("In Step as of", readonly=True, copy=False)
    final_verified_at = fields.Datetime(readonly=True, copy=False)
    final_text = fields.Text("Cut-over", readonly=True, copy=False)

    def action_final(self):
        """Read everything once more, load it, compare it all, and close the source.

        Who presses it approves what the last delta brings.
        """
        self._check_approver()
        for source in self.sudo():
            if source.state == CLOSED:
                raise UserError(self.env._("The source is closed already."))
            if source.migration_id.is_four_eyes and not source._standing_users():
                raise UserError(
                    self.env._("Two persons approve here: give a standing approval.")
                )
            source.write(
                {
                    "state": CLOSING,
                    "final_by": self.env.uid,
                    "final_polled_at": False,
                    "final_verified_at": False,
                    "final_text": self.env._("The last delta is being received."),
                }
            )
            source.endpoint_ids.whole_from = False
            source.endpoint_ids._begin_anew()
            source._log("final_delta")
        self._trigger()

    def action_reopen(self):
        """Ask regularly again: the cut-over is called off."""
        self._check_approver()
        self.sudo().write({"state": OPEN, "final_by": False, "in_step_at": False})
        for source in self:
            source._log("reopen_source")
        self._trigger()

    def _approvers(self, run):
        """Whoever closes the source approved what that brings, without limits."""
        if self.state != CLOSING or not self.final_by:
            return super()._approvers(run)
        if self.migration_id.is_four_eyes:
            return self._standing_users()
        return self.sudo().final_by

    def _comment(self):
        if self.state == CLOSING:
            return self.env._("Final delta.")
        return super()._comment()

    def _finish(self):
        """One step of the cut-over; safe to call again after any break."""
        self.ensure_one()
        if not (self.final_polled_at or self._receive_whole()):
            return
        self._go_on()
        self.env.invalidate_all()
        under_way = self.run_ids.filtered(
            lambda run: (
                run.file_ids
                and run.state not in (*_ENDED, FAILED)
                and not run.leaves_people_since
            )
        )
        if under_way:
            self._say(self.waiting_text or self.env._("The last delta is loading."))
        else:
            self._reconcile()
        self._commit()

    def _receive_whole(self):
        """Read every list to its end; return whether all of them are."""
        began = fields.Datetime.now()
        if self.resume_at and self.resume_at > began:
            return False  # so long the server wants to be left alone
        errors = self._receive(is_whole=True)
        if UNFINISHED in errors.values():
            self._say(
                self.env._(
                    "The last delta is being received: %s records so far.",
                    f"{self._count_received():,}",
                )
            )
            self._trigger()
        elif errors:
            self._say(self.env._("The server did not answer everything."))
        else:
            moments = filter(None, self.endpoint_ids.mapped("whole_from"))
            self.sudo().final_polled_at = min(moments, default=began)
        self._commit()
        return not errors

    def _count_received(self):
        """Return how many records the final delta has read, each list once."""
        pages = self.env["pulse.walk"].sudo()
        counts = [
            e.received_count if e.whole_from else pages._walk(e, 1).received
            for e in self.endpoint_ids
        ]
        return sum(counts)

    def _reconcile(self):
        """Verify every load again; close the source when all of it is in step."""
        if left := self._list_waiting():
            self._say("\n".join(left))
            return
        if self._must_verify() and not self._verify_loaded():
            return
        if text := self._verifying_text():
            self._say(text)
            return
        if left := self._list_differing():
            self._say("\n".join(left))
            return
        self.sudo().write({"state": CLOSED, "in_step_at": self.final_polled_at})
        self._say(self._in_step_text())
        self._log("in_step", at=fields.Datetime.to_string(self.in_step_at))

    def _verify_loaded(self):
        """Verify every load, or begin to; return False when one is in use.

        What was said to be verified before all of it is begun would be taken from its
        last verification after a break.
        """
        began = fields.Datetime.now()
        try:
            runs = self._loaded_runs().with_context(pulse_people_since=True)
            runs._verify_or_start()
        except UserError as error:
            self._say(error.args[0])
            return False
        self.sudo().final_verified_at = began
        return True

    def _loaded_runs(self):
        return self.migration_id.run_ids.filtered(
            lambda run: run.loaded_at and run.state in (DONE, FAILED)
        ).sorted("id")

    def _must_verify(self):
        """What differs was said; it is looked at again when it may have changed."""
        verified, runs = self.final_verified_at, self._loaded_runs()
        if not verified or any(run.loaded_at > verified for run in runs):
            return not self._verifying_text()
        is_late = verified <= fields.Datetime.now() - _VERIFY_AGAIN
        return is_late and bool(self._list_differing())

    def _verifying_text(self):
        """Return how far the lanes are with it, "" when they are through."""
        runs = self.migration_id.run_ids.filtered("leaves_people_since")
        infos = [run._verified_info() for run in runs]
        if not infos:
            return ""
        done = sum(info["done"] for info in infos)
        return self.env._(
            "Everything is read back: %(done)s of %(all)s rows.",
            done=f"{done:,}",
            all=f"{done + sum(info['left'] for info in infos):,}",
        )

    def _list_differing(self):
        return [
            self.env._("%s: verification found differences.", run.display_name)
            for run in self._loaded_runs()
            if run.state == FAILED
        ]

    def _list_waiting(self):
        """Return in words what waits for somebody: it is cheap to know."""
        waiting = self.migration_id.run_ids.filtered(
            lambda run: run.file_ids and run.state in OPEN_STATES
        )
        left = [
            self.env._("%s: was received and not loaded.", run.display_name)
            for run in waiting
        ]
        left += [
            self.env._("%s: is under way.", run.display_name)
            for run in self.migration_id.run_ids
            if run.state in BUSY and not run.leaves_people_since
        ]
        if count := self.migration_id._count_conflicts():
            left.append(self.env._("Conflicts that wait for a decision: %s.", count))
        if left:
            self.sudo().final_verified_at = False
        return left

    def _in_step_text(self):
        moment = fields.Datetime.context_timestamp(
            self.with_context(tz=self.migration_id.tz), self.in_step_at
        )
        lines = [
            self.env._("In step as of %s.", moment.strftime("%Y-%m-%d %H:%M:%S %Z"))
        ]
        held = self.env["pulse.row"].search_count(
            [
                ("run_id", "in", self.migration_id.run_ids.ids),
                ("state", "in", ("held", "rejected")),
            ]
        )
        if held:
            lines.append(
                self.env._("Rows that stay out, each with its reason: %s.", held)
            )
        gone = sum(self.endpoint_ids.mapped("gone_count"))
        if gone:
            lines.append(
                self.env._("Records deleted at the source, which Odoo keeps: %s.", gone)
            )
        for endpoint in self.endpoint_ids.filtered("missing_count"):
            lines.append(
                self.env._(
                    "%(list)s: the server tells of %(count)s records more than it "
                    "gave. Check its paging.",
                    list=endpoint.path,
                    count=endpoint.missing_count,
                )
            )
        return "\n".join(lines)

    def _say(self, text):
        self.sudo().final_text = text


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_one(self, run, wanted, actual, left, where, totals):
        """What persons decided on, or wrote since, is theirs."""
        if any(actual.get(name) != value for name, value in wanted.items()):
            left = {*left, *self._left_to_people(run, where)}
        return super()._compare_one(run, wanted, actual, left, where, totals)

    def _left_to_people(self, run, where):
        """Return the fields of a record in whose values a person has a part.

        At a cut-over people work in Odoo already: a record that somebody wrote after
        our last change of it is theirs as a whole, and its differences are listed, not
        counted. What Odoo itself computed since is nobody's.
        """
        place = [(name, "=", where[name]) for name in ("res_model", "res_id")]
        conflicts = self.env["pulse.conflict"].sudo()
        found = conflicts.search([*place, ("state", "in", ("open", "resolved"))])
        names = set(found.mapped("field_name"))
        if WHOLE in names:
            names.add("")
        if run.leaves_people_since or self.env.context.get("pulse_people_since"):
            record = self.env[where["res_model"]].sudo().browse(where["res_id"])
            if self._is_written_since(record, run.loaded_at):
                names.add("")
        return names

    def _is_written_since(self, record, loaded_at):
        """Tell whether a person wrote the record after our newest change of it."""
        if not record.write_date or record.write_uid.id == SUPERUSER_ID:
            return False
        rows = self.env.execute_query(
            SQL(
                """SELECT max(changed_at) FROM pulse_change
                    WHERE res_model = %s AND res_id = %s""",
                record._name,
                record.id,
            )
        )
        since = rows[0][0] or loaded_at
        return bool(since) and record.write_date > since
