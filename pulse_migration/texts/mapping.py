"""Why a column means what it does, and what a mapping waits for, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

MAPPING_TEXTS = {
    # why
    "by_hand": _lt("Chosen by hand."),
    "confirmed_before": _lt("Confirmed before for this clinic."),
    "exact_header": _lt("The column is named like the field."),
    "field_taken": _lt("Another column fits the field it resembles better."),
    "file_name_and_headers": _lt("File name and columns say so."),
    "from_profile": _lt("From the clinic's profile."),
    "headers": _lt("The columns say so."),
    "ids_found": _lt("Its values are the ids of records in another file."),
    "ids_not_found": _lt(
        "None of its values is an id in the file it should refer to. Check the column."
    ),
    "joins_field": _lt("Seems to be one part of a field made of several cells."),
    "neighbour": _lt("Means this beside the columns next to it."),
    "no_match": _lt("No field has a name or values like these."),
    "no_meaning": _lt("Known, and of no use in Odoo; kept on the row."),
    "no_place": _lt(
        "Odoo has no place for it: it stays on the row, unless you make a new field."
    ),
    "no_object": _lt("Choose first what the file holds."),
    "own_field": _lt("The database has a field of its own with this name."),
    "profile_practo_ray": _lt("Known layout: Practo Ray."),
    "profile_pulse": _lt("Known layout: Pulse."),
    "similar_words": _lt("The column's name shares words with the field's."),
    "synonym": _lt("The column's name is another word for the field."),
    "typo": _lt("The column's name reads like the field's, misspelled."),
    "values_disagree": _lt("The name fits the field, the values do not. Check them."),
    "values_look_like_blood_group": _lt("Its values look like blood groups."),
    "values_look_like_email": _lt("Its values look like e-mail addresses."),
    "values_look_like_gender": _lt("Its values look like a person's gender."),
    "values_look_like_phone": _lt("Its values look like phone numbers."),
    # what proves a column's date order
    "both_orders": _lt(
        "Some values only fit one order, some only the other. Choose one; the others "
        "will be flagged."
    ),
    "date_order_chosen": _lt("The order was chosen by a person."),
    "days_swapped": _lt(
        "A spreadsheet seems to have swapped day and month of some. Check the export."
    ),
    "no_numeric_dates": _lt("No value leaves the order open."),
    "nothing_proves": _lt(
        "No value proves the order; the clinic's country pre-selects it. Choose or "
        "accept it."
    ),
    "proven_dmy": _lt("Day first."),
    "proven_mdy": _lt("Month first."),
    "proven_ymd": _lt("Year first."),
    # what a mapping waits for
    "date_order_open": _lt(
        "Nothing proves how these dates are read. Choose the date order or accept it."
    ),
    "field_mapped_twice": _lt(
        "These columns are mapped to one field. Keep one, or map the other elsewhere."
    ),
    "field_not_chosen": _lt("Choose a field, or keep the column on the row."),
    "field_unmapped": _lt(
        "No column is mapped to this field, and no record can be made without it."
    ),
    "options_missing": _lt("Its values are too many for a list. Choose another type."),
    "own_value_unfit": _lt(
        "A value does not fit the clinic's own field; it stays on the row."
    ),
    "set_aside": _lt("Somebody chose not to use the file; it is kept, not loaded."),
}
