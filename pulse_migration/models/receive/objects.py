"""Which objects the tables of a run hold, seen together: who refers to whom."""

from odoo import models

from ...engine import export_tables, object_choice, usability
from ...engine.evidence import read_columns
from ...engine.references import Sketch


class Run(models.Model):
    _inherit = "pulse.run"

    def _weigh_references(self):
        """Propose again what nobody settled, by all tables of the export together.

        A file that came first could not know whose ids the later ones bring.
        """
        files = self.file_ids.filtered(
            lambda f: f.kind == "table" and f.has_columns and not f.is_chat
        )
        beside = export_tables.weigh([file._as_table() for file in files])
        pairs = list(zip(files, beside, strict=True))
        before = files.mapped("object_name")
        self._propose_open(pairs)
        if files.mapped("object_name") != before:
            self._propose_open(pairs)

    def _propose_open(self, pairs):
        for file, beside in pairs:
            if file.is_confirmed:
                continue
            if file._is_object_open():
                file._propose_object(beside)
            elif file.object_name:
                file._propose_columns(file.object_name)


class File(models.Model):
    _inherit = "pulse.file"

    def _is_object_open(self):
        """Whether nobody said what the file holds, and no rows were made of it."""
        return (
            self.state in ("received", "unused")
            and not self.staged_count
            and not self.is_object_settled
            and not self.is_confirmed
            and not self.is_excluded
        )

    def _as_table(self):
        """The file beside the others of its export."""
        lines = self.sudo().mapping_ids.sorted("sequence")
        samples = {line.header: line.sample_texts or [] for line in lines}
        columns = read_columns(tuple(samples), samples, None)
        is_open = self._is_object_open() and not self.layout
        return export_tables.Table(
            object_choice.weigh(columns, self.name),
            tuple(samples),
            {line.header: line._as_key() for line in lines if line.sketch},
            None if is_open else self.object_name or "",
        )

    def _propose_object(self, beside=None):
        """Propose what the table holds, and its columns for that."""
        self.ensure_one()
        file = self.sudo()
        ids = file._id_sketches()
        proposal, decisions = file._match_columns(ids, beside=beside)
        problem = usability.problem_of(proposal)
        layout = proposal.reason.removeprefix("profile_")
        file._write_proposed(
            {
                "object_name": proposal.object if not problem else False,
                "layout": f"layout_{layout}" if layout != proposal.reason else False,
                "state": "unused" if problem else "received",
                "error_code": problem or False,
            }
        )
        file._take_proposal(proposal, decisions, ids)


class Mapping(models.Model):
    _inherit = "pulse.mapping"

    def _as_key(self):
        return export_tables.Key(
            Sketch.from_json(self.sketch), self.filled_count, self.distinct_count
        )
