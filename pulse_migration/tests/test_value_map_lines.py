"""The lines of the value maps: collected, accepted, changed, and what follows."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import new_test_user

from .common import PATIENTS, PulseCase, appointment, bill

FREE = "mail.mail_activity_data_email"


class TestValueMapLines(PulseCase):
    def lines(self, kind=None):
        lines = self.migration.value_map_ids
        return lines.filtered(lambda line: line.kind == kind) if kind else lines

    def line(self, kind, text):
        return self.lines(kind).filtered(lambda line: line.source_value == text)

    def tables(self):
        return {
            "patients": [
                *PATIENTS,
                {"patient_id": "P4", "name": "Om Das", "gender": "Women"},
            ],
            "appointments": [
                appointment(1, "P1", "2024-03-05", type="F/U", status="In Chair"),
                appointment(2, "P2", "2024-03-06", type="f / u", status="in  chair"),
                appointment(3, "P3", "2024-03-07", type="Zumba"),
            ],
            "bills": [
                bill(1, "P1", "2024-03-05", "500.00", "500.00", status="Chukta"),
                bill(2, "P1", "2024-03-06", "80.00", "0.00", status="Zzz"),
                bill(3, "P2", "2024-03-06", "70.00", "0.00", status="Annulled"),
            ],
            "payments": [
                {
                    "payment_id": f"Y{number}",
                    "bill_id": "B1",
                    "patient_id": "P1",
                    "amount": "250.00",
                    "mode": mode,
                }
                for number, mode in enumerate(("Paytm", "Cash"))
            ],
        }

    # collection

    def test_every_distinct_value_is_listed_with_its_rows(self):
        self.plan(**self.tables())
        found = {
            (line.kind, line.source_value): (line.row_count, line.target, line.state)
            for line in self.lines()
        }
        self.assertEqual(
            found,
            {
                ("appointment_type", "F/U"): (1, "Meeting", "sure"),
                ("appointment_type", "f / u"): (1, "Meeting", "sure"),
                ("appointment_type", "Zumba"): (1, "To-Do", "look"),
                ("appointment_status", "In Chair"): (1, "New stage: In Chair", "look"),
                ("appointment_status", "in chair"): (1, "New stage: in chair", "look"),
                ("appointment_status", "Completed"): (1, "Completed", "sure"),
                ("blood_group", "O +ve"): (1, "O+", "sure"),
                ("blood_group", "Bombay"): (1, "Keep as given", "look"),
                ("gender", "F"): (2, "Female", "sure"),
                ("gender", "M"): (1, "Male", "sure"),
                ("gender", "Women"): (1, "Female", "look"),
                ("bill_status", "Chukta"): (1, "Paid", "sure"),
                ("bill_status", "Zzz"): (1, False, "look"),
                ("bill_status", "Annulled"): (1, "Cancelled", "sure"),
                ("payment_mode", "Paytm"): (1, "Wallet", "look"),
                ("payment_mode", "Cash"): (1, "Cash", "sure"),
            },
        )

    def test_collecting_takes_as_many_queries_for_many_values(self):
        def queries(count):
            rows = [
                appointment(n, "P1", "2024-03-05", type=f"Zumba {count}-{n}")
                for n in range(count)
            ]
            run = self.plan(patients=PATIENTS, appointments=rows)
            self.lines().unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["pulse.value.map"]._collect(run)
            self.env.flush_all()
            self.assertGreaterEqual(len(self.lines()), count)
            return self.env.cr.sql_log_count - before

        # a micro-run empties the caches: another number of queries for many rows
        sampler = type(self.env["pulse.sampler"])
        with patch.object(sampler, "_LEAST_ROWS", 10**6):
            queries(2)
            few = queries(5)
            self.assertLessEqual(queries(200), few + 2)
        self.assertLess(few, 20)

    def test_a_text_longer_than_an_index_entry_is_a_value_like_any(self):
        text = "word " * 2000
        self.plan(patients=[{"patient_id": "P1", "name": "A", "gender": text}])
        self.assertEqual(self.lines("gender").source_value, text.strip())

    def test_looking_at_an_export_leaves_no_stage(self):
        stages = self.env["pulse.appointment.stage"].search_count([])
        run = self.plan(**self.tables())
        self.assertEqual(self.env["pulse.appointment.stage"].search_count([]), stages)
        self.approve(run)
        self.assertEqual(
            self.env["pulse.appointment.stage"].search_count([]), stages + 1
        )
        self.assertEqual(len(self.lines("appointment_status").stage_id), 2)

    def test_the_rows_of_a_value_open(self):
        run = self.plan(**self.tables())
        for kind, text, keys in (
            ("gender", "F", {"P1", "P3"}),
            ("appointment_type", "f / u", {"A2"}),
            ("payment_mode", "Paytm", {"Y0"}),
        ):
            action = self.line(kind, text).action_open_rows()
            rows = self.env["pulse.row"].search(action["domain"])
            self.assertEqual(set(rows.mapped("external_id")), keys)
            self.assertEqual(rows.run_id, run)

    # acceptance

    def test_an_accepted_status_makes_its_stage(self):
        self.plan(**self.tables())
        line = self.line("appointment_status", "In Chair")
        line.action_accept()
        self.assertEqual(line.stage_id.name, "In Chair")
        other = self.line("appointment_status", "in chair")
        self.assertEqual((other.stage_id, other.is_confirmed), (line.stage_id, True))

    def test_a_stage_of_nearly_this_name_is_taken(self):
        stage = self.env["pulse.appointment.stage"].create({"name": "IN chair"})
        self.plan(**self.tables())
        self.assertEqual(self.lines("appointment_status").stage_id & stage, stage)
        self.assertEqual(self.line("appointment_status", "In Chair").stage_id, stage)

    def test_a_hostile_text_is_a_name_and_nothing_more(self):
        name = "<img src=x onerror=alert(1)> '; DROP TABLE x; --  %s {0}"
        run = self.migrate(
            patients=PATIENTS[2:],
            appointments=[appointment(1, "P3", "2024-03-05", status=name)],
        )
        plain = " ".join(name.split())
        self.assertEqual(self.activities().x_studio_appointment_stage_id.name, plain)
        self.assertEqual(run.state, "done")

    def test_all_proposals_are_accepted_at_once_but_those_without_a_target(self):
        self.plan(**self.tables())
        context = {"default_migration_id": self.migration.id}
        call_kw(  # as the button does, with no line chosen
            self.env["pulse.value.map"], "action_accept_all", [[]], {"context": context}
        )
        left = self.lines().filtered(lambda line: not line.is_confirmed)
        self.assertEqual(left.mapped("source_value"), ["Zzz"])
        with self.assertRaisesRegex(UserError, "Choose what"):
            left.action_accept()
        self.assertEqual(self.lines().confirmed_by, self.env.user)

    def test_to_accept_what_takes_effect_anyway_keeps_the_plan(self):
        run = self.plan(**self.tables())
        self.line("gender", "F").action_accept()
        self.line("appointment_status", "In Chair").action_accept()
        self.assertTrue(run.planned_at)
        self.line("payment_mode", "Paytm").action_accept()
        self.assertFalse(run.planned_at)

    def test_an_approval_accepts_only_what_takes_effect(self):
        run = self.approve(self.plan(**self.tables()))
        open_ones = self.lines().filtered(lambda line: not line.is_confirmed)
        self.assertEqual(
            set(open_ones.mapped("source_value")), {"Women", "Zzz", "Paytm"}
        )
        self.assertEqual(run.approval_hash, run._approval_hash())
        run._load()
        self.assertFalse(self.partner("P4").x_studio_gender, "never guessed")

    # effect while staging

    def row(self, external_id):
        return self.rows(self.migration.run_id).filtered(
            lambda row: row.external_id == external_id
        )

    def test_a_choice_wins_over_the_converter(self):
        run = self.plan(**self.tables())
        self.assertIn("unknown_gender", self.row("P4").issue_codes)
        self.line("gender", "Women").action_accept()
        self.assertFalse(run.planned_at)
        run.action_plan()
        self.assertEqual(self.row("P4").values["gender"], "female")
        self.assertIn("mapped_by_value_map", self.row("P4").issue_codes)
        self.assertNotIn("unknown_gender", self.row("P4").issue_codes)
        severities = {i[2] for i in self.row("P4").issues if i[0].startswith("mapped")}
        self.assertEqual(severities, {"info"})

    def test_only_the_files_concerned_are_staged_anew(self):
        run = self.plan(**self.tables())
        self.line("gender", "M").meaning = "other"
        stale = run.file_ids.filtered(lambda file: file.state == "received")
        self.assertEqual(stale.mapped("object_name"), ["patient"])
        self.assertTrue(stale.is_confirmed or not stale.confirmed_by)

    def test_a_blood_group_may_be_left_empty_or_kept(self):
        run = self.plan(**self.tables())
        self.line("blood_group", "O +ve").meaning = "kept"
        self.line("blood_group", "Bombay").meaning = "empty"
        run.action_plan()
        first, second = self.row("P1").values, self.row("P2").values
        self.assertEqual(first.get("blood_group_other"), "O +ve")
        self.assertNotIn("blood_group", first)
        self.assertNotIn("blood_group_other", second)
        self.assertIn("mapped_by_value_map", self.row("P2").issue_codes)

    def test_an_unrecognised_one_stays_flagged_and_word_for_word(self):
        self.migrate(**self.tables())
        self.assertEqual(self.partner("P2").x_studio_blood_group_other, "Bombay")
        self.assertIn("unknown_blood_group", self.row("P2").issue_codes)

    def test_a_bill_status_keeps_its_words_beside_its_meaning(self):
        self.plan(**self.tables())
        values = self.row("B1").values
        self.assertEqual(
            (values["status"], values["status_meaning"]), ("Chukta", "paid")
        )
        self.assertIn("value_not_mapped", self.row("B2").issue_codes)
        self.assertNotIn("status_meaning", self.row("B2").values)

    def test_what_a_bill_status_means_decides_what_is_owed(self):
        self.migration.bill_target = "partner"
        self.migrate(**self.tables())
        self.assertEqual(self.partner("P2").x_studio_outstanding_balance, 0)
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 80)
        self.line("bill_status", "Zzz").meaning = "cancelled"
        self.migrate(**self.tables())
        self.assertEqual(self.partner("P1").x_studio_outstanding_balance, 0)

    # change

    def test_a_change_counts_for_every_spelling(self):
        self.plan(**self.tables())
        target = self.env.ref(FREE)
        self.line("appointment_type", "F/U").activity_type_id = target
        self.assertEqual(
            self.line("appointment_type", "f / u").activity_type_id, target
        )

    def test_a_target_of_another_kind_is_refused(self):
        self.plan(**self.tables())
        line = self.line("gender", "F")
        with self.assertRaises(ValidationError):
            line.meaning = "cash"
        with self.assertRaises(ValidationError):
            line.activity_type_id = self.env.ref(FREE)
        with self.assertRaises(ValidationError):
            self.line("appointment_type", "Zumba").activity_type_id = False

    def test_the_next_export_keeps_what_was_decided(self):
        self.migrate(**self.tables())
        self.line("appointment_type", "Zumba").activity_type_id = self.env.ref(FREE)
        tables = self.tables()
        tables["appointments"] += [
            appointment(4, "P1", "2024-04-05", type="ZUMBA"),
            appointment(5, "P1", "2024-04-05", type="Yoga"),
        ]
        self.plan(**tables)
        again = self.line("appointment_type", "ZUMBA")
        self.assertEqual(
            (again.activity_type_id, again.state, again.is_confirmed),
            (self.env.ref(FREE), "sure", True),
        )
        new = self.line("appointment_type", "Yoga")
        self.assertEqual((new.state, new.is_confirmed), ("look", False))
        self.assertEqual(self.line("appointment_type", "Zumba").state, "sure")

    def test_a_value_that_is_gone_keeps_its_line(self):
        self.migrate(**self.tables())
        self.plan(patients=PATIENTS)
        self.assertEqual(self.line("bill_status", "Zzz").row_count, 0)

    def test_nothing_changes_under_a_load(self):
        run = self.approve(self.plan(**self.tables()))
        run._set_state("running")
        line = self.line("appointment_type", "Zumba")
        with self.assertRaisesRegex(UserError, "under way"):
            line.activity_type_id = self.env.ref(FREE)
        with self.assertRaisesRegex(UserError, "under way"):
            self.migration.past_scheduled_policy = "keep"

    # loading again

    def test_a_changed_type_updates_its_rows_and_no_others(self):
        self.migrate(**self.tables())
        run = self.migrate(**self.tables())
        self.assertEqual(
            set(self.rows(run, "appointment").mapped("state")), {"unchanged"}
        )
        self.line("appointment_type", "Zumba").activity_type_id = self.env.ref(FREE)
        run = self.migrate(**self.tables())
        self.assertEqual(
            self.rows(run, "appointment").mapped("state"),
            ["unchanged", "unchanged", "updated"],
        )
        activity = self.activities().filtered(
            lambda a: a.x_studio_appointment_id == "A3"
        )
        self.assertEqual(activity.activity_type_id, self.env.ref(FREE))
        self.assertEqual(run.state, "done")
        run = self.migrate(**self.tables())
        self.assertEqual(
            set(self.rows(run, "appointment").mapped("state")), {"unchanged"}
        )

    def test_a_changed_status_updates_its_rows(self):
        self.migrate(**self.tables())
        stage = self.env.ref("pulse_migration.appointment_stage_no_show")
        self.line("appointment_status", "In Chair").stage_id = stage
        run = self.migrate(**self.tables())
        self.assertEqual(
            self.rows(run, "appointment").mapped("state"),
            ["updated", "updated", "unchanged"],
        )

    def test_a_stage_that_closes_now_updates_its_rows(self):
        self.migrate(
            patients=PATIENTS[2:],
            appointments=[appointment(1, "P3", "2099-03-05", status="In Chair")],
        )
        self.assertTrue(self.activities().active)
        self.line("appointment_status", "In Chair").stage_id.state = "done"
        run = self.migrate(
            patients=PATIENTS[2:],
            appointments=[appointment(1, "P3", "2099-03-05", status="In Chair")],
        )
        self.assertEqual(self.rows(run, "appointment").state, "updated")
        self.assertFalse(self.activities().active)

    # who may

    def test_an_auditor_reads_only(self):
        self.plan(**self.tables())
        auditor = new_test_user(
            self.env, "maps_auditor", groups="pulse_migration.group_auditor"
        )
        line = self.line("appointment_type", "Zumba").with_user(auditor)
        self.assertEqual(line.target, "To-Do")
        with self.assertRaises(AccessError):
            line.activity_type_id = self.env.ref(FREE)
        with self.assertRaises(AccessError):
            line.action_accept()
        with self.assertRaises(AccessError):
            line.action_accept_all()
        self.assertFalse(line.is_confirmed)

    def test_an_operator_decides_but_forges_nothing(self):
        self.plan(**self.tables())
        operator = new_test_user(
            self.env, "maps_operator", groups="pulse_migration.group_operator"
        )
        line = self.line("appointment_type", "Zumba").with_user(operator)
        line.activity_type_id = self.env.ref(FREE)
        self.assertEqual((line.state, line.confirmed_by), ("sure", operator))
        for name in sorted(line._every_server_field()):
            with self.subTest(name), self.assertRaises(AccessError):
                line.write({name: line.read([name])[0][name]})
        self.line("appointment_status", "In Chair").with_user(operator).action_accept()

    def test_whose_blood_group_it_is_is_medical(self):
        self.plan(**self.tables())
        operator = new_test_user(
            self.env, "maps_operator", groups="pulse_migration.group_operator"
        )
        rows = self.env["pulse.row"].with_user(operator)
        for line in self.lines("blood_group"):
            with self.assertRaises(AccessError):
                rows.search(line.action_open_rows()["domain"])
        self.assertTrue(
            rows.search(self.line("gender", "F").action_open_rows()["domain"])
        )
