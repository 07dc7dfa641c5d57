from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.assessment import AssessmentRecorded, Subject, UnknownFinding
from domain.catalogue import COMMANDS, EVENTS
from domain.correction import (
    Corrected,
    CorrectEntry,
    NotCorrectable,
    NothingCorrected,
    Retracted,
    RetractEntry,
    UnknownEntry,
    UnknownThing,
    WrongCorrection,
)
from domain.dates import Edtf
from domain.kernel import SAYS, Correction, Elsewhere, Event, Key
from domain.partner import PartnerHasEnded, UnknownPartner
from domain.programme import ProgrammeIsClosed, UnknownVocabulary, VocabulariesChosen
from domain.report import CompleteNeedsEvidence, UnknownStatus
from domain.rules import AboutTheFuture
from domain.statement import SaidInNoSource, StatementMade
from domain.thing import UnknownCommitment
from domain.values import Source
from tests.domain.facts import (
    AMENDED,
    ASSESSED,
    ASSESSMENT,
    CHOSEN,
    CLOSED,
    COMMITMENT,
    COMMITMENT_AMENDED,
    CONSORTIUM,
    CORRECTED,
    CREATED,
    HANDED_OVER,
    JOINED,
    LEAD,
    LEAD_CHANGED,
    LEFT,
    MADE,
    MILESTONE,
    MILESTONE_AMENDED,
    OTHER,
    OTHER_JOINED,
    OTHER_REGISTERED,
    PLAN,
    PLAN_WITH_MILESTONE,
    PLANNED,
    PROGRAMME,
    REGISTERED,
    RENAMED,
    REOPENED,
    REPORTED,
    RESCHEDULED,
    RETRACTED,
    SUPPORT_ADDED,
    SUPPORT_ENDED,
    WITHDRAWN,
)
from tests.domain.given import TODAY, Fact, Given, given
from tests.domain.sample_correction import ENTRY_CORRECTED, ENTRY_RETRACTED
from tests.domain.sample_indicator import DEFINED, TARGET_SET
from tests.domain.sample_statement import STATEMENT, STATEMENT_ADDED, STATEMENT_MADE
from tests.domain.sample_succession import ABSORBED, MERGED, PARTNERS, THIRD, THIRD_REGISTERED
from tests.domain.sample_tie import LAUNCH, LAUNCH_TIED, LAUNCH_UNTIED, TIED_IN_PART, UNTIED, WITH_BOTH
from tests.domain.sample_withdrawal import (
    COMMITMENT_REINSTATED,
    COMMITMENT_WITHDRAWN,
    MILESTONE_MOVED,
    MILESTONE_REINSTATED,
    TEN_MADE,
)

WHY = "A slip of the pen."
KNOWN = (CREATED, REGISTERED, OTHER_REGISTERED, THIRD_REGISTERED)
WITH_RESCHEDULED = (*PLAN_WITH_MILESTONE, RESCHEDULED)


def correct(of: Key | str, entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(of), entry=entry, reason=WHY, say=say)


def retract(of: Key | str, entry: int) -> RetractEntry:
    return RetractEntry(of=str(of), entry=entry, reason=WHY)


def corrected(entry: int, was: Event, fact: Event) -> Corrected:
    return Corrected(corrects=entry, reason=WHY, topic=was.TOPIC, was=was, fact=fact)


def retracted(entry: int, was: Event) -> Retracted:
    return Retracted(corrects=entry, reason=WHY, topic=was.TOPIC, was=was)


def instead(correction: Fact) -> Event:
    """What an entry says after this correction of it."""
    assert isinstance(correction[1], Correction)
    fact = correction[1].instead()
    assert fact is not None
    return fact


