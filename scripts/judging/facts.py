"""What the database says about the lines of an export, and the records they made.

Works on any cursor: that of psycopg2 after ``scripts/demo``, or Odoo's in a test.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROWS = """
SELECT f.name, r.line, r.object_name, r.state, r.reason, r.external_id, r.issues::text,
       r.values::text, r.payload::text, r.res_model, r.res_id
  FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id
  JOIN json_to_recordset(%s::json) AS place(file text, line int)
    ON place.file = f.name AND place.line = r.line
 WHERE r.run_id = %s
"""
FILES = """
SELECT f.name, f.state, coalesce(f.error_code, ''), coalesce(f.object_name, ''),
       (SELECT count(*) FROM pulse_row r
         WHERE r.file_id = f.id AND r.state <> 'excluded')
  FROM pulse_file f WHERE f.run_id = %s
"""
MAPPINGS = """
SELECT f.name, m.header, coalesce(m.field_name, ''), m.state,
       coalesce(m.date_order, ''), coalesce(m.date_proof, '')
  FROM pulse_mapping m JOIN pulse_file f ON f.id = m.file_id WHERE f.run_id = %s
"""
VALUE_MAPS = """
SELECT kind, source_value, state FROM pulse_value_map
 WHERE migration_id = (SELECT migration_id FROM pulse_run WHERE id = %s)
"""
PHYSICIANS = """
SELECT key FROM pulse_physician
 WHERE migration_id = (SELECT migration_id FROM pulse_run WHERE id = %s)
"""
UNCONVERTED = """
SELECT f.name, i->>1, count(*) FROM pulse_row r JOIN pulse_file f ON f.id = r.file_id,
       jsonb_array_elements(coalesce(nullif(r.issues, 'null'), '[]')) i
 WHERE r.run_id = %s AND i->>2 = 'error' GROUP BY 1, 2
