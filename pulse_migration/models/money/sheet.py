"""The reconciliation of money as a workbook: sums first, then what differs."""

from odoo import models

from ...engine.problem_sheet import ProblemBook
from .money import DIMENSIONS

_SLICE = 2000


class Run(models.Model):
    _inherit = "pulse.run"

    def _write_money(self, stream):
        """Write the workbook for whoever asks: a sheet a dimension."""
        self.ensure_one()
        self.check_access("read")
        lines = self.env["pulse.money"]
        lines.check_access("read")
        names = self._money_names()
        labels = [lines._fields[n]._description_string(self.env) for n in names]
        of, currency, why = (
            lines._fields[name]._description_string(self.env)
            for name in ("key", "currency", "explanation_text")
        )
        header = [of, currency, lines._fields["count"].string, *labels]
        header += [lines._fields["difference"]._description_string(self.env), why]
        widths = (30, 9, 8, *(15 for _name in labels), 12, 60)
        titles = dict(lines._fields["dimension"]._description_selection(self.env))
        with ProblemBook(stream) as book:
            for name, _label in DIMENSIONS:
                book.add_sheet(
                    titles[name],
                    header,
                    self._money_rows(name, names),
                    widths,
                )

    def _money_rows(self, dimension, names):
        """Yield the cells of the lines of a dimension, a bounded number in memory."""
        lines, last = self.env["pulse.money"], 0
        domain = [("run_id", "=", self.id), ("dimension", "=", dimension)]
        while found := lines.search(
            [*domain, ("id", ">", last)], order="id", limit=_SLICE
        ):
            last = found[-1].id
            for line in found:
                yield (
                    line.key or "",
                    line.currency or "",
                    line.count,
                    *(line[name] for name in names),
                    line.difference,
                    line.explanation_text or "",
                )
            lines.invalidate_model()
