"""What answers have in common: pages of a collection, versions, and that what is asked about was known at the moment."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar
from urllib.parse import urlencode

from api.errors import NAMESPACE, Problem, Wrong
from api.route import BY_NUMBER, Asked
from domain.kernel import Refusal
from domain.programme import UnknownProgramme
from domain.strict_json import quoted
from projections.moment import Reading
from projections.programme import programme
from projections.projection import View

T = TypeVar("T")


class Page(View, Generic[T], frozen=True):
    """A page of a collection at one moment. `next` is the address of the page after it at the same moment, null on the last."""

    as_of: date
    known_at: int
    items: tuple[T, ...]
    next: str | None


def page(reading: Reading, asked: Asked, everything: Sequence[T]) -> Page[T]:
    """The part of a collection that was asked for; its cursor counts the items before it."""
    start = number(asked.after)
    items = tuple(everything[start : start + asked.limit])
    end = start + len(items)
    return _page(reading, asked, items, str(end) if end < len(everything) else None)


def keyed_page(
    reading: Reading, asked: Asked, fetch: Callable[[str, int], Sequence[T]], key: Callable[[T], str]
) -> Page[T]:
    """A page of a collection that `fetch(after, limit)` reads in the order of its keys; its cursor is the last key."""
    found = fetch(asked.after or "", asked.limit + 1)
    items = tuple(found[: asked.limit])
    return _page(reading, asked, items, key(items[-1]) if len(found) > asked.limit else None)


def _page(reading: Reading, asked: Asked, items: tuple[T, ...], cursor: str | None) -> Page[T]:
    as_of, known_at = reading.moment.as_of, reading.moment.known_at
    return Page(as_of=as_of, known_at=known_at, items=items, next=_next(reading, asked, cursor))


def _next(reading: Reading, asked: Asked, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    moment = {"as_of": reading.moment.as_of.isoformat(), "known_at": reading.moment.known_at}
    return f"{asked.address}?{urlencode({**moment, 'limit': asked.limit, 'after': cursor})}"


def number(after: str | None) -> int:
    """The number that a cursor is, 0 where none is given. Raises a Problem where it is none."""
    if after is None:
        return 0
    if not re.fullmatch(BY_NUMBER, after):
        wrong = Wrong(
            detail=f"{quoted(after)} is not a cursor of this collection: take it from `next` of the page before",
            type=NAMESPACE + "wrong-parameters",
            place="query after",
        )
        raise Problem("wrong-parameters", f"{wrong.place}: {wrong.detail}", [wrong])
    return int(after)


def known(found: T | None, refusal: type[Refusal], what: str, reading: Reading) -> T:
    """What was found; raises the refusal where nothing was known by that code at the moment."""
    if found is None:
        moment = reading.moment
        raise refusal(
            f"There is no {what} at position {moment.known_at} of the log. Check its code, or ask for a later moment."
        )
    return found


def must_be_programme(reading: Reading, code: str) -> None:
    """Raises UnknownProgramme where no programme was known by this code at the moment."""
    known(programme(reading, code), UnknownProgramme, f"programme {code!r}", reading)
