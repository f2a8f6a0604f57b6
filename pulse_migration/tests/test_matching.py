"""The mapping proposal: which object, which field, how sure, and why."""

import time
from unittest import TestCase

from odoo.addons.pulse_migration.engine import profiles
from odoo.addons.pulse_migration.engine.assignment import Thresholds
from odoo.addons.pulse_migration.engine.catalog import OBJECTS
from odoo.addons.pulse_migration.engine.matching import propose
from odoo.addons.pulse_migration.engine.spelling import Speller, distance
from odoo.addons.pulse_migration.engine.values import looks_like
from odoo.addons.pulse_migration.engine.words import (
    in_their_language,
    phrase_words,
    pieces,
)


def _fields(table):
    return {column.header: column.field for column in table.columns}


def _states(table):
    return {column.header: column.state for column in table.columns}


def _column(table, header):
    return next(column for column in table.columns if column.header == header)


class TestWords(TestCase):
    def test_header_is_cut_at_humps_digits_and_signs(self):
        self.assertEqual(pieces("PtFirst_name2"), ["pt", "first", "name", "2"])

    def test_header_in_small_letters_is_cut_as_any_other(self):
        for header in ("date of birth", "  phone  2", "", "o'brien", "straße nr"):
            self.assertEqual(pieces(header), pieces(header + "\u0301"), header)

    def test_known_words_that_follow_each_other_are_replaced_wherever_they_stand(self):
        self.assertEqual(phrase_words("dob"), phrase_words("date of birth"))
        last, first = phrase_words("patient dob"), phrase_words("dob patient")
        self.assertEqual(last[1:], first[:-1])

    def test_spellings_of_one_word_are_the_same(self):
        expected = phrase_words("patient name")
        for header in ("Pt. Name", "client-name", "CUSTOMER NAME", "Patient's Name *"):
            self.assertEqual(phrase_words(header), expected, header)

    def test_hindi_words_are_read_in_both_scripts(self):
        self.assertEqual(phrase_words("janm tithi"), phrase_words("date of birth"))
        self.assertEqual(phrase_words("जन्म तिथि"), phrase_words("date of birth"))
        self.assertEqual(phrase_words("मोबाइल"), phrase_words("mobile"))

    def test_arabic_headers_are_read_with_and_without_the_article(self):
        self.assertEqual(phrase_words("تاريخ الميلاد"), phrase_words("date of birth"))
        self.assertEqual(phrase_words("رقم الجوال"), ("mobile", "number"))
        self.assertEqual(phrase_words("المدينة"), phrase_words("city"))
        self.assertEqual(phrase_words("البريد الإلكتروني"), phrase_words("email"))

    def test_signs_that_people_leave_out_do_not_matter(self):
        self.assertEqual(phrase_words("मरीज़ का नाम"), phrase_words("मरीज नाम"))
        self.assertEqual(phrase_words("जुकाम गाँव")[1:], phrase_words("गांव"))

    def test_words_of_all_indian_scripts_stay_whole(self):
        for word in ("நோயாளி", "రోగి", "ರೋಗಿ", "রোগী", "દર્દી"):
            self.assertEqual(len(pieces(word)), 1, word)

    def test_both_names_in_one_header_are_the_whole_name(self):
        for header in ("Last Name, First Name", "Nachname, Vorname"):
            self.assertEqual(phrase_words(header), phrase_words("full name"), header)

    def test_number_that_stands_first_in_its_language_is_no_count(self):
        self.assertEqual(phrase_words("Numero factura"), ("bill", "number"))
        self.assertEqual(phrase_words("رقم الموعد"), ("appointment", "number"))
        self.assertEqual(phrase_words("No of visits"), ("count", "appointment"))

    def test_word_that_denies_is_not_cut_in_two(self):
        table = propose(["Bill No", "Patient", "Total", "Disallowed"], {})
        self.assertNotEqual(_fields(table)["Disallowed"], "discount")

    def test_number_of_what_nobody_knows_is_never_sure(self):
        table = propose(["Rec. No", "Amount", "Mode"], {}, object_name="payment")
        self.assertNotEqual(_states(table)["Rec. No"], "sure")

    def test_numbers_are_read_however_they_are_shortened(self):
        for header in ("Numero historia", "NumHistoria", "Nº historia"):
            self.assertEqual(phrase_words(header), phrase_words("mrn"), header)

    def test_german_and_spanish_words_are_read(self):
        self.assertEqual(phrase_words("Straße"), phrase_words("street"))
        self.assertEqual(phrase_words("Teléfono"), phrase_words("phone"))

    def test_spanish_staff_lists_are_read(self):
        """Only "estado" stays open, a state or a status."""
        header = "empleadoid,nombre,apellido,telefono,email,rol,estado".split(",")
        table = propose(header, {})
        self.assertEqual(table.object, "physician")
        fields = _fields(table)
        self.assertEqual((fields["empleadoid"], fields["rol"]), ("employee_id", "role"))
        self.assertNotEqual(_states(table)["estado"], "sure")

    def test_words_of_other_languages_are_read(self):
        for header, meaning in (
            ("Especialidad", "specialty"),
            ("Fachrichtung", "specialty"),
            ("Data de Nascimento", "date of birth"),
            ("Nombre y Apellidos", "full name"),
            ("Forma de pagamento", "payment method"),
            ("Motif de consultation", "chief complaint"),
            ("Medicamento", "medication"),
            ("Tanggal Lahir", "date of birth"),
        ):
            self.assertEqual(phrase_words(header), phrase_words(meaning), header)

    def test_a_word_of_two_languages_is_read_as_its_neighbours(self):
        """ "Data" is a date in Portuguese, and nothing in English."""
        table = propose(["Data", "Hora", "Paciente", "Profissional"], {})
        self.assertEqual(_fields(table)["Data"], "date")
        self.assertEqual(
            in_their_language([["data"], ["source"]]), [["data"], ["source"]]
        )

    def test_a_name_beside_a_given_name_is_the_surname(self):
        fields = _fields(propose(["Name", "Vorname", "Geburtsdatum", "PLZ"], {}))
        self.assertEqual(
            (fields["Name"], fields["Vorname"]), ("last_name", "first_name")
        )

    def test_a_question_is_no_date(self):
        table = propose(["Booking ID", "Patient", "Date", "Time", "Is Cancelled"], {})
        self.assertNotEqual(_states(table)["Is Cancelled"], "sure")

    def test_number_of_is_a_count_and_no_number(self):
        self.assertNotEqual(phrase_words("Number of patients"), ("number", "patient"))

    def test_plural_is_the_singular_but_status_stays(self):
        self.assertEqual(phrase_words("Allergies"), phrase_words("allergy"))
        self.assertEqual(phrase_words("Status"), ("status",))

    def test_at_the_end_means_a_moment(self):
        self.assertEqual(phrase_words("Created at"), phrase_words("created datetime"))


