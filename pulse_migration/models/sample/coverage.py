"""What a sample shows, in numbers: coverage of all that occurs, verdicts by column."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...engine.diff import VERDICTS


class SampleCoverage(models.Model):
    """How much of one kind of thing the sample shows, and why not the rest."""

    _name = "pulse.sample.coverage"
    _description = "Coverage of a Sample"
    _order = "id"
    _log_access = False

    sample_id = fields.Many2one(
        "pulse.sample", required=True, ondelete="cascade", index=True, readonly=True
    )
    kind = fields.Char(readonly=True)
    kind_text = fields.Char(compute="_compute_texts")
    share_text = fields.Char(compute="_compute_texts")
    covered = fields.Integer(readonly=True)
    total = fields.Integer(readonly=True)
    missing = fields.Text("Not in the Sample", readonly=True)

    @api.depends("kind", "covered", "total")
    def _compute_texts(self):
        names = {
            "physician": self.env._("Physicians"),
            "appointment_type": self.env._("Appointment types"),
            "appointment_status": self.env._("Appointment statuses"),
            "bill_status": self.env._("Bill statuses"),
            "odd_value": self.env._("Odd values"),
        }
        for line in self:
            line.kind_text = names.get(line.kind, line.kind)
            line.share_text = f"{line.covered} / {line.total}"


class SampleVerdict(models.Model):
    """How the cells of one column fared in a sample: a count for each verdict."""

    _name = "pulse.sample.verdict"
    _description = "Verdicts of a Sample by Column"
    _auto = False
    _order = "sample_id, object_name, header"

    sample_id = fields.Many2one("pulse.sample", readonly=True)
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        readonly=True,
    )
    header = fields.Char("Column", readonly=True)
    equal = fields.Integer(readonly=True)
    transformed = fields.Integer(readonly=True)
    defaulted = fields.Integer(readonly=True)
    lossy = fields.Integer(readonly=True)
    lost = fields.Integer(readonly=True)
    flagged = fields.Integer(readonly=True)

    @property
    def _table_query(self):
        counts = SQL(", ").join(
            SQL(
                "count(*) FILTER (WHERE verdict = %s)::int AS %s",
                verdict,
                SQL.identifier(verdict),
            )
            for verdict in VERDICTS
        )
        return SQL(
            """SELECT min(id) AS id, sample_id, object_name,
                      coalesce(header, target) AS header, %s
                 FROM pulse_sample_line
                GROUP BY sample_id, object_name, coalesce(header, target)""",
            counts,
        )
