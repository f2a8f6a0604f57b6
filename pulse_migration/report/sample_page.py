"""A sample to print: what it covers, how its cells fared, and every problem."""

from odoo import api, models

MOST_LINES = 1000  # on paper; the workbook has them all


class SamplePage(models.AbstractModel):
    """What cells say is on it for the medical group only."""

    _name = "report.pulse_migration.sample_page"
    _description = "Sample, Printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        samples = self.env["pulse.sample"].browse(docids)
        samples.check_access("read")
        return {
            "docs": samples,
            "sheets": [self._prepare_sheet(sample) for sample in samples],
        }

    def _prepare_sheet(self, sample):
        problems = sample._find_problems()
        is_medical = self.env.user.has_group("pulse_migration.group_medical")
        return {
            "title": sample.display_name,
            "sample": sample,
            "is_medical": is_medical,
            "labels": list(sample._verdict_labels().values()),
            "header": sample._line_header(),
            "verdicts": sample._list_verdict_columns(),
            "problems": list(sample._list_lines(problems[:MOST_LINES], is_medical)),
            "problem_count": len(problems),
            "is_cut": len(problems) > MOST_LINES,
        }
