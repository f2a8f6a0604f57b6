"""What a row names must be there; what nothing names is counted."""

from .common import PATIENTS, appointment, bill
from .quality_common import QualityCase, patient
from .test_document_loader import drug, record


def item(bill_id, name="Consultation", total="100.00"):
    return {
        "bill_id": bill_id,
        "item_name": name,
        "quantity": "1",
        "unit_price": total,
        "total": total,
    }


class TestReferences(QualityCase):
    def test_a_patient_that_is_not_there_is_an_error(self):
        run = self.stage(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P9", "2024-03-05"),
                appointment(3, "", "2024-03-05"),
            ],
            medical_records=[record(1, "P8", "2024-03-05", "Cough")],
        )
        self.assertEqual(
            self.saying(run, "patient_unknown"),
            {"A2": ("error", "patient_id"), "R1": ("error", "patient_id")},
        )
        self.assertEqual(
            self.saying(run, "patient_missing"), {"A3": ("error", "patient_id")}
        )

    def test_a_patient_of_an_earlier_load_is_there(self):
        self.migrate(patients=PATIENTS)
        run = self.stage(appointments=[appointment(1, "P1", "2024-03-05")])
        self.assertNotIn("patient_unknown", self.codes(run))

    def test_a_patient_that_was_rejected_was_received(self):
        run = self.stage(
            patients=[patient("P1", "")],
            appointments=[appointment(1, "P1", "2024-03-05")],
        )
        self.assertNotIn("patient_unknown", self.codes(run))

    def test_an_appointment_that_is_not_there_is_looked_at(self):
        run = self.stage(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05")],
            prescriptions=[
                drug(1, "P1", "Amoxicillin", appointment_id="A1"),
                drug(2, "P1", "Ibuprofen", appointment_id="A9"),
                drug(3, "P1", "Paracetamol", appointment_id=""),
            ],
        )
        found = self.saying(run, "appointment_unknown")
        self.assertEqual(list(found.values()), [("warning", "appointment_id")])

    def test_parts_of_a_bill_need_their_bill(self):
        payment = {
            "payment_id": "R1",
            "bill_id": "B1",
            "patient_id": "P1",
            "payment_date": "2024-03-05",
            "amount_paid": "50.00",
            "payment_mode": "Cash",
        }
        run = self.stage(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "100.00", "50.00")],
            bill_items=[item("B1"), item("B7")],
            payments=[
                payment,
                {**payment, "payment_id": "R2", "bill_id": "B8"},
                {**payment, "payment_id": "R3", "bill_id": ""},
            ],
        )
        issues = run.issue_ids.filtered(lambda i: i.code == "bill_unknown")
        counts = {issue.object_name: issue.row_count for issue in issues}
        self.assertEqual(counts, {"bill_item": 1, "payment": 2})
        self.assertEqual(set(issues.mapped("severity")), {"error"})

    def test_a_bill_names_the_patient_of_its_parts(self):
        run = self.stage(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "100.00", "50.00")],
            bill_items=[item("B1")],
        )
        self.assertNotIn("patient_missing", self.codes(run))

    def test_what_nothing_names_is_information(self):
        run = self.stage(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05")],
            bills=[
                bill(1, "P1", "2024-03-05", "100.00", "50.00"),
                bill(2, "P1", "2024-03-05", "100.00", "50.00"),
            ],
            bill_items=[item("B1")],
        )
        self.assertEqual(
            self.saying(run, "patient_unreferenced"),
            {"P2": ("info", ""), "P3": ("info", "")},
        )
        self.assertEqual(self.saying(run, "bill_without_lines"), {"B2": ("info", "")})

    def test_a_physician_whom_nothing_names_is_counted(self):
        run = self.stage(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05")],
            physicians=[
                {"physician_id": "D1", "name": "M", "email": "meera@clinic.example"},
                {
                    "physician_id": "D2",
                    "name": "Dr. Das",
                    "email": "das@clinic.example",
                },
            ],
        )
        self.assertEqual(
            self.saying(run, "physician_unreferenced"),
            {"das@clinic.example": ("info", "")},
        )

    def test_without_such_files_nothing_is_unreferenced(self):
        run = self.stage(
            patients=PATIENTS,
        )
        self.assertNotIn("patient_unreferenced", self.codes(run))


class TestThreads(QualityCase):
    def chat(self, phone, run=None):
        lines = "05/03/2024, 10:14 - Clinic: Good morning\n" * 3
        run = run or self.migration._open_run()
        folder = self.export()
        path = folder / f"WhatsApp Chat with {phone}.txt"
        path.write_text(lines)
        run._receive_path(folder)
        run.action_stage()
        return run

    def test_a_chat_with_a_patients_phone_is_fine(self):
        run = self.stage(patients=[patient("P1", "Asha", phone="+91 98765 43210")])
        self.chat("+91 98765 43210", run)
        self.assertTrue(self.rows(run, "message"))
        self.assertFalse({"phone_of_nobody", "phone_of_several"} & self.codes(run))

    def test_a_chat_with_nobody_is_an_error(self):
        run = self.stage(patients=[patient("P1", "Asha", phone="+91 98765 43210")])
        self.chat("+91 98765 43299", run)
        issue = run.issue_ids.filtered(lambda i: i.code == "phone_of_nobody")
        self.assertEqual((issue.row_count, issue.severity), (3, "error"))

    def test_a_chat_with_a_family_is_an_error(self):
        run = self.stage(
            patients=[
                patient("P1", "Asha", phone="+91 98765 43210"),
                patient("P2", "Ravi", phone="+91 98765 43210"),
            ]
        )
        self.chat("+91 98765 43210", run)
        issue = run.issue_ids.filtered(lambda i: i.code == "phone_of_several")
        self.assertEqual((issue.row_count, issue.severity), (3, "error"))
