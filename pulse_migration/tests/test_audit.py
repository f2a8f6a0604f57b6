"""The audit trail: every verb and every record, chained, and compared on demand."""

import ast
import json
from pathlib import Path
from unittest import TestCase

from odoo.tests import new_test_user

from odoo.addons.pulse_migration.texts.audit import VERB_TEXTS

from .common import PATIENTS, PulseCase, appointment
from .test_document_loader import record

TABLES = {
    "patients": PATIENTS,
    "appointments": [appointment(1, "P1", "2024-03-05")],
    "medical_records": [record(1, "P1", "2024-03-05", "Cough")],
}


ADDON = Path(__file__).parents[1]
LOGGERS = {"_log": 0, "_append": 1, "_append_changes": 1, "_set_excluded": 0}


def logged_verbs():
    """Yield the verbs that the source writes into the trail."""
    paths = [*(ADDON / "models").rglob("*.py"), *(ADDON / "wizards").glob("*.py")]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            place = LOGGERS.get(getattr(node.func, "attr", ""), len(node.args))
            for verb in node.args[place : place + 1]:
                if isinstance(verb, ast.Constant) and verb.value:
                    yield verb.value


class TestAuditTexts(TestCase):
    def test_every_verb_has_its_words(self):
        verbs = set(logged_verbs()) | {"start_stage", "start_plan"}
        self.assertGreater(len(verbs), 30)
        self.assertEqual(verbs, set(VERB_TEXTS))


