"""Appointments of a patient, and what the doctor wrote at them."""

import math
from collections.abc import Iterator
from itertools import count

from .dice import Dice
from .people import Person, Physician, iso

MOST_VISITS = 200
TYPES = ("Consultation",) * 5 + ("Follow-up",) * 6 + ("Procedure",) * 2
PAST_STATUSES = ("Completed",) * 17 + ("Cancelled",) * 2 + ("No-Show",)
DURATIONS = {"Consultation": (15, 20, 30), "Follow-up": (10, 15), "Procedure": (45, 60)}
VISIT_NOTES = (
    "Brought old reports",
    "Wants to be seen by the same doctor",
    "Payment by insurance, approval pending",
    "Reminder sent on WhatsApp",
)
RECORD_NOTES = (
    "BP 130/80, pulse 78",
    "Advised to bring previous X-ray",
    "Weight 68 kg, temp 98.6 °F",
    "Attendant explained the plan",
)
RECORD_SHARE = 0.23
PRESCRIPTION_SHARE = 0.165


class Visits:
    """Makes a patient's appointments, records and prescriptions; numbers run on."""

    def __init__(self, today: int, staff: list[Physician]) -> None:
        self.today = today
        self.staff = staff
        self._appointments = count(1)
        self._records = count(1)
        self._prescriptions = count(1)

    def appointments(self, person: Person, dice: Dice) -> list[dict[str, str]]:
        """Appointment rows in order of date; the past ones are settled."""
        return [
            self._appointment(person, day, dice)
            for day in sorted(self._days(person, dice))
        ]

    def _days(self, person: Person, dice: Dice) -> Iterator[int]:
        """Days as ordinals: never today, so that past and future are plain."""
        number = visit_count(dice)
        span = self.today - person.created
        for place in range(number):
            if place and dice.chance(0.04):
                yield self.today + dice.between(1, 45)
            else:
                yield person.created + (dice.below(span) if place else 0)

    def _appointment(self, person: Person, day: int, dice: Dice) -> dict[str, str]:
        doctor = person.physician if dice.chance(0.8) else dice.pick(self.staff)
        kind = dice.pick(TYPES)
        future = day > self.today
        return {
            "appointment_id": f"A{next(self._appointments):07d}",
            "patient_id": person.patient_id,
            "appointment_date": iso(day),
            "appointment_time": f"{dice.between(9, 20):02d}:{dice.below(4) * 15:02d}",
            "duration_minutes": str(dice.pick(DURATIONS[kind])),
            "physician": doctor.name,
            "physician_email": doctor.email,
            "type": kind,
            "status": "Scheduled" if future else dice.pick(PAST_STATUSES),
            "reason": dice.pick(doctor.specialty.cases)[0],
            "notes": dice.pick(VISIT_NOTES) if dice.chance(0.12) else "",
        }

    def record(self, visit: dict[str, str], doctor: Physician, dice: Dice) -> dict:
        """The medical record of a completed visit."""
        complaint, diagnosis, plan = dice.pick(doctor.specialty.cases)
        return {
            "record_id": f"MR{next(self._records):07d}",
            **_of_visit(visit),
            "date": visit["appointment_date"],
            "chief_complaint": complaint,
            "diagnosis": diagnosis,
            "treatment_plan": plan,
            "notes": dice.pick(RECORD_NOTES) if dice.chance(0.5) else "",
            "file": "",
        }

    def prescription(
        self, visit: dict[str, str], doctor: Physician, dice: Dice
    ) -> list[dict[str, str]]:
        """One row a drug, 1 to 5 drugs, under one prescription id."""
        drugs = doctor.specialty.drugs
        first = dice.below(len(drugs))
        wanted = min(dice.pick((1, 1, 2, 2, 3, 3, 4, 5)), len(drugs))
        head = {
            "prescription_id": f"RX{next(self._prescriptions):07d}",
            **_of_visit(visit),
            "date": visit["appointment_date"],
        }
        rows = []
        for step in range(wanted):
            name, dosage, often, days, how = drugs[(first + step) % len(drugs)]
            drug = {"medication": name, "dosage": dosage, "frequency": often}
            rest = {"duration": f"{days} days", "instructions": how, "file": ""}
            rows.append({**head, **drug, **rest})
        return rows


def visit_count(dice: Dice) -> int:
    """How often somebody comes: 5.5 times on average, a tenth never, few very often."""
    share = dice.roll()
    if share < 0.1:
        return 0
    if share < 0.65:
        return dice.between(1, 3)
    # square root and division are exact everywhere, unlike powers and logarithms
    return min(MOST_VISITS, int(6.5 / math.sqrt(max(dice.roll(), 1e-9))))


def _of_visit(visit: dict[str, str]) -> dict[str, str]:
    keys = ("patient_id", "appointment_id", "physician", "physician_email")
    return {key: visit[key] for key in keys}
