"""How conflicts come about, and what a decision on one means for the next load."""

from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.tools import SQL

from ...loaders.move_conflict import WHOLE
from ..bulk import insert_rows
from .conflict import OPEN, SETTLED

# what a later load finds again is its own; the earlier load's finding is kept with it
_FOUND = (
    "run_id",
    "batch_id",
    "row_id",
    "last_value",
    "source_value",
    "odoo_value",
    "source_at",
    "odoo_at",
    "found_at",
)
_MOVE = SQL(
    f"""ON CONFLICT (migration_id, res_model, res_id, field_name) WHERE state = 'open'
        DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in _FOUND)},
          blocked_reason = NULL,
          earlier = CASE
            WHEN pulse_conflict.run_id = EXCLUDED.run_id THEN pulse_conflict.earlier
            ELSE coalesce(nullif(pulse_conflict.earlier, 'null'), '[]')
                 || jsonb_build_array(jsonb_build_object({
        ", ".join(f"'{name}', pulse_conflict.{name}" for name in _FOUND)
    })) END"""
)


class Conflict(models.Model):
    _inherit = "pulse.conflict"

    @api.model
    @api.private
    def _record(self, batch, units):
        """Queue what loading ``units`` found; what both sides agree on now is settled.

        A field that waits already gets the values of now.
        """
        entries = [
            entry for unit in units for entry in self._prepare_entries(batch, unit)
        ]
        self._settle(batch, [place for unit in units for place in unit.agreed])
        insert_rows(
            self,
            entries,
            on_conflict=_MOVE,
        )
        if entries:
            self._apply_rules(batch)

    def _prepare_entries(self, batch, unit):
        migration = batch.run_id.migration_id
        changed = unit.values.get("updated_at")
        for (res_model, res_id, name), (last, new, current) in unit.conflicts:
            record = self.env[res_model].sudo().browse(res_id)
            yield {
                "migration_id": migration.id,
                "run_id": batch.run_id.id,
                "batch_id": batch.id,
                "row_id": unit.head.id,
                "object_name": unit.head.object_name,
                "external_id": unit.key,
                "res_model": res_model,
                "res_id": res_id,
                "field_name": name,
                "last_value": Json(last),
                "source_value": Json(new),
                "odoo_value": Json(current),
                "source_at": migration._to_utc(changed) if changed else None,
                "odoo_at": record.write_date,
                "found_at": fields.Datetime.now(),
                "state": OPEN,
            }

    def _settle(self, batch, places):
        """Close the open ones of fields that hold what the source says."""
        waiting = self.search(
            [
                ("migration_id", "=", batch.run_id.migration_id.id),
                ("state", "=", OPEN),
                ("res_id", "in", list({res_id for _m, res_id, _n in places})),
            ]
        )
        places = set(places)
        agreed = waiting.filtered(
            lambda c: (c.res_model, c.res_id, c.field_name) in places
        )
        if agreed:
            agreed._set_state(SETTLED)

    def _apply_rules(self, batch):
        """Resolve by the clinic's rules what this batch found."""
        rules = self.env["pulse.conflict.rule"].sudo()
        migration = batch.run_id.migration_id
        if not rules.search_count([("migration_id", "=", migration.id)], limit=1):
            return
        found = self.search([("batch_id", "=", batch.id), ("state", "=", OPEN)])
        for (res_model, name), conflicts in found.grouped(
            lambda c: (c.res_model, c.field_name)
        ).items():
            if rule := rules._rule_of(migration, res_model, name):
                conflicts._apply(rule.resolution, rule)

    def _set_state(self, state, **vals):
        """The one place where a conflict's state changes."""
        self.sudo().write({"state": state, **vals})

    @api.model
    @api.private
    def _decided(self, records):
        """Return (record id, field, source's value) of what persons decided on.

        The newest of each field; none that a later load wrote again. Of a purged run
        the link knows it; what nobody knows any more is no empty value.
        """
        self.flush_model()
        return self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (c.res_id, c.field_name)
                          c.res_id, c.field_name,
                          coalesce(kept.decided -> c.field_name, c.source_value)
                     FROM pulse_conflict c JOIN pulse_run r ON r.id = c.run_id
                     LEFT JOIN LATERAL (
                       SELECT l.decided FROM pulse_link l
                        WHERE r.purged_at IS NOT NULL
                          AND l.res_model = c.res_model AND l.res_id = c.res_id
                          AND l.migration_id = c.migration_id
                          AND jsonb_exists(l.decided, c.field_name) LIMIT 1
                     ) AS kept ON TRUE
                    WHERE c.res_model = %s AND c.res_id = ANY(%s)
                      AND c.state = 'resolved'
                      AND (r.purged_at IS NULL OR kept.decided IS NOT NULL)
                      AND NOT EXISTS (
                        SELECT 1 FROM pulse_change h
                         WHERE h.res_model = c.res_model AND h.res_id = c.res_id
                           AND h.id > c.after_change_id
                           AND h.undo_state IS DISTINCT FROM 'undone'
                           AND jsonb_exists(h.after, c.field_name))
                    ORDER BY c.res_id, c.field_name, c.id DESC""",
                records._name,
                records.ids,
            )
        )


class Change(models.Model):
    _inherit = "pulse.change"

    @api.model
    def _last_written(self, records):
        """What a person decided on is what the source said last, whoever won."""
        last = super()._last_written(records)
        decided = self.env["pulse.conflict"].sudo()._decided(records)
        for res_id, name, value in decided:
            if name != WHOLE:  # of an invoice the journal says what loads left
                last.setdefault(res_id, {})[name] = value
        return last
