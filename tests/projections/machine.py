"""A state machine for any kind of thing: right and wrong requests at random, and what must hold whatever they were.

Its requests are the accepted samples with some of their fields drawn anew, from small pools by the fields' types.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, LiteralString, cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from msgspec import inspect as kinds

import projections
from domain.anew import asked
from domain.application import BatchRefused
from domain.catalogue import COMMANDS, events_of
from domain.correction import CorrectEntry, CorrectionCommand, RetractEntry
from domain.deciding import Streams, carry_out
from domain.intake import BadInput, read_command
from domain.kernel import SAYS, Command, Event, Key, Recorded, Refused
from domain.programme import Programme
from domain.recorder import Caller, run
from domain.values import CODE
from projections.catalogue import PROJECTIONS
from projections.fold import fold_all
from projections.moment import Moment, Reading
from projections.projection import Projection, Version
from tests.domain.bodies import plain
from tests.domain.facts import PLAN
from tests.domain.given import TODAY, Fact
from tests.domain.samples import ACCEPTED
from tests.projections.ledger import Ledger, in_order, standing

Body = dict[str, Any]
Question = Callable[..., object]

BEGIN: Final = TODAY
GO_ON: Final = date(2020, 1, 1)
DATES: Final = (
    "2017",
    "2018",
    "2018-21",
    "2018-06-27",
    "2018-12-31~",
    "2019?",
    "2017-10/2019-03",
    "2018-10/..",
    "2020",
)
DAYS: Final = (date(2017, 1, 1), date(2018, 6, 15), date(2019, 7, 1), date(2020, 1, 15), date.max)
JUNK: Final[tuple[Any, ...]] = (None, "", "no such thing", -1, 10**10, True, [], {}, ["x", "x"], {"en": " "})
TYPED: Final = ("of its type",) * 5
SAID: Final = ("as another sample says it",) * 3
HOW_MANY: Final = (0, 0, 0, 1, 1, 2)
NOWHERE: Final = "nobody"
SAMPLES: Final[Mapping[str, Body]] = {request.NAME: plain(request) for request, _ in ACCEPTED}
OF_KIND: Final[Mapping[str, str]] = {
    request.NAME: request.key().kind for request, _ in ACCEPTED if not isinstance(request, CorrectionCommand)
}
"""By the name of a request: the kind of thing that it is about."""


def requests_about(kind: str) -> tuple[str, ...]:
    """The names of the requests about one kind of thing, those that begin one last."""
    return tuple(reversed([name for name in COMMANDS if OF_KIND.get(name) == kind]))


def said_by(key: Key, event: Event) -> Command | None:
    """The request that says a fact, where there is one that says just this."""
    return asked(key, event, {})[0] if type(event) in SAYS else None


@cache
def foundations(kind: str) -> tuple[Command, ...]:
    """The requests that say what the samples of this kind build on; of the things that the samples are about only the first."""
    found: dict[str, Command] = {}
    for request, facts in _samples(kind):
        for key, event in facts:
            saying = said_by(key, event)
            if saying and (saying.BEGINS or key != request.key()):
                found.setdefault(repr(saying), saying)
    return tuple(found.values())


@cache
def stories(kind: str) -> tuple[tuple[Command, ...], ...]:
    """For each sample of this kind: the requests that lead up to it, and itself."""
    leading = [
        (*(said_by(key, event) for key, event in facts if key == request.key()), request)
        for request, facts in _samples(kind)
    ]
    return tuple(tuple(request for request in story if request) for story in leading)


def _samples(kind: str) -> Sequence[tuple[Command, tuple[Fact, ...]]]:
    return [(request, facts) for request, facts in ACCEPTED if OF_KIND.get(request.NAME) == kind]


# ── Requests ──────────────────────────────────────────


@cache
def _codes() -> tuple[str, ...]:
    """Every code that a sample names."""
    found: dict[str, None] = {NOWHERE: None}
    for name, body in SAMPLES.items():
        for field in _fields(COMMANDS[name]):
            if _is_code(field.type):
                value = body.get(field.name)
                found.update(
                    dict.fromkeys(cast("list[str]", value) if isinstance(value, list) else [value] if value else [])
                )
    return tuple(found)


def _fields(kind: type[Command]) -> tuple[kinds.Field, ...]:
    described = kinds.type_info(kind)
    assert isinstance(described, kinds.StructType)
    return described.fields


def _is_code(kind: kinds.Type) -> bool:
    match kind:
        case kinds.Metadata(type=inner):
            return _is_code(inner)
        case kinds.UnionType(types=types):
            return any(_is_code(one) for one in types)
        case kinds.VarTupleType(item_type=inner):
            return _is_code(inner)
        case kinds.StrType(pattern=pattern):
            return pattern == CODE
        case _:
            return False


_BY_PATTERN: Final[Mapping[str, tuple[str, ...]]] = {
    "^[A-Z]{2}": ("FR", "SN"),
    "^[a-z]{2,3}": ("en", "fr"),
    "^[a-z][a-z0-9_-]": ("ogp-status-report@1", "ogp-status-report@2", "iati@1"),
    "^https?:": ("https://example.org/a", "https://example.org/b"),
    "^[0-9a-f]{64}": ("a" * 64, "b" * 64),
    "^-?[0-9]": ("0", "12.50", "-3"),
    "^[a-z0-9]": ("reviewer-1", "ana"),
}


def values_of(kind: kinds.Type) -> st.SearchStrategy[Any]:
    """JSON values of a type: few, so that two requests often name the same thing. A KeyError is a type of which none are known."""
    return _VALUES[type(kind)](kind)


def _texts(kind: kinds.StrType) -> st.SearchStrategy[str]:
    pattern = kind.pattern or ""
    if pattern == CODE:
        return st.sampled_from(_codes())
    fitting = (pool for beginning, pool in _BY_PATTERN.items() if pattern.startswith(beginning))
    return st.sampled_from(next(fitting, ("one", "two")))


def _bodies(kind: kinds.StructType) -> st.SearchStrategy[Body]:
    needed = {field.name: values_of(field.type) for field in kind.fields if field.required}
    free = {field.name: values_of(field.type) for field in kind.fields if not field.required}
    return st.fixed_dictionaries(needed, optional=free)


_VALUES: Final[Mapping[type[kinds.Type], Callable[[Any], st.SearchStrategy[Any]]]] = {
    kinds.Metadata: lambda kind: values_of(kind.type),
    kinds.UnionType: lambda kind: st.one_of(*map(values_of, kind.types)),
    kinds.StrType: _texts,
    kinds.EnumType: lambda kind: st.sampled_from([str(member.value) for member in kind.cls]),
    kinds.LiteralType: lambda kind: st.sampled_from(kind.values),
    kinds.IntType: lambda kind: st.sampled_from(sorted({kind.ge or 0, 1, 2, 3, 12 if kind.le is None else kind.le})),
    kinds.VarTupleType: lambda kind: st.lists(values_of(kind.item_type), max_size=3),
    kinds.DictType: lambda kind: st.dictionaries(values_of(kind.key_type), values_of(kind.value_type), max_size=2),
    kinds.StructType: _bodies,
    kinds.NoneType: lambda _: st.none(),
    kinds.AnyType: lambda _: st.none(),
    kinds.BoolType: lambda _: st.booleans(),
    kinds.CustomType: lambda _: st.sampled_from(DATES),
    kinds.DateType: lambda _: st.sampled_from(("2018-06-27", "2019-12-31")),
}


@cache
def _anew(command: type[Command]) -> Mapping[str, st.SearchStrategy[Any]]:
    """By field of a request: what it may say instead: of its type, as another sample says it, or something wrong."""
    return {field.name: _one_anew(field) for field in _fields(command)}


def _one_anew(field: kinds.Field) -> st.SearchStrategy[Any]:
    said = [body[field.name] for body in SAMPLES.values() if field.name in body]
    typed = values_of(field.type)
    return st.sampled_from((*TYPED, *SAID, None)).flatmap(
        {TYPED[0]: typed, SAID[0]: st.sampled_from(said) if said else typed, None: st.sampled_from(JUNK)}.__getitem__
    )


@st.composite
def said_anew(draw: st.DrawFn, command: type[Command], least: int = 0) -> Body:
    """Some fields of a request by name, drawn anew."""
    anew = _anew(command)
    many = max(least, draw(st.sampled_from(HOW_MANY)))
    names = draw(st.lists(st.sampled_from(sorted(anew)), min_size=many, max_size=many, unique=True))
    return {name: draw(anew[name]) for name in names}


@st.composite
def requests(draw: st.DrawFn, names: Sequence[str]) -> tuple[str, Body]:
    """A request by its name and body: an accepted sample, some of its fields said anew or one left out."""
    name = draw(st.sampled_from(names))
    body = {**SAMPLES[name], **draw(said_anew(COMMANDS[name]))}
    if draw(st.integers(0, 9)) == 1:
        del body[draw(st.sampled_from(sorted(body)))]
    return name, body


@st.composite
def corrections(draw: st.DrawFn, key: Key, entry: int, event: Event) -> tuple[str, Body]:
    """A correction or a retraction of an entry, by what its own request can say."""
    body: Body = {"of": str(key), "entry": entry, "reason": "A slip of the pen."}
    if draw(st.sampled_from((False, False, True))):
        return RetractEntry.NAME, body
    says = SAYS.get(type(event), RetractEntry)
    return CorrectEntry.NAME, body | {"say": draw(said_anew(says, least=1))}


# ── Questions ─────────────────────────────────────────


def questions(about: str | None = None) -> dict[str, Question]:
    """The questions that the read models answer of a programme, or only those of read models that fold this kind's facts."""
    found: dict[str, Question] = {}
    for module in _read_models():
        folded = {event for value in vars(module).values() if isinstance(value, Projection) for event in value.on}
        if about is None or folded & set(events_of(about)):
            found |= {f"{module.__name__}.{name}": asked for name, asked in _asked_of(module)}
    return found


