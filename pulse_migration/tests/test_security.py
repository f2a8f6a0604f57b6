"""Who may see and do what."""

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
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
ODOOS_OWN = ("id", "create_uid", "create_date", "write_uid", "write_date")
# every verb that a button or an RPC call can start: model -> methods
VERBS = {
    "pulse.run": (
        "action_stage",
        "action_plan",
        "action_approve",
        "action_load",
        "action_load_again",
        "action_open_load",
        "action_pause",
        "action_stop",
        "action_unschedule",
        "action_verify",
        "action_plan_undo",
    ),
    "pulse.batch": ("action_load", "action_plan_undo"),
    "pulse.row": ("action_plan", "action_load", "action_plan_undo"),
}


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
        self.as_user("operator", run).file_ids.action_confirm_mapping()
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

    def test_nobody_sets_what_any_class_of_a_model_calls_the_servers(self):
        """A field of an extension is kept like one of the model's own class."""
        kept = {
            name: self.env[name]._every_server_field()
            for name, model in self.env.registry.items()
            if hasattr(model, "_every_server_field") and not model._abstract
        }
        self.assertGreater(len(kept), 8)
        self.assertLessEqual({"state", "verify_token", "plan_step"}, kept["pulse.run"])
        self.assertLessEqual({"sha256", "staged_count"}, kept["pulse.file"])
        for model, names in kept.items():
            records = self.as_user("operator", self.env[model])
            for name in sorted(names):
                with self.subTest(model, field=name):
                    self.assertIn(name, records._fields)
                    with self.assertRaises(AccessError):
                        records.write({name: False})

    def test_what_no_screen_lets_anybody_change_is_the_servers(self):
        """A read-only field that is not named could be forged by a call all the same.

        One that is computed has no value of its own; the lines of another model have
        their own guard.
        """
        for name, model in self.env.registry.items():
            if not hasattr(model, "_every_server_field") or model._abstract:
                continue
            kept = model._every_server_field() | model._fixed_fields
            shown = {
                field.name
                for field in model._fields.values()
                if field.store and field.readonly and not field.compute
                if field.type != "one2many" and field.name not in ODOOS_OWN
            }
            with self.subTest(name):
                self.assertEqual(shown - kept, set())

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

    def call(self, name, records, method, *args):
        """Call a method as a client would, over RPC."""
        model = self.env(user=self.users[name])[records._name]
        return call_kw(model, method, [records.ids, *args], {})

    def test_medical_fields_cannot_be_searched_or_grouped(self):
        partners = self.as_user("desk", self.env["res.partner"])
        for name in MEDICAL:
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    partners.search([(name, "!=", False)])
                with self.assertRaises(AccessError):
                    partners.search([], order=name)

    def test_medical_fields_cannot_be_written_from_outside_the_group(self):
        self.load_medical()
        desk = self.as_user("desk", self.partner("P1"))
        with self.assertRaises(AccessError):
            desk.write({"x_studio_allergy_notes": "None"})
        self.assertEqual(self.partner("P1").x_studio_allergy_notes, "Penicillin")

    def test_medical_documents_are_in_no_count_and_no_group(self):
        self.load_medical()
        attachments = self.as_user("desk", self.env["ir.attachment"])
        domain = [
            ("res_model", "=", "res.partner"),
            ("x_studio_document_type", "!=", False),
        ]
        self.assertFalse(attachments.search_count(domain))
        self.assertFalse(attachments.search_read(domain, ["name"]))
        self.assertFalse(attachments._read_group(domain, ["x_studio_document_type"]))

    def test_the_rows_cells_are_medical(self):
        run = self.plan(patients=PATIENTS)
        row = self.rows(run)[0]
        for name in ("auditor", "operator"):
            shown = self.as_user(name, row).fields_get()
            for field_name in ("payload", "values"):
                with self.subTest(name, field=field_name):
                    self.assertNotIn(field_name, shown)
                    with self.assertRaises(AccessError):
                        self.as_user(name, row).read([field_name])
        self.users["auditor"].group_ids += self.env.ref("pulse_migration.group_medical")
        self.assertEqual(self.as_user("auditor", row).payload["name"], "Asha Rao")

    def test_samples_of_a_column_are_for_the_medical_group(self):
        run = self.plan(patients=PATIENTS)
        mapping = run.mapping_ids.filtered(lambda m: m.field_name == "allergy_notes")
        self.assertIn("Penicillin", mapping.samples)
        for name in ("auditor", "operator", "approver"):
            for field_name in ("samples", "top_value"):
                with (
                    self.subTest(name, field=field_name),
                    self.assertRaises(AccessError),
                ):
                    self.as_user(name, mapping).read([field_name])
            self.assertTrue(self.as_user(name, mapping).read(["header", "field_name"]))
        self.users["auditor"].group_ids += self.env.ref("pulse_migration.group_medical")
        self.assertIn("Penicillin", self.as_user("auditor", mapping).samples)

    def test_who_may_not_see_samples_still_receives(self):
        """The clinic's country is found in the cells, by the server."""
        run = self.as_user("operator", self.migration._open_run())
        patients = [{**PATIENTS[0], "country": "India", "currency": "INR"}]
        run._receive_path(self.export(patients=patients))
        self.assertEqual(run.migration_id.country_id, self.env.ref("base.in"))

    def test_the_exports_bytes_are_medical(self):
        run = self.plan(patients=PATIENTS)
        content = run.file_ids.content_ids
        for name in ("desk", "auditor", "operator"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.as_user(name, content).read(["raw"])

    def test_only_an_operator_starts_a_verb(self):
        run = self.load(patients=PATIENTS)
        records = {
            "pulse.run": run,
            "pulse.batch": run.batch_ids,
            "pulse.row": self.rows(run),
        }
        for name in ("desk", "auditor", "medic"):
            for model, methods in VERBS.items():
                for method in methods:
                    with self.subTest(name, method=f"{model}.{method}"):
                        with self.assertRaises(AccessError):
                            self.call(name, records[model], method)
        self.assertEqual(run.state, "running")
        self.assertTrue(self.partner("P1"))

    def test_a_state_cannot_come_in_as_a_default(self):
        runs = self.as_user("approver", self.env["pulse.run"])
        for name, value in {
            "state": "approved",
            "approval_hash": "0" * 64,
            "approved_by": self.users["approver"].id,
        }.items():
            with self.subTest(name), self.assertRaises(UserError):
                runs.with_context(**{f"default_{name}": value}).create(
                    {"migration_id": self.migration.id}
                )

    def test_nobody_forges_what_verbs_measure(self):
        run = self.as_user("approver", self.plan(patients=PATIENTS))
        for name, value in {
            "planned_at": "2024-01-01 00:00:00",
            "loaded_at": "2024-01-01 00:00:00",
            "approved_at": "2024-01-01 00:00:00",
            "report": {"verify": {"mismatches": 0}},
            "seconds": {"load": 0},
            "peak_rss_mb": 1,
            "verify_token": "0" * 16,
        }.items():
            with self.subTest(name), self.assertRaises(UserError):
                run.write({name: value})

    def test_nobody_forges_a_state_through_its_migration(self):
        run = self.plan(patients=PATIENTS)
        with self.assertRaises(UserError):
            self.as_user("approver", self.migration).write(
                {"run_ids": [(1, run.id, {"state": "done"})]}
            )

    def test_nobody_forges_a_confirmation(self):
        run = self.plan(patients=PATIENTS)
        for records in (run.file_ids, run.mapping_ids):
            with self.subTest(records._name), self.assertRaises(AccessError):
                self.as_user("approver", records).write({"is_confirmed": True})

    def test_a_copy_of_a_run_is_a_draft(self):
        run = self.load(patients=PATIENTS)
        copy = self.as_user("approver", run).copy()
        self.assertEqual(copy.state, "draft")
        for name in ("approval_hash", "approved_by", "planned_at", "report"):
            self.assertFalse(copy[name])

    def test_another_user_for_a_physician_voids_the_approval(self):
        self.plan(patients=PATIENTS)
        physician = self.migration.physician_ids
        physician.write({"user_id": self.users["medic"].id, "decision": "map"})
        run = self.approve(self.migration.run_id)
        physician.user_id = self.users["desk"]
        with self.assertRaisesRegex(UserError, "approved first"):
            run._load()

    def test_private_methods_are_not_for_rpc(self):
        run = self.plan(patients=PATIENTS)
        for records, method in (
            (run, "_set_state"),
            (run, "_load"),
            (run, "_commit"),
            (run, "_receive_path"),
            (run.batch_ids, "_load_with_retries"),
            (self.rows(run), "_flag"),
            (self.env["pulse.audit"], "_append"),
            (self.env["pulse.link"], "_record"),
            (self.env["pulse.undo"], "_undo"),
            (self.env["pulse.loader.partner"], "_load"),
        ):
            with self.subTest(f"{records._name}.{method}"):
                with self.assertRaises(AccessError):
                    self.call("approver", records, method)

    def test_even_the_admin_makes_no_row_link_change_batch_or_check(self):
        run = self.load(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        run.action_verify()
        admin = self.env.ref("base.user_admin")
        for model in (
            "pulse.row",
            "pulse.link",
            "pulse.change",
            "pulse.batch",
            "pulse.check",
        ):
            records = self.env[model].with_user(admin)
            one = records.search([], limit=1)
            with self.subTest(model):
                self.assertTrue(one)
                with self.assertRaises(AccessError):
                    records.create({"run_id": run.id})
                with self.assertRaises(AccessError):
                    one.write({"run_id": run.id})
                with self.assertRaises(AccessError):
                    one.unlink()

    def test_the_audit_trail_is_closed_to_the_admin_and_to_the_server(self):
        self.plan(patients=PATIENTS)
        admin = self.env.ref("base.user_admin")
        entry = self.env["pulse.audit"].search([], limit=1)
        for audit in (entry.with_user(admin), entry.sudo()):
            with self.subTest(su=audit.env.su):
                with self.assertRaises(AccessError):
                    audit.create({"verb": "x"})
                with self.assertRaises(AccessError):
                    audit.write({"verb": "x"})
                with self.assertRaises(AccessError):
                    audit.copy()
                with self.assertRaises(AccessError):
                    audit.unlink()

    def test_the_audit_trail_outlives_its_run_and_its_user(self):
        operator = self.users["operator"]
        migration = self.env["pulse.migration"].create({"name": "Short-lived"})
        run = migration._open_run().with_user(operator)
        run._receive_path(self.export(patients=PATIENTS))
        entries = self.env["pulse.audit"].search([("run_id", "=", run.id)])
        self.assertEqual(entries.user_login, "pulse_operator")
        migration.unlink()
        operator.unlink()
        entries.invalidate_recordset()
        self.assertTrue(entries.exists())
        self.assertFalse(entries.run_id)
        self.assertEqual(entries.migration_name, "Short-lived")
        self.assertEqual(entries.user_login, "pulse_operator")

    def test_a_loaded_run_and_its_journal_cannot_be_deleted(self):
        run = self.migrate(patients=PATIENTS)
        for records in (run, self.migration):
            with self.subTest(records._name), self.assertRaises(UserError):
                self.as_user("approver", records).unlink()
        self.assertTrue(run.exists())
        self.assertTrue(self.env["pulse.change"].search([("run_id", "=", run.id)]))
        run._undo()
        self.as_user("approver", run).unlink()
        self.assertFalse(run.exists())

    def test_a_deleted_run_leaves_no_bytes_behind(self):
        run = self.plan(patients=PATIENTS)
        content = run.file_ids.content_ids
        self.assertTrue(content)
        self.as_user("operator", self.migration).unlink()
        self.assertFalse(content.exists())

    def test_another_companys_migration_is_not_shown(self):
        run = self.migrate(patients=PATIENTS)
        other = self.env["res.company"].create({"name": "Other clinic"})
        user = new_test_user(
            self.env,
            "pulse_elsewhere",
            groups="pulse_migration.group_approver",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.assertTrue(run.check_ids or run.batch_ids)
        for model in (
            "pulse.migration",
            "pulse.run",
            "pulse.file",
            "pulse.row",
            "pulse.mapping",
            "pulse.physician",
            "pulse.link",
            "pulse.batch",
            "pulse.change",
        ):
            with self.subTest(model):
                self.assertTrue(self.env[model].search_count([]))
                self.assertFalse(self.env[model].with_user(user).search_count([]))
        with self.assertRaises(AccessError):
            run.with_user(user).action_plan_undo()
