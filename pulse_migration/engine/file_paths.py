"""Text of a file's place in the export."""

import re

from .cells import Rules, Value, typed, unquote
from .errors import RowError

_HYPERLINK = re.compile(r"=\s*HYPERLINK\(\s*\"([^\"]+)\"(?:\s*[,;].*)?\)", re.I)
_URL = re.compile(r"(?:https?|ftp|s3)://\S+", re.I)
_ROOT = re.compile(r"(?:file:/*)?(?:[A-Za-z]:(?=/))?/*(?:\./+)*", re.I)
_SEVERAL = re.compile(
    r"\s*[;|]\s*|(?:(?<=\.[A-Za-z0-9]{3})|(?<=\.[A-Za-z0-9]{4}))\s*,\s*"
)


def _read_file(text: str, rules: Rules) -> Value:
    """Text into a relative path with ``/``; further ones become ``extra``.

    A web address stays, flagged. Raises RowError path_outside_export.
    """
    link = _HYPERLINK.fullmatch(text)
    text = link[1] if link else text
    if _URL.fullmatch(text):
        return Value(text, "hyperlink" if link else "", ("file_is_url",))
    paths = [_relative(part) for part in _SEVERAL.split(text) if part.strip()]
    paths = [path for path in paths if path]
    if not paths:
        raise RowError("not_a_file")
    rule = "hyperlink" if link else _rule(paths[0], text)
    flags = ("several_files",) if len(paths) > 1 else ()
    return Value(paths[0], rule, flags, tuple(paths[1:]))


def _relative(path: str) -> str:
    path = unquote(path.strip()).replace("\\", "/")
    parts = [
        part
        for part in _ROOT.sub("", path, count=1).split("/")
        if part not in ("", ".")
    ]
    if ".." in parts:
        raise RowError("path_outside_export")
    return "/".join(parts)


def _rule(path: str, text: str) -> str:
    if path == text:
        return ""
    return "first_of_several" if text.startswith(path) else "path_made_relative"


convert_file = typed(_read_file)
