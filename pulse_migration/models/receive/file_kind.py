"""Files of which every row is of one kind: refunds, credit notes."""

from pathlib import PurePosixPath

from odoo import models

from ...engine.bill_columns import kind_of_file

# what names a record of such a file
_NUMBERS = ("bill_id", "payment_id", "receipt_number")
# a file with one of these says it row by row
_SAYS_SO = ("type", "refund")


class File(models.Model):
    _inherit = "pulse.file"

    def _constants(self):
        """Nothing in a row of "refunds.csv" says that the money went back."""
        kind = self._kind_of_rows()
        return {**super()._constants(), **({"type": kind} if kind else {})}

    def _kind_of_rows(self):
        lines = self.mapping_ids.filtered("field_name")
        if not set(_SAYS_SO).isdisjoint(lines.mapped("field_name")):
            return ""
        numbers = lines.filtered(lambda line: line.field_name in _NUMBERS)
        names = [PurePosixPath(self._full_name()).name, self.table or ""]
        names += numbers.mapped("header")
        return kind_of_file(self.object_name, names)
