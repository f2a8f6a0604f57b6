"""After the move: what arrived, what waits for a person, what to rebuild."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine import catalog
from ...engine.problem_sheet import ProblemBook
from ...exceptions import text_of
from ...texts.labels import words_of
from ..download import download_action
from ..migration.run import UNDONE
from ..stage.row import OUTCOMES

_MOST_ORPHANS = 10_000  # more are no work for a hand


class Migration(models.Model):
    _inherit = "pulse.migration"

    after_html = fields.Html(
        "Reconciliation", compute="_compute_after_html", sanitize=False
    )
    orphan_count = fields.Integer("Rows without Patient", compute="_compute_waiting")
    document_count = fields.Integer("Documents without Row", compute="_compute_waiting")
    unmatched_count = fields.Integer(
        "Physicians without User", compute="_compute_waiting"
    )

    @api.depends("run_ids.state", "run_ids.report")
    @api.depends_context("lang")
    def _compute_after_html(self):
        for migration in self:
            migration.after_html = migration.run_ids and migration.env[
                "ir.qweb"
            ]._render("pulse_migration.after_numbers", {"sheet": migration._sheet()})

    def _compute_waiting(self):
        for migration in self:
            orphans = migration._find_orphan_rows()
            migration.orphan_count = self.env["pulse.row"].search_count(orphans)
            migration.document_count = len(migration._find_lonely_documents())
            migration.unmatched_count = len(migration._find_unmatched())

    # what waits

    def _live_runs(self):
        return self.run_ids.filtered(lambda run: run.state != UNDONE)

    def _find_orphan_rows(self):
        """Return the domain of held rows that were not received again since."""
        found = self.env.execute_query(
            SQL(
                """SELECT o.id FROM pulse_row o
                    WHERE o.run_id = ANY(%s) AND o.state = 'held'
                      AND o.object_name NOT IN ('patient', 'physician')
                      AND NOT EXISTS (
                        SELECT 1 FROM pulse_row n
                         WHERE n.run_id = ANY(%s) AND n.run_id > o.run_id
                           AND n.object_name = o.object_name
                           AND n.external_id = o.external_id)
                    ORDER BY o.id LIMIT %s""",
                self._live_runs().ids,
                self._live_runs().ids,
                _MOST_ORPHANS,
            )
        )
        return [("id", "in", [row_id for (row_id,) in found])]

    def _find_lonely_documents(self):
        """Return the received documents that no row of their run names."""
        found = self.env.execute_query(
            SQL(
                """SELECT f.id FROM pulse_file f
                    WHERE f.run_id = ANY(%s) AND f.kind = 'document' AND NOT EXISTS (
                      SELECT 1 FROM pulse_row r
                       WHERE r.run_id = f.run_id AND r.document_id = f.id)""",
                self._live_runs().ids,
            )
        )
        return self.env["pulse.file"].browse([file_id for (file_id,) in found])

    def _find_unmatched(self):
        return self.physician_ids.filtered(lambda physician: not physician.user_id)

    def action_open_after(self):
        """Open the page of what is left to do."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_after_action"
        )
        name = self.env._("After the Move: %(name)s", name=self.name)
        return {**action, "res_id": self.id, "display_name": name}

    def action_open_orphans(self):
        """Open the rows that found no patient."""
        self.ensure_one()
        action = self.env["pulse.row"]._action_open(
            self._find_orphan_rows(), self.env._("Rows without Patient")
        )
        lists = self.env.ref("pulse_migration.pulse_row_view_list_orphans")
        return {**action, "views": [(lists.id, "list"), (False, "form")]}

    def action_open_lonely_documents(self):
        """Open the documents that no row names."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_file_action"
        )
        ids = self._find_lonely_documents().ids
        name = self.env._("Documents without Row")
        return {**action, "domain": [("id", "in", ids)], "display_name": name}

    def action_open_unmatched(self):
        """Open the physicians who have no user."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_physician_action"
        )
        domain = [("migration_id", "=", self.id), ("user_id", "=", False)]
        context = {"default_migration_id": self.id}
        return {**action, "domain": domain, "context": context}

    # on paper

    def action_print_after(self):
        """Print the page for what is left."""
        self.check_access("read")
        report = self.env.ref("pulse_migration.after_report")
        return report.report_action(self, config=False)

    def action_download_after(self):
        """Open the page for what is left as a workbook."""
        return download_action(self, "after")

    def _sheet(self):
        """Return what the page shows as texts and numbers; nothing of a patient."""
        self.ensure_one()
        states = dict(
            self.env["pulse.row"]._fields["state"]._description_selection(self.env)
        )
        return {
            "title": self.name,
            "states": [states[state] for state in OUTCOMES],
            "objects": self._sheet_objects(),
            "money": self._sheet_money(),
            "waiting": self._sheet_waiting(),
            "checks": self._sheet_checks(),
            "items": self._sheet_items(),
            "item_header": self._item_header(),
        }

    def _sheet_objects(self):
        """Return (object, received, rows by outcome …) of what was not undone."""
        counts = {}
        domain = [("run_id", "in", self._live_runs().ids)]
        for outcome in self.env["pulse.outcome"].search(domain):
            states = counts.setdefault(outcome.object_name, {})
            states[outcome.state] = states.get(outcome.state, 0) + outcome.row_count
        return [
            (
                words_of(self.env, item.label),
                sum(counts[item.name].values()),
                *(counts[item.name].get(state, 0) for state in OUTCOMES),
            )
            for item in catalog.OBJECTS.values()
            if item.name in counts
        ]

    def _sheet_money(self):
        """Return (what, in Pulse, in Odoo) of the newest run that was verified."""
        run = self._live_runs().filtered("report").sorted("id")[-1:]
        labels = {
            "billed": self.env._("Billed"),
            "discount": self.env._("Discount"),
            "tax": self.env._("Tax"),
            "paid": self.env._("Paid"),
            "refunded": self.env._("Refunded"),
            "adjusted": self.env._("Adjusted"),
            "outstanding": self.env._("Outstanding"),
        }
        money = (run.sudo().report or {}).get("money", {})
        return [
            (label, sums.get("source"), sums.get("odoo"))
            for name, label in labels.items()
            if isinstance(sums := money.get(name), dict) and any(sums.values())
        ]

    def _sheet_waiting(self):
        return [
            (self.env._("Rows without patient"), self.orphan_count),
            (self.env._("Documents that no row names"), self.document_count),
            (self.env._("Physicians without a user"), self.unmatched_count),
            (self.env._("Left to rebuild"), self.rebuild_open_count),
        ]

    def _sheet_checks(self):
        """Return (what was found, how often) of the newest verification."""
        run = self._live_runs().filtered("report").sorted("id")[-1:]
        counts = {}
        for check in run.check_ids:
            counts[check.code] = counts.get(check.code, 0) + check.count
        return [(text_of(self.env, code), count) for code, count in counts.items()]

    def _item_header(self):
        items = self.env["pulse.rebuild"]
        return [
            items._fields[name]._description_string(self.env)
            for name in ("kind", "name", "feature", "user_id", "due_on", "state")
        ] + [self.env._("Seen"), self.env._("What it does")]

    def _sheet_items(self):
        labels = {
            name: dict(
                self.env["pulse.rebuild"]._fields[name]._description_selection(self.env)
            )
            for name in ("kind", "feature", "state")
        }
        return [
            (
                labels["kind"][item.kind],
                item.name,
                labels["feature"].get(item.feature, ""),
                item.user_id.name or "",
                str(item.due_on or ""),
                labels["state"][item.state],
                item.evidence or "",
                item.description or "",
            )
            for item in self.rebuild_ids
        ]

    def _write_after(self, stream):
        """Write the page as a workbook for whoever asks."""
        self.check_access("read")
        sheet, env = self._sheet(), self.env
        with ProblemBook(stream) as book:
            book.add_sheet(
                env._("To rebuild"),
                sheet["item_header"],
                sheet["items"],
                (16, 40, 30, 24, 12, 12, 40, 60),
            )
            book.add_sheet(
                env._("Reconciliation"),
                [env._("Object"), env._("Received"), *sheet["states"]],
                sheet["objects"],
                (20, *(12 for _state in range(len(OUTCOMES) + 1))),
            )
            book.add_sheet(
                env._("Money"),
                [env._("What"), env._("In Pulse"), env._("In Odoo")],
                sheet["money"],
                (20, 16, 16),
            )
            book.add_sheet(
                env._("Waiting for a person"),
                [env._("What"), env._("How many")],
                [*sheet["waiting"], *sheet["checks"]],
                (90, 12),
            )
