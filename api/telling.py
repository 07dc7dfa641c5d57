"""How a request is recorded: its body read within bounds, its caller known, its facts in the log or every reason why not."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from litestar.types import HTTPScope, Receive

from api.errors import Problem, Wrong, refused
from api.parameters import Headers, refuse, the_caller, the_codes, the_headers, the_query
from api.route import JSON_TYPE, NUMBER, AnyRequest, Tell
from api.templates import must_be_templates
from domain.application import Answer, BatchRefused, Log
from domain.intake import MAX_BATCH, MAX_BODY, read_batch, read_command, read_json
from domain.kernel import Command
from domain.recorder import Caller
from domain.values import JSON
from serving.reply import Reply
from serving.threads import Threads

NO_PARAMETERS: Final[frozenset[str]] = frozenset()
KIB: Final = 1024
_JSON: Final = re.compile(r'application/json(?:\s*;\s*charset\s*=\s*"?utf-8"?)?\s*', re.IGNORECASE)


class Telling:
    """Records requests, one by one or in batches."""

    def __init__(self, log: Log, threads: Threads) -> None:
        self._log = log
        self._threads = threads

    async def one(self, tell: Tell, request: AnyRequest) -> Reply:
        """The reply to a request of one kind. Raises Problem, BadInput, Stale, KeyUsedOtherwise, DemonstrationOnly, Unavailable."""
        codes = the_codes(request.scope)
        caller = self._caller(request, one=True)
        body = await read_body(request.scope, request.receive, MAX_BODY)
        named = {name: int(code) if name == NUMBER else code for name, code in zip(tell.codes, codes, strict=True)}

        def record() -> tuple[Answer, str | None]:
            command = read_command(tell.command, read_json(body), **named)
            try:
                answer = self._record([command], caller)
            except BatchRefused as error:
                raise refused(error, tell.command) from error
            return answer, self._made_at(tell, command, answer, request.scope["path"])

        answer, location = await self._threads.run(record)
        return _reply(201, answer, {"location": location}) if location else _reply(200, answer)

    async def batch(self, request: AnyRequest) -> Reply:
        """The reply to a batch, which is recorded whole or not at all. Raises as `one` does."""
        caller = self._caller(request, one=False)
        body = await read_body(request.scope, request.receive, MAX_BATCH)

        def record() -> Answer:
            try:
                return self._record(read_batch(body), caller)
            except BatchRefused as error:
                raise refused(error, None) from error

        return _reply(200, await self._threads.run(record))

    def _record(self, commands: Sequence[Command], caller: Caller) -> Answer:
        must_be_templates(commands)
        return self._log.record(commands, caller)

    def _made_at(self, tell: Tell, command: Command, answer: Answer, path: str) -> str | None:
        """Where that is which a request has made, if it makes anything."""
        if tell.creates:
            return f"{path}/{getattr(command, 'code')}"  # noqa: B009 - what creates has one
        if tell.numbered is None:
            return None
        key = command.key()
        number = getattr(self._log.fact(key, answer.versions[str(key)]), NUMBER)
        return tell.numbered.format(**{name: getattr(command, name) for name in tell.codes}, number=number)

    def _caller(self, request: AnyRequest, *, one: bool) -> Caller:
        wrong = list[Wrong]()
        headers: Headers = the_headers(request.scope, wrong)
        the_query(NO_PARAMETERS, request.scope["query_string"], wrong)
        caller = the_caller(headers, request.scope["state"]["request"], wrong, one=one)
        refuse(wrong)
        return caller


async def read_body(scope: HTTPScope, receive: Receive, limit: int) -> bytes:
    """The body of a request that says it is JSON. Raises a Problem as soon as it is longer than the limit."""
    length = _check(scope)
    if length > limit:
        raise _too_large(limit)
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Problem("bad-request", "The request ended before its body did.")
        assert message["type"] == "http.request"
        body += message.get("body", b"")
        if len(body) > limit:
            raise _too_large(limit)
        if not message.get("more_body", False):
            return bytes(body)


def _check(scope: HTTPScope) -> int:
    """The length that the headers announce (0 where none), once they say that the body is plain JSON."""
    headers = dict(scope["headers"])
    media = headers.get(b"content-type", b"").decode("latin-1")
    coding = headers.get(b"content-encoding", b"identity").decode("latin-1").strip().lower()
    if not _JSON.fullmatch(media) or coding != "identity":
        detail = "Send the body as Content-Type: application/json, in UTF-8 and not compressed."
        raise Problem("not-json", detail, headers={"accept-post": JSON_TYPE})
    length = headers.get(b"content-length", b"0")
    return int(length[:18]) if length.isdigit() else 0


def _too_large(limit: int) -> Problem:
    return Problem("too-large", f"The body is larger than {limit // KIB} KiB. Send less at once.")


def _reply(status: int, answer: Answer, headers: Mapping[str, str] | None = None) -> Reply:
    more = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    position = (b"jalon-position", str(answer.position).encode())
    return Reply(status, JSON_TYPE, JSON.encode(answer), [position, (b"cache-control", b"no-store"), *more])
