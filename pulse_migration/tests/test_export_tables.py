"""Tables of one export tell about each other: who names whom."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine import export_tables, object_choice
from odoo.addons.pulse_migration.engine.columns import ColumnEvidence
from odoo.addons.pulse_migration.engine.evidence import read_columns
from odoo.addons.pulse_migration.engine.export_tables import Key, Table
from odoo.addons.pulse_migration.engine.matching import propose
from odoo.addons.pulse_migration.engine.references import Sketch


def _key(values):
    evidence = ColumnEvidence()
    for value in values:
        evidence.add(value)
    return Key(Sketch.of(evidence), evidence.filled, evidence.distinct[0])


def _table(columns, settled=None, name="export1.csv"):
    """A table of {header: values}."""
    header = tuple(columns)
    samples = {each: list(dict.fromkeys(values)) for each, values in columns.items()}
    keys = {
        each: _key(values) for each, values in columns.items() if len(set(values)) > 1
    }
    weighed = object_choice.weigh(read_columns(header, samples, None), name)
    return Table(weighed, header, keys, settled)


def _objects(*tables):
    """What the tables hold, seen together."""
    found = []
    for table, beside in zip(tables, export_tables.weigh(tables), strict=True):
        nats = table.weighed.nats
        found.append(max(nats, key=lambda name: nats[name] + beside[name]))
    return found


CODES = [f"NC-{n:03}" for n in range(40)]
NAMES = [f"Asha {chr(65 + n % 26)}{n}" for n in range(40)]
DAYS = [f"{1 + n % 28:02}/03/2024" for n in range(80)]
PEOPLE = {
    "Code": CODES,
    "Name": NAMES,
    "Phone": [f"98230{n:05}" for n in range(40)],
    "Email": [f"asha{n}@example.com" for n in range(40)],
}
# an employee's day, or a patient's visit
REGISTER = {
    "Code": CODES * 2,
    "Date": DAYS,
    "In": ["09:00", "10:30"] * 40,
    "Remark": ["fever", "came late"] * 40,
}


class TestTogether(TestCase):
    def test_whom_a_register_of_visits_names_is_a_patient(self):
        visits = {**REGISTER, "Complaint": ["fever", "cough"] * 40}
        people, register = _objects(_table(PEOPLE), _table(visits))
        self.assertEqual(people, "patient")
        self.assertIn(register, ("appointment", "medical_record"))

    def test_a_table_that_names_patients_is_about_patients(self):
        alone = _table({"Code": CODES * 2, "Item": ["a", "b"] * 40, "Qty": ["1"] * 80})
        patients = _table(PEOPLE, settled="patient")
        beside = export_tables.weigh([alone, patients])[0]
        self.assertLess(beside[""], 0)
        self.assertGreater(beside["bill"], 0)
        self.assertLess(beside["patient"], 0)  # they would be there twice and more

    def test_two_lists_of_the_same_people_may_both_be_patients(self):
        once = _table({**PEOPLE, "City": ["Pune", "Thane"] * 20})
        beside = export_tables.weigh([once, _table(PEOPLE, settled="patient")])[0]
        self.assertEqual(beside["patient"], 0)

    def test_what_nobody_can_name_is_not_what_is_named(self):
        named = _table(PEOPLE)
        visits = _table(REGISTER, settled="appointment")
        beside = export_tables.weigh([named, visits])[0]
        self.assertGreater(beside["patient"], 0)
        self.assertLess(beside["message"], beside["patient"])

    def test_bare_numbers_count_only_under_the_same_name(self):
        numbers = [str(n) for n in range(1, 41)]
        people = _table({**PEOPLE, "Code": numbers}, settled="patient")
        stock = {"Serial": numbers, "Item": [f"item {n}" for n in range(40)]}
        beside = export_tables.weigh([_table(stock), people])[0]
        self.assertEqual(beside.pop("patient"), -2.5)  # they are there already
        self.assertEqual(set(beside.values()), {0})
        stock["Code"] = stock.pop("Serial")
        beside = export_tables.weigh([_table(stock), people])[0]
        self.assertNotEqual(set(beside.values()), {0})

    def test_a_shared_phone_refers_to_nobody(self):
        phones = {"Phone": PEOPLE["Phone"], "Text": [f"hello {n}" for n in range(40)]}
        people = _table(PEOPLE, settled="patient")
        beside = export_tables.weigh([_table(phones, settled="message"), people])[0]
        self.assertEqual(beside["message"], 0)

    def test_a_second_list_of_patients_in_other_columns_is_something_else(self):
        patients = _table({"Patient ID": [], "DOB": [], "Blood Group": [], "Name": []})
        doubtful = _table({"Name": [], "Phone": [], "Email": [], "Remark": []})
        for order in ([patients, doubtful], [doubtful, patients]):
            beside = dict(zip(map(id, order), export_tables.weigh(order), strict=True))
            self.assertLess(beside[id(doubtful)]["patient"], 0)
            self.assertEqual(beside[id(doubtful)]["physician"], 0)
            self.assertEqual(beside[id(patients)]["patient"], 0)

    def test_parts_of_one_list_are_the_same(self):
        header = {"Patient ID": [], "DOB": [], "Blood Group": [], "Name": []}
        first, second = export_tables.weigh([_table(header), _table(header)])
        self.assertEqual((first["patient"], second["patient"]), (0, 0))

    def test_bills_and_records_come_in_many_shapes(self):
        header = ("Invoice No", "Patient ID", "Total"), ("Receipt No", "Bill No", "Amt")
        tables = [_table(dict.fromkeys(each, [])) for each in header]
        self.assertEqual(export_tables.weigh(tables)[0]["bill"], 0)

    def test_a_settled_table_keeps_its_object_whatever_the_others_say(self):
        staff = _table(PEOPLE, settled="physician")
        beside = export_tables.weigh([staff, _table(REGISTER)])[1]
        self.assertLessEqual(beside["message"], beside["appointment"])

    def test_an_export_of_one_table_adds_nothing(self):
        self.assertEqual(set(export_tables.weigh([_table(PEOPLE)])[0].values()), {0.0})
        self.assertEqual(export_tables.weigh([]), [])


class TestBeside(TestCase):
    def test_what_the_others_say_decides_a_doubtful_table(self):
        header = ["Code", "Date", "Notes"]
        for name in ("appointment", "medical_record"):
            found = propose(header, {}, beside={name: 30.0})
            self.assertEqual(found.object, name)

    def test_none_of_ours_can_be_told_by_the_others(self):
        header = ["Patient Name", "Mobile", "DOB"]
        self.assertEqual(propose(header, {}).object, "patient")
        self.assertEqual(propose(header, {}, beside={"": 50.0}).object, "")
