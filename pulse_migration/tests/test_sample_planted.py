"""Thirty ways in which Odoo can end up with another thing than the file says.

Each is planted alone: in a cell, in the loader, or in Odoo itself while the record is
written. The sample must find every one, and call nothing equal that is not.
"""

from unittest.mock import patch

from odoo.addons.pulse_migration.loaders.activity import ActivityLoader
from odoo.addons.pulse_migration.loaders.document import DocumentLoader
from odoo.addons.pulse_migration.loaders.partner import PartnerLoader

from .common import PATIENTS, PulseCase, appointment
from .test_document_loader import drug, record

CHANGED = {"lossy", "lost"}
TOLD = {"transformed", "flagged"}

# what, column of the patient, its text, verdicts that tell it
CELLS = (
    ("trimmed blanks", "city", "  Pune ", {"equal"}),
    ("a phone written otherwise", "phone", "098765-43210", TOLD),
    ("a phone that is none", "phone", "declined", TOLD),
    ("a phone ruined by a spreadsheet", "phone", "9.87654E+09", {"flagged"}),
    ("a date written otherwise", "date_of_birth", "23/04/1980", TOLD),
    ("a day that no calendar has", "date_of_birth", "31-02-1980", {"flagged"}),
    ("a placeholder for a date", "date_of_birth", "01-01-1900", {"flagged"} | TOLD),
    ("a blood group written otherwise", "blood_group", "O +ve", TOLD),
    ("a blood group nobody knows", "blood_group", "Bombay-ish", {"flagged"}),
    ("a sex written otherwise", "gender", "F", TOLD),
    ("a sex nobody knows", "gender", "zzz", {"flagged"}),
    ("allergies as JSON", "allergy_notes", '[{"allergen": "Penicillin"}]', TOLD),
    ("a placeholder", "city", "NA", TOLD),
    ("an e-mail in capitals", "email", "ASHA@EXAMPLE.COM", TOLD | {"equal"}),
    ("an e-mail that is none", "email", "asha at home", {"flagged"}),
    ("a name with HTML", "city", "<b>Pune</b>", {"flagged"}),
    ("a column that nothing means", "zzq_colour", "blue", {"lost"}),
)
# what, loader, table, header, change of the values given to Odoo
LOADERS = (
    ("truncation", PartnerLoader, "patients", "name", {"name": "As"}),
    ("another field", PartnerLoader, "patients", "city", {"city": False, "zip": "x"}),
    ("a birth date off by one", PartnerLoader, "patients", "date_of_birth",
     {"x_studio_date_of_birth": "1980-04-22"}),
    ("day and month swapped", ActivityLoader, "appointments", "appointment_date",
     {"date_deadline": "2024-05-03", "date_done": "2024-05-03",
      "x_studio_appointment_time": "2024-05-03 04:30:00"}),
    ("the clinic's clock taken for UTC", ActivityLoader, "appointments",
     "appointment_time", {"x_studio_appointment_time": "2024-03-05 10:00:00"}),
    ("a status of its own lost", ActivityLoader, "appointments", "status",
     {"x_studio_appointment_status": "Other", "x_studio_appointment_stage_id": False}),
    ("a line of a prescription dropped", DocumentLoader, "prescriptions", "medication",
     {"raw": b"Prescription without its drug"}),
    ("a record with another diagnosis", DocumentLoader, "medical_records",
     "chief_complaint", lambda vals: {"raw": vals["raw"].replace(b"Cough", b"Cold")}),
)  # fmt: skip
# what, model, table, header, change that Odoo makes while it stores
ODOO = (
    ("a cut name", "res.partner", "patients", "name", {"name": "As"}),
    ("an e-mail in another case", "res.partner", "patients", "email",
     {"email": "Asha@Example.com"}),
    ("a phone without its country", "res.partner", "patients", "phone",
     {"phone": "98765 43210"}),
    ("another blood group", "res.partner", "patients", "blood_group",
     {"x_studio_blood_group": "AB-"}),
    ("an allergy dropped", "res.partner", "patients", "allergy_notes",
     {"x_studio_allergy_notes": False}),
    ("a word stripped from a note", "mail.activity", "appointments", "notes",
     {"note": "<p>a note</p>"}),
    ("a rounded duration", "mail.activity", "appointments", "duration_minutes",
     {"x_studio_appointment_duration": 20}),
    ("the wrong patient", "mail.activity", "appointments", "patient_id", "another"),
    ("another day", "mail.activity", "appointments", "appointment_date",
     {"date_deadline": "2024-03-06"}),
    ("bytes of another document", "ir.attachment", "prescriptions", "medication",
     {"raw": b"Other bytes"}),
)  # fmt: skip

