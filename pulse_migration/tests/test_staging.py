"""From cells to typed values: converted, kept word for word, or said why not."""

import unittest

from odoo.addons.pulse_migration.engine import value_maps
from odoo.addons.pulse_migration.engine.converters import Rules
from odoo.addons.pulse_migration.engine.source_row import SourceRow
from odoo.addons.pulse_migration.engine.staging import ColumnPlan, Stager

RULES = Rules(country="IN", time_zone="Asia/Kolkata", date_order="DMY")


def stager(object_name, **columns):
    """Map ``header="field kind"``."""
    plans = [
        ColumnPlan(header, *target.split(), RULES) for header, target in columns.items()
    ]
    return Stager(object_name, plans)


def row(line=2, issues=(), excluded="", **cells):
    return SourceRow(line, cells, issues=tuple(issues), excluded=excluded)


def patients(**more):
    return stager(
        "patient",
        id="patient_id id",
        who="name name",
        born="date_of_birth date",
        **more,
    )


class TestStaging(unittest.TestCase):
    def codes(self, staged):
        return {issue.code: (issue.column, issue.severity) for issue in staged.issues}

    def test_cells_become_typed_values(self):
        staged = patients().stage(row(id="P1", who="Asha Rao", born="29/02/1984"))
        self.assertEqual(
            staged.values,
            {"patient_id": "P1", "name": "Asha Rao", "date_of_birth": "1984-02-29"},
        )
        self.assertEqual((staged.external_id, staged.line), ("P1", 2))
        self.assertEqual(staged.rejected, "")
        self.assertFalse([issue for issue in staged.issues if issue.severity != "info"])

    def test_columns_of_one_amount_are_added_up(self):
        bills = stager(
            "bill",
            no="bill_id id",
            CGST="tax money",
            SGST="tax money",
            IGST="tax money",
            Cash="amount_paid money",
            Card="amount_paid money",
        )
        staged = bills.stage(
            row(no="B1", CGST="45.00", SGST="45.00", IGST="", Cash="200", Card="300.50")
        )
        self.assertEqual(staged.values["tax"], "90.00")
        self.assertEqual(staged.values["amount_paid"], "500.50")
        self.assertEqual(staged.values["payment_method"], "Cash 200 + Card 300.50")
        self.assertEqual(staged.values["payment_method_meaning"], "split")
        self.assertEqual(self.codes(staged)["added_up"][1], "info")
        staged = bills.stage(row(no="B2", IGST="180", Cash="500", Card="0"))
        self.assertEqual(staged.values["tax"], "180")
        self.assertEqual(staged.values["payment_method_meaning"], "cash")

    def test_the_sum_of_columns_holds_and_is_compared(self):
        bills = stager(
            "bill", no="bill_id id", CGST="tax money", SGST="tax money", Tax="tax money"
        )
        staged = bills.stage(row(no="B1", CGST="45", SGST="45", Tax="90"))
        self.assertEqual(staged.values["tax"], "90")
        staged = bills.stage(row(no="B1", CGST="45", SGST="45", Tax="100"))
        self.assertEqual(staged.values["tax"], "100")
        self.assertEqual(self.codes(staged)["parts_differ"][1], "warning")

    def test_a_share_among_amounts_of_discount_is_a_share(self):
        bills = stager("bill", no="bill_id id", off="discount money")
        staged = bills.stage(row(no="B1", off="10%"))
        self.assertEqual(staged.values["discount_percent"], 10)
        self.assertNotIn("discount", staged.values)
        self.assertEqual(self.codes(staged), {"discount_is_share": ("off", "info")})
        staged = bills.stage(row(no="B1", off="1,00.00%"))
        self.assertNotIn("discount_percent", staged.values)

    def test_a_balance_in_credit_is_below_zero_unless_the_amounts_say_owed(self):
        bills = stager(
            "bill",
            no="bill_id id",
            total="amount_total money",
            paid="amount_paid money",
            due="outstanding money",
        )
        for paid, due, expected in (
            ("1500", "500 Cr", "-500"),
            ("500", "500 Cr", "500"),
            ("800", "200 Dr", "200"),
            ("1100", "100 advance", "-100"),
        ):
            staged = bills.stage(row(no="B1", total="1000", paid=paid, due=due))
            self.assertEqual(staged.values["outstanding"], expected, due)

    def test_a_bad_cell_costs_its_field_and_not_its_row(self):
        staged = patients().stage(row(id="P1", who="Asha", born="31/02/1984"))
        self.assertNotIn("date_of_birth", staged.values)
        self.assertEqual(staged.rejected, "")
        ((column, severity),) = self.codes(staged).values()
        self.assertEqual((column, severity), ("born", "error"))

    def test_a_blank_that_matters_is_said_where_the_file_has_the_column(self):
        visits = stager(
            "appointment",
            who="patient_id id",
            day="date date",
            clock="time time",
            kind="type choice",
        )
        staged = visits.stage(row(who="P1", day="05/03/2024", clock="", kind=" "))
        self.assertEqual(staged.values["start"], "2024-03-05")
        codes = self.codes(staged)
        self.assertEqual(codes["time_missing"], ("clock", "warning"))
        self.assertEqual(codes["type_missing"], ("kind", "warning"))
        plain = stager("appointment", who="patient_id id", day="date date")
        staged = plain.stage(row(who="P1", day="05/03/2024"))
        self.assertFalse({"time_missing", "type_missing"} & set(self.codes(staged)))

    def test_an_impossible_time_is_said_once_and_is_no_midnight(self):
        visits = stager("appointment", day="date date", clock="time time")
        staged = visits.stage(row(day="05/03/2024", clock="25:10"))
        self.assertEqual(staged.values["start"], "2024-03-05")
        self.assertNotIn("time_missing", self.codes(staged))
        self.assertEqual(self.codes(staged)["impossible_time"], ("clock", "error"))

    def test_a_time_in_a_cell_of_its_own_is_not_missing(self):
        chat = stager("message", day="sent_at datetime", clock="time time")
        staged = chat.stage(row(day="05/03/2024", clock="10:14"))
        self.assertEqual(staged.values["sent_at"], "2024-03-05T10:14:00")
        self.assertNotIn("time_missing", self.codes(staged))

    def test_cells_that_contradict_each_other_name_their_column(self):
        bills = stager(
            "bill",
            number="bill_id id",
            whole="amount_total money",
            got="amount_paid money",
            left="outstanding money",
        )
        staged = bills.stage(row(number="B1", whole="500", got="100", left="300"))
        self.assertEqual(self.codes(staged)["bill_total_mismatch"], ("left", "warning"))
        staged = bills.stage(row(number="B1", whole="", got="100", left="300"))
        self.assertEqual(self.codes(staged)["amount_missing"], ("whole", "warning"))

    def test_an_issue_never_repeats_the_value(self):
        staged = patients().stage(row(id="P1", who="Asha", born="Secret 31/02"))
        for issue in staged.issues:
            self.assertRegex(issue.code, r"^[a-z_]+$")

    def test_a_row_without_what_it_needs_is_rejected(self):
        self.assertEqual(
            patients().stage(row(who="Asha")).rejected, "patient_id_missing"
        )
        self.assertEqual(patients().stage(row(id="P1")).rejected, "name_missing")
        appointments = stager("appointment", day="date date", id="appointment_id id")
        self.assertEqual(
            appointments.stage(row(id="A1", day="soon")).rejected, "date_missing"
        )

    def test_an_excluded_row_keeps_its_cells_only(self):
        total = row(excluded="total_row", id="Total", who="3 patients")
        staged = patients().stage(total)
        self.assertEqual((staged.values, staged.external_id), ({}, ""))
        self.assertFalse(staged.rejected)

    def test_what_a_reader_noticed_stays_with_the_row(self):
        staged = patients().stage(row(issues=["merged_cell"], id="P1", who="Asha"))
        self.assertEqual(self.codes(staged), {"merged_cell": ("", "warning")})

    def test_a_column_nobody_mapped_is_not_a_value(self):
        staged = patients().stage(row(id="P1", who="Asha", shoe="43"))
        self.assertEqual(set(staged.values), {"patient_id", "name"})

    def test_an_unknown_blood_group_is_kept_word_for_word(self):
        staged = patients(blood="blood_group blood_group").stage(
            row(id="P1", who="Asha", blood=" Bombay ")
        )
        self.assertEqual(staged.values["blood_group_other"], "Bombay")
        self.assertNotIn("blood_group", staged.values)
        self.assertEqual(
            self.codes(staged), {"unknown_blood_group": ("blood", "error")}
        )

    def test_two_columns_of_one_text_are_joined(self):
        staged = patients(a="street text", b="street text").stage(
            row(id="P1", who="Asha", a="12 MG Road", b="Camp")
        )
        self.assertEqual(staged.values["street"], "12 MG Road, Camp")

    def test_a_second_number_goes_where_there_is_room(self):
        staged = patients(a="phone phone", b="phone phone").stage(
            row(id="P1", who="Asha", a="9876543210", b="9876543211")
        )
        self.assertEqual(staged.values["phone"], "+919876543210")
        self.assertEqual(staged.values["phone_alt"], "+919876543211")

    def test_a_second_value_without_room_is_kept_and_said(self):
        staged = patients(a="marital_status choice", b="marital_status choice").stage(
            row(id="P1", who="Asha", a="Single", b="Married")
        )
        self.assertEqual(staged.values["marital_status"], "Single")
        self.assertEqual(staged.values["marital_status_extra"], "Married")
        self.assertIn("more_than_one_value", self.codes(staged))

    def test_a_name_in_parts_is_a_name(self):
        staged = stager(
            "patient", id="patient_id id", f="first_name name", s="last_name name"
        ).stage(row(id="P1", f="Asha", s="Rao"))
        self.assertEqual(staged.values["name"], "Asha Rao")

    def test_a_filler_is_no_part_of_a_name(self):
        stager_of_parts = stager(
            "patient",
            id="patient_id id",
            f="first_name name",
            m="middle_name name",
            s="last_name name",
        )
        staged = stager_of_parts.stage(row(id="P1", f="Asha", m="-", s="NA"))
        self.assertEqual(staged.values["name"], "Asha")
        self.assertEqual(self.codes(staged)["name_placeholder"], ("s", "warning"))
        whole = patients().stage(row(id="P1", who="NA"))
        self.assertEqual((whole.values["name"], whole.rejected), ("NA", ""))

    def test_day_and_time_are_one_moment(self):
        staged = stager("appointment", d="date date", t="time time").stage(
            row(d="05/03/2024", t="11:45 PM")
        )
        self.assertEqual(staged.values["start"], "2024-03-05T23:45:00")

    def test_without_id_a_record_is_named_by_what_it_is(self):
        plan = stager(
            "appointment", p="patient_id id", d="date date", n="notes long_text"
        )
        first = plan.stage(row(p="P1", d="05/03/2024", n="Cough"))
        again = plan.stage(row(line=9, p="P1", d="2024-03-05", n="Fever"))
        other = plan.stage(row(p="P2", d="05/03/2024", n="Cough"))
        self.assertTrue(first.external_id.startswith("~"))
        self.assertEqual(first.external_id, again.external_id)
        self.assertNotEqual(first.external_id, other.external_id)

    def test_the_fingerprint_is_of_values_not_of_notation_or_line(self):
        first = patients().stage(row(id="P1", who="Asha", born="29/02/1984"))
        again = patients().stage(row(9, id="P1", who="Asha", born="1984-02-29"))
        other = patients().stage(row(id="P1", who="Asha", born="28/02/1984"))
        self.assertEqual(first.fingerprint, again.fingerprint)
        self.assertNotEqual(first.fingerprint, other.fingerprint)

    def test_two_unreadable_cells_are_not_the_same_row(self):
        first = patients().stage(row(id="P1", who="Asha", born="long ago"))
        other = patients().stage(row(id="P1", who="Asha", born="not known"))
        self.assertNotEqual(first.fingerprint, other.fingerprint)

    def test_constants_of_a_file_are_values_of_each_row(self):
        plan = ColumnPlan("text", "body", "long_text", RULES)
        chat = Stager("message", [plan], {"thread_id": "T1"})
        staged = [chat.stage(row(text=text)) for text in ("Hi", "Yes")]
        self.assertEqual([s.values["thread_id"] for s in staged], ["T1", "T1"])
        self.assertNotIn("body", chat.constants)


