"""The rows that a newer export says again: the last load's rows stand for them.

Compared by fingerprints while nothing is staged yet; only what differs is staged, and
what that belongs to (``same_pull``). How the others are counted is in ``same_told``.
"""

from odoo import fields, models
from odoo.tools import SQL

from ...engine import fingerprint
from ..migration.run import DONE, RUNNING, UNDONE
from ..stage.row import LOADED, PARTS_OF_BILL
from . import same_again

_DECIDED = (
    "pulse.value.map",
    "pulse.appointment.stage",
    "pulse.physician",
    "pulse.migration",
)
# people are looked at together, and a chat is one record
_NEVER = ("physician",)

# rows that stand where there are several equal ones are counted off
_MATCH = """
WITH side AS (
  SELECT p.id, p.file_id, p.line, p.of_file_id, p.of_line, f.is_new, f.rules,
         row_number() OVER (PARTITION BY f.is_new, f.rules, p.print COLLATE "C"
                            ORDER BY p.file_id, p.line) AS n,
         p.print COLLATE "C" AS print
    FROM pulse_row_print p
    JOIN unnest(%(files)s::int[], %(rules)s::text[], %(are_new)s::bool[])
           AS f(id, rules, is_new) ON f.id = p.file_id
   WHERE p.print IS NOT NULL)
UPDATE pulse_row_print AS p
   SET of_file_id = coalesce(old.of_file_id, old.file_id),
       of_line = coalesce(old.of_line, old.line), is_pulled = FALSE
  FROM side AS new JOIN side AS old ON old.rules = new.rules
   AND old.print = new.print AND old.n = new.n AND NOT old.is_new
 WHERE new.is_new AND p.id = new.id"""


class Run(models.Model):
    _inherit = "pulse.run"
    _server_fields = frozenset({"compared_with_id", "same_since"})

    compared_with_id = fields.Many2one(
        "pulse.run",
        "Compared with",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        copy=False,
        help="What the export says again was loaded then: it is not staged again.",
    )

    same_since = fields.Char(
        readonly=True, copy=False, help="What had moved when that was last looked at."
    )

    def _begin_staging(self):
        result = super()._begin_staging()
        for run in self.filtered(lambda run: run._is_open() and not run.lane_verb):
            run._compare_rows()
        return result

    def _check_staged(self):
        self._pull_rows()
        return super()._check_staged()

    def action_plan(self):
        """A plan that goes on after a break goes on with the rows that it has."""
        self._check_may_run()
        for run in self:
            is_broken_off = self.env.context.get("pulse_by_steps") and run.plan_step
            if run.state != RUNNING and not is_broken_off and not run._stale_files():
                run._pull_rows(is_needed=run.same_since != run._moves())
        return super().action_plan()

    def _compare_rows(self):
        """Let rows of the last load stand for those that say the same again."""
        if not self._stale_files():
            return
        self.env.flush_all()
        if self._has_loaded_rows():
            self._part_rows(self._stale_files())
            return
        prints = self.env["pulse.row.print"].sudo()
        files = self._comparable_files()
        before = files.filtered("same_count")
        base = self._find_compared() if not self.same_as_id else self.browse()
        prints._forget_same(files)
        self.sudo().compared_with_id = base
        if base:
            names = set(files.mapped("object_name"))
            old = base._comparable_files()
            prints._match(old.filtered(lambda f: f.object_name in names), files)
            # a bill whose lines are in no file of this export has fewer rows as well
            names |= set(PARTS_OF_BILL)
            self._pull_gone(old.filtered(lambda f: f.object_name in names))
        self._count_same()
        moved = before | files.filtered("same_count")
        moved.sudo().write({"state": "received", "staged_count": 0})

    def _moves(self):
        """Fingerprint of what could move what an earlier load stands for."""
        self.env.flush_all()
        others = self.sudo().migration_id.run_ids - self
        changes = self.env.execute_query(
            SQL(
                """SELECT max(id), count(undo_state) FROM pulse_change
                    WHERE run_id = ANY(%s)""",
                others.ids,
            )
        )
        fixes = self.env["pulse.fix"].sudo()._fingerprint(self.migration_id)
        runs = [[run.id, run.state] for run in others]
        decided = self.sudo().migration_id._decided_parts()
        return fingerprint.of_json([runs, changes, fixes, decided])

    def _has_loaded_rows(self):
        domain = [("run_id", "in", self.ids), ("state", "in", LOADED)]
        return bool(self.env["pulse.row"].sudo().search_count(domain, limit=1))

    def _comparable_files(self):
        return self._find_files(
            ("kind", "=", "table"),
            ("state", "in", ("received", "staged")),
            ("object_name", "!=", False),
            ("object_name", "not in", _NEVER),
        )

    def _find_compared(self):
        """Return the last load, if its rows would be staged and loaded so today."""
        none = self.browse()
        rows = sum(self.file_ids.mapped("row_count"))
        if self.source_id or rows < same_again.LEAST_ROWS:
            return none
        loads = self._earlier_runs().filtered(
            lambda run: run.loaded_at and not run.source_id
        )
        if loads.filtered(lambda run: run.state not in (DONE, UNDONE)):
            return none
        last = loads.filtered(lambda run: run.state == DONE).sorted("id")[-1:]
        last = last.same_as_id or last
        return last if last and last._stands() else none

    def _stands(self):
        """Whether all that was decided for this run's load is decided so today."""
        facts = self.sudo().approval_ids._standing()[:1].facts
        if not facts or self.purged_at or self.staged_version != same_again.version():
            return False
        now = self.sudo().migration_id._decided_parts()
        return all(
            now.get(name, {}).get(key) == said
            for name in _DECIDED
            for key, said in facts.get(name, {}).items()
        )


