"""The kernel: facts, states, refusals, requests, and the pure door `decide` through which a request becomes facts."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar, Final, NamedTuple, TypeVar, cast, dataclass_transform
from uuid import UUID, uuid5

from msgspec import Struct, field

from domain.values import Source

NAMESPACE: Final = UUID("6f1f6c1e-5a38-5c0e-9c57-3a2f1d0b7e11")


@lru_cache(maxsize=65_536)
def stream_id(key: str) -> UUID:
    """The id of the stream with this natural key: its UUIDv5, so that the log's primary key makes codes unique."""
    return uuid5(NAMESPACE, key)


class Key(NamedTuple):
    """A stream's natural key: a kind of thing and its code, written `milestone:FR-2018/9.1`."""

    kind: str
    code: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"

    @property
    def stream(self) -> UUID:
        return stream_id(f"{self.kind}:{self.code}")

    @classmethod
    def read(cls, text: str) -> "Key":
        kind, code = text.split(":", 1)
        return cls(kind, code)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Event(Struct, frozen=True, gc=False):
    """A fact. `TOPIC` is its stored name with a version, for ever; what an old version lacks has a default.

    One that is `TIMELESS` holds at every time where no day is said: it tells of a thing and changes nothing. `INSTEAD` is what to
    do about one that cannot be corrected.
    """

    TOPIC: ClassVar[str]
    TIMELESS: ClassVar[bool] = False
    INSTEAD: ClassVar[str] = "Record what follows it instead."

    def elsewhere(self, key: Key) -> "tuple[Elsewhere, ...]":
        """The facts that say the same in other streams, of a fact in the stream with this key."""
        return ()

    def took_over(self) -> int | None:
        """The earlier entry of its stream whose words it took into another stream, where they are amended from then on."""
        return None


class Correction(Event, frozen=True):
    """A fact that replaces what an earlier entry of the same stream said; the earlier one stays in the log."""

    corrects: int
    reason: str

    def instead(self) -> Event | None:
        """What the entry should have said; None where it should not have been recorded at all."""
        raise NotImplementedError


@dataclass_transform(frozen_default=True, kw_only_default=True)
class State(Struct, frozen=True, gc=False):
    """What the rules of one aggregate need to know of its facts, and nothing else."""

    KIND: ClassVar[str]


Evolve = Callable[[Any, Any, int], State]


class Past:
    """A stream as rules see it: its version, the facts that stand by entry (corrections applied), and the state they lead to.

    `days` are those on which the entries were recorded, as far as they are known; it is `illustrative` if any entry is.
    """

    __slots__ = ("days", "evolve", "facts", "illustrative", "state", "version")

    def __init__(self, evolve: Evolve) -> None:
        self.evolve = evolve
        self.version = 0
        self.facts: dict[int, Event] = {}
        self.days: dict[int, date] = {}
        self.illustrative = False
        self.state: State | None = None

    def take(self, event: Event, day: date | None = None, *, illustrative: bool = False) -> None:
        """One more fact of the stream, recorded on a day. Raises ValueError where nothing of its kind can have come before it."""
        self.version += 1
        self.illustrative = self.illustrative or illustrative
        if day is not None:
            self.days[self.version] = day
        if not isinstance(event, Correction):
            self.put(self.version, event)
            return
        facts = dict(self.facts)
        if (fact := event.instead()) is None:
            facts.pop(event.corrects)
        else:
            facts[event.corrects] = fact
        corrected = self.having(facts)
        self.facts, self.state = corrected.facts, corrected.state

    def put(self, entry: int, event: Event) -> None:
        """Let a fact stand as the entry with this number, after those that stand. Raises ValueError as `take` does."""
        self.facts[entry] = event
        self.state = self.evolve(self.state, event, entry)

    def having(self, facts: Mapping[int, Event]) -> "Past":
        """The same stream if these facts stood in it instead, by entry and in this order."""
        other = Past(self.evolve)
        other.version, other.days, other.illustrative = self.version, self.days, self.illustrative
        for entry, event in facts.items():
            other.put(entry, event)
        return other


class Refusal(Exception):
    """A rule that a request breaks. `type` is its stable name; `field` is where in the request it lies, if anywhere."""

    status: ClassVar[str] = "conflict"
    field: str | None = None

    def __init__(self, detail: str, *, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        if field is not None:
            self.field = field

    @property
    def type(self) -> str:
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).removeprefix("-")


class Unknown(Refusal):
    """Something that the request names has not been recorded."""

    status = "missing"


class Unacceptable(Refusal):
    """What the request says cannot be recorded, whatever has been recorded before."""

    status = "invalid"


