"""The OpenAPI 3.1 document, made from the table of routes and from the types that check and send what it describes."""

from collections import defaultdict
from typing import Any, Final

from api import batches
from api.errors import CONFLICTS, MEANINGS, name_of
from api.openapi_parts import Document, body, codes, headers, operation_id, problems, query, refusals, response
from api.route import JSON_TYPE, Ask, Routes, Tell
from api.schemas import BATCH, PREFIX, Schemas
from api.service import ProblemKind, ProblemKinds
from domain.application import Answer
from domain.values import JSON
from projections.reader import Health

VERSION: Final = "1"
BINARY: Final[Document] = {"type": "string", "contentMediaType": "application/octet-stream"}
OF_ALL: Final = ("bad-request", "address-too-long", "wrong-parameters", "unexpected", "unavailable")
OF_ASKS: Final = (*OF_ALL, "not-yet", "behind")
OF_TELLS: Final = (
    *OF_ALL,
    "refused",
    "stale",
    "too-large",
    "not-json",
    "wrong-input",
    "key-used-otherwise",
    "demonstration-only",
)
DESCRIPTION: Final = """\
Jalon keeps the record of programmes and pilots: what was promised, what happened, who said so, and when they said it.

**Two clocks.** Every question takes `as_of`, a day in the world, and `known_at`, a position or an instant of the log. Both
default to now. `known_at` with a position and `as_of` together name a moment whose answer does not change.

**Read your own writes.** An answer's header `Jalon-Position` says how far the log was read or written. Send it back on a
GET, and the answer waits until it holds what you have seen.

**Safe to repeat.** Any POST may carry an `Idempotency-Key`: sent again with the same body it gives the first answer again.

**No lost updates.** Send the `ETag` of what you have read (or a version as `"3"`) as `If-Match`, and the request is refused
with 412 when something was recorded of it since.

**Problems** are `application/problem+json` (RFC 9457). `type` is stable and explained at its address; `errors` names every
fault. HEAD works where GET does. Answers from a demonstration carry the header `Jalon-Demonstration: true`, and where they
are JSON begin with `"demonstration": true`.
"""


def document(routes: Routes, *, demonstration: bool) -> bytes:
    """The document as JSON."""
    schemas = Schemas(routes)
    paths: dict[str, Document] = defaultdict(dict)
    for route in routes:
        if isinstance(route, Ask):
            paths[route.path]["get"] = _ask(route, schemas)
        else:
            paths[route.path]["post"] = _tell(route, schemas)
    paths[batches.PATH]["post"] = _batch(schemas)
    paths |= _service(schemas)
    tags = dict.fromkeys(said["tags"][0] for path in paths.values() for said in path.values())
    title = "Jalon (demonstration)" if demonstration else "Jalon"
    whole = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION, "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in tags],
        "paths": paths,
        "components": {"schemas": schemas.components},
    }
    return JSON.encode(whole)


def _ask(ask: Ask, schemas: Schemas) -> Document:
    schema = schemas.of(ask.view) if ask.view is not None else BINARY
    sent = ["Jalon-Position", "ETag", *(() if ask.view is not None else ("Content-Disposition",))]
    content = {media.partition(";")[0]: {"schema": schema} for media in (ask.media, *ask.others)}
    missing = [name_of(kind) for kind in ask.unknown]
    return {
        **_said(ask),
        "parameters": [*codes(ask), *query(ask), *headers("Jalon-Position", "If-None-Match", "Jalon-Request")],
        "responses": {
            "200": response("The answer.", content, *sent),
            "304": response("What If-None-Match names is still the answer.", None, "ETag", "Jalon-Position"),
            **problems(schemas, *missing, *(("not-found",) if ask.codes else ()), *ask.problems, *OF_ASKS),
        },
    }


def _tell(tell: Tell, schemas: Schemas) -> Document:
    creates = tell.creates or tell.numbered
    created = "201" if creates else "200"
    sent = ("Jalon-Position", "Location") if creates else ("Jalon-Position",)
    answer = response("What was recorded, and where.", {JSON_TYPE: {"schema": schemas.of(Answer)}}, *sent)
    if tell.creates:
        answer["links"] = _links(tell)
    names = ("Jalon-Actor", "Idempotency-Key", "If-Match", "Jalon-Request")
    missing = ("not-found",) if tell.codes else ()
    return {
        **_said(tell),
        "parameters": [*codes(tell), *headers(*names)],
        "requestBody": body(schemas.of(tell.command), tell.examples),
        "responses": {created: answer, **problems(schemas, *missing, *refusals(tell.command), *OF_TELLS)},
    }


def _links(tell: Tell) -> Document:
    """How the thing that was created is asked for, not before it can be seen."""
    codes = {name: f"$request.path.{name}" for name in tell.codes}
    return {
        "created": {
            "operationId": operation_id("get", f"{tell.path}/{{code}}"),
            "parameters": {
                **{f"path.{name}": value for name, value in codes.items()},
                "path.code": "$request.body#/code",
                "header.Jalon-Position": "$response.header.Jalon-Position",
            },
        }
    }


def _batch(schemas: Schemas) -> Document:
    answer = response("What was recorded, and where.", {JSON_TYPE: {"schema": schemas.of(Answer)}}, "Jalon-Position")
    return {
        "operationId": "record-batch",
        "tags": [batches.TAG],
        "summary": batches.SUMMARY,
        "description": batches.DESCRIPTION,
        "parameters": headers("Jalon-Actor", "Idempotency-Key", "Jalon-Request"),
        "requestBody": body({"$ref": PREFIX + BATCH}, batches.EXAMPLES),
        "responses": {"200": answer, **problems(schemas, *CONFLICTS, *(name for name in OF_TELLS if name != "stale"))},
    }


def _service(schemas: Schemas) -> dict[str, Document]:
    def get(path: str, summary: str, description: str, kind: Any, *names: str, **more: Any) -> Document:
        answer = response(summary + ".", {JSON_TYPE: {"schema": schemas.of(kind)}}, "Jalon-Position")
        return {
            "get": {
                "operationId": operation_id("get", path),
                "tags": ["Service"],
                "summary": summary,
                "description": description,
                "responses": {"200": answer, **problems(schemas, "wrong-parameters", "unexpected", *names)},
                **more,
            }
        }

    health = "`ok`, or `degraded` with what was set aside or lags; 503 where the database does not answer."
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": list(MEANINGS)}}
    return {
        "/health": get("/health", "How the service fares", health, Health, "unavailable"),
        "/problems": get("/problems", "All kinds of problems", "What this service can refuse, and why.", ProblemKinds),
        "/problems/{name}": get(
            "/problems/{name}",
            "One kind of problem",
            "What a problem's `type` leads to.",
            ProblemKind,
            "not-found",
            parameters=[{**name, "example": "wrong-input"}],
        ),
    }


def _said(route: Ask | Tell) -> Document:
    asked = isinstance(route, Ask)
    return {
        "operationId": operation_id("get", route.path) if asked else route.command.NAME,
        "tags": [route.tag],
        "summary": route.summary,
        "description": route.description if asked else route.command.__doc__,
    }
