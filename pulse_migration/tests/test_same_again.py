"""The same export again is compared as a whole, where that is sound, and only there."""

from unittest.mock import patch

from odoo.addons.pulse_migration.models.delta import same_again

from .common import PATIENTS, PulseCase, appointment
from .test_idempotent import tables


class TestSameAgain(PulseCase):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(same_again, "LEAST_ROWS", 1))
        self.first = self.migrate(**tables())

    def again(self, **others):
        run = self.migrate(**{**tables(), **others})
        self.assertEqual(run.state, "done")
        self.assertAccounted(run)
        return run

    def changes(self, run):
        return self.env["pulse.change"].search_count([("run_id", "=", run.id)])

    def test_no_row_is_staged_and_every_one_is_accounted_for(self):
        run = self.again()
        self.assertEqual(run.same_as_id, self.first)
        self.assertFalse(self.rows(run))
        self.assertFalse(self.changes(run))
        for name, counts in run.report["objects"].items():
            before = self.first.report["objects"][name]
            for state in ("received", "held", "rejected", "excluded"):
                self.assertEqual(counts[state], before[state])
            self.assertEqual(counts["created"] + counts["updated"], 0)
        self.assertEqual(run.report["money"], self.first.report["money"])

    def test_a_third_time_is_like_the_second(self):
        self.again()
        run = self.again()
        self.assertEqual(run.same_as_id, self.first)
        self.assertAccounted(run)

    def test_one_other_byte_and_every_row_is_looked_at(self):
        run = self.again(patients=[*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}])
        self.assertFalse(run.same_as_id)
        self.assertEqual(self.changes(run), 1)

    def test_another_decision_looks_at_every_row(self):
        self.migration.past_scheduled_policy = "keep"
        self.assertFalse(self.again().same_as_id)

    def test_a_record_deleted_in_odoo_is_noticed(self):
        self.activities()[:1].unlink()
        run = self.again()
        self.assertFalse(run.same_as_id)
        self.assertIn("target_deleted", self.rows(run).mapped("reason"))

    def test_a_load_in_between_is_noticed(self):
        other = {**tables(), "appointments": [appointment(1, "P1", "2024-04-05")]}
        self.migrate(**other)
        run = self.again()
        self.assertFalse(run.same_as_id)
        self.assertTrue(self.changes(run))

    def test_what_was_taken_back_is_loaded_again(self):
        self.first._undo()
        run = self.again()
        self.assertFalse(run.same_as_id)
        self.assertTrue(self.partner("P1"))

    def test_what_an_earlier_run_had_loaded_and_took_back_is_loaded_again(self):
        goa = [{**PATIENTS[0], "city": "Goa"}, *PATIENTS[1:]]
        self.again(patients=goa)
        self.first._undo()
        run = self.again(patients=goa)
        self.assertFalse(run.same_as_id)
        self.assertTrue(self.activities())

    def test_another_column_meaning_stages_after_all(self):
        run = self.plan(**tables())
        self.assertEqual(run.same_as_id, self.first)
        city = run.mapping_ids.filtered(lambda m: m.header == "city")
        city.write({"field_name": False})
        run.action_plan()
        self.assertFalse(run.same_as_id)
        self.assertTrue(self.rows(run))

    def test_a_small_export_is_looked_at_row_by_row(self):
        with patch.object(same_again, "LEAST_ROWS", 5000):
            run = self.again()
        self.assertFalse(run.same_as_id)
        self.assertTrue(self.rows(run))
