import pytest
from msgspec.structs import replace

from domain.closing import ProgrammeIsOpen
from domain.dates import Edtf
from domain.exporting import ExportCommand
from domain.kernel import Command, Unacceptable
from domain.programme import (
    AmendProgramme,
    CreateProgramme,
    Policies,
    ProgrammeAmended,
    ProgrammeCreated,
    ProgrammeExists,
    ProgrammeIsClosed,
    ProgrammeKind,
    UnknownProgramme,
    UnknownVocabulary,
)
from domain.report import CompleteNeedsEvidence, ProgressReported, ReportProgress
from domain.rules import NothingToAmend, SaidTwice
from domain.vocabulary import CANADA_STATUS
from tests.domain.facts import (
    AMENDED,
    ASSESSED,
    CLOSED,
    CREATED,
    CREATED_IN_CANADA,
    PLAN,
    PLAN_WITH_MILESTONE,
    PROGRAMME,
    REOPENED,
    STEP,
)
from tests.domain.given import Fact, given
from tests.domain.requests import AMEND, ASSESS, CLOSE, CREATE, REOPEN, REPORT, RETRACT
from tests.domain.samples import ACCEPTED

RENAME_ONLY = AmendProgramme(code=PLAN, reason="A typing error.", title={"en": "Action plan"})


def test_a_programme_is_created() -> None:
    given().when(CREATE).then(CREATED[1])


def test_a_programme_asks_for_evidence_and_challenges_unless_it_is_told_otherwise() -> None:
    least = CreateProgramme(
        code="P", title={"en": "P"}, kind=ProgrammeKind.PILOT_PROJECT, period=Edtf("2020"), languages=("en",)
    )
    given().when(least).then(
        ProgrammeCreated(
            title={"en": "P"},
            kind=ProgrammeKind.PILOT_PROJECT,
            period=Edtf("2020"),
            languages=("en",),
            policies=Policies(complete_needs_evidence=True, low_status_needs_challenge=True),
        )
    )


def test_a_code_is_given_to_one_programme_only() -> None:
    given(CREATED).when(CREATE).refuses(ProgrammeExists).naming("code").saying("FR-2018")


def test_a_closed_programme_keeps_its_code() -> None:
    given(CREATED, CLOSED).when(CREATE).refuses(ProgrammeExists)


def test_a_programme_may_use_any_known_status_vocabulary() -> None:
    given().when(replace(CREATE, vocabulary=CANADA_STATUS.id)).then(CREATED_IN_CANADA[1])


def test_an_unknown_status_vocabulary_is_refused_with_the_known_ones() -> None:
    given().when(replace(CREATE, vocabulary="traffic-lights")).refuses(UnknownVocabulary).naming("vocabulary").saying(
        "traffic-lights", "ogp-completion@2018", "canada-tracker@2018"
    )


def test_a_programme_has_at_least_one_language() -> None:
    given().when(replace(CREATE, languages=())).refuses(Unacceptable).naming("languages")


def test_every_fault_of_a_new_programme_is_named_at_once() -> None:
    given(CREATED).when(
        replace(CREATE, vocabulary="x", languages=("en", "fr", "en", "en", "fr"), countries=("FR", "FR"))
    ).refuses(ProgrammeExists, UnknownVocabulary, SaidTwice, SaidTwice, SaidTwice).naming(
        "code", "vocabulary", "languages", "languages", "countries"
    )


def test_a_programme_is_amended_with_a_reason() -> None:
    given(CREATED).when(AMEND).then(AMENDED[1])


def test_what_an_amendment_does_not_name_stays_unsaid() -> None:
    given(CREATED).when(RENAME_ONLY).then(ProgrammeAmended(reason="A typing error.", title={"en": "Action plan"}))


def test_a_description_can_be_taken_back() -> None:
    given(CREATED).when(AmendProgramme(code=PLAN, reason="Wrong.", description=None)).then(
        ProgrammeAmended(reason="Wrong.", description=None)
    )


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    given(CREATED).when(AmendProgramme(code=PLAN, reason="None.")).refuses(NothingToAmend).saying("title", "policies")


