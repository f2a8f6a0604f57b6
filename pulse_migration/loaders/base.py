"""What every loader shares: read units, find, create or write, journal, link, outcome.

A loader of one target fills in ``_find``, ``_prepare_vals`` and the two names; it never
writes links, changes or outcomes itself.
"""

import logging

from psycopg2 import OperationalError
from psycopg2.extras import execute_values

from odoo import models
from odoo.tools import SQL

from ..engine import fingerprint
from ..engine.errors import RowError
from . import resolved, stored
from .quiet import quiet
from .unit import Scope, Unit, UnitRow

_logger = logging.getLogger(__name__)

# object of a batch -> its loader; the place where a new object is added
LOADERS = {
    "physician": "pulse.loader.user",
    "patient": "pulse.loader.partner",
    "appointment": "pulse.loader.activity",
    "campaign": "pulse.loader.campaign",
    "prescription": "pulse.loader.document",
    "medical_record": "pulse.loader.document",
    "message": "pulse.loader.document",
    "bill": {"move": "pulse.loader.move", "partner": "pulse.loader.statement"},
}


def loader_of(run, object_name):
    """Return the loader of one object for a run's migration."""
    name = LOADERS[object_name]
    if isinstance(name, dict):
        name = name[run.migration_id.bill_target]
    return run.env[name]


