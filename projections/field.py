"""Which fields of each kind of thing are compared, what does a change of each mean, and which facts say it?"""

from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final, NamedTuple

from msgspec import UNSET

from domain.assessment import AssessmentRecorded, AssessmentRetracted
from domain.attendance import AttendanceRecorded
from domain.call import ChallengeHosted
from domain.cohort import CallAnnounced, CohortCancelled, CohortCompleted, CohortStarted
from domain.commitment import (
    CommitmentLeadChanged,
    CommitmentReinstated,
    CommitmentWithdrawn,
    SupportAdded,
    SupportEnded,
)
from domain.consortium import LeadHandedOver, PartnerJoined, PartnerLeft
from domain.deliverable import DeliverableWithdrawn
from domain.gathering import EventCancelled, EventHeld
from domain.kernel import Event
from domain.milestone import MilestoneMoved, MilestoneReinstated, MilestoneWithdrawn
from domain.move import EventMoved
from domain.outcome import FollowUpAgreed, FollowUpClosed, FollowUpPromoted, OutcomeRecorded
from domain.pilot import LEADS_TO as PILOT_STEPS
from domain.pilot import LessonLearnt, PilotEvaluated, PilotScaled
from domain.programme import ProgrammeClosed, ProgrammeReopened
from domain.readiness import ReadinessAssessed
from domain.report import ProgressReported
from domain.step import LEADS_TO as DELIVERABLE_STEPS
from domain.tie import MilestoneTied, MilestoneUntied


class ThingKind(StrEnum):
    """A kind of thing, in the order in which comparisons list them."""

    PROGRAMME = "programme"
    PARTNER = "partner"
    COMMITMENT = "commitment"
    MILESTONE = "milestone"
    PILOT = "pilot"
    PHASE = "phase"
    COHORT = "cohort"
    FIGURE = "figure"
    EVENT = "event"
    FOLLOW_UP = "follow-up"
    DELIVERABLE = "deliverable"
    INDICATOR = "indicator"
    TARGET = "target"
    OBSERVATION = "observation"


class Form(StrEnum):
    """What kind of value a field has, for those who show it."""

    WORD = "word"
    DATE = "date"
    TEXT = "text"
    TEXTS = "texts"
    CODES = "codes"
    LINKS = "links"
    NUMBER = "number"
    DATA = "data"


class Meaning(StrEnum):
    """What it means that a field changed."""

    STATUS = "status-changed"
    DATE = "rescheduled"
    TEXT = "text-changed"
    REPORT = "reported"
    FINDING = "assessed"
    OTHER = "other-changed"


class Field(NamedTuple):
    """A field that is compared: how it is read from a view, and the facts that say it, beside those that have it by its name."""

    name: str
    form: Form
    meaning: Meaning = Meaning.OTHER
    read: Callable[[Any], Any] | None = None
    by: tuple[type[Event], ...] = ()

    def of(self, view: Any) -> Any:
        return self.read(view) if self.read else getattr(view, self.name)

    def said_by(self, fact: Event) -> bool:
        said = getattr(fact, self.name, UNSET)
        if said is None and self.meaning is Meaning.STATUS:
            return False
        return said is not UNSET or isinstance(fact, self.by)


def _text(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, Form.TEXT, Meaning.TEXT) for name in names)


def _codes(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, Form.CODES) for name in names)


def _words(*names: str, by: tuple[type[Event], ...] = ()) -> tuple[Field, ...]:
    return tuple(Field(name, Form.WORD, by=by) for name in names)


def _status(read: str, *by: type[Event]) -> Field:
    return Field("status", Form.WORD, Meaning.STATUS, attrgetter(read), by)


def _whether(flag: str, then: str, otherwise: str) -> Callable[[Any], Any]:
    def read(view: Any) -> Any:
        return then if getattr(view, flag) else otherwise

    return read


def _each(field: str, name: str) -> Callable[[Any], Any]:
    """One field of each of several."""

    def read(view: Any) -> Any:
        return tuple(getattr(one, name) for one in getattr(view, field))

    return read


def _of(field: str, name: str) -> Callable[[Any], Any]:
    """One field of what there may not be."""

    def read(view: Any) -> Any:
        one = getattr(view, field)
        return None if one is None else getattr(one, name)

    return read


def _last(field: str, name: str) -> Callable[[Any], Any]:
    """One field of the last of several."""

    def read(view: Any) -> Any:
        several = getattr(view, field)
        return getattr(several[-1], name) if several else None

    return read


def _number(field: str) -> Callable[[Any], Any]:
    def read(view: Any) -> Any:
        return len(getattr(view, field))

    return read


def _said_last(name: str) -> Callable[[Any], Any]:
    """One field of the last report of a milestone, be it a note without a status."""

    def read(line: Any) -> Any:
        claim = line.later_note or line.claim
        return getattr(claim, name) if claim else None

    return read


def _evidence(line: Any) -> Any:
    return tuple(link.url for link in line.claim.evidence) if line.claim else ()


