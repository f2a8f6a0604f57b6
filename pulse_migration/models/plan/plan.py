"""The plan verb: what will become of every staged row, decided in sets.

One statement a rule; nothing looks at one row at a time. Beside this file: which rows
make one record (``units``, ``bill_numbers``), which of several versions counts
(``superseded``), whose they are (``phones``, ``patients``), their files
(``documents``), what bills add up to (``bills``, ``advances``), what loads did already
(``actions``), what Odoo holds (``targets``, ``matches``), how rows become batches
(``batches``), which fields an update writes (``fields``), the counts (``line``) and
what is said of each row (``row``).
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...loaders.statistics import look_at_rows
from ..migration.run import OPEN_STATES, RUNNING
from ..stage.row import PARTS_OF_BILL

# of the plan, in their order and all of them; a break between two loses nothing
STEPS = (
    "_reset",
    "_find_patients_by_phone",
    "_tell_bills_apart",
    "_set_unit_keys",
    "_look_at_rows",
    "_exclude_superseded",
    "_find_repetitions",
    "_find_documents",
    "_check_patients",
    "_hold_mixed_units",
    "_judge_bills",
    "_flag_advances",
    "_check_dates",
    "_set_actions",
    "_look_at_rows",
    "_move_physicians",
    "_find_existing_partners",
    "_match_partners",
    "_hold_clinical_conflicts",
    "_flag_clinical_changes",
    "_check_targets",
    "_mark_latest",
    "_finish_units",
    "_make_batches",
    "_name_fields",
    "_explain",
    "_count_lines",
)


class Run(models.Model):
    _inherit = "pulse.run"

    def action_plan(self):
        """Decide what will become of every row that is not loaded.

        An approval is void with its plan; what was undone, held or refused is planned
        anew, what was loaded stays as it is.
        """
        self._check_may_run()
        for run in self:
            if run.state == RUNNING:
                raise UserError(self.env._("Pause the run first."))
            if run.state not in OPEN_STATES:
                run._void_approval()
            if run._stale_files() or run.is_report_stale:
                run.action_stage()
            with run._timed("plan"):
                run.env["pulse.plan"].sudo()._plan(run)
                run.sudo().write(
                    {
                        "planned_at": fields.Datetime.now(),
                        "planned_hash": run._plan_hash(),
                    }
                )
            run._log("plan", actions=run._count_by("action"))
            run._commit()


class Plan(models.AbstractModel):
    """Decides what becomes of each row, step by step; touches no record of Odoo."""

    _name = "pulse.plan"
    _description = "Plan"

    @api.model
    def _plan(self, run):
        """Give every row of ``run`` an action, and the rows to load their batches."""
        for name in STEPS:
            self._take_step(run, name)

    def _take_step(self, run, name):
        """Take one step; what it needs of those before is in the database."""
        self.env.flush_all()
        getattr(self, name)(run)
        self.env["pulse.row"].invalidate_model()

    def _look_at_rows(self, run):
        look_at_rows(self.env)

    def _count_lines(self, run):
        self.env["pulse.plan.line"]._rebuild(run)

    def _execute(self, run, query, **params):
        self.env.cr.execute(SQL(query, run=run.id, **params))

    def _reset(self, run):
        """Forget what an earlier plan decided, and which patients it found."""
        self._execute(
            run,
            """UPDATE pulse_row SET action = NULL, batch_id = NULL, is_latest = FALSE,
                      reason = NULL, plan_reason = NULL, plan_fields = NULL,
                      state = 'staged', res_model = NULL, res_id = NULL,
                      patient_key = CASE WHEN object_name IN %(derived)s
                                         THEN nullif(values->>'patient_id', '')
                                         ELSE patient_key END
                WHERE run_id = %(run)s AND (state IN ('staged', 'held', 'undone')
                      OR (state = 'rejected' AND batch_id IS NOT NULL))
                  AND (state <> 'staged' OR action IS NOT NULL OR is_latest
                       OR reason IS NOT NULL OR res_id IS NOT NULL
                       OR batch_id IS NOT NULL OR object_name IN %(derived)s)""",
            derived=("message", *PARTS_OF_BILL),
        )
        self._execute(
            run,
            """UPDATE pulse_row SET action = 'reject'
                WHERE run_id = %(run)s AND state = 'rejected'""",
        )
        # a batch that was loaded is what the journal hangs on
        run.batch_ids.sudo().filtered(lambda batch: batch.state == "planned").unlink()
        if not run._has_changes():  # the rest is told by the day of what is loaded
            run.sudo().reference_on = False

    def _hold(self, run, code, where):
        self._execute(
            run,
            """UPDATE pulse_row AS r
                  SET action = 'hold', state = 'held', reason = %(code)s
                WHERE r.run_id = %(run)s AND r.state = 'staged' AND (%(where)s)""",
            code=code,
            where=where,
        )

    def _reject(self, run, code, where):
        self._execute(
            run,
            """UPDATE pulse_row AS r
                  SET action = 'reject', state = 'rejected', reason = %(code)s
                WHERE r.run_id = %(run)s AND r.state = 'staged' AND (%(where)s)""",
            code=code,
            where=where,
        )
