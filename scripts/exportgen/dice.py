"""Seeded choices that come out the same on every machine and Python version.

Only ``Random.random()`` is promised to be stable between Python versions (``choice``,
``sample`` and ``shuffle`` are not), so every choice here is made from it.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """One stream of choices; the same key always rolls the same numbers."""

    __slots__ = ("roll",)

    def __init__(self, *key: object) -> None:
        self.roll = random.Random(":".join(map(str, key))).random

    def below(self, limit: int) -> int:
        """A whole number from 0 to ``limit - 1``."""
        return int(self.roll() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self.roll() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in ``share`` (0 to 1) of all cases."""
        return self.roll() < share

    def pick(self, options: Sequence[T]) -> T:
        """One of ``options``; repeat an option to make it likelier."""
        return options[int(self.roll() * len(options))]
