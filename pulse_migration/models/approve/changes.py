"""What has changed since an approval, in plain words and without a patient's data."""

from collections import Counter

from odoo import models

from ...engine import fingerprint
from .facts import facts_of, names_of

_NAMED = 5  # columns or files that a sentence names
_DIGITS = 16  # of a part's fingerprint: only compared, never trusted alone
_ALL = "all"


class Run(models.Model):
    _inherit = "pulse.run"

    def _fact_parts(self):
        """Return {model: {key of a part: its fingerprint}} of all that is approved.

        Records are keyed by id, options by field; documents are one part together.
        """
        self.env.flush_all()
        run = self.sudo()
        documents = run.file_ids.filtered(lambda file: file.kind == "document")
        parts = _parts(run.file_ids - documents) | _parts(run.mapping_ids)
        parts["pulse.file"]["documents"] = _short(facts_of(documents))
        parts |= run.migration_id._decided_parts()
        parts["pulse.fix"] = {
            _ALL: _short(self.env["pulse.fix"].sudo()._fingerprint(run.migration_id))
        }
        return parts

    def _describe_facts(self, before, after):
        """Return one sentence a kind of thing that differs; "" when nothing does."""
        describe = {
            "pulse.file": self._describe_files,
            "pulse.mapping": self._describe_columns,
            "pulse.value.map": self._describe_words,
            "pulse.physician": self._describe_physicians,
            "pulse.appointment.stage": self._describe_stages,
            "pulse.migration": self._describe_options,
            "pulse.fix": self._describe_corrections,
        }
        return " ".join(
            describe[name](changed)
            for name in describe
            if (changed := _differing(before.get(name, {}), after.get(name, {})))
        )

    def _describe_files(self, keys):
        files = self._existing("pulse.file", keys)
        names = files[:_NAMED]._safe_names()
        return self.env._("Files: %s.", _joined(names, len(keys)))

    def _describe_columns(self, keys):
        mappings = self._existing("pulse.mapping", keys)
        columns = [f"{m.file_id._safe_name()} “{m.header}”" for m in mappings[:_NAMED]]
        return self.env._("Mapping: %s.", _joined(columns, len(keys)))

    def _describe_words(self, keys):
        lines = self._existing("pulse.value.map", keys)
        kinds = dict(lines._fields["kind"]._description_selection(self.env))
        counts = Counter(lines.mapped("kind"))
        found = [f"{kinds[kind]} ({count})" for kind, count in counts.items()]
        return self.env._("Value maps: %s.", ", ".join(found) or len(keys))

    def _describe_physicians(self, keys):
        return self.env._("Physicians: %s.", len(keys))

    def _describe_stages(self, keys):
        return self.env._("Appointment stages: %s.", len(keys))

    def _describe_options(self, keys):
        fields = self.env["pulse.migration"]._fields
        labels = [
            fields[name]._description_string(self.env)
            for name in sorted(keys)
            if name in fields
        ]
        return self.env._("Options: %s.", ", ".join(labels))

    def _describe_corrections(self, _keys):
        return self.env._("Corrections of rows.")

    def _existing(self, model, keys):
        ids = [int(key) for key in sorted(keys) if key.isdecimal()]
        return self.env[model].sudo().browse(ids).exists()


def _differing(before, after):
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def _joined(names, count):
    """Return the first names, and how many more there are."""
    rest = count - len(names)
    return ", ".join([*names, f"+{rest}"] if names and rest else names) or str(count)


def _short(data):
    return fingerprint.of_json(data)[:_DIGITS]


def _parts(records):
    """Return {model: {id: fingerprint}} of these records."""
    return {records._name: {str(r.id): _short(facts_of(r)) for r in records}}


class Migration(models.Model):
    _inherit = "pulse.migration"

    def _decided_parts(self):
        """Return the parts that hold for every run: words, people and options."""
        parts = {}
        lines = self.value_map_ids
        for records in (lines, lines.stage_id, self.physician_ids):
            parts |= _parts(records)
        parts[self._name] = {
            name: _short(facts_of(self, [name])) for name in names_of(self)
        }
        parts[self._name]["is_four_eyes"] = _short(self.is_four_eyes)
        return parts
