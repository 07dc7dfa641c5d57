import pytest
from msgspec.structs import replace

from domain.assessment import (
    AssessmentRecorded,
    NothingToRetract,
    OneFindingOnly,
    RecordAssessment,
    ReplacedWithoutReason,
    Subject,
    SubjectNotNamed,
    UnknownFinding,
    UnknownSubject,
    UnknownVariable,
)
from domain.dates import Edtf
from domain.programme import UnknownProgramme
from domain.rules import AboutTheFuture, SaidTwice
from tests.domain.facts import (
    ASSESSED,
    ASSESSMENT,
    CLOSED,
    CREATED,
    NUMBER,
    PLAN,
    PLAN_WITH_MILESTONE,
    RETRACTED,
    WITHDRAWN,
)
from tests.domain.given import given
from tests.domain.requests import ASSESS, RETRACT

OF_COMMITMENT = RecordAssessment(
    programme=PLAN,
    subject=Subject.COMMITMENT,
    about=NUMBER,
    reviewer="irm",
    variable="relevance",
    values=("civic-participation", "access-to-information"),
)
OF_PROGRAMME = RecordAssessment(
    programme=PLAN, subject=Subject.PROGRAMME, reviewer="irm", variable="starred", values=("no",)
)


def test_a_reviewer_assesses_a_milestone_a_commitment_or_the_programme() -> None:
    given(*PLAN_WITH_MILESTONE).when(ASSESS).then(ASSESSED[1])
    given(*PLAN_WITH_MILESTONE).when(OF_COMMITMENT).then(
        AssessmentRecorded(
            programme=PLAN,
            subject=Subject.COMMITMENT,
            about=NUMBER,
            reviewer="irm",
            variable="relevance",
            vocabulary="irm-relevance@2018",
            values=("civic-participation", "access-to-information"),
        )
    )
    given(CREATED).when(OF_PROGRAMME).then(
        AssessmentRecorded(
            programme=PLAN,
            subject=Subject.PROGRAMME,
            reviewer="irm",
            variable="starred",
            vocabulary="irm-starred@2018",
            values=("no",),
        )
    )


def test_findings_of_different_reviewers_variables_and_subjects_are_kept_apart() -> None:
    others = (
        replace(ASSESS, reviewer="court"),
        replace(ASSESS, variable="verifiable"),
        replace(ASSESS, subject=Subject.COMMITMENT),
        replace(ASSESS, about="9.2"),
        replace(ASSESS, programme="FR-2021"),
    )
    assert ASSESS.key() == ASSESSMENT
    assert len({ASSESS.key(), *(other.key() for other in others)}) == 6


@pytest.mark.parametrize("on", [None, Edtf("2019-05")], ids=["undated", "dated"])
def test_a_reviewer_says_why_it_finds_otherwise_of_the_same_day(on: Edtf | None) -> None:
    found = (ASSESSED[0], replace(ASSESSED[1], on=on))
    anew = replace(ASSESS, on=on, values=("complete",))
    given(*PLAN_WITH_MILESTONE, found).when(anew).refuses(ReplacedWithoutReason).naming("reason").saying("Entry 1")
    given(*PLAN_WITH_MILESTONE, found).when(replace(anew, reason="It was a slip.")).then(
        replace(found[1], values=("complete",), reason="It was a slip.")
    )
    assert given(*PLAN_WITH_MILESTONE, found, RETRACTED).when(anew).refusals == ()


def test_what_a_reviewer_finds_of_another_day_needs_no_reason() -> None:
    anew = replace(ASSESS, on=Edtf("2019-08"), values=("complete",))
    for on in (None, Edtf("2019-05")):
        found = (ASSESSED[0], replace(ASSESSED[1], on=on))
        given(*PLAN_WITH_MILESTONE, found).when(anew).then(
            replace(ASSESSED[1], on=Edtf("2019-08"), values=("complete",))
        )


def test_a_reviewer_may_say_why_it_finds_anew() -> None:
    anew = replace(ASSESS, values=("complete",), reason="New evidence was published.")
    given(*PLAN_WITH_MILESTONE, ASSESSED).when(anew).then(
        replace(ASSESSED[1], values=("complete",), reason="New evidence was published.")
    )


def test_reviewers_may_disagree() -> None:
    other = replace(ASSESS, reviewer="court", values=("complete",))
    given(*PLAN_WITH_MILESTONE, ASSESSED).when(other).then(replace(ASSESSED[1], reviewer="court", values=("complete",)))


