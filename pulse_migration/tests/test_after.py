"""After the move: what waits for a person, and the list of what to rebuild."""

import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from .common import PATIENTS, PDF, PulseCase, appointment


def campaign(number, patient, day, name="Flu shot"):
    return {
        "campaign_id": f"C{number}",
        "name": name,
        "patient_id": patient,
        "channel": "sms",
        "sent_at": f"{day} 09:00",
    }


def message(number, patient, text):
    return {
        "message_id": f"M{number}",
        "thread_id": f"T{patient}",
        "patient_id": patient,
        "sent_at": f"2024-01-{number + 1:02} 12:00",
        "direction": "out",
        "body": text,
    }


class TestAfter(PulseCase):
    def migrate_clinic(self):
        return self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P9", "2024-03-06"),
            ],
            loose_pdf=PDF,
            campaigns=[
                campaign(1, "P1", "2024-01-05"),
                campaign(2, "P2", "2024-02-05"),
                campaign(3, "P1", "2024-02-07", name="Once"),
            ],
            messages=[
                message(n, f"P{n % 3 + 1}", f"Dear Sir, your visit is on {n}")
                for n in range(6)
            ],
        )

    def test_what_waits_is_counted_and_opens(self):
        self.migrate_clinic()
        self.assertEqual(self.migration.orphan_count, 1)
        self.assertEqual(self.migration.document_count, 1)
        action = self.migration.action_open_orphans()
        lists = self.env["ir.ui.view"].browse(action["views"][0][0])
        self.assertIn("action_adopt", lists.get_combined_arch())
        rows = self.env["pulse.row"].search(action["domain"])
        self.assertEqual(rows.external_id, "A2")

    def test_an_orphan_is_given_to_a_patient_and_loads_with_an_approval(self):
        first = self.migrate_clinic()
        orphan = self.rows(first, "appointment").filtered(lambda r: r.state == "held")
        wizard = self.env["pulse.adopt"].browse(orphan.action_adopt()["res_id"])
        wizard.partner_id = self.partner("P2")
        run = self.env["pulse.run"].browse(wizard.action_adopt()["res_id"])
        self.assertNotEqual(run, first)
        self.assertEqual(self.rows(run).mapped("patient_key"), ["P2"])
        self.assertFalse(self.activities().filtered(lambda a: a.res_name == "A2"))
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        made = self.activities().filtered(lambda a: a.x_studio_appointment_id == "A2")
        self.assertEqual(made.res_id, self.partner("P2").id)
        self.assertEqual(orphan.state, "held")
        self.migration.invalidate_recordset()
        self.assertEqual(self.migration.orphan_count, 0)

    def test_only_held_rows_of_an_ended_run_are_given_away(self):
        run = self.migrate_clinic()
        with self.assertRaises(UserError):
            self.rows(run, "patient").action_adopt()
        with self.assertRaises(UserError):
            self.rows(run, "appointment")[:1].action_adopt()

    def test_the_data_propose_what_recurs_once_and_name_no_patient(self):
        self.migrate_clinic()
        self.migration.action_propose_rebuild()
        items = self.migration.rebuild_ids
        self.assertEqual(
            {(i.kind, i.name, i.feature) for i in items},
            {
                ("automation", "Flu shot", "marketing"),
                ("reminder", "Dear … your visit is on …", "reminder"),
            },
        )
        self.assertEqual(set(items.mapped("origin")), {"proposed"})
        items[0].state = "done"
        told = self.migration.action_propose_rebuild()["params"]["message"]
        self.assertIn("nothing more", told, "a button that does nothing says so")
        self.assertEqual(self.migration.rebuild_ids, items)
        self.assertEqual(self.migration.rebuild_open_count, 1)

    def upload(self, content, name="list.csv"):
        wizard = self.env["pulse.rebuild.import"].create(
            {
                "migration_id": self.migration.id,
                "file": base64.b64encode(content),
                "file_name": name,
            }
        )
        wizard.action_import()
        return self.migration.rebuild_ids

    def test_a_list_is_imported_from_csv_and_from_a_workbook(self):
        owner = new_test_user(self.env, "meera@clinic.example")
        items = self.upload(
            b"Name,Type,Owner\nNo-show follow up,Workflow,meera@clinic.example\n"
            b"Owner board,Dashboard,Dr. Unknown\n"
        )
        book = openpyxl.Workbook()
        book.active.append(["Report", "Description"])
        book.active.append(["Revenue by doctor", "Every Monday"])
        book.active.append(["Owner board", "again"])
        stream = io.BytesIO()
        book.save(stream)
        items = self.upload(stream.getvalue(), "list.xlsx")
        found = {i.name: (i.kind, i.user_id.login, i.origin) for i in items}
        self.assertEqual(
            found["No-show follow up"], ("workflow", owner.login, "imported")
        )
        self.assertIn("Dr. Unknown", items.filtered("description")[0].description)
        self.assertIn("Revenue by doctor", found)

    def test_a_list_without_names_says_what_is_missing(self):
        with self.assertRaises(UserError), mute_logger("odoo.sql_db"):
            self.upload(b"Name,Type\n,Report\n")

    def test_the_page_and_the_workbook_say_the_same(self):
        self.migrate_clinic()
        self.migration.action_propose_rebuild()
        sheet = self.migration._sheet()
        appointments = next(o for o in sheet["objects"] if o[0] == "Appointment")
        self.assertEqual(appointments[1], 2)
        self.assertEqual(sum(appointments[2:]), 2)
        stream = io.BytesIO()
        self.migration._write_after(stream)
        book = openpyxl.load_workbook(stream)
        names = [cell.value for cell in book["To rebuild"]["B"]][1:]
        self.assertEqual(set(names), set(self.migration.rebuild_ids.mapped("name")))
        html = (
            self.env["ir.actions.report"]
            ._render_qweb_html("pulse_migration.after_page", self.migration.ids)[0]
            .decode()
        )
        self.assertIn("Flu shot", html)
        for secret in ("Asha", "Penicillin", "P9"):
            self.assertNotIn(secret, html)

    def test_only_an_operator_changes_the_list_and_nobody_forges_its_origin(self):
        groups = "pulse_migration.group_{}"
        auditor = new_test_user(
            self.env, "pulse_auditor", groups=groups.format("auditor")
        )
        operator = new_test_user(
            self.env, "pulse_operator", groups=groups.format("operator")
        )
        vals = {"migration_id": self.migration.id, "name": "Recall", "kind": "reminder"}
        items = self.env["pulse.rebuild"]
        with self.assertRaises(AccessError):
            items.with_user(auditor).create(vals)
        item = items.with_user(operator).create(vals)
        self.assertEqual(item.origin, "entered")
        with self.assertRaises(AccessError):
            item.origin = "proposed"
        with self.assertRaises(AccessError):
            self.migration.with_user(auditor).action_propose_rebuild()
