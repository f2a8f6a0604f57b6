"""Fields that the tool makes for columns of a clinic's own, and their place on pages.

Like the addon's own ``x_studio_*`` fields they are manual, and named so that
``hooks.py`` leaves them, and the views that show them, with the clinic.
"""

from lxml import etree

from odoo import api, models
from odoo.fields import Command

from ...engine import custom
from ...engine.decision import plain
from ..patient.ir_model_fields import MEDICAL_GROUP, PULSE_FIELDS

TARGETS = {"patient": "res.partner", "appointment": "mail.activity"}
# model -> the view that shows its pages; its custom part is written by code
_PAGES = {
    "res.partner": "kept_res_partner_view_form",
    "mail.activity": "kept_mail_activity_view_form",
}


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    @api.model
    @api.private
    def _custom_fields(self, model):
        """Return the database's own ``x_studio_*`` fields that a column can fill."""
        own = [name for name, *_rest in PULSE_FIELDS[model]]
        return self.sudo().search(
            [
                ("model", "=", model),
                ("state", "=", "manual"),
                ("name", "=like", r"x\_studio\_%"),
                ("name", "not in", own),
                ("ttype", "in", list(custom.KINDS)),
                ("store", "=", True),
                ("readonly", "=", False),
            ]
        )

    @api.model
    @api.private
    def _custom_by_header(self, model):
        """Return {plain label or name: field}; a label that two fields share is out."""
        found = {}
        for field in self._custom_fields(model):
            name = field.name.removeprefix(custom.PREFIX).replace("_", "")
            for key in {plain(field.field_description), name}:
                found[key] = found.get(key, field) & field
        return {key: field for key, field in found.items() if field}

    @api.model
    @api.private
    def _create_custom(self, vals_list):
        """Create fields from dicts of model, name, ttype, label, options, is_medical.

        All in one call: each one sets the registry up anew.
        """
        group = self.env.ref(MEDICAL_GROUP)
        fields = self.sudo().create(
            [self._prepare_custom_vals(vals, group) for vals in vals_list]
        )
        self.env["ir.model.data"].sudo()._update_xmlids(
            [
                {"xml_id": self._custom_xml_id(field), "record": field}
                | {"noupdate": True}
                for field in fields
            ]
        )
        for model in {vals["model"] for vals in vals_list}:
            self._place_custom(model)
        return fields

    def _custom_xml_id(self, field):
        return f"pulse_migration.field_{field.model.replace('.', '_')}_{field.name}"

    def _is_made(self):
        """Whether the tool made the field, for a column."""
        self.ensure_one()
        return bool(self.env.ref(self._custom_xml_id(self), raise_if_not_found=False))

    def _free_label(self, model, label):
        """Return the label, numbered when another field of the record has it."""
        names = self.pool.descendants([model], "_inherits")
        taken = {f.string for name in names for f in self.env[name]._fields.values()}
        free, number = label, 2
        while free in taken:
            free, number = f"{label} ({number})", number + 1
        return free

    def _prepare_custom_vals(self, vals, group):
        is_medical = vals["is_medical"]
        return {
            "model_id": self.env["ir.model"]._get_id(vals["model"]),
            "name": vals["name"],
            "ttype": vals["ttype"],
            "field_description": self._free_label(vals["model"], vals["label"]),
            "state": "manual",
            "copied": False,
            "groups": [Command.link(group.id)] if is_medical else [],
            "selection_ids": [
                Command.create({"value": text, "name": text, "sequence": sequence})
                for sequence, text in enumerate(vals["options"])
            ]
            if vals["ttype"] == "selection"
            else [],
        }

    @api.private
    def _add_options(self, options):
        """Add what a later file brings to the values to choose from."""
        self.ensure_one()
        known = set(self.selection_ids.mapped("value"))
        self.env["ir.model.fields.selection"].sudo().create(
            [
                {"field_id": self.id, "value": text, "name": text, "sequence": sequence}
                for sequence, text in enumerate(options, len(known))
                if text not in known
            ]
        )

    @api.private
    def _make_medical(self):
        """Hide a field that is there already from everybody but the medical group."""
        self.ensure_one()
        if self._is_medical():
            return
        self.sudo().groups = self.env.ref(MEDICAL_GROUP)
        self.env.flush_all()
        self.pool._setup_models__(self.env.cr, [self.model])
        self.pool.registry_invalidated = True
        self._place_custom(self.model)

    @api.private
    def _is_medical(self):
        self.ensure_one()
        return self.env.ref(MEDICAL_GROUP) in self.sudo().groups

    @api.model
    def _place_custom(self, model):
        """Show every field that the tool made for ``model`` on the page of its data."""
        made = self._custom_fields(model).filtered(lambda field: field._is_made())
        parent = self.env.ref(f"pulse_migration.{_PAGES[model]}")
        name = f"{_PAGES[model]}_custom"
        vals = {
            "name": f"{parent.name}.custom",
            "model": model,
            "inherit_id": parent.id,
            "mode": "extension",
            "arch": self._custom_arch(model, made),
        }
        view = self.env.ref(f"pulse_migration.{name}", raise_if_not_found=False)
        if view:
            view.sudo().write({"arch": vals["arch"]})
            return
        self.env["ir.ui.view"].sudo()._load_records(
            [{"xml_id": f"pulse_migration.{name}", "values": vals, "noupdate": True}]
        )

    def _custom_arch(self, model, fields):
        """Return the view's XML; of a header only its technical name gets into it."""
        root = etree.Element("data")
        if model == "mail.activity":
            place = etree.SubElement(
                root, "field", name="date_deadline", position="after"
            )
            for field in fields:
                item = etree.SubElement(
                    place, "field", name=field.name, invisible=f"not {field.name}"
                )
                if field._is_medical():
                    item.set("groups", MEDICAL_GROUP)
            return etree.tostring(root, encoding="unicode")
        place = etree.SubElement(
            root, "page", name="x_personal_information", position="inside"
        )
        medical = fields.filtered(lambda field: field._is_medical())
        self._custom_group(place, "Other Information", fields - medical)
        group = self._custom_group(place, "Other Medical Information", medical)
        if group is not None:
            group.set("groups", MEDICAL_GROUP)
        return etree.tostring(root, encoding="unicode")

    def _custom_group(self, place, title, fields):
        if not fields:
            return None
        group = etree.SubElement(place, "group", string=title)
        for field in fields.sorted("id"):
            etree.SubElement(group, "field", name=field.name)
        return group
