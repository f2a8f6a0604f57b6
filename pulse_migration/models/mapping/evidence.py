"""What the values of a column said when its file was received."""

from dataclasses import asdict

from odoo import api, models

from ...engine import custom, references

SAMPLE_TEXTS = 60  # distinct values of a column that the proposal looks at


class Mapping(models.Model):
    _inherit = "pulse.mapping"

    @api.model
    @api.private
    def _create_observed(self, file, evidence):
        """Write one line a column from {header: ``ColumnEvidence``}."""
        return self.sudo().create(
            [
                self._prepare_observed_vals(file, sequence, header, found)
                for sequence, (header, found) in enumerate(evidence.items())
            ]
        )

    def _prepare_observed_vals(self, file, sequence, header, evidence):
        sketch = references.Sketch.of(evidence)
        return {
            "file_id": file.id,
            "sequence": sequence,
            "header": header,
            "samples": " · ".join(text for _line, text in evidence.samples[:3]),
            "sample_texts": evidence.sample_texts()[:SAMPLE_TEXTS],
            "sketch": sketch.to_json() if sketch else False,
            "top_value": self._top_value(evidence),
            "filled_count": evidence.filled,
            "distinct_count": evidence.distinct[0],
            "custom_type": custom.propose_type(evidence),
            "custom_label": custom.label(header),
            "options": custom.options(evidence),
            **self._prepare_rule_vals(evidence, file.migration_id),
        }

    def _top_value(self, evidence):
        """Return the most common text of a column with few values, else False."""
        counts = evidence.values
        return max(counts, key=counts.get) if counts else False

    def _prepare_rule_vals(self, evidence, migration):
        """What the column's values prove; the clinic's country only pre-selects."""
        order, proof = evidence.date_order()
        if proof.reason == "nothing_proves":
            order = self.env["pulse.run"]._usual_date_order(migration)
        decimal, mark_proof = evidence.decimal()
        if mark_proof.reason == "nothing_proves":
            decimal = "."
        return {
            "date_order": order or False,
            "date_proof": proof.reason,
            "date_counts": asdict(proof),
            "serial_dates": evidence.serial_dates(),
            "half_day": evidence.half_day(),
            "unix_unit": evidence.unix_unit(),
            "decimal": decimal,
        }
