"""Verification reads everything back: what is not as written keeps a run from done."""

from freezegun import freeze_time

from odoo.addons.pulse_migration.loaders.base import LOADERS

from .common import PATIENTS, PDF, PulseCase, appointment, bill
from .test_document_loader import drug, record


class TestVerify(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        self.run = self.load(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P9", "2024-03-05"),
            ],
            prescriptions=[drug(1, "P1", "Amoxicillin", file="rx1.pdf")],
            medical_records=[record(1, "P1", "2024-03-05", "Cough")],
            bills=[bill(1, "P1", "2024-03-05", "500.00", "200.00")],
            rx1_pdf=PDF,
            unclaimed_pdf=PDF + b"2",
        )

    def verify(self):
        self.run.action_verify()
        return self.run.check_ids.filtered(lambda check: check.severity == "error")

    def assertFinds(self, code, **where):
        errors = self.verify()
        self.assertEqual(self.run.state, "failed")
        found = errors.filtered(lambda check: check.code == code)
        self.assertTrue(found, errors.mapped("code"))
        for name, value in where.items():
            self.assertIn(value, found.mapped(name))

    def test_an_undisturbed_load_is_done(self):
        self.assertFalse(self.verify())
        self.assertEqual(self.run.state, "done")
        self.assertEqual(self.run.report["verify"]["mismatches"], 0)
        self.assertEqual(self.run.report["verify"]["records"], 7)

    def test_a_changed_day_of_an_appointment_is_found(self):
        self.activities().date_deadline = "2024-03-06"
        self.assertFinds("field_differs", field_name="date_deadline", external_id="A1")

    def test_a_changed_byte_of_a_document_is_found(self):
        self.documents("prescription").raw = PDF + b"x"
        self.assertFinds("field_differs", field_name="checksum", external_id="RX1")

    def test_a_document_on_another_patient_is_found(self):
        self.documents("medical_record").res_id = self.partner("P2").id
        self.assertFinds("field_differs", field_name="res_id", external_id="R1")

    def test_a_deleted_patient_is_found(self):
        self.partner("P3").unlink()
        self.assertFinds("record_missing", external_id="P3")

    def test_a_balance_that_is_not_the_sources_is_found(self):
        self.partner("P1").x_studio_outstanding_balance = 299.99
        self.assertFinds("money_differs", field_name="outstanding")

    def test_a_row_without_outcome_is_found(self):
        row = self.rows(self.run, "appointment")[:1]
        self.env.cr.execute("DELETE FROM pulse_row WHERE id = %s", (row.id,))
        self.env.invalidate_all()
        self.assertFinds("rows_unaccounted", object_name="appointment", count=1)
        self.assertIn("file_rows_differ", self.run.check_ids.mapped("code"))

    def test_a_row_that_is_still_staged_is_found(self):
        row = self.rows(self.run, "appointment")[:1]
        self.env.cr.execute(
            "UPDATE pulse_row SET state = 'staged' WHERE id = %s", (row.id,)
        )
        self.env.invalidate_all()
        self.assertFinds("rows_unaccounted", object_name="appointment")

    def test_put_right_the_run_is_done(self):
        partner = self.partner("P1")
        partner.city = "Mumbai"
        self.assertFinds("field_differs", field_name="city")
        partner.city = "Pune"
        self.assertFalse(self.verify())
        self.assertEqual(self.run.state, "done")

    def test_what_waits_for_a_person_is_listed_and_no_error(self):
        self.verify()
        warnings = self.run.check_ids.filtered(lambda c: c.severity == "warning")
        self.assertEqual(
            sorted(warnings.mapped("code")), ["document_unclaimed", "patient_unknown"]
        )
        self.assertEqual(set(warnings.mapped("count")), {1})

    def test_verifying_writes_nothing_to_the_records(self):
        self.env.flush_all()
        self.verify()
        self.env.flush_all()
        query = "SELECT count(*), max(write_date) FROM res_partner"
        self.env.cr.execute(query)
        before = self.env.cr.fetchone()
        self.verify()
        self.env.cr.execute(query)
        self.assertEqual(self.env.cr.fetchone(), before)

    def test_every_object_has_a_loader_that_can_be_read_back(self):
        for name in LOADERS:
            names = LOADERS[name]
            for loader in names.values() if isinstance(names, dict) else [names]:
                self.assertTrue(self.env[loader]._target, loader)


