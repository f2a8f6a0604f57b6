"""What a clinic's own words for a type or a status mean, by their stems."""

import re

# kind -> meaning -> pattern; the first that is found wins, none means "not known".
_MEANINGS = {
    "appointment_type": (
        ("follow_up", r"follow|f\s*/?\s*u\b|review|revisit|recall|control|check.?up"),
        (
            "procedure",
            r"procedure|surg|operat|extract|implant|rct|root canal|filling|crown|"
            r"scaling|vaccin|immuni|inject|dressing|biopsy|laser|therapy|session|ortho",
        ),
        (
            "consultation",
            r"consult|opd|visit|new\b|first|walk.?in|tele|video|online|exam|assess",
        ),
    ),
    "appointment_status": (
        ("no_show", r"no.?show|missed|did not (come|attend)|dna\b|absent|not attended"),
        ("cancelled", r"cancel|annul|declin|reject|void"),
        (
            "completed",
            r"complet|done|finish|attended|fulfil|checked.?out|closed|seen\b",
        ),
        ("scheduled", r"schedul|book|plan|upcoming|pending|^open$|^new$"),
    ),
}
# "not attended" and "did not come" have a meaning of their own
_NEGATION = re.compile(
    r"\bnot\b(?!\s*(?:attend|come))|\bun-?attend|"
    r"\b(?:not|un|in|re)-?(?:complet|finish|fulfil|done|seen|clos|schedul|book|confirm)",
    re.IGNORECASE,
)
_COMPILED = {
    kind: [(meaning, re.compile(pattern, re.IGNORECASE)) for meaning, pattern in rows]
    for kind, rows in _MEANINGS.items()
}


def propose(kind: str, text: str) -> str:
    """Return the meaning of ``text`` (``follow_up``, ``completed`` …), or "".

    A negation ("not completed", "unattended", "rescheduled") is never proposed.
    """
    if _NEGATION.search(text):
        return ""
    for meaning, pattern in _COMPILED[kind]:
        if pattern.search(text):
            return meaning
    return ""
