"""A plan of undo touches nothing, and foresees what the undo then does."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user

from odoo.addons.pulse_migration.models.undo import foresee as undo_foresee
from odoo.addons.pulse_migration.models.undo import plan as undo_plan

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug, record

TABLES = {
    "patients": PATIENTS,
    "appointments": [
        appointment(1, "P1", "2024-03-05"),
        appointment(2, "P2", "2024-03-06"),
    ],
    "prescriptions": [drug(1, "P1", "Amoxicillin")],
    "medical_records": [record(1, "P1", "2024-03-05", "Cough")],
    "bills": [bill(1, "P1", "2024-03-05", "500.00", "200.00")],
}


class TestUndoPlan(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.migration.bill_target = "partner"
        cls.operator = new_test_user(
            cls.env, "undo_operator", groups="pulse_migration.group_operator"
        )

    def make_plan(self, run, **scope):
        plans = self.env["pulse.undo.plan"].with_user(self.operator)
        plan = plans.create({"run_id": run.id, **scope})
        plan.action_plan()
        return plan.sudo()

    def confirm(self, plan):
        plan = plan.with_user(self.operator)
        plan.confirm_name = "Test clinic"
        plan.action_undo()

    def lines(self, plan, *fates):
        lines = plan.line_ids.filtered(lambda line: line.fate in fates)
        counts = {}
        for line in lines:
            key = line.object_name, line.fate, line.reason or ""
            counts[key] = counts.get(key, 0) + line.count
        return counts

    def foreseen(self, plan):
        items = plan.item_ids.filtered(lambda item: not item.is_proof)
        return {(item.change_id.id, item.reason) for item in items}

    def left(self, run):
        changes = self.env["pulse.change"].search(
            [("run_id", "=", run.id), ("undo_state", "=", "blocked")]
        )
        return {(change.id, change.blocked_reason) for change in changes}

    def test_the_question_has_the_numbers(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Elsewhere"
        self.env.flush_all()
        plan = self.make_plan(run)
        question, lines = plan.question, plan.plan_line_ids
        self.assertIn("deleted: 2.", question)
        blocked = lines.filtered(lambda line: line.fate == "blocked")
        count = sum(blocked.mapped("count"))
        self.assertTrue(count)
        self.assertIn(f"reason below: {count}.", question)
        self.assertIn("(Test clinic)", question)

    def test_a_plan_touches_nothing(self):
        run = self.migrate(**TABLES)
        self.env.flush_all()
        self.env.cr.execute("SELECT p::text FROM res_partner p ORDER BY id")
        before = self.env.cr.fetchall()
        plan = self.make_plan(run)
        self.assertEqual(plan.state, "planned")
        self.env.cr.execute("SELECT p::text FROM res_partner p ORDER BY id")
        self.assertEqual(self.env.cr.fetchall(), before)
        self.assertEqual(run.state, "done")
        self.assertEqual(len(self.activities()), 2)
        self.assertFalse(self.left(run))

    def test_a_plan_counts_what_is_deleted_by_object(self):
        plan = self.make_plan(self.migrate(**TABLES))
        self.assertEqual(
            self.lines(plan, "delete"),
            {
                ("appointment", "delete", ""): 2,
                ("bill", "delete", ""): 1,
                ("medical_record", "delete", ""): 1,
                ("patient", "delete", ""): 3,
                ("physician", "delete", ""): 1,
                ("prescription", "delete", ""): 1,
            },
        )
        self.assertFalse(self.lines(plan, "blocked"))
        self.assertFalse(
            self.lines(plan, "restore"), "what goes altogether is not restored"
        )

    def test_a_plan_counts_what_gets_its_values_back_field_by_field(self):
        self.env["res.partner"].create(
            {"name": "Asha", "x_studio_patient_id": "P1", "city": "Mumbai"}
        )
        plan = self.make_plan(self.migrate(patients=PATIENTS))
        restored = plan.line_ids.filtered(lambda line: line.fate == "restore")
        self.assertEqual(restored.count, 1)
        self.assertIn("Phone (1)", restored.details)
        self.assertNotIn("City", restored.details, "it was not written")
        change = self.env["pulse.change"].search([("undo_line_id", "=", restored.id)])
        self.assertEqual(change.external_id, "P1")

    def test_a_plan_says_who_edited_what_and_when(self):
        run = self.migrate(patients=PATIENTS)
        desk = new_test_user(
            self.env, "desk", groups="base.group_user,base.group_partner_manager"
        )
        self.partner("P1").with_user(desk).city = "Thane"
        plan = self.make_plan(run)
        item = plan.item_ids.filtered(lambda item: item.res_model == "res.partner")
        self.assertEqual(item.reason, "edited_in_odoo")
        self.assertEqual(item.field_names, "city")
        self.assertEqual(item.field_labels, "City")
        self.assertEqual(item.by_id, desk)
        self.assertEqual(item.by_at, self.partner("P1").write_date)
        self.assertEqual(item.action_open_target()["res_id"], self.partner("P1").id)

    def test_a_plan_says_what_uses_a_record(self):
        run = self.migrate(patients=PATIENTS)
        lead = self.env["crm.lead"].create(
            {"name": "Implant", "partner_id": self.partner("P3").id}
        )
        plan = self.make_plan(run)
        item = plan.item_ids
        self.assertEqual((item.used_model, item.used_id), ("crm.lead", lead.id))
        self.assertEqual(item.by_id, lead.create_uid)
        self.assertEqual(item.action_open_user()["res_id"], lead.id)

    def test_kinds_of_records_are_named_in_the_readers_language(self):
        run = self.migrate(patients=PATIENTS)
        self.env["crm.lead"].create({"name": "x", "partner_id": self.partner("P3").id})
        plan = self.make_plan(run)
        self.env["res.lang"]._activate_lang("fr_FR")
        for model, name in (("res.partner", "Personne"), ("crm.lead", "Piste")):
            found = self.env["ir.model"]._get(model).with_context(lang="fr_FR")
            found.name = name
        self.env.flush_all()
        french = plan.with_context(lang="fr_FR")
        french.invalidate_recordset()
        self.assertIn("Personne", french.line_ids.mapped("model_name"))
        self.assertTrue(french.item_ids.used_by.startswith("Piste #"))

    def test_what_a_deletion_would_be_refused_for_is_foreseen(self):
        """A key that refuses by itself: the plan has to look, the undo need not."""
        run = self.migrate(patients=PATIENTS)
        self.env["res.users"].create(
            {"login": "portal_p3", "partner_id": self.partner("P3").id}
        )
        plan = self.make_plan(run)
        self.assertEqual(plan.item_ids.used_model, "res.users")
        self.confirm(plan)
        self.assertEqual(self.foreseen(plan), self.left(run))

    def test_the_undo_does_what_the_plan_foresaw(self):
        own = self.env["res.partner"].create(
            {"name": "Ravi", "x_studio_patient_id": "P2", "city": "Mumbai"}
        )
        run = self.migrate(**TABLES)
        own.phone = "+91 99999 00000"
        self.activities()[0].summary = "Came with her sister"
        self.partner("P3").message_post(body="Called", message_type="comment")
        plan = self.make_plan(run)
        self.confirm(plan)
        self.assertEqual(self.foreseen(plan), self.left(run))
        self.assertEqual(
            {code for _id, code in self.left(run)},
            {"edited_in_odoo", "used_elsewhere"},
        )

    def test_a_plan_foresees_two_loads_of_one_field(self):
        self.migrate(patients=PATIENTS)
        runs = [
            self.migrate(patients=[{**PATIENTS[0], "city": city}])
            for city in ("Nashik", "Nagpur")
        ]
        below = self.make_plan(runs[0])
        self.assertEqual(below.item_ids.reason, "loaded_again")
        self.assertFalse(self.make_plan(runs[1]).item_ids)

    def test_who_gets_another_value_back_uses_a_record_no_more(self):
        """The contacts were there before: the load gave them their physician only."""
        self.env["res.partner"].create(
            [
                {"name": row["name"], "x_studio_patient_id": row["patient_id"]}
                for row in PATIENTS
            ]
        )
        run = self.migrate(patients=PATIENTS)
        user = self.partner("P1").user_id
        alone = self.make_plan(run, scope="object", object_name="physician")
        self.assertEqual(alone.item_ids.used_model, "res.partner")
        # the number stays, but not the physician beside it
        self.partner("P2").phone = "+91 99999 00000"
        plan = self.make_plan(run)
        self.assertEqual(plan.item_ids.field_names, "phone")
        self.confirm(plan)
        self.assertEqual(self.foreseen(plan), self.left(run))
        self.assertFalse(user.exists())

    def test_only_the_typed_name_confirms(self):
        run = self.migrate(patients=PATIENTS)
        plan = self.make_plan(run)
        for name in (False, "test", "Test clinic 2"):
            plan.confirm_name = name
            with self.subTest(name), self.assertRaisesRegex(UserError, "Type the name"):
                plan.with_user(self.operator).action_undo()
        self.assertTrue(self.partner("P1"))
        self.confirm(plan)
        self.assertFalse(self.partner("P1"))
        self.assertEqual((plan.state, run.state), ("done", "undone"))
        self.assertEqual(plan.confirmed_by, self.operator)

    def test_nothing_is_undone_without_a_plan(self):
        run = self.migrate(patients=PATIENTS)
        plan = self.env["pulse.undo.plan"].create(
            {"run_id": run.id, "confirm_name": "Test clinic"}
        )
        with self.assertRaisesRegex(UserError, "Plan it first"):
            plan.action_undo()
        self.make_plan(run)
        planned = self.make_plan(run)
        planned.scope = "object"
        self.assertEqual(planned.state, "draft", "another scope is another plan")

    def test_nobody_forges_a_plan_or_a_proof(self):
        run = self.migrate(patients=PATIENTS)
        plan = self.make_plan(run).with_user(self.operator)
        for name, value in {
            "state": "done",
            "listed_count": 0,
            "scope_key": {},
            "confirmed_by": self.operator.id,
        }.items():
            with self.subTest(name), self.assertRaises(AccessError):
                plan.write({name: value})
        with self.assertRaises(AccessError):
            plan.plan_line_ids[:1].count = 0
        with self.assertRaises(AccessError):
            plan.create({"run_id": run.id, "state": "planned"})
        self.confirm(plan)
        with self.assertRaisesRegex(UserError, "kept with its run"):
            plan.unlink()
        with self.assertRaisesRegex(UserError, "make a new plan"):
            plan.action_plan()

    def test_an_auditor_sees_plans_and_makes_none(self):
        run = self.migrate(patients=PATIENTS)
        plan = self.make_plan(run)
        auditor = new_test_user(
            self.env, "undo_auditor", groups="pulse_migration.group_auditor"
        )
        seen = plan.with_user(auditor)
        self.assertTrue(seen.plan_line_ids.mapped("count"))
        for method in ("action_plan", "action_undo"):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(seen, method)()
        with self.assertRaises(AccessError):
            run.with_user(auditor).action_plan_undo()

    # scopes

    def test_a_phase_an_object_or_a_batch_is_taken_back_alone(self):
        for scope in (
            {"scope": "phase", "phase": "activities"},
            {"scope": "object", "object_name": "appointment"},
        ):
            with self.subTest(scope), self.env.cr.savepoint() as attempt:
                run = self.migrate(**TABLES)
                plan = self.make_plan(run, **scope)
                self.assertEqual(
                    self.lines(plan, "delete"), {("appointment", "delete", ""): 2}
                )
                self.confirm(plan)
                self.assertFalse(self.activities())
                self.assertTrue(self.documents())
                self.assertEqual(run.state, "done")
                self.assertEqual((plan.touched_count, plan.listed_count), (2, 0))
                attempt.rollback()
            self.env.invalidate_all()

    def test_one_patient_is_taken_back_alone(self):
        run = self.migrate(**TABLES)
        plan = self.make_plan(run, scope="patient", patient_key="P1")
        self.assertEqual(
            self.lines(plan, "delete"),
            {
                ("appointment", "delete", ""): 1,
                ("bill", "delete", ""): 1,
                ("medical_record", "delete", ""): 1,
                ("patient", "delete", ""): 1,
                ("prescription", "delete", ""): 1,
            },
        )
        self.confirm(plan)
        self.assertFalse(self.partner("P1"))
        self.assertTrue(self.partner("P2"))
        self.assertEqual(len(self.activities()), 1)
        self.assertEqual(plan.listed_count, 0)

    def test_what_verification_found_wrong_is_taken_back_alone(self):
        run = self.migrate(**TABLES)
        self.env.cr.execute(
            "UPDATE mail_activity SET summary = 'x' WHERE id = %s",
            [self.activities()[0].id],
        )
        self.env.invalidate_all()
        run.action_verify()
        self.assertEqual(run.state, "failed")
        plan = self.make_plan(run, scope="checks")
        self.assertEqual(plan.total_count, 1)
        self.assertEqual(
            self.lines(plan, "blocked"),
            {("appointment", "blocked", "edited_in_odoo"): 1},
        )

    def test_a_batch_is_planned_from_its_list_then_deleted(self):
        run = self.migrate(**TABLES)
        batch = run.batch_ids.filtered(lambda b: b.object_name == "appointment")
        action = batch.with_user(self.operator).action_plan_undo()
        plan = self.env["pulse.undo.plan"].browse(action["res_id"])
        self.assertEqual(plan.state, "planned")
        self.assertTrue(batch.exists())
        self.confirm(plan)
        self.assertFalse(batch.exists())
        self.assertFalse(self.activities())
        self.assertEqual((plan.state, plan.touched_count), ("done", 2))

    def test_batches_outlive_an_undo_of_something_else(self):
        run = self.migrate(**TABLES)
        batches = run.batch_ids
        action = batches.with_user(self.operator).action_plan_undo()
        plan = self.env["pulse.undo.plan"].browse(action["res_id"])
        form = Form(plan.with_user(self.operator))
        form.scope = "patient"
        form.patient_key = "P1"
        form.save()
        plan.with_user(self.operator).action_plan()
        self.confirm(plan)
        self.assertFalse(self.partner("P1"))
        self.assertEqual(batches.exists(), batches)
        run._undo()
        self.assertFalse(self.partner("P2"), "the journal is there to undo the rest")

    def test_a_batch_stays_while_its_journal_is_needed(self):
        run = self.migrate(patients=PATIENTS)
        partner = self.partner("P3")
        partner.message_post(body="Called", message_type="comment")
        action = run.batch_ids.with_user(self.operator).action_plan_undo()
        plan = self.env["pulse.undo.plan"].browse(action["res_id"])
        blocked = plan.line_ids.filtered(lambda line: line.fate == "blocked")
        blocked.with_user(self.operator).choice = "archive"
        self.confirm(plan)
        self.assertFalse(partner.active)
        self.assertEqual(len(run.batch_ids.exists()), 1)

    def test_batches_of_another_run_are_refused(self):
        run, other = self.migrate(**TABLES), self.migrate(**TABLES)
        with self.assertRaisesRegex(ValidationError, "batches of one run"):
            self.make_plan(run, scope="batch", batch_ids=other.batch_ids.ids)

    def test_an_empty_scope_is_said_so(self):
        run = self.migrate(**TABLES)
        with self.assertRaisesRegex(UserError, "Nothing of it"):
            self.make_plan(run, scope="patient", patient_key="P99")
        with self.assertRaisesRegex(UserError, "Choose what"):
            self.make_plan(run, scope="patient")

    # decisions about what is blocked

    def test_a_blocked_contact_is_archived_where_the_plan_says_so(self):
        run = self.migrate(patients=PATIENTS)
        partner = self.partner("P3")
        partner.message_post(body="Called", message_type="comment")
        plan = self.make_plan(run)
        blocked = plan.line_ids.filtered(lambda line: line.fate == "blocked")
        blocked.with_user(self.operator).choice = "archive"
        self.confirm(plan)
        self.assertFalse(partner.active)
        self.assertEqual(run.state, "undone")
        proof = plan.proof_line_ids.filtered(lambda line: line.fate == "listed")
        self.assertEqual((proof.reason, proof.count), ("archived", 1))
        self.assertEqual(plan.listed_count, 1)
        row = self.rows(run).filtered(lambda row: row.external_id == "P3")
        self.assertEqual(row.state, "undone")

    def test_a_choice_stays_when_it_is_planned_again(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P3").message_post(body="Called", message_type="comment")
        plan = self.make_plan(run)
        plan.line_ids.filtered(lambda line: line.fate == "blocked").choice = "archive"
        plan.action_plan()
        blocked = plan.line_ids.filtered(lambda line: line.fate == "blocked")
        self.assertEqual((blocked.choice, blocked.count), ("archive", 1))

    def test_nobody_decides_otherwise_once_it_is_confirmed(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P3").message_post(body="Called", message_type="comment")
        plan = self.make_plan(run)
        line = plan.line_ids.filtered(lambda line: line.fate == "blocked")
        self.confirm(plan)
        with self.assertRaisesRegex(UserError, "Only what is planned"):
            line.with_user(self.operator).choice = "archive"

    def test_only_what_is_possible_can_be_chosen(self):
        run = self.migrate(**TABLES)
        self.documents("prescription").description = "Read out"
        plan = self.make_plan(run)
        blocked = plan.line_ids.filtered(
            lambda line: line.fate == "blocked" and line.res_model == "ir.attachment"
        )
        for choice in ("archive", "reverse"):
            with self.subTest(choice), self.assertRaises(ValidationError):
                blocked.choice = choice

    def test_the_form_takes_scope_and_name(self):
        run = self.migrate(patients=PATIENTS)
        action = run.with_user(self.operator).action_plan_undo()
        plan = self.env["pulse.undo.plan"].browse(action["res_id"])
        with Form(plan.with_user(self.operator)) as form:
            form.confirm_name = "Test clinic"
        plan.with_user(self.operator).action_undo()
        self.assertEqual(plan.state, "done")

    # in the background

    def test_a_large_undo_is_planned_and_done_in_the_background(self):
        run = self.migrate(**TABLES)
        self.startPatcher(patch.object(undo_plan, "AT_ONCE", 0))
        self.startPatcher(patch.object(undo_foresee, "CHUNK", 1))
        plan = self.make_plan(run)
        self.assertEqual(plan.state, "planning")
        with self.assertRaisesRegex(UserError, "being planned"):
            plan.with_user(self.operator).write({"scope": "patient"})
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", return_value=0.0):
            for _turn in range(60):
                if plan.state == "planned":
                    break
                self.env["pulse.run"]._cron_undo()
        self.assertEqual(plan.state, "planned")
        self.assertEqual(sum(self.lines(plan, "delete").values()), 9)
        self.confirm(plan)
        self.assertEqual((plan.state, run.state), ("running", "undoing"))
        self.assertTrue(self.partner("P1"))
        with patch.object(cron, "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_undo()
        self.assertEqual((plan.state, run.state), ("done", "undone"))
        self.assertEqual((plan.touched_count, plan.listed_count), (9, 0))

    # proof

    def test_the_proof_compares_every_touched_record(self):
        own = self.env["res.partner"].create(
            {"name": "Asha", "x_studio_patient_id": "P1", "city": "Mumbai"}
        )
        run = self.migrate(**TABLES)
        plan = self.make_plan(run)
        self.confirm(plan)
        self.assertEqual(
            self.lines(plan, "equal"),
            {
                ("appointment", "equal", ""): 2,
                ("bill", "equal", ""): 1,
                ("medical_record", "equal", ""): 1,
                ("patient", "equal", ""): 3,
                ("physician", "equal", ""): 1,
                ("prescription", "equal", ""): 1,
            },
        )
        self.assertEqual((plan.touched_count, plan.equal_count), (9, 9))
        self.assertFalse(own.x_studio_diagnosis)

    def test_the_proof_of_many_takes_no_more_queries_than_of_few(self):
        def queries(count):
            patients = [
                {"patient_id": f"Q{n}", "name": f"Asha {n}"} for n in range(count)
            ]
            self.migrate(patients=patients)
            run = self.migrate(patients=[{**p, "city": "Nashik"} for p in patients])
            (plan,) = run._undo()
            self.assertEqual((plan.touched_count, plan.listed_count), (count, 0))
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["pulse.proof"]._prove(plan)
            return self.env.cr.sql_log_count - before

        self.assertLessEqual(queries(60), queries(5) + 3)

    def test_the_proof_does_not_believe_the_undo(self):
        """Whatever the books say, a value that is not back is listed."""
        own = self.env["res.partner"].create(
            {"name": "Asha", "x_studio_patient_id": "P1"}
        )
        run = self.migrate(patients=PATIENTS)
        plan = run._open_undo()
        while plan._undo_next():
            pass
        self.env.cr.execute(
            "UPDATE res_partner SET phone = 'x' WHERE id = %s", [own.id]
        )
        ghost = self.env["res.partner"].create({"name": "Ghost"})
        self.env.cr.execute(
            """UPDATE pulse_change SET res_id = %s
                WHERE run_id = %s AND external_id = 'P3'""",
            [ghost.id, run.id],
        )
        self.env.invalidate_all()
        plan._finish_undo()
        proof = plan.item_ids.filtered("is_proof")
        self.assertEqual(
            {(item.external_id, item.reason, item.field_names) for item in proof},
            {("P1", "not_as_before", "phone"), ("P3", "still_there", False)},
        )
        self.assertEqual((plan.touched_count, plan.listed_count), (4, 2))

    def test_what_a_person_edited_is_on_the_proofs_list(self):
        own = self.env["res.partner"].create(
            {"name": "Asha", "x_studio_patient_id": "P1"}
        )
        run = self.migrate(patients=PATIENTS)
        own.phone = "+91 99999 00000"
        (plan,) = run._undo()
        proof = plan.item_ids.filtered(
            lambda item: item.is_proof and item.res_id == own.id
        )
        self.assertEqual(proof.field_names, "phone")
        self.assertEqual(proof.reason, "edited_in_odoo")
        self.assertFalse(own.x_studio_gender, "the others are back")

    def test_a_record_that_a_person_deleted_is_listed(self):
        own = self.env["res.partner"].create(
            {"name": "Asha", "x_studio_patient_id": "P1"}
        )
        run = self.migrate(patients=PATIENTS)
        own.unlink()
        (plan,) = run._undo()
        self.assertEqual(plan.item_ids.filtered("is_proof").reason, "record_gone")
