"""The unit cost of a multiplier event: so much for each local and each foreign participant, a share of it online, up to two caps.

The figures are settings of the template: `local_rate`, `foreign_rate`, `online_share`, `online_cap`, `total_cap`, `currency`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import inf
from typing import Final, NamedTuple

from domain.gathering import EventFormat, EventStage
from exports.cells import CellValue
from exports.field import Field, Kind, field
from exports.saying import Words
from projections.gathering import GatheringView
from projections.order import in_order
from words.message import Message, marked

NOT_PAID: Final = marked("file", "Not a multiplier event")
NOT_HELD: Final = marked("file", "Not held")
NO_RATES: Final = marked("file", "No rates are set")
NO_ATTENDANCE: Final = marked("file", "No attendance recorded")
NOT_COUNTED: Final = marked("file", "Local and foreign participants are not told apart")
ONLINE_UNSAID: Final = marked("file", "Not said whether it was online")
CUT: Final = marked("file", "Cut at a cap")


class Rates(NamedTuple):
    """What a template is configured with; without a cap there is no limit."""

    local: float
    foreign: float
    online_share: float = 1.0
    online_cap: float = inf
    total_cap: float = inf


class Cost(NamedTuple):
    """What an event counts for, before and after the caps; None with the reason where that cannot be known."""

    before: float | None
    after: float | None
    note: Message | None = None


def rates_in(settings: Mapping[str, float | str]) -> Rates | None:
    """The rates of a template; None where it has none for participants."""
    said = {name: float(settings[name]) for name in _SETTINGS if name in settings}
    local, foreign = said.pop("local_rate", None), said.pop("foreign_rate", None)
    return None if local is None or foreign is None else Rates(local, foreign, **said)


_SETTINGS: Final = ("local_rate", "foreign_rate", "online_share", "online_cap", "total_cap")


def was_online(event: GatheringView) -> bool | None:
    """Whether it was online: as said; with a place and nothing else said, it was there; else nobody knows."""
    return False if event.online is None and event.place else event.online


def before_caps(event: GatheringView, rates: Rates) -> Cost:
    """What one event would count for if it were the only one. Staff of the partners never count."""
    came = event.attendance
    if event.format is not EventFormat.MULTIPLIER_EVENT:
        return Cost(None, None, NOT_PAID)
    if event.stage is not EventStage.HELD:
        return Cost(None, None, NOT_HELD)
    if came is None:
        return Cost(None, None, NO_ATTENDANCE)
    if came.local is None or came.foreign is None:
        return Cost(None, None, NOT_COUNTED)
    online = was_online(event)
    if online is None and rates.online_share != 1:
        return Cost(None, None, ONLINE_UNSAID)
    whole = came.local * rates.local + came.foreign * rates.foreign
    cost = round(whole * rates.online_share if online else whole, 2)
    return Cost(cost, cost)


class UnitCosts:
    """The unit costs of a programme's events, which share two caps in the order of their days."""

    def __init__(self, events: Iterable[GatheringView]) -> None:
        self._events = sorted(events, key=_in_turn)
        self.at = lru_cache(self._at)

    def _at(self, rates: Rates) -> Mapping[str, Cost]:
        """The cost of each event by its code; one that cannot be counted takes up nothing of the caps."""
        costs: dict[str, Cost] = {}
        left, left_online = rates.total_cap, rates.online_cap
        for event in self._events:
            cost = before_caps(event, rates)
            if cost.before is not None:
                online = bool(was_online(event))
                after = round(min(cost.before, left, left_online if online else inf), 2)
                left, left_online = left - after, left_online - after if online else left_online
                cost = Cost(cost.before, after, CUT if after < cost.before else None)
            costs[event.code] = cost
        return costs


def _in_turn(event: GatheringView) -> tuple[object, ...]:
    """In the order of their days; those without come last."""
    day = event.held or event.agreed
    return (day is None, *((day.earliest, day.latest) if day else ()), in_order(event.code))


class Counted(NamedTuple):
    """An event among all those of its programme, with which it shares the caps of what they count for."""

    event: GatheringView
    costs: UnitCosts


def _cost(counted: Counted, words: Words) -> Cost:
    rates = rates_in(words.settings)
    return counted.costs.at(rates)[counted.event.code] if rates else Cost(None, None, NO_RATES)


def _note(counted: Counted, words: Words) -> CellValue:
    note = _cost(counted, words).note
    return words(note) if note else None


def _currency(counted: Counted, words: Words) -> CellValue:
    return None if _cost(counted, words).before is None else words.settings.get("currency")


_FOLLOWS: Final = ("local", "foreign", "online", "status", "format")

UNIT_COST: Final[list[Field[Counted]]] = [
    field(
        "unit_cost_before_cap",
        marked("column", "Unit cost before caps"),
        marked(
            "definition",
            "Local and foreign participants at their rates, a share of that online; one with a place is online only if it is said to be.",
        ),
        lambda counted, words: _cost(counted, words).before,
        Kind.MONEY,
        tells=_FOLLOWS,
    ),
    field(
        "unit_cost",
        marked("column", "Unit cost"),
        marked(
            "definition",
            "The same, as far as the events before it, by their days, leave room under the caps. What is blank takes up nothing.",
        ),
        lambda counted, words: _cost(counted, words).after,
        Kind.MONEY,
        tells=_FOLLOWS,
    ),
    field(
        "unit_cost_note",
        marked("column", "Note on the unit cost"),
        marked("definition", "Why there is no unit cost, or that it was cut."),
        _note,
        tells=_FOLLOWS,
    ),
    field(
        "currency",
        marked("column", "Currency"),
        marked("definition", "The currency of the unit cost, by its ISO 4217 code."),
        _currency,
        Kind.CODE,
        tells=_FOLLOWS,
    ),
]
