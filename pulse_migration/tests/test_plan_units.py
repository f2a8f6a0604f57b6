"""Nothing lands in a wrong chart: what two patients claim waits for a person."""

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug, record

ITEM = {
    "bill_id": "B1",
    "item_name": "Filling",
    "quantity": "1",
    "unit_price": "500.00",
    "amount_total": "500.00",
}


def message(number, patient, thread="T1", **more):
    return {
        "message_id": f"M{number}",
        "thread_id": thread,
        "patient_id": patient,
        "sent_at": f"2024-03-0{number} 10:00:00",
        "direction": "Outbound",
        "body": f"Result {number} of {patient}",
        **more,
    }


class TestPlanUnits(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"

    def assertHeld(self, run, object_name, reason="unit_of_several_patients"):
        rows = self.rows(run, object_name)
        self.assertEqual(set(rows.mapped("state")), {"held"})
        self.assertEqual(set(rows.mapped("reason")), {reason})

    def test_a_prescription_number_of_two_patients_is_held(self):
        run = self.migrate(
            patients=PATIENTS,
            prescriptions=[
                drug(1, "P1", "Amoxicillin"),
                drug(1, "P2", "Warfarin"),
                drug(2, "P2", "Ibuprofen"),
            ],
        )
        rows = self.rows(run, "prescription")
        self.assertEqual(rows.mapped("state"), ["held", "held", "created"])
        self.assertEqual(len(self.documents()), 1)
        self.assertNotIn(b"Warfarin", self.documents().raw)
        self.assertAccounted(run)

    def test_a_thread_of_two_patients_is_held(self):
        run = self.migrate(
            patients=PATIENTS, messages=[message(1, "P1"), message(2, "P2")]
        )
        self.assertHeld(run, "message")
        self.assertFalse(self.documents())

    def test_a_record_of_two_patients_is_held(self):
        run = self.plan(
            patients=PATIENTS,
            medical_records=[
                record(1, "P1", "2024-03-05", "Cough"),
                record(1, "P2", "2024-03-05", "Fever"),
            ],
        )
        self.assertHeld(run, "medical_record")

    def test_a_bill_number_of_two_patients_is_held_with_its_parts(self):
        """Where bills become fields of the patient, the patient is their unit."""
        for target in ("partner", "move"):
            # Odoo would refuse it without Accounting; planning does not need that
            self.env.cr.execute(
                "UPDATE pulse_migration SET bill_target = %s WHERE id = %s",
                (target, self.migration.id),
            )
            self.env.invalidate_all()
            run = self.plan(
                patients=PATIENTS,
                bills=[
                    bill(1, "P1", "2024-03-05", "500.00", "0.00"),
                    bill(1, "P2", "2024-03-09", "900.00", "0.00"),
                ],
                bill_items=[ITEM],
            )
            self.assertHeld(run, "bill")
            self.assertEqual(self.rows(run, "bill_item").state, "held")
            run.unlink()

    def shared(self, branch="Pune"):
        """Return tables of a bill number that two patients have."""
        payment = {"payment_id": "R1", "bill_id": "B1", "date": "2025-03-06"}
        return {
            "patients": PATIENTS,
            "bills": [
                bill(1, "P1", "2024-03-05", "500.00", "0.00", branch="Pune"),
                bill(1, "P2", "2025-03-05", "400.00", "0.00", branch=branch),
            ],
            "payments": [
                {**payment, "patient_id": "P2", "amount": "100.00"},
                {**payment, "payment_id": "R2", "patient_id": "", "amount": "10.00"},
            ],
        }

    def names(self, run):
        bills = self.rows(run, "bill").filtered(lambda row: row.state != "held")
        return {row.patient_key: row.external_id for row in bills}

    def test_a_year_or_a_branch_tells_bills_of_one_number_apart(self):
        run = self.plan(**self.shared())
        self.assertEqual(self.names(run), {"P1": "B1 (2024)", "P2": "B1 (2025)"})
        first, second = self.rows(run, "payment")
        self.assertEqual(first.values["bill_id"], "B1 (2025)")
        # nobody says whose it is
        self.assertEqual((second.state, second.reason), ("held", "bill_number_shared"))
        run.action_plan()
        self.assertEqual(self.names(run), {"P1": "B1 (2024)", "P2": "B1 (2025)"})
        run = self.plan(**self.shared("Thane"))
        self.assertEqual(self.names(run), {"P1": "B1 (Pune)", "P2": "B1 (Thane)"})

    def test_a_number_that_comes_again_later_leaves_the_loaded_bill_its_name(self):
        tables = self.shared()
        first = {**tables, "bills": tables["bills"][:1], "payments": []}
        self.migrate(**first)
        run = self.plan(**tables)
        self.assertEqual(self.names(run), {"P1": "B1", "P2": "B1 (2025)"})
        self.migrate(**tables)
        run = self.plan(**{**tables, "bills": tables["bills"][1:]})
        self.assertEqual(self.names(run), {"P2": "B1 (2025)"})
        self.assertEqual(self.rows(run, "bill").action, "unchanged")

    def test_a_payment_that_names_another_patient_holds_the_bill(self):
        payment = {"payment_id": "R1", "bill_no": "B1", "amount": "100.00"}
        run = self.plan(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")],
            payments=[{**payment, "patient_id": "P2", "date": "2024-03-06"}],
        )
        self.assertHeld(run, "bill")
        self.assertHeld(run, "payment")

    def test_parts_that_name_no_patient_follow_their_bill(self):
        run = self.plan(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")],
            bill_items=[ITEM],
        )
        self.assertEqual(self.rows(run, "bill_item").patient_key, "P1")
        self.assertEqual(self.rows(run, "bill").state, "staged")

    def test_a_patient_who_is_held_still_counts(self):
        """Half of the document would land on the one who is not held."""
        twin = {**PATIENTS[1], "name": "Somebody else"}
        run = self.plan(
            patients=[PATIENTS[0], PATIENTS[1], twin],
            prescriptions=[drug(1, "P1", "Amoxicillin"), drug(1, "P2", "Warfarin")],
        )
        self.assertEqual(
            self.rows(run, "prescription").mapped("reason"),
            ["unit_of_several_patients", "patient_held"],
        )

    def test_a_patient_whom_nobody_knows_holds_nobody_elses_rows(self):
        """A mistyped id waits alone; what else the record says is of one patient."""
        payment = {"payment_id": "R1", "bill_no": "B1", "amount": "100.00"}
        run = self.plan(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin"), drug(1, "P99", "Ibuprofen")],
            bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")],
            payments=[{**payment, "patient_id": "P99", "date": "2024-03-06"}],
        )
        self.assertEqual(
            self.rows(run, "prescription").mapped("reason"), [False, "patient_unknown"]
        )
        self.assertEqual(self.rows(run, "bill").state, "staged")
        self.assertEqual(self.rows(run, "payment").reason, "patient_unknown")

    def test_what_was_loaded_onto_another_patient_does_not_move(self):
        self.migrate(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05")],
            prescriptions=[drug(1, "P1", "Amoxicillin")],
            messages=[message(1, "P1")],
        )
        run = self.migrate(
            appointments=[appointment(1, "P2", "2024-03-05")],
            prescriptions=[drug(1, "P2", "Amoxicillin")],
            messages=[message(2, "P2")],
        )
        for name in ("appointment", "prescription", "message"):
            self.assertHeld(run, name, "patient_changed")
        self.assertEqual(self.activities().res_id, self.partner("P1").id)
        self.assertEqual(
            set(self.documents().mapped("res_id")), {self.partner("P1").id}
        )

    def test_what_was_taken_back_may_come_to_another_patient(self):
        run = self.migrate(
            patients=PATIENTS, prescriptions=[drug(1, "P1", "Amoxicillin")]
        )
        run._undo()
        run = self.migrate(
            patients=PATIENTS, prescriptions=[drug(1, "P2", "Amoxicillin")]
        )
        self.assertEqual(self.documents().res_id, self.partner("P2").id)

    def test_planning_again_holds_the_same(self):
        run = self.plan(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin"), drug(1, "P2", "Warfarin")],
        )
        run.action_plan()
        self.assertHeld(run, "prescription")
