"""Physicians and patients of the invented clinic."""

from dataclasses import dataclass
from datetime import date

from . import medicine, names, places
from .dice import Dice

CLINIC = "Niramaya Clinic"
BLOOD_GROUPS = (
    *("O+",) * 36,
    *("B+",) * 32,
    *("A+",) * 21,
    *("AB+",) * 7,
    *("O-", "B-", "A-", "AB-"),
)
# series in use in India, first digit 6 to 9; the second set keeps alternates apart
MOBILE_SERIES = (
    "9820 9822 9823 9850 9890 9922 9970 9975 9011 9158 9226 9370 9403 9420 9545 9604 "
    "9657 9702 9764 9867 9930 8007 8087 8149 8275 8380 8446 8605 8698 8805 8888 8975 "
    "7020 7038 7083 7218 7276 7350 7387 7498 7507 7588 7709 7738 7758 7798 7875 7972 "
    "6260 6300 6351 6361"
).split()
ALTERNATE_SERIES = "9833 9860 9892 9904 8097 8180 8308 8552 7045 7219 7620 6374".split()
MAIL_DOMAINS = ("mailbox.example", "inbox.example", "post.example")
REFERRALS = ("", "", "", "Friend", "Google", "Family", "Walk-in", "Dr. S. Bhave")
TAGS = ("", "", "", "", "VIP", "Diabetic club", "Senior citizen", "Corporate", "Staff")
REMARKS = (
    "Prefers evening slots",
    "Call before confirming",
    "Needs wheelchair access",
    "Speaks Marathi only",
    "Patient’s father will pay – ask at the desk",
    "Insurance papers pending, collect originals",
    'Wants "second opinion" notes by e-mail',
)
DAYS_OF_HISTORY = 2900


@dataclass(frozen=True)
class Physician:
    """A doctor of the clinic; ``row`` is the line in physicians."""

    name: str
    email: str
    specialty: medicine.Specialty
    row: dict[str, str]


@dataclass(frozen=True)
class Person:
    """A patient; ``created`` is the day of registration as a date ordinal."""

    number: int
    row: dict[str, str]
    created: int
    physician: Physician

    @property
    def patient_id(self) -> str:
        return self.row["patient_id"]


def iso(ordinal: int) -> str:
    """The ISO text of a date ordinal."""
    return date.fromordinal(ordinal).isoformat()


def mobile(number: int, series: list[str], dice: Dice) -> str:
    """A well-formed Indian mobile, different for each ``number`` below a million."""
    tail = (number * 387_421 + 48_611) % 1_000_000
    digits = f"{dice.pick(series)}{tail:06d}"
    return f"+91 {digits[:5]} {digits[5:]}"


def physicians(count: int, seed: object) -> list[Physician]:
    """The clinic's doctors; every specialty is there from four doctors on."""
    return [_physician(number, seed) for number in range(count)]


def _physician(number: int, seed: object) -> Physician:
    dice = Dice(seed, "physician", number)
    region = dice.pick(places.PUNE.people)
    woman = dice.chance(0.45)
    given = dice.pick(region.women if woman else region.men)
    surname = dice.pick(region.surnames)
    specialty = medicine.SPECIALTIES[number % len(medicine.SPECIALTIES)]
    # more doctors than names: the middle initial keeps colleagues apart
    initial = f" {chr(65 + number // 26 % 26)}." if number >= 26 else ""
    name = f"Dr. {given}{initial} {surname}"
    local = f"{given}.{surname}".lower().replace("'", "")
    email = f"{local}{number + 1}@niramayaclinic.example"
    row = {
        "physician_id": f"D{number + 1:03d}",
        "name": name,
        "email": email,
        "phone": mobile(900_000 + number, MOBILE_SERIES, dice),
        "specialty": specialty.name,
        "role": "Physician",
        "registration_number": f"MMC-{20_000 + number * 37}",
        "gender": "Female" if woman else "Male",
        "clinic": CLINIC,
        "city": "Pune",
        "state": "Maharashtra",
        "pincode": "411004",
        "active": "Yes" if number < 3 or not dice.chance(0.05) else "No",
    }
    return Physician(name, email, specialty, row)


