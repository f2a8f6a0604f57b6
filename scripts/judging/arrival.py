"""Where in Odoo a cell of the export has to stand, and how to read it there.

Written from the design's table of targets, not from the loaders: what they forget is
missed here.
"""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from .facts import Fact

CLINIC_OFFSET = timedelta(hours=5, minutes=30)  # the generated clinic is in India
ACTIVITY_OF_TYPE = {
    "Consultation": "Call",
    "Follow-up": "Meeting",
    "Procedure": "To-Do",
}
_TAG = re.compile(r"<[^>]*>")


class Place(NamedTuple):
    """``read`` gives the texts that stand in Odoo, ``plain`` makes two texts of the
    same meaning equal; ``inside``: it is enough to be a part of one of them."""

    read: Callable[[Fact], list[str]]
    plain: Callable[[str], str]
    inside: bool = False


def words(text: str) -> str:
    """Text but for its blanks and line ends."""
    return " ".join(text.split())


def digits(text: str) -> str:
    """A phone of ten national digits; an extension behind it does not count."""
    number, _ext, _more = text.partition("ext")
    found = re.sub(r"\D", "", number)
    return found[-10:] if len(found) > 10 else found


def number(text: str) -> str:
    try:
        return str(Decimal(text).normalize() + 0)
    except InvalidOperation:
        return text


def _lower(text: str) -> str:
    return text.strip().casefold()


def _unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def _day(text: str) -> str:
    return text[:10]


def _allergens(text: str) -> str:
    """Allergies: one a line in Odoo, parted by semicolons in the file; what is known
    about one stands behind it in brackets."""
    parts = (part.partition(" (")[0] for part in re.split(r"[;\n]", text))
    return "|".join(sorted(map(words, parts)))


def _yes_no(text: str) -> str:
    return {"true": "yes", "false": "no"}.get(text.casefold(), text.casefold())


def _column(name: str) -> Callable[[Fact], list[str]]:
    def read(fact: Fact) -> list[str]:
        value = fact.record.get(name)
        if isinstance(value, dict):  # a translated name
            value = value.get("en_US")
        return [] if value in (None, False, "") else [str(value)]

    return read


def lines_of(markup: str) -> list[str]:
    """The lines of a rich text as a reader sees them."""
    parts = re.split(r"</p>|<br\s*/?>|</div>|</li>", markup)
    return [html.unescape(_TAG.sub("", part)).strip() for part in parts]


def _markup(name: str) -> Callable[[Fact], list[str]]:
    def read(fact: Fact) -> list[str]:
        text = "\n".join(lines_of(fact.record.get(name) or ""))
        return [text] if text.strip() else []

    return read


def _document(fact: Fact) -> list[str]:
    """The words of a document: its own content, or beside a scan its description."""
    text = fact.record.get("text") or ""
    if not text:
        text = "\n".join(lines_of(fact.record.get("description") or ""))
    return [text] if text.strip() else []


def _local_time(fact: Fact) -> list[str]:
    stored = fact.record.get("x_studio_appointment_time")
    if not stored:
        return []
    moment = datetime.fromisoformat(stored) + CLINIC_OFFSET
    # near midnight the day in UTC is another one, the clinic's must not be
    if str(moment.date()) != fact.record.get("date_deadline"):
        return []
    return [f"{moment:%H:%M}"]


def _phone(fact: Fact) -> list[str]:
    """Odoo has one number: without this one the alternate stands in its place."""
    has_own = fact.values.get("phone") or fact.values.get("mobile")
    return _column("phone")(fact) if has_own else []


def _either(*readers: Callable[[Fact], list[str]]) -> Callable[[Fact], list[str]]:
    return lambda fact: [text for read in readers for text in read(fact)]


def _statement(fact: Fact) -> list[str]:
    """Without Accounting: the lines of one bill within its patient's statement."""
    bill_id = str(fact.values.get("bill_id") or "")
    blocks = re.split(r"\n\s*\n", fact.record.get("text") or "")
    own = [block for block in blocks if block.split()[:1] == [bill_id]]
    if fact.object == "bill":  # its items and payments have blocks of their own
        own = [block for block in own if "\nCurrency:" in block]
    return [line for block in own for line in block.splitlines()]


