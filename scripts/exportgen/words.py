"""How a clinic's own files look: human headers, odd encodings, dates of any order."""

from collections.abc import Callable
from datetime import date

from .tables import COLUMNS
from .writers import Layout

# our key=header; keys that COLUMNS lacks are columns only a messy export has
HEADERS = {
    "physicians": "physician_id=Doctor Code|name=Doctor Name|email=Email|"
    "phone=Contact No|specialty=Speciality|role=Role|registration_number=Regn. No.|"
    "gender=Sex|clinic=Clinic|city=City|state=State|pincode=Pin|active=Active?",
    "patients": "patient_id=Reg. No.|name=Patient Name|gender=Sex|"
    "date_of_birth=D.O.B.|phone=Mobile No.|alternate_phone=Alt. Contact|"
    "email=E-mail Id|address=Address|city=City|state=State|pincode=Pin Code|"
    "country=Country|blood_group=Blood Grp|allergy_notes=Allergies (if any)|"
    "chronic_conditions=Known Conditions|referred_by=Reffered By|tags=Groups|"
    "physician=Consulting Doctor|physician_email=Doctor Email|status=Patient Status|"
    "created_at=Registered On|updated_at=Last Modified|remarks=Remarks|"
    "slot= Preferred Slot|rack=File Rack No|diet=Diet",
    "appointments": "appointment_id=Appt No|patient_id=Reg. No.|"
    "patient_name=Patient Name|appointment_date=Appt Date|appointment_time=Time|"
    "duration_minutes=Duration (min)|physician=Doctor|physician_email=Doctor Email|"
    "type=Visit Type|status=Appt Status|reason=Reason for Visit|notes=Notes|"
    "call_note=Notes",
    "prescriptions": "prescription_id=Rx No|patient_id=Reg. No.|"
    "appointment_id=Appt No|physician=Doctor|physician_email=Doctor Email|"
    "date=Rx Date|medication=Medicine|dosage=Dose|frequency=Frequency|"
    "duration=Duration|instructions=Instructions|file=Attachment",
    "medical_records": "record_id=Record No|patient_id=Reg. No.|"
    "appointment_id=Appt No|physician=Doctor|physician_email=Doctor Email|"
    "date=Visit Date|chief_complaint=C/O|diagnosis=Diagnosis|"
    "treatment_plan=Treatment Advised|notes=Clinical Notes|second_note=CLINICAL NOTES|"
    "file=Attachment",
    "bills": "bill_id=Bill No.|patient_id=Reg. No.|patient_name=Patient Name|"
    "appointment_id=Appt No|physician=Doctor|date=Bill Date|due_date=Due Date|"
    "description=Particulars|amount=Net Amount|tax=GST Amt|total=Bill Total|"
    "paid=Amt. Received|outstanding=Balance|status=Bill Status|currency=Currency|"
    "payer=Payer",
    "bill_items": "bill_id=Bill No.|item_name=Treatment / Item|quantity=Qty|"
    "unit_price=Unit Cost|discount=Discount|discount_type=Discount Type|"
    "tax_name=Tax Name|tax_rate=Tax %|total=Line Total",
    "payments": "payment_id=Payment No|patient_id=Reg. No.|bill_id=Bill No.|"
    "date=Receipt Date|receipt_number=Receipt No.|amount=Amount Received|"
    "payment_method=Mode of Payment|cancelled=Cancelled",
    "campaigns": "campaign_id=Campaign Code|name=Campaign|patient_id=Reg. No.|"
    "channel=Sent Via|sent_at=Sent On|status=Delivery Status",
    "messages": "message_id=Msg Id|thread_id=Conversation|patient_id=Reg. No.|"
    "appointment_id=Appt No|sent_at=Sent At|direction=In/Out|channel=Channel|"
    "body=Message",
}
CUSTOM = {
    name: tuple(
        key
        for key in (pair.partition("=")[0] for pair in text.split("|"))
        if key not in COLUMNS[name] and key != "patient_name"
    )
    for name, text in HEADERS.items()
}
STEMS = {"patients": "Patient List", "bills": "Bill Register", "payments": "receipts"}
HABITS: dict[str, dict] = {
    "physicians": {"newline": "\r"},
    "patients": {"bom": True, "newline": "\r\n"},
    "appointments": {"newline": "\r\n"},
    "prescriptions": {"encoding": "cp1252", "newline": "\r\n"},
    "medical_records": {"trailing": 2, "final_newline": False},
    "payments": {"delimiter": ";", "titles": ("sep=;",)},
    "bills": {"titles": ("Bill register of all branches", "")},
    "bill_items": {"is_quoted": True},
    "campaigns": {"delimiter": "|", "wrap": "'"},
    "messages": {
        "encoding": "utf-16-le",
        "bom": True,
        "delimiter": "\t",
        "newline": "\r\n",
    },
}
# what only workbooks, and only JSON files, can be like
SHEET_HABITS: dict[str, dict] = {
    "appointments": {"is_1904": True},
    "payments": {"lead": 2},
    "bill_items": {"formulas": frozenset(("total",))},
    "bills": {"about": "Printed by the front desk"},
}
JSON_HABITS: dict[str, dict] = {
    "patients": {"shape": "envelope"},
    "messages": {"shape": "lines"},
}
HABITS_OF = {"csv": HABITS, "xlsx": SHEET_HABITS, "json": JSON_HABITS}
# what is wrong with a whole file: name of the defect, and issue code where one is due
FILE_DEFECTS: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "csv": {
        "physicians": (("line_ends_cr", ""),),
        "patients": (
            ("byte_order_mark", ""),
            ("title_rows", "title_row"),
            ("line_ends_crlf_with_lf_in_cells", ""),
            ("header_with_leading_space", ""),
            ("header_with_typo", ""),
        ),
        "appointments": (("repeated_header_name", "header_repeated"),),
        "prescriptions": (("encoding_windows_1252", "encoding_windows_1252"),),
        "medical_records": (
            ("trailing_delimiters", ""),
            ("no_newline_at_end", ""),
            ("headers_that_differ_by_case", ""),
        ),
        "bills": (("title_rows", "title_row"),),
        "bill_items": (("every_cell_quoted", ""),),
        "payments": (("delimiter_semicolon", ""), ("sep_line", "")),
        "campaigns": (("delimiter_pipe", ""), ("apostrophes_around_values", "")),
        "messages": (("encoding_utf_16", ""), ("delimiter_tab", "")),
    },
    "xlsx": {
        "patients": (("merged_title_cells", "title_row"),),
        "appointments": (("epoch_1904", ""),),
        "payments": (("empty_leading_columns", ""),),
        "bill_items": (("formula_cells", ""),),
        "bills": (("several_sheets", ""),),
        "medical_records": (("headers_that_differ_by_case", ""),),
    },
    "json": {
        "patients": (("json_envelope", ""),),
        "messages": (("json_lines", ""),),
        "medical_records": (("headers_that_differ_by_case", ""),),
    },
}
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
LONG_MONTHS = (
    "January February March April May June July August September October November "
    "December"
).split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def layouts_of(form: str, today: date) -> dict[str, Layout]:
    """The messy layout of every file; bytes' habits only where they can be (CSV)."""
    layouts = {}
    for name, text in HEADERS.items():
        columns = [tuple(pair.split("=", 1)) for pair in text.split("|")]
        habits = dict(HABITS_OF[form].get(name, {}))
        if name == "patients" and form != "json":
            printed = dmy(today.isoformat(), "/")
            habits["titles"] = (
                "Niramaya Clinic, Pune",
                f"Patient list as on {printed}",
            )
        if form == "json":
            columns = [pair for pair in columns if pair[0] != "call_note"]
        layouts[name] = Layout(tuple(columns), stem=STEMS.get(name, ""), **habits)
    return layouts


