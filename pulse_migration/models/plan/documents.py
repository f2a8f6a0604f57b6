"""Planning documents: which received file a row names."""

from odoo import models
from odoo.tools import SQL

# a path, the name at its end, and that with the folder it stands in
_PLACE = SQL(
    """path, regexp_replace(path, '^.*/', '') AS base,
       regexp_replace(path, '^.*/([^/]*/[^/]*)$', '\\1') AS tail"""
)

# where both sides have a folder one path must end in the other; the very path comes
# first, and a file that paths of several patients claim otherwise is nobody's
_JOIN = """
WITH file AS MATERIALIZED (
  SELECT f.*, min(sha256) OVER w = max(sha256) OVER w AS is_one
    FROM (SELECT id, sha256, %(place)s FROM pulse_file,
          LATERAL (SELECT lower(replace(name, '\\', '/')) AS path) p
           WHERE run_id = %(run)s AND kind = 'document') f
  WINDOW w AS (PARTITION BY base)),
named AS MATERIALIZED (
  SELECT id, coalesce(patient_key, '') AS patient, %(place)s FROM pulse_row,
    LATERAL (SELECT lower(replace(values->>'file', '\\', '/')) AS path) p
   WHERE run_id = %(run)s AND state = 'staged' AND values->>'file' <> ''),
claim AS (
  SELECT n.id, n.path, n.patient, f.id AS file_id, f.sha256,
         f.path AS file_path
    FROM named n JOIN file f ON f.tail = n.tail
   WHERE n.tail <> n.base
     AND (right('/' || f.path, length(n.path) + 1) = '/' || n.path
          OR right('/' || n.path, length(f.path) + 1) = '/' || f.path)
  UNION ALL
  SELECT n.id, n.path, n.patient, f.id, f.sha256, f.path
    FROM named n JOIN file f ON f.base = n.base
   WHERE (n.tail = n.base OR f.tail = f.base)
     AND (f.is_one OR f.path = n.path)),
sure AS (
  SELECT *, rank() OVER (PARTITION BY id ORDER BY path <> file_path) AS place,
         path <> file_path AND min(path) OVER f <> max(path) OVER f
         AND min(patient) OVER f <> max(patient) OVER f AS is_doubtful
    FROM claim WINDOW f AS (PARTITION BY file_id)),
found AS (
  SELECT id, min(file_id) AS file_id FROM sure WHERE place = 1
   GROUP BY id
  HAVING min(sha256) = max(sha256) AND NOT bool_or(is_doubtful))
UPDATE pulse_row AS r SET document_id = found.file_id
  FROM found WHERE r.id = found.id
"""


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _find_documents(self, run):
        """Join rows that name a file to it: by path, else by a unique name.

        Where both sides have a folder one path must end in the other: a file of the
        same name in another folder is another patient's. What contradicts finds none.
        """
        self.env["pulse.row"]._unflag(run, ["file_absent"])
        self._execute(
            run,
            """UPDATE pulse_row SET document_id = NULL
                WHERE run_id = %(run)s AND state = 'staged'
                  AND document_id IS NOT NULL""",
        )
        self._execute(run, _JOIN, place=_PLACE)
        self.env["pulse.row"]._flag(
            "file_absent",
            SQL(
                """run_id = %s AND state = 'staged' AND document_id IS NULL
                   AND values->>'file' <> ''""",
                run.id,
            ),
            header=SQL(
                """(SELECT min(m.header) FROM pulse_mapping m
                     WHERE m.file_id = pulse_row.file_id AND m.field_name = 'file')"""
            ),
        )
