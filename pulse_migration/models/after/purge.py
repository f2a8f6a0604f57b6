"""Forgetting the staged source data once the clinic has gone live, with a certificate.

What goes: the bytes of the files, the cells and values of rows, samples: every stored
text that only the medical group may read. What stays: links, with what their records
were loaded from (``keep``), the journal (undo reads it), counts, the audit trail.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..bulk import insert_rows
from ..migration.run import DONE, FAILED, UNDONE

# before and after a load; between them its rows are still needed
_RESTING = (DONE, UNDONE, FAILED)
# the journal and the links are no staged data; of corrections see ``keep``
_KEPT = ("pulse.change", "pulse.link", "pulse.fix")
_GROUPS = ("pulse_migration.group_medical", ".")
_OWNERS = (
    ("migration_id", "%s"),
    ("run_id", "(SELECT id FROM pulse_run WHERE migration_id = %s)"),
    ("file_id", "(SELECT id FROM pulse_file WHERE migration_id = %s)"),
    (
        "sample_id",
        """(SELECT s.id FROM pulse_sample s JOIN pulse_run r ON r.id = s.run_id
             WHERE r.migration_id = %s)""",
    ),
)


class Purge(models.Model):
    """The certificate: what was forgotten, when and by whom."""

    _name = "pulse.purge"
    _inherit = "pulse.sealed"
    _description = "Certificate of Forgotten Data"
    _order = "id desc"
    _log_access = False
    _rec_name = "migration_name"

    migration_id = fields.Many2one(
        "pulse.migration", ondelete="set null", index=True, readonly=True
    )
    migration_name = fields.Char(required=True, readonly=True)
    company_id = fields.Many2one("res.company", ondelete="restrict", readonly=True)
    purged_at = fields.Datetime(required=True, readonly=True)
    user_login = fields.Char("By", readonly=True)
    is_by_date = fields.Boolean(
        "By Retention Date", readonly=True, help="Nobody asked: its day had come."
    )
    file_count = fields.Integer("Files", readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    byte_count = fields.Integer("Bytes", readonly=True)
    # [name, SHA-256, rows, object] of each file; {table: {column: cells}}
    files = fields.Json("Files in Full", readonly=True)
    cells = fields.Json(readonly=True)
    file_list = fields.Text("Received Files", compute="_compute_lists")
    cell_list = fields.Text("Forgotten Cells", compute="_compute_lists")

    @api.depends("files", "cells")
    def _compute_lists(self):
        for purge in self:
            purge.file_list = "\n".join(
                f"{name}  {sha256}  {rows}"
                for name, sha256, rows, _object in purge.files or []
            )
            purge.cell_list = "\n".join(
                f"{table}.{column}: {count}"
                for table, columns in (purge.cells or {}).items()
                for column, count in columns.items()
            )


class Migration(models.Model):
    _inherit = "pulse.migration"

    purge_on = fields.Date(
        "Forget Source Data On",
        help="From this day on the staged source data is forgotten by itself, once "
        "nothing of it waits to be loaded.",
    )
    purge_ids = fields.One2many("pulse.purge", "migration_id", readonly=True)

    def _purge(self, is_by_date=False):
        """Forget what was staged; return the certificate."""
        self.ensure_one()
        self.check_access("write")
        self._check_purgeable()
        own = self.sudo()
        vals = own._prepare_certificate(is_by_date)
        vals["cells"] = own._forget_cells()
        vals["byte_count"] = own._forget_files()
        (purge_id,) = insert_rows(self.env["pulse.purge"], [vals])
        # an empty run waits for the next export
        purged = own.run_ids.filtered(lambda run: run.state in _RESTING)
        purged.write({"purged_at": vals["purged_at"]})
        for run in purged:
            run.with_user(self.env.uid)._log(
                "purge", certificate=purge_id, files=vals["file_count"]
            )
        self.env.invalidate_all()
        return self.env["pulse.purge"].browse(purge_id)

    def _check_purgeable(self):
        if waiting := self._purge_waits_for():
            raise UserError(waiting)

    def _purge_waits_for(self):
        """Return in words what still needs the staged data, "" for nothing."""
        waiting = self.run_ids.filtered(
            lambda run: run.state not in _RESTING and (run.file_ids or run.lane_verb)
        )
        if waiting:
            return self.env._(
                "%(run)s is not at its end: load, undo or delete it first.",
                run=waiting[:1].display_name,
            )
        if count := self._count_conflicts():
            return self.env._("%s conflicts wait for a decision.", count)
        return ""

    def _prepare_certificate(self, is_by_date):
        files = self.run_ids.file_ids
        return {
            "migration_id": self.id,
            "migration_name": self.name,
            "company_id": self.company_id.id,
            "purged_at": fields.Datetime.now(),
            "user_login": self.env.user.login,
            "is_by_date": is_by_date,
            "file_count": len(files),
            "row_count": self.row_count,
            "files": [
                [file.name, file.sha256 or "", file.row_count, file.object_name or ""]
                for file in files
            ],
        }

    def _forget_cells(self):
        """Empty every stored text of the medical group; return {table: {column: n}}."""
        self.env.flush_all()
        found = {}
        for model in self._staging_models():
            for name in self._secret_columns(model):
                count = self._empty(model, name)
                if count:
                    found.setdefault(model._table, {})[name] = count
        self.env.invalidate_all()
        return found

    def _staging_models(self):
        return [
            self.env[name]
            for name in sorted(self.env)
            if name.startswith("pulse.")
            and name not in _KEPT
            and self.env[name]._auto
            and not self.env[name]._abstract
            and not self.env[name]._transient
        ]

    def _secret_columns(self, model):
        return [
            name
            for name, field in model._fields.items()
            if field.store
            and field.column_type
            and field.groups in _GROUPS
            and not field.required
        ]

    def _empty(self, model, name):
        for owner, where in _OWNERS:
            field = model._fields.get(owner)
            if field and field.store:
                column = SQL.identifier(name)
                self.env.cr.execute(
                    SQL(
                        "UPDATE %s SET %s = NULL WHERE %s IS NOT NULL AND %s IN (%s)",
                        SQL.identifier(model._table),
                        column,
                        column,
                        SQL.identifier(owner),
                        SQL(where, self.id),
                    )
                )
                return self.env.cr.rowcount
        return 0

    def _forget_files(self):
        """Delete the bytes that were received; return how many they were."""
        contents = self.run_ids.file_ids.content_ids
        size = sum(contents.mapped("file_size"))
        contents.unlink()
        return size

    @api.model
    def _cron_purge(self):
        """Forget what has reached its day; what still waits is left for another."""
        for migration in self.search([("purge_on", "<=", fields.Date.today())]):
            kept = migration.run_ids.filtered(lambda run: not run.purged_at)
            if kept and not migration._purge_waits_for():
                migration._purge(is_by_date=True)
                self.env["ir.cron"]._commit_progress(1)
