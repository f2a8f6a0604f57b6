"""What is decided while the lanes stage: their slices are void, nobody waits for one.

Lanes go on with their files without a pause. Whoever waited for the row of one would
find it changed, and be refused, each time anew.
"""

import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"lane_anew"})

    lane_anew = fields.Json(
        readonly=True,
        copy=False,
        help="Files that a change met half staged: they are staged from the beginning.",
    )

    def _reopen(self, is_correction=False):
        """A file that is staged in part was staged by what has changed now."""
        result = super()._reopen(is_correction)
        self._forget_lane_failure()
        self._void_slices()
        return result

    def _weigh_references(self):
        """What is proposed anew is not what a slice in hand is staged by."""
        result = super()._weigh_references()
        if self.lane_verb:
            self._void_slices()
        return result

    def _void_slices(self):
        """Have every file that is not wholly staged staged from its beginning.

        It is said on the run, always by a change of its row: with that PostgreSQL
        refuses each slice, check and step of a plan that was begun before.
        """
        anew = None
        if self.lane_verb:
            anew = sorted({*(self.lane_anew or ()), *self._stale_files().ids})
        else:
            self.sudo()._find_files(("staged_count", ">", 0)).staged_count = 0
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE pulse_run SET lane_anew = %s::jsonb WHERE id = %s",
                json.dumps(anew) if anew else None,
                self.id,
            )
        )
        self.invalidate_recordset(["lane_anew"])

    def _check_unchanged(self):
        """Have PostgreSQL refuse what was begun before a change of the run."""
        self.env.cr.execute(
            SQL("SELECT id FROM pulse_run WHERE id = %s FOR NO KEY UPDATE", self.id),
            log_exceptions=False,  # it is done again
        )

    def _may_go_on_staging(self):
        if not super()._may_go_on_staging():
            return False
        if self.lane_anew:
            self._begin_anew()
            self._commit()
        return True

    def _leave_lanes(self, failure=None):
        if self.lane_anew:
            self._begin_anew()
        return super()._leave_lanes(failure)

    def _begin_anew(self):
        files = self.env["pulse.file"].sudo().browse(self.lane_anew).exists()
        files = files.filtered(lambda file: file.state in ("received", "staged"))
        files.write({"state": "received", "staged_count": 0})
        self._forget_steps()
        vals = {"lane_anew": False, "planned_at": False, "planned_hash": False}
        self.sudo().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_in_lanes(self):
        self._check_not_in_lanes()

    def _check_not_in_lanes(self):
        """Refuse to delete what the lanes' rows would hold on to."""
        if self.filtered("lane_verb"):
            raise UserError(self.env._("Its rows are being staged. Stop that first."))


class File(models.Model):
    _inherit = "pulse.file"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_in_lanes(self):
        self.run_id._check_not_in_lanes()
