"""One key for one name, however it is written."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.pulse_migration.engine.people import NameIndex, alike, name_key

ALIKE = (
    ("Dr. A. Rao", "Anil Rao", "initials"),
    ("A.K. Rao", "Anil Kumar Rao", "initials"),
    ("Rao, Anil", "Dr Anil RAO (MBBS, MD)", "same"),
    ("Anil Rao", "Anil Kumar Rao", "shorter"),
    ("Dr. Meera Shah MDS", "meera shah", "same"),
    ("Anil Rao", "Asha Rao", ""),
    ("B. Rao", "Anil Rao", ""),
    ("A. R.", "Anil Rao", ""),
    ("Rao", "Anil Rao", ""),
    ("Anil", "Anil Rao", ""),
    ("A. Rao", "A. Roy", ""),
    ("A. Rao", "Anil Bimal Rao", "initials"),
    ("Dr.", "Anil Rao", ""),
    ("", "", ""),
    ("Li Wu", "Wu Li", "same"),
    ("R. Anil", "Anil Anil", ""),
)


class TestNameKey(TestCase):
    def test_spellings_of_one_name_share_a_key(self):
        for key, names in {
            "jose gomez perez": (
                "José Gómez-Pérez",
                "JOSE GOMEZ PEREZ",
                " Dr. jose  gomez_perez ",
                "Prof. Dr. José Gómez Pérez",
                "Jose\u0301 Gomez-Perez",
            ),
            "meera shah": ("Dr.Meera Shah", "dr meera shah", "Smt. Meera Shah."),
            "strasse": ("Straße", "STRASSE"),
        }.items():
            for name in names:
                self.assertEqual(name_key(name), key, name)

    def test_different_names_keep_different_keys(self):
        names = ("Asha Rao", "Asha Raob", "Asha R", "Rao Asha", "Drew Rao", "Missy Rao")
        self.assertEqual(len({name_key(name) for name in names}), len(names))

    def test_a_title_alone_is_a_name(self):
        self.assertEqual(name_key("Dr."), "dr")
        self.assertEqual(name_key("Baby"), "baby")

    def test_scripts_other_than_latin_have_keys(self):
        for name in ("राम शर्मा", "李明", "Иван Петров"):
            self.assertTrue(name_key(name))
        self.assertNotEqual(name_key("राम"), name_key("रमा"))

    def test_signs_alone_have_none(self):
        for name in ("", "  ", "-", "._-"):
            self.assertEqual(name_key(name), "")

    @given(st.text(max_size=30))
    def test_a_key_is_its_own_key_in_any_case(self, name):
        key = name_key(name)
        self.assertEqual(key, key.strip())
        self.assertNotIn("  ", key)
        self.assertEqual(name_key(f" {name}\t"), key)


class TestAlike(TestCase):
    def test_names_resemble_each_other_in_words(self):
        for one, other, how in ALIKE:
            with self.subTest(one, other=other):
                self.assertEqual(alike(one, other), how)
                self.assertEqual(alike(other, one), how, "from either side")

    def test_an_index_finds_what_comparing_all_would_find(self):
        names = [name for pair in ALIKE for name in pair[:2]]
        index = NameIndex((name, place) for place, name in enumerate(names))
        for name in names:
            found = index.find(name)
            for place, other in enumerate(names):
                how = alike(name, other)
                self.assertEqual(place in found.get(how, ()), bool(how), (name, other))
