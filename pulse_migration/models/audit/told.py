"""The audit trail in words: what was done, and how much of it."""

from odoo import api, fields, models

from ...texts.audit import VERB_TEXTS


class Audit(models.Model):
    _inherit = "pulse.audit"

    verb_text = fields.Char("What", compute="_compute_verb_text")
    details_text = fields.Char("How Much", compute="_compute_details_text")

    @api.depends("verb")
    @api.depends_context("lang")
    def _compute_verb_text(self):
        for entry in self:
            text = VERB_TEXTS.get(entry.verb)
            entry.verb_text = self.env._(text) if text else _words(entry.verb)

    @api.depends("details")
    def _compute_details_text(self):
        for entry in self:
            entry.details_text = _tell(entry.details or {}, "; ")


def _words(key):
    return str(key).replace("_", " ").capitalize()


def _tell(value, joint):
    """Return counts and settings as one line: ``Rows: 2,009; Files: 2``."""
    if isinstance(value, dict):
        return joint.join(
            f"{_words(name)}: {_tell(one, ', ')}" for name, one in value.items()
        )
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
