"""Staging a file in slices, each a transaction; the file knows how far it is."""

import time
from itertools import islice

from odoo import fields, models
from odoo.tools import SQL

SLICE_ROWS = 5000
_SECONDS = 15  # that a lane stages of a file before it looks what else there is


def take(record):
    """Take a record for this transaction; return whether no other lane has it.

    Its row is not locked: whoever decides about it would wait for slice after slice.
    """
    query = SQL(
        "SELECT pg_try_advisory_xact_lock(%s::regclass::oid::int, %s)",
        record._table,
        record.id,
    )
    return record.env.execute_query(query)[0][0]


class File(models.Model):
    _inherit = "pulse.file"
    _server_fields = frozenset({"staged_count"})

    staged_count = fields.Integer(
        readonly=True, copy=False, help="Rows, while a file is staged in slices."
    )

    def _stage_slices(self):
        """Stage what is left of this file, or what of it there is time for.

        Each slice is a transaction; the caller has taken the file for the first.
        """
        position = self.staged_count
        rows_of = self.env["pulse.row"].sudo()
        if not position:
            rows_of._forget_staged(self)
        stager = self._stager()
        with self._open() as stream:
            rows = self._iter_rows(stream)
            next(islice(rows, position, position), None)
            end = time.monotonic() + _SECONDS
            while True:
                part = islice(rows, SLICE_ROWS)
                count = rows_of._copy_staged(self, ((r, stager.stage(r)) for r in part))
                position += count
                is_whole = count < SLICE_ROWS
                self._note_staged(position, is_whole and stager)
                if is_whole or time.monotonic() > end or not self._is_ours(position):
                    return

    def _note_staged(self, position, is_whole):
        """Note how far it is; a decision of the meantime makes the slice void.

        :param is_whole: what staged it, once that was all of it
        """
        self.run_id._check_unchanged()
        if is_whole:
            self._set_staged(is_whole)
        else:
            self.sudo().staged_count = position
        self.run_id._forget_steps()  # its rows are in no plan that was begun
        # what lies across all rows is not counted with these; the run's row is written
        # for that only, or the other lane's slice would be void
        if is_whole and not self.run_id.is_report_stale:
            self.run_id.sudo().is_report_stale = True
        self.run_id._tell_screens()
        self.run_id._commit()

    def _is_ours(self, position):
        """Take the file again; return whether it is as this lane left it."""
        run = self.run_id
        self.invalidate_recordset()
        run.invalidate_recordset(["lane_verb", "lane_anew"])
        return bool(
            self.exists()
            and take(self)
            and run.lane_verb
            and not run.lane_anew
            and self.state == "received"
            and self.staged_count == position
        )
