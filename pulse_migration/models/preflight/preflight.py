"""One line of the pre-flight: green, amber or red, and what to do about it."""

from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS

from ...exceptions import text_of
from ...texts.preflight import PREFLIGHT_TEXTS

RED = "red"
AMBER = "amber"
GREEN = "green"
LEVELS = (RED, AMBER, GREEN)


class Finding(NamedTuple):
    """What a check found: ``code`` of its texts, level, count and parameters.

    A parameter that is a code itself is named ``…_code`` and put in words. ``model``
    and ``domain`` are what to open; the parameters hold nothing of a patient.
    """

    code: str
    level: str
    count: int = 0
    params: dict | None = None
    model: str | None = None
    domain: list | None = None


class Preflight(models.Model):
    """Something to know before a run is approved; red lines forbid it."""

    _name = "pulse.preflight"
    _description = "Pre-flight"
    _order = "rank, sequence, id"
    _rec_name = "code"

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    migration_id = fields.Many2one(
        related="run_id.migration_id", store=True, index=True
    )
    sequence = fields.Integer(readonly=True)
    rank = fields.Integer(readonly=True, help="Red lines come first.")
    code = fields.Char(required=True, readonly=True)
    level = fields.Selection(
        [(RED, "Must be settled"), (AMBER, "Please look"), (GREEN, "Fine")],
        required=True,
        readonly=True,
    )
    count = fields.Integer(readonly=True)
    params = fields.Json(readonly=True)
    text = fields.Char("What was found", compute="_compute_text")
    advice = fields.Char("What to do", compute="_compute_text")
    res_model = fields.Char(readonly=True)
    domain = fields.Json(readonly=True, groups=NO_ACCESS)

    @api.depends("code", "count", "params")
    @api.depends_context("lang")
    def _compute_text(self):
        for line in self:
            text, advice = map(self.env._, PREFLIGHT_TEXTS[line.code])
            params = line._words()
            line.text = text % params
            line.advice = advice % params

    def _words(self):
        """Return the parameters of the texts, codes put in words."""
        words = {"count": self.count}
        for name, value in (self.params or {}).items():
            if name.endswith("_code"):
                words[name.removesuffix("_code")] = text_of(self.env, value)
            else:
                words[name] = value
        return words

    def action_open(self):
        """Open what the line is about."""
        self.ensure_one()
        if not self.res_model:
            raise UserError(self.env._("There is nothing to open here."))
        self.env[self.res_model].check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.text,
            "res_model": self.res_model,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": self.sudo().domain or [],
        }

    @api.model
    @api.private
    def _replace(self, run, findings):
        """Put ``findings`` in the place of the run's lines."""
        run.preflight_ids.unlink()
        self.create(
            [
                {
                    "run_id": run.id,
                    "sequence": sequence,
                    "rank": LEVELS.index(finding.level),
                    "code": finding.code,
                    "level": finding.level,
                    "count": finding.count,
                    "params": finding.params,
                    "res_model": finding.model,
                    "domain": finding.domain,
                }
                for sequence, finding in enumerate(findings)
            ]
        )


class Checker(models.AbstractModel):
    """All checks; each is a method that yields findings about a run."""

    _name = "pulse.checker"
    _description = "Pre-flight Checks"

    @api.model
    def _checks(self):
        """Return the checks in the order that they are shown."""
        return []

    @api.model
    def _check(self, run):
        """Return the findings of every check."""
        return [finding for check in self._checks() for finding in check(run)]
