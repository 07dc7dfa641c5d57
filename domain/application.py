"""The application: requests in, facts in the event log, or every reason why not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, cast
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.persistence import InfrastructureFactory, IntegrityError, Mapper
from eventsourcing.utils import Environment, EnvType
from msgspec import Struct
from psycopg.errors import CheckViolation, UniqueViolation

from domain.catalogue import past
from domain.deciding import Happened, Streams, carry_out
from domain.kernel import Command, Event, Key, Past, Refusal, Refused, Unknown, World
from domain.recorder import Append, Caller, LogDatastore, LogFactory, LogRecorder, Unavailable, patiently
from domain.stored import Entry, EntryMapper, read_stored
from domain.values import JSON

RACES: Final = 20
SAME_REQUEST: Final = 32
"""The bytes of a fingerprint that say what was asked; those after them tell one sending of it from another."""
FURTHEST_ZONE: Final = timedelta(hours=14)


class Stale(Exception):
    """The request was made on a version that is no longer the newest."""

    def __init__(self, key: Key, expected: int, found: int) -> None:
        super().__init__(f"{key} is at version {found}, not {expected}. Read it again and decide anew.")


class KeyUsedOtherwise(Exception):
    """The Idempotency-Key has already answered a request with another body."""


class DemonstrationOnly(Exception):
    """A scripted clock or an illustrative fact in a log that was not made for demonstration, or a scripted clock set back."""


class Fault(NamedTuple):
    """One refusal, and the line of the batch (from 1) that it answers."""

    line: int
    refusal: Refusal

    def __str__(self) -> str:
        return f"line {self.line}: {self.refusal.detail}"


class BatchRefused(Exception):
    """Nothing was recorded, because of these faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


class NotChecked(Refusal):
    """A request that builds on another one of the same batch, which was refused."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a request reached: the log position, and the version of each stream that it wrote, by natural key."""

    position: int
    request: str
    versions: dict[str, int]
    repeated: bool = False


