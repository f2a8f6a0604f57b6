"""The mapping of a file: what is proposed, asked, chosen and confirmed."""

import io

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from .common import PATIENTS, PulseCase, appointment

AMBIGUOUS = [
    {"patient_id": f"P{n}", "name": f"Asha {n}", "date_of_birth": f"0{n}/05/1980"}
    for n in range(1, 6)
]


class MappingCase(PulseCase):
    def receive(self, migration=None, **tables):
        run = (migration or self.migration)._open_run()
        run._receive_path(self.export(**tables))
        return run

    def line(self, run, header, file=None):
        lines = run.mapping_ids.filtered(lambda m: m.header == header)
        return lines.filtered(lambda m: m.file_id.name == file) if file else lines


class TestMapping(MappingCase):
    def test_the_picker_offers_the_fields_of_the_object(self):
        run = self.receive(patients=PATIENTS)
        line = self.line(run, "name")
        self.assertEqual(line.field_id.name, "name")
        self.assertEqual(line.field_id.object_name, "patient")
        found = self.env["pulse.field"].search([("object_name", "=", "patient")])
        self.assertIn("patient_id", found.mapped("name"))
        self.assertTrue(found.filtered(lambda f: f.name == "patient_id").is_required)

    def test_a_picked_field_is_stored_by_name(self):
        run = self.receive(patients=PATIENTS)
        line = self.line(run, "city")
        field = self.env["pulse.field"].search(
            [("object_name", "=", "patient"), ("name", "=", "location")]
        )
        line.write({"field_id": field.id})
        self.assertEqual((line.field_name, line.treatment), ("location", "map"))
        line.write({"field_id": False})
        self.assertEqual((line.field_name, line.treatment), (False, "keep"))
        self.assertEqual(line.state, "none")

    def test_a_field_of_another_object_is_refused(self):
        run = self.receive(patients=PATIENTS)
        with self.assertRaises(UserError):
            self.line(run, "city").field_name = "dosage"

    def test_a_reason_is_a_sentence(self):
        run = self.receive(patients=PATIENTS)
        for line in run.mapping_ids:
            self.assertRegex(line.reason_text, r"^[A-Z].*[.?]$")

    def test_lines_to_look_at_come_first_and_empty_ones_last(self):
        run = self.receive(patients=[{**row, "empty": ""} for row in AMBIGUOUS])
        lines = self.env["pulse.mapping"].search([("run_id", "=", run.id)])
        self.assertEqual(lines[0].header, "date_of_birth")
        self.assertEqual(lines[-1].header, "empty")

    def test_cells_of_one_field_say_what_they_are_joined_with(self):
        run = self.receive(patients=[{**row, "area": "Deccan"} for row in PATIENTS])
        self.line(run, "area").field_name = "city"
        self.assertIn("Joined with column city", self.line(run, "area").reason_text)
        run.file_ids.action_confirm_mapping()

    def test_a_field_without_a_place_in_odoo_says_so(self):
        more = {"occupation": "Farmer", "patient_photo": "a.jpg"}
        run = self.receive(patients=[{**row, **more} for row in PATIENTS])
        self.assertTrue(self.line(run, "occupation").is_placed, "in the notes")
        line = self.line(run, "patient_photo")
        self.assertEqual((line.field_name, line.is_placed), ("photo", False))
        self.assertIn("no place", line.reason_text)
        line.treatment = "create"
        self.assertTrue(line.is_placed)
        self.assertTrue(self.line(run, "city").is_placed)

    def test_known_layouts_have_a_name(self):
        header = "Patient Number,Patient Name,Contact Number,Secondary Mobile,Groups"
        run = self.migration._open_run()
        run._receive_stream(
            "p.csv", io.BytesIO(f"{header}\nP1,Asha Rao,9876543210,,\n".encode())
        )
        self.assertEqual(run.file_ids.layout_text, "Known layout: Practo Ray.")

    # date orders

    def test_a_proven_order_says_how_many_values_prove_it(self):
        rows = [*AMBIGUOUS, {**AMBIGUOUS[0], "patient_id": "P9"}]
        rows[2] = {**rows[2], "date_of_birth": "25/05/1980"}
        line = self.line(self.receive(patients=rows), "date_of_birth")
        self.assertEqual((line.date_order, line.state), ("DMY", "sure"))
        self.assertIn(
            "only fit day first: 1 (the first in line 4)", line.date_proof_text
        )
        self.assertNotIn("1980", line.date_proof_text)
        self.assertFalse(line.is_order_open)

    def test_an_order_that_nothing_proves_is_asked_about(self):
        run = self.receive(patients=AMBIGUOUS)
        line = self.line(run, "date_of_birth")
        self.assertEqual((line.state, line.date_order), ("look", "DMY"))
        with self.assertRaisesRegex(UserError, "date_of_birth"):
            run.file_ids.action_confirm_mapping()
        line.action_accept_date_order()
        self.assertEqual(line.state, "sure")
        run.file_ids.action_confirm_mapping()
        self.assertTrue(run.file_ids.is_confirmed)

    def test_a_chosen_order_answers_the_question(self):
        run = self.receive(patients=AMBIGUOUS)
        run.action_stage()
        self.line(run, "date_of_birth").date_order = "MDY"
        run.action_plan()
        self.assertEqual(self.rows(run)[1].values["date_of_birth"], "1980-02-05")
        run.file_ids.action_confirm_mapping()

    def test_columns_of_other_kinds_are_not_asked_about(self):
        rows = [
            {**row, "nick": row.pop("date_of_birth")} for row in map(dict, AMBIGUOUS)
        ]
        line = self.line(self.receive(patients=rows), "nick")
        line.field_name = "preferred_name"
        self.assertFalse(line.is_order_open)
        line.field_name = "date_of_birth"
        self.assertTrue(line.is_order_open)
        self.assertEqual(line.state, "look")

    # confirm all

    def test_all_sure_files_are_confirmed_at_once(self):
        run = self.receive(patients=PATIENTS)
        for line in run.mapping_ids.filtered(lambda m: m.state == "look"):
            line.field_name = line.field_name
        self.assertIsNone(run.action_confirm_mapping())
        self.assertTrue(run.file_ids.is_confirmed)

    def test_files_to_look_at_are_named_and_wait(self):
        run = self.receive(
            patients=AMBIGUOUS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        notice = run.action_confirm_mapping()
        by_name = {file.name: file for file in run.file_ids}
        self.assertTrue(by_name["appointments.csv"].is_confirmed)
        self.assertFalse(by_name["patients.csv"].is_confirmed)
        self.assertIn("patients.csv", notice["params"]["message"])
        with self.assertRaisesRegex(UserError, "patients.csv"):
            run.action_confirm_mapping()

    # as the web client does it

    def test_a_person_edits_the_lines_of_a_file(self):
        operator = new_test_user(
            self.env, "mapping_web", groups="pulse_migration.group_operator"
        )
        run = self.receive(patients=[{**row, "zodiac": "Leo"} for row in PATIENTS])
        field = self.env["pulse.field"].search(
            [("object_name", "=", "patient"), ("name", "=", "notes")]
        )
        headers = run.file_ids.mapping_ids.mapped("header")
        with Form(run.file_ids.with_user(operator)) as form:
            with form.mapping_ids.edit(headers.index("zodiac")) as line:
                line.treatment = "create"
                self.assertFalse(line.field_id)
                line.is_medical = True
            with form.mapping_ids.edit(headers.index("city")) as line:
                line.field_id = field
                self.assertEqual(line.treatment, "map")
            with form.mapping_ids.edit(headers.index("gender")) as line:
                line.treatment = "ignore"
        zodiac, city = self.line(run, "zodiac"), self.line(run, "city")
        self.assertEqual(
            (zodiac.treatment, zodiac.field_name, zodiac.is_medical),
            ("create", "x_studio_zodiac", True),
        )
        self.assertEqual((city.field_name, city.treatment), ("notes", "map"))
        gender = self.line(run, "gender")
        self.assertEqual((gender.field_name, gender.treatment), (False, "ignore"))
        self.assertEqual((zodiac.state, city.state), ("sure", "sure"))

    def test_a_person_chooses_the_object_on_the_form(self):
        operator = new_test_user(
            self.env, "mapping_web", groups="pulse_migration.group_operator"
        )
        run = self.receive(patients=PATIENTS)
        with Form(run.file_ids.with_user(operator)) as form:
            form.object_name = "physician"
        self.assertEqual(self.line(run, "name").field_id.object_name, "physician")

    # the object

    def test_another_object_proposes_the_columns_anew(self):
        run = self.receive(
            visits=[
                {"Pat No": f"P{n}", "When": f"2024-03-{n:02d} 10:00", "Kind": "Review"}
                for n in range(1, 9)
            ]
        )
        run.file_ids.object_name = "bill"
        run.file_ids.object_name = "appointment"
        self.assertEqual(run.file_ids.state, "received")
        self.assertEqual(self.line(run, "Pat No").field_name, "patient_id")
        self.assertEqual(self.line(run, "When").field_name, "start")
        run.action_stage()
        self.assertEqual(set(self.rows(run).mapped("object_name")), {"appointment"})

    def test_a_file_that_was_not_used_can_be(self):
        run = self.migration._open_run()
        run._receive_stream(
            "stock.csv", io.BytesIO(b"SKU,Item,Batch,Qty on hand\n1,Gloves,B1,20\n")
        )
        file = run.file_ids
        self.assertEqual(file.state, "unused")
        self.assertEqual(set(file.mapping_ids.mapped("reason")), {"no_object"})
        file.object_name = "physician"
        self.assertEqual((file.state, file.error_code), ("received", False))
        self.line(run, "Item").field_name = "name"
        run.action_stage()
        self.assertEqual(self.rows(run).values["name"], "Gloves")

    def test_a_file_set_aside_is_kept_and_its_rows_go(self):
        run = self.plan(patients=PATIENTS)
        run.file_ids.action_set_aside()
        self.assertEqual(run.file_ids.state, "unused")
        self.assertIn("chose not to use", run.file_ids.error_text)
        self.assertFalse(self.rows(run))
        self.assertTrue(run.file_ids.content_ids)
        self.assertFalse(run.planned_at)
        run.action_plan()
        self.assertFalse(self.rows(run))

    def test_the_object_of_a_loaded_file_stays(self):
        run = self.migrate(patients=PATIENTS)
        with self.assertRaises(UserError):
            run.file_ids.object_name = "bill"
        self.assertEqual(len(self.rows(run)), len(PATIENTS))

    def test_a_document_has_no_object(self):
        run = self.migration._open_run()
        run._receive_stream("a.pdf", io.BytesIO(b"%PDF-1.4\n%%EOF\n"))
        with self.assertRaises(UserError):
            run.file_ids.object_name = "patient"

    # who may

    def test_an_operator_maps_and_an_auditor_reads(self):
        run = self.receive(patients=PATIENTS)
        users = {
            name: new_test_user(
                self.env, f"mapping_{name}", groups=f"pulse_migration.group_{name}"
            )
            for name in ("operator", "auditor")
        }
        line = self.line(run, "city")
        self.assertTrue(line.with_user(users["auditor"]).field_id.label)
        with self.assertRaises(AccessError):
            line.with_user(users["auditor"]).field_name = "location"
        with self.assertRaises(AccessError):
            line.with_user(users["auditor"]).action_accept_date_order()
        with self.assertRaises(AccessError):
            run.with_user(users["auditor"]).action_confirm_mapping()
        with self.assertRaises(AccessError):
            run.file_ids.with_user(users["auditor"]).action_set_aside()
        line.with_user(users["operator"]).field_name = "location"
        self.assertEqual(line.treatment, "map")
        run.file_ids.with_user(users["operator"]).object_name = "physician"
        self.assertEqual(run.file_ids.object_name, "physician")
        run.file_ids.with_user(users["operator"]).action_set_aside()

    def test_nobody_forges_what_the_server_found(self):
        run = self.receive(patients=PATIENTS)
        user = new_test_user(
            self.env, "mapping_approver", groups="pulse_migration.group_approver"
        )
        line = self.line(run, "city").with_user(user)
        for name, value in {
            "state": "sure",
            "reason": "by_hand",
            "header": "x",
            "is_order_chosen": True,
            "is_touched": False,
            "date_counts": {"dmy": 9},
            "options": ["x"],
        }.items():
            with self.subTest(name), self.assertRaises(AccessError):
                line.write({name: value})
            with self.subTest(name), self.assertRaises(AccessError):
                line.write({name: value, "field_name": "location"})
        for name in ("sample_texts", "sketch", "options"):
            with self.subTest(name), self.assertRaises(AccessError):
                line.read([name])


class TestConfirmedBefore(MappingCase):
    def test_what_was_confirmed_is_proposed_again(self):
        rows = [{**row, "misc": "x"} for row in AMBIGUOUS]
        run = self.receive(patients=rows)
        self.line(run, "misc").treatment = "ignore"
        self.line(run, "date_of_birth").date_order = "MDY"
        run.file_ids.action_confirm_mapping()
        again = self.env["pulse.run"].create({"migration_id": self.migration.id})
        again._receive_path(self.export(patients=[{**r, "new": "y"} for r in rows]))
        line = self.line(again, "misc")
        self.assertEqual((line.treatment, line.reason), ("ignore", "confirmed_before"))
        birth = self.line(again, "date_of_birth")
        self.assertEqual((birth.date_order, birth.state), ("MDY", "sure"))
        self.assertTrue(birth.is_order_chosen)

    def test_a_new_proof_outranks_the_old_choice(self):
        run = self.receive(patients=AMBIGUOUS)
        self.line(run, "date_of_birth").date_order = "MDY"
        run.file_ids.action_confirm_mapping()
        again = self.env["pulse.run"].create({"migration_id": self.migration.id})
        rows = [{**row, "date_of_birth": "25/05/1980"} for row in AMBIGUOUS]
        again._receive_path(self.export(patients=rows))
        self.assertEqual(self.line(again, "date_of_birth").date_order, "DMY")

    def test_files_with_one_header_do_not_mix(self):
        run = self.receive(
            patients=[{**row, "remark": "a"} for row in PATIENTS],
            appointments=[appointment(1, "P1", "2024-03-05", remark="b")],
        )
        self.line(run, "remark", "patients.csv").treatment = "ignore"
        self.line(run, "remark", "appointments.csv").field_name = "reason"
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        again = self.env["pulse.run"].create({"migration_id": self.migration.id})
        again._receive_path(
            self.export(
                patients=[{**row, "remark": "a"} for row in PATIENTS[:1]],
                appointments=[appointment(2, "P1", "2024-03-06", remark="b")],
            )
        )
        self.assertEqual(self.line(again, "remark", "patients.csv").treatment, "ignore")
        self.assertEqual(
            self.line(again, "remark", "appointments.csv").field_name, "reason"
        )

    def test_a_file_of_the_same_columns_is_the_same_object(self):
        rows = [{"SKU": "1", "Item": "Asha Rao", "Batch": "B", "Qty": "4"}]
        run = self.receive(stock=rows)
        run.file_ids.object_name = "physician"
        self.line(run, "Item").field_name = "name"
        run.file_ids.action_confirm_mapping()
        again = self.env["pulse.run"].create({"migration_id": self.migration.id})
        again._receive_path(self.export(stock_later=rows))
        self.assertEqual(again.file_ids.object_name, "physician")
        self.assertEqual(self.line(again, "Item").field_name, "name")

    def test_another_clinics_choice_is_its_own(self):
        run = self.receive(patients=[{**row, "zzq": "x"} for row in PATIENTS])
        self.line(run, "zzq").treatment = "ignore"
        run.file_ids.action_confirm_mapping()
        other = self.env["pulse.migration"].create({"name": "Other clinic"})
        again = self.receive(other, patients=[{**row, "zzq": "x"} for row in PATIENTS])
        self.assertEqual(self.line(again, "zzq").treatment, "keep")


class TestReferences(MappingCase):
    def patients(self):
        return [{"patient_id": f"AB-{n}", "name": f"Asha {n}"} for n in range(60)]

    def visits(self, header, ids):
        return [
            {
                "appointment_id": f"V{n}",
                header: key,
                "appointment_date": "2024-03-05",
                "appointment_time": "10:00",
                "status": "Completed",
            }
            for n, key in enumerate(ids)
        ]

    def test_a_column_of_another_files_ids_refers_to_them(self):
        # "a_visits" is received before the file that brings the ids
        run = self.receive(
            a_visits=self.visits("xyzzy", [f"AB-{n}" for n in range(40)]),
            patients=self.patients(),
        )
        line = self.line(run, "xyzzy")
        self.assertEqual(
            (line.field_name, line.state, line.reason),
            ("patient_id", "look", "ids_found"),
        )

    def test_a_line_that_a_person_touched_stays(self):
        run = self.receive(
            a_visits=self.visits("xyzzy", [f"AB-{n}" for n in range(40)])
        )
        self.line(run, "xyzzy").treatment = "ignore"
        run._receive_path(self.export(patients=self.patients()))
        self.assertEqual(self.line(run, "xyzzy").treatment, "ignore")

    def test_a_staged_file_is_staged_again(self):
        run = self.receive(
            a_visits=self.visits("xyzzy", [f"AB-{n}" for n in range(40)])
        )
        run.action_stage()
        run._receive_path(self.export(patients=self.patients()))
        self.assertEqual(run._stale_files(), run.file_ids)
        run.action_plan()
        self.assertEqual(self.rows(run, "appointment")[0].patient_key, "AB-0")

    def test_a_reference_to_nothing_is_looked_at(self):
        run = self.receive(
            patients=self.patients(),
            visits=self.visits("patient_id", [f"ZZ-{n}" for n in range(40)]),
        )
        line = self.line(run, "patient_id", "visits.csv")
        self.assertEqual((line.state, line.reason), ("look", "ids_not_found"))

    def test_bare_numbers_that_are_in_every_file_prove_nothing(self):
        run = self.receive(
            patients=[{"patient_id": str(n), "name": f"A {n}"} for n in range(1, 60)],
            physicians=[
                {
                    "physician_id": str(n),
                    "name": f"Dr. B {n}",
                    "email": f"b{n}@x.example",
                }
                for n in range(1, 60)
            ],
            visits=self.visits("xyzzy", [str(n) for n in range(1, 40)]),
        )
        self.assertFalse(self.line(run, "xyzzy").field_name)


class TestTablesWithoutHeader(MappingCase):
    """What has no header line has columns all the same: no file is a dead end."""

    def received(self, name, content):
        run = self.migration._open_run()
        run._receive_stream(name, io.BytesIO(content))
        return run.file_ids

    def test_a_chat_is_sure_and_confirmed_with_the_others(self):
        file = self.received(
            "WhatsApp Chat with +91 98765 43210.txt",
            b"23/04/2024, 10:14 - Asha: Good morning\n"
            b"23/04/2024, 10:15 - Clinic: Good morning, how can we help?\n",
        )
        self.assertTrue(file.has_columns)
        self.assertFalse(file.look_count, file.mapping_ids.mapped("reason_text"))
        file.run_id.action_confirm_mapping()
        self.assertTrue(file.is_confirmed)

    def test_a_table_without_header_can_be_mapped_by_hand(self):
        file = self.received(
            "list.csv", b"P1,9876543210,Asha Rao\nP2,9876543211,Ravi Iyer\n" * 3
        )
        self.assertFalse(file.header_line)
        self.assertTrue(file.has_columns)
        file.object_name = "patient"
        for line, name in zip(
            file.mapping_ids.sorted("sequence"),
            ("patient_id", "phone", "name"),
            strict=True,
        ):
            line.field_name = name
        file.action_confirm_mapping()
        self.assertTrue(file.is_confirmed)
