"""The fields a column can mean, as records to pick from."""

from odoo import fields, models
from odoo.tools import SQL

from ...engine import catalog, custom
from ...texts.labels import words_of
from .custom_field import TARGETS

_CUSTOM_FROM = 1_000_000  # ids of the database's own fields begin here


class Field(models.Model):
    """A canonical field of an object, or an own field of the database.

    No table: the catalogue is code, and the database's fields are Odoo's.
    """

    _name = "pulse.field"
    _description = "Field of a Pulse Object"
    _auto = False
    _order = "object_name, sequence, id"
    _rec_name = "label"
    _rec_names_search = ["label", "name"]

    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Technical Name", readonly=True)
    label = fields.Char("Field", readonly=True)
    kind = fields.Char(readonly=True)
    is_required = fields.Boolean("Required", readonly=True)
    is_custom = fields.Boolean("Own Field", readonly=True)

    @property
    def _table_query(self):
        return SQL("%s UNION ALL %s", self._query_catalogue(), self._query_custom())

    def _query_catalogue(self):
        rows = []
        for item in catalog.OBJECTS.values():
            for field in item.fields.values():
                rows.append(
                    SQL(
                        "(%s, %s, %s, %s, %s, %s, %s, FALSE)",
                        len(rows) + 1,
                        item.name,
                        0 if field.required else 1,
                        field.name,
                        words_of(self.env, field.label),
                        field.kind,
                        field.required,
                    )
                )
        return SQL(
            """SELECT * FROM (VALUES %s) AS field(id, object_name, sequence, name,
                                                 label, kind, is_required, is_custom)
            """,
            SQL(", ").join(rows),
        )

    def _query_custom(self):
        models_of = SQL(", ").join(
            SQL("(%s, %s)", model, name) for name, model in TARGETS.items()
        )
        kinds = SQL(", ").join(
            SQL("(%s, %s)", ttype, kind) for ttype, kind in custom.KINDS.items()
        )
        found = self.env["ir.model.fields"].sudo()
        ids = [i for model in TARGETS.values() for i in found._custom_fields(model).ids]
        return SQL(
            """SELECT %(first)s + f.id, target.object_name, 2, f.name,
                      coalesce(f.field_description->>%(lang)s,
                               f.field_description->>'en_US'), kind.kind, FALSE, TRUE
                 FROM ir_model_fields f
                 JOIN (VALUES %(models)s) AS target(model, object_name)
                   ON target.model = f.model
                 JOIN (VALUES %(kinds)s) AS kind(ttype, kind) ON kind.ttype = f.ttype
                WHERE f.id = ANY(%(ids)s)""",
            first=_CUSTOM_FROM,
            lang=self.env.lang or "en_US",
            models=models_of,
            kinds=kinds,
            ids=ids,
        )
