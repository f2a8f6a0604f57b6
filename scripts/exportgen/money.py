"""Bills with their lines and payments, in whole paise so that sums are exact."""

from itertools import count

from .dice import Dice
from .people import Physician, iso

BILL_SHARE = 0.68
MODES = ("Cash",) * 4 + ("UPI",) * 7 + ("Card",) * 3 + ("NEFT", "Cheque", "Insurance")
PAYERS = ("Self",) * 9 + ("Star Health", "ICICI Lombard", "Employer")


def rupees(paise: int) -> str:
    """Paise as text with two decimals: ``150050`` is ``1500.50``."""
    sign, paise = ("-", -paise) if paise < 0 else ("", paise)
    return f"{sign}{paise // 100}.{paise % 100:02d}"


def paise(text: str) -> int:
    """The inverse of :func:`rupees`."""
    whole, _point, cents = text.partition(".")
    sign = -1 if whole.startswith("-") else 1
    return sign * (abs(int(whole)) * 100 + int(cents or 0))


class Money:
    """Makes the bill of a visit; bill and receipt numbers run on."""

    def __init__(self, today: int) -> None:
        self.today = today
        self._bills = count(1)
        self._payments = count(1)

    def bill(
        self, visit: dict[str, str], day: int, doctor: Physician, dice: Dice
    ) -> tuple[dict, list[dict], list[dict]]:
        """Bill, lines, payments: lines sum to the total, payments to what is paid."""
        bill_id = f"INV-{next(self._bills):07d}"
        lines, net, tax = _lines(bill_id, doctor, dice)
        total = net + tax
        paid, status = _paid(total, dice)
        bill = {
            "bill_id": bill_id,
            "patient_id": visit["patient_id"],
            "appointment_id": visit["appointment_id"],
            "physician": visit["physician"],
            "date": iso(day),
            "due_date": iso(day + 15),
            "description": lines[0]["item_name"],
            "amount": rupees(net),
            "tax": rupees(tax),
            "total": rupees(total),
            "paid": rupees(paid),
            "outstanding": rupees(total - paid),
            "status": status,
            "currency": "INR",
            "payer": dice.pick(PAYERS),
        }
        return bill, lines, self._pay(bill, paid, day, dice)

    def _pay(self, bill: dict, paid: int, day: int, dice: Dice) -> list[dict]:
        """One or two payments between the bill's day and yesterday."""
        if not paid:
            return []
        parts = [paid]
        if paid > 200_000 and dice.chance(0.35):
            first = paid // 200 * 100
            parts = [first, paid - first]
        rows = []
        for step, part in enumerate(parts):
            number = next(self._payments)
            row = {
                "payment_id": f"PAY{number:07d}",
                "patient_id": bill["patient_id"],
                "bill_id": bill["bill_id"],
                "date": iso(min(day + step * dice.between(1, 20), self.today - 1)),
                "receipt_number": f"R{number:07d}",
                "amount": rupees(part),
                "payment_method": dice.pick(MODES),
            }
            rows.append(row)
        return rows


def _lines(bill_id: str, doctor: Physician, dice: Dice) -> tuple[list[dict], int, int]:
    """Lines of a bill with their net and tax sums in paise."""
    specialty = doctor.specialty
    chosen = [specialty.services[0]]
    while len(chosen) < 4 and dice.chance(0.35):
        stock = specialty.products if dice.chance(0.3) else specialty.services[1:]
        chosen.append(dice.pick(stock))
    lines, net_sum, tax_sum = [], 0, 0
    for name, price, rate in chosen:
        quantity = dice.pick((1, 1, 1, 1, 2, 3)) if price < 5000 else 1
        gross = quantity * price * 100
        off, kind, off_text = _discount(gross, dice)
        net = gross - off
        tax = (net * rate + 50) // 100
        line = {
            "bill_id": bill_id,
            "item_name": name,
            "quantity": str(quantity),
            "unit_price": rupees(price * 100),
            "discount": off_text,
            "discount_type": kind,
            "tax_name": f"GST {rate}%" if rate else "",
            "tax_rate": f"{rate}.00",
            "total": rupees(net + tax),
        }
        lines.append(line)
        net_sum += net
        tax_sum += tax
    return lines, net_sum, tax_sum


def _discount(gross: int, dice: Dice) -> tuple[int, str, str]:
    """What is taken off in paise, how it is written, and its cell."""
    share = dice.roll()
    if share < 0.06:
        percent = dice.pick((5, 10, 15, 20))
        return gross * percent // 100, "PERCENT", f"{percent}.00"
    if share < 0.1:
        off = min(dice.pick((50, 100, 200)) * 100, gross)
        return off, "NUMBER", rupees(off)
    return 0, "NUMBER", "0.00"


def _paid(total: int, dice: Dice) -> tuple[int, str]:
    share = dice.roll()
    if share < 0.86 or not total:
        return total, "Paid"
    if share < 0.94:
        # whole hundreds of rupees, as a patient pays on account
        part = total // 20_000 * 10_000
        return (part, "Partial") if part else (0, "Unpaid")
    return 0, "Unpaid"
