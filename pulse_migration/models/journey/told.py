"""What a step that is behind came to: one sentence of numbers, nothing of a patient."""

from odoo import fields, models

from ..verify.verify import STATES

_WRITTEN = ("created", "updated", "merged")
_ODD = ("lossy", "lost", "flagged")


class Run(models.Model):
    _inherit = "pulse.run"

    def _step_told(self, step):
        """Return what became of a step that is done, "" where nothing is to be said."""
        tellers = {
            "receive": self._receive_told,
            "map": self._map_told,
            "check": self._check_told,
            "sample": self._sample_told,
            "approve": self._approve_told,
            "load": self._load_told,
            "verify": self._verify_told,
        }
        return tellers[step]() if step in tellers else ""

    def _receive_told(self):
        counts = self._count_files()
        return self.env._(
            "Tables that are read: %(used)s, of %(tables)s. Rows: %(rows)s. Documents: "
            "%(documents)s.",
            used=f"{counts['used']:,}",
            tables=f"{counts['used'] + counts['unused']:,}",
            rows=f"{self.row_count:,}",
            documents=f"{counts['document']:,}",
        )

    def _map_told(self):
        return self.env._(
            "Tables confirmed: %(tables)s. Physicians decided: %(physicians)s.",
            tables=f"{self._count_files()['used'] - self.waiting_count:,}",
            physicians=f"{len(self.migration_id.physician_ids):,}",
        )

    def _check_told(self):
        counts = self._count_states()
        if not (self.planned_at and counts):
            return ""
        return self.env._(
            "Rows that load: %(loads)s. Rows that stay out: %(out)s.",
            loads=f"{counts.get('staged', 0) + sum(map(counts.get, _WRITTEN)):,}",
            out=f"{self.problem_count:,}",
        )

    def _sample_told(self):
        sample = self.sudo()._last_sample()
        if not sample:
            return ""
        counts = sample._count_verdicts()
        return self.env._(
            "Patients: %(patients)s. Cells: %(cells)s, of which lost, lossy or "
            "flagged: %(odd)s.",
            patients=f"{sample.patient_count:,}",
            cells=f"{sum(counts.values()):,}",
            odd=f"{sum(counts[name] for name in _ODD):,}",
        )

    def _approve_told(self):
        if not self.approved_at:
            return ""
        moment = fields.Datetime.context_timestamp(self, self.approved_at)
        return self.env._(
            "By %(user)s, %(moment)s.",
            user=self.sudo().approved_by.name,
            moment=moment.strftime("%Y-%m-%d %H:%M"),
        )

    def _load_told(self):
        counts = self._count_states()
        labels = self._state_labels()
        return " ".join(
            f"{labels[state]}: {counts[state]:,}."
            for state in STATES
            if counts.get(state)
        )

    def _verify_told(self):
        found = (self.sudo().report or {}).get("verify")
        if not found:
            return ""
        return self.env._(
            "Records read back: %(records)s. Fields: %(fields)s. Differences: "
            "%(differences)s.",
            records=f"{found['records']:,}",
            fields=f"{found['fields']:,}",
            differences=f"{found['mismatches']:,}",
        )

    # what they count

    def _count_states(self):
        """Return {state: rows}; 0 for those that a row may end in."""
        found = self.state_counts
        return dict.fromkeys(STATES, 0) | found if found else {}

    def _count_files(self):
        """Return {used, unused, document: files}; a ZIP is its members."""
        counts = {"used": 0, "unused": 0, "document": 0}
        for kind, object_name, count in self.env["pulse.file"]._read_group(
            [("run_id", "=", self.id), ("kind", "!=", "archive")],
            ["kind", "object_name"],
            ["__count"],
        ):
            table = "used" if object_name else "unused"
            counts["document" if kind == "document" else table] += count
        return counts
