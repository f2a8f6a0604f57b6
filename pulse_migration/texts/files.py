"""What reading a file found, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

FILE_TEXTS = {
    "damaged_file": _lt("The file is damaged. Export or copy it again."),
    "empty_file": _lt("The file is empty. Export it again."),
    "encrypted_file": _lt("The file is encrypted. Save it without a password."),
    "not_used": _lt("No Pulse object was recognised; the file is kept, not loaded."),
    "old_excel": _lt("This is an old Excel file. Save it as XLSX."),
    "password_protected": _lt("The file has a password. Save it without one."),
    "required_unmapped": _lt(
        "It looks like a file of the clinic, but a column that names its records is "
        "missing. Choose object and columns by hand."
    ),
    "too_large_inside": _lt("The file unpacks to an absurd size. Check its origin."),
    "unknown_format": _lt("This is no table we can read. Save it as CSV or XLSX."),
}