class Loader(models.AbstractModel):
    """One target of the migration; ``_target`` is its Odoo model."""

    _name = "pulse.loader"
    _description = "Loader"
    _target = ""
    _create_context = {}  # what Odoo may skip for this target because it cannot apply

    # what a loader defines

    def _find(self, units, scope):
        """Return {unit key: record id} of the records that exist; queries per batch."""
        found = self.env["pulse.link"]._find_targets(
            scope.migration,
            units[0].head.object_name,
            [unit.key for unit in units],
        )
        return found

    def _prepare_vals(self, unit, scope):
        """Return the values of the unit's record; no side effects."""
        raise NotImplementedError

    def _prepare_extra_vals(self, unit, scope):
        """Return {suffix: values} of further records of the same target."""
        return {}

    def _prepare_partner_vals(self, unit, scope):
        """Return what the unit says about its patient's own page."""
        return {}

    # the load of one batch

    def _load(self, batch):
        """Load one batch inside the caller's transaction; return {state: rows}."""
        scope = self._scope(batch.run_id)
        units = self._read_units(batch, scope)
        outcomes = self._load_units(batch, units, scope)
        self._write_outcomes(outcomes)
        counts = {}
        for _id, state, *_rest in outcomes:
            counts[state] = counts.get(state, 0) + 1
        return counts

    def _scope(self, run):
        migration = run.migration_id
        maps = self.env["pulse.value.map"].sudo()
        return Scope(
            run=run,
            migration=migration,
            today=migration._today(),
            users=self.env["pulse.physician"].sudo()._users_by_key(migration),
            types=maps._targets(migration, "appointment_type"),
            stages=maps._targets(migration, "appointment_status"),
        )

    def _read_units(self, batch, scope):
        """Group the batch's rows into units and resolve their references."""
        domain = SQL(
            "batch_id = %s AND action IN ('create','update','merge')", batch.id
        )
        return self._build_units(domain, scope)

    def _build_units(self, where, scope):
        self.env["pulse.row"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT r.unit_key, r.id, r.object_name, r.values, %s, r.action,
                          r.patient_key, r.physician_key, r.document_id, r.is_latest,
                          r.batch_id
                     FROM (SELECT * FROM pulse_row WHERE %s) AS r %s
                    ORDER BY r.unit_key, r.object_name, r.action = 'merge', r.file_id,
                          r.line, r.id
                """,
                resolved.fingerprint(scope.migration),
                where,
                resolved.joins(),
            )
        )
        units = {}
        for key, *cells in rows:
            units.setdefault(key, Unit(key, [])).rows.append(UnitRow(*cells))
        partners = self.env["pulse.link"]._find_targets(
            scope.migration,
            "patient",
            {unit.head.patient_key for unit in units.values() if unit.head.patient_key},
        )
        for unit in units.values():
            unit.partner_id = partners.get(unit.head.patient_key, 0)
            unit.user_id = scope.users.get(unit.head.physician_key, 0)
        return list(units.values())

    def _load_units(self, batch, units, scope):
        """Prepare each unit by itself, then apply those that can be, together.

        :return: (row id, state, model, record id, reason, flags) per row
        """
        ready, outcomes = [], []
        for unit in units:
            try:
                unit.vals = self._prepare_vals(unit, scope)
                ready.append(unit)
            except OperationalError:
                raise
            except Exception as error:
                outcomes += self._reject(unit, error)
        return outcomes + self._apply_or_halve(batch, ready, scope)

    def _apply_or_halve(self, batch, units, scope):
        """Apply; when Odoo refuses, halve down to the one unit that it refuses."""
        if not units:
            return []
        try:
            with self.env.cr.savepoint():
                return self._apply(batch, units, scope)
        except OperationalError:
            raise
        except Exception as error:
            self.env.invalidate_all()
            if len(units) > 1:
                middle = len(units) // 2
                return self._apply_or_halve(
                    batch, units[:middle], scope
                ) + self._apply_or_halve(batch, units[middle:], scope)
            return self._reject(units[0], error)

    def _reject(self, unit, error):
        """Outcomes of a unit that cannot load; the error's text may hold a patient's
        data, so that only its type is named in the log."""
        _logger.info("row %s refused: %s", unit.head.id, type(error).__name__)
        code = error.code if isinstance(error, RowError) else "refused_by_odoo"
        return [(row.id, "rejected", None, None, code, ()) for row in unit.rows]

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
        self._prefetch(units)
        self._create_parts(parts, links, changes)
        self._finish_created(units)
        # free what the batch no longer needs
        self.env.flush_all()
        self.env.invalidate_all()

    def _create_parts(self, parts, links, changes):
        """Create, link and journal (unit, suffix, values)."""
        model = quiet(self.env[self._target]).with_context(**self._create_context)
        records = model.create([vals for _unit, _suffix, vals in parts])
        for (unit, suffix, vals), record in zip(parts, records, strict=True):
            if not suffix:
                unit.record_id = record.id
            links.append(self._prepare_link(unit, suffix, record.id))
            changes.append(
                self._prepare_change(
                    unit, suffix, record, "create", None, self._stored(vals)
                )
            )

    def _prefetch(self, units):
        """Read at once what Odoo would read for each record; default nothing."""

    def _finish_created(self, units):
        """What can only be said of records that exist; default nothing."""

    def _update(self, units, scope, links, changes):
        """Write what the source says now, but never over what a person changed."""
        parts = [(unit, "", unit.vals) for unit in units]
        records = quiet(self.env[self._target]).browse(u.record_id for u in units)
        self._write_changed(parts, records, changes)
        links.extend(self._prepare_link(unit, "", unit.record_id) for unit in units)
        self._update_extras(units, scope, links, changes)

    def _update_extras(self, units, scope, links, changes):
        """Write the further records that are here, create those named only now."""
        extras = [
            (unit, f"#{suffix}", vals)
            for unit in units
            for suffix, vals in self._prepare_extra_vals(unit, scope).items()
        ]
        if not extras:
            return
        keys = [f"{unit.key}{suffix}" for unit, suffix, _vals in extras]
        known = self.env["pulse.link"]._find_targets(
            scope.migration, units[0].head.object_name, keys
        )
        here, new = [], []
        for key, part in zip(keys, extras, strict=True):
            (here if key in known else new).append(part)
        records = quiet(self.env[self._target]).browse(
            known[f"{unit.key}{suffix}"] for unit, suffix, _vals in here
        )
        self._write_changed(here, records, changes)
        self._create_parts(new, links, changes)

    def _write_partners(self, units, scope, changes):
        """Write what the units say about their patients' own pages."""
        parts = [(unit, "", self._prepare_partner_vals(unit, scope)) for unit in units]
        parts = [part for part in parts if part[2]]
        partners = quiet(self.env["res.partner"]).browse(
            unit.partner_id for unit, _suffix, _vals in parts
        )
        self._write_changed(parts, partners, changes)

    def _write_changed(self, parts, records, changes):
        """Write and journal (unit, suffix, values) on the record at the same place."""
        last = self.env["pulse.change"].sudo()._last_written(records)
        for (unit, suffix, vals), record in zip(parts, records, strict=True):
            vals = self._changed_vals(unit, record, vals, last.get(record.id, {}))
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

    def _changed_vals(self, unit, record, vals, last):
        """Return the filled values that differ and that nobody edited since.

        To clear a field that a load had filled is an edit too.
        """
        wanted = stored.of_vals(record, vals)
        current = stored.of_records(record, list(vals))[record.id]
        changed = {}
        for name, value in vals.items():
            key = stored.name_of(name)
            if wanted[key] == current[key] or stored.is_blank(record, name, value):
                continue
            is_ours = last[key] == current[key] if key in last else not current[key]
            if is_ours:
                changed[name] = value
            elif "edited_in_odoo" not in unit.flags:
                unit.flags.append("edited_in_odoo")
        return changed

    # links, journal, outcomes

    def _stored(self, vals):
        return stored.of_vals(self.env[self._target], vals)

    def _prepare_link(self, unit, suffix, res_id):
        return {
            "object_name": unit.head.object_name,
            "external_id": f"{unit.key}{suffix}",
            "res_model": self._target,
            "res_id": res_id,
            "fingerprint": fingerprint.of_many(
                row.fingerprint for row in unit.rows if row.action != "merge"
            ),
            "values": [row.values for row in unit.rows],
        }

    def _prepare_change(self, unit, suffix, record, operation, before, after):
        return {
            "object_name": unit.head.object_name,
            "external_id": f"{unit.key}{suffix}",
            "res_model": record._name,
            "res_id": record.id,
            "operation": operation,
            "before": before,
            "after": after,
        }

    def _outcomes(self, unit, is_created):
        """The head row is created or updated; what only adds to it is merged."""
        state = "created" if is_created else "updated"
        for index, row in enumerate(unit.rows):
            yield (
                row.id,
                "merged" if index else state,
                self._target,
                unit.record_id,
                None,
                () if index else tuple(unit.flags),
            )

    def _write_outcomes(self, outcomes):
        """Put outcome, target and added flags on the rows, one statement."""
        if not outcomes:
            return
        execute_values(
            self.env.cr._obj,
            """UPDATE pulse_row AS r
                  SET state = o.state, res_model = o.res_model, res_id = o.res_id::int,
                      reason = coalesce(o.reason, r.reason)
                 FROM (VALUES %s) AS o(id, state, res_model, res_id, reason)
                WHERE r.id = o.id""",
            [outcome[:5] for outcome in outcomes],
            page_size=2000,
        )
        self.env["pulse.row"].invalidate_model()
        flagged = {}
        for row_id, *_rest, flags in outcomes:
            for code in flags:
                flagged.setdefault(code, []).append(row_id)
        for code, row_ids in flagged.items():
            self.env["pulse.row"]._flag(code, SQL("id = ANY(%s)", row_ids))

    # verification

    def _expected(self, units, scope):
        """Return {(external id, model, res_id): stored values} that the units say.

        A blank that an update left unwritten is not expected.
        """
        expected = {}
        for unit in units:
            parts = {"": self._prepare_vals(unit, scope)}
            for suffix, vals in self._prepare_extra_vals(unit, scope).items():
                parts[f"#{suffix}"] = vals
            for suffix, vals in parts.items():
                vals = self._written_vals(unit, vals)
                expected[f"{unit.key}{suffix}"] = self._stored(vals)
        return expected

    def _written_vals(self, unit, vals):
        """Return ``vals`` without the blanks, which never overwrite anything."""
        if unit.head.action != "update":
            return vals
        model = self.env[self._target]
        return {
            name: value
            for name, value in vals.items()
            if not stored.is_blank(model, name, value)
        }

    def _read_back(self, record_ids, names):
        """Return {id: stored values} as the database holds them now."""
        records = quiet(self.env[self._target]).browse(record_ids).exists()
        return stored.of_records(records, names)
