"""What was received stays what it was: its bytes, its identity, its place in a run."""

import io

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import PATIENTS, PDF, PulseCase
from .test_document_loader import drug, record

FORGED = PDF + b"forged"


class GuardCase(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(
                cls.env, f"pulse_guard_{name}", groups=f"pulse_migration.group_{name}"
            )
            for name in ("auditor", "operator", "approver")
        }

    def as_user(self, name, records):
        return records.with_user(self.users[name])

    def approved(self):
        return self.approve(
            self.plan(
                patients=PATIENTS,
                prescriptions=[drug(1, "P1", "Amoxicillin", file="files/rx1.pdf")],
                medical_records=[record(1, "P1", "2024-03-05", "Cough", file="r.pdf")],
                files__rx1_pdf=PDF,
                r_pdf=PDF + b"r",
            )
        )

    def file(self, run, name):
        return run.file_ids.filtered(lambda f: f.name == name)


class TestKeptBytes(GuardCase):
    def part(self, file, name="rx1.pdf.", raw=FORGED):
        return {
            "name": name,
            "res_model": file._name,
            "res_id": file.id,
            "raw": raw,
        }

    def test_nobody_adds_a_part(self):
        file = self.file(self.approved(), "files/rx1.pdf")
        for name in ("operator", "approver"):
            attachments = self.as_user(name, self.env["ir.attachment"])
            with self.subTest(name), self.assertRaises(AccessError):
                attachments.create(self.part(file))
            with self.subTest(name, by="the file"), self.assertRaises(AccessError):
                self.as_user(name, file).write(
                    {"content_ids": [(0, 0, {"name": "a", "raw": FORGED})]}
                )
            with self.subTest(name, by="defaults"), self.assertRaises(AccessError):
                attachments.with_context(
                    default_res_model=file._name, default_res_id=file.id
                ).create({"name": "a", "raw": FORGED})

    def test_nothing_becomes_a_part(self):
        file = self.file(self.approved(), "files/rx1.pdf")
        own = self.as_user("operator", self.env["ir.attachment"]).create(
            {"name": "rx1.pdf.", "raw": FORGED}
        )
        with self.assertRaises(AccessError):
            own.write({"res_model": file._name, "res_id": file.id})

    def test_a_part_is_neither_changed_nor_removed(self):
        operator = self.users["operator"]
        operator.group_ids += self.env.ref("pulse_migration.group_medical")
        part = self.file(self.approved(), "files/rx1.pdf").content_ids
        part = part.with_user(operator)
        for vals in ({"raw": FORGED}, {"name": "z"}, {"res_model": False}):
            with self.subTest(vals), self.assertRaises(AccessError):
                part.write(vals)
        with self.assertRaises(AccessError):
            part.unlink()

    def test_what_a_batch_keeps_for_undo_is_closed_too(self):
        run = self.load(patients=PATIENTS)
        with self.assertRaises(AccessError):
            self.as_user("operator", self.env["ir.attachment"]).create(
                {"name": "1", "res_model": "pulse.batch", "res_id": run.batch_ids[0].id}
            )

    def test_other_attachments_are_anybodys(self):
        own = self.as_user("operator", self.env["ir.attachment"]).create(
            {"name": "a", "raw": b"a"}
        )
        own.write({"name": "b"})
        own.unlink()
        self.assertFalse(own.exists())

    def test_an_exchanged_document_does_not_load(self):
        run = self.approved()
        for name in ("files/rx1.pdf", "r.pdf"):
            self.exchange(run, name)
        run._load()
        for object_name in ("prescription", "medical_record"):
            row = self.rows(run, object_name)
            self.assertEqual((row.state, row.reason), ("rejected", "document_changed"))
            self.assertTrue(row.reason_text.startswith("The document is no longer"))
        self.assertFalse(self.documents())
        self.assertTrue(self.partner("P1"))

    def exchange(self, run, name):
        """Exchange bytes as somebody with the database in hand would."""
        file = self.file(run, name)
        part = self.part(file, f"{name.rpartition('/')[2]}.")
        self.env["ir.attachment"].sudo().create(part)
        file.invalidate_recordset()

    def test_a_document_exchanged_later_fails_the_verification(self):
        run = self.approved()
        run._load()
        for name in ("files/rx1.pdf", "r.pdf"):
            self.exchange(run, name)
        run.action_verify()
        self.assertEqual(run.state, "failed")
        found = run.check_ids.filtered(lambda check: check.severity == "error")
        self.assertEqual(set(found.mapped("code")), {"document_changed"})
        self.assertEqual(
            set(found.mapped("object_name")), {"prescription", "medical_record"}
        )
        self.assertEqual(run.report["verify"]["mismatches"], 2)

    def test_a_newer_export_plans_beside_an_exchanged_document(self):
        run = self.approved()
        run._load()
        run.action_verify()
        records = [
            record(n, "P1", "2024-03-05", said, file=f"r{n}.pdf")
            for n, said in ((1, "Cough again"), (2, "Fever"))
        ]
        again = self.migration._open_run()
        again._receive_path(
            self.export(
                patients=PATIENTS, medical_records=records, r1_pdf=PDF, r2_pdf=PDF
            )
        )
        again.action_stage()
        self.exchange(again, "r1.pdf")
        again.action_plan()
        rows = {row.external_id: row for row in self.rows(again, "medical_record")}
        self.assertEqual(len(rows), 2)
        self.approve(again)._load()
        self.assertEqual(
            sorted((row.state, row.reason or "") for row in rows.values()),
            [("created", ""), ("rejected", "document_changed")],
        )


