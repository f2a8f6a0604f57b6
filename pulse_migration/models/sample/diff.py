"""The read-back diff: load a sample by the very loaders, read it back, roll back.

Everything happens inside one savepoint. What the loaders wrote is gone afterwards, the
files that documents left in the file store included; only the diff stays.
"""

from contextlib import closing, contextmanager

from odoo import models
from odoo.tools import SQL

from ...engine import diff
from ...loaders.base import loader_of
from ..bulk import copy_rows
from ..load.batch import PHASES
from ..stage.row import LOADED
from .judge import Judge

CHUNK = 200
FILES_TO_FORGET = "pulse_sample_files_to_forget"
_COLUMNS = (
    "sample_id",
    "row_id",
    "file_id",
    "mapping_id",
    "line",
    "object_name",
    "patient_key",
    "external_id",
    "header",
    "field_name",
    "target",
    "source_text",
    "rules",
    "stored_text",
    "verdict",
)


class Sampler(models.AbstractModel):
    _inherit = "pulse.sampler"

    def _compare_patients(self, sample, keys):
        """Load patients, compare, roll back; write the lines, return the measures."""
        with self._rolled_back():
            batches = self._load_sample(sample, keys)
            measures = self._read_measures(batches)
            lines = [line for batch in batches for line in self._compare(batch)]
            lines += self._list_not_loaded(sample.run_id, keys)
        # physicians come along with each slice: what is compared is not said again
        seen = self._compared_rows(sample)
        copy_rows(
            self.env["pulse.sample.line"],
            _COLUMNS,
            ((sample.id, *line) for line in lines if line[0] not in seen),
        )
        return measures

    def _compared_rows(self, sample):
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT row_id FROM pulse_sample_line WHERE sample_id = %s",
                sample.id,
            )
        )
        return {row_id for (row_id,) in rows if row_id}

    @contextmanager
    def _rolled_back(self):
        """Undo in the database, in caches and hooks what the body does.

        What it left in the file store is listed in ``cr.cache`` for ``_forget_files``.
        """
        cr = self.env.cr
        cr.flush()
        waiting = list(cr.postcommit._funcs), dict(cr.postcommit.data)
        files = cr.cache["pulse_sample_files"] = []
        with closing(cr.savepoint()):
            yield
        cr.precommit.clear()
        cr.postcommit.clear()
        cr.postcommit._funcs.extend(waiting[0])
        cr.postcommit.data.update(waiting[1])
        cr.cache.clear()
        cr.cache[FILES_TO_FORGET] = files
        self.env.registry.clear_all_caches()

    # load

    def _load_sample(self, sample, keys):
        """Load the patients' rows, object by object; return the batches."""
        batches = self._make_batches(sample, keys)
        for batch in batches:
            self._load_one(loader_of(sample.run_id, batch.object_name), batch)
        return batches

    def _load_one(self, loader, batch):
        loader._load(batch)
        self.env.flush_all()

    def _make_batches(self, sample, keys):
        """Create batches of the patients' rows alone, in the order of the load."""
        batches = self.env["pulse.batch"]
        for phase, object_names in PHASES.items():
            for object_name in object_names:
                batch = batches.create(
                    {
                        "run_id": sample.run_id.id,
                        "sample_id": sample.id,
                        "phase": phase,
                        "object_name": object_name,
                    }
                )
                self._give_rows(batch, keys)
                batches |= batch
        return batches

    def _give_rows(self, batch, keys):
        """Put the rows of the patients, and of their physicians, into the batch."""
        if batch.object_name == "physician":
            is_theirs = SQL(
                """physician_key IN (SELECT r.physician_key FROM pulse_row r
                    WHERE r.run_id = %s AND (r.patient_key = ANY(%s)
                       OR (r.object_name = 'patient' AND r.external_id = ANY(%s))))""",
                batch.run_id.id,
                keys,
                keys,
            )
        elif batch.object_name == "patient":
            is_theirs = SQL("external_id = ANY(%s)", keys)
        else:
            is_theirs = SQL("patient_key = ANY(%s)", keys)
        self.env.cr.execute(
            SQL(
                """UPDATE pulse_row SET batch_id = %s
                    WHERE run_id = %s AND unit_object = %s AND state = 'staged'
                      AND action IN ('create', 'update', 'merge') AND %s""",
                batch.id,
                batch.run_id.id,
                batch.object_name,
                is_theirs,
            )
        )
        self.env["pulse.row"].invalidate_model()

    # compare

    def _compare(self, batch):
        """Yield the lines of one batch's units, a bounded number of units at a time."""
        loader = loader_of(batch.run_id, batch.object_name)
        scope = loader._scope(batch.run_id)
        where = SQL("batch_id = %s AND state IN %s", batch.id, LOADED)
        units = loader._build_units(where, scope)
        for start in range(0, len(units), CHUNK):
            chunk = units[start : start + CHUNK]
            rows = self._read_rows([row.id for unit in chunk for row in unit.rows])
            judge = Judge(self.env, loader, scope, chunk, rows)
            for unit in chunk:
                yield from judge.lines_of(unit)
            self.env.invalidate_all()

    def _read_rows(self, row_ids):
        """Return {row id: its source cells, issues and place}."""
        records = self.env["pulse.row"].browse(row_ids)
        return {record.id: record for record in records}

    def _list_not_loaded(self, run, keys):
        """Return a line for each of the patients' rows that does not load, with why."""
        rows = self.env["pulse.row"].search(
            [
                ("run_id", "=", run.id),
                ("state", "in", ("held", "rejected")),
                "|",
                ("patient_key", "in", keys),
                "&",
                ("object_name", "=", "patient"),
                ("external_id", "in", keys),
            ]
        )
        return [
            (
                row.id,
                row.file_id.id,
                None,
                row.line,
                row.object_name,
                row.patient_key or row.external_id or None,
                row.external_id or None,
                None,
                None,
                None,
                None,
                row.reason or None,
                None,
                diff.FLAGGED,
            )
            for row in rows
        ]
