"""What became of a record of the source: its id there, its record here."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...loaders.unit import PARTS, PARTS_INDEX, sql_unit_key_of
from ..bulk import insert_rows


class Link(models.Model):
    """The bond that makes a second load of the same export write nothing."""

    _name = "pulse.link"
    _inherit = "pulse.sealed"
    _description = "Source Link"
    _order = "id"
    _log_access = False

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", readonly=True
    )
    run_id = fields.Many2one("pulse.run", index=True, readonly=True)
    object_name = fields.Char("Object", required=True, readonly=True)
    external_id = fields.Char("ID in Pulse", required=True, readonly=True)
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    fingerprint = fields.Char(readonly=True)
    values = fields.Json(
        "Last Source Values", readonly=True, groups="pulse_migration.group_medical"
    )
    parts = fields.Json(
        readonly=True,
        groups="pulse_migration.group_medical",
        help="Of rows that were purged: {row id: what it said of the record}.",
    )
    decided = fields.Json(
        readonly=True,
        groups="pulse_migration.group_medical",
        help="Of conflicts that were purged: {field: what the source had said}.",
    )

    _identity = models.UniqueIndex("(migration_id, object_name, external_id)")
    _target = models.Index("(res_model, res_id)")
    _parts = models.Index(PARTS_INDEX)

    @api.model
    @api.private
    def _record(self, run, entries):
        """Write the links of a batch in one statement.

        :param entries: dicts with object_name, external_id, res_model, res_id,
            fingerprint, values
        """
        insert_rows(
            self,
            [
                {"migration_id": run.migration_id.id, "run_id": run.id, **entry}
                for entry in entries
            ],
            on_conflict=SQL(
                "ON CONFLICT (migration_id, object_name, external_id) DO UPDATE SET "
                "run_id = EXCLUDED.run_id, fingerprint = EXCLUDED.fingerprint, "
                "res_model = EXCLUDED.res_model, res_id = EXCLUDED.res_id, "
                "values = EXCLUDED.values"
            ),
        )

    @api.model
    def _find_targets(self, migration, object_name, external_ids, res_model):
        """Return {external_id: res_id} of the links to records of ``res_model``."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT external_id, res_id FROM pulse_link
                    WHERE migration_id = %s AND object_name = %s
                      AND external_id = ANY(%s) AND res_model = %s""",
                migration.id,
                object_name,
                list(external_ids),
                res_model,
            )
        )
        return dict(rows)

    @api.model
    def _find_parts(self, migration, object_name, keys, mark):
        """Return (unit key, suffix, res_id) of further records of these units.

        :param mark: what their suffix begins with
        """
        self.flush_model()
        unit_key = sql_unit_key_of(SQL("external_id"))
        rows = self.env.execute_query(
            SQL(
                """SELECT %(key)s, external_id, res_id FROM pulse_link
                    WHERE migration_id = %(migration)s AND object_name = %(name)s
                      AND external_id ~ %(parts)s AND %(key)s = ANY(%(keys)s)
                    ORDER BY id""",
                key=unit_key,
                migration=migration.id,
                name=object_name,
                parts=PARTS,
                keys=list(keys),
            )
        )
        found = [(key, link[len(key) :], res_id) for key, link, res_id in rows]
        return [part for part in found if part[1].startswith(mark)]

    @api.model
    def _find_partners(self, migration, patient_keys):
        """Return {patient id: partner id} of the patients whose contact is there."""
        rows = self.env.execute_query(
            SQL(
                """SELECT l.external_id, l.res_id
                     FROM pulse_link l JOIN res_partner p ON p.id = l.res_id
                    WHERE l.migration_id = %s AND l.object_name = 'patient'
                      AND l.external_id = ANY(%s)""",
                migration.id,
                list(patient_keys),
            )
        )
        return dict(rows)