class RowPrint(models.Model):
    _inherit = "pulse.row.print"

    def _forget_same(self, files):
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_row_print
                      SET of_file_id = NULL, of_line = NULL, is_pulled = FALSE
                    WHERE file_id = ANY(%s) AND (of_line IS NOT NULL OR is_pulled)""",
                files.ids,
            )
        )

    def _match(self, old, new):
        """Let each row of the old files stand for one that says the same."""
        # PostgreSQL would plan for an empty table otherwise
        self.env.cr.execute("ANALYZE pulse_row_print")
        rules = {file.id: file.rules_print or "" for file in old}
        rules |= {file.id: file._stager().rules_print() for file in new}
        self.env.cr.execute(
            SQL(
                _MATCH,
                files=list(rules),
                rules=list(rules.values()),
                are_new=[id_ in new._ids for id_ in rules],
            )
        )
        self.env.cr.execute("ANALYZE pulse_row_print")
        self.invalidate_model()


class File(models.Model):
    _inherit = "pulse.file"
    _server_fields = frozenset({"same_count", "same_excluded_count"})

    same_count = fields.Integer(
        "Said Again", readonly=True, copy=False, help="Rows that are not staged again."
    )
    same_excluded_count = fields.Integer(
        readonly=True, copy=False, help="Those of them that are no record."
    )

    def _read_rows(self, table):
        """Pages of a server are told apart as they come, an export by its rows."""
        if self.run_id.source_id:
            return super()._read_rows(table)
        return self.env["pulse.row.print"].sudo()._noting(self, table.rows)

    def _iter_rows(self, stream):
        """Only what an earlier load does not stand for."""
        if not self.same_count:
            return super()._iter_rows(stream)
        return self._iter_lines(stream, self._different_lines())

    def _different_lines(self):
        found = self.env.execute_query(
            SQL(
                """SELECT line FROM pulse_row_print
                    WHERE file_id = %s AND of_line IS NULL""",
                self.id,
            )
        )
        return {line for (line,) in found}

    def _iter_lines(self, stream, lines):
        """Yield the rows of these lines, and read no further than the last."""
        last = max(lines, default=0)
        for row in super()._iter_rows(stream) if lines else ():
            if row.line in lines:
                yield row
            if row.line >= last:
                return
