"""Invoices that a person changed in Odoo: kept, or made what their bill says by now.

An invoice is in conflict as a whole: its lines, its state and what was paid of it make
sense together only.
"""

import logging
from contextlib import closing

from odoo import models
from odoo.tools import SQL

from ..engine.errors import RowError
from .move_reissue import ISSUE_ANEW, REISSUE
from .private import name_of, private_log
from .quiet import quiet
from .transient import is_transient

_logger = logging.getLogger(__name__)

# what a conflict of an invoice is called: the journal of each invoice has this key
WHOLE = "invoice_lines"
# that both sides say the same of what is open settles the question
_PAYMENTS = frozenset(("paid", "receipts"))


class MoveLoader(models.AbstractModel):
    _inherit = "pulse.loader.move"

    def _leave_to_people(self, units, edited):
        """Keep (unit, move, what it holds, what its bill says); queue what both sides
        changed. Of every other unit none is in doubt."""
        moves = quiet(self.env[self._target]).browse(m.id for _u, m, _h, _w in edited)
        last = self.env["pulse.change"].sudo()._last_written(moves) if edited else {}
        decided = self.env["pulse.conflict"].sudo()._decided_wholes(moves)
        doubtful = set()
        for unit, move, held, wanted in edited:
            unit.add_flag("edited_in_odoo")
            before = {**last.get(move.id, {}), **decided.get(move.id, {})}
            if _is_in_doubt(before, held, wanted):
                place = (self._target, move.id, WHOLE)
                unit.add_conflict(place, (before, wanted, held))
                doubtful.add(unit.key)
        for unit in units:
            if unit.key not in doubtful:
                unit.agreed.append((self._target, unit.record_id, WHOLE))

    def _queue_conflicts(self, batch, units):
        """What a rule issued anew at once is the record of its bill."""
        result = super()._queue_conflicts(batch, units)
        found = [unit for unit in units if unit.conflicts]
        here = self._find(found, found[0].scope) if found else {}
        for unit in found:
            unit.record_id = here.get(unit.key, unit.record_id)
        return result

    @private_log()
    def _take_over(self, conflict, move):
        """Make an invoice what its bill says, whatever a person made of it.

        :return: "", or the code of why it stays as it is
        """
        try:
            with self.env.cr.savepoint():
                return self._write_over(conflict, move)
        except RowError as error:
            code = error.code
        except Exception as error:
            if is_transient(error):
                raise
            _logger.info("conflict %s refused: %s", conflict.id, name_of(error))
            code = "refused_by_odoo"
        self.env.invalidate_all()
        return code

    def _write_over(self, conflict, move):
        batch, run = conflict.batch_id, conflict.run_id
        scope = self._scope(run)
        with closing(scope.files):
            unit = self._unit_of(conflict, scope)
            unit.vals = self._prepare_vals(unit, scope)
        unit.record_id = move.id
        held, wanted = self._snapshots(move)[move.id], self._stored(unit.vals)
        if code := self._course_over(move, held, wanted):
            if code != REISSUE:
                return code
            parted = [], [(unit, move, held)]
        else:
            self._write_part(move, unit.vals, self._changed_names(held, wanted))
            self._match_again(move)  # a draft was matched with nothing
            parted = [(unit, move, held)], []
        links, changes = [], []
        self._write_parted([unit], *parted, scope, links, changes)
        self.env["pulse.link"]._record(run, links)
        self.env["pulse.change"].sudo()._record(batch, changes)
        self._tell_rows(unit, move)
        return ""

    def _unit_of(self, conflict, scope):
        """Return the bill of a conflict, with all that its load knew of it."""
        row = conflict.row_id
        where = SQL(
            """run_id = %s AND unit_object = %s AND unit_key = %s
               AND state IN ('staged', 'created', 'updated', 'merged')
               AND action IN ('create', 'update', 'merge')""",
            conflict.run_id.id,
            row.unit_object,
            row.unit_key,
        )
        units = self._build_units(where, scope)
        if not units:
            raise RowError("bill_unknown", "bill_id")
        return units[0]

    def _course_over(self, move, held, wanted):
        """Return what stands against it, or REISSUE; "" where it can be written.

        What a person booked as paid or credited nobody takes back by a button.
        """
        if self._settled_by_others([move.id]):
            return "settled_by_people"
        return self._course_of(move, held, wanted, ISSUE_ANEW)

    def _tell_rows(self, unit, move):
        """Let the rows name the invoice that their bill has now."""
        rows = self.env["pulse.row"]
        for code, about in unit.issues():
            where = SQL("id = %s", unit.head.id)
            rows._flag(code, where, header=SQL("%s", about))
        if unit.record_id != move.id:
            self.env.cr.execute(
                SQL(
                    """UPDATE pulse_row SET res_id = %s
                        WHERE id = ANY(%s) AND res_id = %s""",
                    unit.record_id,
                    [row.id for row in unit.rows],
                    move.id,
                )
            )
            rows.invalidate_model(["res_id"])


def _is_in_doubt(before, held, wanted):
    """Tell whether both sides changed an invoice, and not alike."""
    changed = {name for name, value in wanted.items() if held[name] != value}
    if held["narration"] == before.get("narration"):
        changed.discard("narration")  # it says in words what the rest says
    if changed <= _PAYMENTS and "amount_residual" in wanted:
        return False  # a person booked what the source says is paid
    return any(before.get(name) != value for name, value in wanted.items())
