"""Why a column was proposed for a field, or a table for an object, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

MAPPING_TEXTS = {
    "adds_up": _lt("Columns of one amount: they are added up."),
    "confirmed_before": _lt("Somebody confirmed this in an earlier file."),
    "exact_header": _lt("The header is the name of the field."),
    "field_taken": _lt("Another column fits its field better. Please choose."),
    "file_name_and_headers": _lt("The file's name and its headers say so."),
    "headers": _lt("The headers say so, all together."),
    "joins_field": _lt(
        "Another column means the same field. Keep both only if they belong together."
    ),
    "neighbour": _lt("The header says it together with the columns beside it."),
    "no_match": _lt("No field fits the header. The column is kept on the row."),
    "no_meaning": _lt("Such a column means something to the other system only."),
    "no_object": _lt("The table looks like nothing that Pulse exports."),
    "profile_practo_ray": _lt("This is the known layout of Practo Ray."),
    "profile_pulse": _lt("This is the known layout of Pulse."),
    "profile_whatsapp": _lt("This is how a WhatsApp chat is read."),
    "similar_words": _lt("The header shares words with the field. Please look."),
    "synonym": _lt("The header is another word for the field."),
    "typo": _lt("The header seems to be a misspelt or shortened word for the field."),
    "values_disagree": _lt(
        "The header says so, but the values look different. Please look."
    ),
    "values_look_like_blood_group": _lt("The values look like blood groups."),
    "values_look_like_email": _lt("The values look like e-mail addresses."),
    "values_look_like_gender": _lt("The values look like genders."),
    "values_look_like_phone": _lt("The values look like phone numbers."),
}
