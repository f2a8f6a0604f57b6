"""Ways an amount gets written: functions from a clean amount to a dirty one."""

from .cells import Spot, Write
from .money import paise, rupees


def indian_groups(text: str) -> str:
    """``125000.00`` as ``1,25,000.00``."""
    whole, _point, cents = text.partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + f".{cents}"


def money(shape: str, grouped: bool = False, least: int = 1) -> Write:
    """``{}`` is the amount, ``{whole}`` its rupees; ``grouped`` in the Indian way.

    Amounts under ``least`` rupees stay; ``{whole}`` needs an amount without paise.
    """

    def write(text: str, _spot: Spot) -> str | None:
        amount = paise(text)
        if amount < least * 100 or ("{whole}" in shape and amount % 100):
            return None
        shown = indian_groups(text) if grouped else text
        return shape.format(shown, whole=shown.partition(".")[0])

    return write


def european(text: str, _spot: Spot) -> str | None:
    """``12500.00`` as ``12.500,00``, which the rest of the column is not."""
    whole, _point, cents = text.partition(".")
    if len(whole) < 4:
        return None
    return f"{whole[:-3]}.{whole[-3:]},{cents}"


def scientific(text: str, _spot: Spot) -> str | None:
    """What a narrow column of a spreadsheet leaves of ``11372.80``."""
    whole = text.partition(".")[0]
    if len(whole) < 4 or not whole[2:].strip("0"):
        return None
    return f"{whole[0]}.{whole[1]}E+{len(whole) - 1:02d}"


def raised(by: int) -> Write:
    """An amount that is ``by`` rupees more than its parts."""
    return lambda text, _spot: rupees(paise(text) + by * 100)
