"""Rows that say the same again, and are looked at nevertheless: what they rest on
moved, or somebody else's row says more about them.
"""

from unittest.mock import patch

from odoo.exceptions import UserError

from odoo.addons.pulse_migration.models.delta import same_again

from .common import PATIENTS, bill
from .test_document_loader import record
from .test_same_rows import SameRowsCase

PHONES = ("9820000011", "9820000021", "9820000011")  # the first and last are a family
# no physician, for whom an undo would take the user back, and no word that is mapped
PLAIN = [
    {
        "patient_id": patient["patient_id"],
        "name": patient["name"],
        "city": "Pune",
        "phone": phone,
    }
    for patient, phone in zip(PATIENTS, PHONES, strict=True)
]


def moved(number, city="Goa"):
    """Return the patients, one of whom lives elsewhere."""
    return [{**p, "city": city} if n == number else p for n, p in enumerate(PLAIN)]


def message(number, phone):
    return {
        "message_id": f"M{number}",
        "thread_id": f"T{number}",
        "patient_id": "",
        "patient_phone": phone,
        "sent_at": "2024-03-05 10:00:00",
        "body": "Hello",
    }


class TestTakenBack(SameRowsCase):
    def test_what_stood_for_a_row_is_deleted_with_its_run(self):
        for more in ([], [{**PLAIN[2], "patient_id": "P7", "name": "Nila Das"}]):
            with self.subTest(more=len(more)), self.rolled_back():
                first = self.migrate(patients=PLAIN)
                patients = [*PLAIN, *more]
                self.newer({"patients": patients})
                first._undo()
                first.unlink()
                run = self.assertSameAsByRow({"patients": patients})
                self.assertEqual(run.report["objects"]["patient"]["created"], 3)
                self.assertTrue(self.partner("P1"))

    def test_what_is_taken_back_after_the_approval_is_no_longer_unchanged(self):
        first = self.migrate(patients=PLAIN)
        for least in (1, 1 << 30):
            with self.subTest(least=least), self.rolled_back():
                with patch.object(same_again, "LEAST_ROWS", least):
                    run = self.approve(self.plan(patients=moved(2)))
                    self.assertEqual(bool(run.same_count), least == 1)
                    self.assert_planned_anew_after_undo(first, run)

    def test_a_whole_export_taken_back_after_the_approval_is_not_the_same(self):
        first = self.migrate(patients=PLAIN)
        run = self.approve(self.plan(patients=PLAIN))
        self.assertEqual(run.same_as_id, first)
        self.assert_planned_anew_after_undo(first, run)

    def assert_planned_anew_after_undo(self, first, run):
        """The approved run is refused once ``first`` is gone; planned anew it loads."""
        first._undo()
        with self.assertRaisesRegex(UserError, "was taken back since"):
            run._load()
        run.action_plan()
        self.approve(run)
        run._load()
        run.action_verify()
        self.assertEqual(run.report["objects"]["patient"]["created"], 3)

    def test_an_older_run_that_was_loaded_later_is_the_last_word(self):
        self.migrate(patients=PLAIN)
        runs = self.env["pulse.run"]
        old, new = runs.create([{"migration_id": self.migration.id}] * 2)
        self.migrate(patients=moved(0))
        self.assertTrue(new.loaded_at)
        old._receive_path(self.export(patients=[{**PLAIN[0], "city": "Agra"}]))
        old.action_plan()
        self.approve(old)
        old._load()
        old.action_verify()
        new.loaded_at = "2024-03-05 10:00:00"
        both = moved(0)
        both[2] = moved(2)[2]
        run = self.assertSameAsByRow({"patients": both})
        self.assertEqual(run.compared_with_id, new)
        self.assertEqual(self.partner("P1").city, "Goa")

    def rolled_back(self):
        return RolledBack(self.env)


class RolledBack:
    """What is done within counts no longer afterwards."""

    def __init__(self, env):
        self.env = env

    def __enter__(self):
        self.env.flush_all()
        self.savepoint = self.env.cr.savepoint(flush=False)

    def __exit__(self, *_error):
        self.env.invalidate_all(flush=False)
        self.savepoint.rollback()
        self.savepoint.close(rollback=False)
        self.env.registry.clear_all_caches()


class TestOthersRows(SameRowsCase):
    def test_a_message_by_phone_finds_all_who_have_it(self):
        first = {"patients": PLAIN, "messages": [message(1, PHONES[1])]}
        self.migrate(**first)
        more = [message(2, PHONES[1]), message(3, PHONES[0])]
        run = self.assertSameAsByRow({**first, "messages": [*first["messages"], *more]})
        states = {row.external_id: row.state for row in self.rows(run, "message")}
        self.assertEqual((states["M2"], states["M3"]), ("created", "held"))

    def test_a_family_by_the_export_is_one_whatever_odoo_says(self):
        first = {"patients": PLAIN, "messages": [message(1, PHONES[1])]}
        self.migrate(**first)
        self.partner("P3").phone = "+91 98 7777 7777"
        for patients in (PLAIN, moved(0)):
            with self.subTest(patients=patients is PLAIN):
                messages = [*first["messages"], message(3, PHONES[0])]
                self.assertSameAsByRow({"patients": patients, "messages": messages})

    def test_an_older_record_of_the_day_does_not_fill_the_page(self):
        records = [
            record(1, "P1", "2024-05-05", "Cough"),
            record(2, "P1", "2024-05-05", "Fever"),
        ]
        first = self.migrate(patients=PATIENTS, medical_records=records)
        said = self.partner("P1").x_studio_diagnosis
        self.undo_rows(self.rows(first, "medical_record")[:1])
        patients = [*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}]
        self.assertSameAsByRow({"patients": patients, "medical_records": records})
        self.assertEqual(self.partner("P1").x_studio_diagnosis, said)

    def test_a_bill_whose_lines_are_in_no_file_is_looked_at(self):
        bills = [bill(1, "P1", "2024-03-05", "500.00", "200.00")]
        lines = [
            {"bill_id": "B1", "item_name": name, "quantity": "1", "amount": "250.00"}
            for name in ("Scan", "Plaster")
        ]
        self.migrate(patients=PATIENTS, bills=bills, bill_items=lines)
        patients = [*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}]
        run = self.assertSameAsByRow({"patients": patients, "bills": bills})
        self.assertTrue(self.rows(run, "bill"))
