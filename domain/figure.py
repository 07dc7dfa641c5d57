"""Figure: a number said of one cohort, or of several together; it is kept as it was said, and never split or summed.

stated ─RestateFigure→ restated ─RestateFigure→ …   (one stream for all figures of a programme: a part is judged with its whole)
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from domain.cohort import Cohort, UnknownCohort
from domain.dates import Edtf
from domain.kernel import Event, Key, Past, Refusal, State, Unacceptable, Unknown, World
from domain.programme import must_be_open
from domain.rules import no_repeats, not_in_the_future
from domain.thing import ThingCommand, code_in
from domain.turn import in_turn
from domain.values import Code, Count, Line, Link, Prose, Text

# ── Facts ─────────────────────────────────────────────


class FigureMeasure(StrEnum):
    """What is counted."""

    APPLIED = "applied"
    ADMITTED = "admitted"
    COMPLETED = "completed"
    LEFT_EARLY = "left-early"
    STAYED = "stayed-in-public-sector"
    PROJECTS = "projects"
    OTHER = "other"


class FigureStated(Event):
    TOPIC = "figure.stated@1"
    code: Code
    cohorts: tuple[Code, ...]
    measure: FigureMeasure
    value: Count
    on: Edtf
    said: str
    label: Text | None = None
    of: Code | None = None
    note: Text | None = None
    links: tuple[Link, ...] = ()


class FigureRestated(Event):
    TOPIC = "figure.restated@1"
    code: Code
    value: Count
    on: Edtf
    reason: str
    said: str
    note: Text | None = None
    links: tuple[Link, ...] = ()


# ── State ─────────────────────────────────────────────


class Figures(State):
    """All figures of a programme: that there are any."""

    KIND = "figure"


def evolve(figures: Figures | None, event: Event, _version: int) -> Figures:
    if figures is None and not isinstance(event, FigureStated):
        raise ValueError(f"{event.TOPIC} before a figure was stated")
    return figures or Figures()


def figures_key(programme: str) -> Key:
    """The stream of a programme's figures."""
    return Key(Figures.KIND, programme)


def figures_in(facts: Iterable[Event]) -> dict[str, FigureStated]:
    """The figures that these facts state, by code."""
    return {fact.code: fact for fact in facts if isinstance(fact, FigureStated)}


def numbers(past: Past) -> dict[str, int]:
    """The number of each figure, as said for the latest day."""
    return {fact.code: fact.value for fact in in_turn(past, FigureStated, FigureRestated)}


# ── Refusals ──────────────────────────────────────────


class UnknownFigure(Unknown): ...


class FigureExists(Refusal): ...


class OfNoCohort(Unacceptable): ...


class UnlabelledFigure(Unacceptable): ...


class PartOfOtherCohorts(Unacceptable): ...


class MoreThanTheWhole(Refusal): ...


def no_figure(programme: str, code: str, field: str) -> UnknownFigure:
    return UnknownFigure(
        f"There is no figure {code!r} in {programme!r}. State it first, or check its code.", field=field
    )


# ── Requests ──────────────────────────────────────────


class FigureCommand(ThingCommand):
    """A request about one figure of a programme; its fact names the figure."""

    STATE = Figures
    value: Count
    on: Edtf

    def key(self) -> Key:
        return figures_key(self.programme)

    def derived(self, world: World) -> dict[str, Any]:
        return {"code": self.code}

    def facts(self, world: World) -> tuple[Event, ...]:
        """What has been said of all figures."""
        return tuple(world.past(self.key()).facts.values())

    def must_fit(self, world: World) -> Iterator[Refusal]:
        """A refusal for each part that would be more than its whole if this was said too."""
        (fact,) = self.events(world)
        assert isinstance(fact, Event)
        then = self._with(world, fact)
        now = numbers(then)
        for part in figures_in(then.facts.values()).values():
            if part.of in now and self.code in {part.code, part.of} and now[part.code] > now[part.of]:
                yield MoreThanTheWhole(
                    f"{part.code!r} would be {now[part.code]} of the {now[part.of]} that {part.of!r} counts. "
                    "Restate or correct the other one first, or say another number.",
                    field="value",
                )

    def _with(self, world: World, fact: Event) -> Past:
        """What would have been said of this figure, its whole and its parts, if this was said too."""
        past = world.past(self.key())
        facts = {**past.facts, past.version + 1: fact}
        known = figures_in(facts.values())
        about = {self.code, known[self.code].of, *(part.code for part in known.values() if part.of == self.code)}
        then = Past(past.evolve)
        then.facts = {entry: one for entry, one in facts.items() if getattr(one, "code", None) in about}
        then.days = {**past.days, past.version + 1: world.day}
        return then


class StateFigure(FigureCommand):
    """A number is recorded of the cohorts of which it was said, in those words; a part is said of the cohorts of its whole."""

    NAME = "state-figure"
    PATH_FIELDS = ("programme",)
    FACT = FigureStated
    cohorts: tuple[Code, ...]
    measure: FigureMeasure
    value: Count
    on: Edtf
    said: Line
    label: Text | None = None
    of: Code | None = None
    note: Text | None = None
    links: tuple[Link, ...] = ()

    def things(self) -> tuple[Key, ...]:
        return tuple(self._cohort(code) for code in self.cohorts)

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        if self.code in figures_in(self.facts(world)):
            yield FigureExists(
                f"There is already a figure {self.code!r} in {self.programme!r}. Restate it, or choose another code.",
                field="code",
            )
        yield from self._of_whom(world)
        if self.measure is FigureMeasure.OTHER and self.label is None:
            yield UnlabelledFigure("Say in `label` what is counted: the measure is 'other'.", field="label")
        yield from not_in_the_future(self.on, world.today)
        yield from self._of_what(world)

    def _cohort(self, code: str) -> Key:
        return Key(Cohort.KIND, code_in(self.programme, code))

    def _of_whom(self, world: World) -> Iterator[Refusal]:
        if not self.cohorts:
            yield OfNoCohort("Name the cohort of which this is said, or all of them.", field="cohorts")
        yield from no_repeats("cohorts", self.cohorts)
        for code in dict.fromkeys(self.cohorts):
            if not world.past(self._cohort(code)).facts:
                yield UnknownCohort(
                    f"There is no cohort {code!r} in {self.programme!r}. Plan it first, or check its code.",
                    field="cohorts",
                )

    def _of_what(self, world: World) -> Iterator[Refusal]:
        known = figures_in(self.facts(world))
        if self.of is not None and self.of not in known:
            yield no_figure(self.programme, self.of, "of")
        elif self.of is not None and set(known[self.of].cohorts) != set(self.cohorts):
            together = ", ".join(known[self.of].cohorts)
            yield PartOfOtherCohorts(
                f"{self.of!r} is said of {together}: a part of it is said of just these cohorts.", field="cohorts"
            )
        if self.code not in known:
            yield from self.must_fit(world)


class RestateFigure(FigureCommand):
    """A later, other number takes a figure's place, with the reason; what was never right is corrected instead."""

    NAME = "restate-figure"
    FACT = FigureRestated
    value: Count
    on: Edtf
    reason: Prose
    said: Line
    note: Text | None = None
    links: tuple[Link, ...] = ()

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.programme)
        if self.code not in figures_in(self.facts(world)):
            yield no_figure(self.programme, self.code, "code")
        else:
            yield from self.must_fit(world)
        yield from not_in_the_future(self.on, world.today)
