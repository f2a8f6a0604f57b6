"""What is kept of rows that are purged, so that the next export adds to it.

What a loaded row said goes to the link of its record, which holds no more of it than
Odoo does; prints are keyed. What was not loaded leaves nothing that it could be tried
by.
"""

from secrets import token_hex

from odoo import fields, models
from odoo.tools import SQL

from ...engine.corrections import DIGEST_MARK, WHOLE_ROW, digest_key, keyed_row
from ...engine.fingerprint import KEYED, keyed
from ...loaders.purged import sql_keyed
from ..stage.row import LOADED

_PARTS = """
    UPDATE pulse_link AS l
       SET parts = coalesce(nullif(l.parts, 'null'), '{}') || said.parts
      FROM (SELECT unit_object, unit_key, jsonb_object_agg(id, values) AS parts
              FROM pulse_row
             WHERE migration_id = %s AND state IN %s AND values IS NOT NULL
               AND object_name <> 'physician'
             GROUP BY 1, 2) AS said
     WHERE l.migration_id = %s AND l.object_name = said.unit_object
       AND l.external_id = said.unit_key"""
# what the source said when a person decided: said again, it asks nobody anew
_DECIDED = """
    UPDATE pulse_link AS l
       SET decided = coalesce(nullif(l.decided, 'null'), '{}') || said.decided
      FROM (SELECT res_model, res_id,
                   jsonb_object_agg(field_name, source_value) AS decided
              FROM (SELECT DISTINCT ON (c.res_model, c.res_id, c.field_name)
                           c.res_model, c.res_id, c.field_name, c.source_value
                      FROM pulse_conflict c JOIN pulse_run r ON r.id = c.run_id
                     WHERE c.migration_id = %s AND c.state = 'resolved'
                       AND r.purged_at IS NULL
                     ORDER BY 1, 2, 3, c.id DESC) AS newest
             GROUP BY 1, 2) AS said
     WHERE l.migration_id = %s AND l.res_model = said.res_model
       AND l.res_id = said.res_id"""
# a row without an id is named by a digest of what it says
_NAMELESS = """
    UPDATE pulse_row SET fingerprint = NULL,
           external_id = CASE WHEN external_id LIKE '~%%' THEN NULL
                              ELSE external_id END,
           unit_key = CASE WHEN unit_key LIKE '~%%' OR unit_key = fingerprint
                           THEN NULL ELSE unit_key END
     WHERE migration_id = %s AND state NOT IN %s AND fingerprint IS NOT NULL"""

# what was received and not loaded may come again
_UNSEEN = """
    DELETE FROM pulse_seen s USING pulse_row r
     WHERE r.migration_id = %s AND r.state IN ('held', 'rejected')
       AND r.file_id = s.file_id AND r.external_id = s.external_id"""
# corrections of rows that were not loaded
_IDLE_FIXES = """
    DELETE FROM pulse_fix f WHERE migration_id = %s AND NOT EXISTS (
      SELECT 1 FROM pulse_row r
       WHERE r.migration_id = f.migration_id AND r.object_name = f.object_name
         AND r.state IN %s AND r.issue_codes LIKE '%%corrected%%'
         AND r.issues @> jsonb_build_array(jsonb_build_array('corrected', f.header))
         AND (coalesce(f.row_key, '') = '' OR f.row_key LIKE '~%%'
              OR r.external_id = f.row_key))"""


class Migration(models.Model):
    _inherit = "pulse.migration"

    print_key = fields.Char(
        readonly=True,
        copy=False,
        groups=".",
        help="Secret of the fingerprints that stay after a purge.",
    )

    def _forget_cells(self):
        """What the next export needs is kept before the rows are emptied."""
        self.env.flush_all()
        if not self.print_key:
            self.print_key = token_hex(32)
            self.flush_recordset()
        self.env.cr.execute(SQL(_PARTS, self.id, LOADED, self.id))
        self.env.cr.execute(SQL(_DECIDED, self.id, self.id))
        self._key_corrections()
        self._key_prints()
        self.env.invalidate_all()
        return super()._forget_cells()

    def _key_prints(self):
        """Key the prints of what was loaded, drop those of what was not."""
        self.env.cr.execute(SQL(_UNSEEN, self.id))
        self.env.cr.execute(SQL(_NAMELESS, self.id, LOADED))
        of_source = SQL(
            """endpoint_id IN (SELECT e.id FROM pulse_endpoint e
                 JOIN pulse_source s ON s.id = e.source_id
                WHERE s.migration_id = %s)""",
            self.id,
        )
        # a reading that broke off begins anew: none of its prints is needed
        self.env.cr.execute(SQL("DELETE FROM pulse_walk WHERE %s", of_source))
        of_migration = SQL("migration_id = %s", self.id)
        for table, where in (
            ("pulse_row", of_migration),
            ("pulse_link", of_migration),
            ("pulse_seen", of_source),
        ):
            self.env.cr.execute(
                SQL(
                    """UPDATE %s SET fingerprint = %s
                        WHERE %s AND fingerprint NOT LIKE %s""",
                    SQL.identifier(table),
                    sql_keyed(SQL("fingerprint"), self.print_key),
                    where,
                    f"{KEYED}%",
                )
            )

    def _key_corrections(self):
        """What corrected a loaded row goes on correcting it; others go with theirs.

        The text that was corrected is known again, and cannot be read.
        """
        self.env.cr.execute(SQL(_IDLE_FIXES, self.id, LOADED))
        self.env.invalidate_all()
        fixes = self.env["pulse.fix"].sudo()
        for fix in fixes.search([("migration_id", "=", self.id)]):
            if self._is_idle(fix):
                self.env.cr.execute(SQL("DELETE FROM pulse_fix WHERE id = %s", fix.id))
                continue
            original = fix.original or ""
            if fix.header != WHOLE_ROW:
                original = keyed(original, self.print_key)
            self.env.cr.execute(
                SQL(
                    "UPDATE pulse_fix SET original = %s, row_key = %s WHERE id = %s",
                    original,
                    keyed_row(fix.row_key or "", self.print_key),
                    fix.id,
                )
            )

    def _is_idle(self, fix):
        """Whether it names, by its cells, a row that was not loaded."""
        row_key = fix.row_key or ""
        if not row_key.startswith(DIGEST_MARK) or row_key[1:].startswith(KEYED):
            return False
        rows = self.env["pulse.row"].search(
            [
                ("migration_id", "=", self.id),
                ("object_name", "=", fix.object_name),
                ("state", "in", LOADED),
                ("issue", "=", f"corrected: {fix.header}"),
            ]
        )
        return all(digest_key(row.payload or {}) != row_key for row in rows)
