"""An invented patient file of any length, always the same: as CSV and as XLSX."""

import csv
import random
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

HEADER = (
    "Patient Number",
    "Patient Name",
    "Mobile Number",
    "Contact Number",
    "Email Address",
    "Gender",
    "Date of Birth",
    "Age",
    "Blood Group",
    "Address",
    "Locality",
    "City",
    "Pincode",
    "Allergies",
    "Medical History",
    "Referred By",
    "Groups",
    "Physician",
    "Physician Email",
    "Outstanding Balance",
    "Remarks",
    "Created At",
)
_FIRST = (
    "Asha Ravi Lata Suresh Meena Vikram Pooja Imran Fatima Joseph Anita Deepak Kavita "
    "Manoj Sunita Farhan Gauri Harish Jyoti Kiran Nisha Om Prakash Rekha Sanjay Tara"
).split()
_LAST = (
    "Rao Sharma Iyer Khan Patil D'Souza Nair Gupta Deshpande Reddy Singh Joshi Mehta "
    "Das Bose Kulkarni Fernandes Pillai Chauhan Yadav Banerjee Menon Shah Verma"
).split()
_TITLES = ("", "", "", "", "", "Mr. ", "Mrs. ", "Dr. ", "Baby of ", "Smt. ")
_GENDERS = ("Male", "Female", "M", "F", "female", "")
_BLOOD = (
    "O +ve",
    "b positive",
    "AB-",
    "A+",
    "",
    "",
    "O–ve",
    "B+",
    "NA",
    "A1+",
    "Bombay",
)
_ALLERGIES = ("", "", "", "", "NKDA", "Penicillin; sulfa", "Nil", "Dust, pollen")
_HISTORY = (
    "",
    "",
    "Diabetes since 2011, on Metformin",
    "Hypertension",
    'Says "no previous surgery"; asthma as a child',
    "Appendectomy 2009\nTonsillectomy as a child",
)
_CITIES = ("Pune", "Mumbai", "Bengaluru", "Kochi", "New Delhi")
_AREAS = ("Camp", "Kothrud", "Andheri (W)", "Indiranagar", "Fort", "Saket")
_DOCTORS = ("Dr. Meera Shah", "Dr. A. K. Bose", "Dr John Mathew", "Dr. Sana Sheikh")
_FIRST_DAY = date(1930, 1, 1)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Yield ``count`` patients: day first, Indian notations, one cell in ten blank."""
    dice = random.Random(2024)
    for number in range(count):
        yield _patient(number, dice)


def _patient(number: int, dice: random.Random) -> tuple[str, ...]:
    pick = dice.choice
    first, last, doctor = pick(_FIRST), pick(_LAST), pick(_DOCTORS)
    born = _FIRST_DAY + timedelta(days=dice.randrange(33000))
    mobile = f"{pick('6789')}{dice.randrange(10**9):09}"
    made = date(2015, 1, 1) + timedelta(days=dice.randrange(3600))
    email = f"{first}.{last}{number}@example.com".replace("'", "").lower()
    return (
        f"P{number:06}",
        f"{pick(_TITLES)}{first} {last}",
        pick((mobile, f"+91 {mobile[:5]} {mobile[5:]}", f"0{mobile}")),
        pick(("", "", f"020-2{dice.randrange(10**7):07}")),
        pick((email, email, "")),
        pick(_GENDERS),
        pick((f"{born:%d/%m/%Y}", f"{born:%d/%m/%Y}", f"{born:%d-%m-%Y}", "")),
        str((date(2025, 1, 1) - born).days // 365),
        pick(_BLOOD),
        f"{dice.randrange(1, 900)}/{dice.randrange(1, 40)}, {pick(_LAST)} Road",
        pick(_AREAS),
        pick(_CITIES),
        f"4{dice.randrange(10**5):05}",
        pick(_ALLERGIES),
        pick(_HISTORY),
        pick(("", "", f"Dr. {pick(_LAST)}")),
        pick(("", "VIP", "Corporate, Diabetic")),
        doctor,
        f"{doctor.split()[-1].lower()}@clinic.example",
        pick(
            ("0.00", "0.00", "1,25,000.00", f"{dice.randrange(9000)}.50", "Rs. 500/-")
        ),
        pick(("", "", "Prefers evening slots", "Call before 9 pm – wife answers")),
        f"{made:%d/%m/%Y} {dice.randrange(9, 20):02}:{dice.randrange(60):02}",
    )


def write_csv(path: Path, count: int) -> None:
    """Write a CSV as spreadsheets do, with a multi-line cell now and then."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(rows(count))


_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/'
    '2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
    'openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships"><sheets><sheet name="Patients" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.'
    'org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def write_xlsx(path: Path, count: int) -> None:
    """Write a workbook with shared strings, as Excel does, in flat memory."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        tempfile.TemporaryFile("w+", encoding="utf-8") as strings,
    ):
        for name, text in _PARTS.items():
            package.writestr(name, text)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"<worksheet {_MAIN}><sheetData>".encode())
            for text in _sheet_rows(count, strings):
                sheet.write(text.encode())
            sheet.write(b"</sheetData></worksheet>")
        strings.seek(0)
        with package.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(f"<sst {_MAIN}>".encode())
            while block := strings.read(1 << 20):
                part.write(block.encode())
            part.write(b"</sst>")


def _sheet_rows(count: int, strings) -> Iterator[str]:
    """Yield row elements; strings go where they belong, the short ones once."""
    letters = [chr(65 + index) for index in range(len(HEADER))]
    known: dict[str, int] = {}
    total = 0
    for line, row in enumerate(chain((HEADER,), rows(count)), start=1):
        cells = []
        for letter, text in zip(letters, row, strict=True):
            if not text:
                continue
            index = known.get(text)
            if index is None:
                index, total = total, total + 1
                strings.write(f'<si><t xml:space="preserve">{escape(text)}</t></si>')
                if len(known) < 10000:
                    known[text] = index
            cells.append(f'<c r="{letter}{line}" t="s"><v>{index}</v></c>')
        yield f'<row r="{line}">{"".join(cells)}</row>'
