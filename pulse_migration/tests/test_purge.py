"""Source data is forgotten with a certificate; links, journal and counts stay."""

import io
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import PATIENTS, PDF, PulseCase, appointment

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(1, "P1", "2024-03-05")],
}


class TestPurge(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = new_test_user(
            cls.env, "purge_operator", groups="pulse_migration.group_operator"
        )

    def purge(self, name="Test clinic"):
        migration = self.migration.with_user(self.operator)
        action = migration.action_purge()
        ask = self.env["pulse.purge.ask"].with_user(self.operator)
        ask = ask.browse(action["res_id"])
        ask.confirm_name = name
        return self.env["pulse.purge"].browse(ask.action_purge()["res_id"])

    def text_of_staging(self):
        """Return everything that the addon's own tables say, but journal and links."""
        self.env.flush_all()
        texts = []
        for name in self.env:
            model = self.env[name]
            if not name.startswith("pulse.") or model._abstract or not model._auto:
                continue
            if name not in ("pulse.change", "pulse.link"):
                self.env.cr.execute(f"SELECT t::text FROM {model._table} AS t")
                texts += [text for (text,) in self.env.cr.fetchall()]
        return "\n".join(texts)

    def test_rows_and_files_are_forgotten_and_the_rest_stays(self):
        run = self.migrate(**TABLES)
        sha256 = run.file_ids.mapped("sha256")
        contents = run.file_ids.content_ids
        self.assertIn("Penicillin", self.text_of_staging())
        purge = self.purge()
        text = self.text_of_staging()
        for value in ("Penicillin", "98765", "asha@example.com", "Cough"):
            with self.subTest(value):
                self.assertNotIn(value, text)
        self.assertFalse(contents.exists())
        self.assertEqual(self.partner("P1").x_studio_allergy_notes, "Penicillin")
        links = [("migration_id", "=", self.migration.id)]
        self.assertTrue(self.env["pulse.link"].search_count(links))
        self.assertEqual((purge.file_count, purge.row_count), (2, 4))
        self.assertEqual([file[1] for file in purge.files], sha256)
        self.assertEqual(purge.cells["pulse_row"]["payload"], 4)
        self.assertEqual(purge.user_login, "purge_operator")
        self.assertIn(sha256[0], purge.file_list)

    def test_undo_and_the_next_export_still_work(self):
        run = self.migrate(**TABLES)
        self.purge()
        changed = [{**PATIENTS[0], "city": "Nashik"}, *PATIENTS[1:]]
        again = self.migrate(patients=changed, appointments=TABLES["appointments"])
        states = [row.state for row in self.rows(again, "patient")]
        self.assertEqual(states, ["updated", "unchanged", "unchanged"])
        self.assertEqual(self.rows(again, "appointment").state, "unchanged")
        again._undo()
        run._undo()
        self.assertFalse(self.partner("P1"))
        self.assertEqual(run.state, "undone")
        check = self.env["pulse.audit.check"].action_check()
        self.assertTrue(self.env["pulse.audit.check"].browse(check["res_id"]).is_intact)

    def test_only_the_typed_name_forgets(self):
        self.migrate(**TABLES)
        for name in (False, "Test"):
            with self.subTest(name), self.assertRaisesRegex(UserError, "Type the name"):
                self.purge(name)
        self.assertIn("Penicillin", self.text_of_staging())

    def test_what_waits_to_be_loaded_is_not_forgotten(self):
        self.plan(**TABLES)
        with self.assertRaisesRegex(UserError, "not at its end"):
            self.purge()

    def again(self, allergy_notes):
        """Load the clinic again with other allergies of the first patient."""
        changed = {**PATIENTS[0], "allergy_notes": allergy_notes}
        return self.migrate(patients=[changed, *PATIENTS[1:]])

    def conflict(self):
        """Return the question about allergies that both sides changed."""
        self.migrate(**TABLES)
        self.partner("P1").x_studio_allergy_notes = "Dust"
        return self.again("Latex").conflict_ids

    def test_values_that_a_person_has_to_choose_from_are_not_forgotten(self):
        conflict = self.conflict()
        with self.assertRaisesRegex(UserError, "conflicts wait"):
            self.purge()
        self.migration.purge_on = "2020-01-01"
        self.env["pulse.migration"]._cron_purge()
        self.assertFalse(self.migration.purge_ids)
        conflict.action_source()
        self.assertEqual(self.partner("P1").x_studio_allergy_notes, "Latex")

    def test_values_of_a_decision_are_forgotten(self):
        self.conflict().action_odoo()
        self.assertIn("Latex", self.text_of_staging())
        purge = self.purge()
        self.assertNotIn("Latex", self.text_of_staging())
        self.assertEqual(purge.cells["pulse_conflict"]["source_value"], 1)

    def test_what_a_person_decided_on_is_still_what_the_source_said_last(self):
        self.conflict().action_odoo()
        self.purge()
        self.assertFalse(self.again("Latex").conflict_ids)
        self.partner("P1").x_studio_allergy_notes = False
        again = self.again("Nuts")
        self.assertEqual(again.conflict_ids.last_text, "Latex")
        self.assertFalse(self.partner("P1").x_studio_allergy_notes)

    def test_allergies_of_both_sides_outlive_what_the_source_says_again(self):
        self.conflict().action_union()
        self.purge()
        changed = {**PATIENTS[0], "allergy_notes": "Latex", "city": "Goa"}
        self.migrate(patients=[changed, *PATIENTS[1:]])
        lines = self.partner("P1").x_studio_allergy_notes.splitlines()
        self.assertEqual(sorted(lines), ["Dust", "Latex"])

    def test_a_value_that_nobody_knows_any_more_is_no_empty_value(self):
        self.conflict().action_odoo()
        self.purge()
        self.env.cr.execute("UPDATE pulse_link SET decided = NULL")  # purged before
        self.partner("P1").x_studio_allergy_notes = False
        again = self.again("Nuts")
        self.assertEqual(again.conflict_ids.last_text, "Penicillin")

    def test_a_forgotten_row_is_not_received_again_when_its_patient_comes(self):
        visits = [*TABLES["appointments"], appointment(2, "P9", "2024-03-06")]
        self.migrate(patients=PATIENTS, appointments=visits)
        self.purge()
        late = {**PATIENTS[0], "patient_id": "P9", "phone": "98900 12345"}
        again = self.migrate(patients=[*PATIENTS, late])
        self.assertEqual(again.file_ids.mapped("name"), ["patients.csv"])
        self.assertEqual(again.state, "done")

    def test_a_forgotten_run_is_neither_planned_nor_verified(self):
        run = self.migrate(**TABLES)
        self.purge()
        for verb in (run.action_stage, run.action_plan, run.action_verify, run._load):
            with self.subTest(verb), self.assertRaisesRegex(UserError, "forgotten"):
                verb()
        with self.assertRaises(AccessError):
            run.with_user(self.operator).purged_at = False

    def test_the_day_forgets_by_itself(self):
        self.migrate(**TABLES)
        self.migration.purge_on = "2027-03-01"
        with freeze_time("2027-02-28 12:00:00"):
            self.env["pulse.migration"]._cron_purge()
        self.assertFalse(self.migration.purge_ids)
        with freeze_time("2027-03-01 12:00:00"):
            cron = type(self.env["ir.cron"])
            with patch.object(cron, "_commit_progress", return_value=1.0):
                self.env["pulse.migration"]._cron_purge()
                self.env["pulse.migration"]._cron_purge()
        self.assertEqual(len(self.migration.purge_ids), 1)
        self.assertTrue(self.migration.purge_ids.is_by_date)

    def test_a_certificate_is_sealed(self):
        self.migrate(**TABLES)
        purge = self.purge()
        with self.assertRaises(AccessError):
            purge.sudo().write({"row_count": 0})
        with self.assertRaises(AccessError):
            purge.sudo().unlink()

    def test_what_was_not_loaded_leaves_nothing_that_it_could_be_tried_by(self):
        odd = {**PATIENTS[0], "patient_id": "", "name": "", "phone": ""}
        lost = {**appointment(2, "P9", "2024-03-06"), "appointment_id": ""}
        run = self.migrate(
            patients=[*PATIENTS, odd], appointments=[*TABLES["appointments"], lost]
        )
        waiting = self.rows(run).filtered(lambda row: row.state in ("held", "rejected"))
        self.assertEqual(len(waiting), 2)
        before = set(self.rows(run).mapped("fingerprint"))
        self.assertTrue(all(before))
        self.purge()
        for row in waiting:
            self.assertFalse(row.fingerprint)
            self.assertFalse((row.external_id or "").startswith("~"))
        text = self.text_of_staging()
        for print_ in before:
            self.assertNotIn(print_, text)
        self.env.cr.execute("SELECT fingerprint FROM pulse_link")
        for (print_,) in self.env.cr.fetchall():
            self.assertTrue(print_.startswith("k:"))

    def test_the_key_of_the_prints_is_nobodys(self):
        self.migrate(**TABLES)
        self.purge()
        with self.assertRaises(AccessError):
            self.migration.with_user(self.operator).read(["print_key"])

    def test_the_key_of_the_prints_is_no_option_that_is_approved(self):
        run = self.migrate(**TABLES)
        before = run._approval_hash()
        self.migration.sudo().print_key = "secret"
        self.env.flush_all()
        self.assertEqual(run._approval_hash(), before)

    def test_an_empty_run_waits_for_the_next_export(self):
        self.migrate(**TABLES)
        empty = self.env["pulse.run"].create({"migration_id": self.migration.id})
        self.purge()
        self.assertFalse(empty.purged_at)
        again = self.migrate(**TABLES)
        self.assertEqual((again, again.state), (empty, "done"))

    def test_files_that_wait_without_a_row_are_not_forgotten(self):
        self.migrate(**TABLES)
        run = self.migration._open_run()
        run._receive_path(self.export(scan_pdf=PDF))
        with self.assertRaisesRegex(UserError, "not at its end"):
            self.purge()

    def test_rows_that_wait_are_named_before_they_are_forgotten(self):
        lost = appointment(2, "P9", "2024-03-06")
        self.migrate(patients=PATIENTS, appointments=[lost])
        action = self.migration.with_user(self.operator).action_purge()
        ask = self.env["pulse.purge.ask"].with_user(self.operator)
        self.assertEqual(ask.browse(action["res_id"]).waiting_count, 1)

    def test_doors_to_rows_that_say_nothing_are_shut(self):
        lost = appointment(2, "P9", "2024-03-06")
        run = self.migrate(patients=PATIENTS, appointments=[lost])
        held = self.rows(run, "appointment")
        wizard = self.env["pulse.adopt"].browse(held.action_adopt()["res_id"])
        wizard.partner_id = self.partner("P1")
        self.purge()
        for door in (
            held.action_adopt,
            wizard.action_adopt,
            held.action_correct,
            held.action_count,
            held.action_plan,
            run.action_replace,
            run.action_upload_corrections,
            run.action_start_stage,
            run.action_start_plan,
            run.action_load_again,
            run.action_load,
            run.action_check,
            self.migration.action_propose_rebuild,
        ):
            with self.subTest(door), self.assertRaisesRegex(UserError, "forgotten"):
                door()

    def test_what_may_be_opened_still_opens(self):
        run = self.migrate(**TABLES)
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        self.purge()
        for write in (run._write_failed, run._write_money, run._write_quality):
            write(io.BytesIO())
        sample._write_sheet(io.BytesIO())
        self.migration._write_after(io.BytesIO())
        run._write_report(io.StringIO())
        for row in self.rows(run):
            self.assertFalse(row.said_name)
            self.assertIn("<", row.compare_html)
            row.read()
        self.assertTrue(self.migration.after_html)
