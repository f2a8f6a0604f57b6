"""A column that becomes a field of its own."""

from odoo import api, models
from odoo.exceptions import UserError

from ...engine import custom
from ...engine.decision import CREATE, plain
from .custom_field import TARGETS


class Mapping(models.Model):
    _inherit = "pulse.mapping"

    def _target_model(self):
        """Return the model on whose page the column would be shown."""
        self.ensure_one()
        if self.object_name not in TARGETS:
            raise UserError(
                self.env._(
                    "Only columns of patients and appointments become fields; "
                    "%(column)s stays on its rows.",
                    column=self.header,
                )
            )
        return TARGETS[self.object_name]

    def _custom_ttype(self):
        """Return the type of the own field it fills: one to make, or one that is."""
        self.ensure_one()
        if self.treatment == CREATE:
            return self.custom_type or "char"
        if self.object_name not in TARGETS:
            return ""
        return self._own_field().ttype or ""

    def _own_field(self):
        """Return the database's own field of this name, if it is there."""
        fields = self.env["ir.model.fields"]
        name = self.field_name or ""
        if not name.startswith(custom.PREFIX):
            return fields
        found = fields.sudo()._get(TARGETS[self.object_name], name)
        return found.filtered(lambda field: field.ttype in custom.KINDS)

    def _custom_name(self):
        """Return a safe name for the new field that nothing else has.

        The same column of another file of this clinic shares the field.
        """
        self.ensure_one()
        model = self._target_model()
        others = (
            self.sudo()
            .search([("treatment", "=", CREATE), ("field_name", "!=", False)])
            .filtered(lambda m: TARGETS.get(m.object_name) == model and m != self)
        )
        for other in others:
            if other.migration_id == self.migration_id and self._is_twin(other):
                return other.field_name
        taken = set(self.env[model]._fields) | set(others.mapped("field_name"))
        return custom.technical_name(self.header, taken)

    def _is_twin(self, other):
        """The same column of another file, of the same type."""
        return (
            other.file_id != self.file_id
            and plain(other.header) == plain(self.header)
            and other.custom_type == self.custom_type
        )

    @api.private
    def _make_custom_fields(self):
        """Make the fields of confirmed columns, in one go; called as superuser."""
        to_make = {}
        for mapping in self.filtered("field_name"):
            if mapping.treatment == CREATE:
                mapping._leave_other_type()
            field = mapping._own_field()
            if field:
                mapping._widen(field)
            elif mapping.treatment == CREATE:
                key = (mapping._target_model(), mapping.field_name)
                vals = to_make.setdefault(key, mapping._prepare_field_vals(*key))
                vals["is_medical"] |= mapping.is_medical
                options = dict.fromkeys([*vals["options"], *(mapping.options or [])])
                vals["options"] = list(options)
        if to_make:
            self.env["ir.model.fields"]._create_custom(list(to_make.values()))

    def _leave_other_type(self):
        """Take another name when somebody made the field since, as something else."""
        field = self._own_field()
        if field and field.ttype != self.custom_type:
            self._preselect({"field_name": self._custom_name()})
            self.file_id._set_stale()

    def _widen(self, field):
        """Let a field that the tool made take this column's values, too."""
        if not field._is_made():
            return
        if field.ttype == "selection":
            field._add_options(self.options or [])
        if self.treatment == CREATE and self.is_medical:
            field._make_medical()

    def _prepare_field_vals(self, model, name):
        return {
            "model": model,
            "name": name,
            "ttype": self.custom_type or "char",
            "label": custom.label(self.custom_label or self.header),
            "is_medical": self.is_medical,
            "options": [],
        }