EVERY_KIND: tuple[tuple[tuple[Fact, ...], dict[str, Any]], ...] = (
    ((CREATED,), {"description": {"en": "Twenty-two."}}),
    ((CREATED, AMENDED), {"title": {"en": "A plan"}}),
    ((CREATED, CHOSEN), {"profiles": ["irm@2011"]}),
    ((CREATED, CLOSED, REOPENED), {"reason": "Two reports came late."}),
    ((*KNOWN, JOINED), {"role": "funder"}),
    ((*KNOWN, OTHER_JOINED, LEFT), {"reason": "Its task had been done."}),
    ((*KNOWN, JOINED, HANDED_OVER), {"to": THIRD}),
    ((REGISTERED,), {"kind": "ministry", "place": None}),
    ((REGISTERED, RENAMED), {"name": {"fr": "La DINUM"}}),
    ((*KNOWN, MADE), {"lead": THIRD, "submitted": "2018"}),
    ((*KNOWN, MADE, COMMITMENT_AMENDED), {"identifier": "FR0039"}),
    ((*KNOWN, MADE, LEAD_CHANGED), {"on": "2019-08-30"}),
    ((*KNOWN, (MADE[0], replace(MADE[1], supporting=())), SUPPORT_ADDED), {"partner": THIRD}),
    ((*KNOWN, MADE, SUPPORT_ENDED), {"on": "2019-11"}),
    ((*KNOWN, MADE, COMMITMENT_WITHDRAWN), {"reason": "The law covers it."}),
    ((*KNOWN, MADE, COMMITMENT_WITHDRAWN, COMMITMENT_REINSTATED), {"on": "2019-12-20"}),
    (PLAN_WITH_MILESTONE, {"due": "2018-12", "commitment": None}),
    ((*PLAN_WITH_MILESTONE, MILESTONE_AMENDED), {"title": {"en": "Train all of them"}}),
    ((*PLAN_WITH_MILESTONE, REPORTED), {"status": "limited"}),
    (WITH_RESCHEDULED, {"due": "2020-05"}),
    ((*PLAN_WITH_MILESTONE, TEN_MADE, MILESTONE_MOVED), {"commitment": None}),
    ((*PLAN_WITH_MILESTONE, WITHDRAWN), {"on": "2019-11"}),
    ((*PLAN_WITH_MILESTONE, WITHDRAWN, MILESTONE_REINSTATED), {"reason": "There was money."}),
    ((*PLAN_WITH_MILESTONE, ASSESSED), {"values": ["substantial"], "said": "Substantial"}),
    ((*PLAN_WITH_MILESTONE, ASSESSED, RETRACTED), {"reason": "Said of another commitment."}),
)


TOPICS = [facts[-1][1].TOPIC for facts, _ in EVERY_KIND]


def entry_of(facts: tuple[Fact, ...]) -> int:
    """The number of the last fact in its stream."""
    return sum(key == facts[-1][0] for key, _ in facts)


@pytest.mark.parametrize(("facts", "say"), EVERY_KIND, ids=TOPICS)
def test_what_any_request_said_can_be_corrected(facts: tuple[Fact, ...], say: dict[str, Any]) -> None:
    key, was = facts[-1]
    (fact, *_) = given(*facts).when(correct(key, entry_of(facts), **say)).events
    assert isinstance(fact, Corrected)
    assert (fact.was, fact.topic, fact.reason, fact.corrects) == (was, was.TOPIC, WHY, entry_of(facts))
    named = SAYS[type(was)].SAID_AS
    changed = {name for name in was.__struct_fields__ if getattr(fact.fact, name) != getattr(was, name)}
    assert changed == {named.get(name, name) for name in say}


def test_every_fact_that_one_request_says_is_tried_here() -> None:
    kinds = ("programme", "consortium", "partner", "commitment", "milestone", "assessment")
    tried = {facts[-1][1].TOPIC for facts, _ in EVERY_KIND}
    known = {fact.TOPIC for fact in SAYS if fact.TOPIC.partition(".")[0] in kinds}
    assert known - tried == {"programme.closed@1"}


LATER = [facts for facts, _ in EVERY_KIND if not SAYS[type(facts[-1][1])].BEGINS]


@pytest.mark.parametrize("facts", LATER, ids=[facts[-1][1].TOPIC for facts in LATER])
def test_what_any_request_said_after_the_first_can_be_retracted(facts: tuple[Fact, ...]) -> None:
    key, was = facts[-1]
    given(*facts).when(retract(key, entry_of(facts))).then(retracted(entry_of(facts), was))


