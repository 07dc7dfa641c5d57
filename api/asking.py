"""How a question is answered over HTTP: what its address, query and headers ask, and the answer as JSON or as a file."""

from datetime import datetime

from api.errors import Wrong
from api.parameters import refuse, seen, the_codes, the_headers, the_query
from api.route import AnyRequest, Ask, Asked, File
from domain.values import JSON
from projections.moment import Reading
from serving.answers import Answers, Clocks
from serving.cache import Kept, keep
from serving.reply import Reply


class Asking:
    """Answers questions. `demonstration` answers say so in their first field."""

    def __init__(self, answers: Answers, *, demonstration: bool) -> None:
        self._answers = answers
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
        more = (asked.from_as_of, asked.from_known_at, asked.period)
        question = (ask.path, codes, asked.limit, asked.after, asked.language, *more)
        clocks = Clocks(asked.as_of, asked.known_at, least)
        kept, settled = await self._answers.answer(
            question, clocks, lambda reading: self._kept(ask, reading, asked, codes)
        )
        settled = settled and not isinstance(asked.from_known_at, datetime)
        return kept.reply(headers.get(b"if-none-match"), settled=settled)

    def _kept(self, ask: Ask, reading: Reading, asked: Asked, codes: tuple[str, ...]) -> Kept:
        answer = ask.answer(reading, asked, *codes)
        headers = [(b"jalon-position", str(reading.moment.known_at).encode())]
        if isinstance(answer, File):
            headers.append((b"content-disposition", f'attachment; filename="{answer.name}"'.encode()))
            kept = keep(answer.content, answer.media or ask.media, headers)
            return _by_digest(kept, answer.sha256) if answer.sha256 else kept
        body = encoded(answer, demonstration=self._demonstration)
        return keep(body, ask.media, headers, version=getattr(answer, "version", None))


def _by_digest(kept: Kept, sha256: str) -> Kept:
    """The same answer, known by the SHA-256 of its bytes."""
    return kept._replace(tag=f'"{sha256}"'.encode(), headers=[*kept.headers, (b"jalon-sha256", sha256.encode())])


def encoded(answer: object, *, demonstration: bool) -> bytes:
    """The JSON of an answer, which is an object; from a demonstration it says so first."""
    body = JSON.encode(answer)
    return b'{"demonstration":true,' + body[1:] if demonstration else body