@cache
def _read_models() -> tuple[ModuleType, ...]:
    return tuple(import_module(f"projections.{found.name}") for found in pkgutil.iter_modules(projections.__path__))


def _asked_of(module: ModuleType) -> Iterator[tuple[str, Question]]:
    for name, value in vars(module).items():
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
            parameters = list(inspect.signature(value).parameters.values())
            needed = [one.name for one in parameters if one.default is one.empty]
            if needed[:1] == ["reading"] and set(needed[1:]) <= set(_NAMED):
                yield name, value


_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "programme": (PLAN,),
    "partner": ("dinum", NOWHERE),
    "milestone": ("9.1", NOWHERE),
    "sha256": ("a" * 64, "3b1c" * 16),
    "code": (),
}


def ask(question: Question, reading: Reading, codes: Sequence[str]) -> None:
    """Put a question of every thing that has one of these codes. Raises whatever it raises."""
    needed = [one.name for one in inspect.signature(question).parameters.values() if one.default is one.empty]
    if needed == ["reading"]:
        question(reading)
        return
    first = _NAMED[needed[1]] or (PLAN, *codes)
    for one in first:
        for other in (_NAMED[needed[2]] or codes) if len(needed) > 2 else (None,):
            question(reading, one) if other is None else question(reading, one, other)