class TestStaffLists(TestCase):
    def test_staff_lists_of_other_languages_are_no_patients(self):
        for header in (
            "ID,Nombres,Apellidos,Especialidad,Teléfono",
            "nome,crm,especialidade,telefone,email",
            "Nom,Prénom,Fonction,Service,Email",
            "Name,Vorname,Fachrichtung,Abteilung,E-Mail",
        ):
            self.assertEqual(propose(header.split(","), {}).object, "physician", header)

    def test_logs_of_calls_and_mails_are_messages(self):
        for header in (
            "Call ID,Phone Number,Call Type,Duration,Status,Date",
            "Recipient,Subject,Status,Sent At,Error Message",
            "Fecha,Remitente,Destinatario,Asunto,Estado",
        ):
            self.assertEqual(propose(header.split(","), {}).object, "message", header)


class TestSpelling(TestCase):
    def setUp(self):
        self.speller = Speller({"patient", "name", "email", "address", "modified"})

    def test_swapped_letters_are_one_edit(self):
        self.assertEqual(distance("emial", "email", 1), 1)

    def test_distance_stops_at_its_limit(self):
        self.assertEqual(distance("abcdef", "uvwxyz", 2), 3)

    def test_run_together_words_are_parted(self):
        words, trust = self.speller.read("patientname")
        self.assertEqual(words, ("patient", "name"))
        self.assertLess(trust, 1.0)

    def test_misspelt_word_is_read_with_less_trust(self):
        words, trust = self.speller.read("adddress")
        self.assertEqual(words, ("address",))
        self.assertLess(trust, 0.95)

    def test_another_ending_is_another_word(self):
        self.assertEqual(self.speller.read("modifier"), (("modifier",), 1.0))

    def test_unknown_word_stays_unknown(self):
        self.assertEqual(self.speller.read("barangay"), (("barangay",), 1.0))


