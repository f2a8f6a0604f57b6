"""Rows that say the same again are not staged; all else is as if they had been."""

from unittest.mock import patch

from odoo.addons.pulse_migration.models.delta import same_again
from odoo.addons.pulse_migration.models.stage import lanes, slices

from .common import PATIENTS, PDF, PulseCase, appointment, bill
from .test_document_loader import drug, record
from .test_idempotent import tables
from .test_verify_start import LaneCase

_NEVER = 1 << 30  # rows: so many are never compared


class SameRowsCase(PulseCase):
    """Loads a newer export twice, once of it row by row, and compares what came."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(same_again, "LEAST_ROWS", 1))

    def newer(self, tables, is_whole=True):
        run = self.migration._open_run()
        run.is_whole = is_whole
        return self.migrate(**tables)

    def outcome(self, run):
        """Return all that a person can find of a delta, without the ids of rows."""
        self.env.flush_all()
        self.env.invalidate_all()
        checks = {}
        for check in run.check_ids:
            key = (check.code, check.object_name, check.external_id, check.field_name)
            checks[key] = checks.get(key, 0) + check.count
        objects = run.report["objects"]
        return {
            "state": run.state,
            "objects": objects,
            "issues": self.issues(run),
            "checks": {k: n for k, n in checks.items() if not self.is_hint(k[0])},
            "conflicts": sorted(
                (c.res_id, c.field_name, str(c.source_value), str(c.odoo_value))
                for c in run.conflict_ids
            ),
            "links": self.query(
                """SELECT object_name, external_id, fingerprint, res_model
                     FROM pulse_link"""
            ),
            "patients": self.query(
                """SELECT x_studio_patient_id, name, phone, email, street, city, active,
                          x_studio_blood_group, x_studio_allergy_notes,
                          x_studio_date_of_birth, x_studio_diagnosis,
                          x_studio_outstanding_balance, x_studio_last_bill_date,
                          x_studio_billing_status, user_id IS NULL
                     FROM res_partner WHERE x_studio_patient_id <> ''"""
            ),
            "visits": self.query(
                """SELECT x_studio_appointment_id, p.x_studio_patient_id,
                          x_studio_appointment_time, a.active, date_done,
                          x_studio_appointment_status, note, u.login, s.name
                     FROM mail_activity a LEFT JOIN res_partner p ON p.id = a.res_id
                     LEFT JOIN res_users u ON u.id = a.user_id
                     LEFT JOIN pulse_appointment_stage s
                       ON s.id = x_studio_appointment_stage_id
                    WHERE x_studio_appointment_id <> ''"""
            ),
            "documents": self.query(
                """SELECT d.name, p.x_studio_patient_id, checksum
                     FROM ir_attachment d LEFT JOIN res_partner p ON p.id = d.res_id
                    WHERE res_model = 'res.partner'"""
            ),
            "held": self.query(
                f"""SELECT object_name, external_id, state, reason FROM pulse_row
                     WHERE run_id = {run.id} AND state IN ('held', 'rejected')"""
            ),
        }

    def is_hint(self, code):
        """What is counted of the rows that were staged."""
        return code in ("kept_on_row", "same_row")

    def issues(self, run):
        """Codes of the rows that were written, or were to be."""
        return self.query(
            f"""SELECT object_name, external_id, issue_codes, state FROM pulse_row
                 WHERE run_id = {run.id}
                   AND state NOT IN ('unchanged', 'excluded', 'merged')"""
        )

    def query(self, query):
        self.env.cr.execute(query)
        return sorted(map(str, self.env.cr.fetchall()))

    def assertSameAsByRow(self, tables, between=None, is_whole=True):
        """Load it twice, taken back in between; return the run that compared."""
        savepoint = self.env.cr.savepoint()
        with patch.object(same_again, "LEAST_ROWS", _NEVER):
            run = self.newer(tables, is_whole)
            if between:
                run = between(run)
            by_row = self.outcome(run)
        savepoint.rollback()
        savepoint.close(rollback=False)
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        run = self.newer(tables, is_whole)
        if between:
            run = between(run)
        found = self.outcome(run)
        for name, expected in by_row.items():
            self.assertEqual(found[name], expected, name)
        self.assertAccounted(run)
        return run


class TestSameRows(SameRowsCase):
    def setUp(self):
        super().setUp()
        self.tables = tables()
        # what is in the future is looked at every time, whether it still is
        self.tables["appointments"][1] = appointment(2, "P2", "2024-03-06")
        self.first = self.migrate(**self.tables)

    def changed(self, **tables):
        return {**self.tables, **tables}

    def test_of_one_changed_patient_only_what_is_hers_is_staged(self):
        patients = [*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}, PATIENTS[0]]
        run = self.assertSameAsByRow(self.changed(patients=patients))
        self.assertEqual(run.compared_with_id, self.first)
        staged = self.rows(run)
        self.assertEqual(
            set(staged.filtered(lambda r: r.state != "held").mapped("patient_key")),
            {"P3"},
        )
        self.assertEqual(self.partner("P3").city, "Goa")

    def test_rows_in_another_order_stage_nothing(self):
        first = {name: rows for name, rows in self.tables.items() if name != "rx1_pdf"}
        turned = {name: rows[::-1] for name, rows in first.items()}
        run = self.assertSameAsByRow({**turned, "rx1_pdf": PDF})
        self.assertEqual(set(self.rows(run).mapped("state")), {"held"})

    def test_a_new_patient_with_a_visit_stages_those_two(self):
        new = {**PATIENTS[2], "patient_id": "P7", "name": "Nila Das"}
        visits = [*self.tables["appointments"], appointment(7, "P7", "2024-07-05")]
        run = self.assertSameAsByRow(
            self.changed(patients=[*PATIENTS, new, PATIENTS[0]], appointments=visits)
        )
        states = self.rows(run).mapped(lambda r: (r.external_id, r.state))
        self.assertEqual(
            sorted(states), [("A3", "held"), ("A7", "created"), ("P7", "created")]
        )

    def test_a_bill_with_a_line_less_is_read_as_a_whole(self):
        lines = [
            {"bill_id": "B1", "item_name": name, "quantity": "1", "amount": "250.00"}
            for name in ("Scan", "Plaster")
        ]
        self.migrate(**self.changed(bill_items=lines))
        bills = [
            bill(1, "P1", "2024-03-05", "250.00", "200.00"),
            self.tables["bills"][1],
        ]
        self.assertSameAsByRow(self.changed(bills=bills, bill_items=lines[:1]))

    def test_a_late_patient_adopts_her_visit(self):
        late = {**PATIENTS[2], "patient_id": "P9", "name": "Late Comer"}
        run = self.assertSameAsByRow(self.changed(patients=[*PATIENTS, late]))
        row = self.rows(run, "appointment").filtered(lambda r: r.external_id == "A3")
        self.assertEqual(row.state, "created")

    def test_a_newer_medical_record_fills_the_page(self):
        records = [
            *self.tables["medical_records"],
            record(3, "P1", "2024-06-05", "Cold"),
        ]
        self.assertSameAsByRow(self.changed(medical_records=records))

    def test_a_prescription_with_another_drug_is_one_document(self):
        drugs = [*self.tables["prescriptions"], drug(2, "P2", "Aspirin")]
        self.assertSameAsByRow(self.changed(prescriptions=drugs))

    def test_another_scan_of_the_same_name_is_looked_at(self):
        self.assertSameAsByRow(self.changed(rx1_pdf=PDF + b"\n%second"))

    def test_a_record_deleted_in_odoo_is_noticed(self):
        self.activities()[:1].unlink()
        patients = [*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}, PATIENTS[0]]
        run = self.assertSameAsByRow(self.changed(patients=patients))
        self.assertIn("target_deleted", self.rows(run).mapped("reason"))

    def test_what_was_taken_back_is_loaded_again(self):
        rows = self.rows(self.first, "appointment").filtered(
            lambda row: row.external_id == "A1"
        )
        self.undo_rows(rows)
        patients = [*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}, PATIENTS[0]]
        run = self.assertSameAsByRow(self.changed(patients=patients))
        row = self.rows(run, "appointment").filtered(lambda r: r.external_id == "A1")
        self.assertEqual(row.state, "created")

    def test_deltas_one_after_the_other_stand_on_the_first(self):
        for city in ("Goa", "Agra", "Pune", "Agra"):
            patients = [{**PATIENTS[0], "city": city}, *PATIENTS[1:]]
            run = self.assertSameAsByRow(self.changed(patients=patients))
            self.assertEqual(self.partner("P1").city, city)
        visits = [
            {**row, "notes": "Came late"} if row["appointment_id"] == "A2" else row
            for row in self.tables["appointments"]
        ]
        run = self.assertSameAsByRow(
            self.changed(patients=patients, appointments=visits)
        )
        self.assertIn(self.first, run._standing_runs())

    def test_a_delta_taken_back_is_loaded_again(self):
        goa = self.changed(patients=[{**PATIENTS[0], "city": "Goa"}, *PATIENTS[1:]])
        self.migrate(**goa)._undo()
        self.assertEqual(self.partner("P1").city, "Pune")
        self.assertSameAsByRow(goa)
        self.assertEqual(self.partner("P1").city, "Goa")

    def test_what_stood_for_a_row_is_taken_back_below_a_later_delta(self):
        goa = self.changed(patients=[{**PATIENTS[0], "city": "Goa"}, *PATIENTS[1:]])
        self.migrate(**goa)
        self.first._undo()
        self.assertSameAsByRow(goa)

    def test_an_edit_in_odoo_and_a_change_there_is_a_conflict(self):
        self.partner("P1").city = "Delhi"
        self.partner("P2").city = "Thane"
        patients = [{**PATIENTS[0], "city": "Goa"}, *PATIENTS[1:]]
        run = self.assertSameAsByRow(self.changed(patients=patients))
        self.assertEqual(len(run.conflict_ids), 1)

    def test_an_empty_cell_empties_the_field(self):
        patients = [{**PATIENTS[0], "city": ""}, *PATIENTS[1:]]
        self.assertSameAsByRow(self.changed(patients=patients))

    def test_a_column_that_means_something_else_stages_all_of_its_file(self):
        run = self.plan(
            **self.changed(patients=[*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}])
        )
        self.assertEqual(run.compared_with_id, self.first)
        city = run.mapping_ids.filtered(lambda m: m.header == "city")
        city.write({"field_name": False})
        run.action_plan()
        self.assertEqual(len(self.rows(run, "patient")), 3)

    def test_another_decision_after_staging_stages_every_row(self):
        run = self.plan(
            **self.changed(patients=[*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}])
        )
        self.assertTrue(run.same_count)
        self.migration.past_scheduled_policy = "keep"
        run.action_plan()
        self.assertFalse(run.same_count)
        self.assertEqual(len(self.rows(run)), sum(run.file_ids.mapped("row_count")))

    def test_the_plan_counts_what_is_not_staged_and_opens_it(self):
        run = self.plan(
            **self.changed(patients=[*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}])
        )
        lines = run.plan_line_ids.filtered(lambda line: line.reason == "same_row")
        self.assertEqual(sum(lines.mapped("row_count")), run.same_count)
        for line in lines:
            rows = self.env["pulse.row"].search(line.action_open_rows()["domain"])
            self.assertEqual(len(rows), line.row_count)
            self.assertEqual(rows.run_id, self.first)

    def test_every_row_is_in_the_figures(self):
        run = self.newer(
            self.changed(patients=[*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}])
        )
        self.assertTrue(run.same_count)
        rows = sum(run.file_ids.filtered("object_name").mapped("row_count"))
        outcomes = self.env["pulse.outcome"].search([("run_id", "=", run.id)])
        self.assertEqual(sum(outcomes.mapped("row_count")), rows)
        self.assertEqual(run.row_count, rows)
        counted = sum(sum(n.values()) for n in run._count_by("state").values())
        self.assertEqual(counted, rows)

    def test_what_the_export_lacks_is_told(self):
        visits = self.tables["appointments"][1:]
        run = self.assertSameAsByRow(self.changed(appointments=visits))
        self.assertEqual(run.gone_count, 1)

    def test_a_part_of_the_export_is_a_part(self):
        self.assertSameAsByRow({"appointments": self.tables["appointments"][1:2]})

    def test_a_correction_is_of_every_row_that_says_it(self):
        run = self.plan(
            **self.changed(patients=[*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}])
        )
        row = self.rows(run, "patient")
        self.env["pulse.fix"]._correct(
            run, [("patient", "city", "Pune", "Poona", "")], row
        )
        run.action_plan()
        changed = self.rows(run, "patient").filtered(lambda r: r.external_id == "P1")
        self.assertEqual(changed.values["city"], "Poona")


class TestSameRowsInLanes(SameRowsCase, LaneCase):
    """Staged and planned by the lanes, a slice at a time."""

    def setUp(self):
        super().setUp()
        self.first = self.migrate(**tables())
        self.startPatcher(patch.object(lanes, "AT_ONCE", 0))
        self.startPatcher(patch.object(slices, "SLICE_ROWS", 2))
        patients = [*PATIENTS[:2], {**PATIENTS[2], "city": "Goa"}, PATIENTS[0]]
        self.tables = {**tables(), "patients": patients}
        self.meanwhile = None

    def newer(self, tables, is_whole=True):
        run = self.migration._open_run()
        run.is_whole = is_whole
        run._receive_path(self.export(**tables))
        run.action_start_plan()
        with patch.object(slices, "_SECONDS", 0):
            self.be_lane()
        if self.meanwhile:
            self.meanwhile(run)
        for _call in range(100):
            if not run.lane_verb:
                break
            self.be_lane()
        self.approve(run)
        run._load()
        run.action_verify()
        return run

    def test_lanes_stage_what_differs(self):
        run = self.assertSameAsByRow(self.tables)
        self.assertEqual(run.compared_with_id, self.first)
        self.assertTrue(run.same_count)

    def test_what_is_decided_while_they_are_at_it_is_heard(self):
        self.meanwhile = lambda run: run.mapping_ids.filtered(
            lambda m: m.header == "city"
        ).write({"field_name": False})
        run = self.assertSameAsByRow(self.tables)
        self.assertEqual(len(self.rows(run, "patient")), 4)
