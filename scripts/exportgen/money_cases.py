"""Every case of money that a bookkeeper may meet, one bill after the other.

The bills of the clinic take turns; what each is, and what all come to, stands in the
manifest. Amounts are exact: in paise, and each case says what it means.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from .money import paise, rupees

RATES = (5, 12, 18, 28)
# of bills and of payments, beside those of any clinic
COLUMNS = {"bills": ("refund", "payment_method"), "payments": ()}
SUMS = ("billed", "paid", "refunded", "outstanding")
_ADVANCE = 5_000_00


@dataclass
class Case:
    """One bill with its lines and receipts; ``loose`` are receipts without a bill."""

    bill: dict[str, str]
    lines: list[dict[str, str]]
    receipts: list[dict[str, str]]
    number: Callable[[], str]
    loose: list[dict[str, str]] = field(default_factory=list)
    refunded: int = 0

    @property
    def total(self) -> int:
        return paise(self.bill["total"])

    def settle(self, total: int, paid: int, tax: int = 0, owed: int | None = None):
        """State the bill's amounts; the difference is owed unless said otherwise."""
        owed = total - paid if owed is None else owed
        status = "Paid" if owed <= 0 else "Partial" if paid else "Unpaid"
        self.bill |= {
            "amount": rupees(total - tax),
            "tax": rupees(tax),
            "total": rupees(total),
            "paid": rupees(paid),
            "outstanding": rupees(owed),
            "status": status,
        }

    def sell(self, price: int, total: int, **more: str) -> None:
        """Make the bill of one line."""
        self.lines[:] = [
            {
                "bill_id": self.bill["bill_id"],
                "item_name": self.bill["description"],
                "quantity": "1",
                "unit_price": rupees(price),
                "discount": "0.00",
                "discount_type": "NUMBER",
                "tax_name": "",
                "tax_rate": "",
                "total": rupees(total),
                **more,
            }
        ]

    def receive(self, *amounts: int, mode: str = "Cash") -> None:
        """Make the receipts of the bill."""
        self.receipts[:] = [self._receipt(amount, mode) for amount in amounts]

    def receive_loose(self, amount: int, mode: str = "Cash") -> None:
        """Add a receipt that names no bill, of the bill's day."""
        self.loose.append({**self._receipt(amount, mode), "bill_id": ""})

    def _receipt(self, amount: int, mode: str) -> dict[str, str]:
        number = self.number()
        return {
            "payment_id": f"PX{number}",
            "patient_id": self.bill["patient_id"],
            "bill_id": self.bill["bill_id"],
            "date": self.bill["date"],
            "receipt_number": f"X{number}",
            "amount": rupees(amount),
            "payment_method": mode,
        }


def _lines_lack_paise(case: Case) -> None:
    case.sell(999_63, 999_63)
    case.settle(1000_00, 1000_00)
    case.receive(1000_00)


def _lines_lack_rupees(case: Case) -> None:
    case.sell(800_00, 800_00)
    case.settle(850_00, 850_00)
    case.receive(850_00)


def _discount_percent(case: Case) -> None:
    case.sell(1000_00, 850_00, discount="15.00", discount_type="PERCENT")
    case.settle(850_00, 850_00)
    case.receive(850_00, mode="UPI")


def _discount_amount(case: Case) -> None:
    case.sell(1000_00, 900_00, discount="100.00")
    case.settle(900_00, 400_00)
    case.receive(400_00)


def _rate(rate: int) -> Callable[[Case], None]:
    def tax(case: Case) -> None:
        made = 500_00 * rate // 100
        stated = {"tax_name": f"GST {rate}%", "tax_rate": f"{rate}.00"}
        case.sell(500_00, 500_00 + made, **stated)
        case.settle(500_00 + made, 500_00 + made, made)
        case.receive(500_00 + made, mode="Card")

    return tax


def _tax_of_bill(case: Case) -> None:
    """Stated on the bill alone: no rate tells which tax it is."""
    case.sell(1000_00, 1000_00)
    case.settle(1072_50, 1072_50, 72_50)
    case.receive(1072_50)


def _tax_unsaid(case: Case) -> None:
    """A price that may hold tax, and nobody says so: no tax is made of it."""
    case.sell(1180_00, 1180_00)
    case.settle(1180_00, 0)
    case.bill["tax"] = ""
    case.receive()


def _refunded(case: Case) -> None:
    case.sell(700_00, 700_00)
    case.settle(700_00, 700_00)
    case.bill["refund"] = rupees(200_00)
    case.refunded = 200_00
    case.receive()


def _credit_note(case: Case) -> None:
    case.sell(-300_00, -300_00)
    case.settle(-300_00, -300_00)
    case.receive()


def _by_advance(case: Case) -> None:
    """More was paid ahead than the bill uses; both are in the export."""
    case.sell(3200_00, 3200_00)
    case.settle(3200_00, 3200_00)
    case.receive(3200_00, mode="Advance")
    case.receive_loose(_ADVANCE)


