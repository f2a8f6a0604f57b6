"""The catalogue of translatable terms is what the code and the screens say.

``PULSE_WRITE_POT=1 scripts/test pulse_migration/tests/test_translations.py`` writes it.
"""

import io
import os
from pathlib import Path

import polib

from odoo.tests import TransactionCase
from odoo.tools.translate import trans_export

from odoo.addons.pulse_migration.engine import catalog
from odoo.addons.pulse_migration.texts.labels import LABELS

POT = Path(__file__).parents[1] / "i18n" / "pulse_migration.pot"


class TestTranslations(TransactionCase):
    def export(self):
        stream = io.BytesIO()
        trans_export(False, ["pulse_migration"], stream, "po", self.env)
        return polib.pofile(stream.getvalue().decode())

    def test_the_catalogue_is_current(self):
        exported = self.export()
        if os.environ.get("PULSE_WRITE_POT"):
            for name in ("POT-Creation-Date", "PO-Revision-Date"):
                exported.metadata.pop(name, None)
            POT.parent.mkdir(exist_ok=True)
            exported.save(str(POT))
        kept = polib.pofile(str(POT))
        missing = {entry.msgid for entry in exported} - {entry.msgid for entry in kept}
        gone = {entry.msgid for entry in kept} - {entry.msgid for entry in exported}
        self.assertFalse(missing | gone, "Write it anew: see the head of this file.")

    def test_every_name_of_an_object_or_a_field_can_be_translated(self):
        items = catalog.OBJECTS.values()
        said = {field.label for item in items for field in item.fields.values()}
        said |= {item.label for item in items}
        self.assertFalse(set(LABELS) - said, "Nothing is called so any more.")
        # one that was added a moment ago is shown in English
        self.assertGreater(len(set(LABELS)), 0.95 * len(said))

    def test_what_is_chosen_from_is_named_in_the_readers_language(self):
        """A list that a function makes is not translated by itself."""
        self.env["res.lang"]._activate_lang("fr_FR")
        for model, name, value in (
            ("pulse.file", "object_name", "patient"),
            ("pulse.row", "object_name", "bill"),
            ("pulse.run", "state", "draft"),
            ("pulse.row", "state", "held"),
        ):
            found = self.env["ir.model.fields"]._get(model, name).selection_ids
            option = found.filtered(lambda one, value=value: one.value == value)
            option.with_context(lang="fr_FR").name = f"fr {value}"
        self.env.registry.clear_all_caches()
        for model, name, value in (
            ("pulse.file", "object_name", "patient"),
            ("pulse.row", "object_name", "bill"),
            ("pulse.migration", "run_state", "draft"),
            ("pulse.outcome", "state", "held"),
        ):
            fields = self.env[model].with_context(lang="fr_FR").fields_get([name])
            labels = dict(fields[name]["selection"])
            self.assertEqual(labels[value], f"fr {value}", f"{model} {name}")

    def test_the_catalogue_names_no_machine(self):
        text = POT.read_text("utf-8")
        for word in ("/tmp/", "/home/", "/root/", "localhost"):
            self.assertNotIn(word, text)
