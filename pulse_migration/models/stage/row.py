"""One row of the export on its way: text, typed values, plan, outcome."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...engine.people import name_key, person_key
from ...exceptions import text_of
from ...loaders.unit import LOADED as LOADED  # models take it from here
from ..bulk import copy_rows

PARTS_OF_BILL = ("bill_item", "payment")
# what a row ends in; together they are the rows that were received
OUTCOMES = ("created", "updated", "unchanged", "merged", "held", "rejected", "excluded")
SEVERITIES = ("info", "warning", "error")
_COLUMNS = (
    "migration_id",
    "run_id",
    "file_id",
    "line",
    "object_name",
    "unit_object",
    "external_id",
    "unit_key",
    "patient_key",
    "physician_key",
    "person_key",
    "occurred_on",
    "payload",
    "values",
    "issues",
    "issue_codes",
    "severity",
    "fingerprint",
    "state",
    "reason",
    "blanks",
)


class Row(models.Model):
    """A source row; it ends in exactly one state, and the states add up to the file."""

    _name = "pulse.row"
    _inherit = "pulse.target"
    _description = "Source Row"
    _order = "file_id, line, id"
    _log_access = False
    _rec_name = "external_id"

    migration_id = fields.Many2one(
        "pulse.migration", required=True, ondelete="cascade", readonly=True
    )
    run_id = fields.Many2one(
        "pulse.run", required=True, ondelete="cascade", readonly=True
    )
    file_id = fields.Many2one(
        "pulse.file", required=True, ondelete="cascade", readonly=True
    )
    batch_id = fields.Many2one(
        "pulse.batch", ondelete="set null", index="btree_not_null", readonly=True
    )
    line = fields.Integer(
        readonly=True, aggregator=None, help="Line of the file, or row of the sheet."
    )
    object_name = fields.Selection(
        [(o.name, o.label) for o in catalog.OBJECTS.values()],
        string="Object",
        required=True,
        readonly=True,
    )
    external_id = fields.Char("ID in Pulse", readonly=True)
    unit_object = fields.Char(
        readonly=True, help="The object its record is: items and payments join a bill."
    )
    unit_key = fields.Char(
        readonly=True, help="Rows of one unit object with one key make one record."
    )
    patient_key = fields.Char("Patient ID", readonly=True)
    physician_key = fields.Char(readonly=True)
    person_key = fields.Char(
        readonly=True,
        groups="pulse_migration.group_medical",
        help="The words of a patient's name, made comparable.",
    )
    occurred_on = fields.Date("Date", readonly=True)
    # a row of whatever object may say something medical
    payload = fields.Json(
        "Source Cells", readonly=True, groups="pulse_migration.group_medical"
    )
    blanks = fields.Json(
        "Blank Cells",
        readonly=True,
        help="Of a delta: the keys that a record gives without a value. None: every "
        "column of its table has a cell.",
    )
    values = fields.Json(
        "Converted Values", readonly=True, groups="pulse_migration.group_medical"
    )
    # [code, column or "", severity] of each
    issues = fields.Json("Issue List", readonly=True)
    issue_codes = fields.Char("Issues", readonly=True)
    issue_text = fields.Text("What was found", compute="_compute_issue_text")
    todo_text = fields.Text("What to do", compute="_compute_todo_text")
    severity = fields.Selection(
        [("info", "Changed by rule"), ("warning", "Please look"), ("error", "Error")],
        readonly=True,
    )
    fingerprint = fields.Char(readonly=True)
    document_id = fields.Many2one("pulse.file", readonly=True)
    is_latest = fields.Boolean(
        readonly=True, help="The patient's newest record: it fills the patient's page."
    )
    action = fields.Selection(
        [
            ("create", "Create"),
            ("update", "Update"),
            ("merge", "Merge"),
            ("unchanged", "Unchanged"),
            ("hold", "Hold"),
            ("reject", "Reject"),
        ],
        string="Plan",
        readonly=True,
    )
    state = fields.Selection(
        [
            ("staged", "Staged"),
            ("created", "Created"),
            ("updated", "Updated"),
            ("unchanged", "Unchanged"),
            ("merged", "Merged"),
            ("held", "Held"),
            ("rejected", "Rejected"),
            ("excluded", "Excluded"),
            ("undone", "Undone"),
        ],
        required=True,
        default="staged",
        readonly=True,
    )
    reason = fields.Char("Reason Code", readonly=True)
    reason_text = fields.Char("Reason", compute="_compute_issue_text")
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(
        "Odoo Record", model_field="res_model", readonly=True
    )

    _file_line = models.Index("(file_id, line)")
    _run_unit = models.Index("(run_id, unit_object, unit_key)")
    _run_patient = models.Index("(run_id, patient_key)")
    _run_state = models.Index("(run_id, object_name, state)")
    _run_external = models.Index("(run_id, object_name, external_id)")

    def init(self):
        """Statistics of JSON help no plan, and take most of the time of ANALYZE."""
        self.env.cr.execute(
            """ALTER TABLE pulse_row ALTER payload SET STATISTICS 0,
                                     ALTER values SET STATISTICS 0"""
        )

    @api.depends("issues", "reason")
    def _compute_issue_text(self):
        for row in self:
            row.issue_text = "\n".join(
                f"{issue[1]}: {text_of(self.env, issue[0])}"
                if issue[1]
                else text_of(self.env, issue[0])
                for issue in row.issues or []
            )
            row.reason_text = row.reason and text_of(self.env, row.reason)

    @api.depends("issues", "reason")
    def _compute_todo_text(self):
        """Why the row waits, and what wants a look; not what a rule changed."""
        for row in self:
            found = [issue for issue in row.issues or [] if issue[2] != "info"]
            codes = {issue[0] for issue in found}
            texts = [] if row.reason in codes else [row.reason_text]
            for code, column, _severity in found:
                text = text_of(self.env, code)
                texts.append(f"{column}: {text}" if column else text)
            row.todo_text = "\n".join(filter(None, texts))

    def action_plan(self):
        """Plan the runs of the chosen rows anew; approved runs refuse."""
        return self.run_id.action_start_plan()

    def action_load(self):
        """Load the batches that hold the chosen rows."""
        self.batch_id.action_load()

    @api.model
    def _action_open(self, domain, name=""):
        """Return the action that lists the rows of a domain, under another name."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_row_action"
        )
        return {**action, "domain": domain, "display_name": name or action["name"]}

    @api.model
    def _forget_staged(self, file):
        """Delete the rows of a file that is staged again; none of them was loaded."""
        self.env.cr.execute(SQL("DELETE FROM pulse_row WHERE file_id = %s", file.id))
        self.invalidate_model()

    @api.model
    def _copy_staged(self, file, pairs):
        """COPY (source row, staged row) pairs of one file; return how many."""
        head = (file.migration_id.id, file.run_id.id, file.id)
        is_delta = file.run_id.is_delta
        self.flush_model()
        count = copy_rows(
            self,
            _COLUMNS,
            (
                head
                + self._prepare_row(file.object_name, source, staged)
                # what is loaded for the first time has nothing to lose
                + (_blanks(source) if is_delta else None,)
                for source, staged in pairs
            ),
        )
        self.invalidate_model()
        return count

    def _staged_columns(self):
        """Return the names of what ``_prepare_row`` returns."""
        return _COLUMNS[3:-1]

    def _prepare_row(self, object_name, source, staged):
        values = staged.values
        codes = sorted({issue.code for issue in staged.issues})
        severity = max(
            (issue.severity for issue in staged.issues),
            key=SEVERITIES.index,
            default=None,
        )
        state = "staged"
        if staged.excluded:
            state = "excluded"
        elif staged.rejected:
            state = "rejected"
        return (
            source.line,
            object_name,
            "bill" if object_name in PARTS_OF_BILL else object_name,
            staged.external_id or None,
            _unit_key(object_name, staged) if state == "staged" else None,
            str(values.get("patient_id") or "") or None,
            physician_key(object_name, values),
            _person_key(object_name, values),
            str(values.get("date") or values.get("sent_at") or "")[:10] or None,
            source.cells,
            values,
            # counts in the report are of rows: nothing is said twice
            [*dict.fromkeys((i.code, i.column, i.severity) for i in staged.issues)]
            or None,
            ", ".join(codes) or None,
            severity,
            staged.fingerprint,
            state,
            staged.excluded or staged.rejected or None,
        )


def _blanks(source):
    return None if source.blanks is None else list(source.blanks)


def physician_key(object_name, values):
    """Return the e-mail in lower case, else ``name:`` and the plain name, else None."""
    own = "" if object_name == "physician" else "physician_"
    if email := values.get(f"{own}email"):
        return str(email).lower()
    if (name := values.get(f"{own}name")) and name_key(str(name)):
        return f"name:{name_key(str(name))}"
    return None


def _unit_key(object_name, staged):
    """Return what the plan will nearly always find; it looks at every row again."""
    if object_name == "physician":
        return physician_key(object_name, staged.values)
    if object_name == "bill" or object_name in PARTS_OF_BILL:
        return staged.values.get("bill_id")
    if object_name == "message":
        return staged.values.get("thread_id")
    return staged.external_id or None


def _person_key(object_name, values):
    if object_name != "patient" or not values.get("name"):
        return None
    return person_key(str(values["name"])) or None
