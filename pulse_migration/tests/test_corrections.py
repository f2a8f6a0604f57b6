"""Corrections on a row's cells, before anything is converted."""

import unittest

from odoo.addons.pulse_migration.engine.converters import Rules
from odoo.addons.pulse_migration.engine.corrections import Corrections, digest_key
from odoo.addons.pulse_migration.engine.people import person_key
from odoo.addons.pulse_migration.engine.source_row import SourceRow
from odoo.addons.pulse_migration.engine.staging import ColumnPlan, Stager

RULES = Rules(country="IN", date_order="DMY")
PLANS = [
    ColumnPlan("id", "patient_id", "id", RULES),
    ColumnPlan("who", "name", "name", RULES),
    ColumnPlan("born", "date_of_birth", "date", RULES),
]


def stage(cells, *entries, excluded=""):
    """Stage one patient with (header, original, corrected, row key) corrections."""
    stager = Stager("patient", PLANS, corrections=Corrections(entries))
    return stager.stage(SourceRow(2, cells, excluded=excluded))


class TestCorrections(unittest.TestCase):
    cells = {"id": "P1", "who": "Asha", "born": "31/02/1984"}

    def test_the_corrected_text_is_what_is_converted(self):
        staged = stage(self.cells, ("born", "31/02/1984", "29/02/1984", ""))
        self.assertEqual(staged.values["date_of_birth"], "1984-02-29")
        said = [(i.code, i.column, i.severity) for i in staged.issues]
        self.assertEqual(
            said, [("corrected", "born", "info"), ("date_dmy", "born", "info")]
        )

    def test_the_row_itself_stays_as_it_is(self):
        cells = dict(self.cells)
        stage(cells, ("born", "31/02/1984", "29/02/1984", ""))
        self.assertEqual(cells, self.cells)

    def test_another_text_is_not_corrected(self):
        for original in ("31/02/1985", "31/02/1984 ", ""):
            staged = stage(self.cells, ("born", original, "29/02/1984", ""))
            self.assertNotIn("date_of_birth", staged.values)

    def test_one_row_is_named_by_its_id(self):
        entry = ("born", "31/02/1984", "29/02/1984")
        self.assertIn("date_of_birth", stage(self.cells, (*entry, "P1")).values)
        self.assertNotIn("date_of_birth", stage(self.cells, (*entry, "P2")).values)

    def test_one_row_is_named_by_all_it_says(self):
        entry = ("born", "31/02/1984", "29/02/1984", digest_key(self.cells))
        self.assertIn("date_of_birth", stage(self.cells, entry).values)
        other = {**self.cells, "who": "Ravi"}
        self.assertNotIn("date_of_birth", stage(other, entry).values)

    def test_a_correction_of_the_id_still_finds_its_row(self):
        entries = (
            ("id", "P1", "P7", "P1"),
            ("born", "31/02/1984", "29/02/1984", "P1"),
        )
        staged = stage(self.cells, *entries)
        self.assertEqual(staged.external_id, "P7")
        self.assertEqual(staged.values["date_of_birth"], "1984-02-29")

    def test_a_row_wins_over_every_row(self):
        everywhere = ("who", "Asha", "Lata", "")
        self.assertEqual(stage(self.cells, everywhere).values["name"], "Lata")
        for entries in (
            (everywhere, ("who", "Asha", "Mira", "P1")),
            (("who", "Asha", "Mira", "P1"), everywhere),
        ):
            self.assertEqual(stage(self.cells, *entries).values["name"], "Mira")

    def test_a_row_may_be_excepted_from_every_row(self):
        staged = stage(
            self.cells, ("who", "Asha", "Lata", ""), ("who", "Asha", "Asha", "P1")
        )
        self.assertEqual(staged.values["name"], "Asha")
        self.assertNotIn("corrected", {issue.code for issue in staged.issues})

    def test_the_later_one_counts(self):
        digest = digest_key(self.cells)
        first, second = ("who", "Asha", "Mira", "P1"), ("who", "Asha", "Lata", digest)
        self.assertEqual(stage(self.cells, first, second).values["name"], "Lata")
        self.assertEqual(stage(self.cells, second, first).values["name"], "Mira")

    def test_a_blank_cell_can_be_filled(self):
        staged = stage({"id": "P1"}, ("who", "", "Asha", "P1"))
        self.assertEqual((staged.values["name"], staged.rejected), ("Asha", ""))

    def test_a_cell_can_be_cleared(self):
        staged = stage(self.cells, ("born", "31/02/1984", "", "P1"))
        self.assertNotIn("date_of_birth", staged.values)
        self.assertEqual([i.code for i in staged.issues], ["corrected"])

    def test_a_total_is_no_row_to_correct(self):
        staged = stage(self.cells, ("who", "Asha", "X", ""), excluded="total_row")
        self.assertEqual((staged.values, staged.issues), ({}, ()))

    def test_the_fingerprint_is_of_what_was_corrected(self):
        right = stage({**self.cells, "born": "29/02/1984"})
        fixed = stage(self.cells, ("born", "31/02/1984", "29/02/1984", ""))
        self.assertEqual(right.fingerprint, fixed.fingerprint)

    def test_without_corrections_cells_are_not_even_copied(self):
        row = SourceRow(2, self.cells)
        cells, headers = Corrections().apply(row, lambda cells: self.fail())
        self.assertIs(cells, self.cells)
        self.assertEqual(headers, ())
        cells, headers = Corrections([("x", "y", "z", "P1")]).apply(
            row, lambda cells: self.fail("no row may be asked for its id")
        )
        self.assertIs(cells, self.cells)

    def test_an_unreadable_id_names_nothing(self):
        stager = Stager("patient", PLANS)
        self.assertEqual(stager.stated_id({"id": "P1"}), "P1")
        self.assertEqual(stager.stated_id({"id": "4.1E+09"}), "")
        self.assertEqual(stager.stated_id({}), "")


class TestPersonKeys(unittest.TestCase):
    def test_one_person_in_several_spellings(self):
        for name in (
            "Asha Rao",
            "RAO, Asha",
            "Mrs. Asha Rao",
            "  asha   rao ",
            "Rao A",
        )[:4]:
            self.assertEqual(person_key(name), "asha rao", name)

    def test_different_people_differ(self):
        keys = {person_key(n) for n in ("Asha Rao", "Asha Rau", "Asha", "A Rao", "")}
        self.assertEqual(len(keys), 5)

    def test_names_in_other_scripts_have_keys(self):
        self.assertEqual(person_key("श्रीमती आशा राव"), person_key("राव आशा"))
        self.assertTrue(person_key("आशा"))
