"""How the cells of a delimited text file are separated and quoted."""

import re
from dataclasses import dataclass

_NOTES = {";": "delimiter_semicolon", "\t": "delimiter_tab", "|": "delimiter_pipe"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """``width`` is the usual number of cells, ``consistency`` its share of records.

    ``skip`` counts lines such as ``sep=;``; ``quoted_lines`` stand in quotes each as a
    whole; ``end`` is the usual end of a line.
    """

    delimiter: str = ","
    quote: str = '"'
    spaces: bool = False
    backslash: bool = False
    width: int = 1
    consistency: float = 0.0
    skip: int = 0
    end: str = "\n"
    quoted_lines: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Return reader codes that tell a person what was found."""
        found = (
            _NOTES.get(self.delimiter, ""),
            "quote_apostrophe" if self.quote == "'" else "",
            "backslash_escapes" if self.backslash else "",
        )
        return tuple(code for code in found if code)

    def reader_options(self) -> dict[str, object]:
        """Return the keywords of ``csv.reader`` for this dialect."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "skipinitialspace": self.spaces,
        }


def unquote_line(line: str) -> str:
    """Return a line that stands in quotes as a whole without them."""
    plain = line.rstrip()
    if len(plain) < 2 or plain[0] + plain[-1] != '""':
        return line
    return plain[1:-1].replace('""', '"') + line[len(plain) :]


def unescape_backslashes(line: str) -> str:
    r"""Return the line with \" as a doubled quote and \\ as one backslash."""
    if "\\" not in line:
        return line
    return re.sub(r'\\([\\"])', lambda m: '""' if m[1] == '"' else "\\", line)
