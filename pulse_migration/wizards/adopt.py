"""Giving rows that no patient was found for to the patient whom a person knows."""

import io
import json

from odoo import fields, models
from odoo.exceptions import UserError

from ..models.target import form_of

_PEOPLE = ("patient", "physician")


class Adopt(models.TransientModel):
    """Held rows, and whose they are; they are received again, under that patient.

    The rows stay where they were received and are accounted for there. What is made
    of them waits for an approval like any other delivery, and can be taken back.
    """

    _name = "pulse.adopt"
    _description = "Give Rows to a Patient"

    row_ids = fields.Many2many("pulse.row", string="Rows", readonly=True)
    row_count = fields.Integer("Rows to give", compute="_compute_row_count")
    partner_id = fields.Many2one(
        "res.partner",
        "Patient",
        domain=[("x_studio_patient_id", "!=", False)],
    )

    def _compute_row_count(self):
        for wizard in self:
            wizard.row_count = len(wizard.row_ids)

    def action_adopt(self):
        """Receive the rows in a run of their own, stage them, and open it."""
        self.ensure_one()
        if not self.partner_id:
            raise UserError(self.env._("Choose the patient."))
        migration = self.row_ids.migration_id
        migration.check_access("write")
        self.row_ids.run_id._check_not_purged()
        patient_key = self._find_patient_key(migration)
        run = migration._open_run()
        run._check_may_run()
        files = self.env["pulse.file"].sudo()
        for object_name, rows in self.row_ids.grouped("object_name").items():
            cells = [self._cells_of(row, patient_key) for row in rows.sudo()]
            content = json.dumps(cells, ensure_ascii=False).encode()
            name = f"adopted/{object_name}-{min(rows.ids)}-{len(rows)}.json"
            made = files._receive(run, name, io.BytesIO(content))
            made.filtered(lambda file: file.kind == "table")._settle_object(object_name)
        run._log("adopt", rows=len(self.row_ids))
        run.action_stage()
        return migration.action_open_run()

    def _find_patient_key(self, migration):
        """Return the id that the patient has in the clinic's export."""
        link = (
            self.env["pulse.link"]
            .sudo()
            .search(
                [
                    ("migration_id", "=", migration.id),
                    ("object_name", "=", "patient"),
                    ("res_model", "=", "res.partner"),
                    ("res_id", "=", self.partner_id.id),
                ],
                limit=1,
            )
        )
        if not link:
            raise UserError(
                self.env._("Choose a patient whom this clinic's export brought.")
            )
        return link.external_id

    def _cells_of(self, row, patient_key):
        """Return the row's cells as they were, with the patient's id in its column."""
        columns = row.file_id.mapping_ids
        column = columns.filtered(lambda m: m.field_name == "patient_id")[:1].header
        return {**(row.payload or {}), column or "patient_id": patient_key}


class Row(models.Model):
    _inherit = "pulse.row"

    def action_adopt(self):
        """Ask whose the chosen rows are."""
        if not self:
            raise UserError(self.env._("Tick the rows first that are one patient's."))
        if len(self.migration_id) != 1:
            raise UserError(self.env._("Choose rows of one clinic."))
        self.run_id._check_not_purged()
        if self.filtered(lambda row: row.state != "held" or row.unit_object in _PEOPLE):
            raise UserError(
                self.env._("Choose rows that are held because they have no patient.")
            )
        open_runs = self.run_id.filtered(lambda run: run.state not in run._ENDED)
        if open_runs:
            raise UserError(
                self.env._("Their run is still open: correct the rows there instead.")
            )
        wizard = self.env["pulse.adopt"].create({"row_ids": self.ids})
        return form_of(wizard, name=self.env._("Give Rows to a Patient"), target="new")
