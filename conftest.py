"""Test run: a warning in Odoo's log fails the test that caused it.

Expected warnings are caught where they are expected, with `assertLogs` or
`mute_logger`; both keep the record away from the root logger, so from here.
"""

import logging
import os

import freezegun
import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no failure; the same examples on every run keep a red run
# repeatable. HYPOTHESIS_PROFILE=default looks for new ones.
settings.register_profile(
    "pulse",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "pulse"))

# How long a test took is told by the real clock, also where its own stands still.
freezegun.configure(extend_ignore_list=["_pytest.timing"])

# (end of the logger's name, start of the message): noise of the machine.
IGNORED = (
    # A page that was still loading when its test had already ended.
    (".browser", "Error received after termination"),
)


class _UnexpectedLogs(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        if not (record.name.startswith("odoo") or _is_own_warning(record)):
            return
        message = record.getMessage()
        if any(
            record.name.endswith(name) and message.startswith(start)
            for name, start in IGNORED
        ):
            return
        self.lines.append(f"{record.levelname} {record.name}: {message}")

    def take(self):
        lines, self.lines = self.lines, []
        return "\n".join(lines)


def _is_own_warning(record):
    """Python warnings count when the addon's code raised them."""
    return record.name == "py.warnings" and "pulse_migration" in record.getMessage()


_unexpected = _UnexpectedLogs()


@pytest.fixture(scope="session", autouse=True)
def _watch_log(load_registry):
    root = logging.getLogger()
    root.addHandler(_unexpected)
    yield
    root.removeHandler(_unexpected)


@pytest.fixture(autouse=True)
def _no_unexpected_log(_watch_log):
    yield
    if lines := _unexpected.take():
        pytest.fail(f"unexpected in the log:\n{lines}", pytrace=False)


def pytest_sessionfinish(session):
    """What the last class logged while it was taken down has no test left."""
    if lines := _unexpected.take():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print(f"\nunexpected in the log after the last test:\n{lines}")