def test_a_finding_is_retracted_with_a_reason() -> None:
    given(*PLAN_WITH_MILESTONE, ASSESSED).when(RETRACT).then(RETRACTED[1])
    given(*PLAN_WITH_MILESTONE, ASSESSED, RETRACTED, ASSESSED).when(RETRACT).then(RETRACTED[1])


def test_what_does_not_stand_is_not_retracted() -> None:
    given(*PLAN_WITH_MILESTONE).when(RETRACT).refuses(NothingToRetract).saying("irm", "completion", "9.1")
    given(*PLAN_WITH_MILESTONE, ASSESSED, RETRACTED).when(RETRACT).refuses(NothingToRetract)
    of_another = replace(RETRACT, reviewer="court")
    given(*PLAN_WITH_MILESTONE, ASSESSED).when(of_another).refuses(NothingToRetract).saying("court")
    of_the_plan = replace(RETRACT, subject=Subject.PROGRAMME, about=None)
    given(*PLAN_WITH_MILESTONE, ASSESSED).when(of_the_plan).refuses(NothingToRetract).saying("the programme")


def test_a_retracted_finding_may_be_found_anew() -> None:
    given(*PLAN_WITH_MILESTONE, ASSESSED, RETRACTED).when(ASSESS).then(ASSESSED[1])


def test_a_finding_is_retracted_in_a_closed_programme_too_but_not_in_none_or_in_the_future() -> None:
    given(*PLAN_WITH_MILESTONE, ASSESSED, CLOSED).when(RETRACT).then(RETRACTED[1])
    given().when(replace(RETRACT, on=Edtf("2020"))).refuses(UnknownProgramme, AboutTheFuture).naming("programme", "on")


def test_not_assessed_yet_is_none_of_the_findings() -> None:
    pending = replace(ASSESS, values=(), said="Pending IRM Review")
    given(*PLAN_WITH_MILESTONE).when(pending).then(replace(ASSESSED[1], values=(), said="Pending IRM Review"))
    given(*PLAN_WITH_MILESTONE).when(replace(ASSESS, values=("no-evidence",))).then(
        replace(ASSESSED[1], values=("no-evidence",))
    )


def test_a_withdrawn_promise_is_still_assessed() -> None:
    given(*PLAN_WITH_MILESTONE, WITHDRAWN).when(replace(ASSESS, values=("withdrawn",))).then(
        replace(ASSESSED[1], values=("withdrawn",))
    )


def test_an_unknown_variable_is_refused_with_the_known_ones() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(ASSESS, variable="ambition")).refuses(UnknownVariable).naming(
        "variable"
    ).saying("completion", "early-results")


@pytest.mark.parametrize(
    ("variable", "finding"),
    [
        ("completion", "yes"),
        ("verifiable", "complete"),
        ("relevance", "irrelevant"),
        ("starred", "maybe"),
        ("early-results", "none"),
    ],
)
def test_an_unknown_finding_is_refused_with_the_known_ones(variable: str, finding: str) -> None:
    request = replace(ASSESS, variable=variable, values=(finding,))
    given(*PLAN_WITH_MILESTONE).when(request).refuses(UnknownFinding).naming("values").saying(finding, "Known")


def test_only_what_can_have_several_values_has_them() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(ASSESS, values=("limited", "complete"))).refuses(OneFindingOnly).naming(
        "values"
    )


def test_a_value_is_named_once() -> None:
    twice = replace(OF_COMMITMENT, values=("civic-participation", "civic-participation"))
    given(*PLAN_WITH_MILESTONE).when(twice).refuses(SaidTwice).naming("values")


def test_what_is_assessed_must_be_named_and_known() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(ASSESS, about=None)).refuses(SubjectNotNamed).naming("about")
    given(*PLAN_WITH_MILESTONE).when(replace(ASSESS, about="9.7")).refuses(UnknownSubject).naming("about").saying("9.7")
    given(CREATED).when(OF_COMMITMENT).refuses(UnknownSubject).saying("commitment")


def test_an_assessment_of_the_programme_names_nothing_else() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(OF_PROGRAMME, about=NUMBER)).refuses(SubjectNotNamed).naming("about")


def test_a_finding_is_not_dated_after_today() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(ASSESS, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_every_fault_is_named_at_once() -> None:
    faulty = replace(ASSESS, on=Edtf("2020"), values=("x", "x", "limited"))
    given(CREATED).when(faulty).refuses(
        AboutTheFuture, UnknownSubject, SaidTwice, UnknownFinding, UnknownFinding, OneFindingOnly
    )
    given().when(faulty).refuses(UnknownProgramme, AboutTheFuture, UnknownSubject, SaidTwice)
