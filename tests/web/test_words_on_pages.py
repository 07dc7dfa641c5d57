import re
from collections import Counter
from collections.abc import Generator

import httpx
import pytest

from api.app import create_app
from serving.answers import Answers
from serving.cache import Cache
from serving.threads import Threads
from tests.api.serving import Served, listening
from tests.web.unmarked import unmarked
from web.page import Page
from web.pages import PAGES
from web.site import page_handlers
from words.pseudo import PSEUDO

MOST = 3
"""So many pages are read at addresses of one form."""
THEN = {"as_of": "2019-07-01", "known_at": "2019-10-31"}


@pytest.fixture(scope="module")
def marked(demonstration: Served) -> Generator[httpx.Client]:
    """The pages of the demonstration in the language that nobody speaks."""
    pool, kept = Threads(2), Cache(1 << 20)
    pages = page_handlers(Answers(demonstration.reader, pool, kept), demonstration=True, languages=(PSEUDO,))
    app = create_app(demonstration.log, demonstration.reader, pool, kept, demonstration=True, pages=pages)
    waits = {"Jalon-Position": str(demonstration.position)}
    with listening(app) as address, httpx.Client(base_url=address, timeout=20, headers=waits) as http:
        yield http


@pytest.fixture(scope="module")
def addresses(marked: httpx.Client) -> dict[str, str]:
    """Some addresses of every form that links lead to, with the form."""
    forms = [(page, re.compile(f"/{PSEUDO}" + re.sub(r"\{\w+\}", "([^/]+)", page.path).rstrip("/"))) for page in PAGES]
    found: dict[str, str] = {}
    had: Counter[str] = Counter()
    ahead = [f"/{PSEUDO}"]
    while ahead:
        address = ahead.pop(0)
        page = _form(address, forms)
        if page is None or address in found or had[page.path] >= MOST:
            continue
        found[address] = page.path
        had[page.path] += 1
        ahead.extend(dict.fromkeys(re.findall(rf'href="(/{PSEUDO}[^"?#]*)', marked.get(address).text)))
    return found


def _form(address: str, forms: list[tuple[Page, re.Pattern[str]]]) -> Page | None:
    return next((page for page, form in forms if form.fullmatch(address)), None)


def _wrong(http: httpx.Client, address: str, **parameters: str) -> list[str]:
    page = http.get(address, params=parameters)
    assert page.status_code == 200, page.text
    return unmarked(page.text, http.get(address, params={**parameters, "format": "json"}).json())


def test_links_lead_to_every_form_of_page(addresses: dict[str, str]) -> None:
    assert {page.path for page in PAGES} == set(addresses.values())


def test_nothing_on_a_page_is_said_in_words_of_ours_that_no_catalogue_has(
    marked: httpx.Client, addresses: dict[str, str]
) -> None:
    found = {address: _wrong(marked, address) for address in addresses}
    assert {address: texts for address, texts in found.items() if texts} == {}


@pytest.mark.parametrize("path", ["", "/report", "/timeline", "/compare", "/missing", "/milestones/9.2"])
def test_nor_on_a_page_that_looks_back(marked: httpx.Client, path: str) -> None:
    assert _wrong(marked, f"/{PSEUDO}/programmes/FR-2018{path}", **THEN) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere", []),
        ("/programmes", []),
        ("/programmes/FR-2018/nowhere", []),
        ("/programmes/FR-2018/milestones", []),
        ("/programmes/FR-2018/milestones/9.2/nowhere", []),
        ("/programmes/FR-2081", ["FR-2081", "FR-2018", "FR-2015", "CA-2018", "en"]),
        ("/programmes/FR-2018/milestones/9.22", ["FR-2018", "en"]),
        ("/programmes/FR-2018?as_of=soon", ["as_of", "soon"]),
        ("/programmes/FR-2018?known_at=999999", []),
        ("/programmes/FR-2018?known_at=2010-01-01", ["FR-2018", "FR-2015", "CA-2018", "en"]),
    ],
)
def test_nor_on_a_page_that_says_what_is_wrong(marked: httpx.Client, path: str, said: list[str]) -> None:
    page = marked.get(f"/{PSEUDO}{path}")
    assert page.status_code in {404, 422}
    assert unmarked(page.text, said) == []


def test_what_goes_past_the_catalogues_is_found() -> None:
    html = '<html lang="qps"><h1>⟦Seen <a href="/">⟦of⟧</a> 9⟧</h1><p title="Why">9.2 <span lang="fr">Un</span></p>'
    assert unmarked(f"{html}<p>Not seen, 3 May</p><td>rescheduled</td></html>", {"code": "rescheduled"}) == [
        "Not seen, 3 May",
        "Why",
        "rescheduled",
    ]
