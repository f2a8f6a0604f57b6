"""In the background a run is verified batch by batch, and ends as in one call."""

from contextlib import suppress
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields

from odoo.addons.pulse_migration.models.plan import batches as plan_module
from odoo.addons.pulse_migration.models.verify import slices as slices_module
from odoo.addons.pulse_migration.models.verify.slices import Verify

from .common import PulseCase
from .test_resume import TABLES, Killed

_CHECKED = ("code", "severity", "object_name", "external_id", "field_name", "count")
_SUMS = ("dimension", "key", "currency", "count", "res_model", "res_id", "is_open")
_SUMS += ("explanation", "difference")


def money_of(run):
    """Return the lines of the reconciliation of money."""
    names = [*_SUMS, *run._money_names()]
    return sorted([[line[n] for n in names] for line in run.money_ids], key=str)


class TestVerifySlices(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        self.startPatcher(patch.object(plan_module, "BATCH_ROWS", 2))
        self.startPatcher(patch.object(slices_module, "BATCHES_AT_ONCE", 1))
        self.run_ = self.approve(self.plan(**TABLES))
        self.batches = self.run_.batch_ids
        self.run_.action_load()
        self.cron(seconds_left=5.0, is_loading=True)
        self.assertTrue(self.run_.loaded_at)
        self.assertEqual(self.run_.state, "running")

    def cron(self, seconds_left=0.0, is_loading=False):
        """Be a lane once: of one batch, unless there are seconds left."""
        runs = type(self.run_)
        cron = self.env["ir.cron"]
        with (
            patch.object(type(cron), "_commit_progress", return_value=seconds_left),
            patch.object(
                runs,
                "_verify_slices",
                (lambda run: False) if is_loading else runs._verify_slices,
            ),
        ):
            self.env["pulse.run"]._cron_load()

    def verified(self):
        token = self.run_.verify_token
        return self.batches.filtered(lambda b: token and b.verify_token == token)

    def verify_to_the_end(self):
        """Return how often a lane was called until the run was verified."""
        for calls in range(1, 100):
            self.cron()
            if self.run_.state != "running":
                return calls
        return self.fail("the verification never ends")

    def found(self):
        """Return what verification says, but for how long it took."""
        report = dict(self.run_.report)
        report.pop("seconds")
        report.pop("peak_rss_mb")
        checks = [[check[n] for n in _CHECKED] for check in self.run_.check_ids]
        return report, sorted(checks, key=str), money_of(self.run_)

    def assertAsInOneCall(self):
        state, found = self.run_.state, self.found()
        self.run_.action_verify()
        self.assertEqual((self.run_.state, self.found()), (state, found))

    def test_a_batch_is_verified_at_a_time_and_the_report_is_the_same(self):
        self.assertGreater(len(self.batches), 8)
        self.assertEqual(self.verify_to_the_end(), len(self.batches))
        self.assertEqual(self.run_.state, "done")
        self.assertGreater(self.run_.report["verify"]["records"], 15)
        self.assertFalse(self.run_.verify_token)
        self.assertAsInOneCall()

    def test_of_several_batches_at_once_the_report_is_the_same(self):
        self.partner("P1").city = "Thane"
        bills = self.rows(self.run_, "bill")
        bills[0].batch_id = bills[-1:].batch_id.browse(min(self.batches.ids))
        self.env.flush_all()
        with patch.object(slices_module, "BATCHES_AT_ONCE", 4):
            self.assertEqual(self.verify_to_the_end(), -(-len(self.batches) // 4))
        self.assertEqual(self.run_.state, "failed")
        self.assertAsInOneCall()

    def test_differences_are_the_same(self):
        self.partner("P1").city = "Thane"
        self.documents("medical_record")[:1].unlink()
        self.verify_to_the_end()
        self.assertEqual(self.run_.state, "failed")
        self.assertEqual(self.run_.report["verify"]["mismatches"], 2)
        self.assertAsInOneCall()

    def test_what_an_early_slice_found_is_not_forgotten(self):
        self.partner("P1").city = "Thane"
        while "field_differs" not in self.run_.check_ids.mapped("code"):
            self.cron()
        self.assertEqual(self.run_.state, "running")
        self.partner("P1").city = "Pune"
        self.verify_to_the_end()
        self.assertEqual(self.run_.state, "failed")

    def test_a_break_forgets_the_slice_in_hand_only(self):
        compare = Verify._compare_batches
        seen = []

        def killed(verify, batch):
            seen.append(batch.id)
            with self.env.cr.savepoint():
                found = compare(verify, batch)
                if len(seen) == 4:
                    raise Killed
            return found

        with patch.object(Verify, "_compare_batches", killed):
            with suppress(Killed):
                self.cron(seconds_left=5.0)
            self.env.invalidate_all()
            self.assertEqual(self.verified().ids, sorted(seen[:3]))
            self.cron(seconds_left=5.0)
        self.assertEqual(self.run_.state, "done")
        self.assertEqual(len(seen), len(self.batches) + 1)
        self.assertAsInOneCall()

    def test_a_unit_of_two_batches_and_one_of_none_count_once(self):
        bills = self.rows(self.run_, "bill")
        self.assertEqual(len(set(bills.mapped("unit_key"))), 1)
        bills[0].batch_id = self.batches.filtered(lambda b: b.object_name == "patient")[
            0
        ]
        visit = self.rows(self.run_, "appointment")[0]
        visit.batch_id = False
        self.env.flush_all()
        self.verify_to_the_end()
        self.assertEqual(self.run_.state, "done")
        self.assertAsInOneCall()

    def test_by_hand_everything_is_verified_anew(self):
        self.partner("P1").city = "Thane"
        while not self.run_.check_ids:
            self.cron()
        self.partner("P1").city = "Pune"
        self.run_.action_verify()
        self.assertEqual(self.run_.state, "done")
        self.assertFalse(self.run_.verify_token)

    def test_what_becomes_of_the_run_ends_its_verification(self):
        for verb in ("action_stop", "_start_undo", "action_load"):
            with self.subTest(verb), self.env.cr.savepoint() as attempt:
                self.cron()
                self.assertTrue(self.verified())
                getattr(self.run_, verb)()
                self.assertFalse(self.run_.verify_token)
                attempt.rollback()
            self.env.invalidate_all()

    def test_a_void_token_verifies_and_closes_nothing(self):
        """The run was stopped while this lane had a batch in hand."""
        compare = Verify._compare_batches

        def stop(verify, batch):
            found = compare(verify, batch)
            self.run_.action_stop()
            return found

        with patch.object(Verify, "_compare_batches", stop):
            self.cron(seconds_left=5.0)
        self.assertEqual((self.run_.state, self.run_.rest_code), ("paused", "stop"))
        self.cron(seconds_left=5.0)
        self.assertEqual(self.run_.state, "done")

    def test_a_batch_in_another_lanes_hands_keeps_the_run_open(self):
        claim = type(self.run_)._claim_slice
        taken = self.batches.sorted("sequence")[-1:]

        def skip(run, token):
            return claim(run, token) - taken

        with patch.object(type(self.run_), "_claim_slice", skip):
            self.cron(seconds_left=5.0)
        self.assertEqual(self.batches - self.verified(), taken)
        self.assertEqual(self.run_.state, "running")
        self.cron(seconds_left=5.0)
        self.assertEqual(self.run_.state, "done")

    @freeze_time("2024-06-01 12:00")
    def test_a_stopped_run_that_is_locked_is_looked_at_later(self):
        self.run_.action_stop()
        runs = type(self.run_)
        with (
            patch.object(runs, "try_lock_for_update", return_value=self.run_[:0]),
            patch.object(runs, "_trigger_lanes") as trigger,
        ):
            self.cron(seconds_left=5.0)
        ((at,), _named) = trigger.call_args
        self.assertGreater(at, fields.Datetime.now())
        self.assertEqual(self.run_.state, "paused")

    def test_what_would_fail_for_ever_ends_it_and_says_so(self):
        def fail(_verify, _run):
            raise ValueError("Asha Rao is impossible")

        with (
            patch.object(type(self.env["pulse.verify"]), "_count_money", fail),
            patch.object(self.env.cr, "rollback"),
            self.assertLogs(slices_module.__name__, "WARNING") as log,
        ):
            self.cron(seconds_left=5.0)
        self.assertNotIn("Asha", "".join(log.output))
        self.assertEqual(self.run_.state, "failed")
        self.assertEqual(self.run_.check_ids.mapped("code"), ["verification_broke_off"])
        self.run_.action_verify()
        self.assertEqual(self.run_.state, "done")
