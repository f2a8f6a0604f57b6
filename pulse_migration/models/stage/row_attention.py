"""Rows that somebody should look at stand first in every list.

PostgreSQL computes the column itself, so that no statement that writes rows (COPY, a
batch's outcomes) has to know of it.
"""

from odoo import fields, models

_MADE_BY_POSTGRESQL = """
    ALTER TABLE pulse_row DROP COLUMN attention;
    ALTER TABLE pulse_row ADD COLUMN attention integer GENERATED ALWAYS AS (
        CASE WHEN state IN ('held', 'rejected') THEN 0 WHEN severity = 'error' THEN 1
             WHEN severity = 'warning' THEN 2 ELSE 3 END) STORED;
    CREATE INDEX pulse_row__run_attention ON pulse_row (run_id, attention, id)"""


class Row(models.Model):
    _inherit = "pulse.row"

    attention = fields.Integer(
        readonly=True,
        copy=False,
        help="0: not loaded, 1: an error, 2: please look, 3: nothing to do.",
    )

    def init(self):
        result = super().init()
        self.env.cr.execute(
            """SELECT 1 FROM information_schema.columns
                WHERE table_name = 'pulse_row' AND column_name = 'attention'
                  AND table_schema = current_schema AND is_generated = 'ALWAYS'"""
        )
        if not self.env.cr.fetchone():
            self.env.cr.execute(_MADE_BY_POSTGRESQL)
        return result
