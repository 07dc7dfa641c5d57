"""The two clocks as an address says them: a day in the world, and a position or an instant of the log."""

import re
from datetime import UTC, datetime
from typing import Final

DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
POSITION: Final = r"^(?:0|[1-9][0-9]{0,17})$"
INSTANT: Final = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})$"
)


def instant_or_position(text: str) -> int | datetime:
    """What `known_at` says, where it is a POSITION or an INSTANT (in UTC). Raises ValueError, OverflowError."""
    if re.fullmatch(POSITION, text):
        return int(text)
    return datetime.fromisoformat(text).astimezone(UTC)
