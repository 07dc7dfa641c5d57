"""What a request says beside its body: codes in its address, query parameters and headers; or every fault in them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl
from uuid import uuid4

from litestar.types import HTTPScope

from api.errors import NAMESPACE, Problem, Wrong
from api.identity import HEADER as ACTOR
from api.identity import who_acts
from api.route import BY_CODE, MOST, NUMBER, Asked
from domain.dates import PATTERN, Edtf
from domain.recorder import Caller
from domain.strict_json import quoted
from domain.values import CODE
from serving.clocks import DAY, INSTANT, POSITION, instant_or_position
from serving.door import REQUEST

NUMBERED: Final = r"^[1-9][0-9]{0,5}$(?!\n)"
LIMIT: Final = r"^[1-9][0-9]{0,2}$"
LANGUAGE: Final = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$"
KEY: Final = r"^[\x21-\x7e]{1,200}$"
TAG: Final = r'^(?:[0-9]{1,9}|"[0-9]{1,9}(?:\.[0-9a-f]{16})?")$'
HEADERS: Final = frozenset(
    name.lower().encode()
    for name in (ACTOR, "Jalon-Position", "Jalon-Request", "Idempotency-Key", "If-Match", "If-None-Match")
)

Headers = Mapping[bytes, str]


def the_codes(scope: HTTPScope) -> tuple[str, ...]:
    """The codes and numbers in the address. Raises a Problem where one cannot be what it should."""
    for name, code in scope["path_params"].items():
        if not re.fullmatch(NUMBERED if name == NUMBER else CODE, code):
            what = "an export's number" if name == NUMBER else "a code"
            raise Problem("not-found", f"{quoted(code)} in the address is not {what}, so nothing is recorded by it.")
    return tuple(scope["path_params"].values())


def the_headers(scope: HTTPScope, wrong: list[Wrong]) -> Headers:
    """The headers of ours that the request has, each once."""
    found: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        if name not in HEADERS:
            continue
        if name in found:
            wrong.append(_wrong(_header(name), "is sent more than once: send it once"))
        found[name] = value.decode("latin-1")
    given = found.get(b"jalon-request")
    if given is not None and not re.fullmatch(REQUEST, given):
        wrong.append(_wrong("header Jalon-Request", "is not an id: letters, digits and . _ : - only, 64 at most"))
    return found


def seen(headers: Headers, wrong: list[Wrong]) -> int:
    """The position that the caller has seen, before which no answer is wanted."""
    given = headers.get(b"jalon-position", "0")
    if not re.fullmatch(POSITION, given):
        wrong.append(_wrong("header Jalon-Position", f"{quoted(given)} is not a position of the log: a whole number"))
        return 0
    return int(given)


class Known(NamedTuple):
    """A query parameter that some question takes: how it is read, and what is said where that fails."""

    pattern: str
    read: Callable[[str], Any]
    advice: str


def _limit(text: str) -> int:
    if int(text) > MOST:
        raise ValueError
    return int(text)


AS_OF: Final = Known(DAY, date.fromisoformat, "is not a day: write it as 2019-06-30")
KNOWN_AT: Final = Known(
    f"{POSITION}|{INSTANT}",
    instant_or_position,
    "is neither a position of the log (42) nor an instant with its zone (2019-06-30T12:00:00Z; a + is written %2B)",
)
KNOWN: Final[Mapping[str, Known]] = {
    "as_of": AS_OF,
    "known_at": KNOWN_AT,
    "from_as_of": AS_OF,
    "from_known_at": KNOWN_AT,
    "period": Known(PATTERN, Edtf, "is not a date or period: write 2019, 2019-06 or 2019-01/2019-06"),
    "limit": Known(LIMIT, _limit, f"is not a whole number from 1 to {MOST}"),
    "after": Known(BY_CODE, str, "is not a cursor: take it from `next` of the page before"),
    "language": Known(LANGUAGE, str, "is not a language tag: write en, fr or ar"),
}


def the_query(parameters: frozenset[str], query: bytes, wrong: list[Wrong]) -> Asked:
    """What the query asks; `parameters` are those that the question takes."""
    asked, faults = _read_query(parameters, query)
    wrong.extend(faults)
    return asked


@lru_cache(maxsize=4096)
def _read_query(parameters: frozenset[str], query: bytes) -> tuple[Asked, tuple[Wrong, ...]]:
    wrong: list[Wrong] = []
    values: dict[str, Any] = {}
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        return Asked(), (_wrong("query", "cannot be read: percent-encode it as UTF-8, with at most 50 parameters"),)
    for name, text in pairs:
        place = f"query {quoted(name)}"
        if name not in parameters:
            known = ", ".join(sorted(parameters)) or "none"
            wrong.append(_wrong(place, f"is not known here. Known: {known}"))
        elif name in values:
            wrong.append(_wrong(place, "is given more than once: give it once"))
        else:
            values[name] = _read_one(name, text, wrong)
    given = {name: value for name, value in values.items() if value is not None}
    return Asked(**given), tuple(wrong)


def _read_one(name: str, text: str, wrong: list[Wrong]) -> Any:
    known = KNOWN[name]
    try:
        if re.fullmatch(known.pattern, text):
            return known.read(text)
    except (ValueError, OverflowError):
        pass
    wrong.append(_wrong(f"query {name}", f"{quoted(text)} {known.advice}"))
    return None


def the_caller(headers: Headers, request: str, wrong: list[Wrong], *, one: bool) -> Caller:
    """Who asks for a record; `one` where a single thing is written, whose version If-Match may name."""
    actor = ""
    try:
        actor = who_acts(headers.get(ACTOR.lower().encode()))
    except ValueError as error:
        wrong.append(_wrong(f"header {ACTOR}", str(error)))
    key = headers.get(b"idempotency-key")
    if key is not None and not re.fullmatch(KEY, key):
        wrong.append(_wrong("header Idempotency-Key", "is not a key: 1 to 200 visible ASCII characters"))
    # A Jalon-Request may stand on several requests, so it must not become the key of one of them.
    unique = uuid4().hex if b"jalon-request" in headers else None
    return Caller(
        actor=actor,
        request=request,
        idempotency_key=key or unique,
        if_version=_version(headers.get(b"if-match"), wrong, one=one),
    )


def _version(tag: str | None, wrong: list[Wrong], *, one: bool) -> int | None:
    if tag is None:
        return None
    if one and re.fullmatch(TAG, tag):
        return int(tag.strip('"').partition(".")[0])
    advice = 'is not one tag with a version: take it from ETag, or write a version as "3"'
    wrong.append(_wrong("header If-Match", advice if one else "is not taken here: a batch writes several things"))
    return None


def refuse(wrong: list[Wrong]) -> None:
    """Raises a Problem that names every wrong parameter, where there are any."""
    if wrong:
        more = f" ({len(wrong) - 1} more: see errors)" if len(wrong) > 1 else ""
        raise Problem("wrong-parameters", f"{wrong[0].place}: {wrong[0].detail}{more}", wrong)


def _header(name: bytes) -> str:
    return "header " + "-".join(part.capitalize() for part in name.decode().split("-"))


def _wrong(place: str, detail: str) -> Wrong:
    return Wrong(detail=detail, type=NAMESPACE + "wrong-parameters", place=place)
