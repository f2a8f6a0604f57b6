"""What is told of rows that an earlier load stands for: they count as unchanged."""

from odoo import api, fields, models
from odoo.tools import SQL

from ..source.gone import own_id
from ..stage.row import LOADED

REASON = "same_row"  # of the line of the plan that counts them


class Run(models.Model):
    _inherit = "pulse.run"

    same_count = fields.Integer(
        "Said Again",
        compute="_compute_same_count",
        help="Rows that an earlier load stands for: neither staged nor written again.",
    )

    @api.depends("file_ids.same_count")
    def _compute_same_count(self):
        counts = dict(
            self.env["pulse.file"]
            .sudo()
            ._read_group(
                [("run_id", "in", self.ids), ("same_count", ">", 0)],
                ["run_id"],
                ["same_count:sum"],
            )
        )
        for run in self:
            run.same_count = counts.get(run, 0)

    def _same_by_object(self):
        """Return {object: {state: rows}} of what is stood for."""
        self.ensure_one()
        counts = {}
        for file in self.sudo()._same_files():
            mine = counts.setdefault(file.object_name, {"unchanged": 0, "excluded": 0})
            mine["unchanged"] += file.same_count - file.same_excluded_count
            mine["excluded"] += file.same_excluded_count
        return counts

    def _compute_state_counts(self):
        result = super()._compute_state_counts()
        for run in self:
            counts = dict(run.state_counts or {})
            for states in run._same_by_object().values():
                for state, count in states.items():
                    if count:
                        counts[state] = counts.get(state, 0) + count
            run.state_counts = counts
        return result

    def _count_by(self, field_name):
        counts = super()._count_by(field_name)
        if field_name not in ("state", "action"):
            return counts
        for name, states in self._same_by_object().items():
            mine = counts.setdefault(name, {})
            for state, count in states.items():
                if field_name == "action" and state == "excluded":
                    state = "none"
                if count:
                    mine[state] = mine.get(state, 0) + count
        return counts

    def _own_ids_here(self, name):
        """What is stood for is here as well."""
        return SQL(
            """%(here)s UNION
               SELECT %(own)s FROM pulse_row_print p
                 JOIN pulse_row r ON r.file_id = p.of_file_id AND r.line = p.of_line
                WHERE p.file_id = ANY(%(files)s) AND p.of_line IS NOT NULL""",
            here=super()._own_ids_here(name),
            own=own_id(name),
            files=self._same_files()
            .filtered(lambda file: file.object_name == name)
            .ids,
        )


class Row(models.Model):
    _inherit = "pulse.row"

    standing_in_id = fields.Many2one(
        "pulse.run",
        compute="_compute_standing_in_id",
        search="_search_standing_in_id",
        help="Only to search by: the rows that stand for those of a newer export.",
    )

    def _compute_standing_in_id(self):
        self.standing_in_id = False

    def _search_standing_in_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        files = self.env["pulse.file"].search([("run_id", "in", list(value))])
        found = SQL(
            """(SELECT r.id FROM pulse_row_print p
                  JOIN pulse_row r ON r.file_id = p.of_file_id AND r.line = p.of_line
                 WHERE p.file_id = ANY(%s) AND p.of_line IS NOT NULL)""",
            files.ids,
        )
        return [("id", "in", found)]


class PlanLine(models.Model):
    _inherit = "pulse.plan.line"

    def _domain_of_rows(self):
        if self.reason != REASON:
            return super()._domain_of_rows()
        return [
            ("standing_in_id", "=", self.run_id.id),
            ("object_name", "=", self.object_name),
            ("state", "=" if self.action == "exclude" else "!=", "excluded"),
        ]

    @api.model
    def _rebuild(self, run):
        result = super()._rebuild(run)
        self.create(
            [
                {
                    "run_id": run.id,
                    "object_name": name,
                    "action": action,
                    "reason": REASON,
                    "row_count": count,
                    "sequence": self._place_of(name, action),
                }
                for name, states in run._same_by_object().items()
                for state, count in states.items()
                if count
                for action in ["exclude" if state == "excluded" else state]
            ]
        )
        return result


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _check_files(self, run):
        """Say of how many rows nothing is told here, the sums of money included."""
        for name, states in run._same_by_object().items():
            if count := states["unchanged"]:
                self._add(run, REASON, "info", object_name=name, count=count)
        return super()._check_files(run)

    def _staged_by_file(self, run):
        """Return {file: rows}: those that are stood for are accounted for."""
        counts = super()._staged_by_file(run)
        for file in run._same_files():
            counts[file] = counts.get(file, 0) + file.same_count
        return counts

    def _unclaimed(self, run):
        """A document is claimed as it was when its row was loaded."""
        runs = run._standing_runs()
        own = super()._unclaimed(run)
        if not runs:
            return own
        return SQL(
            """%s AND (f.name, f.sha256) NOT IN (
                 SELECT old.name, old.sha256
                   FROM pulse_row r JOIN pulse_file old ON old.id = r.document_id
                  WHERE r.run_id = ANY(%s) AND r.document_id IS NOT NULL
                    AND r.state IN %s)""",
            own,
            runs.ids,
            LOADED,
        )


class Quality(models.AbstractModel):
    _inherit = "pulse.quality"

    def _is_named_by_none(self, run, object_name, key, child):
        """Nor by a row of an earlier load that stands for one of this export."""
        runs = run._standing_runs()
        own = super()._is_named_by_none(run, object_name, key, child)
        if not runs or object_name != "patient":
            return own
        return SQL(
            """object_name = 'patient' AND NOT EXISTS (
                 SELECT 1 FROM pulse_row c WHERE c.run_id = ANY(%(runs)s)
                    AND c.patient_key = pulse_row.external_id
                    AND c.state <> 'excluded' AND %(child)s)
               AND EXISTS (SELECT 1 FROM pulse_row c WHERE c.run_id = ANY(%(runs)s)
                              AND c.state <> 'excluded' AND %(child)s)""",
            runs=(run | runs).ids,
            child=child,
        )
