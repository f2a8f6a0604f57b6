"""No door loads what was not approved as it is: button, batch, row, cron, CLI, RPC."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.pulse_migration.cli import pulse

from .common import PATIENTS
from .test_approval import ApprovalCase
from .test_cli import _Registry

CHANGED = "patients.csv “city”"


class TestDoors(ApprovalCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.ready(patients=PATIENTS)
        self.approve_as("first", self.run_)

    def void(self):
        """Change one line of the mapping, as anybody may; plan again or not."""
        self.column(self.run_, "city").field_name = False

    def tamper(self, state="approved"):
        """Change it in the database itself: the state still says approved."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE pulse_mapping SET field_name = 'address' WHERE id = %s",
            [self.column(self.run_, "city").id],
        )
        self.env.invalidate_all()
        self.run_.sudo().state = state

    def assertRefused(self, door):
        """The door refuses in a sentence that says what changed; nothing is loaded."""
        with self.assertRaises(UserError) as refused:
            door()
        self.assertIn(CHANGED, str(refused.exception))
        self.assertFalse(self.partner("P1"))
        self.assertFalse(
            self.env["pulse.change"].search_count([("run_id", "=", self.run_.id)])
        )

    def test_the_button_of_the_run(self):
        self.tamper()
        self.assertRefused(self.run_.with_user(self.users["first"]).action_load)
        self.assertRefused(self.run_._load)

    def test_the_button_of_the_run_after_a_visible_change(self):
        self.void()
        self.assertRefused(self.run_.with_user(self.users["first"]).action_load)
        self.assertRefused(self.run_._load)

    def test_the_button_of_a_batch(self):
        batches = self.run_.batch_ids
        self.tamper()
        self.assertRefused(batches.with_user(self.users["operator"]).action_load)

    def test_the_button_of_a_batch_after_a_visible_change(self):
        self.void()
        self.assertRefused(self.run_.batch_ids.action_load)

    def test_the_button_of_a_row(self):
        rows = self.rows(self.run_)
        self.tamper()
        self.assertRefused(rows.with_user(self.users["operator"]).action_load)

    def test_the_button_of_a_row_after_a_visible_change(self):
        rows = self.rows(self.run_)
        self.void()
        self.assertRefused(rows.action_load)

    def test_the_scheduled_action_pauses_what_is_no_longer_approved(self):
        self.tamper(state="running")
        self.env["pulse.run"]._cron_load()
        self.assertEqual(self.run_.state, "paused")
        self.assertFalse(self.partner("P1"))
        entry = self.env["pulse.audit"].search(
            [("run_id", "=", self.run_.id), ("verb", "=", "refuse_load")]
        )
        self.assertEqual(len(entry), 1)

    def test_the_scheduled_action_goes_on_with_the_next_run(self):
        self.tamper(state="running")
        other = self.env["pulse.migration"].create({"name": "Other clinic"})
        run = self.env["pulse.run"].create({"migration_id": other.id})
        run.sudo().state = "running"
        self.env["pulse.run"]._cron_load()
        self.assertEqual(set((self.run_ | run).mapped("state")), {"paused"})

    def command(self, verb, *args):
        """Run ``odoo pulse VERB``; return (exit status or message, stdout)."""
        out = io.StringIO()
        with (
            patch.object(pulse, "Registry", lambda name: _Registry(self.env.cr)),
            patch.object(pulse.config, "parse_config"),
            redirect_stdout(out),
            redirect_stderr(io.StringIO()),
        ):
            try:
                pulse.Pulse().run(
                    [verb, "-d", self.env.cr.dbname, "-m", self.migration.name, *args]
                )
            except SystemExit as stopped:
                return stopped.code, out.getvalue()

    def assertCommandRefused(self):
        status, out = self.command("load")
        self.assertIn(CHANGED, status)
        self.assertEqual(out, "")
        self.assertFalse(self.partner("P1"))

    def test_the_command_line(self):
        self.tamper()
        self.assertCommandRefused()

    def test_the_command_line_after_a_visible_change(self):
        self.void()
        self.assertCommandRefused()

    def test_the_command_line_says_that_a_second_person_is_waited_for(self):
        self.void()
        self.run_.file_ids.action_confirm_mapping()
        self.run_.action_plan()
        self.migration.is_four_eyes = True
        status, out = self.command("approve")
        self.assertEqual(status, 1)
        self.assertEqual(json.loads(out)["waits_for"], "second person")
        status, _out = self.command("approve")
        self.assertIn("second person", status)
        self.assertIn("approved first", self.command("load")[0])
        self.approve_as("first", self.run_)
        self.assertEqual(self.command("load")[0], 0)
        self.assertTrue(self.partner("P1"))

    def test_the_command_line_tells_checks_and_grade(self):
        status, out = self.command("plan")  # an approved run is not planned again
        self.assertEqual(status, 0)
        result = json.loads(out)
        self.assertEqual(set(result["preflight"]), {"red", "amber", "green"})
        self.assertEqual(result["grade"], self.run_.grade)

    def test_an_approval_that_stands_opens_every_door(self):
        self.rows(self.run_).action_load()
        self.assertTrue(self.partner("P1"))


