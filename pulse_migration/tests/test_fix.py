"""Correcting one row in place: the original stays, the correction outlives the row."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError

from odoo.addons.pulse_migration.models.stage import row_fix

from .common import appointment
from .fix_common import FixCase
from .quality_common import patient


class TestOneRow(FixCase):
    def test_a_corrected_cell_is_converted_and_its_original_stays(self):
        run = self.stage(patients=self.people)
        row = self.row(run, "P1")
        fix = self.correct(row, date_of_birth="29-02-1984")
        self.assertEqual(row.values["date_of_birth"], "1984-02-29")
        self.assertEqual(row.payload["date_of_birth"], "31-02-1984")
        self.assertEqual(row.issues[0], ["corrected", "date_of_birth", "info"])
        self.assertIn("Corrected by hand", row.issue_text)
        self.assertEqual(row.severity, "info")
        self.assertEqual((fix.original, fix.corrected), ("31-02-1984", "29-02-1984"))
        self.assertEqual((fix.create_uid, fix.row_key), (self.operator, "P1"))
        self.assertTrue(fix.create_date)
        self.assertEqual(row.fix_ids, fix)

    def test_the_other_rows_are_not_touched(self):
        run = self.stage(patients=self.people)
        before = {r.id: (r.values, r.issues, r.fingerprint) for r in self.rows(run)}
        row = self.row(run, "P1")
        self.correct(row, date_of_birth="29-02-1984")
        after = {r.id: (r.values, r.issues, r.fingerprint) for r in self.rows(run)}
        self.assertEqual(
            {k: v for k, v in after.items() if k != row.id},
            {k: v for k, v in before.items() if k != row.id},
        )

    def test_the_report_counts_anew(self):
        run = self.stage(patients=self.people)

        def count():
            issues = run.issue_ids.filtered(lambda i: i.code == "impossible_date")
            return sum(issues.mapped("row_count"))

        self.assertEqual(count(), 2)
        self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        run.invalidate_recordset()
        self.assertEqual(count(), 1)
        self.assertIn("corrected", self.codes(run))

    def test_a_row_is_staged_as_its_file_would_be(self):
        """Staging one row and staging its file give the same row, to the last value."""
        run = self.stage(
            patients=self.people + [patient("P1", "Asha"), patient("P9", "")],
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                {**appointment(2, "P2", "2024-03-05"), "appointment_id": ""},
            ],
        )
        columns = [
            name
            for name, field in self.env["pulse.row"]._fields.items()
            if field.store and name not in ("id", "batch_id", "res_id")
        ]

        def read():
            rows = self.rows(run).sorted(lambda r: (r.object_name, r.line))
            return [{n: row[n] for n in columns} for row in rows]

        before = read()
        self.rows(run)._restage()
        self.assertEqual(read(), before)

    def test_it_survives_the_next_upload_of_the_row(self):
        run = self.stage(patients=self.people)
        self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        moved = [{**p, "city": "Nashik"} for p in reversed(self.people)]
        run._receive_path(self.export(patients=moved))
        run.action_stage()
        self.assertEqual(self.born(run, "P1"), "1984-02-29")
        self.assertFalse(self.born(run, "P2"))
        self.assertEqual(self.row(run, "P1").values["city"], "Nashik")

    def test_a_newer_text_is_newer(self):
        run = self.stage(patients=self.people)
        self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        newer = [{**p, "date_of_birth": "01-03-1984"} for p in self.people[:1]]
        run._receive_path(self.export(patients=newer))
        run.action_stage()
        self.assertEqual(self.born(run, "P1"), "1984-03-01")
        self.assertNotIn("corrected", self.row(run, "P1").issue_codes or "")

    def test_it_survives_into_the_next_run_and_writes_nothing_again(self):
        run = self.stage(patients=self.people)
        self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        born = self.partner("P1").x_studio_date_of_birth
        self.assertEqual(str(born), "1984-02-29")
        again = self.migrate(patients=self.people)
        self.assertNotEqual(again, run)
        self.assertEqual(set(self.rows(again).mapped("state")), {"unchanged"})

    def test_one_of_two_rows_with_an_id_is_corrected_alone(self):
        run = self.stage(patients=[patient("P1", "Asha"), patient("P1", "Ravi")])
        self.assertIn("duplicate_id", self.codes(run))
        fix = self.correct(self.row(run, "P1", line=3), patient_id="P7")
        self.assertEqual(fix.row_key[0], "~")
        self.assertEqual(self.rows(run).mapped("external_id"), ["P1", "P7"])
        run.invalidate_recordset()
        self.assertNotIn("duplicate_id", self.codes(run))

    def test_a_row_without_an_id_can_get_one(self):
        run = self.stage(patients=[patient("", "Asha"), patient("", "Ravi")])
        rows = self.rows(run)
        self.assertEqual(rows.mapped("reason"), ["patient_id_missing"] * 2)
        self.correct(rows[0], patient_id="P1")
        self.assertEqual(rows.mapped("external_id"), ["P1", False])
        self.assertEqual(rows.mapped("state"), ["staged", "rejected"])
        self.correct(rows[0], name="Asha Rao")
        self.assertEqual(rows[0].values["name"], "Asha Rao")
        self.assertEqual(rows[0].external_id, "P1")

    def test_a_second_correction_takes_the_firsts_place(self):
        run = self.stage(patients=self.people)
        row = self.row(run, "P1")
        self.correct(row, date_of_birth="29-02-1984")
        fix = self.correct(row, date_of_birth="28-02-1984")
        self.assertEqual(len(fix), 1)
        self.assertEqual(self.born(run, "P1"), "1984-02-28")

    def test_the_original_text_again_takes_a_correction_back(self):
        run = self.stage(patients=self.people)
        row = self.row(run, "P1")
        self.correct(row, date_of_birth="29-02-1984")
        self.assertFalse(self.correct(row, date_of_birth="31-02-1984"))
        self.assertFalse(self.born(run, "P1"))
        self.assertIn("impossible_date", row.issue_codes)

    def test_the_wizard_shows_what_is_wrong_first(self):
        run = self.stage(patients=self.people)
        row = self.row(run, "P1").with_user(self.operator)
        wizard = self.env["pulse.correct"].with_user(self.operator)
        wizard = wizard.browse(row.action_correct()["res_id"])
        first = wizard.cell_ids[0]
        self.assertEqual(first.header, "date_of_birth")
        self.assertEqual((first.original, first.value), ("31-02-1984", ""))
        self.assertIn("no such day", first.issue_text)
        self.assertEqual(set(wizard.cell_ids.mapped("header")), set(self.people[0]))

    def test_a_large_run_is_looked_through_before_its_plan(self):
        run = self.stage(patients=self.people + [patient("P1", "Ravi")])
        with patch.object(row_fix, "_CHECKED_AT_ONCE", 1):
            self.correct(self.row(run, "P1", line=5), patient_id="P7")
            self.assertTrue(run.is_report_stale)
            self.assertIn("duplicate_id", self.codes(run))
            run.action_plan()
        run.invalidate_recordset()
        self.assertFalse(run.is_report_stale)
        self.assertNotIn("duplicate_id", self.codes(run))
        self.assertEqual(set(self.rows(run).mapped("action")), {"create"})

    def test_changing_nothing_corrects_nothing(self):
        run = self.stage(patients=self.people)
        run.action_plan()
        self.assertFalse(self.correct(self.row(run, "P1")))
        self.assertTrue(run.planned_at)


class TestLoadedRow(FixCase):
    """After a kept sample some rows of an open run stand for records in Odoo."""

    def setUp(self):
        super().setUp()
        self.run_ = self.stage(patients=self.people)
        self.run_.action_plan()
        self.run_.file_ids.action_accept_date_orders()
        self.run_.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("create")
        sample = self.env["pulse.sample"].create(
            {"run_id": self.run_.id, "size": 1, "pinned_ids": "P1"}
        )
        sample.action_sample()
        sample.action_keep()
        self.loaded = self.row(self.run_, "P1")
        self.assertEqual(self.loaded.state, "created")

    def test_it_is_not_corrected(self):
        with self.assertRaisesRegex(UserError, "were loaded"):
            self.correct(self.loaded, date_of_birth="29-02-1984")
        self.assertEqual(self.loaded.state, "created")

    def test_a_replacement_leaves_it_as_it_was_loaded(self):
        before = (self.loaded.batch_id, self.loaded.values, self.loaded.res_id)
        self.replace(self.run_, "city", "Poona", "Pune")
        self.env.invalidate_all()
        loaded = self.loaded
        self.assertEqual(loaded.state, "created")
        self.assertEqual((loaded.batch_id, loaded.values, loaded.res_id), before)
        self.assertEqual(self.row(self.run_, "P2").values["city"], "Pune")

    def test_taking_a_correction_back_leaves_it_too(self):
        self.replace(self.run_, "city", "Poona", "Pune")
        # as if it had been loaded with the correction
        self.loaded.issues = [["corrected", "city", "info"]]
        self.env["pulse.fix"].search(
            [("migration_id", "=", self.migration.id)]
        ).unlink()
        self.env.invalidate_all()
        self.assertEqual(
            (self.loaded.state, bool(self.loaded.batch_id)), ("created", True)
        )
        self.assertEqual(self.row(self.run_, "P2").values["city"], "Poona")


class TestLeftOut(FixCase):
    """A row that was taken for a total counts again when a person says so."""

    def stage_total(self):
        total = dict.fromkeys(self.people[0], "") | {"patient_id": "Total"}
        return self.stage(patients=[*self.people, {**total, "name": "12"}])

    def left_out(self, run):
        return self.rows(run).filtered(lambda row: row.payload["patient_id"] == "Total")

    def count(self, run):
        row = self.left_out(run)
        row.with_user(self.operator).action_count()
        return row

    def test_a_row_taken_for_a_total_can_be_counted(self):
        run = self.stage_total()
        self.assertEqual(self.left_out(run).reason, "total_row")
        row = self.count(run)
        self.assertEqual((row.state, row.reason), ("staged", False))
        self.assertEqual((row.external_id, row.values["name"]), ("Total", "12"))
        self.assertIn("was_total_row", row.issue_codes)
        self.assertEqual(row.fix_ids.create_uid, self.operator)

    def test_it_stays_counted_when_the_file_is_staged_again(self):
        run = self.stage_total()
        self.count(run)
        run.action_stage()
        self.assertEqual(self.left_out(run).state, "staged")

    def test_taking_it_back_leaves_the_row_out_again(self):
        run = self.stage_total()
        self.count(run).fix_ids.with_user(self.operator).action_undo()
        row = self.left_out(run)
        self.assertEqual((row.state, row.reason), ("excluded", "total_row"))
        self.assertFalse(row.issues)

    def test_a_plain_row_is_not_touched(self):
        run = self.stage_total()
        self.row(run, "P3").with_user(self.operator).action_count()
        self.assertFalse(self.env["pulse.fix"].search_count([]))

    def test_only_who_may_correct_may_count(self):
        run = self.stage_total()
        with self.assertRaises(AccessError):
            self.left_out(run).with_user(self.blind).action_count()
