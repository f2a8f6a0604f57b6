"""Every screen opens in a real browser, without an error in its console."""

import io

from odoo.tests import HttpCase, new_test_user, tagged

FILES = {
    "patients.csv": (
        b"patient_id,name,phone,allergy_notes,physician\n"
        b"P1,Asha Rao,9876543210,Penicillin,Dr. Meera Shah\n"
    ),
    "appointments.csv": (
        b"appointment_id,patient_id,appointment_date,status,type\n"
        b"A1,P1,2024-03-05,Completed,Consultation\n"
        b"A2,P9,2024-03-05,Completed,Consultation\n"
    ),
}


@tagged("post_install", "-at_install")
class TestScreens(HttpCase):
    def setUp(self):
        super().setUp()
        migration = self.env["pulse.migration"].create({"name": "Screens clinic"})
        run = migration._open_run()
        for name, content in FILES.items():
            run._receive_stream(name, io.BytesIO(content))
        run.action_stage()
        run.action_plan()
        migration.physician_ids._decide("fallback")
        run.file_ids.action_confirm_mapping()
        migration.action_save_profile()
        run.action_approve()
        run._load()
        run.action_verify()

    def test_the_admin_opens_every_list(self):
        self.start_tour("/odoo", "pulse_screens_tour", login="admin")

    def test_the_front_desk_opens_a_patient_and_sees_nothing_medical(self):
        new_test_user(
            self.env, "pulse_desk", groups="base.group_user,base.group_partner_manager"
        )
        partner = self.env["res.partner"].search([("x_studio_patient_id", "=", "P1")])
        self.start_tour(
            f"/odoo/res.partner/{partner.id}", "pulse_patient_tour", login="pulse_desk"
        )
