"""Quality rules about money: bills that contradict their lines or their payments."""

from odoo import models
from odoo.tools import SQL

from ...engine import bill_status, bills, payment_flow

_CENT = "0.01"
# by which the engine tells what a row is: ``pulse_said`` has a line for each
_WORDS = ("status", "status_meaning", "cancelled_flag")
_IS_VOID_OF = {"bill": bills.is_void, "payment": payment_flow.is_void}
_SAID = ", ".join(
    ("r.object_name", *(f"coalesce(r.values->>'{word}', '')" for word in _WORDS))
)
_IS_VOID = f"""({_SAID}) IN (
    SELECT object_name, {", ".join(_WORDS)} FROM pulse_said WHERE is_void)"""

# What a line of a bill comes to, before and with what it adds itself. A discount may
# be a share of the line.
_PRICE = """((r.values->>'unit_price')::numeric
             * coalesce((r.values->>'quantity')::numeric, 1))"""
_DISCOUNT = f"""coalesce((r.values->>'discount')::numeric, 0)
                * CASE WHEN r.values->>'discount_type' ~* '[%%]|perc'
                       THEN {_PRICE} / 100 ELSE 1 END"""
_LINE = f"""(coalesce((r.values->>'amount_net')::numeric, {_PRICE} - {_DISCOUNT})
             + coalesce((r.values->>'tax')::numeric, 0))"""
_COUNTS = f"r.run_id = %(run)s AND r.state <> 'excluded' AND NOT {_IS_VOID}"

# One bill a row: what it states and what it consists of. A bill in several rows has
# them as its lines, unless each states its own amount as the total.
_BILLS = f"""
    SELECT r.external_id AS bill,
           min((r.values->>'amount_total')::numeric) AS total,
           -- with the tax stated, the total says what net and tax say together
           CASE WHEN count(r.values->>'tax') = 0
                THEN max((r.values->>'amount_net')::numeric) END AS net,
           min(r.values->>'status') AS status, min(nullif(said.meaning, '')) AS says,
           coalesce(max((r.values->>'tax')::numeric), 0) AS tax,
           coalesce(max((r.values->>'discount')::numeric), 0) AS discount,
           max((r.values->>'amount_paid')::numeric) AS paid,
           max((r.values->>'outstanding')::numeric) AS outstanding,
           coalesce(max((r.values->>'advance_used')::numeric), 0) AS advance,
           coalesce(max(abs((r.values->>'adjustment')::numeric)), 0) AS off,
           CASE WHEN count(DISTINCT coalesce(r.values->>'item_name',
                                             r.values->>'description')) > 1
                 AND NOT bool_and({_LINE} = (r.values->>'amount_total')::numeric)
                THEN sum({_LINE}) END AS own_lines
      FROM pulse_row r LEFT JOIN pulse_said said
        ON ({_SAID}) = (said.object_name, {", ".join(f"said.{w}" for w in _WORDS)})
     WHERE r.object_name = 'bill' AND r.external_id IS NOT NULL AND {_COUNTS}
     GROUP BY 1
    HAVING min((r.values->>'amount_total')::numeric)
         = max((r.values->>'amount_total')::numeric)"""
_ITEMS = f"""
    SELECT r.values->>'bill_id' AS bill,
           sum(coalesce((r.values->>'amount_total')::numeric, {_LINE})) AS lines
      FROM pulse_row r
     WHERE r.object_name = 'bill_item' AND {_COUNTS}
     GROUP BY 1
    HAVING count(coalesce((r.values->>'amount_total')::numeric, {_LINE})) = count(*)"""
_PAYMENTS = f"""
    SELECT r.values->>'bill_id' AS bill,
           sum(CASE WHEN lower(coalesce(r.values->>'type', ''))
                         ~ 'refund|reversal|charge ?back|paid back|money back'
                    THEN -abs(coalesce((r.values->>'amount')::numeric, 0))
                    ELSE coalesce((r.values->>'amount')::numeric, 0) END
               - coalesce((r.values->>'refund')::numeric, 0)) AS received
      FROM pulse_row r
     WHERE r.object_name = 'payment' AND {_COUNTS}
     GROUP BY 1"""

