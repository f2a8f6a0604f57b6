"""Text of what a clinic's safety hangs on: blood group, gender, age, yes or no."""

import re

from .cells import Rules, Value, typed
from .errors import RowError
from .vocabularies import GENDERS, YES_NO

_GROUPS = frozenset("A+ A- B+ B- AB+ AB- O+ O-".split())
_LOOKALIKES = str.maketrans("АВО", "ABO")
_HINDI_BLOOD = {
    "एबी": "AB",
    "ए": "A",
    "बी": "B",
    "ओ": "O",
    "पॉजिटिव": " POS",
    "पॉज़िटिव": " POS",
    "पाजिटिव": " POS",
    "नेगेटिव": " NEG",
    "निगेटिव": " NEG",
}
_BLOOD_NOISE = re.compile(r"\b(?:BLOOD|GROUP|GRP|GR|TYPE|BG)\b[\s:.=-]*")
_SIGN = (
    r"(?P<{0}plus>\+|\bPLUS\b|POS[A-Z]*|POT?S?T?IVE|P\b|VE\+)"
    r"|(?P<{0}minus>-|\bMINUS\b|NEG[A-Z]*|N\b|VE-)"
)
_RH = r"(?:RH(?:ESUS)?\.?\s*(?:FACTOR)?\s*\(?\s*D?\s*\)?\s*[:=]?\s*)?"
_BLOOD = re.compile(
    rf"(?P<group>AB|A|B|O|0)\s*(?P<sub>[12](?=B)|[12])?\s*(?P<second>B)?\s*[,/(\[]?\s*"
    rf"{_RH}[(\[]?\s*(?:{_SIGN.format('')})\s*\)?\s*(?:\(?\s*I?VE\b\.?\s*\)?)?"
    rf"(?:\s*\(?(?:POS[A-Z]*|NEG[A-Z]*)\)?)?\s*(?:RH\s*D?)?[)\]]?\.?"
)
_NO_RH = re.compile(r"(?:AB|A[12]?B?|B|O|0)\s*(?:GROUP|RH)?\.?")

_YEARS = r"(?:y|yr|yrs|year|years|yo|y/o|वर्ष|साल)"
_MONTHS = r"(?:m|mo|mos|mth|mths|mon|month|months|माह|महीने)"
_WEEKS = r"(?:w|wk|wks|week|weeks)"
_DAYS = r"(?:d|day|days|दिन)"
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_JOIN = r"[\s,&-]*(?:and\s*)?"
_AGE = re.compile(
    rf"(?:({_NUMBER})\s*{_YEARS}(?![a-z])\.?)?{_JOIN}"
    rf"(?:({_NUMBER})\s*{_MONTHS}(?![a-z])\.?)?"
    rf"{_JOIN}(?:({_NUMBER})\s*{_WEEKS}(?![a-z])\.?)?{_JOIN}"
    rf"(?:({_NUMBER})\s*{_DAYS}(?![a-z])\.?)?(?:\s*old)?"
)
_AGE_BARE = re.compile(r"([0-9]{1,3})(\.[0-9]{1,2})?")
_AGE_WITH_GENDER = re.compile(
    r"(?:[mft](?:ale|emale)?(?:\s*[/,-]\s*|\s+)(.+)|y/([0-9]+)"
    r"|(.+?)\s*[/,-]?\s*(?:m|f|male|female))"
)
_MONTHS_OR_MALE = re.compile(r"([0-9]{2,3})\s*m\.?")
_OLDEST = 125
# nobody counts months beyond: there the letter is the sex that shares the cell
_MOST_MONTHS = 36


