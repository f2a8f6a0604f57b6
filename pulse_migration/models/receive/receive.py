"""The receive verb: files of an export, byte for byte."""

from pathlib import Path, PurePosixPath

from odoo import models
from odoo.exceptions import UserError

from ...engine import fingerprint
from ..migration.run import OPEN_STATES


def _path_of(name):
    """Return the name of an upload as a path inside the export, and nowhere else."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part.strip("./")) or "file"


class Run(models.Model):
    _inherit = "pulse.run"

    def _receive_path(self, path):
        """Receive a file or every file of a folder; what is here already stays."""
        root = Path(path)
        paths = sorted(p for p in root.rglob("*") if p.is_file())
        if root.is_file():
            root, paths = root.parent, [root]
        if not paths:
            raise UserError(self.env._("There is no file to receive."))
        with self._timed("receive"):
            for item in paths:
                with item.open("rb") as stream:
                    self._receive_stream(item.relative_to(root).as_posix(), stream)
            self._weigh_references()
            self._preselect_settings()
        self._log("receive", files=len(self.file_ids))
        self._commit()

    def _receive_attachments(self, attachments):
        """Receive uploaded files."""
        with self._timed("receive"):
            for attachment in attachments:
                with attachment._open_kept() as stream:
                    self._receive_stream(_path_of(attachment.name), stream)
            self._weigh_references()
            self._preselect_settings()
        self._log("receive", files=len(self.file_ids))

    def _receive_stream(self, name, stream):
        self._check_may_run()
        self._check_open(name, stream)
        stream.seek(0)
        self.env["pulse.file"].sudo()._receive(self, name, stream)
        self._commit()

    def _check_open(self, name, stream):
        """After approval a run takes no other files; the same again are welcome."""
        if self.state in OPEN_STATES:
            return
        sha256, _size = fingerprint.of_stream(stream)
        if (name, sha256) not in {(f.name, f.sha256) for f in self.file_ids}:
            raise UserError(
                self.env._(
                    "This run is “%s”. Finish or undo it first.", self._state_label()
                )
            )
