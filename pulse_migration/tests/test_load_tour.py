"""Loading, scheduling and stopping in a real browser."""

import io

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestLoadTour(HttpCase):
    def test_an_operator_schedules_loads_and_stops(self):
        migration = self.env["pulse.migration"].create({"name": "Load clinic"})
        run = migration._open_run()
        run._receive_stream("patients.csv", io.BytesIO(b"patient_id,name\nP1,Asha\n"))
        run.action_stage()
        run.action_plan()
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        new_test_user(self.env, "loader", groups="pulse_migration.group_operator")
        self.start_tour(f"/odoo/pulse.run/{run.id}", "pulse_load_tour", login="loader")
        self.env.invalidate_all()
        self.assertEqual((run.state, run.rest_code), ("paused", "stop"))
