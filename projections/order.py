"""The order in which people expect codes."""

import re
from functools import lru_cache
from typing import Final

_LETTERS_BEFORE_A_NUMBER: Final = re.compile(r"(?<![^.])[A-Za-z]+(?=[0-9]+(?:\.|\Z))")


@lru_cache(maxsize=65_536)
def in_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which 9.2 comes before 9.10, D2.1 before D10.1, and numbers before words."""
    dotted = code.replace("-", ".").replace("_", ".")
    parts = _LETTERS_BEFORE_A_NUMBER.sub(r"\g<0>.", dotted).split(".")
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
