"""``odoo pulse VERB``: arguments, exit status, and nothing but JSON on stdout."""

import io
import json
import logging
import sys
from contextlib import (
    contextmanager,
    nullcontext,
    redirect_stderr,
    redirect_stdout,
)
from pathlib import Path
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.cli.command import Command, load_script
from odoo.exceptions import UserError
from odoo.tests import BaseCase

from odoo.addons.pulse_migration.cli import _verbs, pulse

from .common import PATIENTS, PulseCase, appointment


class _Registry:
    """The database of the test, in the test's own transaction."""

    def __init__(self, cr):
        self.cr = cr

    @contextmanager
    def cursor(self):
        yield self.cr


class TestArguments(PulseCase):
    def parse(self, *args):
        return pulse.Pulse()._parse(list(args))

    def test_the_path_may_come_before_and_after_the_options(self):
        for args in (
            ("receive", "/exports/a", "-d", "x", "--migration", "North"),
            ("receive", "-d", "x", "--migration", "North", "/exports/a"),
            ("-d", "x", "--migration=North", "receive", "/exports/a"),
            ("receive", "--migration", "North", "/exports/a", "--database", "x"),
        ):
            options, rest = self.parse(*args)
            self.assertEqual(
                (options.verb, options.path, options.database, options.migration),
                ("receive", "/exports/a", "x", "North"),
            )
            self.assertEqual(rest, [])

    def test_what_is_not_ours_is_odoos(self):
        options, rest = self.parse("stage", "-d", "x", "--addons-path=/a", "--dev=all")
        self.assertEqual(rest, ["--addons-path=/a", "--dev=all"])
        self.assertFalse(options.path)

    def test_odoos_configuration_file_is_no_path(self):
        for args in (("-c", "odoo.conf"), ("--config", "odoo.conf")):
            options, _rest = self.parse("receive", "-d", "x", *args, "/exports/a")
            self.assertEqual(options.path, "/exports/a")
            self.assertEqual(options.config, "odoo.conf")

    def test_a_wrong_verb_and_a_missing_database_end_with_usage(self):
        for args in (("migrate", "-d", "x"), ("stage",), ()):
            error = io.StringIO()
            with redirect_stderr(error), self.assertRaises(SystemExit) as stopped:
                self.parse(*args)
            self.assertEqual(stopped.exception.code, 2)
            self.assertIn("usage:", error.getvalue())

    def test_every_verb_has_its_method(self):
        for verb in pulse.VERBS:
            self.assertTrue(callable(getattr(_verbs.Verbs, verb)))


