"""One direction: views, wizards → models → loaders → engine; the engine is plain."""

import ast
import subprocess
import sys
from pathlib import Path
from unittest import TestCase

ADDON = Path(__file__).parents[1]


def imports_of(path):
    """Yield (level, dotted name) of every import in a file, names joined on."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield 0, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.level, f"{node.module or ''}.{alias.name}".strip(".")


def files_of(folder):
    return sorted((ADDON / folder).rglob("*.py"))


class TestArchitecture(TestCase):
    def test_the_engine_imports_no_odoo(self):
        self.assertGreater(len(files_of("engine")), 20)
        for path in files_of("engine"):
            for level, name in imports_of(path):
                with self.subTest(path=str(path), name=name):
                    self.assertFalse(level == 0 and name.split(".")[0] == "odoo")

    def test_the_engine_imports_nothing_outside_itself(self):
        for path in files_of("engine"):
            depth = len(path.relative_to(ADDON / "engine").parts)
            for level, name in imports_of(path):
                with self.subTest(path=str(path), name=name):
                    self.assertLessEqual(level, depth)

    def test_the_engine_runs_without_odoo(self):
        names = [
            ".".join(path.relative_to(ADDON).with_suffix("").parts)
            for path in files_of("engine")
            if path.name != "__init__.py"
        ]
        code = (
            "import sys, importlib\n"
            "sys.modules['odoo'] = None\n"
            f"sys.path.insert(0, {str(ADDON)!r})\n"
            f"for name in {names!r}: importlib.import_module(name)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_loaders_import_neither_models_nor_wizards(self):
        for path in files_of("loaders"):
            for level, name in imports_of(path):
                with self.subTest(path=str(path), name=name):
                    room = name.split(".")[0]
                    self.assertFalse(
                        level == 2 and room in ("models", "wizards", "cli")
                    )

    def test_models_import_no_wizards(self):
        for path in files_of("models"):
            for level, name in imports_of(path):
                with self.subTest(path=str(path), name=name):
                    self.assertFalse(level == 2 and name.split(".")[0] == "wizards")
