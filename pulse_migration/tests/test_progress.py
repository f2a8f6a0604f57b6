"""Progress as it is, and who is told about it."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.loaders.activity import ActivityLoader
from odoo.addons.pulse_migration.models.load import progress
from odoo.addons.pulse_migration.models.load.progress import CHANNEL

from .common import PATIENTS, PulseCase, appointment


class TestProgress(PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.approve(
            self.plan(
                patients=PATIENTS,
                appointments=[
                    appointment(n, "P1", f"2024-03-{n:02d}") for n in range(1, 9)
                ],
            )
        )
        self.by_object = {b.object_name: b for b in self.run_.batch_ids}

    def info(self):
        self.run_.invalidate_recordset(["progress_info"])
        return self.run_.progress_info

    def phases(self):
        return [(p["label"], p["done"], p["left"]) for p in self.info()["phases"]]

    def test_rows_done_and_left_per_phase(self):
        self.assertEqual(self.phases(), [("Partners", 0, 3), ("Activities", 0, 8)])
        self.run_._start_load()
        self.by_object["physician"]._load()
        self.by_object["patient"]._load()
        self.assertEqual(self.phases(), [("Partners", 3, 0), ("Activities", 0, 8)])
        self.assertEqual((self.info()["done"], self.info()["left"]), (3, 8))
        self.run_._load()
        self.assertEqual(self.phases(), [("Partners", 3, 0), ("Activities", 8, 0)])

    def test_the_rate_is_of_the_last_minutes(self):
        self.run_._start_load()
        now = fields.Datetime.now()
        patients = self.by_object["patient"].sudo()
        patients.write({"state": "done", "done_at": now, "seconds": 3})
        info = self.info()
        self.assertLessEqual(info["rate"], 1.0)
        self.assertGreater(info["rate"], 0)
        self.assertTrue(info["time_left"])
        patients.done_at = now - timedelta(hours=1)
        info = self.info()
        self.assertEqual((info["rate"], info["time_left"]), (0, ""))

    def test_what_does_not_run_has_no_rate(self):
        self.run_._load()
        self.assertFalse(self.info()["is_running"])
        self.assertEqual(self.info()["rate"], 0)

    def test_the_last_error_is_a_sentence_without_a_value(self):
        refuse = patch.object(
            ActivityLoader, "_prepare_vals", side_effect=ValidationError("Asha Rao")
        )
        with refuse:
            self.run_._load()
        info = self.info()
        self.assertEqual(info["failed"], 8)
        self.assertTrue(info["error"].endswith("."))
        self.assertNotIn("Asha", str(info))

    def sent(self):
        """Return what waits on the bus for those who look at the run."""
        self.env.cr.flush()
        return self.env["bus.bus"].search([("channel", "like", "pulse.run")])

    def test_a_batch_and_every_state_is_told_and_nothing_but_that(self):
        before = self.sent()
        self.run_._start_load()
        with patch.object(progress, "TOLD_EVERY", 0):
            self.by_object["patient"]._load()
        told = self.sent() - before
        self.assertEqual(len(told), 2)
        message = f'{{"type":"pulse_progress","payload":{{"run":{self.run_.id}}}}}'
        self.assertEqual(set(told.mapped("message")), {message})

    def test_batches_are_told_as_often_as_one_can_see_and_their_end_is_told(self):
        self.run_._start_load()
        with patch.object(progress, "TOLD_EVERY", 3600):
            self.by_object["physician"]._load()
            before = self.sent()
            self.by_object["patient"]._load()
            self.assertFalse(self.sent() - before)
            self.run_._load_next()
            self.run_._load()
        self.assertTrue(self.run_.loaded_at)
        self.assertTrue(self.sent() - before)

    def runs_told(self, user):
        """Return the runs that the user's screen gets when it asks for them."""
        asked = [f"{CHANNEL}{what}" for what in (self.run_.id, 0, "x", "9" * 20)]
        with patch(
            "odoo.addons.bus.models.ir_websocket.IrWebsocket._build_bus_channel_list",
            lambda _model, channels: channels,
        ):
            sockets = self.env["ir.websocket"].with_user(user)
            channels = sockets._build_bus_channel_list([*asked, "other"])
        return [c for c in channels if getattr(c, "_name", "") == "pulse.run"]

    def test_only_who_may_read_the_run_is_told(self):
        for groups, is_told in (
            ("pulse_migration.group_auditor", True),
            ("base.group_user", False),
            ("base.group_portal", False),
        ):
            user = new_test_user(self.env, groups.replace(".", "_"), groups=groups)
            with self.subTest(groups):
                expected = [self.run_] if is_told else []
                self.assertEqual(self.runs_told(user), expected)

    def test_nobody_is_told_of_another_company(self):
        company = self.env["res.company"].create({"name": "Other"})
        user = new_test_user(
            self.env,
            "elsewhere",
            groups="pulse_migration.group_operator",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertFalse(self.runs_told(user))