# A line's own arithmetic, with its tax inside, beside or not at all in its total.
_LINE_DIFFERS = " AND ".join(
    f"coalesce(abs((r.values->>'amount_total')::numeric - {sum_}) > {_CENT}, TRUE)"
    for sum_ in (
        f"({_PRICE} - {_DISCOUNT})",
        f"({_PRICE} - {_DISCOUNT} + (r.values->>'tax')::numeric)",
        f"""(({_PRICE} - {_DISCOUNT})
            * (1 + coalesce((r.values->>'tax_rate')::numeric, 0) / 100))""",
        "((r.values->>'amount_net')::numeric + (r.values->>'tax')::numeric)",
    )
)

# Bills of one patient and number whose rows no stay in a clinic explains.
_APART = r"""
    SELECT external_id FROM (
      SELECT external_id, patient_key, left("values"->>'date', 10) AS day
        FROM pulse_row
       WHERE run_id = %s AND object_name = 'bill' AND external_id IS NOT NULL
         AND "values"->>'date' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}') AS bill
     GROUP BY external_id, patient_key
    HAVING max(day)::date - min(day)::date > 180"""
_CURRENCY = """upper(coalesce("values"->>'currency', ''))"""
_ANOTHER = """
    SELECT FROM pulse_row AS other
     WHERE other.run_id = %s AND other.object_name = 'bill'
       AND upper(coalesce(other.values->>'currency', '')) NOT IN ('', %s)"""

# Lines may be stated before or after what the bill as a whole adds and takes off.
_LINES_DIFFER = " AND ".join(
    f"coalesce(abs(lines - ({sum_})) > {_CENT}, TRUE)"
    for sum_ in (
        "total",
        "net",
        "total - tax",
        "total + discount",
        "total - tax + discount",
        "total - off",
        "total + off",
    )
)


