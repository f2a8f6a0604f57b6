"""Which batch a lane may take while another one has the last of an object in hand."""

from unittest.mock import patch

from odoo.addons.pulse_migration.models.plan import batches as batches_module

from .common import PATIENTS, PulseCase, appointment


class TestClaim(PulseCase):
    """Each patient, and each appointment, has a batch of its own."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(batches_module, "BATCH_ROWS", 1))
        self.run_ = self.approve(
            self.plan(
                patients=PATIENTS[:2],
                appointments=[
                    appointment(1, "P1", "2024-03-01"),
                    appointment(2, "P2", "2024-03-02"),
                ],
            )
        )
        self.run_._set_state("running")

    def finish(self, object_name, *keys):
        """Load what is first open; the batches of these keys, or all of an object."""
        for batch in self.batches(object_name):
            if not keys or set(batch.row_ids.mapped("external_id")) & set(keys):
                batch._load()

    def batches(self, object_name):
        return self.run_.batch_ids.filtered(lambda b: b.object_name == object_name)

    def ahead(self):
        """Return the keys of what a lane takes when others hold the first object."""
        self.env.flush_all()
        batch = self.run_._claim_ahead(None)
        return [(b.object_name, b.row_ids.mapped("external_id")) for b in batch]

    def test_what_is_first_is_claimed_first(self):
        self.finish("physician")
        claimed = self.run_._claim_next()
        self.assertEqual(claimed.object_name, "patient")

    def test_nobody_goes_on_before_the_physicians_are_loaded(self):
        self.assertEqual(self.run_._claim_next().object_name, "physician")
        self.assertFalse(self.ahead())

    def test_a_patient_in_hand_holds_their_own_appointments_only(self):
        self.finish("physician")
        self.assertFalse(self.ahead())
        self.finish("patient", "P1")
        self.assertEqual(self.ahead(), [("appointment", ["A1"])])

    def test_what_names_no_patient_waits(self):
        self.finish("physician")
        self.finish("patient", "P1")
        self.batches("appointment").row_ids.sudo().patient_key = False
        self.assertFalse(self.ahead())

    def test_an_object_in_hand_that_names_no_patient_holds_everybody(self):
        self.finish("physician")
        self.finish("patient", "P1")
        patient = self.batches("patient").filtered(lambda b: b.state == "planned")
        patient.row_ids.sudo().patient_key = False
        self.assertFalse(self.ahead())

    def test_of_chosen_batches_no_other_is_taken(self):
        self.finish("physician")
        self.finish("patient", "P1")
        chosen = self.batches("patient")
        self.assertFalse(self.run_._claim_ahead(chosen))

    def test_nothing_open_leaves_nothing_to_claim(self):
        self.run_._load()
        self.assertFalse(self.run_._claim_next())
        self.assertEqual(len(self.activities()), 2)
