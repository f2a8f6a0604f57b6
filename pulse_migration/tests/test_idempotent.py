"""The same export again: every row unchanged, nothing written anywhere."""

from datetime import timedelta

from .common import PATIENTS, PDF, PulseCase, appointment, bill
from .test_document_loader import drug, record

TARGETS = ("res_partner", "res_users", "mail_activity", "ir_attachment")
LATER = (
    "UPDATE {0} SET write_date = write_date - interval '1 day' "
    "WHERE write_date IS NOT NULL"
)


def tables():
    return {
        "patients": [*PATIENTS, PATIENTS[0]],
        "appointments": [
            appointment(1, "P1", "2024-03-05"),
            appointment(2, "P2", "2099-03-05", status="Scheduled"),
            appointment(3, "P9", "2024-03-05"),
        ],
        "prescriptions": [
            drug(1, "P1", "Amoxicillin", file="rx1.pdf"),
            drug(1, "P1", "Paracetamol"),
            drug(2, "P2", "Ibuprofen"),
        ],
        "medical_records": [
            record(1, "P1", "2024-03-05", "Cough"),
            record(2, "P1", "2024-05-05", "Fever"),
        ],
        "bills": [
            bill(1, "P1", "2024-03-05", "500.00", "200.00"),
            bill(2, "P1", "2024-04-05", "80.00", "80.00"),
        ],
        "messages": [
            {
                "message_id": "M1",
                "thread_id": "T1",
                "patient_id": "P1",
                "sent_at": "2024-03-05 10:00:00",
                "body": "Hello",
            }
        ],
        "rx1_pdf": PDF,
    }


class TestIdempotent(PulseCase):
    def write_dates(self):
        """Return {(table, id): write date}; what the addon itself keeps is left out."""
        self.env.flush_all()
        found = {}
        for table in TARGETS:
            where = "WHERE res_model IS DISTINCT FROM 'pulse.file'"
            self.env.cr.execute(
                f"SELECT id, write_date FROM {table} "
                f"{where if table == 'ir_attachment' else ''}"
            )
            found.update({(table, id_): at for id_, at in self.env.cr.fetchall()})
        return found

    def age(self):
        """Put every record's last write a day back: a new write cannot hide."""
        self.env.flush_all()
        for table in TARGETS:
            self.env.cr.execute(LATER.format(table))
        self.env.invalidate_all()

    def assertNothingMoves(self, again):
        before = self.write_dates()
        run = self.migrate(**again)
        self.assertEqual(self.write_dates(), before)
        self.assertFalse(self.env["pulse.change"].search([("run_id", "=", run.id)]))
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged", "held"})
        self.assertEqual(run.state, "done")
        self.assertAccounted(run)
        return run

    def test_the_same_export_moves_no_record(self):
        self.migrate(**tables())
        self.age()
        self.assertNothingMoves(tables())

    def test_rows_in_another_order_are_the_same_export(self):
        self.migrate(**tables())
        self.age()
        self.assertNothingMoves(
            {
                name: content[::-1] if isinstance(content, list) else content
                for name, content in tables().items()
            }
        )

    def test_another_notation_of_the_same_values_changes_nothing(self):
        self.migrate(patients=PATIENTS)
        self.age()
        other = {
            **PATIENTS[0],
            "phone": "098765-43210",
            "gender": "Female",
            "blood_group": "O positive",
        }
        run = self.migrate(patients=[other])
        self.assertEqual(self.rows(run).state, "unchanged")

    def test_an_amount_without_its_noughts_is_the_same_amount(self):
        bills = tables()["bills"]
        self.migrate(patients=PATIENTS, bills=bills)
        self.age()
        amounts = ("amount", "tax", "total", "paid", "outstanding")
        shorter = [
            {k: v.removesuffix(".00") if k in amounts else v for k, v in row.items()}
            for row in bills
        ]
        run = self.migrate(bills=shorter)
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged"})

    def test_a_third_time_is_like_the_second(self):
        self.migrate(**tables())
        self.migrate(**tables())
        self.age()
        self.assertNothingMoves(tables())

    def test_only_what_changed_is_written(self):
        self.migrate(**tables())
        self.age()
        before = self.write_dates()
        changed = tables()
        changed["patients"] = [*PATIENTS[:2], {**PATIENTS[2], "city": "Nashik"}]
        run = self.migrate(**changed)
        moved = {key for key, at in self.write_dates().items() if before.get(key) != at}
        self.assertEqual(moved, {("res_partner", self.partner("P3").id)})
        change = self.env["pulse.change"].search([("run_id", "=", run.id)])
        self.assertEqual(change.after, {"city": "Nashik"})
        self.assertEqual(change.before, {"city": False})

    def test_an_aged_write_date_would_show(self):
        """The check itself can fail."""
        self.migrate(patients=PATIENTS)
        self.age()
        before = self.write_dates()
        self.partner("P1").city = "Thane"
        after = self.write_dates()
        moved = [key for key in after if after[key] != before[key]]
        self.assertEqual(moved, [("res_partner", self.partner("P1").id)])
        self.assertGreater(after[moved[0]] - before[moved[0]], timedelta(hours=23))
