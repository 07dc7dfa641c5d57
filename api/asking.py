"""How a question is answered: from what is kept on the event loop, else by the read models in a thread."""

import time
from collections.abc import Hashable
from datetime import UTC, date, datetime
from typing import Final

from api.cache import Cache, Kept, keep
from api.errors import Wrong
from api.parameters import refuse, seen, the_codes, the_headers, the_query
from api.reply import Reply
from api.route import AnyRequest, Ask, Asked, File
from api.threads import Threads
from domain.values import JSON
from projections.reader import Reader, Standing

CURRENT: Final = 2.0


class Asking:
    """Answers questions. `demonstration` answers say so in their first field."""

    def __init__(self, reader: Reader, threads: Threads, cache: Cache, *, demonstration: bool) -> None:
        self._reader = reader
        self._threads = threads
        self._cache = cache
        self._demonstration = demonstration

    async def answer(self, ask: Ask, request: AnyRequest) -> Reply:
        """The reply to a question. Raises Problem, Refusal, Behind, NotYet or Unavailable."""
        scope = request.scope
        codes = the_codes(scope)
        wrong = list[Wrong]()
        headers = the_headers(scope, wrong)
        asked = the_query(ask.parameters, scope["query_string"], wrong)
        least = seen(headers, wrong)
        if wrong:
            refuse(wrong)
        asked = asked._replace(address=scope["path"])
        day = asked.as_of or datetime.now(UTC).date()
        standing = self._reader.standing
        position = _position(asked, least, standing)
        kept = None if position is None else self._cache.get(_key(ask, codes, asked, day, position, standing))
        if kept is None:
            kept, position, standing = await self._threads.run(lambda: self._ask(ask, codes, asked, day, least))
            self._cache.put(_key(ask, codes, asked, day, position, standing), kept)
        pinned = asked.as_of is not None and isinstance(asked.known_at, int) and not standing.set_aside
        return kept.reply(headers.get(b"if-none-match"), settled=pinned)

    def _ask(self, ask: Ask, codes: tuple[str, ...], asked: Asked, day: date, least: int) -> tuple[Kept, int, Standing]:
        with self._reader.reading(day, asked.known_at, least) as reading:
            standing = self._reader.standing
            answer = ask.answer(reading, asked, *codes)
            position = reading.moment.known_at
        headers = [(b"jalon-position", str(position).encode())]
        if isinstance(answer, File):
            headers.append((b"content-disposition", f'attachment; filename="{answer.name}"'.encode()))
            return keep(answer.content, ask.media, headers), position, standing
        body = encoded(answer, demonstration=self._demonstration)
        return keep(body, ask.media, headers, version=getattr(answer, "version", None)), position, standing


def encoded(answer: object, *, demonstration: bool) -> bytes:
    """The JSON of an answer, which is an object; from a demonstration it says so first."""
    body = JSON.encode(answer)
    return b'{"demonstration":true,' + body[1:] if demonstration else body


def _position(asked: Asked, least: int, standing: Standing) -> int | None:
    """The position at which the question can be answered from what is kept, or None where the database must say."""
    if isinstance(asked.known_at, datetime) or standing.position < least:
        return None
    if asked.known_at is not None:
        return asked.known_at if asked.known_at <= standing.position else None
    return standing.position if time.monotonic() - standing.looked_at < CURRENT else None


def _key(ask: Ask, codes: tuple[str, ...], asked: Asked, day: date, position: int, standing: Standing) -> Hashable:
    return (ask.path, codes, asked.limit, asked.after, asked.language, day, position, standing.edition)
