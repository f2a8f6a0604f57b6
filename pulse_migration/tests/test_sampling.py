"""The choice of a sample: what can be seen is seen, the same way each time."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.pulse_migration.engine.sampling import Stratum, pick

NUMBERS = st.integers(0, 30)
CLINICS = st.dictionaries(
    st.integers(0, 60).map("P{}".format),
    st.frozensets(NUMBERS, max_size=6),
    max_size=40,
)


def members_of(clinic):
    return {
        key: frozenset(Stratum(f"kind{n % 3}", str(n)) for n in numbers)
        for key, numbers in clinic.items()
    }


class TestSampling(BaseCase):
    def test_rare_things_come_before_fillers(self):
        members = {f"P{n}": frozenset({Stratum("type", "usual")}) for n in range(50)}
        members["P77"] = frozenset({Stratum("type", "rare")})
        sample = pick(
            {Stratum("type", "usual"), Stratum("type", "rare")},
            members,
            size=3,
            filler=sorted(members),
        )
        self.assertIn("P77", sample.keys)
        self.assertEqual(len(sample.keys), 3)
        self.assertEqual((sample.coverage[0].covered, sample.coverage[0].total), (2, 2))

    def test_one_patient_who_shows_much_replaces_many(self):
        strata = [Stratum("type", str(n)) for n in range(10)]
        members = {f"P{n}": frozenset({strata[n]}) for n in range(10)}
        members["all"] = frozenset(strata)
        self.assertEqual(pick(strata, members, size=5).keys, ("all",))

    def test_what_nobody_shows_is_missing(self):
        sample = pick({Stratum("type", "ghost")}, {}, size=5, filler=["P1"])
        self.assertEqual(sample.coverage[0].missing, ("ghost",))
        self.assertEqual(sample.coverage[0].unreachable, {"ghost"})
        self.assertEqual(sample.keys, ("P1",))

    def test_the_first_come_even_when_they_show_nothing(self):
        sample = pick(
            {Stratum("type", "x")},
            {"P2": frozenset({Stratum("type", "x")})},
            size=1,
            first=["P1"],
        )
        self.assertEqual(sample.keys, ("P1",))
        self.assertEqual(sample.coverage[0].covered, 0)
        self.assertFalse(sample.coverage[0].unreachable, "there was no room for it")

    @given(CLINICS, st.integers(1, 30))
    def test_with_room_everything_shown_by_somebody_is_covered(self, clinic, size):
        members = members_of(clinic)
        strata = frozenset().union(*members.values())
        sample = pick(strata, members, size=size)
        self.assertLessEqual(len(sample.keys), size)
        self.assertEqual(len(set(sample.keys)), len(sample.keys))
        if len(sample.keys) < size:
            self.assertFalse(any(line.missing for line in sample.coverage))

    @given(CLINICS, st.integers(1, 30))
    def test_the_order_of_the_input_changes_nothing(self, clinic, size):
        members = members_of(clinic)
        strata = frozenset().union(*members.values())
        backwards = dict(reversed(list(members.items())))
        self.assertEqual(
            pick(strata, members, size=size),
            pick(list(strata)[::-1], backwards, size=size),
        )