class TestValues(TestCase):
    def test_shapes(self):
        cases = {
            "email": "ann@example.com",
            "phone": "+91 98765 43210",
            "date": "05/03/2025",
            "datetime": "2025-03-05 10:14:00",
            "time": "04:30 PM",
            "blood_group": "O +ve",
            "gender": "Female",
            "money": "Rs. 1,25,000.00",
            "uuid": "3c1c5636-2c43-bd4b-6eab-9eabf5929c55",
            "drug": "Tab Amoxicillin 500 mg",
            "icd": "J45.909",
            "status": "No-Show",
            "payment_method": "UPI",
        }
        for shape, value in cases.items():
            self.assertEqual(looks_like([value]).get(shape), 1.0, shape)

    def test_blank_and_apostrophes_do_not_count(self):
        self.assertEqual(looks_like(["", "  ", "'a@b.co'"])["email"], 1.0)

    def test_no_values_say_nothing(self):
        self.assertEqual(looks_like(["", " "]), {})

    def test_plain_number_is_no_phone(self):
        self.assertNotIn("phone", looks_like(["1250"]))


class TestObjectChoice(TestCase):
    def test_each_object_by_its_headers(self):
        files = {
            "patient": "UHID,Patient Name,Mobile,Sex,Age,Bld Grp",
            "appointment": "Visit No,Pt Name,Appt Date,Slot,Doctor,Visit Status",
            "prescription": "Pt ID,Drug Name,Dose,Frequency,Days",
            "medical_record": "Patient ID,Visit Date,Complaints,Diagnosis,Advice",
            "bill": "Bill No,Patient,Bill Date,Grand Total,Paid,Balance",
            "bill_item": "Invoice ID,Product,Quantity,Unit Price,Line Total",
            "payment": "Receipt No,Patient ID,Date,Amount Received,Payment Mode",
            "campaign": "Campaign Name,Email,Sent At,Opened,Clicked",
            "message": "From,To,Message,Sent At,Direction",
            "physician": "Doctor Name,Speciality,Reg No,Email",
        }
        for name, header in files.items():
            self.assertEqual(propose(header.split(","), {}).object, name, header)

    def test_unknown_table_has_no_object(self):
        table = propose(["shelf", "aisle", "voltage"], {})
        self.assertEqual((table.object, table.reason), ("", "no_object"))
        self.assertEqual(set(_states(table).values()), {"none"})

    def test_file_name_decides_where_headers_do_not(self):
        header = ["ID", "Patient ID", "Date", "Notes"]
        for name, expected in (
            ("export/Appointments_2024.csv", "appointment"),
            ("clinical_notes.csv", "medical_record"),
        ):
            table = propose(header, {}, file_name=name)
            self.assertEqual(table.object, expected)
            self.assertEqual(table.reason, "file_name_and_headers")

    def test_doubtful_object_makes_its_own_columns_doubtful(self):
        table = propose(["Name", "Email", "Phone"], {})
        self.assertNotEqual(_states(table)["Name"], "none")
        doubtful = propose(["Name", "Phone", "Date", "Status"], {})
        self.assertNotIn("sure", (_states(doubtful)["Name"],))

    def test_column_that_means_the_same_in_all_rivals_may_be_sure(self):
        table = propose(["Name", "Email", "Phone"], {})
        self.assertLess(table.score, 0.9)
        self.assertEqual(_states(table)["Email"], "sure")

    def test_small_tables_of_common_words_are_told_apart(self):
        """As small programs export them; none of these names what it is a list of."""
        for header, name in (
            ("ID,Name,Phone,Date,Time,Status", "appointment"),
            ("Name,Specialization,Phone,Email", "physician"),
            ("VetID,Name,Specialization,Phone,Email", "physician"),
            ("Date,Direction,From,To,Body,Status,Provider", "message"),
            ("Log ID,User Email,Campaign ID,Campaign Name,Sent At,Status", "campaign"),
            ("patient_id,condition,diagnosis_date,status,notes", "medical_record"),
        ):
            self.assertEqual(propose(header.split(","), {}).object, name, header)

    def test_amounts_by_date_are_billing_and_no_appointments(self):
        table = propose(["Date", "Patient", "Amount", "Status"], {})
        self.assertIn(table.object, ("bill", "payment"))
        states = _states(table)
        self.assertEqual((states["Date"], states["Amount"]), ("sure", "look"))

    def test_settled_object_is_kept(self):
        table = propose(["Name", "Email"], {}, object_name="physician")
        self.assertEqual((table.object, table.score), ("physician", 1.0))

    def test_unknown_settled_object_is_an_error(self):
        with self.assertRaises(KeyError):
            propose(["Name"], {}, object_name="invoice")

    def test_empty_and_nameless_headers_are_taken(self):
        self.assertEqual(propose([], {}).object, "")
        self.assertEqual(len(propose(["", "---", "Column C"], {}).columns), 3)


