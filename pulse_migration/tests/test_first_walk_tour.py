"""The first walk in a real browser: from an empty database to Done."""

import base64
import io
import zipfile
from unittest.mock import patch
from urllib.parse import quote

from odoo.tests import HttpCase, tagged

PATIENTS = (
    "Smile Dental Clinic;;;;\n"
    ";;;;\n"
    "Patient ID;Patient Name;Mobile No;DOB;Locality\n"
    "P1;Asha Rao;98765 43210;31-02-1984;Kothrud\n"
    "P2;Ravi Iyer;9876543211;28-02-1990;Baner\n"
    "Total;2;;;\n"
)
APPOINTMENTS = (
    "Appointment ID,Patient ID,Date,Time,Type,Status,Doctor\n"
    "A1,P1,23/04/2024,04:30 PM,Consultation,Completed,Dr Meera Shah\n"
)


def export():
    """Return the bytes of a small, messy export."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("Export May/Patient List.csv", PATIENTS.encode("utf-16"))
        package.writestr("Export May/appointments.csv", APPOINTMENTS)
    return stream.getvalue()


@tagged("post_install", "-at_install")
class TestFirstWalkTour(HttpCase):
    def setUp(self):
        super().setUp()
        self.assertFalse(self.env["pulse.migration"].search([]), "not an empty start")

    def load_at_once(self):
        """Let the cron's lanes run whenever they are called, for no cron runs here."""
        runs = self.env.registry["pulse.run"]
        return patch.object(
            runs, "_trigger_lanes", lambda self, at=None: self.sudo()._cron_load()
        )

    def test_from_nothing_to_done_through_the_stepper(self):
        text = quote(base64.b64encode(export()).decode())
        with self.load_at_once():
            self.start_tour(
                "/odoo/action-pulse_migration.pulse_migration_action",
                "pulse_first_walk_tour",
                login="admin",
                cookies={"pulse_export": text},
            )
        self.env.invalidate_all()
        migration = self.env["pulse.migration"].search([("name", "=", "Walked clinic")])
        self.assertEqual(migration.run_state, "done")
        patients = migration.run_id.file_ids.filtered(
            lambda file: file.object_name == "patient"
        )
        self.assertEqual(patients.row_count, 3)
        column = patients.mapping_ids.filtered(lambda m: m.header == "Locality")
        self.assertEqual(column.field_name, "street2")
        partner = self.env["res.partner"].search([("x_studio_patient_id", "=", "P1")])
        self.assertEqual(str(partner.x_studio_date_of_birth), "1984-02-29")
        self.assertEqual(partner.street2, "Kothrud")


@tagged("post_install", "-at_install")
class TestNarrowStepper(HttpCase):
    browser_size = "400x800"
    touch_enabled = True

    def test_the_stepper_fits_a_telephone_and_follows_the_keyboard(self):
        migration = self.env["pulse.migration"].create({"name": "Narrow clinic"})
        content = io.BytesIO(b"patient_id,name\nP1,Asha\n")
        migration._open_run()._receive_stream("patients.csv", content)
        self.start_tour(
            f"/odoo/action-pulse_migration.pulse_migration_action/{migration.id}",
            "pulse_stepper_narrow_tour",
            login="admin",
        )
        self.assertTrue(migration.run_id.row_count)
