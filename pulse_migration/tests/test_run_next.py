"""A run says what comes next, and offers the approval only when it can be given."""

from .common import PATIENTS, PulseCase, appointment


class TestRunNext(PulseCase):
    def test_each_step_names_the_next(self):
        run = self.migration._open_run()
        run._receive_path(self.export(patients=PATIENTS))
        self.assertIn("Stage", run.next_text)
        run.action_stage()
        self.assertIn("Files that wait: 1.", run.next_text)
        run.file_ids.action_confirm_mapping()
        self.assertIn("Physicians without a user: 1.", run.next_text)
        self.migration.physician_ids._decide("fallback")
        self.assertIn("Plan", run.next_text)
        self.assertFalse(run.is_ready)
        run.action_plan()
        self.assertFalse(run.red_count)
        self.assertIn("Approve", run.next_text)
        self.assertTrue(run.is_ready)
        self.approve(run)
        self.assertFalse(run.is_ready)
        self.assertIn("Load", run.next_text)
        run._load()
        run.action_verify()
        self.assertIn("accounted for. “After", run.next_text)
        run._undo()
        self.assertIn("taken back", run.next_text)

    def test_what_is_said_to_be_ready_can_be_approved(self):
        run = self.plan(patients=PATIENTS)
        self.assertFalse(run.is_ready)
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("create")
        self.assertTrue(run.is_ready)
        run.action_approve()
        self.assertEqual(run.state, "approved")

    def test_a_done_run_says_how_many_rows_stay_out(self):
        lost = [appointment(1, "P9", "2024-03-05")]
        run = self.load(patients=PATIENTS, appointments=lost)
        run.action_verify()
        self.assertEqual(run.state, "done")
        self.assertIn("stay out, each with its reason: 1.", run.next_text)

    def test_problems_are_those_of_this_run(self):
        self.plan(patients=PATIENTS, appointments=[appointment(1, "P9", "2024-03-05")])
        other = self.migration.copy({"name": "Other"})._open_run()
        other._receive_path(self.export(patients=[{"patient_id": "P1", "name": ""}]))
        other.action_stage()
        rows = self.env["pulse.row"].search(other.action_open_problems()["domain"])
        self.assertEqual(len(rows), other.problem_count)
        self.assertEqual(rows.run_id, other)
