"""Sampling in slices of patients: each loaded, compared and rolled back by itself.

What is more than a person waits for, or Odoo lets a request take, is done by a lane.
"""

from odoo import fields, models
from odoo.tools import SQL

from ...loaders.transient import with_retries
from ..journey.run_next import Next
from ..stage.slices import take

AT_ONCE = 8000  # weight of a sample that is taken while somebody waits
SLICE = 1000
_OF_A_BILL = 10  # rows that load as fast as one invoice with its payments


class Sample(models.Model):
    _inherit = "pulse.sample"
    _server_fields = frozenset({"slices", "is_under_way", "compared_count"})

    slices = fields.Json(
        readonly=True,
        groups="pulse_migration.group_medical",
        help="Patients that are not compared yet, slice by slice.",
    )
    is_under_way = fields.Boolean(readonly=True, copy=False, index=True)
    compared_count = fields.Integer(
        "Patients Compared", readonly=True, help="While the sample is under way."
    )

    def _start_sample(self):
        """Choose the patients, and compare them or leave that to a lane.

        :return: whether the sample is taken
        """
        sampler = self.env["pulse.sampler"].sudo()
        weight = sampler._begin(self.sudo())
        self.run_id.sudo().lane_failure = False
        if weight <= AT_ONCE:
            while self.sudo().slices:
                sampler._sample_slice(self.sudo())
            self._end_sample()
            return True
        self.sudo().is_under_way = True
        self.run_id._tell_screens()
        self.env["pulse.run"]._trigger_lanes()
        return False

    def action_stop_sample(self):
        """Compare no further; the sample can be taken again."""
        self.run_id._check_may_run()
        self._give_up()
        self.run_id._log("stop")

    def _give_up(self):
        self.sudo().write({"slices": False, "is_under_way": False})
        self.run_id._tell_screens()

    def _be_lane(self):
        """Take one slice, unless another lane has it; return whether there are more."""

        def go_on():
            self.run_id._commit()
            self.env.invalidate_all()
            if not (take(self) and self.exists() and self.is_under_way):
                return False
            if not self.run_id._is_open() or not self.run_id.planned_at:
                self._give_up()
            else:
                self._take_slice()
            self.run_id._commit()
            self.run_id._forget_sample_files()
            return self.is_under_way

        return with_retries(self.env, go_on, f"sample {self.id}")

    def _take_slice(self):
        with self.run_id._timed("sample"):
            self.env["pulse.sampler"]._sample_slice(self)
        self.run_id._tell_screens()
        if not self.slices:
            self.is_under_way = False
            self._end_sample()


class Sampler(models.AbstractModel):
    _inherit = "pulse.sampler"

    def _begin(self, sample):
        """Choose the patients and cut them into slices; return their weight."""
        picked = self._pick(sample)
        keys = list(picked.keys)
        weights = self._weigh(sample.run_id, keys)
        weight = sum(weights.values())
        sample.line_ids.unlink()
        sample.write(
            {
                "patient_keys": keys,
                "patient_count": len(keys),
                "slices": _cut(keys, weights) if weight > AT_ONCE else [keys],
                "compared_count": 0,
                "row_count": 0,
                "sampled_at": False,
                "measures": {},
            }
        )
        self._write_coverage(sample, picked.coverage)
        return weight

    def _weigh(self, run, keys):
        """Return {patient: rows, a bill as many as load in its time}."""
        rows = self.env.execute_query(
            SQL(
                """SELECT patient_key, sum(CASE WHEN object_name = 'bill' THEN %s
                                                ELSE 1 END)
                     FROM pulse_row
                    WHERE run_id = %s AND patient_key = ANY(%s) AND state = 'staged'
                    GROUP BY 1""",
                _OF_A_BILL,
                run.id,
                keys,
            )
        )
        return dict.fromkeys(keys, 1) | {key: 1 + int(count) for key, count in rows}

    def _sample_slice(self, sample):
        """Load, compare and roll back the first slice that is left."""
        keys, *left = sample.slices
        measures = self._compare_patients(sample, keys)
        sample.run_id._check_unchanged()
        sample.write(
            {
                "slices": left or False,
                "compared_count": sample.compared_count + len(keys),
                "measures": _sum_up(sample.measures or {}, measures),
            }
        )
        self.env.invalidate_all()


class Run(models.Model):
    _inherit = "pulse.run"

    def _sample_under_way(self):
        return self.sudo().sample_ids.filtered("is_under_way")[:1]

    def _reopen(self, is_correction=False):
        """What is compared half-way was loaded as it is no longer mapped."""
        result = super()._reopen(is_correction)
        if sample := self._sample_under_way():
            sample._give_up()
        return result

    def _sample_in_lanes(self):
        """Take the samples under way; return False when the time is up."""
        for sample in self.env["pulse.sample"].search([("is_under_way", "=", True)]):
            self._leave_alarm()
            with sample.run_id._giving_up():
                while sample._be_lane():
                    if not self._has_time():
                        return False
        return True

    def _leave_lanes(self, failure=None):
        if failure and (sample := self._sample_under_way()):
            sample._give_up()
        return super()._leave_lanes(failure)

    def _lane_info(self):
        sample = self._sample_under_way()
        return {
            **super()._lane_info(),
            "is_sampling": bool(sample),
            "compared": sample.compared_count,
        }

    def _next_approval(self):
        if sample := self._sample_under_way():
            text = self.env._(
                "The sample is being taken: %(done)s of %(all)s patients are compared. "
                "You may close this page.",
                done=sample.compared_count,
                all=sample.patient_count,
            )
            return Next("sample", text, "action_open_sample")
        return super()._next_approval()


def _cut(keys, weights):
    """Cut patients, in their order, into slices of a bounded weight."""
    slices, weight = [], 0
    for key in keys:
        if not slices or weight + weights[key] > SLICE:
            slices.append([])
            weight = 0
        slices[-1].append(key)
        weight += weights[key]
    return slices


def _sum_up(measures, more):
    """Add {object: [rows, seconds, bytes, refused rows]} of one slice to others."""
    none = (0, 0, 0, 0)
    pairs = {
        name: zip(measures.get(name, none), more.get(name, none), strict=True)
        for name in {**measures, **more}
    }
    return {name: [round(a + b, 3) for a, b in pairs[name]] for name in pairs}
