"""A sample shows what a load would make, field by field, and leaves nothing behind."""

import os

from odoo.exceptions import AccessError, UserError

from odoo.addons.pulse_migration.exceptions import text_of

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug, record

TABLES = {
    "patients": PATIENTS,
    "appointments": [
        appointment(1, "P1", "2024-03-05"),
        appointment(2, "P2", "2024-03-06"),
        appointment(3, "P9", "2024-03-07"),
    ],
    "prescriptions": [drug(1, "P1", "Amoxicillin"), drug(1, "P1", "Paracetamol")],
    "medical_records": [record(1, "P2", "2024-03-05", "Cough")],
    "bills": [bill(1, "P2", "2024-03-05", "100.10", "0.05")],
}


class TestSample(PulseCase):
    def sample(self, run=None, **vals):
        run = run or self.plan(**TABLES)
        sample = self.env["pulse.sample"].create({"run_id": run.id, **vals})
        sample.action_sample()
        return sample

    def lines(self, sample, object_name, header):
        return sample.line_ids.filtered(
            lambda line: line.object_name == object_name and line.header == header
        )

    def dump(self):
        """Return a digest of every table but the sample's own."""
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT relname FROM pg_class c JOIN pg_namespace n
                   ON n.oid = c.relnamespace
                WHERE relkind = 'r' AND nspname = current_schema
                  AND relname NOT LIKE 'pulse_sample%' AND relname NOT IN
                      ('pulse_audit', 'pulse_run', 'pulse_preflight')
                ORDER BY 1"""
        )
        digests = {}
        for (table,) in self.env.cr.fetchall():
            self.env.cr.execute(
                f"""SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text))
                      FROM "{table}" t"""
            )
            digests[table] = self.env.cr.fetchone()
        return digests

    def store(self):
        root = self.env["ir.attachment"]._full_path("")
        return {
            os.path.join(folder, name)
            for folder, _folders, names in os.walk(root)
            for name in names
        }

    def test_nothing_stays_in_database_or_file_store(self):
        run = self.plan(**TABLES)
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        before, files = self.dump(), self.store()
        sample.action_sample()
        self.assertEqual(self.dump(), before)
        self.assertEqual(self.store() - files, set())
        self.assertEqual(run.state, "sampled")
        self.assertTrue(sample.line_ids)

    def test_every_cell_of_a_sampled_row_has_a_verdict(self):
        run = self.plan(**TABLES)
        sample = self.sample(run)
        for row in self.rows(run).filtered(lambda r: r.action == "create"):
            lines = sample.line_ids.filtered(lambda line, row=row: line.row_id == row)
            self.assertEqual(
                {line.header for line in lines if line.header}, set(row.payload)
            )

    def test_a_plain_cell_is_equal_and_says_where_it_is(self):
        sample = self.sample()
        line = self.lines(sample, "patient", "name").filtered(
            lambda line: line.patient_key == "P1"
        )
        self.assertEqual((line.verdict, line.target), ("equal", "name"))
        self.assertEqual(line.source_text, line.stored_text)

    def test_a_cell_without_field_is_lost(self):
        run = self.plan(patients=[{**PATIENTS[0], "shoe_colour_xyz": "blue"}])
        line = self.lines(self.sample(run), "patient", "shoe_colour_xyz")
        self.assertEqual((line.verdict, line.rules), ("lost", "kept_on_row"))

    def test_a_value_changed_by_rule_names_the_rule(self):
        run = self.plan(patients=[{**PATIENTS[0], "blood_group": "O +ve"}])
        line = self.lines(self.sample(run), "patient", "blood_group")
        self.assertEqual(line.verdict, "transformed")
        self.assertTrue(line.rules)
        self.assertEqual(line.stored_text, "O+")

    def test_an_unreadable_cell_is_flagged(self):
        run = self.plan(patients=[{**PATIENTS[0], "date_of_birth": "31-02-1999"}])
        line = self.lines(self.sample(run), "patient", "date_of_birth")
        self.assertEqual(line.verdict, "flagged")
        self.assertTrue(line.rule_text)

    def test_every_line_of_a_prescription_is_found_in_its_document(self):
        lines = self.lines(self.sample(), "prescription", "medication")
        self.assertEqual(
            sorted(lines.mapped("source_text")), ["Amoxicillin", "Paracetamol"]
        )
        self.assertEqual(set(lines.mapped("verdict")), {"equal"})

    def test_a_file_is_stored_by_its_bytes(self):
        run = self.plan(
            patients=PATIENTS,
            prescriptions=[{**drug(1, "P1", "Amoxicillin"), "file": "scan.pdf"}],
            scan_pdf=b"%PDF-1.4 scan",
        )
        line = self.lines(self.sample(run), "prescription", "file")
        self.assertEqual((line.verdict, line.rules), ("transformed", "kept_file"))

    def test_parts_of_a_name_are_found_in_the_whole(self):
        row = {**PATIENTS[0], "first_name": "Asha", "email": "asha@clinic.example"}
        line = self.lines(
            self.sample(self.plan(patients=[row])), "patient", "first_name"
        )
        self.assertEqual(line.verdict, "transformed")
        self.assertEqual(line.target, "name")

    def test_words_that_stand_somewhere_by_chance_are_lost_all_the_same(self):
        """The activity shows its patient's name; no cell of the row says it."""
        visit = {**appointment(1, "P1", "2024-03-05"), "patient_city": "Asha"}
        visit.pop("patient_name", None)
        run = self.plan(patients=PATIENTS, appointments=[visit])
        line = self.lines(self.sample(run), "appointment", "patient_city")
        self.assertEqual(line.verdict, "lost")

    def test_the_patient_of_a_child_row_is_a_target(self):
        line = self.lines(self.sample(), "appointment", "patient_id")[:1]
        self.assertIn("res_id", line.target)

    def test_what_the_load_adds_is_defaulted(self):
        sample = self.sample(
            self.plan(patients=PATIENTS, appointments=TABLES["appointments"][:1])
        )
        defaulted = sample.line_ids.filtered(lambda line: line.verdict == "defaulted")
        self.assertTrue(defaulted.filtered(lambda line: line.target == "res_model_id"))

    def test_what_does_not_load_is_listed_with_its_reason(self):
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P1", "not a day")]
        )
        lines = self.sample(run).line_ids.filtered(
            lambda line: line.object_name == "appointment"
        )
        self.assertEqual(lines.mapped("rules"), ["date_missing"])

    def test_coverage_counts_what_occurs_and_says_why_not(self):
        sample = self.sample()
        found = {c.kind: (c.covered, c.total) for c in sample.coverage_ids}
        self.assertEqual(found["appointment_status"], (1, 1))
        self.assertTrue(all(c.covered <= c.total for c in sample.coverage_ids))
        for line in sample.coverage_ids:
            self.assertEqual(bool(line.missing), line.covered < line.total)
        odd = sample.coverage_ids.filtered(lambda line: line.kind == "odd_value")
        self.assertIn("Appointment", odd.missing)
        self.assertIn(text_of(self.env, "patient_unknown"), odd.missing)
        self.assertNotIn("patient_unknown", odd.missing)

    def test_the_same_run_gives_the_same_sample(self):
        run = self.plan(**TABLES)
        first, second = self.sample(run, size=2), self.sample(run, size=2)
        self.assertEqual(first.patient_keys, second.patient_keys)
        self.assertEqual(len(first.patient_keys), 2)

    def test_a_pinned_patient_is_in_the_sample(self):
        run = self.plan(**TABLES)
        for key in ("P1", "P2", "P3"):
            sample = self.sample(run, size=1, pinned_ids=f" {key},nobody ")
            self.assertEqual(sample.patient_keys, [key])

    def test_a_sample_has_bounds(self):
        run = self.plan(patients=PATIENTS)
        for size in (0, 501):
            with self.subTest(size), self.assertRaises(UserError):
                self.env["pulse.sample"].create({"run_id": run.id, "size": size})

    def test_a_sample_can_be_taken_again_after_a_correction(self):
        run = self.plan(patients=PATIENTS)
        sample = self.sample(run)
        run.mapping_ids.filtered(lambda m: m.header == "city").field_name = False
        run.action_plan()
        sample.action_sample()
        self.assertEqual(
            set(self.lines(sample, "patient", "city").mapped("verdict")), {"lost"}
        )

    def test_a_kept_sample_is_loaded_and_undone_alone(self):
        run = self.plan(**TABLES)
        sample = self.sample(run, size=1, pinned_ids="P1")
        with self.assertRaisesRegex(UserError, "Confirm the mapping"):
            sample.action_keep()
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("create")
        sample.action_keep()
        self.assertTrue(sample.is_kept)
        self.assertTrue(self.partner("P1"))
        self.assertFalse(self.partner("P2"))
        self.assertEqual(run.state, "sampled")
        sample.action_undo()
        self.assertFalse(self.partner("P1"))
        self.approve(run)._load()
        run.action_verify()
        self.assertAccounted(run)
        self.assertEqual(run.state, "done")

    def test_the_rest_loads_beside_a_kept_sample(self):
        run = self.plan(**TABLES)
        sample = self.sample(run, size=1, pinned_ids="P1")
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("create")
        sample.action_keep()
        self.approve(run)._load()
        run.action_verify()
        self.assertAccounted(run)
        self.assertEqual(run.state, "done")
        self.assertTrue(self.partner("P2"))

    def test_a_line_leads_to_its_row_its_columns_and_its_value_map(self):
        sample = self.sample()
        line = self.lines(sample, "appointment", "status")[:1]
        self.assertEqual(line.action_open_row()["res_id"], line.row_id.id)
        self.assertEqual(line.action_open_mapping()["res_id"], line.file_id.id)
        self.assertTrue(line.is_mapped)
        domain = line.action_open_value_map()["domain"]
        found = self.env["pulse.value.map"].search(domain)
        self.assertEqual(found.source_value, line.source_text)
        self.assertFalse(self.lines(sample, "patient", "name")[:1].is_mapped)

    def test_samples_are_for_operators_and_texts_for_the_medical_group(self):
        run = self.plan(patients=PATIENTS)
        sample = self.sample(run)
        users = {
            name: self.env["res.users"].create(
                {
                    "name": name,
                    "login": f"sample-{name}",
                    "group_ids": [
                        (4, self.env.ref(f"pulse_migration.group_{name}").id)
                    ],
                }
            )
            for name in ("auditor", "operator")
        }
        with self.assertRaises(AccessError):
            sample.with_user(users["auditor"]).action_sample()
        with self.assertRaises(AccessError):
            sample.line_ids[:1].with_user(users["operator"]).read(["source_text"])
        sample.with_user(users["operator"]).action_sample()
