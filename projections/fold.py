"""The fold: facts in, versions of rows out. Pure: the engine runs it on batches, the tests on the whole log."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from domain.kernel import Recorded
from domain.log import Unreadable
from projections.projection import STILL, AnyProjection, Row, Version

WAITS = "waits for an earlier event of the same row"
LATER = "later events of the same row have been folded: rebuild the read models"
_STREAM = "stream:"
ELSEWHERE = "touches other rows than when it was set aside: rebuild the read models"


class Held(NamedTuple):
    """A fact that one projection set aside, for the row with this key (or for a whole stream, `stream:<id>`), and why."""

    table: str
    key: str
    position: int
    why: str


def whole_stream(stream: UUID | str) -> str:
    """The key under which all of a stream's facts wait."""
    return f"{_STREAM}{stream}"


def is_stream(key: str) -> bool:
    return key.startswith(_STREAM)


class Fold:
    """The rows of one projection while a batch is folded; `rows` are the open versions that the batch touches."""

    def __init__(
        self, projection: AnyProjection, rows: Mapping[str, tuple[int, Row]], held: Iterable[str] = ()
    ) -> None:
        self.projection = projection
        self._open = dict(rows)
        self._stored = set(rows)
        self._held = set(held)
        self._ended: list[Version] = []
        self.closed: list[tuple[str, int]] = []
        self.set_aside: list[Held] = []

    def take(self, recorded: Recorded, only: Collection[str] | None = None) -> None:
        """Fold one fact into the rows that it touches (on a retry: those for which it was set aside, `only`).

        Where that fails, the row stays as it was.
        """
        stream = whole_stream(recorded.key.stream) if self._held or only else ""
        if stream in self._held:
            self.hold(stream, recorded.position, WAITS)
            return
        try:
            keys = self.projection.touched(recorded)
        except Exception as error:  # noqa: BLE001 - whatever a fold raises sets its event aside; nothing may stop the others
            self.hold(whole_stream(recorded.key.stream), recorded.position, _why(error))
            return
        if only and stream not in only:
            for key in set(only).difference(keys):
                self.hold(key, recorded.position, ELSEWHERE)
            keys = [key for key in keys if key in only]
        for key in keys:
            if key in self._held:
                self.hold(key, recorded.position, WAITS)
            else:
                self._evolve(key, recorded)

    def _evolve(self, key: str, recorded: Recorded) -> None:
        before = self._open.get(key)
        if before and before[0] > recorded.position:
            self.hold(key, recorded.position, LATER)
            return
        row = before[1] if before else None
        try:
            after = self.projection.evolve(row, recorded, key)
        except Exception as error:  # noqa: BLE001 - whatever a fold raises sets its event aside; nothing may stop the others
            self.hold(key, recorded.position, _why(error))
            return
        if after is row:
            return
        if before:
            self._end(key, before, recorded.position)
        if after is not None:
            self._open[key] = (recorded.position, after)

    def hold(self, key: str, position: int, why: str) -> None:
        """Set a fact aside, and with it all later ones of the same row or stream."""
        self._held.add(key)
        self.set_aside.append(Held(self.projection.table, key, position, why))

    def _end(self, key: str, before: tuple[int, Row], position: int) -> None:
        del self._open[key]
        if key in self._stored:
            self._stored.discard(key)
            self.closed.append((key, position))
        else:
            self._ended.append(Version(key, before[0], position, before[1]))

    def versions(self) -> list[Version]:
        """All versions that this batch began: those that it ended again, and those that still hold."""
        still = (Version(k, p, STILL, row) for k, (p, row) in self._open.items() if k not in self._stored)
        return [*self._ended, *still]


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".encode(errors="backslashreplace").decode().replace("\0", "\\0")


def fold_all(projections: Sequence[AnyProjection], log: Iterable[Recorded | Unreadable]) -> dict[str, list[Version]]:
    """Every version of every row after these facts, by table: what the engine's tables must hold."""
    folds = [Fold(projection, {}) for projection in projections]
    take_all(folds, log)
    return {fold.projection.table: fold.versions() for fold in folds}


def take_all(folds: Sequence[Fold], log: Iterable[Recorded | Unreadable]) -> None:
    """Fold facts, in order, into every projection that they concern."""
    interested: dict[type, list[Fold]] = {}
    for recorded in log:
        if isinstance(recorded, Unreadable):
            for fold in folds:
                fold.hold(whole_stream(recorded.stream), recorded.position, recorded.error)
            continue
        kind = type(recorded.event)
        if kind not in interested:
            interested[kind] = [fold for fold in folds if kind in fold.projection.on]
        for fold in interested[kind]:
            fold.take(recorded)
