"""Verifying what was left behind: files nobody could use, fields without a place."""

from odoo import models
from odoo.tools import SQL

from ...engine.decision import IGNORE, KEEP
from ...engine.details import ROW_ONLY


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _check_files(self, run):
        """Only what a person left out may be unreadable when a run is done.

        A clinic's export always holds a few files that are no records of Pulse: those
        are listed, as is a file without any content.
        """
        for file in run.file_ids:
            if severity := self._severity_of(file):
                self._add(
                    run,
                    f"file_{file.state}",
                    severity,
                    file_id=file.id,
                    count=file.row_count,
                )

    def _severity_of(self, file):
        """Return how bad it is that a file was not used; empty when it is not."""
        if file.is_excluded or file.state not in ("unreadable", "unused"):
            return ""
        is_empty = file.error_code == "empty_file"
        return "error" if file.state == "unreadable" and not is_empty else "warning"

    def _list_files(self, run):
        return [
            {
                "name": file.display_name,
                "object": file.object_name or file.kind,
                "rows": file.row_count,
                "sha256": file.sha256,
                "state": "excluded" if file.is_excluded else file.state,
            }
            for file in run.file_ids.sorted("id")
        ]

    def _list_file_issues(self, run):
        """What is wrong with whole files, in the shape of an issue without a row."""
        return [
            {
                "file": file.name,
                "row": None,
                "column": file.table or "",
                "code": file.error_code or f"file_{file.state}",
                "severity": severity,
            }
            for file in run.file_ids.sorted("id")
            if (severity := self._severity_of(file))
        ]

    def _list_kept_on_row(self, run):
        """Say which fields hold values that are on the rows only."""
        for object_name, names in ROW_ONLY.items():
            mapped = run.mapping_ids.filtered(
                lambda m, name=object_name: m.object_name == name
            )
            names = names.intersection(mapped.mapped("field_name"))
            if not names:
                continue
            found = self.env.execute_query(
                SQL(
                    """SELECT name, count(*)
                         FROM pulse_row r, LATERAL unnest(%s) AS name
                        WHERE r.run_id = %s AND r.object_name = %s
                          AND r.values->>name <> ''
                        GROUP BY 1 ORDER BY 1""",
                    sorted(names),
                    run.id,
                    object_name,
                )
            )
            for name, count in found:
                self._add(
                    run,
                    "kept_on_row",
                    "warning",
                    object_name=object_name,
                    field_name=name,
                    count=count,
                )

    def _list_kept_columns(self, run):
        """Say which columns have no field: what they hold is on the rows only."""
        for mapping in run.mapping_ids.sorted(lambda m: (m.file_id.id, m.sequence)):
            if (
                mapping.file_id.object_name
                and mapping.treatment in (KEEP, IGNORE)
                and not mapping.field_name
                and mapping.filled_count
            ):
                self._add(
                    run,
                    "column_kept",
                    "info",
                    object_name=mapping.object_name,
                    file_id=mapping.file_id.id,
                    field_name=mapping.header,
                    count=mapping.filled_count,
                )
