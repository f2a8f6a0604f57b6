"""What a line of the mapping says in words: why, and what proves its date order."""

from odoo import api, fields, models

from ...engine import adding
from ...engine.details import ROW_ONLY
from ...engine.row_draft import is_joinable
from ...exceptions import text_of

_ORDERS = ("dmy", "mdy", "ymd", "either")


class Mapping(models.Model):
    _inherit = "pulse.mapping"

    reason_text = fields.Char("Reason", compute="_compute_reason_text")
    is_placed = fields.Boolean(
        compute="_compute_is_placed", help="Odoo has a place for what the field holds."
    )
    date_proof_text = fields.Char("Date Proof", compute="_compute_date_proof_text")
    why_text = fields.Text("Why", compute="_compute_why_text")

    @api.depends("object_name", "field_name", "treatment")
    def _compute_is_placed(self):
        for mapping in self:
            row_only = ROW_ONLY.get(mapping.object_name, ())
            name = mapping.field_name
            mapping.is_placed = bool(name) and name not in row_only

    @api.depends("reason", "is_placed", "field_name", "file_id.mapping_ids.field_name")
    def _compute_reason_text(self):
        for mapping in self:
            parts = [mapping.reason and text_of(self.env, mapping.reason)]
            if mapping.field_name and not mapping.is_placed:
                parts.append(text_of(self.env, "no_place"))
            parts.append(mapping._joined_text())
            mapping.reason_text = " ".join(filter(None, parts))

    def _joined_text(self):
        """Name the other columns of one field: nothing is mapped twice silently."""
        if not self.field_name:
            return ""
        same = self.file_id.mapping_ids.filtered(
            lambda m: m.field_name == self.field_name
        )
        others = same.filtered(lambda m: m.header != self.header)
        if not others or not same._is_one_value():
            return ""
        return self.env._(
            "Joined with column %(columns)s.",
            columns=", ".join(others.sorted("sequence").mapped("header")),
        )

    def _is_one_value(self):
        """Whether these columns of one field make one value: joined, or added up."""
        return is_joinable(self[:1]._kind()) or adding.adds_up(
            self[:1].field_name, self.mapped("header")
        )

    @api.depends("date_proof", "date_counts", "is_date", "is_order_chosen")
    def _compute_date_proof_text(self):
        for mapping in self:
            mapping.date_proof_text = (
                mapping.is_date
                and mapping.date_proof
                and " ".join(mapping._date_sentences())
            )

    @api.depends("reason_text", "date_proof_text")
    def _compute_why_text(self):
        for mapping in self:
            texts = (mapping.reason_text, mapping.date_proof_text)
            mapping.why_text = "\n".join(filter(None, texts))

    def _date_sentences(self):
        code = "date_order_chosen" if self.is_order_chosen else self.date_proof
        counts = self.date_counts or {}
        sentences = [text_of(self.env, code)]
        sentences += [
            self._count_sentence(order, counts[order])
            for order in _ORDERS
            if counts.get(order)
        ]
        if counts.get("is_swapped"):
            sentences.append(text_of(self.env, "days_swapped"))
        return sentences

    def _count_sentence(self, order, count):
        """How many values can be read in one order only, and where the first is."""
        line = (self.date_counts.get("first_lines") or {}).get(order)
        text = {
            "dmy": self.env._("Values that only fit day first"),
            "mdy": self.env._("Values that only fit month first"),
            "ymd": self.env._("Values that begin with the year"),
            "either": self.env._("Values that fit both orders"),
        }[order]
        if not line:
            return f"{text}: {count}."
        return self.env._(
            "%(text)s: %(count)s (the first in line %(line)s).",
            text=text,
            count=count,
            line=line,
        )
