"""What the words for a bill's status say; what is not certain says nothing."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.bill_status import meaning_in, meaning_of
from odoo.addons.pulse_migration.engine.value_maps import EMPTY, KINDS

WORDS = {
    "settled": "Paid|PAID|fully paid|Paid in full|Settled|cleared|Closed|Refunded",
    "partial": "Partial|Partially Paid|Part payment|part-paid|PARTIALLY_PAID",
    "open": "Unpaid|un-paid|Not paid|Due|Overdue|Pending|Outstanding|not yet paid",
    "void": "Cancelled|canceled|VOID|Voided|deleted|Cancelled bill",
    "draft": "Draft|Proforma|pro forma|Estimate",
    "": "|Not cancelled|Partially refunded|Advance|Yes|1|Insurance|repaid tomorrow",
}


class TestBillStatus(TestCase):
    def test_words_have_their_meaning(self):
        for meaning, words in WORDS.items():
            for word in words.split("|"):
                self.assertEqual(meaning_of(word), meaning, word)

    def test_what_a_value_map_says_wins_over_the_words(self):
        for words, mapped, meaning in (
            ("Paid", "cancelled", "void"),
            ("Chukta", "paid", "settled"),
            ("Closed", "unpaid", "open"),
            ("Paid", "advance", ""),
            ("Paid", None, "settled"),
        ):
            values = {"status": words, "status_meaning": mapped}
            self.assertEqual(meaning_in(values), meaning, values)

    def test_every_meaning_of_a_value_map_is_known(self):
        for meaning in set(KINDS["bill_status"].meanings) - {EMPTY}:
            self.assertIsInstance(meaning_in({"status_meaning": meaning}), str)

    def test_nothing_means_nothing(self):
        for nothing in (None, "", " ", 0):
            self.assertEqual(meaning_of(nothing), "")
