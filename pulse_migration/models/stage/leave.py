"""How the lanes leave a run: done, stopped, or given up with a reason."""

import logging
import traceback
from contextlib import contextmanager

from psycopg2 import Error

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.modules import module
from odoo.tools import SQL

from ...engine.errors import SourceError
from ...exceptions import text_of
from ...loaders.private import name_of
from ...loaders.transient import is_lost, is_transient
from .lanes import STAGE

_logger = logging.getLogger(__name__)


class Run(models.Model):
    _inherit = "pulse.run"

    def _leave_lanes(self, error=False):
        """From here on the lanes leave the run alone."""
        self._note_lane_seconds(self._count_lane_seconds())
        self.sudo().write({"lane_verb": False, "lane_error": error})
        self._tell_screens()

    def _end_lanes(self, error=False):
        """It is done, or given up; the cron of a delta takes it from here."""
        self._leave_lanes(error)
        if self.source_id:
            self.source_id._trigger()
        self._commit()

    def _forget_lane_error(self):
        """It is tried again, or what it failed by has changed."""
        self.filtered("lane_error").sudo().lane_error = False

    def _count_lane_seconds(self):
        """Return how long all lanes together have been at it."""
        if not self.lane_since:
            return 0
        return (fields.Datetime.now() - self.lane_since).total_seconds()

    def _note_lane_seconds(self, seconds):
        with self._timed(STAGE, seconds):
            self.sudo().lane_since = False

    @contextmanager
    def _giving_up(self, file=None):
        """Say on the run what nobody can go on after; what is of a moment is raised.

        Without this the lanes would try the same for ever, and get to no other run.
        """
        try:
            yield
        except Exception as error:
            if isinstance(error, Error) and is_transient(error):
                raise
            if not module.current_test:  # each slice is committed
                self.env.cr.rollback()
            self.env.invalidate_all()
            told = self._tell_error(error)
            self._end_lanes(f"{file._safe_name()}: {told}" if file else told)

    def _tell_error(self, error):
        """Return an error in words; the log gets its place, and no value of a row."""
        if isinstance(error, SourceError):
            return text_of(self.env, error.code)
        if isinstance(error, UserError):
            return error.args[0]
        name, place = name_of(error), traceback.format_tb(error.__traceback__)
        _logger.error("run %s: %s\n%s", self.id, name, "".join(place))
        return self.env._("It failed (%s). The server's log says where.", name)

    @contextmanager
    def _alone(self):
        """Yield whether no other lane is about this run; holds over commits."""
        key = SQL("'pulse_row'::regclass::oid::int, %s", self.id)
        found = self.env.execute_query(SQL("SELECT pg_try_advisory_lock(%s)", key))
        is_ours = found[0][0]
        is_reached = True
        try:
            yield is_ours
        except Exception:
            is_reached = not is_lost(self.env.cr)
            raise
        finally:
            if is_ours and is_reached:
                self.env.cr.execute(SQL("SELECT pg_advisory_unlock(%s)", key))