class TestAudit(PulseCase):
    def setUp(self):
        super().setUp()
        self.run_ = self.migrate(**TABLES)
        self.audit = self.env["pulse.audit"].sudo()

    def entries(self, verb):
        return self.audit.search(
            [("verb", "=", verb), ("run_number", "=", self.run_.id)]
        )

    def check(self, user=None):
        check = self.env["pulse.audit.check"].with_user(user or self.env.user)
        action = check.action_check()
        self.env.invalidate_all()
        return self.env["pulse.audit.check"].browse(action["res_id"])

    def codes(self):
        audit = self.audit
        audit._link()
        found = list(audit._broken_links())
        found += self.env["pulse.audit.check"].sudo()._changed_records()
        return sorted({code for code, _place in found})

    def execute(self, query, *params):
        self.env.cr.execute(query, params)
        self.env.invalidate_all()

    def test_an_entry_is_told_in_words(self):
        entry = self.entries("stage")[:1]
        self.assertEqual(entry.verb_text, "Staged")
        self.assertEqual(entry.details_text, "Rows: 5")
        planned = self.entries("plan")[:1].details_text
        self.assertIn("Actions: Patient: Create: 3", planned)

    def test_every_verb_is_an_entry(self):
        self.run_._undo()
        verbs = set(
            self.audit.search([("run_number", "=", self.run_.id)]).mapped("verb")
        )
        self.assertLessEqual(
            {
                "receive",
                "stage",
                "plan",
                "confirm",
                "approve",
                "load",
                "verify",
                "start_undo",
                "undo",
            },
            verbs,
        )

    def test_every_record_is_a_line_with_its_fields_and_hashes(self):
        lines = [line for entry in self.entries("load") for line in entry._operations()]
        changes = self.env["pulse.change"].search([("run_id", "=", self.run_.id)])
        self.assertEqual({line[0] for line in lines}, set(changes.ids))
        by_id = {line[0]: line for line in lines}
        change = changes.filtered(
            lambda c: c.external_id == "P1" and c.operation == "create"
        )
        _id, model, res_id, operation, names, before, after, _rest = by_id[change.id]
        self.assertEqual(
            (model, res_id, operation),
            ("res.partner", self.partner("P1").id, "create"),
        )
        self.assertEqual(names, sorted(change.after))
        self.assertIsNone(before)
        self.assertRegex(after, r"^[0-9a-f]{24}$")

    def test_no_value_is_in_the_trail(self):
        self.run_._undo()
        for entry in self.audit.search([]):
            text = json.dumps([entry.operations, entry.details])
            for value in ("Asha", "Penicillin", "98765", "Cough"):
                with self.subTest(value, verb=entry.verb):
                    self.assertNotIn(value, text)

    def test_equal_values_have_equal_hashes_in_one_database_only(self):
        key = self.audit._key()
        self.assertEqual(len(key), 32)
        lines = {
            line[0]: line
            for entry in self.entries("load")
            for line in entry._operations()
        }
        self.run_._undo()
        undone = {
            line[0]: line
            for entry in self.entries("undo")
            for line in entry._operations()
        }
        self.assertEqual(set(undone), set(lines))
        for id_, line in undone.items():
            self.assertEqual(line[5:7], lines[id_][5:7][::-1], "before and after swap")

    def test_nobody_reads_the_key(self):
        self.assertFalse(
            [name for name in self.env if self.env[name]._table == "pulse_audit_key"]
        )
        params = self.env["ir.config_parameter"].sudo().search([])
        self.assertNotIn(self.audit._key().hex(), params.mapped("value"))

    def test_an_untouched_trail_is_intact(self):
        check = self.check()
        self.assertTrue(check.is_intact, check.findings)
        self.assertEqual(check.entry_count, self.audit.search_count([]))
        self.assertEqual(check.last_number, check.entry_count)
        self.assertRegex(check.last_hash, r"^[0-9a-f]{64}$")

    def test_it_is_intact_after_all_that_verbs_do(self):
        own = self.env["res.partner"].create({"name": "Asha Rao"})
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((own | self.partner("P1")).ids, own)
        batch = self.run_.batch_ids.filtered(lambda b: b.object_name == "appointment")
        batch._undo_and_delete()
        self.assertTrue(self.check().is_intact, self.check().findings)
        own.city = "Thane"
        self.run_._undo()
        self.assertTrue(self.check().is_intact, self.check().findings)
        own.city = "Pune"
        self.run_._undo()
        self.assertEqual(self.run_.state, "undone")
        self.run_.unlink()
        self.assertTrue(self.check().is_intact, self.check().findings)

    def test_an_entry_changed_by_sql_is_found(self):
        self.codes()
        entry = self.entries("approve")
        for column, value in {
            "verb": "refuse",
            "user_login": "somebody",
            "done_at": "2020-01-01",
            "details": "{}",
            "operations": '{"records": []}',
            "number": "9999",
            "hash": "0" * 64,
            "migration_name": "Another",
        }.items():
            with self.subTest(column), self.env.cr.savepoint() as attempt:
                self.execute(
                    f"UPDATE pulse_audit SET {column} = %s WHERE id = %s",
                    value,
                    entry.id,
                )
                self.assertTrue(self.codes())
                self.assertFalse(self.check().is_intact)
                attempt.rollback()
            self.env.invalidate_all()
        self.assertFalse(self.codes())

    def test_a_deleted_or_added_entry_is_found(self):
        self.codes()
        first = self.entries("approve")
        last = self.audit.search([], order="number desc", limit=1)
        for name, entry, code in (
            ("between", first, "entries_missing"),
            ("at the end", last, "chain_cut"),
        ):
            with self.subTest(name), self.env.cr.savepoint() as attempt:
                self.execute("DELETE FROM pulse_audit WHERE id = %s", entry.id)
                self.assertIn(code, self.codes())
                attempt.rollback()
            self.env.invalidate_all()
        self.execute(
            """INSERT INTO pulse_audit (migration_name, done_at, verb, number, hash)
               VALUES ('x', now(), 'approve', %s, %s)""",
            last.number + 1,
            last.hash,
        )
        self.assertEqual(self.codes(), ["chain_cut", "entry_changed"])

    def test_a_change_of_the_journal_by_sql_is_found(self):
        change = self.env["pulse.change"].search([("external_id", "=", "P1")])[-1:]
        for column, value in {
            "after": '{"name": "Somebody"}',
            "before": '{"name": "Somebody"}',
            "res_id": str(self.env.company.partner_id.id),
            "res_model": "res.users",
            "operation": "write",
            "external_id": "P2",
            "untouched": '{"city": "x"}',
        }.items():
            with self.subTest(column), self.env.cr.savepoint() as attempt:
                self.execute(
                    f"UPDATE pulse_change SET {column} = %s WHERE id = %s",
                    value,
                    change.id,
                )
                self.assertIn("change_differs", self.codes())
                attempt.rollback()
            self.env.invalidate_all()
        with self.env.cr.savepoint() as attempt:
            self.execute("DELETE FROM pulse_change WHERE id = %s", change.id)
            self.assertEqual(self.codes(), ["change_missing"])
            attempt.rollback()
        self.env.invalidate_all()
        self.execute(
            """INSERT INTO pulse_change (run_id, batch_id, res_model, res_id, operation)
               VALUES (%s, %s, 'res.partner', 1, 'create')""",
            self.run_.id,
            change.batch_id.id,
        )
        self.assertEqual(self.codes(), ["change_unknown"])

    def test_a_batch_deleted_by_sql_is_found(self):
        self.codes()
        batch = self.run_.batch_ids[-1]
        self.execute("DELETE FROM pulse_batch WHERE id = %s", batch.id)
        self.assertIn("change_missing", self.codes())

    def test_a_link_changed_by_sql_is_found(self):
        self.execute(
            "UPDATE pulse_link SET res_id = %s WHERE external_id = 'P1'",
            self.partner("P2").id,
        )
        self.assertEqual(self.codes(), ["link_differs"])

    def test_entries_are_linked_in_their_order_once(self):
        self.audit._link()
        numbers = self.audit.search([], order="id").mapped("number")
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        hashes = self.audit.search([]).mapped("hash")
        self.audit._link()
        self.env.invalidate_all()
        self.assertEqual(self.audit.search([]).mapped("hash"), hashes)
        self.assertEqual(len(set(hashes)), len(hashes))

    def test_a_load_asks_for_its_links_after_the_commit_once(self):
        callbacks = self.env.cr.postcommit
        callbacks.clear()
        self.audit._append(self.run_, "load")
        self.audit._append(self.run_, "verify")
        self.assertEqual(len(callbacks._funcs), 1)

    def test_an_auditor_checks_and_who_is_none_does_not(self):
        auditor = new_test_user(
            self.env, "chain_auditor", groups="pulse_migration.group_auditor"
        )
        check = self.check(auditor).with_user(auditor)
        self.assertTrue(check.is_intact)
        desk = new_test_user(self.env, "chain_desk", groups="base.group_user")
        with self.assertRaisesRegex(Exception, "Audit Trail"):
            self.check(desk)
