"""Which versions of a deliverable were drafted, handed in, returned and accepted, and how far does that bring it?"""

from collections.abc import Iterable
from operator import itemgetter
from typing import Final

from domain.dates import Edtf
from domain.step import (
    LEADS_TO,
    By,
    DeliverableAccepted,
    DeliverableDrafted,
    DeliverableReturned,
    DeliverableStage,
    DeliverableSubmitted,
    Step,
)
from domain.values import File, Language, Link, Source, Text
from projections.dossier import Said, as_said
from projections.projection import View


class VersionHandled(View):
    """A version as it was drafted or handed in: on which day, as which file, and where it lies."""

    entry: int
    on: Edtf
    file: File | None
    link: Link | None
    note: Text | None
    languages: tuple[Language, ...]
    source: Source | None
    illustrative: bool


class VersionJudged(View):
    """By whom and on which day a version was returned, and why; or accepted."""

    entry: int
    on: Edtf
    by: By
    reason: str | None
    source: Source | None
    illustrative: bool


class DeliverableVersion(View):
    """One version, with all that happened to it. What has not happened is null."""

    version: str
    drafted: VersionHandled | None
    submitted: VersionHandled | None
    returned: VersionJudged | None
    accepted: VersionJudged | None


_HANDLED: Final = ("on", "file", "link", "note")


def stage_in(said: Iterable[Said]) -> DeliverableStage:
    """The stage to which the last step leads; steps follow each other as they were recorded, whatever their dates can mean."""
    steps = [(one.entry, type(one.event)) for one in said if type(one.event) in LEADS_TO]
    return LEADS_TO[max(steps, key=itemgetter(0))[1]] if steps else DeliverableStage.PROMISED


def versions_in(said: Iterable[Said]) -> tuple[DeliverableVersion, ...]:
    """Every version, in the order in which they were first recorded."""
    steps: dict[str, dict[type[Step], Said]] = {}
    for one in sorted(said, key=lambda one: one.entry):
        if isinstance(one.event, Step):
            steps.setdefault(one.event.version, {})[type(one.event)] = one
    return tuple(
        DeliverableVersion(
            version=version,
            drafted=_handled(of.get(DeliverableDrafted)),
            submitted=_handled(of.get(DeliverableSubmitted)),
            returned=_judged(of.get(DeliverableReturned)),
            accepted=_judged(of.get(DeliverableAccepted)),
        )
        for version, of in steps.items()
    )


def _handled(said: Said | None) -> VersionHandled | None:
    if said is None:
        return None
    languages: tuple[Language, ...] = getattr(said.event, "languages", ())
    return VersionHandled(languages=languages, **as_said(said, *_HANDLED))


def _judged(said: Said | None) -> VersionJudged | None:
    if said is None:
        return None
    return VersionJudged(reason=getattr(said.event, "reason", None), **as_said(said, "on", "by"))
