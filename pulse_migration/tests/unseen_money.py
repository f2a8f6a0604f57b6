"""Six exports of bills in layouts of their own, and what a bookkeeper makes of each.

They are written by hand: whatever a clinic may do to its amounts is in them once, each
for a patient of its own. ``OWED`` is what the patient owes by the source, in the bill's
currency; below zero, it is the patient's. ``HELD`` says why a bill waits.
"""

from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
BY_ROW, BY_LINE = SAMPLES / "money_by_row", SAMPLES / "money_by_line"
BY_STAY, BY_INSURER = SAMPLES / "money_by_stay", SAMPLES / "money_by_insurer"
BY_STRIP, BY_COURSE = SAMPLES / "money_by_strip", SAMPLES / "money_by_course"
OWED = {
    BY_ROW: {
        "P101": 0,  # a discount as an amount
        "P102": 500,  # a discount per cent, by UPI/GPay
        "P103": 0,  # CGST and SGST in columns of their own
        "P104": 1180,  # IGST
        "P105": 25000,  # Indian digits
        "P106": 300,  # Rs. 500/- and 300 Dr
        "P107": 0,  # (500), paid back
        "P108": -500,  # 500 Cr
        "P109": 0,  # cancelled, and stated as paid
        "P110": 0,  # a draft, and stated as paid
        "P111": 0,  # refunded by its status
        "P112": -300,  # a credit note by the kind of document
        "P113": 60,  # dollars
        "P115": 0,  # a bill of nought
        "P116": 233.33,  # three decimals
        "P117": 117,  # INV-117, and inv-117
        "P118": 118,
        "P119": 119,  # 0119, and 119
        "P120": 120,
        "P121": 121,  # INV 121, and INV121
        "P122": 122,
        "P123": 123,  # one number at two branches
        "P124": 124,
        "P125": 0,  # Cash 200 + Card 300
        "P126": 500,  # no amounts but the total
        "P127": 500,  # partly paid, nobody says how much
        "P128": 0,  # a price that holds its tax
        "P129": 0,  # paid more than the bill, and owed nothing
        "P130": -100,  # paid more than the bill
        "P131": 0,  # the rest is let off
        "P134": 995,  # discount and tax
        "P135": 700,  # more went back than came
        "P136": 0,  # paid "500 Cr"
    },
    BY_LINE: {
        "P201": 0,  # two ways of paying
        "P202": 500,  # lines of 500.50
        "P203": 550,  # lines of 500
        "P204": 460,  # a discount per cent of each line
        "P205": 460,  # an amount off each line
        "P206": 440,  # an amount off the bill
        "P207": 555,  # four rates of tax
        "P208": 118,  # a price that holds its tax
        "P209": 0,  # a discount, then the tax
        "P210": 300,  # a refund as a negative payment
        "P211": 0,  # a refund by the kind of the row
        "P212": 0,  # a cheque that bounced
        "P213": -600,  # an advance of 1,000, of which 400 was used
        "P214": -100,  # paid more than the bill
        "P215": -400,  # cancelled, with a receipt
        "P216": -100,  # a draft, with a receipt
        "P217": 400,  # a receipt for a bill that is not there
        "P218": 0,  # Cash 150 + Card 250
        "P219": 0,  # one receipt for two bills
        "P221": 30,  # dollars
        "P222": 0,  # a receipt that was cancelled
        "P223": 66.67,  # three decimals
        "P224": 0,  # nothing of it was sold
        "P225": 0,  # a bill below zero, paid back
        "P230": 0,  # an advance that went back
    },
    BY_STAY: {
        "M001": 0,  # a deposit, and the rest at discharge
        "M002": 0,  # a deposit, of which some went back
        "M003": 10000,  # a deposit that was not enough
        "M004": 0,  # let off as a whole
        "M005": 0,  # cancelled; it came, and went back
        "M006": -5000,  # paid more than the bill
        "M007": -8000,  # a deposit without a bill
        "M008": 0,  # a deposit by a cheque that bounced
        "M009": -5000,  # a deposit, of which some went back
        "M010": 4000,  # paid before the bill
        "M011": 0,  # a receipt twice
        "M012": 0,  # the rest is written off
    },
    BY_INSURER: {
        "I001": 0,  # both have paid
        "I002": 80000,  # the insurer has not
        "I003": 10000,  # the patient has not; tax deducted at source
        "I004": 0,  # the rest is written off
        "I005": 50000,  # a claim that was rejected
        "I006": 40000,  # nobody knows yet
    },
    BY_STRIP: {
        "U001": 0,  # prices that hold their tax, rounded off
        "U002": 625,  # three rates, a discount
        "U003": 0,  # brought back, and paid out
        "U004": 0,  # one of two brought back
        "U005": 0,  # a free sample
        "U006": 500,  # paid in part
        "U007": 1000,  # nobody says that it was paid
    },
    BY_COURSE: {
        "D001": 0,  # two instalments
        "D002": 500,  # the number of another's bill a year before
        "D003": 28000,  # a cheque that came back; the same number a year later
        "D004": 6000,  # a package
        "D005": 8000,
        "D006": 0,  # paid by its status only
        "D007": 0,  # a bill of nought
        "D008": 15000,  # 25,000/-
        "D009": -2000,  # paid more than the bill
    },
}
# by bill: what is said of it beside everything that converting says
SAID = {
    "INV-108": "balance_in_credit",
    "INV-109": "void_paid",
    "INV-110": "void_paid",
    "INV-111": "refunded_by_status",
    "INV-116": "rounded_to_currency",
    "INV-123 (Main)": "bill_number_shared",
    "INV-123 (East)": "bill_number_shared",
    "INV-127": "status_contradicts",
    "INV-129": "amounts_contradict",
    "INV-131": "amounts_contradict",
    "B02": "bill_total_differs",
    "B03": "bill_total_differs",
    "B13": "advance_used",
    "B15": "void_received",
    "B16": "void_received",
    "B23": "rounded_to_currency",
    "B24": "quantity_zero",
    "1001": "advance_used",
    "1012": "amounts_contradict",
    "T3": "amounts_contradict",
    "T4": "amounts_contradict",
    "0001 (2023)": "bill_number_shared",
    "0001 (2024)": "bill_number_shared",
    "0002": "bill_dates_apart",
    "0005": "paid_by_status",
}
HELD = {
    "INV-114": "currency_rate_missing",
    "INV-132": "patient_unknown",
    "INV-133": "patient_missing",
}
