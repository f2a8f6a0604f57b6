"""What an approval rests on: every fact that decides what a load writes.

Facts are taken field by field from all that a model stores, but for what is named here
as deciding nothing. A field that somebody adds is covered until it is named.
"""

from odoo import models

from ...engine import fingerprint

# stored fields that follow from other facts, or only tell
_DECIDES_NOTHING = {
    "pulse.file": {
        "state",
        "staged_count",
        "rules_print",
        "same_count",
        "same_excluded_count",
        "row_count",
        "error_code",
        "confirmed_by",
        "confirmed_at",
        "is_confirmed",
        # only what cannot be used is left out: no row of it was ever there
        "is_excluded",
        "excluded_by",
        "excluded_at",
        # how a page came: its bytes are what counts
        "endpoint_id",
        "since_at",
        "delivery",
        "is_known",
        "run_id",
        "migration_id",
    },
    "pulse.mapping": {
        "run_id",
        "migration_id",
        "sequence",
        "state",
        "score",
        "reason",
        "samples",
        "top_value",
        "filled_count",
        "distinct_count",
        "date_proof",
        "date_counts",
        "is_confirmed",
        "is_touched",
        "is_order_chosen",
        "rank",
        "sample_texts",
        "sketch",
    },
    "pulse.value.map": {
        "migration_id",
        "row_count",
        "state",
        "confirmed_by",
        "confirmed_at",
    },
    "pulse.physician": {
        "migration_id",
        "name",
        "phone",
        "row_count",
        "counts",
        "suggested_user_id",
        "suggested_same_id",
        "suggestion_code",
    },
    "pulse.appointment.stage": {"name", "sequence"},
    "pulse.migration": {
        "name",
        "active",
        "are_settings_chosen",
        "is_four_eyes",
        "print_key",
    },
}
_PLANNED_BY = ("pulse.file", "pulse.mapping", "pulse.migration", "pulse.fix")
_OF_ODOO = frozenset(models.MAGIC_COLUMNS) | {"id", "display_name"}
_LISTS = ("one2many", "many2many")


class Run(models.Model):
    _inherit = "pulse.run"

    def _approval_hash(self):
        """Fingerprint of everything that decides what a load writes."""
        return fingerprint.of_json(self._facts())

    def _plan_hash(self):
        """Fingerprint of what decides what becomes of which row: all but who takes over
        what, and what words become, which a person may still say after the plan."""
        facts = self._facts()
        return fingerprint.of_json(
            {name: facts[name] for name in _PLANNED_BY if name in facts}
        )

    def _facts(self):
        """Return {model: sorted facts} of files, mapping, maps, people, options."""
        migration = self.sudo().migration_id
        lines = migration.value_map_ids
        facts = {
            records._name: facts_of(records)
            for records in (
                self.sudo().file_ids,
                self.sudo().mapping_ids,
                lines,
                lines.stage_id,
                migration.physician_ids,
                migration,
            )
        }
        facts["pulse.fix"] = self.env["pulse.fix"].sudo()._fingerprint(migration)
        # how many persons approve is approved too, and changes no plan
        facts["pulse.approval"] = migration.is_four_eyes
        return facts


def names_of(records):
    """Return the stored fields that decide something."""
    return [
        name
        for name, field in records._fields.items()
        if field.store
        and field.type not in _LISTS
        and name not in _OF_ODOO
        and name not in _DECIDES_NOTHING.get(records._name, ())
    ]


def facts_of(records, names=None):
    """Return the records' stored values as sorted JSON texts; of all fields or some."""
    names = names_of(records) if names is None else names
    return sorted(
        fingerprint.of_json({name: _plain(record, name) for name in names})
        for record in records
    )


def _plain(record, name):
    """Return a value as JSON can hold it.

    A user that the load itself will make is no part of the approval.
    """
    if name == "user_id" and record._name == "pulse.physician":
        if record.decision == "create":
            return False
    field = record._fields[name]
    value = field.convert_to_read(record[name], record, use_display_name=False)
    return value if isinstance(value, str | int | float | dict | list) else str(value)
