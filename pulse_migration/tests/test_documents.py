"""Text documents: every filled field is there, in an order people read."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine import documents

FACTS = [("Patient", "Asha Rao"), ("Date", "2024-03-05"), ("Physician", "")]


class TestDocuments(TestCase):
    def test_labels_are_words(self):
        self.assertEqual(documents.label("chief_complaint"), "Chief complaint")

    def test_the_head_is_underlined_and_aligned(self):
        self.assertEqual(
            documents.head("Bills", FACTS),
            ["Bills", "=====", "", "Patient: Asha Rao", "Date:    2024-03-05"],
        )
        self.assertEqual(documents.head("Bills", []), ["Bills", "=====", ""])

    def test_lines_of_a_value_stay_below_each_other(self):
        lines = documents.head("X", [("Notes", "one\ntwo"), ("Q", 0)])
        self.assertEqual(lines[3:], ["Notes: one", "       two", "Q:     0"])

    def test_rest_leaves_out_what_the_head_says_and_what_is_empty(self):
        values = {
            "patient_id": "P1",
            "date": "2024-03-05",
            "diagnosis": "Cough",
            "notes": "",
            "pulse_rate": 0,
            "name": None,
            "weight": "60",
        }
        self.assertEqual(
            documents.rest(values, "weight"),
            [("Diagnosis", "Cough"), ("Pulse rate", 0)],
        )

    def test_each_drug_is_a_numbered_block(self):
        text = documents.prescription(
            FACTS,
            [
                {
                    "medication": "Amoxicillin",
                    "dosage": "500 mg",
                    "frequency": "3x",
                    "instructions": "after food",
                    "refills": 2,
                },
                {"name": "Ibuprofen"},
                {"dosage": "1"},
            ],
        )
        self.assertIn("1. Amoxicillin\n   500 mg, 3x\n", text)
        self.assertIn("Instructions: after food", text)
        self.assertIn("Refills:      2", text)
        self.assertIn("\n2. Ibuprofen\n", text)
        self.assertIn("\n3. -\n   1\n", text)
        self.assertTrue(text.endswith("\n"))

    def test_a_record_shows_every_field(self):
        text = documents.medical_record(
            FACTS, [{"chief_complaint": "Cough"}, {"spo2": "97"}]
        )
        self.assertIn("Chief complaint: Cough", text)
        self.assertIn("Spo2: 97", text)

    def test_a_conversation_is_in_the_order_it_was_written(self):
        rows = [
            {"sent_at": "2024-03-05T10:01:00", "sender": "Asha", "body": "second"},
            {
                "sent_at": "2024-03-05T10:00:00",
                "direction": "out",
                "channel": "SMS",
                "status": "sent",
                "subject": "Hello",
                "body": "first",
            },
            {"file": "scan.jpg", "sent_at": "2024-03-05T10:02:00"},
        ]
        text = documents.conversation(FACTS, rows)
        self.assertLess(text.index("first"), text.index("second"))
        self.assertIn("[2024-03-05 10:00:00, out, SMS, sent]\nHello\nfirst", text)
        self.assertIn("[2024-03-05 10:01:00, Asha]\nsecond", text)
        self.assertIn("[2024-03-05 10:02:00]\nscan.jpg", text)

    def test_messages_of_one_moment_keep_the_order_of_the_file(self):
        rows = [{"sent_at": "2024-03-05T10:00:00", "body": f"m{n}"} for n in range(5)]
        text = documents.conversation([], rows)
        places = [text.index(f"m{n}") for n in range(5)]
        self.assertEqual(places, sorted(places))

    def test_bills_are_oldest_first_with_every_amount(self):
        text = documents.bills(
            FACTS,
            [
                {"bill_id": "B2", "date": "2024-03-06", "amount_total": "1.10"},
                {"bill_id": "B1", "date": "2024-03-05", "amount_paid": "0.30"},
                {"bill_id": "B0", "physician_name": "Meera", "outstanding": "0"},
            ],
        )
        self.assertLess(text.index("B0"), text.index("B1  2024-03-05"))
        self.assertLess(text.index("B1  2024-03-05"), text.index("B2  2024-03-06"))
        for line in ("Amount total: 1.10", "Amount paid: 0.30", "Outstanding: 0"):
            self.assertIn(line, text)
        self.assertIn("B0\n--\nPhysician:   Meera", text)
