"""The door for uploads: several files, or a ZIP, at once."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.res_partner import _tzs

from ..models.target import form_of


class Receive(models.TransientModel):
    """Files on their way from the admin's desk to a run."""

    _name = "pulse.receive"
    _description = "Receive an Export"

    migration_id = fields.Many2one("pulse.migration", string="Clinic")
    name = fields.Char("New Clinic")
    country_id = fields.Many2one(
        "res.country",
        default=lambda self: self.env["pulse.migration"]._default_country(),
        help="Where the clinic is: how phone numbers without a country code are read.",
    )
    tz = fields.Selection(
        _tzs,
        string="Time Zone",
        compute="_compute_of_country",
        store=True,
        readonly=False,
        help="The clinic's clock: the export's times are read in it.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_of_country",
        store=True,
        readonly=False,
        context={"active_test": False},
        help="The currency of bills that name none.",
    )
    settings_text = fields.Char(compute="_compute_settings_text")
    is_whole = fields.Boolean(
        "This Is the Whole Export",
        help="Of a newer export: it holds all that the source has. What was loaded and "
        "is not in it is reported as deleted there; Odoo keeps it.",
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    is_uploading = fields.Boolean(help="Files are still on their way to the server.")
    has_clinics = fields.Boolean(compute="_compute_has_clinics")

    def _compute_has_clinics(self):
        """The first export has no clinic to choose."""
        self.has_clinics = bool(self.env["pulse.migration"].search_count([], limit=1))

    @api.depends("country_id")
    def _compute_of_country(self):
        """Another country has another clock and other money."""
        migrations = self.env["pulse.migration"]
        for wizard in self:
            tz = wizard.tz or self.env.user.tz
            wizard.tz = migrations._usual_tz(wizard.country_id, tz) or tz
            wizard.currency_id = wizard.country_id.currency_id

    @api.depends("country_id", "tz", "currency_id")
    @api.depends_context("lang")
    def _compute_settings_text(self):
        for wizard in self:
            wizard.settings_text = self.env["pulse.migration"]._tell_settings(
                wizard.country_id, wizard.tz, wizard.currency_id
            )

    def action_receive(self):
        """Receive the files and show the clinic: what each was recognised as."""
        self.ensure_one()
        if not self.attachment_ids:
            raise UserError(self.env._("Add at least one file."))
        if not (self.migration_id or self.name):
            raise UserError(self.env._("Name the clinic, or choose one."))
        migration = self.migration_id or self._create_clinic()
        run = migration._open_run()
        if self.is_whole:
            run.is_whole = True
        run._receive_attachments(self.attachment_ids)
        self.attachment_ids.unlink()
        asked_on = [self.env.context.get(f"active_{what}") for what in ("model", "id")]
        if asked_on == [migration._name, migration.id]:
            return {"type": "ir.actions.act_window_close"}  # its page is read again
        return form_of(migration)

    def _create_clinic(self):
        """Return a new clinic; where it is was chosen by whoever changed it here.

        What nobody changed the export itself may still say otherwise.
        """
        usual = self.new({})
        vals = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in ("country_id", "tz", "currency_id")
            if self[name]
        }
        is_chosen = any(self[name] != usual[name] for name in vals)
        return self.env["pulse.migration"].create(
            {"name": self.name, "are_settings_chosen": is_chosen, **vals}
        )
