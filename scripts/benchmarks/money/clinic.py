"""An invented clinic's bills, always the same: four a patient, of two lines each."""

import csv
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

MODES = ("Cash", "UPI", "Card")
_PER_PATIENT = 4
_ITEMS = ("Consultation", "Dressing", "X-ray", "Blood test", "Medicines")


def write(folder: Path, bills: int) -> dict[str, int]:
    """Write the export; return the records that its bills make."""
    folder.mkdir(parents=True)
    tables: dict[str, list[dict]] = {"bills": [], "bill_items": [], "payments": []}
    for number in range(bills):
        bill, items, receipts = _bill(number)
        tables["bills"].append(bill)
        tables["bill_items"] += items
        tables["payments"] += receipts
    patients = -(-bills // _PER_PATIENT)
    _write(
        folder / "patients.csv",
        (
            {"patient_id": f"P{number:06}", "name": f"Name Number{number}"}
            for number in range(patients)
        ),
    )
    for name, rows in tables.items():
        _write(folder / f"{name}.csv", rows)
    return {"bills": bills, "payments": len(tables["payments"])}


def _write(path: Path, rows: Iterable[dict]) -> None:
    rows = list(rows)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _bill(number: int) -> tuple[dict, list[dict], list[dict]]:
    dice = random.Random(f"bill {number}")
    day = date(2021, 1, 1) + timedelta(days=dice.randrange(1700))
    prices = [dice.randrange(100, 3000) for _line in range(2)]
    total, key = sum(prices), f"B{number:06}"
    paid = 0 if number % 10 == 9 else total
    bill = {
        "bill_id": key,
        "patient_id": f"P{number // _PER_PATIENT:06}",
        "date": day.isoformat(),
        "total": f"{total}.00",
        "paid": f"{paid}.00",
        "outstanding": f"{total - paid}.00",
        "status": "Paid" if paid else "Unpaid",
        "currency": "INR",
    }
    items = [
        {
            "bill_id": key,
            "item_name": dice.choice(_ITEMS),
            "quantity": "1",
            "unit_price": f"{price}.00",
            "total": f"{price}.00",
        }
        for price in prices
    ]
    receipt = {
        "payment_id": f"R{number:06}",
        "bill_id": key,
        "patient_id": bill["patient_id"],
        "date": bill["date"],
        "amount": bill["paid"],
        "payment_method": dice.choice(MODES),
    }
    return bill, items, [receipt] if paid else []
