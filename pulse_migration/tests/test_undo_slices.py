"""Undo in slices: broken anywhere it goes on, in the background it takes its turn."""

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo import fields
from odoo.exceptions import UserError

from odoo.addons.pulse_migration.loaders import transient
from odoo.addons.pulse_migration.loaders.base import LOADERS
from odoo.addons.pulse_migration.models.undo import plan as undo_plan
from odoo.addons.pulse_migration.models.undo import slice as undo_slice

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug, record

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(n, "P1", f"2024-03-{n:02d}") for n in range(1, 8)],
    "prescriptions": [drug(n, "P2", "Amoxicillin") for n in range(1, 4)],
    "medical_records": [record(n, "P1", f"2024-0{n}-05", "Cough") for n in range(1, 4)],
    "bills": [bill(n, "P3", "2024-03-05", "100.10", "0.05") for n in range(1, 4)],
}


class Killed(BaseException):
    """Ends an undo the way a killed process does: nothing catches it."""


class TestUndoSlices(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        self.startPatcher(patch.object(undo_slice, "SLICE", 2))
        self.run_ = self.migrate(**TABLES)

    def open_changes(self):
        return self.env["pulse.change"].search_count(
            [("run_id", "=", self.run_.id), ("undo_state", "=", False)]
        )

    def undo_killed_at(self, number):
        """Undo until slice ``number`` has written everything but not committed."""
        book = undo_slice.Undo._book
        take_back = undo_slice.Undo._take_back
        calls = []

        def killed(undo, *args):
            book(undo, *args)
            calls.append(1)
            if len(calls) == number:
                raise Killed

        def transaction(undo, plan, changes):
            with self.env.cr.savepoint():
                return take_back(undo, plan, changes)

        with (
            patch.object(undo_slice.Undo, "_book", killed),
            patch.object(undo_slice.Undo, "_take_back", transaction),
            suppress(Killed),
        ):
            self.run_._undo()
        self.assertEqual(len(calls), number, "the undo was not interrupted")
        self.env.invalidate_all()

    def assertUndone(self):
        self.assertEqual(self.run_.state, "undone")
        self.assertFalse(self.activities())
        self.assertFalse(self.documents())
        for key in ("P1", "P2", "P3"):
            self.assertFalse(self.partner(key))
        links = [("migration_id", "=", self.migration.id)]
        self.assertFalse(self.env["pulse.link"].search_count(links))
        self.assertEqual(set(self.rows(self.run_).mapped("state")), {"undone"})
        self.assertEqual(set(self.run_.batch_ids.mapped("state")), {"undone"})

    def test_broken_anywhere_it_goes_on(self):
        changes = self.open_changes()
        for number in (1, 2, changes // 4):
            with self.subTest(number), self.env.cr.savepoint() as attempt:
                self.undo_killed_at(number)
                self.assertEqual(self.run_.state, "undoing")
                self.run_._undo()
                self.assertUndone()
                attempt.rollback()
            self.env.invalidate_all()

    def test_broken_twice(self):
        self.undo_killed_at(3)
        self.undo_killed_at(1)
        self.run_._undo()
        self.assertUndone()

    def test_what_was_blocked_is_not_looked_at_again_and_again(self):
        self.activities()[0].summary = "Came with her sister"
        plan = self.run_._open_undo()
        while plan._undo_next():
            pass
        self.assertFalse(plan._undo_next())
        self.run_._undo()
        self.assertEqual(self.run_.state, "failed")
        self.assertEqual(len(self.activities()), 1)

    def test_the_button_leaves_it_to_the_background(self):
        action = self.run_.action_plan_undo()
        plan = self.env["pulse.undo.plan"].browse(action["res_id"])
        plan.confirm_name = "Test clinic"
        with patch.object(undo_plan, "AT_ONCE", 0):
            plan.action_undo()
        self.assertEqual(self.run_.state, "undoing")
        self.assertTrue(self.partner("P1"))
        trigger = self.env["ir.cron.trigger"].search([], order="id desc", limit=1)
        self.assertEqual(trigger.cron_id, self.env.ref("pulse_migration.ir_cron_undo"))

    def test_the_background_undoes_it(self):
        self.run_._open_undo()
        cron = self.env["ir.cron"]
        with patch.object(type(cron), "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_undo()
        self.assertUndone()

    def test_the_background_stops_when_its_time_is_up(self):
        self.run_._open_undo()
        cron = self.env["ir.cron"]
        turns = 0
        with patch.object(type(cron), "_commit_progress", return_value=0.0):
            while self.run_.state == "undoing":
                before = self.open_changes()
                self.env["pulse.run"]._cron_undo()
                self.assertGreaterEqual(before - self.open_changes(), min(before, 1))
                turns += 1
        self.assertGreater(turns, 5)
        self.assertUndone()

    def test_an_undo_that_fails_is_called_again_within_a_minute(self):
        """Odoo itself puts off what failed until its next hour."""
        self.run_._open_undo()
        cron = self.env.ref("pulse_migration.ir_cron_undo")
        triggers = self.env["ir.cron.trigger"]
        triggers.search([]).unlink()
        with (
            patch.object(undo_slice.Undo, "_take_back", side_effect=ValueError),
            suppress(ValueError),  # assertRaises would roll back
        ):
            self.env["pulse.run"].with_context(cron_id=cron.id)._cron_undo()
        alarm = triggers.search([])
        self.assertEqual(alarm.cron_id, cron)
        minute = fields.Datetime.now() + timedelta(minutes=1)
        self.assertLessEqual(alarm.call_at, minute)

    def test_what_fails_for_a_moment_is_tried_again(self):
        take_back = undo_slice.Undo._take_back
        tries = []

        def stumble(undo, plan, changes):
            tries.append(1)
            if len(tries) in (2, 3):
                raise OperationalError
            return take_back(undo, plan, changes)

        with (
            patch.object(undo_slice.Undo, "_take_back", stumble),
            patch.object(self.env.cr, "rollback") as rollback,
            patch.object(transient.time, "sleep"),
        ):
            self.run_._undo()
        self.assertEqual(rollback.call_count, 2)
        self.assertUndone()

    def test_two_processes_do_not_undo_one_run(self):
        runs = type(self.run_)
        with patch.object(runs, "try_lock_for_update", return_value=self.run_[:0]):
            with self.assertRaisesRegex(UserError, "being undone already"):
                self.run_._undo()
            self.env["pulse.run"]._cron_undo()
        self.assertTrue(self.partner("P1"))

    def test_what_another_process_holds_is_looked_at_again_in_a_minute(self):
        self.run_._open_undo()
        triggers = self.env["ir.cron.trigger"].sudo()
        triggers.search([]).unlink()
        runs = type(self.run_)
        with patch.object(runs, "try_lock_for_update", return_value=self.run_[:0]):
            self.env["pulse.run"]._cron_undo()
        left = triggers.search([])
        self.assertEqual(left.cron_id, self.env.ref("pulse_migration.ir_cron_undo"))
        self.assertGreater(left.call_at, fields.Datetime.now())

    def test_a_run_that_is_being_undone_is_neither_loaded_nor_deleted(self):
        self.run_._open_undo()
        with self.assertRaises(UserError):
            self.run_.action_load()
        with self.assertRaises(UserError):
            self.run_.unlink()

    def test_a_slice_holds_no_more_than_its_size(self):
        sizes = []
        take_back = undo_slice.Undo._take_back

        def measure(undo, plan, changes):
            sizes.append(len(changes))
            return take_back(undo, plan, changes)

        with patch.object(undo_slice.Undo, "_take_back", measure):
            self.run_._undo()
        self.assertLessEqual(max(sizes), 2)
        self.assertGreater(len(sizes), 8)

    def test_every_target_of_a_loader_has_its_place_in_the_order(self):
        names = set()
        for name in LOADERS.values():
            names.update(name.values() if isinstance(name, dict) else [name])
        for name in names:
            self.assertIn(self.env[name]._target, undo_slice.ORDER)
