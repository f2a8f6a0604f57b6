"""What the columns of a file are proposed to mean, by all that is known.

What a person confirmed of this clinic, or a profile says, comes first; then what
``engine.matching`` finds, with the ids of other files as evidence; then a field of the
database's own with the header's name. Lines that a person touched stay.
"""

from dataclasses import replace

from odoo import models

from ...engine import catalog, decision, matching, references
from ...engine.decision import CREATE, KEEP, MAP, Decision, plain
from ...engine.proposal import LOOK, NONE, SURE, Proposal
from .custom_field import TARGETS
from .mapping import UNPROVEN

_DATE_KINDS = ("date", "datetime")
_MOST_SKETCHES = 20  # of one kind of id: those of the newest files


class File(models.Model):
    _inherit = "pulse.file"

    def _match_columns(self, ids, object_name="", beside=None):
        """Return (``TableProposal``, {plain header: ``Decision``}) of the file.

        :param ids: sketches of :meth:`_id_sketches`
        :param object_name: settles the object
        :param beside: what the other tables of the export say for each object
        """
        lines = self.mapping_ids.sorted("sequence")
        samples = {line.header: line.sample_texts or [] for line in lines}
        settled = object_name or self._object_before(samples)

        def propose(confirmed):
            return matching.propose(
                tuple(samples),
                samples,
                file_name=self.name,
                looks_like=self._looks_like(lines, ids),
                confirmed=confirmed,
                object_name=settled,
                beside=beside,
            )

        proposal = propose({})
        decisions = self.migration_id._decisions(proposal.object)
        known = self._known_fields(lines, decisions)
        return (propose(known) if known else proposal), decisions

    def _known_fields(self, lines, decisions):
        """Return {header: field} of what a person decided, here or before."""
        known = {}
        for line in lines:
            found = decision.find(decisions, line.header)
            if line.is_touched:
                known[line.header] = line.field_name
            elif found and found.treatment == MAP:
                known[line.header] = found.field
        return {header: name for header, name in known.items() if name}

    def _object_before(self, header):
        """Return the object that a file of the same columns was confirmed as."""
        wanted = {plain(name) for name in header}
        columns = {}
        for line in self.migration_id._confirmed_lines():
            columns.setdefault(line.file_id, set()).add(plain(line.header))
        found = {f.object_name for f, names in columns.items() if names == wanted}
        return found.pop() if len(found) == 1 else ""

    def _propose_columns(self, object_name):
        """Propose the untouched lines anew, for an object that is settled."""
        self.ensure_one()
        file = self.sudo()
        ids = file._id_sketches()
        proposal, decisions = file._match_columns(ids, object_name)
        if file._take_proposal(proposal, decisions, ids):
            self._set_stale()

    def _take_proposal(self, proposal, decisions, ids):
        """Put a proposal on the untouched lines; return whether rows become stale."""
        lines = {line.header: line for line in self.mapping_ids}
        taken = {column.field for column in proposal.columns if column.field}
        is_stale = False
        for column in proposal.columns:
            line = lines[column.header]
            if line.is_touched or line.is_confirmed:
                continue
            if self.object_name:
                column = line._weigh(column, ids, taken)
                taken.add(column.field)
            decided = decision.find(decisions, column.header)
            is_stale |= line._propose(column, decided)
        self._keep_one_each()
        return is_stale

    def _keep_one_each(self):
        """Of columns for one field that make no value together, keep the first: a
        proposal can be confirmed as it is, and asks about the others."""
        for name in set(self.mapping_ids.mapped("field_name")) - {False}:
            lines = self.mapping_ids.filtered(lambda m, name=name: m.field_name == name)
            if len(lines) > 1 and not lines._is_one_value():
                first = lines.sorted(lambda m: (-m.score, m.state != SURE, m.sequence))
                others = first[1:].filtered(lambda m: m.reason == "joins_field")
                others._preselect(
                    {
                        "field_name": False,
                        "treatment": KEEP,
                        "state": LOOK,
                        "reason": "field_taken",
                    }
                )

    # ids of other files

    def _looks_like(self, lines, ids):
        """Return {header: {field: share of its values that are ids elsewhere}}."""
        found = {}
        for line in lines:
            shares = line._references(ids)
            likely = {f: share for f, (share, _n) in shares.items() if share > 0.5}
            if likely:
                found[line.header] = likely
        return found

    def _id_sketches(self):
        """Return [(referring field, sketch)] of the ids in this clinic's other files.

        A file's own kind of record refers to nothing by its own id.
        """
        lines = self.env["pulse.mapping"].search(
            [
                ("migration_id", "=", self.migration_id.id),
                ("field_name", "in", [name for _o, name in references.REFERENCES]),
                ("file_id", "!=", self.id),
            ],
            order="id desc",
        )
        found = {}
        for line in lines:
            field = references.REFERENCES.get((line.object_name, line.field_name))
            if field and line.sketch and line.object_name != self.object_name:
                found.setdefault(field, []).append(line.sketch)
        return [
            (field, references.Sketch.from_json(content))
            for field, contents in found.items()
            for content in contents[:_MOST_SKETCHES]
        ]


