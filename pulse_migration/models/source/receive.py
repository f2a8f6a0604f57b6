"""Receiving from the clinic's server: when it is asked, and how that went."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.modules import module

from ...engine.rest_settings import RestBusy, RestError
from .source import CLOSING, OPEN

# the code of a list that is not read to its end yet: the next call goes on
UNFINISHED = "rest_unfinished"
_MOST_PAUSE = timedelta(days=1)


class Source(models.Model):
    _inherit = "pulse.source"

    def action_receive(self):
        """Ask now, in the background."""
        self._check_may_ask()
        self.sudo().write({"next_poll_at": fields.Datetime.now(), "resume_at": False})
        self._trigger()

    @api.model
    def _cron_receive(self):
        """Ask the servers whose time has come; go on with what they changed."""
        for source in self.search([("state", "in", (OPEN, CLOSING))]):
            if source.state == CLOSING:
                source._finish()
                continue
            if source._is_due():
                errors = source._receive()
                self.env["ir.cron"]._commit_progress(1)
                if UNFINISHED in errors.values():
                    self._trigger()
                    continue
            source._go_on()

    def _is_due(self):
        now = fields.Datetime.now()
        if self.open_until and self.open_until <= now:
            return False
        return max(filter(None, (self.next_poll_at, self.resume_at, now))) == now

    @api.private
    def _receive(self, is_whole=False):
        """Ask every list for what changed; return {path: code} of those that failed.

        When the time is up the code is UNFINISHED, and the next call goes on.

        :param is_whole: for everything, to see what was deleted as well
        """
        self.ensure_one()
        errors, pause = {}, 0.0
        try:
            with self._client() as client:
                for endpoint in self.endpoint_ids:
                    if is_whole and endpoint.whole_from:
                        continue
                    try:
                        if not endpoint._receive(client, is_whole):
                            errors[endpoint.path] = UNFINISHED
                            break
                    except (RestError, RestBusy) as error:
                        errors[endpoint.path] = error.code
                        pause = max(pause, getattr(error, "retry_after", 0.0))
                        endpoint.sudo().error_code = error.code
                        self._commit()
        except RestError as error:  # the address itself
            errors[""] = error.code
        self._note(errors, pause)
        self._commit()
        return errors

    def _note(self, errors, pause):
        """Put on the server's page how a poll went, and when the next one is."""
        now = fields.Datetime.now()
        is_unfinished = UNFINISHED in errors.values()
        errors = {path: code for path, code in errors.items() if code != UNFINISHED}
        pause_to_next = timedelta(minutes=0 if is_unfinished else self.poll_minutes)
        vals = {
            "polled_at": now,
            "next_poll_at": now + pause_to_next,
            "resume_at": pause
            and now + min(_MOST_PAUSE, timedelta(seconds=round(pause) + 1)),
        }
        if errors:
            vals["error_code"] = next(iter(errors.values()))
            vals["failure_count"] = self.failure_count + 1
        elif not is_unfinished:
            vals.update(error_code=False, failure_count=0, succeeded_at=now)
        self.sudo().write(vals)

    def _commit(self):
        """Commit between pages; a test's transaction is the test's."""
        self.env.flush_all()
        if not module.current_test:
            self.env.cr.commit()  # pylint: disable=invalid-commit

    def _has_time(self):
        """Whether this call may go on; Odoo ends a cron that takes too long."""
        if "ir_cron_progress_id" not in self.env.context:
            return True
        return self.env["ir.cron"]._commit_progress(1) > 0

    def _open_delta(self):
        """Return the run that takes the server's changes: one that is still open."""
        runs = self.env["pulse.run"].sudo()
        return self._find_delta() or runs.create(
            {"migration_id": self.migration_id.id, "source_id": self.id}
        )

    def _find_delta(self):
        return self.run_ids.sudo().filtered(lambda run: run._is_open())[:1]
