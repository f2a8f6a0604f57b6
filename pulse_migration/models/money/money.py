"""The reconciliation of money: what the files say beside what Odoo holds."""

from odoo import api, fields, models

from ...engine.money_measures import MEASURES
from ...exceptions import text_of
from ..download import download_action

DIMENSIONS = [
    ("total", "Total"),
    ("patient", "Patient"),
    ("month", "Month"),
    ("physician", "Physician"),
    ("mode", "Payment mode"),
    ("bill", "Bill that differs"),
    ("held", "Not loaded"),
]


class Money(models.Model):
    """Sums of one patient, month, physician or payment mode, there and here."""

    _name = "pulse.money"
    _inherit = "pulse.target"
    _description = "Reconciliation of Money"
    _order = "run_id desc, dimension_rank, is_open desc, key, id"
    _rec_name = "key"
    _log_access = False

    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    dimension = fields.Selection(DIMENSIONS, required=True, readonly=True)
    dimension_rank = fields.Integer(readonly=True)
    key = fields.Char("Of", readonly=True)
    currency = fields.Char(readonly=True)
    count = fields.Integer("Bills", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    is_open = fields.Boolean(
        "Unexplained", readonly=True, help="The two sides differ and nothing says why."
    )
    explanation = fields.Char("Explanation Code", readonly=True)
    explanation_text = fields.Char("Explained by", compute="_compute_explanation_text")
    # one pair a measure; what Odoo does not keep the way it was chosen is empty
    billed_source = fields.Float("Billed, Pulse", digits=(16, 2), readonly=True)
    billed_odoo = fields.Float("Billed, Odoo", digits=(16, 2), readonly=True)
    discount_source = fields.Float("Discount, Pulse", digits=(16, 2), readonly=True)
    discount_odoo = fields.Float("Discount, Odoo", digits=(16, 2), readonly=True)
    tax_source = fields.Float("Tax, Pulse", digits=(16, 2), readonly=True)
    tax_odoo = fields.Float("Tax, Odoo", digits=(16, 2), readonly=True)
    paid_source = fields.Float("Paid, Pulse", digits=(16, 2), readonly=True)
    paid_odoo = fields.Float("Paid, Odoo", digits=(16, 2), readonly=True)
    refunded_source = fields.Float("Refunded, Pulse", digits=(16, 2), readonly=True)
    refunded_odoo = fields.Float("Refunded, Odoo", digits=(16, 2), readonly=True)
    adjusted_source = fields.Float("Adjusted, Pulse", digits=(16, 2), readonly=True)
    adjusted_odoo = fields.Float("Adjusted, Odoo", digits=(16, 2), readonly=True)
    outstanding_source = fields.Float(
        "Outstanding, Pulse", digits=(16, 2), readonly=True
    )
    outstanding_odoo = fields.Float("Outstanding, Odoo", digits=(16, 2), readonly=True)
    difference = fields.Float(digits=(16, 2), readonly=True)

    _run_dimension = models.Index("(run_id, dimension)")

    @api.depends("explanation")
    @api.depends_context("lang")
    def _compute_explanation_text(self):
        for line in self:
            code = line.explanation
            line.explanation_text = text_of(self.env, code) if code else False


class Run(models.Model):
    _inherit = "pulse.run"

    money_ids = fields.One2many("pulse.money", "run_id")
    money_open_count = fields.Integer(compute="_compute_money_open_count")

    def _compute_money_open_count(self):
        counts = dict(
            self.env["pulse.money"]._read_group(
                [("run_id", "in", self.ids), ("is_open", "=", True)],
                ["run_id"],
                ["__count"],
            )
        )
        for run in self:
            run.money_open_count = counts.get(run, 0)

    def action_open_money(self):
        """Open the sums, those that differ first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_money_action"
        )
        return {**action, "domain": [("run_id", "=", self.id)]}

    def action_download_money(self):
        """Open the reconciliation of money as a workbook."""
        return download_action(self, "money")

    def _money_names(self):
        return [f"{name}_{side}" for name in MEASURES for side in ("source", "odoo")]
