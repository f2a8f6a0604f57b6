"""What converting a cell found, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

VALUE_TEXTS = {
    "active_is_not_cancelled": _lt("What is active is not cancelled, and vice versa."),
    "added_up": _lt("Several columns make this amount: they were added up."),
    "age_implausible": _lt("Older than 125 years. Please check."),
    "age_spelled_out": _lt("Age written out with its unit."),
    "age_months_or_male": _lt(
        "The letter may mean months or male. Write the age with its unit."
    ),
    "age_with_text": _lt("The age stands among other words. Please check."),
    "allergies_one_per_line": _lt("Allergies put on one line each."),
    "allergy_unclear": _lt(
        "This may mean no allergies or not asked. Please ask the patient."
    ),
    "am_pm_missing": _lt("One end of the time range lacks AM or PM. Complete it."),
    "am_pm_unknown": _lt(
        "No AM or PM, and the hour may be an afternoon one. Please check."
    ),
    "amount_words_removed": _lt("Words around the amount set aside."),
    "bad_age": _lt("This is no age. Write it like 34, 6 months or 10 days."),
    "bad_duration": _lt(
        "This is no length of a visit in minutes. Write it like 30 or 1:15."
    ),
    "bad_email": _lt("Nobody can write to this address. Correct it or clear the cell."),
    "bad_percent": _lt("This is no percentage. Write it like 18%."),
    "balance_in_credit": _lt("A balance in credit is the patient's: below zero."),
    "birth_date_implausible": _lt(
        "A birth date before 1880 or more than 125 years ago. Please check."
    ),
    "bill_status_disagrees": _lt(
        "The status contradicts what is paid and owed. Please check."
    ),
    "bill_total_mismatch": _lt(
        "The amounts of the bill do not add up; each is kept as stated. Please check."
    ),
    "birth_date_is_registration": _lt(
        "The birth date is the day of registration. Please check the form."
    ),
    "birth_date_in_future": _lt("The birth date lies in the future. Correct the year."),
    "blood_group_spelling": _lt("Blood group spelled in one way."),
    "blood_group_without_rh": _lt(
        "The blood group lacks its Rh sign. Ask for a report, then add + or -."
    ),
    "blood_subgroup": _lt(
        "A subgroup such as A1 was reduced to its group; the original stays on the row."
    ),
    "cancelled_by_text": _lt(
        "The cell tells when, by whom or why it was cancelled: it is."
    ),
    "cell_too_narrow": _lt(
        "The spreadsheet showed #### instead of the value. Widen the column and "
        "export again."
    ),
    "century_unknown": _lt("The birth year has two digits. Write it with four."),
    "characters_plain": _lt("Typographic characters made plain."),
    "currencies_contradict": _lt(
        "The amounts name another currency than the row, or several. Please check."
    ),
    "currency_from_amount": _lt("The currency that the amounts name is the bill's."),
    "currency_removed": _lt("Currency sign set aside."),
    "dash_for_amount": _lt(
        "A dash or 'nil' instead of an amount is kept empty. If it means zero here, "
        "say so in the mapping."
    ),
    "discount_is_share": _lt("A discount per cent among amounts: read as a share."),
    "dash_is_zero": _lt("A dash read as zero, as confirmed for this column."),
    "date_compact": _lt("Eight digits read as a date."),
    "date_contradicts_order": _lt(
        "Day and month contradict the rest of this column. Correct the cell."
    ),
    "date_dmy": _lt("Read as day, month, year."),
    "date_dropped": _lt(
        "The cell also holds a date; only its time is used. Please check the mapping."
    ),
    "date_epoch_milliseconds": _lt("Milliseconds since 1970 read as a moment in UTC."),
    "date_epoch_seconds": _lt("Seconds since 1970 read as a moment in UTC."),
    "date_implausible": _lt("The year lies before 1880 or after 2100. Please check."),
    "date_in_future": _lt("The date lies in the future. Please check."),
    "date_is_epoch": _lt(
        "1 January 1970 is what computers write for no date. Please check."
    ),
    "date_mdy": _lt("Read as month, day, year."),
    "date_month_name": _lt("Month name read."),
    "date_order_unknown": _lt(
        "Day or month first? Choose the date order of this column in its mapping."
    ),
    "date_serial_1900": _lt("Days counted by a spreadsheet from 1900."),
    "date_serial_1904": _lt("Days counted by a spreadsheet from 1904."),
    "date_ymd": _lt("Read as year, month, day."),
    "day_depends_on_time_zone": _lt(
        "The day depends on the clinic's time zone. Set it and stage again."
    ),
    "digits_in_name": _lt(
        "The name holds digits. Please check for an id or a phone number."
    ),
    "email_cleaned": _lt("Signs around the address removed."),
    "email_partly_bad": _lt("One of several addresses cannot be used. Please check."),
    "file_is_url": _lt(
        "A web address, not a file of the export. Download it and add it."
    ),
    "first_of_several": _lt("First of several files."),
    "float_artefact": _lt("A needless .0 removed."),
    "float_noise": _lt("A rounding remainder was read as zero. Please check."),
    "formula_text": _lt("The text looks like a formula; it is kept as text."),
    "fraction_dropped": _lt("Fractions of a second removed."),
    "html_text": _lt("The text holds HTML; it is kept as it is."),
    "hyperlink": _lt("Target of a HYPERLINK formula."),
    "id_scientific": _lt(
        "A spreadsheet cut the digits of this id. Format the column as text and "
        "export again."
    ),
    "id_with_text": _lt("The id stands among other words. Please check the column."),
    "id_zero": _lt("The id is zero, which often means none. Please check."),
    "impossible_date": _lt("There is no such day. Correct the cell."),
    "impossible_time": _lt("There is no such time of day. Correct the cell."),
    "incomplete_date": _lt(
        "The day or the month is missing. Complete the date or keep it as text."
    ),
    "json_empty": _lt("Structured text without content."),
    "json_flattened": _lt("Structured text put on one line an allergy."),
    "line_ends": _lt("Line ends made uniform."),
    "malformed_json": _lt(
        "Structured text that is damaged; it is kept word for word. Please read it."
    ),
    "minus_behind": _lt("A minus behind the amount read as negative."),
    "mojibake": _lt("Letters were damaged before the export. Please correct them."),
    "mojibake_repaired": _lt("Damaged letters repaired, provably."),
    "money_advance": _lt(
        "The amount is marked as an advance. Please check its sign and column."
    ),
    "money_ambiguous": _lt(
        "Comma or point before the decimals? Choose the decimal mark of this column."
    ),
    "money_contradicts_decimal": _lt(
        "The amount contradicts the decimal mark of its column. Correct the cell."
    ),
    "money_credit": _lt("The amount is marked as a credit. Please check its sign."),
    "money_debit": _lt("The amount is marked as a debit. Please check its sign."),
    "money_due": _lt("The amount is marked as due. Please check its column."),
    "money_many_decimals": _lt("More than two decimals are kept. Please check."),
    "money_paid": _lt("The amount is marked as paid. Please check its column."),
    "money_refund": _lt("The amount is marked as a refund. Please check its sign."),
    "money_scientific": _lt(
        "A spreadsheet cut the digits of this amount. Format the column as number and "
        "export again."
    ),
    "name_placeholder": _lt("The name may stand for none. Please check."),
    "negative_in_brackets": _lt("An amount in brackets read as negative."),
    "no_known_allergies": _lt("A statement that no allergies are known; it is kept."),
    "not_a_date": _lt(
        "This is no date. Correct the cell or map the column to another field."
    ),
    "not_a_file": _lt("This names no file. Correct the cell."),
    "not_a_phone": _lt(
        "This is no phone number. Correct the cell or map the column to another field."
    ),
    "not_a_time": _lt("This is no time of day. Write it like 16:30."),
    "not_money": _lt("This is no amount. Correct the cell."),
    "not_number": _lt("This is no number. Correct the cell."),
    "number_ambiguous": _lt(
        "Comma or point before the decimals? Choose the decimal mark of this column."
    ),
    "number_contradicts_decimal": _lt(
        "The number contradicts the decimal mark of its column. Correct the cell."
    ),
    "number_grouped": _lt("Group marks removed."),
    "number_not_date": _lt(
        "A bare number where a date belongs. If a spreadsheet counted the days, say "
        "so in the mapping."
    ),
    "number_rounded": _lt(
        "The number has more digits than can be stored. Please check."
    ),
    "number_scientific": _lt(
        "A spreadsheet cut the digits of this number. Format the column as number and "
        "export again."
    ),
    "path_made_relative": _lt("Path made relative to the export."),
    "path_outside_export": _lt(
        "The file lies outside the export. Put it inside and correct the path."
    ),
    "parts_differ": _lt(
        "The columns of this amount do not come to the one of their sum, which holds. "
        "Please check."
    ),
    "percent_in_money": _lt(
        "A percentage where an amount belongs. Map the column to a rate."
    ),
    "percent_or_share": _lt(
        "Below 1 without a percent sign: a share or a percentage? Please check."
    ),
    "phone_doubtful": _lt(
        "Not a valid number in its country; it is kept as written. Please check."
    ),
    "phone_scientific": _lt(
        "A spreadsheet cut the digits of this number. Format the column as text and "
        "export again."
    ),
    "phone_shortened": _lt(
        "The second number was completed from the first. Please check."
    ),
    "phone_with_text": _lt(
        "Words around the number are not loaded; they stay on the row."
    ),
    "placeholder": _lt("The cell says that it holds nothing."),
    "placeholder_date": _lt("A date that stands for none; the field stays empty."),
    "placeholder_email": _lt(
        "An address that stands for none. Please check before writing to it."
    ),
    "placeholder_phone": _lt("A number that stands for none; the field stays empty."),
    "previous_balance_taken_off": _lt(
        "It holds what earlier bills left open: that was taken off, since they say it."
    ),
    "previous_balance_unclear": _lt(
        "Nothing proves whether the amounts hold what earlier bills left open. Please "
        "check."
    ),
    "scientific_expanded": _lt("Scientific notation written in full."),
    "several_emails": _lt(
        "Several addresses in one cell; the first is used, the others are kept beside "
        "it."
    ),
    "several_files": _lt("Several files in one cell; please check that all arrived."),
    "several_phones": _lt(
        "Several numbers in one cell; the first is used, the others are kept beside it."
    ),
    "spaces_collapsed": _lt("Runs of blanks made one."),
    "spreadsheet_error": _lt(
        "A formula failed in the spreadsheet. Repair it there and export again."
    ),
    "test_patient": _lt(
        "This looks like a test patient. Exclude the row if it is one."
    ),
    "text_mark_removed": _lt("Spreadsheet's text mark removed."),
    "time_12_hour": _lt("AM or PM read."),
    "time_dropped": _lt("The time of day is not loaded here; it stays on the row."),
    "time_missing": _lt(
        "No time of day. In a field that needs one midnight is stored. Please check."
    ),
    "time_range": _lt("A range of time; its start is used."),
    "time_serial": _lt("Fraction of a day read as a time."),
    "time_zone_dropped": _lt("The time zone of the cell is not loaded. Please check."),
    "time_zone_name": _lt(
        "The name of the time zone is ambiguous; the clinic's is used. Please check."
    ),
    "two_digit_year": _lt(
        "The century of a two-digit year was inferred. Please check."
    ),
    "unit_removed": _lt("Unit behind the number set aside."),
    "unknown_blood_group": _lt(
        "Not one of the eight blood groups. Map the value or correct the cell."
    ),
    "unknown_gender": _lt(
        "Not a known word for gender. Map the value; it is never guessed."
    ),
    "unknown_yes_no": _lt("Neither yes nor no. Map the value or correct the cell."),
    "unquoted": _lt("Quotes around the value removed."),
    "unstorable_removed": _lt("Characters that no database can hold were removed."),
}
