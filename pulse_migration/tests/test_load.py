"""Who loads what, and when: lanes, chosen batches, and a run that was broken off."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.load import batch as batch_module

from .common import PATIENTS, PulseCase, appointment

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(1, "P1", "2024-03-05")],
}


class TestLoad(PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.approve(self.plan(**TABLES))
        self.first = self.run_.batch_ids.sorted("sequence")[:1]

    def cron(self):
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_load()

    def watched_load(self, records):
        """Load them; return the states that the run had while a batch was loading."""
        load = batch_module.Batch._load
        states = []

        def watch(batch):
            states.append(batch.run_id.state)
            return load(batch)

        with patch.object(batch_module.Batch, "_load", watch):
            records.action_load()
        return states

    # chosen batches

    def test_chosen_batches_call_no_lane(self):
        self.assertEqual(self.watched_load(self.first), ["paused"])
        self.assertEqual(self.run_.state, "paused")
        self.cron()
        planned = self.run_.batch_ids.filtered(lambda b: b.state == "planned")
        self.assertEqual(planned, self.run_.batch_ids - self.first)

    def test_chosen_rows_call_no_lane(self):
        states = self.watched_load(self.rows(self.run_, "patient"))
        self.assertEqual(set(states), {"paused"})

    def test_chosen_batches_do_not_stop_the_lanes(self):
        self.run_._start_load()
        self.assertEqual(self.watched_load(self.first), ["running"])
        self.assertEqual(self.run_.state, "running")
        self.cron()
        self.assertEqual(self.run_.state, "done")

    def test_chosen_batches_of_a_run_with_differences(self):
        self.run_._set_state("running")
        self.run_._set_state("failed")
        self.assertEqual(self.watched_load(self.first), ["paused"])

    def test_the_last_chosen_batch_ends_the_load(self):
        self.run_.batch_ids.action_load()
        self.assertEqual(self.run_.state, "running")
        self.assertTrue(self.run_.loaded_at)

    def test_a_load_that_somebody_pauses_stays_paused(self):
        load = batch_module.Batch._load

        def pause(batch):
            done = load(batch)
            batch.run_id.action_pause()
            return done

        with patch.object(batch_module.Batch, "_load", pause):
            self.run_._load()
        self.assertEqual(self.run_.state, "paused")
        self.assertFalse(self.run_.loaded_at)

    def test_a_load_that_somebody_undoes_ends_quietly(self):
        load = batch_module.Batch._load

        def undo(batch):
            done = load(batch)
            batch.run_id._open_undo()
            return done

        with patch.object(batch_module.Batch, "_load", undo):
            self.run_._load()
        self.assertEqual(self.run_.state, "undoing")

    def test_each_call_of_a_lane_is_one_of_its_own(self):
        """Odoo calls what has something left ten times over in two minutes."""
        self.run_.action_load()
        with (
            patch.object(
                type(self.env["ir.cron"]), "_commit_progress", return_value=0.0
            ) as progress,
            patch.object(type(self.run_), "_trigger_lanes") as trigger,
        ):
            self.env["pulse.run"]._cron_load()
        progress.assert_called_once_with(1, remaining=0)
        trigger.assert_called_once_with()

    # the end

    def test_a_run_that_was_loaded_but_not_verified_is_verified(self):
        self.run_._load()
        self.run_.sudo().loaded_at = fields.Datetime.now() - timedelta(hours=1)
        self.assertEqual(self.run_.state, "running")
        self.cron()
        self.assertEqual(self.run_.state, "done")

    def test_who_loads_by_hand_has_time_to_verify(self):
        self.run_._load()
        self.cron()
        self.assertEqual(self.run_.state, "running")

    def test_a_loaded_run_is_verified_by_one_lane(self):
        self.run_._load()
        self.run_.sudo().loaded_at = fields.Datetime.now() - timedelta(hours=1)
        runs = type(self.run_)
        with patch.object(runs, "try_lock_for_update", return_value=self.run_[:0]):
            self.cron()
        self.assertEqual(self.run_.state, "running")

    def test_the_end_and_the_beginning_of_verification_are_one(self):
        """Nothing is committed between them: no break leaves a run in between."""
        self.run_.action_load()
        runs = type(self.run_)
        seen = []

        def commit(run):
            run.env.flush_all()
            seen.append((run.state, bool(run.loaded_at), bool(run.verify_token)))

        with patch.object(runs, "_commit", commit):
            self.cron()
        self.assertEqual(self.run_.state, "done")
        self.assertNotIn(("running", True, False), seen)
        self.assertIn(("running", True, True), seen)
        self.assertIn(("done", True, False), seen)

    # planned anew while a part of it is in Odoo

    def half_loaded(self):
        self.run_.batch_ids.sorted("sequence")[:2].action_load()
        self.run_.action_plan()
        self.assertEqual(self.run_.state, "draft")
        self.assertTrue(self.partner("P1"))

    def test_a_plan_anew_keeps_the_day_of_loaded_rows(self):
        self.half_loaded()
        self.assertTrue(self.run_.reference_on)
        self.run_._undo()
        self.run_.action_plan()
        self.assertFalse(self.run_.reference_on)

    def test_options_do_not_change_over_half_loaded_rows(self):
        self.half_loaded()
        policies = dict(self.migration._fields["past_scheduled_policy"].selection)
        other = next(p for p in policies if p != self.migration.past_scheduled_policy)
        for vals in (
            {"past_scheduled_policy": other},
            {"fallback_user_id": self.env.uid},
            {"is_phone_matched": not self.migration.is_phone_matched},
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "in Odoo"):
                self.migration.write(vals)
        self.run_._undo()
        self.migration.past_scheduled_policy = other

    def test_options_change_after_a_whole_load(self):
        self.run_._load()
        self.run_.action_verify()
        self.migration.is_phone_matched = not self.migration.is_phone_matched

    def test_people_and_values_do_not_change_over_half_loaded_rows(self):
        user = new_test_user(self.env, "other", groups="base.group_user")
        status = self.migration.value_map_ids.filtered(
            lambda line: line.kind == "appointment_status"
        )
        other = self.env["pulse.appointment.stage"].create({"name": "Quite another"})
        self.half_loaded()
        with self.assertRaisesRegex(UserError, "in Odoo"):
            self.migration.physician_ids.write({"decision": "map", "user_id": user.id})
        with self.assertRaisesRegex(UserError, "in Odoo"):
            status.stage_id = other
        self.run_._undo()
        status.stage_id = other
