"""The screens in a real browser."""

import io

from odoo.tests import HttpCase, tagged

APPOINTMENTS = (
    b"appointment_id,patient_id,appointment_date,status,type\n"
    b"A1,P1,2024-03-05,Completed,Consultation\n"
    b"A2,P9,2024-03-05,Completed,Consultation\n"
)
PATIENTS = b"patient_id,name,phone\nP1,Asha Rao,9876543210\n"


@tagged("post_install", "-at_install")
class TestMigrationTour(HttpCase):
    def test_the_admin_walks_from_the_migration_to_a_patient(self):
        migration = self.env["pulse.migration"].create({"name": "Tour clinic"})
        run = migration._open_run()
        run._receive_stream("patients.csv", io.BytesIO(PATIENTS))
        run._receive_stream("appointments.csv", io.BytesIO(APPOINTMENTS))
        run.action_stage()
        run.action_plan()
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        run._load()
        run.action_verify()
        self.start_tour(
            "/odoo/action-pulse_migration.pulse_migration_action",
            "pulse_migration_tour",
            login="admin",
        )