def test_there_must_be_such_a_thing_and_such_an_entry() -> None:
    for request in (correct("milestone:FR-2018/9.9", 1, due="2020"), retract("milestone:FR-2018/9.9", 1)):
        given(*PLAN_WITH_MILESTONE).when(request).refuses(UnknownThing).naming("of")
    for request in (correct(MILESTONE, 3, due="2020"), retract(MILESTONE, 3)):
        given(*WITH_RESCHEDULED).when(request).refuses(UnknownEntry).naming("entry").saying("1, 2")


def test_a_correction_is_not_corrected_itself_but_its_entry_is_again() -> None:
    facts = (*WITH_RESCHEDULED, ENTRY_CORRECTED)
    given(*facts).when(correct(MILESTONE, 3, due="2020")).refuses(UnknownEntry).saying("1, 2")
    again = correct(MILESTONE, 2, due="2020-04")
    now = instead(ENTRY_CORRECTED)
    given(*facts).when(again).then(corrected(2, now, replace(RESCHEDULED[1], due=Edtf("2020-04"))))
    given(*facts).when(retract(MILESTONE, 2)).then(retracted(2, now))


def test_a_report_that_was_corrected_the_older_way_is_corrected_as_it_reads_now() -> None:
    now = instead(CORRECTED)
    given(*PLAN_WITH_MILESTONE, REPORTED, CORRECTED).when(correct(MILESTONE, 2, on="2019-05")).then(
        corrected(2, now, replace(now, on=Edtf("2019-05")))
    )


def test_what_was_retracted_is_gone() -> None:
    facts = (*WITH_RESCHEDULED, ENTRY_RETRACTED)
    given(*facts).when(correct(MILESTONE, 2, due="2020")).refuses(UnknownEntry)
    given(*facts).when(retract(MILESTONE, 2)).refuses(UnknownEntry)


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ({"deu": "2020"}, ("say.deu", "due")),
        ({"due": "soon"}, ("say.due", "'soon' is not a date")),
        ({"due": 2020, "reason": ""}, ("say.due", "say.reason")),
        ({"code": "9.2"}, ("say.code", "names the thing")),
        ({"source": {"document": "x"}}, ("say.source",)),
    ],
)
def test_what_is_said_has_the_form_of_the_entrys_request(say: dict[str, Any], words: tuple[str, ...]) -> None:
    outcome = given(*WITH_RESCHEDULED).when(correct(MILESTONE, 2, **say))
    assert {type(refusal) for refusal in outcome.refusals} == {WrongCorrection}
    assert {refusal.field for refusal in outcome.refusals} == {"say"}
    assert all(refusal.detail.startswith("Entry 2 cannot be corrected so: say") for refusal in outcome.refusals)
    outcome.saying(*words)


def test_a_finding_stays_with_its_subject() -> None:
    request = correct(ASSESSMENT, 1, variable="verifiable", values=[])
    given(*PLAN_WITH_MILESTONE, ASSESSED).when(request).refuses(WrongCorrection).saying("another thing")


def test_an_entry_is_held_to_its_own_rules() -> None:
    facts = (*PLAN_WITH_MILESTONE, REPORTED)
    given(*facts).when(correct(MILESTONE, 2, status="done")).refuses(UnknownStatus).naming("say")
    given(*facts).when(correct(MILESTONE, 2, status="complete", evidence=[])).refuses(CompleteNeedsEvidence)
    given(*facts).when(correct(MILESTONE, 2, on="2021", status="done")).refuses(AboutTheFuture, UnknownStatus)
    given(*facts).when(correct(MILESTONE, 1, responsible=["nobody"], commitment="99")).refuses(
        UnknownPartner, UnknownCommitment
    )


def test_its_rules_are_asked_as_of_then() -> None:
    facts = (*PLAN_WITH_MILESTONE, REPORTED, WITHDRAWN)
    assert given(*facts).when(correct(MILESTONE, 2, status="limited")).refusals == ()
    since = (*PLAN_WITH_MILESTONE, MERGED, COMMITMENT_WITHDRAWN)
    late = (*since[:4], (MILESTONE, replace(PLANNED[1], on=None)), *since[5:])
    given(*late).when(correct(MILESTONE, 1, due="2018")).then(
        corrected(1, late[4][1], replace(PLANNED[1], on=None, due=Edtf("2018")))
    )
    given(*KNOWN, (MADE[0], replace(MADE[1], lead=None, period=None)), MERGED).when(
        correct(COMMITMENT, 1, lead=LEAD)
    ).refuses(PartnerHasEnded).naming("say")


