"""Physicians into users, for those whom the admin decided to create."""

import logging
import re

from odoo import models
from odoo.tools import SQL

from ..engine import fingerprint
from . import stored
from .private import name_of
from .quiet import quiet
from .unit import Unit

_logger = logging.getLogger(__name__)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class UserLoader(models.AbstractModel):
    """Internal users without password or invitation; the admin lets them in later."""

    _name = "pulse.loader.user"
    _inherit = "pulse.loader"
    _description = "Loader: Users"
    _target = "res.users"
    _needs_patient = False

    def _scope(self, run):
        scope = super()._scope(run)
        physicians = self.env["pulse.physician"].sudo()
        scope.own = {
            physician.key: physician
            for physician in physicians.search(
                [("migration_id", "=", scope.migration.id)]
            )
        }
        return scope

    def _read_units(self, batch, scope):
        """Units of the rows, and units without rows: some only other files name.

        Who is the same as another physician comes after that one's user.
        """
        units = super()._read_units(batch, scope)
        keys = {unit.key for unit in units}
        units += [Unit(key, []) for key in scope.own if key not in keys]
        return sorted(units, key=lambda unit: self._main(unit, scope) is not None)

    def _main(self, unit, scope):
        """Return the physician whose user the unit's physician takes, if another's."""
        physician = scope.own.get(unit.key)
        return physician._main() if physician and physician.decision == "same" else None

    def _prepare_vals(self, unit, scope):
        """Return the user's values; empty for whom nobody decided to create."""
        physician = scope.own.get(unit.key)
        if not physician or physician.decision != "create":
            return {}
        return self._prepare_user_vals(physician)

    def _load_units(self, batch, units, scope):
        """The patients of a physician whom Odoo refused say that they fell back."""
        outcomes = super()._load_units(batch, units, scope)
        refused = [unit.key for unit in units if unit.vals and not unit.record_id]
        if refused:
            self.env["pulse.row"]._flag(
                "user_refused",
                SQL(
                    """run_id = %s AND physician_key = ANY(%s)
                       AND object_name <> 'physician'""",
                    scope.run.id,
                    refused,
                ),
            )
        return outcomes

    def _find(self, units, scope):
        """By the physician, else by login, if only an archived user's.

        A login that is taken already is that user's.
        """
        logins = {unit.vals["login"]: unit.key for unit in units if unit.vals}
        users = quiet(self.env["res.users"]).search([("login", "in", list(logins))])
        found = {logins[user.login]: user.id for user in users}
        found.update(
            {
                unit.key: scope.own[unit.key]._main().user_id.id
                for unit in units
                if unit.key in scope.own and scope.own[unit.key]._main().user_id
            }
        )
        return found

    def _apply(self, batch, units, scope):
        found = self._find(units, scope)
        creates = [unit for unit in units if unit.vals and unit.key not in found]
        for unit in units:
            unit.record_id = found.get(unit.key, 0)
        changes = self._create_users(creates)
        self._settle(units, scope)
        links = [
            self._prepare_link(unit, "", unit.record_id)
            for unit in units
            if unit.record_id and unit.rows
        ]
        self.env.flush_all()
        self.env["pulse.link"]._record(scope.run, links)
        self.env["pulse.change"]._record(batch, changes)
        created = {unit.key for unit in creates}
        return [
            outcome
            for unit in units
            for outcome in self._outcomes(unit, unit.key in created)
        ]

    def _settle(self, units, scope):
        """Give the physicians the users that are here now, and who is the same too."""
        for unit in units:
            if main := self._main(unit, scope):
                unit.record_id = main.user_id.id
            elif unit.record_id:
                scope.own[unit.key]._settle({"user_id": unit.record_id})

    def _create_users(self, units):
        """Create the users in one call; return their journal."""
        users = quiet(self.env["res.users"]).create([unit.vals for unit in units])
        changes = []
        for unit, user in zip(units, users, strict=True):
            unit.record_id = user.id
            after = {name: unit.vals[name] for name in ("login", "name")}
            changes.append(
                {
                    "object_name": "physician",
                    "external_id": unit.key,
                    "res_model": "res.users",
                    "res_id": user.id,
                    "operation": "create",
                    "before": None,
                    "after": stored.of_vals(user, after),
                }
            )
        return changes

    def _outcomes(self, unit, is_created):
        """Whoever has a user already joins them; the others have the fallback user."""
        for index, row in enumerate(unit.rows):
            if not unit.record_id:
                yield row.id, "excluded", None, None, "physician_fallback", ()
                continue
            state = "created" if is_created and not index else "merged"
            yield row.id, state, self._target, unit.record_id, None, ()

    def _reject(self, unit, error):
        unit.record_id = 0
        if unit.rows:
            return super()._reject(unit, error)
        _logger.info("physician refused: %s", name_of(error))
        return []

    def _prepare_user_vals(self, physician):
        email = physician.email or ""
        login = email if _EMAIL.fullmatch(email) else self._plain_login(physician)
        return {
            "name": physician.name,
            "login": login,
            "email": email or False,
            "phone": physician.phone or False,
            "company_id": physician.migration_id.company_id.id,
            "company_ids": [(6, 0, physician.migration_id.company_id.ids)],
            "tz": physician.migration_id.tz,
        }

    def _plain_login(self, physician):
        """A login for somebody without e-mail: cannot be guessed, says where from."""
        return f"pulse-{fingerprint.of_json([physician.id, physician.key])[:12]}"

    def _expected(self, units, scope):
        """Users are compared by login: a matched user's own data is not ours."""
        return {
            unit.key: {
                name: value
                for name, value in self._stored(
                    self._prepare_user_vals(scope.own[unit.key])
                ).items()
                if name in ("login", "name", "tz")
            }
            for unit in units
            if unit.key in scope.own and scope.own[unit.key].decision == "create"
        }
