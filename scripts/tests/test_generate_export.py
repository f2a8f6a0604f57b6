"""The generator's promises: same bytes for a seed, true sums, every defect listed."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS))

from exportgen import chats, pdf, words, workbook  # noqa: E402
from exportgen.amounts import indian_groups  # noqa: E402
from exportgen.dirt import DEFECTS  # noqa: E402
from exportgen.money import paise, rupees  # noqa: E402
from exportgen.money_cases import CASES  # noqa: E402
from exportgen.package import Options, generate  # noqa: E402
from exportgen.tables import COLUMNS  # noqa: E402
from exportgen.visits import visit_count  # noqa: E402
from exportgen.workbook import column_letters  # noqa: E402

TODAY = date(2025, 6, 30)
# changes only when somebody means to change what a seed stands for
GOLDEN = "46d915df7361a268cc9ddeb0102f3567ad22619fb47cc235c20d3d18ac60d86e"
OUTCOMES = ("converted", "flagged", "held", "rejected", "excluded")


def _generate(folder, patients=120, **options):
    generate(Options(patients, options.pop("seed", 1), TODAY, **options), folder)
    return folder


def _command(*arguments, **environment):
    return subprocess.run(
        [sys.executable, SCRIPTS / "generate_export", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


def _clean(folder, name):
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _manifest(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def _defects(folder):
    with open(folder / "defects.jsonl", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _lines(folder, name, described):
    """Each record of a CSV with the physical line where it starts."""
    raw = (folder / name).read_bytes().decode(described["encoding"])
    text = raw.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=described["delimiter"])
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return _generate(tmp_path_factory.mktemp("clean") / "out", 300)


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    return _generate(tmp_path_factory.mktemp("messy") / "out", 300, messy=True)


# ---- the same bytes for the same seed


def test_zip_is_the_same_whatever_the_hash_seed_and_the_hour(tmp_path):
    for number, zone in enumerate(("UTC", "Asia/Kolkata")):
        out = tmp_path / f"{number}.zip"
        done = _command(
            "--patients", 40, "--messy", out, PYTHONHASHSEED=str(number), TZ=zone
        )
        assert done.returncode == 0, done.stderr
    first, second = ((tmp_path / f"{n}.zip").read_bytes() for n in (0, 1))
    assert first == second
    assert hashlib.sha256(first).hexdigest() == GOLDEN


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_other_formats_are_the_same_twice(tmp_path, form):
    for name in "ab":
        _generate(tmp_path / name, 30, messy=True, format=form)
    for path in (tmp_path / "a").rglob("*.*"):
        twin = tmp_path / "b" / path.relative_to(tmp_path / "a")
        assert path.is_dir() or path.read_bytes() == twin.read_bytes(), path.name


def test_another_seed_is_another_clinic(tmp_path):
    one, two = (_generate(tmp_path / str(seed), 20, seed=seed) for seed in (1, 2))
    assert _clean(one, "patients") != _clean(two, "patients")


def test_zip_and_folder_hold_the_same_files(tmp_path):
    folder = _generate(tmp_path / "folder", 20)
    _generate(tmp_path / "out.zip", 20)
    with zipfile.ZipFile(tmp_path / "out.zip") as package:
        names = {n for n in package.namelist() if not n.endswith("/")}
        for name in names:
            assert package.read(name) == (folder / name).read_bytes()
    assert names == {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }


# ---- a clean export is consistent


def test_clean_headers_are_canonical(clean):
    for name, columns in COLUMNS.items():
        with open(clean / f"{name}.csv", encoding="utf-8") as stream:
            assert stream.readline().strip() == ",".join(columns)


def test_ids_are_unique(clean):
    for name, key in {
        "patients": "patient_id",
        "appointments": "appointment_id",
        "medical_records": "record_id",
        "bills": "bill_id",
        "payments": "payment_id",
        "messages": "message_id",
        "physicians": "physician_id",
    }.items():
        ids = [row[key] for row in _clean(clean, name)]
        assert len(ids) == len(set(ids)), name


def test_every_reference_resolves(clean):
    keys = {
        "patient_id": {row["patient_id"] for row in _clean(clean, "patients")},
        "appointment_id": {r["appointment_id"] for r in _clean(clean, "appointments")},
        "bill_id": {row["bill_id"] for row in _clean(clean, "bills")},
        "physician_email": {row["email"] for row in _clean(clean, "physicians")},
    }
    for name in COLUMNS:
        for row in _clean(clean, name):
            for key, known in keys.items():
                assert key not in row or row[key] in known, (name, key)
            if row.get("file"):
                assert (clean / row["file"]).is_file()


def test_children_belong_to_the_patient_of_their_visit(clean):
    owners = {r["appointment_id"]: r for r in _clean(clean, "appointments")}
    for name in ("prescriptions", "medical_records", "bills", "messages"):
        for row in _clean(clean, name):
            assert owners[row["appointment_id"]]["patient_id"] == row["patient_id"]


def test_money_adds_up(clean):
    lines, payments = Counter(), Counter()
    for row in _clean(clean, "bill_items"):
        lines[row["bill_id"]] += paise(row["total"])
    for row in _clean(clean, "payments"):
        payments[row["bill_id"]] += paise(row["amount"])
        assert paise(row["amount"]) > 0
    for bill in _clean(clean, "bills"):
        total, paid = paise(bill["total"]), paise(bill["paid"])
        assert paise(bill["amount"]) + paise(bill["tax"]) == total
        assert lines[bill["bill_id"]] == total
        assert payments[bill["bill_id"]] == paid
        assert paid + paise(bill["outstanding"]) == total
        expected = "Paid" if paid == total else "Partial" if paid else "Unpaid"
        assert bill["status"] == expected


def test_line_totals_follow_from_price_discount_and_tax(clean):
    rates = Counter()
    for row in _clean(clean, "bill_items"):
        gross = int(row["quantity"]) * paise(row["unit_price"])
        off = paise(row["discount"])
        if row["discount_type"] == "PERCENT":
            off = gross * off // 10_000
        rate = paise(row["tax_rate"]) // 100
        net = gross - off
        assert paise(row["total"]) == net + (net * rate + 50) // 100
        assert bool(row["tax_name"]) == bool(rate)
        rates[rate] += 1
    assert set(rates) == {0, 5, 12, 18}
    assert rates[0] > sum(rates.values()) / 2


def test_past_visits_are_settled_and_future_ones_scheduled(clean):
    registered = {
        row["patient_id"]: row["created_at"][:10] for row in _clean(clean, "patients")
    }
    statuses = set()
    for row in _clean(clean, "appointments"):
        day = row["appointment_date"]
        assert day != TODAY.isoformat()
        assert day >= registered[row["patient_id"]]
        assert (day > TODAY.isoformat()) == (row["status"] == "Scheduled")
        assert row["type"] in ("Consultation", "Follow-up", "Procedure")
        statuses.add(row["status"])
    assert statuses == {"Scheduled", "Completed", "Cancelled", "No-Show"}


def test_only_future_appointments_lie_after_the_export(clean):
    today = TODAY.isoformat()
    for name, key in {
        "patients": "updated_at",
        "bills": "date",
        "payments": "date",
        "campaigns": "sent_at",
        "messages": "sent_at",
        "medical_records": "date",
    }.items():
        assert all(row[key][:10] <= today for row in _clean(clean, name)), name


def test_phones_are_indian_mobiles_of_one_person_each(clean):
    phones = [row["phone"] for row in _clean(clean, "patients") if row["phone"]]
    phones += [r["alternate_phone"] for r in _clean(clean, "patients")]
    phones = [phone for phone in phones if phone]
    assert all(re.fullmatch(r"\+91 [6-9]\d{4} \d{5}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)


def test_addresses_of_mail_are_nobodys(clean):
    mails = [row["email"] for row in _clean(clean, "patients") if row["email"]]
    mails += [row["email"] for row in _clean(clean, "physicians")]
    assert len(set(mails)) == len(mails)
    assert all(re.fullmatch(r"[a-z0-9.]+@[a-z]+\.example", mail) for mail in mails)


def test_a_birth_comes_before_the_registration(clean):
    for row in _clean(clean, "patients"):
        assert row["date_of_birth"] < row["created_at"][:10]


def test_volumes_per_patient(tmp_path):
    files = _manifest(_generate(tmp_path / "out", 2000))["files"]
    per_patient = {name: found["rows"] / 2000 for name, found in files.items()}
    assert 5 < per_patient["appointments.csv"] < 6
    assert 2.7 < per_patient["bills.csv"] < 3.3
    assert 0.85 < per_patient["medical_records.csv"] < 1.15
    drugs = _clean(tmp_path / "out", "prescriptions")
    sizes = Counter(row["prescription_id"] for row in drugs)
    assert 0.6 < len(sizes) / 2000 < 0.8
    assert set(sizes.values()) == {1, 2, 3, 4, 5}
    visits = Counter(
        row["patient_id"] for row in _clean(tmp_path / "out", "appointments")
    )
    assert len(visits) < 1900
    assert max(visits.values()) > 60


def test_nobody_comes_more_than_two_hundred_times():
    class Luck:
        rolls = iter((0.99, 0.0))

        def roll(self):
            return next(self.rolls)

    assert visit_count(Luck()) == 200


def test_documents_are_bounded(tmp_path):
    default = _manifest(_generate(tmp_path / "ten", 10))["documents"]
    assert sum(item["path"].startswith("files/") for item in default) == 3
    wanted = _manifest(_generate(tmp_path / "five", 100, files=5))["documents"]
    assert sum(item["path"].startswith("files/") for item in wanted) == 5
    for item in wanted:
        content = (tmp_path / "five" / item["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == item["sha256"]


def test_pdf_cross_references_point_at_their_objects(clean):
    for path in (clean / "files").rglob("*.pdf"):
        content = path.read_bytes()
        start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", content)[1])
        assert content[start:].startswith(b"xref\n0 6\n")
        offsets = re.findall(rb"(\d{10}) 00000 n \n", content)
        for number, offset in enumerate(offsets, start=1):
            assert content[int(offset) :].startswith(b"%d 0 obj" % number)
        length, stream = re.search(
            rb"/Length (\d+) >>\nstream\n(.*)\nendstream", content, re.DOTALL
        ).groups()
        assert int(length) == len(stream)


def test_pdf_escapes_brackets():
    assert rb"(a \(b\) \\ c) Tj" in pdf.page(["a (b) \\ c"])


def test_chats_are_of_patients_and_in_order(clean):
    phones = {row["phone"] for row in _clean(clean, "patients")}
    found = sorted((clean / "chats").iterdir())
    assert len(found) == 3
    for path in found:
        phone = re.fullmatch(r"WhatsApp Chat (?:with|-) (.+)\.txt", path.name)[1]
        assert phone in phones
        text = path.read_text(encoding="utf-8")
        assert f"{phone}: " in text
        moments = [
            datetime.strptime(day, "%d/%m/%Y")
            for day in re.findall(r"(?m)^\[?(\d\d/\d\d/\d{4}), ", text)
        ]
        assert moments == sorted(moments)


def test_chat_lines_of_the_three_exporters():
    moment = datetime(2025, 3, 5, 22, 14, 33)
    lines = [chats._line(moment, style, "Asha", "Hello") for style in range(3)]
    assert lines == [
        "05/03/2025, 22:14 - Asha: Hello",
        "[05/03/2025, 22:14:33] Asha: Hello",
        "05/03/25, 10:14\u202fpm - Asha: Hello",
    ]


# ---- other formats and the command


def test_json_holds_the_rows_of_the_csv(tmp_path, clean):
    _generate(tmp_path / "out", 300, format="json")
    for name in COLUMNS:
        rows = json.loads((tmp_path / "out" / f"{name}.json").read_bytes())
        first = _clean(clean, name)[0]
        assert len(rows) == len(_clean(clean, name))
        assert list(rows[0]) == list(first)
        for key, value in first.items():
            got = rows[0][key]
            if isinstance(got, (int, float)):
                assert got == float(value)
            else:
                assert (got or "") == value


def test_workbook_holds_dates_and_numbers(tmp_path, clean):
    openpyxl = pytest.importorskip("openpyxl")
    out = _generate(tmp_path / "out", 300, format="xlsx")
    for name in ("appointments", "bills", "patients"):
        book = openpyxl.load_workbook(out / f"{name}.xlsx", read_only=True)
        header, *rows = book.active.iter_rows(values_only=True)
        expected = _clean(clean, name)
        assert len(rows) == len(expected)
        for row, truth in zip(rows, expected, strict=True):
            for key, value in zip(header, row, strict=False):
                if isinstance(value, datetime):
                    assert str(value)[: len(truth[key])] == truth[key]
                elif isinstance(value, (int, float)):
                    assert value == float(truth[key])
                else:
                    assert (value or "") == truth[key]


def test_workbook_goes_on_in_a_second_sheet(tmp_path, monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr(workbook, "SHEET_ROWS", 1000)
    out = _generate(tmp_path / "out", 300, format="xlsx")
    book = openpyxl.load_workbook(out / "appointments.xlsx", read_only=True)
    sheets = [list(sheet.values) for sheet in book.worksheets]
    assert len(sheets) == 2
    assert sheets[0][0] == sheets[1][0]
    rows = _manifest(out)["files"]["appointments.xlsx"]["rows"]
    assert sum(len(sheet) - 1 for sheet in sheets) == rows


def test_column_letters():
    assert [column_letters(n) for n in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]


def test_command_refuses_a_folder_in_use(tmp_path):
    (tmp_path / "kept.txt").write_text("mine")
    done = _command("--patients", 10, tmp_path)
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_command_refuses_no_patients(tmp_path):
    assert _command("--patients", 0, tmp_path / "out").returncode == 2


def test_memory_stays_flat(tmp_path):
    peaks = []
    for patients in (400, 1600):
        tracemalloc.start()
        _generate(tmp_path / str(patients), patients, messy=True, files=3)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # four times the patients: what grows are write buffers, up to their limit
    assert peaks[1] < 12_000_000


# ---- the manifest and the list of defects


def _check_manifest(folder):
    manifest = _manifest(folder)
    excluded = manifest.get("excluded_lines", {})
    for name, described in manifest["files"].items():
        content = (folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == described["sha256"]
        assert len(content) == described["bytes"]
        lines = list(_lines(folder, name, described))
        header = [cells for line, cells in lines if line == described["header_line"]]
        width = len(described["columns"])
        assert header[0][:width] == described["columns"]
        after = [line for line, _cells in lines if line > described["header_line"]]
        assert len(after) == described["rows"] + excluded.get(name, 0), name


def test_manifest_counts_what_is_there_clean(clean):
    _check_manifest(clean)


def test_manifest_counts_what_is_there_messy(messy):
    _check_manifest(messy)


def test_every_defect_stands_at_its_line(messy):
    files = _manifest(messy)["files"]
    by_file = defaultdict(list)
    for defect in _defects(messy):
        by_file[defect["file"]].append(defect)
    for name, defects in by_file.items():
        if name not in files:
            assert (messy / name).is_file()
            continue
        lines = dict(_lines(messy, name, files[name]))
        header = [column.strip() for column in files[name]["columns"]]
        for defect in defects:
            cells = lines[defect["line"]]
            if defect["column"]:
                written = cells[header.index(defect["column"])]
                assert written.strip() == defect["written"].strip(), defect
            if defect["record_id"] and defect["defect"] != "ragged_short":
                assert defect["record_id"] in cells, defect


def test_defects_are_counted_in_the_manifest(messy):
    found = Counter(defect["defect"] for defect in _defects(messy))
    assert found == _manifest(messy)["defects"]


def test_flagged_and_held_defects_suggest_a_code(messy):
    for defect in _defects(messy):
        assert defect["expect"] in OUTCOMES
        needs = defect["expect"] in ("flagged", "held", "rejected")
        assert bool(defect["code"]) or not needs, defect


def test_every_kind_of_defect_comes_in_the_sample(messy):
    kinds = {(kind.name, kind.table) for kind in DEFECTS}
    found = {(defect["defect"], defect["object"]) for defect in _defects(messy)}
    assert kinds <= found


def test_every_kind_of_defect_comes_often_in_a_large_clinic(tmp_path):
    _generate(tmp_path / "out", 3000, messy=True)
    found = Counter((d["defect"], d["object"]) for d in _defects(tmp_path / "out"))
    for kind in DEFECTS:
        assert found[kind.name, kind.table] >= 5, kind.name


def test_other_seeds_have_nearly_every_kind(tmp_path):
    _generate(tmp_path / "out", 300, messy=True, seed=77)
    found = {(d["defect"], d["object"]) for d in _defects(tmp_path / "out")}
    missing = {(kind.name, kind.table) for kind in DEFECTS} - found
    assert len(missing) <= len(DEFECTS) // 20, missing


def test_sample_is_a_clinic_that_can_be_migrated(messy):
    manifest = _manifest(messy)
    rows = sum(described["rows"] for described in manifest["files"].values())
    held = sum(defect["expect"] == "held" for defect in _defects(messy))
    assert held < rows / 100


def test_rows_without_a_defect_are_those_of_the_clean_export(clean, messy):
    described = _manifest(messy)["files"]["Bill Register.csv"]
    spoilt = {
        d["line"] for d in _defects(messy) if d["file"] == "Bill Register.csv"
    } - {described["header_line"]}
    truth = {row["bill_id"]: row for row in _clean(clean, "bills")}
    keys = [pair.split("=")[0] for pair in words.HEADERS["bills"].split("|")]
    seen = 0
    for line, cells in _lines(messy, "Bill Register.csv", described):
        if line <= described["header_line"] or line in spoilt:
            continue
        row = dict(zip(keys, cells, strict=True))
        expected = dict(truth[row["bill_id"]])
        for key in ("date", "due_date"):
            expected[key] = words.mdy(expected[key], "/")
        assert {key: row[key] for key in expected} == expected
        seen += 1
    assert seen > 900


def test_a_phone_of_a_family_is_written_twice(tmp_path):
    """The relative's own cell must not have been made unreadable."""
    folder = _generate(tmp_path / "out", patients=1500, messy=True)
    text = (folder / "Patient List.csv").read_text(encoding="utf-8-sig")
    shared = [e for e in _defects(folder) if e["defect"] == "phone_of_family"]
    phones = [entry["written"] for entry in shared]
    assert len(phones) > 5
    assert all(text.count(phone) > 1 for phone in phones)


