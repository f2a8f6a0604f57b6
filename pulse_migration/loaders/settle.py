"""What becomes of records that an undo has to leave, where a person decided."""

import logging

from odoo import models

from .private import name_of
from .quiet import quiet
from .transient import is_transient

_logger = logging.getLogger(__name__)


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _choices_of(self, res_model, operation, reason):
        """Return what may be done with a class of blocked records, besides leaving."""
        has_archive = "active" in self.env[res_model]._fields
        return ("archive",) if operation == "create" and has_archive else ()

    def _settle(self, changes, choice):
        """Archive or reverse; return {change id: undo state} of where Odoo let us."""
        take = {"archive": self._archive, "reverse": self._reverse}[choice]
        state = {"archive": "archived", "reverse": "reversed"}[choice]
        settled = {}
        for change in changes:
            record = quiet(self.env[change.res_model]).browse(change.res_id).exists()
            try:
                with self.env.cr.savepoint():
                    if record and take(record):
                        settled[change.id] = state
                    self.env.flush_all()
            except Exception as error:
                if is_transient(error):
                    raise
                settled.pop(change.id, None)
                self.env.invalidate_all()
                _logger.info("%s refused: %s", choice, name_of(error))
        return settled

    def _archive(self, record):
        """Take one record out of sight; return whether it is."""
        record.write({"active": False})
        return True

    def _reverse(self, record):
        """Only what is booked can be reversed."""
        return False
