"""Who acts: for now whoever the header Jalon-Actor names; sign-in will take this function's place."""

from typing import Final

import msgspec

from domain.values import Actor

HEADER: Final = "Jalon-Actor"


def who_acts(named: str | None) -> str:
    """The id of the person or system that acts. Raises ValueError, which says what to send."""
    if named is None:
        raise ValueError("is missing: name the person or system that acts by its id, as in team")
    try:
        return msgspec.convert(named, Actor)
    except msgspec.ValidationError:
        raise ValueError(
            "is not an id: lower-case letters, digits, dot, hyphen and underscore, 64 at most; never a name or an e-mail address"
        ) from None
