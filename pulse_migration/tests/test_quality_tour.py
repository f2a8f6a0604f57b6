"""The report and a correction in a real browser."""

import io

from odoo.tests import HttpCase, tagged

PATIENTS = (
    b"patient_id,name,phone,date_of_birth\n"
    b"P1,Asha Rao,9876543210,31-02-1984\n"
    b"P2,Ravi Iyer,9876543211,28-02-1990\n"
)


@tagged("post_install", "-at_install")
class TestQualityTour(HttpCase):
    def test_the_operator_reads_the_report_and_corrects_a_cell(self):
        migration = self.env["pulse.migration"].create({"name": "Quality clinic"})
        run = migration._open_run()
        run._receive_stream("patients.csv", io.BytesIO(PATIENTS))
        run.action_stage()
        self.start_tour(
            f"/odoo/pulse.run/{run.id}", "pulse_quality_tour", login="admin"
        )
        row = self.env["pulse.row"].search([("external_id", "=", "P1")])
        self.assertEqual(row.values["date_of_birth"], "1984-02-29")
        self.assertEqual(row.payload["date_of_birth"], "31-02-1984")
