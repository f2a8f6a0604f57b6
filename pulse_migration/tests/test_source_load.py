"""Deltas on their way: late parents, approvals beforehand and their limits, the end."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.stage import lanes as stage_lanes

from .common import PATIENTS, appointment
from .source_common import SourceCase

LATE = {"patient_id": "P7", "name": "Late Parent", "gender": "F"}


class DeltaCase(SourceCase):
    def setUp(self):
        super().setUp()
        self.users = {
            name: new_test_user(self.env, f"delta_{name}", groups=group)
            for name, group in (
                ("operator", "pulse_migration.group_operator"),
                ("approver", "pulse_migration.group_approver"),
                ("second", "pulse_migration.group_approver"),
            )
        }
        self.migrate(
            patients=[{**p, "updated_at": "2026-03-05T06:00:00Z"} for p in PATIENTS],
            appointments=[
                {
                    **appointment(1, "P1", "2026-03-20"),
                    "updated_at": "2026-03-05T06:00:00Z",
                }
            ],
        )
        self.source.action_open()
        self.go()

    def go(self):
        """Poll, go on, and be the lanes; return the last delta."""
        self.poll()
        self.source._go_on()
        return self.run_lanes()

    def run_lanes(self):
        run = self.source.run_ids[:1]
        if run.state == "running":
            run._load()
            run.action_verify()
        return run

    def stand(self, user="approver"):
        self.source.with_user(self.users[user]).action_approve_standing()

    def change(self, **values):
        self.clock.tick(hours=1)
        self.clinic.change("patients", "P1", **values)


class TestSourceLoad(DeltaCase):
    def test_a_delta_is_planned_and_waits_for_an_approval(self):
        self.change(city="Thane")
        run = self.go()
        self.assertEqual(run.state, "draft")
        self.assertTrue(run.planned_at)
        self.assertIn("approved", self.source.waiting_text)
        self.assertEqual(self.partner("P1").city, "Pune")
        run.action_approve()
        run._load()
        self.assertEqual(self.partner("P1").city, "Thane")
        run._undo()
        self.assertEqual(self.partner("P1").city, "Pune")

    def test_a_standing_approval_loads_within_its_limits(self):
        self.stand()
        self.change(city="Thane")
        run = self.go()
        self.assertEqual((run.state, self.partner("P1").city), ("done", "Thane"))
        self.assertEqual(run.approved_by, self.users["approver"])
        self.assertIn("Standing approval", run.approval_ids.comment)
        self.assertFalse(self.source.waiting_text)
        # the next one is a run of its own
        self.change(city="Nashik")
        self.assertNotEqual(self.go(), run)
        self.assertEqual(self.partner("P1").city, "Nashik")

    def test_beyond_its_limits_a_delta_waits(self):
        self.source.with_user(self.env.ref("base.user_admin")).most_updates = 1
        self.stand()
        for key in ("P1", "P2"):
            self.clinic.change("patients", key, city="Thane")
        run = self.go()
        self.assertEqual(run.state, "draft")
        self.assertIn("2 updates", self.source.waiting_text)

    def test_other_limits_void_it(self):
        self.stand()
        self.assertTrue(self.source.is_standing)
        self.source.with_user(self.env.ref("base.user_admin")).most_updates = 9999
        self.assertFalse(self.source.is_standing)

    def test_another_decision_voids_it(self):
        self.stand()
        self.migration.past_scheduled_policy = "keep"
        self.env.invalidate_all()
        self.assertFalse(self.source.is_standing)
        self.change(city="Thane")
        self.assertEqual(self.go().state, "draft")

    def test_a_new_word_waits_for_a_person(self):
        self.stand()
        self.clock.tick(hours=1)
        self.clinic.change("appointments", "A1", type="Unheard Of")
        self.assertEqual(self.go().state, "draft")

    def test_only_an_approver_approves_beforehand_and_while_one(self):
        for method in ("action_approve_standing", "action_final", "action_reopen"):
            with self.assertRaises(AccessError):
                getattr(self.source.with_user(self.users["operator"]), method)()
        self.stand()
        self.users["approver"].active = False
        self.assertFalse(self.source._standing_users())

    def test_where_two_approve_two_do_beforehand(self):
        self.migration.is_four_eyes = True
        self.stand()
        self.env.invalidate_all()
        self.assertFalse(self.source.is_standing)
        self.stand("second")
        self.env.invalidate_all()
        self.assertTrue(self.source.is_standing)
        self.change(city="Thane")
        run = self.go()
        self.assertEqual((run.state, len(run.approval_ids)), ("done", 2))

    def test_a_delta_waits_for_the_run_before_it(self):
        self.stand()
        before = self.migration._open_run()
        before._receive_path(self.export(patients=PATIENTS))
        before.action_stage()
        before.action_plan()
        self.approve(before)
        self.change(city="Thane")
        self.assertEqual(self.go().state, "draft")
        before._load()
        before.action_verify()
        self.source._go_on()
        self.assertEqual(self.run_lanes().state, "done")

    def test_an_appointment_moves_with_its_status_and_day(self):
        self.stand()
        self.clock.tick(hours=1)
        self.clinic.change(
            "appointments", "A1", status="Scheduled", appointment_date="2099-03-20"
        )
        run = self.go()
        if run.state == "draft":  # a status nobody decided on yet
            self.approve(run)
            run._load()
        activity = self.activities()
        self.assertTrue(activity.active)
        self.assertEqual(str(activity.date_deadline), "2099-03-20")
        self.assertEqual(activity.x_studio_appointment_stage_id.name, "Scheduled")

    def test_orphans_are_adopted_when_their_patient_arrives(self):
        self.stand()
        self.clock.tick(hours=1)
        self.clinic.put("appointments", appointment(2, "P7", "2026-03-21"))
        first = self.go()
        orphan = self.rows(first, "appointment").filtered(
            lambda row: row.external_id == "A2"
        )
        self.assertEqual((orphan.state, orphan.reason), ("held", "patient_unknown"))
        self.clock.tick(hours=1)
        self.clinic.put("patients", LATE)
        run = self.go()
        self.assertEqual(run.state, "done")
        activity = self.activities().filtered(
            lambda a: a.x_studio_appointment_id == "A2"
        )
        self.assertEqual(activity.res_id, self.partner("P7").id)
        self.assertAccounted(run)
        self.assertEqual(orphan.state, "held")
        # once adopted, no more
        self.change(city="Thane")
        self.assertFalse(
            self.go().file_ids.filtered(lambda f: f.name.startswith("adopted"))
        )

    def test_an_export_adopts_them_too(self):
        self.migrate(appointments=[appointment(2, "P7", "2026-03-21")])
        run = self.migrate(patients=[LATE])
        self.assertEqual(run.state, "done")
        self.assertEqual(len(self.activities()), 2)

    def test_what_only_repeats_writes_nothing(self):
        self.stand()
        for key in ("P1", "P2", "P3"):
            self.clinic.change("patients", key)
        run = self.go()
        changes = self.env["pulse.change"].search([("run_id", "=", run.id)])
        self.assertFalse(changes)


class TestFinal(DeltaCase):
    def finish(self):
        self.source.with_user(self.users["approver"]).action_final()
        for _step in range(3):
            self.source._finish()
            self.run_lanes()
        self.env.invalidate_all()
        return self.source.final_text

    def test_the_final_delta_loads_all_and_closes_the_source(self):
        self.change(city="Thane")
        text = self.finish()
        self.assertIn("In step as of", text)
        self.assertEqual(self.source.state, "closed")
        self.assertEqual(self.partner("P1").city, "Thane")
        self.assertEqual(self.source.in_step_at, self.source.final_polled_at)
        with self.assertRaises(UserError):
            self.source.with_user(self.users["approver"]).action_final()

    def test_a_large_delta_is_planned_by_the_lanes_and_goes_on_by_itself(self):
        self.startPatcher(patch.object(stage_lanes, "AT_ONCE", 0))
        self.stand()
        self.change(city="Thane")
        run = self.go()
        self.assertEqual(run.lane_verb, "plan")
        self.assertIn("being staged", self.source.waiting_text)
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", return_value=5.0):
            self.env["pulse.run"]._cron_load()
        self.assertTrue(run.planned_at)
        self.source._go_on()
        self.assertEqual(self.run_lanes().state, "done")
        self.assertEqual(self.partner("P1").city, "Thane")

    def test_what_people_changed_meanwhile_is_no_difference(self):
        self.partner("P2").city = "Goa"
        self.env.flush_all()
        self.env.cr.execute(
            """UPDATE res_partner SET write_date = now() + interval '1 day',
                      write_uid = %s WHERE id = %s""",
            [self.users["operator"].id, self.partner("P2").id],
        )
        self.assertIn("In step as of", self.finish())
        self.assertEqual(self.partner("P2").city, "Goa")

    def test_what_our_own_loads_wrote_since_is_a_difference(self):
        self.env.flush_all()
        self.env.cr.execute(
            """UPDATE res_partner SET city = 'Lost', write_date = now() + interval '1 d'
                WHERE id = %s""",
            [self.partner("P1").id],
        )
        self.env.cr.execute(
            """UPDATE pulse_change SET changed_at = now() + interval '2 d'
                WHERE res_model = 'res.partner' AND res_id = %s""",
            [self.partner("P1").id],
        )
        self.env.invalidate_all()
        run = self.migration.run_ids.filtered("loaded_at")[-1:]
        verify = self.env["pulse.verify"].with_context(pulse_people_since=True)
        place = {"res_model": "res.partner", "res_id": self.partner("P1").id}
        self.assertNotIn("", verify._left_to_people(run, place))
        self.env.cr.execute(
            """UPDATE res_partner SET write_date = now() + interval '3 d',
                      write_uid = %s WHERE id = %s""",
            [self.users["operator"].id, self.partner("P1").id],
        )
        self.env.invalidate_all()
        self.assertIn("", verify._left_to_people(run, place))

    def test_nothing_is_verified_while_something_waits(self):
        self.partner("P1").city = "Goa"
        self.change(city="Thane")
        self.finish()
        calls = []
        self.patch(
            type(self.migration.run_ids), "action_verify", lambda run: calls.append(1)
        )
        self.source._finish()
        self.assertIn("Conflicts that wait for a decision: 1", self.source.final_text)
        self.assertFalse(calls)

    def test_an_open_conflict_keeps_it_open(self):
        self.partner("P1").city = "Goa"
        self.change(city="Thane")
        self.assertIn("Conflicts that wait for a decision: 1", self.finish())
        self.assertEqual(self.source.state, "closing")
        self.env["pulse.conflict"].search([("state", "=", "open")]).action_odoo()
        self.assertIn("In step as of", self.finish())

    def test_a_server_that_fails_keeps_it_open(self):
        self.faults.shares = {"unauthorized": 1}
        self.assertIn("did not answer", self.finish())
        self.faults.shares = {}
        self.assertIn("In step as of", self.finish())

    def test_what_was_deleted_at_the_source_is_reported_and_stays(self):
        self.clinic.delete("patients", "P3")
        text = self.finish()
        self.assertIn("Records deleted at the source, which Odoo keeps: 1.", text)
        endpoint = self.endpoint("patients")
        self.assertEqual((endpoint.gone_ids, endpoint.gone_count), (["P3"], 1))
        self.assertTrue(self.partner("P3"))

    def test_records_whose_key_is_not_their_id_are_not_deleted(self):
        self.migrate(
            messages=[
                {
                    "message_id": "M1",
                    "thread_id": "T1",
                    "patient_id": "P1",
                    "sent_at": "2024-03-05 10:05:00",
                    "body": "Yes",
                }
            ]
        )
        for key in ("M1", "M0"):
            endpoint = self.endpoint("patients").copy({"path": f"messages{key}"})
            endpoint.object_name = "message"
            endpoint._note_gone({key})
            self.assertEqual(endpoint.gone_ids or [], [] if key == "M1" else ["M1"])

    def test_a_cut_over_can_be_called_off(self):
        self.finish()
        self.source.with_user(self.users["approver"]).action_reopen()
        self.assertEqual(self.source.state, "open")
        self.change(city="Thane")
        self.stand()
        self.go()
        self.assertEqual(self.partner("P1").city, "Thane")

    def test_deletions_are_told_from_whole_readings_only(self):
        self.clinic.delete("patients", "P3")
        self.clock.tick(hours=1)
        self.change(city="Thane")
        self.go()
        self.assertFalse(self.endpoint("patients").gone_count)
