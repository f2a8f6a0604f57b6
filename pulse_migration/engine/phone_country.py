"""Whose numbers a column of phones holds, should the clinic's country be a wrong one.

Only what cannot be explained otherwise counts: a number that is written without a code
may be valid in many countries.
"""

from collections.abc import Iterable
from typing import NamedTuple

import phonenumbers

LEAST = 5  # numbers, below which nothing is said
_DIGITS = 8  # of a number that can be told from others
_FEW = 0.5  # of the numbers, at most, are of the assumed country
_MOST = 0.8  # and at least so many of another one


class OtherCountry(NamedTuple):
    """Of ``numbers``, ``here`` are of the assumed country, ``there`` of ``country``."""

    country: str
    numbers: int
    here: int
    there: int


def find_other(
    texts: Iterable[str], assumed: str, others: Iterable[str]
) -> OtherCountry | None:
    """Return the country that most numbers are of when few are of the assumed one.

    :param others: ISO codes of countries that it may be; those that numbers name by
        their own code are looked at as well

    >>> phones = [f"98765432{end}" for end in range(10, 20)]
    >>> find_other(phones, "US", ["IN"])
    OtherCountry(country='IN', numbers=10, here=0, there=10)
    >>> find_other(phones, "IN", ["US"])
    """
    numbers = [text for text in texts if sum(map(str.isdigit, text)) >= _DIGITS]
    if len(numbers) < LEAST:
        return None
    named = dict.fromkeys(filter(None, map(_named_country, numbers)))
    here = _count(numbers, assumed)
    if here > _FEW * len(numbers):
        return None
    counts = {
        country: _count(numbers, country)
        for country in dict.fromkeys([*others, *named])
        if country and country != assumed
    }
    best = max(counts, key=counts.__getitem__, default="")
    if not best or counts[best] < _MOST * len(numbers):
        return None
    return OtherCountry(best, len(numbers), here, counts[best])


def _count(numbers: list[str], country: str) -> int:
    code = phonenumbers.country_code_for_region(country)
    return sum(_code_of(number, country) == code for number in numbers)


def _code_of(text: str, country: str) -> int | None:
    """Return the calling code of a number that is valid, None of any other text."""
    number = _parse(text, country)
    return number.country_code if number else None


def _named_country(text: str) -> str:
    number = _parse(text, None) if text.lstrip().startswith("+") else None
    return number and phonenumbers.region_code_for_number(number) or ""


def _parse(text: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
