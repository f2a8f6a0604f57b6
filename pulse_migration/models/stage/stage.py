"""The stage verb: the rows of the files become typed values and issues."""

from dataclasses import replace

from odoo import models

from ...engine.staging import Stager
from ...engine.value_maps import KIND_OF_COLUMN
from ..migration.run import OPEN_STATES


class Run(models.Model):
    _inherit = "pulse.run"

    def action_stage(self):
        """Turn the files' rows into typed values, physicians and value maps."""
        self._check_may_run()
        self._begin_staging()
        for run in self:
            if run.state not in OPEN_STATES:
                continue
            with run._timed("stage"):
                for file in run._stale_files():
                    run._stage_file(file)
                    run._commit()
                # PostgreSQL would plan for an empty table for minutes otherwise
                run.env.cr.execute("ANALYZE pulse_row")
                run._check_staged()
            run._log("stage", rows=run.row_count)
            run._commit()

    def _begin_staging(self):
        """Look first whether there is anything to stage."""

    def _check_staged(self):
        """Collect what the staged rows name, and say what is wrong across rows."""
        self.env["pulse.physician"].sudo()._collect(self)
        self.env["pulse.value.map"].sudo()._collect(self)
        self.env["pulse.quality"].sudo()._check(self)
        self.sudo().is_report_stale = False

    def _stale_files(self):
        """Return the files whose rows are not staged, or not by the rules of now."""
        return self._find_files(("kind", "=", "table"), ("state", "=", "received"))

    def _stage_file(self, file):
        """Stage one file in one transaction; its rows are there whole or not at all."""
        stager = file._stager()
        rows = self.env["pulse.row"].sudo()
        rows._forget_staged(file)
        with file._open() as stream:
            pairs = ((row, stager.stage(row)) for row in file._iter_rows(stream))
            rows._copy_staged(file, pairs)
        # how many rows there are was counted while receiving: verification compares
        file._set_staged(stager)


class File(models.Model):
    _inherit = "pulse.file"

    def _stager(self):
        """Return what turns this file's rows into values, as mapped and corrected."""
        self.ensure_one()
        plans = self.mapping_ids._column_plans(self.migration_id)
        return Stager(
            self.object_name,
            self._with_choices(plans),
            self._constants(),
            self.env["pulse.fix"].sudo()._corrections(self),
        )

    def _iter_rows(self, stream):
        """Return the rows to stage; the caller opened the file."""
        return iter(self._open_table(stream).rows)

    def _set_staged(self, stager):
        """Every row is there, as ``stager`` read it."""
        vals = {"state": "staged", "staged_count": 0}
        self.sudo().write({**vals, "rules_print": stager.rules_print()})

    def _with_choices(self, plans):
        """Return the plans, each with what persons chose for its texts."""
        choices = self.env["pulse.value.map"].sudo()._choices(self.migration_id)
        kinds = [KIND_OF_COLUMN.get((self.object_name, plan.field)) for plan in plans]
        return [
            replace(plan, choices=choices.get(kind.name)) if kind else plan
            for plan, kind in zip(plans, kinds, strict=True)
        ]
