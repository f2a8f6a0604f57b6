"""Several hosts on one database, which share the jobs of OCA's queue."""

import contextlib
from pathlib import Path

from .balancer import Balancer
from .server import Server, free_port


@contextlib.contextmanager
def queue_hosts(database: str, folder: Path, count: int = 2):
    """Yield the servers, once each answers; any of them may be the job runner's."""
    ports = [free_port() for _ in range(count)]
    options = ("--load=base,web,queue_job", "--max-cron-threads=1")
    with contextlib.ExitStack() as stack:
        balancer = stack.enter_context(Balancer(ports))
        variables = {
            "ODOO_QUEUE_JOB_CHANNELS": f"root:{2 * count},root.pulse:{count}",
            "ODOO_QUEUE_JOB_HOST": "127.0.0.1",
            "ODOO_QUEUE_JOB_PORT": str(balancer.port),
        }
        yield [
            stack.enter_context(
                Server(
                    database, folder / f"{port}.log", *options, port=port, **variables
                )
            )
            for port in ports
        ]