class TestSeveralValues(unittest.TestCase):
    """Two columns for one field: nothing is dropped, nothing clinical is guessed."""

    def errors(self, staged):
        return {(i.code, i.column) for i in staged.issues if i.severity == "error"}

    def test_a_third_and_a_fourth_value_are_kept(self):
        four = patients(e1="email email", e2="email email", e3="email email")
        cells = {"e1": "a@x.example", "e2": "b@x.example", "e3": "c@x.example"}
        values = four.stage(row(id="P1", who="Asha", **cells)).values
        self.assertEqual(values["email"], "a@x.example")
        self.assertEqual(values["email_extra"], "b@x.example, c@x.example")

    def test_the_same_further_value_twice_is_one(self):
        three = patients(e1="email email", e2="email email", e3="email email")
        cells = {"e1": "a@x.example", "e2": "b@x.example", "e3": "b@x.example"}
        values = three.stage(row(id="P1", who="Asha", **cells)).values
        self.assertEqual(values["email_extra"], "b@x.example")

    def test_every_number_of_every_column_is_kept(self):
        three = patients(p1="phone phone", p2="phone phone", p3="phone phone")
        cells = {"p1": "9876543210", "p2": "9876543211", "p3": "9876543212"}
        values = three.stage(row(id="P1", who="Asha", **cells)).values
        self.assertEqual(
            [values[name] for name in ("phone", "phone_alt", "phone_extra")],
            ["+919876543210", "+919876543211", "+919876543212"],
        )

    def test_two_blood_groups_are_none(self):
        two = patients(b1="blood_group blood_group", b2="blood_group blood_group")
        staged = two.stage(row(id="P1", who="Asha", b1="O +ve", b2="B-"))
        self.assertNotIn("blood_group", staged.values)
        self.assertEqual(staged.values["blood_group_other"], "O +ve, B-")
        self.assertEqual(
            self.errors(staged),
            {("conflicting_values", "b1"), ("conflicting_values", "b2")},
        )

    def test_a_third_blood_group_does_not_win(self):
        kind = "blood_group blood_group"
        three = patients(b1=kind, b2=kind, b3=kind)
        staged = three.stage(row(id="P1", who="Asha", b1="O+", b2="B-", b3="O+"))
        self.assertNotIn("blood_group", staged.values)
        self.assertNotIn("blood_group_extra", staged.values)

    def test_a_blood_group_beside_one_that_nobody_can_read_is_none(self):
        two = patients(b1="blood_group blood_group", b2="blood_group blood_group")
        for first, second in (("O+", "Bombay"), ("Bombay", "O+")):
            staged = two.stage(row(id="P1", who="Asha", b1=first, b2=second))
            self.assertNotIn("blood_group", staged.values)
            self.assertEqual(staged.values["blood_group_other"], f"{first}, {second}")

    def test_the_same_blood_group_in_two_spellings_is_one(self):
        two = patients(b1="blood_group blood_group", b2="blood_group blood_group")
        staged = two.stage(row(id="P1", who="Asha", b1="O +ve", b2="O+"))
        self.assertEqual(staged.values["blood_group"], "O+")
        self.assertFalse(self.errors(staged))

    def test_two_birth_dates_and_two_sexes_are_none(self):
        two = patients(
            born2="date_of_birth date", s1="gender gender", s2="gender gender"
        )
        staged = two.stage(
            row(id="P1", who="A", born="01/02/1984", born2="01/03/1984", s1="M", s2="F")
        )
        self.assertNotIn("date_of_birth", staged.values)
        self.assertNotIn("gender", staged.values)
        self.assertEqual(
            staged.values["date_of_birth_conflict"], "01/02/1984, 01/03/1984"
        )
        self.assertEqual(staged.values["gender_conflict"], "M, F")
        self.assertFalse(staged.rejected)