def _by_lost_advance(case: Case) -> None:
    """Paid ahead, the bill says; of the money itself the export knows nothing."""
    case.sell(450_00, 450_00)
    case.settle(450_00, 450_00)
    case.bill["payment_method"] = "Advance"
    case.receive()


def _loose_payment(case: Case) -> None:
    case.receive_loose(125_50, mode="UPI")


def _cancelled(case: Case) -> None:
    case.sell(600_00, 600_00)
    case.settle(600_00, 0)
    case.bill["status"] = "Cancelled"
    case.receive()


def _cancelled_paid(case: Case) -> None:
    """Nobody owes it; what was received for it is the patient's."""
    _cancelled(case)
    case.receive(600_00)


def _draft(case: Case) -> None:
    case.sell(640_00, 640_00)
    case.settle(640_00, 0)
    case.bill["status"] = "Draft"
    case.receive()


def _dollars(case: Case) -> None:
    case.sell(120_00, 120_00)
    case.settle(120_00, 70_00)
    case.bill["currency"] = "USD"
    case.receive(33_33, 36_67, mode="Card")


def _contradiction(case: Case) -> None:
    """Paid and outstanding do not come to the total: both are kept as stated."""
    case.sell(500_00, 500_00)
    case.settle(500_00, 300_00, owed=150_00)
    case.receive()


def _receipts_lack(case: Case) -> None:
    case.sell(500_00, 500_00)
    case.settle(500_00, 500_00)
    case.receive(320_00)


def _overpaid(case: Case) -> None:
    case.sell(500_00, 500_00)
    case.settle(500_00, 520_00)
    case.receive(520_00)


CASES: dict[str, Callable[[Case], None]] = {
    "lines_lack_paise": _lines_lack_paise,
    "lines_lack_rupees": _lines_lack_rupees,
    "discount_percent": _discount_percent,
    "discount_amount": _discount_amount,
    **{f"tax_{rate}": _rate(rate) for rate in RATES},
    "tax_of_bill": _tax_of_bill,
    "tax_unsaid": _tax_unsaid,
    "refunded": _refunded,
    "credit_note": _credit_note,
    "by_advance": _by_advance,
    "by_lost_advance": _by_lost_advance,
    "loose_payment": _loose_payment,
    "cancelled": _cancelled,
    "cancelled_paid": _cancelled_paid,
    "draft": _draft,
    "dollars": _dollars,
    "contradiction": _contradiction,
    "receipts_lack": _receipts_lack,
    "overpaid": _overpaid,
}
_VOID = ("cancelled", "cancelled_paid", "draft")


class MoneyCases:
    """Makes a case of every bill, in turns, and keeps what all come to."""

    def __init__(self) -> None:
        self.bills: dict[str, list[str]] = {name: [] for name in CASES}
        self.sums: dict[str, dict[str, int]] = {}
        self.loose = 0  # paid without a bill, or for a cancelled one
        self.used = 0  # of it, by bills
        self._numbers = count(1)
        self._turn = count()

    def change(self, rows: dict[str, list[dict[str, str]]]) -> None:
        """Make cases of one patient's bills."""
        has_advance = False
        for bill in rows["bills"]:
            name = list(CASES)[next(self._turn) % len(CASES)]
            if name == "by_lost_advance" and has_advance:
                name = "overpaid"  # it would be paid by that one
            has_advance |= name == "by_advance"
            key = bill["bill_id"]
            lines, receipts = (
                [row for row in rows[table] if row["bill_id"] == key]
                for table in ("bill_items", "payments")
            )
            bill |= dict.fromkeys(COLUMNS["bills"], "")
            case = Case(bill, lines, receipts, lambda: f"{next(self._numbers):06d}")
            CASES[name](case)
            self._put_back(rows, key, case)
            self._note(name, case)

    def _put_back(self, rows: dict, key: str, case: Case) -> None:
        for table, mine in (("bill_items", case.lines), ("payments", case.receipts)):
            others = [row for row in rows[table] if row["bill_id"] != key]
            rows[table] = [*others, *mine]
        rows["payments"] += case.loose

    def _note(self, name: str, case: Case) -> None:
        self.bills[name].append(case.bill["bill_id"])
        self.loose += sum(paise(row["amount"]) for row in case.loose)
        if name == "by_advance":
            self.used += case.total
        if name == "cancelled_paid":
            self.loose += paise(case.receipts[0]["amount"])
        if name in _VOID:
            return
        zeros = dict.fromkeys(SUMS, 0)
        sums = self.sums.setdefault(case.bill["currency"], zeros)
        sums["billed"] += case.total
        sums["paid"] += paise(case.bill["paid"])
        sums["refunded"] += case.refunded
        sums["outstanding"] += paise(case.bill["outstanding"])

    def summary(self) -> dict:
        """Return what the manifest says of money, amounts as text."""
        return {
            "money": {
                # text: a list would be taken for a table of the export
                "cases": {name: " ".join(bills) for name, bills in self.bills.items()},
                "sums": {
                    currency: {name: rupees(amount) for name, amount in sums.items()}
                    for currency, sums in self.sums.items()
                },
                "credit": rupees(self.loose - self.used),
            }
        }
