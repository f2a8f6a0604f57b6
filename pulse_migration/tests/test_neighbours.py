"""What a column's neighbours and the form of its header say."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.column_words import read_columns
from odoo.addons.pulse_migration.engine.matching import propose


def fields(header, samples=None, item="appointment"):
    table = propose(header, samples or {}, object_name=item)
    return {column.header: column.field for column in table.columns}


class TestMoments(TestCase):
    def test_start_time_beside_a_day_is_a_clock_time(self):
        found = fields(["Date", "Start Time", "End Time"])
        self.assertEqual(list(found.values()), ["date", "time", "end_time"])

    def test_start_time_without_a_day_is_the_moment(self):
        found = fields(["Client", "Start Time", "End Time"])
        self.assertEqual(list(found.values())[1:], ["start", "end"])

    def test_date_with_times_in_its_values_is_the_moment(self):
        samples = {"Appt Date": ["2024-03-05 10:15", "2024-03-06 09:30"]}
        self.assertEqual(fields(["Appt Date"], samples), {"Appt Date": "start"})

    def test_date_at_midnight_is_a_day(self):
        samples = {"Appt Date": ["2024-03-05T00:00:00Z", "2024-03-06 00:00"]}
        self.assertEqual(fields(["Appt Date"], samples), {"Appt Date": "date"})

    def test_clock_times_stay_clock_times(self):
        samples = {"Start Time": ["10:15", "09:30"]}
        self.assertEqual(fields(["Start Time"], samples), {"Start Time": "time"})

    def test_moment_beside_a_day_and_a_clock_time_is_looked_at(self):
        header = ["Event Date", "Start Time", "End Time", "Time"]
        samples = {
            "Event Date": ["2024-03-05", "2024-03-06"],
            "Start Time": ["09:00", "10:15"],
            "Time": ["2024-03-01 10:00:00", "2024-03-02 11:30:00"],
        }
        table = propose(header, samples, object_name="appointment")
        self.assertNotEqual(table.columns[-1].state, "sure")
        self.assertEqual(table.columns[1].field, "time")

    def test_bare_time_is_what_it_says(self):
        self.assertEqual(fields(["time"]), {"time": "time"})


class TestWhose(TestCase):
    def test_booked_online_is_no_day_of_the_booking(self):
        found = fields(["Date", "Start", "Client", "Booked online"])
        self.assertNotEqual(found["Booked online"], "created_at")

    def test_day_of_the_booking_is_not_that_of_the_visit(self):
        header = ["Patient", "Appt. Date", "Booking Date"]
        self.assertEqual(fields(header)["Booking Date"], "created_at")
        self.assertEqual(fields(["Patient", "Booking Date"])["Booking Date"], "date")

    def test_number_of_a_visit_names_a_patient_whom_nothing_else_names(self):
        header = ["Bill No", "OP No", "Amount"]
        self.assertEqual(fields(header, item="bill")["OP No"], "patient_id")
        header.append("UHID")
        self.assertEqual(fields(header, item="bill")["OP No"], "appointment_id")

    def test_net_behind_a_discount_is_the_total(self):
        found = fields(["MRP", "Discount", "Net Amt"], item="bill")
        self.assertEqual(found["Net Amt"], "amount_total")

    def test_order_number_is_a_bills_where_no_other_is(self):
        header = ["Order No", "Customer Name", "Total"]
        self.assertEqual(fields(header, item="bill")["Order No"], "bill_id")
        header.append("Bill No")
        self.assertEqual(fields(header, item="bill")["Order No"], "reference")

    def test_name_beside_the_campaigns_is_a_persons(self):
        found = fields(["Name", "Campaign"], item="campaign")
        self.assertEqual(found, {"Name": "patient_name", "Campaign": "name"})
        self.assertEqual(fields(["Name"], item="campaign"), {"Name": "name"})


class TestPartsOfAHeader(TestCase):
    def test_code_or_description_of_a_kind_is_that_kind(self):
        header = ["APPT_TYPE_CD", "APPT_STATUS_DESC"]
        self.assertEqual(list(fields(header).values()), ["type", "status"])

    def test_number_of_an_unknown_word_may_be_the_records(self):
        table = propose(["EMIS Number", "Forename"], {}, object_name="patient")
        found = table.columns[0]
        self.assertEqual((found.field, found.state), ("patient_id", "look"))

    def test_doc_is_a_paper_where_it_has_a_type_and_else_a_doctor(self):
        header = ["DocID", "PatientID", "DocType", "FilePath"]
        found = fields(header, item="medical_record")
        self.assertEqual(found["DocID"], "record_id")
        found = fields(["DocID", "PatientID"], item="medical_record")
        self.assertEqual(found["DocID"], "physician_id")

    def test_a_form_asks_its_questions_in_sentences(self):
        header = ["Your Name", "What is your age?", "Your mobile number"]
        found = fields(header, item="patient")
        self.assertEqual(list(found.values()), ["name", "age", "mobile"])

    def test_either_of_two_words_will_do(self):
        header = ["State/Region", "Zip / PC", "City or Town"]
        found = fields(header, item="patient")
        self.assertEqual(list(found.values()), ["state", "zip", "city"])

    def test_unknown_word_before_a_known_name_is_a_maker(self):
        found = fields(["Acme Customer ID", "Name"], item="patient")
        self.assertEqual(found["Acme Customer ID"], "patient_id")

    def test_kind_of_address_says_nothing_more(self):
        header = ["Mailing Street", "Mailing City", "Home Postal Code"]
        found = fields(header, item="patient")
        self.assertEqual(list(found.values()), ["street", "city", "zip"])

    def test_comments_of_anybody_are_notes(self):
        header = ["Pharmacist Comments"]
        table = propose(header, {}, object_name="patient")
        self.assertEqual(table.columns[0].field, "notes")
        self.assertEqual(table.columns[0].state, "look")

    def test_word_without_vowels_is_read(self):
        header = ["pt frstnm", "rndrng prvdr", "pt regstrtn dt"]
        found = fields(header, item="patient")
        expected = ["first_name", "physician_name", "created_at"]
        self.assertEqual(list(found.values()), expected)


class TestQuestions(TestCase):
    def test_question_is_answered_by_yes_or_no(self):
        for header in ("Paid?", "Paid (Y/N)", "isPaid", "Has paid"):
            column = read_columns([header], {}, None)[0]
            self.assertEqual(column.shares.get("yes_no"), 1.0, header)

    def test_plain_header_asks_nothing(self):
        for header in ("Island", "Issue", "History", "Hashtag"):
            self.assertEqual(read_columns([header], {}, None)[0].shares, {}, header)

    def test_values_outweigh_the_form_of_the_header(self):
        column = read_columns(["Paid?"], {"Paid?": ["120.50"]}, None)[0]
        self.assertNotIn("asked", column.shares)

    def test_question_about_money_is_no_money(self):
        table = propose(["Paid (Y/N)"], {}, object_name="bill")
        self.assertNotEqual(table.columns[0].field, "amount_paid")


class TestObjects(TestCase):
    def test_first_number_tells_what_the_file_holds(self):
        header = ["AppointmentID", "PatientID", "DoctorID", "Status", "Remarks"]
        self.assertEqual(propose(header, {}).object, "appointment")

    def test_list_that_names_its_patients_needs_no_numbers(self):
        header = ["Patient Name", "Doctor Name", "Date", "Time", "Reason", "Status"]
        self.assertEqual(propose(header, {}).object, "appointment")

    def test_lines_of_bills_are_told_from_bills(self):
        header = ["Invoice ID", "Product", "Quantity", "Unit Price", "Line Total"]
        self.assertEqual(propose(header, {}).object, "bill_item")

    def test_patient_is_a_name_or_a_number_as_the_values_say(self):
        header = ["Date", "Client", "Amount"]
        names = {"Client": ["Asha Rao", "Peter D'Souza", "Singh, Mohan"]}
        table = propose(header, names, object_name="bill")
        client = table.columns[1]
        self.assertEqual((client.field, client.state), ("patient_name", "sure"))
        self.assertEqual(propose(["Client", "DOB"], names).object, "patient")
        numbers = {"Client": ["C1021", "C1044", "C1100"]}
        self.assertEqual(fields(header, numbers, item="bill")["Client"], "patient_id")

    def test_who_paid_is_the_patient_only_where_no_patient_is_named(self):
        header = ["Date", "Payer", "Patient ID", "Patient", "Amount"]
        samples = {"Payer": ["Sun Life", "Noah Roy"], "Patient": ["Asha", "Noah Roy"]}
        both = fields(header, samples, item="payment")
        self.assertEqual(both["Patient"], "patient_name")
        alone = fields(["Date", "Payer", "Amount"], item="payment")
        self.assertEqual(alone["Payer"], "patient_name")

    def test_what_the_clinic_spent_is_no_bill_of_a_patient(self):
        header = "Voucher,Date,Head,Paid To,Amount,Mode,Cheque No,Remarks".split(",")
        self.assertEqual(propose(header, {}, file_name="vouchers.csv").object, "")

    def test_file_of_the_house_is_none_of_ours_unless_its_columns_say_so(self):
        header = "Emp ID,Emp Name,Designation,Present,Absent,Late,OT Hours".split(",")
        table = propose(header, {}, file_name="staff_attendance.csv")
        self.assertEqual(table.object, "")
        header = "Emp ID,Emp Name,Specialty,License No,Email,Phone".split(",")
        table = propose(header, {}, file_name="salaried staff.csv")
        self.assertEqual(table.object, "physician")

    def test_what_the_clinic_bought_is_no_bill_of_a_patient(self):
        header = ["Bill No", "Supplier", "Item", "Qty", "Rate", "GST %", "Amount"]
        self.assertEqual(propose(header, {}).object, "")
        self.assertEqual(propose(["UHID", *header], {}).object, "bill")

    def test_due_and_balance_make_a_bill_and_no_receipt(self):
        header = ["Number", "Customer", "Issue Date", "Due Date", "Amount", "Balance"]
        self.assertEqual(propose(header, {}).object, "bill")
