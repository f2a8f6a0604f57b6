"""The mapping of one file as a whole: what is missing, and who confirmed it."""

from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import catalog, usability
from ..engine.row_draft import is_joinable
from ..exceptions import text_of
from .row import LOADED


class File(models.Model):
    _inherit = "pulse.file"

    @api.depends("object_name", "mapping_ids.field_name")
    def _compute_mapping_problems(self):
        for file in self:
            file.mapping_problems = "\n".join(
                f"{label}: {text_of(self.env, code)}"
                for code, label in file._find_mapping_problems()
            )

    def _find_mapping_problems(self):
        """Return (code, field or columns) of what keeps the mapping from being used."""
        self.ensure_one()
        if not self.object_name:
            return []
        item = catalog.OBJECTS[self.object_name]
        mapped = self.mapping_ids.filtered(lambda m: m.field_name in item.fields)
        counts = Counter(mapped.mapped("field_name"))
        problems = [
            ("field_unmapped", item.fields[name].label)
            for name in usability.missing_fields(self.object_name, set(counts))
        ]
        for name, count in counts.items():
            if count > 1 and not is_joinable(item.fields[name].kind):
                columns = mapped.filtered(lambda m, name=name: m.field_name == name)
                problems.append(
                    ("field_mapped_twice", ", ".join(columns.mapped("header")))
                )
        return problems

    def action_confirm_mapping(self):
        """Confirm what each column means; the next export of this clinic starts so."""
        self.check_access("write")
        for file in self.filtered(lambda f: f.object_name and not f.is_confirmed):
            if file.mapping_problems:
                raise UserError(
                    self.env._(
                        "%(file)s cannot be confirmed yet.\n%(problems)s",
                        file=file.display_name,
                        problems=file.mapping_problems,
                    )
                )
            file.mapping_ids.sudo().is_confirmed = True
            file.sudo().write(
                {
                    "is_confirmed": True,
                    "confirmed_by": self.env.uid,
                    "confirmed_at": fields.Datetime.now(),
                }
            )
            file.run_id._log("confirm", file=file.id, columns=len(file.mapping_ids))

    def _set_stale(self):
        """What its rows were staged by has changed: they are staged again."""
        self._check_unloaded()
        for run in self.run_id:
            run._reopen()
        self.sudo().filtered(lambda file: file.state == "staged").state = "received"

    def _check_unloaded(self):
        """Rows that were loaded are what undo and the accounts rest on."""
        loaded = (
            self.env["pulse.row"]
            .sudo()
            .search_count(
                [("file_id", "in", self.ids), ("state", "in", LOADED)], limit=1
            )
        )
        if loaded:
            raise UserError(
                self.env._("Rows of this file were loaded. Undo them first.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_loaded(self):
        self._check_unloaded()

    def _unconfirm(self):
        """Another mapping than the confirmed one needs a person again."""
        self.sudo().write(
            {"is_confirmed": False, "confirmed_by": False, "confirmed_at": False}
        )