class TestColumns(TestCase):
    def test_words_that_repeat_the_object_do_not_matter(self):
        table = propose(["Patient Email", "Patient DOB", "Patient No", "Pt Name"], {})
        self.assertEqual(
            list(_fields(table).values()),
            ["email", "date_of_birth", "patient_id", "name"],
        )

    def test_same_word_means_another_field_in_another_object(self):
        physician = propose(["Doctor Name"], {}, object_name="physician")
        visit = propose(["Doctor Name"], {}, object_name="appointment")
        self.assertEqual(physician.columns[0].field, "name")
        self.assertEqual(visit.columns[0].field, "physician_name")

    def test_canonical_header_is_exact(self):
        for item in OBJECTS.values():
            for field in item.fields:
                table = propose([field], {}, object_name=item.name)
                self.assertEqual(table.columns[0].field, field, item.name)
                self.assertEqual(table.columns[0].reason, "exact_header")

    def test_typo_is_found_and_said(self):
        column = propose(["Adddress"], {}, object_name="patient").columns[0]
        self.assertEqual((column.field, column.reason), ("street", "typo"))

    def test_bracket_is_a_remark(self):
        table = propose(["Grand Total (INR)"], {}, object_name="bill")
        self.assertEqual(table.columns[0].field, "amount_total")

    def test_prefix_of_all_headers_is_dropped(self):
        header = ["P_SEX", "P_DOB", "P_AGE", "P_CITY", "P_EMAIL"]
        table = propose(header, {}, object_name="patient")
        self.assertEqual(
            list(_fields(table).values()),
            ["gender", "date_of_birth", "age", "city", "email"],
        )

    def test_id_of_something_is_not_the_thing(self):
        table = propose(["OccupationID"], {}, object_name="patient")
        self.assertNotEqual(table.columns[0].state, "sure")

    def test_other_systems_columns_have_no_field(self):
        table = propose(["Sr No", "Created By", "Fax"], {}, object_name="patient")
        self.assertEqual(set(_states(table).values()), {"none"})
        self.assertEqual(table.columns[0].reason, "no_meaning")

    def test_name_beside_a_surname_is_the_given_name(self):
        table = propose(["Name", "Surname", "DOB"], {}, object_name="patient")
        self.assertEqual(_fields(table)["Name"], "first_name")

    def test_number_right_after_patient_is_the_patients(self):
        header = ["Bill No", "Patient", "Number", "Total"]
        table = propose(header, {}, object_name="bill")
        self.assertEqual(_fields(table)["Number"], "patient_id")
        self.assertEqual(_column(table, "Number").reason, "neighbour")
        self.assertEqual(_states(table)["Number"], "look")


class TestWordsOfAnotherTrade(TestCase):
    def test_counts_of_a_campaign_are_no_moments_and_no_bounces(self):
        header = ["Campaign Name", "Sent", "Failed", "Opens", "Spend"]
        states = _states(propose(header, {}))
        self.assertNotIn("sure", (states["Sent"], states["Failed"], states["Spend"]))

    def test_moment_of_sending_is_known_by_its_values(self):
        header = ["Campaign Name", "Sent", "Opens"]
        sent = {"Sent": ["2024-05-01 10:30", "2024-06-01 09:00"]}
        self.assertEqual(_fields(propose(header, sent))["Sent"], "sent_at")

    def test_cashier_and_credit_of_a_sale_are_not_taken(self):
        header = ["Receipt No", "Date", "Customer", "Total", "Credit", "Cashier"]
        table = propose(header, {})
        self.assertNotIn("sure", (_states(table)["Credit"], _states(table)["Cashier"]))
        self.assertNotEqual(_fields(table)["Cashier"], "physician_name")

    def test_vet_is_a_physician_and_an_antibiotic_a_medication(self):
        table = propose(["Date", "Vet", "Antibiotic", "Dosage", "Duration"], {})
        fields = _fields(table)
        self.assertEqual(table.object, "prescription")
        self.assertEqual(fields["Vet"], "physician_name")
        self.assertEqual(fields["Antibiotic"], "medication")


