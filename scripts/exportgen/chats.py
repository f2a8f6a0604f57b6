"""Text files as WhatsApp's "Export chat" writes them, on Android and on iOS."""

from datetime import datetime, timedelta

from .dice import Dice
from .people import CLINIC, Person

TALK = (
    "Good morning doctor",
    "The swelling is less now, but\nit still pains at night.\nShould I continue?",
    "Yes, continue the tablets for 3 more days.",
    "Thank you 🙏",
    "Report attached",
    "डॉक्टर साहब, कल का समय मिल सकता है?",
    "Please come at 5:30 PM tomorrow.",
    "Ok: I will be there",
)
NOTICE = (
    "Messages and calls are end-to-end encrypted. No one outside of this chat, "
    "not even WhatsApp, can read or listen to them."
)
LEFT_TO_RIGHT = "\u200e"


def export(person: Person, style: int, today: int, dice: Dice) -> tuple[str, str]:
    """File name under ``chats/`` and text; ``style`` 0 Android, 1 iOS, 2 Android 12 h.

    The contact is the phone number, as for somebody not in the clinic's address book.
    """
    phone = person.row["phone"]
    moment = datetime.fromordinal(today - 3 - dice.below(300)) + timedelta(
        minutes=dice.between(9 * 60, 20 * 60)
    )
    lines = [_line(moment, style, "", NOTICE)]
    for step in range(dice.between(4, 14)):
        moment += timedelta(seconds=dice.between(20, 40_000))
        sender = CLINIC if dice.chance(0.45) else phone
        lines.append(_line(moment, style, sender, _said(style, step, dice)))
    ending = "\r\n" if style == 1 else "\n"
    prefix = "WhatsApp Chat - " if style == 1 else "WhatsApp Chat with "
    return f"{prefix}{phone}.txt", ending.join(lines) + ending


def _said(style: int, step: int, dice: Dice) -> str:
    if not dice.chance(0.12):
        return dice.pick(TALK)
    if style == 1:
        name = f"{step + 1:08d}-PHOTO-2025-05-03-10-14-33.jpg"
        return f"{LEFT_TO_RIGHT}<attached: {name}>"
    return f"IMG-20250503-WA{step:04d}.jpg (file attached)"


def _line(moment: datetime, style: int, sender: str, text: str) -> str:
    said = f"{sender}: {text}" if sender else text
    day = f"{moment.day:02d}/{moment.month:02d}"
    if style == 1:
        if not sender:
            said = f"{LEFT_TO_RIGHT}{said}"
        return f"[{day}/{moment.year}, {_clock(moment)}:{moment.second:02d}] {said}"
    if style == 2:
        half = "am" if moment.hour < 12 else "pm"
        # the narrow no-break space is what Android writes before am and pm
        time = f"{moment.hour % 12 or 12}:{moment.minute:02d}\u202f{half}"
        return f"{day}/{moment.year % 100:02d}, {time} - {said}"
    return f"{day}/{moment.year}, {_clock(moment)} - {said}"


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02d}:{moment.minute:02d}"
