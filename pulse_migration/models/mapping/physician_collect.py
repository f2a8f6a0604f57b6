"""Finding the physicians of an export, and whom each of them may be in Odoo."""

from odoo import api, models
from odoo.tools import SQL

from ...engine.people import NameIndex, name_key

# how two names resemble each other -> what a suggestion says
_SAME_USER = {
    "same": "physician_same_name",
    "initials": "physician_initials",
    "shorter": "physician_shorter_name",
}
# physicians by the objects whose rows name them; the list of staff comes first
_NAMED = """
    SELECT physician_key, object_name,
           max(values->>CASE WHEN own THEN 'name' ELSE 'physician_name' END),
           max(values->>CASE WHEN own THEN 'email' ELSE 'physician_email' END),
           max(values->>'phone') FILTER (WHERE own), count(*)
      FROM (SELECT *, object_name = 'physician' AS own FROM pulse_row
             WHERE run_id = %s AND physician_key IS NOT NULL) AS r
     GROUP BY 1, 2 ORDER BY 1, object_name <> 'physician', 2"""


class Physician(models.Model):
    _inherit = "pulse.physician"

    @api.model
    def _collect(self, run):
        """Add every physician that the run's rows name; suggest whom nobody decided."""
        self._join_names_to_emails(run)
        migration = run.migration_id
        found = self._read_physicians(run)
        known = self.search([("migration_id", "=", migration.id)])
        for physician in known:
            vals = found.pop(physician.key, {"row_count": 0, "counts": {}})
            if not run.same_count:  # else most of their rows are counted already
                counts = {name: vals[name] for name in ("row_count", "counts")}
                physician._settle(counts)
        created = self.create(
            [
                {"migration_id": migration.id, "key": key, **vals}
                for key, vals in found.items()
            ]
        )
        (known | created).filtered(lambda p: not p.decision)._suggest(known | created)

    def _read_physicians(self, run):
        """Return {key: values} of each physician that the rows name, one query."""
        rows = self.env.execute_query(SQL(_NAMED, run.id))
        found = {}
        for key, object_name, name, email, phone, count in rows:
            vals = found.setdefault(
                key,
                {"name": None, "email": None, "phone": None, "row_count": 0}
                | {"counts": {}},
            )
            # the staff list comes first; what it says is not said again
            vals["name"] = vals["name"] or name
            vals["email"] = vals["email"] or email
            vals["phone"] = vals["phone"] or phone
            if object_name != "physician":
                vals["row_count"] += count
                vals["counts"][object_name] = count
        for key, vals in found.items():
            vals["name"] = vals["name"] or vals["email"] or key
        return found

    def _join_names_to_emails(self, run):
        """Give rows that only name a physician the key of the one with that name.

        The list of staff knows best whose name it is; where it does not tell, a name
        that two e-mails share stays a physician of its own: nobody guesses.
        """
        by_name = self._emails_by_name(run)
        pairs = [(name, keys.pop()) for name, keys in by_name.items() if len(keys) == 1]
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_row AS r SET physician_key = pair.key
                     FROM unnest(%s::text[], %s::text[]) AS pair(name, key)
                    WHERE r.run_id = %s AND r.physician_key = pair.name""",
                [name for name, _key in pairs],
                [key for _name, key in pairs],
                run.id,
            )
        )
        self.env["pulse.row"].invalidate_model(["physician_key"])
        self._flag_named_only(run)

    def _emails_by_name(self, run):
        """Return {key of a name: keys of the e-mails it stands beside}."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT object_name = 'physician', physician_key,
                          CASE WHEN object_name = 'physician' THEN values->>'name'
                               ELSE values->>'physician_name' END
                     FROM pulse_row
                    WHERE run_id = ANY(%s) AND physician_key LIKE '%%@%%'""",
                (run | run._standing_runs()).ids,
            )
        )
        of_staff, of_anyone = {}, {}
        for is_staff, key, name in rows:
            if name:
                known = f"name:{name_key(name)}"
                of_anyone.setdefault(known, set()).add(key)
                if is_staff:
                    of_staff.setdefault(known, set()).add(key)
        return {**of_anyone, **of_staff}

    def _flag_named_only(self, run):
        """Say so on rows whose file has a column for the e-mail that they lack."""
        header = SQL(
            """(SELECT min(m.header) FROM pulse_mapping m WHERE m.file_id =
                 pulse_row.file_id AND m.field_name = 'physician_email')"""
        )
        self.env["pulse.row"]._flag(
            "physician_by_name",
            SQL(
                """run_id = %s AND object_name <> 'physician'
                   AND physician_key LIKE '%%@%%'
                   AND values->>'physician_email' IS NULL AND %s IS NOT NULL""",
                run.id,
                header,
            ),
            header=header,
        )

    # whom they may be

    def _suggest(self, everybody):
        """Map who has a user's e-mail; suggest, with a reason, who else it may be.

        Only an e-mail that one active user of the clinic's company has is sure.
        """
        by_email = self._find_users([p.email.lower() for p in self if p.email])
        staff = self.env["res.users"].sudo().search([("share", "=", False)])
        user_names = NameIndex((user.name or "", user) for user in staff)
        names = NameIndex((physician.name, physician) for physician in everybody)
        for physician in self:
            users = by_email.get((physician.email or "").lower(), staff.browse())
            physician._settle(
                physician._prepare_email_vals(users)
                or physician._prepare_name_vals(user_names)
                or physician._prepare_same_vals(names)
                or _suggestion("")
            )

    @api.model
    def _find_users(self, emails):
        """Return {lower e-mail: users with that login or e-mail}, archived ones too."""
        users = self.env["res.users"].sudo().with_context(active_test=False)
        found = {}
        for user in users.search(
            ["|", ("login", "in", emails), ("email_normalized", "in", emails)]
        ):
            for text in {(user.login or "").lower(), user.email_normalized}:
                found[text] = found.get(text, users) | user
        return found

    def _prepare_email_vals(self, users):
        """What the users with the physician's e-mail tell; nothing without one."""
        if not users:
            return {}
        if len(users) > 1:
            return _suggestion("physician_email_of_several")
        if problem := self._problem_of(users, self.migration_id):
            is_stranger = problem == "physician_user_portal"
            return _suggestion(problem, user=users.browse() if is_stranger else users)
        return {
            **_suggestion("physician_email_matches"),
            "decision": "map",
            "user_id": users.id,
        }

    @api.model
    def _problem_of(self, user, migration):
        """Return the code of what keeps a user from being taken unasked, or ""."""
        if user.share:
            return "physician_user_portal"
        if migration.company_id not in user.company_ids:
            return "physician_user_elsewhere"
        return "" if user.active else "physician_user_archived"

    def _prepare_name_vals(self, names):
        """The one user whose name is nearest; several are nobody."""
        found = names.find(self.name)
        for how, code in _SAME_USER.items():
            users = found.get(how, ())
            if len(users) > 1:
                return _suggestion("physician_several_alike")
            if users and not self._problem_of(users[0], self.migration_id):
                return _suggestion(code, user=users[0])
        return {}

    def _prepare_same_vals(self, names):
        """The one better known physician of the export with nearly this name."""
        alike = [one for found in names.find(self.name).values() for one in found]
        better = [other for other in alike if other._rank() > self._rank()]
        others = self.browse({other._main().id for other in better})
        if len(others) > 1:
            return _suggestion("physician_several_alike")
        return _suggestion("physician_alike", same=others) if others else {}

    def _rank(self):
        return (bool(self.email), self.row_count, -self.id)


def _suggestion(code, user=None, same=None):
    return {
        "suggestion_code": code or False,
        "suggested_user_id": user.id if user else False,
        "suggested_same_id": same.id if same else False,
    }
