"""Going on with a delta: through the verbs as far as nobody has to look.

An approver may approve beforehand, within limits. A standing approval rests on the
decisions of its day: a new word, another option or another rule, and it is void.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.modules import module

from ...engine import fingerprint
from ..migration.run import APPROVED, PAUSED, RUNNING, UNDOING

BUSY = (APPROVED, RUNNING, PAUSED, UNDOING)
# what an approval rests on besides the files and columns of one run
_OF_A_RUN = ("pulse.file", "pulse.mapping")


class Source(models.Model):
    _inherit = "pulse.source"
    _server_fields = frozenset(
        {"standing_ids", "standing_at", "standing_hash", "waiting_text"}
    )

    most_creates = fields.Integer("At Most New Records", default=200)
    most_updates = fields.Integer("At Most Updates", default=200)
    standing_ids = fields.Many2many(
        "res.users",
        string="Approved Beforehand by",
        readonly=True,
        copy=False,
        help="Their standing approval loads deltas within the limits by itself.",
    )
    standing_at = fields.Datetime("Approved on", readonly=True, copy=False)
    standing_hash = fields.Char(readonly=True, copy=False)
    is_standing = fields.Boolean(
        "Standing Approval", compute="_compute_is_standing", help="It counts still."
    )
    waiting_text = fields.Char(
        "Waits for", readonly=True, copy=False, help="Why the last delta did not load."
    )

    def write(self, vals):
        """Other limits were not approved."""
        if {"most_creates", "most_updates"} & set(vals) and not self.env.su:
            self.sudo()._void_standing()
        return super().write(vals)

    @api.depends("standing_ids", "standing_hash")
    def _compute_is_standing(self):
        for source in self:
            source.is_standing = bool(source._standing_users())

    def _standing_users(self):
        """Return who approved beforehand and still does, empty when it is not enough.

        Both persons, where four eyes are asked for; nobody, once a decision changed.
        """
        source = self.sudo()
        group = self.env.ref("pulse_migration.group_approver")
        users = source.standing_ids.filtered(
            lambda user: user.active and group in user.all_group_ids
        )
        needed = 2 if source.migration_id.is_four_eyes else 1
        if len(users) < needed or source.standing_hash != source._decisions_hash():
            return users.browse()
        return users[:needed]

    def _decisions_hash(self):
        """Fingerprint of the decisions that every delta of the clinic rests on."""
        run = self.sudo().migration_id.run_ids[:1]
        facts = run._facts() if run else {}
        return fingerprint.of_json(
            {name: facts[name] for name in facts if name not in _OF_A_RUN}
        )

    def _check_approver(self):
        self.check_access("read")
        if not self.env.user.has_group("pulse_migration.group_approver"):
            raise AccessError(self.env._("Only an approver may approve a run."))

    def action_approve_standing(self):
        """Approve the deltas to come, within the limits."""
        self._check_approver()
        for source in self.sudo():
            found = source._decisions_hash()
            if source.standing_hash != found:
                source._void_standing()
            source.write(
                {
                    "standing_ids": [fields.Command.link(self.env.uid)],
                    "standing_at": fields.Datetime.now(),
                    "standing_hash": found,
                }
            )
            source._log(
                "approve_standing",
                creates=source.most_creates,
                updates=source.most_updates,
            )
        self._trigger()

    def action_void_standing(self):
        """From now on each delta is approved by itself."""
        self._check_approver()
        self.sudo()._void_standing()

    def _void_standing(self):
        for source in self.filtered("standing_ids"):
            source.write({"standing_ids": [fields.Command.clear()]})
            source._log("void_standing")

    # a delta on its way

    def _go_on(self):
        """Plan, approve and load the changes that wait; say what they wait for."""
        self.ensure_one()
        run = self._waiting_delta()
        if not run:
            self._wait("")
            return
        try:
            text = self._go_on_with(run)
        except UserError as error:
            text = error.args[0]
            if not module.current_test:  # each verb commits what it finished
                self.env.cr.rollback()
        self._wait(text)
        self._commit()

    def _waiting_delta(self):
        """Return the delta that is not loaded, once nothing before it is under way."""
        runs = self.sudo().run_ids.filtered(lambda run: run._is_open() and run.file_ids)
        run = runs.sorted("id")[:1]
        others = run.migration_id.run_ids - run
        if others.filtered(lambda other: other.state in BUSY):
            return run.browse()
        return run

    def _go_on_with(self, run):
        """Take a delta as far as it goes; return what it waits for, "" for nothing."""
        if not run._earlier_runs().filtered(lambda earlier: earlier.loaded_at):
            return self.env._("The export has to be loaded first.")
        if run.lane_verb or run.lane_failure:
            return run.next_text
        if not run.planned_at or run.planned_hash != run._plan_hash():
            run.action_start_plan()
        if run.lane_verb:
            return run.next_text
        if found := run._find_open():
            return found.text
        users = self._approvers(run)
        if not users:
            return self._limits_text(run) or self.env._("Have the delta approved.")
        for user in users:
            run.with_user(user).sudo(False).approval_comment = self._comment()
            run.with_user(user).action_approve()
        run._log("load_delta", standing=users.mapped("login"))
        run.action_load()
        return ""

    def _approvers(self, run):
        """Return whose approval the run has beforehand."""
        users = self._standing_users()
        return users.browse() if self._limits_text(run) else users

    def _comment(self):
        return self.env._(
            "Standing approval of %(day)s: at most %(creates)s new, %(updates)s "
            "updates.",
            day=fields.Date.to_string(self.standing_at),
            creates=self.most_creates,
            updates=self.most_updates,
        )

    def _limits_text(self, run):
        """Return why the run is beyond the limits, "" within them."""
        counts = run._count_writes()
        if (
            counts["create"] <= self.most_creates
            and counts["update"] <= self.most_updates
        ):
            return ""
        return self.env._(
            "Beyond the limits of the standing approval: %(create)s new records, "
            "%(update)s updates. Look at the plan and approve it.",
            **counts,
        )

    def _wait(self, text):
        if (self.waiting_text or "") != text:
            self.sudo().waiting_text = text


class Run(models.Model):
    _inherit = "pulse.run"

    def _count_writes(self):
        """Return {create, update: records} that the plan would write."""
        groups = self.env["pulse.row"]._read_group(
            [("run_id", "=", self.id), ("state", "=", "staged")],
            ["action"],
            ["__count"],
        )
        counts = dict(groups)
        return {name: counts.get(name, 0) for name in ("create", "update")}
