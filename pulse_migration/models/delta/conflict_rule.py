"""A standing decision: how conflicts of one field, or of all, are resolved."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...loaders.move_conflict import WHOLE
from ..approve.facts import facts_of
from .conflict import RESOLUTIONS, UNITED


class ConflictRule(models.Model):
    """Applies to each conflict that a load finds; a field's own rule comes first."""

    _name = "pulse.conflict.rule"
    _description = "Rule for Conflicts"
    _order = "migration_id, id"
    _rec_name = "resolution"

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True
    )
    res_model = fields.Char(
        "Model",
        help="Such as res.partner. Empty: every model but invoices, which follow a "
        "rule for account.move only.",
    )
    field_name = fields.Char(
        "Field", help="Such as phone. Empty: every field of the model."
    )
    resolution = fields.Selection(RESOLUTIONS, required=True)

    _one = models.UniqueIndex(
        "(migration_id, coalesce(res_model, ''), coalesce(field_name, ''))",
        "There is a rule for this field already.",
    )

    @api.constrains("resolution", "field_name", "res_model")
    def _check_rule(self):
        for rule in self:
            if rule.resolution == "union" and rule.field_name not in UNITED:
                raise UserError(self.env._("Only allergies are kept from both sides."))
            if rule.field_name and not rule.res_model:
                raise UserError(self.env._("Say which model the field is of."))
            if rule.res_model and rule.res_model not in self.env:
                raise UserError(self.env._("There is no such model."))

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._note("create")
        return rules

    def write(self, vals):
        self._note("write")
        result = super().write(vals)
        self._note("write")
        return result

    def unlink(self):
        self._note("unlink")
        return super().unlink()

    def _note(self, verb):
        """Refuse under a load; say on the audit trail that the rules changed."""
        for migration in self.migration_id:
            migration._check_not_loading()
            if run := migration.run_id:
                run._log("conflict_rule", change=verb)

    @api.model
    def _rule_of(self, migration, res_model, field_name):
        """Return the rule that counts for a field, or none."""
        of_model = Domain("res_model", "=", res_model)
        counting = of_model & Domain("field_name", "in", (field_name, False))
        if field_name != WHOLE:  # nobody meant to reverse what is posted
            counting |= Domain("res_model", "=", False)
        rules = self.search(counting & Domain("migration_id", "=", migration.id))
        return rules.sorted(lambda r: (not r.field_name, not r.res_model))[:1]


class Run(models.Model):
    _inherit = "pulse.run"

    def _facts(self):
        """What resolves conflicts by itself decides what a load writes."""
        return {**super()._facts(), "pulse.conflict.rule": facts_of(self._rules())}

    def _fact_parts(self):
        parts = super()._fact_parts()
        rules = {str(rule.id): facts_of(rule)[0] for rule in self._rules()}
        return {**parts, "pulse.conflict.rule": rules}

    def _describe_facts(self, before, after):
        text = super()._describe_facts(before, after)
        name = "pulse.conflict.rule"
        if before.get(name, {}) == after.get(name, {}):
            return text
        return " ".join(filter(None, (text, self.env._("Rules for conflicts."))))

    def _rules(self):
        rules = self.env["pulse.conflict.rule"].sudo()
        return rules.search([("migration_id", "=", self.sudo().migration_id.id)])
