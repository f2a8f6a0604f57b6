"""Which fields an update writes: the load's own comparison, without writing."""

from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.engine.errors import RowError
from odoo.addons.pulse_migration.models.plan import batches as plan_batches

from .common import PATIENTS, PDF, PulseCase, appointment, bill
from .test_document_loader import drug, record


class TestPlanFields(PulseCase):
    def fields_of(self, row):
        return set((row.plan_fields or "").split(", ")) - {""}

    def written(self, run, object_name):
        """Return {unit key: fields} that a load replaced, by its journal."""
        changes = self.env["pulse.change"].search(
            [
                ("run_id", "=", run.id),
                ("object_name", "=", object_name),
                ("operation", "=", "write"),
            ]
        )
        found = {}
        for change in changes:
            found.setdefault(change.external_id, set()).update(change.before or {})
        return found

    def test_the_plan_names_what_the_load_writes(self):
        self.env["res.partner"].create(
            {"name": "Asha R.", "x_studio_patient_id": "P1", "city": "Mumbai"}
        )
        tables = {
            "patients": PATIENTS,
            "appointments": [appointment(1, "P1", "2024-03-05")],
            "prescriptions": [drug(1, "P1", "Amoxicillin")],
        }
        run = self.plan(**tables)
        row = self.rows(run, "patient")[0]
        planned = self.fields_of(row)
        self.assertIn("x_studio_allergy_notes", planned)
        self.assertNotIn("city", planned, "Odoo's own value stays")
        self.assertNotIn("x_studio_patient_id", planned)
        self.approve(run)._load()
        self.assertEqual(self.written(run, "patient")["P1"], planned)

    def test_a_newer_export_names_what_it_changes(self):
        self.migrate(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05")],
            prescriptions=[drug(1, "P1", "Amoxicillin")],
            medical_records=[record(1, "P1", "2024-03-05", "Cough")],
        )
        run = self.plan(
            patients=[{**PATIENTS[0], "city": "Nashik", "allergy_notes": ""}],
            appointments=[appointment(1, "P1", "2024-03-06", status="Cancelled")],
            prescriptions=[drug(1, "P1", "Warfarin")],
            medical_records=[record(1, "P1", "2024-03-05", "Fever")],
        )
        planned = {row.unit_object: self.fields_of(row) for row in self.rows(run)}
        self.assertEqual(planned["patient"], {"city"})
        self.assertIn("x_studio_appointment_status", planned["appointment"])
        self.assertEqual(planned["prescription"], {"checksum"})
        self.assertEqual(
            planned["medical_record"],
            {
                "checksum",
                "patient.x_studio_chief_complaint",
                "patient.x_studio_diagnosis",
            },
        )
        self.approve(run)._load()
        for name in ("patient", "appointment", "prescription"):
            (written,) = self.written(run, name).values()
            self.assertEqual(written, planned[name], name)

    def test_a_further_document_is_named(self):
        first = {**record(1, "P1", "2024-03-05", "Cough"), "file": ""}
        self.migrate(patients=PATIENTS, medical_records=[first])
        run = self.plan(
            medical_records=[{**first, "file": "scan.pdf"}], files__scan_pdf=PDF
        )
        self.assertIn("#file-1", self.fields_of(self.rows(run)))
        self.assertIn("A further document", self.rows(run).plan_field_labels)

    def test_planning_writes_nothing(self):
        contact = self.env["res.partner"].create(
            {"name": "Asha R.", "x_studio_patient_id": "P1"}
        )
        self.plan(patients=PATIENTS)
        self.env.invalidate_all()
        self.assertFalse(contact.email or contact.phone or contact.user_id)
        self.assertFalse(self.env["pulse.change"].search([]))

    def test_an_update_that_finds_everything_there_says_so(self):
        self.migrate(patients=PATIENTS)
        self.partner("P3").city = "Nashik"
        run = self.plan(patients=[{**PATIENTS[2], "city": "Thane"}])
        row = self.rows(run)
        self.assertEqual((row.action, row.plan_reason), ("update", "nothing_to_write"))
        self.assertFalse(row.plan_fields)
        self.assertEqual(run.plan_line_ids.mapped("reason"), ["nothing_to_write"])

    def test_what_the_loader_will_refuse_is_rejected_by_the_plan(self):
        self.migration.bill_target = "partner"
        bills = [bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        self.migrate(patients=PATIENTS, bills=bills)
        loader = type(self.env["pulse.loader.statement"])

        def refuse(*_args):
            raise RowError("currency_unknown", "currency")

        newer = [{**bills[0], "total": "600.00"}]
        with patch.object(loader, "_prepare_vals", refuse):
            run = self.plan(bills=newer)
        row = self.rows(run)
        self.assertEqual((row.state, row.action), ("rejected", "reject"))
        self.assertEqual(row.plan_reason, "currency_unknown")
        run.action_plan()
        self.assertEqual(self.rows(run).action, "update", "planned anew")

    # values

    def plan_update(self):
        self.migrate(patients=PATIENTS)
        run = self.plan(
            patients=[{**PATIENTS[0], "city": "Nashik", "blood_group": "A+"}]
        )
        return self.rows(run)

    def test_the_medical_group_sees_old_and_new_values(self):
        row = self.plan_update()
        self.assertEqual(
            set(row.plan_change_text.split("\n")),
            {"City: Pune → Nashik", "Blood Group: O+ → A+"},
        )
        self.assertEqual(
            set(row.plan_field_labels.split(", ")), {"City", "Blood Group"}
        )

    def test_nobody_else_sees_values(self):
        row = self.plan_update()
        for group in ("auditor", "operator", "approver"):
            user = new_test_user(
                self.env, f"fields_{group}", groups=f"pulse_migration.group_{group}"
            )
            shown = row.with_user(user)
            self.assertNotIn("plan_change_text", shown.fields_get())
            with self.assertRaises(AccessError):
                shown.read(["plan_change_text"])
            self.assertIn("City", shown.plan_field_labels)
        medic = new_test_user(
            self.env,
            "fields_medic",
            groups="pulse_migration.group_auditor,pulse_migration.group_medical",
        )
        self.assertIn("Nashik", row.with_user(medic).plan_change_text)

    def test_values_follow_what_odoo_holds_now(self):
        row = self.plan_update()
        self.partner("P1").city = "Thane"
        self.env.invalidate_all()
        self.assertNotIn("City", row.plan_change_text)
        self.partner("P1").unlink()
        self.env.invalidate_all()
        self.assertFalse(row.plan_change_text)

    def test_a_user_is_shown_by_name(self):
        row = self.plan_update()
        field = self.env["res.partner"]._fields["user_id"]
        self.assertEqual(
            row._shown(field, self.env.user.id), self.env.user.display_name
        )
        self.assertEqual(row._shown(field, False), "–")

    # queries

    def test_queries_are_per_batch(self):
        found = {}
        for count in (5, 60):
            rows = [
                {"patient_id": f"Q{count}-{n}", "name": f"N {n}", "city": "Pune"}
                for n in range(count)
            ]
            self.migrate(patients=rows)
            for row in rows:
                row["city"] = "Nashik"
            run = self.plan(patients=rows)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["pulse.plan"]._name_fields(run)
            found[count] = self.env.cr.sql_log_count - before
            self.assertEqual(set(self.rows(run).mapped("plan_fields")), {"city"})
            self.approve(run)._load()
            run.action_verify()
        self.assertLessEqual(found[60], found[5] + 3, found)

    def test_every_batch_is_looked_at(self):
        rows = [{"patient_id": f"P{n}", "name": f"N {n}"} for n in range(12)]
        self.migrate(patients=rows)
        for row in rows:
            row["city"] = "Nashik"
        with patch(f"{plan_batches.__name__}.BATCH_ROWS", 5):
            run = self.plan(patients=rows)
        self.assertEqual(self.rows(run).mapped("plan_fields"), ["city"] * 12)
