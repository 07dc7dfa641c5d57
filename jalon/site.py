"""The site: the interface for machines and the pages for people on one log, with the same threads and kept answers."""

from functools import partial

from litestar import Litestar

from api.app import create_app
from domain.application import Log
from projections.reader import Reader
from serving.answers import Answers
from serving.cache import USUAL, Cache
from serving.threads import Threads
from web.site import lost_anywhere, page_handlers


def create_site(log: Log, reader: Reader, *, demonstration: bool, threads: int, cache: int = USUAL) -> Litestar:
    """The ASGI application.

    `threads` do the work with the database, and should be no more than its pools have connections; `cache` is how many bytes
    of answers are kept (0: none).
    """
    pool, kept = Threads(threads), Cache(cache)
    pages = page_handlers(Answers(reader, pool, kept), demonstration=demonstration)
    lost = partial(lost_anywhere, demonstration=demonstration)
    return create_app(log, reader, pool, kept, demonstration=demonstration, pages=pages, lost=lost)
