"""Which numbers of a journal are taken, whatever they look like."""

from unittest.mock import patch

from odoo.api import Environment
from odoo.tests import tagged

from odoo.addons.pulse_migration.loaders.move_names import taken_names

from .common import PATIENTS, bill
from .test_accounting_payments import PaymentCase, payment

NUMBERS = "B019 B019/reissued B019/reissued-2 19 0019 ABC INV/2024/00019 A-1-b".split()


@tagged("post_install", "-at_install")
class TestAccountingMoveNames(PaymentCase):
    def setUp(self):
        super().setUp()
        bills = [
            bill(1, "P1", "2024-03-05", "500.00", "0.00", bill_id=number)
            for number in NUMBERS
        ]
        self.migrate(patients=PATIENTS, bills=bills)
        self.env.flush_all()
        self.journal = self.moves().journal_id

    def taken(self, *names):
        found = taken_names(self.env, [(self.journal.id, name) for name in names])
        return {name for _journal_id, name in found}

    def test_every_number_is_found_and_no_other(self):
        self.assertEqual(set(self.moves().mapped("name")), set(NUMBERS))
        others = [f"{number}0" for number in NUMBERS] + ["", "B19", "b019", "019"]
        self.assertEqual(self.taken(*NUMBERS, *others), set(NUMBERS))

    def test_a_draft_and_a_cancelled_entry_have_theirs(self):
        draft, cancelled = self.moves()[:2]
        (draft + cancelled).button_draft()
        cancelled.button_cancel()
        self.env.flush_all()
        self.assertEqual(self.taken(*NUMBERS), set(NUMBERS))

    def test_another_journals_numbers_are_free(self):
        other = self.journal.copy({"code": "OTHER"})
        self.assertFalse(taken_names(self.env, [(other.id, "B019")]))

    def test_numbers_of_a_journal_that_splits_them_its_own_way_are_found(self):
        rule = r"^(?P<prefix1>B0)(?P<seq>\d*)(?P<suffix>.*)$"
        self.journal.sequence_override_regex = rule
        moves = self.moves().filtered(lambda move: move.name == "B019")
        moves._compute_split_sequence()
        self.env.flush_all()
        self.assertEqual(moves.sequence_prefix, "B0")
        self.assertEqual(self.taken("B019"), {"B019"})

    def test_nothing_is_asked_of_nothing(self):
        with self.assertQueryCount(0):
            self.assertFalse(taken_names(self.env, []))


@tagged("post_install", "-at_install")
class TestAccountingPaymentNames(PaymentCase):
    def test_of_payments_none_is_read_but_the_one_that_is_asked_for(self):
        self.migrate(
            patients=PATIENTS,
            bills=[bill(1, "P1", "2024-03-05", "500.00", "300.00")],
            payments=[
                payment(number, "P1", "B1", "2024-03-05", "100.00")
                for number in (1, 2, 3)
            ],
        )
        self.env.flush_all()
        moves = self.payments().move_id
        self.assertEqual(len(moves), 3)
        self.assertEqual(len(set(moves.mapped("sequence_prefix"))), 1)
        asked = [(moves[0].journal_id.id, moves[0].name)]
        taken_names(self.env, asked)  # reads the journal's rule
        execute, read = Environment.execute_query, []

        def spy(env, query):
            rows = execute(env, query)
            read.extend(rows)
            return rows

        with patch.object(Environment, "execute_query", spy):
            self.assertEqual(taken_names(self.env, asked), set(asked))
        self.assertEqual(read, asked)
