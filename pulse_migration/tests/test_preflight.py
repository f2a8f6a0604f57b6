"""The pre-flight: each thing that a load needs, found when it is missing."""

import ast
import re
from collections import namedtuple
from pathlib import Path
from unittest import TestCase
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from odoo.addons.pulse_migration.models.preflight import people as preflight_people
from odoo.addons.pulse_migration.models.preflight import server as preflight_server
from odoo.addons.pulse_migration.models.sample import measure as sample_measure
from odoo.addons.pulse_migration.models.sample import pick as sample_pick
from odoo.addons.pulse_migration.texts.preflight import PREFLIGHT_TEXTS

from .common import PATIENTS, PulseCase, appointment, bill

ADDON = Path(__file__).parents[1]
Usage = namedtuple("Usage", "total used free")


def codes_of_findings():
    """Yield the literal codes that the checks may give."""
    for path in sorted((ADDON / "models" / "preflight").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in PREFLIGHT_TEXTS:
                yield node.value


class TestPreflightTexts(TestCase):
    def test_no_text_is_dead(self):
        used = set(codes_of_findings())
        built = {
            f"{code}{end}"
            for code in ("disk", "database_disk")
            for end in ("", "_short", "_scarce")
        }
        built |= {"rows_held", "rows_rejected", "files_unreadable", "files_unused"}
        self.assertEqual(set(PREFLIGHT_TEXTS) - used - built, set())

    def test_every_line_says_what_and_a_line_that_is_not_fine_says_what_to_do(self):
        for code, (text, advice) in PREFLIGHT_TEXTS.items():
            with self.subTest(code):
                self.assertTrue(text._source.endswith((".", "%(reason)s")))
                if advice:
                    self.assertTrue(advice._source.endswith("."))

    def test_parameters_are_counts_names_and_codes(self):
        allowed = set(
            "count rows low high needed free version wanted edition names files reason "
            "tz country company date lock all here there".split()
        )
        for code, texts in PREFLIGHT_TEXTS.items():
            for text in filter(None, texts):
                names = re.findall(r"%\((\w+)\)s", text._source)
                self.assertLessEqual(set(names), allowed, code)


class PreflightCase(PulseCase):
    def lines(self, run, code):
        return run.preflight_ids.filtered(lambda line: line.code == code)

    def level(self, run, code):
        """Return the level of the one line of a code, "" when there is none."""
        lines = self.lines(run, code)
        self.assertLessEqual(len(lines), 1)
        return lines.level or ""

    def settled(self, **tables):
        """Return a planned run for which nobody has to decide anything more."""
        run = self.plan(**tables or {"patients": PATIENTS})
        self.migration.physician_ids._decide("create")
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        run.action_check()
        return run


class TestPreflight(PreflightCase):
    def test_the_plan_ends_with_it(self):
        run = self.plan(patients=PATIENTS)
        self.assertTrue(run.checked_at)
        self.assertEqual(
            run.red_count + run.amber_count + run.green_count, len(run.preflight_ids)
        )
        self.assertEqual(self.level(run, "odoo_version"), "green")
        self.assertEqual(self.level(run, "dependencies"), "green")

    def test_every_line_reads_as_a_sentence(self):
        run = self.plan(
            patients=PATIENTS,
            appointments=[appointment(1, "P9", "2024-03-05")],
            bills=[bill(1, "P1", "2024-03-05", "100.10", "0.05")],
        )
        for line in run.preflight_ids:
            with self.subTest(line.code):
                self.assertTrue(line.text)
                self.assertNotIn("%", line.text + line.advice)
                if line.level != "green":
                    self.assertTrue(line.advice)

    def test_red_lines_come_first(self):
        run = self.plan(patients=PATIENTS)
        levels = run.preflight_ids.sorted(lambda line: (line.rank, line.sequence))
        self.assertEqual(levels[0].level, "red")
        self.assertEqual(
            levels.mapped("rank"), sorted(run.preflight_ids.mapped("rank"))
        )

    def test_nothing_of_a_patient_is_in_a_line(self):
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P9", "2024-03-05")]
        )
        words = [p["name"] for p in PATIENTS] + ["P9", "98765", "asha@"]
        shown = str([(line.text, line.params) for line in run.preflight_ids])
        for word in words:
            self.assertNotIn(word, shown)

    def test_checking_again_replaces_the_lines(self):
        run = self.plan(patients=PATIENTS)
        count = len(run.preflight_ids)
        run.action_check()
        self.assertEqual(len(run.preflight_ids), count)

    def test_only_a_planned_run_is_checked(self):
        run = self.migration._open_run()
        run._receive_path(self.export(patients=PATIENTS))
        with self.assertRaises(UserError):
            run.action_check()

    def test_a_line_opens_what_it_is_about(self):
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P9", "2024-03-05")]
        )
        line = self.lines(run, "rows_held")
        action = line.action_open()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found.mapped("external_id"), ["A1"])
        self.assertEqual(line.count, 1)
        with self.assertRaises(UserError):
            self.lines(run, "odoo_version").action_open()

    # red forbids

    def test_a_red_line_forbids_the_approval_in_words(self):
        run = self.settled()
        user = new_test_user(self.env, "pulse_gone", groups="base.group_user")
        self.migration.fallback_user_id = user
        run.action_plan()
        user.active = False
        with self.assertRaisesRegex(UserError, "fallback user is archived"):
            run.action_approve()
        self.assertEqual(self.level(run, "fallback_inactive"), "red")
        user.active = True
        run.action_approve()
        self.assertEqual(run.state, "approved")

    def test_an_amber_line_forbids_nothing(self):
        run = self.settled()
        self.assertEqual(self.level(run, "never_sampled"), "amber")
        self.assertFalse(run.red_count)
        run.action_approve()
        self.assertEqual(run.state, "approved")

    # the server

    def test_another_version_is_red(self):
        run = self.plan(patients=PATIENTS)
        version = (18, 0, 0, "final", 0, "")
        with patch.object(preflight_server.release, "version_info", version):
            run._look()
        self.assertEqual(self.level(run, "odoo_version_other"), "red")

    def test_the_edition_is_named(self):
        run = self.plan(patients=PATIENTS)
        self.assertIn("Community", self.lines(run, "odoo_version").text)
        version = (19, 0, 0, "final", 0, "e")
        with patch.object(preflight_server.release, "version_info", version):
            run._look()
        self.assertIn("Enterprise", self.lines(run, "odoo_version").text)

    def test_a_missing_library_is_red_and_named(self):
        run = self.plan(patients=PATIENTS)
        with patch.object(
            preflight_server.importlib.util, "find_spec", return_value=None
        ):
            run._look()
        line = self.lines(run, "dependencies_missing")
        self.assertEqual(line.level, "red")
        self.assertIn("openpyxl", line.text)

    def test_mail_servers_and_a_waiting_queue_are_amber(self):
        servers = self.env["ir.mail_server"]
        servers.search([]).active = False
        self.env["mail.mail"].search([("state", "=", "outgoing")]).unlink()
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "mail_servers_none"), "green")
        self.assertEqual(self.level(run, "mail_queue_empty"), "green")
        servers.create({"name": "Out", "smtp_host": "localhost"})
        self.env["mail.mail"].create({"subject": "News", "state": "outgoing"})
        run.action_check()
        self.assertEqual(self.level(run, "mail_servers"), "amber")
        self.assertEqual(self.level(run, "mail_queue"), "amber")

    def test_scheduled_actions_have_to_run(self):
        run = self.plan(patients=PATIENTS)
        cron = self.env.ref("pulse_migration.ir_cron_load_1")
        cron.lastcall = fields.Datetime.now()
        run.action_check()
        self.assertEqual(self.level(run, "crons"), "green")
        self.env["ir.cron"].with_context(active_test=False).search([]).write(
            {"lastcall": "2020-01-01 00:00:00"}
        )
        run.action_check()
        self.assertEqual(self.level(run, "crons_idle"), "amber")
        cron.active = False
        run.action_check()
        self.assertEqual(self.level(run, "crons_off"), "amber")

    def test_documents_need_room(self):
        run = self.plan(
            patients=PATIENTS,
            prescriptions=[
                {
                    "prescription_id": "R1",
                    "patient_id": "P1",
                    "date": "2024-03-05",
                    "file": "scan.pdf",
                }
            ],
            scan_pdf=b"%PDF-1.4\n" + b"x" * 100_000,
        )
        for free, code, level in (
            (10_000, "disk_short", "red"),
            (150_000, "disk_scarce", "amber"),
            (10_000_000, "disk", "green"),
        ):
            with patch.object(
                preflight_server.shutil, "disk_usage", return_value=Usage(0, 0, free)
            ):
                run._look()
            self.assertEqual(self.level(run, code), level)

    def test_without_documents_no_room_is_asked_for(self):
        run = self.plan(patients=PATIENTS)
        self.assertFalse(
            run.preflight_ids.filtered(lambda line: line.code.startswith("disk"))
        )

    def test_a_database_elsewhere_is_unknown(self):
        checker = self.env["pulse.checker"]
        with patch.dict(
            preflight_server.config.options, {"db_host": "db.clinic.example"}
        ):
            self.assertIsNone(checker._free_database_bytes())

    def test_the_database_needs_room(self):
        run = self.plan(patients=PATIENTS)
        run.sudo().measures = {"patient": [100, 1.0, 100_000, 0]}
        checker = type(self.env["pulse.checker"])
        for free, code, level in (
            (1, "database_disk_short", "red"),
            (6_000, "database_disk_scarce", "amber"),
            (10_000_000, "database_disk", "green"),
            (None, "database_disk_unknown", "amber"),
        ):
            with patch.object(checker, "_free_database_bytes", return_value=free):
                run._look()
            self.assertEqual(self.level(run, code), level)

    def test_a_clock_of_another_country_is_amber(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "time_zone"), "green")
        self.migration.tz = "America/New_York"
        run.action_plan()
        self.assertEqual(self.level(run, "time_zone_odd"), "amber")

    def test_an_old_name_of_the_same_clock_is_fine(self):
        self.migration.tz = "Asia/Calcutta"
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "time_zone"), "green")

    def test_another_load_under_way_is_amber(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "runs_none"), "green")
        other = self.env["pulse.migration"].create({"name": "Other clinic"})
        self.env["pulse.run"].create(
            {"migration_id": other.id}
        ).sudo().state = "running"
        run.action_check()
        self.assertEqual(self.level(run, "runs_other"), "amber")

    # people

    def test_undecided_and_archived_users_are_red(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "physicians_undecided"), "red")
        user = new_test_user(self.env, "pulse_left", groups="base.group_user")
        self.migration.physician_ids.write({"decision": "map", "user_id": user.id})
        run.action_check()
        self.assertEqual(self.level(run, "physicians"), "green")
        user.active = False
        run.action_check()
        self.assertEqual(self.level(run, "physicians_inactive"), "red")

    def test_a_fallback_of_another_company_is_red(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        user = new_test_user(
            self.env,
            "pulse_elsewhere",
            groups="base.group_user",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.migration.fallback_user_id = user
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "fallback_elsewhere"), "red")

    def test_contacts_who_look_like_patients_are_counted(self):
        partners = self.env["res.partner"].create(
            [
                {"name": "Same mail", "email": "Asha@Example.com"},
                {"name": "Same phone", "phone": "+91 98765 43211"},
                {"name": "Nobody", "email": "else@example.com"},
            ]
        )
        run = self.plan(patients=PATIENTS)
        mail, phone = self.lines(run, "overlap_email"), self.lines(run, "overlap_phone")
        self.assertEqual((mail.count, phone.count), (1, 1))
        self.assertEqual(mail.level, "amber")
        for line, partner in ((mail, partners[0]), (phone, partners[1])):
            action = line.action_open()
            self.assertEqual(self.env["res.partner"].search(action["domain"]), partner)

    def test_contacts_of_another_company_are_nobodys_business(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.env["res.partner"].create(
            {"name": "x", "email": "asha@example.com", "company_id": company.id}
        )
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "overlap_none"), "green")

    def test_patients_who_are_linked_already_are_no_overlap(self):
        self.load(patients=PATIENTS).action_verify()
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "overlap_none"), "green")

    def test_a_line_opens_a_bounded_number_of_contacts(self):
        self.env["res.partner"].create(
            [{"name": f"Same {n}", "email": "asha@example.com"} for n in range(4)]
        )
        with patch.object(preflight_people, "_SHOWN", 2):
            run = self.plan(patients=PATIENTS)
        line = self.lines(run, "overlap_email")
        self.assertEqual(line.count, 1)
        self.assertEqual(len(line.action_open()["domain"][0][2]), 2)

    # the export

    def test_an_unconfirmed_mapping_is_red_until_confirmed(self):
        run = self.plan(patients=PATIENTS)
        line = self.lines(run, "mapping_unconfirmed")
        self.assertEqual((line.level, line.count), ("red", 1))
        self.assertIn("patients.csv", line.text)
        run = self.settled(patients=PATIENTS)
        self.assertEqual(self.level(run, "mapping"), "green")

    def test_an_open_date_order_is_red(self):
        rows = [{**PATIENTS[0], "date_of_birth": "03/04/1984"}]
        run = self.plan(patients=rows)
        self.assertTrue(run.mapping_ids.filtered("is_order_open"))
        self.assertEqual(self.level(run, "date_orders_open"), "red")

    def test_words_without_a_meaning_are_amber(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "value_maps_open"), "amber")
        run = self.plan(patients=[PATIENTS[2]])
        lines = self.migration.value_map_ids.filtered(lambda v: v.state == "look")
        lines.write({"meaning": "kept"})
        run.action_plan()
        self.assertEqual(self.level(run, "value_maps"), "green")

    def test_rows_that_stay_out_are_counted_by_reason(self):
        run = self.plan(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P9", "2024-03-05"),
                appointment(2, "P9", "2024-03-06"),
                appointment(3, "P1", "no day"),
            ],
        )
        held = self.lines(run, "rows_held")
        self.assertEqual(held.mapped("count"), [2])
        self.assertEqual(self.lines(run, "rows_rejected").mapped("count"), [1])
        self.assertIn("No patient with this id", " ".join(held.mapped("text")))
        self.assertFalse(self.level(run, "rows_loadable"))

    def test_a_run_that_loads_nothing_says_so(self):
        run = self.plan(appointments=[appointment(1, "P9", "2024-03-05")])
        self.assertEqual(self.level(run, "nothing_to_load"), "amber")

    def test_files_that_nobody_can_use_are_named_until_left_out(self):
        folder = self.export(patients=PATIENTS)
        (folder / "visits.xlsx").write_bytes(b"PK\x03\x04 broken" * 20)
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        line = self.lines(run, "files_unreadable")
        self.assertEqual((line.level, line.count), ("amber", 1))
        self.assertIn("visits.xlsx", line.text)
        run.file_ids.filtered(lambda f: f.state == "unreadable").action_exclude()
        run.action_check()
        self.assertEqual(self.level(run, "files"), "green")

    def test_a_sample_is_asked_for_and_may_be_outdated(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "never_sampled"), "amber")
        sample = self.env["pulse.sample"].create({"run_id": run.id})
        sample.action_sample()
        self.assertEqual(self.level(run, "sampled"), "green")
        sample.sudo().sampled_at = "2020-01-01 00:00:00"
        run.action_check()
        self.assertEqual(self.level(run, "sample_outdated"), "amber")

    # the money, where bills stay on the patient

    def test_bills_on_the_patient_need_nothing(self):
        run = self.plan(patients=PATIENTS)
        self.assertEqual(self.level(run, "bills_none"), "green")
        self.migration.bill_target = "partner"
        run = self.plan(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "100.10", "0.05")]
        )
        self.assertEqual(self.level(run, "bills_on_patient"), "green")
        self.assertEqual(self.lines(run, "bills_on_patient").count, 1)

    # who

    def test_auditors_read_operators_check_nobody_writes(self):
        run = self.plan(patients=PATIENTS)
        auditor = new_test_user(
            self.env, "pf_auditor", groups="pulse_migration.group_auditor"
        )
        operator = new_test_user(
            self.env, "pf_operator", groups="pulse_migration.group_operator"
        )
        desk = new_test_user(self.env, "pf_desk", groups="base.group_user")
        self.assertTrue(run.with_user(auditor).preflight_ids[0].text)
        with self.assertRaises(AccessError):
            run.with_user(auditor).action_check()
        run.with_user(operator).action_check()
        line = run.preflight_ids[0]
        for user in (auditor, operator):
            with self.assertRaises(AccessError):
                line.with_user(user).write({"level": "green"})
            with self.assertRaises(AccessError):
                line.with_user(user).unlink()
        with self.assertRaises(AccessError):
            line.with_user(desk).read(["level"])
        for name in ("checked_at", "measures", "scope", "grade"):
            with self.assertRaises(AccessError):
                run.with_user(operator).write({name: False})

    def test_lines_of_another_company_stay_there(self):
        run = self.plan(patients=PATIENTS)
        company = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(
            self.env,
            "pf_stranger",
            groups="pulse_migration.group_auditor",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        lines = self.env["pulse.preflight"].with_user(stranger)
        self.assertFalse(lines.search([("run_id", "=", run.id)]))

    def test_what_a_line_opens_obeys_the_readers_own_rights(self):
        self.env["ir.mail_server"].create({"name": "Out", "smtp_host": "localhost"})
        run = self.plan(patients=PATIENTS)
        auditor = new_test_user(
            self.env, "pf_reader", groups="pulse_migration.group_auditor"
        )
        line = self.lines(run, "mail_servers").with_user(auditor)
        with mute_logger("odoo.addons.base.models.ir_model"):
            with self.assertRaises(AccessError):
                line.action_open()


class TestMicroRun(PreflightCase):
    """Enough rows to be worth measuring, tried inside a savepoint."""

    def tables(self, count=60):
        patients = [
            {"patient_id": f"M{n}", "name": f"Patient Number{n}", "city": "Pune"}
            for n in range(count)
        ]
        return {
            "patients": patients,
            "appointments": [
                appointment(n, f"M{n}", "2024-03-05") for n in range(count)
            ],
        }

    def counts(self):
        """Return {table: rows} of every table but the tool's own notes."""
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT relname FROM pg_class c JOIN pg_namespace n
                   ON n.oid = c.relnamespace
                WHERE relkind = 'r' AND nspname = current_schema
                  AND relname NOT IN ('pulse_audit', 'pulse_preflight')"""
        )
        found = {}
        for (table,) in self.env.cr.fetchall():
            self.env.cr.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = self.env.cr.fetchone()[0]
        return found

    def test_a_small_run_is_not_measured(self):
        run = self.plan(patients=PATIENTS)
        self.assertFalse(run.measures)
        self.assertEqual(self.level(run, "duration_few"), "green")

    def test_the_plan_measures_and_estimates(self):
        run = self.plan(**self.tables())
        self.assertEqual(set(run.measures), {"patient", "appointment"})
        for rows, seconds, size, refused in run.measures.values():
            self.assertGreaterEqual(rows, 30)
            self.assertGreater(seconds, 0)
            self.assertGreater(size, rows * 100)
            self.assertEqual(refused, 0)
        self.assertEqual(self.level(run, "duration"), "green")
        self.assertIn("120", self.lines(run, "duration").text)
        self.assertEqual(self.level(run, "size"), "green")

    def test_nothing_of_it_stays(self):
        run = self.plan(**self.tables())
        before = self.counts()
        with patch.object(
            type(self.env["ir.attachment"]), "_forget_files", autospec=True
        ) as forget:
            run.action_check()
        self.assertEqual(self.counts(), before)
        self.assertFalse(forget.call_args.args[1])
        states = run._count_by("state")
        self.assertEqual(states["patient"], {"staged": 60})
        self.assertFalse(run.sample_ids)

    def test_documents_of_it_leave_no_file(self):
        tables = self.tables()
        tables["prescriptions"] = [
            {
                "prescription_id": f"R{n}",
                "patient_id": f"M{n}",
                "date": "2024-03-05",
                "medication": f"Drug number {n}",
            }
            for n in range(60)
        ]
        attachments = type(self.env["ir.attachment"])
        forget = attachments._forget_files
        forgotten = []

        def spy(records, names):
            forgotten.extend(names)
            return forget(records, names)

        with patch.object(attachments, "_forget_files", spy):
            run = self.plan(**tables)
        self.assertIn("prescription", run.measures)
        self.assertTrue(forgotten)
        store = Path(self.env["ir.attachment"]._full_path(""))
        self.assertFalse([name for name in forgotten if (store / name).exists()])

    def test_a_patient_of_a_thousand_visits_does_not_make_it_long(self):
        tables = self.tables()
        tables["appointments"] += [
            appointment(1000 + n, "M7", "2024-03-05") for n in range(50)
        ]
        with patch.object(sample_pick, "MEASURED_ROWS", 20):
            run = self.plan(**tables)
        self.assertLessEqual(sum(m[0] for m in run.measures.values()), 20)
        self.assertGreater(run.measures["patient"][0], 5)

    def test_where_every_patient_is_large_one_is_measured(self):
        with patch.object(sample_pick, "MEASURED_ROWS", 1):
            run = self.plan(**self.tables())
        self.assertEqual(run.measures["patient"][0], 1)

    def test_planning_again_does_not_measure_again_and_checking_does(self):
        run = self.plan(**self.tables())
        sampler = type(self.env["pulse.sampler"])
        with patch.object(sampler, "_measure_run", return_value={}) as measure:
            run.action_plan()
            self.assertFalse(measure.called)
            run.action_check()
            self.assertTrue(measure.called)

    def test_the_samples_own_numbers_are_used(self):
        run = self.plan(**self.tables())
        sample = self.env["pulse.sample"].create({"run_id": run.id, "size": 40})
        sample.action_sample()
        self.assertEqual(run._measures(), sample.measures)
        self.assertEqual(sample.measures["patient"][0], 40)
        with patch.object(type(self.env["pulse.sampler"]), "_measure_run") as measure:
            run.action_check()
        self.assertFalse(measure.called)

    def test_a_load_of_hours_wants_a_night(self):
        run = self.plan(**self.tables())
        run.sudo().measures = {"patient": [30, 9000.0, 1000, 0]}
        run._look()
        self.assertEqual(self.level(run, "duration_long"), "amber")

    def test_rows_that_odoo_refuses_are_said(self):
        run = self.plan(**self.tables())
        run.sudo().measures = {"patient": [30, 1.0, 1000, 2]}
        run._look()
        self.assertEqual(self.lines(run, "rows_refused").count, 2)

    def test_nothing_measured_is_said(self):
        run = self.plan(**self.tables())
        run.sudo().measures = False
        run._look()
        self.assertEqual(self.level(run, "duration_unmeasured"), "amber")

    def test_the_estimate_is_near_what_the_load_takes(self):
        """The bytes are counted, not guessed: as many as the real load adds."""
        run = self.approve(self.plan(**self.tables()))
        low, high = run._estimate().bytes
        run._load()
        sampler = self.env["pulse.sampler"].sudo()
        size = sum(sampler._count_bytes(batch) for batch in run.batch_ids)
        self.assertLess(low, size)
        self.assertGreater(high, size)

    def test_a_batch_that_made_nothing_has_no_bytes(self):
        run = self.plan(**self.tables())
        sampler = self.env["pulse.sampler"].sudo()
        self.assertEqual(sampler._count_bytes(run.batch_ids[0]), 0)
        self.assertEqual(sample_measure._PARTS["account.move"][0][1], "move_id")
