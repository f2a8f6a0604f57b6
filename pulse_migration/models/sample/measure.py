"""What a sample costs on this server: seconds and bytes for each object's rows."""

import time

from odoo import models
from odoo.tools import SQL

from .diff import FILES_TO_FORGET

_PATIENTS = 30  # of the run that only measures
_ENTRY = 40  # bytes of an index entry, its share of half-filled pages included
_TUPLE = 28  # bytes of a row's header and pointer
# tables of records that come along: model -> (table, column that points to it)
_PARTS = {"account.move": (("account_move_line", "move_id"),)}


class Sampler(models.AbstractModel):
    _inherit = "pulse.sampler"

    _LEAST_ROWS = 50  # fewer load while one reads how long they would take

    def _measure_run(self, run):
        """Load some patients and take everything back.

        :return: {object: [rows, seconds, bytes, refused rows]}
        """
        with self._rolled_back():
            sample = self.env["pulse.sample"].create(
                {"run_id": run.id, "size": _PATIENTS}
            )
            batches = self._load_sample(sample, self._pick_few(sample))
            measures = self._read_measures(batches)
        return measures

    def _load_one(self, loader, batch):
        """Load one batch of a sample, and note how long it took."""
        started = time.monotonic()
        result = super()._load_one(loader, batch)
        batch.seconds = time.monotonic() - started
        return result

    def _read_measures(self, batches):
        """Return what the batches of a sample cost, while they are still there."""
        counts = {}
        for batch, state, count in self.env["pulse.row"]._read_group(
            [("batch_id", "in", batches.ids)], ["batch_id", "state"], ["__count"]
        ):
            counts.setdefault(batch, {})[state] = count
        return {
            batch.object_name: [
                sum(states.values()),
                round(batch.seconds, 3),
                self._count_bytes(batch),
                states.get("rejected", 0),
            ]
            for batch, states in counts.items()
        }

    def _count_bytes(self, batch):
        """Return the bytes that the batch's records, links and journal take."""
        changes = batch.change_ids.filtered(lambda c: c.operation == "create")
        size = self._size_of("pulse_change", "id", batch.change_ids.ids)
        size += self._size_of("pulse_link", "id", self._links_of(batch))
        by_model = {}
        for change in changes:
            by_model.setdefault(change.res_model, []).append(change.res_id)
        for model, ids in by_model.items():
            size += self._size_of(self.env[model]._table, "id", ids)
            for table, column in _PARTS.get(model, ()):
                size += self._size_of(table, column, ids)
        return size

    def _links_of(self, batch):
        rows = self.env.execute_query(
            SQL(
                """SELECT l.id FROM pulse_link l
                    WHERE l.migration_id = %s AND l.object_name = %s
                      AND l.external_id IN (SELECT unit_key FROM pulse_row
                                             WHERE batch_id = %s)""",
                batch.run_id.migration_id.id,
                batch.object_name,
                batch.id,
            )
        )
        return [id_ for (id_,) in rows]

    def _size_of(self, table, column, ids):
        """Return the bytes of the table's rows, their index entries included."""
        if not ids:
            return 0
        rows = self.env.execute_query(
            SQL(
                """SELECT coalesce(sum(pg_column_size(t.*) + %(tuple)s
                          + %(entry)s * (SELECT count(*) FROM pg_index
                                          WHERE indrelid = %(table)s::regclass)), 0)
                     FROM %(name)s t WHERE t.%(column)s = ANY(%(ids)s)""",
                tuple=_TUPLE,
                entry=_ENTRY,
                table=table,
                name=SQL.identifier(table),
                column=SQL.identifier(column),
                ids=ids,
            )
        )
        return int(rows[0][0])


class Run(models.Model):
    _inherit = "pulse.run"

    def _forget_sample_files(self):
        """Remove from the file store what a rolled-back load left there.

        The files go after a commit: until then somebody else might still find them.
        """
        files = self.env.cr.cache.pop(FILES_TO_FORGET, ())
        self._commit()
        self.env["ir.attachment"].sudo()._forget_files(files)
        self._commit()