def test_nothing_corrected_is_no_correction() -> None:
    given(*WITH_RESCHEDULED).when(correct(MILESTONE, 2)).refuses(NothingCorrected).naming("say")
    given(*WITH_RESCHEDULED).when(correct(MILESTONE, 2, due="2020-06")).refuses(NothingCorrected)


def test_no_later_entry_may_break_by_it() -> None:
    facts = (*KNOWN, MADE, SUPPORT_ENDED)
    given(*facts).when(correct(COMMITMENT, 1, supporting=[])).refuses(LaterEntryBreaks).naming("entry").saying(
        "entry 2", "does not support"
    )
    again = (*KNOWN, (MADE[0], replace(MADE[1], supporting=())), SUPPORT_ADDED, SUPPORT_ENDED)
    given(*again).when(retract(COMMITMENT, 2)).refuses(LaterEntryBreaks).saying("entry 3")
    given(*PLAN_WITH_MILESTONE, ASSESSED, RETRACTED).when(retract(ASSESSMENT, 1)).refuses(
        LaterEntryBreaks, LaterEntryBreaks
    )


def test_what_a_later_entry_took_from_it_is_corrected_with_it() -> None:
    given(*KNOWN, MADE, LEAD_CHANGED).when(correct(COMMITMENT, 1, lead=THIRD)).then(
        corrected(1, MADE[1], replace(MADE[1], lead=THIRD)),
        corrected(2, LEAD_CHANGED[1], replace(LEAD_CHANGED[1], former=THIRD)),
    )
    given(*KNOWN, JOINED, HANDED_OVER).when(correct(CONSORTIUM, 1, partner=THIRD)).then(
        corrected(1, JOINED[1], replace(JOINED[1], partner=THIRD)),
        corrected(2, HANDED_OVER[1], replace(HANDED_OVER[1], from_partner=THIRD)),
    )
    later = (MILESTONE, replace(RESCHEDULED[1], due=Edtf("2021"), former=Edtf("2020-06")))
    given(*WITH_RESCHEDULED, later).when(retract(MILESTONE, 2)).then(
        retracted(2, RESCHEDULED[1]), corrected(3, later[1], replace(later[1], former=Edtf("2019")))
    )


def test_what_began_a_thing_is_not_retracted_where_others_are_built_on_it() -> None:
    for key, facts in ((MILESTONE, PLAN_WITH_MILESTONE), (COMMITMENT, PLAN_WITH_MILESTONE), (PROGRAMME, (CREATED,))):
        rather = SAYS[type(next(fact for of, fact in facts if of == key))].RATHER
        assert rather in COMMANDS
        given(*facts).when(retract(key, 1)).refuses(NotCorrectable).naming("entry").saying("correct it", str(rather))


def test_each_thing_on_which_others_are_built_says_which_request_there_is_rather_than_retracting_it() -> None:
    rather = {request.NAME: request.RATHER for request in SAYS.values() if request.BEGINS}
    assert {name for name, other in rather.items() if other not in COMMANDS} == {"make-statement", "define-indicator"}


@pytest.mark.parametrize("began", [STATEMENT_MADE, DEFINED], ids=["statement", "indicator"])
def test_what_began_a_thing_on_which_nothing_is_built_is_retracted_while_it_is_all_that_stands(began: Fact) -> None:
    key, fact = began
    facts = (*PLAN_WITH_MILESTONE, began)
    given(*facts).when(retract(key, 1)).then(retracted(1, fact))
    more = STATEMENT_ADDED if began is STATEMENT_MADE else TARGET_SET
    given(*facts, more).when(retract(key, 1)).refuses(NotCorrectable).naming("entry").saying("retract first")
    again = (*facts, more, (key, retracted(2, more[1])), (key, retracted(1, fact)))
    assert Given(again, TODAY).streams[key].state is None
    given(*again, began).when(retract(key, 5)).then(retracted(5, fact))
    given(*again).when(retract(key, 1)).refuses(UnknownThing)