# ── The machine ───────────────────────────────────────

_ROWS: Final = (
    "SELECT '{}' AS name, count(*), "
    "md5(string_agg(concat_ws('|', key, known_from, known_to, body), ' ' ORDER BY key, known_from)) FROM read.{}"
)
_LOG: Final = (
    "SELECT 'log', count(*), concat_ws('|', max(notification_id), (SELECT count(*) FROM log.requests)) FROM log.events"
)
TRACE: Final = cast("LiteralString", " UNION ALL ".join([_LOG, *(_ROWS.format(p.table, p.table) for p in PROJECTIONS)]))


class Machine(RuleBasedStateMachine):
    """One history of things of one kind, in a ledger that is emptied before it."""

    ledger: Ledger
    kind: str

    def __init__(self) -> None:
        super().__init__()
        self.day = GO_ON
        self.facts: list[Recorded] = []
        self.began = False

    def found(self, *, with_its_own: bool) -> None:
        """Everything that the samples build on; `with_its_own`: the things that they are about too."""
        self.began = True
        empty(self.ledger)
        streams = Streams()
        about = {request.key() for request, facts in _samples(self.kind) if not request.BEGINS and facts}
        founding = (request for request in foundations(self.kind) if with_its_own or request.key() not in about)
        if kept := [request for request in founding if _happens(request, streams)]:
            self.ledger.say(BEGIN.isoformat(), *kept)
        self._look()

    def ask_for(self, name: str, body: Body) -> None:
        """Send a request: it is recorded, or refused without a trace."""
        before = self._trace()
        try:
            command = read_command(COMMANDS[name], body)
            clock = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
            answer = self.ledger.log.record([command], Caller(actor="team", clock=clock))
        except BadInput:
            pass
        except BatchRefused as refused:
            _said_well(COMMANDS[name], refused)
        else:
            self._look()
            versions = {str(fact.key): fact.version for fact in self.facts}
            assert answer.versions == {key: versions[key] for key in answer.versions}
            assert answer.position == self.facts[-1].position
            return
        assert self._trace() == before

    def _look(self) -> None:
        self.ledger.catch_up()
        self.facts = [fact for fact in self.ledger.facts() if isinstance(fact, Recorded)]

    def _trace(self) -> object:
        """What a refused request must leave as it was: the log, what was answered, and every row of every table."""
        return self.ledger.connection.execute(TRACE).fetchall()

    def teardown(self) -> None:
        if not self.began:
            return
        self._look()
        assert len(self.facts) == len(self.ledger.facts())
        assert self.ledger.set_aside() == []
        self._numbered()
        self._folded()
        self._answered()

    def _numbered(self) -> None:
        """The entries of every stream are numbered from 1 without a gap."""
        streams: dict[Key, list[int]] = {}
        for fact in self.facts:
            streams.setdefault(fact.key, []).append(fact.version)
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in streams.values())

    def _folded(self) -> None:
        """The tables are the fold of the log, and what was known at a position is the fold of the log up to there."""
        tables = self.ledger.tables()
        assert tables == self._fold(len(self.facts)) == self._fold(len(self.facts))
        positions = [fact.position for fact in self.facts]
        for count, position in enumerate(positions, 1):
            rows = standing(self._fold(count))
            assert {name: known(versions, position) for name, versions in tables.items()} == rows
            if position == positions[-1] or count % 7 == 0:
                assert self.ledger.known(position) == rows

    def _fold(self, count: int) -> dict[str, list[Version]]:
        return in_order(fold_all(PROJECTIONS, self.facts[:count]))

    def _answered(self) -> None:
        """Every question has an answer on several days; those about this kind at every position."""
        codes = tuple({fact.key.code.rsplit("/", 1)[-1] for fact in self.facts if fact.key.kind == self.kind})
        last = self.facts[-1].position if self.facts else 0
        for number, position in enumerate([0, *(fact.position for fact in self.facts)]):
            for day in DAYS if position == last else (DAYS[number % len(DAYS)],):
                reading = Reading(self.ledger.connection, Moment(day, position))
                for question in questions(None if position == last else self.kind).values():
                    ask(question, reading, codes)


