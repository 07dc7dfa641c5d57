"""What was recorded of the things of a programme since a position of the log?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from msgspec import UNSET

from domain.correction import Retracted
from domain.kernel import Correction, Event
from domain.turn import begins
from projections.assessment import ASSESSMENTS
from projections.cause import Cause, Heard, Restated, in_dossier, in_reports
from projections.cohort import COHORTS
from projections.commitment import COMMITMENTS
from projections.compared import About
from projections.consortium import CONSORTIA
from projections.deliverable import DELIVERABLES
from projections.dossier import DossierRow
from projections.entry import ENTRIES, EntryRow
from projections.field import ThingKind
from projections.figure import FIGURES
from projections.gathering import GATHERINGS
from projections.indicator import INDICATORS
from projections.milestone import MILESTONES
from projections.moment import Reading, end_of
from projections.partner import PARTNERS
from projections.pilot import PILOTS
from projections.programme import PROGRAMMES
from projections.projection import Projection
from projections.statement import STATEMENTS

OF_A_PROGRAMME: Final[tuple[tuple[ThingKind, Projection[Any]], ...]] = (
    (ThingKind.PROGRAMME, PROGRAMMES),
    (ThingKind.PROGRAMME, ASSESSMENTS),
    (ThingKind.PARTNER, CONSORTIA),
    (ThingKind.COMMITMENT, COMMITMENTS),
    (ThingKind.MILESTONE, MILESTONES),
    (ThingKind.PILOT, PILOTS),
    (ThingKind.COHORT, COHORTS),
    (ThingKind.FIGURE, FIGURES),
    (ThingKind.EVENT, GATHERINGS),
    (ThingKind.DELIVERABLE, DELIVERABLES),
    (ThingKind.INDICATOR, INDICATORS),
    (ThingKind.PROGRAMME, STATEMENTS),
)
"""The dossiers in which a programme is recorded; what a fact of a consortium, a reviewer or a source is about, it says itself."""
CHANGED_SINCE: Final = "(key = %(programme)s OR key > %(within)s AND key < %(beyond)s) AND known_from > %(since)s"
PARTNER: Final = ("partner", "from_partner", "to_partner")


class Since(NamedTuple):
    """An entry that was recorded since: of which thing, what it says (of a correction: what it says instead, or said)."""

    about: About
    fact: Event
    cause: Cause
    corrects: type[Correction] | None

    @property
    def position(self) -> int:
        return self.cause.position

    @property
    def begins(self) -> bool:
        return self.corrects is None and begins(type(self.fact))

    def says(self, field: str) -> bool:
        """Whether it says anything of a field of this name."""
        return getattr(self.fact, field, UNSET) not in (UNSET, None)

    def restates(self, day: date) -> Restated | None:
        """How it says otherwise what was said of a day; None where it tells of what came after."""
        if self.corrects:
            return Restated.RETRACTED if issubclass(self.corrects, Retracted) else Restated.CORRECTED
        recorded = self.cause.recorded_at.date()
        begun = self.cause.on.holds_from(recorded) if self.cause.on else recorded
        return Restated.LATE if begun <= day else None


def recorded_since(reading: Reading, programme: str, position: int) -> list[Since]:
    """What was recorded of a programme, its things and any partner after a position and by the moment, in the order of the log.

    A part of a thing (a phase, a target, a follow-up) is recorded with it and told as of the whole.
    """
    found = [
        one
        for kind, projection in OF_A_PROGRAMME
        for row in _changed(reading, projection, programme, position)
        for one in _in_row(kind, row, position)
    ]
    for row in reading.rows(PARTNERS, "known_from > %(since)s", since=position):
        found.extend(_in_row(ThingKind.PARTNER, row, position))
    found.extend(_reports(reading, programme, position))
    return sorted(found, key=lambda one: (one.position, one.about))


def _changed(reading: Reading, projection: Projection[Any], programme: str, position: int) -> list[Any]:
    within = f"{programme}/"
    asked = {"programme": programme, "within": within, "beyond": end_of(within), "since": position}
    return reading.rows(projection, CHANGED_SINCE, **asked)


def _in_row(kind: ThingKind, row: DossierRow, position: int) -> Iterator[Since]:
    for heard in in_dossier(row):
        if heard.cause.position > position:
            fact = _read(heard.event)
            yield from (_since(about, fact, heard) for about in _about(kind, row, fact))


def _since(about: About, fact: Event, heard: Heard) -> Since:
    return Since(about, fact, heard.cause, type(heard.event) if isinstance(heard.event, Correction) else None)


def _read(event: Event) -> Event:
    if not isinstance(event, Correction):
        return event
    return event.instead() or getattr(event, "was", None) or event


def _about(kind: ThingKind, row: DossierRow, fact: Event) -> Iterable[About]:
    """What a fact in a row is about: in a consortium the partners it names, in a review the subject."""
    match row.key.kind:
        case "consortium":
            return [(kind, code) for name in PARTNER if (code := getattr(fact, name, None))]
        case "assessment":
            subject = ThingKind(getattr(fact, "subject", kind))
            return [(subject, getattr(fact, "about", None) or row.programme)]
        case "statement":
            return _of_statement(row)
        case _:
            return [(kind, row.code)]


def _of_statement(row: DossierRow) -> Iterator[About]:
    """The thing of which sources say something, as the first of them was recorded: `event:GFD/seminar-3`."""
    kind, _, code = str(getattr(row.facts[0].event, "about", "")).partition(":")
    if kind in set(ThingKind):
        yield ThingKind(kind), code.partition("/")[2] or code


def _reports(reading: Reading, programme: str, position: int) -> Iterator[Since]:
    """The reports of milestones and what corrects them, which are kept apart from the promises."""
    fresh: list[EntryRow] = _changed(reading, ENTRIES, programme, position)
    keys = sorted({row.milestone_key for row in fresh})
    rows: dict[str, list[EntryRow]] = {}
    for row in reading.rows(ENTRIES, "milestone_key = ANY(%(keys)s)", keys=keys) if keys else ():
        rows.setdefault(row.milestone_key, []).append(row)
    for entries in rows.values():
        about = (ThingKind.MILESTONE, entries[0].milestone)
        for heard in in_reports(entries):
            if heard.cause.position > position:
                yield _since(about, _read(heard.event), heard)
