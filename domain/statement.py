"""Statement: what sources say of one matter; where they contradict each other all stay, and one may be preferred.

made ─AddStatement→ made ─PreferStatement→ preferred ─PreferStatement→ …
"""

from collections.abc import Iterator
from typing import Any

from domain.correction import Entry, Thing, UnknownThing
from domain.dates import Edtf
from domain.figure import Figures, figures_in, figures_key
from domain.kernel import Event, Key, Past, Refusal, State, Unacceptable, Unknown, World
from domain.rules import not_in_the_future
from domain.thing import AboutThing, BeginThing
from domain.values import Line, Prose, Source, Text

# ── Facts ─────────────────────────────────────────────


class StatementMade(Event):
    TOPIC = "statement.made@1"
    TIMELESS = True
    about: str
    matter: str
    says: Text
    source: Source
    period: Edtf | None = None
    on: Edtf | None = None


class StatementAdded(Event):
    TOPIC = "statement.added@1"
    TIMELESS = True
    says: Text
    source: Source
    period: Edtf | None = None
    on: Edtf | None = None


class StatementPreferred(Event):
    TOPIC = "statement.preferred@1"
    TIMELESS = True
    entry: int
    reason: str
    on: Edtf | None = None


# ── State ─────────────────────────────────────────────


class Statement(State):
    KIND = "statement"
    preferred: int | None = None
    reason: str | None = None


def evolve(statement: Statement | None, event: Event, _version: int) -> Statement:
    if statement is None and not isinstance(event, StatementMade):
        raise ValueError(f"{event.TOPIC} before a statement was made")
    if isinstance(event, StatementPreferred):
        return Statement(preferred=event.entry, reason=event.reason)
    return statement or Statement()


def statements_in(past: Past) -> tuple[int, ...]:
    """The entries of a matter that hold a statement."""
    return tuple(entry for entry, fact in past.facts.items() if isinstance(fact, (StatementMade, StatementAdded)))


# ── Refusals ──────────────────────────────────────────


class UnknownMatter(Unknown): ...


class MatterExists(Refusal): ...


class OfAnotherProgramme(Unacceptable): ...


class SaidInNoSource(Unacceptable): ...


class NotAStatement(Unknown): ...


class PreferredAlready(Refusal): ...


def must_have_source(source: Source | None) -> Iterator[Refusal]:
    """A refusal where it is not said which source says it."""
    if source is None:
        yield SaidInNoSource("Name the source that says it: without one there is nothing to weigh.", field="source")


# ── Requests ──────────────────────────────────────────


class MakeStatement(BeginThing):
    """Record what a source says of a matter that has no other place, or of which sources differ; others can be added to it."""

    NAME = "make-statement"
    STATE = Statement
    FACT = StatementMade
    EXISTS = MatterExists
    about: Thing
    matter: Line
    says: Text
    period: Edtf | None = None
    on: Edtf | None = None

    def things(self) -> tuple[Key, ...]:
        return (self._stream,)

    @property
    def _stream(self) -> Key:
        key = Key.read(self.about)
        programme, _, _ = key.code.partition("/")
        return figures_key(programme) if key.kind == Figures.KIND else key

    def rules(self, world: World) -> Iterator[Refusal]:
        key = Key.read(self.about)
        programme, _, code = key.code.partition("/")
        facts = world.past(self._stream).facts.values()
        there = code in figures_in(facts) if key.kind == Figures.KIND and code else bool(facts)
        if programme != self.programme:
            yield OfAnotherProgramme(f"{self.about!r} is not of programme {self.programme!r}.", field="about")
        elif not there:
            yield UnknownThing(
                f"There is nothing by {self.about!r}. Record it first, or check its code.", field="about"
            )
        yield from must_have_source(self.source)
        yield from not_in_the_future(self.on, world.today)

    def derived(self, world: World) -> dict[str, Any]:
        return {"source": self.source}


class StatementCommand(AboutThing):
    """A request about a matter of which something was said."""

    STATE = Statement
    UNKNOWN = UnknownMatter


class AddStatement(StatementCommand):
    """Record what another source says of a matter; what was said before stays beside it."""

    NAME = "add-statement"
    FACT = StatementAdded
    says: Text
    period: Edtf | None = None
    on: Edtf | None = None

    def breaks(self, thing: Statement, world: World) -> Iterator[Refusal]:
        yield from must_have_source(self.source)
        yield from not_in_the_future(self.on, world.today)

    def derived(self, world: World) -> dict[str, Any]:
        return {"source": self.source}


class PreferStatement(StatementCommand):
    """Say which statement of a matter is taken to be right, and why; the others stay, and it can be said anew."""

    NAME = "prefer-statement"
    FACT = StatementPreferred
    entry: Entry
    reason: Prose
    on: Edtf | None = None

    def breaks(self, thing: Statement, world: World) -> Iterator[Refusal]:
        made = statements_in(world.past(self.key()))
        if self.entry not in made:
            known = ", ".join(map(str, made))
            yield NotAStatement(
                f"Entry {self.entry} of {self.code!r} is no statement. These are: {known}.", field="entry"
            )
        elif (self.entry, self.reason) == (thing.preferred, thing.reason):
            yield PreferredAlready(f"Entry {self.entry} is preferred already, for this reason.", field="entry")
        yield from not_in_the_future(self.on, world.today)
