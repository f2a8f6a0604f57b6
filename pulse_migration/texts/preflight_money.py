"""What the pre-flight found about bills, as ``preflight`` says the rest."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

MONEY_TEXTS = {
    "bills_none": (_lt("No bill of this run is to be loaded."), ""),
    "bills_on_patient": (
        _lt("Bills that become fields on the patient: %(count)s."),
        "",
    ),
    "bills_move": (_lt("Bills that become customer invoices: %(count)s."), ""),
    "bills_opening": (
        _lt("Bills that become opening balances, and a document a patient: %(count)s."),
        "",
    ),
    "opening_day": (_lt("Opening balances are booked on %(date)s."), ""),
    "opening_day_missing": (
        _lt("No day of the move is chosen for the opening balances."),
        _lt("Choose it on the clinic's page: what is owed is owed on this day."),
    ),
    "opening_day_early": (
        _lt("Bills after the day of the move, %(date)s: %(count)s."),
        _lt(
            "They are in the opening balance all the same. Choose the day of the "
            "export as the day of the move."
        ),
    ),
    "opening_locked": (
        _lt("A lock date covers the day of the move, %(date)s."),
        _lt("Choose a later day, or move the lock date until the load is done."),
    ),
    "opening_account": (_lt("Opening balances are booked against %(names)s."), ""),
    "opening_account_usual": (
        _lt("No account is chosen against opening balances."),
        _lt(
            "They are booked against %(names)s. Choose another on the clinic's page "
            "if your accountant wants so."
        ),
    ),
    "opening_account_missing": (
        _lt("There is no account to book opening balances against."),
        _lt("Choose one on the clinic's page."),
    ),
    "opening_journal": (_lt("Opening balances go to the journal %(names)s."), ""),
    "accounting_missing": (
        _lt("Bills are to become invoices, but Invoicing is not installed."),
        _lt("Install Invoicing, or keep bills as fields on the patient."),
    ),
    "chart_missing": (
        _lt("The company %(company)s has no chart of accounts."),
        _lt("Choose one in the settings of Invoicing."),
    ),
    "income_account_missing": (
        _lt("The company %(company)s has no income account."),
        _lt("Create one, or load a chart of accounts."),
    ),
    "receivable_account_missing": (
        _lt("The company %(company)s has no receivable account."),
        _lt("Create one, or load a chart of accounts."),
    ),
    "sale_journal_missing": (
        _lt("The company %(company)s has no sales journal."),
        _lt("The load makes one of its own; later invoices need another."),
    ),
    "fiscal_country_other": (
        _lt("The accounts of %(company)s are those of %(country)s."),
        _lt("Check the fiscal country: the clinic is elsewhere."),
    ),
    "accounts": (_lt("Chart of accounts, income account and journal are there."), ""),
    "currencies": (
        _lt("The bills' currencies are active and have rates: %(names)s."),
        "",
    ),
    "currencies_unknown": (
        _lt("Bills in currencies that Odoo does not know (%(count)s): %(names)s."),
        _lt("Correct them in the files: these bills will be rejected."),
    ),
    "currencies_inactive": (
        _lt("Bills in currencies that are not active (%(count)s): %(names)s."),
        _lt("Activate them: such an invoice cannot be posted."),
    ),
    "currencies_unrated": (
        _lt("Bills in currencies without a rate (%(count)s): %(names)s."),
        _lt("Enter their rates and plan again: these bills wait."),
    ),
    "locks": (_lt("No lock date covers a bill of the export."), ""),
    "locked": (
        _lt("Bills on or before %(date)s: %(count)s; %(lock)s."),
        _lt("Move the lock date until the load is done, or keep bills on the patient."),
    ),
    "locked_tax": (
        _lt("Bills on or before %(date)s: %(count)s; %(lock)s."),
        _lt("Bills are loaded without taxes of Odoo, so this lock should not matter."),
    ),
    "taxes": (_lt("No bill states a tax."), ""),
    "taxes_stated": (
        _lt("Bills that state a tax: %(count)s."),
        _lt(
            "It is kept to the cent as a line of its own; no tax of Odoo is used, and "
            "tax reports do not count it."
        ),
    ),
    "journal": (_lt("Bills go to the journal %(names)s."), ""),
    "adjustment_account_usual": (
        _lt("No account is chosen for what a bill's lines do not explain."),
        _lt(
            "Such differences go to the income account of the journal. Choose another "
            "on the clinic's page."
        ),
    ),
    "tax_account_usual": (
        _lt("No account is chosen for the taxes that bills state."),
        _lt(
            "They go to the income account of the journal. Choose another on the "
            "clinic's page."
        ),
    ),
    "hash": (_lt("The journal of the load is not secured by hashes."), ""),
    "hash_locked": (
        _lt("The journal of the load secures its entries by hashes."),
        _lt("What is posted there can never be deleted, by no undo either."),
    ),
    "bills_without_day": (
        _lt("Bills without a date: %(count)s."),
        _lt("Correct them in the files; an invoice needs its day to be posted."),
    ),
}
