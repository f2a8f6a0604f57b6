"""Proposes, for one table, its Pulse object and a field for each of its columns.

Everything is evidence that adds up: the header's words (``words``, ``phrase_index``),
the values and the neighbours (``evidence``), all columns together and the file's name
(``object_choice``). What a person confirmed before, or a known layout (``profiles``),
settles a column. A proposal is only that: a person confirms each mapping.
"""

from collections.abc import Mapping, Sequence

from . import object_choice, profiles
from .assignment import DEFAULT, Assignment, Thresholds
from .catalog import OBJECTS
from .evidence import read_columns
from .phrase_index import NO_FIELD
from .proposal import LOOK, NONE, SURE, Proposal, TableProposal

__all__ = ["LOOK", "NONE", "SURE", "Proposal", "TableProposal", "propose"]


def propose(
    header: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    *,
    file_name: str = "",
    looks_like: Mapping[str, Mapping[str, float]] | None = None,
    confirmed: Mapping[str, str] | None = None,
    object_name: str = "",
    thresholds: Thresholds = DEFAULT,
    weights: object_choice.Weights = object_choice.WEIGHTS,
    beside: Mapping[str, float] | None = None,
) -> TableProposal:
    """Propose the object and fields of a table.

    ``header`` holds unique names; ``samples`` some values of each. ``looks_like`` adds
    for a header what is known from all its values, as shares from 0 to 1: of the shapes
    of ``values`` (else computed from the samples), ``unique`` (distinct values), or a
    field's name such as ``patient_id`` (values found as that in another file).
    ``confirmed`` maps headers to fields a person settled before; ``object_name``
    settles the object; ``beside`` is what ``export_tables`` says of it; ``thresholds``
    and ``weights`` are there to be measured. Raises ``KeyError`` for an unknown object.
    """
    columns = read_columns(header, samples, looks_like)
    profile = profiles.recognise(header)
    if profile and object_name in ("", profile.object):
        choice = object_choice.choose(columns, file_name, profile.object, weights)
        reason = f"profile_{profile.name}"
    else:
        profile = None
        choice = object_choice.choose(columns, file_name, object_name, weights, beside)
        reason = choice.reason
    if not choice.object:
        none = tuple(
            Proposal(column.header, NO_FIELD, 0.0, NONE, "no_object", column.samples)
            for column in columns
        )
        return TableProposal("", choice.score, reason, none)
    assignment = Assignment(OBJECTS[choice.object], columns, choice, thresholds)
    assignment.settle(confirmed or {}, "confirmed_before")
    if profile:
        assignment.settle(profile.for_header(header), reason)
    return TableProposal(choice.object, choice.score, reason, assignment.proposals())
