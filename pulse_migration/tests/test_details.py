"""Law 2 for whole fields: every field of the catalogue lands somewhere, or says so."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.catalog import OBJECTS
from odoo.addons.pulse_migration.engine.details import (
    OPEN,
    ROW_ONLY,
    USED,
    details,
)
from odoo.addons.pulse_migration.loaders.base import loader_of
from odoo.addons.pulse_migration.loaders.unit import Unit, UnitRow

from .common import PATIENTS, PulseCase, appointment

# what a record cannot do without
NEEDED = {
    "patient": {"patient_id": "P1", "name": "Asha Rao"},
    "appointment": {"appointment_id": "A1", "start": "2024-03-05T10:00:00"},
    "campaign": {"name": "Diwali", "sent_at": "2024-03-05T10:00:00"},
    "message": {"thread_id": "T1", "body": "Hello"},
    "bill": {"bill_id": "B1", "amount_total": "500.00"},
    "bill_item": {"bill_id": "B1"},
    "payment": {"bill_id": "B1"},
}
# the record's key and its patient's, which the plan has put on the unit
KEYS = set("appointment_id prescription_id record_id thread_id patient_id".split())
# used to find the patient or the physician, or to make another field
MATCHING = {
    "patient": "first_name middle_name last_name physician_id physician_email",
    "appointment": "patient_name patient_first_name patient_last_name physician_id "
    "physician_first_name physician_last_name physician_email date time",
    "campaign": "patient_name patient_first_name patient_last_name",
    "prescription": "physician_id physician_email file",
    "medical_record": "physician_id physician_email file",
    "message": "patient_phone time message_id",
    "bill": "patient_name physician_id",
    "bill_item": "patient_name physician_id bill_id",
    "payment": "patient_name bill_id",
}
# those whose loader says it in a field's own words
CODED = {
    "blood_group": "O+",
    "gender": "female",
    "country": "India",
    "currency": "INR",
    "status": "Confirmed",
}


def sample(field, number):
    """Return a converted value of a field that no other field has."""
    kind = field.kind
    day = f"19{number % 90 + 10}-02-03"
    if field.name in CODED:
        return CODED[field.name]
    if kind == "date":
        return day
    if kind == "datetime":
        return f"{day}T11:30:00"
    if kind == "time":
        return f"11:{number % 60:02d}:00"
    if kind in ("number", "percent", "duration", "age"):
        return 70_000 + number
    if kind == "money":
        return f"{90_000 + number}.00"
    if kind == "yes_no":
        return True
    return f"zq{field.name}"


class TestCatalogueLands(PulseCase):
    def setUp(self):
        super().setUp()
        self.migration.bill_target = "partner"
        self.run = self.migration._open_run()

    def texts(self, object_name, values):
        """Return everything that a row of these values writes, as one text."""
        unit_object = "bill" if object_name in ("bill_item", "payment") else object_name
        loader = loader_of(self.run, unit_object)
        rows = [self.row(object_name, values)]
        if unit_object != object_name:
            rows.insert(0, self.row("bill", NEEDED["bill"]))
        unit = Unit("K1", rows, partner_id=1)
        scope = loader._scope(self.run)
        vals = loader._prepare_vals(unit, scope)
        partner = loader._prepare_partner_vals(unit, scope)
        found = [*vals.values(), *partner.values()]
        texts = [v.decode() if isinstance(v, bytes) else str(v) for v in found]
        return "\n".join(texts).replace("&#39;", "'")

    def row(self, object_name, values):
        return UnitRow(
            id=0,
            object_name=object_name,
            values=values,
            fingerprint="f",
            action="create",
            patient_key="P1",
            physician_key="",
            document_id=0,
            is_latest=True,
            batch_id=0,
            external_id="K1",
            run_id=self.run.id,
            file_id=0,
        )

    def lands(self, object_name, field, number):
        value = sample(field, number)
        values = {**NEEDED.get(object_name, {}), field.name: value}
        text = self.texts(object_name, values)
        if value is True:
            return "yes" in text or "True" in text
        if field.name == "country":
            return True
        if field.kind == "datetime":
            return value[:10] in text
        return str(value) in text

    def test_every_field_of_the_catalogue_lands_or_is_listed(self):
        lost = []
        for object_name, item in OBJECTS.items():
            if object_name == "physician":
                continue  # becomes a user; see below
            known = ROW_ONLY[object_name] | set(MATCHING[object_name].split())
            if object_name != "patient":
                known |= KEYS
            lost += [
                (object_name, field.name)
                for number, field in enumerate(item.fields.values())
                if field.name not in known
                and not self.lands(object_name, field, number)
            ]
        self.assertEqual(lost, [])

    def test_a_physicians_fields_are_the_users_or_listed(self):
        known = USED["physician"] | ROW_ONLY["physician"]
        self.assertEqual(set(OBJECTS["physician"].fields) - known, set())

    def test_nothing_is_listed_that_is_not_in_the_catalogue(self):
        made = {"blood_group_other", "date"}  # by staging
        for homes in (USED, ROW_ONLY, OPEN):
            for object_name, names in homes.items():
                known = set(OBJECTS[object_name].fields) | made
                if object_name != "patient":
                    known |= {name for name in ROW_ONLY[object_name]}
                self.assertEqual(names - known, set(), object_name)

    def test_the_patients_page(self):
        run = self.migrate(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "Asha Rao",
                    "emergency_contact_name": "Ravi",
                    "insurance_number": "POL-778",
                    "deceased_date": "2024-01-01",
                    "occupation": "Weaver",
                    "medications": "Metformin",
                    "medical_history": "Diabetes",
                    "weight": "61",
                    "marketing_consent": "No",
                }
            ]
        )
        partner = self.partner("P1")
        for line in (
            "Emergency contact name: Ravi",
            "Insurance number: POL-778",
            "Deceased date: 2024-01-01",
            "Occupation: Weaver",
            "Marketing opt in: no",
        ):
            self.assertIn(line, partner.comment)
        history = partner.x_studio_medical_history.splitlines()
        self.assertEqual(history[0], "Diabetes")
        self.assertEqual(sorted(history[1:]), ["Medications: Metformin", "Weight: 61"])
        self.assertNotIn("Metformin", partner.comment)
        self.assertEqual(run.state, "done")

    def test_the_appointments_note_and_its_medical_field(self):
        run = self.migrate(
            patients=PATIENTS,
            appointments=[
                appointment(
                    1,
                    "P1",
                    "2024-03-05",
                    room="Chair 2",
                    department="Dental",
                    medical_condition="Epilepsy",
                    patient_email="other@example.com",
                )
            ],
        )
        activity = self.activities()
        self.assertIn("Room: Chair 2", activity.note)
        self.assertIn("Department: Dental", activity.note)
        self.assertNotIn("Epilepsy", activity.note)
        self.assertEqual(
            activity.x_studio_appointment_medical, "Medical condition: Epilepsy"
        )
        kept = run.check_ids.filtered(lambda c: c.code == "kept_on_row")
        self.assertEqual(
            [(c.object_name, c.field_name, c.count) for c in kept],
            [("appointment", "patient_email", 1)],
        )
        self.assertEqual(run.state, "done")

    def test_a_country_odoo_does_not_know_is_kept_and_flagged(self):
        run = self.migrate(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "Asha Rao",
                    "city": "Pune",
                    "state": "Nowhere",
                    "country": "Bharat",
                }
            ]
        )
        partner = self.partner("P1")
        self.assertEqual(partner.city, "Pune, Nowhere, Bharat")
        self.assertFalse(partner.country_id)
        codes = self.rows(run).issue_codes
        self.assertIn("country_unknown", codes)
        self.assertIn("state_unknown", codes)
        self.assertEqual(run.state, "done")

    def test_a_state_without_a_country_is_the_clinics(self):
        run = self.migrate(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "A B",
                    "city": "Pune",
                    "state": "Maharashtra",
                }
            ]
        )
        partner = self.partner("P1")
        self.assertEqual(partner.state_id, self.env.ref("base.state_in_mh"))
        self.assertEqual(partner.city, "Pune")
        self.assertNotIn("state_unknown", self.rows(run).issue_codes or "")

    def test_a_state_of_another_country_is_not_the_clinics(self):
        self.migrate(
            patients=[
                {
                    "patient_id": "P1",
                    "name": "A B",
                    "city": "Austin",
                    "state": "TX",
                    "country": "United States",
                }
            ]
        )
        self.assertEqual(self.partner("P1").state_id, self.env.ref("base.state_us_44"))


class TestDetails(TestCase):
    def test_lines_stand_in_the_catalogues_order(self):
        values = {"language": "Marathi", "title": "Mrs", "occupation": "Weaver"}
        self.assertEqual(
            details("patient", values, is_medical=False),
            ["Title: Mrs", "Occupation: Weaver", "Language: Marathi"],
        )

    def test_what_nobody_thought_of_may_be_medical(self):
        values = {"brand_new": "something", "custom_fields": "HIV positive"}
        self.assertEqual(details("patient", values, is_medical=False), [])
        self.assertEqual(
            details("patient", values, is_medical=True),
            ["Custom fields: HIV positive", "Brand new: something"],
        )

    def test_further_values_stand_beside_their_kind(self):
        values = {"email_extra": "b@x.example", "medications_extra": "Insulin"}
        self.assertEqual(
            details("patient", values, is_medical=False),
            ["Email (further): b@x.example"],
        )
        self.assertEqual(
            details("patient", values, is_medical=True),
            ["Medications (further): Insulin"],
        )

    def test_what_contradicts_itself_is_medical(self):
        values = {"gender_conflict": "M, F", "date_of_birth_conflict": "a, b"}
        self.assertEqual(details("patient", values, is_medical=False), [])
        self.assertEqual(
            details("patient", values, is_medical=True),
            ["Date of birth (contradictory): a, b", "Gender (contradictory): M, F"],
        )

    def test_no_is_an_answer_and_blank_is_none(self):
        values = {"marketing_opt_in": False, "balance": 0, "company": "", "tags": None}
        self.assertEqual(
            details("patient", values, is_medical=False),
            ["Marketing opt in: no", "Balance: 0"],
        )
