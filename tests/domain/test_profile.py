from msgspec.structs import replace

from domain.assessment import AssessmentRecorded, RecordAssessment, Subject, UnknownFinding, UnknownVariable
from domain.catalogue import past
from domain.correction import Corrected, CorrectEntry
from domain.kernel import Refusal
from domain.profile import NoVocabulary, SameProfiles, UnknownTerm, must_be_terms, vocabulary_for
from domain.programme import (
    Programme,
    ProgrammeCreated,
    ProgrammeIsClosed,
    UnknownProgramme,
    UnknownVocabulary,
    VocabulariesChosen,
)
from domain.rules import AnsweredTwice, SaidTwice, UnknownProfile
from domain.vocabulary import OGP_STATUS, VOCABULARIES
from tests.domain.facts import CHOSEN, CLOSED, CREATED, PLAN, PLAN_WITH_MILESTONE, PROGRAMME, REOPENED
from tests.domain.given import Fact, given
from tests.domain.requests import ASSESS, CHOOSE, CREATE

OF_PLAN = RecordAssessment(
    programme=PLAN, subject=Subject.PROGRAMME, reviewer="irm", variable="potential-impact", values=("moderate",)
)


def choosing(*profiles: str) -> Fact:
    return (PROGRAMME, VocabulariesChosen(profiles=profiles, reason="So it was agreed."))


def after(*facts: Fact) -> Programme:
    stream = past(PROGRAMME)
    for _, event in facts:
        stream.take(event)
    assert isinstance(stream.state, Programme)
    return stream.state


def refusals(programme: Programme, question: str, *values: str) -> list[Refusal]:
    return list(must_be_terms(programme, question, values, "type"))


def found(vocabulary: str) -> AssessmentRecorded:
    return AssessmentRecorded(
        programme=PLAN,
        subject=Subject.PROGRAMME,
        reviewer="irm",
        variable="potential-impact",
        vocabulary=vocabulary,
        values=("moderate",),
    )


def test_a_programme_is_created_with_the_profiles_it_is_recorded_by() -> None:
    created = given().when(replace(CREATE, profiles=("irm@2020", "erasmus@2014")))
    created.then(replace(CREATED[1], profiles=("irm@2020", "erasmus@2014")))


def test_profiles_are_left_out_of_the_record_where_nothing_is_said_of_them() -> None:
    (fact,) = given().when(CREATE).events
    assert isinstance(fact, ProgrammeCreated)
    assert fact == CREATED[1]
    assert after((PROGRAMME, fact)).profiles == ("irm@2017",)


def test_profiles_are_chosen_anew_with_a_reason() -> None:
    given(CREATED).when(CHOOSE).then(CHOSEN[1])


def test_a_programme_may_choose_no_profile() -> None:
    given(CREATED).when(replace(CHOOSE, profiles=())).then(replace(CHOSEN[1], profiles=()))


def test_what_is_chosen_already_is_not_chosen_again() -> None:
    given(CREATED).when(replace(CHOOSE, profiles=("irm@2017",))).refuses(SameProfiles).naming("profiles")
    given(CREATED, CHOSEN).when(CHOOSE).refuses(SameProfiles)
    given(CREATED, choosing()).when(replace(CHOOSE, profiles=())).refuses(SameProfiles)


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    for outcome in (
        given().when(replace(CREATE, profiles=("irm@2030",))),
        given(CREATED).when(replace(CHOOSE, profiles=("irm@2030",))),
    ):
        outcome.refuses(UnknownProfile).naming("profiles").saying("irm@2030", "irm@2011", "eu-deliverables@2021")


def test_two_profiles_that_answer_the_same_question_are_refused_by_name() -> None:
    both = ("irm@2017", "irm@2020", "erasmus@2014")
    for outcome in (
        given().when(replace(CREATE, profiles=both)),
        given(CREATED).when(replace(CHOOSE, profiles=both)),
    ):
        outcome.refuses(AnsweredTwice).naming("profiles").saying("irm@2017", "irm@2020", "completion")


def test_a_profile_is_named_once() -> None:
    given(CREATED).when(replace(CHOOSE, profiles=("irm@2020", "irm@2020"))).refuses(SaidTwice).naming("profiles")


def test_vocabularies_are_chosen_for_a_programme_that_is_there_and_open() -> None:
    given().when(CHOOSE).refuses(UnknownProgramme).naming("code")
    given(CREATED, CLOSED).when(CHOOSE).refuses(ProgrammeIsClosed).naming("code")
    given(CREATED, CLOSED, REOPENED).when(CHOOSE).then(CHOSEN[1])


def test_a_choice_stays_when_a_programme_is_closed_and_reopened() -> None:
    assert after(CREATED, CHOSEN, CLOSED, REOPENED).profiles == CHOOSE.profiles


