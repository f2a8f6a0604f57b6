"""Correcting in place: the original stays, the correction outlives its row."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models import row_fix

from .common import appointment
from .quality_common import QualityCase, patient


class TestFix(QualityCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = [
            patient("P1", "Asha", date_of_birth="31-02-1984", city="Poona"),
            patient("P2", "Ravi", date_of_birth="30-02-1990", city="Poona"),
            patient("P3", "Lata", date_of_birth="28-02-1990", city="Old Poona Road"),
        ]
        names = "pulse_migration.group_operator,pulse_migration.group_medical"
        cls.operator = new_test_user(cls.env, "pulse_fixes", groups=names)
        cls.blind = new_test_user(
            cls.env, "pulse_blind", groups="pulse_migration.group_operator"
        )

    def row(self, run, external_id, line=None):
        return self.rows(run).filtered(
            lambda r: r.external_id == external_id and line in (None, r.line)
        )

    def correct(self, row, everywhere=False, user=None, **texts):
        """Correct cells as the operator does, through the wizard."""
        row = row.with_user(user or self.operator)
        wizard = self.env["pulse.correct"].with_user(user or self.operator)
        wizard = wizard.browse(row.action_correct()["res_id"])
        wizard.is_everywhere = everywhere
        for cell in wizard.cell_ids:
            if cell.header in texts:
                cell.corrected = texts[cell.header]
        wizard.action_correct()
        return self.env["pulse.fix"].search([("migration_id", "=", self.migration.id)])

    def replace(self, run, header, find, replacement, is_part=False):
        mapping = run.mapping_ids.filtered(lambda m: m.header == header)
        wizard = self.env["pulse.replace"].with_user(self.operator)
        wizard = wizard.create(
            {
                "run_id": run.id,
                "mapping_id": mapping[:1].id,
                "find": find,
                "replacement": replacement,
                "is_part": is_part,
            }
        )
        count = wizard.row_count
        wizard.action_replace()
        return count

    def born(self, run, external_id):
        return (self.row(run, external_id).values or {}).get("date_of_birth")


class TestOneRow(TestFix):
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


class TestManyRows(TestFix):
    def test_everywhere_means_every_row_with_the_text(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), everywhere=True, city="Pune")
        self.assertFalse(fix.row_key)
        cities = [row.values["city"] for row in self.rows(run)]
        self.assertEqual(cities, ["Pune", "Pune", "Old Poona Road"])

    def test_an_empty_cell_is_never_filled_everywhere(self):
        run = self.stage(patients=[patient("P1", "Asha", city=""), self.people[1]])
        with self.assertRaises(UserError):
            self.correct(self.row(run, "P1"), everywhere=True, city="Pune")

    def test_find_and_replace_counts_before_it_replaces(self):
        run = self.stage(patients=self.people)
        self.assertEqual(self.replace(run, "city", "Poona", "Pune"), 2)
        cities = [row.values["city"] for row in self.rows(run)]
        self.assertEqual(cities, ["Pune", "Pune", "Old Poona Road"])

    def test_part_of_a_cell_is_replaced_too(self):
        run = self.stage(patients=self.people)
        count = self.replace(run, "city", "Poona", "Pune", is_part=True)
        self.assertEqual(count, 3)
        cities = [row.values["city"] for row in self.rows(run)]
        self.assertEqual(cities, ["Pune", "Pune", "Old Pune Road"])
        self.assertEqual(self.row(run, "P3").payload["city"], "Old Poona Road")

    def test_a_wildcard_is_a_letter_like_any_other(self):
        people = [patient("P1", "Asha", city="100%"), patient("P2", "Ravi", city="10")]
        run = self.stage(patients=people)
        self.assertEqual(self.replace(run, "city", "%", "", is_part=True), 1)
        self.assertEqual(self.row(run, "P1").values["city"], "100")

    def test_a_text_that_is_nowhere_is_refused(self):
        run = self.stage(patients=self.people)
        with self.assertRaises(UserError):
            self.replace(run, "city", "poona", "Pune")

    def test_one_row_may_be_excepted(self):
        run = self.stage(patients=self.people)
        self.replace(run, "city", "Poona", "Pune")
        self.correct(self.row(run, "P2"), city="Poona")
        cities = [row.values["city"] for row in self.rows(run)]
        self.assertEqual(cities[:2], ["Pune", "Poona"])
        run._receive_path(self.export(patients=list(reversed(self.people))))
        run.action_stage()
        self.assertEqual(self.row(run, "P2").values["city"], "Poona")
        self.assertEqual(self.row(run, "P1").values["city"], "Pune")

    def test_undo_brings_back_what_the_rows_said(self):
        run = self.stage(patients=self.people)
        before = {r.id: (r.values, r.issues) for r in self.rows(run)}
        self.replace(run, "city", "Poona", "Pune")
        self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        fixes = self.env["pulse.fix"].search([])
        fixes.with_user(self.operator).action_undo()
        self.assertEqual({r.id: (r.values, r.issues) for r in self.rows(run)}, before)
        self.assertFalse(fixes.exists())

    def test_undo_works_for_somebody_who_may_not_read_the_texts(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        fix.with_user(self.blind).action_undo()
        self.assertFalse(self.born(run, "P1"))

    def test_statements_do_not_grow_with_the_rows_corrected(self):
        found = []
        for count in (5, 50):
            migration = self.migration.copy({"name": f"Clinic {count}"})
            run = migration._open_run()
            people = [patient(f"P{n}", f"A {n}", city="Poona") for n in range(count)]
            run._receive_path(self.export(patients=people))
            run.action_stage()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.replace(run, "city", "Poona", "Pune")
            found.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(found[1], found[0] + 2)


class TestApproval(TestFix):
    def approved(self):
        run = self.stage(patients=self.people)
        run.action_plan()
        return self.approve(run)

    def test_a_correction_voids_plan_and_approval(self):
        run = self.approved()
        self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        self.assertEqual(run.state, "draft")
        self.assertFalse(run.approval_hash or run.approved_by or run.planned_at)
        run.action_plan()
        self.assertEqual(self.row(run, "P1").action, "create")

    def test_taking_one_back_voids_them_too(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        run.action_plan()
        self.approve(run)
        fix.action_undo()
        self.assertEqual(run.state, "draft")

    def test_an_approval_is_bound_to_the_corrections(self):
        run = self.approved()
        known = run._approval_hash()
        self.env["pulse.fix"].create(
            {
                "migration_id": self.migration.id,
                "object_name": "patient",
                "header": "city",
                "original": "Poona",
                "corrected": "Pune",
                "row_key": "",
            }
        )
        self.assertNotEqual(run._approval_hash(), known)

    def test_a_loaded_run_is_not_corrected(self):
        run = self.migrate(patients=self.people)
        row = self.row(run, "P1")
        with self.assertRaises(UserError):
            self.correct(row, date_of_birth="29-02-1984")
        self.assertFalse(self.env["pulse.fix"].search([]))

    def test_taking_one_back_leaves_loaded_rows_alone(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        fix.with_user(self.operator).action_undo()
        self.assertEqual(run.state, "done")
        self.assertEqual(self.born(run, "P1"), "1984-02-29")


class TestWhoMayFix(TestFix):
    def test_only_an_operator_of_the_medical_group_corrects(self):
        run = self.stage(patients=self.people)
        medic = new_test_user(
            self.env,
            "pulse_medic2",
            groups="pulse_migration.group_auditor,pulse_migration.group_medical",
        )
        row = self.row(run, "P1")
        for user in (self.blind, medic):
            with self.subTest(user.login), self.assertRaises(AccessError):
                row.with_user(user).action_correct()
            for method in ("action_replace", "action_upload_corrections"):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    getattr(run.with_user(user), method)()
        self.assertFalse(self.env["pulse.fix"].search([]))

    def test_a_find_is_no_way_to_ask_what_rows_say(self):
        run = self.stage(patients=self.people)
        city = run.mapping_ids.filtered(lambda m: m.header == "city")
        wizard = self.env["pulse.replace"].with_user(self.blind)
        with self.assertRaises(AccessError):
            wizard.create(
                {"run_id": run.id, "mapping_id": city.id, "find": "Poona"}
            ).read(["row_count"])

    def test_texts_of_corrections_are_medical(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        for name in ("original", "corrected"):
            with self.subTest(name), self.assertRaises(AccessError):
                fix.with_user(self.blind).read([name])
        self.assertEqual(fix.with_user(self.blind).header, "date_of_birth")

    def test_nobody_makes_or_changes_one_by_rpc(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        admin = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            fix.with_user(admin).write({"corrected": "x"})
        with self.assertRaises(AccessError):
            fix.with_user(admin).create({"migration_id": run.migration_id.id})

    def test_the_audit_trail_says_who_and_how_many_but_no_text(self):
        run = self.stage(patients=self.people)
        self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        entry = self.env["pulse.audit"].search([("verb", "=", "correct")])
        self.assertEqual(entry.user_login, "pulse_fixes")
        self.assertEqual(entry.details, {"corrections": 1, "rows": 1})

    def test_another_company_does_not_see_them(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        company = self.env["res.company"].create({"name": "Other clinic"})
        user = new_test_user(
            self.env,
            "pulse_other2",
            groups="pulse_migration.group_approver,pulse_migration.group_medical",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertFalse(self.env["pulse.fix"].with_user(user).search([]))
        with self.assertRaises(AccessError):
            fix.with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.row(run, "P1").with_user(user).action_correct()
