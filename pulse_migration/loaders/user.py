"""Physicians into users, for those whom the admin decided to create."""

import re

from odoo import models

from ..engine import fingerprint
from . import stored
from .quiet import quiet

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class UserLoader(models.AbstractModel):
    """Internal users without password or invitation; the admin lets them in later."""

    _name = "pulse.loader.user"
    _inherit = "pulse.loader"
    _description = "Loader: Users"
    _target = "res.users"
    _needs_patient = False

    def _load_units(self, batch, units, scope):
        """Every physician with a decision gets a user; their rows get an outcome.

        A batch of physicians may hold no rows: names may occur in other files only.
        """
        physicians = self.env["pulse.physician"].sudo()
        wanted = physicians.search(
            [
                ("migration_id", "=", scope.migration.id),
                ("decision", "=", "create"),
                ("user_id", "=", False),
            ]
        )
        created = self._create_users(batch, wanted)
        outcomes, links = [], []
        known = {
            physician.key: physician
            for physician in physicians.search(
                [("migration_id", "=", scope.migration.id)]
            )
        }
        for unit in units:
            physician = known.get(unit.key)
            user = physician and physician._main().user_id
            state = "created" if unit.key in created else "merged"
            reason = None
            if user:
                unit.record_id = user.id
                links.append(self._prepare_link(unit, "", user.id))
            else:
                state, reason = "excluded", "physician_fallback"
            for index, row in enumerate(unit.rows):
                outcomes.append(
                    (
                        row.id,
                        "merged" if index and user else state,
                        self._target if user else None,
                        user.id if user else None,
                        reason,
                        (),
                    )
                )
        self.env["pulse.link"]._record(scope.run, links)
        return outcomes

    def _create_users(self, batch, physicians):
        """Create the users in one call; return the keys of their physicians.

        A login that is taken already, if only by an archived user, is that user's.
        """
        physicians = self._without_login_taken(physicians)
        if not physicians:
            return set()
        vals_list = [self._prepare_user_vals(physician) for physician in physicians]
        users = quiet(self.env["res.users"]).create(vals_list)
        changes = []
        for physician, user, vals in zip(physicians, users, vals_list, strict=True):
            physician._settle({"user_id": user.id})
            after = stored.of_vals(user, {"login": vals["login"], "name": vals["name"]})
            changes.append(
                {
                    "object_name": "physician",
                    "external_id": physician.key,
                    "res_model": "res.users",
                    "res_id": user.id,
                    "operation": "create",
                    "before": None,
                    "after": after,
                }
            )
        self.env.flush_all()
        self.env["pulse.change"]._record(batch, changes)
        return set(physicians.mapped("key"))

    def _without_login_taken(self, physicians):
        """Give physicians the users that have their login; return the others."""
        logins = {
            physician: self._prepare_user_vals(physician)["login"]
            for physician in physicians
        }
        users = quiet(self.env["res.users"]).search(
            [("login", "in", list(logins.values()))]
        )
        by_login = {user.login: user for user in users}
        for physician in physicians:
            user = by_login.get(logins[physician])
            if user:
                physician._settle({"user_id": user.id})
        return physicians.filtered(lambda physician: not physician.user_id)

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
        physicians = (
            self.env["pulse.physician"]
            .sudo()
            .search(
                [("migration_id", "=", scope.migration.id), ("decision", "=", "create")]
            )
        )
        by_key = {physician.key: physician for physician in physicians}
        return {
            unit.key: {
                name: value
                for name, value in self._stored(
                    self._prepare_user_vals(by_key[unit.key])
                ).items()
                if name in ("login", "name", "tz")
            }
            for unit in units
            if unit.key in by_key
        }
