"""Receiving from the clinic's server: pages become files, and the mark moves with them.

Each page is one transaction; what is received twice is told by its fingerprint. The
mark of a list moves last, when everything up to it is stored: a poll that is killed
anywhere asks again from where the one before it had begun.
"""

import io
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.modules import module

from ..engine.rest_moments import write_moment
from ..engine.rest_pages import read_pages
from ..engine.rest_settings import RestBusy, RestError
from .source import CLOSING, OPEN

_MOST_PASSES = 5
_MOST_PAUSE = timedelta(days=1)


@dataclass
class Walk:
    """One way through a list: what came, and when by the server's clock it began."""

    prints: set[str] = field(default_factory=set)
    pages: int = 0
    latest: datetime | None = None
    oldest: datetime | None = None
    began: datetime | None = None
    ids: set[str] = field(default_factory=set)
    without_id: bool = False

    def add(self, page):
        """Note a page; its fingerprints, its moments, and the server's clock."""
        self.pages += 1
        self.prints.update(page.prints)
        self.began = self.began or page.date
        moments = [moment for moment in page.moments if moment]
        if moments:
            self.latest = max(filter(None, (self.latest, *moments)))
            self.oldest = min(filter(None, (self.oldest, *moments)))

    def add_ids(self, records, keys):
        """Note the records' own ids, which stand at one of ``keys``."""
        found = [_id_of(record, keys) for record in records]
        self.without_id = self.without_id or "" in found
        self.ids.update(filter(None, found))


def _id_of(record, keys):
    """Return the record's own id, which stands at one of ``keys``; blank without."""
    found = next((record[key] for key in keys if record.get(key)), "")
    return str(found).strip()


def _missing(page, known):
    """Return the records of ``page`` whose prints are not ``known``."""
    records = zip(page.prints, page.records, strict=True)
    return [record for key, record in records if key not in known]


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
                source._receive()
                self.env["ir.cron"]._commit_progress(1)
            source._go_on()

    def _is_due(self):
        now = fields.Datetime.now()
        if self.open_until and self.open_until <= now:
            return False
        return max(filter(None, (self.next_poll_at, self.resume_at, now))) == now

    @api.private
    def _receive(self, is_whole=False):
        """Ask every list for what changed; return {path: code} of those that failed.

        :param is_whole: for everything, to see what was deleted as well
        """
        self.ensure_one()
        errors, pause = {}, 0.0
        try:
            with self._client() as client:
                for endpoint in self.endpoint_ids:
                    try:
                        endpoint._receive(client, is_whole)
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
        vals = {
            "polled_at": now,
            "next_poll_at": now + timedelta(minutes=self.poll_minutes),
            "resume_at": pause
            and now + min(_MOST_PAUSE, timedelta(seconds=round(pause) + 1)),
        }
        if errors:
            vals["error_code"] = next(iter(errors.values()))
            vals["failure_count"] = self.failure_count + 1
        else:
            vals.update(error_code=False, failure_count=0, succeeded_at=now)
        self.sudo().write(vals)

    def _commit(self):
        """Commit between pages; a test's transaction is the test's."""
        self.env.flush_all()
        if not module.current_test:
            self.env.cr.commit()  # pylint: disable=invalid-commit

    def _open_delta(self):
        """Return the run that takes the server's changes: one that is still open."""
        runs = self.env["pulse.run"].sudo()
        return self._find_delta() or runs.create(
            {"migration_id": self.migration_id.id, "source_id": self.id}
        )

    def _find_delta(self):
        return self.run_ids.sudo().filtered(lambda run: run._is_open())[:1]


