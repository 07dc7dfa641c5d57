"""Occasions: when and where an event takes place, and the sessions it consists of."""

from domain.dates import Edtf
from domain.values import Country, Line, Text, Value


class Session(Value):
    """A part of an event: what it was called and what it was about, and its own day and room, if it had them."""

    title: Text
    about: Text | None = None
    on: Edtf | None = None
    place: Line | None = None


class Setting(Value):
    """When and where an event takes place; None: not said."""

    period: Edtf | None = None
    place: Line | None = None
    country: Country | None = None
    online: bool | None = None
