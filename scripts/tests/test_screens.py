"""What the pictures must not show is found, and nothing else."""

import doctest
import json
import sys
from pathlib import Path

import pytest
from own_browser import Browser, find_chromium

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from screens import checks  # noqa: E402 - found beside the scripts
from screens.access import FAULTS  # noqa: E402
from screens.description import write_description  # noqa: E402
from screens.pages import Page  # noqa: E402


def test_the_examples_hold():
    assert not doctest.testmod(checks).failed


@pytest.mark.parametrize(
    "text",
    [
        "The field x_studio_blood_group",
        "pulse.migration, 3 records",
        "Traceback (most recent call last)",
        "1 rows were held",
        "Files: 1 files",
        "state: no_longer_approved",
        "Rows left: %(left)s",
        "[object Object]",
    ],
)
def test_what_nobody_should_read_is_found(text):
    assert list(checks.find_faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rows: 1. Files that wait: 1.",
        "11 rows, 2.1 rows a second, 1 row",
        "patient_id means Patient ID, in medical_records.csv",
        "asha_r@demo.example",
        "1 h 5 min left",
        "Page 1 is shown",
    ],
)
def test_what_is_well_said_is_let_through(text):
    assert not list(checks.find_faults(text))


def test_a_badge_with_a_raw_state_is_found():
    assert list(checks.find_faults("", ["Done", "undoing"]))
    assert not list(checks.find_faults("", ["Done", "Being undone", "3"]))


@pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
def test_what_keeps_somebody_out_is_found(tmp_path):
    """Grey on white, a button without a name, one that Tab passes by."""
    bad = (
        "<p style='color: #888'>pale</p>",
        "<button><i></i></button>",
        "<button tabindex='-1'>Load</button>",
    )
    good = (
        "<p style='color: #555'>dark</p>",
        "<button title='Load'><i></i></button>",
        "<button>Load</button>",
    )
    browser = Browser(tmp_path)
    try:
        for parts, found in ((bad, 3), (good, 0)):
            page = f"<div class='o_pulse_stepper'>{''.join(parts)}</div>"
            browser.look(f"document.body.innerHTML = {json.dumps(page)}")
            assert len(browser.look(FAULTS)) == found
    finally:
        browser.close()


def test_the_description_shows_each_page_at_both_widths(tmp_path):
    file = tmp_path / "index.html"
    write_description(file, [Page("01_a", "A & b", "/", "body")])
    text = file.read_text("utf-8")
    assert "screens/01_a.png" in text
    assert "screens/01_a_narrow.png" in text
    assert "A &amp; b" in text