def test_the_source_of_a_statement_is_part_of_what_it_says() -> None:
    was = STATEMENT_MADE[1]
    assert isinstance(was, StatementMade)
    other = Source(document="Another report")
    facts = (*PLAN_WITH_MILESTONE, STATEMENT_MADE)
    given(*facts).when(correct(STATEMENT, 1, source={"document": "Another report"})).then(
        corrected(1, was, replace(was, source=other))
    )
    given(*facts).when(correct(STATEMENT, 1, source=None)).refuses(SaidInNoSource).naming("say")
    misread = replace(correct(STATEMENT, 1, says={"en": "x"}), source=other)
    given(*facts).when(misread).then(corrected(1, was, replace(was, says={"en": "x"}, source=other)))


def test_the_source_of_any_other_entry_is_that_of_its_correction() -> None:
    given(*WITH_RESCHEDULED).when(correct(MILESTONE, 2, source={"document": "B"})).refuses(WrongCorrection).saying(
        "`source` of this correction"
    )
    same = replace(correct(MILESTONE, 2), source=Source(document="B"))
    given(*WITH_RESCHEDULED).when(same).then(corrected(2, RESCHEDULED[1], RESCHEDULED[1]))


def test_the_status_vocabulary_of_a_programme_is_settled() -> None:
    given(CREATED).when(correct(PROGRAMME, 1, vocabulary="canada-tracker@2018")).refuses(WrongCorrection).naming(
        "say"
    ).saying("say.vocabulary cannot be corrected: reports are said in it", "under another code")


CHOSEN_LATE = (PROGRAMME, VocabulariesChosen(profiles=("irm@2020",), reason="x"))
LATE = (
    Key("assessment", f"{PLAN}/programme//irm/potential-for-results"),
    AssessmentRecorded(
        programme=PLAN,
        subject=Subject.PROGRAMME,
        reviewer="irm",
        variable="potential-for-results",
        vocabulary="irm-potential-for-results@2020",
        values=("unclear",),
    ),
)


def test_what_an_entry_breaks_today_as_it_was_said_may_stay_as_it_is_but_what_is_said_anew_must_be_right() -> None:
    facts = (CREATED, CHOSEN_LATE, LATE, (PROGRAMME, retracted(2, CHOSEN_LATE[1])))
    note = {"en": "n"}
    given(*facts).when(correct(LATE[0], 1, note=note)).then(corrected(1, LATE[1], replace(LATE[1], note=note)))
    given(*facts).when(correct(LATE[0], 1, values=["nonsense"])).refuses(UnknownFinding)
    given(*facts).when(correct(LATE[0], 1, vocabulary="irm-completion@2018")).refuses(UnknownVocabulary, UnknownFinding)


def test_a_report_on_what_has_been_withdrawn_since_is_still_held_to_its_own_rules() -> None:
    withdrawn = (COMMITMENT, replace(COMMITMENT_WITHDRAWN[1], on=Edtf("2018-06")))
    facts = (*PLAN_WITH_MILESTONE, REPORTED, withdrawn)
    given(*facts).when(correct(MILESTONE, 2, text={"en": "x"})).then(
        corrected(2, REPORTED[1], replace(REPORTED[1], text={"en": "x"}))
    )
    given(*facts).when(correct(MILESTONE, 2, status="done")).refuses(UnknownStatus).naming("say")


def test_what_names_no_day_is_of_the_day_on_which_it_was_recorded() -> None:
    planned = (MILESTONE, replace(PLANNED[1], on=None, responsible=()))
    facts = (CREATED, REGISTERED, OTHER_REGISTERED, THIRD_REGISTERED, MADE, planned, MERGED)
    request = correct(MILESTONE, 1, responsible=[LEAD])
    given(*facts).when(request).refuses(PartnerHasEnded)
    then = given(*facts)
    then.streams[MILESTONE].days[1] = date(2018, 6, 1)
    assert then.when(request).refusals == ()


def test_in_a_closed_programme_only_what_reviewers_found_and_what_is_said_of_itself_is_corrected() -> None:
    closed = (*WITH_RESCHEDULED, ASSESSED, JOINED, CLOSED)
    for request in (
        correct(MILESTONE, 2, due="2020"),
        retract(MILESTONE, 2),
        correct(CONSORTIUM, 1, role="funder"),
    ):
        given(*closed).when(request).refuses(ProgrammeIsClosed).naming("of")
    assert given(*closed).when(correct(ASSESSMENT, 1, values=["complete"])).refusals == ()
    assert given(*closed).when(retract(ASSESSMENT, 1)).refusals == ()
    assert given(*closed).when(correct(REGISTERED[0], 1, place="Lyon")).refusals == ()
    assert given(*closed).when(correct(PROGRAMME, 1, title={"en": "x"})).refusals == ()


