"""Every reason a proposal can give has its sentence."""

import ast
from unittest import TestCase

from odoo.addons.pulse_migration.engine.decision import DATE_ORDERS
from odoo.addons.pulse_migration.engine.evidence import _TELLING
from odoo.addons.pulse_migration.engine.profiles import BUILT_IN
from odoo.addons.pulse_migration.models.mapping.mapping import UNPROVEN
from odoo.addons.pulse_migration.texts import TEXTS

from .test_catalogue_of_texts import _CODE, ADDON, name_of, texts_in

# where a reason is given: function -> its position
_REASONS = {"Candidate": 2, "settle": 1, "_give": 4, "_proposal": 3}
_REASON_CALLS = {**_REASONS, "_prepare_choice": 3, "OrderProof": 0, "_none": 1}


def reasons_in(source):
    """Yield the literal codes that say why a column means what it does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            at = _REASON_CALLS.get(name_of(node.func))
            found = node.args[at : at + 1] if at is not None else []
            found += [k.value for k in node.keywords if k.arg == "reason"]
        elif isinstance(node, ast.Assign):
            named = [name_of(t) == "reason" for t in node.targets]
            found = [node.value] if any(named) else []
        elif isinstance(node, ast.FunctionDef) and node.name == "_reason":
            returns = (n for n in ast.walk(node) if isinstance(n, ast.Return))
            found = [inner.value for inner in returns]
        else:
            continue
        for text in (text for value in found for text in texts_in(value)):
            if _CODE.fullmatch(text):
                yield text


class TestReasons(TestCase):
    def test_every_reason_has_a_sentence(self):
        found = set()
        for folder in ("engine", "models"):
            for path in (ADDON / folder).rglob("*.py"):
                found.update(reasons_in(path.read_text(encoding="utf-8")))
        self.assertLessEqual(found, set(TEXTS), found - set(TEXTS))
        self.assertGreaterEqual(
            found, {"synonym", "typo", "field_taken", "ids_found", "both_orders"}
        )

    def test_what_is_composed_has_a_sentence_too(self):
        shapes = {f"values_look_like_{shape}" for shape in _TELLING}
        layouts = {f"profile_{profile.name}" for profile in BUILT_IN}
        orders = {f"proven_{order.lower()}" for order in DATE_ORDERS}
        named = {f"layout_{profile.name}" for profile in BUILT_IN}
        composed = shapes | layouts | named | orders | set(UNPROVEN)
        self.assertLessEqual(composed, set(TEXTS))
