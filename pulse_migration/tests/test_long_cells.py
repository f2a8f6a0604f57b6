"""One over-long cell costs its row and stops nothing."""

import io

from .common import PATIENTS, PulseCase, appointment

LONG = " ".join(f"word{n}" for n in range(1_500))  # no compression makes it short


class TestLongCells(PulseCase):
    def test_a_shifted_id_rejects_its_row(self):
        shifted = {**PATIENTS[0], "patient_id": LONG}
        run = self.migrate(patients=[*PATIENTS, shifted])
        self.assertEqual(run.state, "done")
        rows = self.rows(run, "patient")
        bad = rows.filtered(lambda row: row.state == "rejected")
        self.assertEqual(bad.mapped("reason"), ["id_too_long"])
        self.assertEqual(bad.payload["patient_id"], LONG)
        self.assertFalse(bad.external_id or bad.patient_key)
        self.assertTrue(bad.reason_text.startswith("An id or a name"))
        self.assertEqual(set((rows - bad).mapped("state")), {"created"})
        self.assertAccounted(run)

    def test_a_shifted_patient_or_physician_rejects_its_row(self):
        visits = [appointment(n, "P1", f"2024-03-0{n}") for n in (1, 2, 3)]
        visits[1]["patient_id"] = LONG
        visits[2]["physician_name"] = LONG
        visits[2].pop("physician_email", None)
        run = self.migrate(patients=PATIENTS, appointments=visits)
        rows = self.rows(run, "appointment")
        self.assertEqual(
            rows.mapped("state"),
            ["created", "rejected", "rejected"],
            rows.mapped("reason"),
        )
        self.assertEqual(set(rows[1:].mapped("reason")), {"id_too_long"})

    def test_a_name_too_long_for_odoo_costs_its_row(self):
        """The contact's index refuses it; the batch is halved down to it."""
        named = {**PATIENTS[0], "patient_id": "P99", "name": LONG}
        run = self.migrate(patients=[*PATIENTS, named])
        states = {row.external_id: row.state for row in self.rows(run, "patient")}
        self.assertEqual(states.pop("P99"), "rejected")
        self.assertEqual(set(states.values()), {"created"})
        self.assertTrue(self.partner("P1"))

    def test_a_chat_in_deep_folders_is_a_thread(self):
        name = "/".join(["folder" * 10] * 6 + ["WhatsApp Chat with Asha Rao.txt"])
        chat = "05/03/24, 10:15 - Asha Rao: Hello\n05/03/24, 10:16 - Clinic: Yes\n"
        run = self.migration._open_run()
        run._receive_stream(name, io.BytesIO(chat.encode()))
        thread = run.file_ids._constants()["thread_id"]
        self.assertLess(len(thread), 250)
        run.action_stage()
        self.assertNotIn("rejected", self.rows(run).mapped("state"))
