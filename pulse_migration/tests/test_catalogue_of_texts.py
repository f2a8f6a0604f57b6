"""Every code that the addon can show has its sentence."""

import ast
from pathlib import Path
from unittest import TestCase

from odoo.addons.pulse_migration.texts import TEXTS

ADDON = Path(__file__).parents[1]
_RAISED = ("RowError", "SourceError")
# calls that put a code on a row or a check: (function, position of the code)
_CALLS = {"_flag": 0, "_hold": 1, "_reject": 1, "_add": 1, "_block": 1, "Issue": 0}


def codes_of(path):
    """Yield the literal codes that a file raises, flags, holds or reports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = getattr(node.func, "attr", None) or getattr(
                node.func, "id", None
            )
            position = 0 if function in _RAISED else _CALLS.get(function)
            if position is None or len(node.args) <= position:
                continue
            argument = node.args[position]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


class TestCatalogueOfTexts(TestCase):
    def test_every_code_has_a_sentence(self):
        found = {}
        for path in sorted(ADDON.rglob("*.py")):
            if "tests" not in path.parts:
                for code in codes_of(path):
                    found.setdefault(code, path.name)
        self.assertGreater(len(found), 40)
        missing = {code: name for code, name in found.items() if code not in TEXTS}
        self.assertEqual(missing, {})

    def test_a_sentence_ends_and_begins_like_one(self):
        for code, text in TEXTS.items():
            with self.subTest(code):
                plain = text._source
                self.assertTrue(plain[0].isupper() or plain[0].isdigit())
                self.assertTrue(plain.endswith((".", "?")), plain)
