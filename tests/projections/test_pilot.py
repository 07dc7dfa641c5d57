"""Which pilots does a programme run, how far and how ready is each, in which phases, and what has it taught?"""

from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace

from domain.checklist import ChecklistAmended, ChecklistDrawnUp
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.kernel import Event
from domain.phase import PlanPhase
from domain.pilot import PilotStage
from domain.place import Site
from domain.readiness import ReadinessAnswer, ReadinessAssessed, Verdict
from domain.stored import read_fact
from domain.values import Source
from projections.milestone import Slippage
from projections.pilot import Pilot, pilot, pilots_of
from projections.readiness import Answered
from tests.domain.sample_checklist import AMEND_CHECKLIST, ASSESS_READINESS, CHECKLIST, DRAW_UP
from tests.domain.sample_phase import MOVE_PHASE, PLAN_PHASE
from tests.domain.sample_pilot import AMEND, EVALUATE, LEARN, PILOT, PROPOSE, SCALE, START, STOP, TOWN
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_partner, a_programme, text


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> Pilot:
    one = pilot(ledger.reading(as_of, known_at), PLAN, TOWN)
    assert one is not None
    return one


def propose(ledger: Ledger, **said: Any) -> int:
    founding = (a_programme(), a_partner("dinum"), a_partner("dgafp"), a_commitment())
    return ledger.say("2018-06-01", *founding, replace(PROPOSE, **said))


def correct(entry: int, of: object = PILOT, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(of), entry=entry, reason="A slip of the pen.", say=say)


def test_a_pilot_is_as_it_was_proposed(ledger: Ledger) -> None:
    propose(ledger)
    one = found(ledger)
    assert (one.stage, one.title, one.hosts, one.partners) == (
        PilotStage.PROPOSED,
        PROPOSE.title,
        PROPOSE.hosts,
        PROPOSE.partners,
    )
    assert (one.commitment, one.methodology, one.links) == (PROPOSE.commitment, PROPOSE.methodology, PROPOSE.links)
    assert (one.lessons, one.phases, one.readiness, one.adopted) == ((), (), (), ())
    assert pilot(ledger.reading(), PLAN, "another") is None


def test_the_stage_is_that_of_the_day_as_known_at_the_moment(ledger: Ledger) -> None:
    propose(ledger)
    before = ledger.say("2018-10-01", START)
    ledger.say("2019-07-01", EVALUATE)
    ledger.say("2019-12-31", SCALE)
    days = ("2018-06-01", "2018-08-30", "2018-08-31", "2019-06-29", "2019-06-30", "2019-12-30", "2019-12-31")
    assert [found(ledger, day).stage for day in days] == [
        PilotStage.PROPOSED,
        PilotStage.PROPOSED,
        PilotStage.RUNNING,
        PilotStage.RUNNING,
        PilotStage.EVALUATED,
        PilotStage.EVALUATED,
        PilotStage.SCALED,
    ]
    assert found(ledger, "2019-12-31", before).stage == PilotStage.RUNNING
    assert (found(ledger).started, found(ledger).evaluated) == (Edtf("2018-22"), Edtf("2019-06"))


