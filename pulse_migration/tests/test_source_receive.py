"""Polls: nothing lost, nothing twice, and a mark that is never ahead of the rows."""

import json
from datetime import datetime, timedelta

from odoo.addons.pulse_migration.engine.rest_pages import Page
from odoo.addons.pulse_migration.models.source.endpoint_receive import Endpoint

from .common import PATIENTS, PDF, appointment
from .mock_server import EPOCH
from .source_common import START, SourceCase

ALL = {"P1", "P2", "P3"}


class Killed(BaseException):
    """Ends a poll the way a killed process does: nothing catches it."""


class TestSourceReceive(SourceCase):
    def ids(self, name="patients"):
        return {key for key, _at in self.received(name)}

    def moment(self, **later):
        return START.replace(tzinfo=None) + timedelta(**later)

    def test_pages_become_files_of_a_run(self):
        self.assertEqual(self.poll(), {})
        self.assertEqual(self.ids(), ALL)
        self.assertEqual(self.ids("appointments"), {"A1"})
        run = self.source.run_ids
        self.assertEqual(len(run), 1)
        self.assertEqual(
            sorted(self.pages().mapped("object_name")),
            ["appointment", "patient", "patient"],
        )
        self.assertEqual(sum(self.pages().mapped("row_count")), 4)

    def test_what_goes_back_to_what_it_was_comes_again(self):
        moment = START - timedelta(days=1)
        self.clinic.put("patients", PATIENTS[0], moment)
        self.endpoint("patients").since_param = False
        for city in ("Pune", "Goa", "Pune"):
            self.clinic.put("patients", {**PATIENTS[0], "city": city}, moment)
            self.poll()
            self.assertEqual(self.endpoint("patients").new_count > 0, True, city)
        self.poll()
        self.assertEqual(self.endpoint("patients").new_count, 0)
        run = self.source.run_ids
        run.action_stage()
        run.action_plan()
        rows = self.rows(run, "patient").filtered(lambda r: r.external_id == "P1")
        states = {row.values["city"]: row.state for row in rows}
        self.assertEqual(states, {"Pune": "staged", "Goa": "excluded"})

    def test_a_page_without_a_single_value_is_kept_as_it_came(self):
        run = self.source._open_delta()
        page = Page(b'{"data": [{}]}', [{}], ["print"], [None], "data", None)
        file = run.file_ids._receive_page(self.endpoint("patients"), run, page)
        self.assertEqual(file._read_content(), page.content)
        self.assertTrue(file.is_excluded)

    def test_a_list_beside_the_records_stays_left_out_when_files_come(self):
        run = self.source._open_delta()
        people = [{"Code": f"NC-{n}", "Name": f"Asha Rao {n}"} for n in range(30)]
        content = json.dumps({"data": PATIENTS, "people": people}).encode()
        page = Page(content, PATIENTS, ["print"], [None], "data", None)
        run.file_ids._receive_page(self.endpoint("patients"), run, page)
        beside = run.file_ids.filtered(lambda file: file.table == "people")
        self.assertTrue(beside.is_excluded)
        run._receive_path(self.export(visits=[appointment(1, "P1", "2026-03-20")]))
        self.assertEqual((beside.state, beside.object_name), ("unused", False))

    def test_what_did_not_change_is_not_stored_again(self):
        self.poll()
        files = self.pages()
        self.poll()
        self.poll()
        self.assertEqual(self.pages(), files)
        self.assertEqual(self.endpoint("patients").new_count, 0)

    def test_only_what_changed_is_asked_for(self):
        self.poll()
        self.mock.requests.clear()
        self.poll()
        _path, asked = self.mock.requests[0]
        self.assertEqual(asked["updated_since"], "2026-03-05T05:50:00Z")

    def test_a_change_comes_with_the_next_poll(self):
        self.poll()
        self.clock.tick(hours=1)
        self.clinic.change("patients", "P3", city="Nashik")
        self.poll()
        self.assertEqual(self.received()[-1], ("P3", "2026-03-05T07:01:00Z"))
        self.assertEqual(self.endpoint("patients").cursor_at, self.moment(minutes=61))

    def test_what_a_server_saved_late_is_found_in_the_overlap(self):
        self.clock.tick(hours=1)
        self.clinic.change("patients", "P1", city="Thane")
        self.poll()
        late = START + timedelta(minutes=55)
        self.clinic.put("patients", {**PATIENTS[1], "city": "Goa"}, late)
        self.poll()
        self.assertIn(("P2", "2026-03-05T06:55:00Z"), self.received())

    def test_many_records_of_one_moment_neither_loop_nor_vanish(self):
        self.clinic.same_moment = True
        for number in range(30):
            self.clinic.put("patients", {**PATIENTS[0], "patient_id": f"P{number}"})
        for is_ordered in (False, True):
            self.endpoint("patients").is_ordered = is_ordered
            self.assertEqual(self.poll(), {})
        self.assertEqual(len(self.ids()), 30)
        self.assertEqual(
            self.endpoint("patients").cursor_at, EPOCH.replace(tzinfo=None)
        )
        self.clinic.put("patients", {**PATIENTS[0], "patient_id": "P99"})
        self.poll()
        self.assertIn("P99", self.ids())

    def test_a_clock_that_is_ahead_hides_nothing(self):
        for hours in (5, -5, 24 * 365 * 70):
            self.clinic.skew = timedelta(hours=hours)
            self.clinic.change("patients", "P1", city=f"City {hours}")
            self.poll()
            self.clinic.skew = timedelta(0)
            self.clinic.change("patients", "P2", city=f"City {hours}")
            self.poll()
            changed = self.clinic.tables["patients"]["P2"]["updated_at"]
            self.assertEqual(self.received_of("P2").count(changed), 1)

    def test_a_clock_set_back_is_seen_though_nothing_comes(self):
        self.clock.tick(hours=1)
        self.clinic.change("patients", "P1", city="Thane")
        self.poll()
        self.clinic.skew = timedelta(hours=-5)
        self.clinic.change("patients", "P1", city="Goa")  # the last change seen
        self.poll()
        changed = self.clinic.tables["patients"]["P1"]["updated_at"]
        self.assertEqual(self.received_of("P1").count(changed), 1)

    def received_of(self, key):
        return [at for found, at in self.received() if found == key]

    def test_a_record_of_the_future_does_not_take_the_mark_along(self):
        future = START + timedelta(days=10_000)
        self.clinic.put("patients", {**PATIENTS[0], "patient_id": "P9"}, future)
        self.poll()
        self.assertLessEqual(self.endpoint("patients").cursor_at, datetime.now())
        self.clinic.change("patients", "P2", city="Goa")
        self.poll()
        self.assertEqual(len(self.received_of("P2")), 2)

    def test_a_failed_poll_keeps_the_mark_and_what_it_stored(self):
        self.poll()
        mark = self.endpoint("patients").cursor_at
        self.clock.tick(hours=1)
        for key in ALL:
            self.clinic.change("patients", key, city="Goa")
        serve = self.mock.faults.pick
        answers = iter(["", "error", "error", "error"])
        self.mock.faults.pick = lambda: next(answers, "")
        errors = self.poll()
        self.assertEqual(errors, {"patients": "rest_server_error"})
        self.assertEqual(self.endpoint("patients").cursor_at, mark)
        self.mock.faults.pick = serve
        self.assertEqual(self.poll(), {})
        stored = [entry for entry in self.received() if entry[1] > "2026-03-05T07"]
        self.assertEqual(sorted(key for key, _at in stored), sorted(ALL))

    def test_killed_at_any_page_the_next_poll_has_it_all_once(self):
        self.clock.tick(hours=1)
        for number in range(9):
            self.clinic.put("patients", {**PATIENTS[0], "patient_id": f"P{number}"})
        store, marks = Endpoint._store_page, []
        for number in (1, 2, 3):
            calls = []

            def store_page(endpoint, *args, calls=calls, number=number):
                calls.append(1)
                if len(calls) == number:
                    raise Killed
                return store(endpoint, *args)

            self.patch(Endpoint, "_store_page", store_page)
            try:
                self.poll()
            except Killed:
                marks.append(self.endpoint("patients").cursor_at)
        self.patch(Endpoint, "_store_page", store)
        self.assertEqual(marks, [False] * 3)
        self.assertEqual(self.poll(), {})
        found = [key for key, _at in self.received()]
        self.assertEqual(sorted(found), sorted({*(f"P{n}" for n in range(9))}))
        self.assertTrue(self.endpoint("patients").cursor_at)

    def test_an_edit_within_one_moment_lets_no_record_slip(self):
        names = [f"P{number}" for number in range(9)]
        for name in names:
            self.clinic.put("patients", {**PATIENTS[0], "patient_id": name})
        self.endpoint("patients").is_ordered = True
        calls = []

        def edit(clinic, path, _faults):
            calls.append(path)
            if len(calls) == 3:  # one of a page that was read: the others move up
                self.clock.tick(minutes=1)
                clinic.change("patients", "P0", city="Goa")

        self.mock.edit = edit
        self.assertEqual(self.poll(), {})
        self.assertEqual({key for key, _at in self.received()}, {*names})

    def test_edits_while_paging_lose_nothing(self):
        for number in range(12):
            self.clock.tick(minutes=1)
            self.clinic.put("patients", {**PATIENTS[0], "patient_id": f"P{number}"})
        for is_ordered in (False, True):
            self.endpoint("patients").is_ordered = is_ordered
            self.clock.tick(hours=1)
            self.faults.shares = {"edits": 1}
            self.poll()
            self.faults.shares = {}
            self.assertEqual(self.poll(), {})
            expected = {
                (key, record["updated_at"])
                for key, record in self.clinic.tables["patients"].items()
            }
            self.assertLessEqual(expected, set(self.received()))

    def test_a_list_that_is_never_twice_the_same_keeps_the_mark(self):
        for number in range(12):
            self.clinic.put("patients", {**PATIENTS[0], "patient_id": f"P{number}"})
        self.faults.shares = {"edits": 1}

        def edit(clinic, name, _faults):
            self.clock.tick(seconds=1)
            clinic.change(name, "P0", city=str(self.clock.now))

        self.mock.edit = edit
        self.assertEqual(self.poll()["patients"], "rest_unstable")
        self.assertFalse(self.endpoint("patients").cursor_at)
        self.mock.edit, self.faults.shares = None, {}
        self.assertEqual(self.poll(), {})
        self.assertTrue(self.endpoint("patients").cursor_at)

    def test_a_closed_range_is_asked_for_when_the_server_knows_one(self):
        self.endpoint("patients").until_param = "updated_until"
        self.poll()
        self.assertEqual(self.ids(), ALL)
        self.assertIn("updated_until", self.mock.requests[0][1])

    def test_what_is_deleted_here_is_received_again(self):
        self.poll()
        self.clock.tick(hours=1)
        self.clinic.change("patients", "P1", city="Goa")
        self.poll()
        self.source.run_ids.unlink()
        self.assertFalse(self.endpoint("patients").cursor_at)
        self.poll()
        self.assertEqual(self.ids(), ALL)

    def test_one_list_that_fails_does_not_stop_the_others(self):
        self.endpoint("patients").path = "nothing"
        self.assertEqual(self.poll(), {"nothing": "rest_not_found"})
        self.assertEqual(self.ids("appointments"), {"A1"})

    def test_documents_are_loaded_with_the_records_that_name_them(self):
        self.clinic.ids["prescriptions"] = "prescription_id"
        self.clinic.tables["prescriptions"] = {}
        for number, name in ((1, "rx1.pdf"), (2, "gone.pdf")):
            self.clinic.put(
                "prescriptions",
                {
                    "prescription_id": f"R{number}",
                    "patient_id": "P1",
                    "date": "2026-03-04",
                    "medication": "Amoxicillin",
                    "file": name,
                },
            )
        self.source.endpoint_ids = [
            (
                0,
                0,
                {
                    "object_name": "prescription",
                    "path": "prescriptions",
                    "document_key": "file",
                    "document_path": "documents/",
                },
            )
        ]
        self.assertEqual(self.poll(), {})
        documents = self.source.run_ids.file_ids.filtered(
            lambda f: f.kind == "document"
        )
        self.assertEqual(documents.mapped("name"), ["rx1.pdf"])
        self.assertEqual(documents._read_content(), PDF)

    def test_a_known_page_is_confirmed_and_a_new_column_waits(self):
        visits = [appointment(1, "P1", "2026-03-20")]
        self.migrate(patients=PATIENTS, appointments=visits)
        self.clock.tick(hours=1)
        self.poll()
        waiting = self.pages().filtered(lambda f: not f.is_confirmed)
        self.assertEqual(
            {h for h in waiting.mapping_ids.mapped("header")} & {"updated_at"},
            {"updated_at"},
        )
        waiting.action_confirm_mapping()
        self.clinic.change("patients", "P1", city="Goa")
        self.poll()
        self.assertTrue(all(self.pages().mapped("is_confirmed")))
        self.clinic.change("patients", "P1", shoe_size="42")
        self.poll()
        waiting = self.pages().filtered(lambda f: not f.is_confirmed)
        self.assertIn("shoe_size", waiting.mapping_ids.mapped("header"))

    def test_the_newest_version_counts(self):
        self.poll()
        for city in ("Goa", "Thane"):
            self.clock.tick(hours=1)
            self.clinic.change("patients", "P3", city=city)
            self.poll()
        run = self.source.run_ids
        run.action_stage()
        run.action_plan()
        rows = self.rows(run, "patient").filtered(lambda r: r.external_id == "P3")
        states = {(row.values or {}).get("city"): row.state for row in rows}
        self.assertEqual(states.pop("Thane"), "staged")
        self.assertEqual(set(states.values()), {"excluded"})

    def test_an_export_is_received_beside_the_changes_of_a_server(self):
        self.poll()
        run = self.migration._open_run()
        self.assertNotEqual(run, self.source.run_ids)
        self.assertFalse(run.source_id)