def person(number: int, seed: object, today: int, staff: list[Physician]) -> Person:
    """Patient ``number`` (from 1); needs no other patient, so any can be asked for."""
    dice = Dice(seed, number)
    city = places.PUNE if dice.chance(0.72) else dice.pick(places.ELSEWHERE)
    name, gender, local = _name(dice, dice.pick(city.people), number)
    created = today - 1 - dice.below(DAYS_OF_HISTORY)
    # two thirds are adults of working age, the rest children and the old
    age = dice.between(18, 60) if dice.chance(0.66) else dice.between(0, 94)
    born = max(created - 1 - age * 365 - dice.below(365), 2)
    physician = staff[dice.below(len(staff))]
    has_mail = dice.chance(0.62)
    row = {
        "patient_id": f"{number:06d}",
        "name": name,
        "gender": gender,
        "date_of_birth": iso(born) if dice.chance(0.9) else "",
        "phone": mobile(number, MOBILE_SERIES, dice) if dice.chance(0.97) else "",
        "alternate_phone": _alternate(number, dice),
        "email": f"{local}{number}@{dice.pick(MAIL_DOMAINS)}" if has_mail else "",
        **_address(dice, city),
        "blood_group": dice.pick(BLOOD_GROUPS) if dice.chance(0.55) else "",
        **_history(dice),
        "referred_by": dice.pick(REFERRALS),
        "tags": dice.pick(TAGS),
        "physician": physician.name,
        "physician_email": physician.email,
        "status": "Active" if dice.chance(0.94) else "Inactive",
        "created_at": f"{iso(created)} {_opening_time(dice)}",
        "updated_at": "",
        "remarks": dice.pick(REMARKS) if dice.chance(0.15) else "",
    }
    row["updated_at"] = row["created_at"]
    return Person(number, row, created, physician)


def _name(dice: Dice, region: names.Region, number: int) -> tuple[str, str, str]:
    """Whole name, gender and the local part of an e-mail address."""
    if dice.chance(0.02):
        name, gender = dice.pick(region.in_script)
        return name, gender, "patient"
    woman = dice.chance(0.52)
    given = dice.pick(region.women if woman else region.men)
    surname = dice.pick(region.surnames)
    gender = "Female" if woman else "Male"
    if dice.chance(0.02):
        gender = dice.pick(("", "Other", ""))
    local = f"{given}.{surname}".lower().replace("'", "")
    return f"{given} {surname}", gender, local


def _alternate(number: int, dice: Dice) -> str:
    return mobile(number, ALTERNATE_SERIES, dice) if dice.chance(0.12) else ""


def _address(dice: Dice, city: places.City) -> dict[str, str]:
    building = dice.pick(places.BUILDINGS)
    street = f"Flat {dice.between(1, 904)}, {building}, {dice.pick(city.localities)}"
    if dice.chance(0.3):
        street = f"{street}, {dice.pick(places.LANDMARKS)}"
    known = dice.chance(0.88)
    return {
        "address": street if known else "",
        "city": city.name,
        "state": city.state,
        "pincode": str(city.pin + dice.below(city.pins)) if known else "",
        "country": "India",
    }


def _history(dice: Dice) -> dict[str, str]:
    allergies, conditions = "", ""
    if dice.chance(0.16):
        allergies = dice.pick(medicine.ALLERGIES)
        second = dice.pick(medicine.ALLERGIES)
        if second != allergies and dice.chance(0.3):
            allergies = f"{allergies}; {second}"
    if dice.chance(0.22):
        conditions = dice.pick(medicine.CONDITIONS)
    return {"allergy_notes": allergies, "chronic_conditions": conditions}


def _opening_time(dice: Dice) -> str:
    return f"{dice.between(9, 19):02d}:{dice.below(60):02d}:00"
