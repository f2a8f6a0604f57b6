"""Every defect of a messy export is converted, flagged or kept out as it should be.

Needs Odoo, as the addon's own tests do; ``scripts/bench defects`` is the large one.
"""

import json
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from odoo.tools import config

from odoo.addons.pulse_migration.tests.common import PulseCase

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from exportgen.package import Options, generate  # noqa: E402
from judging import facts  # noqa: E402
from judging.judge import EXPECTED, Judge  # noqa: E402

TODAY = date(2025, 6, 30)


class TestDefects(PulseCase):
    def judged(self, **options):
        """Generate, migrate and judge; return {(defect, object): [verdict, …]}."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / "export"
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        manifest = generate(Options(today=TODAY, messy=True, **options), folder)
        run = self.migration._open_run()
        run._receive_path(folder)
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertAccounted(run)
        text = (folder / "defects.jsonl").read_text(encoding="utf-8")
        entries = [json.loads(line) for line in text.splitlines()]
        found = self.read(run, entries)
        judge, verdicts = Judge(manifest, entries, found), {}
        self.assertFalse(judge.strays(), "the generator's own lists were loaded")
        for entry, verdict in judge.verdicts():
            kind = entry["defect"], entry["object"]
            verdicts.setdefault(kind, []).append(verdict)
        return verdicts

    def read(self, run, entries):
        self.env.flush_all()
        places = [(entry["file"], entry["line"]) for entry in entries]
        filestore = Path(config.filestore(self.env.cr.dbname))
        return facts.read(self.env.cr, run.id, places, filestore)

    def assertAsExpected(self, verdicts):
        bad = {
            kind: found
            for kind, found in verdicts.items()
            if any(verdict.outcome != EXPECTED for verdict in found)
        }
        self.assertFalse(bad)

    def test_defects_of_csv(self):
        for seed in (11, 12):
            with self.subTest(seed=seed):
                self.migration = self.migration.copy({"name": f"Clinic {seed}"})
                verdicts = self.judged(patients=150, seed=seed)
                self.assertGreater(len(verdicts), 140)
                self.assertAsExpected(verdicts)

    def test_defects_of_workbooks(self):
        self.assertAsExpected(self.judged(patients=150, seed=13, format="xlsx"))

    def test_defects_of_json(self):
        self.assertAsExpected(self.judged(patients=150, seed=14, format="json"))
