"""Which of our languages does a browser prefer (RFC 9110, Accept-Language; RFC 4647, lookup)?"""

import re
from collections.abc import Sequence
from typing import Final

_LONGEST: Final = 1000
_RANGE: Final = re.compile(
    r"(\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:[ \t]*;[ \t]*[qQ][ \t]*=[ \t]*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?"
)


def choose(accept_language: str, languages: Sequence[str]) -> str:
    """The language that is preferred, the first one where none is; what cannot be read in the header is passed over."""
    wanted: dict[str, tuple[float, int]] = {}
    for place, part in enumerate(accept_language[:_LONGEST].split(",")):
        if found := _RANGE.fullmatch(part.strip(" \t")):
            wanted.setdefault(found[1].lower(), (float(found[2] or 1), -place))
    weights = {tag: _weight(tag.lower(), wanted) for tag in languages}
    best = max(languages, key=lambda tag: weights[tag])
    return best if weights[best][0] > 0 else languages[0]


def _weight(tag: str, wanted: dict[str, tuple[float, int]]) -> tuple[float, int]:
    """How much a language is wanted, and how early: by its own name, by the dearest of its variants, or by `*`."""
    if tag in wanted:
        return wanted[tag]
    variants = [weight for name, weight in wanted.items() if name.startswith(f"{tag}-")]
    return max(variants, default=wanted.get("*", (0.0, 0)))
