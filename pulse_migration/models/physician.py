"""A physician of the export, and the user who takes the work over."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engine.people import name_key


class Physician(models.Model):
    """A person the export names; without a decision nothing loads."""

    _name = "pulse.physician"
    _description = "Physician"
    _order = "row_count desc, name, id"

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True
    )
    key = fields.Char(required=True, readonly=True, help="E-mail, or the plain name.")
    name = fields.Char(readonly=True)
    email = fields.Char(readonly=True)
    phone = fields.Char(readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    decision = fields.Selection(
        [
            ("map", "Existing user"),
            ("create", "Create a user"),
            ("fallback", "Fallback user"),
        ],
        help="Empty: nothing loads until somebody decides.",
    )
    user_id = fields.Many2one("res.users", ondelete="set null")

    _key_unique = models.UniqueIndex("(migration_id, key)")

    def action_create_users(self):
        self._decide("create")

    def action_use_fallback(self):
        self._decide("fallback")

    def _decide(self, decision):
        self.filtered(lambda physician: not physician.user_id).decision = decision

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.decision = "map"

    @api.model
    def _collect(self, run):
        """Add every physician that the run's rows name, matched to users by e-mail."""
        self._join_names_to_emails(run)
        found = self._read_physicians(run)
        known = {
            physician.key: physician
            for physician in self.search([("migration_id", "=", run.migration_id.id)])
        }
        users = self._find_users(
            [email.lower() for _k, _n, email, *_r in found if email]
        )
        vals_list = []
        for key, name, email, phone, count in found:
            if key in known:
                known[key].row_count = count
                continue
            user_id = users.get((email or "").lower())
            vals_list.append(
                {
                    "migration_id": run.migration_id.id,
                    "key": key,
                    "name": name or email,
                    "email": email,
                    "phone": phone,
                    "row_count": count,
                    "user_id": user_id,
                    "decision": "map" if user_id else False,
                }
            )
        self.create(vals_list)

    def _read_physicians(self, run):
        """Return (key, name, email, phone, rows) of each physician, one query."""
        return self.env.execute_query(
            SQL(
                """
                SELECT physician_key,
                       coalesce(max(values->>'name') FILTER (WHERE own),
                                max(values->>'physician_name')),
                       coalesce(max(values->>'email') FILTER (WHERE own),
                                max(values->>'physician_email')),
                       max(values->>'phone') FILTER (WHERE own),
                       count(*) FILTER (WHERE NOT own)
                  FROM (SELECT *, object_name = 'physician' AS own FROM pulse_row
                         WHERE run_id = %s AND physician_key IS NOT NULL) AS r
                 GROUP BY physician_key ORDER BY physician_key
                """,
                run.id,
            )
        )

    def _join_names_to_emails(self, run):
        """Give rows that only name a physician the key of the one with that name.

        The list of staff knows best whose name it is; where it does not tell, a name
        that two e-mails share stays a physician of its own: nobody guesses.
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT object_name = 'physician', physician_key,
                          CASE WHEN object_name = 'physician' THEN values->>'name'
                               ELSE values->>'physician_name' END
                     FROM pulse_row WHERE run_id = %s AND physician_key LIKE '%%@%%'""",
                run.id,
            )
        )
        of_staff, of_anyone = {}, {}
        for is_staff, key, name in rows:
            if name:
                known = f"name:{name_key(name)}"
                of_anyone.setdefault(known, set()).add(key)
                if is_staff:
                    of_staff.setdefault(known, set()).add(key)
        by_name = {**of_anyone, **of_staff}
        for name, keys in by_name.items():
            if len(keys) == 1:
                self.env.cr.execute(
                    SQL(
                        """UPDATE pulse_row SET physician_key = %s
                            WHERE run_id = %s AND physician_key = %s""",
                        next(iter(keys)),
                        run.id,
                        name,
                    )
                )
        self.env["pulse.row"].invalidate_model(["physician_key"])
        self._flag_named_only(run)

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

    def _find_users(self, emails):
        """Return {lower e-mail: user id}; an e-mail of two users is left out."""
        users = (
            self.env["res.users"]
            .sudo()
            .search(["|", ("login", "in", emails), ("email_normalized", "in", emails)])
        )
        found = {}
        for user in users:
            for text in {(user.login or "").lower(), user.email_normalized}:
                found.setdefault(text, set()).add(user.id)
        return {text: ids.pop() for text, ids in found.items() if len(ids) == 1}

    @api.model
    def _check_decided(self, migration):
        """Refuse while a physician has neither user nor decision."""
        open_ones = self.search_count(
            [("migration_id", "=", migration.id), ("decision", "=", False)]
        )
        if open_ones:
            raise UserError(
                self.env._(
                    "%(count)s physicians have no user. Map each, create users, or "
                    "give their appointments to the fallback user.",
                    count=open_ones,
                )
            )

    @api.model
    def _users_by_key(self, migration):
        """Return {physician key: user id}; the fallback user stands in as decided."""
        physicians = self.search([("migration_id", "=", migration.id)])
        return {
            physician.key: (physician.user_id or migration.fallback_user_id).id
            for physician in physicians
        }
