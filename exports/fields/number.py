"""Amounts as numbers: the record keeps them as text, exactly."""

from decimal import Decimal


def number(amount: str | None) -> int | float | str | None:
    """An amount as a number that a cell holds exactly, else as its digits; None where there is none."""
    if amount is None:
        return None
    exact = Decimal(amount)
    if exact == exact.to_integral_value():
        return int(exact)
    near = float(exact)
    return near if Decimal(repr(near)) == exact else amount