class Quality(models.AbstractModel):
    _inherit = "pulse.quality"

    def _check_bills(self, run):
        """Compare to the cent; a bill that states no total says nothing."""
        self._collect_said(run)
        self._collect_sums(run)
        self._compare_totals(run)
        self._compare_balances(run)
        self._compare_status(run)
        self._check_together(run)
        self._check_amounts(run)
        self.env.cr.execute("DROP TABLE pulse_sum, pulse_said")

    def _collect_said(self, run):
        """Make a table of what the rows' words for their status mean, as a load does.

        What was paid and went back again is neither paid nor owed.
        """
        found = self.env.execute_query(
            SQL(
                f"""SELECT DISTINCT {_SAID} FROM pulse_row r
                     WHERE r.run_id = %s AND r.object_name IN %s""",
                run.id,
                tuple(_IS_VOID_OF),
            )
        )
        said = [(*line, *_read(*line)) for line in found]
        columns = list(zip(*said, strict=True)) or [()] * (len(_WORDS) + 3)
        self.env.cr.execute(
            SQL(
                f"""CREATE TEMPORARY TABLE pulse_said ON COMMIT DROP AS
                    SELECT * FROM unnest(
                      %s::text[], {"%s::text[], " * len(_WORDS)}%s::bool[], %s::text[])
                      AS said(object_name, {", ".join(_WORDS)}, is_void, meaning)""",
                *map(list, columns),
            )
        )

    def _collect_sums(self, run):
        """Make a table of the bills: what each states, and what its parts come to."""
        self.env.cr.execute(
            SQL(
                f"""CREATE TEMPORARY TABLE pulse_sum ON COMMIT DROP AS
                    WITH bill AS ({_BILLS}), item AS ({_ITEMS}),
                         payment AS ({_PAYMENTS})
                    SELECT bill.*, coalesce(item.lines, bill.own_lines) AS lines,
                           payment.received
                      FROM bill LEFT JOIN item USING (bill)
                           LEFT JOIN payment USING (bill)""",
                run=run.id,
            )
        )

    def _compare_totals(self, run):
        """The lines, and what was received, beside the total."""
        self._mark_bills(
            run,
            "bill_total_differs",
            SQL(f"lines IS NOT NULL AND {_LINES_DIFFER}"),
            "amount_total",
        )
        self._mark_bills(
            run,
            "payments_exceed_bill",
            SQL(f"total >= 0 AND greatest(received, paid) > total + {_CENT}"),
            "amount_total",
        )

    def _compare_balances(self, run):
        """What was paid and what is open beside the total."""
        self._mark_bills(
            run,
            "bill_balance_differs",
            SQL(
                f"""abs(total - paid - outstanding) > {_CENT}
                    AND total - paid - outstanding NOT BETWEEN 0 AND advance"""
            ),
            "outstanding",
        )

    def _compare_status(self, run):
        """What the status says, or nothing at all, beside what is open."""
        rest = (
            "coalesce(outstanding, total - paid"
            " - least(advance, greatest(total - paid, 0)))"
        )
        self._mark_bills(
            run,
            "bill_status_differs",
            SQL(
                f"""(says = %s AND {rest} > {_CENT})
                    OR (says = %s AND {rest} <= 0 AND total > 0)""",
                bill_status.SETTLED,
                bill_status.OPEN,
            ),
            "status",
        )
        self._mark_bills(
            run,
            "payment_unstated",
            SQL(
                """total > 0 AND paid IS NULL AND outstanding IS NULL AND advance = 0
                   AND received IS NULL AND status IS NULL AND EXISTS (
                       SELECT FROM pulse_sum AS other
                        WHERE other.paid IS NOT NULL OR other.outstanding IS NOT NULL
                           OR other.status IS NOT NULL)"""
            ),
            "amount_paid",
        )

    def _check_together(self, run):
        """What rows of one number, or the bills of an export, say together."""
        self._mark(
            run,
            "bill_dates_apart",
            SQL(f"object_name = 'bill' AND external_id IN ({_APART})", run.id),
            field="date",
        )
        self._mark(
            run,
            "currency_assumed",
            SQL(
                f"object_name = 'bill' AND {_CURRENCY} = '' AND EXISTS ({_ANOTHER})",
                run.id,
                run.migration_id.currency_id.name,
            ),
            field="currency",
        )

    def _check_amounts(self, run):
        """What a row of its own says about money, without the others."""
        self._mark(
            run,
            "bill_total_missing",
            SQL(
                f"""id IN (SELECT r.id FROM pulse_row r
                     WHERE r.run_id = %s AND r.object_name = 'bill'
                       AND r.values->>'amount_total' IS NULL AND NOT {_IS_VOID})""",
                run.id,
            ),
            field="amount_total",
        )
        self._mark(
            run,
            "line_total_differs",
            SQL(
                f"""id IN (SELECT r.id FROM pulse_row r
                     WHERE r.run_id = %s AND r.object_name = 'bill_item'
                       AND r.values->>'amount_total' IS NOT NULL
                       AND r.values->>'unit_price' IS NOT NULL AND {_LINE_DIFFERS})""",
                run.id,
            ),
            field="amount_total",
        )
        self._mark(
            run,
            "payment_cancelled",
            SQL(
                f"""id IN (SELECT r.id FROM pulse_row r
                     WHERE r.run_id = %s AND r.object_name = 'payment'
                       AND {_IS_VOID})""",
                run.id,
            ),
            field="cancelled_flag",
        )

    def _mark_bills(self, run, code, condition, field):
        self._mark(
            run,
            code,
            SQL(
                """object_name = 'bill' AND external_id IN (
                     SELECT bill FROM pulse_sum WHERE %s)""",
                condition,
            ),
            field=field,
        )


def _read(object_name, *words):
    """Return (whether such a row counts for nothing, what its status means)."""
    values = {word: text for word, text in zip(_WORDS, words, strict=True) if text}
    values["cancelled_flag"] = values.get("cancelled_flag") == "true"
    says = "" if bill_status.is_refunded(values) else bill_status.meaning_in(values)
    return _IS_VOID_OF[object_name](values), says