def test_a_wrong_day_of_closing_is_corrected_while_the_programme_is_closed_and_once_it_is_open_again() -> None:
    for facts in ((CREATED, CLOSED), (CREATED, CLOSED, REOPENED)):
        given(*facts).when(correct(PROGRAMME, 2, on="2019-12-19")).then(
            corrected(2, CLOSED[1], replace(CLOSED[1], on=Edtf("2019-12-19")))
        )


def test_a_programme_that_was_closed_by_mistake_and_reopened_is_as_if_it_never_was() -> None:
    facts = (CREATED, CLOSED, REOPENED)
    given(*facts).when(retract(PROGRAMME, 2)).refuses(LaterEntryBreaks).saying(
        "Entry 3 could not stand then.", "Correct or retract entry 3 first."
    )
    given(*facts).when(retract(PROGRAMME, 3)).then(retracted(3, REOPENED[1]))
    given(*facts, (PROGRAMME, retracted(3, REOPENED[1]))).when(retract(PROGRAMME, 2)).then(retracted(2, CLOSED[1]))


@pytest.mark.parametrize(
    ("topic", "to_do"),
    {
        "deliverable.submitted@1": "return-deliverable",
        "event.follow_up_promoted@1": "withdraw-milestone",
        "milestone.tied@1": "untie-milestone",
        "milestone.untied@1": "tie-milestone",
        "cohort.milestone_tied@1": "untie-milestone",
        "cohort.milestone_untied@1": "tie-milestone",
        "event.milestone_tied@1": "untie-milestone",
        "event.milestone_untied@1": "tie-milestone",
        "partner.merged@1": "merge-partners",
        "partner.absorbed@1": "merge-partners",
        "partner.split@1": "split-partner",
        "partner.split_off@1": "split-partner",
        "export.agreed@1": "agree-exports",
        "export.ordered@1": "cancel-export",
        "export.made@1": "order-export",
        "export.cancelled@1": "order-export",
        "export.failed@1": "order-export",
    }.items(),
)
def test_what_cannot_be_corrected_says_which_request_there_is_instead(topic: str, to_do: str) -> None:
    assert to_do in COMMANDS
    assert to_do in EVENTS[topic].INSTEAD
    assert EVENTS[topic].INSTEAD.endswith(".")
    assert {event.TOPIC for event in EVENTS.values() if event.INSTEAD != Event.INSTEAD} == {
        event.TOPIC for event in EVENTS.values() if event not in SAYS and not issubclass(event, Correction)
    }


def test_what_two_streams_say_is_not_corrected_but_retracted_in_both() -> None:
    merged = (*PARTNERS, MERGED, ABSORBED)
    given(*merged).when(correct(MERGED[0], 2, on="2019")).refuses(NotCorrectable).naming("entry")
    given(*merged).when(retract(ABSORBED[0], 2)).refuses(NotCorrectable).saying(
        "of the partner that ended: retract it there"
    )
    given(*merged).when(retract(MERGED[0], 2)).then(
        retracted(2, MERGED[1]), Elsewhere(Key("partner", OTHER), retracted(2, ABSORBED[1]))
    )
    given(*WITH_BOTH, TIED_IN_PART, LAUNCH_TIED).when(retract(MILESTONE, 2)).then(
        retracted(2, TIED_IN_PART[1]), Elsewhere(LAUNCH, retracted(2, LAUNCH_TIED[1]))
    )


def test_of_two_ties_that_say_the_same_the_one_that_is_retracted_is_retracted_on_both_sides() -> None:
    twice = (*WITH_BOTH, TIED_IN_PART, LAUNCH_TIED, UNTIED, LAUNCH_UNTIED, TIED_IN_PART, LAUNCH_TIED)
    given(*twice).when(retract(MILESTONE, 4)).then(
        retracted(4, TIED_IN_PART[1]), Elsewhere(LAUNCH, retracted(4, LAUNCH_TIED[1]))
    )
