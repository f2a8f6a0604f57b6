"""What holds for every text, drawn by hypothesis."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unittest import TestCase

import phonenumbers
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.pulse_migration.engine.cells import fold
from odoo.addons.pulse_migration.engine.converters import (
    CONVERTERS,
    Rules,
    Value,
    column_converter,
    convert,
)
from odoo.addons.pulse_migration.engine.errors import RowError
from odoo.addons.pulse_migration.engine.mojibake import repaired
from odoo.addons.pulse_migration.engine.vocabularies import GENDERS, YES_NO

TODAY = date(2026, 11, 22)
KINDS = st.sampled_from(sorted(CONVERTERS))
ALL_RULES = st.builds(
    Rules,
    country=st.sampled_from(("IN", "US", "GB", "AE", "XX", "")),
    date_order=st.sampled_from(("DMY", "MDY", "YMD", "")),
    epoch=st.sampled_from((1900, 1904)),
    decimal=st.sampled_from((".", ",", "")),
    today=st.sampled_from((TODAY, None)),
    is_birth=st.booleans(),
    serial_dates=st.booleans(),
    time_zone=st.sampled_from(("", "Asia/Kolkata", "America/New_York", "No/Where")),
    dash_is_zero=st.booleans(),
    half_day=st.booleans(),
)
# Texts made of what clinics write, so that the converters get past their first check.
PIECES = st.sampled_from(
    "0 1 5 12 31 60 99 2024 1900 0000 9876543210 +91 91 / - . , : ; ' \" ( ) [ ] { } "
    "= % + E+09 e5 T Z am PM Mar 5th Rs. ₹ $ /- CR due A B AB O 0+ +ve -ve Rh neg pos "
    "yrs m y months h min ext x @ example.com mailto: NA nil null male M Ã© à¤ √© 茅 "
    "é अ ५ – \u200b \ufffd \0 \ud800 \r\n \t # #REF! < > <b> &amp; \\ .. C:\\ .pdf "
    "https:// GST IST +05:30 $A1 SUM( test ~".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.one_of(PIECES, st.just(" ")), max_size=9).map("".join),
    st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True),
    st.from_regex(r"[+(]?[0-9 ()/.,-]{1,24}", fullmatch=True),
)
DAYS = st.dates(date(1881, 1, 1), TODAY).filter(
    lambda day: day.isoformat() not in ("1899-12-30", "1899-12-31", "1900-01-01")
)
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2026, 1, 1))
AMOUNTS = st.integers(-(10**12), 10**12).map(lambda cents: Decimal(cents) / 100)
PLAIN = Rules(date_order="DMY", today=TODAY)


def convert_or_code(kind, text, rules):
    try:
        return convert(kind, text, rules)
    except RowError as error:
        return error.code


class TestEveryConverter(TestCase):
    @settings(max_examples=600, deadline=None)
    @given(KINDS, TEXTS, ALL_RULES)
    def test_outcome_is_a_value_or_none_or_a_row_error(self, kind, text, rules):
        value = convert_or_code(kind, text, rules)
        if isinstance(value, str):
            self.assertRegex(value, r"^[a-z][a-z0-9_]+$")
        elif value is None:
            self.assertEqual(text.strip(), "")
        else:
            self.assertIsInstance(value, Value)
            json.dumps(value).encode()
            self.assertTrue(value.value is not None or value.rule or value.flags)
            self.assertTrue(all(isinstance(code, str) for code in value.flags))
            self.assertEqual(len(set(value.flags)), len(value.flags))

    @settings(max_examples=400, deadline=None)
    @given(KINDS, TEXTS, ALL_RULES)
    def test_a_changed_text_names_its_rule(self, kind, text, rules):
        value = convert_or_code(kind, text, rules)
        if isinstance(value, Value) and value.value is not None and value.value != text:
            self.assertTrue(value.rule)

    def test_blank_is_none(self):
        for kind in CONVERTERS:
            for blank in ("", " ", "\n", "\t \u00a0"):
                self.assertIsNone(convert(kind, blank, PLAIN))

    @settings(max_examples=600, deadline=None)
    @given(KINDS, TEXTS, ALL_RULES)
    def test_converting_the_outcome_again_changes_nothing(self, kind, text, rules):
        value = convert_or_code(kind, text, rules)
        if not isinstance(value, Value) or not isinstance(value.value, str):
            return
        # The outcome is written with a point and in full, whatever its column was.
        again_rules = replace(rules, decimal=".")
        if kind == "allergy" and value.rule == "json_flattened":
            return
        again = convert_or_code(kind, value.value, again_rules)
        self.assertIsInstance(again, Value, (text, value, again))
        self.assertEqual(again.value, value.value)

    @settings(max_examples=400, deadline=None)
    @given(
        st.sampled_from(("phone", "money", "age", "id", "time", "blood_group")),
        TEXTS,
        ALL_RULES,
    )
    def test_no_digit_is_invented(self, kind, text, rules):
        value = convert_or_code(kind, text, replace(rules, serial_dates=False))
        if not isinstance(value, Value) or not isinstance(value.value, str):
            return
        if kind == "phone":
            # Only the country's dialling code may be new.
            national = re.sub(r"\D", "", value.value)[-6:]
            self.assertIn(national, re.sub(r"\D", "", fold(text)))
        elif kind == "time":
            self.assertTrue(set(value.value) <= set("0123456789:"))
        elif value.rule not in ("dash_is_zero", "float_noise"):
            given_digits = set(fold(text)) | {"0"}
            self.assertLessEqual(set(re.findall("[0-9]", value.value)), given_digits)

    @settings(max_examples=300, deadline=None)
    @given(KINDS, TEXTS, ALL_RULES)
    def test_column_converter_agrees(self, kind, text, rules):
        column = column_converter(kind, rules)
        for _ in range(2):
            try:
                value = column(text)
            except RowError as error:
                value = error.code
            self.assertEqual(value, convert_or_code(kind, text, rules))


class TestWrittenDays(TestCase):
    @given(DAYS, st.sampled_from("/-."), st.booleans())
    def test_a_written_day_comes_back_in_its_order(self, day, mark, is_padded):
        fill = "02" if is_padded else ""
        numbers = {"D": f"{day.day:{fill}}", "M": f"{day.month:{fill}}"}
        numbers["Y"] = f"{day.year:04}"
        for order in ("DMY", "MDY", "YMD"):
            text = mark.join(numbers[part] for part in order)
            rules = Rules(date_order=order, today=TODAY)
            value = convert("date", text, rules)
            expected = None if day == date(1970, 1, 1) else ()
            self.assertEqual(value.value, day.isoformat())
            self.assertEqual(value.flags if expected is not None else None, expected)

    @given(DAYS)
    def test_without_proof_a_day_is_read_only_one_way_or_refused(self, day):
        text = f"{day.day:02}/{day.month:02}/{day.year}"
        value = convert_or_code("date", text, Rules())
        if day.day <= 12 and day.day != day.month:
            self.assertEqual(value, "date_order_unknown")
        else:
            self.assertEqual(value.value, day.isoformat())

    @given(DAYS)
    def test_month_names_need_no_order(self, day):
        for form in ("%d %B %Y", "%b %d, %Y", "%d-%b-%Y", "%A, %d %B %Y", "%Y-%b-%d"):
            self.assertEqual(
                convert("date", day.strftime(form), Rules()).value, day.isoformat()
            )

    @given(DAYS.filter(lambda day: day > date(1900, 3, 1)))
    def test_serials_of_both_epochs(self, day):
        for epoch, start in ((1900, date(1899, 12, 30)), (1904, date(1904, 1, 1))):
            serial = (day - start).days
            is_year = 1800 <= serial <= 2199
            if serial >= 0 and not is_year:
                rules = Rules(serial_dates=True, epoch=epoch)
                self.assertEqual(
                    convert("date", str(serial), rules).value, day.isoformat()
                )

    @given(DAYS.filter(lambda day: day > TODAY - timedelta(days=36500)))
    def test_two_digit_births_lie_in_the_past_hundred_years(self, day):
        rules = Rules(date_order="DMY", today=TODAY, is_birth=True)
        value = convert("date", day.strftime("%d/%m/%y"), rules)
        self.assertEqual(value.value, day.isoformat())
        self.assertIn("two_digit_year", value.flags)

    @given(MOMENTS.map(lambda moment: moment.replace(microsecond=0)))
    def test_a_written_moment_comes_back(self, moment):
        for form in (
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%dT%H:%M:%S",
            "%d/%m/%Y, %H:%M:%S",
            "%d %b %Y %I:%M:%S %p",
            "%a, %d %b %Y %H:%M:%S",
            "%a %b %d %H:%M:%S %Y",
        ):
            value = convert("datetime", moment.strftime(form), PLAIN)
            self.assertEqual(value.value, moment.isoformat(), form)

    @given(st.times().map(lambda clock: clock.replace(microsecond=0, fold=0)))
    def test_a_written_clock_comes_back(self, clock: time):
        for form in ("%H:%M:%S", "%I:%M:%S %p", "%H.%M.%S", "%I.%M.%S%p"):
            value = convert("time", clock.strftime(form), Rules())
            self.assertEqual(value.value, clock.isoformat(), form)


class TestWrittenAmounts(TestCase):
    @given(AMOUNTS)
    def test_western_and_european_groups_come_back(self, amount):
        western = f"{amount:,.2f}"
        european = western.translate(str.maketrans(",.", ".,"))
        expected = f"{amount:.2f}" if amount else "0.00"
        self.assertEqual(convert("money", western, Rules()).value, expected)
        self.assertEqual(convert("money", european, Rules(decimal=",")).value, expected)

    @given(st.integers(0, 10**11))
    def test_indian_groups_come_back(self, rupees):
        digits = str(rupees)
        head, tail = digits[:-3], digits[-3:]
        groups = []
        while head:
            groups.insert(0, head[-2:])
            head = head[:-2]
        text = ",".join([*groups, tail])
        self.assertEqual(
            convert("money", f"₹ {text}.50", Rules()).value, f"{rupees}.50"
        )

    @given(AMOUNTS)
    def test_brackets_are_negative(self, amount):
        text = f"({abs(amount):.2f})"
        expected = f"-{abs(amount):.2f}" if amount else "0.00"
        self.assertEqual(convert("money", text, Rules()).value, expected)

    @given(AMOUNTS)
    def test_the_scale_of_the_source_stays(self, amount):
        for scale in range(3):
            text = f"{amount:.{scale}f}"
            self.assertEqual(
                Decimal(convert("money", text, Rules()).value).as_tuple().exponent,
                -scale,
            )

    @given(st.integers(1, 999), st.integers(0, 999))
    def test_without_proof_three_digits_behind_a_mark_are_refused(self, head, tail):
        for mark in ".,":
            code = convert_or_code("money", f"{head}{mark}{tail:03}", Rules(decimal=""))
            self.assertEqual(code, "money_ambiguous")


class TestPhones(TestCase):
    @settings(max_examples=400, deadline=None)
    @given(
        st.from_regex(r"(\+91|0|1|8)?[ -]?[0-9]{5}[ -]?[0-9]{3,6}", fullmatch=True),
        st.sampled_from(("IN", "US", "GB", "AU", "RU", "BR", "AE")),
    )
    def test_fast_path_agrees_with_phonenumbers(self, text, country):
        value = convert_or_code("phone", text, Rules(country=country))
        if value.value is None or value.flags or value.extra:
            return
        number = phonenumbers.parse(text, country)
        self.assertTrue(phonenumbers.is_valid_number(number))
        self.assertEqual(
            value.value,
            phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        )

    @given(st.integers(7000000000, 9899999999))
    def test_every_spelling_of_a_mobile_is_one_number(self, digits):
        number = str(digits)
        plain = convert("phone", number, Rules())
        if not plain.value or plain.flags:
            return
        for text in (
            f"+91{number}",
            f"+91 {number[:5]} {number[5:]}",
            f"0{number}",
            f"91{number}",
            f"0091-{number}",
            f"091-{number}",
            f"{number[0]},{number[1:4]},{number[4:7]},{number[7:]}",
            f"Mob. {number}",
            f"'{number}'",
            f"{number}.0",
        ):
            self.assertEqual(convert("phone", text, Rules()).value, plain.value, text)

    @given(st.integers(7000000000, 9899999999), st.integers(7000000000, 9899999999))
    def test_no_number_of_a_cell_is_lost(self, first, second):
        kept = [
            convert("phone", str(number), Rules()).value for number in (first, second)
        ]
        both = convert("phone", f"{first} / {second}", Rules())
        self.assertEqual(
            [both.value, *both.extra], list(dict.fromkeys(filter(None, kept)))
        )


class TestWords(TestCase):
    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def test_text_loses_no_visible_character(self, text):
        value = convert("text", text, Rules())
        if value and value.value and value.rule != "mojibake_repaired":
            kept = re.sub(r"\s|_x000[dD]_|[\x00\ufeff\u200b\u2028\u2029\x85]", "", text)
            seen = re.sub(r"\s|[\ufeff\u200b]", "", value.value)
            self.assertEqual(seen, kept)

    @given(
        st.text(
            st.characters(min_codepoint=0xC0, max_codepoint=0x17F, categories=["Ll"]),
            min_size=2,
            max_size=12,
        )
    )
    def test_wrong_decoding_of_latin_words_is_undone(self, word):
        broken = word.encode().decode("latin-1")
        self.assertEqual(repaired(broken), word)

    @given(st.text(st.characters(min_codepoint=0x905, max_codepoint=0x939), min_size=1))
    def test_wrong_decoding_of_hindi_words_is_undone(self, word):
        broken = word.encode().decode("latin-1")
        self.assertEqual(repaired(broken), word)

    @given(st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F), min_size=1))
    def test_hindi_words_stay(self, word):
        self.assertIsNone(repaired(word))

    @given(
        st.lists(
            st.text("abcdefghij ", min_size=1).filter(lambda name: name.strip()),
            min_size=1,
        )
    )
    def test_every_allergy_of_a_json_list_gets_its_line(self, names):
        text = json.dumps([{"allergen": name} for name in names])
        value = convert("allergy", text, Rules())
        lines = [" ".join(name.split()) for name in names]
        self.assertEqual(value.value.split("\n"), lines)


class TestRoundTrips(TestCase):
    """What every kind writes, it reads again; what a clinic writes comes back."""

    @given(st.integers(-(10**9), 10**9), st.integers(0, 2))
    def test_numbers(self, number, decimals):
        text = f"{number / 10**decimals:.{decimals}f}"
        self.assertEqual(float(convert("number", text, Rules()).value), float(text))
        if abs(float(text)) <= 1000:
            for form in ("{}%", "{} %", "{} percent"):
                value = convert("percent", form.format(text), Rules())
                self.assertEqual(float(value.value), float(text))

    @given(st.integers(1, 1440))
    def test_durations(self, minutes):
        hours, rest = divmod(minutes, 60)
        for text in (
            f"{minutes}",
            f"{minutes} min",
            f"{hours}:{rest:02}",
            f"{hours} hr {rest} mins",
            f"PT{hours}H{rest}M",
        ):
            self.assertEqual(convert("duration", text, Rules()).value, minutes, text)

    @given(st.integers(0, 125), st.integers(1, 11))
    def test_ages(self, years, months):
        for text in (f"{years}", f"{years} yrs", f"{years}Y", f"{years}/F"):
            self.assertEqual(convert("age", text, Rules()).value, f"{years} years")
        both = convert("age", f"{years}Y {months}M", Rules()).value
        self.assertEqual(both, f"{years} years {months} months")

    @given(
        st.sampled_from(("A", "B", "AB", "O")),
        st.sampled_from(
            (
                (
                    "+",
                    "+ve",
                    " Positive",
                    "(+)",
                    " Rh+",
                    "+ive",
                    " pos",
                    " Rh D positive",
                ),
                ("-", "-ve", " Negative", "(-)", " Rh-", "-ive", " neg", " –ve"),
            )
        ),
        st.booleans(),
    )
    def test_blood_groups(self, group, signs, is_lower):
        for sign in signs:
            text = (group + sign).lower() if is_lower else group + sign
            value = convert("blood_group", text, Rules())
            self.assertEqual(value.value, group + signs[0], text)

    @given(st.from_regex(r"[A-Z]{0,4}[-/]?0{0,3}[1-9][0-9]{0,8}", fullmatch=True))
    def test_ids_keep_every_character(self, text):
        for form in (text, f" {text} ", f"'{text}'", f'="{text}"'):
            self.assertEqual(convert("id", form, Rules()).value, text)

    @given(
        st.from_regex(r"[b-z][a-z0-9]{2,8}[._+-]?[a-z0-9]{1,5}", fullmatch=True),
        st.from_regex(r"[b-z][a-z0-9]{2,9}\.(com|co\.in|org)", fullmatch=True),
    )
    def test_emails(self, name, host):
        address = f"{name}@{host}"
        for form in (address, f" {address} ", f"<{address}>", f"mailto:{address}"):
            self.assertEqual(convert("email", form, Rules()).value, address)
        two = convert("email", f"{address}; x{address}", Rules())
        self.assertEqual((two.value, two.extra), (address, (f"x{address}",)))

    @given(st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9}){0,2}", fullmatch=True))
    def test_names_with_their_titles(self, name):
        for title in ("", "Dr. ", "Mrs. ", "Baby of ", "B/O ", "Smt. ", "Kum. "):
            value = convert("name", f" {title}{name}  ", Rules())
            self.assertEqual(value.value, f"{title}{name}")

    @given(
        st.from_regex(r"[a-z]{1,8}(/[a-z0-9 ]{1,8}[a-z0-9]){0,2}\.pdf", fullmatch=True)
    )
    def test_files(self, path):
        self.assertEqual(convert("file", path, Rules()).value, path)
        windows = path.replace("/", "\\")
        self.assertEqual(convert("file", windows, Rules()).value, path)

    def test_every_word_of_the_vocabularies(self):
        for kind, words in (("gender", GENDERS), ("yes_no", YES_NO)):
            for word, meaning in words.items():
                for text in (word, word.upper(), f" {word.capitalize()}. "):
                    self.assertEqual(convert(kind, text, Rules()).value, meaning, text)

    @given(st.from_regex(r"[A-Z][a-z]{3,9}([ -][A-Z][a-z]{3,9})?", fullmatch=True))
    def test_choices_stay_word_for_word(self, text):
        self.assertEqual(convert("choice", text, Rules()).value, text)
        self.assertEqual(convert("choice", f"  {text} ", Rules()).value, text)

    @given(st.sampled_from("NA - nil null xxx N/A -- (blank) #N/A".split()), KINDS)
    def test_a_placeholder_is_never_a_typed_value(self, text, kind):
        if kind in ("long_text", "allergy", "choice", "name"):
            return  # there "Nil" may be a statement, and "NA" a name: flagged or kept
        value = convert(kind, text, PLAIN)
        self.assertIsNone(value.value)
        self.assertTrue(value.rule or value.flags)
