"""Sample facts and requests about events: planned, moved, held or cancelled, who came, and what came of them."""

from typing import Any, Final

from domain.attendance import AttendanceCategory, AttendanceGroup, AttendanceRecorded, RecordAttendance
from domain.dates import Edtf
from domain.gathering import (
    AmendEvent,
    CancelEvent,
    EventAmended,
    EventCancelled,
    EventFormat,
    EventHeld,
    EventPlanned,
    Gathering,
    HoldEvent,
    PlanEvent,
)
from domain.kernel import Command, Key
from domain.milestone import Milestone, MilestonePlanned
from domain.move import EventMoved, MoveEvent
from domain.occasion import Session, Setting
from domain.outcome import (
    AgreeFollowUp,
    CloseFollowUp,
    FollowUpAgreed,
    FollowUpClosed,
    FollowUpPromoted,
    FollowUpResult,
    OutcomeKind,
    OutcomeRecorded,
    PromoteFollowUp,
    RecordOutcome,
)
from domain.values import File
from tests.domain.facts import LEAD, LINK, NUMBER, OTHER, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

SEMINAR: Final = "seminar"
EVENT: Final = Key(Gathering.KIND, f"{PLAN}/{SEMINAR}")
OF_EVENT: Final[dict[str, Any]] = {"programme": PLAN, "code": SEMINAR}
NEXT: Final = "9.seminar"
NEXT_KEY: Final = Key(Milestone.KIND, f"{PLAN}/{NEXT}")
SESSION: Final = Session(
    title={"en": "Service portals"},
    about={"en": "Access and take-up"},
    on=Edtf("2018-12-11"),
    place="Conference centre",
)
FIRST_SETTING: Final = Setting(period=Edtf("2018-10"), place="Paris", country="FR", online=False)
STAFF: Final = AttendanceGroup(
    category=AttendanceCategory.PARTNER_STAFF,
    organisation="The ministry",
    partner=LEAD,
    countries=("FR",),
    people=2,
    said="two of our own",
)
GUESTS: Final = AttendanceGroup(
    category=AttendanceCategory.FOREIGN,
    countries=("EG", "JO", "LB", "MA", "PS", "TN", "AE"),
    said="seven Arab countries",
)

_PLANNED: Final[dict[str, Any]] = {
    "title": {"en": "High-level seminar"},
    "format": EventFormat.SEMINAR,
    "ordinal": 3,
    "commitment": NUMBER,
    "period": FIRST_SETTING.period,
    "place": FIRST_SETTING.place,
    "country": FIRST_SETTING.country,
    "online": FIRST_SETTING.online,
    "hosts": (LEAD,),
    "organisers": (LEAD, OTHER),
    "sessions": (SESSION,),
    "on": Edtf("2018-05"),
    "links": (LINK,),
}
_AMENDED: Final[dict[str, Any]] = {
    "reason": "The agenda is out.",
    "on": Edtf("2018-09"),
    "title": {"en": "Seminar on portals"},
    "format": EventFormat.WORKSHOP,
    "ordinal": None,
    "commitment": None,
    "hosts": (OTHER,),
    "organisers": (),
    "sessions": (Session(title={"en": "Exchange of experiences"}),),
    "links": (),
}
_MOVED: Final[dict[str, Any]] = {
    "on": Edtf("2018-09-20"),
    "reason": "The hall was taken.",
    "period": Edtf("2018-12-11/2018-12-12"),
    "place": None,
    "country": "TN",
    "online": True,
}
_HELD: Final[dict[str, Any]] = {
    "on": Edtf("2018-12-11/2018-12-12"),
    "place": "Headquarters",
    "country": None,
    "online": None,
}
_CANCELLED: Final[dict[str, Any]] = {"on": Edtf("2018-09-30"), "reason": "No host was found."}
_ATTENDED: Final[dict[str, Any]] = {
    "on": Edtf("2018-12-12"),
    "total": 15,
    "total_said": "Fifteen experts and delegates",
    "groups": (STAFF, GUESTS),
    "evidence": (LINK,),
    "files": (File(name="list.pdf", sha256="9f86d081" * 8, size=48_211, url="https://example.org/list.pdf"),),
}
_OUTCOME: Final[dict[str, Any]] = {
    "text": {"en": "Morocco offered to host the next seminar."},
    "kind": OutcomeKind.OFFER,
    "proposed_by": (OTHER,),
    "proposing_countries": ("MA",),
    "on": Edtf("2018-12-12"),
}
_AGREED: Final[dict[str, Any]] = {
    "outcome": 4,
    "action": {"en": "Prepare the next seminar"},
    "owner": OTHER,
    "due": Edtf("2019-06"),
    "on": Edtf("2018-12-12"),
}
_CLOSED: Final[dict[str, Any]] = {
    "follow_up": 5,
    "result": FollowUpResult.DROPPED,
    "on": Edtf("2019-02"),
    "reason": "No money.",
    "evidence": (LINK,),
}
_PROMOTED: Final[dict[str, Any]] = {"follow_up": 5, "milestone": NEXT, "on": Edtf("2019-01")}

