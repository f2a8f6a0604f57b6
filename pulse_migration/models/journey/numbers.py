"""The big numbers of a clinic's current run; each opens what it counts."""

from odoo import api, fields, models
from odoo.tools import formatLang

from ...engine import catalog
from ..load.progress import CHANNEL
from ..migration.run import RUNNING
from ..stage.row import LOADED, OUTCOMES

_SEVERITIES = ("error", "warning", "info")
_LEVELS = {"error": "danger", "rejected": "danger", "held": "warning"}
_LEVELS["unreadable"] = "danger"
_LEVELS |= dict.fromkeys(LOADED, "success") | {"warning": "warning"}
_TABLES = ("kind", "not in", ("document", "archive"))
_FILES = {
    "used": [
        _TABLES,
        ("object_name", "!=", False),
        ("state", "!=", "unreadable"),
    ],
    "unused": [
        _TABLES,
        ("object_name", "=", False),
        ("state", "!=", "unreadable"),
    ],
    "unreadable": [("state", "=", "unreadable")],
    "document": [("kind", "=", "document")],
}


class Migration(models.Model):
    _inherit = "pulse.migration"

    numbers = fields.Json(compute="_compute_numbers")
    # what the form shows of the current run
    run_progress = fields.Json(compute="_compute_run_progress")
    run_file_ids = fields.One2many(
        "pulse.file", string="Files Received", compute="_compute_run_file_ids"
    )

    @api.depends("run_ids.state", "run_ids.report")
    @api.depends_context("lang")
    def _compute_numbers(self):
        for migration in self:
            migration.numbers = migration.run_id and migration.run_id._numbers()

    @api.depends("run_ids.progress_info")
    def _compute_run_progress(self):
        for migration in self:
            run = migration.run_id
            migration.run_progress = run and run._progress_info()

    @api.depends("run_ids.file_ids.state", "run_ids.file_ids.object_name")
    def _compute_run_file_ids(self):
        """What is read comes first, in the order it loads; documents are a number."""
        order = [*catalog.OBJECTS, False]
        for migration in self:
            shown = [("run_id", "=", migration.run_id.id), ("kind", "!=", "document")]
            files = self.env["pulse.file"].search(shown)
            migration.run_file_ids = files.sorted(
                lambda file: (
                    file.kind == "archive",
                    order.index(file.object_name),
                    file.id,
                )
            )


class Run(models.Model):
    _inherit = "pulse.run"

    def action_open_outcome(self, state):
        """Open the rows of this run that ended so."""
        self.ensure_one()
        domain = [("run_id", "=", self.id), ("state", "=", state)]
        return self.env["pulse.row"]._action_open(domain, self._state_labels()[state])

    def action_open_severity(self, severity):
        """Open the lines of the data-quality report that are so severe."""
        domain = [("run_id", "=", self.id), ("severity", "=", severity)]
        return {**self.action_open_issues(), "domain": domain}

    def _numbers(self):
        """Return the groups of numbers; JSON, without a patient's data."""
        groups = (
            self._file_numbers(),
            self._row_numbers(),
            self._issue_numbers(),
            self._money_numbers(),
        )
        return {
            "run": self.id,
            "channel": f"{CHANNEL}{self.id}",
            "state": self.state,
            "is_running": self.state == RUNNING and not self.loaded_at,
            **self._lane_info(),
            "groups": [group for group in groups if group["items"]],
        }

    def action_open_files(self, name):
        """Open the tables that are read, those that are not, or the documents."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pulse_migration.pulse_file_action"
        )
        labels = self._file_labels()
        domain = [("run_id", "=", self.id), *_FILES[name]]
        return {**action, "domain": domain, "display_name": labels[name]}

    def _file_labels(self):
        return {
            "used": self.env._("Tables that are read"),
            "unused": self.env._("Not used"),
            "unreadable": self.env._("Unreadable"),
            "document": self.env._("Documents"),
        }

    def _file_numbers(self):
        """Return what was received, the files that nothing is made of among it."""
        counts = self._count_files()
        return {
            "label": self.env._("Files"),
            "items": [
                self._number(label, f"{counts[name]:,}", name, "action_open_files")
                for name, label in self._file_labels().items()
                if counts[name]
            ],
        }

    def _state_labels(self):
        states = self.env["pulse.row"]._fields["state"]
        return dict(states._description_selection(self.env))

    def _row_numbers(self):
        """Return the rows by outcome, those that were not decided first."""
        counts, labels = self._count_states(), self._state_labels()
        return {
            "label": self.env._("Rows"),
            "items": [
                self._number(
                    labels[state], f"{counts[state]:,}", state, "action_open_outcome"
                )
                for state in ("staged", *OUTCOMES, "undone")
                if counts.get(state)
            ],
        }

    def _issue_numbers(self):
        """Return how many rows are affected, by how bad it is."""
        groups = self.env["pulse.issue"]._read_group(
            [("run_id", "=", self.id)], ["severity"], ["row_count:sum"]
        )
        counts = dict(groups)
        severities = self.env["pulse.issue"]._fields["severity"]
        labels = dict(severities._description_selection(self.env))
        return {
            "label": self.env._("Issues"),
            "items": [
                self._number(
                    labels[name], f"{counts[name]:,}", name, "action_open_severity"
                )
                for name in _SEVERITIES
                if counts.get(name)
            ],
        }

    def _money_numbers(self):
        """Return what the bills come to: there and here once verified, else there."""
        labels = {
            "billed": self.env._("Billed"),
            "paid": self.env._("Paid"),
            "outstanding": self.env._("Outstanding"),
        }
        found = self.sudo().report and self._verified_money(labels)
        return {
            "label": self.env._("Money"),
            "items": found or self._planned_money(labels),
        }

    def _verified_money(self, labels):
        currency = self.migration_id.currency_id
        items = []
        money = self.sudo().report.get("money", {})
        for name in labels:
            sums = money.get(name) or {}
            there, here = sums.get("source"), sums.get("odoo")
            if not there and not here:
                continue
            text = formatLang(self.env, there or 0, currency_obj=currency)
            note, level = "", ""
            if here is not None:
                is_equal = currency.compare_amounts(there or 0, here) == 0
                differs = "danger" if self.money_open_count else "warning"
                level = "success" if is_equal else differs
                note = self.env._(
                    "in Odoo: %s", formatLang(self.env, here, currency_obj=currency)
                )
                if level == "warning":
                    note = self.env._("%s; each difference has its reason", note)
            item = self._number(labels[name], text, "", "action_open_money")
            items.append({**item, "note": note, "level": level})
        return items

    def _planned_money(self, labels):
        """Return the sums of the plan, by currency; nothing to open before the load."""
        money = (self.sudo().scope or {}).get("money", {})
        return [
            self._number(label, f"{float(sums[name]):,.2f} {currency}", "", "")
            for currency, sums in money.items()
            for name, label in labels.items()
        ]

    def _number(self, label, value, key, action):
        return {
            "label": label,
            "value": value,
            "note": "",
            "level": _LEVELS.get(key, ""),
            "button": action
            and {
                "name": action,
                "model": self._name,
                "id": self.id,
                "args": f'["{key}"]' if key else "",
            },
        }
