"""What a bookkeeper looks at: migrated bills, what a patient owes, the money."""

from screens.pages import ACTION, Page
from screens.server import Server

_INVOICES = "/odoo/action-account.action_move_out_invoice_type"
_LINES = ".o_field_widget[name='invoice_line_ids'] :is(.o_data_row, .o_kanban_record)"
_LISTED = (
    ".o_list_view .o_data_row, .o_kanban_view .o_kanban_record:not(.o_kanban_ghost)"
)


class Books:
    """The pages of a server with a clinic's bills in its books."""

    def __init__(self, server: Server) -> None:
        self._server = server
        used = self._find("account.payment", ["memo", "like", "Used for bill"])
        (payment,) = server.call("account.payment", "read", [used], ["partner_id"])
        self.patient = payment["partner_id"][0]
        # the machine may lack the letters of a name
        names = server.call("res.partner", "search_read", [], ["name"])
        self.readable = [one["id"] for one in names if one["name"].isascii()]

    def _find(self, model: str, *domain: list) -> int:
        return self._server.find(model, list(domain))

    def _invoice(self, line: str, *domain: list) -> str:
        """Return the address of the first invoice with a line of this name."""
        found = self._find(
            "account.move",
            ["invoice_line_ids.name", "=like", line],
            ["partner_id", "in", self.readable],
            *domain,
        )
        return f"{_INVOICES}/{found}"

    def pages(self) -> list[Page]:
        customer = f"/odoo/res.partner/{self.patient}"
        return [
            Page(
                "26_invoice",
                "A migrated bill: its lines, its tax as stated, its payments",
                self._invoice("Tax as stated on the bill"),
                _LINES,
            ),
            Page(
                "27_adjusted",
                "A bill whose lines lack something: its total holds",
                self._invoice("Adjustment to the bill's total"),
                _LINES,
            ),
            Page(
                "28_discount",
                "A bill with a discount, partly paid",
                self._invoice("Discount:%", ["payment_state", "=", "partial"]),
                _LINES,
            ),
            Page(
                "29_invoices",
                "A patient's invoices, with what is due",
                customer,
                _LISTED,
                clicks=(
                    "?.o_button_more",
                    "button[name='action_view_partner_invoices']",
                    "?.o_list_view .o_optional_columns_dropdown button",
                    "?input[name='amount_residual_signed']",
                    "?.o_list_view .o_optional_columns_dropdown button",
                ),
            ),
            Page(
                "30_statement",
                "A patient's account: bills, payments, advances",
                f"{customer}/action-account.action_account_moves_all_tree",
                _LISTED,
                clicks=(
                    "?.o_searchview_dropdown_toggler",
                    "?.o_filter_menu .o_menu_item|Receivable",
                    "?.o_searchview_dropdown_toggler",
                ),
            ),
            Page(
                "31_money",
                "The money: source against Odoo, to the last paisa",
                f"{ACTION}pulse_money_action",
                ".o_data_row, .o_group_header",
            ),
        ]