EVENT_PLANNED: Final[Fact] = (EVENT, EventPlanned(**_PLANNED))
EVENT_AMENDED: Final[Fact] = (EVENT, EventAmended(**_AMENDED))
EVENT_MOVED: Final[Fact] = (EVENT, EventMoved(**_MOVED, former=FIRST_SETTING))
HELD: Final[Fact] = (EVENT, EventHeld(**_HELD))
CANCELLED: Final[Fact] = (EVENT, EventCancelled(**_CANCELLED))
ATTENDED: Final[Fact] = (EVENT, AttendanceRecorded(**_ATTENDED))
OUTCOME: Final[Fact] = (EVENT, OutcomeRecorded(**_OUTCOME))
AGREED: Final[Fact] = (EVENT, FollowUpAgreed(**_AGREED))
FOLLOW_UP_CLOSED: Final[Fact] = (EVENT, FollowUpClosed(**_CLOSED))
PROMOTED: Final[Fact] = (EVENT, FollowUpPromoted(**_PROMOTED))
NEXT_PLANNED: Final = MilestonePlanned(
    title={"en": "Hold the next seminar"},
    due=Edtf("2019-09"),
    on=Edtf("2019-01"),
    commitment=NUMBER,
    responsible=(OTHER,),
)

PLAN_EVENT: Final = PlanEvent(**OF_EVENT, **_PLANNED)
AMEND_EVENT: Final = AmendEvent(**OF_EVENT, **_AMENDED)
MOVE: Final = MoveEvent(**OF_EVENT, **_MOVED)
HOLD: Final = HoldEvent(**OF_EVENT, **_HELD)
CANCEL: Final = CancelEvent(**OF_EVENT, **_CANCELLED)
ATTEND: Final = RecordAttendance(**OF_EVENT, **_ATTENDED)
RECORD_OUTCOME: Final = RecordOutcome(**OF_EVENT, **_OUTCOME)
AGREE: Final = AgreeFollowUp(**OF_EVENT, **_AGREED)
CLOSE_FOLLOW_UP: Final = CloseFollowUp(**OF_EVENT, **_CLOSED)
PROMOTE: Final = PromoteFollowUp(**OF_EVENT, **_PROMOTED, title={"en": "Hold the next seminar"}, due=Edtf("2019-09"))

WITH_EVENT: Final = (*PLAN_WITH_MILESTONE, EVENT_PLANNED)
WITH_HELD: Final = (*WITH_EVENT, HELD)
WITH_ATTENDANCE: Final = (*WITH_HELD, ATTENDED)
WITH_OUTCOME: Final = (*WITH_ATTENDANCE, OUTCOME)
WITH_FOLLOW_UP: Final = (*WITH_OUTCOME, AGREED)
"""The outcome is entry 4 of the event, its follow-up entry 5."""

FACTS: Final = (
    EVENT_PLANNED,
    EVENT_AMENDED,
    EVENT_MOVED,
    HELD,
    CANCELLED,
    ATTENDED,
    OUTCOME,
    AGREED,
    FOLLOW_UP_CLOSED,
    PROMOTED,
)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (PLAN_EVENT, PLAN_WITH_MILESTONE),
    (AMEND_EVENT, WITH_EVENT),
    (MOVE, WITH_EVENT),
    (HOLD, WITH_EVENT),
    (CANCEL, WITH_EVENT),
    (ATTEND, WITH_HELD),
    (RECORD_OUTCOME, WITH_ATTENDANCE),
    (AGREE, WITH_OUTCOME),
    (CLOSE_FOLLOW_UP, WITH_FOLLOW_UP),
    (PROMOTE, WITH_FOLLOW_UP),
)
