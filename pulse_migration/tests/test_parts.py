"""A record that arrives in parts, export by export, is whole in Odoo."""

from unittest import TestCase

from odoo.addons.pulse_migration.loaders.unit import Unit, UnitRow

from .common import PATIENTS, PDF, PulseCase
from .test_document_loader import drug, record
from .test_plan_units import message


def row(run_id, name, text=""):
    values = {"medication": name, "notes": text}
    return UnitRow(
        id=0,
        object_name="prescription",
        values=values,
        fingerprint=f"{name}{text}",
        action="create",
        patient_key="P1",
        physician_key="",
        document_id=0,
        is_latest=False,
        batch_id=0,
        external_id="RX1",
        run_id=run_id,
        file_id=0,
    )


class TestEarlierRows(TestCase):
    def earlier(self, *rows):
        """Return what is kept beside the rows of the newest run."""
        newest = max(r.run_id for r in rows)
        unit = Unit("RX1", [r for r in rows if r.run_id == newest])
        unit.earlier = [r for r in rows if r.run_id < newest]
        kept = unit.earlier_rows(lambda r: r.values["medication"])
        return [r.fingerprint for r in kept]

    def test_a_new_line_replaces_none(self):
        self.assertEqual(
            self.earlier(row(1, "A"), row(1, "B"), row(2, "C")), ["A", "B"]
        )

    def test_a_corrected_line_replaces_the_old(self):
        self.assertEqual(
            self.earlier(row(1, "A"), row(1, "B"), row(2, "A", "!")), ["B"]
        )

    def test_the_same_line_again_is_one(self):
        self.assertEqual(self.earlier(row(1, "A"), row(2, "A")), [])

    def test_two_lines_of_one_drug_are_not_replaced_by_one(self):
        """Morning and evening: the part that came later may be a third."""
        rows = row(1, "A", "1"), row(1, "A", "2"), row(2, "A", "3")
        self.assertEqual(self.earlier(*rows), ["A1", "A2"])

    def test_one_of_two_lines_again(self):
        rows = row(1, "A", "1"), row(1, "A", "2"), row(2, "A", "2")
        self.assertEqual(self.earlier(*rows), ["A1"])

    def test_a_third_export(self):
        rows = row(1, "A"), row(2, "B"), row(3, "A", "!"), row(3, "C")
        self.assertEqual(self.earlier(*rows), ["B"])

    def test_the_newest_run_alone(self):
        self.assertEqual(self.earlier(row(3, "A"), row(3, "B")), [])


class TestParts(PulseCase):
    def setUp(self):
        super().setUp()
        self.migrate(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin"), drug(1, "P1", "Paracetamol")],
            medical_records=[record(1, "P1", "2024-03-05", "Cough", file="a.pdf")],
            messages=[message(1, "P1"), message(2, "P1")],
            a_pdf=PDF,
        )

    def text(self, kind):
        documents = self.documents(kind).filtered(lambda d: d.mimetype == "text/plain")
        self.assertEqual(len(documents), 1)
        return documents.raw.decode()

    def assertInOrder(self, text, *parts):
        places = [text.find(part) for part in parts]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))

    def test_a_new_message_joins_its_conversation(self):
        run = self.migrate(messages=[message(3, "P1")])
        self.assertInOrder(
            self.text("message"), "Result 1 of", "Result 2 of", "Result 3 of"
        )
        self.assertEqual(run.state, "done")
        self.assertIn("2024-03-01", self.documents("message").name)

    def test_a_corrected_message_is_there_once(self):
        run = self.migrate(messages=[message(1, "P1", body="Corrected")])
        text = self.text("message")
        self.assertInOrder(text, "Corrected", "Result 2 of")
        self.assertNotIn("Result 1 of", text)
        self.assertEqual(run.state, "done")

    def test_the_whole_export_again_writes_nothing(self):
        self.migrate(messages=[message(3, "P1")])
        changes = self.env["pulse.change"].search_count([])
        messages = [message(number, "P1") for number in (1, 2, 3)]
        run = self.migrate(messages=messages)
        self.assertEqual(self.env["pulse.change"].search_count([]), changes)
        self.assertEqual(run.state, "done")
        run = self.migrate(messages=messages)
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged"})

    def test_a_further_drug_joins_its_prescription_and_is_flagged(self):
        run = self.migrate(prescriptions=[drug(1, "P1", "Ibuprofen")])
        self.assertInOrder(
            self.text("prescription"),
            "1. Ibuprofen",
            "From an earlier export",
            "2. Amoxicillin",
            "3. Paracetamol",
        )
        self.assertIn("earlier_rows_kept", self.rows(run).issue_codes)
        self.assertEqual(run.state, "done")

    def test_a_corrected_dose_is_there_once(self):
        run = self.migrate(
            prescriptions=[
                drug(1, "P1", "Amoxicillin", dosage="250 mg"),
                drug(1, "P1", "Paracetamol"),
            ]
        )
        text = self.text("prescription")
        self.assertIn("250 mg", text)
        self.assertEqual(text.count("Amoxicillin"), 1)
        self.assertNotIn("earlier export", text)
        self.assertNotIn("earlier_rows_kept", self.rows(run)[0].issue_codes or "")

    def test_a_further_scan_stands_beside_the_first(self):
        other = PDF + b"2"
        run = self.migrate(
            medical_records=[record(1, "P1", "2024-03-05", "Cough", file="b.pdf")],
            b_pdf=other,
        )
        scans = self.documents("medical_record").filtered(
            lambda d: d.mimetype == "application/pdf"
        )
        self.assertEqual(set(scans.mapped("raw")), {PDF, other})
        self.assertEqual(run.state, "done")

    def test_a_scan_again_takes_its_place(self):
        other = PDF + b"2"
        scans = self.documents("medical_record").filtered(
            lambda d: d.mimetype == "application/pdf"
        )
        self.migrate(
            medical_records=[record(1, "P1", "2024-03-05", "Fever", file="a.pdf")],
            a_pdf=other,
        )
        self.assertEqual(scans.mapped("raw"), [other])

    def test_taken_back_the_part_is_gone(self):
        run = self.migrate(messages=[message(3, "P1")])
        run._undo()
        self.assertNotIn("Result 3 of", self.text("message"))
        run = self.migrate(messages=[message(4, "P1")])
        text = self.text("message")
        self.assertInOrder(text, "Result 1 of", "Result 4 of")
        self.assertNotIn("Result 3 of", text)

    def test_an_earlier_run_verifies_by_its_own_rows(self):
        run = self.migration.run_id
        self.migrate(messages=[message(3, "P1")])
        run.action_verify()
        self.assertEqual(run.state, "done")
