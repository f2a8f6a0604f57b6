"""Corrections as the operator makes them, through the wizards."""

from odoo.tests import new_test_user

from .quality_common import QualityCase, patient


class FixCase(QualityCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = [
            patient("P1", "Asha", date_of_birth="31-02-1984", city="Poona"),
            patient("P2", "Ravi", date_of_birth="30-02-1990", city="Poona"),
            patient("P3", "Lata", date_of_birth="28-02-1990", city="Old Poona Road"),
        ]
        names = "pulse_migration.group_operator,pulse_migration.group_medical"
        cls.operator = new_test_user(cls.env, "pulse_fixes", groups=names)
        cls.blind = new_test_user(
            cls.env, "pulse_blind", groups="pulse_migration.group_operator"
        )

    def row(self, run, external_id, line=None):
        return self.rows(run).filtered(
            lambda r: r.external_id == external_id and line in (None, r.line)
        )

    def correct(self, row, everywhere=False, user=None, **texts):
        """Correct cells as the operator does, through the wizard."""
        row = row.with_user(user or self.operator)
        wizard = self.env["pulse.correct"].with_user(user or self.operator)
        wizard = wizard.browse(row.action_correct()["res_id"])
        wizard.is_everywhere = everywhere
        for cell in wizard.cell_ids:
            if cell.header in texts:
                cell.corrected = texts[cell.header]
        wizard.action_correct()
        return self.env["pulse.fix"].search([("migration_id", "=", self.migration.id)])

    def replace(self, run, header, find, replacement, is_part=False):
        mapping = run.mapping_ids.filtered(lambda m: m.header == header)
        wizard = self.env["pulse.replace"].with_user(self.operator)
        wizard = wizard.create(
            {
                "run_id": run.id,
                "mapping_id": mapping[:1].id,
                "find": find,
                "replacement": replacement,
                "is_part": is_part,
            }
        )
        count = wizard.row_count
        wizard.action_replace()
        return count

    def born(self, run, external_id):
        return (self.row(run, external_id).values or {}).get("date_of_birth")
