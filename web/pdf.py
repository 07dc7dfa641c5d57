"""A page as a PDF, where there is a Chromium on the machine to print it: without a network, within a time, one at a time."""

import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

from projections.moment import Reading
from web import static
from web.page import CannotPrint, File, Page, Query
from web.shown import show

MEDIA: Final = "application/pdf"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
PATIENCE: Final = 30.0
"""Seconds until a printing is given up."""
TURN: Final = 2.0
"""Seconds to wait for another printing to end: who waits holds a thread that others need."""
FLAGS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
ONE_AT_A_TIME: Final = Lock()
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What the printed page may do: nothing but have its own style."""
_LOADED: Final = re.compile(r"<(?:link|script)\b[^>]*>(?:</script>)?")
_HERE: Final = re.compile(r' href="/[^"]*"')


@cache
def chromium() -> str | None:
    """The Chromium of this machine."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def files(page: Page) -> dict[str, File]:
    """The further forms of a page: as a PDF, where it can be printed."""

    def make(answer: Any, query: Query, reading: Reading) -> bytes:
        found = reading.connection.execute("SELECT demonstration FROM log.about").fetchone()
        demonstration = found is not None and bool(found[0])
        html = show(page.template, query, reading.moment, demonstration=demonstration, page=page, it=answer)
        return printed(alone(html.decode()))

    return {"pdf": File(MEDIA, make)} if chromium() else {}


def alone(html: str) -> str:
    """A page that needs nothing beside it: with its style sheet, without scripts and without links into the server."""
    style = (static.FOLDER / "style.css").read_text()
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{style}</style></head>'
    return _HERE.sub("", _LOADED.sub("", html)).replace("</head>", head, 1)


def printed(html: str) -> bytes:
    """A page on paper. Raises CannotPrint where it cannot be printed now."""
    browser = chromium()
    if browser is None or not ONE_AT_A_TIME.acquire(timeout=TURN):
        raise CannotPrint
    try:
        with TemporaryDirectory(prefix="jalon-print-", ignore_cleanup_errors=True) as folder:
            return _print(browser, html, Path(folder))
    finally:
        ONE_AT_A_TIME.release()


def _print(browser: str, html: str, folder: Path) -> bytes:
    page, paper = folder / "page.html", folder / "page.pdf"
    page.write_text(html)
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    own = (f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={paper}", page.as_uri())
    running = subprocess.Popen(
        [browser, *FLAGS, *as_root, *own],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with suppress(subprocess.TimeoutExpired):
            running.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)  # whatever it started ends with it
        running.wait()
    if not paper.exists():
        raise CannotPrint
    return paper.read_bytes()
