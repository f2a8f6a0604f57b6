"""A kept sample: one at a time, by an approver, and nothing of it is lost."""

from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.exceptions import UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.loaders import transient
from odoo.addons.pulse_migration.models.load import batch as batch_module

from .common import PulseCase
from .test_sample import TABLES


class Killed(BaseException):
    """Ends a load the way a killed process does: nothing catches it."""


class TestSampleKeep(PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.plan(**TABLES)
        self.run_.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("create")

    def sample(self, patient="P1"):
        sample = self.env["pulse.sample"].create(
            {"run_id": self.run_.id, "size": 1, "pinned_ids": patient}
        )
        sample.action_sample()
        return sample

    def kept(self):
        sample = self.sample()
        sample.action_keep()
        return sample

    def keep_broken_at(self, sample, number):
        """Keep, and be killed when batch ``number`` is about to load."""
        load = batch_module.Batch._load
        calls = []

        def killed(batch):
            calls.append(batch)
            if len(calls) == number:
                raise Killed
            return load(batch)

        with patch.object(batch_module.Batch, "_load", killed):
            # assertRaises would roll back the batches that were done as well
            try:
                sample.action_keep()
            except Killed:
                return
        self.fail("it was not broken off")

    def test_one_sample_of_a_run_is_kept_at_a_time(self):
        first, second = self.sample("P1"), self.sample("P2")
        first.action_keep()
        with self.assertRaisesRegex(UserError, "Another sample"):
            second.action_keep()
        with self.assertRaisesRegex(UserError, "already"):
            first.action_keep()
        self.assertFalse(self.partner("P2"))
        first.action_undo()
        second.action_sample()
        second.action_keep()
        self.assertTrue(self.partner("P2"))
        self.assertFalse(self.partner("P1"))

    def test_a_sample_that_waits_to_go_on_counts_as_kept(self):
        first, second = self.sample("P1"), self.sample("P2")
        self.keep_broken_at(first, 1)
        with self.assertRaisesRegex(UserError, "Another sample"):
            second.action_keep()

    def test_only_an_approver_keeps(self):
        sample = self.sample()
        operator = new_test_user(
            self.env, "keep_operator", groups="pulse_migration.group_operator"
        )
        with self.assertRaisesRegex(UserError, "Only an approver"):
            sample.with_user(operator).action_keep()
        approver = new_test_user(
            self.env, "keep_approver", groups="pulse_migration.group_approver"
        )
        sample.with_user(approver).action_keep()
        self.assertTrue(self.partner("P1"))

    def test_what_the_preflight_forbids_is_not_kept(self):
        sample = self.sample()
        with (
            patch.object(
                type(self.run_), "_check_no_red", side_effect=UserError("red")
            ),
            self.assertRaisesRegex(UserError, "red"),
        ):
            sample.action_keep()
        self.assertFalse(self.partner("P1"))

    def test_open_value_maps_are_settled_before(self):
        maps = type(self.env["pulse.value.map"])
        with patch.object(maps, "_settle_open") as settle:
            self.kept()
        settle.assert_called_once_with(self.migration)

    def test_what_was_not_sampled_is_not_kept(self):
        sample = self.env["pulse.sample"].create({"run_id": self.run_.id})
        with self.assertRaisesRegex(UserError, "Take the sample first"):
            sample.action_keep()

    def test_the_batches_are_committed_before_they_load(self):
        sample = self.sample()
        runs, load = type(self.run_), batch_module.Batch._load
        commits, tries = [], []

        def commit(run):
            run.env.flush_all()
            commits.append(len(sample.batch_ids))

        def stumble(batch):
            tries.append(batch)
            if len(tries) == 1:
                raise OperationalError
            return load(batch)

        with (
            patch.object(runs, "_commit", commit),
            patch.object(batch_module.Batch, "_load", stumble),
            patch.object(
                self.env.cr,
                "rollback",
                side_effect=lambda: self.assertTrue(commits[-1], "lost batches"),
            ) as rollback,
            patch.object(transient.time, "sleep"),
        ):
            sample.action_keep()
        rollback.assert_called_once()
        self.assertTrue(self.partner("P1"))
        self.assertFalse(sample.is_half_kept)

    def test_a_batch_that_was_not_loaded_is_said(self):
        sample = self.sample()
        with (
            patch.object(batch_module.Batch, "_claim", return_value=False),
            self.assertRaisesRegex(UserError, "Somebody else"),
        ):
            sample.action_keep()

    def test_broken_off_half_way_it_goes_on(self):
        for number in (1, 2, 4):
            with self.subTest(number), self.env.cr.savepoint() as attempt:
                sample = self.sample()
                self.keep_broken_at(sample, number)
                self.assertTrue(sample.is_half_kept)
                count = len(sample.batch_ids)
                sample.action_keep()
                self.assertEqual(set(sample.batch_ids.mapped("state")), {"done"})
                self.assertEqual(len(sample.batch_ids), count)
                self.assertTrue(self.partner("P1"))
                self.assertEqual(len(self.activities()), 1)
                attempt.rollback()
            self.env.invalidate_all()

    def test_broken_off_half_way_the_run_loads_it_all(self):
        sample = self.sample()
        self.keep_broken_at(sample, 3)
        self.approve(self.run_)._load()
        self.run_.action_verify()
        self.assertEqual(self.run_.state, "done")
        self.assertEqual(len(self.activities()), 2)

    def test_objects_load_in_their_order_whatever_batch_they_are_in(self):
        sample = self.sample()
        self.keep_broken_at(sample, 1)
        self.approve(self.run_)
        self.run_._start_load()
        names = []
        while batch := self.run_._claim_batch(None, batch_module.SQL()):
            names.append(batch.object_name)
            batch._load()
        order = [n for names_ in batch_module.PHASES.values() for n in names_]
        self.assertEqual(names, sorted(names, key=order.index))

    def test_a_kept_sample_is_neither_deleted_nor_taken_again(self):
        sample = self.kept()
        with self.assertRaisesRegex(UserError, "Undo it first"):
            sample.unlink()
        with self.assertRaisesRegex(UserError, "Undo it first"):
            sample.action_sample()
        sample.action_undo()
        sample.unlink()
        self.assertFalse(sample.exists())

    def test_nothing_is_kept_beside_rows_that_are_loaded(self):
        run = self.approve(self.run_)
        run.batch_ids.sorted("sequence")[:2].action_load()
        run.action_plan()
        self.assertEqual(run.state, "draft")
        sample = self.sample("P2")
        with self.assertRaisesRegex(UserError, "in Odoo already"):
            sample.action_keep()

    def test_the_rest_of_a_kept_sample_keeps_its_day(self):
        self.kept()
        self.run_.sudo().reference_on = "2024-01-01"
        self.run_.action_plan()
        self.assertEqual(str(self.run_.reference_on), "2024-01-01")
