"""A payment in parts, told in one cell: "Cash 200 + Card 300"."""

import re
from decimal import Decimal

SPLIT = "split"  # what such a text means, in place of one mode
_CURRENCY = re.compile(r"(?:₹|\b(?:rs|inr|rupees|amt|amount)\b)\.?", re.IGNORECASE)
_TOKEN = re.compile(r"(\d+(?:,\d{2,3})*(?:\.\d+)?)(?:\s*/-)?|([^\W\d_][^\d]*)")
_AROUND = " \t\n.,;:|/\\&+=@()[]{}<>-–—*~'\""


def split_of(text: object) -> tuple[tuple[str, Decimal], ...]:
    """Return (word, amount) of each part, or nothing where a text tells no parts.

    >>> split_of("Cash 1,200/- + UPI Rs. 300")
    (('Cash', Decimal('1200')), ('UPI', Decimal('300')))
    >>> split_of("200 cash, 300 card")
    (('cash', Decimal('200')), ('card', Decimal('300')))
    >>> split_of("Card 4242"), split_of("Cash + Card")
    ((), ())
    """
    tokens = []
    for number, word in _TOKEN.findall(_CURRENCY.sub(" ", str(text or ""))):
        plain = word.strip(_AROUND).removesuffix(" and").strip()
        if number or plain.casefold() not in ("", "and"):
            tokens.append(Decimal(number.replace(",", "")) if number else plain)
    pairs = list(zip(tokens[::2], tokens[1::2], strict=False))
    if len(pairs) < 2 or len(tokens) % 2:
        return ()
    if all(isinstance(second, str) for _first, second in pairs):
        pairs = [(second, first) for first, second in pairs]
    if not all(isinstance(w, str) and isinstance(a, Decimal) for w, a in pairs):
        return ()
    return tuple(pairs)


def parts_of(text: object, amount: Decimal) -> tuple[tuple[str, Decimal], ...]:
    """Return the parts of a text that come to ``amount``; nothing, where they do not.

    Parts of what went back are below zero, as their sum is.
    """
    parts = split_of(text)
    if sum((part for _word, part in parts), Decimal(0)) != abs(amount):
        return ()
    return tuple((word, part.copy_sign(amount)) for word, part in parts if part)
