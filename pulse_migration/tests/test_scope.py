"""The scope: what an export holds, how much of it is work, and the grade."""

from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from .common import PATIENTS, PulseCase, appointment, bill


class TestScope(PulseCase):
    def object(self, run, name):
        return next(item for item in run.scope["objects"] if item["name"] == name)

    def test_objects_with_their_volumes_and_days(self):
        run = self.plan(
            patients=PATIENTS,
            appointments=[
                appointment(1, "P1", "2021-03-05"),
                appointment(2, "P9", "2024-03-06"),
            ],
        )
        patient, visit = self.object(run, "patient"), self.object(run, "appointment")
        self.assertEqual((patient["rows"], patient["not_loaded"]), (3, 0))
        self.assertEqual((visit["rows"], visit["not_loaded"]), (2, 1))
        self.assertEqual((visit["first"], visit["last"]), ("2021-03-05", "2024-03-06"))
        self.assertEqual((visit["files"], visit["words"]), (1, 2))

    def test_every_column_has_one_fate(self):
        run = self.plan(patients=[{**PATIENTS[0], "shoe_colour_xyz": "blue"}])
        patient = self.object(run, "patient")
        fates = ("one_to_one", "value_map", "custom", "kept", "ignored", "empty")
        self.assertEqual(sum(patient[fate] for fate in fates), patient["columns"])
        self.assertEqual(patient["columns"], len(run.mapping_ids))
        self.assertEqual(patient["value_map"], 2)  # gender and blood group
        self.assertGreaterEqual(patient["kept"] + patient["custom"], 1)

    def test_a_decided_column_changes_its_fate(self):
        run = self.plan(patients=[{**PATIENTS[0], "shoe_colour_xyz": "blue"}])
        column = run.mapping_ids.filtered(lambda m: m.header == "shoe_colour_xyz")
        column.treatment = "ignore"
        run.action_plan()
        patient = self.object(run, "patient")
        self.assertEqual((patient["ignored"], patient["kept"]), (1, 0))

    def test_the_work_that_is_left(self):
        rows = [{**PATIENTS[0], "date_of_birth": "03/04/1984"}, PATIENTS[1]]
        rows[1] = {**rows[1], "date_of_birth": "05/06/1990"}
        run = self.plan(patients=rows)
        left = run.scope["decisions"]
        self.assertEqual((left["physicians"], left["date_orders"]), (1, 1))
        self.assertEqual(left["words"], 1)  # a blood group of Bombay
        self.migration.physician_ids._decide("create")
        run.action_plan()
        self.assertEqual(run.scope["decisions"]["physicians"], 0)

    def test_money_to_the_cent_and_by_currency(self):
        run = self.plan(
            patients=PATIENTS,
            bills=[
                bill(1, "P1", "2024-03-05", "100.10", "0.05"),
                bill(2, "P1", "2024-03-05", "0.20", "0.20"),
                bill(3, "P1", "2024-03-05", "7.00", "7.00", currency="USD"),
                bill(4, "P1", "2024-03-05", "50.00", "0.00", status="Cancelled"),
                bill(5, "P9", "2024-03-05", "900.00", "0.00"),
            ],
        )
        self.assertEqual(
            run.scope["money"],
            {
                "INR": {
                    "bills": 3,
                    "billed": "100.30",
                    "paid": "0.25",
                    "outstanding": "100.05",
                },
                "USD": {
                    "bills": 1,
                    "billed": "7.00",
                    "paid": "7.00",
                    "outstanding": "0.00",
                },
            },
        )

    def test_bills_are_read_in_slices(self):
        from odoo.addons.pulse_migration.models.scope import money as scope_money

        bills = [bill(n, "P1", "2024-03-05", "1.10", "0.00") for n in range(7)]
        run = self.plan(patients=PATIENTS, bills=bills)
        slices, scope_money._SLICE = scope_money._SLICE, 3
        self.addCleanup(setattr, scope_money, "_SLICE", slices)
        self.assertEqual(run._sum_bills()["INR"]["billed"], "7.70")

    def test_a_plain_export_gets_an_a_and_a_messy_one_a_reason(self):
        plain = [
            {"patient_id": f"S{n}", "name": f"Patient Number{n}", "city": "Pune"}
            for n in range(40)
        ]
        self.assertEqual(self.plan(patients=plain).grade, "A")
        visits = [appointment(n, "P99", "2024-03-05") for n in range(30)]
        run = self.plan(patients=plain, appointments=visits)
        self.assertEqual(run.grade, "D")
        sheet = run._scope_sheet()
        reasons = [m["text"] for m in sheet["marks"] if m["is_reason"]]
        self.assertTrue([text for text in reasons if "held or rejected" in text])

    def test_the_page_says_all_of_it_and_nothing_of_a_patient(self):
        run = self.plan(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "100.10", "0.05")]
        )
        page = str(run.scope_html)
        for word in ("Complexity", "Limits", "A ≤", "Patient", "100.10", "One to one"):
            self.assertIn(word, page)
        for patient in PATIENTS:
            self.assertNotIn(patient["name"], page)

    def test_every_line_of_a_table_has_all_its_cells(self):
        """A cell without a value keeps its place: patients have no days."""
        run = self.plan(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        for table in html.fromstring(str(run.scope_html)).iter("table"):
            widths = {len(row.findall("*")) for row in table.iter("tr")}
            self.assertEqual(len(widths), 1, widths)

    def test_a_confirmed_column_is_no_work_any_more(self):
        run = self.plan(patients=PATIENTS)
        run.mapping_ids.filtered(lambda m: m.header == "city").sudo()._preselect(
            {"state": "look"}
        )
        run._look()
        self.assertEqual(self.object(run, "patient")["look"], 1)
        self.assertEqual(run.scope["decisions"]["columns"], 1)
        run.file_ids.sudo().is_confirmed = True
        run._look()
        self.assertEqual(self.object(run, "patient")["look"], 0)
        self.assertEqual(run.scope["decisions"]["columns"], 0)

    def test_a_run_that_is_not_planned_has_no_scope(self):
        run = self.migration._open_run()
        self.assertFalse(run.scope_html or run.grade or run.approval_html)


@tagged("post_install", "-at_install")
class TestScopePage(HttpCase, PulseCase):
    def test_it_prints_without_anything_from_elsewhere(self):
        run = self.plan(patients=PATIENTS)
        new_test_user(self.env, "scope_auditor", groups="pulse_migration.group_auditor")
        self.authenticate("scope_auditor", "scope_auditor")
        answer = self.url_open(f"/report/html/pulse_migration.scope_page/{run.id}")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Complexity", answer.text)
        self.assertNotIn("//cdn", answer.text)
        self.assertNotIn(PATIENTS[0]["name"], answer.text)

    def test_its_button_opens_it(self):
        run = self.plan(patients=PATIENTS)
        action = run.action_print_scope()
        self.assertEqual(action["report_type"], "qweb-html")
        self.assertEqual(action["report_name"], "pulse_migration.scope_page")
