"""The mapping of one file as a whole: what is missing, and who confirmed it."""

from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import catalog, usability
from ...engine.decision import CREATE, MAP
from ...exceptions import text_of
from ...texts.labels import words_of
from ..stage.row import LOADED
from ..target import form_of, instead


class File(models.Model):
    _inherit = "pulse.file"

    look_count = fields.Integer("To look at", compute="_compute_look_count")
    has_columns = fields.Boolean(
        compute="_compute_has_columns",
        help="There is a table; a chat and a table without header have columns too.",
    )

    has_new_fields = fields.Boolean(
        compute="_compute_has_new_fields", help="A column becomes a field of its own."
    )

    @api.depends("mapping_ids.treatment")
    def _compute_has_new_fields(self):
        for file in self:
            file.has_new_fields = CREATE in file.mapping_ids.mapped("treatment")

    @api.depends("mapping_ids")
    def _compute_has_columns(self):
        for file in self:
            file.has_columns = bool(file.mapping_ids)

    @api.depends("mapping_ids.state")
    def _compute_look_count(self):
        for file in self:
            states = file.mapping_ids.mapped("state")
            file.look_count = states.count("look") if file.object_name else 0

    @api.depends(
        "object_name",
        "mapping_ids.field_name",
        "mapping_ids.treatment",
        "mapping_ids.custom_type",
        "mapping_ids.is_order_open",
    )
    @api.depends_context("lang")
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
        mapped = self.mapping_ids.filtered("field_name")
        counts = Counter(mapped.mapped("field_name"))
        problems = [
            ("field_unmapped", words_of(self.env, item.fields[name].label))
            for name in usability.missing_fields(self.object_name, set(counts))
        ]
        for name, count in counts.items():
            columns = mapped.filtered(lambda m, name=name: m.field_name == name)
            if count > 1 and not columns._is_one_value():
                problems.append(self._problem("field_mapped_twice", columns))
        for code, columns in self._find_open_columns().items():
            if columns:
                problems.append(self._problem(code, columns))
        return problems

    def _find_open_columns(self):
        """Return {code: columns} about which a person has to say more."""
        lines = self.mapping_ids
        return {
            "field_not_chosen": lines.filtered(
                lambda m: m.treatment == MAP and not m._kind()
            ),
            "date_order_open": lines.filtered("is_order_open"),
            "options_missing": lines.filtered(
                lambda m: (
                    m.treatment == CREATE
                    and m.custom_type == "selection"
                    and not m.sudo().options
                )
            ),
        }

    def _problem(self, code, columns):
        return code, ", ".join(columns.sorted("sequence").mapped("header"))

    def action_confirm_mapping(self):
        """Confirm what each column means; the next export of this clinic starts so."""
        self.check_access("write")
        files = self.filtered(lambda f: f.object_name and not f.is_confirmed)
        for file in files:
            if file.mapping_problems:
                raise UserError(
                    self.env._(
                        "%(file)s cannot be confirmed yet.\n%(problems)s",
                        file=file._safe_name(),
                        problems=file.mapping_problems,
                    )
                )
        files.mapping_ids.sudo()._make_custom_fields()
        for file in files:
            file.mapping_ids.sudo().is_confirmed = True
            file.sudo().write(
                {
                    "is_confirmed": True,
                    "confirmed_by": self.env.uid,
                    "confirmed_at": fields.Datetime.now(),
                }
            )
            file.run_id._log("confirm", file=file.id, columns=len(file.mapping_ids))

    def action_accept_date_orders(self):
        """Accept every pre-selected date order that no value proves."""
        self.mapping_ids.action_accept_date_order()

    def action_open_mapping(self):
        """Open the columns of the file."""
        self.ensure_one()
        return form_of(self)

    def action_open_next(self):
        """Open the next file to look at, or the clinic's page when there is none."""
        self.ensure_one()
        unsure = self.run_id._unsure_files()
        if unsure:
            return instead(unsure[0].action_open_mapping())
        return self.migration_id.action_open_journey()

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
        """A file that is gone while its run loads, or later, accounts for nothing."""
        tables = self.sudo().search([("id", "child_of", self.ids)])
        tables._check_unloaded()
        for run in self.sudo().run_id:
            run._reopen()

    def _unconfirm(self):
        """Another mapping than the confirmed one needs a person again."""
        self.sudo().write(
            {"is_confirmed": False, "confirmed_by": False, "confirmed_at": False}
        )
