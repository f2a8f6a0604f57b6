"""The patient's timeline: everything by its own day, nothing that one may not see."""

import ast
import json

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.patient import timeline_query

from .common import PATIENTS, PDF, PulseCase, appointment, bill

DESK = "base.group_user,base.group_partner_manager"
DOCTOR = f"{DESK},pulse_migration.group_medical"
# what only the medical group may read of the patient below
SECRETS = ("Penicillin", "Amoxicillin", "Migraine", "aura", "headache", "swollen")


class TestTimeline(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2024-06-01 10:00:00"))
        cls.desk = new_test_user(cls.env, "pulse_desk", groups=DESK)
        cls.doctor = new_test_user(cls.env, "pulse_doctor", groups=DOCTOR)

    def setUp(self):
        super().setUp()
        self.migrate(**self.tables())
        self.patient = self.partner("P1")

    def tables(self):
        return {
            "patients": PATIENTS,
            "appointments": [
                appointment(1, "P1", "2024-03-05", reason="Migraine with aura"),
                appointment(2, "P1", "2024-09-05", status="Scheduled"),
                appointment(3, "P2", "2024-03-07"),
            ],
            "prescriptions": [
                {
                    "prescription_id": "R1",
                    "patient_id": "P1",
                    "date": "2024-03-06",
                    "medication": "Amoxicillin",
                    "file": "r1.pdf",
                }
            ],
            "r1_pdf": PDF,
            "medical_records": [
                {
                    "record_id": "M1",
                    "patient_id": "P1",
                    "date": "2023-01-02",
                    "diagnosis": "Migraine",
                }
            ],
            "bills": [bill(1, "P1", "2024-03-05", "100.00", "100.00")],
            "campaigns": [
                {
                    "campaign_id": "C1",
                    "name": "Flu shot",
                    "patient_id": "P1",
                    "channel": "sms",
                    "sent_at": "2024-02-01 09:00",
                }
            ],
            "messages": [
                {
                    "message_id": "X1",
                    "thread_id": "T1",
                    "patient_id": "P1",
                    "sent_at": "2024-01-10 12:00",
                    "direction": "in",
                    "body": "My knee is swollen",
                }
            ],
        }

    def entries(self, user, *domain):
        self.env.invalidate_all()
        timeline = self.env["pulse.timeline"].with_user(user)
        return timeline.search([("partner_id", "=", self.patient.id), *domain])

    def test_everything_is_there_by_its_original_date(self):
        found = [
            (str(entry.occurred_on), entry.kind) for entry in self.entries(self.doctor)
        ]
        self.assertEqual(
            found,
            [
                ("2024-09-05", "appointment"),
                ("2024-03-06", "prescription"),
                ("2024-03-05", "appointment"),
                ("2024-03-05", "bill"),
                ("2024-02-01", "campaign"),
                ("2024-01-10", "message"),
                ("2023-01-02", "medical_record"),
            ],
        )

    def test_archived_appointments_show_their_stage_and_are_over(self):
        done, to_come = self.entries(self.doctor, ("kind", "=", "appointment"))[::-1]
        self.assertEqual((done.status, done.is_open), ("Completed", False))
        self.assertEqual((to_come.status, to_come.is_open), ("Scheduled", True))
        self.assertEqual(done.physician, "Dr. Meera Shah")

    def test_the_front_desk_gets_nothing_medical_by_any_door(self):
        timeline = self.env["pulse.timeline"].with_user(self.desk)
        domain = [("partner_id", "=", self.patient.id)]
        names = [n for n in timeline.fields_get() if n != "medical_text"]
        answers = [
            timeline.web_search_read(domain, {name: {} for name in names}),
            timeline.formatted_read_group(domain, ["kind", "name"], ["__count"]),
            timeline.search_panel_select_multi_range("kind", enable_counters=True),
            timeline.name_search("Prescription"),
            self.patient.with_user(self.desk).web_read(
                {"timeline_ids": {"fields": {"name": {}, "kind": {}}}}
            ),
        ]
        text = json.dumps(answers, default=str)
        for secret in SECRETS:
            self.assertNotIn(secret, text)
        kinds = set(self.entries(self.desk).mapped("kind"))
        self.assertEqual(kinds, {"appointment", "bill", "campaign"})

    def test_the_front_desk_cannot_name_the_id_of_a_medical_entry(self):
        secret = self.entries(self.doctor, ("kind", "=", "prescription"))
        self.env.invalidate_all()
        self.assertFalse(secret.with_user(self.desk).read(["name"]))
        # nor when somebody else has read it in the same transaction
        secret.with_user(self.doctor).read(["name"])
        self.assertFalse(secret.with_user(self.desk).has_access("read"))
        found = self.env["pulse.timeline"].with_user(self.desk)
        self.assertFalse(found.search([("id", "in", secret.ids)]))

    def test_the_front_desk_cannot_read_or_search_medical_details(self):
        entry = self.entries(self.desk)[:1]
        with self.assertRaises(AccessError):
            entry.read(["medical_text"])
        with self.assertRaises(AccessError):
            self.entries(self.desk, ("medical_text", "ilike", "a"))

    def test_a_physician_sees_why_the_patient_came(self):
        names = self.entries(self.doctor).mapped("name")
        self.assertIn("Consultation: Migraine with aura", names)
        self.assertNotIn("Consultation: Migraine with aura", self.names_of(self.desk))
        self.assertIn("Consultation", self.names_of(self.desk))

    def names_of(self, user):
        return self.entries(user).mapped("name")

    def test_a_patient_of_another_company_has_no_timeline(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.patient.company_id = other
        self.env.flush_all()
        self.assertFalse(self.entries(self.desk))
        self.assertFalse(self.entries(self.doctor))

    def test_activities_are_seen_as_odoo_shows_them(self):
        """Who may not write contacts sees only the activities that are one's own."""
        clerk = new_test_user(self.env, "pulse_clerk", groups="base.group_user")
        self.assertEqual(set(self.entries(clerk).mapped("kind")), {"bill"})
        own = self.entries(self.doctor, ("is_open", "=", True))
        self.env["mail.activity"].browse(own.res_id).user_id = clerk
        self.assertIn("appointment", self.entries(clerk).mapped("kind"))

    def test_a_portal_user_gets_nothing(self):
        portal = new_test_user(self.env, "pulse_portal", groups="base.group_portal")
        with self.assertRaises(AccessError):
            self.entries(portal)

    def test_counts_are_those_of_the_user(self):
        self.env.invalidate_all()
        desk, doctor = (self.patient.with_user(u) for u in (self.desk, self.doctor))
        self.assertEqual((desk.timeline_count, desk.patient_document_count), (4, 0))
        self.env.invalidate_all()
        self.assertEqual((doctor.timeline_count, doctor.patient_document_count), (7, 3))
        self.assertEqual(doctor.patient_bill_count, 1)

    def test_each_entry_opens_its_record(self):
        for entry in self.entries(self.doctor):
            action = entry.action_open()
            if entry.res_model == "ir.attachment":
                self.assertEqual(action["url"], f"/web/content/{entry.res_id}")
            else:
                record = self.env[action["res_model"]].browse(action["res_id"])
                self.assertTrue(record.exists())

    def test_the_admin_opens_the_row_that_made_the_record(self):
        admin = new_test_user(
            self.env, "pulse_auditor", groups=f"{DOCTOR},pulse_migration.group_auditor"
        )
        for entry in self.entries(admin):
            self.assertTrue(entry.is_migrated)
            action = entry.action_open_source()
            rows = self.env["pulse.row"].with_user(admin).search(action["domain"])
            self.assertEqual(
                set(rows.mapped("patient_key")), {"P1"}, (entry.kind, entry.name)
            )
        with self.assertRaises(AccessError):
            self.entries(self.doctor)[:1].action_open_source()

    def test_what_odoo_adds_later_is_in_the_timeline(self):
        self.patient.activity_schedule(
            "mail.mail_activity_data_call", "2024-07-01", summary="Call back"
        )
        self.env["ir.attachment"].create(
            {"name": "x-ray.png", "res_model": "res.partner", "res_id": self.patient.id}
        )
        found = self.entries(self.desk, ("kind", "in", ("activity", "document")))
        self.assertCountEqual(found.mapped("name"), ["Call back", "x-ray.png"])
        self.assertEqual(found.mapped("is_migrated"), [False, False])

    def test_2000_entries_are_read_page_by_page_in_few_queries(self):
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "res_id": self.patient.id,
                    "summary": f"Visit {number}",
                    "date_deadline": "2024-01-01",
                }
                for number in range(2000)
            ]
        )
        timeline = self.env["pulse.timeline"].with_user(self.doctor)
        domain = [("partner_id", "=", self.patient.id)]
        spec = {name: {} for name in ("occurred_on", "kind", "name", "is_migrated")}
        timeline.web_search_read(domain, spec, limit=1)  # what Odoo reads once: rules
        timeline.invalidate_model()
        with self.assertQueryCount(4):
            page = timeline.web_search_read(domain, spec, limit=40)
        self.assertEqual((page["length"], len(page["records"])), (2007, 40))

    def test_an_id_names_its_record(self):
        for place, res_model in enumerate(timeline_query.PARTS):
            number = 12345 * timeline_query.STEP + place
            self.assertEqual(timeline_query.record_of(number), (res_model, 12345))


