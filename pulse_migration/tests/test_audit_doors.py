"""Nobody alters audit, journal or links: over HTTP, as the system administrator."""

import csv
import io
import json
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

SEALED = ("pulse.audit", "pulse.change", "pulse.link", "pulse.undo.item")


@tagged("post_install", "-at_install")
class TestAuditDoors(HttpCase):
    def setUp(self):
        super().setUp()
        migration = self.env["pulse.migration"].create({"name": "=Sealed clinic"})
        self.run_ = migration._open_run()
        content = b"patient_id,name,city\nS1,Asha Rao,Pune\nS2,Ravi Iyer,Pune\n"
        self.run_._receive_stream("patients.csv", io.BytesIO(content))
        self.run_.action_stage()
        self.run_.action_plan()
        self.run_.file_ids.action_confirm_mapping()
        self.run_.action_approve()
        self.run_._load()
        self.run_.action_verify()
        partner = self.env["res.partner"].search([("x_studio_patient_id", "=", "S1")])
        partner.message_post(body="Called", message_type="comment")
        self.run_._undo()
        self.user = new_test_user(
            self.env,
            "sealed_admin",
            groups="base.group_system,pulse_migration.group_approver,"
            "pulse_migration.group_medical",
        )
        expires = fields.Datetime.now() + timedelta(hours=1)
        keys = self.env(user=self.user.id)["res.users.apikeys"]
        self.key = keys.with_user(self.user).sudo()._generate("rpc", "test", expires)

    def give_all_rights(self):
        # an administrator may give themselves every access right there is
        self.env["ir.model.access"].create(
            [
                {
                    "name": f"all of {name}",
                    "model_id": self.env["ir.model"]._get_id(name),
                    "perm_read": True,
                    "perm_write": True,
                    "perm_create": True,
                    "perm_unlink": True,
                }
                for name in SEALED
            ]
        )

    def call(self, model, method, **body):
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.key}",
        }
        with mute_logger("odoo.http"):
            return self.url_open(
                f"/json/2/{model}/{method}", json.dumps(body), headers=headers
            )

    def dump(self):
        self.env.flush_all()
        found = {}
        for name in SEALED:
            table = self.env[name]._table
            self.env.cr.execute(f"SELECT t::text FROM {table} AS t ORDER BY id")
            found[name] = self.env.cr.fetchall()
        return found

    def test_nothing_is_written_made_or_deleted_over_json2(self):
        self.give_all_rights()
        before = self.dump()
        for name in SEALED:
            record = self.env[name].sudo().search([], limit=1)
            self.assertTrue(record, name)
            vals = {"res_model": "res.users"}
            if name == "pulse.audit":
                vals = {"verb": "nothing"}
            for method, body in (
                ("write", {"ids": record.ids, "vals": vals}),
                ("create", {"vals_list": [vals]}),
                ("unlink", {"ids": record.ids}),
                ("copy", {"ids": record.ids}),
                ("web_save", {"ids": record.ids, "vals": vals, "specification": {}}),
                ("load", {"fields": list(vals), "data": [list(vals.values())]}),
                ("_append", {"verb": "x"}),
                ("_record", {"entries": []}),
                ("_insert", {"verb": "x"}),
                ("_link", {}),
                ("_key", {}),
                ("_keep_open", {"ids": record.ids, "names": []}),
            ):
                answer = self.call(name, method, **body)
                with self.subTest(f"{name}.{method}"):
                    if method == "load":  # answers with messages instead
                        self.assertFalse(answer.json().get("ids"), answer.text)
                    else:
                        self.assertIn(
                            answer.status_code, (403, 404, 422, 500), answer.text
                        )
        self.assertEqual(self.dump(), before)

    def test_no_relation_is_a_door(self):
        self.give_all_rights()
        before = self.dump()
        batch = self.run_.batch_ids[:1]
        plan = self.env["pulse.undo.plan"].search([], limit=1)
        change = self.env["pulse.change"].search([], limit=1)
        for record, vals in (
            (batch, {"change_ids": [[2, change.id]]}),
            (plan, {"item_ids": [[5]]}),
            (plan, {"item_ids": [[2, plan.item_ids[:1].id]]}),
            (plan, {"line_ids": [[5]]}),
            (plan, {"proof_line_ids": [[2, plan.proof_line_ids[:1].id]]}),
        ):
            answer = self.call(record._name, "write", ids=record.ids, vals=vals)
            with self.subTest(record._name, vals=vals):
                self.assertIn(answer.status_code, (403, 404, 422), answer.text)
        self.assertEqual(self.dump(), before)
        self.assertTrue(plan.proof_line_ids)

    def test_it_is_read_over_json2(self):
        answer = self.call("pulse.audit", "search_read", domain=[], fields=["verb"])
        self.assertEqual(answer.status_code, 200)
        self.assertIn("approve", [entry["verb"] for entry in answer.json()])

    def test_the_trail_is_downloaded_as_csv(self):
        self.authenticate("sealed_admin", "sealed_admin")
        answer = self.url_open("/pulse_migration/audit.csv")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("audit.csv", answer.headers["Content-Disposition"])
        self.assertNotIn("Content-Length", answer.headers, "it is streamed")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        own = [row for row in rows if row["run"] == str(self.run_.id)]
        self.assertIn("approve", [row["verb"] for row in own])
        loaded = [row for row in own if row["verb"] == "load" and row["model"]]
        self.assertEqual(
            {(row["model"], row["operation"]) for row in loaded},
            {("res.partner", "create")},
        )
        self.assertIn("city", loaded[0]["fields"])
        self.assertEqual({row["migration"] for row in own}, {"'=Sealed clinic"})
        self.assertNotIn("Asha", answer.text)

    def test_the_csv_is_for_auditors(self):
        new_test_user(self.env, "csv_desk", groups="base.group_user")
        self.authenticate("csv_desk", "csv_desk")
        with mute_logger("odoo.http"):
            answer = self.url_open("/pulse_migration/audit.csv")
        self.assertEqual(answer.status_code, 403)
