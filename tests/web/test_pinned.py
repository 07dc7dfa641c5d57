"""A pinned page shows the same for ever: before and after more is recorded, every page reads the same, byte for byte."""

import re
from collections.abc import Iterator
from html import unescape

import httpx

from domain.application import Log
from domain.intake import read_batch
from domain.log import install
from domain.recorder import Caller
from jalon.demo import EXAMPLES, record, script
from tests.api.serving import serving
from tests.examples.sample import fresh_database

CORRECTED = "fr0038-illustrative-3-correction.json"
DAYS = ("2019-07-01", "2020-06-30")
FIRST = ("", "/activity", "/partners", "/programmes/FR-2018", "/programmes/CEMSDI", "/programmes/CO-CREATED/report")
BESIDE = re.compile(r"[?&](format|before|order)=|#")


def _addresses(html: str) -> Iterator[str]:
    """The pages in English that a page leads to, as they are asked for."""
    for address in re.findall(r'href="(/en[/?][^"]*)"', html):
        yield unescape(address).partition("#")[0]


def _pages(http: httpx.Client, waiting: list[str], moment: str) -> dict[str, str]:
    """What these pages read, and all of the one programme that they lead to by links that keep their moment."""
    pages: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in pages or BESIDE.search(address) or not address.endswith(moment):
            continue
        pages[address] = http.get(address).text
        waiting.extend(one for one in _addresses(pages[address]) if one.startswith("/en/programmes/FR-2018"))
    return pages


def test_a_pinned_page_reads_the_same_after_more_was_recorded(server_url: str) -> None:
    before: dict[str, str] = {}
    with fresh_database(server_url) as url:
        install(url, demonstration=True)
        steps = script().steps
        with Log(url, demonstration=True) as log:
            for step in steps[: 1 + [step.load for step in steps].index(CORRECTED)]:
                caller = Caller(actor=step.actor, idempotency_key=f"demonstration/{step.load}", clock=step.at)
                log.record(read_batch((EXAMPLES / step.load).read_bytes()), caller)
            with serving(url, demonstration=True) as served:
                served.http.headers["Jalon-Position"] = str(served.position)
                for as_of in DAYS:
                    moment = f"as_of={as_of}&known_at={served.position}"
                    before |= _pages(served.http, [f"/en{path}?{moment}" for path in FIRST], moment)
            record(log)
        with serving(url, demonstration=True) as served:
            served.http.headers["Jalon-Position"] = str(served.position)
            assert served.http.get(f"/en/programmes/FR-2018/report?as_of={DAYS[-1]}").text not in before.values()
            after = {address: served.http.get(address).text for address in before}
    assert len(before) > 60
    assert [address for address in before if before[address] != after[address]] == []
