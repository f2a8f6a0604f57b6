"""Units into records: create together, write what changed and nobody edited."""

from odoo import models

from . import stored
from .quiet import quiet


class Loader(models.AbstractModel):
    _inherit = "pulse.loader"

    def _apply(self, batch, units, scope):
        found = self._find(units, scope)
        creates = [unit for unit in units if unit.key not in found]
        updates = [unit for unit in units if unit.key in found]
        links, changes = [], []
        self._create(creates, scope, links, changes)
        for unit in updates:
            unit.record_id = found[unit.key]
        self._update(updates, scope, links, changes)
        self._write_partners(units, scope, changes)
        self.env["pulse.link"]._record(scope.run, links)
        self.env["pulse.change"]._record(batch, changes)
        self._queue_conflicts(batch, units)
        created = {unit.key for unit in creates}
        return [
            outcome
            for unit in units
            for outcome in self._outcomes(unit, unit.key in created)
        ]

    def _create(self, units, scope, links, changes):
        """Create every record of the units in one call."""
        parts = []
        for unit in units:
            parts.append((unit, "", unit.vals))
            for suffix, vals in self._prepare_extra_vals(unit, scope).items():
                parts.append((unit, f"#{suffix}", vals))
        if not parts:
            return
        self._create_parts(parts, links, changes)
        self._finish_created(units)
        # free what the batch no longer needs
        self.env.flush_all()
        self.env.invalidate_all()

    def _create_parts(self, parts, links, changes):
        """Create, link and journal (unit, suffix, values)."""
        records = self._create_records([vals for _unit, _suffix, vals in parts])
        for (unit, suffix, vals), record in zip(parts, records, strict=True):
            if not suffix:
                unit.record_id = record.id
            links.append(self._prepare_link(unit, suffix, record.id))
            changes.append(
                self._prepare_change(
                    unit, suffix, record, "create", None, self._stored(vals)
                )
            )

    def _finish_created(self, units):
        """What can only be said of records that exist; default nothing."""

    def _update(self, units, scope, links, changes):
        """Write what the source says now, but never over what a person changed."""
        if not units:
            return
        parts = [(unit, "", unit.vals) for unit in units]
        records = quiet(self.env[self._target]).browse(u.record_id for u in units)
        self._write_changed(parts, records, changes)
        links.extend(self._prepare_link(unit, "", unit.record_id) for unit in units)
        self._update_extras(units, scope, links, changes)

    def _update_extras(self, units, scope, links, changes):
        """Write the further records that are here, create those named only now."""
        here, records, new = self._split_extras(units, scope)
        self._write_changed(here, records, changes)
        self._create_parts(new, links, changes)

    def _split_extras(self, units, scope):
        """Return (unit, suffix, values) of the further records: those that are here,
        the records at the same place, and those that are not."""
        extras = [
            (unit, f"#{suffix}", vals)
            for unit in units
            for suffix, vals in self._prepare_extra_vals(unit, scope).items()
        ]
        records = quiet(self.env[self._target])
        if not extras:
            return [], records, []
        keys = [f"{unit.key}{suffix}" for unit, suffix, _vals in extras]
        known = self.env["pulse.link"]._find_targets(
            scope.migration, units[0].object_name, keys, self._target
        )
        here, new = [], []
        for key, part in zip(keys, extras, strict=True):
            (here if key in known else new).append(part)
        records = records.browse(
            known[f"{unit.key}{suffix}"] for unit, suffix, _vals in here
        )
        return here, records, new

    def _write_partners(self, units, scope, changes):
        """Write what the units say about their patients' own pages."""
        self._write_changed(*self._partner_parts(units, scope), changes)

    def _partner_parts(self, units, scope):
        """Return (unit, "", values) for patients' pages, and these at the same place"""
        parts = [(unit, "", self._prepare_partner_vals(unit, scope)) for unit in units]
        parts = [part for part in parts if part[2]]
        partners = quiet(self.env["res.partner"]).browse(
            unit.partner_id for unit, _suffix, _vals in parts
        )
        return parts, partners

    def _write_changed(self, parts, records, changes):
        """Write and journal (unit, suffix, values) on the record at the same place."""
        for unit, suffix, record, vals in self._compared(parts, records):
            if not vals:
                continue
            before = stored.of_records(record, list(vals))[record.id]
            self._keep_content(unit, record, vals)
            record.write(vals)
            after = stored.of_vals(record, vals)
            changes.append(
                self._prepare_change(unit, suffix, record, "write", before, after)
            )
        records.flush_recordset()

    def _keep_content(self, unit, record, vals):
        """Keep what a write replaces and the journal cannot hold; default nothing."""
