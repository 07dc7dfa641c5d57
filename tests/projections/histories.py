"""Histories that could have happened: requests drawn at random, of which those are kept that break no rule."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from msgspec import UNSET

from domain.amendment import AmendMilestone
from domain.answering import AddSupport, ChangeLead, EndSupport
from domain.assessment import RecordAssessment, RetractAssessment, Subject
from domain.closing import CloseProgramme, ReopenProgramme
from domain.commitment import AmendCommitment, MakeCommitment
from domain.consortium import HandOverLead, JoinProgramme, LeaveProgramme, Role
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.deciding import Streams, carry_out
from domain.kernel import Command, Refused
from domain.milestone import MoveMilestone, PlanMilestone, RescheduleMilestone
from domain.partner import AmendPartner
from domain.profile import ChooseVocabularies
from domain.programme import AmendProgramme, Policies
from domain.recorder import Caller
from domain.report import CorrectReport, ReportProgress
from domain.succession import MergePartners
from domain.values import Source
from domain.withdrawal import ReinstateCommitment, ReinstateMilestone, WithdrawCommitment, WithdrawMilestone
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_partner, a_programme, a_report, text

OTHER_PLAN = "FR-2021"
BEGIN = date(2018, 6, 1)
DATES = (
    "2017",
    "2018",
    "2018-07",
    "2018-21",
    "2018-06-27",
    "2018-12-31~",
    "2019?",
    "2017-10/2019-03",
    "2018-10/..",
    "../2018",
    "2020",
)
FREE = Policies(complete_needs_evidence=False, low_status_needs_challenge=False)
FOUNDING = (
    *(a_partner(code) for code in ("interior", "culture", "digital")),
    *(a_programme(code, policies=FREE) for code in (PLAN, OTHER_PLAN)),
    a_commitment("9", lead="digital", supporting=("culture",)),
    a_milestone("9.1", "2018", responsible=("interior",)),
    a_report("limited", "2018-03"),
)

SAID: tuple[dict[str, str | None], ...] = (
    {"on": "2018-07"},
    {"lead": "interior"},
    {"status": "complete"},
    {"due": "2019"},
    {"to": "culture"},
    {"partner": "digital"},
    {"commitment": None},
)

Chapter = tuple[date, tuple[Command, ...]]

dates = st.sampled_from(DATES).map(Edtf)
days = st.dates(date(2017, 6, 1), date(2020, 6, 1)).map(lambda day: Edtf(day.isoformat()))
whens = dates | days
programmes = st.sampled_from((PLAN, PLAN, OTHER_PLAN))
commitments = st.sampled_from(("9", "10"))
milestones = st.sampled_from(("9.1", "9.1", "9.2"))
partners = st.sampled_from(("interior", "culture", "digital"))
texts = st.sampled_from(("one", "two", "three")).map(text)
statuses = st.sampled_from(("not-started", "limited", "substantial", "complete", None))
things = st.sampled_from(
    (f"programme:{PLAN}", "partner:interior", f"commitment:{PLAN}/9", f"milestone:{PLAN}/9.1", f"consortium:{PLAN}")
)
entries = st.integers(1, 6)
reasons = st.sampled_from(("the law came late", "counted twice"))
some_partners = st.lists(partners, unique=True, max_size=3).map(tuple)
sources = st.none() | st.just(Source(document="003.txt", words="2018"))

_of_commitment = {"programme": programmes, "code": commitments}
_of_milestone = {"programme": programmes, "code": milestones}
_claim = {**_of_milestone, "on": whens, "text": texts, "status": statuses, "source": sources}

reports = st.builds(ReportProgress, **_claim, illustrative=st.booleans())
corrections = st.builds(
    CorrectReport,
    **_claim | {"programme": st.just(PLAN), "code": st.just("9.1")},
    corrects=st.sampled_from((2, 2, 3, 4)),
    reason=reasons,
)
plans = st.builds(PlanMilestone, **_of_milestone, title=texts, due=st.none() | dates, responsible=some_partners)
delays = st.builds(RescheduleMilestone, **_of_milestone, due=dates, on=whens, reason=reasons)
others: st.SearchStrategy[Command] = st.one_of(
    st.builds(
        AmendMilestone,
        **_of_milestone,
        on=whens,
        reason=reasons,
        title=st.just(UNSET) | texts,
        responsible=st.just(UNSET) | some_partners,
    ),
    st.builds(WithdrawMilestone, **_of_milestone, on=whens, reason=reasons),
    st.builds(ReinstateMilestone, **_of_milestone, on=whens, reason=reasons),
    st.builds(MoveMilestone, **_of_milestone, commitment=st.none() | commitments, on=whens, reason=reasons),
    st.builds(WithdrawCommitment, **_of_commitment, on=whens, reason=reasons),
    st.builds(ReinstateCommitment, **_of_commitment, on=whens, reason=reasons),
    st.builds(MergePartners, code=partners, into=partners, on=whens, reason=reasons),
    st.builds(CorrectEntry, of=things, entry=entries, reason=reasons, say=st.sampled_from(SAID)),
    st.builds(RetractEntry, of=things, entry=entries, reason=reasons),
    st.builds(
        MakeCommitment,
        **_of_commitment,
        title=texts,
        lead=st.none() | partners,
        supporting=some_partners,
    ),
    st.builds(AmendCommitment, **_of_commitment, on=whens, reason=reasons, title=texts),
    st.builds(ChangeLead, **_of_commitment, to=partners, on=whens, reason=reasons),
    st.builds(AddSupport, **_of_commitment, partner=partners, on=whens),
    st.builds(EndSupport, **_of_commitment, partner=partners, on=whens, reason=reasons),
    st.builds(
        JoinProgramme,
        programme=programmes,
        partner=partners,
        role=st.sampled_from(Role),
        since=st.none() | whens,
    ),
    st.builds(
        LeaveProgramme,
        programme=programmes,
        partner=partners,
        role=st.sampled_from(Role),
        on=whens,
        reason=reasons,
    ),
    st.builds(HandOverLead, programme=programmes, to=partners, on=whens, reason=reasons),
    st.builds(AmendPartner, code=partners, name=texts, on=st.none() | whens, reason=reasons),
    st.builds(AmendProgramme, code=programmes, title=texts, on=st.none() | whens, reason=reasons),
    st.builds(CloseProgramme, code=st.just(OTHER_PLAN), on=whens),
    st.builds(ReopenProgramme, code=st.just(OTHER_PLAN), reason=reasons),
    st.builds(
        RecordAssessment,
        programme=programmes,
        subject=st.just(Subject.MILESTONE),
        about=milestones,
        reviewer=st.just("irm"),
        variable=st.just("completion"),
        values=st.sampled_from(((), ("limited",), ("complete",))),
        on=st.none() | whens,
    ),
    st.builds(
        RetractAssessment,
        programme=programmes,
        subject=st.just(Subject.MILESTONE),
        about=milestones,
        reviewer=st.just("irm"),
        variable=st.just("completion"),
        reason=reasons,
        on=st.none() | whens,
    ),
    st.builds(
        ChooseVocabularies,
        code=programmes,
        profiles=st.sampled_from((("irm@2011",), ("irm@2017",), ("irm@2020", "eu-deliverables@2021"))),
        reason=reasons,
        on=st.none() | whens,
    ),
)
requests: st.SearchStrategy[Command] = st.sampled_from(
    (others, others, others, others, reports, reports, corrections, delays, delays, plans)
).flatmap(lambda kind: kind)


def histories(chapters: int = 6) -> st.SearchStrategy[tuple[Chapter, ...]]:
    """Chapters of a history: a day and what was recorded on it, together."""
    asked = st.lists(st.lists(requests, min_size=5, max_size=12), min_size=2, max_size=chapters)
    steps = st.lists(st.integers(0, 90), min_size=chapters, max_size=chapters)
    return st.tuples(asked, steps).map(lambda drawn: tuple(_possible(*drawn)))


def _possible(asked: Sequence[Sequence[Command]], steps: Sequence[int]) -> Iterator[Chapter]:
    streams = Streams()
    day = BEGIN
    for commands, step in zip([FOUNDING, *asked], [0, *steps], strict=False):
        day += timedelta(days=step)
        if kept := tuple(command for command in commands if _happens(command, streams, day)):
            yield day, kept


def _happens(command: Command, streams: Streams, day: date) -> bool:
    try:
        return bool(list(carry_out(command, streams, day)))
    except Refused:
        return False


def record(ledger: Ledger, history: Sequence[Chapter]) -> None:
    for day, commands in history:
        clock = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        ledger.log.record(commands, Caller(actor="team", clock=clock))
