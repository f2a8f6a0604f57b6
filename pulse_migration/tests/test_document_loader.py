"""Prescriptions, records and conversations become documents on the patient."""

from .common import PATIENTS, PDF, PulseCase


def drug(number, patient, name, **more):
    return {
        "prescription_id": f"RX{number}",
        "patient_id": patient,
        "physician": "Dr. Meera Shah",
        "physician_email": "meera@clinic.example",
        "date": "2024-03-05",
        "medication": name,
        "dosage": "500 mg",
        "instructions": "after food",
        **more,
    }


def record(number, patient, day, complaint, **more):
    return {
        "record_id": f"R{number}",
        "patient_id": patient,
        "date": day,
        "chief_complaint": complaint,
        "diagnosis": f"Diagnosis of {complaint}",
        "treatment_plan": "Rest",
        **more,
    }


class TestDocumentLoader(PulseCase):
    def test_the_drugs_of_one_prescription_are_one_document(self):
        run = self.migrate(
            patients=PATIENTS,
            prescriptions=[
                drug(1, "P1", "Amoxicillin"),
                drug(1, "P1", "Paracetamol"),
                drug(2, "P1", "Ibuprofen"),
            ],
        )
        first, second = self.documents("prescription")
        text = first.raw.decode()
        self.assertIn("1. Amoxicillin", text)
        self.assertIn("2. Paracetamol", text)
        self.assertNotIn("Ibuprofen", text)
        self.assertIn("Ibuprofen", second.raw.decode())
        self.assertEqual(first.res_id, self.partner("P1").id)
        self.assertEqual(first.name, "Prescription 2024-03-05 Dr. Meera Shah.txt")
        self.assertEqual(
            self.rows(run, "prescription").mapped("state"),
            ["created", "merged", "created"],
        )

    def test_the_exports_pdf_is_the_prescription_byte_for_byte(self):
        self.migrate(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin", file="files/rx1.pdf")],
            files__rx1_pdf=PDF,
        )
        document = self.documents("prescription")
        self.assertEqual(document.raw, PDF)
        self.assertEqual(document.mimetype, "application/pdf")
        self.assertIn("Amoxicillin", document.description)

    def test_a_record_is_written_out_with_its_scan_beside_it(self):
        self.migrate(
            patients=PATIENTS,
            medical_records=[record(1, "P1", "2024-03-05", "Cough", file="r1.pdf")],
            files__r1_pdf=PDF,
        )
        documents = self.documents("medical_record")
        self.assertEqual(
            sorted(documents.mapped("mimetype")), ["application/pdf", "text/plain"]
        )

    def test_a_named_but_absent_file_is_flagged_and_the_content_kept(self):
        run = self.migrate(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin", file="files/lost.pdf")],
        )
        row = self.rows(run, "prescription")
        self.assertEqual(row.issues, [["file_absent", "file", "warning"]])
        self.assertIn("Amoxicillin", self.documents("prescription").raw.decode())

    def test_the_newest_record_fills_the_page_whatever_the_order(self):
        run = self.migrate(
            patients=PATIENTS,
            medical_records=[
                record(1, "P1", "2024-03-05", "Cough"),
                record(2, "P1", "2024-05-05", "Fever"),
                record(3, "P1", "2023-05-05", "Rash"),
            ],
        )
        partner = self.partner("P1")
        self.assertEqual(partner.x_studio_chief_complaint, "Fever")
        self.assertEqual(partner.x_studio_diagnosis, "Diagnosis of Fever")
        self.assertEqual(len(self.documents("medical_record")), 3)
        self.assertEqual(run.state, "done")

    def test_an_older_record_that_arrives_late_leaves_the_page(self):
        self.migrate(
            patients=PATIENTS, medical_records=[record(2, "P1", "2024-05-05", "Fever")]
        )
        self.migrate(medical_records=[record(1, "P1", "2024-03-05", "Cough")])
        self.assertEqual(self.partner("P1").x_studio_chief_complaint, "Fever")

    def test_a_thread_is_one_document_in_order(self):
        self.migrate(
            patients=PATIENTS,
            messages=[
                {
                    "message_id": "M2",
                    "thread_id": "T1",
                    "patient_id": "P1",
                    "sent_at": "2024-03-05 10:05:00",
                    "direction": "Inbound",
                    "body": "Yes",
                },
                {
                    "message_id": "M1",
                    "thread_id": "T1",
                    "patient_id": "P1",
                    "sent_at": "2024-03-05 10:00:00",
                    "direction": "Outbound",
                    "body": "Will you come?",
                },
            ],
        )
        text = self.documents("message").raw.decode()
        self.assertLess(text.index("Will you come?"), text.index("Yes"))

    def test_a_whatsapp_chat_finds_its_patient(self):
        chat = (
            "05/03/2024, 10:14 - Clinic: Please come at 5\n"
            "05/03/2024, 10:16 - Asha: Yes\nthank you\n"
            "25/03/2024, 09:00 - Clinic: Report is ready\n"
        )
        folder = self.export(patients=PATIENTS)
        name = "WhatsApp Chat with +91 98765 43210.txt"
        (folder / name).write_text(chat, encoding="utf-8")
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        document = self.documents("message")
        self.assertEqual(document.res_id, self.partner("P1").id)
        self.assertIn("[2024-03-05 10:16:00, Asha, WhatsApp]", document.raw.decode())
        self.assertIn("Yes\nthank you", document.raw.decode())

    def test_medical_documents_are_marked(self):
        self.migrate(patients=PATIENTS, prescriptions=[drug(1, "P1", "Amoxicillin")])
        self.assertTrue(self.documents("prescription").x_studio_is_medical)

    def test_a_scan_that_arrives_later_joins_its_record(self):
        self.migrate(
            patients=PATIENTS, medical_records=[record(1, "P1", "2024-03-05", "Cough")]
        )
        run = self.migrate(
            patients=PATIENTS,
            medical_records=[record(1, "P1", "2024-03-05", "Cough", file="r1.pdf")],
            r1_pdf=PDF,
        )
        documents = self.documents("medical_record")
        self.assertEqual(
            sorted(documents.mapped("mimetype")), ["application/pdf", "text/plain"]
        )
        self.assertEqual(run.state, "done")
        run._undo()
        self.assertEqual(self.documents("medical_record").mimetype, "text/plain")

    def test_a_corrected_prescription_is_written_anew(self):
        self.migrate(patients=PATIENTS, prescriptions=[drug(1, "P1", "Amoxicillin")])
        document = self.documents("prescription")
        run = self.migrate(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin"), drug(1, "P1", "Ibuprofen")],
        )
        self.assertEqual(self.documents("prescription"), document)
        self.assertIn("Ibuprofen", document.raw.decode())
        self.assertEqual(run.state, "done")

    def test_the_same_line_twice_is_one_drug(self):
        self.migrate(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin"), drug(1, "P1", "Amoxicillin")],
        )
        self.assertEqual(
            self.documents("prescription").raw.decode().count("Amoxicillin"), 1
        )

    def test_a_large_scan_arrives_byte_for_byte(self):
        # Odoo shrinks images and may re-write what it takes for another type
        image = bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
            "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
        )
        folder = self.export(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin", file="scan.png")],
        )
        (folder / "scan.png").write_bytes(image)
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        self.assertEqual(self.documents("prescription").raw, image)

    def test_two_files_of_one_name_are_told_apart_by_their_folder(self):
        self.migrate(
            patients=PATIENTS,
            prescriptions=[
                drug(1, "P1", "Amoxicillin", file="a/rx.pdf"),
                drug(2, "P2", "Ibuprofen", file="b/rx.pdf"),
            ],
            a__rx_pdf=PDF,
            b__rx_pdf=PDF + b"2",
        )
        self.assertEqual(
            {d.res_id: d.raw for d in self.documents("prescription")},
            {self.partner("P1").id: PDF, self.partner("P2").id: PDF + b"2"},
        )
