import pytest
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import NothingCorrected
from domain.dates import Edtf
from domain.programme import ProgrammeIsClosed
from domain.report import (
    CompleteNeedsEvidence,
    LowStatusNeedsChallenge,
    ProgressReported,
    ReportProgress,
    UnknownReport,
    UnknownStatus,
)
from domain.rules import AboutTheFuture
from domain.vocabulary import CANADA_STATUS, OGP_STATUS
from tests.domain.facts import (
    CLOSED,
    CORRECTED,
    CREATED_IN_CANADA,
    CREATED_LENIENT,
    MILESTONE,
    PLAN,
    PLAN_WITH_MILESTONE,
    REPORTED,
    RESCHEDULED,
    STEP,
    WITHDRAWN,
)
from tests.domain.given import given
from tests.domain.requests import CORRECT, REPORT
from tests.domain.sample_tie import LAUNCH, LAUNCH_ATTENDED, LAUNCH_HELD, LAUNCH_TIED, TIED, WITH_BOTH

FOLLOWED = (
    MILESTONE,
    ProgressReported(
        on=Edtf("2019-03-20"),
        text={"en": "It was held."},
        status="complete",
        vocabulary=OGP_STATUS.id,
        following=str(LAUNCH),
    ),
)
NOTE = ReportProgress(programme=PLAN, code=STEP, on=Edtf("2019-06"), text={"en": "Underway."})


def test_progress_is_reported_with_the_vocabulary_it_is_said_in() -> None:
    given(*PLAN_WITH_MILESTONE).when(REPORT).then(REPORTED[1])


def test_a_report_without_a_status_is_a_note() -> None:
    given(*PLAN_WITH_MILESTONE).when(NOTE).then(ProgressReported(on=Edtf("2019-06"), text={"en": "Underway."}))


def test_the_same_status_may_be_reported_again_and_a_lower_one_too() -> None:
    given(*PLAN_WITH_MILESTONE, REPORTED).when(REPORT).then(REPORTED[1])
    lower = replace(REPORT, status="not-started")
    assert given(*PLAN_WITH_MILESTONE, REPORTED).when(lower).refusals == ()


@pytest.mark.parametrize("status", ["not-started", "limited", "substantial", "complete"])
def test_every_status_of_the_vocabulary_is_taken(status: str) -> None:
    outcome = given(*PLAN_WITH_MILESTONE).when(replace(REPORT, status=status))
    outcome.then(replace(REPORTED[1], status=status))


@pytest.mark.parametrize("status", ["Complete", "completed", "C", "pending"])
def test_an_unknown_status_is_refused_with_the_known_ones(status: str) -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(REPORT, status=status)).refuses(UnknownStatus).naming("status").saying(
        status, "not-started, limited, substantial, complete"
    )


def test_a_programme_reports_in_its_own_vocabulary() -> None:
    facts = (CREATED_IN_CANADA, *PLAN_WITH_MILESTONE[1:])
    given(*facts).when(replace(REPORT, status="C")).then(replace(REPORTED[1], status="C", vocabulary=CANADA_STATUS.id))
    given(*facts).when(replace(REPORT, status="C", evidence=())).refuses(CompleteNeedsEvidence)
    given(*facts).when(replace(REPORT, status="LP", challenges=None)).refuses(LowStatusNeedsChallenge)
    given(*facts).when(replace(REPORT, status="complete")).refuses(UnknownStatus)


def test_complete_needs_evidence() -> None:
    complete = replace(REPORT, status="complete", evidence=())
    given(*PLAN_WITH_MILESTONE).when(complete).refuses(CompleteNeedsEvidence).naming("evidence")
    given(CREATED_LENIENT, *PLAN_WITH_MILESTONE[1:]).when(complete).then(
        replace(REPORTED[1], status="complete", evidence=())
    )