class TestValueEvidence(TestCase):
    def test_bare_patient_is_a_name_or_an_id_by_its_values(self):
        for values, field in (
            (["Asha Rao", "Ravi Kumar", "Meena Das"], "patient_name"),
            (["P-1001", "P-1002", "P-1003"], "patient_id"),
        ):
            table = propose(
                ["Patient", "Appt Date"], {"Patient": values}, object_name="appointment"
            )
            self.assertEqual(_fields(table)["Patient"], field)

    def test_values_contradict_a_header(self):
        samples = {"Email": ["98450 11223", "98450 11224", "98450 11225"]}
        table = propose(["Email"], samples, object_name="patient")
        self.assertNotEqual(table.columns[0].state, "sure")

    def test_values_speak_where_the_header_is_silent(self):
        samples = {"Column C": ["a@example.com", "b@example.com"]}
        column = propose(["Column C"], samples, object_name="patient").columns[0]
        self.assertEqual(column.field, "email")
        self.assertEqual(column.state, "look")
        self.assertEqual(column.reason, "values_look_like_email")

    def test_known_shares_are_taken_instead_of_samples(self):
        shares = {"Column C": {"blood_group": 0.97}}
        table = propose(["Column C"], {}, looks_like=shares, object_name="patient")
        self.assertEqual(table.columns[0].field, "blood_group")

    def test_key_of_another_file_makes_a_reference_surer(self):
        plain = propose(["Patient"], {}, object_name="bill").columns[0]
        shares = {"Patient": {"patient_id": 1.0, "id": 1.0}}
        found = propose(["Patient"], {}, looks_like=shares, object_name="bill")
        self.assertEqual(found.columns[0].field, "patient_id")
        self.assertGreater(found.columns[0].score, plain.score)

    def test_a_bare_code_is_what_its_values_are_the_ids_of(self):
        shares = {"Code": {"patient_id": 1.0, "id": 1.0}}
        header = ["Code", "Date", "Amt", "Mode"]
        for name in ("payment", "medical_record"):
            with self.subTest(name):
                plain = propose(header, {}, object_name=name).columns[0]
                self.assertNotEqual(plain.field, "patient_id")
                found = propose(header, {}, looks_like=shares, object_name=name)
                column = found.columns[0]
                self.assertEqual(column.field, "patient_id")
                self.assertEqual((column.state, column.reason), ("look", "ids_found"))

    def test_a_state_whose_values_are_statuses_is_no_part_of_an_address(self):
        samples = {"state": ["Completed", "no show", "cancelled"]}
        table = propose(["pt", "start", "state"], samples, object_name="appointment")
        self.assertEqual(table.columns[2].field, "status")
        samples = {"state": ["Goa", "Kerala", "Punjab"]}
        table = propose(["pt", "start", "state"], samples, object_name="appointment")
        self.assertEqual(table.columns[2].field, "patient_state")

    def test_what_only_holds_parts_of_a_record_together_says_nothing(self):
        header = ["id", "profile.fullName", "personal_info.gender", "data.record.city"]
        fields = [c.field for c in propose(header, {}, object_name="patient").columns]
        self.assertEqual(fields, ["patient_id", "name", "gender", "city"])
        header = ["id", "doctor.name", "date"]
        columns = propose(header, {}, object_name="appointment").columns
        self.assertEqual(columns[1].field, "physician_name")

    def test_hindi_headers_are_read_with_their_joining_words(self):
        header = ["मरीज का नाम", "मरीज की उम्र", "Bakaya Rs"]
        fields = [c.field for c in propose(header, {}, object_name="patient").columns]
        self.assertEqual(fields, ["name", "age", "balance"])

    def test_id_that_repeats_is_not_the_patients_own(self):
        header = ["Patient Code", "Name"]
        shares = {"Patient Code": {"id": 1.0, "unique": 0.1}}
        table = propose(header, {}, looks_like=shares, object_name="patient")
        self.assertNotEqual(_states(table)["Patient Code"], "sure")

    def test_three_distinct_samples_are_shown(self):
        samples = {"City": ["Pune", "Pune", "", "Goa", "Agra", "Ooty"]}
        table = propose(["City"], samples, object_name="patient")
        self.assertEqual(table.columns[0].samples, ("Pune", "Goa", "Agra"))


