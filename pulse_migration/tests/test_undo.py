"""Undo is exact: created goes, updated returns, what people touched is listed."""

from unittest.mock import patch

from odoo.exceptions import UserError

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
        run._undo()
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
        run._undo()
        after = contact.read(["name", "phone", "city", "x_studio_gender", "user_id"])
        self.assertEqual(before, after)

    def test_what_a_person_edited_stays_and_is_listed(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        run._undo()
        self.assertEqual(self.partner("P1").city, "Thane")
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(
            {change.res_model: change.blocked_reason for change in blocked},
            {"res.partner": "edited_in_odoo", "res.users": "used_elsewhere"},
        )
        self.assertEqual(run.state, "failed")
        self.assertTrue(self.partner("P1").user_id, "its physician stays with it")

    def test_undone_rows_load_again(self):
        run = self.migrate(**TABLES)
        run._undo()
        again = self.migrate(**TABLES)
        self.assertEqual(again.state, "done")
        self.assertEqual(again.report["objects"]["patient"]["created"], 3)

    def test_a_batch_is_undone_and_deleted_alone(self):
        run = self.migrate(**TABLES)
        batch = run.batch_ids.filtered(lambda b: b.object_name == "appointment")
        batch._undo_and_delete()
        self.assertFalse(batch.exists())
        self.assertFalse(self.activities())
        self.assertTrue(self.partner("P1"))
        self.assertEqual(self.rows(run, "appointment").state, "undone")

    def test_chosen_rows_are_undone_alone(self):
        run = self.migrate(**TABLES)
        self.undo_rows(self.rows(run, "prescription"))
        self.assertFalse(self.documents("prescription"))
        self.assertTrue(self.documents("medical_record"))

    def test_an_update_that_was_undone_can_be_loaded_again(self):
        self.migrate(patients=PATIENTS)
        changed = [{**PATIENTS[0], "city": "Nashik"}, *PATIENTS[1:]]
        run = self.migrate(patients=changed)
        run._undo()
        self.assertEqual(self.partner("P1").city, "Pune")
        self.assertEqual(self.rows(run)[0].state, "undone")
        again = self.migrate(patients=changed)
        self.assertEqual(self.partner("P1").city, "Nashik")
        self.assertEqual(self.rows(again)[0].state, "updated")

    def test_an_existing_contact_is_filled_again_after_undo(self):
        contact = self.env["res.partner"].create(
            {"name": "Asha", "x_studio_patient_id": "P1"}
        )
        self.migrate(patients=PATIENTS)._undo()
        self.assertFalse(contact.x_studio_gender)
        run = self.migrate(patients=PATIENTS)
        self.assertEqual(contact.x_studio_gender, "female")
        self.assertEqual(run.state, "done")
        run._undo()
        self.assertFalse(self.env["pulse.link"].search([("res_id", "=", contact.id)]))

    def test_patients_keep_their_outcome_when_only_their_records_go(self):
        run = self.migrate(**TABLES)
        batch = run.batch_ids.filtered(lambda b: b.object_name == "medical_record")
        batch._undo_and_delete()
        self.assertFalse(self.partner("P1").x_studio_diagnosis)
        self.assertEqual(self.rows(run, "medical_record").state, "undone")
        self.assertEqual(set(self.rows(run, "patient").mapped("state")), {"created"})

    def test_a_document_written_anew_gets_its_content_back(self):
        self.migrate(patients=PATIENTS, prescriptions=[drug(1, "P1", "Amoxicillin")])
        document = self.documents("prescription")
        before = document.raw
        run = self.migrate(
            patients=PATIENTS, prescriptions=[drug(1, "P1", "Ibuprofen")]
        )
        run._undo()
        self.assertEqual(document.raw, before)
        self.assertEqual(run.state, "undone")

    def test_a_content_that_cannot_come_back_is_said_so(self):
        self.migrate(patients=PATIENTS, prescriptions=[drug(1, "P1", "Amoxicillin")])
        run = self.migrate(
            patients=PATIENTS, prescriptions=[drug(1, "P1", "Ibuprofen")]
        )
        kept = self.env["ir.attachment"].search([("res_model", "=", "pulse.batch")])
        self.assertTrue(kept.x_studio_is_medical)
        kept.unlink()
        run._undo()
        self.assertNotEqual(run.state, "undone")
        self.assertIn("Ibuprofen", self.documents("prescription").raw.decode())
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(blocked.mapped("blocked_reason"), ["not_reversible"])

    def test_what_people_added_to_a_patient_is_not_lost(self):
        run = self.migrate(**TABLES)
        partner = self.partner("P1")
        added = self.env["ir.attachment"].create(
            {"name": "X-ray", "raw": b"x", "res_model": "res.partner"}
        )
        added.res_id = partner.id
        note = partner.message_post(body="Called today")
        own = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.partner("P2").id,
                "summary": "Call back",
            }
        )
        run._undo()
        self.assertTrue(partner.exists())
        self.assertTrue(added.exists())
        self.assertTrue(note.exists())
        self.assertTrue(own.exists())
        self.assertFalse(self.partner("P3"), "nobody touched this one")
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(
            sorted(blocked.mapped("res_model")), ["res.partner"] * 2 + ["res.users"]
        )
        self.assertEqual(set(blocked.mapped("blocked_reason")), {"used_elsewhere"})

    def test_an_earlier_run_waits_for_what_a_later_one_put_on_its_patients(self):
        first = self.migrate(patients=PATIENTS)
        second = self.migrate(appointments=[appointment(1, "P1", "2024-03-05")])
        first._undo()
        self.assertTrue(self.partner("P1"))
        self.assertEqual(len(self.activities()), 1)
        self.assertNotEqual(first.state, "undone")
        second._undo()
        first._undo()
        self.assertEqual((first.state, second.state), ("undone", "undone"))
        self.assertFalse(self.partner("P1"))

    def test_undo_twice_is_undo_once(self):
        run = self.migrate(**TABLES)
        run._undo()
        before = self.snapshot()
        run._undo()
        self.assertEqual(self.snapshot(), before)
        self.assertEqual(run.state, "undone")

    def test_a_blocked_undo_goes_on_once_the_edit_is_taken_back(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        run._undo()
        self.assertFalse(self.partner("P2"))
        self.partner("P1").city = "Pune"
        run._undo()
        self.assertEqual(run.state, "undone")
        self.assertFalse(self.partner("P1"))

    def test_an_edited_appointment_stays_with_its_patient_and_physician(self):
        run = self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P2", "2024-03-06"),
            ],
        )
        edited = self.activities().filtered(lambda a: a.res_id == self.partner("P1").id)
        edited.summary = "Came with her sister"
        user = edited.user_id
        run._undo()
        self.assertEqual(self.activities(), edited)
        self.assertTrue(user.exists())
        self.assertTrue(self.partner("P1"))
        self.assertFalse(self.partner("P2"))
        reasons = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(
            {change.res_model: change.blocked_reason for change in reasons},
            {
                "mail.activity": "edited_in_odoo",
                "res.partner": "used_elsewhere",
                "res.users": "used_elsewhere",
            },
        )
        states = {r.external_id: r.state for r in self.rows(run) if r.external_id}
        self.assertEqual(
            [states[key] for key in ("A1", "A2", "P1", "P2")],
            ["created", "undone", "created", "undone"],
        )

    def test_a_user_who_has_logged_in_stays(self):
        run = self.migrate(patients=PATIENTS)
        user = self.partner("P1").user_id
        self.env["res.users.log"].with_user(user).sudo().create({})
        run._undo()
        self.assertTrue(user.exists())
        self.assertFalse(self.partner("P1"))

    def test_two_updates_are_taken_back_newest_first(self):
        self.migrate(patients=PATIENTS)
        runs = [
            self.migrate(patients=[{**PATIENTS[0], "city": city}])
            for city in ("Nashik", "Nagpur")
        ]
        for run, city in ((runs[1], "Nashik"), (runs[0], "Pune")):
            run._undo()
            self.assertEqual(self.partner("P1").city, city)
            self.assertEqual(run.state, "undone")

    def test_an_update_below_a_later_one_is_not_taken_back(self):
        self.migrate(patients=PATIENTS)
        first, _second = (
            self.migrate(patients=[{**PATIENTS[0], "city": city}])
            for city in ("Nashik", "Nagpur")
        )
        first._undo()
        self.assertEqual(self.partner("P1").city, "Nagpur")
        self.assertNotEqual(first.state, "undone")

    def test_what_was_kept_once_is_kept_by_every_further_undo(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        for _again in range(3):
            run._undo()
            self.assertEqual(self.partner("P1").city, "Thane")
            self.assertEqual(run.state, "failed")

    def test_what_people_filled_in_is_not_lost(self):
        for vals in (
            {"phone": "+91 99999 00000"},
            {"email": "new@example.com"},
            {"x_studio_allergy_notes": "Latex, told at the desk"},
            {"function": "Teacher"},
            {"category_id": [(0, 0, {"name": "VIP"})]},
            {"child_ids": [(0, 0, {"name": "Her son"})]},
            {"bank_ids": [(0, 0, {"acc_number": "1234567890"})]},
        ):
            with self.subTest(vals), self.env.cr.savepoint() as attempt:
                run = self.migrate(patients=PATIENTS)
                partner = self.partner("P3")
                partner.write(vals)
                run._undo()
                self.assertTrue(partner.exists())
                self.assertFalse(self.partner("P1"), "nobody touched this one")
                self.assertEqual(run.state, "failed")
                attempt.rollback()
            self.env.invalidate_all()

    def test_what_people_added_to_activities_and_documents_is_not_lost(self):
        run = self.migrate(**TABLES)
        activity = self.activities()
        activity.x_studio_physician_name = "Dr. Rao, standing in"
        document = self.documents("prescription")
        document.description = "Read out on the phone"
        run._undo()
        self.assertTrue(activity.exists())
        self.assertTrue(document.exists())
        self.assertFalse(self.documents("medical_record"))

    def test_a_document_that_a_person_sent_on_stays(self):
        run = self.migrate(**TABLES)
        document = self.documents("prescription")
        self.stranger.message_post(body="See this", attachment_ids=document.ids)
        run._undo()
        self.assertTrue(document.exists())

    def test_a_lead_of_a_patient_keeps_its_patient(self):
        run = self.migrate(patients=PATIENTS)
        lead = self.env["crm.lead"].create(
            {"name": "Implant", "partner_id": self.partner("P3").id}
        )
        run._undo()
        self.assertEqual(lead.partner_id, self.partner("P3"))

    def test_an_own_later_write_is_no_addition(self):
        self.migrate(patients=PATIENTS)
        later = self.migrate(
            patients=[*PATIENTS[:2], {**PATIENTS[2], "city": "Nashik"}]
        )
        later._undo()
        first = self.migration.run_ids - later
        first._undo()
        self.assertEqual((first.state, later.state), ("undone", "undone"))
        self.assertFalse(self.partner("P3"))

    def test_a_patient_that_a_later_load_updated_waits_for_that(self):
        first = self.migrate(patients=PATIENTS)
        later = self.migrate(patients=[{**PATIENTS[2], "city": "Nashik"}])
        first._undo()
        self.assertTrue(self.partner("P3"))
        self.assertFalse(self.partner("P1"))
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(blocked.mapped("blocked_reason"), ["loaded_again"])
        later._undo()
        first._undo()
        self.assertFalse(self.partner("P3"))

    def test_a_partly_restored_update_keeps_to_what_a_person_edited(self):
        self.migrate(patients=PATIENTS)
        changed = {**PATIENTS[0], "city": "Nashik", "name": "Asha Rao-Iyer"}
        run = self.migrate(patients=[changed])
        partner = self.partner("P1")
        partner.city = "Thane"
        run._undo()
        self.assertEqual((partner.name, partner.city), ("Asha Rao", "Thane"))
        blocked = self.env["pulse.change"].search([("undo_state", "=", "blocked")])
        self.assertEqual(blocked.open_fields, ["city"])
        partner.city = "Nashik"
        run._undo()
        self.assertEqual(partner.city, "Pune")
        self.assertEqual(run.state, "undone")

    def test_a_refused_restore_blocks_itself_alone(self):
        self.migrate(patients=PATIENTS)
        run = self.migrate(patients=[{**row, "city": "Nashik"} for row in PATIENTS])
        write = type(self.env["res.partner"]).write

        def refuse(partners, vals):
            if partners.x_studio_patient_id == "P2":
                raise UserError("no")
            return write(partners, vals)

        with patch.object(type(self.env["res.partner"]), "write", refuse):
            run._undo()
        self.assertEqual(
            [self.partner(key).city for key in ("P1", "P2", "P3")],
            ["Pune", "Nashik", False],
        )
        self.assertEqual(run.state, "failed")

    def test_a_physician_whose_contact_people_use_stays(self):
        for what in ("phone", "note"):
            with self.subTest(what), self.env.cr.savepoint() as attempt:
                run = self.migrate(patients=PATIENTS)
                user = self.partner("P1").user_id
                if what == "phone":
                    user.partner_id.phone = "+91 99999 00000"
                else:
                    user.partner_id.message_post(body="x", message_type="comment")
                run._undo()
                self.assertTrue(user.exists())
                self.assertFalse(self.partner("P1"))
                attempt.rollback()
            self.env.invalidate_all()