def _read_blood_group(text: str, rules: Rules) -> Value:
    """Text into A+ A- B+ B- AB+ AB- O+ O-.

    A subgroup (A1, A2B) is flagged. Raises RowError blood_group_without_rh and
    unknown_blood_group.
    """
    upper = text.upper().translate(_LOOKALIKES)
    if not upper.isascii():
        for word, latin in _HINDI_BLOOD.items():
            upper = upper.replace(word, latin)
    upper = _BLOOD_NOISE.sub("", upper).strip(" .:'\"")
    if upper in _GROUPS:
        return Value(upper, "" if upper == text else "blood_group_spelling")
    match = _BLOOD.fullmatch(_group_first(upper))
    if not match:
        is_group = _NO_RH.fullmatch(upper)
        raise RowError("blood_group_without_rh" if is_group else "unknown_blood_group")
    group = (match["group"] + (match["second"] or "")).replace("0", "O")
    sign = "+" if match["plus"] else "-"
    if group + sign not in _GROUPS or (match["sub"] and group not in ("A", "AB")):
        raise RowError("unknown_blood_group")
    if _contradicts(match[0], sign):
        raise RowError("unknown_blood_group")
    flags = ("blood_subgroup",) if match["sub"] else ()
    return Value(group + sign, "blood_group_spelling", flags)


def _group_first(text: str) -> str:
    """Return "RH POSITIVE O" and "+ VE O" with the group in front."""
    match = re.fullmatch(
        rf"({_RH}(?:\+|-|POS[A-Z]*|NEG[A-Z]*)\s*(?:VE)?)\s*(AB|A|B|O)", text
    )
    return f"{match[2]} {match[1]}" if match else text


def _contradicts(text: str, sign: str) -> bool:
    has_plus = "+" in text or "POS" in text
    has_minus = "-" in text or "NEG" in text
    return has_minus if sign == "+" else has_plus


def _read_gender(text: str, rules: Rules) -> Value:
    """Text into male, female or other; raises RowError unknown_gender."""
    word = " ".join(text.casefold().strip(" .").split())
    gender = GENDERS.get(word)
    if not gender:
        raise RowError("unknown_gender")
    return Value(gender, "" if gender == text else "word_recognised")


def _read_yes_no(text: str, rules: Rules) -> Value:
    """Text into a bool; raises RowError unknown_yes_no."""
    word = " ".join(text.casefold().strip(" .").split())
    if word not in YES_NO:
        raise RowError("unknown_yes_no")
    return Value(YES_NO[word], "word_recognised")


def _read_age(text: str, rules: Rules) -> Value:
    """Text into "34 years", "2 years 6 months", "10 days"; never a birth date.

    A bare number counts years. Raises RowError bad_age and age_months_or_male ("45 M").
    """
    lower = text.casefold()
    flags: tuple[str, ...] = ()
    letter = _MONTHS_OR_MALE.fullmatch(lower)
    if letter and int(letter[1]) > _MOST_MONTHS:
        raise RowError("age_months_or_male")
    match, bare = _AGE.fullmatch(lower), _AGE_BARE.fullmatch(lower)
    if not (match or bare):
        around = _AGE_WITH_GENDER.fullmatch(lower)
        lower = next((part for part in around.groups() if part), "") if around else ""
        match, bare = _AGE.fullmatch(lower), _AGE_BARE.fullmatch(lower)
        flags = ("age_with_text",)
    if bare:
        decimals = (bare[2] or "").rstrip("0").rstrip(".")
        parts = [f"{int(bare[1])}{decimals} years"]
    elif match and any(match.groups()):
        units = ("years", "months", "weeks", "days")
        parts = [
            f"{n} {unit}" for n, unit in zip(match.groups(), units, strict=True) if n
        ]
    else:
        raise RowError("bad_age")
    age = " ".join(parts)
    if "years" in parts[0] and float(parts[0].split()[0]) > _OLDEST:
        flags += ("age_implausible",)
    return Value(age, "" if age == text else "age_spelled_out", flags)


convert_blood_group = typed(_read_blood_group)
convert_gender = typed(_read_gender, keep=frozenset(GENDERS))
convert_yes_no = typed(_read_yes_no, keep=frozenset(YES_NO))
convert_age = typed(_read_age)
