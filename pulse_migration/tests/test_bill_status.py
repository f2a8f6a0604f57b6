"""What the words for a bill's status say; what is not certain says nothing."""

from unittest import TestCase

from odoo.addons.pulse_migration.engine.bill_status import meaning_of

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

    def test_nothing_means_nothing(self):
        for nothing in (None, "", " ", 0):
            self.assertEqual(meaning_of(nothing), "")
