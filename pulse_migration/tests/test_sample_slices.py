"""A sample that takes long is taken by a lane, some patients at a time."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.sample import slices as sample_slices

from .common import PATIENTS
from .test_resume import TABLES
from .test_verify_start import LaneCase

_LINE = ("line", "object_name", "external_id", "header", "field_name", "target")
_JUDGED = (*_LINE, "source_text", "rules", "stored_text", "verdict")


class TestSampleSlices(LaneCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        self.run_ = self.plan(**TABLES)
        self.run_.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("create")
        self.run_.action_plan()
        operator = new_test_user(
            self.env, "slice_operator", groups="pulse_migration.group_operator"
        )
        self.sample = self.env["pulse.sample"].create({"run_id": self.run_.id})
        self.mine = self.sample.with_user(operator)

    def slowly(self):
        self.startPatcher(patch.object(sample_slices, "AT_ONCE", 0))
        self.startPatcher(patch.object(sample_slices, "SLICE", 1))

    def told(self):
        lines = self.sample.line_ids.sudo()
        return sorted(([line[name] for name in _JUDGED] for line in lines), key=str)

    def counts(self):
        measures = self.sample.measures
        return {
            name: (rows, refused)
            for name, (rows, _seconds, _bytes, refused) in measures.items()
        }

    def test_in_slices_it_says_what_it_says_in_one(self):
        self.mine.action_sample()
        self.assertTrue(self.sample.sampled_at)
        whole, rows = self.told(), self.sample.row_count
        counts = self.counts()
        coverage = self.sample.coverage_ids.mapped("covered")
        self.slowly()
        self.mine.action_sample()
        self.assertFalse(self.sample.sampled_at)
        self.be_lane(5.0)
        self.assertEqual(self.sample.compared_count, len(PATIENTS))
        self.assertEqual((self.told(), self.sample.row_count), (whole, rows))
        self.assertEqual(self.sample.coverage_ids.mapped("covered"), coverage)
        self.assertEqual(self.counts(), counts)
        self.assertEqual(self.run_.state, "sampled")

    def test_it_says_how_far_it_is_and_nothing_stays(self):
        self.slowly()
        partners = self.env["res.partner"].search_count([])
        self.mine.action_sample()
        seen = [self.run_.progress_info["compared"]]
        while self.sample.is_under_way:
            self.assertIn("being taken", self.run_.next_text)
            self.be_lane()
            seen.append(self.sample.compared_count)
        self.assertEqual(seen, list(range(len(PATIENTS) + 1)))
        self.assertTrue(self.sample.sampled_at)
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        self.assertFalse(self.run_.batch_ids.filtered("sample_id"))

    def test_odoo_is_not_told_to_call_the_lane_again_within_its_limit(self):
        self.slowly()
        self.mine.action_sample()
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", return_value=0.0) as told:
            self.env["pulse.run"]._cron_load()
        self.assertTrue(self.sample.is_under_way)
        self.assertEqual({c.kwargs["remaining"] for c in told.call_args_list}, {0})

    def test_one_sample_at_a_time(self):
        self.slowly()
        self.mine.action_sample()
        with self.assertRaisesRegex(UserError, "under way"):
            self.mine.action_sample()

    def test_stopped_it_can_be_taken_again(self):
        self.slowly()
        self.mine.action_sample()
        self.be_lane()
        self.mine.action_stop_sample()
        self.be_lane(5.0)
        self.assertFalse(self.sample.sampled_at)
        self.mine.action_sample()
        self.be_lane(5.0)
        self.assertTrue(self.sample.sampled_at)
        self.assertEqual(self.sample.compared_count, len(PATIENTS))

    def test_what_changes_meanwhile_ends_it(self):
        self.slowly()
        self.mine.action_sample()
        self.be_lane()
        file = self.run_.file_ids.filtered(lambda f: f.object_name == "patient")
        file.mapping_ids.filtered(lambda m: m.field_name == "city").write(
            {"treatment": "ignore", "field_name": False}
        )
        self.assertFalse(self.sample.is_under_way)
        self.be_lane(5.0)
        self.assertFalse(self.sample.sampled_at)

    def test_a_refusal_ends_it_with_its_reason(self):
        self.slowly()
        self.mine.action_sample()
        refusal = UserError("No journal is left.")
        with patch.object(
            type(self.env["pulse.sampler"]), "_compare_patients", side_effect=refusal
        ):
            self.be_lane(5.0)
        self.assertFalse(self.sample.is_under_way)
        self.assertIn("No journal is left.", self.run_.next_text)

    def test_who_may_not_run_starts_and_stops_none(self):
        auditor = new_test_user(
            self.env, "slice_auditor", groups="pulse_migration.group_auditor"
        )
        for name in ("action_sample", "action_stop_sample"):
            with self.assertRaises(AccessError):
                getattr(self.sample.with_user(auditor), name)()
