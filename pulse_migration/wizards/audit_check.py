"""Checking the audit trail: is the chain whole, and the journal what it says?"""

from odoo import api, fields, models
from odoo.tools import SQL

from ..exceptions import text_of
from ..models.audit.audit import SIDES, keyed
from ..models.target import form_of

_SHOWN = 200  # findings; their number is told all the same
# an entry of one of these says what the journal holds from then on
_SAYING = ("load", "merge_contacts")


class AuditCheck(models.TransientModel):
    """One look at all entries and all of the journal."""

    _name = "pulse.audit.check"
    _description = "Check of the Audit Trail"

    is_intact = fields.Boolean("Intact", readonly=True)
    entry_count = fields.Integer("Entries", readonly=True)
    change_count = fields.Integer("Changes", readonly=True)
    finding_count = fields.Integer("Differences", readonly=True)
    findings = fields.Text(readonly=True)
    last_number = fields.Integer("Last Entry", readonly=True)
    last_hash = fields.Char(
        "Hash of the Last Entry",
        readonly=True,
        help="Written down elsewhere, it proves later that nothing before it changed.",
    )

    @api.model
    def action_check(self):
        """Check everything; open what was found."""
        self.env["pulse.audit"].check_access("read")
        audit = self.env["pulse.audit"].sudo()
        audit._link()
        found = list(audit._broken_links()) + list(self.sudo()._changed_records())
        check = self.sudo().create(self._prepare_vals(found))
        return form_of(check, name=self.env._("Check of the Chain"), target="new")

    def _prepare_vals(self, found):
        ((number, last),) = self.env.execute_query(
            SQL("SELECT number, hash FROM pulse_audit_key")
        )
        lines = [
            f"{place}: {text_of(self.env, code)}" for code, place in found[:_SHOWN]
        ]
        return {
            "is_intact": not found,
            "entry_count": self.env["pulse.audit"].sudo().search_count([]),
            "change_count": self.env["pulse.change"].sudo().search_count([]),
            "finding_count": len(found),
            "findings": "\n".join(lines),
            "last_number": number,
            "last_hash": last,
        }

    # the journal against the entries

    def _changed_records(self):
        """Yield (code, place) of what the journal and the links hold otherwise."""
        batches = self.env.execute_query(
            SQL(
                """SELECT batch_number FROM pulse_audit
                    WHERE verb = ANY(%s) AND batch_number IS NOT NULL
                    UNION
                   SELECT coalesce(batch_id, 0) FROM pulse_change ORDER BY 1""",
                list(_SAYING),
            )
        )
        forgotten = self._forgotten_batches()
        for (batch_id,) in batches:
            if batch_id not in forgotten:
                yield from self._compare_batch(batch_id)
        yield from self._changed_links()

    def _forgotten_batches(self):
        """Return the batches whose journal was deleted by a verb, as the trail says."""
        entries = self.env["pulse.audit"].search(
            [("verb", "in", ("delete_batches", "delete_run"))]
        )
        return {id_ for entry in entries for id_ in (entry.details or {})["batches"]}

    def _compare_batch(self, batch_id):
        said = {}
        for entry in self.env["pulse.audit"].search(
            [("batch_number", "=", batch_id), ("verb", "in", _SAYING)], order="id"
        ):
            for id_, *line in entry._operations():
                said[id_] = line
        key = self.env["pulse.audit"]._key()
        for id_, res_model, res_id, operation, *texts in self._journal(batch_id):
            line = said.pop(id_, None)
            hashes = [keyed(key, text) for text in texts]
            held = [res_model, res_id, operation, *hashes]
            if line is None:
                yield "change_unknown", self._place(batch_id, id_)
            elif held != [*line[:3], *line[4:]]:
                yield "change_differs", self._place(batch_id, id_)
        for id_ in said:
            yield "change_missing", self._place(batch_id, id_)

    def _journal(self, batch_id):
        return self.env.execute_query(
            SQL(
                """SELECT id, res_model, res_id, operation, %s FROM pulse_change
                    WHERE batch_id IS NOT DISTINCT FROM %s ORDER BY id""",
                SIDES,
                batch_id or None,
            )
        )

    def _place(self, batch_id, change_id):
        return self.env._(
            "Batch %(batch)s, change %(change)s", batch=batch_id, change=change_id
        )

    def _changed_links(self):
        """A record that is still there is linked to the row that created it."""
        rows = self.env.execute_query(
            SQL(
                """SELECT c.id, c.batch_id
                     FROM pulse_change c JOIN pulse_run r ON r.id = c.run_id
                     JOIN pulse_link l ON l.migration_id = r.migration_id
                      AND l.object_name = c.object_name
                      AND l.external_id = c.external_id
                    WHERE c.operation = 'create' AND c.undo_state IS NULL
                      AND (l.res_model, l.res_id) <> (c.res_model, c.res_id)
                      AND NOT EXISTS (
                        SELECT 1 FROM pulse_change later
                         WHERE later.object_name = c.object_name
                           AND later.external_id = c.external_id
                           AND later.run_id > c.run_id)
                    ORDER BY 1"""
            )
        )
        for id_, batch_id in rows:
            yield "link_differs", self._place(batch_id, id_)
