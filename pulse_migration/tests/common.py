"""A small clinic, and the six verbs over it."""

import csv
import shutil
import tempfile
from pathlib import Path

from odoo.tests import TransactionCase

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

PATIENTS = [
    {
        "patient_id": "P1",
        "name": "Asha Rao",
        "phone": "+91 98765 43210",
        "email": "asha@example.com",
        "date_of_birth": "1984-02-29",
        "gender": "F",
        "blood_group": "O +ve",
        "allergy_notes": "Penicillin",
        "city": "Pune",
        "physician": "Dr. Meera Shah",
        "physician_email": "meera@clinic.example",
    },
    {
        "patient_id": "P2",
        "name": "Ravi O'Brien",
        "phone": "+91 98765 43211",
        "date_of_birth": "1990-12-01",
        "gender": "M",
        "blood_group": "Bombay",
        "physician": "Dr. Meera Shah",
        "physician_email": "meera@clinic.example",
    },
    {"patient_id": "P3", "name": "Lata Iyer", "gender": "F"},
]


def appointment(number, patient, day, time="10:00", status="Completed", **more):
    return {
        "appointment_id": f"A{number}",
        "patient_id": patient,
        "appointment_date": day,
        "appointment_time": time,
        "duration_minutes": "15",
        "physician": "Dr. Meera Shah",
        "physician_email": "meera@clinic.example",
        "type": "Consultation",
        "status": status,
        "notes": "Cough & fever",
        **more,
    }


def bill(number, patient, day, total, paid, **more):
    return {
        "bill_id": f"B{number}",
        "patient_id": patient,
        "date": day,
        "description": "Consultation",
        "amount": total,
        "tax": "0.00",
        "total": total,
        "paid": paid,
        "outstanding": f"{float(total) - float(paid):.2f}",
        "status": "Paid" if total == paid else "Unpaid",
        "currency": "INR",
        **more,
    }


class PulseCase(TransactionCase):
    """Writes exports as files and drives them through the verbs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.migration = cls.env["pulse.migration"].create(
            {
                "name": "Test clinic",
                "country_id": cls.env.ref("base.in").id,
                "tz": "Asia/Kolkata",
                "currency_id": cls.env.ref("base.INR").id,
                "fallback_user_id": cls.env.ref("base.user_admin").id,
            }
        )
        cls.env.ref("base.INR").active = True
        cls.migration.company_id.currency_id = cls.env.ref("base.INR")

    def export(self, **tables):
        """Write {name: rows} as CSV, {name: bytes} as they are; return the folder.

        A name's double underscore is a folder, its last underscore before an extension
        such as ``pdf`` a dot.
        """
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        for name, content in tables.items():
            if isinstance(content, bytes):
                path = folder / name.replace("__", "/").replace("_pdf", ".pdf")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                continue
            header = list(dict.fromkeys(key for row in content for key in row))
            with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as out:
                writer = csv.DictWriter(out, header)
                writer.writeheader()
                writer.writerows(content)
        return folder

    def plan(self, **tables):
        """Receive, stage and plan; return the run."""
        run = self.migration._open_run()
        run._receive_path(self.export(**tables))
        run.action_stage()
        run.action_plan()
        return run

    def approve(self, run):
        undecided = self.migration.physician_ids.filtered(lambda p: not p.decision)
        undecided._decide("create")
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        return run

    def load(self, **tables):
        """Everything but verification; return the run."""
        run = self.approve(self.plan(**tables))
        run._load()
        return run

    def migrate(self, **tables):
        """All verbs; return the verified run."""
        run = self.load(**tables)
        run.action_verify()
        return run

    def rows(self, run, object_name=None):
        domain = [("run_id", "=", run.id)]
        if object_name:
            domain.append(("object_name", "=", object_name))
        return self.env["pulse.row"].search(domain, order="line, id")

    def undo_rows(self, rows):
        """Take rows back as people do: by a plan, and the name of the migration."""
        action = rows.action_plan_undo()
        plan = self.env["pulse.undo.plan"].browse(action["res_id"])
        plan.confirm_name = plan.migration_id.name
        plan.action_undo()
        return plan

    def partner(self, patient_id):
        partners = self.env["res.partner"].with_context(active_test=False)
        return partners.search([("x_studio_patient_id", "=", patient_id)])

    def activities(self):
        activities = self.env["mail.activity"].with_context(active_test=False)
        return activities.search([("x_studio_appointment_id", "!=", False)])

    def documents(self, kind=None):
        domain = [("x_studio_document_type", "=", kind)] if kind else []
        return self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("x_studio_document_type", "!=", False)]
            + domain,
            order="id",
        )

    def assertAccounted(self, run):
        """Law 1: per object, received is the sum of the outcomes."""
        for counts in run.report["objects"].values():
            outcomes = {key: n for key, n in counts.items() if key != "received"}
            self.assertEqual(counts["received"], sum(outcomes.values()), counts)
