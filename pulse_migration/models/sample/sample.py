"""A sample: some patients with everything that is theirs, loaded for a look only."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.diff import VERDICTS
from ..migration.run import DRAFT, OPEN_STATES, SAMPLED
from ..target import form_of

DEFAULT_SIZE = 200
SIZES = (1, 500)


class Sample(models.Model):
    """What a few patients would look like in Odoo, field by field; nothing stays."""

    _name = "pulse.sample"
    _inherit = "pulse.protected"
    _description = "Sample"
    _order = "id desc"
    _server_fields = frozenset(
        {
            "migration_id",
            "patient_keys",
            "patient_count",
            "row_count",
            "sampled_at",
            "measures",
        }
    )
    _fixed_fields = frozenset({"run_id"})

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    migration_id = fields.Many2one(
        related="run_id.migration_id", store=True, index=True
    )
    size = fields.Integer(
        required=True,
        default=DEFAULT_SIZE,
        help="Patients, 1 to 500; a smaller clinic is taken whole.",
    )
    pinned_ids = fields.Char(
        "Pinned Patients",
        help="IDs in Pulse, separated by commas: always in the sample.",
    )
    patient_keys = fields.Json(readonly=True, groups="pulse_migration.group_medical")
    patient_count = fields.Integer(readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    sampled_at = fields.Datetime(readonly=True)
    measures = fields.Json(
        readonly=True, help="Rows, seconds, bytes and refused rows, by object."
    )
    line_ids = fields.One2many("pulse.sample.line", "sample_id", readonly=True)
    coverage_ids = fields.One2many("pulse.sample.coverage", "sample_id", readonly=True)
    batch_ids = fields.One2many("pulse.batch", "sample_id", readonly=True)
    verdict_ids = fields.One2many("pulse.sample.verdict", "sample_id", readonly=True)
    is_kept = fields.Boolean(compute="_compute_is_kept")
    is_half_kept = fields.Boolean(
        compute="_compute_is_kept", help="Keeping it was broken off, and can go on."
    )

    @api.depends("run_id", "sampled_at")
    def _compute_display_name(self):
        for sample in self:
            sample.display_name = self.env._(
                "Sample of %(run)s", run=sample.run_id.display_name
            )

    @api.depends("batch_ids.state")
    def _compute_is_kept(self):
        for sample in self:
            states = sample.batch_ids.mapped("state")
            sample.is_kept = "done" in states
            sample.is_half_kept = "planned" in states

    @api.constrains("size")
    def _check_size(self):
        for sample in self:
            if not SIZES[0] <= sample.size <= SIZES[1]:
                raise UserError(self.env._("A sample has 1 to 500 patients."))

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_kept(self):
        """Without its sample nobody would find what was kept, to undo it."""
        if self.filtered("is_kept"):
            raise UserError(self.env._("The sample is kept in Odoo. Undo it first."))

    def _pinned(self):
        """Return the pinned patients' ids."""
        return [
            key.strip() for key in (self.pinned_ids or "").split(",") if key.strip()
        ]

    def action_sample(self):
        """Choose, load inside a savepoint, read back, compare, roll back.

        Where that takes long it is done slice by slice in the background.
        """
        self.ensure_one()
        run = self.run_id
        run._check_may_run()
        if run.state not in OPEN_STATES:
            raise UserError(self.env._("The run is approved already."))
        if self.is_kept or self.is_half_kept:
            raise UserError(self.env._("The sample is kept in Odoo. Undo it first."))
        if run._sample_under_way():
            raise UserError(self.env._("A sample is under way. Wait, or stop it."))
        with run._timed("sample"):
            is_taken = self._start_sample()
        run._forget_sample_files()
        return self.action_open_lines() if is_taken else form_of(self)

    def _end_sample(self):
        """Everything is compared: the run may be approved."""
        run = self.run_id
        self.sudo().write(
            {
                "row_count": len(self.sudo().line_ids.row_id),
                "sampled_at": fields.Datetime.now(),
            }
        )
        if run.state == DRAFT:
            run._set_state(SAMPLED)
        run._log(
            "sample",
            patients=self.patient_count,
            rows=self.row_count,
            verdicts=self._count_verdicts(),
        )
        run._check_preflight()

    def _count_verdicts(self):
        """Return {verdict: cells}."""
        groups = (
            self.env["pulse.sample.line"]
            .sudo()
            ._read_group([("sample_id", "=", self.id)], ["verdict"], ["__count"])
        )
        counts = dict(groups)
        return {verdict: counts.get(verdict, 0) for verdict in VERDICTS}

    def action_open_lines(self):
        """Open the cells that were compared."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_sample_line_action"
        )
        action["domain"] = [("sample_id", "=", self.id)]
        return action

    # keep

    def action_keep(self):
        """Load the sampled patients for real, as batches of their own.

        The rest of the run still waits for its approval, and the batches can be undone
        alone. Broken off half-way, it goes on when called again.
        """
        self.ensure_one()
        run = self.run_id
        self._check_may_keep()
        self._hold_run()
        self._check_only_one()
        self.env["pulse.value.map"].sudo()._settle_open(run.migration_id)
        run._settle_reference()
        if not self.is_half_kept:
            self.env["pulse.sampler"].sudo()._make_batches(
                self.sudo(), self.sudo().patient_keys
            )
            run._log("keep_sample", patients=self.patient_count)
        # a batch that is tried again begins with what is committed
        run._commit()
        for batch in self.batch_ids.filtered(lambda b: b.state == "planned"):
            if not batch._load_with_retries():
                raise UserError(
                    self.env._("Somebody else keeps or loads this sample just now.")
                )

    def _check_may_keep(self):
        """Refuse what an approval of these patients would be refused for."""
        run = self.run_id
        run._check_may_run()
        if not self.env.user.has_group("pulse_migration.group_approver"):
            raise UserError(self.env._("Only an approver may keep a sample in Odoo."))
        if run.state not in OPEN_STATES:
            raise UserError(self.env._("The run is approved already."))
        if not self.sampled_at:
            raise UserError(self.env._("Take the sample first."))
        run._check_plan()
        run._check_confirmed()
        self.env["pulse.physician"].sudo()._check_decided(run.migration_id)
        run._check_no_red()

    def _hold_run(self):
        """Let one sample of a run be kept at a time, and know what others kept."""
        self.run_id._commit()  # the lock shall look at the run as it is now
        if not self.run_id.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._("Somebody else keeps or loads this sample just now.")
            )

    def _check_only_one(self):
        """Refuse once anything of the run is in Odoo, or on its way, but this sample.

        One sample after the other would load the clinic without any approval.
        """
        if self.is_kept and not self.is_half_kept:
            raise UserError(self.env._("The sample is kept in Odoo already."))
        samples = (self.run_id.sample_ids - self).sudo()
        if samples.filtered(lambda s: s.is_kept or s.is_half_kept):
            raise UserError(
                self.env._("Another sample of this run is kept in Odoo. Undo it first.")
            )
        if not self.is_kept and self.run_id._has_changes():
            raise UserError(
                self.env._("Rows of this run are in Odoo already. Undo them first.")
            )

    def action_undo(self):
        """Take the kept sample back out of Odoo; its rows are planned anew."""
        self.ensure_one()
        self.batch_ids._undo_and_delete()
        if self.run_id.state in OPEN_STATES:
            self.run_id.action_plan()
