"""Wall time by step, processor time, and the memory a process took above its start.

Processor time is what other work on the machine changes least.
"""

import contextlib
import os
import time
from collections.abc import Iterator


class Meter:
    def __init__(self, env) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu = 0.0  # of this process and of its PostgreSQL, while a step is timed
        self._backend = env.cr.connection.get_backend_pid()
        self._start = _memory("VmRSS")
        with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
            file.write("5")  # the peak starts anew

    @contextlib.contextmanager
    def time(self, step: str) -> Iterator[None]:
        started, busy = time.monotonic(), self._busy()
        yield
        spent = time.monotonic() - started
        self.seconds[step] = self.seconds.get(step, 0.0) + spent
        self.cpu += self._busy() - busy

    def _busy(self) -> float:
        ticks = 0
        # a server elsewhere does not show what it does
        with (
            contextlib.suppress(OSError),
            open(f"/proc/{self._backend}/stat") as stat,
        ):
            fields = stat.read().rpartition(")")[2].split()
            ticks = int(fields[11]) + int(fields[12])
        return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")

    @property
    def growth(self) -> float:
        """MB that the process took at most, above what it held at the start."""
        return _memory("VmHWM") - self._start


def _memory(name: str) -> float:
    """Return VmRSS (now) or VmHWM (the peak) of this process in MB."""
    with open("/proc/self/status") as lines:
        line = next(line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
