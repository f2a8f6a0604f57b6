"""One clinic on its way into this database: the settings every run of it shares."""

from datetime import datetime

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.res_partner import _tzs

from ...engine.errors import RowError
from ..target import form_of

DEFAULT_COUNTRY = "IN"
# what an export's evidence pre-selects until a person chose
SETTINGS = frozenset(("country_id", "tz", "currency_id"))


class Migration(models.Model):
    """A clinic (or branch) that leaves Pulse; its ids are unique within it."""

    _name = "pulse.migration"
    _description = "Clinic Migration"
    _order = "id desc"

    name = fields.Char(required=True, help="The clinic or branch that moves.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    country_id = fields.Many2one(
        "res.country",
        required=True,
        default=lambda self: self._default_country(),
        help="Where the clinic is: how phone numbers without a country code are read.",
    )
    tz = fields.Selection(
        _tzs,
        string="Time Zone",
        required=True,
        default="Asia/Kolkata",
        help="The clinic's clock: the export's times are read in it.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", "INR")], limit=1)
        ),
        help="The currency of bills that name none.",
    )
    fallback_user_id = fields.Many2one(
        "res.users",
        required=True,
        default=lambda self: self._default_fallback_user(),
        help="Gets the appointments of physicians who have no user.",
    )
    past_scheduled_policy = fields.Selection(
        [("archive", "Archive and flag"), ("keep", "Keep open")],
        required=True,
        default="archive",
        help="Appointments still scheduled though their day has passed. Odoo deletes "
        "open activities that are years overdue.",
    )
    are_settings_chosen = fields.Boolean(
        help="Somebody chose country, clock or currency: no export changes them."
    )
    bill_target = fields.Selection(
        [("move", "Customer invoices"), ("partner", "Fields on the patient")],
        required=True,
        default=lambda self: self._default_bill_target(),
    )
    is_email_matched = fields.Boolean(
        "Match by E-mail and Name",
        help="A contact in Odoo with a patient's e-mail and name is taken for the "
        "patient and filled in. Several such contacts, or another birth date, sex or "
        "blood group, wait for a person. Leave it off where families share an e-mail "
        "and names.",
    )
    is_phone_matched = fields.Boolean(
        "Match by Phone, Name and Birth Date",
        help="A contact in Odoo with a patient's phone, name and birth date is taken "
        "for the patient and filled in. Numbers are compared however they are "
        "written; contacts without a birth date never match.",
    )
    is_four_eyes = fields.Boolean(
        "Two Persons Approve",
        help="A load starts only after two different approvers approved the same.",
    )
    run_ids = fields.One2many("pulse.run", "migration_id")
    run_id = fields.Many2one(
        "pulse.run", string="Current Run", compute="_compute_run_id"
    )
    run_state = fields.Selection(
        lambda self: self.env["pulse.run"]._select_states(),
        string="State",
        compute="_compute_run_id",
    )
    run_lane_verb = fields.Char(compute="_compute_run_id")
    value_map_ids = fields.One2many("pulse.value.map", "migration_id")
    physician_ids = fields.One2many("pulse.physician", "migration_id")
    row_count = fields.Integer(compute="_compute_counts")
    link_count = fields.Integer(compute="_compute_counts")

    _name_unique = models.Constraint(
        "UNIQUE(name, company_id)", "A migration of this name exists already."
    )

    @api.model
    def _default_country(self):
        """The company's country, or Pulse's own."""
        return self.env.company.country_id or self.env["res.country"].search(
            [("code", "=", DEFAULT_COUNTRY)], limit=1
        )

    @api.model
    def _default_fallback_user(self):
        if self.env.user.share or self.env.is_superuser():
            return self.env.ref("base.user_admin", raise_if_not_found=False)
        return self.env.user

    @api.model
    def _default_bill_target(self):
        return "move" if "account.move" in self.env else "partner"

    @api.depends("run_ids.state", "run_ids.lane_verb")
    def _compute_run_id(self):
        for migration in self:
            migration.run_id = migration.run_ids.sorted("id")[-1:]
            migration.run_state = migration.run_id.state
            migration.run_lane_verb = migration.run_id.lane_verb

    def _compute_counts(self):
        # what the readers counted: a million rows are not counted for a list
        rows = dict(
            self.env["pulse.file"]._read_group(
                [("migration_id", "in", self.ids)], ["migration_id"], ["row_count:sum"]
            )
        )
        links = dict(
            self.env["pulse.link"]._read_group(
                [("migration_id", "in", self.ids)], ["migration_id"], ["__count"]
            )
        )
        for migration in self:
            migration.row_count = rows.get(migration, 0)
            migration.link_count = links.get(migration, 0)

    @api.constrains("bill_target")
    def _check_bill_target(self):
        for migration in self:
            if migration.bill_target == "move" and "account.move" not in self.env:
                raise UserError(
                    self.env._("Install Invoicing first, or keep bills on the patient.")
                )

    def write(self, vals):
        for name in {"bill_target", "bill_mode"}.intersection(vals):
            self.filtered(
                lambda migration, name=name: migration[name] != vals[name]
            )._check_no_bills()
        if SETTINGS & set(vals) and not self.env.context.get("pulse_preselect"):
            vals = {**vals, "are_settings_chosen": True}
        return super().write(vals)

    def _check_no_bills(self):
        """Bills that are here one way cannot go on the other: they would be twice."""
        links = self.env["pulse.link"].sudo()
        if links.search_count(
            [("migration_id", "in", self.ids), ("object_name", "=", "bill")], limit=1
        ):
            raise UserError(
                self.env._(
                    "Bills were loaded already. Undo them before you change this."
                )
            )

    def unlink(self):
        self.run_ids.unlink()
        return super().unlink()

    def action_open_rows(self):
        """Open the rows of all the clinic's runs."""
        self.ensure_one()
        return self.env["pulse.row"]._action_open([("migration_id", "=", self.id)])

    def action_open_run(self):
        """Open the newest run."""
        self.ensure_one()
        return form_of(self.run_id)

    @api.model
    def _find_by_name(self, name):
        """Return the migration called ``name``, or the only one when it is empty."""
        migrations = self.search([("name", "=", name)] if name else [])
        if len(migrations) != 1:
            known = ", ".join(self.search([]).mapped("name"))
            raise UserError(
                self.env._("Name one migration: %(names)s", names=known or "-")
            )
        return migrations

    def _open_run(self):
        """Return the run that is not at its end, or a new one."""
        self.ensure_one()
        if self.run_id and self.run_id.state not in self.run_id._ENDED:
            return self.run_id
        return self.env["pulse.run"].create({"migration_id": self.id})

    def _to_utc(self, local_text):
        """Return the naive UTC datetime of ISO text in the clinic's time.

        Text with an offset of its own is taken at its word. A local time that a clock
        change skips or repeats is read as standard time.
        """
        moment = datetime.fromisoformat(local_text).replace(microsecond=0)
        if moment.tzinfo is None:
            moment = pytz.timezone(self.tz).localize(moment, is_dst=False)
        return moment.astimezone(pytz.utc).replace(tzinfo=None)

    def _today(self):
        """Return today's date on the clinic's clock."""
        now = pytz.utc.localize(fields.Datetime.now())
        return now.astimezone(pytz.timezone(self.tz)).date()

    def _currency_of(self, text):
        """Return the currency of an ISO code, the migration's own without one."""
        if not text:
            return self.currency_id
        cache = self.env.cr.cache.setdefault("pulse_currencies", {})
        if text not in cache:
            currencies = self.env["res.currency"].sudo().with_context(active_test=False)
            cache[text] = currencies.search([("name", "=", text.upper())], limit=1).id
        if not cache[text]:
            raise RowError("currency_unknown", "currency")
        return self.env["res.currency"].sudo().browse(cache[text])

    @api.model
    def _create_for_export(self, name, country_code=None, tz=None, currency_code=None):
        """Create a migration from ISO codes; what is not said keeps its default."""
        vals = {"name": name}
        vals["are_settings_chosen"] = bool(country_code or tz or currency_code)
        if country_code:
            country = self.env["res.country"].search([("code", "=", country_code)])
            if not country:
                raise UserError(self.env._("Odoo does not know this country code."))
            vals["country_id"] = country.id
        if currency_code:
            vals["currency_id"] = self._currency_of(currency_code).id
        if tz:
            vals["tz"] = tz
        return self.create(vals)
