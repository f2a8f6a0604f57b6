"""A clinic's own words: what each is proposed to mean, and what is never guessed.

In the tables a "?" before the meaning says that a person has to look.
"""

from unittest import TestCase

from odoo.addons.pulse_migration.engine import value_maps
from odoo.addons.pulse_migration.engine.value_maps import KINDS, applied, propose

TYPES = {
    "consultation": "Consultation|New patient|OPD visit|O.P.D.|Walk-in|Teleconsult|"
    "VIDEO|Tele-consultation|1st visit|Second opinion|Counselling|Pre-op assessment|"
    "Paramarsh|परामर्श|Surgeon consultation|Orthopaedic consultation|"
    "Birth control counselling|Non-veg diet consultation|cons.",
    "?consultation": "Non surgical consultation|General|jaanch",
    "follow_up": "Follow-up|follow up|F/U|FU|FUP|FollowUp|Rev.|Review visit|Recall|"
    "Check-up|Old patient|Repeat visit|Post-op review|Dobara|Re-consultation|revisit",
    "?follow_up": "Follow up RCT|Review / scaling",
    "procedure": "Procedure|Minor surgery|Root Canal|Vaccination|Dressing|RCT|R.C.T.|"
    "Scaling|Physiotherapy|Injection|Inj.|Minor OT|Laser session|tika|टीकाकरण|X-Ray",
    "?procedure": "Implant consultation|Ortho|Cleaning",
    "?": "Zzz|Lunch|Non veg|Renewal|No follow up|Follow-up not required|"
    "Blood sugar control|not a procedure|Break|Cooperate",
}
STATUSES = {
    "completed": "Completed|DONE|Attended|Checked out|Fulfilled|seen|ho gaya|पूर्ण|"
    "Complited|completed by Dr. Rao",
    "cancelled": "Cancelled|canceled|Cancelled by patient|Rejected|Booking cancelled|"
    "Canc.|radd|रद्द|CancelledByClinic",
    "no_show": "No-Show|no show|NOSHOW|NoShow|N/S|DNA|Missed|Did not come|"
    "didn't attend|Not attended|Not turned up|nahi aaya|aaya nahi|absent",
    "?no_show": "Cancelled - no show",
    "scheduled": "Scheduled|Booked|Upcoming|pending|Open|new|Shedule",
    "?scheduled": "Pending cancellation|Not completed, rebooked / booked",
    "?": "Zzz|Rescheduled|Resch|Not completed|Incomplete|Unscheduled|un-cancelled|"
    "not cancelled|Unattended|Unfinished|not seen|Not booked|In Chair|Confirmed|"
    "Arrived|Checked in|To be completed|Yet to be seen|not yet completed|"
    "Cancellation requested|complete nahi hua|Partially completed|completed?|"
    "Overbooked|Waiting|In progress",
}
BILLS = {
    "paid": "Paid|PAID|Fully paid|Full payment|Paid in full|pd|Settled|payed|"
    "Payment received|चुकता",
    "?paid": "Yes|Closed|no dues|Nil balance",
    "partial": "Part paid|Partial|Partially Paid|Part-payment|Half paid|50% paid|"
    "not fully paid|Installment",
    "?partial": "Partially refunded",
    "unpaid": "Unpaid|Not paid|Not yet paid|un paid|never paid|to be paid|Due|Dues|"
    "Overdue|Pending|Payment pending|Outstanding|baki|Udhar|paid nahi|nahi paid|"
    "Unsettled|बकाया",
    "?unpaid": "No|Open|Balance|Credit",
    "refunded": "Refunded|Refund|refund done",
    "?refunded": "Cancelled & refunded",
    "cancelled": "Cancelled|Void|CANCELED|Canc.",
    "draft": "Draft|DRAFT",
    "?draft": "Proforma|Estimate",
    "advance": "Advance|Adv.|Prepaid|agrim",
    "?advance": "Adv paid",
    "empty": "-|N/A|null",
    "?": "Not refunded|Refund pending|Non-refundable|No refund|Un-cancelled|Overpaid|"
    "Not cancelled|Not draft|Written off|Waived|Free|Approved|Posted|Zzz",
}
MODES = {
    "cash": "Cash|CASH|nakad|नकद|Cash on delivery",
    "?cash": "Nagad",
    "card": "Card|Credit Card|Debit card|CC|Visa|Swipe|POS|Master Card|RuPay",
    "?card": "Cash + Card|Aadhaar card|HDFC card",
    "cheque": "Cheque|Check|Chq|D.D.|DD|Demand Draft|चेक",
    "upi": "UPI|GPay|G Pay|Google Pay|PhonePe|Phone Pay|BHIM|Bharat Pe|scan & pay",
    "?upi": "QR|Paytm UPI|Cash/UPI",
    "bank_transfer": "NEFT|RTGS|IMPS|Bank transfer|Net Banking|Wire|Bank deposit",
    "wallet": "Paytm wallet|Mobikwik|PayPal|Cash App",
    "?wallet": "Paytm",
    "insurance": "Mediclaim|Insurance|TPA|CGHS|ESI|bima|Star Health Insurance",
    "?insurance": "Cashless|Health card",
    "advance": "Advance|Adv|Prepaid|From Deposit|Deposit Adjusted|Deposit Adjustment",
    "?advance": "Deposit",
    "other": "Other|Misc",
    "?other": "Gift card",
    "empty": "-",
    "?": "Uninsured|No insurance|Online|Cashback|Non-cash|not cash|Discard|Credit|"
    "Split|Razorpay|Cardiology|Carded|Zzz",
}
GENDERS = {
    "male": "M|Male|MALE|male |पुरुष",
    "female": "F|female|महिला",
    "other": "T|Other|Transgender",
    "?male": "Men",
    "?female": "Women",
    "empty": "Unknown|NA|-",
    "?empty": "X|1|2|Not male|non female|Child|Zzz",
}
BLOOD = {
    "O+": "O +ve|0+|O Rh+|o positive",
    "O-": "O –ve|O neg",
    "B+": "b positive",
    "B-": "B negative",
    "AB+": "AB pos",
    "AB-": "AB-ve",
    "?A+": "A1+",
    "empty": "NA|-",
    "?kept": "Bombay|A|O|not O+|O+ / A+|Non reactive|Zzz",
}
TABLES = {
    "appointment_type": TYPES,
    "appointment_status": STATUSES,
    "bill_status": BILLS,
    "payment_mode": MODES,
    "gender": GENDERS,
    "blood_group": BLOOD,
}
# what must never be read out of these, sure or not
OPPOSITES = (
    ("bill_status", "paid", "Not paid|Unpaid|un-paid|never paid|nahi paid|To be paid"),
    ("bill_status", "refunded", "Not refunded|No refund|Non-refundable|Refund pending"),
    ("bill_status", "cancelled", "Not cancelled|un-cancelled|Never cancelled"),
    ("appointment_status", "completed", "not done|Not Completed|unattended|Unfinished"),
    ("appointment_status", "cancelled", "not cancelled|Un-cancelled"),
    ("appointment_status", "scheduled", "un-scheduled|Not booked|Rescheduled"),
    ("payment_mode", "cash", "Cashless|Non cash|not cash|Cashback"),
    ("payment_mode", "insurance", "Uninsured|No insurance"),
    ("gender", "male", "Female|not male|FEMALE|Women"),
    ("blood_group", "O+", "not O+|O-|O neg"),
)


