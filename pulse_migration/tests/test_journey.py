"""The journey says which step is next, what blocks it, and the one button for it."""

import json
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.loaders.activity import ActivityLoader

from .common import PATIENTS, PulseCase, appointment, bill


class TestJourney(PulseCase):
    def journey(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        migration = self.migration.with_user(user or self.env.user)
        return {step["key"]: step for step in migration.journey["steps"]}

    def now(self, user=None):
        """Return (step, state, method of its primary button) of what is next."""
        steps = self.journey(user)
        found = self.migration.with_user(user or self.env.user).journey["current"]
        primary = [b["name"] for b in steps[found]["buttons"] if b["is_primary"]]
        self.assertLessEqual(len(primary), 1)
        return found, steps[found]["state"], *primary

    def press(self, user=None):
        """Press what the journey offers, as the browser does."""
        step = self.journey(user)[self.now(user)[0]]
        button = next(b for b in step["buttons"] if b["is_primary"])
        record = self.env[button["model"]].browse(button["id"])
        return getattr(record.with_user(user or self.env.user), button["name"])()

    def test_from_nothing_to_done_one_button_after_the_other(self):
        self.assertEqual(self.now(), ("receive", "now", "action_receive"))
        run = self.migration._open_run()
        run._receive_path(self.export(patients=PATIENTS))
        walked = []
        for _press in range(12):
            walked.append(self.now())
            step, _state, name = walked[-1]
            if name == "action_open_physicians":
                self.migration.physician_ids._decide("fallback")
            elif name == "action_open_sample":
                run.sample_ids.create({"run_id": run.id, "size": 5}).action_sample()
            elif name == "action_open_load":
                run._load()
            elif step == "done":
                break
            else:
                self.press()
        self.assertEqual(
            walked,
            [
                ("receive", "now", "action_start_stage"),
                ("map", "now", "action_confirm_mapping"),
                ("map", "blocked", "action_open_physicians"),
                ("check", "now", "action_start_plan"),
                ("sample", "now", "action_open_sample"),
                ("approve", "now", "action_approve"),
                ("load", "now", "action_open_load"),
                ("verify", "now", "action_start_verify"),
                ("done", "done", "action_open_after"),
            ],
        )
        states = {key: step["state"] for key, step in self.journey().items()}
        self.assertEqual(states.pop("delta"), "open")
        self.assertEqual(set(states.values()), {"done"})

    def test_what_is_amiss_with_what_was_received_is_said_at_once(self):
        run = self.migration._open_run()
        lost = [appointment(1, "P1", "2024-03-05")]
        run._receive_path(self.export(appointments=lost, empty=b""))
        told = self.journey()["receive"]["text"]
        self.assertIn("Files that cannot be read: 1.", told)
        self.assertIn("No file was recognised as the list of patients", told)
        numbers = self.migration.numbers["groups"][0]["items"]
        self.assertEqual(
            {one["label"]: one["value"] for one in numbers},
            {"Tables that are read": "1", "Unreadable": "1"},
        )
        for one in numbers:
            button = one["button"]
            action = getattr(run, button["name"])(*json.loads(button["args"]))
            files = self.env["pulse.file"].search(action["domain"])
            self.assertEqual(f"{len(files)}", one["value"], one["label"])
        run._receive_path(self.export(patients=PATIENTS))
        run.file_ids.filtered(lambda f: f.state == "unreadable").action_exclude()
        self.assertTrue(self.journey()["receive"]["text"].startswith("Stage: "))

    def test_a_later_step_says_what_comes_first(self):
        self.migration._open_run()._receive_path(self.export(patients=PATIENTS))
        steps = self.journey()
        self.assertEqual(steps["load"]["state"], "later")
        self.assertEqual(steps["load"]["text"], "First comes: Receive.")

    def test_a_step_before_can_still_be_looked_at(self):
        self.approve(self.plan(patients=PATIENTS))
        names = [b["name"] for b in self.journey()["check"]["buttons"]]
        self.assertIn("action_open_plan", names)
        for name in names:
            self.assertEqual(
                getattr(self.migration.run_id, name)()["type"], "ir.actions.act_window"
            )

    def test_a_step_behind_tells_what_it_came_to(self):
        lost = [appointment(1, "P9", "2024-03-05")]
        run = self.plan(patients=PATIENTS, appointments=lost, notes=b"\x00\x01")
        run.file_ids.filtered(lambda f: not f.object_name).action_exclude()
        sample = run.sample_ids.create({"run_id": run.id, "size": 5})
        sample.action_sample()
        self.approve(run)
        run._load()
        run.action_verify()
        told = {key: step["text"] for key, step in self.journey().items()}
        self.assertIn("Tables that are read: 2", told["receive"])
        self.assertIn("Rows: 4", told["receive"])
        self.assertIn("Tables confirmed: 2", told["map"])
        self.assertEqual(told["check"], "Rows that load: 3. Rows that stay out: 1.")
        self.assertIn("Patients: 3", told["sample"])
        self.assertIn(self.env.user.name, told["approve"])
        self.assertEqual(told["load"], "Created: 3. Held: 1.")
        self.assertIn("Differences: 0", told["verify"])

    def test_an_export_of_which_nothing_loads_is_no_matter_for_an_approver(self):
        lost = [appointment(1, "P9", "2024-03-05")]
        run = self.plan(appointments=lost)
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("fallback")
        run.action_plan()
        self.assertEqual(self.now(), ("check", "blocked", "action_open_problems"))
        self.assertEqual(self.migration.lamp, "red")
        self.assertIn("None of the rows would load", self.journey()["check"]["text"])

    def test_what_would_stay_out_is_said_before_the_sample(self):
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P9", "2024-03-05")]
        )
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("fallback")
        run.action_plan()
        step = self.journey()["sample"]
        self.assertIn("1 of 4 rows would stay out", step["text"])
        names = [button["name"] for button in step["buttons"]]
        self.assertIn("action_open_preflight", names)
        self.assertIn("action_open_problems", names)

    def test_what_was_approved_without_a_sample_says_so(self):
        self.approve(self.plan(patients=PATIENTS))
        self.assertEqual(self.journey()["sample"]["state"], "skipped")

    def test_a_file_to_look_at_is_opened(self):
        odd = [{"patient_id": "P1", "name": "Asha", "date_of_birth": "03/04/1984"}]
        run = self.migration._open_run()
        run._receive_path(self.export(patients=odd))
        run.action_stage()
        self.assertEqual(self.now(), ("map", "blocked", "action_open_waiting"))
        self.assertEqual(self.press()["res_id"], run.file_ids.id)

    def test_going_on_opens_patients_first_each_in_the_place_of_the_last(self):
        odd = [{"patient_id": "P1", "name": "Asha", "date_of_birth": "03/04/1984"}]
        visits = [{**appointment(1, "P1", "2024-03-05"), "date": "03/04/2024"}]
        run = self.migration._open_run()
        run._receive_path(self.export(appointments=visits, patients=odd))
        run.action_stage()
        order = [file.object_name for file in run._unsure_files()]
        self.assertEqual(order, ["patient", "appointment"])
        first = self.env["pulse.file"].browse(run.action_open_waiting()["res_id"])
        first.mapping_ids.action_accept_date_order()
        first.action_confirm_mapping()
        action = first.action_open_next()
        self.assertEqual(action["tag"], "pulse_open_instead")
        second = run.file_ids - first
        self.assertEqual(action["params"]["action"]["res_id"], second.id)

    def test_files_that_are_nothing_of_pulse_block(self):
        run = self.migration._open_run()
        run._receive_path(self.export(notes=b"\x00\x01"))
        self.assertEqual(self.now(), ("receive", "blocked", "action_receive"))
        self.assertIn("None of the files", run.next_text)

    def test_red_lines_block_the_check(self):
        run = self.plan(patients=PATIENTS)
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("fallback")
        run.preflight_ids[:1].sudo().level = "red"
        self.assertEqual(self.now(), ("check", "blocked", "action_open_preflight"))

    def test_who_may_not_approve_is_told_that_it_waits(self):
        operator = new_test_user(
            self.env, "pulse_walks", groups="pulse_migration.group_operator"
        )
        run = self.plan(patients=PATIENTS)
        run.file_ids.action_confirm_mapping()
        self.migration.physician_ids._decide("fallback")
        run.sample_ids.create({"run_id": run.id}).action_sample()
        self.assertEqual(self.now(operator), ("approve", "waits"))
        self.assertEqual(self.now(), ("approve", "now", "action_approve"))

    def test_the_first_of_two_approvers_is_told_that_another_has_to(self):
        self.migration.is_four_eyes = True
        run = self.approve(self.plan(patients=PATIENTS))
        run.sample_ids.create({"run_id": run.id}).action_sample()
        if not run.approval_ids._standing():
            run.action_approve()
        self.assertEqual(self.now(), ("approve", "waits"))
        self.assertIn("second approver", run.next_text)

    def test_an_auditor_looks_and_presses_nothing_that_writes(self):
        auditor = new_test_user(
            self.env, "pulse_looks", groups="pulse_migration.group_auditor"
        )
        self.approve(self.plan(patients=PATIENTS))
        steps = self.journey(auditor).values()
        names = {button["name"] for step in steps for button in step["buttons"]}
        self.assertIn("action_open_plan", names)
        writing = {"action_open_load", "action_open_sample"}
        self.assertFalse(
            {n for n in names if not n.startswith("action_open_")} | (names & writing)
        )

    def test_too_many_failing_rows_block_the_load_and_open(self):
        visits = [appointment(n, "P1", f"2024-03-{n:02d}") for n in range(1, 9)]
        run = self.approve(self.plan(patients=PATIENTS, appointments=visits))
        run.sudo().failure_count_limit = 1
        refuse = patch.object(
            ActivityLoader, "_prepare_vals", side_effect=ValidationError("no")
        )
        with refuse:
            run._load()
        if run.state != "paused":
            run._set_state("paused", rest_code="failures")
        self.assertEqual(self.now(), ("load", "blocked", "action_open_load"))
        buttons = {b["name"]: b for b in self.journey()["load"]["buttons"]}
        self.assertIn("(8)", buttons["action_load_again"]["confirm"])

    def test_differences_block_verification(self):
        run = self.migrate(patients=PATIENTS)
        run._set_state("failed")
        self.assertEqual(self.now(), ("verify", "blocked", "action_open_checks"))

    def test_what_was_taken_back_is_planned_again(self):
        run = self.migrate(patients=PATIENTS)
        run._undo()
        self.assertEqual(self.now(), ("check", "now", "action_start_plan"))
        self.press()
        self.assertEqual(self.now(), ("sample", "now", "action_open_sample"))

    def test_what_stays_after_an_undo_is_shown_and_not_called_a_difference(self):
        run = self.migrate(patients=PATIENTS)
        self.partner("P1").city = "Thane"
        run._undo()
        self.assertEqual(self.now(), ("load", "blocked", "action_open_undo"))
        self.assertRegex(self.journey()["load"]["text"], "reason: [1-9]")
        self.assertEqual(self.press()["res_model"], "pulse.undo.plan")
        names = [b["name"] for b in self.journey()["load"]["buttons"]]
        self.assertIn("action_plan_undo", names)
        run.action_start_plan()
        self.assertEqual(self.now()[0], "sample")

    def test_a_server_that_is_still_asked_makes_the_delta_next(self):
        self.migrate(patients=PATIENTS)
        source = self.env["pulse.source"].create(
            {"migration_id": self.migration.id, "base_url": "https://pulse.example"}
        )
        self.assertEqual(self.now()[0], "done")
        source.sudo().state = "open"
        self.assertEqual(self.now(), ("delta", "now", "action_open_source"))
        source.sudo().state = "closed"
        self.assertEqual(self.journey()["delta"]["state"], "done")

    def test_to_stop_is_asked_with_the_numbers(self):
        run = self.approve(self.plan(patients=PATIENTS))
        run._start_load()
        buttons = {b["name"]: b for b in self.journey()["load"]["buttons"]}
        self.assertIn("Rows left: 3", buttons["action_stop"]["confirm"])


