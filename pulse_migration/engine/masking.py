"""A value's shape without its content: what a screen may show of a stranger's data."""

_LONGEST = 40


def mask(value: object) -> str:
    """Return the shape of a value: letters as x, digits as 9, signs as they are.

    >>> mask("Asha Rao, +91 98765"), mask(12.5), mask(None)
    ('Xxxx Xxx, +99 99999', '99.9', '')
    >>> mask({"a": 1}), mask([1, 2])
    ('{…}', '[2]')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes/no"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return f"[{len(value)}]"
    text = str(value)
    masked = "".join(map(_mask_letter, text[:_LONGEST]))
    return masked if len(text) <= _LONGEST else f"{masked}…"


def _mask_letter(letter: str) -> str:
    if letter.isdigit():
        return "9"
    if letter.isalpha():
        return "X" if letter.isupper() else "x"
    return letter if letter.isascii() and letter.isprintable() else "·"