class TestValueMaps(TestCase):
    def check(self, kind):
        for meaning, texts in TABLES[kind].items():
            for text in texts.split("|"):
                with self.subTest(kind, text=text):
                    found, is_sure = propose(kind, text)
                    self.assertEqual(f"{'' if is_sure else '?'}{found}", meaning)

    def test_types(self):
        self.check("appointment_type")

    def test_statuses(self):
        self.check("appointment_status")

    def test_bill_statuses(self):
        self.check("bill_status")

    def test_payment_modes(self):
        self.check("payment_mode")

    def test_genders(self):
        self.check("gender")

    def test_blood_groups(self):
        self.check("blood_group")

    def test_the_tables_are_long_enough_to_mean_something(self):
        count = sum(
            len(t.split("|")) for table in TABLES.values() for t in table.values()
        )
        self.assertGreater(count, 300)
        by_number = {"tax_rate"}  # no words to know it by
        self.assertEqual(set(TABLES), set(KINDS) - by_number)

    def test_a_negation_never_reads_as_its_opposite(self):
        for kind, meaning, texts in OPPOSITES:
            for text in texts.split("|"):
                with self.subTest(kind, text=text):
                    self.assertNotEqual(propose(kind, text).meaning, meaning)

    def test_every_proposal_is_a_meaning_of_its_kind(self):
        for kind, table in TABLES.items():
            for texts in table.values():
                for text in texts.split("|"):
                    meaning = propose(kind, text).meaning
                    self.assertIn(meaning, (*KINDS[kind].meanings, ""), text)

    def test_what_is_doubtful_is_not_applied(self):
        self.assertEqual(applied("payment_mode", "Paytm"), "")
        self.assertEqual(applied("payment_mode", "GPay"), "upi")
        self.assertEqual(applied("gender", "Women"), "empty")
        self.assertEqual(applied("blood_group", "Bombay"), "kept")

    def test_what_a_converter_reads_is_applied_though_flagged(self):
        self.assertEqual(propose("blood_group", "A1+"), ("A+", False))
        self.assertEqual(applied("blood_group", "A1+"), "A+")

    def test_case_and_blanks_make_no_other_word(self):
        same = ("O +ve", "o+VE", " O  +ve ", "O\u00a0+ve", "Ｏ+ve".replace("Ｏ", "O"))
        self.assertEqual(len({value_maps.key_of(text) for text in same}), 1)
        self.assertNotEqual(value_maps.key_of("O+"), value_maps.key_of("O-"))

    def test_only_what_differs_from_the_proposal_is_a_choice(self):
        found = value_maps.choices(
            [
                ("gender", "F", "female"),
                ("gender", "X", "other"),
                ("payment_mode", "Paytm", "wallet"),
                ("appointment_type", "F/U", "consultation"),
                ("bill_status", "Zzz", ""),
            ]
        )
        self.assertEqual(found["gender"].by_key, {"x": "other"})
        self.assertEqual(found["payment_mode"].by_key, {"paytm": "wallet"})
        self.assertEqual(found["bill_status"].by_key, {})
        self.assertEqual(found["appointment_type"].by_key, {})

    def test_a_reader_tells_who_said_so(self):
        read = value_maps.choices([("gender", "X", "other")])["gender"].reader()
        self.assertEqual(read(" x "), ("other", True))
        self.assertEqual(read("F"), ("female", False))