def test_each_question_is_answered_in_the_vocabulary_that_was_chosen_last() -> None:
    assert vocabulary_for(after(CREATED), "status") == OGP_STATUS
    assert vocabulary_for(after(CREATED), "deliverable-type") is None
    chosen = after(CREATED, choosing("eu-deliverables@2014"), choosing("eu-deliverables@2021"))
    assert vocabulary_for(chosen, "deliverable-type") == VOCABULARIES["eu-deliverable-types@2021"]
    assert vocabulary_for(chosen, "completion") is None
    assert vocabulary_for(chosen, "status") == OGP_STATUS


def test_a_value_that_the_vocabulary_lacks_is_refused_with_the_known_ones() -> None:
    programme = after(CREATED, choosing("eu-deliverables@2014"))
    assert refusals(programme, "deliverable-type", "R", "DEM") == []
    (refused,) = refusals(programme, "deliverable-type", "R", "DMP")
    assert isinstance(refused, UnknownTerm)
    assert (refused.field, refused.detail) == (
        "type",
        "'DMP' is no value of eu-deliverable-types@2014. Known: R, DEM, DEC, OTHER.",
    )


def test_where_no_vocabulary_was_chosen_any_value_is_refused_with_the_profiles_that_have_one() -> None:
    assert refusals(after(CREATED), "deliverable-type") == []
    (refused,) = refusals(after(CREATED), "deliverable-type", "R", "DEM")
    assert isinstance(refused, NoVocabulary)
    assert refused.field == "type"
    assert "choose-vocabularies: eu-deliverables@2014, eu-deliverables@2021" in refused.detail


def test_reviewers_answer_the_questions_of_the_era_that_was_chosen() -> None:
    given(CREATED).when(replace(OF_PLAN, variable="specificity", values=("high",))).refuses(UnknownVariable).naming(
        "variable"
    ).saying("potential-impact", "irm@2011")
    newer = given(CREATED, CHOSEN)
    newer.when(OF_PLAN).refuses(UnknownVariable).saying("potential-for-results", "irm@2011, irm@2017")
    newer.when(replace(OF_PLAN, variable="deliverable-type", values=("R",))).refuses(UnknownVariable)
    given(CREATED, choosing()).when(OF_PLAN).refuses(UnknownVariable).saying("Known: none")


def test_a_newer_version_never_rewrites_old_values() -> None:
    given(CREATED, choosing("irm@2011")).when(OF_PLAN).then(found("irm-potential-impact@2011"))
    old: Fact = (OF_PLAN.key(), found("irm-potential-impact@2011"))
    later = given(CREATED, choosing("irm@2011"), old, choosing("irm@2017"))
    later.when(replace(OF_PLAN, reason="By the newer method.")).then(
        replace(found("irm-potential-impact@2017"), reason="By the newer method.")
    )
    stored = later.streams[OF_PLAN.key()].facts
    assert list(stored.values()) == [old[1]]
    assert VOCABULARIES["irm-potential-impact@2011"].find("worsening")
    assert VOCABULARIES["irm-potential-impact@2017"].find("worsening") is None


def test_a_finding_of_an_earlier_era_is_recorded_late_in_the_vocabulary_of_its_time() -> None:
    late = replace(OF_PLAN, vocabulary="irm-potential-impact@2011", values=("worsening",))
    changed = given(CREATED, choosing("irm@2011"), choosing("irm@2020"))
    changed.when(late).then(replace(found("irm-potential-impact@2011"), values=("worsening",)))
    changed.when(replace(late, values=("x",))).refuses(UnknownFinding).saying("worsening")
    given(CREATED).when(late).refuses(UnknownVocabulary).naming("vocabulary").saying("irm-potential-impact@2017")
    wrong = replace(late, variable="ogp-values", vocabulary="ogp-values@2018")
    changed.when(wrong).refuses(UnknownVocabulary, UnknownFinding)


def test_a_corrected_finding_keeps_the_vocabulary_that_it_was_said_in() -> None:
    old: Fact = (OF_PLAN.key(), found("irm-potential-impact@2011"))
    correct = CorrectEntry(of=str(old[0]), entry=1, reason="A slip.", say={"said": "Moderate"})
    given(CREATED, choosing("irm@2011"), old, choosing("irm@2017")).when(correct).then(
        Corrected(
            corrects=1,
            reason="A slip.",
            topic=old[1].TOPIC,
            was=old[1],
            fact=replace(found("irm-potential-impact@2011"), said="Moderate"),
        )
    )


def test_findings_of_all_eras_name_the_same_completion() -> None:
    for profile in ("irm@2011", "irm@2020"):
        given(*PLAN_WITH_MILESTONE, choosing(profile)).when(ASSESS).then(
            *given(*PLAN_WITH_MILESTONE).when(ASSESS).events
        )
