"""Measuring: sides that take turns, the median of their rounds, and ratios beside their aims."""

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Final, Literal

from msgspec import Struct

Side = Callable[[], float]
Tell = Callable[[str], None]

ROUNDS: Final = 3


class Figure(Struct, frozen=True):
    """What was measured, as the median of the rounds, and how far the rounds lie apart (highest to lowest)."""

    name: str
    value: float
    unit: str
    spread: float = 1.0
    note: str = ""


class Ratio(Struct, frozen=True):
    """Two figures of one run, one divided by the other; `aim` is None where the ratio only tells how far away the limit is."""

    name: str
    value: float
    aim: float | None = None
    bound: Literal["at least", "at most"] = "at least"

    @property
    def met(self) -> bool | None:
        if self.aim is None:
            return None
        return self.value >= self.aim if self.bound == "at least" else self.value <= self.aim


class Chapter(Struct, frozen=True):
    """One question of the benchmark, with what was measured for it."""

    title: str
    figures: tuple[Figure, ...]
    ratios: tuple[Ratio, ...]
    notes: tuple[str, ...] = ()


def take_turns(sides: Mapping[str, Side], tell: Tell, *, rounds: int = ROUNDS) -> dict[str, list[float]]:
    """What each side measures in each round. Every other round goes backwards, so that no side is always first."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        for name in list(sides) if number % 2 == 0 else reversed(list(sides)):
            tell(f"{name} (round {number + 1} of {rounds})")
            found[name].append(sides[name]())
    return found


def figure(name: str, values: list[float], unit: str, note: str = "") -> Figure:
    return Figure(name, median(values), unit, max(values) / min(values), note)


def compare(values: list[float], others: list[float]) -> float:
    """The median of the rounds' own ratios: what slows a whole round down slows both its sides."""
    return median(value / other for value, other in zip(values, others, strict=True))


@contextmanager
def stopwatch() -> Generator[Callable[[], float]]:
    """Seconds since the block began; after it, how long it took."""
    began = time.perf_counter()
    ended: list[float] = []
    yield lambda: (ended[0] if ended else time.perf_counter()) - began
    ended.append(time.perf_counter())


def per_second(count: int, work: Callable[[], object]) -> float:
    """How many of these a second, when this work does them all."""
    with stopwatch() as seconds:
        work()
    return count / seconds()
