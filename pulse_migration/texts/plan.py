"""Why a plan does with a row what it does."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

PLAN_TEXTS = {
    "joins_record": _lt("Part of the record that the first of its rows makes."),
    "match_archived": _lt(
        "The matching contact is archived in Odoo and stays so. Restore it there if "
        "the patient is to be seen."
    ),
    "match_taken": _lt(
        "A contact of this name, with the same e-mail or phone, belongs to another "
        "patient id; a new contact is made. Check whether they are one person."
    ),
    "matched_email": _lt("One contact in Odoo has this e-mail and name."),
    "matched_patient_id": _lt("One contact in Odoo has this patient id."),
    "matched_phone": _lt("One contact in Odoo has this phone, name and birth date."),
    "new_record": _lt("Nothing in Odoo stands for it yet."),
    "nothing_to_write": _lt(
        "The export says something else than at the last load, but Odoo holds it "
        "already, or a person changed it there and their value stays."
    ),
    "physician_as_decided": _lt(
        "The user who was decided on under Physicians stands for it."
    ),
    "physician_moved": _lt("Another user takes over from this physician."),
    "repeats_row": _lt("Says the same as another row, and joins it."),
    "same_row": _lt(
        "The export says again what was loaded: not staged again, not written, and "
        "verified with the load that wrote it."
    ),
    "same_as_loaded": _lt("The export says what it said when it was loaded."),
    "source_changed": _lt(
        "The export, or a decision about its words, says something else than at the "
        "last load."
    ),
    "superseded": _lt("A newer version of the record came after it, and counts."),
    "taken_back_before": _lt("What a load wrote was taken back; it is written again."),
    "target_ambiguous": _lt(
        "Several contacts in Odoo may be this patient, or several patients one "
        "contact. Merge or correct them first."
    ),
    "target_appeared": _lt(
        "A contact with this patient id came into Odoo after the plan. Plan again."
    ),
    "target_not_a_person": _lt(
        "The contact with this patient id is a company or an address. Correct it in "
        "Odoo."
    ),
}
