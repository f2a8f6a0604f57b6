"""How a file is called where a text may leave the screen: a log, an exception."""

from odoo import models

_CHAT = ("whatsapp", "_chat.txt")  # an exported chat is named after its contact


class File(models.Model):
    _inherit = "pulse.file"

    def _safe_name(self):
        """Return a name that says nothing of a patient: chats and documents are
        numbered."""
        self.ensure_one()
        file = self.sudo()
        if file.is_chat or file._has_chats():
            return self.env._("chat %s", file.id)
        if file.kind == "document":
            return self.env._("document %s", file.id)
        return file.display_name

    def _has_chats(self):
        """Tell whether the file, or the archive, is named as one that holds a chat."""
        if any(word in self.name.lower() for word in _CHAT):
            return True
        return self.kind == "archive" and bool(
            self.search_count(
                [("parent_id", "=", self.id), ("is_chat", "=", True)], limit=1
            )
        )

    def _safe_names(self):
        return [file._safe_name() for file in self]
