"""The catalogue of translatable terms is what the code and the screens say.

``PULSE_WRITE_POT=1 scripts/test pulse_migration/tests/test_translations.py`` writes it.
"""

import io
import os
from pathlib import Path

import polib

from odoo.tests import TransactionCase
from odoo.tools.translate import trans_export

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

    def test_the_catalogue_names_no_machine(self):
        text = POT.read_text("utf-8")
        for word in ("/tmp/", "/home/", "/root/", "localhost"):
            self.assertNotIn(word, text)