def machine(of: str, on: Ledger) -> type[Machine]:
    """The machine of one kind of thing, whose histories are recorded in this ledger."""
    founded = {request.key().kind for request in foundations(of)} - {Programme.KIND}
    elsewhere = tuple(name for name, kind in OF_KIND.items() if kind in founded) or requests_about(of)

    class OfThisKind(Machine):
        ledger = on
        kind = of

        @initialize(with_its_own=st.sampled_from((True, True, False)))
        def begin(self, *, with_its_own: bool) -> None:
            self.found(with_its_own=with_its_own)

        @rule(request=requests(requests_about(of)))
        def ask(self, request: tuple[str, Body]) -> None:
            self.ask_for(*request)

        @rule(request=requests(requests_about(of)), days=st.sampled_from((1, 40)))
        def ask_later(self, request: tuple[str, Body], days: int) -> None:
            self.day += timedelta(days)
            self.ask_for(*request)

        @rule(story=st.sampled_from(stories(of)))
        def ask_in_order(self, story: tuple[Command, ...]) -> None:
            for request in story:
                self.ask_for(request.NAME, plain(request))

        @rule(data=st.data(), nth=st.integers(0, 12))
        def correct(self, data: st.DataObject, nth: int) -> None:
            about = [fact for fact in self.facts if fact.key.kind == of]
            if about:
                one = about[nth % len(about)]
                self.ask_for(*data.draw(corrections(one.key, one.version, one.event)))

        @rule(request=requests(elsewhere))
        def ask_elsewhere(self, request: tuple[str, Body]) -> None:
            self.ask_for(*request)

    return OfThisKind


def known(versions: Sequence[Version], position: int) -> list[Any]:
    """The rows that were known at a position, of all that were ever known."""
    return [version.row for version in versions if version.known_from <= position < version.known_to]


def empty(ledger: Ledger) -> None:
    """Forget everything, but keep the tables: to make them anew takes longer than all that one example does."""
    if not ledger.engine.is_installed(ledger.connection):
        ledger.empty()
        ledger.build()
    tables = ", ".join(f"read.{p.table}" for p in PROJECTIONS)
    run(ledger.connection, f"TRUNCATE log.events, log.requests, read.set_aside, {tables} RESTART IDENTITY")
    run(ledger.connection, "UPDATE read.progress SET position = 0")


def _said_well(command: type[Command], refused: BatchRefused) -> None:
    """Every refusal is a sentence, and lies in a field that the request has."""
    for fault in refused.faults:
        assert fault.refusal.field in {None, *command.__struct_fields__}, fault
        assert fault.refusal.detail.endswith("."), fault


def _happens(command: Command, streams: Streams) -> bool:
    try:
        return bool(list(carry_out(command, streams, BEGIN)))
    except Refused:
        return False
