"""A sample as a workbook: coverage, verdicts by column, problems, every cell."""

from odoo import models

from ...engine.problem_sheet import ProblemBook
from ..download import download_action
from .line import MEDICAL

_PROBLEMS = ("lost", "lossy", "flagged")
_SLICE = 2000


class Sample(models.Model):
    _inherit = "pulse.sample"

    def action_download(self):
        """Download the sample; what cells say is in it for the medical group only."""
        return download_action(self, "sample")

    def action_print(self):
        """Open the sample as a page to print."""
        self.check_access("read")
        report = self.env.ref("pulse_migration.sample_report")
        return report.report_action(self, config=False)

    def _find_problems(self):
        """Return the lines that somebody should look at."""
        return self._find_lines([("verdict", "in", _PROBLEMS)])

    def _find_lines(self, domain=()):
        lines = self.env["pulse.sample.line"]
        return lines.search([("sample_id", "=", self.id), *domain])

    def _write_sheet(self, stream):
        """Write the workbook for whoever asks."""
        self.ensure_one()
        self.check_access("read")
        env = self.env
        is_medical = env.user.has_group(MEDICAL)
        header, widths = self._line_header(), (14, 16, 28, 8, 24, 40, 44, 28, 40, 14)
        with ProblemBook(stream) as book:
            book.add_sheet(
                env._("Coverage"),
                [env._("What"), env._("In the sample"), env._("Not in the sample")],
                (
                    (line.kind_text, line.share_text, line.missing)
                    for line in self.coverage_ids
                ),
                (24, 14, 90),
            )
            book.add_sheet(
                env._("Verdicts"),
                [env._("Object"), env._("Column"), *self._verdict_labels().values()],
                self._list_verdict_columns(),
                (18, 28, 12, 12, 12, 12, 12, 12),
            )
            for title, lines in (
                (env._("Problems"), self._find_problems()),
                (env._("Every cell"), self._find_lines()),
            ):
                book.add_sheet(
                    title, header, self._list_lines(lines, is_medical), widths
                )

    def _line_header(self):
        env = self.env
        return [
            env._("Patient ID"),
            env._("Object"),
            env._("File"),
            env._("Row"),
            env._("Column"),
            env._("In Pulse"),
            env._("Rule"),
            env._("Field in Odoo"),
            env._("In Odoo"),
            env._("Verdict"),
        ]

    def _verdict_labels(self):
        field = self.env["pulse.sample.line"]._fields["verdict"]
        return dict(field._description_selection(self.env))

    def _object_labels(self):
        field = self.env["pulse.sample.line"]._fields["object_name"]
        return dict(field._description_selection(self.env))

    def _list_verdict_columns(self):
        """Return (object, column, count of each verdict) of every column."""
        objects = self._object_labels()
        return [
            (
                objects.get(line.object_name),
                line.header,
                line.equal,
                line.transformed,
                line.defaulted,
                line.lossy,
                line.lost,
                line.flagged,
            )
            for line in self.verdict_ids
        ]

    def _list_lines(self, lines, is_medical):
        """Yield the lines as cells, a bounded number of records at a time."""
        objects, verdicts = self._object_labels(), self._verdict_labels()
        ids = lines.ids
        for start in range(0, len(ids), _SLICE):
            part = lines.browse(ids[start : start + _SLICE])
            for line in part:
                yield (
                    line.patient_key,
                    objects.get(line.object_name),
                    line.file_id.display_name,
                    line.line,
                    line.header,
                    line.source_text if is_medical else None,
                    line.rule_text,
                    line.target_label,
                    line.stored_text if is_medical else None,
                    verdicts[line.verdict],
                )
            part.invalidate_recordset()