_LINKS: Final = Field("links", Form.LINKS, read=_each("links", "url"))
WITHDRAWALS: Final = (CommitmentWithdrawn, CommitmentReinstated)
"""What is recorded of a commitment and changes its milestones too."""
PROGRAMME: Final = (
    Field(
        "status", Form.WORD, Meaning.STATUS, _whether("closed", "closed", "open"), (ProgrammeClosed, ProgrammeReopened)
    ),
    *_text("title", "description"),
    Field("period", Form.DATE, Meaning.DATE),
    *_codes("languages", "countries", "vocabulary", "profiles"),
)
PARTNER: Final = (Field("roles", Form.CODES, by=(PartnerJoined, PartnerLeft, LeadHandedOver)),)
COMMITMENT: Final = (
    Field("status", Form.WORD, Meaning.STATUS, _whether("withdrawn", "withdrawn", "standing"), WITHDRAWALS),
    Field("period", Form.DATE, Meaning.DATE),
    *_text("title", "problem", "ambition", "expected_result"),
    Field("lead", Form.CODES, read=_of("lead", "code"), by=(CommitmentLeadChanged,)),
    Field(
        "supporting",
        Form.CODES,
        read=_each("supporting", "code"),
        by=(SupportAdded, SupportEnded, CommitmentLeadChanged),
    ),
    *_codes("policy_areas"),
    Field("submitted", Form.DATE),
    _LINKS,
)
MILESTONE: Final = (
    _status("status", ProgressReported, MilestoneWithdrawn, MilestoneReinstated, MilestoneMoved, *WITHDRAWALS),
    Field("due", Form.DATE, Meaning.DATE),
    *_text("title", "description"),
    Field("parts", Form.TEXTS, Meaning.TEXT),
    Field("responsible", Form.CODES, read=_each("responsible", "code")),
    Field("ties", Form.CODES, read=_each("ties", "to"), by=(MilestoneTied, MilestoneUntied)),
    Field("progress", Form.TEXT, Meaning.REPORT, _said_last("progress"), (ProgressReported,)),
    Field("challenges", Form.TEXT, Meaning.REPORT, _said_last("challenges"), (ProgressReported,)),
    Field("evidence", Form.LINKS, Meaning.REPORT, _evidence, (ProgressReported,)),
)
PILOT: Final = (
    _status("stage", *PILOT_STEPS),
    *_text("title", "methodology"),
    Field("evaluation", Form.TEXT, Meaning.REPORT, by=(PilotEvaluated,)),
    Field("site", Form.DATA),
    *_codes("hosts", "partners", "commitment"),
    Field("lessons", Form.TEXTS, Meaning.REPORT, _each("lessons", "what"), (LessonLearnt, PilotEvaluated)),
    Field("adopted", Form.TEXTS, Meaning.REPORT, _each("adopted", "where"), (PilotScaled,)),
    Field("readiness_assessments", Form.NUMBER, Meaning.REPORT, _number("readiness"), (ReadinessAssessed,)),
    _LINKS,
)
PHASE: Final = (
    Field("period", Form.DATE, Meaning.DATE, attrgetter("agreed")),
    *_text("title", "note"),
    *_codes("funders"),
)
COHORT: Final = (
    _status("stage", CohortStarted, CohortCompleted, CohortCancelled, CallAnnounced),
    *_text("title"),
    Field("period", Form.DATE, Meaning.DATE),
    Field("label", Form.WORD, Meaning.TEXT),
    *_codes("commitment"),
    Field("opens", Form.DATE, read=_last("calls", "opens")),
    Field("closes", Form.DATE, read=_last("calls", "closes")),
    Field("challenges", Form.TEXTS, Meaning.REPORT, _each("challenges", "title"), (ChallengeHosted,)),
    _LINKS,
)
FIGURE: Final = (Field("value", Form.NUMBER), Field("label", Form.TEXT, Meaning.TEXT))
EVENT: Final = (
    _status("stage", EventHeld, EventCancelled),
    Field("period", Form.DATE, Meaning.DATE, attrgetter("agreed")),
    Field("held", Form.DATE, by=(EventHeld,)),
    *_text("title"),
    *_words("format"),
    *_codes("commitment"),
    *_words("place", "country", "online", by=(EventMoved, EventHeld)),
    *_codes("hosts", "organisers"),
    *(
        Field(name, Form.NUMBER, read=_of("attendance", name), by=(AttendanceRecorded,))
        for name in ("total", "participants", "local", "foreign", "partner_staff")
    ),
    Field("outcomes", Form.TEXTS, Meaning.REPORT, _each("outcomes", "text"), (OutcomeRecorded,)),
    _LINKS,
)
FOLLOW_UP: Final = (
    _status("state", FollowUpAgreed, FollowUpClosed, FollowUpPromoted),
    Field("due", Form.DATE, Meaning.DATE),
    *_text("action"),
    *_codes("owner", "milestone"),
)
DELIVERABLE: Final = (
    _status("stage", *DELIVERABLE_STEPS, DeliverableWithdrawn),
    Field("due", Form.DATE, Meaning.DATE),
    *_text("title", "description"),
    *_words("number", "type", "level"),
    *_codes("commitment", "lead", "languages"),
    Field("quantity", Form.NUMBER),
    Field("produced", Form.NUMBER, Meaning.REPORT),
)
INDICATOR: Final = (
    *_text("title", "description", "unit"),
    *_codes("commitment"),
    Field("baseline", Form.DATA),
)
OF_A_DATE: Final = (Field("value", Form.NUMBER), Field("text", Form.TEXT))
"""What a target or an observation says."""
OF_COMMITMENT: Final = Field("commitment", Form.CODES)


def found(variable: str) -> Field:
    """What a reviewer finds of one variable: null where nothing was found, empty where it is said to be open still."""
    return Field(variable, Form.CODES, Meaning.FINDING, by=(AssessmentRecorded, AssessmentRetracted))
