"""One direction: views, wizards → models → loaders → engine; the engine is plain."""

import ast
import re
import subprocess
import sys
import tempfile
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


def folders_imported(path, addon=ADDON):
    """Yield the addon's folders that a file of it imports from, however deep it is."""
    package = path.relative_to(addon).parent.parts
    for level, name in imports_of(path):
        if level:
            name = ".".join([*package[: len(package) - level + 1], name])
        elif name.startswith("odoo.addons.pulse_migration."):
            name = name.removeprefix("odoo.addons.pulse_migration.")
        else:
            continue
        yield name.split(".")[0]


def defines_a_model(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        ast.unparse(base).startswith("models.")
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    )


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

    def test_odoos_own_tables_are_written_by_the_orm_alone(self):
        """What Odoo's rules keep is kept while the addon is here; leaving is SQL."""
        writes = re.compile(r"\b(?:UPDATE|INSERT INTO|DELETE FROM)\s+(?!pulse_)(\w+)")
        files = [*files_of("loaders"), *files_of("models"), *files_of("wizards")]
        self.assertGreater(len(files), 100)
        for path in files:
            found = writes.findall(path.read_text(encoding="utf-8"))
            tables = [name for name in found if name not in ("SET", "SKIP", "OF")]
            with self.subTest(path=str(path)):
                self.assertFalse(tables)

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
            "assert not any(name.startswith('odoo.') for name in sys.modules)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_engine_needs_only_what_odoo_ships(self):
        """A package outside this list is one more thing a clinic has to install."""
        shipped = set(
            "chardet dateutil lxml openpyxl phonenumbers requests urllib3 xlrd "
            "xlsxwriter".split()
        )
        for path in files_of("engine"):
            for level, name in imports_of(path):
                package = name.split(".")[0]
                if level or package in sys.stdlib_module_names:
                    continue
                with self.subTest(path=str(path), name=name):
                    self.assertIn(package, shipped)

    def test_the_scan_sees_each_kind_of_import(self):
        """A scan that finds nothing would let everything pass."""
        code = "import odoo.tools as t\nfrom ..models import run\nfrom . import x\n"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.py"
            path.write_text(f"{code}def f():\n    from odoo import api\n")
            self.assertEqual(
                list(imports_of(path)),
                [(0, "odoo.tools"), (2, "models.run"), (1, "x"), (0, "odoo.api")],
            )

    def test_texts_know_nothing_of_the_addon(self):
        for path in files_of("texts"):
            for level, name in imports_of(path):
                with self.subTest(path=str(path), name=name):
                    self.assertLessEqual(level, 1)

    def test_a_file_in_a_room_is_seen_as_its_folder_is(self):
        """The same folder is one more dot away; what a room itself holds is not it."""
        code = "from ...wizards import resolve\nfrom ...loaders.base import x\n"
        code += "from . import cli\nfrom ..plan import views\nimport wizards\n"
        code += "from odoo.addons.pulse_migration import report\n"
        with tempfile.TemporaryDirectory() as addon:
            path = Path(addon) / "models" / "room" / "a.py"
            path.parent.mkdir(parents=True)
            path.write_text(code)
            self.assertEqual(
                list(folders_imported(path, Path(addon))),
                ["wizards", "loaders", "models", "models", "report"],
            )

    def test_loaders_import_neither_models_nor_wizards(self):
        self.assert_no_import("loaders", {"models", "wizards", "cli", "report"})

    def test_models_import_no_wizards(self):
        self.assert_no_import("models", {"wizards", "cli"})

    def test_each_room_of_the_models_says_what_it_is(self):
        rooms = [path for path in (ADDON / "models").iterdir() if path.is_dir()]
        rooms = [path for path in rooms if path.name != "__pycache__"]
        self.assertGreater(len(rooms), 10)
        for room in rooms:
            with self.subTest(room=room.name):
                tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
                self.assertTrue(ast.get_docstring(tree))
                self.assertEqual(len(tree.body), 1, "models/order.py imports them")

    def test_every_file_of_the_models_is_in_their_order(self):
        """A forgotten one extends nothing, or at another place, and nobody is told."""
        folder = ADDON / "models"
        ordered = {name for _level, name in imports_of(folder / "order.py")}
        for path in files_of("models"):
            if defines_a_model(path):
                name = ".".join(path.relative_to(folder).with_suffix("").parts)
                with self.subTest(path=name):
                    self.assertIn(name, ordered)

    def test_no_two_rooms_of_the_models_import_each_other(self):
        """What a later room says of an earlier one's record is a file of the later."""
        folder = ADDON / "models"
        rooms = {path.parent.name for path in folder.glob("*/__init__.py")}
        found = {
            (path.parent.name, name.split(".")[0])
            for path in folder.glob("*/*.py")
            for level, name in imports_of(path)
            if level == 2
        }
        self.assertGreater(len(found), 50)
        mutual = {
            (one, other)
            for one, other in found
            if one < other and other in rooms and (other, one) in found
        }
        # a row that is corrected loses what the rules across rows said, and no more
        self.assertEqual(mutual, {("quality", "stage")})

    def assert_no_import(self, folder, forbidden):
        for path in files_of(folder):
            with self.subTest(path=str(path)):
                self.assertFalse(forbidden & set(folders_imported(path)))
