"""Names, their titles, and wrongly decoded texts."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.converters import (
    CONVERTERS,
    ORDINARY_RULES,
    Rules,
    convert,
    currency_of,
    split_title,
)
from odoo.addons.pulse_migration.engine.mojibake import is_mojibake, repaired


class TestTitles(TestCase):
    def test_titles_part_from_names(self):
        for name, parts in {
            "Mr. Ramesh Kumar": ("Mr.", "Ramesh Kumar"),
            "Mr Ramesh Kumar": ("Mr", "Ramesh Kumar"),
            "MRS.SUNITA": ("MRS.", "SUNITA"),
            "Dr. Mrs. Rao": ("Dr. Mrs.", "Rao"),
            "Baby of Sunita": ("Baby of", "Sunita"),
            "B/o Sunita Devi": ("B/o", "Sunita Devi"),
            "Baby Girl of Asha": ("Baby Girl of", "Asha"),
            "Smt. Lakshmi": ("Smt.", "Lakshmi"),
            "श्रीमती लक्ष्मी": ("श्रीमती", "लक्ष्मी"),
            "Prof. Dr. A. Rao": ("Prof. Dr.", "A. Rao"),
            "Km. Asha": ("Km.", "Asha"),
        }.items():
            self.assertEqual(split_title(name), parts, name)

    def test_what_only_looks_like_a_title_stays(self):
        for name in (
            "Mr",
            "Drew Kumar",
            "Missy Rao",
            "Baby Thomas",
            "Col Rao",
            "",
            "M.",
        ):
            self.assertEqual(split_title(name), ("", name), name)


class TestMojibake(TestCase):
    def test_provable_ones_are_repaired(self):
        for broken, whole in {
            "JosÃ©": "José",
            "MÃ¼ller": "Müller",
            "PEÃ‘A": "PEÑA",
            "donâ€™t": "don’t",
            "à¤°à¤¾à¤®": "राम",
            "Ð\u0098Ð²Ð°Ð½": "Иван",
            "caf√©": "café",
            "98.6 ¬∞F": "98.6 °F",
            "O‚Äôbrien": "O’brien",
            "Jos茅": "José",
            "patient鈥檚": "patient’s",
            "JosÃƒÂ©": "José",
        }.items():
            self.assertTrue(is_mojibake(broken), broken)
            self.assertEqual(repaired(broken), whole)

    def test_others_are_only_flagged(self):
        for broken in ("naÃ¯ve Ã", "RenŽ", "R\ufffdmesh", "à¤°à¤¾à", "锟斤拷"):
            value = convert("text", broken, Rules())
            self.assertEqual(
                (value.value, value.flags), (broken, ("mojibake",)), broken
            )

    def test_texts_in_order_are_left_alone(self):
        for text in (
            "José Müller",
            "CAFÉ®",
            "«voilà»",
            "viel Spaß“",
            "Žofie Šimková",
            "राम",
            "李明 Li",
            "茅台 Mao",
            "√2",
            "5 µg ± 2 °C",
            "São João",
            "MANHÃ”",
            "Ångström",
        ):
            value = convert("text", text, Rules())
            self.assertEqual((value.value, value.rule), (text, ""), text)


class TestRegistry(TestCase):
    def test_every_kind_of_the_catalogue_has_a_converter(self):
        kinds = (
            "id text long_text name email phone date datetime time duration money "
            "number percent blood_group gender yes_no choice allergy file age"
        )
        self.assertEqual(set(CONVERTERS), set(kinds.split()))

    def test_ordinary_rules_are_not_worth_a_line(self):
        for kind, text in (
            ("phone", "98765 43210"),
            ("datetime", "2024-03-05 10:14:00"),
            ("gender", "M"),
            ("number", "5"),
            ("text", " Asha "),
        ):
            self.assertIn(convert(kind, text, Rules()).rule, ORDINARY_RULES)

    def test_currency_of_an_amount(self):
        for text, country, code in (
            ("Rs. 500/-", "IN", "INR"),
            ("Rs. 500/-", "LK", "LKR"),
            ("Rs. 500/-", "US", ""),
            ("₹ 500", "US", "INR"),
            ("$500", "US", "USD"),
            ("500 AED", "IN", "AED"),
            ("500", "IN", ""),
        ):
            self.assertEqual(currency_of(text, Rules(country=country)), code, text)

    def test_all_numbers_of_a_cell_are_kept(self):
        value = convert("phone", "9876543210 / 9876543211, 080 23456789", Rules())
        self.assertEqual(value.extra, ("+919876543211", "+918023456789"))
        value = convert("email", "a1@x.com; b2@y.in", Rules())
        self.assertEqual(value.extra, ("b2@y.in",))
        value = convert("file", "a.pdf; scans\\b.jpg", Rules())
        self.assertEqual(value.extra, ("scans/b.jpg",))
        value = convert("time", "10:00 - 10:30", Rules())
        self.assertEqual(value.extra, ("10:30:00",))
