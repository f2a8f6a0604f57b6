"""The first walk in a real browser: ZIP, report, correction, one column, confirm."""

import base64
import io
import zipfile
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
    "Appointment ID,Patient ID,Date,Time,Type,Status\n"
    "A1,P1,23/04/2024,04:30 PM,Consultation,Completed\n"
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
    def test_from_a_zip_to_a_confirmed_mapping(self):
        text = quote(base64.b64encode(export()).decode())
        action = self.env.ref("pulse_migration.pulse_receive_action")
        self.start_tour(
            f"/odoo/action-{action.id}",
            "pulse_first_walk_tour",
            login="admin",
            cookies={"pulse_export": text},
        )
        migration = self.env["pulse.migration"].search([("name", "=", "Walked clinic")])
        row = self.env["pulse.row"].search(
            [("migration_id", "=", migration.id), ("external_id", "=", "P1")],
            limit=1,
            order="id",
        )
        self.assertEqual(row.values["date_of_birth"], "1984-02-29")
        patients = migration.run_id.file_ids.filtered(
            lambda file: file.object_name == "patient"
        )
        self.assertTrue(patients.is_confirmed)
        column = patients.mapping_ids.filtered(lambda m: m.header == "Locality")
        self.assertEqual(column.field_name, "street2")
        self.assertEqual(patients.row_count, 3)