class TestDeletedFile(GuardCase):
    def test_a_file_stays_once_its_run_loads(self):
        run = self.approved()
        file = self.file(run, "files/rx1.pdf")
        for state in ("running", "paused", "running", "failed", "done", "undoing"):
            run._set_state(state)
            for records in (file, self.as_user("operator", file)):
                with self.subTest(state), self.assertRaises(UserError):
                    records.unlink()
        self.assertTrue(file.exists())

    def test_a_deleted_file_voids_plan_and_approval(self):
        run = self.approved()
        content = run.file_ids.content_ids
        self.as_user("operator", self.file(run, "files/rx1.pdf")).unlink()
        self.assertEqual((run.state, run.planned_at), ("draft", False))
        self.assertFalse(run.approval_ids._standing())
        self.assertEqual(len(content.exists()), len(content) - 1)

    def test_a_run_that_is_undone_goes_with_its_bytes(self):
        run = self.load(patients=PATIENTS)
        content = run.file_ids.content_ids
        with self.assertRaises(UserError):
            self.as_user("operator", run).unlink()
        self.assertTrue(content.exists())
        run._undo()
        self.as_user("operator", run).unlink()
        self.assertFalse(content.exists())


class TestIdentity(GuardCase):
    def test_nobody_says_what_a_file_is(self):
        run = self.approved()
        file = self.file(run, "files/rx1.pdf")
        other = self.file(run, "r.pdf")
        again = self.env["pulse.run"].create({"migration_id": self.migration.id})
        for name, value in {
            "parent_id": other.id,
            "run_id": again.id,
            "migration_id": self.migration.id,
            "error_code": "empty_file",
            "name": "other.pdf",
            "kind": "table",
            "table": "T",
            "layout": "layout_x",
            "header_line": 3,
            "is_chat": True,
        }.items():
            with self.subTest(name), self.assertRaises(AccessError):
                self.as_user("approver", file).write({name: value})

    def test_nobody_makes_a_file(self):
        run = self.approved()
        with self.assertRaises(AccessError):
            self.as_user("operator", self.env["pulse.file"]).create({"run_id": run.id})

    def test_a_moved_file_is_another_than_approved(self):
        run = self.approved()
        before = run._approval_hash()
        file = self.file(run, "files/rx1.pdf")
        file.parent_id = self.file(run, "r.pdf")
        self.assertNotEqual(run._approval_hash(), before)

    def test_a_run_stays_with_its_clinic(self):
        other = self.env["pulse.migration"].create({"name": "Elsewhere"})
        run = self.as_user("operator", self.migration)._open_run()
        self.assertEqual(run.migration_id, self.migration)
        with self.assertRaises(AccessError):
            run.write({"migration_id": other.id})

    def test_a_sample_stays_with_its_run(self):
        run = self.approved()
        again = self.env["pulse.run"].create({"migration_id": self.migration.id})
        samples = self.as_user("operator", self.env["pulse.sample"])
        sample = samples.create({"run_id": run.id})
        for vals in ({"run_id": again.id}, {"migration_id": self.migration.id}):
            with self.subTest(vals), self.assertRaises(AccessError):
                sample.write(vals)

    def test_an_auditor_opens_a_sample_and_makes_none(self):
        run = self.plan(patients=PATIENTS)
        with self.assertRaises(AccessError):
            self.as_user("auditor", run).action_open_sample()
        self.assertFalse(run.sample_ids)
        action = self.as_user("operator", run).action_open_sample()
        opened = self.as_user("auditor", run).action_open_sample()
        self.assertEqual(opened["res_id"], action["res_id"])

    def test_only_an_approver_says_why(self):
        run = self.plan(patients=PATIENTS)
        operator = self.as_user("operator", run)
        with self.assertRaises(AccessError):
            operator.write({"approval_comment": "All seen"})
        with self.assertRaises(AccessError):
            operator.create(
                {"migration_id": self.migration.id, "approval_comment": "All seen"}
            )
        self.as_user("approver", run).approval_comment = "All seen"
        self.assertEqual(run.approval_comment, "All seen")

    def test_an_operator_still_chooses_the_object(self):
        run = self.as_user("operator", self.migration._open_run())
        run._receive_stream("patients.csv", io.BytesIO(b"patient_id,name\nP1,Asha\n"))
        run.file_ids.write({"object_name": False})
        self.assertEqual(run.file_ids.state, "unused")
