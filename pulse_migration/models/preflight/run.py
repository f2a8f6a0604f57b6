"""The pre-flight of a run: made at the plan's end, again whenever somebody asks."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .preflight import AMBER, GREEN, LEVELS, RED


class Run(models.Model):
    _inherit = "pulse.run"

    preflight_ids = fields.One2many("pulse.preflight", "run_id", string="Pre-flight")
    checked_at = fields.Datetime(readonly=True, copy=False)
    measures = fields.Json(
        readonly=True,
        copy=False,
        help="Rows, seconds, bytes and refused rows of what was tried, by object.",
    )
    red_count = fields.Integer("Must be settled", compute="_compute_preflight_counts")
    amber_count = fields.Integer("Please look", compute="_compute_preflight_counts")
    green_count = fields.Integer("Fine", compute="_compute_preflight_counts")

    @api.depends("preflight_ids.level")
    def _compute_preflight_counts(self):
        for run in self:
            counts = run._count_preflight()
            run.red_count = counts[RED]
            run.amber_count = counts[AMBER]
            run.green_count = counts[GREEN]

    def _count_preflight(self):
        """Return {level: lines}."""
        levels = self.preflight_ids.mapped("level")
        return {level: levels.count(level) for level in LEVELS}

    def action_plan(self):
        """The plan ends with a look at everything that a load needs."""
        result = super().action_plan()
        for run in self:
            run._check_preflight()
        return result

    def action_check(self):
        """Measure and check again; nothing of the export changes by it."""
        self._check_may_run()
        for run in self:
            if not run.planned_at:
                raise UserError(self.env._("Plan the run first."))
            run._check_preflight(is_measured=False)

    def action_open_preflight(self):
        """Open the lines of the run."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_preflight_action"
        )
        return {**action, "domain": [("run_id", "=", self.id)], "context": {}}

    @api.private
    def _check_preflight(self, is_measured=True):
        """Measure, unless a sample or an earlier look did; then check everything.

        :param is_measured: what was measured before is good enough
        """
        self.ensure_one()
        with self._timed("preflight"):
            self._measure(is_measured)
            self._look()
        self._log("preflight", **self._count_preflight())
        self._commit()

    def _look(self):
        """Run the checks, without any measuring."""
        run = self.sudo()
        run.write({"checked_at": fields.Datetime.now(), **run._prepare_scope_vals()})
        self.env["pulse.preflight"].sudo()._replace(
            run, self.env["pulse.checker"].sudo()._check(run)
        )

    def _measure(self, is_measured):
        """Load a few patients inside a savepoint, when there is something to time."""
        sampler = self.env["pulse.sampler"].sudo()
        run = self.sudo()
        if run._last_sample() or (run.measures and is_measured):
            return
        if sum(run._count_planned().values()) < sampler._LEAST_ROWS:
            run.measures = False
            return
        run.measures = sampler._measure_run(run)
        self._forget_sample_files()

    def _last_sample(self):
        """Return the last sample that was taken, if any."""
        return self.sample_ids.filtered("sampled_at")[:1]

    def _count_planned(self):
        """Return {object: rows that a load would write}, parts under their whole."""
        groups = (
            self.env["pulse.row"]
            .sudo()
            ._read_group(
                [
                    ("run_id", "=", self.id),
                    ("state", "=", "staged"),
                    ("action", "in", ("create", "update", "merge")),
                ],
                ["unit_object"],
                ["__count"],
            )
        )
        return dict(groups)

    def _check_no_red(self):
        """Refuse to approve what the pre-flight forbids; look again before."""
        self._look()
        red = self.preflight_ids.filtered(lambda line: line.level == RED)
        if red:
            raise UserError(
                self.env._(
                    "The pre-flight forbids it.\n%(lines)s",
                    lines="\n".join(f"{line.text} {line.advice}" for line in red),
                )
            )
