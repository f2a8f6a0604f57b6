"""What reading a file found, in sentences."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

FILE_TEXTS = {
    "damaged_file": _lt("The file is damaged. Export or copy it again."),
    "empty_file": _lt("The file is empty. Export it again."),
    "nested_archive": _lt(
        "An archive inside the archive was not opened. Unpack it and add its files."
    ),
    "no_table": _lt(
        "This is no table we can read; the file is kept, not loaded. Should it hold "
        "data of the clinic, save it as CSV or XLSX."
    ),
    "not_used": _lt(
        "No Pulse object was recognised; the file is kept, not loaded. Should it hold "
        "data of the clinic, choose its object by hand."
    ),
    "old_excel": _lt("This is an old Excel file. Save it as XLSX."),
    "other_archive": _lt("This archive is no ZIP. Unpack it and add its files."),
    "password_protected": _lt("The file has a password. Save it without one."),
    "required_unmapped": _lt(
        "It looks like a file of the clinic, but a column that names its records is "
        "missing. Choose object and columns by hand."
    ),
    "too_large_inside": _lt("The file unpacks to an absurd size. Check its origin."),
    "unknown_format": _lt("This is no table we can read. Save it as CSV or XLSX."),
    "line_too_long": _lt(
        "One line of the file is absurdly long. Export it again as CSV."
    ),
    "profile_unknown_field": _lt(
        "The profile was made for another version. Map by hand."
    ),
    "profile_unknown_object": _lt(
        "The profile was made for another version. Map by hand."
    ),
    "profile_unreadable": _lt("This is no profile. Export it again."),
    "unsupported_compression": _lt(
        "The ZIP is packed in a way we cannot open. Pack it again."
    ),
    "unsupported_workbook": _lt(
        "This kind of workbook cannot be read. Save it as XLSX."
    ),
}
