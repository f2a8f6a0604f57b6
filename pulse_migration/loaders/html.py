"""Plain text of the source as HTML that can run nothing."""

import re

from markupsafe import Markup

# paragraphs of letters, digits and such marks as no reading of HTML turns into others
_ORDINARY = re.compile(r"(?:<p>\w[\w .,:;()/+%-]*</p>)+", re.ASCII).fullmatch


def paragraphs(lines):
    """Return lines of plain text as escaped HTML paragraphs; False when none."""
    html = Markup("").join(
        Markup("<p>%s</p>") % line
        for text in lines
        for line in str(text).splitlines()
        if line.strip()
    )
    return html or False


def is_ordinary(html):
    """Tell whether Odoo's sanitiser, which is slow, is sure to leave it as it is."""
    return bool(_ORDINARY(html))