class TestAssignment(TestCase):
    def test_words_of_several_meanings_are_never_sure(self):
        """A receptionist books; what is allowed is not billed; locked is no draft."""
        for object_name, header, field in (
            ("appointment", "Booked By", "patient_name"),
            ("bill", "Allowed Amount", "amount_total"),
            ("medical_record", "Locked", "draft_flag"),
            ("medical_record", "Unit", "department"),
            ("medical_record", "Employee Name", "physician_name"),
            ("message", "Read At", "updated_at"),
        ):
            table = propose([header], {}, object_name=object_name)
            column = _column(table, header)
            self.assertFalse(
                column.field == field and column.state == "sure", (header, column)
            )

    def test_a_list_of_patients_has_its_numbers_by_the_chart(self):
        header = ["Chart No", "Patient Name", "Mobile", "DOB"]
        table = propose(header, {}, object_name="patient")
        found = _column(table, "Chart No")
        self.assertEqual((found.field, found.state), ("patient_id", "look"))
        both = propose(["Patient ID", *header], {}, object_name="patient")
        self.assertEqual(_fields(both)["Chart No"], "chart_number")

    def test_what_was_paid_ahead_is_told_from_what_was_paid(self):
        header = ["Bill No", "Patient ID", "Advance Paid", "Paid", "Balance"]
        found = _fields(propose(header, {}, object_name="bill"))
        self.assertEqual(found["Advance Paid"], "advance_used")
        self.assertEqual(found["Paid"], "amount_paid")
        del header[3]
        found = _fields(propose(header, {}, object_name="bill"))
        self.assertEqual(found["Advance Paid"], "amount_paid")

    def test_what_an_insurer_approved_is_not_what_came(self):
        header = ["Bill No", "Patient ID", "Approved Amt", "TPA Paid", "TPA Due"]
        found = _fields(propose(header, {}, object_name="bill"))
        self.assertNotEqual(found["Approved Amt"], "insurance_paid")
        self.assertEqual(found["TPA Paid"], "insurance_paid")
        self.assertEqual(found["TPA Due"], "insurance_outstanding")

    def test_a_previous_balance_is_no_balance_of_the_bill(self):
        header = ["Bill No", "Patient ID", "Current Charges", "Previous Due", "Balance"]
        found = _fields(propose(header, {}, object_name="bill"))
        self.assertEqual(found["Current Charges"], "amount_net")
        self.assertEqual(found["Previous Due"], "previous_balance")
        self.assertEqual(found["Balance"], "outstanding")

    def test_amounts_by_insurance_are_a_way_of_paying(self):
        header = ["Bill No", "Patient ID", "Total", "Cash", "Insurance"]
        amounts = {"Cash": ["100", "200"], "Insurance": ["4000.00", "50"]}
        found = _fields(propose(header, amounts, object_name="bill"))
        self.assertEqual(found["Insurance"], "amount_paid")
        names = {"Cash": ["100", "200"], "Insurance": ["Star Health", "Niva"]}
        found = _fields(propose(header, names, object_name="bill"))
        self.assertEqual(found["Insurance"], "payer")

    def test_days_are_no_phone(self):
        samples = {"Xyz": ["15-09-2024", "16-09-2024"]}
        table = propose(["Bill No", "Xyz"], samples, object_name="bill")
        self.assertNotEqual(_fields(table)["Xyz"], "patient_phone")

    def test_the_state_of_a_bill_is_its_status_by_its_words(self):
        words = ["Posted", "Void", "Final", "Posted"]
        header = ["Bill No", "Patient ID", "Total", "State"]
        table = propose(header, {"State": words}, object_name="bill")
        self.assertEqual(_fields(table)["State"], "status")

    def test_a_chart_number_is_the_patients(self):
        header = ["Chart #", "Visit Date", "Diagnosis", "Plan"]
        table = propose(header, {}, object_name="medical_record")
        self.assertEqual(_fields(table)["Chart #"], "patient_id")

    def test_a_tip_is_nobodys_field(self):
        table = propose(["Invoice No", "Tip"], {}, object_name="bill")
        self.assertEqual(_fields(table)["Tip"], "")

    def test_no_two_columns_are_sure_of_one_field(self):
        header = ["DOB", "Date of Birth", "Sex", "Gender", "Mobile", "Cell Phone"]
        table = propose(header, {}, object_name="patient")
        sure = [c.field for c in table.columns if c.state == "sure"]
        self.assertEqual(len(sure), len(set(sure)))

    def test_late_column_says_that_its_field_is_taken(self):
        table = propose(["Bill No", "Invoice Number"], {}, object_name="bill")
        late = table.columns[1]
        self.assertEqual((late.field, late.reason), ("", "field_taken"))

    def test_second_value_stands_behind_the_better_one(self):
        """The first filled cell of a row wins, so the worse column must come later."""
        header = ["Gross Sales", "Subtotal", "Sub Total (USD)"]
        table = propose(header, {}, object_name="bill")
        nets = [c.header for c in table.columns if c.field == "amount_net"]
        states = [c.state for c in table.columns if c.field == "amount_net"]
        self.assertEqual(nets[-1], "Sub Total (USD)")
        self.assertEqual(states.count("sure"), 1)
        header = ["Sub Total (before rounding)", "Subtotal"]
        table = propose(header, {}, object_name="bill")
        self.assertNotEqual(table.columns[0].field, "amount_net")

    def test_second_number_is_the_patients_in_another_system(self):
        table = propose(["Patient ID", "MRN", "Name"], {}, object_name="patient")
        self.assertEqual(_fields(table)["MRN"], "external_id")
        self.assertEqual(_states(table)["MRN"], "look")

    def test_cells_of_one_text_may_share_its_field(self):
        table = propose(["Remarks", "Comments"], {}, object_name="patient")
        self.assertEqual([c.field for c in table.columns], ["notes", "notes"])
        self.assertEqual(table.columns[1].reason, "joins_field")
        self.assertEqual(table.columns[1].state, "look")

    def test_parts_of_an_amount_share_its_field(self):
        header = ["Bill No", "CGST Amt", "SGST Amt", "Cash", "UPI", "Total"]
        table = propose(header, {}, object_name="bill")
        fields = _fields(table)
        self.assertEqual(fields["CGST Amt"], fields["SGST Amt"])
        self.assertEqual((fields["Cash"], fields["UPI"]), ("amount_paid",) * 2)
        self.assertEqual([c.reason for c in table.columns].count("adds_up"), 2)

    def test_the_total_of_a_bill_is_what_stands_after_its_discount(self):
        for header, total, net in (
            (["Gross Amount", "Discount", "Net Amount"], "Net Amount", "Gross Amount"),
            (["Total", "Discount", "Net Payable"], "Net Payable", "Total"),
            (["Net Amount", "Tax", "Total"], "Total", "Net Amount"),
            (["Line Amount", "Bill Total", "Paid"], "Bill Total", "Line Amount"),
        ):
            fields = _fields(propose(["Bill No", *header], {}, object_name="bill"))
            self.assertEqual(fields[total], "amount_total", header)
            self.assertEqual(fields[net], "amount_net", header)
        header = ["Bill No", "Disc Amt", "Bill Discount", "Bill Total"]
        fields = _fields(propose(header, {}, object_name="bill"))
        self.assertEqual(fields["Disc Amt"], "discount")
        self.assertEqual(fields["Bill Discount"], "bill_wide_discount")

    def test_the_kind_of_a_payment_is_no_way_of_paying(self):
        samples = {
            "Payment Type": ["Payment", "Refund", "Advance"],
            "Mode": ["Cash", "UPI", "Card"],
        }
        header = ["Receipt No", "Bill No", "Payment Type", "Mode", "Amount"]
        fields = _fields(propose(header, samples, object_name="payment"))
        self.assertEqual(fields["Payment Type"], "type")
        self.assertEqual(fields["Mode"], "payment_method")

    def test_confirmed_column_is_settled_and_keeps_others_off(self):
        table = propose(
            ["Ref", "Patient ID"],
            {},
            confirmed={"Ref": "patient_id"},
            object_name="patient",
        )
        first, second = table.columns
        self.assertEqual((first.field, first.state), ("patient_id", "sure"))
        self.assertEqual(first.reason, "confirmed_before")
        self.assertNotEqual(second.field, "patient_id")

    def test_confirmed_field_of_another_object_is_passed_over(self):
        table = propose(
            ["City"], {}, confirmed={"City": "dosage"}, object_name="patient"
        )
        self.assertEqual(table.columns[0].field, "city")

    def test_stricter_threshold_makes_fewer_sure(self):
        header = ["Remarks", "City", "Sex"]
        strict = Thresholds(least=0.55, sure_score=1.01)
        table = propose(header, {}, object_name="patient", thresholds=strict)
        self.assertNotIn("sure", _states(table).values())

    def test_columns_stay_in_file_order(self):
        header = ["City", "zzz", "Name", "Email"]
        table = propose(header, {}, object_name="patient")
        self.assertEqual([column.header for column in table.columns], header)


