"""Nothing hangs on no patient: loading holds it, verifying finds it by itself."""

from unittest.mock import patch

from odoo.exceptions import ValidationError

from odoo.addons.pulse_migration.loaders.base import Loader
from odoo.addons.pulse_migration.loaders.partner import PartnerLoader

from .common import PATIENTS, PulseCase, appointment, bill
from .test_document_loader import drug


def refusing(key):
    """Make Odoo refuse one patient."""
    prepare = PartnerLoader._prepare_vals

    def refuse(loader, unit, scope):
        if unit.key == key:
            raise ValidationError("refused")
        return prepare(loader, unit, scope)

    return patch.object(PartnerLoader, "_prepare_vals", refuse)


class TestVerifyOrphans(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        self.run = self.approve(
            self.plan(
                patients=PATIENTS,
                appointments=[
                    appointment(1, "P1", "2024-03-05"),
                    appointment(2, "P2", "2024-03-05"),
                ],
                prescriptions=[drug(1, "P1", "Amoxicillin")],
                bills=[bill(1, "P1", "2024-03-05", "500.00", "200.00")],
            )
        )

    def children(self, key):
        rows = self.rows(self.run).filtered(lambda r: r.object_name != "patient")
        return rows.filtered(lambda r: r.patient_key == key)

    def test_children_of_a_refused_patient_are_held(self):
        with refusing("P1"):
            self.run._load()
        self.assertEqual(set(self.children("P1").mapped("state")), {"held"})
        self.assertEqual(
            set(self.children("P1").mapped("reason")), {"patient_not_loaded"}
        )
        self.assertFalse(any(self.children("P1").mapped("res_id")))
        self.assertEqual(self.children("P2").state, "created")
        self.assertFalse(self.documents())
        self.assertEqual(len(self.activities()), 1)

    def test_what_waits_for_its_patient_is_listed_and_accounted_for(self):
        with refusing("P1"):
            self.run._load()
        self.run.action_verify()
        self.assertAccounted(self.run)
        found = self.run.check_ids.filtered(lambda c: c.code == "patient_not_loaded")
        self.assertEqual(sum(found.mapped("count")), 3)
        self.assertNotIn("orphan_found", self.run.check_ids.mapped("code"))

    def test_a_later_export_brings_the_patient_with_the_children(self):
        with refusing("P1"):
            self.run._load()
        self.run.action_verify()
        run = self.migrate(
            patients=PATIENTS, appointments=[appointment(1, "P1", "2024-03-05")]
        )
        self.assertEqual(run.state, "done")
        self.assertEqual(
            self.activities().mapped("res_id"),
            [self.partner("P2").id, self.partner("P1").id],
        )

    def test_verifying_finds_what_a_loader_let_through(self):
        """The same mistake twice would hide it: the check asks the tables alone.

        An appointment of nobody, and a bill that is to be written to nobody's page, are
        refused without it.
        """
        with refusing("P1"), patch.object(Loader, "_needs_patient", False):
            self.run._load()
            self.run.action_verify()
        self.assertEqual(self.run.state, "failed")
        found = self.run.check_ids.filtered(lambda c: c.code == "orphan_found")
        self.assertEqual(found.mapped("object_name"), ["prescription"])
        self.assertEqual(self.rows(self.run, "bill").mapped("state"), ["rejected"])

    def test_the_contact_that_somebody_deleted_is_no_patient(self):
        """The link is still there, the contact is not."""
        self.run._load()
        self.run.action_verify()
        self.partner("P2").unlink()
        run = self.migrate(appointments=[appointment(3, "P2", "2024-04-05")])
        self.assertEqual(self.rows(run).state, "held")
        self.assertEqual(self.rows(run).reason, "patient_not_loaded")
