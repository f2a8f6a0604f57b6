"""The stage verb: the rows of the files become typed values and issues."""

from dataclasses import replace

from odoo import models

from ..engine.staging import Stager
from ..engine.value_maps import KIND_OF_COLUMN
from .run import OPEN_STATES


class Run(models.Model):
    _inherit = "pulse.run"

    def action_stage(self):
        """Turn the files' rows into typed values, physicians and value maps."""
        self._check_may_run()
        for run in self:
            if run.state not in OPEN_STATES:
                continue
            with run._timed("stage"):
                for file in run._stale_files():
                    run._stage_file(file)
                    run._commit()
                # PostgreSQL would plan for an empty table for minutes otherwise
                run.env.cr.execute("ANALYZE pulse_row")
                run.env["pulse.physician"].sudo()._collect(run)
                run.env["pulse.value.map"].sudo()._collect(run)
            run._log("stage", rows=run.row_count)
            run._commit()

    def _stale_files(self):
        """Return the files whose rows are not staged, or not by the rules of now."""
        return self.file_ids.filtered(
            lambda file: file.kind == "table" and file.state == "received"
        )

    def _stage_file(self, file):
        """Stage one file in one transaction; its rows are there whole or not at all."""
        plans = self._with_choices(
            file.object_name, file.mapping_ids._column_plans(self.migration_id)
        )
        stager = Stager(file.object_name, plans, file._constants())
        rows = self.env["pulse.row"].sudo()
        rows._forget_staged(file)
        with file._open() as stream:
            table = file._open_table(stream)
            rows._copy_staged(file, ((row, stager.stage(row)) for row in table.rows))
        # how many rows there are was counted while receiving: verification compares
        file.sudo().state = "staged"

    def _with_choices(self, object_name, plans):
        """Return the plans, each with what persons chose for its texts."""
        choices = self.env["pulse.value.map"].sudo()._choices(self.migration_id)
        kinds = [KIND_OF_COLUMN.get((object_name, plan.field)) for plan in plans]
        return [
            replace(plan, choices=choices.get(kind.name)) if kind else plan
            for plan, kind in zip(plans, kinds, strict=True)
        ]
