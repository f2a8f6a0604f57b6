"""What must hold of a reading: the mark behind the data, nothing lost, or twice."""

import json
from datetime import timedelta

OVERLAP = timedelta(minutes=10)


def stored(env, source, ids: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """Return {list: {(id, moment)}} of the pages that are stored."""
    env.cr.rollback()  # look at what is there now
    env.invalidate_all()
    found: dict[str, set] = {name: set() for name in ids}
    for file in source.run_ids.file_ids.filtered("endpoint_id"):
        name = file.endpoint_id.path
        for record in json.loads(file._read_content())["data"]:
            found[name].add((record[ids[name]], record["updated_at"]))
    return found


def marks_ahead(source, clinic, here: dict) -> list[str]:
    """Return the lists whose mark is beyond a record that is not stored."""
    wrong = []
    for endpoint in source.endpoint_ids.filtered("cursor_at"):
        safe = f"{(endpoint.cursor_at - OVERLAP).isoformat()}Z"
        for key, record in clinic.tables[endpoint.path].items():
            moment = record["updated_at"]
            if moment < safe and (key, moment) not in here[endpoint.path]:
                wrong.append(f"{endpoint.path}: ahead of {key} {moment}")
    return wrong


def missing(here: dict, clinic) -> list[str]:
    return [
        f"{name}: {key} was lost"
        for name, records in clinic.tables.items()
        for key, record in records.items()
        if (key, record["updated_at"]) not in here[name]
    ]


def twice(env) -> list[str]:
    """A version is seen once, and no page is kept in two files."""
    env.cr.execute(
        """SELECT name, count(*) FROM pulse_file WHERE endpoint_id IS NOT NULL
            GROUP BY name, sha256 HAVING count(*) > 1"""
    )
    wrong = [f"{name} is stored {count} times" for name, count in env.cr.fetchall()]
    env.cr.execute(
        """SELECT fingerprint FROM pulse_seen GROUP BY endpoint_id, fingerprint
           HAVING count(*) > 1"""
    )
    return wrong + [f"{print_} is seen twice" for (print_,) in env.cr.fetchall()]