class TestVerifyLater(PulseCase):
    """Verifying again must not call a difference what time, or a later run, changed."""

    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"

    def assertDone(self, run):
        run.action_verify()
        errors = run.check_ids.filtered(lambda check: check.severity == "error")
        self.assertEqual(run.state, "done", errors.mapped("code"))

    def test_an_appointment_whose_day_has_come_meanwhile(self):
        with freeze_time("2024-06-01 12:00"):
            run = self.migrate(
                patients=PATIENTS,
                appointments=[appointment(1, "P1", "2024-06-02", status="Scheduled")],
            )
        self.assertTrue(self.activities().active)
        with freeze_time("2024-06-05 12:00"):
            self.assertDone(run)

    def test_a_load_that_goes_on_next_day_keeps_its_day(self):
        with freeze_time("2024-06-01 12:00"):
            run = self.approve(
                self.plan(
                    patients=PATIENTS,
                    appointments=[
                        appointment(1, "P1", "2024-06-02", status="Scheduled")
                    ],
                )
            )
            run._set_state("running")
            for batch in run.batch_ids.sorted("sequence")[:2]:
                batch._load()
        with freeze_time("2024-06-05 12:00"):
            run._load()
            self.assertEqual(str(run.reference_on), "2024-06-01")
            self.assertDone(run)

    def test_a_plan_anew_forgets_the_day(self):
        run = self.plan(patients=PATIENTS)
        run.sudo().reference_on = "2020-01-01"
        run.action_plan()
        self.assertFalse(run.reference_on)

    def test_a_touch_without_a_day_waits(self):
        touch = {"campaign_name": "Diwali", "patient_id": "P1", "channel": "SMS"}
        run = self.migrate(
            patients=PATIENTS,
            campaigns=[{**touch, "date": ""}, {**touch, "date": "2024-03-05"}],
        )
        self.assertEqual(
            self.rows(run, "campaign").mapped("reason"), ["date_missing", False]
        )
        self.assertDone(run)

    def test_what_a_later_run_wrote_is_its_own_to_compare(self):
        run = self.migrate(
            patients=PATIENTS, prescriptions=[drug(1, "P1", "Amoxicillin")]
        )
        self.migrate(
            patients=[{**PATIENTS[0], "city": "Nashik"}, *PATIENTS[1:]],
            prescriptions=[drug(1, "P1", "Amoxicillin", dosage="250 mg")],
        )
        self.assertDone(run)

    def test_the_other_fields_are_still_compared(self):
        run = self.migrate(patients=PATIENTS)
        self.migrate(patients=[{**PATIENTS[0], "city": "Nashik"}])
        self.partner("P1").email = "other@example.com"
        run.action_verify()
        errors = run.check_ids.filtered(lambda check: check.severity == "error")
        self.assertEqual(errors.mapped("field_name"), ["email"])

    def test_what_a_later_run_took_back_is_compared_again(self):
        run = self.migrate(patients=PATIENTS)
        later = self.migrate(patients=[{**PATIENTS[0], "city": "Nashik"}])
        later._undo()
        self.assertDone(run)
        self.partner("P1").city = "Nashik"
        run.action_verify()
        self.assertEqual(run.state, "failed")


class TestVerifyEdited(PulseCase):
    """A person's edit excuses the field that was edited, and no other."""

    def setUp(self):
        super().setUp()
        self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        self.run = self.load(
            patients=[{**PATIENTS[0], "city": "Nashik", "email": "new@example.com"}]
        )

    def test_the_edited_field_is_named_on_the_row(self):
        issue = next(i for i in self.rows(self.run).issues if i[0] == "edited_in_odoo")
        self.assertEqual(issue[1], "city")

    def test_the_edited_field_is_a_warning(self):
        self.run.action_verify()
        self.assertEqual(self.run.state, "done")
        found = self.run.check_ids.filtered(lambda c: c.code == "edited_in_odoo")
        self.assertEqual(found.mapped("field_name"), ["city"])

    def test_any_other_field_is_an_error(self):
        self.partner("P1").email = "wrong@example.com"
        self.run.action_verify()
        self.assertEqual(self.run.state, "failed")
        found = self.run.check_ids.filtered(lambda c: c.code == "field_differs")
        self.assertEqual(found.mapped("field_name"), ["email"])
