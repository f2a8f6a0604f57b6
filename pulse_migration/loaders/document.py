"""Prescriptions, records and conversations into attachments."""

import mimetypes
import os

from odoo import models
from odoo.tools.mimetypes import guess_mimetype

from ..engine import documents

_TITLES = {
    "prescription": "Prescription",
    "medical_record": "Medical record",
    "message": "Conversation",
}
_RENDERERS = {
    "prescription": documents.prescription,
    "medical_record": documents.medical_record,
    "message": documents.conversation,
}


class DocumentLoader(models.AbstractModel):
    """One document a record: the file that the export holds, else its written content.

    A prescription's file is the prescription, with its lines in the description; a
    medical record is written out and its scan attached beside it.
    """

    _name = "pulse.loader.document"
    _inherit = "pulse.loader"
    _description = "Loader: Documents"
    _target = "ir.attachment"
    _has_parts = True

    def _prepare_vals(self, unit, scope):
        unit.check_known()
        text = self._render(unit, scope)
        if unit.head.object_name == "prescription" and self._file_of(unit):
            return self._prepare_file_vals(
                unit, self._file_of(unit), scope, description=text
            )
        return {
            **self._prepare_common_vals(unit),
            "name": f"{self._title(unit)}.txt",
            "raw": text.encode(),
            "mimetype": "text/plain",
        }

    def _prepare_extra_vals(self, unit, scope):
        """The further files of the unit's rows."""
        files = self._files(unit)
        if unit.head.object_name == "prescription":
            files = files[1:]
        return {
            f"file-{number}": self._prepare_file_vals(unit, file_id, scope)
            for number, file_id in enumerate(files, 1)
        }

    def _prepare_partner_vals(self, unit, scope):
        """The newest medical record fills the patient's page."""
        row = next((row for row in unit.rows if row.is_latest), None)
        if not row or unit.head.object_name != "medical_record":
            return {}
        return {
            f"x_studio_{name}": row.values[name]
            for name in ("chief_complaint", "diagnosis", "treatment_plan")
            if row.values.get(name)
        }

    def _keep_content(self, unit, record, vals):
        """A document written anew leaves its old bytes with the batch, for undo."""
        if "raw" in vals:
            self.env["ir.attachment"].sudo().create(
                {
                    "name": f"{record.id}",
                    "res_model": "pulse.batch",
                    "res_id": unit.head.batch_id,
                    "raw": record.raw,
                    "mimetype": "application/octet-stream",
                    "x_studio_is_medical": record.x_studio_is_medical,
                }
            )

    def _file_of(self, unit):
        return next(iter(self._files(unit)), None)

    def _files(self, unit):
        """Return the ids of the unit's files, each at the place where it came first.

        A file that a later export holds again takes the earlier one's place.
        """
        files = {}
        for row in (*unit.earlier, *unit.rows):
            if row.document_id:
                files[str(row.values.get("file")).lower()] = row.document_id
        return list(dict.fromkeys(files.values()))

    def _identity(self, row):
        """What a row of a later export replaces: the message, the drug, the scan."""
        if row.object_name == "message":
            return row.external_id
        part = "medication" if row.object_name == "prescription" else "file"
        return str(row.values.get(part) or "").lower()

    def _prepare_common_vals(self, unit):
        object_name = unit.object_name
        return {
            "res_model": "res.partner",
            "res_id": unit.partner_id,
            "x_studio_document_type": object_name,
            "x_studio_document_on": self._date(unit) or False,
            "x_studio_is_medical": object_name != "bill",
        }

    def _prepare_file_vals(self, unit, file_id, scope, description=None):
        file = self.env["pulse.file"].sudo().browse(file_id)
        name = file.name.partition("?")[0]  # a server's address may ask
        vals = {
            **self._prepare_common_vals(unit),
            "name": f"{self._title(unit)}{os.path.splitext(name)[1].lower()}",
            "description": description or False,
        }
        if file.run_id.purged_at:  # Odoo alone has its bytes
            return vals
        content = scope.files.content_of(file)
        mimetype = mimetypes.guess_type(name)[0] or guess_mimetype(content)
        return {**vals, "raw": content, "mimetype": mimetype}

    def _split_extras(self, units, scope):
        """A purged file is not made again where nobody has it any more."""
        here, records, new = super()._split_extras(units, scope)
        return here, records, [part for part in new if "raw" in part[2]]

    def _date(self, unit):
        """The record's day; a conversation's is that of its first message."""
        if unit.head.object_name == "message":
            rows = [*unit.earlier, *unit.rows]
            return min(filter(None, map(_day, rows)), default="")
        return _day(unit.head)

    def _title(self, unit):
        """Name it by what, when and who: "Prescription 2024-03-05 Dr. Rao"."""
        parts = [
            _TITLES[unit.head.object_name],
            self._date(unit),
            str(unit.values.get("physician_name") or ""),
        ]
        return " ".join(part for part in parts if part).replace("/", "-")

    def _render(self, unit, scope):
        values = unit.values
        facts = [
            ("Patient", values.get("patient_name") or values.get("patient_id")),
            ("Date", self._date(unit)),
            ("Physician", values.get("physician_name")),
            ("Physician's e-mail", values.get("physician_email")),
            ("Number", "" if unit.key.startswith("~") else unit.key),
        ]
        rows = [row.values for row in unit.distinct_rows()]
        earlier = [row.values for row in unit.earlier_rows(self._identity)]
        if earlier and unit.head.object_name != "message":
            unit.add_flag("earlier_rows_kept")
        return _RENDERERS[unit.head.object_name](facts, rows, earlier)


def _day(row):
    return str(row.values.get("date") or row.values.get("sent_at") or "")[:10]
