"""Who may see and do what."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase
from .test_document_loader import drug, record

MEDICAL = (
    "x_studio_allergy_notes",
    "x_studio_blood_group",
    "x_studio_blood_group_other",
    "x_studio_chief_complaint",
    "x_studio_diagnosis",
    "x_studio_treatment_plan",
    "x_studio_medical_history",
)


class TestSecurity(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = {
            "desk": "base.group_user,base.group_partner_manager",
            "auditor": "pulse_migration.group_auditor",
            "operator": "pulse_migration.group_operator",
            "approver": "pulse_migration.group_approver",
            "medic": "base.group_partner_manager,pulse_migration.group_medical",
        }
        cls.users = {
            name: new_test_user(cls.env, f"pulse_{name}", groups=names)
            for name, names in groups.items()
        }

    def as_user(self, name, records):
        return records.with_user(self.users[name])

    def load_medical(self):
        return self.migrate(
            patients=PATIENTS,
            prescriptions=[drug(1, "P1", "Amoxicillin")],
            medical_records=[record(1, "P1", "2024-03-05", "Cough")],
        )

    def test_medical_fields_are_for_the_medical_group(self):
        self.load_medical()
        partner = self.partner("P1")
        desk = self.as_user("desk", partner)
        self.assertEqual(desk.x_studio_patient_id, "P1")
        fields_shown = desk.fields_get()
        for name in MEDICAL:
            self.assertNotIn(name, fields_shown)
            with self.subTest(name), self.assertRaises(AccessError):
                desk.read([name])
        medic = self.as_user("medic", partner)
        self.assertEqual(medic.x_studio_allergy_notes, "Penicillin")

    def test_medical_documents_are_for_the_medical_group(self):
        self.load_medical()
        documents = self.documents()
        self.assertEqual(len(documents), 2)
        attachments = self.env["ir.attachment"]
        domain = [("res_model", "=", "res.partner"), ("id", "in", documents.ids)]
        self.assertFalse(self.as_user("desk", attachments).search(domain))
        for document in documents:
            with self.assertRaises(AccessError):
                self.as_user("desk", document).read(["name", "raw"])
        self.assertEqual(self.as_user("medic", attachments).search(domain), documents)

    def test_other_documents_stay_visible(self):
        note = self.env["ir.attachment"].create(
            {"name": "n", "res_model": "res.partner", "res_id": self.env.company.id}
        )
        self.assertEqual(self.as_user("desk", note).name, "n")

    def test_a_plain_user_sees_nothing_of_a_migration(self):
        run = self.plan(patients=PATIENTS)
        for records in (run, run.file_ids, self.rows(run), run.migration_id):
            with self.subTest(records._name), self.assertRaises(AccessError):
                self.as_user("desk", records).read(["display_name"])

    def test_an_auditor_reads_and_changes_nothing(self):
        run = self.plan(patients=PATIENTS)
        auditor = self.as_user("auditor", run)
        self.assertEqual(auditor.state, "draft")
        with self.assertRaises(AccessError):
            auditor.write({"approval_comment": "x"})
        with self.assertRaises(AccessError):
            self.as_user("auditor", run.migration_id).write({"name": "x"})

    def test_an_operator_cannot_approve(self):
        run = self.plan(patients=PATIENTS)
        self.migration.physician_ids._decide("fallback")
        with self.assertRaises(UserError):
            self.as_user("operator", run).action_approve()
        self.as_user("approver", run).action_approve()
        self.assertEqual(run.approved_by, self.users["approver"])

    def test_nobody_forges_a_state(self):
        run = self.plan(patients=PATIENTS)
        for name in ("operator", "approver"):
            with self.assertRaises(UserError):
                self.as_user(name, run).write({"state": "approved"})
            with self.assertRaises(UserError):
                self.as_user(name, self.env["pulse.run"]).create(
                    {"migration_id": self.migration.id, "state": "approved"}
                )

    def test_rows_links_and_journal_are_written_by_verbs_only(self):
        run = self.migrate(patients=PATIENTS)
        link = self.env["pulse.link"].search([], limit=1)
        change = self.env["pulse.change"].search([], limit=1)
        for records in (self.rows(run)[0], link, change, run.batch_ids[0]):
            with self.subTest(records._name):
                with self.assertRaises(AccessError):
                    self.as_user("approver", records).write({"object_name": "bill"})
                with self.assertRaises(AccessError):
                    self.as_user("approver", records).unlink()

    def test_the_journals_values_are_medical(self):
        self.load_medical()
        change = self.env["pulse.change"].search([], limit=1)
        with self.assertRaises(AccessError):
            self.as_user("auditor", change).read(["after"])

    def test_the_audit_trail_cannot_be_touched(self):
        self.plan(patients=PATIENTS)
        entry = self.env["pulse.audit"].search([], limit=1)
        self.assertTrue(entry)
        for name in ("approver",):
            audit = self.as_user(name, entry)
            with self.assertRaises(AccessError):
                audit.write({"verb": "nothing"})
            with self.assertRaises(AccessError):
                audit.unlink()
        with self.assertRaises(AccessError):
            entry.sudo().write({"verb": "nothing"})
        with self.assertRaises(AccessError):
            self.env["pulse.audit"].create({"verb": "x"})

    def test_an_operator_receives_stages_and_plans(self):
        operator = self.users["operator"]
        migration = (
            self.env["pulse.migration"]
            .with_user(operator)
            .create({"name": "By an operator"})
        )
        run = migration._open_run()
        run._receive_path(self.export(patients=PATIENTS))
        run.action_stage()
        run.action_plan()
        self.assertEqual(set(self.rows(run).mapped("state")), {"staged"})
