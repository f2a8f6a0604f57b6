"""An approval binds to what was seen; a change voids it, visibly, and is named."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase, appointment, bill

OTHER = {
    "appointments": [appointment(1, "P1", "2024-03-05")],
    "bills": [bill(1, "P1", "2024-03-05", "100.10", "0.05")],
}


class ApprovalCase(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(
                cls.env, f"ap_{name}", groups=f"pulse_migration.group_{group}"
            )
            for name, group in (
                ("auditor", "auditor"),
                ("operator", "operator"),
                ("first", "approver"),
                ("second", "approver"),
            )
        }

    def ready(self, **tables):
        """Return a run that only waits for its approval."""
        run = self.plan(**tables or {"patients": PATIENTS, **OTHER})
        undecided = self.migration.physician_ids.filtered(lambda p: not p.decision)
        undecided._decide("create")
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        return run

    def approve_as(self, name, run, comment=False):
        run = run.with_user(self.users[name])
        if comment:
            run.approval_comment = comment
        run.action_approve()
        run.invalidate_recordset()

    def column(self, run, header, table="patients.csv"):
        return run.mapping_ids.filtered(
            lambda m: m.header == header and m.file_id.name == table
        )


class TestApproval(ApprovalCase):
    def test_an_approval_says_who_when_why_and_of_what(self):
        run = self.ready()
        self.approve_as("first", run, "As agreed")
        approval = run.approval_ids
        self.assertEqual(approval.user_id, self.users["first"])
        self.assertEqual(approval.comment, "As agreed")
        self.assertEqual(approval.hash, run.approval_hash)
        self.assertTrue(approval.given_at)
        self.assertFalse(approval.voided_at or approval.changes)
        self.assertEqual((run.state, run.void_text), ("approved", False))

    def test_approving_an_approved_run_adds_nothing(self):
        run = self.ready()
        self.approve_as("first", run)
        self.approve_as("first", run)
        self.approve_as("second", run)
        self.assertEqual(len(run.approval_ids), 1)

    # what voids it

    def assertVoid(self, run, *words):
        """The run is a draft again, and says in words what changed."""
        self.assertEqual(run.state, "draft")
        approval = run.approval_ids[0]
        self.assertTrue(approval.voided_at and approval.voided_by)
        for word in words:
            self.assertIn(word, approval.changes)
            self.assertIn(word, run.void_text)
        with self.assertRaisesRegex(UserError, "counts no longer"):
            run._check_loadable()

    def test_a_changed_column_is_named(self):
        run = self.ready()
        self.approve_as("first", run)
        column = self.column(run, "city").with_user(self.users["operator"])
        column.field_name = False
        self.assertVoid(run, "Mapping: patients.csv “city”.")
        self.assertEqual(run.approval_ids.voided_by, self.users["operator"])
        self.assertIn(self.users["operator"].name, run.void_text)
        self.assertIn(self.users["first"].name, run.void_text)

    def test_an_option_is_named_by_its_label(self):
        run = self.ready()
        self.approve_as("first", run)
        self.migration.past_scheduled_policy = "keep"
        label = self.migration._fields["past_scheduled_policy"].string
        self.assertVoid(run, f"Options: {label}.")

    def test_a_value_map_is_named_by_its_kind_and_holds_no_word(self):
        run = self.ready()
        self.approve_as("first", run)
        line = self.migration.value_map_ids.filtered(
            lambda v: v.kind == "appointment_type"
        )
        line.activity_type_id = self.env.ref("mail.mail_activity_data_todo")
        self.assertVoid(run, "Value maps: Appointment type (1).")

    def test_a_physician_is_counted_and_not_named(self):
        run = self.ready()
        self.approve_as("first", run)
        physician = self.migration.physician_ids
        physician.write(
            {"decision": "map", "user_id": self.env.ref("base.user_admin").id}
        )
        self.assertVoid(run, "Physicians: 1.")
        self.assertNotIn(physician.name, run.void_text)

    def test_a_correction_is_told_and_not_quoted(self):
        run = self.ready()
        self.approve_as("first", run)
        row = self.rows(run, "patient").filtered(lambda r: r.external_id == "P1")
        entry = ("patient", "name", row.payload["name"], "Asha Patil", False)
        self.env["pulse.fix"]._correct(run, [entry], row)
        self.assertVoid(run, "Corrections of rows.")
        self.assertNotIn("Asha", run.void_text)

    def test_a_new_plan_voids_too(self):
        run = self.ready()
        self.approve_as("first", run)
        run.action_plan()
        self.assertVoid(run, "planned anew")

    def test_several_changes_are_all_named(self):
        run = self.ready()
        self.approve_as("first", run)
        self.column(run, "city").field_name = False
        self.migration.past_scheduled_policy = "keep"
        self.assertVoid(run, "“city”", "Options: ")

    def test_many_columns_are_counted_beyond_the_first(self):
        run = self.ready()
        self.approve_as("first", run)
        for mapping in run.mapping_ids.filtered(
            lambda m: m.file_id.name == "appointments.csv" and m.field_name
        )[:7]:
            mapping.field_name = False
        self.assertRegex(run.approval_ids.changes, r"\+2")

    def test_what_changes_nothing_voids_nothing(self):
        run = self.ready()
        self.approve_as("first", run)
        self.migration.past_scheduled_policy = self.migration.past_scheduled_policy
        self.column(run, "city").sequence = 99
        run._check_loadable()
        self.assertEqual(run.state, "approved")

    def test_a_later_approval_keeps_what_the_earlier_said(self):
        run = self.ready()
        self.approve_as("first", run)
        self.column(run, "city").field_name = False
        run.file_ids.action_confirm_mapping()
        run.action_plan()
        self.approve_as("first", run)
        old = run.approval_ids[1]
        self.assertIn("“city”", old.changes)
        self.assertNotIn("Options", old.changes)
        self.migration.past_scheduled_policy = "keep"
        old.invalidate_recordset()
        self.assertNotIn("Options", old.changes)
        self.assertIn("Options", run.approval_ids[0].changes)

    def test_the_voiding_is_on_the_audit_trail(self):
        run = self.ready()
        self.approve_as("first", run)
        found = run.approval_hash
        self.column(run, "city").field_name = False
        entry = self.env["pulse.audit"].search(
            [("run_id", "=", run.id), ("verb", "=", "void_approval")]
        )
        self.assertEqual(entry.details, {"hash": found})

    def test_a_change_past_every_door_is_seen_by_the_fingerprint(self):
        """Somebody writes into the database itself: the load refuses all the same."""
        run = self.ready()
        self.approve_as("first", run)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE pulse_mapping SET field_name = 'address' WHERE id = %s",
            [self.column(run, "city").id],
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "Mapping: patients.csv “city”"):
            run._check_loadable()

    # four eyes

    def test_one_person_is_not_two(self):
        self.migration.is_four_eyes = True
        run = self.ready()
        self.approve_as("first", run, "Fine with me")
        self.assertNotEqual(run.state, "approved")
        self.assertTrue(run.is_half_approved)
        self.assertFalse(run.approval_hash or run.approval_comment)
        with self.assertRaisesRegex(UserError, "second person"):
            self.approve_as("first", run)
        with self.assertRaises(UserError):
            run._check_loadable()

    def test_two_persons_approve_the_same(self):
        self.migration.is_four_eyes = True
        run = self.ready()
        self.approve_as("first", run, "Fine with me")
        self.approve_as("second", run, "And with me")
        self.assertEqual(run.state, "approved")
        self.assertFalse(run.is_half_approved)
        self.assertEqual(
            run.approval_ids.mapped("comment"), ["And with me", "Fine with me"]
        )
        run._check_loadable()

    def test_a_change_between_the_two_voids_the_first(self):
        self.migration.is_four_eyes = True
        run = self.ready()
        self.approve_as("first", run)
        self.column(run, "city").field_name = False
        run.file_ids.action_confirm_mapping()
        run.action_plan()
        self.assertTrue(run.approval_ids.voided_at)
        self.approve_as("second", run)
        self.assertNotEqual(run.state, "approved")
        self.approve_as("first", run)
        self.assertEqual(run.state, "approved")

    def test_a_silent_change_between_the_two_voids_the_first_as_well(self):
        self.migration.is_four_eyes = True
        run = self.ready()
        self.approve_as("first", run)
        line = self.migration.value_map_ids.filtered(
            lambda v: v.kind == "appointment_type"
        )
        line._settle(
            {"activity_type_id": self.env.ref("mail.mail_activity_data_todo").id}
        )
        self.approve_as("second", run)
        self.assertEqual(run.approval_ids._standing().user_id, self.users["second"])
        self.assertNotEqual(run.state, "approved")

    def test_asking_for_four_eyes_voids_the_approval_of_two(self):
        run = self.ready()
        self.approve_as("first", run)
        self.migration.is_four_eyes = True
        self.assertVoid(run, "Two Persons Approve")
        self.assertTrue(run.planned_at)
        self.approve_as("first", run)
        self.assertTrue(run.is_half_approved)

    def test_only_an_approver_says_how_many_approve(self):
        self.migration.is_four_eyes = True
        operator = self.migration.with_user(self.users["operator"])
        with self.assertRaises(AccessError):
            operator.is_four_eyes = False
        operator.write({"is_four_eyes": True, "name": "Renamed"})
        self.migration.with_user(self.users["first"]).is_four_eyes = False

    def test_an_option_that_stays_voids_nothing(self):
        run = self.ready()
        self.approve_as("first", run)
        self.migration.is_four_eyes = False
        self.assertEqual(run.state, "approved")

    def test_the_second_pair_of_eyes_cannot_be_forged(self):
        self.migration.is_four_eyes = True
        run = self.ready()
        self.approve_as("first", run)
        vals = {
            "run_id": run.id,
            "user_id": self.users["second"].id,
            "given_at": fields.Datetime.now(),
            "hash": run._approval_hash(),
        }
        for name in ("operator", "first"):
            with self.assertRaises(AccessError):
                self.env["pulse.approval"].with_user(self.users[name]).create(vals)
            with self.assertRaises(AccessError):
                run.with_user(self.users[name]).write(
                    {"approval_ids": [(0, 0, dict(vals, run_id=False))]}
                )
            with self.assertRaises(AccessError):
                run.approval_ids.with_user(self.users[name]).write(
                    {"user_id": self.users["second"].id}
                )
            with self.assertRaises(AccessError):
                run.approval_ids.with_user(self.users[name]).unlink()

    def test_an_approval_that_vanished_from_under_a_run_stops_its_load(self):
        run = self.ready()
        self.approve_as("first", run)
        run.approval_ids.sudo().unlink()
        with self.assertRaisesRegex(UserError, "an approval is missing"):
            run._check_loadable()

    # what the approver sees

    def test_an_approver_sees_sample_verdicts_checks_and_money(self):
        run = self.ready()
        html = str(run.with_user(self.users["first"]).approval_html)
        self.assertIn("No sample was taken", html)
        self.assertIn("100.10", html)
        self.env["pulse.sample"].create({"run_id": run.id}).action_sample()
        run.invalidate_recordset()
        html = str(run.with_user(self.users["first"]).approval_html)
        self.assertNotIn("No sample was taken", html)
        for word in ("Lossy", "Flagged", "to settle", "INR", "Create"):
            self.assertIn(word, html)
        for patient in PATIENTS:
            self.assertNotIn(patient["name"], html)

    def test_an_auditor_reads_approvals_and_gives_none(self):
        run = self.ready()
        self.approve_as("first", run)
        auditor = self.users["auditor"]
        self.assertEqual(run.approval_ids.with_user(auditor).user_id.login, "ap_first")
        for name in ("auditor", "operator"):
            with self.assertRaises(UserError):
                self.ready().with_user(self.users[name]).action_approve()
