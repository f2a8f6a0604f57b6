"""However a load saves time, it stores what a plain create() of the same values would.

Whole rows of the tables are compared, with what Odoo computes and what a load says
nothing of.
"""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, freeze_time
from odoo.tools import html_sanitize

from odoo.addons.pulse_migration.loaders.html import is_ordinary, paragraphs
from odoo.addons.pulse_migration.loaders.quiet import quiet

from .common import PATIENTS, PDF, PulseCase, appointment

# column -> what it is of each record: ids of one load are not those of another
_USER = """(SELECT p.name FROM res_users u JOIN res_partner p ON p.id = u.partner_id
             WHERE u.id = t.user_id)"""
_PATIENT = "(SELECT x_studio_patient_id FROM res_partner WHERE id = t.res_id)"
_OWN = {
    "res_partner": {
        "id": "0",
        "commercial_partner_id": "(t.commercial_partner_id = t.id)::int",
        "user_id": _USER,
    },
    "mail_activity": {
        "id": "0",
        "res_id": _PATIENT,
        "user_id": _USER,
    },
    "ir_attachment": {
        "id": "0",
        "res_id": _PATIENT,
        "access_token": "(t.access_token IS NULL)::int",
    },
}
_LOADED = {
    "res_partner": "x_studio_patient_id IS NOT NULL",
    "mail_activity": "res_model = 'res.partner'",
    "ir_attachment": "x_studio_document_type IS NOT NULL",
}
MORE_PATIENTS = [
    *PATIENTS,
    {
        "patient_id": "P4",
        "name": "Meera  de Souza",
        "phone": "020 2612 3456",
        "mobile": "12345",
        "email": "Meera <MEERA@Example.com>",
        "address": "4 Hill Road",
        "city": "Porto",
        "country": "Portugal",
        "remarks": "Says “no” & <b>waits</b>",
    },
    {
        "patient_id": "P5",
        "name": "Om",
        "state": "Kerala",
        "country": "India",
        "pincode": "682001",
        "created_at": "2020-02-03 10:11:12",
    },
]
APPOINTMENTS = [
    appointment(1, "P1", "2024-03-05"),
    appointment(2, "P1", "2024-03-06", status="Cancelled", notes="> quoted\n-- \nDr"),
    appointment(3, "P2", "2026-12-01", status="Scheduled"),
    appointment(4, "P2", "2020-01-01", status="Scheduled", notes=""),
    appointment(5, "P3", "2024-01-02", physician="Dr. Nobody", physician_email=""),
    appointment(6, "P4", "2024-01-02", time="", type="Massage"),
    appointment(7, "P5", "2026-11-26", status="Scheduled", time="23:30"),
]


def plain_create(loader, vals_list):
    return quiet(loader.env[loader._target]).create(vals_list)


@freeze_time("2026-11-26 06:00:00")
class TestSameRecords(PulseCase):
    maxDiff = None

    def loaded(self, **tables):
        """Return the rows of the tables after a load, which is then taken back."""
        savepoint = self.env.cr.savepoint()
        self.migrate(**tables)
        self.env.flush_all()
        rows = {table: self.rows_of(table) for table in _OWN}
        savepoint.close(rollback=True)
        self.env.invalidate_all()
        self.env.cr.cache.clear()
        self.env.registry.clear_cache()
        return rows

    def rows_of(self, table):
        own = ", ".join(f"'{name}', {sql}" for name, sql in _OWN[table].items())
        self.env.cr.execute(
            f"""SELECT to_jsonb(t) || jsonb_build_object({own})
                  FROM {table} t WHERE {_LOADED[table]} ORDER BY t.id"""
        )
        return [row for (row,) in self.env.cr.fetchall()]

    def assertSame(self, **tables):
        loader = type(self.env["pulse.loader"])
        tuned = self.loaded(**tables)
        with patch.object(loader, "_create_records", plain_create):
            plain = self.loaded(**tables)
        for table, rows in plain.items():
            self.assertEqual(len(tuned[table]), len(rows))
            for one, other in zip(tuned[table], rows, strict=True):
                self.assertEqual(one, other)
        return plain

    def test_contacts_activities_and_documents_are_those_of_a_plain_create(self):
        found = self.assertSame(
            patients=MORE_PATIENTS,
            appointments=APPOINTMENTS,
            campaigns=[
                {
                    "campaign_id": "C1",
                    "name": "Flu",
                    "patient_id": "P1",
                    "channel": "SMS",
                    "sent_at": "2024-05-05 09:00:00",
                }
            ],
            prescriptions=[
                {
                    "prescription_id": "R1",
                    "patient_id": "P1",
                    "date": "2024-03-05",
                    "medication": "Amoxicillin",
                    "file": "",
                },
                {
                    "prescription_id": "R2",
                    "patient_id": "P2",
                    "date": "2024-03-06",
                    "medication": "Paracetamol",
                    "file": "scan.pdf",
                },
            ],
            scan_pdf=PDF,
        )
        self.assertEqual(len(found["res_partner"]), 5)
        self.assertEqual(len(found["mail_activity"]), 8)
        self.assertEqual(len(found["ir_attachment"]), 2)
        # the comparison is of something: what Odoo computes is there
        self.assertTrue(all(row["res_name"] for row in found["mail_activity"]))
        self.assertTrue(any(row["phone_sanitized"] for row in found["res_partner"]))

    def test_a_user_with_a_clock_of_its_own_gives_it_to_the_activity(self):
        self.env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": "Meera",
                "login": "meera@clinic.example",
                "email": "meera@clinic.example",
                "tz": "Asia/Kolkata",
            }
        )
        found = self.assertSame(patients=PATIENTS, appointments=APPOINTMENTS[:3])
        self.assertEqual(
            {row["user_tz"] for row in found["mail_activity"]}, {"Asia/Kolkata"}
        )


class TestOrdinaryHtml(BaseCase):
    @settings(max_examples=400, deadline=None, derandomize=True)
    @given(st.lists(st.text(st.sampled_from("aZ9_ .,:;()/+%-"), max_size=12)))
    def test_what_is_ordinary_is_left_by_the_sanitiser(self, lines):
        html = paragraphs(lines)
        if html and is_ordinary(html):
            self.assertEqual(html_sanitize(html, sanitize_style=True), html)
            self.assertEqual(html_sanitize(html, sanitize_attributes=True), html)

    def test_what_the_sanitiser_may_change_is_not_ordinary(self):
        for text in ("> quoted", "a & b", "-- ", "a <b>", "“x”", "a\xa0b", "è"):
            self.assertFalse(is_ordinary(paragraphs([text])), text)
        self.assertFalse(is_ordinary("<p>a</p><script>b</script>"))
        self.assertTrue(is_ordinary(paragraphs(["Cough for 3 days.", "Duration: 5"])))
