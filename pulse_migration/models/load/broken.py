"""A batch that breaks what loads it is cut down to the row that does so.

What Odoo refuses is dealt with inside its batch. Here is the rest: a row that takes the
process along, by its time or its memory; one that breaks the whole transaction, at its
end for instance; and what PostgreSQL refuses again and again.
"""

import logging

from psycopg2.extensions import TransactionRollbackError

from odoo import api, fields, models
from odoo.tools import SQL

from ...loaders.base import loader_of
from ...loaders.private import told_of
from ...loaders.transient import is_lost, is_transient, with_retries
from ..migration.run import RUNNING
from .schedule import BY_ERROR

_logger = logging.getLogger(__name__)

# breaks that are noted before it is cut; a part of several units is cut at the next
_TRIES = 3
_AHEAD = -3  # what a unit alone has ahead of that: servers end for other reasons too
_PARTS = 8


class Run(models.Model):
    _inherit = "pulse.run"

    @api.model
    def _be_lane(self):
        return super(Run, self._warned())._be_lane()

    def _be_lane_again(self):
        """That the connection was lost is no batch's fault."""
        runs = self.with_context(pulse_is_reconnected=True)
        return super(Run, runs)._be_lane_again()

    def _warned(self):
        """Return these, to load with care when this lane's last call was killed."""
        context = self.env.context
        progress = self.env["ir.cron.progress"].sudo()
        progress = progress.browse(context.get("ir_cron_progress_id"))
        # Odoo counts the call that begins as one that ran out of time
        was_killed = progress.timed_out_counter > 1
        if was_killed and not context.get("pulse_is_reconnected"):
            return self._with_care()
        return self

    def _with_care(self):
        """Return these, to note for good what is begun; count what came to no end."""
        batches = self.env["pulse.batch"]
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_batch
                      SET tries = coalesce(tries, 0) + 1, begun_by = NULL
                    WHERE id IN (SELECT id FROM pulse_batch
                                  WHERE begun_by = %s AND state = 'planned'
                                    FOR UPDATE SKIP LOCKED)""",
                batches._who(),
            )
        )
        batches.invalidate_model(["tries", "begun_by"])
        self._commit()
        return self.with_context(pulse_is_careful=True)

    @api.private
    def _load(self, batches=None):
        """What is running already was perhaps broken off."""
        is_begun = self.state == RUNNING and not self.loaded_at
        run = self._with_care() if is_begun else self
        return super(Run, run)._load(batches)

    def _progress_info(self):
        return {**super()._progress_info(), "trouble": self._trouble()}

    def _trouble(self):
        """Return in words what is tried again and again, "" when nothing is."""
        tried = [("run_id", "=", self.id), ("state", "=", "planned"), ("tries", ">", 1)]
        batch = self.env["pulse.batch"].search(tried, order="sequence, id", limit=1)
        if not batch:
            return ""
        return self.env._(
            "Batch %(batch)s of %(phase)s was broken off again and again. It is tried "
            "in smaller parts, down to the row that does it.",
            batch=batch.id,
            phase=batch._phase_label(batch.phase),
        )


class Batch(models.Model):
    _inherit = "pulse.batch"

    tries = fields.Integer(
        readonly=True, help="How often it came to no end, since a load was broken off."
    )
    begun_by = fields.Integer(
        readonly=True, help="The lane that began it with care and had it last."
    )

    @api.private
    def _load_with_retries(self):
        self.ensure_one()
        if self.sample_id:  # somebody waits, and is told
            return super()._load_with_retries()
        if self.tries >= _TRIES:
            return self._cut("ends_the_server")
        if self.tries or self.env.context.get("pulse_is_careful"):
            if not self._note_begun():
                return False
        try:
            return super()._load_with_retries()
        except Exception as error:
            if is_lost(self.env.cr):
                raise
            if is_transient(error):
                self._count_refusal()
                raise
            _logger.warning("batch %s broke off: %s", self.id, told_of(error))
            return self._cut("refused_by_odoo")

    @api.model
    def _who(self):
        """Return which lane this is: one of the crons', or any other."""
        context = self.env.context
        return context.get("pulse_lane") or context.get("cron_id") or -1

    def _note_begun(self):
        """Note, for good, who begins it; return whether that was possible.

        Another lane may be faster then, and says so as well. Breaks are counted by
        lane, or one of two that want the batch would count for it.
        """
        try:
            self.env.cr.execute(
                SQL(
                    "UPDATE pulse_batch SET begun_by = %s WHERE id = %s",
                    self._who(),
                    self.id,
                ),
                log_exceptions=False,
            )
        except TransactionRollbackError:
            self.env.cr.rollback()
            self.env.invalidate_all()
            return False
        self.invalidate_recordset(["begun_by"])
        self.run_id._commit()
        return True

    def _count_refusal(self):
        """What was refused until every try was used up counts as well."""
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_batch SET tries = coalesce(tries, 0) + 1
                    WHERE id IN (SELECT id FROM pulse_batch
                                  WHERE id = %s AND state = 'planned'
                                    FOR UPDATE SKIP LOCKED)""",
                self.id,
            )
        )
        self.invalidate_recordset(["tries"])
        self.run_id._commit()

    def _cut(self, reason):
        """Cut it into parts; what is alone gets the reason.

        :return: whether this process did so
        """

        def cut():
            self.env.invalidate_all()
            if not self._claim() or not self._hold_run():
                return False
            units = self._list_units()
            if len(units) > 1:
                self._part(units)
            elif units:
                self._give_up(reason)
            self.run_id._tell_progress()
            self.run_id._commit()
            if not units:  # its work is told by no row: nothing goes on without it
                self.run_id._rest(BY_ERROR)
            return True

        is_done = with_retries(self.env, cut, f"batch {self.id}")
        self.run_id._pause_when_too_many_fail()
        return is_done

    def _list_units(self):
        """Return the keys of the units that it still has to load, in their order."""
        self.env["pulse.row"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT unit_key FROM pulse_row
                    WHERE batch_id = %s AND state = 'staged'
                    GROUP BY 1 ORDER BY min(patient_key), 1""",
                self.id,
            )
        )
        return [key for (key,) in rows]

    def _part(self, units):
        """Keep the first units, and give the others batches of their own."""
        size = -(-len(units) // _PARTS)
        tries = self.tries and (_TRIES - 1 if size > 1 else _AHEAD)
        parts = [units[start : start + size] for start in range(0, len(units), size)]
        vals = {
            "run_id": self.run_id.id,
            "phase": self.phase,
            "object_name": self.object_name,
            "sequence": self.sequence,
            "tries": tries,
        }
        batches = self.sudo().create([vals] * (len(parts) - 1))
        self.sudo().tries = tries
        self.env.flush_all()
        for batch, keys in zip(batches, parts[1:], strict=True):
            self.env.cr.execute(
                SQL(
                    """UPDATE pulse_row SET batch_id = %s
                        WHERE batch_id = %s AND unit_key = ANY(%s)""",
                    batch.id,
                    self.id,
                    keys,
                )
            )
        self.env["pulse.row"].invalidate_model(["batch_id"])
        (self + batches)._count_own_rows()

    def _count_own_rows(self):
        """Note how many rows these have; those of other lanes are not touched."""
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_batch AS b
                      SET row_count = (SELECT count(*) FROM pulse_row
                                        WHERE batch_id = b.id)
                    WHERE b.id = ANY(%s)""",
                self.ids,
            )
        )
        self.invalidate_recordset(["row_count"])

    def _give_up(self, reason):
        """What is left of it is one unit, which does not load."""
        rows = self.env["pulse.row"].search(
            [("batch_id", "=", self.id), ("state", "=", "staged")]
        )
        loader_of(self.run_id, self.object_name)._write_outcomes(
            [(row.id, "rejected", None, None, reason, ()) for row in rows]
        )
        self.sudo().write(
            {
                "state": "done",
                "done_at": fields.Datetime.now(),
                "counts": {"rejected": len(rows)},
            }
        )
