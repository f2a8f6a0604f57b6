"""What a person is asked about a mapping, and what answers, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

COLUMN_TEXTS = {
    "by_hand": _lt("Chosen by hand."),
    "from_profile": _lt("From the clinic's profile."),
    "ids_found": _lt("Its values are the ids of records in another file."),
    "ids_not_found": _lt(
        "None of its values is an id in the file it should refer to. Check the column."
    ),
    "no_place": _lt(
        "Odoo has no place for it: it stays on the row, unless you make a new field."
    ),
    "own_field": _lt("The database has a field of its own with this name."),
    # what proves a column's date order
    "both_orders": _lt(
        "Some values only fit one order, some only the other. Choose one; the others "
        "will be flagged."
    ),
    "date_order_chosen": _lt("The order was chosen or accepted."),
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
    "layout_practo_ray": _lt("Known layout: Practo Ray."),
    "layout_pulse": _lt("Known layout: Pulse."),
    "layout_whatsapp": _lt("Known layout: WhatsApp chat."),
}
