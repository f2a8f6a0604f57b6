"""What a bill comes to, there and here: kept until all are compared, and added up."""

from odoo import fields, models
from odoo.tools import SQL

from ...engine.money_measures import MEASURES
from .money import DIMENSIONS

_BOTH = [f"{name}_{side}" for name in MEASURES for side in ("source", "odoo")]
_SUMS = [f"sum({name}) AS {name}" for name in _BOTH]
# the sums that a part belongs to: (dimension, key, model, id)
_ADD_UP = f"""
    INSERT INTO pulse_money (run_id, dimension, dimension_rank, key, currency, count,
                             res_model, res_id, difference, is_open, explanation,
                             {", ".join(_BOTH)})
    SELECT %(run)s, dimension, rank, key, currency, count, model, id, difference,
           difference <> 0 AND why = '', nullif(why, ''), %(shown)s
      FROM (SELECT *, CASE dimension WHEN 'mode' THEN abs(paid_source - paid_odoo)
                                     ELSE %(difference)s END AS difference
              FROM (
            SELECT of.dimension, of.key, of.model, of.id, part.currency,
                   sum(part.count) AS count,
                   CASE WHEN bool_or(part.explanation = '') THEN ''
                        ELSE coalesce(max(part.explanation), '') END AS why,
                   {", ".join(_SUMS)}
              FROM pulse_money_part AS part CROSS JOIN LATERAL (
                   SELECT 'total' AS dimension, '' AS key, NULL AS model,
                          NULL::int AS id WHERE part.dimension = 'bill'
                    UNION ALL
                   SELECT 'patient', part.patient_key, 'res.partner', part.partner_id
                    WHERE part.dimension = 'bill'
                    UNION ALL
                   SELECT 'month', part.month, NULL, NULL WHERE part.dimension = 'bill'
                    UNION ALL
                   SELECT 'physician', part.physician, NULL, NULL
                    WHERE part.dimension = 'bill'
                    UNION ALL
                   SELECT 'bill', part.key, part.res_model, part.res_id
                    WHERE part.dimension = 'bill' AND part.explanation IS NOT NULL
                    UNION ALL
                   SELECT part.dimension, part.key, NULL, NULL
                    WHERE part.dimension IN ('mode', 'held')) AS of
             WHERE part.run_id = %(run)s
             GROUP BY 1, 2, 3, 4, 5) AS sums) AS line
      JOIN unnest(%(dimensions)s) WITH ORDINALITY AS o(name, rank) ON name = dimension
     ORDER BY rank, key"""


class MoneyPart(models.Model):
    """A bill, or money of one mode, of a verification that goes on.

    Lanes verify batch by batch, a transaction each: nothing else outlives them.
    """

    _name = "pulse.money.part"
    _inherit = "pulse.money"
    _description = "Part of the Reconciliation of Money"
    _order = "id"

    patient_key = fields.Char(readonly=True)
    partner_id = fields.Integer(readonly=True)
    month = fields.Char(readonly=True)
    physician = fields.Char(readonly=True)

    def _forget(self, run):
        """Begin anew, or be done with it."""
        self.env.cr.execute(
            SQL("DELETE FROM pulse_money_part WHERE run_id = %s", run.id)
        )

    def _add_up(self, run, kept):
        """Write a line for each sum, and one for each bill that differs.

        :param kept: the measures that the chosen way of booking keeps
        """
        shown = [
            f"{name}_source, CASE WHEN {_is_shown(name, kept)} THEN {name}_odoo END"
            for name in MEASURES
        ]
        difference = " + ".join(f"abs({name}_source - {name}_odoo)" for name in kept)
        self.env["pulse.money"].flush_model()
        self.env.cr.execute(
            SQL(
                _ADD_UP,
                run=run.id,
                shown=SQL(", ".join(shown)),
                difference=SQL(difference),
                dimensions=[name for name, _label in DIMENSIONS],
            )
        )
        self.env["pulse.money"].invalidate_model()

    def _sum_bills(self, run):
        """Return {name of a measure's side: Decimal} of all bills together."""
        [sums] = self.env.execute_query(
            SQL(
                f"""SELECT {", ".join(f"coalesce(sum({n}), 0)" for n in _BOTH)}
                      FROM pulse_money_part WHERE run_id = %s AND dimension = 'bill'""",
                run.id,
            )
        )
        return dict(zip(_BOTH, sums, strict=True))

    def _sum_owed(self, run):
        """Return what the patients' pages shall say together, as text."""
        [[owed]] = self.env.execute_query(
            SQL(
                """SELECT coalesce(sum(outstanding_source), 0)::text
                     FROM pulse_money_part
                    WHERE run_id = %s AND dimension = 'total'""",
                run.id,
            )
        )
        return owed


def _is_shown(name, kept):
    """Of a payment mode only what was paid is known."""
    if name == "paid":
        return "TRUE" if name in kept else "dimension = 'mode'"
    return "dimension <> 'mode'" if name in kept else "FALSE"