class TestProfiles(TestCase):
    def test_practo_files_are_recognised(self):
        for profile in (profiles.PRACTO_PATIENTS, profiles.PRACTO_APPOINTMENTS):
            header = list(profile.fields)
            table = propose(header, {})
            self.assertEqual(table.object, profile.object)
            self.assertEqual(table.reason, "profile_practo_ray")
            self.assertEqual(_fields(table), dict(profile.fields))

    def test_case_and_blanks_of_headers_do_not_hide_a_profile(self):
        header = [name.upper() + " " for name in profiles.PRACTO_PATIENTS.fields]
        self.assertEqual(profiles.recognise(header), profiles.PRACTO_PATIENTS)

    def test_own_column_beside_a_known_layout_is_matched_as_usual(self):
        header = [*profiles.PRACTO_PATIENTS.fields, "Occupation"]
        self.assertEqual(_fields(propose(header, {}))["Occupation"], "occupation")

    def test_built_in_profiles_name_real_fields(self):
        for profile in profiles.BUILT_IN:
            known = set(OBJECTS[profile.object].fields)
            self.assertLessEqual(set(profile.fields.values()), known, profile.object)
            self.assertLessEqual(set(profile.keys), set(profile.fields))

    def test_pulse_headers_are_all_sure(self):
        header = (
            "appointment_id,patient_id,appointment_date,appointment_time,"
            "duration_minutes,physician,physician_email,type,status,reason,notes"
        ).split(",")
        table = propose(header, {})
        self.assertEqual((table.object, table.reason), ("appointment", "profile_pulse"))
        self.assertEqual(set(_states(table).values()), {"sure"})

    def test_settled_object_outranks_a_profile(self):
        header = list(profiles.PRACTO_APPOINTMENTS.fields)
        table = propose(header, {}, object_name="bill")
        self.assertEqual(table.object, "bill")


