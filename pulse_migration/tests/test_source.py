"""The clinic's server: its key, its lamp, and the look at what it answers."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import new_test_user

from .source_common import SourceCase


class TestSource(SourceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(cls.env, f"source_{name}", groups=groups)
            for name, groups in {
                "auditor": "pulse_migration.group_auditor",
                "operator": "pulse_migration.group_operator",
                "system": "base.group_system,pulse_migration.group_operator",
            }.items()
        }

    def call(self, name, method, *args):
        model = self.env(user=self.users[name])["pulse.source"]
        return call_kw(model, method, [self.source.ids, *args], {})

    def test_the_key_is_for_the_systems_administrator(self):
        self.source.secret = "s3cret"
        for name in ("auditor", "operator"):
            with self.subTest(name):
                own = self.source.with_user(self.users[name])
                self.assertNotIn("secret", own.fields_get())
                self.assertNotIn("s3cret", str(own.read()))
                with self.assertRaises(AccessError):
                    own.read(["secret"])
                with self.assertRaises(AccessError):
                    own.search([("secret", "like", "s3")])
                with self.assertRaises(AccessError):
                    own.write({"base_url": "https://other.example"})
        own = self.source.with_user(self.users["system"])
        self.assertEqual(own.secret, "s3cret")

    def test_a_key_does_not_follow_to_another_server(self):
        self.source.secret = "s3cret"
        self.source.write({"base_url": self.source.base_url})
        self.assertEqual(self.source.secret, "s3cret")
        self.source.write({"base_url": "https://other.example"})
        self.assertFalse(self.source.secret)
        self.source.write({"base_url": "https://a.example", "secret": "new"})
        self.assertEqual(self.source.secret, "new")

    def test_a_copy_has_no_key(self):
        self.source.secret = "s3cret"
        self.assertFalse(self.source.copy_data()[0].get("secret"))

    def test_an_address_that_may_not_be_asked_cannot_be_entered(self):
        self.source.allows_private = True
        for url in ("ftp://a.example", "https://u:p@a.example", "nonsense"):
            with self.subTest(url), self.assertRaises(UserError):
                self.source.base_url = url
        with self.assertRaises(UserError):
            self.source.write({"base_url": "http://a.example", "allows_private": False})

    def test_a_private_address_is_not_asked_without_the_developers_option(self):
        self.source.write(
            {
                "base_url": self.mock.url.replace("http", "https"),
                "allows_private": False,
            }
        )
        self.assertEqual(set(self.poll().values()), {"rest_private_address"})
        self.assertEqual(self.mock.requests, [])

    def test_nobody_forges_how_far_it_was_read(self):
        for name, value in {
            "state": "closed",
            "succeeded_at": "2026-01-01 00:00:00",
            "test_text": "fine",
        }.items():
            with self.subTest(name), self.assertRaises(AccessError):
                self.call("system", "write", {name: value})
        endpoint = self.endpoint("patients").with_user(self.users["operator"])
        with self.assertRaises(AccessError):
            endpoint.write({"cursor_at": "2099-01-01 00:00:00"})

    def test_only_an_operator_asks(self):
        for method in ("action_test", "action_open", "action_receive", "action_pause"):
            with self.subTest(method), self.assertRaises(AccessError):
                self.call("auditor", method)
        self.call("operator", "action_test")
        self.call("operator", "action_open")
        self.assertEqual(self.source.state, "open")

    def test_the_test_shows_what_came_back_and_no_patient(self):
        self.call("operator", "action_test")
        text = self.source.test_text
        self.assertIn("2 records at data", text)
        self.assertIn("name: Xxxx Xxx", text)
        self.assertIn("date_of_birth: 9999-99-99", text)
        for word in ("Asha", "98765", "Penicillin", "1984"):
            self.assertNotIn(word, text)
        self.assertFalse(self.pages())

    def test_the_test_says_what_is_wrong(self):
        self.mock.auth = {"X-API-Key": "right"}
        self.call("operator", "action_test")
        self.assertIn("does not know the key", self.source.test_text)

    def test_the_lamp_follows_the_polls(self):
        self.assertEqual(self.source.lamp, "off")
        self.source.action_open()
        self.poll()
        self.assertEqual((self.source.lamp, self.source.warning), ("fine", ""))
        self.faults.shares = {"unauthorized": 1}
        self.poll()
        self.poll()
        self.assertEqual(self.source.lamp, "failed")
        self.assertIn("2 polls failed", self.source.warning)
        self.assertIn("does not know the key", self.migration.source_warning)
        self.faults.shares = {}
        self.poll()
        self.assertEqual((self.source.lamp, self.source.failure_count), ("fine", 0))
        self.env.invalidate_all()
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            self.assertEqual(self.source.lamp, "late")

    def test_it_is_asked_for_two_days_unless_said_otherwise(self):
        self.source.action_open()
        left = self.source.open_until - fields.Datetime.now()
        self.assertAlmostEqual(left.total_seconds(), 48 * 3600, delta=60)
        with freeze_time(fields.Datetime.now() + timedelta(hours=49)):
            self.env.invalidate_all()
            self.assertEqual(self.source.lamp, "off")
            self.assertFalse(self.source._is_due())
        self.source.open_until = False
        with freeze_time(fields.Datetime.now() + timedelta(days=30)):
            self.assertTrue(self.source._is_due())

    def test_a_server_that_wants_rest_gets_it(self):
        self.source.action_open()
        self.faults.shares = {"busy": 1}
        self.faults.retry_after = "3600"
        self.poll()
        self.assertFalse(self.source._is_due())
        with freeze_time(fields.Datetime.now() + timedelta(minutes=59)):
            self.assertFalse(self.source._is_due())
        with freeze_time(fields.Datetime.now() + timedelta(minutes=61)):
            self.assertTrue(self.source._is_due())
