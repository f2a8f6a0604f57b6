"""The pictures, in the order of the admin's walk, and what is done between them."""

from dataclasses import dataclass
from pathlib import Path

from screens.server import Server

ACTION = "/odoo/action-pulse_migration."
_DEMO = Path(__file__).resolve().parents[2] / "pulse_migration" / "demo" / "clinic"
_ROW, _FORM = ".o_data_row", ".o_form_view"
_LINES = f"{_ROW}, .o_kanban_record:not(.o_kanban_ghost)"


@dataclass(frozen=True, slots=True)
class Page:
    """A picture: its name, what it is of, where it is, and what must be seen on it.

    ``calls`` (model, method, ids) are made before it, ``clicks`` on it (after "?" what
    a page of one width may lack, after "|" the text of what is meant), and ``upload``
    is dropped on it.
    """

    name: str
    title: str
    address: str
    shown: str
    clicks: tuple[str, ...] = ()
    calls: tuple[tuple[str, str, list[int]], ...] = ()
    upload: tuple[Path, ...] = ()


def _step(name: str) -> tuple[str, ...]:
    return (f".o_pulse_step[data-step='{name}']",)


def _chosen(name: str) -> str:
    return f".o_pulse_step[data-step='{name}'][aria-pressed='true']"


def _now(name: str) -> str:
    return f".o_pulse_step[data-step='{name}'][aria-current='step']"


