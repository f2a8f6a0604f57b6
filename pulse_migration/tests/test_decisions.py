"""What was decided about a clinic: covered by the approval, voided by a change."""

from odoo import fields
from odoo.tests import new_test_user

from odoo.addons.pulse_migration.models.approve import facts as approve_facts

from .common import PATIENTS, PulseCase, appointment

# another value for every option that decides what a load writes
OPTIONS = {
    "fallback_user_id": "pulse_migration.test_other_user",
    "country_id": "base.us",
    "currency_id": "base.USD",
    "tz": "Europe/Berlin",
    "past_scheduled_policy": "keep",
}
RESTAGING = {"country_id", "currency_id", "tz"}


class TestDecisions(PulseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = new_test_user(cls.env, "pulse_other", groups="base.group_user")
        cls.env["ir.model.data"].create(
            {
                "module": "pulse_migration",
                "name": "test_other_user",
                "model": "res.users",
                "res_id": other.id,
            }
        )

    def tables(self):
        return {
            "patients": PATIENTS,
            "appointments": [
                appointment(1, "P1", "2024-03-05"),
                appointment(2, "P1", "2024-03-06", status="Scheduled"),
            ],
        }

    def approved(self):
        return self.approve(self.plan(**self.tables()))

    def value(self, name):
        text = OPTIONS[name]
        return self.env.ref(text).id if name.endswith("_id") else text

    # a change is visible at once

    def test_another_option_voids_plan_and_approval(self):
        for name in OPTIONS:
            with self.subTest(name):
                run = self.approved()
                self.migration.write({name: self.value(name)})
                self.assertEqual((run.state, run.planned_at), ("draft", False))
                self.assertFalse(run.approval_hash or run.approved_by)
                stale = run.file_ids.filtered(lambda f: f.state == "received")
                self.assertEqual(bool(stale), name in RESTAGING)
                run.unlink()

    def test_the_bill_target_voids_too(self):
        run = self.approved()
        others = {"move": "partner", "partner": "move"}
        target = others[self.migration.bill_target]
        if target == "move" and "account.move" not in self.env:
            self.skipTest("needs Invoicing")
        self.migration.bill_target = target
        self.assertEqual(run.state, "draft")

    def test_the_same_option_again_voids_nothing(self):
        run = self.approved()
        for name in OPTIONS:
            field = self.migration._fields[name]
            value = field.convert_to_write(self.migration[name], self.migration)
            self.migration.write({name: value, "name": "Another name"})
        self.assertEqual(run.state, "approved")
        run._load()

    def test_a_voided_approval_is_in_the_audit(self):
        self.approved()
        self.migration.past_scheduled_policy = "keep"
        audit = self.env["pulse.audit"].search([("verb", "=", "void_approval")])
        self.assertEqual(len(audit), 1)

    def test_another_country_reads_the_phones_anew(self):
        run = self.plan(
            patients=[{"patient_id": "P1", "name": "A", "phone": "98765 43210"}]
        )
        self.assertEqual(self.rows(run).values["phone"], "+919876543210")
        self.migration.country_id = self.env.ref("base.us")
        run.action_plan()
        self.assertNotEqual(self.rows(run).values.get("phone"), "+919876543210")

    def test_a_finished_run_is_left_alone(self):
        run = self.migrate(**self.tables())
        self.migration.past_scheduled_policy = "keep"
        self.assertEqual(run.state, "done")

    def test_another_clock_or_policy_updates_at_the_next_load(self):
        self.migrate(**self.tables())
        run = self.migrate(**self.tables())
        self.assertEqual(set(self.rows(run).mapped("state")), {"unchanged"})
        for name, value in (("tz", "Asia/Dubai"), ("past_scheduled_policy", "keep")):
            self.migration.write({name: value})
            run = self.migrate(**self.tables())
            self.assertEqual(
                set(self.rows(run, "appointment").mapped("state")), {"updated"}
            )
            self.assertEqual(run.state, "done")
        self.assertTrue(
            self.activities().filtered("active"), "the scheduled one is open again"
        )

    # the approval covers every field

    def test_every_stored_field_is_covered_or_named_as_deciding_nothing(self):
        """Whoever adds a field has to think: here it is covered without a thought."""
        run = self.approved()
        known = approve_facts._DECIDES_NOTHING
        for model, names in known.items():
            stored = {n for n, f in self.env[model]._fields.items() if f.store}
            self.assertLessEqual(names, stored, model)
        for records in (
            run.file_ids[:1],
            run.mapping_ids[:1],
            self.migration.value_map_ids[:1],
            self.migration.value_map_ids.stage_id[:1],
            self.migration.physician_ids[:1],
            self.migration,
        ):
            for name in self.decided_fields(records):
                with self.subTest(records._name, field=name):
                    self.assertChangesHash(run, records, name)

    def decided_fields(self, record):
        ignored = approve_facts._DECIDES_NOTHING[record._name] | approve_facts._OF_ODOO
        return [
            name
            for name, field in record._fields.items()
            if field.store
            and field.type in ("char", "boolean", "selection", "integer", "float")
            and name not in ignored
        ]

    def assertChangesHash(self, run, record, name):
        """Change one field past every guard: the approval no longer fits."""
        before = run._approval_hash()
        self.env.flush_all()
        kind = record._fields[name].type
        value = {
            "char": "other",
            "boolean": not record[name],
            "selection": "other",
        }.get(kind, 77)
        with self.env.cr.savepoint() as savepoint:
            self.env.cr.execute(
                f'UPDATE "{record._table}" SET "{name}" = %s WHERE id = %s',
                [value, record.id]
                if not getattr(record._fields[name], "translate", False)
                else ['{"en_US": "other"}', record.id],
            )
            self.env.invalidate_all()
            after = run._approval_hash()
            savepoint.rollback()
        self.assertNotEqual(after, before)
        self.env.invalidate_all()

    def test_telling_fields_do_not_void(self):
        run = self.approved()
        self.migration.sudo().value_map_ids.row_count = 99
        self.migration.sudo().physician_ids.row_count = 99
        run.file_ids.sudo().confirmed_at = fields.Datetime.now()
        run._load()
        self.assertTrue(run.loaded_at)
