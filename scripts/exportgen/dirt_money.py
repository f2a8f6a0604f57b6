"""Defects in the cells of bills, their lines and payments."""

from . import amounts
from .amounts import money
from .cells import any_text, instead_of, shaped
from .defect import FLAG, GOOD, REJECT, defects_in, negated, says

MONEY = [
    *defects_in(
        "bills",
        "total",
        ("money_indian_groups", GOOD, "", money("{}", True, 1000)),
        ("money_lakh", GOOD, "", money("{}", True, 100_000)),
        ("money_rs", GOOD, "", money("Rs. {whole}/-")),
        ("money_rupee_sign", GOOD, "", money("₹ {}", True)),
        ("money_inr", GOOD, "", money("INR {}")),
        ("money_slash_equals", GOOD, "", money("Rs.{whole}/=")),
        ("money_european", GOOD, "", amounts.european),
        ("money_scientific", FLAG, "money_scientific", amounts.scientific),
        ("total_missing", FLAG, "amount_missing", any_text("")),
        ("total_not_the_sum", FLAG, "bill_total_mismatch", amounts.raised(50)),
    ),
    *defects_in(
        "bills",
        "paid",
        ("money_slash_dash", GOOD, "", money("{whole}/-", True)),
        ("money_rs_joined", GOOD, "", money("Rs.{}")),
    ),
    *defects_in(
        "bills",
        "outstanding",
        ("money_dash", FLAG, "dash_for_amount", instead_of("0.00")("-", "--")),
        ("money_nil", FLAG, "dash_for_amount", instead_of("0.00")("Nil")),
        (
            "money_minus_behind",
            FLAG,
            "bill_total_mismatch",
            instead_of("0.00")("200.00-"),
            says("-200.00"),
        ),
        (
            "money_credit",
            FLAG,
            "money_credit",
            instead_of("0.00")("200.00 Cr"),
            says("-200.00"),
        ),
        ("money_due", GOOD, "", money("{} due")),
        (
            "money_in_brackets",
            FLAG,
            "bill_total_mismatch",
            instead_of("0.00")("(200.00)"),
            says("-200.00"),
        ),
        (
            "money_advance",
            FLAG,
            "bill_total_mismatch",
            instead_of("0.00")("200 adv"),
            says("-200.00"),
        ),
    ),
    *defects_in(
        "bills",
        "status",
        ("bill_status_capitals", GOOD, "", instead_of("Paid")("PAID", "paid ")),
        ("bill_status_partly", GOOD, "", instead_of("Partial")("Partially Paid")),
        ("bill_status_due", GOOD, "", instead_of("Unpaid")("Due")),
        (
            "bill_status_other",
            FLAG,
            "value_unmapped",
            instead_of("Unpaid")("Write-off"),
        ),
        (
            "bill_status_disagrees",
            FLAG,
            "bill_status_disagrees",
            instead_of("Unpaid", "Partial")("Paid"),
        ),
    ),
    *defects_in(
        "bill_items",
        "quantity",
        ("quantity_words", GOOD, "", shaped("{} Nos")),
        ("quantity_decimal", GOOD, "", shaped("{}.00")),
    ),
    *defects_in("bill_items", "tax_rate", ("percent_sign", GOOD, "", shaped("{}%"))),
    *defects_in(
        "bill_items",
        "total",
        ("line_total_wrong", FLAG, "bill_lines_mismatch", amounts.raised(10)),
    ),
    *defects_in(
        "payments",
        "amount",
        ("payment_rs", GOOD, "", money("Rs {whole}")),
        ("payment_in_words", REJECT, "not_money", any_text("five hundred")),
        ("payment_negative", GOOD, "negative_in_brackets", money("({})"), negated),
    ),
    *defects_in(
        "payments",
        "payment_method",
        ("mode_other", FLAG, "value_unmapped", instead_of("UPI")("GPay", "PhonePe")),
        ("mode_capitals", GOOD, "", instead_of("Cash")("CASH", "cash ")),
    ),
]
