"""Defects in the cells of appointments, records and messages, and in references."""

from . import cells, words
from .cells import any_text, date_as, instead_of, shaped
from .defect import FLAG, GOOD, HOLD, REJECT, as_written, blank, defects_in

VISIT_DATES = [
    *defects_in(
        "appointments",
        "appointment_date",
        ("visit_month_name", GOOD, "", date_as(words.short_month)),
        ("visit_iso", GOOD, "", date_as(str)),
        ("visit_weekday", GOOD, "", date_as(words.with_weekday)),
        (
            "visit_two_digit_year",
            FLAG,
            "two_digit_year",
            date_as(cells.two_digit_year),
        ),
        ("visit_impossible_date", REJECT, "impossible_date", any_text("30-02-2024")),
        ("visit_placeholder", REJECT, "date_missing", any_text("00-00-0000")),
        ("visit_without_date", REJECT, "date_missing", any_text("")),
    ),
    *defects_in(
        "appointments",
        "appointment_time",
        ("time_half_day", GOOD, "", cells.half_day_time),
        ("time_half_day_short", GOOD, "", cells.short_half_day_time),
        ("time_dotted", GOOD, "", cells.dotted_time),
        ("time_hours_word", GOOD, "", shaped("{} hrs")),
        ("time_four_digits", GOOD, "", cells.four_digit_time),
        ("time_seconds", GOOD, "", shaped("{}:00")),
        ("time_near_midnight", GOOD, "", any_text("23:50", "00:05"), as_written),
        ("time_range", FLAG, "time_range", cells.time_range),
        ("impossible_time", FLAG, "impossible_time", any_text("25:10")),
    ),
    *defects_in(
        "appointments",
        "duration_minutes",
        ("duration_words", GOOD, "", shaped("{} min")),
        (
            "duration_clock",
            GOOD,
            "",
            cells.as_clock,
        ),
        ("duration_hours", GOOD, "", cells.hours_and_minutes),
        ("bad_duration", FLAG, "bad_duration", any_text("one slot")),
    ),
    *defects_in(
        "bills",
        "date",
        ("bill_month_name", GOOD, "", date_as(words.short_month)),
        ("bill_impossible_date", FLAG, "impossible_date", any_text("02/30/2024")),
    ),
]
REFERENCES = [
    *defects_in(
        "appointments",
        "patient_id",
        ("id_in_apostrophes", GOOD, "", shaped("'{}'")),
        ("id_decimal", GOOD, "", shaped("{}.0")),
        ("id_with_name", HOLD, "patient_unknown", cells.id_and_name),
        ("id_without_zeros", HOLD, "patient_unknown", cells.bare_id),
        ("id_of_nobody", HOLD, "patient_unknown", cells.nobodys_id),
        ("id_missing", HOLD, "patient_missing", any_text("")),
    ),
    *(
        defect
        for table in ("bills", "prescriptions", "medical_records", "payments")
        for defect in defects_in(
            table,
            "patient_id",
            ("id_of_nobody", HOLD, "patient_unknown", cells.nobodys_id),
        )
    ),
    *defects_in(
        "bill_items",
        "bill_id",
        ("line_of_no_bill", HOLD, "bill_unknown", any_text("INV-9999999")),
    ),
    *defects_in(
        "bills",
        "appointment_id",
        ("wrong_key", FLAG, "appointment_unknown", lambda _t, s: s.row["bill_id"]),
    ),
    *defects_in(
        "appointments",
        "physician_email",
        ("physician_email_capitals", GOOD, "", cells.shouted),
        ("physician_by_name_only", FLAG, "physician_by_name", any_text("")),
        (
            "physician_unknown",
            FLAG,
            "physician_unmatched",
            any_text("visiting.surgeon@elsewhere.example"),
        ),
    ),
    *defects_in(
        "medical_records",
        "file",
        ("file_absent", FLAG, "file_absent", blank("files/records/scan_0012.pdf")),
    ),
    *defects_in(
        "prescriptions",
        "file",
        ("file_absent", FLAG, "file_absent", blank("files/prescriptions/rx 7.pdf")),
    ),
]
VISITS = [
    *defects_in(
        "appointments",
        "status",
        ("status_no_show", GOOD, "", instead_of("No-Show")("no show", "NO SHOW")),
        ("status_canceled", GOOD, "", instead_of("Cancelled")("Canceled")),
        (
            "status_capitals",
            GOOD,
            "",
            instead_of("Completed")("COMPLETED", "completed "),
        ),
        (
            "status_custom_past",
            FLAG,
            "value_unmapped",
            instead_of("Completed")("Billed"),
        ),
        (
            "status_custom",
            FLAG,
            "value_unmapped",
            instead_of("Scheduled")("Confirmed", "Rescheduled", "Arrived"),
        ),
        (
            "status_scheduled_in_past",
            FLAG,
            "appointment_past_scheduled",
            instead_of("Completed")("Scheduled"),
        ),
    ),
    *defects_in(
        "appointments",
        "type",
        ("type_follow_up", GOOD, "", instead_of("Follow-up")("follow up", "F/U")),
        (
            "type_custom",
            FLAG,
            "value_unmapped",
            instead_of("Consultation", "Procedure")(
                "RCT", "Vaccination", "Tele", "Walk-in", "Review", "New"
            ),
        ),
        ("type_missing", FLAG, "type_missing", any_text("")),
    ),
    *defects_in(
        "medical_records",
        "notes",
        ("text_html", FLAG, "html_text", shaped("<p>{}</p>")),
        ("formula", FLAG, "formula_text", blank("=CMD('x')!A1")),
        (
            "line_break_in_cell",
            GOOD,
            "",
            shaped("{}\n- advised rest\n- review"),
            as_written,
        ),
    ),
    *defects_in(
        "medical_records",
        "notes",
        ("text_mojibake", GOOD, "mojibake_repaired", cells.mojibake),
        ("text_mojibake_twice", GOOD, "mojibake_repaired", cells.mojibake_twice),
        ("text_mojibake_mac", GOOD, "mojibake_repaired", cells.mac_mojibake),
        ("long_note", GOOD, "", cells.long_note, as_written),
    ),
    *defects_in(
        "prescriptions",
        "instructions",
        ("text_html", FLAG, "html_text", shaped("<b>{}</b>")),
        ("line_break_in_cell", GOOD, "", shaped("{}\nAs told"), as_written),
    ),
    *defects_in(
        "messages",
        "direction",
        ("direction_short", GOOD, "", instead_of("Inbound")("IN")),
    ),
    *defects_in(
        "messages", "body", ("text_mojibake", GOOD, "mojibake_repaired", cells.mojibake)
    ),
]
