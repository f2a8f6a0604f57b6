"""Plain text of the source as HTML that can run nothing."""

from markupsafe import Markup


def paragraphs(lines):
    """Return lines of plain text as escaped HTML paragraphs; False when none."""
    html = Markup("").join(
        Markup("<p>%s</p>") % line
        for text in lines
        for line in str(text).splitlines()
        if line.strip()
    )
    return html or False