class Mapping(models.Model):
    _inherit = "pulse.mapping"

    def _propose(self, column, decided):
        """Take a proposal over; return whether its rows must be staged anew."""
        before = self._rules()
        self._preselect(self._prepare_proposed_vals(column, decided))
        self._ask_about_dates(decided)
        return before != self._rules()

    def _rules(self):
        return self.field_name or "", self.date_order, self.custom_type

    def _prepare_proposed_vals(self, column: Proposal, decided: Decision | None):
        if not self.object_name:
            return self._prepare_choice("", NONE, 0.0, "no_object")
        vals = self._prepare_decided_vals(decided) if decided else {}
        if vals:
            return vals
        if not column.field and (own := self._own_field_by_header()):
            return self._prepare_choice(own, LOOK, 1.0, "own_field")
        return self._prepare_choice(
            column.field, column.state, column.score, column.reason
        )

    def _prepare_choice(self, name, state, score, reason):
        return {
            "field_name": name or False,
            "treatment": MAP if name else KEEP,
            "state": state if name else NONE,
            "score": score,
            "reason": reason,
        }

    def _prepare_decided_vals(self, decided):
        """What a person, or a profile, decided of a column of this name."""
        vals = {"state": SURE, "score": 1.0, "reason": decided.reason}
        vals.update(treatment=decided.treatment, field_name=decided.field or False)
        if decided.treatment == MAP:
            return vals if self._knows(decided.field) else {}
        if decided.treatment != CREATE:
            return {**vals, "state": NONE, "field_name": False}
        if self.object_name not in TARGETS:
            return {}
        own = self._own_field_by_header()
        if own:
            return {**vals, "treatment": MAP, "field_name": own, "state": LOOK}
        return {
            **vals,
            "field_name": self.field_name
            if self.treatment == CREATE
            else self._custom_name(),
            "custom_type": decided.custom_type,
            "custom_label": decided.label,
            "is_medical": decided.is_medical,
        }

    def _knows(self, name):
        """Whether the object still has the field."""
        item = catalog.OBJECTS[self.object_name]
        if name in item.fields:
            return True
        model = TARGETS.get(self.object_name)
        return bool(model) and name in self.env[model]._fields

    def _own_field_by_header(self):
        """Return the name of the database's own field called like the column."""
        if self.object_name not in TARGETS or not self.filled_count:
            return ""
        fields = self.env["ir.model.fields"]
        found = fields._custom_by_header(TARGETS[self.object_name])
        return found.get(plain(self.header), fields).name or ""

    def _ask_about_dates(self, decided):
        """A date order that nothing proves is asked about, unless it was before."""
        if self.date_proof not in UNPROVEN or self._kind() not in _DATE_KINDS:
            return
        if decided and decided.date_order:
            self._preselect({"date_order": decided.date_order, "is_order_chosen": True})
        elif not self.is_order_chosen and self.state == SURE:
            self._preselect({"state": LOOK})

    # ids of other files

    def _references(self, ids):
        """Return {field: (share, values compared)} of the ids this column holds."""
        if not self.sketch or not ids:
            return {}
        return references.weigh(references.Sketch.from_json(self.sketch), ids)

    def _weigh(self, column, ids, taken):
        """Let the ids of other files speak where the header does not, or disagrees."""
        found = self._references(ids)
        share, compared = found.get(column.field, (1.0, 0))
        is_strange = compared >= references.MANY and share <= references.HARDLY
        if is_strange and column.state == SURE:
            return replace(column, state=LOOK, reason="ids_not_found")
        if column.field or column.reason == "no_meaning":
            return column
        fields = catalog.OBJECTS[self.object_name].fields
        for field, (share, _n) in sorted(found.items(), key=lambda f: -f[1][0]):
            if share >= references.MOSTLY and field in fields and field not in taken:
                return replace(
                    column, field=field, state=LOOK, score=share, reason="ids_found"
                )
        return column
