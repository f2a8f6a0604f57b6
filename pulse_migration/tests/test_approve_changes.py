"""What has changed since an approval, in words: each kind of thing, and no other."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.approve import changes as approve_changes

from .common import PATIENTS, appointment
from .test_approval import ApprovalCase

# what may never be part of a sentence about changes
OF_PATIENTS = ("Asha", "Ravi", "Lata", "98765", "asha@", "Penicillin", "Cough")


class TestFactParts(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.ready(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05", type="Zumba")],
        )
        self.before = self.run_._fact_parts()

    def changes(self):
        return self.run_._describe_facts(self.before, self.run_._fact_parts())

    def test_nothing_changed_is_no_word(self):
        self.assertEqual(self.changes(), "")
        self.assertEqual(self.run_._describe_facts({}, {}), "")

    def test_parts_change_whenever_the_fingerprint_does(self):
        """Whatever voids an approval has a name: no refusal without a reason."""
        known = self.run_._approval_hash()
        for name, value in (
            ("fallback_user_id", self.users["first"].id),
            ("past_scheduled_policy", "keep"),
            ("is_four_eyes", True),
            ("tz", "Asia/Dubai"),
        ):
            with self.subTest(name):
                self.migration.write({name: value})
                self.assertNotEqual(self.run_._approval_hash(), known)
                label = self.migration._fields[name]._description_string(self.env)
                self.assertIn(label, self.changes())

    def test_a_received_file_is_named(self):
        self.env["pulse.file"].sudo().create(
            {
                "run_id": self.run_.id,
                "name": "bills.csv",
                "kind": "table",
                "sha256": "0" * 64,
            }
        )
        self.assertEqual(self.changes(), "Files: bills.csv.")

    def test_a_document_is_counted_and_not_named(self):
        """Clinics call a scan by its patient."""
        self.env["pulse.file"].sudo().create(
            {
                "run_id": self.run_.id,
                "name": "Asha Rao.pdf",
                "kind": "document",
                "sha256": "0" * 64,
            }
        )
        changes = self.changes()
        self.assertEqual(changes, "Files: 1.")

    def test_many_documents_are_one_part(self):
        files = self.env["pulse.file"].sudo()
        files.create(
            [
                {
                    "run_id": self.run_.id,
                    "name": f"{number}.pdf",
                    "kind": "document",
                    "sha256": f"{number:064d}",
                }
                for number in range(50)
            ]
        )
        parts = self.run_._fact_parts()
        self.assertEqual(set(parts["pulse.file"]), set(self.before["pulse.file"]))

    def test_a_removed_file_is_counted(self):
        file = self.run_.file_ids.filtered(lambda f: f.name == "appointments.csv")
        columns = len(file.mapping_ids)
        file.unlink()
        changes = self.changes()
        self.assertIn("Files: 1.", changes)
        self.assertIn(f"Mapping: {columns}.", changes)

    def test_a_renamed_stage_changes_nothing(self):
        self.migration.value_map_ids.stage_id[:1].name = "Seen"
        self.assertEqual(self.changes(), "")

    def test_columns_are_named_with_their_file_up_to_a_number(self):
        mappings = self.run_.mapping_ids.filtered(
            lambda m: m.file_id.name == "patients.csv"
        )
        for count in (1, approve_changes._NAMED, approve_changes._NAMED + 3):
            changed = mappings[:count]
            keys = {str(mapping.id) for mapping in changed}
            text = self.run_._describe_columns(keys)
            with self.subTest(count):
                self.assertEqual(
                    text.count("patients.csv"), min(count, approve_changes._NAMED)
                )
                self.assertEqual("+3" in text, count > approve_changes._NAMED)

    def test_words_are_counted_by_kind(self):
        lines = self.migration.value_map_ids
        keys = {str(line.id) for line in lines if line.kind == "appointment_type"}
        text = self.run_._describe_words(keys)
        self.assertEqual(text, f"Value maps: Appointment type ({len(keys)}).")
        self.assertNotIn("Zumba", text)

    def test_nothing_of_a_patient_is_in_any_sentence(self):
        self.migration.write({"past_scheduled_policy": "keep"})
        self.column(self.run_, "name").field_name = False
        self.migration.physician_ids.write({"decision": "fallback", "user_id": False})
        changes = self.changes()
        self.assertEqual(changes.count(": "), 3, changes)
        for word in (*OF_PATIENTS, "Meera"):
            self.assertNotIn(word, changes)
        parts = str(self.run_._fact_parts())
        for word in (*OF_PATIENTS, "Meera"):
            self.assertNotIn(word, parts)

    def test_a_user_that_the_load_makes_is_no_change(self):
        user = new_test_user(self.env, "pulse_made", groups="base.group_user")
        self.migration.physician_ids.sudo()._settle({"user_id": user.id})
        self.assertEqual(self.changes(), "")


class TestApprovalRights(ApprovalCase):
    def stranger(self, login, group):
        company = self.env["res.company"].create({"name": f"Elsewhere {login}"})
        return new_test_user(
            self.env,
            login,
            groups=f"pulse_migration.group_{group}",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    def test_approvals_of_another_company_stay_there(self):
        run = self.ready()
        self.approve_as("first", run)
        stranger = self.stranger("ap_stranger", "auditor")
        approvals = self.env["pulse.approval"].with_user(stranger)
        self.assertFalse(approvals.search([("run_id", "=", run.id)]))

    def test_an_approver_of_another_company_is_no_second_person(self):
        self.migration.is_four_eyes = True
        run = self.ready()
        self.approve_as("first", run)
        stranger = self.stranger("ap_other_approver", "approver")
        with self.assertRaises(AccessError):
            run.with_user(stranger).action_approve()
        self.assertNotEqual(run.state, "approved")

    def test_an_approver_who_leaves_keeps_having_approved(self):
        """Who approved stays on record; the approval was given in time."""
        run = self.ready()
        self.approve_as("first", run)
        self.users["first"].active = False
        run._check_loadable()
        self.assertEqual(run.approval_ids.user_id, self.users["first"])

    def test_a_voided_approval_never_counts_again(self):
        """Changing a thing back does not bring the approval back."""
        run = self.ready()
        self.approve_as("first", run)
        known = run.approval_hash
        self.migration.past_scheduled_policy = "keep"
        self.migration.past_scheduled_policy = "archive"
        run.action_plan()
        self.assertEqual(run._approval_hash(), known)
        self.assertEqual(run.state, "draft")
        self.assertFalse(run._has_enough_approvals(known))
        self.assertEqual(run.approval_ids.changes, "It was planned anew.")

    def test_an_undone_run_needs_an_approval_of_its_own(self):
        run = self.ready()
        self.approve_as("first", run)
        run._load()
        run._undo()
        run.action_plan()
        self.assertTrue(run.approval_ids.voided_at)
        self.assertEqual(run.state, "draft")

    def test_a_loaded_run_keeps_its_approval(self):
        run = self.ready()
        self.approve_as("first", run)
        run._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        self.assertFalse(run.approval_ids.voided_at)
        self.assertFalse(run.void_text)

    def test_the_refusal_of_a_run_that_never_was_approved_names_no_one(self):
        run = self.ready()
        self.assertEqual(run._refusal(), "Have the run approved first.")

    def test_fields_of_the_approval_are_the_servers(self):
        run = self.ready()
        operator = run.with_user(self.users["operator"])
        for name in ("approval_hash", "approved_by", "approved_at"):
            with self.subTest(name), self.assertRaises(AccessError):
                operator.write({name: False})

    def test_the_pre_flight_button_opens_the_runs_own_lines(self):
        run = self.ready()
        other = self.env["pulse.migration"].create({"name": "Other clinic"})
        self.env["pulse.run"].create({"migration_id": other.id})
        action = run.action_open_preflight()
        found = self.env["pulse.preflight"].search(action["domain"])
        self.assertEqual(found, run.preflight_ids)