class TestValueChoices(unittest.TestCase):
    """What a person chose for a text wins over its converter, and is named."""

    def stage(self, object_name, field, kind, text, *decided):
        choices = value_maps.choices(decided)
        name = value_maps.KIND_OF_COLUMN[object_name, field].name
        column = ColumnPlan("H", field, kind, RULES, choices[name])
        staged = Stager(object_name, [column]).stage(SourceRow(1, {"H": text}))
        return staged.values, [(i.code, i.severity) for i in staged.issues]

    def test_nothing_chosen_leaves_it_to_the_converter(self):
        values, issues = self.stage("patient", "gender", "gender", "F")
        self.assertEqual((values, issues), ({"gender": "female"}, []))

    def test_a_choice_is_an_info(self):
        for text in ("Women", " WOMEN ", "wo men"):
            values, issues = self.stage(
                "patient", "gender", "gender", text, ("gender", "Women", "female")
            )
            self.assertEqual(values, {"gender": "female"})
            self.assertEqual(issues, [("mapped_by_value_map", "info")])

    def test_to_leave_empty_is_a_choice(self):
        values, issues = self.stage(
            "patient", "gender", "gender", "F", ("gender", "F", "empty")
        )
        self.assertEqual((values, issues), ({}, [("mapped_by_value_map", "info")]))

    def test_to_keep_as_given_is_one_for_blood_groups(self):
        values, _issues = self.stage(
            "patient",
            "blood_group",
            "blood_group",
            "A1+",
            ("blood_group", "A1+", "kept"),
        )
        self.assertEqual(values, {"blood_group_other": "A1+"})

    def test_a_meaning_stands_beside_the_words(self):
        values, issues = self.stage("bill", "status", "choice", "Part  paid")
        self.assertEqual(values, {"status": "Part paid", "status_meaning": "partial"})
        self.assertEqual(issues, [("spaces_collapsed", "info")])

    def test_a_doubtful_meaning_is_flagged_not_taken(self):
        values, issues = self.stage("payment", "payment_method", "choice", "Paytm")
        self.assertEqual(values, {"payment_method": "Paytm"})
        self.assertEqual(issues, [("value_not_mapped", "warning")])

    def test_words_of_the_clinics_own_are_named(self):
        for field, code in (("type", "unknown_type"), ("status", "unknown_status")):
            values, issues = self.stage("appointment", field, "choice", "Zumba")
            self.assertEqual(values, {field: "Zumba"})
            self.assertEqual(issues, [(code, "info")])

    def test_another_choice_is_another_fingerprint(self):
        prints = set()
        for meaning in ("male", "female", "other"):
            column = ColumnPlan(
                "H",
                "gender",
                "gender",
                RULES,
                value_maps.choices([("gender", "X", meaning)])["gender"],
            )
            row = SourceRow(1, {"H": "X"})
            prints.add(Stager("patient", [column]).stage(row).fingerprint)
        self.assertEqual(len(prints), 3)


