"""What verification and undo found, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

CHECK_TEXTS = {
    "audit_trail": _lt(
        "The audit trail forbids to delete posted entries. Reverse it, or leave it."
    ),
    "activities_found": _lt(
        "Further activities came up because of the load. Look for automation rules."
    ),
    "column_kept": _lt(
        "The column has no field: what it says stays on the rows of the migration, "
        "where it can be looked up."
    ),
    "document_unclaimed": _lt(
        "Documents of the export that no row names. Attach them by hand."
    ),
    "field_differs": _lt(
        "Odoo holds something else than the export says. Open both and compare."
    ),
    "file_rows_differ": _lt(
        "Fewer or more rows were staged than the file holds. Stage it again."
    ),
    "file_unreadable": _lt(
        "Nobody could read the file. Receive a readable one, or leave it out by name."
    ),
    "file_unused": _lt(
        "The file was not used. If its rows are needed, choose object and columns by "
        "hand."
    ),
    "followers_found": _lt("Followers were added to migrated records."),
    "loaded_again": _lt("A later load wrote to the record. Undo that load first."),
    "gone_at_source": _lt(
        "Loaded records that the whole export no longer holds: they were deleted at "
        "the source, and Odoo keeps them. Look which of them shall go here, too."
    ),
    "kept_on_row": _lt(
        "Has no place in Odoo: it stays on the rows of the migration, where it can be "
        "looked up."
    ),
    "mails_queued_found": _lt(
        "Mails were queued on migrated records. Check the outgoing queue."
    ),
    "meetings_found": _lt("Meetings came up in calendars because of the load."),
    "messages_found": _lt("Messages were posted on migrated records."),
    "money_differs": _lt(
        "What Odoo holds of bills is not what the export says. Open the "
        "reconciliation of money: it lists each bill, and each way of paying, that "
        "differs."
    ),
    "mode_restated": _lt(
        "Another way of paying was named when it was booked. What is booked stays; "
        "correct it in Odoo where it matters."
    ),
    "money_rounding": _lt("Cents of discount or tax, rounded line by line."),
    "not_loaded": _lt(
        "These rows wait, or were refused: nothing of them is in Odoo yet."
    ),
    "not_reversible": _lt(
        "This kind of update cannot be taken back yet. Correct it by hand."
    ),
    "notifications_found": _lt("Somebody was notified because of the load."),
    "orphan_found": _lt(
        "Records that hang on no patient. Undo their rows, settle the patient first."
    ),
    "record_missing": _lt(
        "The record is no longer in Odoo. Load its row again, or exclude it."
    ),
    "rows_unaccounted": _lt("Rows of the export have no outcome. Load the run again."),
    "settled_in_odoo": _lt(
        "People took or gave back exactly this money in Odoo, on the migrated invoice."
    ),
    "text_messages_found": _lt("Text messages were queued because of the load."),
    "used_elsewhere": _lt("Something else in Odoo uses the record. Remove that first."),
    "verification_broke_off": _lt(
        "Reading back broke off: the server's log says where. Verify again once what "
        "is in the way is gone."
    ),
}
