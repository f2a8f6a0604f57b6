"""A clinic's own words for a type or a status."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.value_maps import propose

TYPES = {
    "consultation": (
        "Consultation",
        "New patient",
        "OPD visit",
        "Walk-in",
        "Teleconsult",
        "VIDEO",
    ),
    "follow_up": (
        "Follow-up",
        "follow up",
        "F/U",
        "Review visit",
        "Recall",
        "Check-up",
    ),
    "procedure": (
        "Procedure",
        "Minor surgery",
        "Root Canal",
        "Vaccination",
        "Dressing",
        "RCT",
    ),
    "": ("", "Zzz", "?", "Lunch"),
}
STATUSES = {
    "completed": ("Completed", "DONE", "Attended", "Checked out", "Fulfilled", "seen"),
    "cancelled": ("Cancelled", "canceled", "Cancelled by patient", "Rejected"),
    "no_show": ("No-Show", "no show", "NOSHOW", "Missed", "Did not come", "DNA"),
    "scheduled": ("Scheduled", "Booked", "Upcoming", "pending", "Open", "new"),
    "": ("", "Zzz", "Rescheduled", "Not completed", "Incomplete", "Unscheduled"),
}


class TestValueMaps(TestCase):
    def test_types(self):
        for meaning, texts in TYPES.items():
            for text in texts:
                self.assertEqual(propose("appointment_type", text), meaning, text)

    def test_statuses(self):
        for meaning, texts in STATUSES.items():
            for text in texts:
                self.assertEqual(propose("appointment_status", text), meaning, text)

    def test_a_negation_never_reads_as_its_opposite(self):
        for text in (
            "not done",
            "Not Completed",
            "un-scheduled",
            "not attended",
            "unattended",
            "Unfinished",
            "not seen",
            "not cancelled",
            "Not booked",
        ):
            self.assertNotIn(
                propose("appointment_status", text),
                ("completed", "scheduled", "cancelled"),
                text,
            )
