"""Planning documents: which received file a row names."""

from odoo import models
from odoo.tools import SQL


class Plan(models.AbstractModel):
    _inherit = "pulse.plan"

    def _find_documents(self, run):
        """Join rows that name a file to it: by path, else by a unique name."""
        self.env["pulse.row"]._unflag(run, ["file_absent"])
        self._execute(
            run,
            """
            WITH file AS (
              SELECT id, lower(replace(name, '\\', '/')) AS path,
                     lower(regexp_replace(name, '^.*[/\\\\]', '')) AS base,
                     count(*) OVER (
                       PARTITION BY lower(regexp_replace(name, '^.*[/\\\\]', ''))) AS n
                FROM pulse_file WHERE run_id = %(run)s AND kind = 'document'),
            named AS (
              SELECT id, lower(replace(values->>'file', '\\', '/')) AS path
                FROM pulse_row
               WHERE run_id = %(run)s AND state = 'staged' AND values->>'file' <> '')
            UPDATE pulse_row AS r SET document_id = file.id
              FROM named JOIN file
                ON file.base = regexp_replace(named.path, '^.*/', '')
               AND (file.n = 1 OR file.path = named.path
                    OR file.path LIKE '%%/' || named.path)
             WHERE r.id = named.id
            """,
        )
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
