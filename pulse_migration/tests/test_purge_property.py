"""Whatever a clinic brought and brings, a purge between changes nothing of the end.

Each round loads an export by chance and a newer one, once with a purge between and once
without: contacts, documents, sums, outcomes of rows and findings are the same.
"""

import os
import random
from collections import Counter

from .common import PulseCase, appointment, bill

ROUNDS = int(os.environ.get("PULSE_PURGE_ROUNDS", "5"))
CITIES = ("Pune", "Nashik", "Thane", "")
DRUGS = ("Ibuprofen", "Paracetamol", "Amoxicillin")
ALLERGIES = ("", "Penicillin", "Penicillin; Nuts", "Latex")
FIELDS = ("name", "phone", "city", "email")


class World:
    """A clinic's records at one time; ``go_on`` is some weeks later."""

    def __init__(self, dice):
        self.dice, self.count = dice, 0
        self.tables = {
            name: []
            for name in (
                "patients appointments bills bill_items payments prescriptions "
                "medical_records messages"
            ).split()
        }
        for _ in range(dice.randint(2, 4)):
            self.add_patient()

    def number(self):
        self.count += 1
        return self.count

    def day(self):
        return f"2024-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}"

    def add(self, table, **row):
        self.tables[table].append(row)

    def add_patient(self):
        number = self.number()
        key = f"P{number}"
        self.add(
            "patients",
            patient_id=key,
            name=f"Asha {'ABCDEFGH'[number % 8]}{number}",
            phone=f"+91 98765 {43210 + number}",
            city=self.dice.choice(CITIES),
            email=self.dice.choice(("", f"p{number}@example.com")),
            gender="F",
            allergy_notes=self.dice.choice(ALLERGIES),
        )
        for _ in range(self.dice.randint(0, 3)):
            self.dice.choice(KINDS)(self, key)

    def add_visit(self, key):
        self.tables["appointments"].append(appointment(self.number(), key, self.day()))

    def add_bill(self, key):
        number, total = self.number(), self.dice.randint(1, 9) * 100
        paid = self.dice.choice((0, total // 2, total))
        row = bill(number, key, self.day(), f"{total}.00", f"{paid}.00")
        self.tables["bills"].append(row)
        if self.dice.random() < 0.5:
            for part in range(2):
                self.add(
                    "bill_items",
                    bill_id=row["bill_id"],
                    item_name=f"Item {part}",
                    quantity="1",
                    amount=f"{total / 2:.2f}",
                )
        if paid:
            self.add_payment(row, paid)

    def add_payment(self, row, amount):
        receipt = self.dice.choice(("", f"R{self.number()}"))
        self.add(
            "payments",
            bill_id=row["bill_id"],
            patient_id=row["patient_id"],
            receipt_number=receipt,
            date=self.day(),
            amount=f"{amount}.00",
            payment_method="Cash",
        )

    def add_prescription(self, key):
        number, day = f"RX{self.number()}", self.day()
        for drug in self.dice.sample(DRUGS, self.dice.randint(1, 2)):
            self.add(
                "prescriptions",
                prescription_id=number,
                patient_id=key,
                date=day,
                medication=drug,
                dosage="1 a day",
            )

    def add_record(self, key):
        self.add(
            "medical_records",
            record_id=f"MR{self.number()}",
            patient_id=key,
            date=self.day(),
            diagnosis=self.dice.choice(("Cough", "Fever")),
        )

    def add_message(self, key):
        number = self.number()
        self.add(
            "messages",
            message_id=f"M{number}",
            thread_id=f"T{key}",
            patient_id=key,
            sent_at=f"{self.day()} 10:{number % 60:02}",
            direction="in",
            body=f"Text {number}",
        )

    def go_on(self):
        """New records, and changes of old ones."""
        for _ in range(self.dice.randint(2, 6)):
            self.dice.choice(KINDS)(self, self.a("patients")["patient_id"])
        if self.dice.random() < 0.5:
            self.add_patient()
        patient = self.a("patients")
        patient["city"] = self.dice.choice(CITIES)
        patient["allergy_notes"] = self.dice.choice(ALLERGIES)
        owing = [row for row in self.tables["bills"] if float(row["outstanding"])]
        if owing:
            row = self.dice.choice(owing)
            self.add_payment(row, int(float(row["outstanding"])))
            row |= {"paid": row["total"], "outstanding": "0.00", "status": "Paid"}
        if self.tables["prescriptions"]:
            line = self.a("prescriptions")
            line["dosage"] = "2 a day"
            # a clinic may send again what changed of a document, and no more
            if self.dice.random() < 0.3:
                self.tables["prescriptions"] = [line]

    def a(self, table):
        return self.dice.choice(self.tables[table])

    def export(self, is_part=False):
        """Return the tables as they are written; of a part, some of the bills' rows."""
        tables = {
            name: [dict(row) for row in rows]
            for name, rows in self.tables.items()
            if rows
        }
        if is_part:
            for name in ("messages", "medical_records", "appointments"):
                tables[name] = tables.get(name, [])[-2:]
            bills = tables.get("bills", [])[-2:]
            numbers = {row["bill_id"] for row in bills}
            tables["bills"] = bills
            for name in ("bill_items", "payments"):
                rows = tables.get(name, [])
                tables[name] = [row for row in rows if row["bill_id"] in numbers]
        return {name: rows for name, rows in tables.items() if rows}


KINDS = (
    World.add_visit,
    World.add_bill,
    World.add_bill,
    World.add_prescription,
    World.add_record,
    World.add_message,
)


class TestPurgeProperty(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"

    def test_a_purge_between_two_exports_changes_nothing_of_the_end(self):
        for number in range(ROUNDS):
            with self.subTest(world=number):
                self.play(number)

    def play(self, number):
        dice = random.Random(number)
        world = World(dice)
        first = world.export()
        world.go_on()
        second = world.export(is_part=dice.random() < 0.5)
        expected = self.end_of(first, second, is_purged=False)
        found = self.end_of(first, second, is_purged=True)
        for name, said in expected.items():
            self.assertEqual(found[name], said, name)

    def end_of(self, first, second, is_purged):
        """Return what two exports come to; the database is as before afterwards."""
        savepoint = self.env.cr.savepoint()
        try:
            self.migrate(**first)
            if is_purged:
                self.migration._purge()
            run = self.migrate(**second)
            return self.read_end(run)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def read_end(self, run):
        self.assertEqual(run.state, "done", run.check_ids.mapped("code"))
        self.assertEqual(run.report["verify"]["mismatches"], 0)
        self.assertAccounted(run)
        partners = self.env["res.partner"].search(
            [("x_studio_patient_id", "!=", False)], order="x_studio_patient_id"
        )
        studio = [name for name in partners._fields if name.startswith("x_studio_")]
        return {
            "partners": [[p[name] for name in (*FIELDS, *studio)] for p in partners],
            "documents": sorted(
                (
                    document.x_studio_document_type,
                    partners.browse(document.res_id).x_studio_patient_id,
                    document.name,
                    document.raw,
                )
                for document in self.documents()
            ),
            "money": run.report["money"],
            "rows": Counter((r.object_name, r.state, r.reason) for r in self.rows(run)),
            "checks": Counter((c.code, c.severity) for c in run.check_ids),
            "activities": len(self.activities()),
        }
