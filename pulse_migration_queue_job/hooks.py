"""Going: the jobs go along, and the crons take over."""

from odoo.addons.queue_job.job import STARTED


def uninstall_hook(env):
    """Remove what the queue could no longer read, and call the crons.

    A job in hand ends as it began; its batch is no longer the queue's concern.
    """
    jobs = env["queue.job"].search(
        [("model_name", "=", "pulse.batch"), ("state", "!=", STARTED)]
    )
    jobs.unlink()
    env["pulse.run"]._call_crons()