"""
# model -> its records as JSON, with what they refer to in words
RECORDS = {
    "res.partner": """
        SELECT p.id, to_jsonb(p) || jsonb_build_object('user_login', u.login)
          FROM res_partner p LEFT JOIN res_users u ON u.id = p.user_id
         WHERE p.id = ANY(%s)""",
    "mail.activity": """
        SELECT a.id, to_jsonb(a) || jsonb_build_object(
                 'stage', s.name, 'type', t.name->>'en_US', 'user_login', u.login,
                 'patient_id', p.x_studio_patient_id)
          FROM mail_activity a
          LEFT JOIN pulse_appointment_stage s ON s.id = a.x_studio_appointment_stage_id
          LEFT JOIN mail_activity_type t ON t.id = a.activity_type_id
          LEFT JOIN res_users u ON u.id = a.user_id
          LEFT JOIN res_partner p ON p.id = a.res_id AND a.res_model = 'res.partner'
         WHERE a.id = ANY(%s)""",
    "ir.attachment": """
        SELECT a.id, jsonb_build_object('store_fname', a.store_fname, 'name', a.name,
                 'description', a.description, 'patient_id', p.x_studio_patient_id,
                 'mimetype', a.mimetype)
          FROM ir_attachment a
          LEFT JOIN res_partner p ON p.id = a.res_id AND a.res_model = 'res.partner'
         WHERE a.id = ANY(%s)""",
    "account.move": """
        SELECT m.id, to_jsonb(m) || jsonb_build_object(
                 'patient_id', p.x_studio_patient_id, 'lines', (
                   SELECT jsonb_agg(jsonb_build_object('name', l.name, 'quantity',
                            l.quantity, 'price_unit', l.price_unit))
                     FROM account_move_line l
                    WHERE l.move_id = m.id AND l.display_type = 'product'))
          FROM account_move m LEFT JOIN res_partner p ON p.id = m.partner_id
         WHERE m.id = ANY(%s)""",
    "res.users": """
        SELECT u.id, jsonb_build_object('login', u.login, 'name', p.name)
          FROM res_users u JOIN res_partner p ON p.id = u.partner_id
         WHERE u.id = ANY(%s)""",
}


@dataclass
class Fact:
    """One source row: what was staged, what became of it, and the Odoo record.

    ``issues`` are (code, header, severity); ``record`` is empty without a record.
    """

    file: str
    line: int
    object: str
    state: str
    reason: str
    external_id: str
    issues: list[tuple[str, str, str]]
    values: dict
    payload: dict
    model: str
    record_id: int
    record: dict = field(default_factory=dict)

    def codes(self, header: str = "") -> set[str]:
        """The codes of one column, and those that name none; of all without one."""
        wanted = (header, "")
        return {code for code, at, _how in self.issues if not header or at in wanted}


@dataclass
class Facts:
    """Everything that judging needs of one run; rows by (file, line)."""

    rows: dict[tuple[str, int], Fact]
    files: dict[str, list[tuple]]
    mappings: dict[tuple[str, str], tuple]
    value_maps: dict[tuple[str, str], str]
    physicians: set[str]
    unconverted: dict[tuple[str, str], int]


def read(cursor, run: int, places: Iterable[tuple[str, int]], filestore: Path) -> Facts:
    """Reads the rows at ``places`` (file, line) of a run with their records."""
    cursor.execute(
        ROWS, (json.dumps([{"file": f, "line": n} for f, n in set(places)]), run)
    )
    rows = {}
    for row in cursor.fetchall():
        fact = _fact(row)
        rows[fact.file, fact.line] = fact
    for model, query in RECORDS.items():
        _read_records(cursor, model, query, rows.values(), filestore)
    return Facts(
        rows,
        _files(cursor, run),
        _mappings(cursor, run),
        _maps(cursor, run),
        {key for (key,) in _all(cursor, PHYSICIANS, run)},
        {(f, header): n for f, header, n in _all(cursor, UNCONVERTED, run)},
    )


def _all(cursor, query: str, run: int) -> list[tuple]:
    cursor.execute(query, (run,))
    return cursor.fetchall()


def _fact(row: tuple) -> Fact:
    file, line, name, state, reason, key, issues, values, payload, model, res_id = row
    return Fact(
        file,
        line,
        name,
        state,
        reason or "",
        key or "",
        [tuple(issue) for issue in json.loads(issues or "null") or ()],
        json.loads(values or "null") or {},
        json.loads(payload or "null") or {},
        model or "",
        res_id or 0,
    )


def _read_records(cursor, model, query, facts, filestore) -> None:
    wanted = [fact for fact in facts if fact.model == model and fact.record_id]
    if not wanted:
        return
    cursor.execute(query, ([fact.record_id for fact in wanted],))
    found = {record_id: dict(record) for record_id, record in cursor.fetchall()}
    for record in found.values():
        if record.get("store_fname") and record["mimetype"] == "text/plain":
            path = filestore / record["store_fname"]
            record["text"] = path.read_text(encoding="utf-8")
    for fact in wanted:
        fact.record = found.get(fact.record_id, {})


def _files(cursor, run: int) -> dict[str, list[tuple]]:
    """{name: [(state, error code, object, records)]}, one entry a table in it."""
    files: dict[str, list[tuple]] = {}
    for name, *rest in _all(cursor, FILES, run):
        files.setdefault(name, []).append(tuple(rest))
    return files


def _mappings(cursor, run: int) -> dict[tuple[str, str], tuple]:
    """{(file, header): (field, state, date order, its proof)}."""
    rows = _all(cursor, MAPPINGS, run)
    return {(file, header): tuple(rest) for file, header, *rest in rows}


def _maps(cursor, run: int) -> dict[tuple[str, str], str]:
    """{(kind, value): state}."""
    rows = _all(cursor, VALUE_MAPS, run)
    return {(kind, value): state for kind, value, state in rows}
