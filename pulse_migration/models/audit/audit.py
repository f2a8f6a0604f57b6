"""Who did what when, to which record; written once, never changed.

A verb is one entry. What a load, an undo or a merge did to records is one entry a
batch, with a line for each record: its model and id, the names of its fields, and keyed
hashes of what they held before and after.
"""

import hmac
import json

from odoo import api, fields, models
from odoo.tools import SQL

from ..bulk import insert_rows

# what an entry's lines say of a change, as the database keeps it
SIDES = SQL(
    """before::text, after::text,
       concat_ws('|', object_name, external_id, changed_at, untouched::text)"""
)
_HASH = 24  # hexadecimal digits of a hash: enough that nobody finds another text


class Audit(models.Model):
    """One verb on one migration, by one person."""

    _name = "pulse.audit"
    _inherit = "pulse.sealed"
    _description = "Audit Trail"
    _order = "id desc"
    _log_access = False

    number = fields.Integer(
        "Entry", readonly=True, index=True, help="Its place in the chain."
    )
    migration_name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one("res.company", ondelete="restrict", readonly=True)
    run_id = fields.Many2one("pulse.run", ondelete="set null", readonly=True)
    # runs, batches and users may go: what they were called stays
    run_number = fields.Integer(readonly=True)
    batch_number = fields.Integer("Batch", readonly=True, index="btree_not_null")
    user_id = fields.Many2one("res.users", ondelete="set null", readonly=True)
    user_login = fields.Char(readonly=True)
    done_at = fields.Datetime(required=True, readonly=True)
    verb = fields.Char(required=True, readonly=True)
    details = fields.Json(readonly=True, help="Counts and settings; no patient data.")
    operation_count = fields.Integer("Records", readonly=True)
    operations = fields.Json(readonly=True, prefetch=False)
    hash = fields.Char(readonly=True, help="Of this entry and of the one before.")

    @api.model
    @api.private
    def _append(self, run, verb, **details):
        """Add an entry; the only way that one comes into being."""
        self._insert(run, verb, details=details)

    @api.model
    @api.private
    def _append_changes(self, run, verb, ids, batch=None):
        """Add an entry with a line for each change of the journal."""
        for batch_number, rows in self._read_changes(ids).items():
            self._insert(
                run,
                verb,
                batch_number=batch.id if batch else batch_number,
                operation_count=len(rows),
                operations=self._prepare_operations(rows, verb),
            )

    def _insert(self, run, verb, **vals):
        insert_rows(
            self,
            [
                {
                    "migration_name": run.migration_id.name,
                    "company_id": run.migration_id.company_id.id,
                    "run_id": run.id,
                    "run_number": run.id,
                    "user_id": self.env.uid,
                    "user_login": self.env.user.login,
                    "done_at": fields.Datetime.now(),
                    "verb": verb,
                    "operation_count": 0,
                    **vals,
                }
            ],
        )
        self._link_after_commit()

    def _read_changes(self, ids):
        """Return {batch id: rows of changes}, as the database keeps them."""
        rows = self.env.execute_query(
            SQL(
                """SELECT coalesce(batch_id, 0), id, res_model, res_id, operation,
                          ARRAY(SELECT jsonb_object_keys(CASE jsonb_typeof(after)
                                WHEN 'object' THEN after END)), %s
                     FROM pulse_change WHERE id = ANY(%s) ORDER BY id""",
                SIDES,
                list(ids),
            )
        )
        found = {}
        for batch_id, *row in rows:
            found.setdefault(batch_id, []).append(row)
        return found

    def _prepare_operations(self, rows, verb):
        """Return the lines of an entry; names of fields are written once."""
        key = self._key()
        sets, lines = {}, []
        for id_, res_model, res_id, operation, names, *texts in rows:
            before, after, rest = (keyed(key, text) for text in texts)
            if verb == "undo":
                operation = "delete" if operation == "create" else "restore"
                before, after = after, before
            place = sets.setdefault(tuple(sorted(names)), len(sets))
            lines.append(
                [id_, res_model, res_id, operation, place, before, after, rest]
            )
        return {"fields": [list(names) for names in sets], "records": lines}

    def _operations(self):
        """Yield (change id, model, id, operation, fields, before, after, rest)."""
        self.ensure_one()
        operations = self.operations or {}
        for id_, res_model, res_id, operation, place, *rest in operations.get(
            "records", ()
        ):
            yield id_, res_model, res_id, operation, operations["fields"][place], *rest

    def action_download(self):
        """Download what is listed as CSV: all of it that one may read."""
        return {
            "type": "ir.actions.act_url",
            "url": "/pulse_migration/audit.csv",
            "target": "self",
        }


def keyed(key, text):
    """Return the keyed hash of a text, None for none: nobody can guess it back."""
    if text is None:
        return None
    return hmac.digest(key, text.encode(), "sha256").hex()[:_HASH]


def text_of_details(value):
    """Return a JSON value as one line."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
