"""The data-quality report as a workbook, to hand to the clinic."""

from odoo import models
from odoo.tools import SQL

from ...engine import catalog
from ...engine.corrections import stated_id
from ...engine.problem_sheet import KEYS, ProblemBook, keys_of
from ...engine.staging import NEEDED
from ...exceptions import text_of
from ...texts.labels import words_of
from ..download import download_action

_SLICE = 2000


class Run(models.Model):
    _inherit = "pulse.run"

    def action_download_quality(self):
        """Download the report; what cells say is in it for the medical group only."""
        return download_action(self, "quality")

    def _write_quality(self, stream):
        """Write the workbook for whoever asks; counts without rows are no secret."""
        self.ensure_one()
        self.check_access("read")
        is_medical = self.env.user.has_group("pulse_migration.group_medical")
        with ProblemBook(stream) as book:
            self._write_summary(book)
            self._write_columns(book, is_medical)
            self._write_problems(book, is_medical)

    def _write_summary(self, book):
        env = self.env
        header = [
            env._("Severity"),
            env._("What is wrong, what to do"),
            env._("File"),
            env._("Column"),
            env._("Rows"),
            env._("Examples"),
        ]
        widths = (14, 70, 28, 24, 10, 24)
        book.add_sheet(env._("Summary"), header, self._list_summary(), widths)

    def _write_columns(self, book, is_medical):
        env = self.env
        header = [
            env._("File"),
            env._("Column"),
            env._("Means"),
            env._("Certainty"),
            env._("Filled"),
            env._("Distinct"),
            env._("Date order"),
            env._("Proof"),
            env._("Examples"),
        ]
        widths = (28, 24, 24, 14, 10, 10, 14, 24, 50)
        book.add_sheet(env._("Columns"), header, self._list_columns(is_medical), widths)

    def _write_problems(self, book, is_medical):
        env = self.env
        header = [
            env._("File"),
            env._("Row"),
            env._("ID"),
            env._("Column"),
            env._("Severity"),
            env._("What is wrong, what to do"),
            env._("Current text"),
            env._("Correct value"),
            *KEYS,
        ]
        widths = (28, 8, 16, 24, 14, 60, 30, 30)
        book.add_sheet(
            env._("Problems"), header, self._list_problems(is_medical), widths
        )

    def _list_summary(self):
        """Yield the files with their rows, then every code by place."""
        for file in self.file_ids.sorted("id"):
            item = catalog.OBJECTS.get(file.object_name)
            label = item and words_of(self.env, item.label)
            said = label or file.error_text or file.kind
            yield None, said, file.display_name, None, file.row_count, None
        yield ()
        labels = self._severity_labels()
        for issue in self.issue_ids.sorted(lambda i: (i.sequence, -i.row_count)):
            yield (
                labels[issue.severity],
                issue.text,
                issue.file_id.display_name,
                issue.header,
                issue.row_count,
                issue.lines,
            )

    def _severity_labels(self):
        field = self.env["pulse.issue"]._fields["severity"]
        return dict(field._description_selection(self.env))

    def _list_columns(self, is_medical):
        fields = self.env["pulse.mapping"]._fields
        states = dict(fields["state"]._description_selection(self.env))
        orders = dict(fields["date_order"]._description_selection(self.env))
        for mapping in self.mapping_ids.sorted(lambda m: (m.file_id.id, m.sequence)):
            item = catalog.OBJECTS.get(mapping.object_name)
            field = item and item.fields.get(mapping.field_name)
            is_date = field and field.kind in ("date", "datetime")
            yield (
                mapping.file_id.display_name,
                mapping.header,
                words_of(self.env, field.label) if field else mapping.field_name,
                states.get(mapping.state),
                mapping.filled_count,
                mapping.distinct_count,
                orders.get(mapping.date_order) if is_date else None,
                (mapping.date_proof or "").replace("_", " ") if is_date else None,
                mapping.samples if is_medical else None,
            )

    def _list_problems(self, is_medical):
        """Yield one line for each row, column and code that somebody should settle."""
        labels = self._severity_labels()
        files = {file.id: file for file in self.sudo().file_ids}
        for file_id, line, external_id, payload, issues, reason in self._read_odd():
            file, payload = files[file_id], payload or {}
            for code, header, severity in _to_settle(file, issues, reason):
                yield (
                    file.display_name,
                    line,
                    stated_id(external_id),
                    header,
                    labels[severity],
                    text_of(self.env, code),
                    payload.get(header) if is_medical else None,
                    None,
                    *keys_of(file.display_name, line, header, payload),
                )

    def _read_odd(self):
        """Yield the rows with something to settle, as the files have them."""
        row_ids = self.env.execute_query(
            SQL(
                """SELECT id FROM pulse_row WHERE run_id = %s
                      AND (severity IN ('warning', 'error') OR state = 'rejected')
                    ORDER BY file_id, line, id""",
                self.id,
            )
        )
        row_ids = [row_id for (row_id,) in row_ids]
        for start in range(0, len(row_ids), _SLICE):
            yield from self.env.execute_query(
                SQL(
                    """SELECT file_id, line, external_id, payload, issues,
                              CASE state WHEN 'rejected' THEN reason END
                         FROM pulse_row WHERE id = ANY(%s)
                        ORDER BY file_id, line, id""",
                    row_ids[start : start + _SLICE],
                )
            )


def _to_settle(file, issues, reason):
    """Return (code, column, severity) of what asks a person for something."""
    found = [tuple(issue) for issue in issues or () if issue[2] != "info"]
    if reason and reason not in {code for code, _header, _severity in found}:
        found.append((reason, column_of(file, reason), "error"))
    return found


def column_of(file, reason):
    """Return the column whose cell would settle why a row was rejected, else ""."""
    names = {
        name
        for fields, code in NEEDED.get(file.object_name, ())
        for name in fields
        if code == reason
    }
    return next((m.header for m in file.mapping_ids if m.field_name in names), "")
