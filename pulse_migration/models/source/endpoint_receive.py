"""Reading one list of the clinic's server: pages become files, then the mark moves.

Each page is one transaction; what is received twice is told by its fingerprint. The
mark moves last, when everything up to it is stored: a reading that is broken off
anywhere goes on from the page noted last, or from where the one before it had begun.
"""

import io
from contextlib import closing
from datetime import timedelta

from odoo import fields, models

from ...engine.rest_moments import write_moment
from ...engine.rest_pages import read_pages
from ...engine.rest_settings import RestBusy, RestError
from .walk import id_of

_MOST_PASSES = 5


def _missing(page, known):
    """Return the records of ``page`` whose prints are not ``known``."""
    records = zip(page.prints, page.records, strict=True)
    return [record for key, record in records if key not in known]


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

        :return: whether it is read to its end; else the next call goes on
        """
        since = None if is_whole else self._since()
        walk = self._read_through(client, since)
        back = walk and self._since_set_back(walk)
        if since and back and back < since:
            self._begin_anew()
            self.sudo().cursor_at = back  # from where it moves on below
            since = self._since()  # as the next call will ask
            self.source_id._commit()
            walk = self._read_through(client, since)
        if not walk:
            return False
        if is_whole and not walk.without_id:
            self._note_gone(walk.ids)
        self._move(walk, since, is_whole)
        return True

    def _read_through(self, client, since):
        """Return the last way through the list, None when the time is up."""
        pages = self.env["pulse.walk"].sudo()
        first = pages._last_number(self, since)
        before = pages._walk(self, first - 1).prints if first > 1 else None
        for number in range(first, _MOST_PASSES + 1):
            walk = self._read_once(client, since, number)
            if not walk:
                return None
            is_sure = self.is_ordered and not walk.is_numbered
            if walk.pages <= 1 or is_sure or walk.prints == before:
                return walk
            before = walk.prints
        self._begin_anew()
        raise RestBusy("rest_unstable")

    def _read_once(self, client, since, number):
        """Go through the list, from where that was broken off; None: time is up."""
        walk = self.env["pulse.walk"].sudo()._walk(self, number)
        if walk.is_complete:
            return walk
        noted = walk.pages
        try:
            return self._go_through(client, since, walk)
        except RestError:
            self._begin_anew()
            if not noted or walk.pages > noted:
                raise
        # the server knows nothing of the position any more
        return self._read_once(client, since, number)

    def _go_through(self, client, since, walk):
        params, keys = self._params(since), []
        pages = read_pages(
            client, self._listing(), params, start=walk.question, known=walk.keys
        )
        with closing(pages):
            asked = walk.question
            for page in pages:
                walk.add(page, self._goes_on(asked))
                asked, ids = page.following, []
                if since is None:
                    keys = keys or self._id_keys(page.records)
                    ids = walk.add_ids(page.records, keys)
                if page.records:
                    self._store_page(client, page, walk, ids, since)
                if page.following and not self.source_id._has_time():
                    return None
        return walk

    def _goes_on(self, question):
        """Whether it asks on within one moment: there records can slip as anywhere."""
        if not question:
            return False
        asked = question[1]
        first = {"page": str(self.first_page), "offset": "0"}.get(self.pagination)
        if first is None:
            return not asked or (self.cursor_param or "cursor") in asked
        return asked.get(self.page_param or "page") != first

    def _begin_anew(self):
        """The next reading begins with the first page."""
        for endpoint in self:
            self.env["pulse.walk"].sudo()._forget(endpoint)

    def _since_set_back(self, walk):
        """Return the moment of the last poll by the server's clock as it goes now.

        A clock that was set back gives changes moments before those that were read.
        """
        if not (walk.began and self.succeeded_at):
            return None
        elapsed = walk.began_here - self.succeeded_at
        overlap = timedelta(minutes=self.source_id.overlap_minutes)
        return walk.began.replace(microsecond=0) - elapsed - overlap

    def _store_page(self, client, page, walk, ids, since):
        """Keep a page that holds something new, and note how far the list is read."""
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
            file = run.file_ids._receive_page(self, run, page, walk.token)
            for name, content in documents.items():
                run.file_ids._receive(run, name, io.BytesIO(content))
            self._note_seen(page, file, new, walk.prints)
        walk.new += sum(new)
        pages = self.env["pulse.walk"].sudo()
        pages._note(self, walk, page, ids, since, sum(new))
        source._commit()

    def _note_seen(self, page, file, new, current):
        """Note the new records of a page; what they were before is known no more."""
        keys = self._id_keys(page.records) or file._id_headers()
        ids = [id_of(record, keys) for record in page.records]
        moments = [m and m.replace(microsecond=0) for m in page.moments]
        noted = zip(page.prints, moments, ids, strict=True)
        marked = zip(noted, new, strict=True)
        noted = {entry[0]: entry for entry, is_new in marked if is_new}
        seen = self.env["pulse.seen"].sudo()
        seen._forget_versions(self, {id_ for _k, _m, id_ in noted.values()}, current)
        seen._record(self, file, list(noted.values()))

    def _move(self, walk, since, is_whole):
        """Move the mark to the last change seen, never beyond the server's clock.

        Nor beyond ours: a record of the year 2099 hides nothing that comes before.
        """
        now = fields.Datetime.now()
        vals = {
            "succeeded_at": now,
            "error_code": False,
            **self.env["pulse.walk"].sudo()._counts(self),
        }
        if since is None:
            vals["missing_count"] = max(0, (walk.told or 0) - walk.received)
        if is_whole:
            vals["whole_from"] = self._reading_from(now)
        if walk.began:
            ahead = round((walk.began - walk.began_here).total_seconds())
            self.source_id.sudo().clock_ahead = max(-(2**31), min(2**31 - 1, ahead))
        limits = [moment for moment in (walk.began, walk.began_here) if moment]
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
        self._begin_anew()
        self.source_id._commit()
