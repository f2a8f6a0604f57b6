"""The invented clinic: one bundle of rows and documents for each patient, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from . import chats, pdf
from .dice import Dice
from .money import BILL_SHARE, Money
from .money_cases import MoneyCases
from .outreach import Outreach
from .people import CLINIC, Person, person, physicians
from .visits import PRESCRIPTION_SHARE, RECORD_SHARE, Visits

PATIENTS_PER_PHYSICIAN = 400
FEWEST_PHYSICIANS = 3
DOCUMENTS_PER_PATIENT = 1.7  # one record and 0.7 prescriptions
FILE_SHARE = 0.02
FEWEST_FILES, MOST_FILES = 3, 500
FEWEST_CHATS, MOST_CHATS = 3, 20


@dataclass
class Bundle:
    """All that the export holds about one patient; ``documents`` are (path, bytes)."""

    person: Person
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    documents: list[tuple[str, bytes]] = field(default_factory=list)


def default_files(patients: int) -> int:
    """How many PDFs an export of this size carries unless told otherwise."""
    share = round(patients * DOCUMENTS_PER_PATIENT * FILE_SHARE)
    return max(FEWEST_FILES, min(share, MOST_FILES))


class Clinic:
    """A clinic of ``patients`` people as it stood at the end of ``today``."""

    def __init__(self, patients: int, seed: int, today: date, files: int) -> None:
        self.patients = patients
        self.seed = seed
        self.today = today.toordinal()
        staff = max(FEWEST_PHYSICIANS, patients // PATIENTS_PER_PHYSICIAN)
        self.staff = physicians(staff, seed)
        self._by_email = {doctor.email: doctor for doctor in self.staff}
        self._wanted_files = files
        self._files = 0
        self._chats = 0
        self._visits = Visits(self.today, self.staff)
        self._money = Money(self.today)
        self._outreach = Outreach(self.today)
        self.money_cases: MoneyCases | None = None

    def person(self, number: int) -> Person:
        """Any patient by number, earlier or later, without keeping the others."""
        return person(number, self.seed, self.today, self.staff)

    def bundles(self) -> Iterator[Bundle]:
        """Every patient in turn. To be walked once: the numbers of bills run on."""
        for number in range(1, self.patients + 1):
            yield self._bundle(number)

    def _bundle(self, number: int) -> Bundle:
        dice = Dice(self.seed, number, "visits")
        who = self.person(number)
        bundle = Bundle(who, {"patients": [who.row]})
        visits = self._visits.appointments(who, dice)
        rows = bundle.rows
        rows["appointments"] = visits
        rows["campaigns"] = self._outreach.touches(who, dice)
        rows["messages"] = self._outreach.thread(who, visits, dice)
        for name in CHILDREN_OF_VISITS:
            rows[name] = []
        for visit in visits:
            self._add_visit(visit, bundle, dice)
        if self.money_cases:
            self.money_cases.change(rows)
        self._add_chat(bundle)
        return bundle

    def _add_visit(self, visit: dict[str, str], bundle: Bundle, dice: Dice) -> None:
        if visit["status"] != "Completed":
            return
        doctor, rows = self._by_email[visit["physician_email"]], bundle.rows
        if dice.chance(RECORD_SHARE):
            record = self._visits.record(visit, doctor, dice)
            self._add_file("records", "record_id", [record], bundle)
            rows["medical_records"].append(record)
        if dice.chance(PRESCRIPTION_SHARE):
            drugs = self._visits.prescription(visit, doctor, dice)
            self._add_file("prescriptions", "prescription_id", drugs, bundle)
            rows["prescriptions"] += drugs
        if dice.chance(BILL_SHARE):
            day = date.fromisoformat(visit["appointment_date"]).toordinal()
            bill, lines, payments = self._money.bill(visit, day, doctor, dice)
            rows["bills"].append(bill)
            rows["bill_items"] += lines
            rows["payments"] += payments

    def _add_file(self, folder: str, key: str, rows: list[dict], bundle: Bundle):
        """Writes a PDF for these rows of one document while files are owed so far."""
        number = bundle.person.number
        # a little ahead of the even pace, so that late patients need not have any
        owed = min(self._wanted_files, 1 + self._wanted_files * number // self.patients)
        if self._files >= owed:
            return
        self._files += 1
        path = f"files/{folder}/{rows[0][key]}.pdf"
        for row in rows:
            row["file"] = path
        bundle.documents.append((path, pdf.page(_printed(rows))))

    def _add_chat(self, bundle: Bundle) -> None:
        """A chat for a few patients, evenly over the clinic."""
        wanted = max(FEWEST_CHATS, min(self.patients // 100, MOST_CHATS))
        due = self._chats * self.patients < bundle.person.number * wanted
        if not due or not bundle.person.row["phone"]:
            return
        dice = Dice(self.seed, bundle.person.number, "chat")
        style = self._chats % 3
        name, text = chats.export(bundle.person, style, self.today, dice)
        self._chats += 1
        bundle.documents.append((f"chats/{name}", text.encode("utf-8")))


CHILDREN_OF_VISITS = (
    "prescriptions",
    "medical_records",
    "bills",
    "bill_items",
    "payments",
)


def _printed(rows: list[dict[str, str]]) -> list[str]:
    """The lines of the document that these rows describe."""
    lines = [CLINIC, ""]
    for step, row in enumerate(rows):
        for key, value in row.items():
            head = key in ("patient_id", "physician", "date")
            if value and key != "file" and (step == 0 or not head):
                lines.append(f"{key.replace('_', ' ').capitalize()}: {value}")
    return lines
