"""What both sides changed waits for a person; what one side changed does not."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import PATIENTS, PDF, PulseCase, appointment
from .test_document_loader import drug


class TestConflict(PulseCase):
    def setUp(self):
        super().setUp()
        self.migrate(patients=PATIENTS)
        self.asha = self.partner("P1")

    def again(self, **values):
        """Load the clinic again with other values for the first patient."""
        return self.migrate(patients=[{**PATIENTS[0], **values}, *PATIENTS[1:]])

    def conflicts(self, state="open"):
        self.env.invalidate_all()
        return self.env["pulse.conflict"].search([("state", "=", state)])

    def test_only_the_source_changed_is_written(self):
        run = self.again(city="Thane")
        self.assertEqual(self.asha.city, "Thane")
        self.assertFalse(run.conflict_ids)

    def test_only_odoo_changed_is_kept_without_a_question(self):
        self.asha.city = "Goa"
        run = self.again(email="new@example.com")
        self.assertEqual((self.asha.city, self.asha.email), ("Goa", "new@example.com"))
        self.assertFalse(run.conflict_ids)
        self.assertEqual(run.state, "done")

    def test_both_changed_to_the_same_is_no_question(self):
        self.asha.city = "Thane"
        self.assertFalse(self.again(city="Thane").conflict_ids)

    def test_both_changed_waits_with_the_three_values(self):
        self.asha.city = "Goa"
        run = self.again(city="Thane", email="new@example.com")
        self.assertEqual((self.asha.city, self.asha.email), ("Goa", "new@example.com"))
        conflict = run.conflict_ids
        self.assertEqual(
            (
                conflict.field_name,
                conflict.last_text,
                conflict.source_text,
                conflict.odoo_text,
                conflict.record_name,
                conflict.state,
            ),
            ("city", "Pune", "Thane", "Goa", self.asha.display_name, "open"),
        )
        self.assertEqual(run.conflict_count, 1)
        self.assertEqual(run.state, "done")

    def test_the_source_wins_and_undo_knows(self):
        self.asha.city = "Goa"
        run = self.again(city="Thane")
        run.conflict_ids.action_source()
        self.assertEqual(self.asha.city, "Thane")
        self.assertEqual(run.conflict_ids.state, "resolved")
        run.action_verify()
        self.assertEqual(run.state, "done")
        run._undo()
        self.assertEqual(self.asha.city, "Goa")
        self.assertEqual(run.conflict_ids.state, "void")

    def test_odoo_wins_and_the_same_source_asks_no_more(self):
        self.asha.city = "Goa"
        self.again(city="Thane").conflict_ids.action_odoo()
        run = self.again(city="Thane", email="new@example.com")
        self.assertEqual((self.asha.city, self.asha.email), ("Goa", "new@example.com"))
        self.assertFalse(self.conflicts())
        self.assertEqual(run.state, "done")

    def test_odoo_won_but_the_source_changed_again_asks_again(self):
        self.asha.city = "Goa"
        self.again(city="Thane").conflict_ids.action_odoo()
        run = self.again(city="Nashik")
        conflict = self.conflicts()
        self.assertEqual(conflict.run_id, run)
        self.assertEqual(
            (conflict.last_value, conflict.source_value), ("Thane", "Nashik")
        )
        self.assertEqual(self.asha.city, "Goa")

    def test_the_source_won_and_changes_again_is_written(self):
        self.asha.city = "Goa"
        self.again(city="Thane").conflict_ids.action_source()
        self.again(city="Nashik")
        self.assertEqual(self.asha.city, "Nashik")
        self.again(city="Satara")
        self.assertEqual(self.asha.city, "Satara")
        self.assertFalse(self.conflicts())

    def test_the_source_took_its_change_back_nothing_is_left_to_ask(self):
        self.asha.city = "Goa"
        self.again(city="Thane")
        self.again(email="new@example.com")
        self.assertFalse(self.conflicts())
        self.assertEqual(len(self.conflicts("settled")), 1)
        self.assertEqual(self.asha.city, "Goa")

    def test_an_open_one_follows_the_source(self):
        self.asha.city = "Goa"
        self.again(city="Thane")
        self.again(city="Nashik")
        self.assertEqual(self.conflicts().source_value, "Nashik")
        self.again(city="Goa")
        self.assertFalse(self.conflicts())
        self.assertEqual(len(self.conflicts("settled")), 1)

    def test_an_undo_of_the_later_load_asks_for_the_earlier_one_again(self):
        self.asha.city = "Goa"
        first = self.again(city="Thane")
        second = self.again(city="Nashik", email="new@example.com")
        self.assertEqual(self.conflicts().run_id, second)
        second._undo()
        conflict = self.conflicts()
        self.assertEqual((conflict.run_id, conflict.source_value), (first, "Thane"))
        first._undo()
        self.assertFalse(self.conflicts())

    def test_decisions_of_two_loads_are_taken_back_with_their_own(self):
        self.asha.write({"city": "Goa", "email": "odoo@example.com"})
        first = self.again(city="Thane")
        second = self.again(city="Thane", email="new@example.com")
        conflicts = self.conflicts()
        self.assertEqual(set(conflicts.mapped("field_name")), {"city", "email"})
        city = conflicts.filtered(lambda c: c.field_name == "city").sudo()
        city.write({"run_id": first.id, "batch_id": first.batch_ids[:1].id})
        conflicts.action_source()
        self.assertEqual(self.asha.email, "new@example.com")
        second._undo()
        self.assertEqual(
            (self.asha.city, self.asha.email), ("Thane", "odoo@example.com")
        )

    def test_an_undo_of_a_batch_takes_its_questions_along(self):
        self.asha.city = "Goa"
        run = self.again(city="Thane")
        plan = self.env["pulse.undo.plan"].create(
            {"run_id": run.id, "scope": "patient", "patient_key": "P1"}
        )
        plan._freeze_scope()
        self.env["pulse.undo"]._finish(plan)
        self.assertFalse(self.conflicts())
        self.assertEqual(run.conflict_ids.state, "void")

    def test_allergies_of_both_sides_are_kept(self):
        self.asha.x_studio_allergy_notes = "Penicillin\nLatex"
        run = self.again(allergy_notes="Penicillin; Nuts")
        conflict = run.conflict_ids
        conflict.action_union()
        lines = self.asha.x_studio_allergy_notes.splitlines()
        self.assertIn("Latex", lines)
        self.assertEqual(len(lines), len(set(lines)))
        # the same source again takes nothing away, another one asks
        self.again(allergy_notes="Penicillin; Nuts", city="Thane")
        self.assertIn("Latex", self.asha.x_studio_allergy_notes)
        self.again(allergy_notes="Nuts", city="Thane")
        self.assertIn("Latex", self.asha.x_studio_allergy_notes)
        self.assertEqual(len(self.conflicts()), 1)

    def test_only_allergies_are_united(self):
        self.asha.city = "Goa"
        run = self.again(city="Thane")
        with self.assertRaises(UserError):
            run.conflict_ids.action_union()

    def test_the_newer_side_wins_where_both_moments_are_known(self):
        later = fields.Datetime.now() + timedelta(hours=1)
        local = fields.Datetime.context_timestamp(
            self.migration.with_context(tz="Asia/Kolkata"), later
        )
        for moment, city in ((local, "Thane"), (local - timedelta(days=30), "Goa")):
            self.asha.city = "Goa"
            self.env.flush_all()
            stamp = moment.strftime("%Y-%m-%d %H:%M:%S")
            run = self.again(city=f"Thane {stamp}", updated_at=stamp)
            run.conflict_ids.action_newer()
            self.assertIn(city, self.asha.city)
        self.asha.city = "Goa again"
        run = self.again(city="Satara")
        run.conflict_ids.action_newer()
        self.assertEqual(run.conflict_ids.state, "open")

    def test_what_changed_again_is_shown_anew_and_not_overwritten(self):
        self.asha.city = "Goa"
        conflict = self.again(city="Thane").conflict_ids
        self.asha.city = "Panaji"
        conflict.action_source()
        self.assertEqual((self.asha.city, conflict.state), ("Panaji", "open"))
        self.assertEqual(conflict.odoo_value, "Panaji")
        conflict.action_source()
        self.assertEqual((self.asha.city, conflict.state), ("Thane", "resolved"))

    def test_a_rule_resolves_what_a_load_finds(self):
        rules = self.env["pulse.conflict.rule"]
        rules.create(
            {
                "migration_id": self.migration.id,
                "res_model": "res.partner",
                "resolution": "odoo",
            }
        )
        rules.create(
            {
                "migration_id": self.migration.id,
                "res_model": "res.partner",
                "field_name": "city",
                "resolution": "source",
            }
        )
        self.asha.write({"city": "Goa", "email": "own@example.com"})
        run = self.again(city="Thane", email="new@example.com")
        self.assertEqual(self.asha.city, "Thane")
        self.assertEqual(self.asha.email, "own@example.com")
        self.assertEqual(set(run.conflict_ids.mapped("state")), {"resolved"})
        self.assertEqual(run.state, "done")
        run._undo()
        self.assertEqual(self.asha.city, "Goa")

    def test_a_rule_voids_an_approval(self):
        run = self.approve(self.plan(patients=[{**PATIENTS[0], "city": "Thane"}]))
        self.env["pulse.conflict.rule"].create(
            {"migration_id": self.migration.id, "resolution": "source"}
        )
        with self.assertRaisesRegex(UserError, "Rules for conflicts"):
            run._load()

    def test_many_are_resolved_at_once_and_from_now_on(self):
        ravi = self.partner("P2")
        (self.asha | ravi).write({"phone": "+91 1"})
        changed = [{**p, "phone": f"+91 98765 0000{n}"} for n, p in enumerate(PATIENTS)]
        self.migrate(patients=changed)
        wizard = self.env["pulse.resolve"].with_context(active_ids=self.conflicts().ids)
        wizard = wizard.create({"resolution": "source", "is_rule": True})
        self.assertEqual(wizard.conflict_count, 2)
        wizard.action_resolve()
        self.assertFalse(self.conflicts())
        self.assertNotEqual(self.asha.phone, "+91 1")
        (self.asha | ravi).write({"phone": "+91 1"})
        changed = [{**p, "phone": f"+91 98765 1111{n}"} for n, p in enumerate(PATIENTS)]
        self.migrate(patients=changed)
        self.assertFalse(self.conflicts())
        self.assertNotEqual(self.asha.phone, "+91 1")

    def test_who_may_resolve(self):
        self.asha.city = "Goa"
        conflict = self.again(city="Thane").conflict_ids
        auditor = new_test_user(
            self.env, "conflict_auditor", groups="pulse_migration.group_auditor"
        )
        operator = new_test_user(
            self.env, "conflict_operator", groups="pulse_migration.group_operator"
        )
        own = conflict.with_user(auditor)
        self.assertNotIn("source_text", own.fields_get())
        with self.assertRaises(AccessError):
            own.action_source()
        with self.assertRaises(AccessError):
            conflict.with_user(operator).write({"state": "resolved"})
        conflict.with_user(operator).action_odoo()
        self.assertEqual((conflict.state, conflict.resolved_by), ("resolved", operator))

    def test_a_replaced_document_that_changed_at_the_source_too(self):
        def tables(drug_name):
            rows = [drug(1, "P1", drug_name, file="r.pdf")]
            return {"patients": PATIENTS, "prescriptions": rows}

        self.migrate(**tables("A"), r_pdf=PDF)
        document = self.documents("prescription")
        document.raw = b"%PDF- by hand"
        run = self.migrate(**tables("B"), r_pdf=PDF + b"% v2")
        conflict = run.conflict_ids.filtered(lambda c: c.field_name == "checksum")
        self.assertEqual(document.raw, b"%PDF- by hand")
        conflict.action_source()
        self.assertEqual(document.raw, PDF + b"% v2")
        run._undo()
        self.assertEqual(document.raw, b"%PDF- by hand")

    def test_a_rule_for_documents_decides_while_it_loads(self):
        self.env["pulse.conflict.rule"].create(
            {"migration_id": self.migration.id, "resolution": "source"}
        )
        rows = [drug(1, "P1", "A", file="r.pdf")]
        self.migrate(patients=PATIENTS, prescriptions=rows, r_pdf=PDF)
        document = self.documents("prescription")
        document.raw = b"%PDF- by hand"
        rows = [drug(1, "P1", "B", file="r.pdf")]
        run = self.migrate(patients=PATIENTS, prescriptions=rows, r_pdf=PDF + b"% v2")
        self.assertEqual(run.state, "done")
        self.assertFalse(self.conflicts())
        self.assertEqual(document.raw, PDF + b"% v2")


@freeze_time("2024-06-15 12:00:00")
class TestAppointmentConflict(PulseCase):
    def visit(self, *args, **kwargs):
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, *args, **kwargs)]
        )
        return run, self.activities()

    def test_a_status_that_changed_moves_stage_and_archive_together(self):
        _run, activity = self.visit("P1", "2024-06-20", status="Scheduled")
        stages = self.env["pulse.appointment.stage"]
        activity.x_studio_appointment_stage_id = stages.search(
            [("name", "=", "No-Show")], limit=1
        )
        run, _same = self.visit("P1", "2024-06-20", status="Completed")
        self.assertTrue(activity.active)
        self.assertFalse(activity.date_done)
        self.assertEqual(
            set(run.conflict_ids.mapped("field_name")),
            {
                "active",
                "date_done",
                "x_studio_appointment_stage_id",
                "x_studio_appointment_status",
            },
        )
        run.conflict_ids.action_source()
        self.assertFalse(activity.active)
        self.assertEqual(str(activity.date_done), "2024-06-20")
        self.assertEqual(activity.x_studio_appointment_stage_id.name, "Completed")
        run._undo()
        self.assertTrue(activity.active)

    def test_a_day_moved_on_both_sides_takes_the_hour_along(self):
        _run, activity = self.visit("P1", "2024-06-20", "10:00", status="Scheduled")
        hour = activity.x_studio_appointment_time
        activity.date_deadline = "2024-06-25"
        run, _same = self.visit("P1", "2024-06-22", "11:00", status="Scheduled")
        self.assertEqual(activity.x_studio_appointment_time, hour)
        run.conflict_ids.action_source()
        self.assertEqual(str(activity.date_deadline), "2024-06-22")
        self.assertGreater(activity.x_studio_appointment_time, hour)

    def test_what_both_sides_closed_is_no_question(self):
        _run, activity = self.visit("P1", "2024-06-20", status="Scheduled")
        activity.write({"active": False, "date_done": "2024-06-15"})
        run, _same = self.visit("P1", "2024-06-20", status="Completed")
        self.assertFalse(run.conflict_ids)
        self.assertEqual(str(activity.date_done), "2024-06-15")
        self.assertEqual(activity.x_studio_appointment_stage_id.name, "Completed")
        self.assertEqual(run.state, "done")