@pytest.mark.parametrize("status", ["not-started", "limited"])
def test_a_low_status_needs_a_stated_challenge(status: str) -> None:
    silent = replace(REPORT, status=status, challenges=None)
    given(*PLAN_WITH_MILESTONE).when(silent).refuses(LowStatusNeedsChallenge).naming("challenges")
    given(CREATED_LENIENT, *PLAN_WITH_MILESTONE[1:]).when(silent).then(
        replace(REPORTED[1], status=status, challenges=None)
    )


def test_neither_evidence_nor_a_challenge_is_asked_of_the_others() -> None:
    bare = replace(REPORT, evidence=(), challenges=None)
    given(*PLAN_WITH_MILESTONE).when(bare).then(replace(REPORTED[1], evidence=(), challenges=None))
    complete = replace(REPORT, status="complete", challenges=None)
    assert given(*PLAN_WITH_MILESTONE).when(complete).refusals == ()


def test_a_report_is_corrected_with_a_reason_and_both_are_kept() -> None:
    given(*PLAN_WITH_MILESTONE, REPORTED).when(CORRECT).then(CORRECTED[1])


def test_a_report_may_be_corrected_again() -> None:
    twice = (*PLAN_WITH_MILESTONE, REPORTED, CORRECTED)
    again = {"text": {"en": "90 were trained."}}
    given(*twice).when(replace(CORRECT, **again)).then(replace(CORRECTED[1], **again))
    given(*twice).when(CORRECT).refuses(NothingCorrected).naming("corrects")


def test_a_correction_may_take_the_status_back() -> None:
    given(*PLAN_WITH_MILESTONE, REPORTED).when(replace(CORRECT, status=None, challenges=None)).then(
        replace(CORRECTED[1], status=None, vocabulary=None, challenges=None)
    )


@pytest.mark.parametrize("entry", [1, 3, 4, 9], ids=["the plan", "a correction", "a reschedule", "nothing"])
def test_only_a_report_is_corrected(entry: int) -> None:
    facts = (*PLAN_WITH_MILESTONE, REPORTED, CORRECTED, RESCHEDULED, REPORTED)
    given(*facts).when(replace(CORRECT, corrects=entry)).refuses(UnknownReport).naming("corrects").saying("2, 5")


def test_where_nothing_was_reported_there_is_nothing_to_correct() -> None:
    given(*PLAN_WITH_MILESTONE).when(CORRECT).refuses(UnknownReport).saying("none")


def test_a_report_is_corrected_in_the_world_before_it_as_any_entry_is() -> None:
    assert given(*PLAN_WITH_MILESTONE, REPORTED, WITHDRAWN).when(CORRECT).refusals == ()
    tied = (*WITH_BOTH, REPORTED, TIED, LAUNCH_TIED)
    assert given(*tied).when(CORRECT).refusals == ()
    given(*PLAN_WITH_MILESTONE, REPORTED, CLOSED).when(CORRECT).refuses(ProgrammeIsClosed).naming("programme")


def test_no_later_entry_may_break_by_the_correction_of_a_report() -> None:
    note = (MILESTONE, replace(REPORTED[1], status=None, vocabulary=None, challenges=None))
    facts = (*WITH_BOTH, TIED, LAUNCH_TIED, note, LAUNCH_HELD, LAUNCH_ATTENDED, FOLLOWED)
    overruling = replace(CORRECT, corrects=3, overrules="We know better")
    given(*facts).when(overruling).refuses(LaterEntryBreaks).naming("corrects").saying(
        "Entry 4 could not stand then. Entry 3 overrules it: 'We know better'. Correct or retract entry 4 first."
    )


def test_a_correction_is_held_to_the_rules_of_a_report() -> None:
    facts = (*PLAN_WITH_MILESTONE, REPORTED)
    given(*facts).when(replace(CORRECT, status="complete")).refuses(CompleteNeedsEvidence)
    given(*facts).when(replace(CORRECT, challenges=None)).refuses(LowStatusNeedsChallenge)
    given(*facts).when(replace(CORRECT, corrects=7, on=Edtf("2020"), status="done")).refuses(
        UnknownReport, AboutTheFuture, UnknownStatus
    )
