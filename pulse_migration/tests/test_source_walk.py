"""A reading that does not fit in one call goes on in the next, whatever broke it."""

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.source.endpoint_receive import Endpoint
from odoo.addons.pulse_migration.models.source.receive import UNFINISHED, Source

from .common import PATIENTS, appointment
from .source_common import SourceCase
from .test_source_receive import Killed

COUNT = 9
NAMES = {f"P{number}" for number in range(COUNT)}


class WalkCase(SourceCase):
    def setUp(self):
        super().setUp()
        self.people = [{**PATIENTS[0], "patient_id": name} for name in sorted(NAMES)]
        for number, person in enumerate(self.people):
            self.clock.tick(minutes=1)
            self.clinic.put("patients", {**person, "phone": f"98765 4321{number}"})
        self.walks = self.env["pulse.walk"]

    def call(self, pages=1, is_whole=True):
        """Be a call that has the time for so many pages; return {path: code}."""
        left = iter([True] * (pages - 1))
        with patch.object(Source, "_has_time", lambda source: next(left, False)):
            return self.source._receive(is_whole=is_whole)

    def call_to_the_end(self, is_whole=True):
        """Return how many calls it took."""
        for number in range(1, 100):
            errors = self.call(is_whole=is_whole)
            if UNFINISHED not in errors.values():
                self.assertFalse(errors)
                return number
        return self.fail("the reading never ends")

    def asked(self, name="patients"):
        """Return the numbers of the pages that were asked for since the last look."""
        found = [a.get("page") for path, a in self.mock.requests if path == f"/{name}"]
        self.mock.requests.clear()
        return found

    def ids(self):
        """Return the id of every version that was stored."""
        return sorted(key for key, _at in set(self.received()))


class TestSourceWalk(WalkCase):
    def test_each_call_goes_on_behind_the_last_page_noted(self):
        self.assertEqual(self.call(), {"patients": UNFINISHED})
        self.assertEqual(self.asked(), ["1"])
        self.assertEqual(self.call(2), {"patients": UNFINISHED})
        self.assertEqual(self.asked(), ["2", "3"])
        self.assertFalse(self.endpoint("patients").cursor_at)
        self.assertFalse(self.source.succeeded_at)
        self.call_to_the_end()
        # the rest of the first way, the end of the list, and the way that proves it
        self.assertEqual(self.asked(), [*"456", *"123456"])
        self.assertEqual(self.ids(), sorted(NAMES))
        self.assertFalse(self.walks.search([]))
        endpoint = self.endpoint("patients")
        self.assertTrue(endpoint.cursor_at and endpoint.whole_from)
        self.assertEqual((endpoint.received_count, endpoint.new_count), (18, 9))

    def test_one_call_ends_as_many_do(self):
        self.call_to_the_end()
        many = self.ids(), self.endpoint("patients").cursor_at
        self.source.run_ids.unlink()
        self.assertEqual(self.source._receive(is_whole=False), {})
        self.assertEqual((self.ids(), self.endpoint("patients").cursor_at), many)

    def test_a_list_that_was_read_whole_is_not_read_again_by_the_next_call(self):
        self.call_to_the_end()
        self.mock.requests.clear()
        self.assertEqual(self.call(), {})
        self.assertFalse(self.mock.requests)

    def test_killed_at_any_page_the_next_call_goes_on_there(self):
        store, noted = Endpoint._store_page, []

        def store_page(endpoint, *args):
            if len(noted) == 3 and "killed" not in noted:
                noted.append("killed")
                raise Killed
            noted.append(args[1].key)
            return store(endpoint, *args)

        self.patch(Endpoint, "_store_page", store_page)
        with suppress(Killed):  # what is stored stays
            self.source._receive(is_whole=True)
        self.assertEqual(self.asked(), [*"1234"])
        self.assertEqual(self.source._receive(is_whole=True), {})
        self.assertEqual(self.asked(), [*"456", *"123456"])
        self.assertEqual(self.ids(), sorted(NAMES))

    def test_a_server_that_is_busy_is_asked_on_from_there(self):
        answers = iter(["", "", "error", "error", "error"])
        with patch.object(self.faults, "pick", lambda: next(answers, "")):
            errors = self.source._receive(is_whole=True)
        self.assertEqual(errors["patients"], "rest_server_error")
        self.asked()
        self.assertEqual(self.source._receive(is_whole=True), {})
        self.assertEqual(self.asked()[0], "3")
        self.assertEqual(self.ids(), sorted(NAMES))

    def test_deletions_are_told_when_the_reading_is_complete(self):
        self.migrate(patients=self.people)
        self.clinic.delete("patients", "P3")
        endpoint = self.endpoint("patients")
        for _call in range(6):
            self.assertIn(UNFINISHED, self.call().values())
            self.assertFalse(endpoint.gone_count)
        self.call_to_the_end()
        self.assertEqual((endpoint.gone_ids, endpoint.gone_count), (["P3"], 1))

    def test_what_changes_between_two_calls_is_read(self):
        self.call(4)
        self.clock.tick(hours=1)
        self.clinic.change("patients", "P0", city="Goa")  # the others move up a page
        self.call_to_the_end()
        self.assertEqual(set(self.ids()), NAMES)
        self.assertEqual(self.ids().count("P0"), 2)
        self.assertFalse(self.endpoint("patients").gone_count)

    def test_an_ordered_list_goes_on_behind_the_last_change_seen(self):
        self.endpoint("patients").is_ordered = True
        self.call(2)
        self.mock.requests.clear()
        self.call_to_the_end()
        asked = [a["updated_since"] for path, a in self.mock.requests if "pat" in path]
        self.assertEqual(asked, sorted(asked))
        self.assertGreater(asked[0], "2026-03-05T06:01")
        self.assertEqual(self.ids(), sorted(NAMES))

    def test_other_paging_begins_anew(self):
        endpoint = self.endpoint("patients")
        for name, value in (("page_size", 3), ("pagination", "offset")):
            with self.subTest(name):
                self.call(2)
                self.asked()
                if name == "pagination":
                    self.mock.pagination = value
                endpoint[name] = value
                self.call_to_the_end()
                self.assertEqual(self.asked()[0], "1" if name == "page_size" else "0")
                self.assertEqual(self.ids(), sorted(NAMES))
                endpoint.whole_from = False

    def test_a_position_that_the_server_forgot_begins_anew(self):
        self.call(2)
        self.walks.search([])[-1:].question = {"path": "nothing", "asked": {}}
        self.asked()
        self.call_to_the_end()
        self.assertEqual(self.asked()[:3], [*"123"])
        self.assertEqual(self.ids(), sorted(NAMES))

    def test_an_old_position_is_none_any_more(self):
        self.call(2)
        self.walks.search([]).read_at = fields.Datetime.now() - timedelta(days=2)
        self.asked()
        self.call()
        self.assertEqual(self.asked(), ["1"])

    def test_what_is_deleted_here_is_read_from_the_beginning(self):
        self.call(2)
        self.source.run_ids.unlink()
        self.assertFalse(self.walks.search([]))
        self.call_to_the_end()
        self.assertEqual(self.ids(), sorted(NAMES))

    def test_a_poll_goes_on_as_well_and_comes_at_once(self):
        self.source.action_open()
        self.assertEqual(self.call(2, is_whole=False), {"patients": UNFINISHED})
        self.assertLessEqual(self.source.next_poll_at, fields.Datetime.now())
        self.assertFalse(self.source.error_code)
        self.call_to_the_end(is_whole=False)
        self.assertGreater(self.source.next_poll_at, fields.Datetime.now())
        self.clock.tick(hours=1)
        for name in NAMES:
            self.clinic.change("patients", name, city="Goa")
        self.call(2, is_whole=False)
        self.asked()
        self.call_to_the_end(is_whole=False)
        self.assertEqual(self.asked()[0], "3")
        self.assertEqual(len(self.ids()), 2 * COUNT)

    def test_the_position_is_for_no_persons_eyes(self):
        self.call(2)
        user = new_test_user(
            self.env, "walk_operator", groups="pulse_migration.group_operator"
        )
        page = self.walks.search([])[-1:].with_user(user)
        self.assertNotIn("question", page.read()[0])


