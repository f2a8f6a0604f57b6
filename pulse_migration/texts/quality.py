"""What looking across the rows of an export found, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

QUALITY_TEXTS = {
    "age_over_120": _lt("Older than 120 years. Please check."),
    "appointment_unknown": _lt(
        "Its appointment is not in this export. Add it or correct the number."
    ),
    "bill_balance_differs": _lt(
        "Total less paid is not what the bill calls outstanding. Please check."
    ),
    "bill_dates_apart": _lt(
        "Rows of this bill are more than half a year apart: a number may have been "
        "used again. They are one bill, unless you correct the number."
    ),
    "bill_status_differs": _lt(
        "The status of the bill contradicts what is still outstanding. Please check."
    ),
    "bill_total_missing": _lt("The bill states no readable total. Fill it in."),
    "bill_total_differs": _lt(
        "The lines of the bill do not add up to its total. Please check both."
    ),
    "bill_without_lines": _lt("No line of the export belongs to this bill."),
    "birth_date_conflict": _lt(
        "Rows that may be one patient state different birth dates. Ask the patient "
        "before anybody merges them."
    ),
    "birth_date_is_registration": _lt(
        "The birth date is the day of registration. Please check."
    ),
    "blood_group_conflict": _lt(
        "Rows that may be one patient state different blood groups. Ask for a report "
        "before anybody merges them."
    ),
    "contact_missing": _lt("Neither a phone nor an e-mail is known. Ask the patient."),
    "corrected": _lt("Corrected by hand; the original stays on the row."),
    "correction_conflict": _lt(
        "Two lines correct this cell differently. Keep one of them."
    ),
    "correction_keys_missing": _lt(
        "The hidden columns of this line are empty. Take the line from a new download."
    ),
    "correction_not_needed": _lt("The cell says this already."),
    "correction_row_unknown": _lt(
        "The export no longer holds this row as it was. Correct the row by hand."
    ),
    "correction_without_column": _lt(
        "This line is about the row as a whole. Open the row and correct its cells."
    ),
    "currency_assumed": _lt(
        "It names no currency while others name another than the clinic's: the "
        "clinic's was taken. Please check."
    ),
    "date_before_birth": _lt(
        "The date lies before the patient's birth. Correct one of the two."
    ),
    "date_order_unproven": _lt(
        "No value proves whether day or month comes first. Confirm the date order of "
        "this column in its mapping."
    ),
    "duplicate_row": _lt("The same row again; it is loaded once."),
    "gender_conflict": _lt(
        "Rows that may be one patient state different genders. Ask the patient before "
        "anybody merges them."
    ),
    "line_total_differs": _lt(
        "Price, quantity, discount and tax of the line do not make its total. Please "
        "check."
    ),
    "payment_cancelled": _lt(
        "The payment is marked as cancelled. Check that no bill counts it as paid."
    ),
    "patient_unreferenced": _lt("No row of the other files names this patient."),
    "payment_unstated": _lt(
        "Nothing says whether this bill was paid, as others say: all of it counts as "
        "owed. Please check."
    ),
    "payments_exceed_bill": _lt(
        "More was paid than the bill comes to. Please check for an advance."
    ),
    "physician_unreferenced": _lt("No row of the other files names this physician."),
    "phone_of_nobody": _lt(
        "No patient has this phone. Add it to the patient or name the patient's id."
    ),
    "row_repeated": _lt(
        "This row stands in the export more than once, value for value. Check that it "
        "should."
    ),
    "same_name_and_birth_date": _lt(
        "Another patient has this name and birth date. If they are one person, merge "
        "them by hand after the load."
    ),
    "same_name_and_email": _lt(
        "Another patient has this name and e-mail. If they are one person, merge them "
        "by hand after the load."
    ),
    "same_name_and_phone": _lt(
        "Another patient has this name and phone. If they are one person, merge them "
        "by hand after the load."
    ),
    "shared_phone": _lt(
        "Patients of other names share this phone; a family, not duplicates."
    ),
    "value_unmapped": _lt(
        "No meaning is known for this value. Choose one among the value maps."
    ),
}
