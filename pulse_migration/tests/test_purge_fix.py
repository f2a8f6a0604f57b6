"""Corrections outlive a purge: what was corrected stays so, and cannot be read."""

from .fix_common import FixCase
from .quality_common import patient


class TestPurgeFix(FixCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.plan(patients=self.people)
        self.correct(self.row(self.run_, "P1"), date_of_birth="28-02-1984")
        self.correct(self.row(self.run_, "P2"), everywhere=True, city="Pune")

    def purge(self):
        self.run_.action_plan()
        self.approve(self.run_)._load()
        self.run_.action_verify()
        self.migration._purge()

    def fixes(self):
        return self.env["pulse.fix"].search([("migration_id", "=", self.migration.id)])

    def test_the_next_export_is_corrected_as_the_last_was(self):
        self.purge()
        people = [{**self.people[0], "name": "Asha Rao"}, *self.people[1:]]
        run = self.migrate(patients=people)
        self.assertEqual(self.born(run, "P1"), "1984-02-28")
        self.assertEqual(self.partner("P1").city, "Pune")
        self.assertEqual(str(self.partner("P1").x_studio_date_of_birth), "1984-02-28")
        self.assertEqual(self.row(run, "P2").state, "unchanged")

    def test_a_text_that_was_corrected_cannot_be_read(self):
        self.purge()
        fixes = self.fixes()
        self.assertEqual(len(fixes), 2)
        for fix in fixes:
            self.assertTrue(fix.original.startswith("k:"))
            self.assertNotIn("Poona", fix.original)

    def test_a_correction_of_a_row_that_was_not_loaded_goes(self):
        lost = patient("", "", city="Nowhere")
        run = self.plan(patients=[*self.people, lost])
        self.run_ = run
        row = self.rows(run).filtered(lambda row: row.state == "rejected")
        self.correct(row, city="Somewhere")
        self.assertIn("Somewhere", self.fixes().mapped("corrected"))
        self.purge()
        self.assertNotIn("Somewhere", self.fixes().mapped("corrected"))

    def test_a_newer_correction_wins_over_a_forgotten_one(self):
        self.purge()
        run = self.plan(patients=self.people)
        self.correct(self.row(run, "P1"), date_of_birth="27-02-1984")
        self.assertEqual(self.born(run, "P1"), "1984-02-27")
        self.assertEqual(len(self.fixes()), 2)

    def test_a_forgotten_correction_can_be_taken_back(self):
        self.purge()
        run = self.plan(patients=self.people)
        self.assertEqual(len(self.row(run, "P1").fix_ids), 2)
        self.fixes().unlink()
        self.assertFalse(self.born(run, "P1"))
        self.assertEqual(self.row(run, "P2").values["city"], "Poona")

    def test_a_row_is_excepted_from_a_forgotten_correction_of_all(self):
        self.purge()
        run = self.plan(patients=self.people)
        self.correct(self.row(run, "P2"), city="Poona")
        self.assertEqual(self.row(run, "P2").values["city"], "Poona")
        self.assertEqual(self.row(run, "P1").values["city"], "Pune")
