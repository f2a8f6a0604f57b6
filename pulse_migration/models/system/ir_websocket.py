"""Who may be told that a run moves on: whoever may read it."""

import re

from odoo import models

from ..load.progress import CHANNEL

# what PostgreSQL takes for an id
_IS_ID = re.compile("[0-9]{1,9}").fullmatch


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Add the runs that the screen asks for and its user may read."""
        runs = self.env["pulse.run"]
        for channel in channels:
            number = isinstance(channel, str) and channel.removeprefix(CHANNEL)
            if number and number != channel and _IS_ID(number):
                run = runs.browse(int(number)).exists()
                if run and run.has_access("read"):
                    runs |= run
        return super()._build_bus_channel_list([*channels, *runs])
