"""The clinic's Pulse server: where it is, who asks, how often, and how it went.

What it is asked for is in ``endpoint``, the asking itself in ``receive``.
"""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine.errors import SourceError
from ...engine.rest_address import check_base
from ...exceptions import text_of

DRAFT = "draft"
OPEN = "open"
CLOSING = "closing"
CLOSED = "closed"
_WINDOW = timedelta(hours=48)
_LATE = 3  # intervals without success
# another server, or another way in: the key is not for it
_OF_THE_KEY = ("base_url", "allows_private")


class Source(models.Model):
    """The REST interface that a clinic is read from while it keeps working in Pulse."""

    _name = "pulse.source"
    _inherit = "pulse.protected"
    _description = "Pulse Server"
    _rec_name = "migration_id"
    _server_fields = frozenset(
        {
            "state",
            "next_poll_at",
            "resume_at",
            "polled_at",
            "succeeded_at",
            "error_code",
            "failure_count",
            "clock_ahead",
            "test_text",
        }
    )
    _fixed_fields = frozenset({"migration_id"})

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True
    )
    state = fields.Selection(
        [
            (DRAFT, "Not asked"),
            (OPEN, "Asked regularly"),
            (CLOSING, "Final delta"),
            (CLOSED, "Closed"),
        ],
        required=True,
        default=DRAFT,
        readonly=True,
        copy=False,
    )
    base_url = fields.Char(
        "Address", required=True, help="For example https://pulse.example/api/v1"
    )
    auth = fields.Selection(
        [
            ("none", "No key"),
            ("header", "Key in a header"),
            ("bearer", "Bearer token"),
            ("basic", "User and password"),
        ],
        "Authentication",
        required=True,
        default="header",
    )
    auth_name = fields.Char(
        "Header or User", help="The header that holds the key, or the user's name."
    )
    secret = fields.Char(
        "Key or Password", groups="base.group_system", copy=False, prefetch=False
    )
    zone = fields.Selection(
        [("utc", "Universal time"), ("clinic", "The clinic's time zone")],
        "Moments Without a Zone",
        required=True,
        default="utc",
    )
    timeout = fields.Integer("Time-out (s)", default=30)
    tries = fields.Integer(default=5, help="How often a question is asked in all.")
    rate = fields.Float("Requests a Second", default=5.0)
    poll_minutes = fields.Integer("Ask Every (min)", default=15)
    overlap_minutes = fields.Integer(
        "Overlap (min)",
        default=10,
        help="How far behind the last change seen it is asked again: what a busy "
        "server saved late is found there. What was seen before is not taken twice.",
    )
    start_at = fields.Datetime(
        "First Changes Since",
        help="What changed before is in the export that was loaded. Empty: everything.",
    )
    open_until = fields.Datetime(
        "Ask Until", help="By default 48 hours. Empty: as long as it is open."
    )
    allows_private = fields.Boolean(
        "Private Addresses",
        groups="base.group_system",
        help="For developers: also ask loopback and private networks, unencrypted.",
    )
    endpoint_ids = fields.One2many("pulse.endpoint", "source_id", string="Lists")
    run_ids = fields.One2many("pulse.run", "source_id", string="Deltas")

    next_poll_at = fields.Datetime(readonly=True, copy=False)
    resume_at = fields.Datetime(
        readonly=True, copy=False, help="The server asked not to be asked before."
    )
    polled_at = fields.Datetime("Last Asked", readonly=True, copy=False)
    succeeded_at = fields.Datetime("Last Successful", readonly=True, copy=False)
    failure_count = fields.Integer("Failures in a Row", readonly=True, copy=False)
    error_code = fields.Char(readonly=True, copy=False)
    error_text = fields.Char("What to do", compute="_compute_error_text")
    clock_ahead = fields.Integer(
        "Server Clock Ahead (s)", readonly=True, copy=False, help="Of this server's."
    )
    test_text = fields.Text("Last Test", readonly=True, copy=False)
    lamp = fields.Selection(
        [
            ("off", "Off"),
            ("fine", "Fine"),
            ("late", "Late"),
            ("failed", "Failed"),
        ],
        compute="_compute_lamp",
    )
    warning = fields.Char(compute="_compute_lamp")

    _one = models.UniqueIndex("(migration_id)", "A clinic has one server only.")

    @api.depends("error_code")
    def _compute_error_text(self):
        for source in self:
            source.error_text = source.error_code and text_of(
                self.env, source.error_code
            )

    @api.depends("state", "error_code", "succeeded_at", "poll_minutes", "open_until")
    @api.depends_context("lang")
    def _compute_lamp(self):
        now = fields.Datetime.now()
        for source in self:
            source.lamp = source._lamp(now)
            source.warning = source._warning()

    def _lamp(self, now):
        if self.state == CLOSING:
            return "failed" if self.error_code else "fine"
        if self.state != OPEN or (self.open_until and self.open_until <= now):
            return "off"
        if self.error_code:
            return "failed"
        patience = timedelta(minutes=_LATE * self.poll_minutes)
        return "late" if (self.succeeded_at or now) < now - patience else "fine"

    def _warning(self):
        """Return the sentence of a warning, "" when nothing is wrong."""
        if self.lamp == "failed":
            return self.env._(
                "%(count)s polls failed in a row. %(text)s",
                count=self.failure_count,
                text=self.error_text,
            )
        if self.lamp == "late":
            return self.env._(
                "The server was not asked for a while. Check the scheduled actions."
            )
        return ""

    @api.constrains("base_url", "allows_private")
    def _check_base_url(self):
        for source in self.sudo():
            try:
                check_base(source.base_url, source.allows_private)
            except SourceError as error:
                raise UserError(text_of(self.env, error.code)) from None

    @api.constrains("timeout", "tries", "rate", "poll_minutes", "overlap_minutes")
    def _check_numbers(self):
        for source in self:
            if (
                min(source.timeout, source.tries, source.poll_minutes) < 1
                or source.rate <= 0
                or source.overlap_minutes < 0
            ):
                raise UserError(self.env._("Times and numbers must be more than 0."))

    def write(self, vals):
        """A key is for the server that it was entered for."""
        if "secret" not in vals and any(name in vals for name in _OF_THE_KEY):
            changed = self.filtered(
                lambda s: any(s.sudo()[n] != vals[n] for n in _OF_THE_KEY if n in vals)
            )
            if changed:
                super(Source, changed).write({"secret": False})
        return super().write(vals)

    def action_open(self):
        """Ask regularly from now on."""
        self._check_may_ask()
        for source in self:
            if not source.endpoint_ids:
                raise UserError(self.env._("Add a list that the server is asked for."))
            until = source.open_until
            if until and until <= fields.Datetime.now():
                until = False
            source.sudo().write(
                {
                    "state": OPEN,
                    "next_poll_at": fields.Datetime.now(),
                    "open_until": until or fields.Datetime.now() + _WINDOW,
                }
            )
            source._log("open_source")
        self._trigger()

    def action_pause(self):
        """Ask no more until it is opened again."""
        self._check_may_ask()
        self.sudo().write({"state": DRAFT})
        for source in self:
            source._log("pause_source")

    def action_open_deltas(self):
        """Open the runs that this server's changes made."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_run_action"
        )
        return {**action, "domain": [("source_id", "=", self.id)]}

    def _check_may_ask(self):
        """Operators ask; who sets the server up is the system's administrator."""
        self.check_access("read")
        self.env["pulse.run"].check_access("create")

    def _log(self, verb, **details):
        """Put a decision on the migration's audit trail."""
        run = self.run_ids[:1] or self.migration_id.run_ids[:1]
        if run:
            run._log(verb, **details)

    @api.model
    def _trigger(self):
        self.env.ref("pulse_migration.ir_cron_receive").sudo()._trigger()

    def _queue(self):
        """Wait for one's turn: the pages of one server are stored one by one."""
        self.env.cr.execute(
            SQL("SELECT id FROM pulse_source WHERE id = %s FOR UPDATE", self.id)
        )
