"""How long does a reader wait for a page: now and as known long ago, with a thousand programmes in the database?"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from http.client import HTTPConnection
from itertools import count
from math import ceil
from typing import Final, NamedTuple

from bench.ground import Ground, Whole
from bench.material import Shape
from bench.measure import Chapter, Ratio, compare, figure, take_turns
from bench.serving import served

MANY: Final = 1_000
ASKED: Final = 40
"""Requests of each side in one round, each for another programme as long as there are so many."""
LIMIT: Final = 100.0
LONG_AGO: Final = 1.2
THEN: Final = "2018-12-31"
"""A day in the middle of what the programmes report on."""
BEFORE: Final = "2017-06-30"
WORDS: Final = ("training", "licence", "workshop", "comment", "universities")
REPORT: Final = "status report"
NOW, PAST, AS_JSON = "now", "long ago", "now, as JSON"
MILLISECONDS: Final = 1_000.0
NOTES: Final = (
    f"Long ago is {THEN}, as known when half of the programme was recorded (of pages about all programmes: half of the log).",
    "One reader asks for one page after the other, over one connection; each programme has 100 milestones of ten facts.",
    "JSON is the same answer of the same server, without the page around it.",
)


class Waited(NamedTuple):
    """How long each request of a round took, in milliseconds, and how large the largest answer was."""

    times: list[float]
    size: int


class Asker:
    """Asks one server for pages, one after the other, each for another programme than the one before."""

    def __init__(self, connection: HTTPConnection, ground: Ground, asked: int) -> None:
        self._connection = connection
        self._ground = ground
        self._asked = asked
        self._turn = count()
        self.waited: dict[str, list[Waited]] = {}

    def side(self, name: str, address: str, moment: str) -> Callable[[], float]:
        """What asks for a page once a round; it gives the median, and `waited` keeps the rest under the side's name."""

        def ask() -> float:
            one = self._round(address, moment)
            self.waited.setdefault(name, []).append(one)
            return percentile(one.times, 50)

        return ask

    def _round(self, address: str, moment: str) -> Waited:
        self._get(self._filled(address, moment))
        addresses = [self._filled(address, moment) for _ in range(self._asked)]
        times: list[float] = []
        sizes: list[int] = []
        for one in addresses:
            began = time.perf_counter()
            sizes.append(self._get(one))
            times.append((time.perf_counter() - began) * MILLISECONDS)
        return Waited(times, max(sizes))

    def _filled(self, address: str, moment: str) -> str:
        turn = next(self._turn)
        whole = spread(self._ground.whole, self._asked)
        programme = whole[turn % len(whole)]
        known_at = programme.halfway if "{code}" in address else self._ground.events // 2
        page = address.format(code=programme.code, word=WORDS[turn % len(WORDS)])
        clocks = {NOW: "", AS_JSON: "format=json", PAST: f"as_of={THEN}&known_at={known_at}"}[moment]
        return f"/en{page}{'&' if '?' in page else '?'}{clocks}" if clocks else f"/en{page}"

    def _get(self, address: str) -> int:
        self._connection.request("GET", address)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:  # noqa: PLR2004 - the only answer that is a page
            raise AssertionError(f"{address}: {answer.status} {body[:200]!r}")
        return len(body)


def pages(shape: Shape) -> dict[str, str]:
    """The addresses of the pages, by name. Commitment and milestone are the last of their programme."""
    programme = "/programmes/{code}"
    return {
        "programmes": "/",
        "programmes, searched": "/?q={word}",
        "programmes, narrowed": "/?kind=action-plan&country=FR",
        "activity, everywhere": "/activity",
        "overview": programme,
        REPORT: f"{programme}/report",
        "timeline": f"{programme}/timeline",
        "commitment": f"{programme}/commitments/{shape.commitments}",
        "milestone": f"{programme}/milestones/{shape.commitments}.{shape.milestones}",
        "compare": f"{programme}/compare?from_as_of={BEFORE}",
        "what is missing": f"{programme}/missing",
        "activity": f"{programme}/activity",
    }


def spread(whole: Sequence[Whole], number: int) -> list[Whole]:
    """So many of these, or all, evenly from the first to the last."""
    return [whole[place * len(whole) // number] for place in range(number)] if number < len(whole) else list(whole)


def percentile(values: Sequence[float], percent: int) -> float:
    """The least of the values that so many of a hundred do not exceed."""
    return sorted(values)[ceil(len(values) * percent / 100) - 1]


def measure(ground: Ground) -> Chapter:
    ground.grow(MANY)
    return asked_for(ground, pages(ground.shape))


def asked_for(ground: Ground, addresses: Mapping[str, str], asked: int = ASKED) -> Chapter:
    """The chapter about these pages, with so many requests for each in a round."""
    ground.bring_current()
    ground.settle()
    wanted = {f"{name}, {moment}": (address, moment) for name, address in addresses.items() for moment in (NOW, PAST)}
    wanted[f"{REPORT}, {AS_JSON}"] = (addresses[REPORT], AS_JSON)
    with (
        served("--database", ground.url, "--cold") as port,
        closing(HTTPConnection("127.0.0.1", port)) as connection,
    ):
        asker = Asker(connection, ground, asked)
        sides = {name: asker.side(name, *one) for name, one in wanted.items()}
        medians = take_turns(sides, ground.tell, rounds=ground.rounds)
    return _told(ground, list(addresses), medians, asker.waited)


def _told(
    ground: Ground, names: Sequence[str], medians: Mapping[str, list[float]], waited: Mapping[str, list[Waited]]
) -> Chapter:
    slow = {side: [percentile(one.times, 95) for one in rounds] for side, rounds in waited.items()}
    sizes = {side: f"{max(one.size for one in rounds) // 1024:,} KiB" for side, rounds in waited.items()}
    figures = [
        figure(f"{side}: {name}", values[side], "ms", sizes[side])
        for side in medians
        for name, values in (("p50", medians), ("p95", slow))
    ]
    limit = [LIMIT] * ground.rounds
    ratios = [
        *(Ratio(f"{side}: p95 : {LIMIT:.0f} ms", compare(slow[side], limit), 1.0, "at most") for side in medians),
        *(
            Ratio(
                f"{name}: long ago : now",
                compare(medians[f"{name}, {PAST}"], medians[f"{name}, {NOW}"]),
                LONG_AGO,
                "at most",
            )
            for name in names
        ),
        Ratio(f"{REPORT}: page : JSON", compare(medians[f"{REPORT}, {NOW}"], medians[f"{REPORT}, {AS_JSON}"])),
    ]
    title = f"Pages: {len(ground.programmes):,} programmes, {ground.events:,} events, nothing kept"
    return Chapter(title, tuple(figures), tuple(ratios), NOTES)
