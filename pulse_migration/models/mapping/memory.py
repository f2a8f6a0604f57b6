"""What was decided about this clinic's columns before: confirmed, or in a profile."""

from odoo import fields, models

from ...engine.decision import CREATE, MAP, Decision, plain
from .custom_field import TARGETS

_NEWEST = 100  # confirmed files that are remembered


class Migration(models.Model):
    _inherit = "pulse.migration"

    profile_id = fields.Many2one(
        "pulse.profile",
        ondelete="set null",
        domain="[('company_id', 'in', (company_id, False))]",
        help="Another branch's mapping: proposed where this clinic confirmed nothing.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "profile_id" in vals:
            for migration in self:
                migration._propose_open_files()
        return result

    def _propose_open_files(self):
        """Propose the columns that no person touched anew."""
        run = self.run_id
        for file in run._is_open() and run.file_ids or run.file_ids.browse():
            if file.object_name and not file.is_confirmed:
                file._propose_columns(file.object_name)

    def _confirmed_lines(self):
        """Return the lines of the newest confirmed files, the oldest first."""
        files = self.env["pulse.file"].sudo()
        files = files.search(
            [
                ("migration_id", "=", self.id),
                ("is_confirmed", "=", True),
                ("is_known", "=", False),  # confirmed by what is remembered already
            ],
            order="id desc",
            limit=_NEWEST,
        )
        return files.mapping_ids.sorted("id")

    def _decisions(self, object_name):
        """Return {plain header: ``Decision``} for one object; the newest counts.

        Two files with one header do not mix: a column is known by its object too.
        """
        decisions = {}
        if self.profile_id:
            columns = self.sudo().profile_id._read().objects.get(object_name, {})
            decisions = {plain(header): found for header, found in columns.items()}
        for line in self._confirmed_lines():
            if line.object_name == object_name:
                decisions[plain(line.header)] = line._as_decision()
        return decisions


class Mapping(models.Model):
    _inherit = "pulse.mapping"

    def _as_decision(self):
        """What was confirmed, for the same clinic: a field made then is there now."""
        self.ensure_one()
        treatment = MAP if self.field_name else self.treatment
        return Decision(
            treatment,
            self.field_name or "",
            self.date_order or "" if self.is_date else "",
        )

    def _as_portable_decision(self):
        """What was confirmed, for another database: its own fields are made there."""
        self.ensure_one()
        own = self._own_field() if self.object_name in TARGETS else None
        if not own:
            return self._as_decision()
        return Decision(
            CREATE,
            "",
            self.date_order or "" if self.is_date else "",
            own.ttype,
            own.field_description,
            own._is_medical(),
        )
