"""Whatever people write stays text: on every page, in its picture, in its feed and in its table."""

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served
from tests.web.reading_room import Paper

HOSTILE = (
    "\"><img src=x onerror='alert(1)'>]]></title></svg><svg onload=alert(1)>&amp;&lt;<script>alert(1)</script>",
    '=HYPERLINK("https://evil.example","x") {{7*7}}{% raw %}${7*7} 100 %s %(x)s %(date)s {0} {name}',
    "\u202eesrever\u202d \U0001f9ed\U0001f469\u200d\U0001f680 مرحبا بكم " + "a" * 200,
)
THINGS: dict[str, dict[str, Any]] = {
    "pilot": {"site": {"place": "Lyon"}},
    "cohort": {},
    "event": {"format": "workshop"},
    "deliverable": {},
    "indicator": {"measure": "unit"},
}
PARTS = ("", "/report", "/timeline", "/activity", "/missing", "/partners", "/sources", "/compare")
ADDRESS = re.compile(r"(https?://[^\s]+|/[^/\\].*|#.*|/)?", re.DOTALL)


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))


def a_hostile_programme(told: Served, words: str) -> str:
    """The address of a programme in which every text is this one."""
    text = {"en": words}
    programme = a_programme(told, title=text)
    told.told(f"{programme}/commitments", {"code": "9", "title": text})
    milestone = a_milestone(told, programme, title=text, commitment="9")
    told.told(f"{milestone}/reschedule", {"due": "2019", "on": "2018-03-01", "reason": words})
    evidence = [{"url": "https://example.org/?a=%22%3E%3Cimg%3E&b='", "title": words}]
    report = a_report("complete", "2019-05-01", text=text, evidence=evidence, challenges=text)
    told.told(f"{milestone}/report-progress", report)
    told.told(f"{milestone}/amend", {"title": {"en": f"{words} again"}, "on": "2019-06-01", "reason": words})
    for kind, said in THINGS.items():
        told.told(f"{programme}/{kind}s", {"code": "x", "title": text} | said)
    return programme


def addresses(programme: str) -> list[str]:
    things = [f"/{kind}s{code}" for kind in THINGS for code in ("", "/x")]
    return ["", *(f"{programme}{part}" for part in (*PARTS, *things, "/milestones/9.1", "/commitments/9"))]


def assert_harmless(paper: Paper, where: str) -> None:
    assert paper.text  # every tag that is opened is closed
    for tag, said in Tags(paper.html).all:
        assert tag != "img", where
        assert tag != "script" or str(said["src"]).startswith("/static/"), where
        for name, value in said.items():
            assert not name.startswith("on"), (where, tag, name)
            assert name != "style", (where, tag)
            if name in {"href", "src", "action"}:
                assert ADDRESS.fullmatch(value or ""), (where, value)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_on_every_page(told: Served, words: str) -> None:
    programme = a_hostile_programme(told, words)
    for tag in ("en", "ar"):
        for path in addresses(programme):
            answer = told.ask(f"/{tag}{path}")
            assert answer.status_code == 200, (path, answer.text)
            assert_harmless(Paper(answer), path)
    shown = unescape(told.ask(f"/en{programme}/report").text)
    assert words in shown


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_every_file(told: Served, words: str) -> None:
    programme = a_hostile_programme(told, words)
    for path in addresses(programme):
        answer = told.ask(f"/en{path}", {"format": "csv"})
        assert answer.status_code == 200, path
        assert re.fullmatch(r'attachment; filename="[\w.-]+"', answer.headers["content-disposition"])
        for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))):
            assert not [cell for cell in row if re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell)], path
        assert told.ask(f"/en{path}", {"format": "json"}).json()["page"] == (path or "/")
    fed = told.ask(f"/en{programme}/activity", {"format": "atom"})
    assert "".join(fromstring(fed.content).itertext())  # noqa: S314 - it is our own
