"""What is much to stage and plan is done by the lanes, a slice of a file at a time."""

from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.engine.errors import SourceError
from odoo.addons.pulse_migration.models.approve.facts import names_of
from odoo.addons.pulse_migration.models.plan import lanes as plan_lanes
from odoo.addons.pulse_migration.models.plan.plan import STEPS
from odoo.addons.pulse_migration.models.receive import file_content
from odoo.addons.pulse_migration.models.stage import lanes as stage_lanes
from odoo.addons.pulse_migration.models.stage import slices as stage_slices

from .common import appointment
from .test_verify_start import LaneCase

BORN = {"date_of_birth": "1990-05-17"}
PATIENTS = [
    *({"patient_id": f"P{n}", "name": f"Asha Rao {n}", **BORN} for n in range(1, 7)),
    {"patient_id": "P7", "name": "Asha Rao 1", **BORN},
]
VISITS = [appointment(n, f"P{n}", "2024-03-05") for n in range(1, 6)]
_SEEN = ("object_name", "external_id", "line", "values", "issue_codes", "action")


class TestStageLanes(LaneCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(stage_lanes, "AT_ONCE", 0))
        self.startPatcher(patch.object(stage_slices, "SLICE_ROWS", 2))
        operator = new_test_user(
            self.env, "lane_operator", groups="pulse_migration.group_operator"
        )
        self.run_ = self.receive(PATIENTS)
        self.mine = self.run_.with_user(operator)

    def receive(self, patients, name=""):
        migration = self.migration
        if name:
            migration = migration.copy({"name": name})
        run = migration._open_run()
        run._receive_path(self.export(patients=patients, appointments=VISITS))
        return run

    def be_lane_once(self):
        """Do one slice, or step, and end as a lane whose time is up."""
        with (
            patch.object(stage_slices, "_SECONDS", 0),
            patch.object(plan_lanes, "_SECONDS", 0),
        ):
            self.be_lane()

    def told(self, run):
        rows = self.rows(run).sorted(lambda row: (row.object_name, row.line))
        return [tuple(row[name] for name in _SEEN) for row in rows.sudo()]

    def test_little_is_done_at_once(self):
        self.startPatcher(patch.object(stage_lanes, "AT_ONCE", 100))
        self.assertFalse(self.mine.action_start_plan())
        self.assertTrue(self.run_.planned_at)
        self.assertFalse(self.run_.lane_verb)

    def test_much_is_staged_slice_by_slice_and_says_how_far_it_is(self):
        action = self.mine.action_start_plan()
        self.assertIn("background", action["params"]["message"])
        self.assertIn("being staged", self.run_.next_text)
        shown = [self.run_.progress_info]
        while self.run_.lane_verb:
            self.be_lane_once()
            shown.append(self.run_.progress_info)
        self.assertTrue(self.run_.planned_at)
        done = [info["done"] for info in shown[:-1]]
        self.assertEqual(done[:3], [0, 2, 4])
        self.assertEqual(done, sorted(done))
        self.assertEqual({i["done"] + i["left"] for i in shown[:-1]}, {12})
        self.assertEqual({info["lane_verb"] for info in shown[:-1]}, {"plan"})
        self.assertFalse(shown[-1]["lane_verb"])
        self.assertFalse(any(self.run_.file_ids.mapped("staged_count")))

    def test_the_rows_and_their_plan_are_those_of_one_call(self):
        self.mine.action_start_plan()
        while self.run_.lane_verb:
            self.be_lane_once()
        other = self.receive(PATIENTS, "Other")
        other.action_plan()
        self.assertEqual(self.told(self.run_), self.told(other))
        self.assertEqual(len(self.told(other)), 12)
        twins = self.rows(other).filtered(
            lambda row: "same_name" in (row.issue_codes or "")
        )
        self.assertEqual(set(twins.mapped("external_id")), {"P1", "P7"})

    def test_staging_alone_leaves_the_plan_to_a_person(self):
        self.mine.action_start_stage()
        self.be_lane(5.0)
        self.assertFalse(self.run_.lane_verb)
        self.assertFalse(self.run_.planned_at)
        self.assertEqual(set(self.run_.file_ids.mapped("state")), {"staged"})
        self.assertTrue(self.run_.issue_ids)

    def test_a_changed_mapping_stages_the_file_from_its_beginning(self):
        self.mine.action_start_stage()
        self.be_lane_once()
        file = self.run_.file_ids.filtered(lambda f: f.object_name == "patient")
        self.assertEqual(file.staged_count, 2)
        name = file.mapping_ids.filtered(lambda m: m.field_name == "name")
        name.with_user(self.mine.env.user).write({"field_name": "city"})
        self.be_lane_once()
        self.assertEqual(file.staged_count, 2)
        self.be_lane(5.0)
        rows = self.rows(self.run_, "patient").sudo()
        self.assertEqual(len(rows), 7)
        self.assertEqual({"name" in (row.values or {}) for row in rows}, {False})

    def test_stopped_it_rests_and_goes_on_where_it_was(self):
        self.mine.action_start_plan()
        self.be_lane_once()
        self.mine.action_stop_lanes()
        self.be_lane(5.0)
        self.assertEqual(self.rows(self.run_).mapped("object_name"), ["patient"] * 2)
        self.assertIn("Stage", self.run_.next_text)
        self.mine.action_start_plan()
        self.be_lane(5.0)
        self.assertEqual(len(self.rows(self.run_)), 12)
        self.assertTrue(self.run_.planned_at)

    def until_step(self, step):
        while self.run_.plan_step < step:
            self.assertTrue(self.run_.lane_verb)
            self.be_lane_once()

    def test_the_plan_goes_step_by_step(self):
        self.mine.action_start_plan()
        self.until_step(3)
        self.assertFalse(self.run_.planned_at)
        plan = self.run_.progress_info["phases"][-1]
        self.assertEqual((plan["done"], plan["left"]), (3, len(STEPS) - 3))
        calls = 0
        while self.run_.lane_verb:
            self.be_lane_once()
            calls += 1
        self.assertEqual(calls, len(STEPS) - 3 + 1)
        self.assertTrue(self.run_.planned_at)
        self.assertEqual(self.run_.plan_step, 0)

    def test_what_changes_during_the_plan_sends_it_back(self):
        self.mine.action_start_plan()
        self.until_step(len(STEPS) - 2)
        row = self.rows(self.run_, "patient").filtered(lambda r: r.line == 2)
        fixes = self.env["pulse.fix"].sudo()
        fixes._correct(
            self.run_, [("patient", "name", "Asha Rao 1", "", row._keys()[0])], row
        )
        self.assertEqual(self.run_.plan_step, 0)
        self.be_lane(5.0)
        self.assertTrue(self.run_.planned_at)
        self.assertEqual((row.state, row.action), ("rejected", "reject"))
        self.assertFalse(self.rows(self.run_).filtered(lambda r: not r.action))

    def test_a_mapping_changed_during_the_plan_is_staged_first(self):
        self.mine.action_start_plan()
        self.until_step(5)
        file = self.run_.file_ids.filtered(lambda f: f.object_name == "patient")
        name = file.mapping_ids.filtered(lambda m: m.field_name == "name")
        name.with_user(self.mine.env.user).write({"field_name": "city"})
        self.assertEqual((file.state, self.run_.plan_step), ("received", 0))
        self.be_lane(5.0)
        self.assertTrue(self.run_.planned_at)
        self.assertEqual(file.state, "staged")
        rows = self.rows(self.run_, "patient")
        self.assertEqual(set(rows.mapped("reason")), {"name_missing"})

    def test_a_file_received_during_the_plan_is_in_it(self):
        self.mine.action_start_plan()
        self.until_step(len(STEPS) - 2)
        more = [{**PATIENTS[0], "patient_id": "P8"}]
        self.run_._receive_path(self.export(more=more))
        self.be_lane_once()
        self.be_lane(5.0)
        self.assertTrue(self.run_.planned_at)
        new = self.rows(self.run_).filtered(lambda row: row.external_id == "P8")
        self.assertEqual(new.action, "create")
        self.assertTrue(new.batch_id)
        self.assertIn("same_name", new.issue_codes)

    def test_staged_in_one_call_meanwhile_nothing_is_there_twice(self):
        self.mine.action_start_plan()
        self.be_lane_once()
        self.run_.action_stage()
        self.be_lane(5.0)
        self.assertEqual(len(self.rows(self.run_)), 12)

    def test_what_was_approved_meanwhile_is_not_planned_again(self):
        self.mine.action_start_plan()
        self.run_.action_plan()
        self.migration.physician_ids._decide("fallback")
        self.run_.action_plan()
        self.approve(self.run_)
        self.be_lane(5.0)
        self.assertEqual(self.run_.state, "approved")
        self.assertFalse(self.run_.lane_verb)

    def test_a_file_nobody_can_read_ends_it_with_its_reason(self):
        self.mine.action_start_plan()
        damaged = SourceError("damaged_file")
        with patch.object(file_content.File, "_open_table", side_effect=damaged):
            self.be_lane(5.0)
        self.assertFalse(self.run_.lane_verb)
        self.assertIn("damaged", self.run_.next_text)
        self.mine.action_start_plan()
        self.assertFalse(self.run_.lane_failure)

    def test_each_reader_is_told_the_reason_in_their_language(self):
        """A lane has no language; whoever opens the page has one."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.mine.action_start_plan()
        damaged = SourceError("damaged_file")
        with patch.object(file_content.File, "_open_table", side_effect=damaged):
            self.be_lane(5.0)
        translated = {"fr_FR": "endommagé"}
        with patch(
            "odoo.addons.pulse_migration.models.stage.leave.text_of",
            lambda env, code: translated.get(env.lang, code),
        ):
            told = self.run_.with_context(lang="fr_FR").next_text
            self.assertIn(": endommagé", told)
            self.assertIn(": damaged_file", self.run_.next_text)

    def test_what_nobody_foresaw_ends_it_and_the_other_runs_go_on(self):
        self.mine.action_start_plan()
        other = self.receive(PATIENTS, "Other")
        other.action_start_plan()
        stager = type(self.run_.file_ids)._stager

        def fail(file):
            if file.run_id == self.run_:
                raise KeyError(PATIENTS[0]["name"])
            return stager(file)

        logger = "odoo.addons.pulse_migration.models.stage.leave"
        with (
            patch.object(type(self.run_.file_ids), "_stager", fail),
            self.assertLogs(logger, "ERROR") as log,
        ):
            self.be_lane(5.0)
        self.assertFalse(self.run_.lane_verb)
        self.assertIn("patients.csv: It failed (KeyError)", self.run_.next_text)
        self.assertIn("in fail", log.output[0])
        self.assertNotIn("Asha", log.output[0] + self.run_.next_text)
        self.assertTrue(other.planned_at)
        self.mine.action_start_plan()
        self.be_lane(5.0)
        self.assertTrue(self.run_.planned_at)

    def test_a_plan_that_fails_ends_it_with_its_reason(self):
        self.mine.action_start_plan()
        logger = "odoo.addons.pulse_migration.models.stage.leave"
        plan = type(self.env["pulse.plan"])
        with (
            patch.object(plan, "_set_actions", side_effect=ZeroDivisionError),
            self.assertLogs(logger, "ERROR"),
        ):
            self.be_lane(5.0)
        self.assertFalse(self.run_.lane_verb)
        self.assertIn("It failed (ZeroDivisionError)", self.run_.next_text)

    def test_what_is_changed_after_it_failed_is_another_matter(self):
        self.run_.sudo().lane_failure = {"code": "damaged_file", "file": False}
        self.assertIn("damaged", self.run_.next_text)
        file = self.run_.file_ids.filtered(lambda f: f.object_name == "appointment")
        file.with_user(self.mine.env.user).action_set_aside()
        self.assertNotIn("damaged", self.run_.next_text)

    def test_each_call_is_one_of_its_own(self):
        """Odoo calls what has something left ten times over in two minutes."""
        self.mine.action_start_stage()
        cron = type(self.env["ir.cron"])
        with (
            patch.object(stage_slices, "_SECONDS", 0),
            patch.object(cron, "_commit_progress", return_value=0.0) as progress,
            patch.object(type(self.run_), "_trigger_lanes") as trigger,
        ):
            self.env["pulse.run"]._cron_load()
        progress.assert_called_once_with(1, remaining=0)
        trigger.assert_called_once_with()

    def test_the_time_that_it_rested_is_not_counted(self):
        with freeze_time("2026-03-05 08:00:00"):
            self.mine.action_start_stage()
        with freeze_time("2026-03-05 08:01:00"):
            self.mine.action_stop_lanes()
        with freeze_time("2026-03-05 20:00:00"):
            self.mine.action_start_stage()
            self.be_lane(5.0)
        self.assertLessEqual(60, self.run_.seconds["stage"])
        self.assertLess(self.run_.seconds["stage"], 120)

    def test_staged_and_stopped_it_is_counted_before_a_plan(self):
        self.mine.action_start_plan()
        while self.run_._stale_files():
            self.be_lane_once()
        self.mine.action_stop_lanes()
        self.assertFalse(self.run_.issue_ids)
        self.run_.action_plan()
        self.assertIn("same_name_and_birth_date", self.run_.issue_ids.mapped("code"))

    def test_what_is_in_hand_is_not_deleted(self):
        self.mine.action_start_stage()
        for records in (self.run_.file_ids[:1], self.run_):
            with self.assertRaisesRegex(UserError, "Stop that first"):
                records.with_user(self.mine.env.user).unlink()
        self.mine.action_stop_lanes()
        self.run_.file_ids[:1].with_user(self.mine.env.user).unlink()

    def test_what_is_in_hand_is_not_forgotten(self):
        self.mine.action_start_stage()
        self.assertIn("not at its end", self.migration._purge_waits_for())

    def test_files_received_meanwhile_are_staged_too(self):
        self.mine.action_start_stage()
        self.be_lane_once()
        self.run_._receive_path(
            self.export(more_patients=[{"patient_id": "P8", "name": "Ravi"}])
        )
        self.be_lane(5.0)
        self.assertEqual(len(self.rows(self.run_)), 13)

    def test_how_far_it_is_decides_nothing(self):
        self.assertNotIn("staged_count", names_of(self.env["pulse.file"]))

    def test_planned_from_the_list_of_rows_it_says_so(self):
        self.run_.action_stage()
        rows = self.rows(self.run_).with_user(self.mine.env.user)
        self.assertIn("background", rows.action_plan()["params"]["message"])

    def test_what_loads_is_not_planned(self):
        run = self.run_
        run._set_state("approved")
        run._set_state("running")
        with self.assertRaisesRegex(UserError, "Pause"):
            self.mine.action_start_plan()

    def test_who_may_not_run_starts_and_stops_none(self):
        auditor = new_test_user(
            self.env, "lane_auditor", groups="pulse_migration.group_auditor"
        )
        theirs = self.run_.with_user(auditor)
        for name in ("action_start_stage", "action_start_plan", "action_stop_lanes"):
            with self.assertRaises(AccessError):
                getattr(theirs, name)()
        with self.assertRaises(AccessError):
            self.mine.write({"lane_verb": "plan"})