class TestPatientSearch(PulseCase):
    def setUp(self):
        super().setUp()
        patients = [{**PATIENTS[0], "alternate_phone": "020 2567 1234"}, *PATIENTS[1:]]
        self.load(patients=patients)
        self.patient = self.partner("P1")
        self.partners = self.env["res.partner"].with_user(
            new_test_user(self.env, "pulse_desk", groups=DESK)
        )

    def test_by_the_phone_however_it_is_written(self):
        for text in ("98765 43210", "+91-98765-43210", "9876543210", "2025671234"):
            with self.subTest(text):
                found = self.partners.search([("phone_mobile_search", "ilike", text)])
                self.assertEqual(found, self.patient)

    def test_a_patient_is_picked_by_the_old_id(self):
        found = self.partners.name_search("P1")
        self.assertIn(self.patient.id, [partner_id for partner_id, _name in found])

    def test_the_search_box_finds_the_old_id_and_the_birth_date(self):
        view = self.env.ref("base.view_res_partner_filter")
        arch = self.partners.get_view(view.id, "search")["arch"]
        self.assertIn("('x_studio_patient_id', 'ilike', self)", arch)
        self.assertIn('name="x_studio_date_of_birth"', arch)
        self.assertEqual(
            self.partners.search([("x_studio_date_of_birth", "=", "1984-02-29")]),
            self.patient,
        )


