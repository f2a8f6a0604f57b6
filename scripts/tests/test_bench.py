"""``scripts/bench`` itself: one command for a person, whatever Python there is."""

import shutil
import subprocess

import pytest
from own_cluster import CHECKOUT

PYTHON = shutil.which("python3", path="/usr/bin:/bin")


@pytest.mark.skipif(not PYTHON, reason="the system has no Python of its own")
def test_the_systems_python_is_enough_to_start():
    command = [PYTHON, CHECKOUT / "scripts" / "bench", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name in ("mapping", "screens", "whole"):
        assert name in told