class TestWholeFiles(TestCase):
    """Made-up exports of the kind clinics send, with no values to help."""

    FILES = {
        "patient": {
            "Reg No": "patient_id",
            "Naam": "name",
            "Mob No": "mobile",
            "Umar": "age",
            "Pata": "street",
            "Shahar": "city",
            "Pin Code": "zip",
            "Known Allergies": "allergy_notes",
            "Treating Doctor": "physician_name",
        },
        "appointment": {
            "Booking Ref": "appointment_id",
            "Client ID": "patient_id",
            "Client Name": "patient_name",
            "Starts At": "start",
            "Finish Time": "end",
            "Length (min)": "duration",
            "Practitioner": "physician_name",
            "Appt Status": "status",
            "Reason for Visit": "reason",
        },
        "bill": {
            "Inv #": "bill_id",
            "Inv Date": "date",
            "UHID": "patient_id",
            "Pt Name": "patient_name",
            "Sub Total": "amount_net",
            "GST": "tax",
            "Disc": "discount",
            "Grand Total": "amount_total",
            "Amt Paid": "amount_paid",
            "Bal Due": "outstanding",
            "Mode of Payment": "payment_method",
        },
        "prescription": {
            "Rx No": "prescription_id",
            "MRN": "patient_id",
            "Medicine": "medication",
            "Dose": "dosage",
            "No. of Days": "duration",
            "Sig": "instructions",
            "Prescribed By": "physician_name",
        },
    }

    def test_headers_alone_are_enough(self):
        for name, expected in self.FILES.items():
            table = propose(list(expected), {})
            self.assertEqual(table.object, name)
            self.assertEqual(_fields(table), expected)

    def test_wide_file_is_proposed_in_a_moment(self):
        header = [f"{word} {n}" for n in range(10) for word in "abc def ghi".split()]
        header += list(self.FILES["bill"]) + list(self.FILES["patient"])
        propose(["warm", "up"], {})
        started = time.perf_counter()
        propose(header, {name: ["value"] * 20 for name in header})
        self.assertLess(time.perf_counter() - started, 1.0)
