"""One list of the clinic's server: its path, its paging, and how far it was read."""

from datetime import timezone
from urllib.parse import parse_qsl

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import catalog
from ...engine.rest_settings import PAGINATIONS, SINCE_FORMATS, Listing

_KINDS = {
    "none": "Everything at once",
    "page": "By number of the page",
    "offset": "By number of the record",
    "cursor": "By a mark in the answer",
    "link": "By a link in the answer",
}
_FORMS = {
    "iso": "2026-03-05T10:00:00Z",
    "plain": "2026-03-05 10:00:00",
    "date": "2026-03-05",
    "epoch": "Seconds since 1970",
    "epoch_ms": "Milliseconds since 1970",
}


class Endpoint(models.Model):
    """What the server is asked for, one kind of record each."""

    _name = "pulse.endpoint"
    _inherit = "pulse.protected"
    _description = "List of a Pulse Server"
    _order = "sequence, id"
    _rec_name = "path"
    _server_fields = frozenset(
        {
            "cursor_at",
            "received_count",
            "new_count",
            "missing_count",
            "error_code",
            "succeeded_at",
        }
    )

    source_id = fields.Many2one(
        "pulse.source", required=True, ondelete="cascade", index=True
    )
    migration_id = fields.Many2one(related="source_id.migration_id")
    sequence = fields.Integer(default=10)
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        required=True,
    )
    path = fields.Char(required=True, help="Behind the server's address.")
    envelope = fields.Char(
        "Key of the List", help="Dotted, such as data.items. Empty: it is looked for."
    )
    pagination = fields.Selection(
        [(name, _KINDS[name]) for name in PAGINATIONS],
        "Paging",
        required=True,
        default="page",
    )
    page_param = fields.Char("Page Parameter", default="page")
    first_page = fields.Integer(default=1)
    size_param = fields.Char("Size Parameter", default="per_page")
    page_size = fields.Integer(default=100)
    cursor_param = fields.Char("Mark Parameter", default="cursor")
    next_key = fields.Char(
        "Key of the Next Mark", help="Dotted. Empty: the usual ones are looked for."
    )
    since_param = fields.Char("Since Parameter", default="updated_since")
    until_param = fields.Char(
        "Until Parameter", help="Closes the range that is read. Empty: it has none."
    )
    since_format = fields.Selection(
        [(name, _FORMS[name]) for name in SINCE_FORMATS],
        "Form of Moments",
        required=True,
        default="iso",
    )
    changed_key = fields.Char("Key of the Change", default="updated_at")
    is_ordered = fields.Boolean(
        "In Order of Change",
        help="The oldest change comes first. Without it a list of several pages is "
        "read until it is twice the same: records could slip between two pages.",
    )
    document_key = fields.Char(
        "Key of a Document",
        help="Dotted; holds the address of a file on the same server, which is loaded.",
    )
    document_path = fields.Char(
        "Path of Documents", help="Put before an address that is only a file's name."
    )
    more_params = fields.Char("More Parameters", help="Such as sort=updated_at&all=1")

    cursor_at = fields.Datetime(
        "Read Up To",
        readonly=True,
        copy=False,
        help="By the server's clock. It moves with the rows that were stored.",
    )
    succeeded_at = fields.Datetime("Last Successful", readonly=True, copy=False)
    received_count = fields.Integer("Received", readonly=True, copy=False)
    new_count = fields.Integer(
        "New", readonly=True, copy=False, help="The others had been received before."
    )
    missing_count = fields.Integer(
        "Told, Not Given",
        readonly=True,
        copy=False,
        aggregator="sum",
        help="How many more records the server said it has than the last reading of "
        "the whole list gave. Check its paging.",
    )
    error_code = fields.Char(readonly=True, copy=False)

    _one = models.UniqueIndex("(source_id, path)", "A list is asked for once only.")

    @api.constrains("page_size", "path", "next_key", "pagination")
    def _check_settings(self):
        for endpoint in self:
            if endpoint.page_size < 1:
                raise UserError(self.env._("A page has a record at least."))

    def _zone(self):
        """The zone of moments that name none."""
        if self.source_id.zone == "clinic":
            return pytz.timezone(self.migration_id.tz)
        return timezone.utc

    def _listing(self):
        """Return the list as the engine asks for it."""
        self.ensure_one()
        return Listing(
            path=self.path,
            envelope=self.envelope or "",
            pagination=self.pagination,
            page_param=self.page_param or "page",
            first_page=self.first_page,
            size_param=self.size_param or "",
            page_size=self.page_size,
            cursor_param=self.cursor_param or "cursor",
            next_key=self.next_key or "",
            since_param=self.since_param or "",
            until_param=self.until_param or "",
            since_format=self.since_format,
            changed_key=self.changed_key or "",
            zone=self._zone(),
            is_ordered=self.is_ordered,
            more_params=dict(parse_qsl(self.more_params or "")),
        )

    def _rewind(self, moment):
        """Ask again from ``moment`` on, False: from the beginning."""
        for endpoint in self.sudo():
            if not moment or not endpoint.cursor_at or endpoint.cursor_at > moment:
                endpoint.cursor_at = moment
