"""What a loader is, and how one batch loads.

A loader of one target fills in ``_find``, ``_prepare_vals`` and the two names; it never
writes links, changes or outcomes itself. What all share lies beside this file:
``reading`` makes rows into units, ``applying`` creates and writes, ``outcomes`` keeps
links, journal and row states, ``expected`` says what verification must find.
"""

import logging
from contextlib import closing

from odoo import models

from ..engine.errors import RowError
from .garbage import uncollected
from .private import name_of, private_log
from .transient import is_transient
from .unit import Scope

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
    "payment": "pulse.loader.payment",
    "bill": {
        "move": "pulse.loader.move",
        "partner": "pulse.loader.statement",
        "opening": "pulse.loader.opening",
    },
}


def loader_of(run, object_name):
    """Return the loader of one object for a run's migration."""
    name = LOADERS[object_name]
    if isinstance(name, dict):
        name = name[run.migration_id._bill_way()]
    return run.env[name]


class Loader(models.AbstractModel):
    """One target of the migration; ``_target`` is its Odoo model."""

    _name = "pulse.loader"
    _description = "Loader"
    _target = ""
    _needs_patient = True  # its records hang on the contact of a patient
    _has_parts = False  # what one export says of a record may be a part of it
    _create_context = {}  # what Odoo may skip for this target because it cannot apply

    # what a loader defines

    def _find(self, units, scope):
        """Return {unit key: record id} of the records that exist; queries per batch."""
        found = self.env["pulse.link"]._find_targets(
            scope.migration,
            units[0].object_name,
            [unit.key for unit in units],
            self._target,
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

    @private_log()
    @uncollected()
    def _load(self, batch):
        """Load one batch inside the caller's transaction; return {state: rows}."""
        batch.run_id._settle_reference()
        scope = self._scope(batch.run_id)
        with closing(scope.files):
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
            today=run.reference_on or migration._today(),
            users=self.env["pulse.physician"].sudo()._users_by_key(migration),
            types=maps._targets(migration, "appointment_type"),
            stages=maps._targets(migration, "appointment_status"),
            files=self.env["pulse.file"].sudo()._open_shelf(),
        )

    def _load_units(self, batch, units, scope):
        """Prepare each unit by itself, then apply those that can be, together.

        :return: (row id, state, model, record id, reason, issues) per row
        """
        ready, outcomes = [], []
        for unit in units:
            if self._needs_patient and not unit.partner_id:
                outcomes += self._refuse(unit, "held", "patient_not_loaded")
                continue
            try:
                unit.vals = self._prepare_vals(unit, scope)
                ready.append(unit)
            except Exception as error:
                if is_transient(error):
                    raise
                outcomes += self._reject(unit, error)
        return outcomes + self._apply_or_halve(batch, ready, scope)

    def _apply_or_halve(self, batch, units, scope):
        """Apply; when Odoo refuses, halve down to the one unit that it refuses."""
        if not units:
            return []
        try:
            with self.env.cr.savepoint():
                return self._apply(batch, units, scope)
        except Exception as error:
            if is_transient(error):
                raise
            self.env.invalidate_all()
            if len(units) > 1:
                middle = len(units) // 2
                return self._apply_or_halve(
                    batch, units[:middle], scope
                ) + self._apply_or_halve(batch, units[middle:], scope)
            return self._reject(units[0], error)

    def _reject(self, unit, error):
        """Outcomes of a unit that cannot load."""
        _logger.info("row %s refused: %s", unit.head.id, name_of(error))
        code = error.code if isinstance(error, RowError) else "refused_by_odoo"
        return self._refuse(unit, "rejected", code)

    def _refuse(self, unit, state, code):
        return [(row.id, state, None, None, code, ()) for row in unit.rows]
