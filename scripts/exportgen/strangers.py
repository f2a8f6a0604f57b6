"""Rows that do not belong, or stand there twice: each builder makes one of them.

A builder takes the bundle's patient number, a clean row and the dice, and returns the
extra row with the columns in which it lies, or None.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from .clinic import Clinic
from .dice import Dice


@dataclass(frozen=True)
class Stranger:
    """An extra row: ``column`` is where it differs, ``distance`` how many patients
    later it is written."""

    name: str
    table: str
    row: dict[str, str]
    column: str
    original: str
    expect: str
    code: str
    distance: int = 0


class Strangers:
    """Extra rows for a patient, by turns; ids beyond the clinic's own run on."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self._numbers = count(clinic.patients + 1)
        self._makers = {
            "duplicate_row": self._same,
            "duplicate_id_other_data": self._other_data,
            "same_person_other_id": self._other_id,
            "same_person_other_branch": self._other_branch,
            "homonym": self._homonym,
            "test_patient": self._test,
            "patient_without_id": self._without_id,
            "patient_without_name": self._without_name,
            "duplicate_appointment": self._same_visit,
            "payment_cancelled": self._cancelled,
        }

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._makers)

    def make(
        self, name: str, rows: dict[str, list[dict[str, str]]], dice: Dice
    ) -> Stranger | None:
        """The stranger of this name beside a patient with these clean ``rows``."""
        return self._makers[name](name, rows, dice)

    def _same(self, name: str, rows: dict, dice: Dice) -> Stranger | None:
        return _of_patient(rows, name, {}, "", ("flagged", "duplicate_row"), 3)

    def _other_data(self, name: str, rows: dict, dice: Dice) -> Stranger | None:
        other = {"phone": f"+91 98230 {dice.between(10_000, 99_999)}"}
        other["address"] = "New address, see file"
        how = ("held", "duplicate_id")
        return _of_patient(rows, name, other, "phone", how, 9)

    def _other_id(self, name: str, rows: dict, dice: Dice) -> Stranger | None:
        other = {"patient_id": f"{next(self._numbers):06d}"}
        how = ("flagged", "probable_duplicate_person")
        return _of_patient(rows, name, other, "patient_id", how, 17)

    def _other_branch(self, name: str, rows: dict, dice: Dice) -> Stranger | None:
        """The patient as another branch wrote them down, under an id of its own."""
        if not rows["patients"]:
            return None
        clean = rows["patients"][0]
        other = {"patient_id": f"B2-{next(self._numbers):06d}", "email": ""}
        other["name"] = clean["name"].upper()
        other["phone"] = clean["phone"].replace(" ", "")
        how = ("flagged", "probable_duplicate_person")
        return _of_patient(rows, name, other, "patient_id", how, 23)

    def _homonym(self, name: str, rows: dict, dice: Dice) -> Stranger | None:
        if not rows["patients"]:
            return None
        twin = rows["patients"][0]
        row = dict(self._clinic.person(next(self._numbers)).row)
        row |= {"name": twin["name"], "gender": twin["gender"]}
        how = ("converted", "")
        return Stranger(name, "patients", row, "name", row["name"], *how, 5)

    def _test(self, name: str, rows: dict, dice: Dice) -> Stranger:
        row = dict(self._clinic.person(next(self._numbers)).row)
        row |= {"name": dice.pick(("TEST TEST", "Test Patient")), "email": ""}
        row |= {"phone": "9999999999", "remarks": "do not use"}
        how = ("flagged", "test_patient")
        return Stranger(name, "patients", row, "name", row["name"], *how)

    def _without_id(self, name: str, rows: dict, dice: Dice) -> Stranger:
        row = dict(self._clinic.person(next(self._numbers)).row)
        row["patient_id"], how = "", ("rejected", "patient_id_missing")
        return Stranger(name, "patients", row, "patient_id", "", *how)

    def _without_name(self, name: str, rows: dict, dice: Dice) -> Stranger:
        row = dict(self._clinic.person(next(self._numbers)).row)
        row["name"], how = "", ("rejected", "name_missing")
        return Stranger(name, "patients", row, "name", "", *how)

    def _same_visit(self, name: str, rows: dict, dice: Dice) -> Stranger | None:
        if not rows["appointments"]:
            return None
        row = dict(rows["appointments"][0])
        how = ("flagged", "duplicate_row")
        return Stranger(name, "appointments", row, "", "", *how, 4)

    def _cancelled(self, name: str, rows: dict, dice: Dice) -> Stranger | None:
        """A payment that was entered twice and cancelled: it must not count, but stay
        readable as what it is."""
        if not rows["payments"]:
            return None
        number = f"{next(self._numbers):07d}"
        row = dict(rows["payments"][0])
        row |= {"payment_id": f"PAY9{number}", "receipt_number": f"R9{number}"}
        row["cancelled"] = "Yes"
        how = ("converted", "")
        return Stranger(name, "payments", row, "cancelled", "Yes", *how)


def _of_patient(
    rows: dict, name: str, other: dict[str, str], column: str, how: tuple, later: int
) -> Stranger | None:
    """The patient's row once more, changed by ``other``."""
    if not rows["patients"]:
        return None
    clean = rows["patients"][0]
    row = clean | other
    return Stranger(name, "patients", row, column, clean.get(column, ""), *how, later)


def stock_lines() -> Iterator[str]:
    """A file that is none of Pulse's: the shelf of the pharmacy."""
    yield "SKU,Item,Batch,Expiry,Qty on hand,MRP"
    for number in range(1, 26):
        item = f"SKU-{number:04d},Shelf item {number},B{number * 37}"
        yield f"{item},{number % 12 + 1:02d}/2026,{number},99.00"
