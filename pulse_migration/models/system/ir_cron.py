"""Odoo's cron threads, while PostgreSQL restarts: they wait for it, and live."""

from contextlib import suppress

from psycopg2 import Error

from odoo import models

from ...loaders.transient import is_lost, new_cursor

_SECONDS = 60  # Odoo ends a cron that takes two minutes


class IrCron(models.Model):
    _inherit = "ir.cron"

    @classmethod
    def _process_job(cls, cron_cr, job):
        """Return to the thread's loop only once the server can be reached again.

        The loop connects at once, and a thread that is refused ends for good: nothing
        would load any more until Odoo itself is restarted.
        """
        try:
            return super()._process_job(cron_cr, job)
        except Error:
            if is_lost(cron_cr):
                with suppress(Error), new_cursor(cls.pool, _SECONDS):
                    pass
            raise
