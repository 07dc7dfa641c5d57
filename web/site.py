"""Every page at its address in every language, with the files that they load."""

import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from domain.values import CODE
from projections.keeping import Keeping
from projections.moment import Reading
from serving.answers import Answers
from serving.cache import Kept, keep
from serving.reply import Reply
from web import static
from web.asked import read_query
from web.errors import NoPage, error_page, lost_page
from web.forms import FORMATS, form_of
from web.page import AnyRequest, Page, Query
from web.pages import PAGES
from words.language import LANGUAGES, Language, language, preferred

Handler = Callable[[AnyRequest], Awaitable[ASGIApp]]

HTML: Final = "text/html; charset=utf-8"
POLICY: Final = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    b"frame-ancestors 'none'"
)
SAFE: Final = [
    (b"content-security-policy", POLICY),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]
log: Final = logging.getLogger("jalon.http")


def page_handlers(
    answers: Answers, *, demonstration: bool, languages: Sequence[str] = LANGUAGES
) -> list[HTTPRouteHandler]:
    """The route handlers of all pages; `/` leads to the first page in the language that the browser prefers."""
    site = Site(answers, demonstration=demonstration)
    handlers = [_at(f"/{tag}{page.path}".rstrip("/"), site.page(page, tag)) for tag in languages for page in PAGES]
    lost = [_at(f"/{tag}{path}", site.lost(tag)) for tag in languages for path in _nowhere()]
    return [_at("/", _front), _at(f"{static.PREFIX}/{{name}}", _file), *handlers, *lost]


def lost_anywhere(request: AnyRequest, told: Reply, *, demonstration: bool) -> Reply:
    """The page for a browser that asks where neither a page nor anything for machines is, with the status that those are told."""
    said = language(preferred(request.headers.get("accept-language", "")))
    body = lost_page(said, "/", told.status, demonstration=demonstration)
    kept = [header for header in told.headers if header[0] == b"allow"]
    return Reply(told.status, "text/html", body, [*SAFE, *kept, (b"cache-control", b"no-store")])


def _nowhere() -> list[str]:
    """The addresses where no page is: whatever is below the root or a code, and what only leads on to pages."""
    paths = {page.path for page in PAGES}
    above = {path[: end.start()] for path in paths for end in re.finditer("/", path) if end.start()}
    below = {path[: end.end()] for path in paths for end in re.finditer("}", path)}
    return [*sorted(above - paths), *(f"{place}/{{rest:path}}" for place in ("", *sorted(below)))]


def _at(path: str, handle: Handler) -> HTTPRouteHandler:
    path = re.sub(r"\{(\w+)\}", r"{\1:str}", path)
    return HTTPRouteHandler(path, http_method=["GET"])(handle)


class Site:
    """Answers for pages."""

    def __init__(self, answers: Answers, *, demonstration: bool) -> None:
        self._answers = answers
        self._demonstration = demonstration

    def page(self, page: Page, tag: str) -> Handler:
        """What answers at the address of a page in one language."""
        said = language(tag)

        async def handle(request: AnyRequest) -> ASGIApp:
            try:
                return await self._answer(page, said, request)
            except Exception as error:  # noqa: BLE001 - whatever happens, people get a page
                return await self._error(request, said, error)

        return handle

    def lost(self, tag: str) -> Handler:
        """What answers at an address in this language where no page is."""
        said = language(tag)

        async def handle(request: AnyRequest) -> ASGIApp:
            return await self._error(request, said, NoPage())

        return handle

    async def _answer(self, page: Page, said: Language, request: AnyRequest) -> Reply:
        scope = request.scope
        codes = tuple(scope["path_params"].values())
        if not all(re.fullmatch(CODE, code) for code in codes):
            raise NoPage
        formats = frozenset((*FORMATS, *page.files))
        address = page.path.format(**scope["path_params"])
        query = read_query(said, address, scope["query_string"], page.parameters, formats, _seen(request))
        question = ("page", said.tag, address, tuple(sorted(query.said.items())))
        kept, _ = await self._answers.answer(
            question, query.clocks, lambda reading: self._kept(page, Keeping(reading), query, codes)
        )
        return kept.reply(request.headers.get("if-none-match"))

    def _kept(self, page: Page, reading: Reading, query: Query, codes: tuple[str, ...]) -> Kept:
        answer = page.answer(reading, query, *codes)
        headers = [(b"jalon-position", str(reading.moment.known_at).encode()), *SAFE]
        media, body, name = form_of(page, answer, query, reading, demonstration=self._demonstration)
        if name:
            headers.append((b"content-disposition", f'attachment; filename="{name}"'.encode()))
        return keep(body, media, [*headers, (b"content-language", query.language.tag.encode())])

    async def _error(self, request: AnyRequest, said: Language, error: Exception) -> Reply:
        identity = request.scope["state"]["request"]
        status, body, more = await error_page(error, request, said, self._answers, demonstration=self._demonstration)
        if status == 500:  # noqa: PLR2004 - what was not foreseen
            log.error("page %s failed", identity, exc_info=error)
        return Reply(status, HTML, body, [*SAFE, (b"cache-control", b"no-store"), *more])


async def _front(request: AnyRequest) -> ASGIApp:
    tag = preferred(request.headers.get("accept-language", ""))
    query = request.scope["query_string"]
    location = f"/{tag}".encode() + (b"?" + query if query else b"")
    return Reply(307, None, b"", [(b"location", location), (b"vary", b"accept-language"), (b"content-length", b"0")])


async def _file(request: AnyRequest) -> ASGIApp:
    kept = static.files().get(request.scope["path"])
    if kept is None:
        return Reply(404, "text/plain; charset=utf-8", b"No such file.", [(b"cache-control", b"no-store")])
    return kept.reply(request.headers.get("if-none-match"), settled=True)


def _seen(request: AnyRequest) -> int:
    given = request.headers.get("jalon-position", "0")
    return int(given) if re.fullmatch(r"[0-9]{1,18}", given) else 0
