"""Text that was decoded with the wrong encoding before the clinic stored it."""

import re
import unicodedata

_TRAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MAC_TRAIL = f"[{re.escape(bytes(range(0x80, 0xC0)).decode('mac_roman'))}]"
_HAN = "[\u4e00-\u9fff]"
# What UTF-8 bytes become in Windows-1252 or Latin-1, Mac Roman and GBK. A single pair
# with another lead than these is an accident: Spaß“ is in order.
_SUSPECT = re.compile(
    f"[ÂÃ]{_TRAIL}|(?:[\u00c4-\u00df]{_TRAIL}){{2}}|[\u00e0-\u00f4]{_TRAIL}{{2,3}}"
    f"|[√¬]{_MAC_TRAIL}|‚[ÄÅÇ]{_MAC_TRAIL}"
    f"|(?<=[a-z]){_HAN}|锟斤拷|\ufffd"
    "|(?<=[a-z])[ŽŸŠ‡]|[\u0080-\u0084\u0086-\u009f]"
)
# A capital word before a closing quote or a dash: MANHÃ” may be just that.
_ACCIDENT = re.compile("(?<=[A-Z])Ã[‘’“”…–—](?![A-Za-z])")
_SUSPECT_START = re.compile("[\u0080-\u00ff√¬‚ŽŸŠ‡\u4e00-\u9fff\ufffd]")
_PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u0218-\u021b\u0300-\u036f\u0370-\u052f\u0590-\u06ff\u0900-\u0dff"
    "\u0e00-\u0e7f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff\u3000-\u30ff"
    "\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef\U0001f300-\U0001faff\ufb00-\ufb06]"
)


def is_mojibake(text: str) -> bool:
    """Tell whether ``text`` holds traces of a wrong decoding."""
    if text.isascii() or not _SUSPECT_START.search(text):
        return False
    return bool(_SUSPECT.search(text))


def repaired(text: str) -> str | None:
    """Return the text as it was before the wrong decoding, None without proof.

    Proof: every non-ASCII character of the text takes part in valid UTF-8 once encoded
    back, and what comes out are letters and signs in use. Two wrong decodings too.
    """
    result = None
    for _ in range(3):
        once = _undo(text)
        if once is None:
            break
        result = text = once
    return result


def _undo(text: str) -> str | None:
    for encode, is_proof in _WAYS:
        try:
            decoded = encode(text).decode("utf-8")
        except UnicodeError:
            continue
        if decoded != text and is_proof(text, decoded):
            return decoded
    return None


def _is_proof(text: str, decoded: str) -> bool:
    """Judge by what came out: letters in use, and more than one accidental pair."""
    letters = [char for char in decoded if char > "\x7f"]
    if not letters or not all(map(_PLAUSIBLE.match, letters)):
        return False
    if any(unicodedata.category(char) in ("Cn", "Cc", "Co") for char in letters):
        return False
    if len(letters) == 1 and _ACCIDENT.search(text):
        return False
    return bool(_SUSPECT.search(text))


def _is_latin_proof(text: str, decoded: str) -> bool:
    """Judge GBK: Latin letters or quotes that stood as Chinese signs inside words."""
    letters = [char for char in decoded if char > "\x7f"]
    return all("\u00c0" <= char <= "\u017f" or char in "’‘“”–—…" for char in letters)


def _to_windows_1252(text: str) -> bytes:
    """Encode; the five bytes Windows-1252 leaves free stand as in Latin-1."""
    parts = []
    for char in text:
        try:
            parts.append(char.encode("cp1252"))
        except UnicodeEncodeError:
            parts.append(char.encode("latin-1"))
    return b"".join(parts)


def _to_mac_roman(text: str) -> bytes:
    return text.encode("mac_roman")


def _to_gbk(text: str) -> bytes:
    """Encode; only where Chinese signs stand right behind small Latin letters."""
    if not re.search(f"[a-z]{_HAN}", text):
        raise UnicodeError
    return text.encode("gbk")


_WAYS = (
    (_to_windows_1252, _is_proof),
    (_to_mac_roman, _is_proof),
    (_to_gbk, _is_latin_proof),
)