class Endpoint(models.Model):
    _inherit = "pulse.endpoint"

    def _since(self):
        """Return the moment to ask from, None: from the beginning."""
        overlap = timedelta(minutes=self.source_id.overlap_minutes)
        if self.cursor_at:
            return self.cursor_at - overlap
        return self.source_id.start_at or None

    def _params(self, since):
        """Return the parameters of the range; it is closed at the server's now."""
        params = {}
        form, zone = self.since_format, self._zone()
        if since and self.since_param:
            params[self.since_param] = write_moment(since, form, zone)
        if self.until_param:
            until = fields.Datetime.now() + timedelta(
                seconds=max(0, self.source_id.clock_ahead) + 1
            )
            params[self.until_param] = write_moment(until, form, zone)
        return params

    def _receive(self, client, is_whole=False):
        """Read the list from where it was read, store what is new, move the mark.

        A list of several pages whose order is not known is read until it is twice the
        same: while it changes, records slip from a page not read to one that was.
        Raises RestError or RestBusy; what was stored till then stays.
        """
        totals, since = [0, 0], None if is_whole else self._since()
        walk = self._read_through(client, since, totals)
        back = self._since_set_back(walk)
        if since and back and back < since:
            since = back
            walk = self._read_through(client, since, totals)
            self.sudo().cursor_at = back  # from where it moves on below
        if is_whole and not walk.without_id:
            self._note_gone(walk.ids)
        self._move(walk, since, totals)

    def _read_through(self, client, since, totals):
        before = None
        for _pass in range(_MOST_PASSES):
            walk = self._read_once(client, since, totals)
            if walk.pages <= 1 or self.is_ordered or walk.prints == before:
                return walk
            before = walk.prints
        raise RestBusy("rest_unstable")

    def _since_set_back(self, walk):
        """Return the moment of the last poll by the server's clock as it goes now.

        A clock that was set back gives changes moments before those that were read.
        """
        if not (walk.began and self.succeeded_at):
            return None
        elapsed = fields.Datetime.now() - self.succeeded_at
        overlap = timedelta(minutes=self.source_id.overlap_minutes)
        return walk.began.replace(microsecond=0) - elapsed - overlap

    def _read_once(self, client, since, totals):
        walk, keys = Walk(), []
        with closing(read_pages(client, self._listing(), self._params(since))) as pages:
            for page in pages:
                walk.add(page)
                if since is None:
                    keys = keys or self._id_keys(page.records)
                    walk.add_ids(page.records, keys)
                totals[0] += len(page.records)
                totals[1] += self._store_page(client, page, walk.prints)
        return walk

    def _store_page(self, client, page, current):
        """Keep a page that holds something new; return how many records are.

        :param current: the prints of this reading so far
        """
        source = self.source_id
        seen = self.env["pulse.seen"].sudo()
        # a server may take its time over files: nobody waits for a lock meanwhile
        known = seen._known(self, page.prints)
        documents = self._fetch_documents(client, _missing(page, known))
        source._commit()  # what others did meanwhile is seen
        source._queue()
        known = seen._known(self, page.prints)
        new = [key not in known for key in page.prints]
        if any(new):
            run = source._open_delta()
            file = run.file_ids._receive_page(self, run, page)
            for name, content in documents.items():
                run.file_ids._receive(run, name, io.BytesIO(content))
            self._note_seen(page, file, new, current)
        source._commit()
        return sum(new)

    def _note_seen(self, page, file, new, current):
        """Note the new records of a page; what they were before is known no more."""
        keys = self._id_keys(page.records) or file._id_headers()
        ids = [_id_of(record, keys) for record in page.records]
        moments = [m and m.replace(microsecond=0) for m in page.moments]
        noted = zip(page.prints, moments, ids, strict=True)
        marked = zip(noted, new, strict=True)
        noted = {entry[0]: entry for entry, is_new in marked if is_new}
        seen = self.env["pulse.seen"].sudo()
        seen._forget_versions(self, {id_ for _k, _m, id_ in noted.values()}, current)
        seen._record(self, file, list(noted.values()))

    def _move(self, walk, since, totals):
        """Move the mark to the last change seen, never beyond the server's clock.

        Nor beyond ours: a record of the year 2099 hides nothing that comes before.
        """
        now = fields.Datetime.now()
        vals = {
            "succeeded_at": now,
            "error_code": False,
            "received_count": totals[0],
            "new_count": totals[1],
        }
        if walk.began:
            ahead = round((walk.began - now).total_seconds())
            self.source_id.sudo().clock_ahead = max(-(2**31), min(2**31 - 1, ahead))
        limits = [moment for moment in (walk.began, now) if moment]
        if walk.latest and self.since_param:
            cursor = min(walk.latest, *limits).replace(microsecond=0)
            if not self.cursor_at or cursor > self.cursor_at:
                vals["cursor_at"] = cursor
        self.sudo().write(vals)
        if since is None:
            self.env["pulse.seen"].sudo()._forget_others(self, walk.prints)
        # what a server gives though it was not asked for comes again
        if since and walk.oldest and walk.oldest >= since:
            self.env["pulse.seen"].sudo()._forget(self, self._since())
        self.source_id._commit()
