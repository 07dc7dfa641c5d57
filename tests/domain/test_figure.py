from typing import Any

import pytest
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.cohort import UnknownCohort
from domain.correction import CorrectEntry, RetractEntry, WrongCorrection
from domain.dates import Edtf
from domain.figure import (
    FigureExists,
    FigureMeasure,
    FigureRestated,
    MoreThanTheWhole,
    OfNoCohort,
    PartOfOtherCohorts,
    RestateFigure,
    UnknownFigure,
    UnlabelledFigure,
)
from domain.kernel import Command, Event
from domain.programme import ProgrammeIsClosed, UnknownProgramme
from domain.rules import AboutTheFuture, SaidTwice
from tests.domain.facts import CLOSED, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact, given
from tests.domain.sample_figure import (
    ACCEPTED,
    FIGURES,
    FIRST,
    PART,
    PART_RESTATED,
    PART_STATED,
    RESTATE_PART,
    SECOND,
    STATE_PART,
    STATE_WHOLE,
    WHOLE,
    WHOLE_STATED,
    WITH_COHORTS,
    WITH_PART,
    WITH_WHOLE,
    planned,
)


def corrected(entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(FIGURES), entry=entry, reason="Misread.", say=say)


def restated(code: str, value: int, on: str = "2019-12") -> RestateFigure:
    return replace(RESTATE_PART, code=code, value=value, on=Edtf(on))


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_a_request_about_a_figure_that_breaks_no_rule_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...]
) -> None:
    (fact,) = given(*facts).when(request_).events
    assert isinstance(fact, Event)
    assert request_.key() == FIGURES
    assert {name: getattr(request_, name) for name in fact.__struct_fields__} == {
        name: getattr(fact, name) for name in fact.__struct_fields__
    }


def test_a_figure_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_WHOLE).when(STATE_WHOLE).refuses(FigureExists).naming("code")
    given(*WITH_COHORTS, CLOSED).when(STATE_WHOLE).refuses(ProgrammeIsClosed)
    given(*WITH_PART, CLOSED).when(RESTATE_PART).refuses(ProgrammeIsClosed)
    given().when(RESTATE_PART).refuses(UnknownProgramme, UnknownFigure)


def test_a_figure_is_said_of_at_least_one_cohort_that_is_known_and_of_none_twice() -> None:
    given(*WITH_COHORTS).when(replace(STATE_WHOLE, cohorts=())).refuses(OfNoCohort).naming("cohorts")
    given(*WITH_COHORTS).when(replace(STATE_WHOLE, cohorts=(FIRST, "eig-9", FIRST))).refuses(
        SaidTwice, UnknownCohort
    ).naming("cohorts", "cohorts")
    given(*PLAN_WITH_MILESTONE).when(STATE_WHOLE).refuses(UnknownCohort, UnknownCohort)


def test_what_is_counted_under_no_known_measure_has_a_label() -> None:
    given(*WITH_COHORTS).when(replace(STATE_WHOLE, measure=FigureMeasure.OTHER)).refuses(UnlabelledFigure).naming(
        "label"
    )
    labelled = replace(STATE_WHOLE, measure=FigureMeasure.OTHER, label={"en": "tools published"})
    assert given(*WITH_COHORTS).when(labelled).refusals == ()


def test_none_is_a_number_that_may_be_said() -> None:
    given(*WITH_COHORTS).when(replace(STATE_WHOLE, value=0)).then(replace(WHOLE_STATED[1], value=0))