def test_originals_are_the_clean_cells(clean, messy):
    truth = {row["patient_id"]: row for row in _clean(clean, "patients")}
    kinds = {kind.name: kind for kind in DEFECTS if kind.table == "patients"}
    for defect in _defects(messy):
        kind = kinds.get(defect["defect"])
        if kind is None or defect["object"] != "patients":
            continue
        meant = truth[defect["patient_id"]][kind.column]
        assert defect["original"] == kind.meant(meant, defect["written"])


def test_bytes_of_the_messy_files_are_as_said(messy):
    assert (messy / "Patient List.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (messy / "messages.csv").read_bytes().startswith(b"\xff\xfe")
    assert not (messy / "medical_records.csv").read_bytes().endswith(b"\n")
    assert b"\n" not in (messy / "physicians.csv").read_bytes()
    assert (messy / "receipts.csv").read_bytes().startswith(b"sep=;\n")
    raw = (messy / "prescriptions.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert (messy / "bill_items.csv").read_bytes().startswith(b'"Bill No.","')
    line = (messy / "campaigns.csv").read_bytes().split(b"\n")[1]
    assert re.fullmatch(rb"('[^']*'\|){5}'[^']*'", line)
    header = (messy / "appointments.csv").read_bytes().split(b"\r\n")[0]
    assert header.split(b",").count(b"Notes") == 2


def test_messy_json_and_workbook_list_their_defects_too(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    out = _generate(tmp_path / "x", 300, messy=True, format="xlsx")
    sheets = {}
    for defect in _defects(out):
        name = defect["file"]
        if not name.endswith(".xlsx") or not defect["column"]:
            continue
        if name not in sheets:
            book = openpyxl.load_workbook(out / name, data_only=True)
            sheets[name] = list(book.active.values)
        described = _manifest(out)["files"][name]
        header = [
            (column or "").strip()
            for column in sheets[name][described["header_line"] - 1]
        ]
        row = sheets[name][defect["line"] - 1]
        value = row[header.index(defect["column"])]
        if value is None or isinstance(value, str):
            assert (value or "").strip() == defect["written"].strip(), defect
    out = _generate(tmp_path / "j", 300, messy=True, format="json")
    for defect in _defects(out):
        if defect["record_id"] and defect["column"]:
            lines = (out / defect["file"]).read_text(encoding="utf-8").split("\n")
            row = json.loads(lines[defect["line"] - 1].rstrip(","))
            got = {key.strip(): value for key, value in row.items()}[defect["column"]]
            if not isinstance(got, (int, float)):
                assert (got or "") == defect["written"]


def test_habits_of_workbooks(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    out = _generate(tmp_path / "x", 120, messy=True, format="xlsx")
    visits = openpyxl.load_workbook(out / "appointments.xlsx")
    assert visits.epoch.year == 1904
    day = [row[3] for row in visits.active.values if isinstance(row[3], datetime)][0]
    assert 2015 < day.year < 2027
    receipts = openpyxl.load_workbook(out / "receipts.xlsx").active
    assert all(row[:2] == (None, None) for row in receipts.values)
    lines = list(openpyxl.load_workbook(out / "bill_items.xlsx").active.values)
    results = openpyxl.load_workbook(out / "bill_items.xlsx", data_only=True)
    total = lines[0].index("Line Total")
    assert str(lines[1][total]).startswith("=ROUND(")
    assert list(results.active.values)[1][total] > 0
    bills = openpyxl.load_workbook(out / "Bill Register.xlsx")
    assert [sheet.max_row for sheet in bills.worksheets][1:] == [1]
    patients = openpyxl.load_workbook(out / "Patient List.xlsx").active
    assert len(patients.merged_cells.ranges) == 2


def test_shapes_of_json(tmp_path):
    out = _generate(tmp_path / "j", 60, messy=True, format="json")
    files = _manifest(out)["files"]
    envelope = json.loads((out / "Patient List.json").read_bytes())
    assert len(envelope["data"]) == files["Patient List.json"]["rows"]
    lines = (out / "messages.json").read_text(encoding="utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) == files["messages.json"]["rows"]
    assert isinstance(json.loads((out / "appointments.json").read_bytes()), list)


# ---- small parts


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("125000.00", "1,25,000.00"),
        ("1500.50", "1,500.50"),
        ("12345678.00", "1,23,45,678.00"),
        ("500.00", "500.00"),
    ],
)
def test_indian_groups(text, grouped):
    assert indian_groups(text) == grouped


@pytest.mark.parametrize("amount", [0, 5, 150050, -20000, -5])
def test_money_text_is_exact_both_ways(amount):
    assert paise(rupees(amount)) == amount


def test_half_day_clock():
    assert [words.half_day(t) for t in ("00:15", "12:00", "16:30")] == [
        "12:15 AM",
        "12:00 PM",
        "04:30 PM",
    ]


# ---- every case of money


def test_every_case_of_money_is_there_and_sums_are_told(tmp_path):
    folder = _generate(tmp_path / "out", 12, money=True)
    told = _manifest(folder)["money"]
    bills = {row["bill_id"]: row for row in _clean(folder, "bills")}
    cases = {name: text.split() for name, text in told["cases"].items()}
    assert set(cases) == set(CASES) and all(cases.values())
    assert sorted(n for numbers in cases.values() for n in numbers) == sorted(bills)
    void = {*cases["cancelled"], *cases["cancelled_paid"], *cases["draft"]}
    for currency, sums in told["sums"].items():
        for column, name in (("total", "billed"), ("paid", "paid")):
            total = sum(
                paise(row[column])
                for number, row in bills.items()
                if row["currency"] == currency and number not in void
            )
            assert rupees(total) == sums[name], (currency, name)
    rates = {row["tax_rate"] for row in _clean(folder, "bill_items")}
    assert {"5.00", "12.00", "18.00", "28.00"} <= rates


def test_cases_of_money_are_no_dirt(tmp_path):
    both = _command("--patients", 3, "--money", "--messy", tmp_path / "out")
    assert both.returncode == 2
    assert "clean" in both.stderr
