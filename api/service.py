"""What the service says of itself: its health, its problems, its documentation."""

from typing import Final

from msgspec import Struct

from api import docs
from api.errors import MEANINGS, NAMESPACE, Meaning, Problem, Wrong
from api.parameters import refuse, the_query
from api.route import JSON_TYPE, AnyRequest
from domain.values import JSON
from projections.reader import Reader
from serving.cache import Kept, keep
from serving.reply import Reply
from serving.threads import Threads

NO_PARAMETERS: Final[frozenset[str]] = frozenset()


class ProblemKind(Struct, frozen=True, kw_only=True):
    """A kind of problem: its stable type, its title, its usual status, and what it means and asks for."""

    type: str
    title: str
    status: int
    meaning: str


class ProblemKinds(Struct, frozen=True, kw_only=True):
    """Every kind of problem that this service answers."""

    problems: tuple[ProblemKind, ...]


class Service:
    """Answers about the service itself."""

    def __init__(self, reader: Reader, threads: Threads, openapi: bytes) -> None:
        self._reader = reader
        self._threads = threads
        self._pages = {
            "/docs": docs.document(),
            "/openapi.json": keep(openapi, JSON_TYPE),
            "/problems": keep(
                JSON.encode(ProblemKinds(problems=tuple(_kind(*item) for item in MEANINGS.items()))), JSON_TYPE
            ),
        }

    async def page(self, request: AnyRequest) -> Reply:
        """A page that stays as it is while the server runs."""
        return _reply(self._pages[request.scope["path"]], request)

    async def file(self, request: AnyRequest) -> Reply:
        """A file that the documentation loads."""
        return _reply(docs.file(request.scope["path_params"]["name"]), request)

    async def problem(self, request: AnyRequest) -> Reply:
        """What one kind of problem means."""
        name = request.scope["path_params"]["name"]
        if name not in MEANINGS:
            raise Problem("not-found", "There is no problem of this name. /problems lists all.")
        return _reply(keep(JSON.encode(_kind(name, MEANINGS[name])), JSON_TYPE), request)

    async def health(self, request: AnyRequest) -> Reply:
        """How the service fares. Raises Unavailable where the database does not answer."""
        _no_query(request)
        health = await self._threads.run(self._reader.health)
        position = (b"jalon-position", str(health.position).encode())
        return Reply(200, JSON_TYPE, JSON.encode(health), [position, (b"cache-control", b"no-store")])


def _kind(name: str, meaning: Meaning) -> ProblemKind:
    return ProblemKind(type=NAMESPACE + name, title=meaning.title, status=meaning.status, meaning=meaning.meaning)


def _reply(kept: Kept, request: AnyRequest) -> Reply:
    _no_query(request)
    return kept.reply(request.headers.get("if-none-match"))


def _no_query(request: AnyRequest) -> None:
    wrong = list[Wrong]()
    the_query(NO_PARAMETERS, request.scope["query_string"], wrong)
    refuse(wrong)