class TestCli(PulseCase):
    def run_cli(self, *args, migration="Command line"):
        """Return (exit status or message, stdout, arguments handed to Odoo)."""
        out = io.StringIO()
        args = [*args, "-d", self.env.cr.dbname]
        if migration:
            args.append(f"--migration={migration}")
        with (
            patch.object(pulse, "Registry", lambda name: _Registry(self.env.cr)),
            patch.object(pulse.config, "parse_config") as parse_config,
            redirect_stdout(out),
            redirect_stderr(io.StringIO()),
        ):
            try:  # assertRaises would roll back what the verb did
                pulse.Pulse().run(args)
            except SystemExit as stopped:
                status = stopped.code
        return status, out.getvalue(), parse_config.call_args.args[0]

    def done(self, *args, **more):
        """Run a verb that must work; return its JSON."""
        status, out, _handed = self.run_cli(*args, **more)
        self.assertEqual(status, 0)
        return json.loads(out)

    def test_the_six_verbs(self):
        folder = self.export(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        received = self.done("receive", str(folder), "--country=IN")
        self.assertEqual(
            {file["name"]: file["rows"] for file in received["files"]},
            {"patients.csv": 3, "appointments.csv": 1},
        )
        staged = self.done("stage")
        self.assertEqual(staged["rows"]["patient"], {"staged": 3})
        self.assertEqual(staged["problems"]["unknown_blood_group"], 1)
        planned = self.done("plan")
        self.assertEqual(planned["actions"]["patient"], {"create": 3})
        self.assertEqual(planned["reasons"]["patient"], {"new_record": 3})
        approved = self.done("approve", "--physicians=create", "--comment=as agreed")
        self.assertRegex(approved["hash"], "^[0-9a-f]{64}$")
        loaded = self.done("load")
        self.assertEqual(loaded["rows"]["patient"], {"created": 3})
        report_file = self.folder / "report.json"
        report = self.done("verify", f"--report={report_file}")
        self.assertEqual(report["verify"]["mismatches"], 0)
        self.assertEqual(
            json.loads(report_file.read_text())["objects"], report["objects"]
        )
        self.assertTrue(self.partner("P1"))
        undone = self.done("undo")
        self.assertEqual((undone["runs"], undone["blocked"]), ([received["run"]], 0))
        self.assertEqual(undone["proof"]["listed_count"], 0)
        self.assertGreater(undone["proof"]["touched_count"], 3)
        self.assertFalse(self.partner("P1"))

    def test_undo_plans_first_and_takes_back_a_part(self):
        folder = self.export(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.done("receive", str(folder), "--country=IN")
        for verb in (["stage"], ["plan"], ["approve", "--physicians=create"], ["load"]):
            self.done(*verb)
        (lines,) = self.done("undo", "--plan", "--patient=P1")["plans"].values()
        self.assertEqual(
            {(line["object"], line["fate"], line["records"]) for line in lines},
            {("appointment", "delete", 1), ("patient", "delete", 1)},
        )
        self.assertTrue(self.partner("P1"))
        self.done("undo", "--object=appointment")
        self.assertFalse(self.activities())
        self.assertTrue(self.partner("P1"))
        self.done("undo", "--patient=P1")
        self.assertFalse(self.partner("P1"))
        self.assertTrue(self.partner("P2"))

    def test_undo_finds_what_a_plan_made_a_draft_again(self):
        folder = self.export(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.done("receive", str(folder), "--country=IN")
        for verb in (["stage"], ["plan"], ["approve", "--physicians=create"]):
            self.done(*verb)
        run = self.env["pulse.run"].search([], limit=1)
        run.batch_ids.sorted("sequence")[:2].action_load()
        run.action_plan()
        self.assertEqual(run.state, "draft")
        self.assertTrue(self.partner("P1"))
        self.assertEqual(self.done("undo")["runs"], run.ids)
        self.assertFalse(self.partner("P1"))

    def test_a_broken_file_is_left_out_by_name(self):
        folder = self.export(patients=PATIENTS)
        (folder / "visits.xlsx").write_bytes(b"PK\x03\x04 broken" * 20)
        self.done("receive", str(folder))
        for verb in ("stage", "plan"):
            self.done(verb)
        arguments = ("--physicians", "create", "--exclude")
        self.assertIn("no file", self.run_cli("approve", *arguments, "x.xlsx")[0])
        self.done("approve", *arguments, "visits.xlsx")
        self.done("load")
        self.done("verify")

    def test_a_delta_is_one_command(self):
        folder = self.export(patients=PATIENTS)
        self.done("delta", str(folder), "--physicians=fallback")
        newer = [*PATIENTS, {"patient_id": "P4", "name": "Nila Das"}]
        result = self.done("delta", str(self.export(patients=newer)))
        counts = result["report"]["objects"]["patient"]
        self.assertEqual((counts["created"], counts["unchanged"]), (1, 3))

    def test_load_again_after_the_end_changes_nothing(self):
        self.done("delta", str(self.export(patients=PATIENTS)), "--physicians=fallback")
        changes = self.env["pulse.change"].search_count([])
        self.done("load")
        self.assertEqual(self.env["pulse.change"].search_count([]), changes)

    def test_verify_exits_with_1_when_something_differs(self):
        self.done("delta", str(self.export(patients=PATIENTS)), "--physicians=fallback")
        self.partner("P1").city = "Elsewhere"
        status, out, _handed = self.run_cli("verify")
        self.assertEqual(status, 1)
        self.assertEqual(json.loads(out)["verify"]["mismatches"], 1)

    def test_an_unknown_clinic_names_the_known_ones(self):
        status, out, _handed = self.run_cli("stage", migration="Nowhere")
        self.assertEqual(out, "")
        self.assertIn("pulse stage:", status)
        self.assertIn(self.migration.name, status)

    def test_the_only_clinic_needs_no_name(self):
        others = self.env["pulse.migration"].search([]) - self.migration
        others.active = False
        status, _out, _handed = self.run_cli("stage", migration="")
        self.assertIn("Receive an export first", status)

    def test_refusals_are_sentences(self):
        for args, migration, words in (
            (("receive",), "x", "which file"),
            (("receive", "/nowhere/at/all"), "x", "no file to receive"),
            (("receive", "/nowhere", "--country=XX"), "y", "country code"),
            (("receive", str(self.folder)), "", "--migration"),
            (("plan",), "Test clinic", "Receive an export first"),
        ):
            with self.subTest(args):
                status, out, _handed = self.run_cli(*args, migration=migration)
                self.assertEqual(out, "")
                self.assertIn(words, status)

    def test_approval_without_decisions_is_refused(self):
        self.done("receive", str(self.export(patients=PATIENTS)))
        self.done("stage")
        self.done("plan")
        status, out, _handed = self.run_cli("approve")
        self.assertEqual(out, "")
        self.assertIn("Physicians without a user", status)

    def test_odoo_gets_its_own_arguments_and_no_http(self):
        status, _out, handed = self.run_cli(
            "stage", "-c", "o.conf", "--dev=all", migration="Nowhere"
        )
        self.assertTrue(status)
        self.assertIn("--no-http", handed)
        self.assertEqual(handed[handed.index("-c") + 1], "o.conf")
        self.assertIn("--dev=all", handed)

    def test_verbs_refuse_on_a_bad_state_too(self):
        run = self.plan(patients=PATIENTS)
        options, _rest = pulse.Pulse()._parse(["load", "-d", "x", "-m", "Test clinic"])
        with self.assertRaises(UserError):
            _verbs.Verbs(self.env, options).load()
        self.assertEqual(run.state, "draft")

    def test_the_log_keeps_away_from_stdout(self):
        handler = logging.StreamHandler(sys.stdout)
        root = logging.getLogger()
        root.addHandler(handler)
        try:
            pulse._log_to_stderr()
            self.assertIs(handler.stream, sys.stderr)
        finally:
            root.removeHandler(handler)

    def test_a_report_in_a_missing_folder_is_a_sentence(self):
        self.done("delta", str(self.export(patients=PATIENTS)), "--physicians=fallback")
        path = Path(self.folder) / "none" / "report.json"
        status, out, _handed = self.run_cli("verify", f"--report={path}")
        self.assertEqual(out, "")
        self.assertIn("pulse verify:", status)


class TestCommand(BaseCase):
    """Odoo loads a command as a lone script: what it imports must not be relative."""

    def test_odoo_finds_the_command(self):
        command = load_script(Path(pulse.__file__), "odoo.cli.pulse")
        self.assertEqual(command.Pulse.name, "pulse")

    def test_odoo_takes_no_other_file_for_a_command(self):
        files = Path(pulse.__file__).parent.glob("*.py")
        commands = [file.stem for file in files if Command.is_valid_name(file.stem)]
        self.assertEqual(commands, ["pulse"])


class TestConnectionLost(PulseCase):
    def run_verb(self, verb, failures):
        """Run a verb that fails so often for want of a connection; return its calls."""
        calls = []

        def load(_verbs):
            calls.append(1)
            if len(calls) <= failures:
                raise OperationalError
            return {}, True

        options, _rest = pulse.Pulse()._parse([verb, "-d", "x"])
        with (
            patch.object(pulse, "Registry", lambda name: _Registry(self.env.cr)),
            patch.object(_verbs.Verbs, verb, load),
            patch.object(_Registry, "cursor", lambda registry: nullcontext()),
            patch.object(pulse.api, "Environment"),
        ):
            pulse.Pulse()._run_verb(options)
        return len(calls)

    def test_a_load_goes_on(self):
        with self.assertLogs(pulse._logger, "WARNING") as log:
            self.assertEqual(self.run_verb("load", 2), 3)
        self.assertEqual(len(log.output), 2)

    def test_what_cannot_go_on_is_refused(self):
        with self.assertRaises(OperationalError):
            self.run_verb("receive", 1)
