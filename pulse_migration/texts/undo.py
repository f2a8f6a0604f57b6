"""Why an undo leaves a record, and what its proof says of one."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

UNDO_TEXTS = {
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
