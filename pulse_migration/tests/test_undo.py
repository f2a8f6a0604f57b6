"""Undo is exact: created goes, updated returns, what people touched is listed."""

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug, record

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(1, "P1", "2024-03-05")],
    "prescriptions": [drug(1, "P1", "Amoxicillin")],
    "medical_records": [record(1, "P1", "2024-03-05", "Cough")],
    "bills": [bill(1, "P1", "2024-03-05", "500.00", "200.00")],
}


class TestUndo(PulseCase):
    def setUp(self):
        super().setUp()
        self.stranger = self.env["res.partner"].create({"name": "Not a patient"})
        self.env.flush_all()
        self.before = self.snapshot()

    def snapshot(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT p::text FROM res_partner p ORDER BY id;")
        partners = self.env.cr.fetchall()
        self.env.cr.execute("SELECT login FROM res_users ORDER BY id")
        users = self.env.cr.fetchall()
        counts = []
        for table in ("mail_activity", "ir_attachment", "pulse_link"):
            self.env.cr.execute(f"SELECT count(*) FROM {table}")
            counts.append(self.env.cr.fetchone())
        return partners, users, counts

    def attachments_of_files(self):
        return self.env["ir.attachment"].search_count(
            [("res_model", "=", "pulse.file")]
        )

    def test_undo_leaves_exactly_what_was_there(self):
        run = self.migrate(**TABLES)
        run.action_undo()
        self.assertEqual(run.state, "undone")
        partners, users, counts = self.snapshot()
        self.assertEqual(partners, self.before[0])
        self.assertEqual(users, self.before[1])
        kept = self.attachments_of_files()
        self.assertEqual(
            [c[0] for c in counts],
            [self.before[2][0][0], self.before[2][1][0] + kept, self.before[2][2][0]],
        )
        states = set(self.rows(run).mapped("state"))
        self.assertEqual(states, {"undone"})

    def test_an_updated_contact_gets_its_values_back(self):
        contact = self.env["res.partner"].create(
            {"name": "Asha", "x_studio_patient_id": "P1", "city": "Mumbai"}
        )
        before = contact.read(["name", "phone", "city", "x_studio_gender", "user_id"])
        run = self.migrate(patients=PATIENTS)
        self.assertEqual(contact.x_studio_gender, "female")
        run.action_undo()
        after = contact.read(["name", "phone", "city", "x_studio_gender", "user_id"])
        self.assertEqual(before, after)

    def test_what_a_person_edited_stays_and_is_listed(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        run.action_undo()
        self.assertEqual(self.partner("P1").city, "Thane")
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(blocked.mapped("blocked_reason"), ["edited_in_odoo"])
        self.assertNotEqual(run.state, "undone")

    def test_undone_rows_load_again(self):
        run = self.migrate(**TABLES)
        run.action_undo()
        again = self.migrate(**TABLES)
        self.assertEqual(again.state, "done")
        self.assertEqual(again.report["objects"]["patient"]["created"], 3)

    def test_a_batch_is_undone_and_deleted_alone(self):
        run = self.migrate(**TABLES)
        batch = run.batch_ids.filtered(lambda b: b.object_name == "appointment")
        batch.action_undo_and_delete()
        self.assertFalse(batch.exists())
        self.assertFalse(self.activities())
        self.assertTrue(self.partner("P1"))
        self.assertEqual(self.rows(run, "appointment").state, "undone")

    def test_chosen_rows_are_undone_alone(self):
        run = self.migrate(**TABLES)
        self.rows(run, "prescription").action_undo()
        self.assertFalse(self.documents("prescription"))
        self.assertTrue(self.documents("medical_record"))
