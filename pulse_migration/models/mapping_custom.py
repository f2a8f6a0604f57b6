"""A column that becomes a field of its own."""

from odoo import api, models
from odoo.exceptions import UserError

from ..engine import custom
from ..engine.decision import CREATE, plain
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
        for mapping in self.filtered(lambda m: m.treatment == CREATE):
            field = mapping._own_field()
            if field and field.ttype != mapping.custom_type:
                # made by somebody else since, as something else
                mapping._preselect({"field_name": mapping._custom_name()})
                mapping.file_id._set_stale()
                field = field.browse()
            if field:
                field._add_options(mapping._all_options())
                if mapping.is_medical:
                    field._make_medical()
                continue
            key = (mapping._target_model(), mapping.field_name)
            vals = to_make.setdefault(key, mapping._prepare_field_vals(*key))
            vals["is_medical"] |= mapping.is_medical
            vals["options"] = list(
                dict.fromkeys([*vals["options"], *mapping._all_options()])
            )
        if to_make:
            self.env["ir.model.fields"]._create_custom(list(to_make.values()))

    def _prepare_field_vals(self, model, name):
        return {
            "model": model,
            "name": name,
            "ttype": self.custom_type or "char",
            "label": custom.label(self.custom_label or self.header),
            "is_medical": self.is_medical,
            "options": [],
        }

    def _all_options(self):
        return self.options or [] if self.custom_type == "selection" else []
