"""Every code that the addon can show has its sentence.

Codes are collected from the source, so a new one without a sentence fails here.
"""

import ast
import re
from functools import cache
from pathlib import Path
from unittest import TestCase

from odoo.addons.pulse_migration.engine.cells import ORDINARY_RULES
from odoo.addons.pulse_migration.loaders.noise import KINDS
from odoo.addons.pulse_migration.texts import TEXTS
from odoo.addons.pulse_migration.texts.preflight import PREFLIGHT_TEXTS

ADDON = Path(__file__).parents[1]
# calls that carry a code: function -> its positions
_CALLS = {
    "RowError": (0,),
    "SourceError": (0,),
    "RestError": (0,),
    "RestBusy": (0,),
    "_Broken": (0,),
    "Issue": (0,),
    "Value": (1, 2),
    "_flag": (0,),
    "_hold": (1,),
    "_reject": (1,),
    "_add": (1,),
    "Blocked": (0,),
    "_mark": (1,),
    "_mark_bills": (1,),
    "_create_unreadable": (1,),
}
# names that hold codes, as variables, arguments, attributes or keys
_NAMES = re.compile(r"_?(flags?|rule|codes?|error_code|excluded|sign_rule)")
_METHODS = ("append", "add")
# functions that return a code, or tuples of them
_RETURNS = ("_excluded", "_ragged", "_missing", "_why_not", "problem_of", "_statement")
_CODE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
_SQL_REASON = re.compile(r"reason = (?:CASE .*?END|'\w+')", re.DOTALL)
_SQL_TEXT = re.compile(r"(?<!<> )'([a-z]+_[a-z_]+)'")
# what stands in the same places and is no code
_NO_CODES = {
    "literal",  # the name of an attribute of regular expressions
}


def texts_in(node):
    """Yield the texts that an expression may have as its value, or as its items."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for item in node.elts:
            yield from texts_in(item)
    elif isinstance(node, ast.BinOp):
        yield from texts_in(node.left)
        yield from texts_in(node.right)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from texts_in(value)
    elif isinstance(node, ast.Starred | ast.NamedExpr):
        yield from texts_in(node.value)


def name_of(node):
    return getattr(node, "attr", None) or getattr(node, "id", None) or ""


def of_call(node):
    function = name_of(node.func)
    for position in _CALLS.get(function, ()):
        yield from (t for a in node.args[position : position + 1] for t in texts_in(a))
    if function in _METHODS and _NAMES.fullmatch(name_of(node.func.value)):
        yield from (text for argument in node.args for text in texts_in(argument))
    for keyword in node.keywords:
        if _NAMES.fullmatch(keyword.arg or ""):
            yield from texts_in(keyword.value)


def of_assignment(node):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        if _NAMES.fullmatch(name_of(target)) and node.value:
            yield from texts_in(node.value)


def of_function(node):
    if node.name in _RETURNS:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return):
                yield from texts_in(inner.value)


def of_dict(node):
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and _NAMES.fullmatch(str(key.value)):
            yield from texts_in(value)


def of_sql(node):
    if isinstance(node.value, str):
        for reason in _SQL_REASON.findall(node.value):
            yield from _SQL_TEXT.findall(reason)


_COLLECTORS = {
    ast.Call: of_call,
    ast.Assign: of_assignment,
    ast.AugAssign: of_assignment,
    ast.AnnAssign: of_assignment,
    ast.FunctionDef: of_function,
    ast.Dict: of_dict,
    ast.Constant: of_sql,
}


def codes_in(source):
    """Yield the literal codes that a file raises, flags, holds or reports."""
    for node in ast.walk(ast.parse(source)):
        for text in _COLLECTORS.get(type(node), lambda _node: ())(node):
            if _CODE.fullmatch(text):
                yield text


@cache
def collected():
    """Return {code: file} of engine, models and loaders."""
    found = {}
    for folder in ("engine", "models", "loaders"):
        for path in sorted((ADDON / folder).rglob("*.py")):
            if "catalog" not in path.parts:
                for code in codes_in(path.read_text(encoding="utf-8")):
                    found.setdefault(code, str(path.relative_to(ADDON)))
    return found


class TestCatalogueOfTexts(TestCase):
    def test_every_code_has_a_sentence(self):
        missing = {
            code: name
            for code, name in collected().items()
            if code not in {**TEXTS, **PREFLIGHT_TEXTS}
            and code not in ORDINARY_RULES | _NO_CODES
        }
        self.assertEqual(missing, {})

    def test_codes_that_are_put_together_have_one_too(self):
        for name in KINDS:
            self.assertIn(f"{name}_found", TEXTS)

    def test_the_collection_sees_each_way_to_give_a_code(self):
        """A collection that finds nothing would let every code pass."""
        for source in (
            'raise RowError("x_y")',
            'raise errors.SourceError("x_y", line=1)',
            'Value(None, "x_y")',
            'Value(1, "", ("x_y",) if a else ())',
            'Value(1, flags=("x_y",))',
            'unit.flags.append("x_y")',
            'flags = (*flags, "x_y")',
            'codes += ("x_y",)',
            'self._hold(run, "x_y", where)',
            'self.write({"error_code": "x_y"})',
            'def _excluded(self):\n    return "x_y" if a else ""',
            'q = """SET reason = CASE WHEN a THEN \'x_y\' END"""',
        ):
            self.assertEqual(set(codes_in(source)), {"x_y"}, source)
        self.assertGreater(len(collected()), 120)

    def test_codes_of_every_verb_are_collected(self):
        for code in (
            "damaged_file",
            "row_too_long",
            "not_a_date",
            "mojibake",
            "patient_unknown",
            "edited_in_odoo",
            "phone_of_several",
            "money_differs",
        ):
            self.assertIn(code, collected())

    def test_a_sentence_ends_and_begins_like_one(self):
        for code, text in TEXTS.items():
            with self.subTest(code):
                plain = text._source
                self.assertTrue(plain[0].isupper() or plain[0].isdigit())
                self.assertTrue(plain.endswith((".", "?")), plain)

    def test_a_sentence_takes_no_value(self):
        for code, text in TEXTS.items():
            with self.subTest(code):
                self.assertNotRegex(text._source, r"%[sd(]|[{}]")
