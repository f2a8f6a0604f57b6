"""Corrections of many rows; what they void, and who may make them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .fix_common import FixCase
from .quality_common import patient


class TestManyRows(FixCase):
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

    def test_undo_of_many_asks_no_more_than_undo_of_one(self):
        found = []
        for count in (5, 40):
            migration = self.migration.copy({"name": f"Undo {count}"})
            run = migration._open_run()
            people = [
                patient(f"P{n}", f"A {n}", city=f"Poona {n}") for n in range(count)
            ]
            run._receive_path(self.export(patients=people))
            run.action_stage()
            self.replace(run, "city", "Poona", "Pune", is_part=True)
            fixes = self.env["pulse.fix"].search([("migration_id", "=", migration.id)])
            self.assertEqual(len(fixes), count)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            fixes.action_undo()
            found.append(self.env.cr.sql_log_count - before)
            self.assertEqual(self.rows(run)[0].values["city"], "Poona 0")
        self.assertLessEqual(found[1], found[0] + 2)

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


class TestApproval(FixCase):
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

    def test_taking_back_one_that_changes_no_row_voids_them_as_well(self):
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        run._receive_path(self.export(patients=self.people[1:]))
        run.action_stage()
        run.action_plan()
        self.approve(run)
        fix.action_undo()
        self.assertEqual(run.state, "draft")

    def test_none_is_taken_back_while_a_load_is_under_way(self):
        """The load is bound to them: it could neither go on nor be approved anew."""
        run = self.stage(patients=self.people)
        fix = self.correct(self.row(run, "P1"), date_of_birth="29-02-1984")
        run.action_plan()
        self.approve(run).action_load()
        self.assertEqual(run.state, "running")
        with self.assertRaises(UserError):
            fix.action_undo()
        run._load()

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


class TestWhoMayFix(FixCase):
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
