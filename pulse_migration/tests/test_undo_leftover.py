"""Stages, words and fields that a load needed go with it, when nothing uses them."""

from .common import PATIENTS, appointment
from .test_mapping import MappingCase


class TestUndoLeftover(MappingCase):
    def stages(self, name):
        return self.env["pulse.appointment.stage"].search([("name", "=", name)])

    def load_stage(self, status="Waiting room"):
        return self.load(
            patients=PATIENTS,
            appointments=[appointment(1, "P1", "2024-03-05", status=status)],
        )

    def test_a_stage_made_for_the_run_goes(self):
        run = self.load_stage()
        self.assertEqual(self.stages("Waiting room").migration_id, self.migration)
        run._undo()
        self.assertFalse(self.stages("Waiting room"))
        self.assertTrue(self.stages("Completed"), "the addon's own stays")

    def test_a_stage_that_something_uses_stays(self):
        run = self.load_stage()
        stage = self.stages("Waiting room")
        self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.env.company.partner_id.id,
                "x_studio_appointment_stage_id": stage.id,
            }
        )
        run._undo()
        self.assertTrue(stage.exists())

    def test_a_persons_own_stage_stays(self):
        own = self.env["pulse.appointment.stage"].create({"name": "Waiting room"})
        run = self.load_stage()
        run._undo()
        self.assertTrue(own.exists())

    def test_the_undone_run_is_planned_and_loaded_again(self):
        run = self.load_stage()
        words = self.migration.value_map_ids.mapped("source_value")
        run._undo()
        self.assertLess(len(self.migration.value_map_ids), len(words))
        run.action_plan()
        self.assertEqual(
            sorted(self.migration.value_map_ids.mapped("source_value")), sorted(words)
        )
        self.approve(run)
        run._load()
        run.action_verify()
        self.assertEqual(run.state, "done")
        activity = self.activities()
        self.assertEqual(activity.x_studio_appointment_stage_id.name, "Waiting room")
        run._undo()
        self.assertFalse(self.partner("P1"))

    def test_a_decided_word_stays(self):
        run = self.load_stage()
        run.action_verify()
        line = self.migration.value_map_ids.filtered(
            lambda line: line.source_value == "F"
        )
        line.meaning = "kept" if "kept" in line.meanings else "male"
        run._undo()
        self.assertTrue(line.exists())

    def test_words_that_another_run_uses_stay(self):
        first = self.load_stage()
        first.action_verify()
        second = self.migrate(
            appointments=[appointment(2, "P1", "2024-03-06", status="Waiting room")]
        )
        second._undo()
        self.assertTrue(self.stages("Waiting room"))
        first._undo()
        self.assertFalse(self.stages("Waiting room"))


class TestUndoLeftoverFields(MappingCase):
    """A field that a test made leaves the registry with its class."""

    def load_column(self, **more):
        """Load an export whose odd column becomes a field of its own."""
        patients = [{**row, "shoe_size": f"{40 + n}"} for n, row in enumerate(PATIENTS)]
        run = self.plan(patients=patients, **more)
        line = run.mapping_ids.filtered(lambda m: m.header == "shoe_size")
        line.treatment = "create"
        run.file_ids.action_confirm_mapping()
        run.action_stage()
        run.action_plan()
        self.approve(run)._load()
        run.action_verify()
        return run, line.field_name

    def fields(self, name):
        return self.env["ir.model.fields"].search(
            [("model", "=", "res.partner"), ("name", "=", name)]
        )

    def test_a_field_made_for_the_run_goes_with_it(self):
        run, name = self.load_column()
        self.assertEqual(str(self.partner("P1")[name]), "40")
        run._undo()
        self.assertFalse(self.fields(name))
        self.assertNotIn(name, self.env["res.partner"]._fields)

    def test_a_field_that_somebody_filled_stays(self):
        run, name = self.load_column()
        other = self.env["res.partner"].create({"name": "Own", name: 39})
        run._undo()
        self.assertTrue(self.fields(name))
        self.assertEqual(str(other[name]), "39")

    def test_a_field_that_a_view_shows_stays(self):
        run, name = self.load_column()
        self.env["ir.ui.view"].create(
            {
                "name": "own",
                "model": "res.partner",
                "type": "list",
                "arch": f'<list><field name="{name}" /></list>',
            }
        )
        run._undo()
        self.assertTrue(self.fields(name))

    def test_a_field_that_another_run_brought_too_stays(self):
        first, name = self.load_column()
        second = self.migrate(
            patients=[{**PATIENTS[0], "patient_id": "P9", "shoe_size": "44"}]
        )
        second._undo()
        self.assertTrue(self.fields(name))
        self.assertEqual(str(self.partner("P1")[name]), "40")
        first._undo()
        self.assertFalse(self.partner("P1"))