class Walk:
    """The pages of a server with the demo data."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.clinic = self._clinic("Demo Clinic")
        self.branch = self._clinic("Nashik")
        self.received = self._clinic("Satara")
        self.loading = self._clinic("Nagpur")
        self.run = server.find("pulse.run", [["migration_id", "=", self.branch]])

    def _clinic(self, name: str) -> int:
        return self._server.find("pulse.migration", [["name", "like", name]])

    def _journey(self, clinic: int) -> str:
        return f"{ACTION}pulse_migration_action/{clinic}"

    def pages(self) -> list[Page]:
        return [
            *self._first_pages(),
            *self._pages_of_check(),
            *self._pages_of_load(),
            *self._pages_after(),
            *self._pages_of_patient(),
        ]

    def _first_pages(self) -> list[Page]:
        of_branch = ["migration_id", "=", self.branch]
        file = self._server.find(
            "pulse.file", [of_branch, ["object_name", "=", "patient"]]
        )
        return [
            Page(
                "01_overview",
                "Every clinic with its lamp, and what it waits for",
                f"{ACTION}pulse_migration_action",
                ".o_kanban_record",
            ),
            Page(
                "02_receive",
                "Receive: drop all files, or the ZIP, and see the bytes go",
                f"{ACTION}pulse_receive_action",
                ".modal .o_pulse_entry[data-status='done']",
                upload=tuple(sorted(_DEMO.glob("*.csv"))),
            ),
            Page(
                "03_received",
                "Received: what every file was recognised as, and its rows",
                self._journey(self.received),
                _now("receive"),
            ),
            Page(
                "04_map",
                "Map: one step is next, and one button goes on",
                self._journey(self.branch),
                _now("map"),
            ),
            Page(
                "05_columns",
                "What each column means, and why",
                f"{ACTION}pulse_file_action/{file}",
                _FORM,
            ),
            Page(
                "06_value_maps",
                "What the clinic's words mean",
                f"{ACTION}pulse_value_map_action",
                _LINES,
            ),
        ]

    def _pages_of_check(self) -> list[Page]:
        confirm = ("pulse.run", "action_confirm_mapping", [self.run])
        decide = ("pulse.physician", "action_use_fallback", self._physicians())
        plan = ("pulse.run", "action_plan", [self.run])
        row = self._server.find(
            "pulse.row",
            [["object_name", "=", "patient"], ["migration_id", "=", self.clinic]],
        )
        return [
            Page(
                "07_check",
                "Check: what is wrong, counted, and what blocks",
                self._journey(self.branch),
                _chosen("check"),
                clicks=_step("check"),
                calls=(confirm, decide, plan),
            ),
            Page(
                "08_issues",
                "The data-quality report",
                f"{ACTION}pulse_issue_action",
                _LINES,
            ),
            Page(
                "09_rows",
                "Rows of an object, what is wrong first",
                f"{ACTION}pulse_row_action_patient",
                _LINES,
            ),
            Page(
                "10_row",
                "A row: each cell, its value, and what Odoo holds",
                f"{ACTION}pulse_row_action/{row}",
                f"{_FORM} table",
            ),
            Page(
                "11_plan",
                "The plan: what will become of every row",
                f"{ACTION}pulse_plan_line_action",
                _LINES,
            ),
        ]

    def _physicians(self) -> list[int]:
        domain = [["migration_id", "=", self.branch]]
        return self._server.call("pulse.physician", "search", domain)

    def _pages_of_load(self) -> list[Page]:
        branch = self._journey(self.branch)
        sample = self._server.call("pulse.run", "action_open_sample", [self.run])
        take = ("pulse.sample", "action_sample", [sample["res_id"]])
        approve = ("pulse.run", "action_approve", [self.run])
        return [
            Page("12_sample", "Sample: a look at a few", branch, _now("sample")),
            Page(
                "13_sample_lines",
                "The sample, cell by cell, with a verdict",
                f"{ACTION}pulse_sample_action/{sample['res_id']}",
                f"{_FORM} .o_notebook",
                calls=(take,),
            ),
            Page("14_approve", "Approve: exactly this", branch, _now("approve")),
            Page(
                "15_load",
                "Load asks with the numbers",
                branch,
                ".modal .o_field_widget[name='question']",
                clicks=(".o_pulse_next[name='action_open_load']",),
                calls=(approve,),
            ),
            Page(
                "16_loading",
                "Loading: rows done and left by phase, live",
                self._journey(self.loading),
                ".o_pulse_phase",
            ),
        ]

    def _pages_after(self) -> list[Page]:
        clinic = self._journey(self.clinic)
        run = self._server.find("pulse.run", [["migration_id", "=", self.clinic]])
        plan = self._server.call("pulse.run", "action_plan_undo", [run])
        return [
            Page(
                "17_verify",
                "Verify: every record read back",
                clinic,
                _chosen("verify"),
                clicks=_step("verify"),
            ),
            Page(
                "18_delta",
                "Delta: while the clinic still works in Pulse",
                clinic,
                _chosen("delta"),
                clicks=_step("delta"),
            ),
            Page("19_done", "Done: rows and money, each a link", clinic, _now("done")),
            Page(
                "20_undo",
                "Undo begins with a plan in numbers",
                f"{ACTION}pulse_undo_plan_action/{plan['res_id']}",
                f"{_FORM} .o_field_widget[name='plan_line_ids']",
            ),
            Page(
                "21_outcomes",
                "Outcomes in figures",
                f"{ACTION}pulse_outcome_action",
                "canvas",
            ),
            Page(
                "22_after",
                "After the move: what arrived, and what is left",
                f"{ACTION}pulse_after_action/{self.clinic}",
                ".o_field_widget[name='rebuild_ids']",
            ),
        ]

    def _pages_of_patient(self) -> list[Page]:
        domain = [["x_studio_patient_id", "=", "D001"]]
        patient = f"/odoo/res.partner/{self._server.find('res.partner', domain)}"
        return [
            Page(
                "23_patient",
                "A patient: allergies first, for the medical group",
                patient,
                ".o_field_widget[name='x_studio_patient_id']",
                clicks=(".o_notebook a[name='x_personal_information']",),
            ),
            Page(
                "24_timeline",
                "A patient's timeline",
                patient,
                ".o_field_widget[name='timeline_ids']",
                clicks=(".o_notebook a[name='timeline']",),
            ),
            Page(
                "25_appointments",
                "A physician's appointments at their hour",
                f"{ACTION}mail_activity_action_appointments",
                ".o_calendar_view .fc-event",
            ),
        ]