class Log(Application[UUID]):
    """Records requests on one event log. Thread-safe; close it to give its connections back."""

    name = "log"

    def __init__(self, url: str, *, pool_size: int = 8, demonstration: bool = False) -> None:
        self._datastore = LogDatastore(url, pool_size)
        self.demonstration = demonstration
        patiently(super().__init__)

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, dict(env or {}))

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        return LogFactory(self._datastore)

    def construct_mapper(self) -> Mapper[UUID]:
        return EntryMapper(self.construct_transcoder())

    def construct_recorder(self) -> LogRecorder:
        recorder = LogRecorder(self._datastore)
        self._datastore.register_type_adapters()
        return recorder

    @property
    def store(self) -> LogRecorder:
        return cast("LogRecorder", self.recorder)

    def record(self, commands: Sequence[Command], caller: Caller) -> Answer:
        """Record what follows from all these requests, or from none of them.

        Raises BatchRefused, Stale, KeyUsedOtherwise, DemonstrationOnly or Unavailable. Repeating a request under the same
        Idempotency-Key gives the first answer again.
        """
        self._only_in_a_demonstration(commands, caller)
        same_request = sha256(b"\n".join(c.NAME.encode() + JSON.encode(c) for c in commands)).digest()
        fingerprint = same_request + uuid4().bytes
        for _ in range(RACES):
            try:
                return self._record_once(commands, caller, fingerprint)
            except (BatchRefused, Stale):
                if before := self._answered(caller, fingerprint):
                    return before
                raise
            except IntegrityError as error:
                cause = error.__cause__
                if isinstance(cause, CheckViolation):
                    raise DemonstrationOnly(cause.diag.message_primary) from error
                if not isinstance(cause, UniqueViolation):
                    raise
                if before := self._answered(caller, fingerprint):
                    return before
        raise Unavailable("Too many requests write the same thing at this moment.")

    def fact(self, key: Key, version: int) -> Event:
        """What the entry with this number says. Raises IndexError where there is none, or Unavailable."""
        _, _, topic, state = self.store.select_streams([key.stream])[version - 1]
        return read_stored(topic, state)[1]

    def _only_in_a_demonstration(self, commands: Sequence[Command], caller: Caller) -> None:
        if self.demonstration:
            return
        if caller.clock:
            raise DemonstrationOnly("Only a database made for demonstration takes a scripted clock.")
        if any(command.illustrative for command in commands):
            raise DemonstrationOnly("Only a database made for demonstration takes illustrative facts.")

    def _record_once(self, commands: Sequence[Command], caller: Caller, fingerprint: bytes) -> Answer:
        streams = LogStreams(self.store)
        streams.load(dict.fromkeys(key for command in commands for key in (command.key(), *command.reads())))
        world = World(streams, _today(caller))
        if more := {key: None for command in commands for key in command.looks_up(world) if key not in streams}:
            streams.load(more)
        if caller.if_version is not None and streams.found[commands[0].key()] != caller.if_version:
            raise Stale(commands[0].key(), caller.if_version, streams.found[commands[0].key()])
        entries = _decide_all(commands, streams, caller)
        written = {key: one.version for key, one in streams.items() if one.version != streams.found[key]}
        read = {key: version for key, version in streams.found.items() if key not in written}
        recordings = self.save(*entries, append=Append(caller, fingerprint, written, read))
        return Answer(
            position=recordings[-1].notification.id,
            request=caller.request,
            versions={str(key): version for key, version in written.items()},
        )

    def _answered(self, caller: Caller, fingerprint: bytes) -> Answer | None:
        """The answer that this request had before, if it had one."""
        query = """
            SELECT r.fingerprint, r.request, r.names, r.versions, max(e.notification_id) AS position
            FROM log.requests AS r, unnest(r.streams, r.versions) AS w (stream, version)
            JOIN log.events AS e ON e.originator_id = w.stream AND e.originator_version = w.version
            WHERE r.actor = %s AND r.key = %s GROUP BY r.actor, r.key
        """

        def select() -> dict[str, Any] | None:
            with self._datastore.get_connection() as connection:
                return connection.execute(query, (caller.actor, caller.idempotency_key or caller.request)).fetchone()

        row = patiently(select)
        if row is None:
            return None
        stored = bytes(row["fingerprint"])
        if stored[:SAME_REQUEST] != fingerprint[:SAME_REQUEST]:
            raise KeyUsedOtherwise(
                f"The key {caller.idempotency_key or caller.request!r} has answered another request. Use a new key for a new request."
            )
        return Answer(
            position=row["position"],
            request=row["request"],
            versions=dict(zip(row["names"], row["versions"], strict=True)),
            repeated=stored != fingerprint,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class LogStreams(Streams):
    """The streams that a recording looks at: those it names are read together, others when they are first looked at."""

    def __init__(self, store: LogRecorder) -> None:
        super().__init__()
        self._store = store
        self.found: dict[Key, int] = {}

    def load(self, keys: Iterable[Key]) -> None:
        """Read these streams in one query."""
        by_stream = {key.stream: key for key in keys}
        self.update({key: past(key) for key in by_stream.values()})
        for stream, recorded_at, topic, state in self._store.select_streams(list(by_stream)):
            stored, event = read_stored(topic, state)
            self[by_stream[stream]].take(event, recorded_at.date(), illustrative=stored.illustrative)
        self.found.update({key: self[key].version for key in by_stream.values()})

    def __missing__(self, key: Key) -> Past:
        self.load([key])
        return self[key]


def _today(caller: Caller) -> date:
    return (caller.clock or datetime.now(UTC) + FURTHEST_ZONE).date()


def _decide_all(commands: Sequence[Command], streams: Streams, caller: Caller) -> list[Entry]:
    """The facts of all requests in order, each deciding on what the ones before it led to. Raises BatchRefused."""
    today = _today(caller)
    entries: list[Entry] = []
    faults: list[Fault] = []
    refused: dict[Key, int] = {}
    for line, command in enumerate(commands, 1):
        try:
            entries += [_entry(happened, caller) for happened in carry_out(command, streams, today)]
        except Refused as refusal:
            faults.extend(_faults(line, command, refusal.refusals, refused, streams))
            refused.setdefault(command.key(), line)
    if faults:
        raise BatchRefused(faults)
    return entries


def _entry(happened: Happened, caller: Caller) -> Entry:
    return Entry(
        happened.key.stream,
        happened.entry,
        happened.key,
        happened.event,
        caller.actor,
        caller.request,
        happened.command.source,
        happened.command.illustrative,
    )


def _faults(
    line: int,
    command: Command,
    refusals: tuple[Refusal, ...],
    refused: Mapping[Key, int],
    streams: Streams,
) -> Iterator[Fault]:
    """A request's faults; one that only misses what an earlier refused line would have made is named as not checked."""
    missed = [refused[key] for key in (command.key(), *command.reads()) if key in refused and not streams[key].facts]
    if missed and all(isinstance(refusal, Unknown) for refusal in refusals):
        yield Fault(line, NotChecked(f"Not checked: it builds on line {missed[0]}, which was refused."))
        return
    yield from (Fault(line, refusal) for refusal in refusals)
