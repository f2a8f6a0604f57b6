"""Errors of this addon and the one catalogue of their texts.

The classes live in ``engine.errors`` (the engine knows no Odoo). A text says what to do
next; where a row is meant, the reader of the text also sees file, row and column beside
it. No text ever holds a value of a patient.
"""

from odoo.tools.translate import LazyTranslate

from .engine.errors import MigrationError, RowError, SourceError, TransientError

__all__ = ["MigrationError", "RowError", "SourceError", "TransientError", "text_of"]

_lt = LazyTranslate(__name__)

TEXTS = {
    # files
    "unknown_format": _lt("This is no table we can read. Save it as CSV or XLSX."),
    "empty_file": _lt("The file is empty. Export it again."),
    "damaged_file": _lt("The file is damaged. Export or copy it again."),
    "encrypted_file": _lt("The file is encrypted. Save it without a password."),
    "password_protected": _lt("The file has a password. Save it without one."),
    "old_excel": _lt("This is an old Excel file. Save it as XLSX."),
    "too_large_inside": _lt("The file unpacks to an absurd size. Check its origin."),
    "not_used": _lt("No Pulse object was recognised; the file is kept, not loaded."),
    # rows that are not loaded
    "total_row": _lt("A total, not a record."),
    "repeated_header": _lt("The header again, not a record."),
    "patient_id_missing": _lt("The patient has no id. Fill it in the export."),
    "name_missing": _lt("The name is empty. Fill it in the export."),
    "date_missing": _lt("There is no readable date. Correct the cell."),
    "bill_id_missing": _lt("The bill has no number. Fill it in the export."),
    "amount_missing": _lt("There is no readable amount. Correct the cell."),
    "body_missing": _lt("The message is empty."),
    "id_missing": _lt("Nothing names this record. Fill its id in the export."),
    "patient_missing": _lt("The row names no patient. Fill in the patient's id."),
    "patient_unknown": _lt(
        "No patient with this id was received. Add the patient or correct the id."
    ),
    "patient_held": _lt("Its patient is held. Settle the patient first."),
    "duplicate_id": _lt(
        "Several rows with this id say different things. Keep the right one."
    ),
    "target_ambiguous": _lt(
        "Several records in Odoo have this id. Merge or correct them first."
    ),
    "target_deleted": _lt(
        "Somebody deleted the record in Odoo. Exclude the row, or undo the old load."
    ),
    "currency_rate_missing": _lt(
        "The bill's currency has no rate in Odoo. Add one and plan again."
    ),
    "currency_unknown": _lt("Odoo does not know this currency. Correct the cell."),
    "refused_by_odoo": _lt("Odoo refused the record. Open the row to correct it."),
    # loaded, please look
    "file_absent": _lt(
        "The export names a file that it does not hold; the written content is kept."
    ),
    "edited_in_odoo": _lt("Changed in Odoo since the last load; Odoo's value stays."),
    "past_scheduled_archived": _lt(
        "Still scheduled though its day has passed; archived, as the policy says."
    ),
    "unknown_status": _lt("A status of the clinic's own; a stage was made for it."),
    "more_than_one_value": _lt("The cell holds several values; the first was used."),
}


def text_of(env, code):
    """Return the sentence for ``code`` in the user's language; the code's own words
    when the catalogue has none (a test keeps that from happening)."""
    text = TEXTS.get(code)
    return env._(text) if text else code.replace("_", " ").capitalize()  # pylint: disable=gettext-variable
