"""Rows that sum up others instead of being a record."""

import re

from .cell_types import is_number

TOTAL_HINT = "tota|sum|somme|gesamt|कुल|एकूण|جمالي|مجموع"
_TOTAL_WORDS = frozenset(
    "total totals subtotal subtotals grandtotal sum summary sub-total "
    "summe gesamt gesamtsumme zwischensumme somme totale totaal totales totais कुल "
    "एकूण اجمالي إجمالي الاجمالي الإجمالي مجموع المجموع".split()
)
_OTHER_WORDS = frozenset(
    "grand sub net page overall of for all amount amounts count record records row "
    "rows entry entries and suma soma general importe".split()  # Suma is a name, too
)
_MARKS = re.compile(r"[:=#()\[\]]+")


def is_total(texts: list[str], width: int) -> bool:
    """Tell whether the non-blank cells of a row are those of a total.

    Its first cell names nothing but a total and most of the others are numbers; in a
    table of one column (``width``) the name must say more than the word alone.
    """
    words = _MARKS.sub(" ", texts[0][:100]).casefold().split()
    if not any(word in _TOTAL_WORDS for word in words):
        return False
    known = _TOTAL_WORDS | _OTHER_WORDS | {"-"}
    if not all(word in known or is_number(word) for word in words):
        return False
    others = sum(not is_number(text) for text in texts[1:])
    return others * 3 <= len(texts) - 1 and (width > 1 or len(words) > 1)