def test_a_pilot_that_stopped_says_when_and_why(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2019-04-01", STOP)
    stopped = found(ledger)
    assert (stopped.stage, stopped.stopped, stopped.stop_reason) == (PilotStage.STOPPED, Edtf("2019-03"), STOP.reason)
    assert found(ledger, "2019-03-30").stop_reason is None


def test_how_many_people_are_served_is_not_said_or_none_or_in_words(ledger: Ledger) -> None:
    propose(ledger, site=Site())
    assert (found(ledger).site.population, found(ledger).site.population_said) == (None, None)
    ledger.say("2018-07-01", correct(1, site={"population": 0}))
    assert found(ledger).site == Site(population=0)
    ledger.say("2018-07-02", correct(1, site={"population_said": "8 000 or less"}))
    assert found(ledger).site == Site(population_said="8 000 or less")


def test_an_amendment_holds_from_its_day_on_and_what_it_does_not_name_stays(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2019-01-01", AMEND)
    assert (found(ledger).title, found(ledger).hosts, found(ledger).methodology) == (AMEND.title, AMEND.hosts, None)
    assert found(ledger).commitment == PROPOSE.commitment
    assert found(ledger, "2018-06-29").title == PROPOSE.title


def test_a_lesson_that_is_learnt_late_counts_from_its_day_on_once_it_is_known(ledger: Ledger) -> None:
    propose(ledger)
    before = ledger.say("2018-10-01", START)
    ledger.say("2019-12-01", LEARN)
    (lesson,) = found(ledger, "2018-10-31").lessons
    assert (lesson.on, lesson.what, lesson.for_whom) == (LEARN.on, LEARN.lesson.what, LEARN.lesson.for_whom)
    assert found(ledger, "2018-10-30").lessons == ()
    assert found(ledger, "2018-10-31", before).lessons == ()


def test_a_lesson_or_a_phase_without_a_day_is_told_at_every_time_once_it_is_known(ledger: Ledger) -> None:
    before = propose(ledger)
    ledger.say("2019-12-01", replace(LEARN, on=None), replace(PLAN_PHASE, on=None))
    then = found(ledger, "2018-01-01")
    assert [(lesson.on, lesson.what) for lesson in then.lessons] == [(None, LEARN.lesson.what)]
    assert [(phase.on, phase.number) for phase in then.phases] == [(None, PLAN_PHASE.number)]
    assert (found(ledger, known_at=before).lessons, found(ledger, known_at=before).phases) == ((), ())


def test_the_stage_is_that_of_the_step_which_was_recorded_last_however_loosely_others_are_dated(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2020-01-01", replace(START, on=Edtf("2019")), replace(EVALUATE, on=Edtf("2019-06")))
    days = ("2019-06-29", "2019-06-30", "2019-12-31", "2030-01-01")
    assert [found(ledger, day).stage for day in days] == [PilotStage.PROPOSED, *[PilotStage.EVALUATED] * 3]


def test_a_pilot_is_amended_to_belong_to_no_commitment_with_other_links(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2019-01-01", replace(AMEND, commitment=None, links=()))
    assert (found(ledger).commitment, found(ledger).links) == (None, ())
    earlier = found(ledger, "2018-06-29")
    assert (earlier.commitment, earlier.links) == (PROPOSE.commitment, PROPOSE.links)


def test_lessons_come_from_entries_of_their_own_and_from_the_evaluation(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-10-01", START)
    ledger.say("2019-07-01", replace(LEARN, on=None), EVALUATE)
    assert [(lesson.entry, lesson.on) for lesson in found(ledger).lessons] == [(3, None), (4, Edtf("2019-06"))]


def test_an_evaluation_that_was_corrected_reads_differently_before_and_after(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-10-01", START)
    before = ledger.say("2019-07-01", EVALUATE)
    ledger.say("2019-09-01", correct(3, summary=text("It works for half of them."), on="2019-05"))
    assert (found(ledger).evaluation, found(ledger).evaluated) == (text("It works for half of them."), Edtf("2019-05"))
    assert (found(ledger, known_at=before).evaluation, found(ledger, known_at=before).evaluated) == (
        EVALUATE.summary,
        EVALUATE.on,
    )
    assert found(ledger, "2019-06-15").stage == PilotStage.EVALUATED
    assert found(ledger, "2019-06-15", before).stage == PilotStage.RUNNING
    assert found(ledger).evaluation_evidence == EVALUATE.evidence


def test_an_evaluation_that_was_retracted_leaves_the_pilot_running(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-10-01", START)
    before = ledger.say("2019-07-01", EVALUATE)
    ledger.say("2019-09-01", RetractEntry(of=str(PILOT), entry=3, reason="Of another pilot."))
    assert (found(ledger).stage, found(ledger).evaluation, found(ledger).lessons) == (PilotStage.RUNNING, None, ())
    assert found(ledger, known_at=before).stage == PilotStage.EVALUATED


def test_every_place_of_adoption_is_listed_from_its_day_on(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-10-01", START)
    ledger.say("2019-07-01", EVALUATE)
    elsewhere = replace(SCALE, on=Edtf("2020-06"), adopted=(replace(SCALE.adopted[0], where="The region", plan=None),))
    ledger.say("2020-12-01", SCALE, elsewhere)
    assert [place.where for place in found(ledger).adopted] == ["The department", "The region"]
    assert [(place.where, place.plan) for place in found(ledger, "2020-06-29").adopted] == [
        ("The department", "FR-2021")
    ]


def test_a_phase_keeps_the_period_it_was_planned_for_beside_the_one_agreed_since(ledger: Ledger) -> None:
    propose(ledger)
    before = ledger.say("2018-06-15", PLAN_PHASE)
    ledger.say("2019-01-01", MOVE_PHASE)
    (phase,) = found(ledger).phases
    assert found(ledger).title != phase.title
    assert (phase.number, phase.title, phase.funders, phase.note) == (
        2,
        PLAN_PHASE.title,
        PLAN_PHASE.funders,
        PLAN_PHASE.note,
    )
    assert (phase.planned, phase.agreed) == (Edtf("2018/2019"), Edtf("2019/2020"))
    assert phase.slippage == Slippage(least_days=365, most_days=366)
    assert [(move.on, move.period, move.reason) for move in phase.moves] == [
        (Edtf("2018-11"), Edtf("2019/2020"), "The grant came late.")
    ]
    for (earlier,) in (found(ledger, "2018-11-29").phases, found(ledger, known_at=before).phases):
        assert (earlier.agreed, earlier.moves) == (Edtf("2018/2019"), ())
        assert earlier.slippage == Slippage(least_days=0, most_days=0)
    assert found(ledger, "2018-05-30").phases == ()


def test_a_phase_without_a_period_has_not_slipped(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-06-15", replace(PLAN_PHASE, period=None))
    assert [(phase.planned, phase.agreed, phase.slippage) for phase in found(ledger).phases] == [(None, None, None)]
    ledger.say("2019-01-01", MOVE_PHASE)
    assert [(phase.planned, phase.agreed, phase.slippage) for phase in found(ledger).phases] == [
        (None, Edtf("2019/2020"), None)
    ]


def test_phases_come_in_the_order_of_their_numbers_each_with_its_own_moves(ledger: Ledger) -> None:
    propose(ledger)
    first = PlanPhase(programme=PLAN, code=TOWN, number=1, title=text("A pilot GIS"), period=Edtf("2007/2010"))
    ledger.say("2018-11-30", PLAN_PHASE, first, MOVE_PHASE, replace(MOVE_PHASE, number=1, period=Edtf("2007/2011")))
    assert [(phase.number, phase.agreed, len(phase.moves)) for phase in found(ledger).phases] == [
        (1, Edtf("2007/2011"), 1),
        (2, Edtf("2019/2020"), 1),
    ]


def test_a_move_that_is_dated_before_its_phase_was_planned_waits_for_it(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-12-01", replace(PLAN_PHASE, on=Edtf("2018-12-01")), MOVE_PHASE)
    assert found(ledger, "2018-11-30").phases == ()
    assert len(found(ledger, "2018-12-01").phases[0].moves) == 1


def test_every_question_has_its_verdict_and_one_left_out_was_not_answered(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-07-01", DRAW_UP, ASSESS_READINESS)
    (assessed,) = found(ledger).readiness
    assert (assessed.by, assessed.on, assessed.checklist, assessed.title, assessed.note) == (
        "reviewer-1",
        Edtf("2018-06"),
        DRAW_UP.code,
        DRAW_UP.title,
        ASSESS_READINESS.note,
    )
    texts = [question.text for question in DRAW_UP.questions]
    assert assessed.answers == (
        Answered(question="territory", text=texts[0], verdict=Verdict.PARTLY, note=text("There are few start-ups.")),
        Answered(question="skills", text=texts[1], verdict=Verdict.UNKNOWN, note=None),
        Answered(question="means", text=texts[2], verdict=None, note=None),
    )
    assert found(ledger, "2018-06-29").readiness == ()


def test_a_typo_corrected_in_an_assessment_does_not_make_it_answer_for_questions_that_were_added_since(
    ledger: Ledger,
) -> None:
    propose(ledger)
    ledger.say("2018-07-01", DRAW_UP, ASSESS_READINESS)
    ledger.say("2018-12-01", AMEND_CHECKLIST)
    (before,) = found(ledger).readiness
    archive = Source(document="The archive")
    ledger.say("2019-01-01", replace(correct(2, note={"en": "Before it began."}), source=archive))
    (after,) = found(ledger).readiness
    assert (after.note, after.source, before.source) == (text("Before it began."), archive, None)
    assert (after.title, after.answers) == (before.title, before.answers)
    assert [answer.question for answer in after.answers] == ["territory", "skills", "means"]


def test_a_checklist_is_read_once_however_many_pilots_were_assessed_by_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(ledger)
    others = [replace(PROPOSE, code=f"t{n}") for n in range(4)]
    assessed = [replace(ASSESS_READINESS, code=pilot.code) for pilot in others]
    ledger.say("2018-12-01", DRAW_UP, AMEND_CHECKLIST, *others, *assessed, *assessed)
    reading, decoded = ledger.reading(), Counter[str]()

    def counted(topic: str, fact: bytes) -> Event:
        decoded[topic] += 1
        return read_fact(topic, fact)

    monkeypatch.setattr("projections.dossier.read_fact", counted)
    assert [len(pilot.readiness) for pilot in pilots_of(reading, PLAN)] == [2, 2, 2, 2, 0]
    assert (decoded[ChecklistDrawnUp.TOPIC], decoded[ChecklistAmended.TOPIC]) == (1, 1)
    assert decoded[ReadinessAssessed.TOPIC] == 8


def test_the_newest_assessment_of_readiness_comes_last(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2019-07-01", DRAW_UP)
    before = ledger.say("2019-07-01", replace(ASSESS_READINESS, on=Edtf("2019-06")))
    ledger.say("2019-07-02", ASSESS_READINESS)
    assert [one.on for one in found(ledger).readiness] == [Edtf("2018-06"), Edtf("2019-06")]
    assert [one.on for one in found(ledger, "2019-06-29").readiness] == [Edtf("2018-06")]
    assert [one.on for one in found(ledger, known_at=before).readiness] == [Edtf("2019-06")]


def test_a_question_that_was_added_later_was_not_asked_before(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-07-01", DRAW_UP, ASSESS_READINESS)
    ledger.say("2018-12-01", AMEND_CHECKLIST)
    new = ReadinessAnswer(question="framework", verdict=Verdict.NO)
    ledger.say("2019-01-01", replace(ASSESS_READINESS, on=Edtf("2019"), answers=(new,)))
    before, after = found(ledger).readiness
    assert [one.question for one in before.answers] == ["territory", "skills", "means"]
    assert [one.question for one in after.answers] == ["territory", "skills", "means", "framework"]
    assert (before.answers[1].text, after.answers[1].text) == (
        DRAW_UP.questions[1].text,
        text("Are digital skills there?"),
    )
    assert [one.verdict for one in after.answers] == [None, None, None, Verdict.NO]


def test_an_answer_stays_when_its_question_is_corrected_away(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-07-01", DRAW_UP, ASSESS_READINESS)
    ledger.say("2018-07-02", correct(1, CHECKLIST, questions=[{"code": "territory", "text": text("Is it mature?")}]))
    (assessed,) = found(ledger).readiness
    assert [(one.question, one.text, one.verdict) for one in assessed.answers] == [
        ("territory", text("Is it mature?"), Verdict.PARTLY),
        ("skills", None, Verdict.UNKNOWN),
    ]


@pytest.mark.parametrize("request_", [START, PLAN_PHASE, LEARN], ids=lambda request: request.NAME)
def test_what_is_illustrative_marks_the_pilot_from_its_day_on(ledger: Ledger, request_: Any) -> None:
    propose(ledger)
    ledger.say("2018-12-01", replace(request_, on=Edtf("2018-11-30"), illustrative=True))
    assert [found(ledger, day).illustrative for day in ("2018-11-29", "2018-11-30")] == [False, True]


def test_pilots_come_in_the_order_of_their_codes(ledger: Ledger) -> None:
    propose(ledger)
    ledger.say("2018-06-02", *(replace(PROPOSE, code=code) for code in ("site-10", "site-9")))
    assert [one.code for one in pilots_of(ledger.reading(), PLAN)] == ["site-9", "site-10", TOWN]
