"""Text of an e-mail address."""

import re

from .cells import Rules, Value, typed
from .errors import RowError

_PLAIN = re.compile(
    r"[A-Za-z0-9_%+](?:[A-Za-z0-9_%+.'-]{0,62}[A-Za-z0-9_%+'-])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_ADDRESS = re.compile(
    r"[^\s@,;:<>()\[\]\"\\]{1,64}"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})"
)
_IN_BRACKETS = re.compile(r"[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_SEPARATORS = re.compile(r"\s*[;,|/]\s*|\s+(?:or|and|&)\s+")
_AROUND_AT = re.compile(r"\s*@\s*")
_DUMMY_NAMES = frozenset(
    "na no none nil null test abc xyz a aa aaa x xx xxx dummy noemail no-mail nomail "
    "no-email notavailable unknown noreply no-reply donotreply".split()
)
_DUMMY_HOSTS = frozenset("noemail nomail none na test dummy abc xyz".split())


def convert_email(text: str, rules: Rules) -> Value | None:
    """Text into one address, its case kept; further ones become ``extra``.

    Raises RowError bad_email.
    """
    if _PLAIN.fullmatch(text) and ".." not in text:
        return Value(text, "", _flags(text))
    return _convert_email(text, rules)


def _read_email(text: str, rules: Rules) -> Value:
    pieces = _split(text)
    found = list(dict.fromkeys(filter(None, map(_read_one, pieces))))
    if not found:
        raise RowError("bad_email")
    flags = _flags(found[0])
    if not all(map(_read_one, pieces)):
        flags += ("email_partly_bad",)
    if len(found) > 1:
        flags += ("several_emails",)
    rule = "" if found[0] == text else "email_cleaned"
    return Value(found[0], rule, flags, tuple(found[1:]))


def _split(text: str) -> list[str]:
    """Return the addresses of a cell; a blank parts only words that all hold an @."""
    if text.count("@") < 2:
        return [text]
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    words = text.split()
    if len(pieces) == 1 and all("@" in word for word in words):
        return words
    return pieces


def _read_one(piece: str) -> str:
    """Return the address in ``piece``, empty when nobody could write to it."""
    match = _IN_BRACKETS.fullmatch(piece)
    address = match[1] if match else piece
    address = re.sub(r"^(?:mailto|e-?mail|mail)\s*:\s*", "", address, flags=re.I)
    address = _AROUND_AT.sub("@", address).strip(" .,;:<>()[]'\"")
    local = address.partition("@")[0]
    if ".." in address or local.endswith(".") or not _ADDRESS.fullmatch(address):
        return ""
    return address


def _flags(address: str) -> tuple[str, ...]:
    name, _, domain = address.lower().partition("@")
    if name in _DUMMY_NAMES or domain.partition(".")[0] in _DUMMY_HOSTS:
        return ("placeholder_email",)
    return ()


_convert_email = typed(_read_email)