class TestPhysicianInbox(PulseCase):
    def test_the_past_is_not_in_the_inbox_and_the_future_is(self):
        with freeze_time("2024-06-01 10:00:00"):
            past = [
                appointment(n, "P1", "2024-03-05", status=status)
                for n, status in enumerate(("Completed", "Cancelled", "Scheduled"))
            ]
            self.migrate(
                patients=PATIENTS,
                appointments=[
                    *past,
                    appointment(9, "P1", "2024-06-20", status="Scheduled"),
                ],
            )
            physician = self.activities().user_id
            groups = self.env["res.users"].with_user(physician)._get_activity_groups()
        counts = next(g for g in groups if g["model"] == "res.partner")
        self.assertEqual(
            [counts[f"{name}_count"] for name in ("overdue", "today", "planned")],
            [0, 0, 1],
        )

    def test_the_calendar_shows_appointments_at_their_hour_past_ones_too(self):
        with freeze_time("2024-06-01 10:00:00"):
            self.migrate(
                patients=PATIENTS,
                appointments=[
                    appointment(1, "P1", "2024-03-05", "16:30"),
                    appointment(2, "P1", "2024-06-20", "09:15", status="Scheduled"),
                    appointment(3, "P1", "2024-03-06", ""),
                ],
            )
        physician = self.activities().user_id
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.mail_activity_action_appointments"
        )
        activities = self.env["mail.activity"].with_user(physician)
        shown = activities.with_context(active_test=False).search(
            ast.literal_eval(action["domain"])
        )
        self.assertEqual(len(shown), 3)
        # on the clinic's clock 16:30 and 09:15
        hours = shown.mapped("x_studio_appointment_time")
        self.assertEqual(
            sorted(str(hour) for hour in hours if hour),
            ["2024-03-05 11:00:00", "2024-06-20 03:45:00"],
        )
        ends = {str(end)[-8:] for end in shown.mapped("appointment_end") if end}
        self.assertEqual(ends, {"11:15:00", "04:00:00"})
        later = [("appointment_end", ">=", "2024-04-01 00:00:00")]
        self.assertEqual(len(shown.search(later)), 1)
        days = sorted(map(str, shown.mapped("date_deadline")))
        self.assertEqual(days, ["2024-03-05", "2024-03-06", "2024-06-20"])
