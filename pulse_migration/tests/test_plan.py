"""What becomes of every row, before anything is written."""

from odoo.addons.pulse_migration.models.plan.plan import STEPS

from .common import PATIENTS, PulseCase, appointment, bill


class TestPlan(PulseCase):
    def test_every_step_stands_in_the_list_and_in_one_file(self):
        """One that hides behind another's name is missed by who reads the list."""
        for name in STEPS:
            owners = [c for c in type(self.env["pulse.plan"]).mro() if name in vars(c)]
            with self.subTest(step=name):
                self.assertEqual(len(owners), 1, owners)

    def test_the_same_row_again_merges(self):
        run = self.plan(patients=[PATIENTS[0], PATIENTS[0]])
        self.assertEqual(self.rows(run).mapped("action"), ["create", "merge"])

    def test_one_id_with_two_stories_is_held_with_its_children(self):
        other = {**PATIENTS[0], "date_of_birth": "1999-01-01"}
        run = self.plan(
            patients=[PATIENTS[0], other, PATIENTS[1]],
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P2", "2024-03-05"),
            ],
        )
        self.assertEqual(
            [(r.external_id, r.state, r.reason) for r in self.rows(run, "patient")],
            [
                ("P1", "held", "duplicate_id"),
                ("P1", "held", "duplicate_id"),
                ("P2", "staged", False),
            ],
        )
        self.assertEqual(
            self.rows(run, "appointment").mapped("reason"), ["patient_held", False]
        )

    def test_a_row_without_its_patient_is_held(self):
        run = self.plan(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P9", "2024-03-05"),
                appointment(2, "", "2024-03-05"),
            ],
        )
        self.assertEqual(
            self.rows(run, "appointment").mapped("reason"),
            ["patient_unknown", "patient_missing"],
        )

    def test_a_patient_of_an_earlier_run_is_known(self):
        self.migrate(patients=PATIENTS)
        run = self.plan(appointments=[appointment(1, "P1", "2024-03-05")])
        self.assertEqual(self.rows(run).action, "create")

    def test_an_existing_contact_is_updated_two_are_held(self):
        partners = self.env["res.partner"]
        partners.create({"name": "Asha", "x_studio_patient_id": "P1"})
        for name in ("Ravi", "Ravi B"):
            partners.create({"name": name, "x_studio_patient_id": "P2"})
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.rows(run).mapped("action"), ["update", "hold", "create"])

    def test_a_contact_of_another_clinic_is_not_ours(self):
        self.migrate(patients=PATIENTS)
        self.migration = self.migration.copy({"name": "Second branch"})
        run = self.plan(patients=PATIENTS)
        self.assertEqual(set(self.rows(run).mapped("action")), {"create"})

    def test_what_somebody_deleted_does_not_come_back(self):
        self.migrate(patients=PATIENTS)
        self.partner("P3").unlink()
        run = self.plan(patients=PATIENTS)
        self.assertEqual(
            self.rows(run).mapped("reason"), [False, False, "target_deleted"]
        )

    def test_lines_of_an_unknown_bill_are_held(self):
        run = self.plan(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")],
            bill_items=[
                {
                    "bill_id": "B1",
                    "item_name": "Filling",
                    "quantity": "1",
                    "unit_price": "500.00",
                    "amount_total": "500.00",
                },
                {
                    "bill_id": "B7",
                    "item_name": "Crown",
                    "quantity": "1",
                    "unit_price": "900.00",
                    "amount_total": "900.00",
                },
            ],
        )
        rows = self.rows(run, "bill_item")
        self.assertEqual(rows.mapped("state"), ["staged", "held"])
        self.assertEqual(rows.mapped("reason"), [False, "bill_unknown"])

    def test_a_message_finds_its_patient_by_phone_but_not_a_family(self):
        family = {**PATIENTS[2], "phone": PATIENTS[1]["phone"]}
        run = self.plan(
            patients=[PATIENTS[0], PATIENTS[1], family],
            messages=[
                {
                    "message_id": "M1",
                    "phone": "9876543210",
                    "body": "Hello",
                    "sent_at": "2024-03-05 10:00:00",
                    "direction": "in",
                },
                {
                    "message_id": "M2",
                    "phone": "9876543211",
                    "body": "Hi",
                    "sent_at": "2024-03-05 10:00:00",
                    "direction": "in",
                },
            ],
        )
        self.assertEqual(
            [(r.patient_key, r.state, r.reason) for r in self.rows(run, "message")],
            [("P1", "staged", False), (False, "held", "phone_of_several")],
        )

    def test_planning_again_changes_nothing(self):
        run = self.plan(
            patients=[PATIENTS[0], PATIENTS[0], PATIENTS[1]],
            appointments=[appointment(1, "P9", "2024-03-05")],
        )
        before = [(r.action, r.state, r.reason, r.unit_key) for r in self.rows(run)]
        run.action_plan()
        after = [(r.action, r.state, r.reason, r.unit_key) for r in self.rows(run)]
        self.assertEqual(before, after)

    def test_two_contacts_of_one_patient_hold_the_appointments_too(self):
        for name in ("Asha", "Asha R"):
            self.env["res.partner"].create({"name": name, "x_studio_patient_id": "P1"})
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.assertEqual(self.rows(run, "patient")[0].reason, "target_ambiguous")
        child = self.rows(run, "appointment")
        self.assertEqual((child.state, child.reason), ("held", "patient_held"))

    def test_an_appointment_with_two_stories_is_held(self):
        run = self.plan(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(1, "P2", "2024-03-05"),
                appointment(2, "P2", "2024-03-05"),
            ],
        )
        self.assertEqual(
            self.rows(run, "appointment").mapped("reason"),
            ["duplicate_id", "duplicate_id", False],
        )

    def test_a_row_of_a_rejected_patient_is_held(self):
        run = self.plan(
            patients=[*PATIENTS, {"patient_id": "P4", "phone": "9876543299"}],
            appointments=[appointment(1, "P4", "2024-03-05")],
        )
        self.assertEqual(self.rows(run, "patient")[-1].reason, "name_missing")
        self.assertEqual(self.rows(run, "appointment").reason, "patient_held")

    def test_a_held_row_has_no_batch(self):
        run = self.plan(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P9", "2024-03-05"),
            ],
        )
        self.assertEqual(
            [bool(row.batch_id) for row in self.rows(run, "appointment")],
            [True, False],
        )
