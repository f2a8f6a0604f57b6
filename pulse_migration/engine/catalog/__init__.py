"""What a clinic's export can hold: objects, their fields, and the words for them.

The phrases are knowledge, not code: one module an object. They are written in plain
words; :mod:`..words` brings both them and a file's headers to the same form, so a
synonym of a single word ("doctor" for "physician") is written there once.
"""

from ._types import KINDS, Field, Object
from .appointment import APPOINTMENT
from .bill import BILL
from .bill_item import BILL_ITEM
from .campaign import CAMPAIGN
from .medical_record import MEDICAL_RECORD
from .message import MESSAGE
from .patient import PATIENT
from .payment import PAYMENT
from .physician import PHYSICIAN
from .prescription import PRESCRIPTION

__all__ = ["KINDS", "OBJECTS", "Field", "Object"]

OBJECTS: dict[str, Object] = {
    item.name: item
    for item in (
        PATIENT,
        APPOINTMENT,
        PRESCRIPTION,
        MEDICAL_RECORD,
        BILL,
        BILL_ITEM,
        PAYMENT,
        CAMPAIGN,
        MESSAGE,
        PHYSICIAN,
    )
}
