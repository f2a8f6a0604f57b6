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

    def _leave_lanes(self, failure=None):
        """From here on the lanes leave the run alone."""
        self._note_lane_seconds(self._count_lane_seconds())
        self.sudo().write({"lane_verb": False, "lane_failure": failure})
        self._tell_screens()

    def _end_lanes(self, failure=None):
        """It is done, or given up; the cron of a delta takes it from here."""
        self._leave_lanes(failure)
        if self.source_id:
            self.source_id._trigger()
        self._commit()

    def _forget_lane_failure(self):
        """It is tried again, or what it failed by has changed."""
        self.filtered("lane_failure").sudo().lane_failure = False

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
            self._end_lanes({**self._prepare_failure(error), "file": file and file.id})

    def _prepare_failure(self, error):
        """Return an error for whoever reads it; the log gets its place, no value."""
        if isinstance(error, SourceError):
            return {"code": error.code}
        if isinstance(error, UserError):  # said already, by Odoo or another addon
            return {"text": error.args[0]}
        name, place = name_of(error), traceback.format_tb(error.__traceback__)
        _logger.error("run %s: %s\n%s", self.id, name, "".join(place))
        return {"name": name}

    def _failure_text(self):
        """Return why the lanes gave the run up, in the reader's language, or ""."""
        failure = self.lane_failure
        if not failure:
            return ""
        if "code" in failure:
            told = text_of(self.env, failure["code"])
        elif "name" in failure:
            told = self.env._(
                "It failed (%s). The server's log says where.", failure["name"]
            )
        else:
            told = failure["text"]
        file = self.env["pulse.file"].browse(failure["file"] or ()).exists()
        return f"{file._safe_name()}: {told}" if file else told

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
