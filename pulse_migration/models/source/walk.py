"""A reading of a whole list, page by page: where it goes on after any break.

Each page is noted in the transaction that stored its records, so that the position is
never ahead of these. When the reading is complete, or its position is none any more,
the notes go.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import fingerprint
from ..bulk import insert_rows

_LASTS = timedelta(days=1)  # a position this old is none any more


@dataclass
class Walk:
    """One way through a list: what came, and when it began, by either clock.

    ``began`` is the server's, ``began_here`` ours, both of the first page: only those
    two tell how the clocks differ, for the rest may take hours. ``read_at`` is when the
    last page came, by ours.
    ``question`` is what to ask next, None: from the beginning; ``keys`` are the pages',
    each with the number of its records, and ``token`` is what they have in common.
    ``told`` is how many records there are, as the server says. ``is_numbered``: several
    pages were of one moment.
    """

    number: int = 1
    prints: set[str] = field(default_factory=set)
    keys: dict[str, int] = field(default_factory=dict)
    latest: datetime | None = None
    oldest: datetime | None = None
    began: datetime | None = None
    began_here: datetime | None = None
    read_at: datetime | None = None
    ids: set[str] = field(default_factory=set)
    without_id: bool = False
    received: int = 0
    new: int = 0
    question: tuple | None = None
    is_complete: bool = False
    is_numbered: bool = False
    told: int | None = None
    token: str = field(default_factory=lambda: token_hex(8))

    @property
    def pages(self):
        """How many pages were read."""
        return len(self.keys)

    def add(self, page, goes_on):
        """Note a page; its fingerprints, its moments, and the server's clock."""
        self.is_numbered = self.is_numbered or bool(goes_on and page.records)
        self.keys[page.key] = len(page.records)
        self.told = page.told.total
        self.prints.update(page.prints)
        self.received += len(page.records)
        self.began = self.began or page.date
        self.read_at = fields.Datetime.now()
        self.began_here = self.began_here or self.read_at
        self.add_moments(filter(None, page.moments))

    def add_moments(self, moments):
        """Note the newest and the oldest moment that records state."""
        moments = list(moments)
        if moments:
            self.latest = max(filter(None, (self.latest, *moments)))
            self.oldest = min(filter(None, (self.oldest, *moments)))

    def add_ids(self, records, keys):
        """Note the records' own ids, which stand at one of ``keys``; return them."""
        found = [id_of(record, keys) for record in records]
        self.without_id = self.without_id or "" in found
        self.ids.update(filter(None, found))
        return found


def id_of(record, keys):
    """Return the record's own id, which stands at one of ``keys``; blank without."""
    found = next((record[key] for key in keys if record.get(key)), "")
    return str(found).strip()


