"""The addon's description page: what it is, and a picture of every step."""

import html
from collections.abc import Iterable
from pathlib import Path

from screens.pages import Page

_HEAD = """\
<section class="oe_container">
    <h1>Pulse Migration</h1>
    <p>
        Moves a clinic from Pulse Digital Clinic into Odoo, from inside Odoo. Drop the
        export, see what is wrong with it, have it approved, load it, read every record
        back; and take all of it back, if need be. The clinic's data never leaves the
        server.
    </p>
    <p>
        The pictures are of invented data, at 1400 and at 400 pixels.
    </p>
</section>
"""
_STEP = """\
<section class="oe_container">
    <h2>{title}</h2>
    <div style="display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start">
        <img
            src="screens/{name}.png"
            alt="{title}, on a wide screen"
            style="flex: 3 1 420px; min-width: 0; border: 1px solid #ccc"
        />
        <img
            src="screens/{name}_narrow.png"
            alt="{title}, on a telephone"
            style="flex: 1 1 160px; max-width: 260px; border: 1px solid #ccc"
        />
    </div>
</section>
"""


def write_description(file: Path, pages: Iterable[Page]) -> None:
    """Write the page that Odoo's list of apps shows."""
    steps = "".join(
        _STEP.format(name=page.name, title=html.escape(page.title)) for page in pages
    )
    file.write_text(_HEAD + steps, "utf-8")
