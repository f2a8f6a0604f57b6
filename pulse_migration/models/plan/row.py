"""What is planned for a row, in words: why, into which record, which fields."""

from odoo import api, fields, models
from odoo.tools import SQL, html2plaintext

from ...exceptions import text_of
from ...loaders.base import loader_of
from ...loaders.trace import PARTNER
from ..target_label import label_of
from .fields import WITHOUT_FIELDS


class Row(models.Model):
    _inherit = "pulse.row"

    plan_reason = fields.Char("Plan Reason Code", readonly=True)
    plan_reason_text = fields.Char("Why", compute="_compute_plan_reason_text")
    # names separated by a comma and a blank
    plan_fields = fields.Char(
        "Planned Field Names",
        readonly=True,
        help="The fields of the Odoo record that the update writes.",
    )
    plan_field_labels = fields.Char("Writes", compute="_compute_plan_field_labels")
    plan_change_text = fields.Text(
        "Old and New Values",
        compute="_compute_plan_change_text",
        groups="pulse_migration.group_medical",
        help="What the update would write if it were loaded now.",
    )
    head_id = fields.Many2one(
        "pulse.row",
        "Joins Row",
        compute="_compute_head_id",
        help="The first of the rows that make the record together.",
    )

    @api.depends("plan_reason")
    def _compute_plan_reason_text(self):
        for row in self:
            row.plan_reason_text = row.plan_reason and text_of(
                self.env, row.plan_reason
            )

    @api.depends("plan_fields")
    def _compute_plan_field_labels(self):
        for row in self:
            names = (row.plan_fields or "").split(", ") if row.plan_fields else []
            model = row._target_model()
            row.plan_field_labels = ", ".join(
                dict.fromkeys(self._label_of(model, name) for name in names)
            )

    @api.depends("plan_fields")
    def _compute_plan_change_text(self):
        self.plan_change_text = False
        shown = self.filtered(lambda row: row.plan_fields and row.state == "staged")
        for (run, object_name), rows in shown.grouped(
            lambda row: (row.run_id, row.unit_object)
        ).items():
            texts = rows._change_texts(run, object_name)
            for row in rows:
                row.plan_change_text = texts.get(row.unit_key)

    def _change_texts(self, run, object_name):
        """Return {unit key: a line a field} of rows of one object; nothing is written.

        As superuser, like the load: whoever reads it is of the medical group.
        """
        plan = self.env["pulse.plan"].sudo()
        where = SQL(
            """run_id = %s AND unit_object = %s AND unit_key = ANY(%s)
               AND state = 'staged' AND action IN ('update', 'merge')""",
            run.id,
            object_name,
            self.mapped("unit_key"),
        )
        units, planned, _rejected = plan._compare(run.sudo(), object_name, where)
        model = self.env[loader_of(run.sudo(), object_name)._target].sudo()
        return {
            unit.key: "\n".join(
                self._change_line(model, name, now, then)
                for name, (now, then) in planned[unit.key].items()
            )
            for unit in units
            if unit.key in planned
        }

    def _change_line(self, model, name, now, then):
        label = self._label_of(model, name)
        if name.startswith("#") and "." not in name:
            return label
        field_model, field_name = self._field_of(model, name)
        field = field_model._fields.get(field_name)
        return self.env._(
            "%(field)s: %(now)s → %(then)s",
            field=label,
            now=self._shown(field, now),
            then=self._shown(field, then),
        )

    def _shown(self, field, value):
        """Return a stored value as a person reads it."""
        if field is None or not value:
            if field is not None and field.name == "checksum":
                return self.env._("nothing")
            return str(value) if value not in (None, False, "") else "–"
        if field.name == "checksum":
            return self.env._("the document")
        if field.type == "many2one":
            return self.env[field.comodel_name].sudo().browse(value).display_name
        if field.type == "html":
            return html2plaintext(value).strip()
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return labels.get(value, value)
        return str(value)

    def _target_model(self):
        """Return the model of the record that the row updates, or None."""
        self.ensure_one()
        if self.unit_object in WITHOUT_FIELDS or not self.run_id:
            return None
        return self.env[loader_of(self.run_id.sudo(), self.unit_object)._target]

    def _field_of(self, model, name):
        """Return (model, field) that a planned name stands for."""
        if name.startswith(PARTNER):
            return self.env["res.partner"].sudo(), name[len(PARTNER) :]
        return model, name.rpartition(".")[2]

    def _label_of(self, model, name):
        if name.startswith("#") and "." not in name:
            return self.env._("A further document")
        return label_of(self.env, model._name, name)

    @api.depends("run_id", "unit_object", "unit_key", "plan_reason")
    def _compute_head_id(self):
        """One query for all rows; the head itself joins nothing."""
        joining = self.filtered(
            lambda row: row.plan_reason in ("joins_record", "repeats_row")
        )
        heads = {}
        if joining:
            heads = dict(
                self.env.execute_query(
                    SQL(
                        """SELECT r.id, (
                             SELECT h.id FROM pulse_row h
                              WHERE h.run_id = r.run_id AND h.unit_key = r.unit_key
                                AND h.unit_object = r.unit_object
                                AND h.action IS DISTINCT FROM 'merge'
                                AND h.state NOT IN ('held', 'rejected', 'excluded')
                              ORDER BY h.object_name, h.file_id, h.line, h.id LIMIT 1)
                             FROM pulse_row r WHERE r.id = ANY(%s)""",
                        joining.ids,
                    )
                )
            )
        for row in self:
            row.head_id = heads.get(row.id, False)
