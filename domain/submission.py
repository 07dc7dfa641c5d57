"""Submission: the versions of a deliverable, from a draft to the one that is accepted.

(facts and stages: domain/step.py)
"""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.dates import Edtf
from domain.deliverable import Deliverable, DeliverableCommand
from domain.kernel import Event, Facts, Refusal, Unacceptable, World, said
from domain.rules import no_repeats
from domain.step import (
    PENDING,
    By,
    DeliverableAccepted,
    DeliverableDrafted,
    DeliverableReturned,
    DeliverableStage,
    DeliverableSubmitted,
)
from domain.values import File, Language, Line, Link, Prose, Text

# ── Refusals ──────────────────────────────────────────


class VersionExists(Refusal): ...


class NothingHandedIn(Unacceptable): ...


class StepTooEarly(Unacceptable): ...


class NobodyNamed(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class StepCommand(DeliverableCommand):
    """A request about one version: what follows a submission or a return does not come before it."""

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if thing.stepped and self.on.latest < thing.stepped.earliest:
            yield StepTooEarly(
                f"Version {thing.version!r} of {self.code!r} was {thing.stage} on {thing.stepped}: "
                f"{self.on} lies before that. Check the day.",
                field="on",
            )

    def used(self, world: World, version: str, *kinds: type[Event]) -> Iterator[Refusal]:
        """A refusal where such a fact has the label already."""
        for entry, event in world.past(self.key()).facts.items():
            if isinstance(event, kinds) and getattr(event, "version", None) == version:
                yield VersionExists(
                    f"Entry {entry} of deliverable {self.code!r} has version {version!r} already. Choose another label.",
                    field="version",
                )
                return


class DraftDeliverable(StepCommand):
    """Record a draft, with or without its file; its label may be that of the version that is handed in later."""

    NAME = "draft-deliverable"
    FACT = DeliverableDrafted
    AT = PENDING
    version: Line
    on: Edtf
    file: File | None = None
    link: Link | None = None
    note: Text | None = None

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from self.used(world, self.version, DeliverableDrafted, DeliverableSubmitted)


class SubmitDeliverable(StepCommand):
    """Hand in a version, once; it cannot be changed after that, only returned and followed by another."""

    NAME = "submit-deliverable"
    AT = PENDING
    version: Line
    on: Edtf
    file: File | None = None
    link: Link | None = None
    note: Text | None = None
    languages: tuple[Language, ...] = ()

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from self.used(world, self.version, DeliverableSubmitted)
        yield from no_repeats("languages", self.languages)
        if not (self.file or self.link):
            yield NothingHandedIn("Say what was handed in: name its file, or a link to it.", field="file")

    def events(self, world: World) -> Facts:
        return (DeliverableSubmitted(**said(self, *self.KEY_FIELDS)),)


class JudgeCommand(StepCommand):
    """A request about the version that is handed in and not yet accepted."""

    AT = (DeliverableStage.SUBMITTED,)
    by: By

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"by": (self.by.partner,) if self.by.partner else ()}

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        if not (self.by.partner or self.by.office):
            yield NobodyNamed("Say who it was: name a partner by its code, or an office in words.", field="by")

    def derived(self, world: World) -> dict[str, Any]:
        deliverable = world.find(Deliverable, self.key().code)
        assert deliverable is not None
        return {"version": deliverable.version}


class ReturnDeliverable(JudgeCommand):
    """Give the submitted version back, with the reason, so that another can follow."""

    NAME = "return-deliverable"
    FACT = DeliverableReturned
    on: Edtf
    by: By
    reason: Prose


class AcceptDeliverable(JudgeCommand):
    """Accept the submitted version; the day of its acceptance is another than that of its delivery, and not before it."""

    NAME = "accept-deliverable"
    FACT = DeliverableAccepted
    on: Edtf
    by: By
