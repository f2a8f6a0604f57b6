"""The verdict on a cell: what was said, what was meant, what is stored."""

from odoo.tests import BaseCase

from odoo.addons.pulse_migration.engine import diff
from odoo.addons.pulse_migration.engine.diff import Cell, Target, judge

STORED = [Target("name", "Asha", "Asha")]
TABLE = (
    # what, cell, verdict, rules
    ("as written", Cell("Asha", "name", "Asha", (), STORED), "equal", ()),
    ("blanks around", Cell(" Asha ", "name", "Asha", (), STORED), "equal", ()),
    (
        "a number without its noughts",
        Cell("500", "amount", "500.00", (), [Target("amount", 500.0, 500.0)]),
        "equal",
        (),
    ),
    (
        "by a named rule",
        Cell("ASHA", "name", "Asha", [("case", "info")], STORED),
        "transformed",
        ("case",),
    ),
    (
        "by its kind alone",
        Cell("5 Mar", "date", "2024-03-05", (), [Target("day", "2024", "2024")]),
        "transformed",
        ("typed",),
    ),
    (
        "a placeholder says nothing",
        Cell("NA", "name", None, [("placeholder", "info")], ()),
        "transformed",
        ("placeholder",),
    ),
    ("nothing staged, nothing said", Cell("x", "name", None), "lost", ()),
    ("no field", Cell("x"), "lost", ("kept_on_row",)),
    ("no target", Cell("x", "name", "x"), "lost", ("no_target",)),
    (
        "Odoo stored another thing",
        Cell("1.005", "amount", "1.005", (), [Target("amount", 1.005, 1.01)]),
        "lossy",
        ("changed_by_odoo",),
    ),
    (
        "one of two targets differs",
        Cell("a", "name", "a", (), [*STORED, Target("x", "a", "b")]),
        "lossy",
        ("changed_by_odoo",),
    ),
    (
        "a warning",
        Cell("Asha", "name", "Asha", [("odd", "warning")], STORED),
        "flagged",
        ("odd",),
    ),
    ("an error", Cell("?", "date", None, [("bad", "error")]), "flagged", ("bad",)),
)


class TestDiff(BaseCase):
    def test_verdicts(self):
        for what, cell, verdict, rules in TABLE:
            with self.subTest(what):
                found = judge(cell)
                self.assertEqual((found.verdict, found.rules), (verdict, rules))

    def test_a_field_lands_where_leaving_it_out_makes_a_difference(self):
        base = {"name": "Asha", "city": "Pune", "note": "a"}
        influence = diff.influences(
            base,
            {
                "name": {"city": "Pune", "note": "a"},
                "town": {"name": "Asha", "city": False, "note": "a"},
                "shoe": base,
                "key": None,
            },
        )
        self.assertEqual(influence["name"], ("name",))
        self.assertEqual(influence["town"], ("city",))
        self.assertEqual(influence["shoe"], ())
        self.assertEqual(influence["key"], ("name", "city", "note"))

    def test_filled_fields_that_nothing_explains_are_defaulted(self):
        base = {"name": "Asha", "active": True, "color": 0, "ref": False}
        self.assertEqual(diff.defaulted(base, {"name": ("name",)}), ["active"])
