"""Call: for how many projects and people a cohort is sought, and the challenges that hosts put to it.

(facts of calls: domain/cohort.py)
"""

from collections.abc import Iterator, Mapping

from domain.cohort import CallAnnounced, Cohort, CohortCommand, CohortStage
from domain.dates import Edtf
from domain.kernel import Event, Refusal, Unacceptable, World
from domain.values import Code, Count, Link, Prose, Text

# ── Facts ─────────────────────────────────────────────


class ChallengeHosted(Event):
    TOPIC = "cohort.challenge_hosted@1"
    host: Code
    title: Text
    on: Edtf
    description: Text | None = None
    people: Count | None = None


# ── Refusals ──────────────────────────────────────────


class CallClosesBeforeItOpens(Unacceptable): ...


class CallChangedWithoutReason(Unacceptable): ...


class CallAfterTheStart(Unacceptable): ...


class ChallengeHostedAlready(Refusal): ...


# ── Requests ──────────────────────────────────────────

NOT_CANCELLED = tuple(stage for stage in CohortStage if stage is not CohortStage.CANCELLED)


class AnnounceCall(CohortCommand):
    """Say what is sought for a cohort and until when; a call that changes is announced again, with the reason."""

    NAME = "announce-call"
    FACT = CallAnnounced
    AT = NOT_CANCELLED
    on: Edtf
    opens: Edtf | None = None
    closes: Edtf | None = None
    projects: Count | None = None
    people: Count | None = None
    reason: Prose | None = None
    links: tuple[Link, ...] = ()

    def breaks(self, thing: Cohort, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if self.opens and self.closes and self.closes.latest < self.opens.earliest:
            yield CallClosesBeforeItOpens(
                f"It would close {self.closes}, before it opens {self.opens}: change one of the two.", field="closes"
            )
        if thing.called and self.reason is None:
            yield CallChangedWithoutReason(
                f"A call for cohort {self.code!r} was announced before: say why it changes.", field="reason"
            )
        if thing.started and self.on.earliest > thing.started.latest:
            yield CallAfterTheStart(
                f"Cohort {self.code!r} started {thing.started}: no call for it was announced {self.on}.", field="on"
            )


class HostChallenge(CohortCommand):
    """A host offers a challenge for people of a cohort to work on; it may host several."""

    NAME = "host-challenge"
    FACT = ChallengeHosted
    AT = NOT_CANCELLED
    host: Code
    title: Text
    on: Edtf
    description: Text | None = None
    people: Count | None = None

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"host": (self.host,)}

    def breaks(self, thing: Cohort, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        hosted = (fact for fact in world.past(self.key()).facts.values() if isinstance(fact, ChallengeHosted))
        if any((fact.host, fact.title) == (self.host, self.title) for fact in hosted):
            yield ChallengeHostedAlready(
                f"{self.host!r} hosts a challenge of this title already. Correct that entry, or name the other one.",
                field="title",
            )
