"""Whether a table, as proposed, can become records at all."""

from .catalog import OBJECTS
from .proposal import TableProposal

_DOUBTFUL_SCORE = 0.8  # below, headers alone must explain most of the columns
_EXPLAINED = 0.5


def problem_of(proposal: TableProposal) -> str:
    """Return the code that says why a table is not used, or "".

    ``not_used``: it is nothing that Pulse exports. ``required_unmapped``: it looks like
    one, but the column that names its records is missing.
    """
    if not proposal.object:
        return "not_used"
    mapped = {column.field for column in proposal.columns if column.field}
    share = sum(bool(c.field) for c in proposal.columns) / max(len(proposal.columns), 1)
    is_doubtful = proposal.score < _DOUBTFUL_SCORE and proposal.reason == "headers"
    # a list of one column says what it is by its name only: every word has a meaning
    is_bare = len(proposal.columns) < 2 and proposal.reason == "headers"
    if is_bare or (is_doubtful and share < _EXPLAINED):
        return "not_used"
    return "required_unmapped" if missing_fields(proposal.object, mapped) else ""


def missing_fields(object_name: str, mapped: set[str]) -> list[str]:
    """Return the fields without which no row of the object can become a record.

    A missing patient is not among them: such rows are held, each with its reason.
    """
    item = OBJECTS[object_name]
    missing = [
        field.name
        for field in item.fields.values()
        if field.required
        and field.name not in mapped
        and (field.name != "patient_id" or object_name == "patient")
    ]
    for group in item.required_any:
        if not mapped.intersection(group):
            missing.append(group[0])
    return missing
