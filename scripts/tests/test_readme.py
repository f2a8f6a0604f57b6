"""What the README tells a developer of is there: files move, pages are forgotten."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ADDON = CHECKOUT / "pulse_migration"


def developers_part():
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    return text.partition("\n## For developers\n")[2]


def test_each_law_names_files_that_exist():
    laws = developers_part().partition("| Law |")[2].splitlines()[2:]
    rows = [line for line in laws if line.startswith("|")]
    assert len(rows) == 12
    for row in rows:
        _, _law, kept_in, said_by, _ = row.split("|")
        for cell in (kept_in, said_by):
            names = re.findall(r"`([^`]+)`", cell)
            assert names, row
            for name in names:
                assert (ADDON / name).is_file(), name


def test_each_room_of_the_models_is_named():
    models = next(
        line for line in developers_part().splitlines() if "_migration/models`" in line
    )
    named = set(re.findall(r"`(\w+)`", models))
    rooms = {path.parent.name for path in (ADDON / "models").glob("*/__init__.py")}
    assert named == rooms
