"""The application: every route with its handler, every error as a problem, and the door before them."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final, Literal, cast

from litestar import Litestar, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from api import batches
from api.asking import Asking
from api.errors import Problem, problem_of
from api.openapi import document
from api.route import AnyRequest, Ask, Routes, Tell
from api.routes import all_routes
from api.service import Service
from api.telling import Telling
from domain.application import Log
from projections.reader import Reader
from serving.answers import Answers
from serving.cache import Cache
from serving.door import LONGEST, Door
from serving.reply import Reply
from serving.threads import Threads

Answer = Callable[[AnyRequest], Awaitable[Reply]]
Lost = Callable[[AnyRequest, Reply], Reply]
Verb = Literal["GET", "POST", "OPTIONS"]
Table = Mapping[str, Mapping[Verb, Answer]]

log: Final = logging.getLogger("jalon.http")


def create_app(
    log: Log,
    reader: Reader,
    threads: Threads,
    cache: Cache,
    *,
    demonstration: bool,
    pages: Sequence[HTTPRouteHandler] = (),
    lost: Lost | None = None,
) -> Litestar:
    """The ASGI application on this log and these read models; the threads do the work with the database, the cache keeps answers.

    `pages` are those for people, at other addresses than those of this interface; `lost` makes the page for a browser that asks
    where nothing is, of the request and of what a machine would be told.
    """
    routes = all_routes(demonstration=demonstration)
    asking = Asking(Answers(reader, threads, cache), demonstration=demonstration)
    service = Service(reader, threads, document(routes, demonstration=demonstration))
    table = _table(routes, asking, Telling(log, threads), service)
    app = Litestar(
        route_handlers=[*_handlers(table), *pages],
        exception_handlers={Exception: _ErrorHandler(list(table), lost)},
        openapi_config=None,
        logging_config=None,
        on_shutdown=[threads.close],
        request_max_body_size=None,
    )
    app.asgi_handler = Door(app.asgi_handler, reader, demonstration=demonstration, too_long=_too_long)
    return app


def _table(routes: Routes, asking: Asking, telling: Telling, service: Service) -> Table:
    """What answers at each address, by method."""
    table: dict[str, dict[Verb, Answer]] = defaultdict(dict)
    for route in routes:
        if isinstance(route, Ask):
            table[route.path]["GET"] = _answering(asking, route)
        else:
            table[route.path]["POST"] = _recording(telling, route)
    table[batches.PATH]["POST"] = telling.batch
    table["/health"]["GET"] = service.health
    table["/docs/{name}"]["GET"] = service.file
    table["/problems/{name}"]["GET"] = service.problem
    for path in ("/docs", "/openapi.json", "/problems"):
        table[path]["GET"] = service.page
    return table


def _too_long(request: str) -> Reply:
    return Problem("address-too-long", f"The address is longer than {LONGEST} characters. Ask for less.").reply(request)


def _answering(asking: Asking, ask: Ask) -> Answer:
    async def answer(request: AnyRequest) -> Reply:
        return await asking.answer(ask, request)

    return answer


def _recording(telling: Telling, tell: Tell) -> Answer:
    async def answer(request: AnyRequest) -> Reply:
        return await telling.one(tell, request)

    return answer


def _handlers(table: Table) -> Iterator[HTTPRouteHandler]:
    for path, answers in table.items():
        every: dict[Verb, Answer] = {**answers, "OPTIONS": _options(_allow([*answers, "OPTIONS"]))}
        yield HTTPRouteHandler(path.replace("}", ":str}"), http_method=list(every))(_handle(every))


def _handle(answers: Mapping[Verb, Answer]) -> Callable[[AnyRequest], Awaitable[ASGIApp]]:
    async def handle(request: AnyRequest) -> ASGIApp:
        return await answers[cast("Verb", request.scope["method"])](request)

    return handle


def _options(allowed: str) -> Answer:
    async def answer(_request: AnyRequest) -> Reply:
        return Reply(204, None, b"", [(b"allow", allowed.encode())])

    return answer


def _allow(methods: list[str]) -> str:
    return ", ".join(sorted({*methods, *(("HEAD",) if "GET" in methods else ())}))


class _ErrorHandler:
    """Every error as a problem, those of the framework included; one that was not foreseen is logged."""

    def __init__(self, paths: list[str], lost: Lost | None) -> None:
        self._paths = paths
        self._lost = lost

    def __call__(self, request: AnyRequest, error: Exception) -> Response[bytes]:
        problem = problem_of(error)
        identity = request.scope["state"]["request"]
        if problem.name == "unexpected":
            log.error("request %s failed", identity, exc_info=error)
        if problem.name == "not-found" and not isinstance(error, Problem):
            problem = self._not_found(request.scope["path"])
        if isinstance(error, MethodNotAllowedException):
            methods = _allow((error.headers or {})["allow"].split(", "))
            problem = Problem("method-not-allowed", f"Here only {methods} work.", headers={"allow": methods})
        reply = problem.reply(identity)
        if self._lost and isinstance(error, HTTPException) and "text/html" in request.headers.get("accept", ""):
            reply = self._lost(request, reply)
        headers = {name.decode(): value.decode() for name, value in reply.headers}
        return Response(reply.body, status_code=reply.status, media_type=reply.media, headers=headers)

    def _not_found(self, path: str) -> Problem:
        near = get_close_matches(path, self._paths, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}? " if near else ""
        return Problem("not-found", f"Nothing is here. {hint}/docs lists all that there is.")
