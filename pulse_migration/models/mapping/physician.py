"""A physician of the export, and the user who takes the work over."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...exceptions import text_of

# what decides whose patients and appointments a physician's become
DECISIONS = frozenset(("decision", "user_id", "same_as_id"))
# those for whom nothing can load: no decision, or a user chosen who is none
UNDECIDED = [
    "|",
    ("decision", "=", False),
    "&",
    ("decision", "=", "map"),
    ("user_id", "=", False),
]
_NAMED = 10  # physicians that a refusal lists by name
_READ_AGAIN = {"type": "ir.actions.client", "tag": "soft_reload"}


class Physician(models.Model):
    """A person the export names; without a decision nothing loads."""

    _name = "pulse.physician"
    _inherit = "pulse.protected"
    _description = "Physician"
    _order = "row_count desc, name, id"
    _server_fields = frozenset(
        {
            "migration_id",
            "key",
            "name",
            "email",
            "phone",
            "row_count",
            "counts",
            "suggested_user_id",
            "suggested_same_id",
            "suggestion_code",
        }
    )

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True
    )
    key = fields.Char(required=True, readonly=True, help="E-mail, or the plain name.")
    name = fields.Char(readonly=True)
    email = fields.Char(readonly=True)
    phone = fields.Char(readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    counts = fields.Json(readonly=True, help="Rows that name the physician, by object.")
    counts_text = fields.Char("Named in", compute="_compute_counts_text")
    decision = fields.Selection(
        [
            ("map", "Existing user"),
            ("create", "Create a user"),
            ("fallback", "Fallback user"),
            ("same", "Same as another physician"),
        ],
        help="Empty: nothing loads until somebody decides.",
    )
    user_id = fields.Many2one("res.users", ondelete="set null")
    same_as_id = fields.Many2one(
        "pulse.physician",
        ondelete="set null",
        domain="[('migration_id', '=', migration_id), ('id', '!=', id)]",
        help="Another spelling of the same person: their user is taken.",
    )
    suggested_user_id = fields.Many2one("res.users", ondelete="set null", readonly=True)
    suggested_same_id = fields.Many2one(
        "pulse.physician", ondelete="set null", readonly=True
    )
    suggestion_code = fields.Char(readonly=True)
    suggestion = fields.Char(compute="_compute_suggestion")

    _key_unique = models.UniqueIndex("(migration_id, key)")

    @api.depends("counts")
    def _compute_counts_text(self):
        labels = dict(
            self.env["pulse.row"]
            ._fields["object_name"]
            ._description_selection(self.env)
        )
        for physician in self:
            counts = sorted((physician.counts or {}).items(), key=lambda item: -item[1])
            physician.counts_text = ", ".join(
                f"{count:,} × {labels.get(name, name)}" for name, count in counts
            )

    @api.depends("suggestion_code", "suggested_user_id", "suggested_same_id")
    def _compute_suggestion(self):
        for physician in self:
            code = physician.suggestion_code
            target = physician.suggested_user_id or physician.suggested_same_id
            parts = (target.name, code and text_of(self.env, code))
            physician.suggestion = ": ".join(part for part in parts if part) or False

    @api.constrains("decision", "same_as_id")
    def _check_same_as(self):
        others = self.search([("same_as_id", "in", self.ids)])
        for physician in self | others:
            main = physician.same_as_id
            is_chain = main and (
                main == physician
                or main.decision == "same"
                or main.migration_id != physician.migration_id
            )
            if is_chain or (physician.decision == "same" and not main):
                raise ValidationError(
                    self.env._(
                        "Choose the physician who stands for %(name)s: another one, "
                        "who is not the same as a third.",
                        name=physician.name,
                    )
                )

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.decision = "map"

    @api.onchange("same_as_id")
    def _onchange_same_as_id(self):
        if self.same_as_id:
            self.decision = "same"

    def write(self, vals):
        """A decision voids what was planned and approved by another one.

        The first one voids nothing: without it nothing could be approved.
        """
        if not DECISIONS & set(vals):
            return super().write(vals)
        self.migration_id._check_not_loading()
        before = {physician: physician._decided() for physician in self}
        result = super().write(vals)
        changed = self.filtered(lambda p: before[p][0] and p._decided() != before[p])
        for migration in changed.migration_id:
            migration._void_plans()
        return result

    @api.private
    def _settle(self, vals):
        """Set what a verb found, such as the user that a load made."""
        return super().write(vals)

    def action_create_users(self):
        """Let a load create a user for each that is ticked, or for this one."""
        self._chosen()._decide("create")
        return self._go_on()

    def action_use_fallback(self):
        """Let the fallback user stand in for each that is ticked, or for this one."""
        self._chosen()._decide("fallback")
        return self._go_on()

    def _go_on(self):
        """Return to the clinic once nobody on its list waits for a decision."""
        of_list = self.env.context.get("default_migration_id")
        migration = self.env["pulse.migration"].browse(of_list or ())
        if not migration or migration.physician_ids.filtered_domain(UNDECIDED):
            return _READ_AGAIN
        return migration.action_open_journey()

    def _chosen(self):
        """Return the chosen lines; with none chosen, the clinic's that are open."""
        migration_id = self.env.context.get("default_migration_id")
        if self:
            return self
        if not migration_id:
            raise UserError(self.env._("Tick the lines first that this is for."))
        return self.search([("migration_id", "=", migration_id), *UNDECIDED])

    def action_accept_suggestions(self):
        """Take the suggested user, or the suggested other spelling, of each."""
        self.check_access("write")
        open_ones = self._chosen().filtered(lambda physician: not physician.decision)
        with_user = open_ones.filtered("suggested_user_id")
        others = (open_ones - with_user).filtered("suggested_same_id")
        if open_ones and not with_user | others:
            raise UserError(self.env._("Nothing is suggested here. Decide yourself."))
        for physician in with_user:
            physician.write(
                {"decision": "map", "user_id": physician.suggested_user_id.id}
            )
        for physician in others:
            main = physician.suggested_same_id
            main = main.same_as_id or main
            physician.write({"decision": "same", "same_as_id": main.id})
        return self._go_on()

    def action_open_rows(self):
        """Open the rows of the current export that name this physician."""
        self.ensure_one()
        return self.env["pulse.row"]._action_open(
            [
                ("run_id", "=", self.migration_id.run_id.id),
                ("physician_key", "=", self.key),
            ]
        )

    def _decide(self, decision):
        self.filtered(lambda physician: not physician.user_id).decision = decision

    def _decided(self):
        """What the load will do; a user that it makes itself is no part of that."""
        user_id = 0 if self.decision == "create" else self.user_id.id
        return (self.decision, user_id, self.same_as_id.id)

    def _main(self):
        """Return the physician whose user is taken."""
        return self.same_as_id if self.decision == "same" else self

    @api.model
    def _check_decided(self, migration):
        """Refuse while a physician has neither user nor decision; say who."""
        self._check_logins(migration)
        open_ones = self.search([("migration_id", "=", migration.id), *UNDECIDED])
        if open_ones:
            names = ", ".join(p.name or p.key for p in open_ones[:_NAMED])
            raise UserError(
                self.env._(
                    "Physicians without a user (%(count)s): %(names)s. Under Mapping, "
                    "Physicians, choose a user for each, create users, or give their "
                    "appointments to the fallback user.",
                    count=len(open_ones),
                    names=names + (", …" if len(open_ones) > _NAMED else ""),
                )
            )

    def _check_logins(self, migration):
        """Refuse to create a user whose login belongs to a stranger."""
        wanted = self.search(
            [
                ("migration_id", "=", migration.id),
                ("decision", "=", "create"),
                ("user_id", "=", False),
                ("email", "!=", False),
            ]
        )
        found = self._find_users([email.lower() for email in wanted.mapped("email")])
        taken = [
            physician.name or physician.key
            for physician in wanted
            if any(
                self._problem_of(user, migration) in _STRANGERS
                for user in found.get(physician.email.lower(), ())
            )
        ]
        if taken:
            raise UserError(
                self.env._(
                    "No user can be created for %(names)s: the e-mail is the login of "
                    "a portal user or of another company's user. Choose a user.",
                    names=", ".join(taken),
                )
            )

    @api.model
    def _users_by_key(self, migration):
        """Return {physician key: user id}; the fallback user stands in as decided."""
        physicians = self.search([("migration_id", "=", migration.id)])
        return {
            physician.key: (physician._main().user_id or migration.fallback_user_id).id
            for physician in physicians
        }


_STRANGERS = frozenset(("physician_user_portal", "physician_user_elsewhere"))
