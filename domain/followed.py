"""Followed: what a milestone said by following a cohort or an event is corrected when the record of that is.

What still follows is said otherwise in its place, so that a person's evidence beside it stays; what no longer follows is retracted.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec

from domain.correction import CorrectEntry, CorrectionEvent, RetractEntry
from domain.following import Ties, followers, follows
from domain.kernel import SAYS, Command, Key, World
from domain.milestone import Milestone, MilestoneWithdrawn
from domain.report import ProgressReported
from domain.thing import code_in
from domain.tie import CohortMilestoneUntied, EventMilestoneUntied, MilestoneTied, is_lost, thing_of
from domain.values import JSON

TAKEN: Final = ("on", "text", "status", "reason")
"""What an entry of a milestone takes from the record that it follows."""


def when_corrected(key: Key, correction: CorrectionEvent, world: World) -> tuple[Command, ...]:
    """For each milestone that follows this thing: what corrects what it said by following, and what only now follows."""
    past = world.past(key)
    was = past.having(dict(sorted((past.facts | {correction.corrects: correction.was}).items())))
    before = world.if_instead(key, was)
    return tuple(
        request
        for code, tie, found in followers(key, world)
        if tie.when
        for request in _Follower(
            key, code, found, _known(code, found, tie, correction), before, world, correction.reason
        ).requests()
    )


def _known(code: str, found: Ties, tie: MilestoneTied, correction: CorrectionEvent) -> Ties:
    """A milestone's ties as they were known before the correction: one whose untying was retracted is tied anew."""
    was = correction.was
    anew = isinstance(was, (CohortMilestoneUntied, EventMilestoneUntied)) and was.milestone == code
    return {to: one for to, one in found.items() if not (anew and one is tie)}


class _Follower(NamedTuple):
    """A milestone with its ties before and after the correction of a thing that it follows, in the world before and after it."""

    thing: Key
    code: str
    ties: Ties
    former: Ties
    before: World
    after: World
    reason: str

    @property
    def programme(self) -> str:
        return self.thing.code.split("/", 1)[0]

    @property
    def key(self) -> Key:
        return Key(Milestone.KIND, code_in(self.programme, self.code))

    def requests(self) -> Iterator[Command]:
        followed = {str(thing_of(self.programme, tie.to)): tie for tie in self.ties.values() if tie.when}
        silent = True
        for entry, fact in self.after.past(self.key).facts.items():
            if isinstance(fact, (ProgressReported, MilestoneWithdrawn)) and fact.following in followed:
                silent = silent and fact.following != str(self.thing)
                yield from self._instead(entry, fact, followed[str(fact.following)])
        tie = followed[str(self.thing)]
        now = self._now(tie)
        if silent and now and now != self._then(tie):
            yield now

    def _then(self, tie: MilestoneTied, *, note: bool = False) -> Command | None:
        known = tie.to in self.former
        return follows(self.before, self.programme, self.code, tie, self.former, note=note) if known else None

    def _now(self, tie: MilestoneTied, *, note: bool = False) -> Command | None:
        return follows(self.after, self.programme, self.code, tie, self.ties, note=note)

    def _instead(
        self, entry: int, fact: ProgressReported | MilestoneWithdrawn, tie: MilestoneTied
    ) -> Iterator[Command]:
        """What puts right an entry that was said by following; nothing where the correction changes nothing of what it says."""
        of, same = str(self.key), is_lost(self.before, self.programme, tie) == is_lost(self.after, self.programme, tie)
        note = same and isinstance(fact, ProgressReported) and fact.status is None
        then, now = self._then(tie, note=note), self._now(tie, note=note)
        if then == now:
            return
        if now is None or type(now) is not SAYS[type(fact)]:
            yield RetractEntry(of=of, entry=entry, reason=self.reason)
            if now:
                yield now
        elif say := _other(now, then, fact):
            yield CorrectEntry(of=of, entry=entry, reason=self.reason, say=say)


def _other(now: Command, then: Command | None, fact: object) -> dict[str, Any]:
    """What a request says, as JSON, where it said otherwise before and a fact still does."""
    said: dict[str, Any] = msgspec.json.decode(JSON.encode(now))
    names = [name for name in TAKEN if name in now.__struct_fields__]
    return {
        name: said[name]
        for name in names
        if getattr(now, name) not in (getattr(then, name, msgspec.UNSET), getattr(fact, name))
    }
