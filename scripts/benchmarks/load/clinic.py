"""An invented clinic of any size, always the same, as the CSV files of an export.

Per patient four appointments and one prescription, and for every second one a bill.
"""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

PHYSICIANS = ("Dr. Meera Shah", "Dr. Arun Bose", "Dr. John Mathew", "Dr. Sana Sheikh")
APPOINTMENTS = 4
PRESCRIPTIONS = 1
_FIRST = "Asha Ravi Lata Suresh Meena Vikram Pooja Imran Fatima Joseph Anita".split()
_LAST = "Rao Sharma Iyer Khan Patil Nair Gupta Reddy Singh Joshi Das Pillai".split()
_BLOOD = "A+ A- B+ B- AB+ AB- O+ O-".split()
_CITIES = (("Pune", "Maharashtra"), ("Kochi", "Kerala"), ("Mysuru", "Karnataka"))
_TYPES = ("Consultation", "Follow-up", "Procedure")
_STATUSES = ("Completed", "Completed", "Completed", "Cancelled", "No-Show")
_REASONS = ("Cough", "Fever", "Back pain", "Review of reports", "Vaccination")
_DRUGS = ("Amoxicillin", "Paracetamol", "Metformin", "Cetirizine", "Ibuprofen")


def email_of(physician: str) -> str:
    return f"{physician.split()[-1].lower()}@clinic.example"


def write(
    folder: Path,
    patients: int,
    with_bills: bool,
    appointments: int = APPOINTMENTS,
    prescriptions: int = PRESCRIPTIONS,
) -> dict[str, int]:
    """Write the export; return the records of each object.

    :param appointments: of each patient, as ``prescriptions``
    """
    folder.mkdir(parents=True)
    counts = {
        "patient": patients,
        "appointment": patients * appointments,
        "prescription": patients * prescriptions,
    }
    tables = {
        "patients": _patients(patients),
        "appointments": _appointments(patients, appointments),
        "prescriptions": _prescriptions(patients, prescriptions),
    }
    if with_bills:
        counts["bill"] = (patients + 1) // 2
        tables["bills"] = _bills(patients)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as out:
            first = next(rows)
            writer = csv.DictWriter(out, first)
            writer.writeheader()
            writer.writerow(first)
            writer.writerows(rows)
    return counts


def _dice(number: int, table: str) -> random.Random:
    return random.Random(f"{table} {number}")


def _physician(number: int) -> dict[str, str]:
    name = PHYSICIANS[number % len(PHYSICIANS)]
    return {"physician": name, "physician_email": email_of(name)}


def _day(dice: random.Random) -> date:
    return date(2021, 1, 1) + timedelta(days=dice.randrange(1700))


def _patients(count: int) -> Iterator[dict[str, str]]:
    for number in range(count):
        dice = _dice(number, "patient")
        first, last = dice.choice(_FIRST), dice.choice(_LAST)
        city, state = dice.choice(_CITIES)
        born = date(1935, 1, 1) + timedelta(days=dice.randrange(30000))
        yield {
            "patient_id": f"P{number:06}",
            "name": f"{first} {last}",
            "gender": dice.choice(("Female", "Male")),
            "date_of_birth": born.isoformat(),
            "phone": f"+91 9{dice.randrange(10**4):04} {dice.randrange(10**5):05}",
            "email": f"{first}.{last}{number}@example.com".lower(),
            "address": f"{dice.randrange(1, 900)}, {dice.choice(_LAST)} Road",
            "city": city,
            "state": state,
            "pincode": f"4{dice.randrange(10**5):05}",
            "country": "India",
            "blood_group": dice.choice(_BLOOD),
            "allergy_notes": dice.choice(("", "", "Penicillin", "Dust; pollen")),
            "chronic_conditions": dice.choice(("", "", "Asthma", "Hypertension")),
            "status": "Active",
            "created_at": f"{_day(dice)} 09:30:00",
            **_physician(number),
        }


def _appointments(count: int, each: int) -> Iterator[dict[str, str]]:
    for number in range(count * each):
        dice = _dice(number, "appointment")
        yield {
            "appointment_id": f"A{number:07}",
            "patient_id": f"P{number // each:06}",
            "appointment_date": _day(dice).isoformat(),
            "appointment_time": f"{dice.randrange(9, 20):02}:{dice.choice((0, 30)):02}",
            "duration_minutes": dice.choice(("15", "30")),
            "type": dice.choice(_TYPES),
            "status": dice.choice(_STATUSES),
            "reason": dice.choice(_REASONS),
            "notes": f"{dice.choice(_REASONS)} for {dice.randrange(2, 9)} days.",
            **_physician(number),
        }


def _prescriptions(count: int, each: int) -> Iterator[dict[str, str]]:
    for number in range(count * each):
        dice = _dice(number, "prescription")
        yield {
            "prescription_id": f"R{number:06}",
            "patient_id": f"P{number // each:06}",
            "date": _day(dice).isoformat(),
            "medication": dice.choice(_DRUGS),
            "dosage": dice.choice(("250 mg", "500 mg")),
            "frequency": dice.choice(("1-0-1", "1-1-1", "0-0-1")),
            "duration": f"{dice.randrange(3, 15)} days",
            "instructions": "After food",
            **_physician(number),
        }


def _bills(count: int) -> Iterator[dict[str, str]]:
    for number in range(0, count, 2):
        dice = _dice(number, "bill")
        total = f"{dice.randrange(200, 5000)}.00"
        yield {
            "bill_id": f"B{number:06}",
            "patient_id": f"P{number:06}",
            "date": _day(dice).isoformat(),
            "description": dice.choice(_TYPES),
            "amount": total,
            "tax": "0.00",
            "total": total,
            "paid": total,
            "outstanding": "0.00",
            "status": "Paid",
            "currency": "INR",
        }
