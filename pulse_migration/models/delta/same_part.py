"""What an earlier load stands for no more: it is staged, though it says the same.

Rows that were decided about otherwise since, corrected, held, taken back or deleted.
The rest is nobody's business: it stays as it was loaded.
"""

from odoo import models
from odoo.tools import SQL

from ...engine.corrections import WHOLE_ROW
from ..stage.row import LOADED


class Run(models.Model):
    _inherit = "pulse.run"

    def _part(self, query, files=None, is_pulled=True, **params):
        """Let the rows that the query names, by file and line, stand no more."""
        files = self._comparable_files() if files is None else files
        self.env.cr.execute(
            SQL(
                f"""UPDATE pulse_row_print AS p
                       SET of_file_id = NULL, of_line = NULL, is_pulled = %(is_pulled)s
                      FROM ({query}) AS old(file_id, line)
                     WHERE p.file_id = ANY(%(files)s) AND p.of_file_id = old.file_id
                       AND p.of_line = old.line""",
                files=files.ids,
                is_pulled=is_pulled,
                **params,
            )
        )
        return self.env.cr.rowcount

    def _part_rows(self, files):
        """None of these files' rows is stood for any more."""
        self._part(
            """SELECT of_file_id, of_line FROM pulse_row_print
                WHERE file_id = ANY(%(files)s) AND of_line IS NOT NULL""",
            files,
            is_pulled=False,
        )
        files.sudo().write({"same_count": 0, "same_excluded_count": 0})

    def _part_undecided(self):
        """What is decided otherwise since is staged, and compared with all of Odoo."""
        files = self._same_files()
        base = self.compared_with_id
        if not base or not base._stands():
            self._part_rows(files)
            return
        for file in files:
            rules = self.env.execute_query(
                SQL(
                    """SELECT DISTINCT f.rules_print FROM pulse_file f WHERE f.id IN (
                         SELECT of_file_id FROM pulse_row_print WHERE file_id = %s)""",
                    file.id,
                )
            )
            if {text for (text,) in rules} - {file._stager().rules_print()}:
                self._part_rows(file)

    def _part_unsure(self):
        """Rows that a person corrected, that did not load, or whose record is not as
        they left it."""
        runs = self._standing_runs().ids
        self._part_gone()
        self._part(
            """SELECT r.file_id, r.line FROM pulse_row r
                 JOIN pulse_run own ON own.id = r.run_id
                 LEFT JOIN pulse_link l ON l.migration_id = r.migration_id
                  AND l.object_name = r.unit_object AND l.external_id = r.unit_key
                 LEFT JOIN pulse_run later ON later.id = l.run_id
                WHERE r.run_id = ANY(%(runs)s)
                  AND (r.state NOT IN %(fine)s
                       OR r.state <> 'excluded'
                          AND (l.fingerprint IS NULL OR l.run_id > r.run_id
                               OR coalesce(later.loaded_at > own.loaded_at, TRUE))
                       OR r.issue_codes LIKE '%%corrected%%'
                       OR r.issue_codes LIKE '%%in_future%%')""",
            runs=runs,
            fine=(*LOADED, "excluded"),
        )
        self._part_deleted(runs)
        self._part_fixed(runs)
        self._part_documents(runs)

    def _part_gone(self):
        """Rows that went with the run that they were of."""
        self._part(
            """SELECT p.of_file_id, p.of_line FROM pulse_row_print p
                WHERE p.file_id = ANY(%(files)s) AND p.of_line IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM pulse_row r
                                   WHERE r.file_id = p.of_file_id
                                     AND r.line = p.of_line)"""
        )

    def _has_lost_unchanged(self):
        return super()._has_lost_unchanged() or self._has_lost_same()

    def _has_lost_same(self):
        """Whether what stands for a row was taken back since that was looked at."""
        if not self.same_count or self.same_since == self._moves():
            return False
        return bool(
            self.env.execute_query(
                SQL(
                    """SELECT 1 FROM pulse_row_print p
                         LEFT JOIN pulse_row r
                           ON r.file_id = p.of_file_id AND r.line = p.of_line
                         LEFT JOIN pulse_link l ON l.migration_id = r.migration_id
                          AND l.object_name = r.unit_object
                          AND l.external_id = r.unit_key
                        WHERE p.file_id = ANY(%s) AND p.of_line IS NOT NULL
                          AND r.state IS DISTINCT FROM 'excluded'
                          AND l.fingerprint IS NULL LIMIT 1""",
                    self._same_files().ids,
                )
            )
        )

    def _part_deleted(self, runs):
        links = self.env["pulse.link"].sudo()
        domain = [("migration_id", "=", self.migration_id.id)]
        for (res_model,) in links._read_group(domain, ["res_model"]):
            self._part(
                """SELECT r.file_id, r.line FROM pulse_link l
                     JOIN pulse_row r ON r.run_id = ANY(%(runs)s)
                      AND r.unit_object = l.object_name AND r.unit_key = l.external_id
                    WHERE l.migration_id = %(migration)s AND l.res_model = %(model)s
                      AND NOT EXISTS (SELECT 1 FROM %(table)s t WHERE t.id = l.res_id)
                """,
                runs=runs,
                migration=self.migration_id.id,
                model=res_model,
                table=SQL.identifier(self.env[res_model]._table),
            )

    def _part_fixed(self, runs):
        """A correction of a text is of every row that says it."""
        own = [("migration_id", "=", self.migration_id.id)]
        if not self.env["pulse.fix"].sudo().search_count(own, limit=1):
            return
        self._part(
            """SELECT r.file_id, r.line FROM pulse_row r
                 JOIN pulse_fix f ON f.migration_id = r.migration_id
                  AND f.object_name = r.object_name
                WHERE r.run_id = ANY(%(runs)s)
                  AND (coalesce(r.payload->>f.header, '') = f.original
                       OR f.header = %(whole)s AND r.state = 'excluded')""",
            runs=runs,
            whole=WHOLE_ROW,
        )

    def _part_documents(self, runs):
        """Rows that name a document which came, went or changed."""
        self._part(
            """WITH said AS (
                 SELECT run_id = %(run)s AS is_new, sha256, lower(regexp_replace(
                          replace(name, '\\', '/'), '^.*/', '')) AS base, name
                   FROM pulse_file WHERE kind = 'document'
                    AND (run_id = %(run)s OR run_id = ANY(%(runs)s))),
               other AS (
                 SELECT base FROM said GROUP BY base, name, sha256
                 HAVING count(DISTINCT is_new) = 1)
               SELECT r.file_id, r.line FROM pulse_row r
                WHERE r.run_id = ANY(%(runs)s) AND r.values->>'file' <> ''
                  AND lower(regexp_replace(replace(r.values->>'file', '\\', '/'),
                                           '^.*/', '')) IN (SELECT base FROM other)""",
            run=self.id,
            runs=runs,
        )
