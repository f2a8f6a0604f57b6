"""A clinic's confirmed mapping under a name, for its next branch."""

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import catalog
from ...engine.clinic_profile import ClinicProfile, from_json, to_json
from ...engine.errors import SourceError
from ...exceptions import text_of
from ...texts.labels import words_of
from ..target import form_of


class Profile(models.Model):
    """Headers and decisions, never a value of a patient: any branch may have it.

    Those of other companies have it once nobody's company stands on it.
    """

    _name = "pulse.profile"
    _inherit = "pulse.protected"
    _description = "Mapping Profile"
    _order = "name, id"
    _server_fields = frozenset({"content"})

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        index=True,
        help="Whose clinics may take the profile. Empty: those of every company.",
    )
    content = fields.Text(required=True, readonly=True)
    summary = fields.Text(compute="_compute_summary")
    column_count = fields.Integer("Columns", compute="_compute_summary")
    file = fields.Binary(compute="_compute_file")
    file_name = fields.Char(compute="_compute_file")

    @api.depends("content")
    def _compute_summary(self):
        for profile in self:
            objects = profile._read().objects
            profile.column_count = sum(map(len, objects.values()))
            profile.summary = "\n".join(
                f"{words_of(self.env, catalog.OBJECTS[name].label)}: {len(columns)}"
                for name, columns in objects.items()
            )

    @api.depends("name", "content")
    def _compute_file(self):
        for profile in self:
            named = ClinicProfile(profile.name, profile._read().objects)
            profile.file = base64.b64encode(to_json(named).encode())
            profile.file_name = f"{profile.name}.json".replace("/", "-")

    def _read(self):
        """Return the ``ClinicProfile``; empty when an older version wrote it."""
        self.ensure_one()
        try:
            return from_json(self.content)
        except SourceError:
            return ClinicProfile(self.name, {})

    @api.model
    @api.private
    def _import(self, content):
        """Create a profile from the bytes of a file that anybody may have made."""
        try:
            profile = from_json(content)
        except SourceError as error:
            column = error.where.get("column")
            text = text_of(self.env, error.code)
            raise UserError(f"{column}: {text}" if column else text) from error
        return self.sudo().create({"name": profile.name, "content": to_json(profile)})

    def action_export(self):
        """Download the profile as JSON."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file?download=true"
            "&filename_field=file_name",
            "target": "download",
        }


class Migration(models.Model):
    _inherit = "pulse.migration"

    def action_save_profile(self):
        """Save what was confirmed for this clinic as a profile, and open it."""
        self.ensure_one()
        self.check_access("write")
        objects = {}
        for line in self._confirmed_lines():
            columns = objects.setdefault(line.object_name, {})
            columns[line.header] = line._as_portable_decision()
        if not objects:
            raise UserError(self.env._("Confirm a mapping first."))
        content = to_json(ClinicProfile(self.name, objects))
        profiles = self.env["pulse.profile"].sudo()
        profile = profiles.create(
            {"name": self.name, "content": content, "company_id": self.company_id.id}
        )
        return form_of(profile)
