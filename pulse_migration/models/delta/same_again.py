"""The same export again: compared as a whole, not row by row.

Byte for byte what the last load was made of, with the same columns and decisions, and
nothing loaded or taken back since: each of its rows would come to what it came to then.
Anything else, and every row is staged and planned.
"""

from odoo import fields, models, release
from odoo.modules import Manifest
from odoo.tools import SQL

from ..approve.facts import facts_of, names_of
from ..migration.run import DONE, OPEN_STATES, RUNNING
from ..stage.row import LOADED

LEAST_ROWS = 5000  # fewer are staged in no time, and can be looked at one by one
_OF_A_RUN = ("pulse.file", "pulse.mapping")
# why a row is held that the export alone decides, with the patients that were loaded
_OF_THE_EXPORT = (
    "duplicate_id",
    "patient_missing",
    "patient_unknown",
    "unit_of_several_patients",
)
_AS_BEFORE = ("held", "rejected", "excluded")


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"same_as_id", "staged_version"})

    same_as_id = fields.Many2one(
        "pulse.run",
        "Same Export as",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        copy=False,
        help="It was loaded then: nothing of it is staged or written again.",
    )
    staged_version = fields.Char(readonly=True, copy=False)

    def _begin_staging(self):
        result = super()._begin_staging()
        for run in self.filtered(lambda run: run._is_open()):
            same = run._find_same()
            if run.same_as_id and not same:
                tables = run.file_ids.filtered(lambda file: file.state == "staged")
                tables.sudo().state = "received"
            run.sudo().write({"same_as_id": same.id, "staged_version": version()})
        return result

    def action_plan(self):
        """Stage an export that is the same no more."""
        self._check_may_run()
        for run in self:
            if run.state != RUNNING and run._has_lost_same_export():
                if run.state not in OPEN_STATES:
                    run._void_approval()
                run._begin_staging()
        return super().action_plan()

    def _has_lost_unchanged(self):
        return super()._has_lost_unchanged() or self._has_lost_same_export()

    def _has_lost_same_export(self):
        """Whether what stands for the whole export was taken back since."""
        return bool(self.same_as_id and self._is_taken_back(self.same_as_id))

    def _stage_file(self, file):
        if not self.same_as_id:
            return super()._stage_file(file)
        self.env["pulse.row"].sudo()._forget_staged(file)
        file.sudo().state = "staged"
        return None

    def _stage_some(self, file):
        if not self.same_as_id:
            return super()._stage_some(file)
        self._stage_file(file)
        return self._commit()

    def _find_same(self):
        """Return the run that loaded this very export as it would load now, or none."""
        none = self.browse()
        if self.source_id or sum(self.file_ids.mapped("row_count")) < LEAST_ROWS:
            return none
        last = self._earlier_runs().filtered("loaded_at").sorted("id")[-1:]
        is_same = (
            last.state == DONE
            and last.report
            and last.staged_version == version()
            and (last.same_as_id or last).row_count  # its rows may have been deleted
            and last._contents() == self._contents()
            and last._decided() == self._decided_now()
            and self._is_untouched_since(last)
        )
        return (last.same_as_id or last) if is_same else none

    def _contents(self):
        """Return what the run's files are, and what their columns mean, comparable."""
        columns = names_of(self.env["pulse.mapping"])
        columns = [name for name in columns if name != "file_id"]
        return sorted(
            (
                file.name,
                file.table or "",
                file.sha256,
                file.object_name or "",
                file.is_excluded,
                facts_of(file.mapping_ids.sudo(), columns),
            )
            for file in self.sudo().file_ids
        )

    def _decided(self):
        """Return the facts that the run's approval rested on, but for its files."""
        facts = self.sudo().approval_ids._standing()[:1].facts or {}
        return {name: facts[name] for name in facts if name not in _OF_A_RUN}

    def _decided_now(self):
        facts = self._fact_parts()
        return {name: facts[name] for name in facts if name not in _OF_A_RUN}

    def _is_untouched_since(self, last):
        """Whether all that the run loaded is there, and no later load replaced it."""
        self.env.flush_all()
        first = (last.same_as_id or last).id
        links = self.env["pulse.link"].sudo()
        domain = [("migration_id", "=", self.migration_id.id)]
        if links.search_count(
            [*domain, "|", ("run_id", ">", first), ("fingerprint", "=", False)], limit=1
        ):
            return False
        changes = self.env["pulse.change"].sudo()
        taken_back = [("run_id", "=", first), ("undo_state", "!=", False)]
        if changes.search_count(taken_back, limit=1) or self._has_waiting_rows(first):
            return False
        for (res_model,) in links._read_group(domain, ["res_model"]):
            gone = self.env.execute_query(
                SQL(
                    """SELECT 1 FROM pulse_link l WHERE l.migration_id = %s
                          AND l.res_model = %s AND NOT EXISTS (
                            SELECT 1 FROM %s t WHERE t.id = l.res_id) LIMIT 1""",
                    self.migration_id.id,
                    res_model,
                    SQL.identifier(self.env[res_model]._table),
                )
            )
            if gone:
                return False
        return not self._is_taken_back(last | last._standing_runs())

    def _is_taken_back(self, runs):
        """Whether what stood for a row of these was taken back with another run."""
        found = self.env.execute_query(
            SQL(
                """SELECT 1 FROM pulse_row r
                     LEFT JOIN pulse_link l ON l.migration_id = r.migration_id
                      AND l.object_name = r.unit_object AND l.external_id = r.unit_key
                    WHERE r.run_id = ANY(%s)
                      AND (r.state = 'undone' OR r.state IN %s AND l.id IS NULL)
                   UNION ALL -- went with the run that it was of
                   SELECT 1 FROM pulse_row_print p
                     JOIN pulse_file f ON f.id = p.file_id
                    WHERE f.run_id = ANY(%s) AND p.of_line IS NOT NULL
                      AND NOT EXISTS (SELECT 1 FROM pulse_row r
                                       WHERE r.file_id = p.of_file_id
                                         AND r.line = p.of_line)
                    LIMIT 1""",
                runs.ids,
                LOADED,
                runs.ids,
            )
        )
        return bool(found)

    def _has_waiting_rows(self, run_id):
        """Whether a row did not load for a reason that Odoo may have lost since."""
        rows = self.env["pulse.row"]
        return bool(
            rows.search_count(
                [
                    ("run_id", "=", run_id),
                    *("|", "&", ("state", "=", "held")),
                    ("reason", "not in", _OF_THE_EXPORT),
                    *("&", ("state", "=", "rejected"), ("batch_id", "!=", False)),
                ],
                limit=1,
            )
        )

    def _count_by(self, field_name):
        """Rows of the same export come to nothing new: they count as unchanged."""
        if not self.same_as_id or field_name != "state":
            return super()._count_by(field_name)
        counts = {}
        for name, states in self.same_as_id._count_by("state").items():
            mine = counts.setdefault(name, {})
            for state, count in states.items():
                state = state if state in _AS_BEFORE else "unchanged"
                mine[state] = mine.get(state, 0) + count
        return counts


class Verify(models.AbstractModel):
    _inherit = "pulse.verify"

    def _verify(self, run):
        """What was not loaded again was verified when it was."""
        if not run.same_as_id:
            return super()._verify(run)
        run.check_ids.unlink()
        return {
            **run.same_as_id.report,
            "migration": run.migration_id.name,
            "run": run.id,
            "files": self._list_files(run),
            "objects": self._count_rows(run),
            "verify": {"records": 0, "fields": 0, "mismatches": 0},
            **self._count_noise(run),
        }

    def _received(self, run):
        if not run.same_as_id:
            return super()._received(run)
        received = {}
        for file in run.file_ids.filtered("object_name"):
            name = file.object_name
            received[name] = received.get(name, 0) + file.row_count
        return received


def version():
    """The versions by which rows are staged."""
    return f"{release.version} {Manifest.for_addon('pulse_migration').version}"
