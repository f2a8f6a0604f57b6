"""The judge sees what is silent and what is wrong; needs no Odoo."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from judging.arrival import PLACES, stands  # noqa: E402
from judging.facts import Fact, Facts  # noqa: E402
from judging.judge import EXPECTED, SILENT, WRONG, Judge  # noqa: E402
from judging.tally import Tally  # noqa: E402

FILE = "Patient List.csv"


def entry(column="Mobile No.", expect="converted", code="", **more):
    return {
        "file": FILE,
        "line": 5,
        "column": column,
        "defect": "odd",
        "object": "patients",
        "original": "+91 98230 12345",
        "written": "098230-12345",
        "expect": expect,
        "code": code,
        **more,
    }


def fact(state="created", reason="", issues=(), record=None, **more):
    record = {"phone": "+919823012345"} if record is None else record
    known = {
        "values": {"phone": "+919823012345"},
        "payload": {"Mobile No.": "098230-12345"},
        "model": "res.partner" if record else "",
        "record_id": 7 if record else 0,
        **more,
    }
    return Fact(
        FILE, 5, "patient", state, reason, "1", list(issues), record=record, **known
    )


def facts(*rows, **more):
    known = {
        "files": {FILE: [("staged", "", "patient", 1)]},
        "mappings": {},
        "value_maps": {},
        "physicians": set(),
        "unconverted": {},
        **more,
    }
    return Facts({(row.file, row.line): row for row in rows}, **known)


def judged(found, *entries):
    judge = Judge({"files": {FILE: {"rows": 1}}}, entries, found)
    return [verdict.outcome for _entry, verdict in judge.verdicts()]


def test_a_converted_value_must_have_arrived():
    assert judged(facts(fact()), entry()) == [EXPECTED]
    other = fact(record={"phone": "+919999912345"})
    assert judged(facts(other), entry()) == [SILENT]
    said = fact(issues=[("phone_doubtful", "Mobile No.", "warning")], record={"id": 7})
    assert judged(facts(said), entry()) == [WRONG]


def test_a_blank_is_expected_where_nothing_is_meant():
    blank = fact(record={"id": 7, "phone": None}, values={})
    assert judged(facts(blank), entry(original="", written="-")) == [EXPECTED]
    assert judged(facts(blank), entry()) == [SILENT]


def test_a_flag_must_stand_on_its_column_with_a_fitting_code():
    wanted = entry(expect="flagged", code="phone_doubtful")
    for issue, outcome in (
        (("phone_doubtful", "Mobile No.", "warning"), EXPECTED),
        (("phone_doubtful", "", "warning"), EXPECTED),
        (("phone_doubtful", "Alt. Contact", "warning"), SILENT),
        (("bad_email", "Mobile No.", "warning"), WRONG),
    ):
        assert judged(facts(fact(issues=[issue])), wanted) == [outcome], issue


def test_what_is_flagged_must_not_be_altered():
    issues = [("phone_doubtful", "Mobile No.", "warning")]
    wanted = entry(expect="flagged", code="phone_doubtful")
    altered = fact(issues=issues, record={"phone": "+911111111111"})
    assert judged(facts(altered), wanted) == [WRONG]
    kept = fact(issues=issues, record={"id": 7}, values={})
    assert judged(facts(kept), wanted) == [EXPECTED]
    lost = fact(issues=issues, record={"id": 7}, values={}, payload={})
    assert judged(facts(lost), wanted) == [WRONG]


def test_a_row_kept_out_says_why():
    wanted = entry(expect="held", code="duplicate_id")
    held = fact(state="held", reason="duplicate_id", record={})
    assert judged(facts(held), wanted) == [EXPECTED]
    assert judged(facts(fact()), wanted) == [WRONG]
    assert judged(facts(), wanted) == [SILENT]
    other = fact(state="held", reason="target_ambiguous", record={})
    assert judged(facts(other), wanted) == [WRONG]


def test_a_row_that_another_defect_keeps_out_is_no_loss():
    rejected = fact(state="rejected", reason="name_missing", record={})
    second = entry("Patient Name", "rejected", "name_missing")
    assert judged(facts(rejected), entry(), second) == [EXPECTED, EXPECTED]
    assert judged(facts(rejected), entry()) == [WRONG]


def test_what_loading_says_is_not_asked_of_a_row_that_waits():
    wanted = entry(expect="flagged", code="appointment_past_scheduled")
    waits = fact(state="held", reason="patient_held", record={})
    assert judged(facts(waits), wanted) == [EXPECTED]
    assert judged(facts(fact()), wanted) == [SILENT]


def test_a_blank_line_need_not_be_a_row():
    line = entry("", "excluded", "blank_row")
    assert judged(facts(), line) == [EXPECTED]
    assert judged(facts(), entry("", "excluded", "total_row")) == [SILENT]


def test_a_file_is_read_whole():
    whole = entry("", object="")
    assert judged(facts(), whole) == [EXPECTED]
    short = facts(files={FILE: [("staged", "", "patient", 0)]})
    assert judged(short, whole) == [WRONG]
    assert judged(facts(files={}), whole) == [SILENT]
    unknown = entry("", "excluded", "file_unknown", object="")
    assert judged(facts(), unknown) == [WRONG]


def test_a_file_of_nobody_must_give_no_rows():
    found = facts(files={"defects.jsonl": [("staged", "", "prescription", 9)]})
    assert Judge({"files": {}}, [], found).strays() == ["defects.jsonl"]
    found = facts(files={"defects.jsonl": [("unused", "not_used", "", 0)]})
    assert not Judge({"files": {}}, [], found).strays()
    chat = facts(files={"chats/A.txt": [("staged", "", "message", 9)]})
    manifest = {"files": {}, "documents": [{"path": "chats/A.txt"}]}
    assert not Judge(manifest, [], chat).strays()


@pytest.mark.parametrize(
    ("order", "failed", "outcome"), [("DMY", 1, EXPECTED), ("MDY", 0, WRONG)]
)
def test_a_column_of_dates_has_its_order(order, failed, outcome):
    column = entry("D.O.B.", object="", original="DMY")
    found = facts(
        mappings={(FILE, "D.O.B."): ("date_of_birth", "sure", order, "proven")},
        unconverted={(FILE, "D.O.B."): failed},
    )
    assert judged(found, column) == [outcome]
    found.unconverted[FILE, "D.O.B."] = 40
    assert judged(found, column) == [WRONG]
    assert judged(facts(), column) == [SILENT]


def test_a_physician_is_asked_about():
    wanted = entry(
        "Doctor Email",
        "flagged",
        "physician_unmatched",
        object="appointments",
        written="guest@else.example",
    )
    assert judged(facts(fact()), wanted) == [SILENT]
    listed = facts(fact(), physicians={"guest@else.example"})
    assert judged(listed, wanted)[0] != SILENT
    named = fact(values={"physician_name": "Dr. Asha Rao"})
    shared = {**wanted, "code": "physician_by_name", "written": ""}
    assert judged(facts(named), shared) == [SILENT]
    assert judged(facts(named, physicians={"name:asha rao"}), shared) == [EXPECTED]


def test_amounts_are_read_in_the_note_of_an_invoice_and_in_a_statement():
    place = PLACES["payments", "amount"]
    note = "<p>Amount: 700.00</p><p>Amount: 1500</p>"
    invoice = fact(record={"narration": note}, model="account.move")
    assert stands(place, invoice, "1500.00")
    assert not stands(place, invoice, "15.00")
    note = "<p>Amount paid: 9</p><p>Amount: 700; Payment method: CASH</p>"
    invoice = fact(record={"narration": note}, model="account.move")
    assert stands(place, invoice, "700.00")
    assert stands(PLACES["payments", "payment_method"], invoice, "CASH")
    assert not stands(place, invoice, "9")
    text = (
        "Bills\n\nB1  2024-03-05\nCurrency:  INR\nAmount total:  8\n\n"
        "B1\nAmount:  700.00\nAmount total:  7\n\nB2\nAmount:  9\n"
    )
    statement = fact(
        record={"text": text}, model="ir.attachment", values={"bill_id": "B1"}
    )
    assert stands(place, statement, "700")
    assert not stands(place, statement, "9")
    bill = replace(statement, object="bill")
    assert stands(PLACES["bills", "date"], bill, "2024-03-05")
    assert stands(PLACES["bills", "total"], bill, "8.00")
    assert not stands(PLACES["bills", "total"], bill, "7")


def test_the_day_near_midnight_is_the_clinics():
    place = PLACES["appointments", "appointment_time"]
    stored = {"x_studio_appointment_time": "2024-03-04T18:35:00"}
    assert stands(place, fact(record=stored | {"date_deadline": "2024-03-05"}), "00:05")
    shifted = fact(record=stored | {"date_deadline": "2024-03-04"})
    assert not stands(place, shifted, "00:05")


def test_the_tally_counts_and_tells_why():
    judge = Judge({"files": {}}, [entry(), entry(line=6)], facts(fact()))
    tally = Tally(judge.verdicts())
    assert tally.summary() == {
        "injected": 2,
        "kinds": 1,
        "expected": 1,
        "silent": 1,
        "wrong": 0,
    }
    assert "no row x1" in tally.lines()[1]
    assert len(Tally([]).lines()) == 1