class TestNumbers(PulseCase):
    def numbers(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            group["label"]: {item["label"]: item for item in group["items"]}
            for group in self.migration.numbers["groups"]
        }

    def open(self, item):
        """Return the records that a number opens."""
        button = item["button"]
        run = self.env[button["model"]].browse(button["id"])
        args = [button["args"][2:-2]] if button["args"] else []
        action = getattr(run, button["name"])(*args)
        return self.env[action["res_model"]].search(action["domain"])

    def test_each_number_opens_what_it_counts(self):
        lost = [appointment(1, "P9", "2024-03-05")]
        self.migrate(patients=PATIENTS, appointments=lost)
        numbers = self.numbers()
        self.assertEqual(numbers["Rows"]["Created"]["value"], "3")
        self.assertEqual(len(self.open(numbers["Rows"]["Created"])), 3)
        self.assertEqual(self.open(numbers["Rows"]["Held"]).external_id, "A1")
        issues = numbers["Issues"]
        for item in issues.values():
            counted = sum(self.open(item).mapped("row_count"))
            self.assertEqual(f"{counted:,}", item["value"])

    def test_money_is_there_before_the_load_and_beside_odoos_after_it(self):
        run = self.plan(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "1250.00", "250.00")]
        )
        self.assertEqual(self.numbers()["Money"]["Billed"]["value"], "1,250.00 INR")
        self.migration.bill_target = "partner"
        run.action_plan()
        self.approve(run)
        run._load()
        run.action_verify()
        money = self.numbers()["Money"]["Outstanding"]
        self.assertIn("1,000.00", money["value"])
        self.assertIn("1,000.00", money["note"])
        self.assertEqual(money["level"], "success")

    def test_files_are_numbers_from_the_moment_they_are_here(self):
        run = self.migration._open_run()
        pages = b"%PDF-1.4 page"
        run._receive_path(self.export(patients=PATIENTS, notes=b"?", scan_pdf=pages))
        files = self.numbers()["Files"]
        self.assertEqual(files["Tables that are read"]["value"], "1")
        self.assertEqual(self.open(files["Documents"]).kind, "document")
        for item in files.values():
            self.assertEqual(f"{len(self.open(item))}", item["value"])
        shown = self.migration.run_file_ids
        self.assertEqual(shown[0].object_name, "patient")
        self.assertNotIn("document", shown.mapped("kind"))

    def test_a_difference_that_has_its_reason_is_no_alarm(self):
        run = self.migrate(patients=PATIENTS)
        sums = {"source": 100.0, "odoo": 90.0}
        run.sudo().report = {**run.report, "money": {"paid": sums}}
        self.assertEqual(self.numbers()["Money"]["Paid"]["level"], "warning")
        vals = {"run_id": run.id, "dimension": "bill", "key": "B1", "is_open": True}
        self.env["pulse.money"].sudo().create(vals)
        self.assertEqual(self.numbers()["Money"]["Paid"]["level"], "danger")

    def test_a_clinic_without_a_run_has_no_numbers(self):
        self.assertFalse(self.migration.numbers)

    def test_an_auditor_may_read_the_page(self):
        self.migrate(patients=PATIENTS)
        auditor = new_test_user(
            self.env, "pulse_sums", groups="pulse_migration.group_auditor"
        )
        found = self.migration.with_user(auditor).read(
            ["journey", "numbers", "run_progress", "run_file_ids"]
        )
        self.assertNotIn("Asha", str(found))
