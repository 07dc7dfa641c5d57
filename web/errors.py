"""Errors as pages: what is wrong, and how to go on."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl

from litestar.exceptions import HTTPException
from msgspec import Struct

from domain.kernel import Key
from domain.recorder import Unavailable
from domain.values import Text
from projections.moment import Moment, Reading
from projections.nearby import Position, first_known, near
from projections.reader import Behind, NotYet
from serving.answers import Answers, Clocks
from serving.cache import Kept, keep
from serving.reply import Headers
from web.page import AnyRequest, CannotPrint, Fault, NotKnown, Query, WrongQuery
from web.shown import show
from words.language import Language

AGAIN: Final = b"2"


class NoPage(Exception):
    """No page is at this address."""


_KINDS: Final[Mapping[type[Exception], tuple[str, int]]] = {
    WrongQuery: ("query", 422),
    NotYet: ("not-yet", 422),
    Behind: ("behind", 503),
    CannotPrint: ("no-paper", 503),
    Unavailable: ("unavailable", 503),
    NoPage: ("no-page", 404),
}


class Wrong(Struct, frozen=True, kw_only=True):
    """What went wrong, for the template: `kind` chooses the words.

    `near` are things with codes like the one asked for; `first` is when that one was first recorded, where it ever was.
    """

    kind: str
    status: int
    request: str = ""
    faults: Sequence[Fault] = ()
    thing: str | None = None
    programme: str | None = None
    code: str | None = None
    near: Sequence[tuple[str, Text]] = ()
    first: Position | None = None


async def error_page(
    error: Exception, request: AnyRequest, said: Language, answers: Answers, *, demonstration: bool
) -> tuple[int, bytes, Headers]:
    """The status of an error, its page, and its headers."""
    address = request.scope["path"].removeprefix(f"/{said.tag}") or "/"
    query = Query(said, address, {}, Clocks())
    if isinstance(error, NotKnown):
        try:
            return 404, await _unknown(error, query, answers, demonstration=demonstration), []
        except (Behind, Unavailable) as instead:
            error = instead
    wrong = _wrong(error, str(request.scope["state"]["request"]))
    again = wrong.status == 503  # noqa: PLR2004 - one that may be tried again
    if again:
        query = query._replace(said=dict(parse_qsl(request.scope["query_string"].decode("latin-1"))))
    headers: Headers = [(b"retry-after", AGAIN)] if again else []
    return wrong.status, _shown(wrong, query, None, demonstration=demonstration), headers


def lost_page(said: Language, address: str, status: int, *, demonstration: bool) -> bytes:
    """The page that says that there is none at an address."""
    wrong = Wrong(kind="no-page", status=status)
    return _shown(wrong, Query(said, address, {}, Clocks()), None, demonstration=demonstration)


def _wrong(error: Exception, identity: str) -> Wrong:
    if isinstance(error, HTTPException) and error.status_code < 500:  # noqa: PLR2004 - the framework's word on a request
        return Wrong(kind="no-page", status=error.status_code, request=identity)
    kind, status = next((said for of, said in _KINDS.items() if isinstance(error, of)), ("unexpected", 500))
    faults = error.faults if isinstance(error, WrongQuery) else ()
    return Wrong(kind=kind, status=status, faults=faults, request=identity)


async def _unknown(error: NotKnown, query: Query, answers: Answers, *, demonstration: bool) -> bytes:
    """The page that says that nothing is known by a code, what has one like it, and when it was first recorded."""

    def work_out(reading: Reading) -> Kept:
        code = f"{error.programme}/{error.code}" if error.programme else error.code
        wrong = Wrong(
            kind="unknown",
            status=404,
            thing=error.kind,
            programme=error.programme,
            code=error.code,
            near=near(reading, error.programme, error.kind, error.code),
            first=first_known(reading.connection, Key(error.kind, code)),
        )
        return keep(_shown(wrong, query, reading.moment, demonstration=demonstration), "text/html")

    kept, _ = await answers.answer(("unknown", query.language.tag, query.address), Clocks(), work_out)
    return kept.body


def _shown(wrong: Wrong, query: Query, moment: Moment | None, *, demonstration: bool) -> bytes:
    return show("error.html", query, moment, demonstration=demonstration, page=None, it=wrong)
