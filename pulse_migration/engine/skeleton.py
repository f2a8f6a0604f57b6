"""Reduces words to the skeleton of their meaning, by the kind of a field.

"Client Identifier No." and "patient id" both are ``{patient, id}`` for a field that
holds an id; "Disc Amt" and "discount" both are ``{discount}`` for one that holds money.
Words that name a person or a paper are never dropped: a "bill amount" is no bill.
"""

from collections.abc import Iterable

# words that name whose or which record a column speaks of
OWNERS = frozenset(
    "patient physician appointment bill prescription item insurance payment staff "
    "message campaign record line product service contact sale".split()
)
# words that add nothing to a header that says more
_FILLERS = frozenset(
    "data display complete raw original current existing default primary main "
    "english information details full recorded actual system official".split()
)
_SAME = {
    "id": {word: "id" for word in "number key uuid reference identifier code".split()},
    "date": {word: "date" for word in "datetime timestamp day moment".split()},
    "phone": {"contact": "phone", "number": "phone"},
}
_SAME["datetime"] = _SAME["date"]
# by kind of field, what a header may add to its name
_ADDED = {
    "email": frozenset({"address", "id"}),
    "money": frozenset({"amount", "fee", "charge", "currency"}),
    "text": frozenset({"name", "description"}),
    "choice": frozenset({"name", "description", "value", "code"}),
    "long_text": frozenset({"description", "note", "list", "name"}),
    "allergy": frozenset({"description", "note", "list", "name"}),
    "number": frozenset({"unit"}),
    "gender": frozenset({"code", "name", "description"}),
    "yes_no": frozenset({"flag", "is", "has", "status"}),
}


def skeleton(kind: str, words: Iterable[str]) -> frozenset[str]:
    """The words that carry the meaning; all of them when too little would remain."""
    same = _SAME.get(kind, {})
    given = frozenset(same.get(word, word) for word in words)
    for dropped in (_FILLERS, _ADDED.get(kind, frozenset())):
        kept = given - dropped
        if kept and not kept <= OWNERS:
            given = kept
    return given