def test_a_number_is_not_said_for_what_lies_ahead() -> None:
    for request, facts in ((STATE_PART, WITH_WHOLE), (RESTATE_PART, WITH_PART)):
        given(*facts).when(replace(request, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")
        assert given(*facts).when(replace(request, on=Edtf("2016/2020"))).refusals == ()


def test_figures_of_the_same_measure_for_overlapping_cohorts_are_both_kept() -> None:
    third = planned("eig-3")
    all_three = replace(STATE_WHOLE, code="all", cohorts=(FIRST, SECOND, "eig-3"), value=71)
    alone = replace(STATE_WHOLE, code="first", cohorts=(FIRST,), value=50)
    for request in (all_three, alone, replace(STATE_WHOLE, code="again", value=40)):
        assert given(*WITH_WHOLE, third).when(request).refusals == ()


def test_a_part_names_a_whole_that_was_stated_of_the_same_cohorts() -> None:
    given(*WITH_COHORTS).when(STATE_PART).refuses(UnknownFigure).naming("of")
    given(*WITH_COHORTS).when(replace(STATE_PART, of=PART)).refuses(UnknownFigure).naming("of")
    given(*WITH_WHOLE).when(replace(STATE_PART, cohorts=(FIRST,))).refuses(PartOfOtherCohorts).naming("cohorts")


def test_a_part_is_not_more_than_its_whole() -> None:
    given(*WITH_WHOLE).when(replace(STATE_PART, value=40)).refuses(MoreThanTheWhole).naming("value").saying("40", "39")
    assert given(*WITH_WHOLE).when(replace(STATE_PART, value=39)).refusals == ()


def test_neither_a_part_nor_its_whole_is_restated_so_that_the_part_is_more() -> None:
    given(*WITH_PART).when(restated(PART, 40)).refuses(MoreThanTheWhole).naming("value")
    given(*WITH_PART).when(restated(WHOLE, 13)).refuses(MoreThanTheWhole).naming("value").saying("14", "13", PART)
    given(*WITH_PART, PART_RESTATED).when(restated(WHOLE, 13)).then(
        FigureRestated(
            code=WHOLE,
            value=13,
            on=RESTATE_PART.on,
            reason=RESTATE_PART.reason,
            said=RESTATE_PART.said,
            note=RESTATE_PART.note,
            links=RESTATE_PART.links,
        )
    )


def test_a_number_that_arrives_late_is_judged_by_what_is_said_for_the_latest_day() -> None:
    grown = (FIGURES, FigureRestated(code=WHOLE, value=45, on=Edtf("2019-12"), reason="Counted anew.", said="45"))
    late = (FIGURES, FigureRestated(code=WHOLE, value=41, on=Edtf("2019-02"), reason="A late report.", said="41"))
    assert given(*WITH_PART, grown, late).when(restated(PART, 43)).refusals == ()
    given(*WITH_PART, grown, late).when(restated(PART, 46)).refuses(MoreThanTheWhole)
    assert given(*WITH_PART, grown).when(restated(WHOLE, 10, "2018")).refusals == ()


def test_neither_a_part_nor_its_whole_is_corrected_so_that_the_part_is_more() -> None:
    given(*WITH_PART).when(corrected(2, value=40)).refuses(MoreThanTheWhole).naming("say")
    given(*WITH_PART).when(corrected(1, value=13)).refuses(LaterEntryBreaks).saying("14 of the 13")
    given(*WITH_PART, PART_RESTATED).when(corrected(3, value=40)).refuses(MoreThanTheWhole).naming("say")
    assert given(*WITH_PART).when(corrected(1, value=14)).refusals == ()
    assert given(*WITH_PART).when(corrected(2, value=39)).refusals == ()


def test_the_cohorts_of_a_whole_are_not_corrected_away_from_its_parts() -> None:
    given(*WITH_PART).when(corrected(1, cohorts=[FIRST])).refuses(LaterEntryBreaks)
    assert given(*WITH_PART).when(corrected(2, of=None, cohorts=[FIRST])).refusals == ()
    given(*WITH_PART).when(corrected(2, of=PART)).refuses(UnknownFigure).naming("say")


def test_a_code_is_not_corrected() -> None:
    given(*WITH_PART).when(corrected(2, code="others")).refuses(WrongCorrection).naming("say")


def test_a_figure_that_should_not_have_been_stated_is_retracted_unless_others_build_on_it() -> None:
    retract = RetractEntry(of=str(FIGURES), entry=1, reason="Said of another programme.")
    given(*WITH_PART).when(retract).refuses(LaterEntryBreaks).saying(WHOLE)
    assert given(*WITH_PART).when(replace(retract, entry=2)).refusals == ()
    given(*WITH_PART, PART_RESTATED).when(replace(retract, entry=2)).refuses(LaterEntryBreaks)


def test_only_a_figure_that_was_stated_is_restated() -> None:
    given(*WITH_WHOLE).when(RESTATE_PART).refuses(UnknownFigure).naming("code").saying(PART, PLAN)
    given(*WITH_PART, PART_RESTATED).when(restated(PART, 12)).then(PART_RESTATED[1])


def test_a_part_of_a_part_is_measured_by_the_part() -> None:
    facts = (*WITH_PART, (FIGURES, replace(PART_STATED[1], code="in-ministries", of=PART, value=10)))
    given(*facts).when(restated(PART, 9)).refuses(MoreThanTheWhole)
    assert given(*facts).when(restated(PART, 10)).refusals == ()