class Refused(Exception):
    """A request that breaks one rule or several: all of them."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__("; ".join(r.detail for r in refusals))
        self.refusals = refusals


S = TypeVar("S", bound=State)


class World:
    """The streams that one request may look at, and the day on which it is made.

    Where an entry is asked `anew`, `day` is that on which it was recorded: of that day is what names none.
    """

    def __init__(self, pasts: Mapping[Key, Past], today: date, day: date | None = None, *, anew: bool = False) -> None:
        self._pasts = pasts
        self.today = today
        self.day = day or today
        self.anew = anew

    def find(self, kind: type[S], code: str) -> S | None:
        """The state under this code, or None where nothing was recorded. A KeyError is a request that did not declare it in `reads`."""
        state = self.past(Key(kind.KIND, code)).state
        assert state is None or isinstance(state, kind)
        return state

    def past(self, key: Key) -> Past:
        """The stream with this key; one without facts where nothing was recorded."""
        return self._pasts[key]

    def if_instead(self, key: Key, past: Past) -> "World":
        """The same world, if this had been the past of one stream."""
        return World(ChainMap({key: past}, cast("MutableMapping[Key, Past]", self._pasts)), self.today)

    def before(self, key: Key, past: Past, entry: int) -> "World":
        """The world in which an entry of one stream is asked anew, if this had been the past of the stream."""
        pasts = ChainMap({key: past}, cast("MutableMapping[Key, Past]", self._pasts))
        return World(pasts, self.today, past.days.get(entry), anew=True)


class Elsewhere(NamedTuple):
    """A fact that follows for another stream than the one that the request names."""

    key: Key
    event: Event


Facts = tuple[Event | Elsewhere, ...]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Command(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request. It names the stream that it writes and the streams that it reads, and holds its own rule.

    `PATH_FIELDS` stand in its address, `KEY_FIELDS` name its stream; all others are what its fact says (`FACT`, where the
    request makes one fact that says what was asked; `SAID_AS` are fields that the fact calls otherwise; `SETTLED` are fields that
    cannot be corrected, with the reason). One that `BEGINS` a thing makes the first fact of its stream; `RATHER` is the request to
    use where the thing itself was a mistake. Where there is none, nothing is built on such a thing: its beginning can be retracted.
    One that is `OURS` only Jalon itself makes: nobody can send it.
    """

    NAME: ClassVar[str]
    PATH_FIELDS: ClassVar[tuple[str, ...]] = ("programme", "code")
    KEY_FIELDS: ClassVar[tuple[str, ...]] = ("programme", "code")
    FACT: ClassVar[type[Event] | None] = None
    SAID_AS: ClassVar[Mapping[str, str]] = {}
    SETTLED: ClassVar[Mapping[str, str]] = {}
    BEGINS: ClassVar[bool] = False
    RATHER: ClassVar[str | None] = None
    OURS: ClassVar[bool] = False

    source: Source | None = field(default=None)
    illustrative: bool = field(default=False)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if fact := vars(cls).get("FACT"):
            SAYS[fact] = cls

    def key(self) -> Key:
        raise NotImplementedError

    def reads(self) -> tuple[Key, ...]:
        """The other streams whose states the rule needs."""
        return ()

    def looks_up(self, world: World) -> tuple[Key, ...]:
        """The streams that only what it reads can name: the commitment that a milestone belongs to."""
        return ()

    def refusals(self, world: World) -> Iterator[Refusal]:
        """Every rule that this request breaks."""
        raise NotImplementedError

    def derived(self, world: World) -> dict[str, Any]:
        """What its fact says beside what was asked."""
        return {}

    def events(self, world: World) -> Facts:
        """The facts that follow, given that no rule is broken."""
        assert self.FACT is not None
        asked = {self.SAID_AS.get(name, name): value for name, value in said(self, *self.KEY_FIELDS).items()}
        return (self.FACT(**asked, **self.derived(world)),)


Reaction = Callable[[Key, Event, World], tuple[Command, ...]]
"""The requests that follow by themselves from one fact, in the world after it."""

SAYS: Final[dict[type[Event], type[Command]]] = {}
"""By kind of fact: the request that says it, by whose rules it is corrected."""


def decide(command: Command, world: World) -> Facts:
    """The facts that follow from a request, or `Refused` with every rule that it breaks."""
    if refusals := tuple(command.refusals(world)):
        raise Refused(refusals)
    return command.events(world)


class Recorded(NamedTuple):
    """A fact with its envelope: where it stands in the log, who said it, when it was recorded, from which request and source."""

    position: int
    key: Key
    version: int
    event: Event
    recorded_at: datetime
    actor: str
    request: str
    source: Source | None = None
    illustrative: bool = False


def said(command: Struct, *leave_out: str) -> dict[str, Any]:
    """The fields of a request by name, without those named and those of its own key: for facts that say what was asked."""
    skip = {"source", "illustrative", *leave_out}
    return {name: getattr(command, name) for name in command.__struct_fields__ if name not in skip}
