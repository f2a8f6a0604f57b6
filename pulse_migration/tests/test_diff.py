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
    (
        "a nought that no field holds",
        Cell("0.00", "tax", "0.00"),
        "transformed",
        ("nought",),
    ),
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

    def test_what_differs_is_named_once(self):
        base = {"name": "Asha", "city": "Pune", "note": "a"}
        for other, names in (
            (base, []),
            ({"city": "Pune", "note": "a"}, ["name"]),
            ({**base, "city": False}, ["city"]),
            ({**base, "zip": "4"}, ["zip"]),
            ({}, ["name", "city", "note"]),
        ):
            with self.subTest(names):
                self.assertEqual(diff.differing(base, other), names)

    def test_numbers_are_the_same_by_their_worth_ids_by_their_letters(self):
        for stored, text, is_same in (
            (500.0, "500.00", True),
            (500.0, "500", True),
            (0.1, "0.10", True),
            (500.0, "5 00", False),
            (30, "30", True),
            ("0500", "500", False),
            (True, "1", False),
            (False, "", True),
        ):
            with self.subTest(text):
                self.assertEqual(diff.is_same(stored, text), is_same)

    def test_filled_fields_that_nothing_explains_are_defaulted(self):
        base = {"name": "Asha", "active": True, "color": 0, "ref": False}
        self.assertEqual(diff.defaulted(base, {"name": ("name",)}), ["active"])

    def test_of_three_values_the_side_that_moved_counts(self):
        for last, new, current, verdict in (
            ("a", "a", "a", diff.SAME),
            ("a", "b", "b", diff.SAME),
            ("a", "b", "a", diff.WRITE),
            ("a", "a", "b", diff.KEEP),
            ("a", "b", "c", diff.CONFLICT),
            ("a", "b", False, diff.CONFLICT),
            ("a", "a", False, diff.KEEP),
            (None, "b", False, diff.WRITE),
            (None, "b", "c", diff.CONFLICT),
            (False, True, False, diff.WRITE),
            (0.0, 5.0, 0.0, diff.WRITE),
        ):
            with self.subTest((last, new, current)):
                self.assertEqual(diff.three_way(last, new, current), verdict)
