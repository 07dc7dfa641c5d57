"""The kernel: facts, states, refusals, requests, and the pure door `decide` through which a request becomes facts."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar, Final, NamedTuple, TypeVar, dataclass_transform
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
    """A fact. `TOPIC` is its stored name with a version, for ever; what an old version lacks has a default."""

    TOPIC: ClassVar[str]


class Correction(Event, frozen=True):
    """A fact that replaces what an earlier entry of the same stream said; the earlier one stays in the log."""

    corrects: int
    reason: str


@dataclass_transform(frozen_default=True, kw_only_default=True)
class State(Struct, frozen=True, gc=False):
    """What the rules of one aggregate need to know of its facts, and nothing else."""

    KIND: ClassVar[str]


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
    """The states that one request may look at, and the day on which it is made."""

    def __init__(self, states: Mapping[Key, State | None], today: date) -> None:
        self._states = states
        self.today = today

    def find(self, kind: type[S], code: str) -> S | None:
        """The state under this code, or None where nothing was recorded. A KeyError is a request that did not declare it in `reads`."""
        state = self._states[Key(kind.KIND, code)]
        assert state is None or isinstance(state, kind)
        return state


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Command(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A request. It names the stream that it writes and the streams that it reads, and holds its own rule."""

    NAME: ClassVar[str]
    PATH_FIELDS: ClassVar[tuple[str, ...]] = ("programme", "code")

    source: Source | None = field(default=None)
    illustrative: bool = field(default=False)

    def key(self) -> Key:
        raise NotImplementedError

    def reads(self) -> tuple[Key, ...]:
        """The other streams whose states the rule needs."""
        return ()

    def refusals(self, world: World) -> Iterator[Refusal]:
        """Every rule that this request breaks."""
        raise NotImplementedError

    def events(self, world: World) -> tuple[Event, ...]:
        """The facts that follow, given that no rule is broken."""
        raise NotImplementedError


def decide(command: Command, world: World) -> tuple[Event, ...]:
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
