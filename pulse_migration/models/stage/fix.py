"""A correction of the export, made here; it is applied whenever the row is staged."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...engine import catalog, fingerprint
from ...engine.corrections import WHOLE_ROW, Corrections, keyed_row
from ..bulk import insert_rows
from ..migration.run import APPROVED, FAILED, OPEN_STATES, PAUSED, RUNNING, UNDOING
from .row import LOADED

# states of runs whose rows may still be corrected
_OPEN = (*OPEN_STATES, APPROVED)


class Fix(models.Model):
    """A cell's text, and what it should have been; the export itself stays as it is.

    It outlives its row: the next upload of the same text is corrected as well.
    """

    _name = "pulse.fix"
    _description = "Correction"
    _order = "id desc"
    _rec_name = "header"

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", index=True, readonly=True
    )
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        required=True,
        readonly=True,
    )
    header = fields.Char("Column", required=True, readonly=True)
    original = fields.Text(
        "In the file", readonly=True, groups="pulse_migration.group_medical"
    )
    corrected = fields.Text(readonly=True, groups="pulse_migration.group_medical")
    row_key = fields.Char(
        "Row",
        readonly=True,
        help="The row's id, or ~ and a digest of its cells; empty: every row with "
        "this text.",
    )
    create_uid = fields.Many2one("res.users", "Corrected by", readonly=True)
    create_date = fields.Datetime("Corrected on", readonly=True)

    _place_unique = models.UniqueIndex(
        "(migration_id, object_name, header, md5(original), row_key)"
    )

    # what a row, or a run, is to be told

    @api.model
    def _corrections(self, file):
        """Return the ``Corrections`` of a file's object."""
        return Corrections(
            self.env.execute_query(
                SQL(
                    """SELECT header, original, corrected, row_key FROM pulse_fix
                        WHERE migration_id = %s AND object_name = %s
                          AND original IS NOT NULL ORDER BY id""",
                    file.migration_id.id,
                    file.object_name,
                )
            ),
            file.migration_id.sudo().print_key or "",
        )

    @api.model
    def _fingerprint(self, migration):
        """Return a digest of all corrections: an approval is bound to them."""
        rows = self.env.execute_query(
            SQL(
                """SELECT object_name, header, coalesce(original, ''),
                          coalesce(corrected, ''), coalesce(row_key, '')
                     FROM pulse_fix WHERE migration_id = %s""",
                migration.id,
            )
        )
        return fingerprint.of_json(sorted(rows)) if rows else ""

    # correct and take back

    @api.model
    def _check_may_fix(self, run):
        """Corrections show and change what patients' rows say."""
        run._check_may_run()
        user = run.env.user
        if not (run.env.su or user.has_group("pulse_migration.group_medical")):
            raise AccessError(
                self.env._("Only the medical group sees what a row says.")
            )

    @api.model
    @api.private
    def _correct(self, run, entries, rows):
        """Keep corrections and stage the rows concerned anew.

        :param entries: (object name, header, original, corrected, row key) of each;
            one whose corrected text is the original takes an earlier one back, or
            excepts its row from one for every row
        :param rows: the ``pulse.row`` records that the entries are about
        """
        self._check_may_fix(run)
        if not entries:
            return
        if rows and not rows.filtered(lambda row: row.state not in LOADED):
            raise UserError(self.env._("These rows were loaded. Undo them first."))
        run._reopen(is_correction=True)
        self._forget_places(run, entries)
        insert_rows(
            self,
            [
                self._prepare_fix(run, *entry)
                for entry in entries
                if self._is_needed(run, *entry)
            ],
        )
        run._log("correct", corrections=len(entries), rows=len(rows))
        rows.sudo()._restage()

    def _forget_places(self, run, entries):
        """Forget what was said before of the places that the entries name."""
        places = [(*entry[:3], entry[4]) for entry in entries]
        if key := run.migration_id.sudo().print_key:
            places += [_keyed_place(*place, key) for place in places]
        self.env.cr.execute(
            SQL(
                """DELETE FROM pulse_fix AS f
                    USING unnest(%s::text[], %s::text[], %s::text[], %s::text[])
                       AS e(object_name, header, original, row_key)
                    WHERE f.migration_id = %s AND f.object_name = e.object_name
                      AND f.header = e.header AND f.original = e.original
                      AND f.row_key = e.row_key""",
                *map(list, zip(*places, strict=True)),
                run.migration_id.id,
            )
        )

    def _prepare_fix(self, run, object_name, header, original, corrected, row_key):
        return {
            "migration_id": run.migration_id.id,
            "object_name": object_name,
            "header": header,
            "original": original,
            "corrected": corrected,
            "row_key": row_key,
            "create_uid": self.env.uid,
            "create_date": fields.Datetime.now(),
        }

    def _is_needed(self, run, object_name, header, original, corrected, row_key):
        if corrected != original or not row_key:
            return corrected != original
        texts = [original]
        if key := run.migration_id.sudo().print_key:
            texts.append(fingerprint.keyed(original, key))
        return bool(
            self.search_count(
                [
                    ("migration_id", "=", run.migration_id.id),
                    ("object_name", "=", object_name),
                    ("header", "=", header),
                    ("original", "in", texts),
                    ("row_key", "=", False),
                ]
            )
        )

    def unlink(self):
        """Take corrections back: rows that are not loaded say again what they said."""
        runs = self.sudo().migration_id.run_ids
        busy = (RUNNING, PAUSED, FAILED, UNDOING)
        if runs.filtered(lambda run: run.state in busy):
            raise UserError(
                self.env._("A load is under way. Finish or undo it before this.")
            )
        rows = self.sudo()._find_rows()
        for run in runs.filtered(lambda run: run.state in _OPEN):
            run._reopen()
            run._log("undo_correction", corrections=len(self), rows=len(rows))
        result = super().unlink()
        rows._restage()
        return result

    def action_undo(self):
        """Take the corrections back; their rows are staged again."""
        self.unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _find_rows(self):
        """Return the rows, of runs that may still change, that they may have changed.

        A row that another correction of the same text changed only says so again.
        """
        originals = {}
        for fix in self:
            place = (fix.migration_id.id, fix.object_name, fix.header)
            originals.setdefault(place, set()).add(fix.original or "")
        found = self.env["pulse.row"]
        for (migration_id, object_name, header), texts in originals.items():
            rows = found.search(
                [
                    ("migration_id", "=", migration_id),
                    ("object_name", "=", object_name),
                    ("run_id.state", "in", _OPEN),
                    ("issue", "=", f"corrected: {header}"),
                ]
            )
            found |= rows.filtered(
                lambda row, header=header, texts=texts: (
                    not texts.isdisjoint(row._texts_in(header))
                )
            )
        return found


def _keyed_place(object_name, header, original, row_key, key):
    """Return where a correction stands whose row was purged."""
    if header != WHOLE_ROW:
        original = fingerprint.keyed(original, key)
    return object_name, header, original, keyed_row(row_key, key)