@tagged("post_install", "-at_install")
class TestJson2(HttpCase):
    """The same over Odoo's external interface, with an API key."""

    def setUp(self):
        super().setUp()
        migration = self.env["pulse.migration"].create({"name": "JSON clinic"})
        self.run_ = migration._open_run()
        content = b"patient_id,name,city\nJ1,Asha Rao,Pune\n"
        self.run_._receive_stream("patients.csv", io.BytesIO(content))
        self.run_.action_stage()
        self.run_.action_plan()
        self.run_.file_ids.action_confirm_mapping()
        self.user = new_test_user(
            self.env, "json_approver", groups="pulse_migration.group_approver"
        )
        expires = fields.Datetime.now() + timedelta(hours=1)
        self.key = (
            self.env(user=self.user.id)["res.users.apikeys"]
            .with_user(self.user)
            .sudo()
            ._generate("rpc", "test", expires)
        )

    def call(self, model, method, **body):
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.key}",
        }
        with mute_logger("odoo.http"):
            return self.url_open(
                f"/json/2/{model}/{method}", json.dumps(body), headers=headers
            )

    def test_load_is_refused_and_says_what_changed(self):
        run = self.run_
        refused = self.call("pulse.run", "action_load", ids=run.ids)
        self.assertEqual(refused.status_code, 422, refused.text)
        self.assertIn("approved first", refused.json()["message"])
        given = self.call("pulse.run", "action_approve", ids=run.ids)
        self.assertEqual(given.status_code, 200, given.text)
        mapping = run.mapping_ids.filtered(lambda m: m.header == "city")
        batches, rows = (
            run.batch_ids,
            self.env["pulse.row"].search([("run_id", "=", run.id)]),
        )
        changed = self.call(
            "pulse.mapping", "write", ids=mapping.ids, vals={"field_name": False}
        )
        self.assertEqual(changed.status_code, 200, changed.text)
        for records in (run, batches, rows):
            refused = self.call(records._name, "action_load", ids=records.ids)
            with self.subTest(records._name):
                self.assertEqual(refused.status_code, 422, refused.text)
                self.assertIn("patients.csv “city”", refused.json()["message"])
        self.assertFalse(
            self.env["res.partner"].search([("x_studio_patient_id", "=", "J1")])
        )

    def test_what_loads_without_asking_is_no_door(self):
        for model, method in (
            ("pulse.run", "_load"),
            ("pulse.run", "_start_load"),
            ("pulse.run", "_cron_load"),
            ("pulse.batch", "_load_with_retries"),
            ("pulse.approval", "_void"),
            ("pulse.preflight", "_replace"),
        ):
            answer = self.call(model, method)
            with self.subTest(method):
                self.assertIn(answer.status_code, (403, 404, 422), answer.text)
        self.assertEqual(self.run_.state, "draft")

    def test_an_approval_cannot_be_written(self):
        forged = {
            "run_id": self.run_.id,
            "user_id": self.user.id,
            "given_at": "2024-01-01 00:00:00",
            "hash": "0" * 64,
        }
        answer = self.call("pulse.approval", "create", vals_list=[forged])
        self.assertEqual(answer.status_code, 403, answer.text)
        for vals in (
            {"state": "approved"},
            {"approval_hash": "0" * 64},
            {"approval_ids": [[0, 0, forged]]},
        ):
            answer = self.call("pulse.run", "write", ids=self.run_.ids, vals=vals)
            self.assertEqual(answer.status_code, 403, answer.text)