PATIENT = {
    **PATIENTS[0],
    "email": "asha@example.com",
    "phone": "+919876543210",
    "city": "Pune",
    "date_of_birth": "1980-04-23",
    "gender": "female",
    "blood_group": "O+",
    "allergy_notes": "Penicillin",
}


class TestSamplePlanted(PulseCase):
    def lines(self, header, **tables):
        """Return the sampled lines of a column."""
        run = self.plan(**tables)
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        sample.action_sample()
        name = list(tables)[-1].removesuffix("s")
        lines = sample.line_ids.filtered(
            lambda line: line.header == header and line.object_name == name
        )
        self.assertTrue(lines, header)
        return lines

    def tables(self, name):
        rows = {
            "patients": [PATIENT],
            "appointments": [
                {
                    **appointment(1, PATIENT["patient_id"], "2024-03-05"),
                    "appointment_time": "10:00",
                    "duration_minutes": "25",
                    "notes": "a bold note",
                }
            ],
            "prescriptions": [drug(1, PATIENT["patient_id"], "Amoxicillin")],
            "medical_records": [
                record(1, PATIENT["patient_id"], "2024-03-05", "Cough")
            ],
        }
        return {"patients": rows["patients"], name: rows[name]}

    def undisturbed(self, name, header):
        """What is planted must be the only reason: without it nothing is wrong."""
        verdicts = set(self.lines(header, **self.tables(name)).mapped("verdict"))
        self.assertFalse(verdicts & (CHANGED | {"flagged"}), (header, verdicts))

    def test_there_are_thirty(self):
        planted = [what for what, *_rest in (*CELLS, *LOADERS, *ODOO)]
        self.assertGreaterEqual(len(set(planted)), 30)

    def test_what_a_cell_says_otherwise(self):
        for what, header, text, verdicts in CELLS:
            with self.subTest(what), self.env.cr.savepoint() as attempt:
                line = self.lines(header, patients=[{**PATIENT, header: text}])
                self.assertLessEqual(set(line.mapped("verdict")), verdicts)
                if verdicts != {"equal"}:
                    self.assertTrue(line.rules or line.verdict == "equal", what)
                attempt.rollback()
            self.env.invalidate_all()

    def test_what_a_loader_gets_wrong(self):
        for what, loader, name, header, change in LOADERS:
            with self.subTest(what), self.env.cr.savepoint() as attempt:
                self.undisturbed(name, header)
                attempt.rollback()
                self.env.invalidate_all()
                prepare = loader._prepare_vals

                def wrong(this, unit, scope, prepare=prepare, change=change):
                    vals = prepare(this, unit, scope)
                    return {**vals, **(change(vals) if callable(change) else change)}

                with patch.object(loader, "_prepare_vals", wrong):
                    lines = self.lines(header, **self.tables(name))
                self.assertTrue(set(lines.mapped("verdict")) & CHANGED, what)
                attempt.rollback()
            self.env.invalidate_all()

    def test_what_odoo_stores_otherwise(self):
        other = self.env["res.partner"].create({"name": "Another"})
        for what, model, name, header, change in ODOO:
            with self.subTest(what), self.env.cr.savepoint() as attempt:
                self.undisturbed(name, header)
                attempt.rollback()
                self.env.invalidate_all()
                vals = {"res_id": other.id} if change == "another" else change
                cls = self.registry[model]
                create = cls.create

                def wrong(this, vals_list, create=create, vals=vals):
                    if this.env.context.get("pulse_quiet"):
                        vals_list = [
                            {**given, **{k: v for k, v in vals.items() if k in given}}
                            for given in vals_list
                        ]
                    return create(this, vals_list)

                with patch.object(cls, "create", wrong):
                    lines = self.lines(header, **self.tables(name))
                self.assertEqual(set(lines.mapped("verdict")), {"lossy"}, what)
                attempt.rollback()
            self.env.invalidate_all()
