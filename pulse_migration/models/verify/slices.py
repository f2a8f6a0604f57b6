"""Verifying in the background: some batches a transaction, by whichever lane is free.

Odoo ends a cron that takes too long. What is verified of a run is noted on its batches,
with the token of this verification: a break forgets what was in hand, and the lane
that finds none left does the rest. Whatever becomes of the run meanwhile makes the
token void.
"""

import logging
import time
from secrets import token_hex

from odoo import fields, models
from odoo.tools import SQL

from ...loaders.private import private_log, told_of
from ...loaders.transient import is_lost, is_transient, with_retries
from ...loaders.unit import WRITTEN
from ..migration.run import FAILED
from .records import COUNTED

_logger = logging.getLogger(__name__)

BATCHES_AT_ONCE = 4  # each transaction looks up the same again
_OPEN = "run_id = %(run)s AND state <> 'planned' AND verify_token IS DISTINCT FROM"


class Batch(models.Model):
    _inherit = "pulse.batch"

    verify_token = fields.Char(readonly=True, help="Of the run, when it was verified.")
    verified = fields.Json(
        readonly=True,
        help="What was compared, and the seconds, of all that one transaction "
        "verified; on its first batch.",
    )


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"verify_token"})

    verify_token = fields.Char(
        readonly=True, copy=False, help="While it is verified in the background."
    )

    def _set_state(self, state, **vals):
        """What loads, is undone or verified is verified from its beginning."""
        return super()._set_state(state, verify_token=False, **vals)

    def _forget_slices(self):
        self.sudo().verify_token = False

    def _open_slices(self):
        """Begin; the caller has the run locked, and commits."""
        self._look_at_loaded()
        self.sudo().check_ids.unlink()
        self.sudo().verify_token = token_hex(8)

    def _verify_slices(self):
        """Verify batch by batch, then the rest; return False when the time is up.

        What fails, and not for a moment, ends it and says so: it would for ever.
        """
        token = self.verify_token
        try:
            with private_log():
                return self._verify_open_slices()
        except Exception as error:
            if is_transient(error) or is_lost(self.env.cr):
                raise
            _logger.warning("verifying run %s broke off: %s", self.id, told_of(error))
        self.env.invalidate_all()
        if self._lock_anew() and self.verify_token == token:
            self.env["pulse.verify"].sudo()._add(self, "verification_broke_off")
            self._set_state(FAILED)
            self._commit()
        return True

    def _verify_open_slices(self):
        token = self.verify_token
        while self._verify_next(token):
            if not self._has_time(self._count_slices(token)):
                return False
        is_last = not self._count_slices(token)  # none is in another lane's hands
        if is_last and self._lock_anew() and self.verify_token == token:
            self._verify()
        return True

    def _verify_next(self, token):
        """Verify some batches, in one transaction; return whether there may be more."""

        def verify():
            batches = self._claim_slice(token)
            if not batches or not batches[0]._hold_run():
                return False
            self.invalidate_recordset()
            if self.verify_token != token:
                return False
            started = time.monotonic()
            found = self.env["pulse.verify"].sudo()._compare_batches(batches)
            found["seconds"] = time.monotonic() - started
            batches.sudo().write({"verify_token": token, "verified": False})
            batches[0].sudo().verified = found
            self._tell_progress()
            self._commit()
            return True

        return with_retries(self.env, verify, f"verification of run {self.id}")

    def _claim_slice(self, token):
        """Lock and return the next batches that are neither verified nor in hand."""
        self.env.cr.execute(
            SQL(
                f"""SELECT id FROM pulse_batch WHERE {_OPEN} %(token)s
                     ORDER BY sequence, id LIMIT %(some)s FOR UPDATE SKIP LOCKED""",
                run=self.id,
                token=token,
                some=BATCHES_AT_ONCE,
            ),
            log_exceptions=False,
        )
        return self.env["pulse.batch"].browse(id_ for (id_,) in self.env.cr.fetchall())

    def _count_slices(self, token):
        """Return how many batches are not verified; some may be in a lane's hands."""
        query = SQL(
            f"SELECT count(*) FROM pulse_batch WHERE {_OPEN} %(token)s",
            run=self.id,
            token=token,
        )
        return self.env.execute_query(query)[0][0]

    def _slices(self):
        """Return what this verification found so far, a transaction each."""
        if not self.verify_token:
            return []
        batches = self.env["pulse.batch"].search_fetch(
            [("run_id", "=", self.id), ("verify_token", "=", self.verify_token)],
            ["verified"],
        )
        return [batch.verified for batch in batches if batch.verified]

    def _slice_seconds(self):
        return sum(found["seconds"] for found in self._slices())


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _compare_batches(self, batches):
        """Compare the units of some batches of a run; return what was counted.

        A unit that was loaded in parts is of its last batch.
        """
        totals = dict.fromkeys(COUNTED, 0)
        for object_name, keys in self._find_units_of(batches):
            self._compare_object(batches.run_id, object_name, keys, totals)
        return totals

    def _find_units_of(self, batches):
        """Return (object, keys of its units whose last part these batches loaded)."""
        return self.env.execute_query(
            SQL(
                """
                WITH unit AS MATERIALIZED (
                    SELECT unit_object, unit_key, max(batch_id) AS batch_id
                      FROM pulse_row
                     WHERE batch_id = ANY(%(batches)s) AND state IN %(written)s
                     GROUP BY 1, 2)
                SELECT unit_object, array_agg(unit_key ORDER BY unit_key) FROM unit
                 WHERE NOT EXISTS (
                       SELECT 1 FROM pulse_row later
                        WHERE later.run_id = %(run)s
                          AND later.unit_object = unit.unit_object
                          AND later.unit_key = unit.unit_key
                          AND later.batch_id > unit.batch_id
                          AND later.state IN %(written)s)
                 GROUP BY 1 ORDER BY 1
                """,
                run=batches.run_id.id,
                batches=batches.ids,
                written=WRITTEN,
            )
        )

    def _compare_records(self, run):
        """What slices compared counts as compared; what is in no batch is left."""
        if not run.verify_token:
            return super()._compare_records(run)
        totals = {name: sum(found[name] for found in run._slices()) for name in COUNTED}
        is_left = SQL("max(batch_id) IS NULL")
        for object_name, keys in self._find_units(run, unit=is_left):
            self._compare_object(run, object_name, keys, totals)
        return totals
