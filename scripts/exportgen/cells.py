"""Ways a value gets written wrong: functions from a clean cell to a dirty one.

Each takes the clean text and the :class:`Spot` where it stands, and returns the dirty
text, or None where this way cannot happen to this value.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from . import words
from .clinic import Clinic
from .dice import Dice
from .people import Person

Write = Callable[[str, "Spot"], str | None]
OLDEST_OF_TWO_DIGITS = "1940"
TITLES = {"Male": ("Mr.", "Shri", "Master"), "Female": ("Mrs.", "Smt.", "Ms.")}


@dataclass(frozen=True)
class Spot:
    """Where a cell stands: its row, whose it is, and the dice of the dirt.

    ``relative`` is the phone, as written, of somebody else.
    """

    row: dict[str, str]
    person: Person
    clinic: Clinic
    dice: Dice
    relative: str = ""


def instead_of(*clean: str) -> Callable[..., Write]:
    """``instead_of("M")("m", "male")`` writes one of these where ``M`` stands."""

    def into(*dirty: str) -> Write:
        def write(text: str, spot: Spot) -> str | None:
            return spot.dice.pick(dirty) if text in clean else None

        return write

    return into


def any_text(*dirty: str) -> Write:
    """One of ``dirty``, where something stands."""
    return lambda text, spot: spot.dice.pick(dirty) if text else None


def shaped(shape: str) -> Write:
    """``shape`` with ``{}`` replaced by the clean text."""
    return lambda text, spot: shape.format(text) if text else None


def phone(shape: str) -> Write:
    """``shape`` with ``{d}`` the ten digits, ``{a}`` and ``{b}`` their halves."""

    def write(text: str, _spot: Spot) -> str | None:
        digits = text.replace(" ", "")[3:]
        if not digits:
            return None
        return shape.format(d=digits, a=digits[:5], b=digits[5:], first=digits[0])

    return write


def two_phones(text: str, spot: Spot) -> str | None:
    if not text or spot.row["alternate_phone"]:
        return None
    digits = text.replace(" ", "")[3:]
    return f"{digits} / 98{spot.dice.between(20_000_000, 99_999_999)}"


def family_phone(text: str, spot: Spot) -> str | None:
    return spot.relative or None if text else None


def titled(text: str, spot: Spot) -> str | None:
    titles = TITLES.get(spot.row["gender"])
    return f"{spot.dice.pick(titles)} {text}" if titles and text.isascii() else None


def capitals(text: str, _spot: Spot) -> str | None:
    return text.upper() if text.isascii() else None


def shouted(text: str, _spot: Spot) -> str | None:
    """Capitals with blanks around, as pasted from a form."""
    return f" {text.upper()} " if text else None


def pin_in_two(text: str, _spot: Spot) -> str | None:
    return f"{text[:3]} {text[3:]}" if text else None


def given_name_only(text: str, _spot: Spot) -> str | None:
    return text.partition(" ")[0] if text.isascii() else None


def wide_spaces(text: str, _spot: Spot) -> str | None:
    return f" {text.replace(' ', '  ')} "


def own_script(text: str, _spot: Spot) -> str | None:
    """The name as it is, where it is written in an Indian script."""
    return None if text.isascii() else text


def mojibake(text: str, _spot: Spot) -> str | None:
    """UTF-8 that was read as Windows-1252; bytes without a letter stay as they are."""
    if text.isascii():
        return None
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte)
        for byte in text.encode("utf-8")
    )


def mojibake_twice(text: str, spot: Spot) -> str | None:
    """The same accident a second time, as an import of an import makes it."""
    once = mojibake(text, spot)
    return mojibake(once, spot) if once else None


def mac_mojibake(text: str, _spot: Spot) -> str | None:
    """UTF-8 that was read as Mac Roman."""
    return None if text.isascii() else text.encode("utf-8").decode("mac_roman")


def blood(shape: str, only: tuple[str, ...] = ()) -> Write:
    """``{g}`` is the letter group, ``{l}`` in small letters; ``only`` for these."""

    def write(text: str, _spot: Spot) -> str | None:
        if not text or (only and text not in only):
            return None
        return shape.format(g=text[:-1], l=text[:-1].lower())

    return write


def as_json(text: str, _spot: Spot) -> str | None:
    """Allergies as a structured field spilled into one cell."""
    if not text:
        return None
    parts = text.split("; ")
    return json.dumps([{"allergen": part, "severity": "high"} for part in parts])


def broken_json(text: str, spot: Spot) -> str | None:
    whole = as_json(text, spot)
    return whole[:-3] if whole else None


def long_note(text: str, spot: Spot) -> str | None:
    """Five thousand characters that end in a word of their own."""
    if text:
        return None
    story = "Patient narrates a long history since childhood, details as told. "
    number = spot.person.number
    return (story * 80)[: 5000 - 20] + f"END OF NOTE {number:08d}"


def date_as(shape: Callable[[str], str | None]) -> Write:
    """A day written in another way than the rest of its column."""
    return lambda text, _spot: shape(text) if text else None


def two_digit_year(text: str) -> str | None:
    """``1984-03-05`` as ``05/03/84``; of the very old nobody could tell the century."""
    if text < OLDEST_OF_TWO_DIGITS:
        return None
    return f"{text[8:10]}/{text[5:7]}/{text[2:4]}"


def short_name(text: str) -> str | None:
    """``1984-03-05`` as ``05-Mar-84``."""
    if text < OLDEST_OF_TWO_DIGITS:
        return None
    return f"{text[8:10]}-{words.MONTHS[int(text[5:7]) - 1]}-{text[2:4]}"


def compact(text: str) -> str:
    return words.dmy(text, "")


def day_and_age(text: str) -> str:
    """The day with an age behind it, which no date has."""
    return f"{words.dmy(text, '/')} ({2025 - int(text[:4])} yrs)"


def long_ago(text: str) -> str:
    """A slip of the finger in the century."""
    return words.dmy(f"18{text[2:]}", "/")


def with_dots(text: str) -> str:
    return words.dmy(text, ".")


def midnight(text: str) -> str:
    return f"{words.dmy(text, '/')} 00:00:00"


def year_only(text: str) -> str:
    return text[:4]


def born_later(text: str, spot: Spot) -> str | None:
    """A birth in a year that is far ahead, as a slip of the finger makes one."""
    if not text:
        return None
    return words.dmy(f"{spot.dice.between(2061, 2089)}{text[4:8]}07", "/")


def born_at_registration(text: str, spot: Spot) -> str | None:
    return words.dmy(spot.row["created_at"], "/") if text else None


def half_day_time(text: str, _spot: Spot) -> str | None:
    return words.half_day(text) if text else None


def short_half_day_time(text: str, _spot: Spot) -> str | None:
    """``16:30`` as ``4.30pm``."""
    clock = words.half_day(text).lstrip("0") if text else ""
    return clock.replace(":", ".").replace(" ", "").lower() or None


def dotted_time(text: str, _spot: Spot) -> str | None:
    return text.replace(":", ".") if text else None


def four_digit_time(text: str, _spot: Spot) -> str | None:
    return f"{text.replace(':', '')} hrs" if text else None


def time_range(text: str, _spot: Spot) -> str | None:
    """From the time to the full hour after it."""
    return f"{text} - {int(text[:2]) + 1:02d}:00" if text else None


def hours_and_minutes(text: str, _spot: Spot) -> str | None:
    """``75`` as ``1 hr 15 min``; without a whole hour nobody writes so."""
    hours, minutes = divmod(int(text), 60)
    if not hours:
        return None
    return f"{hours} hr {minutes} min" if minutes else f"{hours} hr"


def as_clock(text: str, _spot: Spot) -> str:
    """Minutes as hours and minutes: ``45`` is ``0:45``."""
    return f"{int(text) // 60}:{int(text) % 60:02d}"


def bare_id(text: str, _spot: Spot) -> str | None:
    """An id whose leading zeros a spreadsheet took away."""
    short = text.lstrip("0")
    return short if short != text else None


def id_and_name(text: str, spot: Spot) -> str:
    return f"{text.lstrip('0')} {spot.person.row['name']}"


def nobodys_id(_text: str, spot: Spot) -> str:
    return str(spot.dice.between(950_000, 999_999))
