"""The parts of which the OpenAPI document is put together: parameters, bodies, answers and problems."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from sys import modules
from typing import Any, Final

import msgspec

from api.errors import MEANINGS, MEDIA, ProblemDetails, name_of
from api.parameters import DAY, INSTANT, KEY, LANGUAGE, POSITION, REQUEST, TAG
from api.route import JSON_TYPE, MOST, NUMBER, USUAL, Ask, Tell
from api.schemas import Schemas, cleaned
from domain.dates import PATTERN
from domain.kernel import Command, Refusal
from domain.programme import ProgrammeIsClosed, UnknownProgramme
from domain.values import Actor, Code

Document = dict[str, Any]

KNOWN_AT: Final[Document] = {
    "anyOf": [
        {"type": "string", "pattern": POSITION},
        {"type": "string", "format": "date-time", "pattern": INSTANT},
    ]
}
PARAMETERS: Final[Mapping[str, tuple[Document, str, Any]]] = {
    "as_of": (
        {"type": "string", "format": "date", "pattern": DAY},
        "The day in the world that the answer speaks of (default: today, UTC).",
        "2019-06-30",
    ),
    "known_at": (
        KNOWN_AT,
        "What was known at this position of the log, or at this instant (default: now).",
        "2019-06-30T12:00:00Z",
    ),
    "from_as_of": (
        {"type": "string", "format": "date", "pattern": DAY},
        "The day of the earlier moment (default: that of the later one).",
        "2018-12-31",
    ),
    "from_known_at": (
        KNOWN_AT,
        "What was known at the earlier moment (default: what is known at the later one).",
        "2019-01-31T12:00:00Z",
    ),
    "period": (
        {"type": "string", "pattern": PATTERN},
        "The period that reports must speak of, as EDTF (default: the 365 days up to `as_of`).",
        "2019",
    ),
    "limit": (
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        "How many items a page has at most.",
        USUAL,
    ),
    "language": (
        {"type": "string", "pattern": LANGUAGE, "default": "en"},
        "The language of texts and labels, where they have it.",
        "fr",
    ),
}

CODE: Final[Document] = cleaned(msgspec.json.schema(Code))
WHOLE: Final[Document] = {"type": "integer", "minimum": 1, "maximum": 999_999}
HEADERS: Final[Mapping[str, tuple[Document, str, Any]]] = {
    "Jalon-Actor": (cleaned(msgspec.json.schema(Actor)), "Who acts.", "team"),
    "Jalon-Position": (
        {"type": "integer", "minimum": 0, "maximum": 10**18 - 1},
        "The position that you have seen: the answer waits until it holds it.",
        0,
    ),
    "Jalon-Request": ({"type": "string", "pattern": REQUEST}, "Your own id for this request; else it gets one.", None),
    "Idempotency-Key": (
        {"type": "string", "pattern": KEY},
        "Sent again with the same body, gives the first answer.",
        None,
    ),
    "If-Match": ({"type": "string", "pattern": TAG}, "The ETag or version on which you decided.", None),
    "If-None-Match": ({"type": "string"}, "The ETags of the answers that you have.", None),
}
ANSWERED: Final[Mapping[str, tuple[Document, str]]] = {
    "Jalon-Position": ({"type": "integer", "minimum": 0}, "The position of the log that was reached or is shown."),
    "ETag": ({"type": "string"}, "The version, where the answer has one, and a digest of its bytes."),
    "Location": ({"type": "string"}, "Where the new thing is."),
    "Content-Disposition": ({"type": "string"}, "The name of the file."),
    "Retry-After": ({"type": "integer"}, "After how many seconds to send the request again."),
}


def codes(route: Ask | Tell) -> list[Document]:
    """The codes and numbers in an address."""
    return [
        {"name": name, "in": "path", "required": True, "schema": schema, "example": example}
        for name in route.codes
        for schema, example in [(WHOLE, int(route.example[name])) if name == NUMBER else (CODE, route.example[name])]
    ]


def query(ask: Ask) -> list[Document]:
    """The query parameters of a question."""
    cursor = ({"type": "string", "pattern": ask.cursor}, "The cursor from `next` of the page before.", None)
    known = {**PARAMETERS, "after": cursor}
    return [_parameter("query", name, *said) for name, said in known.items() if name in ask.parameters]


def headers(*names: str) -> list[Document]:
    """Request headers; who acts must be named."""
    return [_parameter("header", name, *HEADERS[name]) | {"required": name == "Jalon-Actor"} for name in names]


def _parameter(where: str, name: str, schema: Document, description: str, example: Any) -> Document:
    said = {"name": name, "in": where, "required": False, "description": description, "schema": schema}
    return said if example is None else {**said, "example": example}


def body(schema: Document, examples: Mapping[str, Mapping[str, Any]]) -> Document:
    """A body that must be sent as JSON."""
    named = {name: {"summary": name.replace("-", " ").capitalize(), "value": value} for name, value in examples.items()}
    return {"required": True, "content": {JSON_TYPE: {"schema": schema, "examples": named}}}


def response(description: str, content: Document | None, *names: str) -> Document:
    """An answer, with the headers that it always has."""
    sent = {
        name: {"required": True, "schema": ANSWERED[name][0], "description": ANSWERED[name][1]}
        for name in ("Jalon-Request", *names)
        if name in ANSWERED
    }
    said: Document = {"description": description, "headers": sent}
    return said if content is None else {**said, "content": content}


def problems(schemas: Schemas, *names: str) -> Document:
    """The problems of these names, by status."""
    by_status: dict[int, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        by_status[MEANINGS[name].status].append(name)
    content = {MEDIA: {"schema": schemas.of(ProblemDetails)}}
    return {
        str(status): response(
            "; ".join(f"`{name}`: {MEANINGS[name].title}" for name in by_status[status]),
            content,
            *(("Retry-After",) if status == HTTPStatus.SERVICE_UNAVAILABLE else ()),
        )
        for status in sorted(by_status)
    }


def refusals(command: type[Command]) -> Iterator[str]:
    """The names of the rules that a request can break: those of its aggregate, and that its programme must be open."""
    for kind in (UnknownProgramme, ProgrammeIsClosed, *vars(modules[command.__module__]).values()):
        if isinstance(kind, type) and issubclass(kind, Refusal) and kind.__module__ != Refusal.__module__:
            yield name_of(kind)


def operation_id(method: str, path: str) -> str:
    words = [part.strip("{}") for part in path.replace(".", "-").split("/") if part]
    return "-".join([method, *words])
