"""The rows that did not load, as a workbook: where they are, and why."""

from odoo import models
from odoo.tools import SQL

from ...engine import catalog
from ...engine.corrections import stated_id
from ...engine.problem_sheet import KEYS, ProblemBook, keys_of
from ...exceptions import text_of
from ...texts.labels import words_of
from ..download import download_action
from ..quality.sheet import column_of

_SLICE = 2000


class Run(models.Model):
    _inherit = "pulse.run"

    def action_download_failed(self):
        """Download what did not load; what cells say, for the medical group only."""
        return download_action(self, "failed")

    def _write_failed(self, stream):
        """Write the workbook for whoever asks; it can be filled in and uploaded."""
        self.ensure_one()
        self.check_access("read")
        env = self.env
        is_medical = env.user.has_group("pulse_migration.group_medical")
        with ProblemBook(stream) as book:
            book.add_sheet(
                env._("Not loaded"),
                [
                    env._("File"),
                    env._("Row"),
                    env._("ID"),
                    env._("Object"),
                    env._("Column"),
                    env._("State"),
                    env._("Why, and what to do"),
                    env._("Current text"),
                    env._("Correct value"),
                    *KEYS,
                ],
                self._list_failed(is_medical),
                (28, 8, 16, 16, 24, 12, 60, 30, 30),
            )

    def _list_failed(self, is_medical):
        """Yield one line for each row that is held or rejected."""
        field = self.env["pulse.row"]._fields["state"]
        states = dict(field._description_selection(self.env))
        files = {file.id: file for file in self.sudo().file_ids}
        last = (0, 0, 0)
        while found := self._read_failed(last):
            for row_id, file_id, line, name, external_id, state, *rest in found:
                reason, payload, issues = rest
                file, payload = files[file_id], payload or {}
                header, why = _place(self.env, file, reason, issues)
                yield (
                    file.display_name,
                    line,
                    stated_id(external_id),
                    words_of(self.env, catalog.OBJECTS[name].label),
                    header,
                    states[state],
                    why,
                    payload.get(header) if is_medical else None,
                    None,
                    *keys_of(file.display_name, line, header, payload),
                )
                last = (file_id, line, row_id)

    def _read_failed(self, last):
        self.env["pulse.row"].flush_model()
        return self.env.execute_query(
            SQL(
                """SELECT id, file_id, line, object_name, external_id, state, reason,
                          payload, issues
                     FROM pulse_row
                    WHERE run_id = %s AND state IN ('held', 'rejected')
                      AND (file_id, line, id) > %s
                    ORDER BY file_id, line, id LIMIT %s""",
                self.id,
                last,
                _SLICE,
            )
        )


def _place(env, file, reason, issues):
    """Return the column that a reason is about, and the sentences about it.

    What makes a row miss a value it needs may be a cell that nobody could read.
    """
    texts = [text_of(env, reason)] if reason else []
    header = column_of(file, reason)
    for code, column, severity in issues or ():
        if column and (code == reason or severity == "error"):
            header = header or column
            if column == header and code != reason:
                texts.append(text_of(env, code))
    return header, " ".join(str(text) for text in texts)
