"""Events over HTTP: multiplier events, seminars and the like, who came to them, and what came of them."""

from api import things
from api.answers import Page, must_be_programme, page
from api.route import BY_NUMBER, Ask, Asked, Tell
from domain.attendance import RecordAttendance
from domain.gathering import AmendEvent, CancelEvent, HoldEvent, PlanEvent, UnknownEvent
from domain.move import MoveEvent
from domain.outcome import AgreeFollowUp, CloseFollowUp, PromoteFollowUp, RecordOutcome
from domain.programme import UnknownProgramme
from projections.gathering import GATHERINGS, GatheringView, follow_ups_of, gathering, gatherings_of
from projections.moment import Reading
from projections.outcome import FollowUp

TAG = "Events"
PLAN = {"programme": "FR-2018"}
FIRST = {"programme": "FR-2018", "code": "seminar"}
PATH = "/programmes/{programme}/events"
ONE = f"{PATH}/{{code}}"
LIST = {
    "name": "signed-list.pdf",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "size": 48_211,
}
SESSIONS = [
    {
        "title": {"en": "Personalised service portals"},
        "about": {"en": "Principles, access and take-up"},
        "on": "2018-12-11",
    },
    {"title": {"en": "Exchange of experiences"}, "on": "2018-12-12", "place": "Headquarters"},
]


def _follow_ups(reading: Reading, asked: Asked, programme: str) -> Page[FollowUp]:
    must_be_programme(reading, programme)
    return page(reading, asked, follow_ups_of(reading, programme))


ASKS = (
    *things.asks(
        "event",
        "events",
        tag=TAG,
        view=GatheringView,
        all_of=gatherings_of,
        one_of=gathering,
        dossiers=GATHERINGS,
        unknown=UnknownEvent,
        says="When and where an event was promised, agreed and held, who came, and what came of it, with its follow-ups.",
        example="seminar",
    ),
    Ask(
        path="/programmes/{programme}/follow-ups",
        tag=TAG,
        summary="List a programme's follow-ups",
        description="Every follow-up of every event of a programme: whose it is, when it is due, and whether it is open, done, "
        "dropped or a milestone by now.",
        answer=_follow_ups,
        view=Page[FollowUp],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=PLAN,
    ),
)
ABOUT_IT = (
    Tell(
        path=PATH,
        tag=TAG,
        summary="Plan an event",
        command=PlanEvent,
        creates=True,
        example=PLAN,
        examples={
            "seminar": {
                "code": "seminar",
                "title": {"en": "High-level seminar on service portals"},
                "format": "seminar",
                "ordinal": 3,
                "commitment": "9",
                "period": "2018-10",
                "place": "Paris",
                "country": "FR",
                "hosts": ["fr-interior"],
                "organisers": ["fr-digital-sector"],
            },
            "without-a-date": {
                "code": "third",
                "title": {"en": "3rd Multiplier Event: France, Strasbourg"},
                "format": "multiplier-event",
                "ordinal": 3,
                "place": "Strasbourg",
                "country": "FR",
            },
        },
    ),
    Tell(
        path=f"{ONE}/amend",
        tag=TAG,
        summary="Amend an event",
        command=AmendEvent,
        example=FIRST,
        examples={"sessions": {"reason": "The agenda is out.", "on": "2018-09", "sessions": SESSIONS}},
    ),
    Tell(
        path=f"{ONE}/move",
        tag=TAG,
        summary="Move an event to other days or another place",
        command=MoveEvent,
        example=FIRST,
        examples={"later": {"period": "2018-12-11/2018-12-12", "on": "2018-09", "reason": "The hall was taken."}},
    ),
    Tell(
        path=f"{ONE}/hold",
        tag=TAG,
        summary="Say that an event was held",
        command=HoldEvent,
        example=FIRST,
        examples={"two-days": {"on": "2018-12-11/2018-12-12"}},
    ),
    Tell(
        path=f"{ONE}/cancel",
        tag=TAG,
        summary="Cancel an event",
        command=CancelEvent,
        example={"programme": "FR-2018", "code": "third"},
        examples={"no-host": {"on": "2019-03", "reason": "No host was found."}},
    ),
)
WHAT_CAME_OF_IT = (
    Tell(
        path=f"{ONE}/record-attendance",
        tag=TAG,
        summary="Record who came to an event",
        command=RecordAttendance,
        example=FIRST,
        examples={
            "as-it-was-said": {
                "total": 15,
                "total_said": "Fifteen experts and delegates",
                "groups": [
                    {"countries": ["EG", "JO"], "category": "foreign", "said": "seven Arab countries"},
                    {"partner": "fr-interior", "people": 2, "category": "partner-staff"},
                ],
                "files": [LIST],
            }
        },
    ),
    Tell(
        path=f"{ONE}/record-outcome",
        tag=TAG,
        summary="Record an outcome of an event",
        command=RecordOutcome,
        example=FIRST,
        examples={
            "offer": {
                "text": {"en": "Morocco offered to host one of the next seminars."},
                "kind": "offer",
                "proposing_countries": ["MA"],
                "on": "2018-12-12",
            }
        },
    ),
    Tell(
        path=f"{ONE}/agree-follow-up",
        tag=TAG,
        summary="Agree on a follow-up of an outcome",
        command=AgreeFollowUp,
        example=FIRST,
        examples={
            "seminar": {
                "outcome": 6,
                "action": {"en": "Prepare the next seminar"},
                "owner": "fr-interior",
                "due": "2019-06",
                "on": "2018-12-12",
            },
            "visit": {"outcome": 6, "action": {"en": "Organise a study visit"}, "on": "2018-12-12"},
        },
    ),
    Tell(
        path=f"{ONE}/close-follow-up",
        tag=TAG,
        summary="Close a follow-up",
        command=CloseFollowUp,
        example=FIRST,
        examples={"dropped": {"follow_up": 8, "result": "dropped", "on": "2019-02", "reason": "There is no money."}},
    ),
    Tell(
        path=f"{ONE}/promote-follow-up",
        tag=TAG,
        summary="Make a follow-up a milestone",
        command=PromoteFollowUp,
        example=FIRST,
        examples={"next-seminar": {"follow_up": 7, "milestone": "9.seminar", "on": "2019-01"}},
    ),
)
ROUTES = (*ASKS, *ABOUT_IT, *WHAT_CAME_OF_IT)
