"""Undo of what later loads build on: draws of advances, and further opening entries.

What was drawn goes with its bill or its advance, or keeps both; an opening entry stays
below the one that books the difference to it.
"""

from odoo import models
from odoo.tools import SQL

from .obstacle import Obstacle
from .opening_entry import SUFFIX
from .payment_drawn import USED
from .unit import PARTS, sql_unit_key_of


def sql_mark_of(external_id):
    """Return the mark of the advance in the key of a draw, as SQL."""
    return SQL("substring(%s from %s)", external_id, f"{USED}([0-9a-f]+)")


def sql_mark_for(external_id):
    """Return the mark that stands for an advance, as SQL; see ``mark_of``."""
    return SQL(
        "left(encode(sha256(convert_to(%s, 'UTF8')), 'hex'), 12)",
        sql_unit_key_of(external_id),
    )


class BillLoader(models.AbstractModel):
    _inherit = "pulse.loader.bill"

    def _obstacles_to_delete(self, changes, foresight=None):
        found = super()._obstacles_to_delete(changes, foresight)
        return {**self._built_upon(changes, foresight), **found}

    def _built_upon(self, changes, foresight):
        """Return {change id: Obstacle} of what something that stays was booked upon.

        Without it the patient would have lost, or would owe, what was booked there.
        """
        pairs = self._read_built(changes) if changes else []
        own = {later_id for _id, later_id, *_target, is_own in pairs if is_own}
        draws = self.env["pulse.change"].browse(sorted(own, reverse=True))
        staying = self._obstacles_to_delete(draws, foresight) if draws else {}
        found = {}
        for id_, later_id, res_model, res_id, is_own in pairs:
            if not is_own or later_id in staying:
                reason = "used_elsewhere" if is_own else "loaded_again"
                found[id_] = Obstacle(reason, (), res_model, res_id)
        return found

    def _read_built(self, changes):
        """Return (change id, id, model and record of a later one, whether of one run).

        Of one run that is a draw: it is taken back with the change.
        """
        key, link = SQL("c.external_id"), SQL("l.external_id")
        joined = {
            "bill": SQL("%s = %s", sql_unit_key_of(link), sql_unit_key_of(key)),
            "payment": SQL("%s = %s", sql_mark_of(link), sql_mark_for(key)),
        }
        return self.env.execute_query(
            SQL(
                """SELECT c.id, d.id, d.res_model, d.res_id, d.run_id = c.run_id
                     FROM pulse_change c JOIN pulse_run r ON r.id = c.run_id
                     JOIN pulse_link l ON l.migration_id = r.migration_id
                      AND l.object_name = 'bill' AND l.external_id ~ %(parts)s
                      AND %(joined)s
                     JOIN pulse_change d ON d.res_model = l.res_model
                      AND d.res_id = l.res_id AND d.operation = 'create'
                      AND d.id > c.id
                      AND (d.undo_state IS NULL OR d.undo_state = 'blocked')
                    WHERE c.id = ANY(%(ids)s) AND c.external_id !~ %(used)s
                      AND (l.external_id ~ %(used)s
                           OR c.external_id ~ %(open)s AND d.run_id <> c.run_id)
                    ORDER BY d.id""",
                parts=PARTS,
                used=USED,
                open=f"{SUFFIX}(-[0-9]+)?$",
                joined=joined[changes[0].object_name],
                ids=changes.ids,
            )
        )
