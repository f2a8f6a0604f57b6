"""``scripts/bench polls``: a killed poller loses nothing and repeats nothing."""

import json
import subprocess
import unittest
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1] / "bench"


class TestBenchPolls(unittest.TestCase):
    def test_killed_in_the_middle_of_a_poll_nothing_is_lost_or_stored_twice(self):
        done = subprocess.run(
            [BENCH, "polls", "--polls", "10", "--kills", "2"],
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        found = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual((found["wrong"], found["killed"]), ([], 2))
        self.assertGreater(found["versions"], 0)
