"""Rows that failed load again: as approved, or corrected and approved anew."""

from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError

from odoo.addons.pulse_migration.loaders.activity import ActivityLoader
from odoo.addons.pulse_migration.loaders.partner import PartnerLoader

from .common import appointment
from .fix_common import FixCase

ROWS = 8


class TestLoadAgain(FixCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.approve(
            self.plan(
                patients=self.people,
                appointments=[
                    appointment(n, "P1", f"2024-03-{n + 1:02d}") for n in range(ROWS)
                ],
            )
        )

    def load(self, refused):
        """Load while Odoo refuses some appointments, for a reason of its own."""
        prepare = ActivityLoader._prepare_vals

        def refuse(loader, unit, scope):
            if unit.key in refused:
                raise ValidationError("refused")
            return prepare(loader, unit, scope)

        with patch.object(ActivityLoader, "_prepare_vals", refuse):
            self.run_._load()
        self.run_.action_verify()

    def cron(self):
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_load()

    def states(self):
        rows = self.rows(self.run_, "appointment")
        return {row.external_id: row.state for row in rows}

    def test_what_failed_is_loaded_once_its_reason_is_gone(self):
        self.load({"A1", "A2"})
        self.assertEqual((self.run_.state, self.run_.failed_count), ("done", 2))
        before = self.activities()
        self.run_.action_load_again()
        self.assertEqual(self.run_.state, "running")
        self.assertEqual(self.run_.left_count, 2)
        self.cron()
        self.assertEqual((self.run_.state, self.run_.failed_count), ("done", 0))
        self.assertEqual(set(self.states().values()), {"created"})
        self.assertEqual(len(self.activities() - before), 2)
        self.assertEqual(len(self.activities()), ROWS)
        self.assertFalse(self.rows(self.run_, "appointment").filtered("reason"))

    def test_the_first_batch_counts_what_is_still_its_own(self):
        self.load({"A1", "A2"})
        first = self.rows(self.run_, "appointment").batch_id
        self.assertEqual(first.counts, {"created": ROWS - 2, "rejected": 2})
        self.run_._load_again(is_background=False)
        self.run_._load()
        self.assertEqual(first.counts, {"created": ROWS - 2})
        self.assertEqual(first.row_count, ROWS - 2)
        self.assertEqual(self.run_._progress_info()["done"], 3 + ROWS)

    def test_chosen_rows_only(self):
        self.load({"A1", "A2"})
        rows = self.rows(self.run_, "appointment")
        rows.filtered(lambda r: r.external_id == "A2").action_load()
        self.cron()
        self.assertEqual(self.states()["A1"], "rejected")
        self.assertEqual(self.states()["A2"], "created")

    def test_what_was_held_for_its_patient_loads_with_the_patient(self):
        refuse = patch.object(
            PartnerLoader, "_prepare_vals", side_effect=ValidationError("refused")
        )
        with refuse:
            self.run_._load()
        self.run_.action_verify()
        self.assertEqual(set(self.states().values()), {"held"})
        self.run_.action_load_again()
        self.cron()
        self.assertEqual(self.run_.state, "done")
        self.assertEqual(set(self.states().values()), {"created"})

    def test_a_paused_run_loads_the_rest_as_well(self):
        self.run_.failure_count_limit = 1
        prepare = patch.object(
            PartnerLoader, "_prepare_vals", side_effect=ValidationError("refused")
        )
        with prepare:
            self.run_._load()
        self.assertEqual(self.run_.state, "paused")
        self.run_.action_load_again()
        self.cron()
        self.assertEqual(self.run_.state, "done")
        self.assertEqual(len(self.activities()), ROWS)
        self.assertFalse(
            self.run_.batch_ids.filtered(lambda b: b.state == "planned"),
        )

    def test_undo_takes_both_back(self):
        self.load({"A1"})
        self.run_._load_again(is_background=False)
        self.run_._load()
        self.run_._undo()
        self.assertEqual(self.run_.state, "undone")
        self.assertFalse(self.activities())

    def test_it_fails_again_and_says_so(self):
        self.load({"A1"})
        self.run_._load_again(is_background=False)
        self.load({"A1"})
        self.assertEqual((self.run_.state, self.run_.failed_count), ("done", 1))
        self.assertEqual(len(self.activities()), ROWS - 1)

    # the doors

    def test_what_changed_since_the_approval_does_not_load_again(self):
        self.load({"A1"})
        self.run_.sudo().approval_hash = "of something else"
        with self.assertRaisesRegex(UserError, "no longer what was approved"):
            self.run_.action_load_again()
        rows = self.rows(self.run_, "appointment")
        with self.assertRaisesRegex(UserError, "no longer what was approved"):
            rows.filtered(lambda r: r.external_id == "A1").action_load()
        self.assertEqual(self.states()["A1"], "rejected")

    def test_without_a_failed_row_there_is_nothing_to_do(self):
        self.load(())
        with self.assertRaisesRegex(UserError, "No row failed"):
            self.run_.action_load_again()

    def test_a_run_that_loads_is_not_asked_twice(self):
        self.run_.action_load()
        with self.assertRaisesRegex(UserError, "pause"):
            self.run_.action_load_again()


class TestCorrectedAfterTheLoad(FixCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.migrate(
            patients=self.people,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P1", "not a day"),
            ],
        )
        self.bad = self.row(self.run_, "A2")

    def test_a_corrected_value_is_planned_and_approved_anew(self):
        self.assertEqual((self.run_.state, self.bad.state), ("done", "rejected"))
        before = self.activities()
        self.correct(self.bad, appointment_date="2024-03-06")
        self.assertEqual(self.run_.state, "draft")
        with self.assertRaises(UserError):
            self.run_.action_load()
        with self.assertRaises(UserError):
            self.run_.action_load_again()
        self.run_.action_plan()
        self.approve(self.run_)._load()
        self.run_.action_verify()
        self.assertEqual(self.run_.state, "done")
        self.assertEqual(self.bad.state, "created")
        self.assertEqual(len(self.activities() - before), 1)
        self.assertTrue(before.exists())

    def test_a_run_that_was_followed_by_another_is_not_corrected(self):
        self.migration._open_run()
        with self.assertRaisesRegex(UserError, "newer export"):
            self.correct(self.bad, appointment_date="2024-03-06")
