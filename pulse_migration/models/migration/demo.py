"""An invented clinic, so that the screens can be looked at without a real one."""

import io
import re
from datetime import timedelta
from pathlib import Path

from odoo import api, fields, models

_FOLDER = Path(__file__).parents[2] / "demo" / "clinic"
_DAY = re.compile(r"\{([+-]\d+)\}")
_NEW_BRANCH = ("patients.csv", "appointments.csv")


class Migration(models.Model):
    _inherit = "pulse.migration"

    @api.model
    @api.private
    def _load_demo(self):
        """Make a clinic that has moved, and a branch whose export waits for a person.

        Nothing is committed in between: it is a part of the installation.
        """
        demo = self.with_context(pulse_no_commit=True)
        settings = {
            "country_id": self.env.ref("base.in").id,
            "tz": "Asia/Kolkata",
            "bill_target": "partner",
        }
        clinic = demo.create({"name": "Demo Clinic, Pune", **settings})
        run = clinic._receive_demo(sorted(file.name for file in _FOLDER.iterdir()))
        clinic.physician_ids._decide("fallback")
        run.file_ids.action_accept_date_orders()
        run.file_ids.action_confirm_mapping()
        run.action_approve()
        run._load()
        run.action_verify()
        clinic.action_propose_rebuild()
        demo.create({"name": "Demo Branch, Nashik", **settings})._receive_demo(
            _NEW_BRANCH
        )

    def _receive_demo(self, names):
        """Receive, stage and plan files of the demo; return the run."""
        run = self._open_run()
        for name in names:
            text = _DAY.sub(self._demo_day, (_FOLDER / name).read_text("utf-8"))
            run._receive_stream(name, io.BytesIO(text.encode()))
        run.action_stage()
        run.action_plan()
        return run

    def _demo_day(self, match):
        """Return the day that ``{+7}`` means, seen from today."""
        day = fields.Date.today() + timedelta(days=int(match.group(1)))
        return day.isoformat()
