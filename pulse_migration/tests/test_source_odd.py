"""A server that does everything otherwise, from the first poll to the final delta."""

from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase
from .test_rest_answer import OddServer

_START = 1704067200000  # 2024-01-01, in milliseconds


class TestSourceOdd(OddServer, PulseCase):
    """Bearer, a cursor two keys deep, milliseconds, ids that are now text, now not."""

    def setUp(self):
        super().setUp()
        self.people = {
            n: {
                "patient_id": n,
                "name": f"Patient {n}",
                "updated_at": _START + n * 1000,
            }
            for n in range(1, 8)
        }
        self.source = self.env["pulse.source"].create(
            {
                "migration_id": self.migration.id,
                "base_url": self.serve(self.answer) + "/api/v2/",
                "auth": "bearer",
                "secret": "top",
                "allows_private": True,
                "rate": 10000,
                "endpoint_ids": [
                    (
                        0,
                        0,
                        {
                            "object_name": "patient",
                            "path": "people",
                            "pagination": "cursor",
                            "cursor_param": "after",
                            "size_param": "limit",
                            "page_size": 3,
                            "since_param": "modifiedAfter",
                            "since_format": "epoch_ms",
                        },
                    )
                ],
            }
        )

    def answer(self, asked, _host):
        since = int(asked.get("modifiedAfter", 0))
        found = [p for p in self.people.values() if p["updated_at"] >= since]
        start, size = int(asked.get("after", 0)), int(asked["limit"])
        page = found[start : start + size]
        if start:  # the second page has its ids in quotes
            page = [{**p, "patient_id": str(p["patient_id"])} for p in page]
        more = {"nextCursor": start + size} if start + size < len(found) else {}
        return {
            "response": {
                "errors": [],
                "tags": [{"name": "x"}],
                "result": {"people": page},
                "paging": {"totalCount": len(found), **more},
            }
        }

    def change(self, number, **values):
        self.people[number].update(values, updated_at=_START + 60_000)

    def load(self):
        run = self.source.run_ids[:1]
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        return run

    def names(self):
        partners = self.env["res.partner"].search(
            [("x_studio_patient_id", "!=", False)]
        )
        return {p.x_studio_patient_id: p.name for p in partners}

    def test_everything_arrives_once_and_changes_follow(self):
        self.assertEqual(self.source._receive(), {})
        self.assertEqual(
            {headers["Authorization"] for _asked, headers in self.heard}, {"Bearer top"}
        )
        endpoint = self.source.endpoint_ids
        self.assertEqual(str(endpoint.cursor_at), "2024-01-01 00:00:07")
        self.load()
        everybody = {str(n): f"Patient {n}" for n in self.people}
        self.assertEqual(self.names(), everybody)
        self.assertFalse(endpoint.missing_count)
        # nothing changed: asked from the mark on, in milliseconds, and nothing new
        self.heard.clear()
        self.assertEqual(self.source._receive(), {})
        self.assertEqual(self.heard[0][0]["modifiedAfter"], str(_START - 593_000))
        self.assertFalse(endpoint.new_count)
        self.change(5, name="Patient Five")
        self.assertEqual(self.source._receive(), {})
        self.assertEqual(endpoint.new_count, 1)
        run = self.load()
        rows = self.rows(run)  # of its page
        updated = rows.filtered(lambda row: row.state == "updated")
        self.assertEqual(updated.external_id, "5")
        self.assertEqual(set((rows - updated).mapped("state")), {"unchanged"})
        self.assertEqual(self.names(), {**everybody, "5": "Patient Five"})

    def test_the_whole_reading_tells_what_was_deleted_and_nothing_else(self):
        self.source._receive()
        self.load()
        del self.people[6]
        self.assertEqual(self.source._receive(is_whole=True), {})
        self.assertEqual(self.source.endpoint_ids.gone_ids, ["6"])

    def test_a_list_cut_short_without_a_word_is_told(self):
        """The server says seven and gives three: a wrong setting, not its end."""
        self.source.endpoint_ids.next_key = "nothing.here"
        self.assertEqual(self.source._receive(), {})
        self.assertEqual(self.source.endpoint_ids.missing_count, 4)

    def test_a_test_says_how_much_there_is_and_shows_no_value(self):
        operator = new_test_user(
            self.env, "odd_operator", groups="pulse_migration.group_operator"
        )
        self.source.with_user(operator).action_test()
        text = self.source.test_text
        self.assertIn("3 records at response.result.people", text)
        self.assertIn("The server tells of 7 records.", text)
        self.assertNotIn("Patient 1", text)
        self.assertNotIn("top", text)


class TestSourceFirstPage(OddServer, PulseCase):
    def test_a_test_says_that_pages_count_from_nought(self):
        def answer(asked, _host):
            start = int(asked["page"]) * 2
            return {"data": PATIENTS[start : start + 2]}

        source = self.env["pulse.source"].create(
            {
                "migration_id": self.migration.id,
                "base_url": self.serve(answer),
                "auth": "none",
                "allows_private": True,
                "rate": 10000,
                "endpoint_ids": [
                    (0, 0, {"object_name": "patient", "path": "p", "page_size": 2})
                ],
            }
        )
        source.action_test()
        self.assertIn("Page 0 holds other ones.", source.test_text)
        source.endpoint_ids.first_page = 0
        source.action_test()
        self.assertNotIn("holds other ones", source.test_text)
