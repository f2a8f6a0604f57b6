"""``python -m judging DATABASE FOLDER [--all]``: the verdicts of a loaded export."""

import json
import os
import sys
from pathlib import Path

import psycopg2

from . import facts
from .judge import SILENT, WRONG, Judge
from .tally import Tally


def main(database: str, folder: Path, is_whole: bool) -> int:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    with open(folder / "defects.jsonl", encoding="utf-8") as stream:
        entries = [json.loads(line) for line in stream]
    filestore = Path(os.environ["PULSE_DATA_DIR"], "filestore", database)
    with psycopg2.connect(dbname=database) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT max(id) FROM pulse_run")
        places = [(entry["file"], entry["line"]) for entry in entries]
        found = facts.read(cursor, cursor.fetchone()[0], places, filestore)
    judge = Judge(manifest, entries, found)
    tally, strays = Tally(judge.verdicts()), judge.strays()
    print("\n".join(tally.lines(is_whole)))
    print(json.dumps({**tally.summary(), "strays": strays}))
    return 1 if tally.total(SILENT) or tally.total(WRONG) or strays else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), "--all" in sys.argv))
