"""What is much to verify is verified by the lanes, by hand and at the cut-over."""

from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.plan import batches as plan_batches
from odoo.addons.pulse_migration.models.verify import slices as verify_slices
from odoo.addons.pulse_migration.models.verify import start as verify_start

from .common import PulseCase
from .test_resume import TABLES
from .test_source_load import DeltaCase
from .test_source_receive import Killed


class LaneCase(PulseCase):
    def setUp(self):
        self.startPatcher(patch.object(plan_batches, "BATCH_ROWS", 2))
        self.startPatcher(patch.object(verify_slices, "BATCHES_AT_ONCE", 1))
        super().setUp()

    def be_lane(self, seconds_left=0.0):
        """Be a lane once: of one batch, unless there are seconds left."""
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", return_value=seconds_left):
            self.env["pulse.run"]._cron_load()
        self.env.invalidate_all()


class TestVerifyStart(LaneCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        self.run_ = self.migrate(**TABLES)
        self.assertEqual(self.run_.state, "done")
        operator = new_test_user(
            self.env, "verify_operator", groups="pulse_migration.group_operator"
        )
        self.mine = self.run_.with_user(operator)

    def much(self):
        self.startPatcher(patch.object(verify_start, "AT_ONCE", 0))

    def test_little_is_verified_at_once(self):
        self.partner("P1").city = "Thane"
        self.assertFalse(self.mine.action_start_verify())
        self.assertEqual(self.run_.state, "failed")

    def test_whoever_mended_what_differed_verifies_it_again(self):
        """What was found before goes, though nobody may delete it by hand."""
        partner = self.partner("P1")
        before = partner.city
        partner.city = "Thane"
        self.mine.action_start_verify()
        self.assertIn("error", self.run_.check_ids.mapped("severity"))
        partner.city = before
        self.mine.action_start_verify()
        self.assertEqual(self.run_.state, "done")
        self.assertNotIn("error", self.run_.check_ids.mapped("severity"))

    def test_much_is_verified_by_the_lanes_and_says_how_far_it_is(self):
        self.much()
        report = {**self.run_.report, "seconds": 0, "peak_rss_mb": 0}
        action = self.mine.action_start_verify()
        self.assertIn("background", action["params"]["message"])
        self.assertEqual(self.run_.state, "running")
        self.assertIn("being read back", self.run_.next_text)
        shown = [self.run_.progress_info]
        while self.run_.state == "running":
            self.be_lane()
            shown.append(self.run_.progress_info)
        self.assertEqual(self.run_.state, "done")
        done = [info["done"] for info in shown[:-1]]
        rows = sum(self.run_.batch_ids.mapped("row_count"))
        self.assertEqual((done[0], done), (0, sorted(done)))
        self.assertEqual({info["done"] + info["left"] for info in shown}, {rows})
        self.assertTrue(all(info["is_verifying"] for info in shown[:-1]))
        self.assertFalse(shown[-1]["is_verifying"])
        again = {**self.run_.report, "seconds": 0, "peak_rss_mb": 0}
        self.assertEqual(again, report)

    def test_pressed_again_it_goes_on(self):
        self.much()
        self.mine.action_start_verify()
        self.be_lane()
        token = self.run_.verify_token
        self.mine.action_start_verify()
        self.assertEqual(self.run_.verify_token, token)
        self.assertTrue(self.run_.batch_ids.filtered("verify_token"))

    def test_differences_are_found_as_in_one_call(self):
        self.much()
        self.partner("P1").city = "Thane"
        self.mine.action_start_verify()
        self.be_lane(5.0)
        self.assertEqual(self.run_.state, "failed")
        self.assertEqual(self.run_.check_ids.mapped("code").count("field_differs"), 1)

    def test_who_may_not_run_starts_none(self):
        auditor = new_test_user(
            self.env, "verify_auditor", groups="pulse_migration.group_auditor"
        )
        with self.assertRaises(AccessError):
            self.run_.with_user(auditor).action_start_verify()


class FinalCase(LaneCase, DeltaCase):
    """Everything is loaded for the cut-over, and is to be verified."""

    def setUp(self):
        super().setUp()
        self.source.with_user(self.users["approver"]).action_final()
        self.source._finish()
        self.run_lanes()
        self.runs = self.migration.run_ids.filtered("loaded_at").sorted("id")
        self.assertGreater(len(self.runs), 1)

    def finish(self):
        self.env.invalidate_all()
        self.source._finish()
        return self.source.final_text


class TestFinalInUse(FinalCase):
    """A load that cannot be verified now is verified before the source closes."""

    def test_while_one_load_is_in_use_none_is_begun(self):
        self.startPatcher(patch.object(verify_start, "AT_ONCE", 0))
        used = self.runs[-1]
        with patch.object(
            type(used), "try_lock_for_update", lambda runs, **_how: runs - used
        ):
            self.assertIn("is in use", self.finish())
        self.assertFalse(any(self.runs.mapped("verify_token")))
        self.assertIn("read back: 0 of", self.finish())
        self.assertTrue(all(self.runs.mapped("verify_token")))
        self.be_lane(5.0)
        self.assertIn("In step as of", self.finish())

    def test_broken_off_between_two_loads_both_are_verified_then(self):
        verify, verified = type(self.runs)._verify, []

        def verify_first(run):
            if verified:
                raise Killed
            verified.append(run)
            verify(run)

        with patch.object(type(self.runs), "_verify", verify_first), suppress(Killed):
            self.finish()
        self.assertFalse(self.source.final_verified_at)
        self.partner("P1").city = "Lost"
        self.assertIn("verification found differences", self.finish())
        self.assertEqual(self.source.state, "closing")


class TestFinalSlices(FinalCase):
    """Everything is verified for the cut-over, whatever its size."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(verify_start, "AT_ONCE", 0))
        self.source._finish()

    def test_in_step_is_said_when_all_slices_are_done(self):
        runs = self.migration.run_ids.filtered("leaves_people_since")
        self.assertEqual(set(runs.mapped("state")), {"running"})
        self.assertRegex(self.source.final_text, r"read back: 0 of \d+ rows")
        calls = 0
        while self.source.state == "closing":
            self.assertNotIn("In step", self.finish())
            self.be_lane()
            calls += 1
            if not self.migration.run_ids.filtered("leaves_people_since"):
                self.finish()
            self.assertLess(calls, 50)
        self.assertGreater(calls, 3)
        self.assertIn("In step as of", self.source.final_text)
        self.assertEqual(set(runs.mapped("state")), {"done"})

    def test_the_last_slice_calls_the_source(self):
        with patch.object(type(self.source), "_trigger") as trigger:
            self.be_lane(5.0)
        self.assertTrue(trigger.called)
        self.assertIn("In step as of", self.finish())

    def test_what_people_wrote_since_is_listed_only(self):
        self.partner("P2").city = "Goa"
        self.env.flush_all()
        self.env.cr.execute(
            """UPDATE res_partner SET write_date = now() + interval '1 day',
                      write_uid = %s WHERE id = %s""",
            [self.users["operator"].id, self.partner("P2").id],
        )
        self.env.invalidate_all()
        self.be_lane(5.0)
        self.assertIn("In step as of", self.finish())

    def test_a_difference_keeps_it_open_until_it_is_explained(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET city = 'Lost' WHERE id = %s",
            [self.partner("P1").id],
        )
        self.env.invalidate_all()
        self.be_lane(5.0)
        self.assertIn("verification found differences", self.finish())
        self.assertEqual(self.source.state, "closing")
        self.partner("P1").city = "Pune"
        failed = self.migration.run_ids.filtered(lambda run: run.state == "failed")
        failed.action_verify()
        self.assertIn("In step as of", self.finish())

    def test_what_is_broken_off_is_not_in_step(self):
        run = self.migration.run_ids.filtered("leaves_people_since")[-1:]
        run.action_pause()
        self.be_lane(5.0)
        self.assertIn("is under way", self.finish())
        self.assertEqual(self.source.state, "closing")
