"""A file of the export, byte for byte, and what was recognised in it.

How its bytes are kept is in ``file_content``, how tables are found in ``file_receive``.
"""

from odoo import api, fields, models

from ...engine import catalog, fingerprint
from ...engine.converters import Rules, convert
from ...engine.errors import RowError
from ...engine.staging import MAX_KEY
from ...exceptions import text_of


class File(models.Model):
    """One file, or one table of a file that holds several.

    A table inside a workbook and a member inside a ZIP are children: their bytes are
    the parent's.
    """

    _name = "pulse.file"
    _inherit = "pulse.protected"
    _description = "Received File"
    _order = "id"
    _server_fields = frozenset(
        {
            "migration_id",
            "run_id",
            "parent_id",
            "name",
            "table",
            "kind",
            "layout",
            "header_line",
            "is_chat",
            "error_code",
            "error_line",
            "content_ids",
            "state",
            "sha256",
            "size",
            "row_count",
            "is_confirmed",
            "confirmed_by",
            "confirmed_at",
            "is_excluded",
            "excluded_by",
            "excluded_at",
            "endpoint_id",
            "since_at",
            "delivery",
            "is_known",
            "is_object_settled",
        }
    )

    migration_id = fields.Many2one(
        related="run_id.migration_id", store=True, ondelete="cascade"
    )
    run_id = fields.Many2one("pulse.run", required=True, ondelete="cascade", index=True)
    parent_id = fields.Many2one("pulse.file", ondelete="cascade", index=True)
    name = fields.Char(required=True, help="The path inside the export.")
    table = fields.Char(help="The sheet or list inside the file, when it has several.")
    kind = fields.Selection(
        [
            ("table", "Table"),
            ("archive", "Archive"),
            ("document", "Document"),
            ("unknown", "Unknown"),
        ],
        required=True,
    )
    state = fields.Selection(
        [
            ("received", "Received"),
            ("staged", "Staged"),
            ("unused", "Not used"),
            ("unreadable", "Unreadable"),
        ],
        required=True,
        default="received",
    )
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
    )
    is_object_settled = fields.Boolean(
        readonly=True,
        copy=False,
        help="A person, or the server's settings, said what the file holds.",
    )
    layout = fields.Char(
        "Layout Code", readonly=True, help="A known layout, by the code of its name."
    )
    layout_text = fields.Char("Layout", compute="_compute_layout_text")
    sha256 = fields.Char("SHA-256", required=True)
    # an integer ends at 2 GiB
    size = fields.Float("Size in Bytes", digits=(16, 0))
    row_count = fields.Integer(help="Records that the reader found.")
    header_line = fields.Integer()
    is_chat = fields.Boolean(help="A WhatsApp chat; its table is named by the contact.")
    error_code = fields.Char()
    error_line = fields.Integer(help="Up to where the file could be read.")
    error_text = fields.Char(compute="_compute_error_text", string="What to do")
    content_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        domain=[("res_model", "=", "pulse.file")],
        bypass_search_access=True,
    )
    mapping_ids = fields.One2many("pulse.mapping", "file_id")
    is_confirmed = fields.Boolean(
        "Mapping Confirmed",
        readonly=True,
        copy=False,
        help="A person confirmed what each column means; nothing loads before.",
    )
    confirmed_by = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_at = fields.Datetime(readonly=True, copy=False)
    mapping_problems = fields.Text(
        compute="_compute_mapping_problems",
        help="What keeps the mapping from being confirmed.",
    )

    # tables among a hundred thousand documents
    _run_tables = models.Index("(run_id, kind) WHERE kind <> 'document'")

    @api.depends("error_code", "error_line")
    def _compute_error_text(self):
        for file in self:
            text = file.error_code and text_of(self.env, file.error_code)
            if text and file.error_line:
                line = self.env._("Near line %s.", file.error_line)
                text = f"{text} {line}"
            file.error_text = text

    @api.depends("layout")
    def _compute_layout_text(self):
        for file in self:
            file.layout_text = file.layout and text_of(self.env, file.layout)

    @api.depends("name", "table")
    def _compute_display_name(self):
        for file in self:
            file.display_name = (
                f"{file.name} [{file.table}]" if file.table else file.name
            )

    def action_open_rows(self):
        """Open the rows that were read from the file."""
        self.ensure_one()
        return self.env["pulse.row"]._action_open([("file_id", "=", self.id)])

    # stage

    def _constants(self):
        """What the file itself says about every row: a chat is one thread with one
        contact, named by phone or by name."""
        if not self.is_chat:
            return {}
        thread = self._full_name()
        if len(thread) > MAX_KEY:  # a path, of whatever many folders
            thread = f"~{fingerprint.of_json(thread)}"
        values = {"thread_id": thread, "channel": "WhatsApp"}
        rules = Rules(country=self.migration_id.country_id.code)
        try:
            phone = convert("phone", self.table or "", rules)
        except RowError:
            phone = None
        if phone and phone.value and not phone.flags:
            return {**values, "patient_phone": phone.value}
        return {**values, "patient_name": self.table or ""}
