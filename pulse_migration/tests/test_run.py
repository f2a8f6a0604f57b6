"""A run: its verbs in order, what they refuse, and every row's one outcome."""

from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.exceptions import UserError, ValidationError

from odoo.addons.pulse_migration.loaders.activity import ActivityLoader

from .common import PATIENTS, PulseCase, appointment, bill


class TestRun(PulseCase):
    def test_every_row_ends_in_one_state(self):
        run = self.migrate(
            patients=[*PATIENTS, PATIENTS[0], {"name": "No id"}],
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P9", "2024-03-05"),
                appointment(3, "P1", "not a day"),
            ],
        )
        self.assertAccounted(run)
        patients = run.report["objects"]["patient"]
        self.assertEqual(
            (patients["created"], patients["merged"], patients["rejected"]), (3, 1, 1)
        )
        appointments = run.report["objects"]["appointment"]
        self.assertEqual(
            [appointments[s] for s in ("created", "held", "rejected")], [1, 1, 1]
        )
        self.assertEqual(run.state, "done")

    def test_the_same_export_again_writes_nothing(self):
        tables = {
            "patients": PATIENTS,
            "appointments": [appointment(1, "P1", "2024-03-05")],
            "bills": [bill(1, "P1", "2024-03-05", "500.00", "200.00")],
        }
        self.migrate(**tables)
        changes = self.env["pulse.change"].search_count([])
        run = self.migrate(**tables)
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged"})
        self.assertEqual(self.env["pulse.change"].search_count([]), changes)
        self.assertFalse(self.env["pulse.change"].search([("run_id", "=", run.id)]))

    def test_loading_needs_an_approval(self):
        run = self.plan(patients=PATIENTS)
        with self.assertRaises(UserError):
            run._load()

    def test_approval_needs_a_decision_for_each_physician(self):
        run = self.plan(patients=PATIENTS)
        run.file_ids.action_confirm_mapping()
        with self.assertRaisesRegex(UserError, "without a user .1."):
            run.action_approve()

    def test_a_changed_mapping_voids_the_approval(self):
        run = self.approve(self.plan(patients=PATIENTS))
        city = run.mapping_ids.filtered(lambda m: m.header == "city")
        city.field_name = False
        self.assertEqual(run.state, "draft")
        self.assertFalse(run.approval_hash)
        self.assertFalse(city.file_id.is_confirmed)
        with self.assertRaisesRegex(UserError, "approved first"):
            run._load()

    def test_nothing_is_approved_before_the_mapping_is_confirmed(self):
        run = self.plan(patients=PATIENTS)
        self.migration.physician_ids._decide("create")
        with self.assertRaisesRegex(UserError, "Confirm the mapping"):
            run.action_approve()

    def test_a_changed_column_is_staged_anew(self):
        run = self.plan(patients=PATIENTS)
        run.mapping_ids.filtered(lambda m: m.header == "city").field_name = False
        self.assertEqual(run.file_ids.state, "received")
        run.action_plan()
        rows = self.rows(run)
        self.assertEqual(len(rows), len(PATIENTS))
        self.assertFalse(any("city" in row.values for row in rows))

    def test_a_required_field_without_a_column_is_not_confirmed(self):
        run = self.plan(patients=PATIENTS)
        run.mapping_ids.filtered(lambda m: m.header == "name").field_name = False
        with self.assertRaisesRegex(UserError, "Name"):
            run.file_ids.action_confirm_mapping()
        self.assertFalse(run.file_ids.is_confirmed)

    def test_two_columns_never_fill_one_field(self):
        run = self.plan(patients=PATIENTS)
        run.mapping_ids.filtered(lambda m: m.header == "city").field_name = "email"
        with self.assertRaisesRegex(UserError, "city"):
            run.file_ids.action_confirm_mapping()

    def test_a_changed_value_map_voids_the_approval(self):
        run = self.approve(
            self.plan(
                patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
            )
        )
        line = self.migration.value_map_ids.filtered("activity_type_id")
        line.activity_type_id = self.env.ref("mail.mail_activity_data_email")
        self.assertEqual((run.state, run.planned_at), ("draft", False))
        with self.assertRaisesRegex(UserError, "approved first"):
            run._load()

    def test_a_file_after_the_plan_is_not_approved_along(self):
        run = self.plan(patients=PATIENTS[:1])
        run._receive_path(self.export(more=PATIENTS[1:]))
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("create")
        with self.assertRaisesRegex(UserError, "Plan again"):
            run.action_approve()

    def test_how_amounts_are_read_is_part_of_the_approval(self):
        run = self.approve(self.plan(patients=PATIENTS))
        before = run.approval_hash
        self.assertEqual(before, run._approval_hash())
        for name, value in {
            "decimal": ",",
            "half_day": True,
            "serial_dates": True,
        }.items():
            with self.subTest(name):
                run.mapping_ids[0]._preselect({name: value})
                self.assertNotEqual(before, run._approval_hash())
                run.mapping_ids[0]._preselect({name: run.mapping_ids[1][name]})

    def test_an_approved_run_can_be_planned_again(self):
        run = self.approve(self.plan(patients=PATIENTS))
        run.action_plan()
        self.assertEqual(run.state, "draft")
        self.assertFalse(run.approval_hash)
        self.approve(run)._load()
        self.assertEqual(set(self.rows(run).mapped("state")), {"created"})

    def test_undone_rows_are_planned_and_loaded_again(self):
        run = self.migrate(patients=PATIENTS)
        self.undo_rows(self.rows(run)[:1])
        run.action_plan()
        self.assertEqual(run.state, "draft")
        self.approve(run)._load()
        self.assertEqual(set(self.rows(run).mapped("state")), {"created"})
        run.action_verify()
        self.assertEqual(run.state, "done")

    def test_loaded_rows_survive_a_plan(self):
        run = self.migrate(patients=PATIENTS)
        before = self.env["pulse.change"].search_count([("run_id", "=", run.id)])
        run.action_plan()
        self.assertEqual(set(self.rows(run).mapped("state")), {"created"})
        after = self.env["pulse.change"].search_count([("run_id", "=", run.id)])
        self.assertEqual(after, before)

    def test_the_mapping_of_loaded_rows_cannot_change(self):
        run = self.migrate(patients=PATIENTS)
        with self.assertRaisesRegex(UserError, "Undo them first"):
            run.mapping_ids[:1].field_name = False
        with self.assertRaisesRegex(UserError, "Undo them first"):
            run.file_ids.unlink()

    def test_one_batch_alone_leaves_the_run_paused(self):
        run = self.approve(self.plan(patients=PATIENTS))
        run.batch_ids.sorted("sequence")[:1].action_load()
        self.assertEqual(run.state, "paused")
        run.batch_ids.action_load()
        self.assertEqual(run.state, "running")
        self.assertTrue(run.loaded_at)
        with self.assertRaisesRegex(UserError, "loaded"):
            run.unlink()

    def test_a_paused_run_loads_nothing_more(self):
        run = self.approve(self.plan(patients=PATIENTS))
        run._start_load()
        run.action_pause()
        self.assertFalse(run._load_next())
        self.assertEqual(set(self.rows(run).mapped("state")), {"staged"})

    def test_a_run_with_differences_loads_on(self):
        run = self.load(patients=PATIENTS)
        run._set_state("failed")
        run.action_load()
        self.assertFalse(run.loaded_at, "the lanes would pass the run by")

    def test_an_approved_run_takes_no_other_files(self):
        run = self.approve(self.plan(patients=PATIENTS))
        with self.assertRaises(UserError):
            run._receive_path(self.export(patients=PATIENTS[:1]))

    def test_one_refused_record_does_not_stop_its_batch(self):
        run = self.approve(
            self.plan(
                patients=PATIENTS,
                appointments=[
                    appointment(n, "P1", f"2024-03-{n:02d}") for n in range(1, 9)
                ],
            )
        )
        prepare = ActivityLoader._prepare_vals

        def refuse_one(loader, unit, scope):
            if unit.key == "A5":
                raise ValidationError("refused")
            return prepare(loader, unit, scope)

        with patch.object(ActivityLoader, "_prepare_vals", refuse_one):
            run._load()
        rows = self.rows(run, "appointment")
        self.assertEqual(
            [row.external_id for row in rows if row.state == "rejected"], ["A5"]
        )
        self.assertEqual(len(rows.filtered(lambda r: r.state == "created")), 7)
        self.assertEqual(len(self.activities()), 7)

    def test_a_broken_connection_is_no_fault_of_a_row(self):
        run = self.approve(self.plan(patients=PATIENTS))
        run._start_load()
        batch = run.batch_ids.filtered(lambda b: b.object_name == "patient")
        with (
            patch.object(
                type(self.env["pulse.loader.partner"]),
                "_prepare_vals",
                side_effect=OperationalError,
            ),
            self.assertRaises(OperationalError),
        ):
            batch._load()
        self.assertEqual(set(self.rows(run, "patient").mapped("state")), {"staged"})

    def test_a_load_that_stopped_goes_on(self):
        tables = {
            "patients": PATIENTS,
            "appointments": [
                appointment(n, "P1", f"2024-03-{n:02d}") for n in range(1, 9)
            ],
        }
        run = self.approve(self.plan(**tables))
        by_object = {batch.object_name: batch for batch in run.batch_ids}
        by_object["physician"]._load()
        by_object["patient"]._load()
        self.assertFalse(by_object["patient"]._load(), "a done batch loads twice")
        run._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        self.assertEqual(len(self.activities()), 8)
        self.assertEqual(len(self.partner("P1")), 1)

    def test_a_deleted_record_keeps_a_run_from_done(self):
        run = self.load(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.activities().unlink()
        run.action_verify()
        self.assertEqual(run.state, "failed")
        self.assertIn("record_missing", run.check_ids.mapped("code"))

    def test_a_changed_field_keeps_a_run_from_done(self):
        run = self.load(patients=PATIENTS)
        self.partner("P1").city = "Mumbai"
        run.action_verify()
        self.assertEqual(run.state, "failed")
        self.assertEqual(run.report["verify"]["mismatches"], 1)

    def test_state_follows_from_buttons_only(self):
        run = self.plan(patients=PATIENTS)
        with self.assertRaises(UserError):
            run.with_user(self.env.ref("base.user_admin")).write({"state": "approved"})

    def test_excluded_rows_are_counted_too(self):
        run = self.migrate(
            patients=[*PATIENTS, {"patient_id": "Total", "name": "3"}],
            bills=[
                bill(1, "P1", "2024-03-05", "500.00", "200.00"),
                bill(2, "P2", "2024-03-06", "300.00", "300.00"),
                {"bill_id": "Total", "total": "800.00", "paid": "500.00"},
            ],
        )
        self.assertAccounted(run)
        counts = run.report["objects"]["bill"]
        self.assertEqual((counts["received"], counts["excluded"]), (3, 1))
        self.assertEqual(self.rows(run, "bill")[-1].reason, "total_row")

    def test_the_rows_of_each_file_add_up(self):
        folder = self.export(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        second = self.export(appointments=[appointment(2, "P2", "2024-03-06")])
        (second / "appointments.csv").rename(folder / "appointments_old.csv")
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        by_name = {file.name: file for file in run.file_ids}
        self.assertEqual(
            {name: file.row_count for name, file in by_name.items()},
            {"appointments.csv": 1, "appointments_old.csv": 1, "patients.csv": 3},
        )
        for file in run.file_ids:
            rows = self.rows(run).filtered(lambda row, file=file: row.file_id == file)
            self.assertEqual(len(rows), file.row_count)
            self.assertNotIn("staged", rows.mapped("state"))
        self.assertEqual(run.report["objects"]["appointment"]["received"], 2)

    def test_what_odoo_refuses_on_writing_is_one_row_of_its_batch(self):
        """The refusal comes while all are created together: halved down to it."""
        run = self.approve(
            self.plan(
                patients=[
                    {"patient_id": f"P{n}", "name": f"Patient {n}"} for n in range(9)
                ]
            )
        )
        partners = self.env.registry["res.partner"]
        create = partners.create

        def refuse_one(model, vals_list):
            if any(vals.get("x_studio_patient_id") == "P4" for vals in vals_list):
                raise ValidationError("refused")
            return create(model, vals_list)

        with patch.object(partners, "create", refuse_one):
            run._load()
        run.action_verify()
        self.assertEqual(
            {row.external_id: row.reason for row in self.rows(run) if row.reason},
            {"P4": "refused_by_odoo"},
        )
        self.assertEqual(
            [len(self.partner(f"P{n}")) for n in range(9)], [1, 1, 1, 1, 0, 1, 1, 1, 1]
        )
        self.assertAccounted(run)
        self.assertEqual(run.report["objects"]["patient"]["rejected"], 1)

    def test_only_an_approver_approves(self):
        user = self.env["res.users"].with_context(no_reset_password=True)
        user = user.create({"name": "Clerk", "login": "clerk"})
        run = self.plan(patients=PATIENTS)
        self.migration.physician_ids._decide("create")
        with self.assertRaises(UserError):
            run.with_user(user).sudo(False).action_approve()
        self.assertEqual(run.state, "draft")
