"""Amounts as the database tells them, exactly."""

from decimal import Decimal


def exact(text):
    """Return the cents of an amount; floats of the database carry dust."""
    return round(Decimal(text), 6).normalize() + 0
