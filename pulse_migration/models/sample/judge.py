"""Judges the cells of sampled rows: what each said, what Odoo stored, and the verdict.

No model: it only reads. One ``Judge`` serves some units of one loader, whose records it
reads back together.
"""

from collections import defaultdict

import pytz

from odoo import fields

from ...engine import diff
from ...loaders import stored
from ...loaders.trace import PARTNER

# fields of a child row that only repeat what the patient's own row says
_OF_PATIENT = {
    "patient_name": "name",
    "patient_phone": "phone",
    "patient_email": "email",
}
# type of a field -> the rule by which loaders fill it from another text
_RULES_OF_TYPES = {
    "many2one": "chosen_record",
    "many2one_reference": "chosen_record",
}
# staged into another value, and gone as a value of its own
_JOINED = {"time": "sent_at"}


class Judge:
    """Verdicts on the units of one loader."""

    def __init__(self, env, loader, scope, units, rows):
        self.env = env
        self.loader = loader
        self.scope = scope
        self.rows = rows
        self._model = loader._target
        self._names = {}
        self._mappings = self._read_mappings()
        self._traces = {
            unit.key: loader._trace(unit, scope, self._mapped_fields(unit))
            for unit in units
        }
        self._found = self._read_back(units)
        self._documents = self._read_documents(units)

    # what is known

    def _read_mappings(self):
        """Return {file id: {header: mapping}}."""
        files = self.env["pulse.file"].browse(
            {record.file_id.id for record in self.rows.values()}
        )
        return {
            file.id: {mapping.header: mapping for mapping in file.mapping_ids}
            for file in files
        }

    def _mapped_fields(self, unit):
        files = {self.rows[row.id].file_id.id for row in unit.rows}
        return {
            mapping.field_name
            for file_id in files
            for mapping in self._mappings[file_id].values()
            if mapping.field_name
        }

    def _read_back(self, units):
        """Return {unit key: {name: stored value}} of all that the units wrote."""
        names = defaultdict(set)  # suffix or PARTNER -> field names
        own_fields = self.env[self.loader._target]._fields
        for base, influence in self._traces.values():
            # what is found when a record is made, such as a journal, is not foreseen
            landed = {name for found in influence.values() for name in found}
            for name in {*base, *landed.intersection(own_fields)}:
                part, _dot, field_name = name.rpartition(".")
                names[part].add(field_name)
        found = defaultdict(dict)
        partners = self.env["res.partner"].browse({u.partner_id for u in units} - {0})
        self._names = {("res.partner", p.id): p.display_name for p in partners}
        of_partner = stored.of_records(partners, sorted(names.pop("patient", ())))
        for part, fields_of in names.items():
            ids = self._record_ids(units, part)
            values = self.loader._read_back(list(ids.values()), sorted(fields_of))
            for unit in units:
                for name, value in values.get(ids.get(unit.key), {}).items():
                    target = f"{part}.{name}" if part else name
                    found[unit.key][target] = value
        for unit in units:
            for name, value in of_partner.get(unit.partner_id, {}).items():
                found[unit.key][f"{PARTNER}{name}"] = value
        return found

    def _record_ids(self, units, suffix):
        """Return {unit key: record id} by the links that the load has written."""
        keys = {f"{unit.key}{suffix}": unit.key for unit in units}
        found = self.env["pulse.link"]._find_targets(
            self.scope.migration,
            units[0].object_name,
            keys,
            self.loader._target,
        )
        return {keys[external_id]: res_id for external_id, res_id in found.items()}

    # lines

    def lines_of(self, unit):
        """Yield the lines of a unit: its rows' cells, then what Odoo added."""
        base, influence = self._traces[unit.key]
        text = self._documents.get(unit.key)
        for row in unit.rows:
            yield from self._cells_of(unit, row, text)
        for name in diff.defaulted(base, influence):
            actual = self._found[unit.key].get(name)
            yield (
                *self._place(self.rows[unit.head.id]),
                None,
                None,
                name,
                None,
                "defaulted",
                self._shown(name, actual) or None,
                diff.DEFAULTED,
            )

    def _cells_of(self, unit, row, text):
        record = self.rows[row.id]
        issues = defaultdict(list)
        for code, header, severity in record.issues or ():
            issues[header].append((code, severity))
        for header, source in (record.payload or {}).items():
            mapping = self._mappings[record.file_id.id].get(header)
            name = (mapping and mapping.field_name) or ""
            staged = name if name in row.values else _JOINED.get(name, name)
            value = row.values.get(staged)
            targets = self._targets(unit, row, staged, source, text)
            verdict = diff.judge(
                diff.Cell(source, name, value, issues[header], targets)
            )
            yield (
                *self._place(record, mapping),
                header,
                name or None,
                ", ".join(target.name for target in targets) or None,
                source,
                ", ".join(verdict.rules) or None,
                "\n".join(dict.fromkeys(str(t.actual) for t in targets if t.actual))
                or None,
                verdict.verdict,
            )

    def _place(self, record, mapping=None):
        """Return the columns that say where a line comes from."""
        return (
            record.id,
            record.file_id.id,
            mapping.id if mapping else None,
            record.line,
            record.object_name,
            record.patient_key or record.external_id or None,
            record.external_id or None,
        )

    def _targets(self, unit, row, name, source, text):
        """Return the target fields of a cell with what was meant and what is stored."""
        base, influence = self._traces[unit.key]
        value = row.values.get(name)
        targets = []
        for target in influence.get(name, ()):
            actual = self._found[unit.key].get(target)
            meant = base.get(target, actual)
            if target == "checksum" and text is not None and meant == actual:
                targets.append(self._in_document(value, source, text))
                continue
            shown = (self._shown(target, meant), self._shown(target, actual))
            targets.append(diff.Target(target, *shown, self._rule_of(target)))
        return (
            targets
            or self._of_patient(unit, name, value)
            or self._repeated(unit, row, name)
        )

    def _rule_of(self, target):
        """Return what leads to a value that does not show the cell's own text."""
        model = self.env["res.partner" if target.startswith(PARTNER) else self._model]
        field = model._fields.get(target.rpartition(".")[2])
        if field is None:
            return ""
        if field.name == "checksum":
            return "kept_file"
        return _RULES_OF_TYPES.get(field.type, "")

    def _repeated(self, unit, row, name):
        """What another cell of the row says too is found in what the record holds.

        A value that no other cell says must be a whole field: that its words stand
        somewhere may be chance, and hide that it was lost.
        """
        value = row.values.get(name)
        is_said = value is not None and any(
            diff.carries(value, other)
            for field, other in row.values.items()
            if field != name
        )
        for target, actual in self._found.get(unit.key, {}).items():
            shown = self._shown(target, actual)
            if not shown:
                continue
            if diff.is_same(shown, str(value)) or (
                is_said and diff.carries(value, shown)
            ):
                return [diff.Target(target, shown, shown)]
        return []

    def _of_patient(self, unit, name, value):
        """What only repeats the patient's own data is there when it is the same."""
        partner = self.env["res.partner"].browse(unit.partner_id)
        if name not in _OF_PATIENT or not partner:
            return []
        actual = partner[_OF_PATIENT[name]]
        if diff.plain(actual).casefold() != diff.plain(value).casefold():
            return []
        target = f"{PARTNER}{_OF_PATIENT[name]}"
        return [diff.Target(target, actual, actual, "repeats_patient")]

    def _in_document(self, value, source, text):
        """A cell of a written document: stored when its words stand in the text."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        for shown in (source, str(value), str(value).replace("T", " ")):
            if " ".join(shown.split()) in text:
                return diff.Target("document", shown, shown)
        return diff.Target("document", str(value), "")

    def _read_documents(self, units):
        """Return {unit key: words} of the documents that were written, not of files."""
        written = [u for u in units if self._is_written(self._traces[u.key][0])]
        if not written:
            return {}
        ids = self._record_ids(written, "")
        records = self.env["ir.attachment"].browse(ids.values())
        raw = {record.id: record.raw or b"" for record in records}
        return {
            key: " ".join(raw[res_id].decode("utf-8", "replace").split())
            for key, res_id in ids.items()
        }

    def _is_written(self, base):
        return "checksum" in base and base.get("mimetype") == "text/plain"

    def _shown(self, name, value):
        """Return a stored value as a person reads it: records by their name."""
        model = self.env[self.loader._target]
        field_name = name.rpartition(".")[2]
        if name.startswith(PARTNER):
            model = self.env["res.partner"]
        field = model._fields.get(field_name)
        if field is None or not value:
            return value
        if field.type == "many2one":
            return self._name_of(field.comodel_name, value)
        if field.type == "many2one_reference":
            return self._name_of("res.partner", value)
        if field.type == "datetime":
            return self._clinic_time(value)
        if field_name == "checksum":
            return self.env._("the document, SHA-1 %s", value)
        return value

    def _clinic_time(self, value):
        """Return a stored UTC moment on the clinic's clock, as the source writes it."""
        moment = pytz.utc.localize(fields.Datetime.to_datetime(value))
        zone = pytz.timezone(self.scope.migration.tz)
        return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")

    def _name_of(self, model, res_id):
        key = (model, res_id)
        if key not in self._names:
            self._names[key] = self.env[model].browse(res_id).display_name
        return self._names[key]