def _labelled(label: str) -> Callable[[Fact], list[str]]:
    """Values behind ``label:`` in the note of an invoice or in a statement.

    An invoice's note has all of an item, or of a payment, in one line.
    """

    def read(fact: Fact) -> list[str]:
        if fact.model == "account.move":
            note = lines_of(fact.record.get("narration") or "")
            lines = [part for line in note for part in line.split("; ")]
        else:
            lines = _statement(fact)
        pairs = (line.partition(":") for line in lines)
        return [value.strip() for name, _mark, value in pairs if name == label]

    return read


def _total(fact: Fact) -> list[str]:
    if fact.model != "account.move":
        return _labelled("Amount total")(fact)
    sign = -1 if fact.record.get("move_type") == "out_refund" else 1
    return [str(sign * Decimal(str(fact.record.get("amount_total") or 0)))]


def _bill_date(fact: Fact) -> list[str]:
    if fact.model == "account.move":
        return _column("invoice_date")(fact)
    bill_id = str(fact.values.get("bill_id") or "")
    heads = (line.split() for line in _statement(fact))
    return [head[1] for head in heads if len(head) == 2 and head[0] == bill_id]


def _quantity(fact: Fact) -> list[str]:
    if fact.model != "account.move":
        return _labelled("Quantity")(fact)
    return [str(line["quantity"]) for line in fact.record.get("lines") or ()]


def _activity(text: str) -> str:
    return ACTIVITY_OF_TYPE.get(text, text)


PLACES: dict[tuple[str, str], Place] = {
    ("patients", "patient_id"): Place(_column("x_studio_patient_id"), words),
    ("patients", "name"): Place(_column("name"), words),
    ("patients", "gender"): Place(_column("x_studio_gender"), _lower),
    ("patients", "date_of_birth"): Place(_column("x_studio_date_of_birth"), _day),
    ("patients", "phone"): Place(_phone, digits),
    ("patients", "email"): Place(_column("email"), _lower),
    ("patients", "pincode"): Place(_column("zip"), _unspaced),
    ("patients", "blood_group"): Place(_column("x_studio_blood_group"), words),
    ("patients", "allergy_notes"): Place(_column("x_studio_allergy_notes"), _allergens),
    ("patients", "remarks"): Place(_markup("comment"), words, inside=True),
    ("appointments", "patient_id"): Place(_column("patient_id"), words),
    ("appointments", "appointment_date"): Place(_column("date_deadline"), _day),
    ("appointments", "appointment_time"): Place(_local_time, words),
    ("appointments", "duration_minutes"): Place(
        _column("x_studio_appointment_duration"), number
    ),
    # what the value map makes of them, and the original beside it
    ("appointments", "type"): Place(
        _either(_column("type"), _column("x_studio_appointment_type")), _activity
    ),
    ("appointments", "status"): Place(
        _either(_column("stage"), _column("x_studio_appointment_status")), words
    ),
    ("appointments", "physician_email"): Place(_column("user_login"), _lower),
    ("medical_records", "notes"): Place(_document, words, inside=True),
    ("prescriptions", "instructions"): Place(_document, words, inside=True),
    ("messages", "body"): Place(_document, words, inside=True),
    ("messages", "direction"): Place(_document, words, inside=True),
    ("bills", "date"): Place(_bill_date, _day),
    ("bills", "total"): Place(_total, number),
    ("bills", "paid"): Place(_labelled("Amount paid"), number),
    ("bills", "outstanding"): Place(_labelled("Outstanding"), number),
    ("bills", "status"): Place(_labelled("Status"), words),
    ("bills", "appointment_id"): Place(_labelled("Appointment id"), words),
    ("bill_items", "quantity"): Place(_quantity, number),
    ("bill_items", "tax_rate"): Place(_labelled("Tax rate"), number),
    ("payments", "amount"): Place(_labelled("Amount"), number),
    ("payments", "payment_method"): Place(_labelled("Payment method"), words),
    ("payments", "cancelled"): Place(_labelled("Cancelled flag"), _yes_no),
}
# a status that nobody mapped stands in Odoo word for word
VERBATIM = {
    ("bills", "status"),
    ("payments", "payment_method"),
    ("messages", "direction"),
}


def stands(place: Place, fact: Fact, text: str) -> bool:
    """Tell whether ``text`` (as meant) is what Odoo holds."""
    wanted = place.plain(text)
    found = [place.plain(value) for value in place.read(fact)]
    if place.inside:
        return any(wanted in value for value in found)
    return wanted in found


def is_blank(place: Place, fact: Fact) -> bool:
    return not place.read(fact)
