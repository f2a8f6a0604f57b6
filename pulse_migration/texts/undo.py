"""Why an undo leaves a record, and what its proof says of one."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

UNDO_TEXTS = {
    "chain_cut": _lt("The chain ends here, and once went on: entries were deleted."),
    "change_differs": _lt(
        "The journal holds something else than was written. Do not rely on this undo."
    ),
    "change_missing": _lt("A change of the journal was deleted."),
    "change_unknown": _lt("No entry of the trail knows this change of the journal."),
    "entries_missing": _lt("Entries before the next one were deleted."),
    "entry_changed": _lt("The entry is not what was written, or is out of its place."),
    "link_differs": _lt("The link leads to another record than the load created."),
    "archived": _lt("It could not be deleted, and was archived as decided."),
    "locked_period": _lt(
        "It is booked in a period that is closed. Reverse it by a credit note, or open "
        "the period first."
    ),
    "not_as_before": _lt("It holds something else than before the load."),
    "record_gone": _lt("Somebody deleted the record since the load."),
    "reversed": _lt("It is booked, and was reversed by a credit note as decided."),
    "still_there": _lt("The load created it, and it is still there."),
}