def test_an_amendment_cannot_leave_a_programme_without_language() -> None:
    given(CREATED).when(AmendProgramme(code=PLAN, reason="Why.", languages=())).refuses(Unacceptable).naming(
        "languages"
    )


def test_an_amendment_names_each_language_and_country_once() -> None:
    given(CREATED).when(
        AmendProgramme(code=PLAN, reason="Why.", languages=("fr", "fr"), countries=("FR", "BE", "BE"))
    ).refuses(SaidTwice, SaidTwice).naming("languages", "countries")


def test_what_was_never_created_is_not_amended_closed_or_reopened() -> None:
    for request in (AMEND, CLOSE, REOPEN):
        given().when(request).refuses(UnknownProgramme).naming("code")


def test_policies_hold_from_their_amendment_on() -> None:
    complete = ReportProgress(programme=PLAN, code=STEP, on=Edtf("2019"), text={"en": "Done."}, status="complete")
    given(*PLAN_WITH_MILESTONE).when(complete).refuses(CompleteNeedsEvidence)
    given(*PLAN_WITH_MILESTONE, AMENDED).when(complete).then(
        ProgressReported(on=Edtf("2019"), text={"en": "Done."}, status="complete", vocabulary="ogp-completion@2018")
    )


def test_an_amendment_without_policies_leaves_them_as_they_were() -> None:
    renamed: Fact = (PROGRAMME, ProgrammeAmended(reason="A typing error.", title={"en": "Plan"}))
    complete = replace(REPORT, status="complete", evidence=())
    given(*PLAN_WITH_MILESTONE, renamed).when(complete).refuses(CompleteNeedsEvidence)
    given(*PLAN_WITH_MILESTONE, AMENDED, renamed).when(complete).then(
        ProgressReported(
            on=REPORT.on,
            text=REPORT.text,
            status="complete",
            vocabulary="ogp-completion@2018",
            challenges=REPORT.challenges,
        )
    )


def test_a_programme_is_closed_and_reopened_with_a_reason() -> None:
    given(CREATED).when(CLOSE).then(CLOSED[1])
    given(CREATED, CLOSED).when(REOPEN).then(REOPENED[1])
    again = Edtf("2019-12-31")
    given(CREATED, CLOSED, REOPENED).when(replace(CLOSE, on=again)).then(replace(CLOSED[1], on=again))


def test_a_closed_programme_is_not_closed_again() -> None:
    given(CREATED, CLOSED).when(CLOSE).refuses(ProgrammeIsClosed).naming("code").saying("Reopen")


def test_an_open_programme_is_not_reopened() -> None:
    given(CREATED).when(REOPEN).refuses(ProgrammeIsOpen)
    given(CREATED, CLOSED, REOPENED).when(REOPEN).refuses(ProgrammeIsOpen)


def test_a_closed_programme_is_not_amended() -> None:
    given(CREATED, CLOSED).when(RENAME_ONLY).refuses(ProgrammeIsClosed).naming("code")


def test_an_amended_programme_stays_open() -> None:
    given(CREATED, CLOSED, REOPENED, AMENDED).when(RENAME_ONLY).then(
        ProgrammeAmended(reason="A typing error.", title={"en": "Action plan"})
    )


@pytest.mark.parametrize(
    ("command", "facts"),
    [
        (command, facts)
        for command, facts in ACCEPTED
        if "programme" in command.__struct_fields__
        and command not in (ASSESS, RETRACT)
        and not isinstance(command, ExportCommand)
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_a_closed_programme_takes_no_more_until_it_is_reopened(command: Command, facts: tuple[Fact, ...]) -> None:
    assert given(*facts).when(command).refusals == ()
    given(*facts, CLOSED).when(command).refuses(ProgrammeIsClosed).naming("programme")
    assert given(*facts, CLOSED, REOPENED).when(command).refusals == ()


def test_reviewers_assess_a_programme_that_is_closed() -> None:
    given(*PLAN_WITH_MILESTONE, CLOSED).when(ASSESS).then(ASSESSED[1])