class TestLongWalk(WalkCase):
    """A reading that takes hours, by the server's clock and by ours."""

    def setUp(self):
        super().setUp()
        self.endpoint("appointments").unlink()
        now = staticmethod(lambda *_a: self.clock.now.replace(tzinfo=None))
        self.startPatcher(patch.object(fields.Datetime, "now", now))
        self.clinic.change("patients", "P8", city="Pune")
        self.source._receive()
        self.assertEqual(self.endpoint("patients").cursor_at, fields.Datetime.now())
        self.clock.tick(hours=1)
        self.asked()

    def call(self, pages=1, is_whole=True):
        self.clock.tick(minutes=20)
        return super().call(pages, is_whole)

    def change_all(self):
        for name in NAMES:
            self.clinic.change("patients", name, city="Goa")

    def test_hours_of_reading_are_no_clock_that_was_set_back(self):
        self.change_all()
        changed_at = self.clock.now.replace(tzinfo=None)
        self.assertGreater(self.call_to_the_end(is_whole=False), 6)
        self.assertEqual(self.asked(), [*"123456", *"123456"])
        self.assertEqual(self.endpoint("patients").cursor_at, changed_at)

    def test_how_far_a_clock_is_ahead_is_not_how_long_the_reading_took(self):
        for minutes in (30, -30):
            self.clinic.skew = timedelta(minutes=minutes)
            self.change_all()
            self.call_to_the_end()
            self.assertEqual(self.source.clock_ahead, minutes * 60)
            self.endpoint("patients").whole_from = False

    def test_what_a_clock_set_back_makes_us_read_again_goes_on_call_by_call(self):
        self.clinic.skew = timedelta(hours=-5)
        for name in NAMES - {"P8"}:
            self.clinic.change("patients", name, city="Goa")
        self.call_to_the_end(is_whole=False)
        # since the mark, then since the last poll by the server's clock as it is now
        self.assertEqual(self.asked(), [*"12", *"123456", *"123456"])
        self.assertEqual(len(self.ids()), 2 * COUNT - 1)


class TestFinalWalk(WalkCase):
    def test_the_final_delta_is_read_call_by_call(self):
        everyone = [{**p, "updated_at": "2026-03-05T06:00:00Z"} for p in self.people]
        visits = [{**appointment(1, "P1", "2026-03-20"), "updated_at": "2026-03-05"}]
        self.migrate(patients=everyone, appointments=visits)
        self.source.action_final()
        texts = []
        for _call in range(60):
            left = iter([])
            with patch.object(Source, "_has_time", lambda _s, it=left: next(it, False)):
                self.source._finish()
            run = self.source.run_ids[:1]
            if run and run._waiting_files():
                run.file_ids.action_confirm_mapping()
            if run.state == "running":
                run._load()
                run.action_verify()
            texts.append(self.source.final_text)
            if self.source.state == "closed":
                break
        self.assertIn("In step as of", texts[-1])
        self.assertTrue(any("4 records so far" in text for text in texts), texts)
        self.assertEqual(
            self.source.in_step_at, min(self.source.endpoint_ids.mapped("whole_from"))
        )
        self.assertEqual(len(self.asked("appointments")), 2)