def dmy(text: str, mark: str) -> str:
    """``2024-03-05`` as ``05/03/2024`` with ``mark`` between the parts."""
    return f"{text[8:10]}{mark}{text[5:7]}{mark}{text[:4]}"


def mdy(text: str, mark: str) -> str:
    """``2024-03-05`` as ``03/05/2024``."""
    return f"{text[5:7]}{mark}{text[8:10]}{mark}{text[:4]}"


def short_month(text: str) -> str:
    """``2024-03-05`` as ``5 Mar 2024``."""
    return f"{int(text[8:10])} {MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def ordinal_day(text: str) -> str:
    """``2024-03-05`` as ``5th March 2024``."""
    day = int(text[8:10])
    last = "" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "")
    return f"{day}{last or 'th'} {LONG_MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def with_weekday(text: str) -> str:
    """``2024-03-05`` as ``Tue, 5 Mar 2024``."""
    return f"{WEEKDAYS[date.fromisoformat(text).weekday()]}, {short_month(text)}"


def half_day(clock: str) -> str:
    """``16:30`` as ``04:30 PM``."""
    hours = int(clock[:2])
    return f"{hours % 12 or 12:02d}:{clock[3:5]} {'PM' if hours > 11 else 'AM'}"


def _dmy_slash(text: str) -> str:
    day = dmy(text, "/")
    return f"{day} {half_day(text[11:16])}" if len(text) > 10 else day


def _dmy_dash(text: str) -> str:
    return dmy(text, "-")


def _mdy_slash(text: str) -> str:
    return mdy(text, "/")


def _named_month(text: str) -> str:
    return short_month(text).rjust(11, "0").replace(" ", "-")


def _two_digit_year(text: str) -> str:
    return dmy(text, "/")[:6] + text[2:4]


def _dmy_with_time(text: str) -> str:
    return f"{dmy(text, '/')} {text[11:16]}"


def serial_day(text: str) -> str:
    """``2024-03-05`` as ``45356``: the days that Excel counts since 1900."""
    return str((date.fromisoformat(text[:10]) - date(1899, 12, 30)).days)


# one date style a file: its name in the list of defects, and the writing
DATE_STYLES: dict[str, tuple[str, Callable[[str], str]]] = {
    "patients": ("dates_day_first", _dmy_slash),
    "appointments": ("dates_day_first", _dmy_dash),
    "prescriptions": ("dates_with_month_name", _named_month),
    "medical_records": ("dates_as_serials", serial_day),
    "bills": ("dates_month_first", _mdy_slash),
    "payments": ("dates_with_two_digit_year", _two_digit_year),
    "campaigns": ("dates_of_unproven_order", _dmy_with_time),
}
