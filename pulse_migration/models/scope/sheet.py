"""The scope in words: on the run's form, and as a page to print."""

from decimal import Decimal

from odoo import api, fields, models

from ...engine import catalog, complexity
from ...texts.labels import words_of
from ...texts.preflight import CRITERION_TEXTS


class Run(models.Model):
    _inherit = "pulse.run"

    scope_html = fields.Html("Scope", compute="_compute_scope_html", sanitize=False)
    approval_html = fields.Html(
        "To approve", compute="_compute_approval_html", sanitize=False
    )

    @api.depends("scope", "grade")
    @api.depends_context("lang")
    def _compute_scope_html(self):
        for run in self:
            run.scope_html = run.scope and run.env["ir.qweb"]._render(
                "pulse_migration.scope_body", {"sheet": run._scope_sheet()}
            )

    @api.depends("scope", "sample_ids.sampled_at", "preflight_ids.level")
    @api.depends_context("lang")
    def _compute_approval_html(self):
        for run in self:
            run.approval_html = run.checked_at and run.env["ir.qweb"]._render(
                "pulse_migration.approval_body", {"sheet": run._approval_sheet()}
            )

    def action_print_scope(self):
        """Open the scope as a page to print."""
        self.check_access("read")
        report = self.env.ref("pulse_migration.scope_report")
        return report.report_action(self, config=False)

    def _scope_sheet(self):
        """Return what the scoping page shows, as plain values and texts."""
        self.ensure_one()
        scope = self.sudo().scope or {}
        objects = [self._scope_object(item) for item in scope.get("objects", ())]
        return {
            "title": self.display_name,
            "checked_at": self.checked_at,
            "grade": self.grade,
            "marks": [self._scope_mark(*mark) for mark in scope.get("marks", ())],
            "objects": objects,
            "columns": {
                fate: sum(item[fate] for item in objects) for fate in complexity.FATES
            },
            "plain_count": sum(map(complexity.is_plain, objects)),
            "row_count": sum(item["rows"] for item in objects),
            "not_loaded": sum(item["not_loaded"] for item in objects),
            "decisions": self._scope_work(scope.get("decisions", {})),
            "money": _money(scope),
            "time": [
                line.text
                for line in self.preflight_ids
                if line.code.startswith(("duration", "size"))
            ],
        }

    def _scope_object(self, item):
        """Return an object's line with every count filled in."""
        blank = dict.fromkeys((*complexity.FATES, "look", "columns"), 0)
        return {
            **blank,
            **item,
            "label": words_of(self.env, catalog.OBJECTS[item["name"]].label),
        }

    def _scope_mark(self, name, number, letter):
        shown = f"{number:,g}" if number % 1 else f"{int(number):,}"
        text = self.env._(CRITERION_TEXTS[name])
        limits = next(c.upto for c in complexity.CRITERIA if c.name == name)
        return {
            "text": text % {"number": shown},
            "letter": letter,
            "is_reason": letter == self.grade,
            "limits": " · ".join(
                f"{grade} ≤ {limit:,}"
                for grade, limit in zip(complexity.GRADES, limits, strict=False)
            ),
        }

    def _scope_work(self, counts):
        """Return (what, how many) of the work that is left to a person."""
        labels = {
            "physicians": self.env._("Physicians without a user"),
            "words": self.env._("Words without a meaning"),
            "columns": self.env._("Columns to look at"),
            "date_orders": self.env._("Date columns of unproven order"),
            "files": self.env._("Files that cannot be used"),
        }
        return [(labels[name], counts.get(name, 0)) for name in labels]

    def _approval_sheet(self):
        """Return what an approver has to see: sample, verdicts, pre-flight, money."""
        self.ensure_one()
        sample = self.sudo()._last_sample()
        labels = dict(
            self.env["pulse.sample.line"]
            ._fields["verdict"]
            ._description_selection(self.env)
        )
        verdicts = sample._count_verdicts() if sample else {}
        return {
            "sampled_at": sample.sampled_at,
            "patient_count": sample.patient_count,
            "is_outdated": bool(
                sample and self.planned_at and sample.sampled_at < self.planned_at
            ),
            "verdicts": [(name, labels[name], n) for name, n in verdicts.items()],
            "preflight": self._count_preflight(),
            "checked_at": self.checked_at,
            "actions": self._action_counts(),
            "money": _money(self.sudo().scope or {}),
        }

    def _action_counts(self):
        """Return (planned action in words, rows)."""
        field = self.env["pulse.row"]._fields["action"]
        counts = dict(
            self.env["pulse.row"]
            .sudo()
            ._read_group([("run_id", "=", self.id)], ["action"], ["__count"])
        )
        labels = field._description_selection(self.env)
        return [(label, counts[name]) for name, label in labels if name in counts]


def _money(scope):
    """Return the sums of each currency as a person reads them."""
    return [
        {
            "currency": name,
            **{key: f"{Decimal(value):,}" for key, value in sums.items()},
        }
        for name, sums in scope.get("money", {}).items()
    ]
