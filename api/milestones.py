"""Milestones over HTTP: each promise with its due date, and every claim made of it since."""

from api.answers import Page, known, must_be_programme, page
from api.route import BY_NUMBER, Ask, Asked, Tell
from domain.amendment import AmendMilestone
from domain.kernel import Key
from domain.milestone import Milestone as Stream
from domain.milestone import MoveMilestone, PlanMilestone, RescheduleMilestone, UnknownMilestone
from domain.programme import UnknownProgramme
from domain.report import CorrectReport, ReportProgress
from domain.thing import code_in
from domain.withdrawal import ReinstateMilestone, WithdrawMilestone
from projections.entry import TimelineEntry, timeline
from projections.milestone import Milestone, milestone, milestones_of
from projections.moment import Reading
from projections.version import versions

TAG = "Milestones"
PLAN = {"programme": "FR-2018"}
FIRST = {"programme": "FR-2018", "code": "9.1"}
UNKNOWN = (UnknownProgramme, UnknownMilestone)


class VersionedMilestone(Milestone, frozen=True, kw_only=True):
    """A milestone on one day, as known at one moment. `version` counts its entries: reports and corrections are among them."""

    version: int


def _versioned(reading: Reading, found: list[Milestone]) -> tuple[VersionedMilestone, ...]:
    keys = {m.code: Key(Stream.KIND, code_in(m.programme, m.code)) for m in found}
    numbers = versions(reading, list(keys.values()))
    return tuple(
        VersionedMilestone(version=numbers[keys[m.code]], **{name: getattr(m, name) for name in m.__struct_fields__})
        for m in found
    )


def _all(reading: Reading, asked: Asked, programme: str) -> Page[VersionedMilestone]:
    must_be_programme(reading, programme)
    found = page(reading, asked, milestones_of(reading, programme))
    items = _versioned(reading, list(found.items))
    return Page(as_of=found.as_of, known_at=found.known_at, items=items, next=found.next)


def _one(reading: Reading, _asked: Asked, programme: str, code: str) -> VersionedMilestone:
    return _versioned(reading, [_known(reading, programme, code)])[0]


def _timeline(reading: Reading, asked: Asked, programme: str, code: str) -> Page[TimelineEntry]:
    _known(reading, programme, code)
    return page(reading, asked, timeline(reading, programme, code))


def _known(reading: Reading, programme: str, code: str) -> Milestone:
    must_be_programme(reading, programme)
    found = milestone(reading, programme, code)
    return known(found, UnknownMilestone, f"milestone {code!r} in programme {programme!r}", reading)


ASKS = (
    Ask(
        path="/programmes/{programme}/milestones",
        tag=TAG,
        summary="List a programme's milestones",
        description="Every milestone of a programme, in the order of its number.",
        answer=_all,
        view=Page[VersionedMilestone],
        cursor=BY_NUMBER,
        unknown=(UnknownProgramme,),
        example=PLAN,
    ),
    Ask(
        path="/programmes/{programme}/milestones/{code}",
        tag=TAG,
        summary="Read a milestone",
        description="What is promised, due when at first and due when now, and what it stands for. Its status stands in the report.",
        answer=_one,
        view=VersionedMilestone,
        unknown=UNKNOWN,
        example=FIRST,
    ),
    Ask(
        path="/programmes/{programme}/milestones/{code}/timeline",
        tag=TAG,
        summary="Read a milestone's timeline",
        description="Every claim, reschedule, amendment, move, tie and correction: what was said, for when, when it was learnt, by whom, "
        "on what evidence, and what it replaced.",
        answer=_timeline,
        view=Page[TimelineEntry],
        cursor=BY_NUMBER,
        unknown=UNKNOWN,
        example=FIRST,
    ),
)
TELLS = (
    Tell(
        path="/programmes/{programme}/milestones",
        tag=TAG,
        summary="Plan a milestone",
        command=PlanMilestone,
        creates=True,
        example=PLAN,
        examples={
            "first": {
                "code": "9.1",
                "title": {"en": "Develop a training offer for public servants"},
                "commitment": "9",
                "due": "2018",
                "on": "2018-04",
            },
            "second": {
                "code": "9.2",
                "title": {"en": "Publish the training material"},
                "commitment": "9",
                "due": "2019",
            },
        },
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/amend",
        tag=TAG,
        summary="Amend a milestone",
        command=AmendMilestone,
        example=FIRST,
        examples={
            "responsible": {"reason": "The ministry takes it on.", "on": "2018-06", "responsible": ["fr-interior"]}
        },
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/report-progress",
        tag=TAG,
        summary="Report progress of a milestone",
        command=ReportProgress,
        example=FIRST,
        examples={
            "limited": {
                "on": "2018-09-30",
                "text": {"en": "The first sessions were held."},
                "status": "limited",
                "challenges": {"en": "There are few trainers."},
            },
            "note-without-status": {"on": "2018-12", "text": {"en": "More sessions are planned."}},
        },
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/correct-report",
        tag=TAG,
        summary="Correct a report of progress",
        command=CorrectReport,
        example=FIRST,
        examples={
            "wrong-status": {
                "corrects": 3,
                "reason": "Two ministries had not been counted.",
                "on": "2018-09-30",
                "text": {"en": "Most sessions were held."},
                "status": "substantial",
                "evidence": [
                    {
                        "url": "https://www.data.gouv.fr/",
                        "title": "The open platform for French public data",
                        "seen": "2018-10-02",
                    }
                ],
            }
        },
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/reschedule",
        tag=TAG,
        summary="Reschedule a milestone",
        command=RescheduleMilestone,
        example=FIRST,
        examples={"a-year-later": {"due": "2019", "on": "2018-11-15", "reason": "The budget was voted late."}},
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/withdraw",
        tag=TAG,
        summary="Withdraw a milestone",
        command=WithdrawMilestone,
        example=FIRST,
        examples={"taken-back": {"on": "2020-01-15", "reason": "Another programme has taken it over."}},
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/reinstate",
        tag=TAG,
        summary="Reinstate a withdrawn milestone",
        command=ReinstateMilestone,
        example=FIRST,
        examples={"back-again": {"on": "2020-02-01", "reason": "The other programme has given it back."}},
    ),
    Tell(
        path="/programmes/{programme}/milestones/{code}/move",
        tag=TAG,
        summary="Move a milestone to another commitment",
        command=MoveMilestone,
        example={"programme": "FR-2018", "code": "9.2"},
        examples={
            "to-another": {"commitment": "11", "on": "2019-10", "reason": "The material is about regional data."},
            "to-none": {"commitment": None, "on": "2019-11", "reason": "It concerns the whole plan."},
        },
    ),
)
ROUTES = (*ASKS, *TELLS)
