"""A link leads to a record of the model that is asked for, or nowhere."""

from .common import PATIENTS, PulseCase, bill


class TestLink(PulseCase):
    def targets(self, res_model):
        links = self.env["pulse.link"]
        return links._find_targets(self.migration, "patient", ["P1"], res_model)

    def test_a_link_is_found_for_its_own_model(self):
        self.migrate(patients=PATIENTS)
        self.assertEqual(self.targets("res.partner"), {"P1": self.partner("P1").id})

    def test_a_record_of_another_model_is_no_target(self):
        self.migrate(patients=PATIENTS)
        self.assertEqual(self.targets("account.move"), {})

    def test_a_migration_of_another_clinic_has_its_own(self):
        self.migrate(patients=PATIENTS)
        other = self.migration.copy({"name": "Other clinic"})
        links = self.env["pulse.link"]
        self.assertEqual(
            links._find_targets(other, "patient", ["P1"], "res.partner"), {}
        )

    def test_choosing_the_same_way_of_bills_again_is_no_change(self):
        self.migration.bill_target = "partner"
        self.migrate(
            patients=PATIENTS, bills=[bill(1, "P1", "2024-03-05", "500.00", "0.00")]
        )
        self.migration.bill_target = "partner"
        self.assertEqual(self.migration.bill_target, "partner")
