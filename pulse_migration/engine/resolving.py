"""How a conflict of two texts or two moments is settled by a rule."""

from datetime import datetime


def union(one: str, other: str) -> str:
    """Return the lines of both texts, each once, those of ``one`` first.

    >>> union("Penicillin\\nNuts", "nuts\\nLatex")
    'Penicillin\\nNuts\\nLatex'
    """
    lines: dict[str, str] = {}
    for line in f"{one or ''}\n{other or ''}".splitlines():
        if key := " ".join(line.casefold().split()):
            lines.setdefault(key, line.strip())
    return "\n".join(lines.values())


def newer(source_at: datetime | None, odoo_at: datetime | None) -> str:
    """Return which side changed later, "" when nobody knows.

    >>> newer(datetime(2026, 1, 2), datetime(2026, 1, 1)), newer(None, None)
    ('source', '')
    """
    if not source_at or not odoo_at or source_at == odoo_at:
        return ""
    return "source" if source_at > odoo_at else "odoo"