class WalkPage(models.Model):
    """One page of a reading that is under way."""

    _name = "pulse.walk"
    _description = "Page of a Reading"
    _order = "id"
    _log_access = False

    endpoint_id = fields.Many2one(
        "pulse.endpoint", required=True, ondelete="cascade", readonly=True
    )
    number = fields.Integer(
        required=True, readonly=True, help="Of the way through its list, from 1 on."
    )
    key = fields.Char(required=True, readonly=True)
    token = fields.Char(required=True, readonly=True)
    of_settings = fields.Char(
        required=True, readonly=True, help="The fingerprint of how the list is asked."
    )
    since_at = fields.Datetime(readonly=True, help="Empty: everything is read.")
    began_at = fields.Datetime(readonly=True, help="By the server's clock.")
    read_at = fields.Datetime(required=True, readonly=True)
    prints = fields.Json(readonly=True)
    external_ids = fields.Json(
        readonly=True, help="The records' own; blank where one has none."
    )
    latest_at = fields.Datetime(readonly=True)
    oldest_at = fields.Datetime(readonly=True)
    new_count = fields.Integer(readonly=True)
    question = fields.Json(
        readonly=True, groups="base.group_system", help="What is asked next."
    )

    _page = models.UniqueIndex("(endpoint_id, number, key)")

    @api.model
    @api.private
    def _note(self, endpoint, walk, page, ids, since, new):
        """Note a page of ``walk``; what came with it is stored already."""
        path, asked = page.following or ("", {})
        vals = {
            "endpoint_id": endpoint.id,
            "number": walk.number,
            "key": page.key,
            "token": walk.token,
            "of_settings": endpoint._settings_print(),
            "since_at": since,
            "began_at": walk.began,
            "read_at": walk.read_at,
            "prints": page.prints,
            "external_ids": ids,
            "latest_at": walk.latest,
            "oldest_at": walk.oldest,
            "new_count": new,
            "question": {"path": path, "asked": asked},
        }
        insert_rows(self, [vals], on_conflict=SQL("ON CONFLICT DO NOTHING"))

    @api.model
    @api.private
    def _last_number(self, endpoint, since):
        """Return which way through the list is under way; forget another reading."""
        kept = self.search([("endpoint_id", "=", endpoint.id)])
        since = since and since.replace(microsecond=0)
        too_old = fields.Datetime.now() - _LASTS
        is_same = all(
            page.of_settings == endpoint._settings_print()
            and (page.since_at or None) == since
            and page.read_at > too_old
            for page in (kept[:1], kept[-1:])
        )
        if kept and not is_same:
            kept.unlink()
            return 1
        return max(kept.mapped("number"), default=1)

    @api.model
    @api.private
    def _walk(self, endpoint, number):
        """Return the way through a list as far as it is noted."""
        walk = Walk(number)
        domain = [("endpoint_id", "=", endpoint.id), ("number", "=", number)]
        pages = self.search(domain)
        question = None
        for page in pages:
            goes_on = endpoint._goes_on(question)
            walk.is_numbered = walk.is_numbered or bool(goes_on and page.prints)
            question = page.question["path"], page.question["asked"]
            walk.keys[page.key] = len(page.prints)
            walk.prints.update(page.prints)
            walk.ids.update(filter(None, page.external_ids or []))
            walk.without_id = walk.without_id or "" in (page.external_ids or [])
            walk.received += len(page.prints)
            walk.new += page.new_count
        last = pages[-1:]
        walk.token = last.token or walk.token
        walk.add_moments(filter(None, (last.latest_at, last.oldest_at)))
        walk.began = pages[:1].began_at or None
        walk.began_here = pages[:1].read_at or None
        question = last.question or {"path": "", "asked": {}}
        if question["path"]:
            walk.question = question["path"], question["asked"]
        walk.is_complete = bool(last) and not walk.question
        return walk

    @api.model
    @api.private
    def _counts(self, endpoint):
        """Return what a reading received so far, as values of its list."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT coalesce(sum(jsonb_array_length(prints)), 0)::int,
                          coalesce(sum(new_count), 0)::int
                     FROM pulse_walk WHERE endpoint_id = %s""",
                endpoint.id,
            )
        )
        return dict(zip(("received_count", "new_count"), rows[0], strict=True))

    @api.model
    @api.private
    def _forget(self, endpoint):
        """The reading is complete, or begins anew."""
        self.search([("endpoint_id", "=", endpoint.id)]).unlink()


class Endpoint(models.Model):
    _inherit = "pulse.endpoint"
    _server_fields = frozenset({"whole_from"})

    whole_from = fields.Datetime(
        readonly=True,
        copy=False,
        help="When the whole reading began that is complete, of the final delta.",
    )

    def _reading_from(self, now):
        """Return when the reading began that is under way."""
        pages = self.env["pulse.walk"].sudo()
        return pages.search([("endpoint_id", "=", self.id)], limit=1).read_at or now

    def _settings_print(self):
        """Fingerprint of how the list is asked: a position is one of its paging."""
        return fingerprint.of_many([self.source_id.base_url, repr(self._listing())])

    def _rewind(self, moment):
        """What is asked for again is read from its beginning."""
        for endpoint in self.sudo():
            self.env["pulse.walk"].sudo()._forget(endpoint)
        return super()._rewind(moment)
