"""What staging, planning and loading say about a row."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

ROW_TEXTS = {
    "advance_unknown": _lt(
        "Paid by an advance that is not in the export, or not in full: what lacks is "
        "booked as money received on that day."
    ),
    "advance_used": _lt(
        "Paid by an advance that is in the export: it is taken off that advance."
    ),
    "amount_missing": _lt("There is no readable amount. Correct the cell."),
    "apostrophes_stripped": _lt("Apostrophes around every cell were removed."),
    "bill_id_missing": _lt("The bill has no number. Fill it in the export."),
    "amounts_contradict": _lt(
        "Paid and outstanding do not come to the total; they are kept as stated."
    ),
    "bill_moved": _lt(
        "An earlier load has this bill with another patient. Undo that, or correct it."
    ),
    "bill_undated": _lt(
        "The bill has no readable date: its invoice stays a draft. Enter the date and "
        "post it."
    ),
    "bill_total_ambiguous": _lt(
        "Every line repeats the same amount: it may be the line's or the bill's. "
        "Add a price per line, or one total."
    ),
    "bill_number_shared": _lt(
        "Bills of several patients have this number; branch or date tells them apart. "
        "A line or receipt of it that names no patient waits."
    ),
    "bill_unknown": _lt(
        "Its bill is not in this export, or is held. Add it or correct the number."
    ),
    "source_forgotten": _lt(
        "Other rows of this record were forgotten with the source data: loading this "
        "one alone would lose what they said. Enter the change in Odoo, or undo the "
        "earlier load and receive an export that holds all of it."
    ),
    "body_missing": _lt("The message is empty."),
    "currency_not_added": _lt(
        "The patient owes in another currency too; that is in the document only."
    ),
    "changed_by_loader": _lt("What is stored is not what the cell says. Please look."),
    "chosen_record": _lt("Stored as the record that stands for it."),
    "changed_by_odoo": _lt("Odoo stored another thing than was meant."),
    "clinical_changed": _lt(
        "Birth date, sex or blood group differ from the last export. Please check that "
        "it is the same person."
    ),
    "clinical_conflict": _lt(
        "The matching contact has another birth date, sex or blood group. "
        "Correct the contact or the row; they may be two persons."
    ),
    "conflicting_values": _lt(
        "Columns of this row contradict each other, so that nothing was stored. Ask "
        "the patient and correct the cells."
    ),
    "country_unknown": _lt(
        "Odoo does not know this country; it stands with the city. Choose it by hand."
    ),
    "currency_inactive": _lt(
        "The bill's currency is not active in Odoo. Activate it and plan again."
    ),
    "opening_account_missing": _lt(
        "There is no account to book opening balances against. Choose one on the "
        "clinic's page."
    ),
    "opening_day_missing": _lt(
        "No day of the move is chosen for opening balances. Choose it on the clinic's "
        "page."
    ),
    "currency_rate_missing": _lt(
        "The bill's currency has no rate in Odoo. In Invoicing, add one "
        "under Configuration, Currencies, or make it the company's currency under "
        "Settings. Then plan again."
    ),
    "currency_unknown": _lt("Odoo does not know this currency. Correct the cell."),
    "date_missing": _lt("There is no readable date. Correct the cell."),
    "duplicate_id": _lt(
        "Several rows with this id say different things. Keep the right one."
    ),
    "defaulted": _lt("No column says so; the load fills it."),
    "document_changed": _lt(
        "The document is no longer the one that was received. Receive it again."
    ),
    "earlier_rows_kept": _lt(
        "Lines that an earlier export had and this one lacks are still in the "
        "document, below the others. Check that they hold."
    ),
    "ends_the_server": _lt(
        "Loading was broken off each time at this row: it takes more time or memory "
        "than the server's limits allow, or somebody keeps what it needs locked. Raise "
        "the limits, or look at other addons, and load the failed rows again."
    ),
    "edited_in_odoo": _lt(
        "Odoo holds another value that no load of this clinic wrote; it stays."
    ),
    "file_absent": _lt(
        "The export names a file that it does not hold; the written content is kept."
    ),
    "id_too_long": _lt(
        "An id or a name that rows are joined by is longer than 250 characters. The "
        "cells of this row seem shifted; correct them."
    ),
    "id_missing": _lt("Nothing names this record. Fill its id in the export."),
    "kept_file": _lt("The file itself is stored, byte for byte."),
    "kept_on_row": _lt("No field is mapped; the cell stays on its row only."),
    "mapped_by_value_map": _lt("Somebody chose in the value maps what this means."),
    "more_than_one_value": _lt("The cell holds several values; the first was used."),
    "name_missing": _lt("The name is empty. Fill it in the export."),
    "no_target": _lt("Nothing in Odoo holds it; the cell stays on its row only."),
    "nought": _lt("A nought that no field holds says as much as a blank."),
    "past_scheduled_archived": _lt(
        "Still scheduled though its day has passed; archived, as the policy says."
    ),
    "paid_ambiguous": _lt(
        "Every line repeats what was paid; it was read as paid per line. Check it."
    ),
    "paid_by_status": _lt(
        "No amount says what was paid; the status does, so that nothing is owed."
    ),
    "patient_changed": _lt(
        "An earlier export had this record on another patient. Check whose it is, and "
        "move it in Odoo by hand."
    ),
    "patient_held": _lt("Its patient is held. Settle the patient first."),
    "patient_id_missing": _lt("The patient has no id. Fill it in the export."),
    "patient_missing": _lt("The row names no patient. Fill in the patient's id."),
    "patient_not_loaded": _lt(
        "Its patient could not be loaded. Settle the patient, then load a new export."
    ),
    "patient_unknown": _lt(
        "No patient with this id was received. Add the patient or correct the id."
    ),
    "payment_currency_differs": _lt(
        "It is in another currency than its bill. Say what of the bill it paid: "
        "correct the amount and the currency."
    ),
    "payments_differ": _lt(
        "The receipts do not come to what the bill says was paid; the bill counts."
    ),
    "phone_of_several": _lt(
        "Several patients share this phone. Say whose conversation it is."
    ),
    "physician_fallback": _lt(
        "The physician has no user of their own; the fallback user stands in."
    ),
    "physician_by_name": _lt(
        "The row gives no e-mail; the physician was found by the name."
    ),
    "cleared_at_source": _lt(
        "The source emptied it since the last load, and so did this one."
    ),
    "bill_reissued": _lt(
        "The bill says something else since it was posted: its invoice was reversed "
        "and issued anew, as chosen for the clinic."
    ),
    "booked_payment_changed": _lt(
        "The export says something else of a payment that is booked in Odoo. Correct "
        "it there, or undo the load of it first."
    ),
    "posted_bill_changed": _lt(
        "The export says something else of a bill that is posted in Odoo. Correct the "
        "invoice there, or undo the load of it first."
    ),
    "quantity_zero": _lt(
        "The quantity is nought: the line's amount stands in the adjustment."
    ),
    "refunded_by_status": _lt(
        "The status says refunded: a credit note of the bill was made, and what was "
        "paid went back."
    ),
    "refused_by_odoo": _lt("Odoo refused the record. Open the row to correct it."),
    "repeated_line": _lt(
        "The same again, counted once. Check that it was not meant twice."
    ),
    "repeats_patient": _lt("It only repeats what the patient's own page says."),
    "repeated_header": _lt("The header again, not a record."),
    "rounded_to_currency": _lt(
        "An amount is finer than its currency: it was rounded to the smallest unit."
    ),
    "status_contradicts": _lt(
        "The status does not agree with the amounts; the amounts count."
    ),
    "settled_by_people": _lt(
        "Somebody booked a payment or a credit note on this invoice in Odoo. Take it "
        "off the invoice there first, or let Odoo win."
    ),
    "state_unknown": _lt(
        "Odoo does not know this state of the country; it stands with the city."
    ),
    "target_deleted": _lt(
        "Somebody deleted the record in Odoo. Exclude the row, or undo the old load."
    ),
    "total_from_lines": _lt(
        "The bill states no readable total; that of its lines was taken."
    ),
    "total_from_parts": _lt(
        "The bill states no total; what was paid and what is owed were added up. "
        "Please check."
    ),
    "total_row": _lt("A total, not a record."),
    "typed": _lt("Stored as a value of its kind."),
    "unit_of_several_patients": _lt(
        "Rows of several patients share this id. Correct the patient or the id."
    ),
    "user_refused": _lt(
        "Odoo refused to create the physician's user; the fallback user stands in."
    ),
    "void_paid": _lt(
        "Cancelled or a draft, yet the bill states that it was paid, and no receipt "
        "shows it: nothing was booked. Please check."
    ),
    "void_received": _lt(
        "Cancelled or a draft, yet money came for it: it is the patient's credit."
    ),
    "was_footer_note": _lt(
        "It looks like a remark below the table; a person said it is a record."
    ),
    "was_repeated_header": _lt(
        "It looks like the header again; a person said it is a record."
    ),
    "was_total_row": _lt("It looks like a total; a person said it is a record."),
    "value_not_mapped": _lt(
        "A word of the clinic's own. Choose its meaning in the value maps."
    ),
    "unknown_status": _lt("A status of the clinic's own; a stage is made for it."),
    "unknown_type": _lt(
        "A type of the clinic's own; the value maps say what it becomes."
    ),
    "damaged_record": _lt("The record is damaged. Correct it or export it again."),
    "date_cell_out_of_range": _lt("The date cell holds no possible day. Correct it."),
    "footer_note": _lt("A note below the table, not a record."),
    "formula_error": _lt("The cell shows a spreadsheet error. Correct the formula."),
    "formula_text_stripped": _lt("The formula around the text was removed."),
    "formula_without_value": _lt(
        "The cell holds a formula without a result. Recalculate and save."
    ),
    "line_break_in_cell": _lt(
        "The cell runs over several lines. Check that it should."
    ),
    "merged_cell": _lt(
        "The value stands in a merged cell. Check that it belongs to this row."
    ),
    "nul_bytes": _lt("Empty bytes were removed from the line."),
    "row_too_long": _lt(
        "The row has more cells than the header; they are kept. Check the line."
    ),
    "row_too_short": _lt("The row has fewer cells than the header. Check the line."),
    "stray_quote": _lt("A quote stands where none belongs. Check the line."),
    "unbalanced_quote": _lt(
        "A quote is not closed; the line was read as it is. Check it."
    ),
    "type_missing": _lt(
        "The appointment has no type; the activity is a To-Do. Fill in the type."
    ),
    "undecodable_bytes": _lt("Some characters could not be read. Correct the line."),
}