LONG = "Came with fever. " * 600


class TestLongKeys(unittest.TestCase):
    """A shifted column of notes is no id, and no index would hold it."""

    def assertTooLong(self, staged, *headers):
        self.assertEqual(staged.rejected, "id_too_long")
        found = [i for i in staged.issues if i.code == "id_too_long"]
        self.assertEqual([i.column for i in found], list(headers))
        self.assertEqual({i.severity for i in found}, {"error"})
        self.assertLessEqual(len(staged.external_id), 250)
        self.assertLess(max(map(len, map(str, staged.values.values())), default=0), 251)

    def test_an_id_is_at_most_250_characters(self):
        staged = patients().stage(row(id="9" * 250, who="Asha"))
        self.assertEqual((staged.rejected, staged.external_id), ("", "9" * 250))
        self.assertTooLong(patients().stage(row(id="9" * 251, who="Asha")), "id")

    def test_every_text_that_names_something(self):
        visits = stager(
            "appointment",
            visit="appointment_id id",
            who="patient_id id",
            day="date date",
            doctor="physician_name name",
        )
        cells = {"visit": "A1", "who": "P1", "day": "05/03/2024", "doctor": "Dr. Rao"}
        self.assertEqual(visits.stage(row(**cells)).rejected, "")
        for header in ("visit", "who", "doctor"):
            with self.subTest(header):
                staged = visits.stage(row(**{**cells, header: LONG}))
                self.assertTooLong(staged, header)
        staged = visits.stage(row(**{**cells, "visit": LONG, "who": LONG}))
        self.assertTooLong(staged, "who", "visit")

    def test_a_physician_is_known_by_name(self):
        staff = stager("physician", who="name name", mail="email text")
        self.assertTooLong(staff.stage(row(who=LONG, mail="a@b.in")), "who")

    def test_two_long_texts_are_not_the_same_row(self):
        prints = {
            patients().stage(row(id=LONG + end, who="Asha")).fingerprint
            for end in ("a", "b")
        }
        self.assertEqual(len(prints), 2)

    def test_notes_may_be_long(self):
        staged = patients(notes="medical_history text").stage(
            row(id="P1", who="Asha", notes=LONG)
        )
        self.assertEqual(staged.rejected, "")
        self.assertEqual(staged.values["medical_history"], LONG.strip())
