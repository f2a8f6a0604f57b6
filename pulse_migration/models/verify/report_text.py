"""The reconciliation in plain text, for a terminal."""

from odoo import models

from ...loaders import noise
from ..stage.row import OUTCOMES


class Run(models.Model):
    _inherit = "pulse.run"

    def _report_text(self):
        """Return the reconciliation table; no patient data."""
        report = self.report
        width = max([len(name) for name in report["objects"]] + [8])
        lines = [
            "",
            f"Reconciliation of {report['migration']} (run {report['run']})",
            f"{'':<{width}} {'received':>9} " + " ".join(f"{s:>9}" for s in OUTCOMES),
        ]
        for name, counts in report["objects"].items():
            numbers = " ".join(f"{counts[state]:>9}" for state in OUTCOMES)
            lines.append(f"{name:<{width}} {counts['received']:>9} {numbers}")
        verify = report["verify"]
        lines += [
            "",
            f"read back: {verify['records']} records, {verify['fields']} fields, "
            f"{verify['mismatches']} differences",
            self._noise_text(report),
        ]
        for name, sums in report["money"].items():
            odoo = "not kept yet" if sums["odoo"] is None else f"{sums['odoo']:.2f}"
            lines.append(f"{name}: source {sums['source']:.2f}, Odoo {odoo}")
        for check in self.check_ids:
            about = (
                check.object_name,
                check.code,
                check.field_name,
                f"x{check.count}",
                check.file_id and check.file_id._safe_name(),
            )
            lines.append(f"{check.severity}: {' '.join(filter(None, about))}")
        return "\n".join(lines) + "\n"

    def _noise_text(self, report):
        """Return what loading made besides; an older report counted fewer kinds."""
        return ", ".join(
            f"{kind.replace('_', ' ')}: {report.get(kind, 0)}" for kind in noise.KINDS
        )
