"""Which batch a lane loads next, and the lock that makes it this lane's.

Objects load one after the other, for a record hangs on those that came before it: on
its physician's user and its patient's contact. That ties patients, not objects: where
all that is left of an object is in other lanes' hands, a lane goes on with those
patients of the next object whom none of these hold.
"""

from odoo import models
from odoo.tools import SQL

from .batch import PHASES

_ORDER = [name for names in PHASES.values() for name in names]
_SKIP = SQL("SKIP LOCKED")


class Run(models.Model):
    _inherit = "pulse.run"

    def _claim_next(self, batches=None):
        """Lock and return the batch to load now; none when no batch is open.

        With nothing to claim it waits for the lane that holds the first open batch; who
        was faster is told by a ``TransactionRollbackError``.

        :param batches: of these only
        """
        return (
            self._claim_batch(batches, _SKIP)
            or self._claim_ahead(batches)
            or self._claim_batch(batches, SQL())
        )

    def _claim_batch(self, batches, skip):
        """Lock and return the next open batch of the first open object, or none."""
        open_ = self._open_batches(batches)
        first = SQL("%s AND object_name = (%s)", open_, _first(open_))
        return self._lock_one(first, skip)

    def _claim_ahead(self, batches):
        """Lock and return a batch of the second open object, or none.

        None of its patients has a row that is still open of the first one. A row of no
        patient is everybody's.
        """
        open_ = self._open_batches(batches)
        first = _first(open_)
        held = self.env.execute_query(
            SQL(
                """SELECT DISTINCT coalesce(r.patient_key, '')
                     FROM (SELECT id FROM pulse_batch
                            WHERE %s AND object_name = (%s)) AS b
                     LEFT JOIN pulse_row r ON r.batch_id = b.id""",
                open_,
                first,
            )
        )
        keys = [key for (key,) in held]
        if not keys or "" in keys:
            return self.env["pulse.batch"]
        second = _first(SQL("%s AND object_name <> (%s)", open_, first))
        # by the patients' index: the rows of all other batches need no look
        where = SQL(
            """%s AND object_name = (%s) AND id NOT IN (
                   SELECT r.batch_id FROM pulse_row r
                    WHERE r.run_id = %s AND r.batch_id IS NOT NULL
                      AND (r.patient_key IS NULL OR r.patient_key = ANY(%s)))""",
            open_,
            second,
            self.id,
            ["", *keys],
        )
        return self._lock_one(where, _SKIP)

    def _open_batches(self, batches):
        """Return the condition of the batches that are to be loaded."""
        only = SQL("AND id = ANY(%s)", batches.ids) if batches is not None else SQL()
        return SQL("run_id = %s AND state = 'planned' %s", self.id, only)

    def _lock_one(self, where, skip):
        """Lock and return the first batch of a condition, or none."""
        self.env.cr.execute(
            SQL(
                """SELECT id FROM pulse_batch WHERE %s
                    ORDER BY sequence, id LIMIT 1 FOR UPDATE %s""",
                where,
                skip,
            ),
            log_exceptions=False,  # that another lane was faster is nothing to report
        )
        return self.env["pulse.batch"].browse(id_ for (id_,) in self.env.cr.fetchall())


def _first(where):
    """Return SQL of the object that loads first of the batches of a condition."""
    return SQL(
        """SELECT object_name FROM pulse_batch WHERE %s
            ORDER BY array_position(%s::varchar[], object_name) LIMIT 1""",
        where,
        _ORDER,
    )
