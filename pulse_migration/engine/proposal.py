"""The shape of a mapping proposal: what a person sees and confirms."""

from dataclasses import dataclass

SURE, LOOK, NONE = "sure", "look", "none"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One column's field ("" for none).

    ``score`` is 0 to 1; ``state`` one of sure, look, none; ``reason`` a code whose text
    is translated elsewhere; ``samples`` up to three values to show.
    """

    header: str
    field: str
    score: float
    state: str
    reason: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableProposal:
    """One table's object ("" when it is none of them) and its columns in file order."""

    object: str
    score: float
    reason: str
    columns: tuple[Proposal, ...]
