"""Every page that can be come to from the first one by following links, in one language."""

import re
from collections.abc import Iterator
from html import unescape

from tests.api.serving import Served

LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


def addresses(room: Served, language: str) -> Iterator[tuple[str, str]]:
    """The address and the HTML of each page; addresses with a query are left out, but for those of the second clock and filters."""
    start = f"/{language}/"
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop(0)
        answer = room.ask(address)
        assert answer.status_code == 200, (address, answer.status_code)
        yield address, answer.text
        for link in LINK.findall(answer.text):
            path = unescape(link).partition("#")[0]
            if path.startswith(start) and "?" not in path and path not in seen:
                seen.add(path)
                waiting.append(path)


def moments(language: str) -> list[str]:
    """Pages as they are at other moments, in other orders and when something is wrong."""
    plan = f"/{language}/programmes/FR-2018"
    then = "as_of=2019-07-01&known_at=2019-10-31"
    return [
        f"/{language}/?q=numerique",
        f"{plan}?{then}",
        f"{plan}/report?{then}",
        f"{plan}/timeline?{then}",
        f"{plan}/milestones/9.2?{then}",
        f"{plan}/missing?{then}",
        f"{plan}/activity?{then}",
        f"{plan}/compare?from_as_of=2019-07-01&from_known_at=2019-10-31",
        f"{plan}/report?known_at=2017-01-01",
        f"{plan}/report?as_of=2019-13-01&known_at=soon&colour=red",
        f"/{language}/programmes/FR-2081",
        f"/{language}/nowhere/at/all",
    ]
