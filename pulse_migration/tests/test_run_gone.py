"""What a whole newer export lacks was deleted at the source: said, never deleted."""

from .common import PATIENTS, PulseCase, appointment

VISITS = [appointment(n, "P1", f"2024-03-{n:02d}") for n in (1, 2, 3)]


class TestRunGone(PulseCase):
    def setUp(self):
        super().setUp()
        self.migrate(patients=PATIENTS, appointments=VISITS)

    def newer(self, is_whole=True, **tables):
        run = self.migration._open_run()
        run.is_whole = is_whole
        return self.migrate(**tables)

    def gone(self, run):
        checks = run.check_ids.filtered(lambda c: c.code == "gone_at_source")
        return {check.object_name: check.count for check in checks}

    def test_deletions_are_counted_and_listed_and_everything_stays(self):
        run = self.newer(patients=PATIENTS[:2], appointments=VISITS[:1])
        self.assertEqual(self.gone(run), {"patient": 1, "appointment": 2})
        self.assertEqual((run.state, run.gone_count), ("done", 3))
        action = run.action_open_gone()
        rows = self.env["pulse.row"].search(action["domain"])
        self.assertEqual(sorted(rows.mapped("external_id")), ["A2", "A3", "P3"])
        self.assertTrue(self.partner("P3"))
        self.assertEqual(len(self.activities()), 3)

    def test_an_object_that_the_export_does_not_hold_is_not_told_of(self):
        self.assertEqual(self.gone(self.newer(patients=PATIENTS[:2])), {"patient": 1})

    def test_of_a_part_nobody_can_tell(self):
        run = self.newer(is_whole=False, patients=PATIENTS[:1])
        self.assertEqual((self.gone(run), run.gone_count), ({}, 0))

    def test_what_is_held_or_new_is_there(self):
        other = {**PATIENTS[2], "name": "Another"}
        new = {**PATIENTS[2], "patient_id": "P9"}
        run = self.newer(patients=[*PATIENTS, other, new])
        self.assertEqual(set(self.gone(run)), set())

    def test_the_tick_of_the_upload_is_the_runs(self):
        attachment = self.env["ir.attachment"].create(
            {"name": "patients.csv", "raw": b"patient_id,name\nP1,Asha Rao\n"}
        )
        vals = {"migration_id": self.migration.id, "attachment_ids": attachment.ids}
        for is_whole in (False, True):
            copy = attachment.copy()
            wizard = self.env["pulse.receive"].create(
                {**vals, "attachment_ids": copy.ids, "is_whole": is_whole}
            )
            wizard.action_receive()
            self.assertEqual(self.migration.run_id.is_whole, is_whole)
