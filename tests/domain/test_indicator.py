from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import asdict, replace

from domain.anew import LaterEntryBreaks
from domain.correction import Corrected, CorrectEntry
from domain.dates import Edtf
from domain.indicator import (
    Baseline,
    BaselineNotKnown,
    BaselineSaysNothing,
    DefineIndicator,
    IndicatorExists,
    IndicatorMeasure,
    TakesText,
    TakesValue,
    UnknownIndicator,
)
from domain.kernel import Command
from domain.observation import ObservedAlready
from domain.programme import ProgrammeIsClosed
from domain.rules import AboutTheFuture, NothingToAmend
from domain.target import SameTarget, TargetExists, UnknownTarget
from domain.thing import UnknownCommitment
from tests.domain.facts import CLOSED, CREATED, PLAN_WITH_MILESTONE
from tests.domain.given import Fact, given
from tests.domain.sample_indicator import (
    ACCEPTED,
    AMEND,
    DEFINE,
    DEFINED,
    INDICATOR,
    INDICATOR_AMENDED,
    OBSERVE,
    OBSERVED,
    OF_INDICATOR,
    REPLACE,
    SET,
    TARGET_REPLACED,
    TARGET_SET,
    WITH_INDICATOR,
)

WORDS = {"en": "Most of them."}
IN_WORDS: dict[str, Any] = {"value": None, "text": WORDS}
NUMBERS = (IndicatorMeasure.UNIT, IndicatorMeasure.PERCENTAGE)
OTHERS = (IndicatorMeasure.NOMINAL, IndicatorMeasure.ORDINAL, IndicatorMeasure.QUALITATIVE)


def measured(measure: IndicatorMeasure) -> tuple[Fact, ...]:
    return (*PLAN_WITH_MILESTONE, (INDICATOR, replace(DEFINED[1], measure=measure, baseline=None)))


def correct(entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(INDICATOR), entry=entry, reason="Counted twice.", say=say)


@pytest.mark.parametrize(("request_", "facts"), ACCEPTED, ids=lambda value: getattr(value, "NAME", ""))
def test_a_request_about_an_indicator_that_breaks_no_rule_says_just_what_was_asked(
    request_: Command, facts: tuple[Fact, ...]
) -> None:
    (fact,) = given(*facts).when(request_).events
    asked = asdict(request_)
    for name in ("source", "illustrative", "programme", "code"):
        asked.pop(name)
    assert {name: getattr(fact, name) for name in asked} == asked


def test_an_indicator_has_a_code_of_its_own_in_an_open_programme() -> None:
    given(*WITH_INDICATOR).when(DEFINE).refuses(IndicatorExists).naming("code")
    given(*PLAN_WITH_MILESTONE, CLOSED).when(DEFINE).refuses(ProgrammeIsClosed)


def test_what_an_indicator_belongs_to_is_known() -> None:
    given(*PLAN_WITH_MILESTONE).when(replace(DEFINE, commitment="99")).refuses(UnknownCommitment).naming("commitment")
    given(*WITH_INDICATOR).when(replace(AMEND, commitment="99")).refuses(UnknownCommitment).naming("commitment")


def test_an_indicator_is_defined_with_its_title_and_measure_alone() -> None:
    bare = DefineIndicator(**OF_INDICATOR, title={"en": "x"}, measure=IndicatorMeasure.UNIT)
    assert given(CREATED).when(bare).refusals == ()


@pytest.mark.parametrize("request_", [AMEND, SET, REPLACE, OBSERVE], ids=lambda request: request.NAME)
def test_nothing_is_said_of_an_indicator_that_was_not_defined(request_: Command) -> None:
    given(*PLAN_WITH_MILESTONE).when(request_).refuses(UnknownIndicator).naming("code")


def test_what_lies_ahead_was_not_said() -> None:
    for request, facts in ACCEPTED[:-1]:
        given(*facts).when(replace(request, on=Edtf("2020"))).refuses(AboutTheFuture).naming("on")


def test_a_baseline_is_known_or_said_to_be_unknown_or_not_said() -> None:
    for baseline in (None, Baseline(none_known=True), Baseline(none_known=True, comment=WORDS), Baseline(value="0")):
        given(*PLAN_WITH_MILESTONE).when(replace(DEFINE, baseline=baseline)).then(
            replace(DEFINED[1], baseline=baseline)
        )


@pytest.mark.parametrize("said", [{"value": "0"}, {"text": WORDS}, {"year": Edtf("2017")}])
def test_a_baseline_that_nobody_knows_says_nothing_else_but_a_comment(said: dict[str, Any]) -> None:
    baseline = Baseline(none_known=True, **said)
    given(*PLAN_WITH_MILESTONE).when(replace(DEFINE, baseline=baseline)).refuses(BaselineNotKnown).naming("baseline")


def test_a_baseline_that_says_neither_is_refused_with_how_to_say_that_nobody_knows_it() -> None:
    for baseline in (Baseline(), Baseline(year=Edtf("2017"), comment=WORDS)):
        for request, facts in ((DEFINE, PLAN_WITH_MILESTONE), (AMEND, WITH_INDICATOR)):
            given(*facts).when(replace(request, baseline=baseline)).refuses(BaselineSaysNothing).naming(
                "baseline"
            ).saying("none_known")


def test_a_baseline_fits_the_measure() -> None:
    words, number = Baseline(text=WORDS), Baseline(value="1")
    given(*PLAN_WITH_MILESTONE).when(replace(DEFINE, baseline=words)).refuses(TakesValue).naming("baseline")
    given(*PLAN_WITH_MILESTONE).when(replace(DEFINE, measure=IndicatorMeasure.ORDINAL)).refuses(TakesText).naming(
        "baseline"
    )
    given(*WITH_INDICATOR).when(replace(AMEND, baseline=words)).refuses(TakesValue).naming("baseline")
    given(*measured(IndicatorMeasure.NOMINAL)).when(replace(AMEND, baseline=number)).refuses(TakesText).naming(
        "baseline"
    )
    for left in (UNSET, None):
        given(*WITH_INDICATOR).when(replace(AMEND, baseline=left)).then(replace(INDICATOR_AMENDED[1], baseline=left))


def test_amending_changes_something() -> None:
    fields = ("title", "unit", "ascending", "level", "baseline", "commitment", "description")
    given(*WITH_INDICATOR).when(replace(AMEND, **dict.fromkeys(fields, UNSET))).refuses(NothingToAmend)


@pytest.mark.parametrize("measure", NUMBERS)
@pytest.mark.parametrize("request_", [SET, OBSERVE], ids=lambda request: request.NAME)
def test_a_quantity_has_a_value_and_no_text(measure: IndicatorMeasure, request_: Any) -> None:
    facts = measured(measure)
    assert given(*facts).when(request_).refusals == ()
    given(*facts).when(replace(request_, value=None)).refuses(TakesValue).naming("value")
    given(*facts).when(replace(request_, **IN_WORDS)).refuses(TakesValue).naming("value")
    given(*facts).when(replace(request_, text=WORDS)).refuses(TakesValue).naming("text").saying("comment")


@pytest.mark.parametrize("measure", OTHERS)
@pytest.mark.parametrize("request_", [SET, OBSERVE], ids=lambda request: request.NAME)
def test_what_is_no_quantity_has_a_text_and_no_value(measure: IndicatorMeasure, request_: Any) -> None:
    facts = measured(measure)
    assert given(*facts).when(replace(request_, **IN_WORDS)).refusals == ()
    given(*facts).when(replace(request_, value=None)).refuses(TakesText).naming("text")
    given(*facts).when(request_).refuses(TakesText).naming("text")
    given(*facts).when(replace(request_, text=WORDS)).refuses(TakesText).naming("value")


@pytest.mark.parametrize("value", ["120", "-5", "100.000001", "0"])
def test_a_percentage_is_kept_as_it_was_said_whatever_it_is(value: str) -> None:
    given(*measured(IndicatorMeasure.PERCENTAGE)).when(replace(OBSERVE, value=value)).then(
        replace(OBSERVED[1], value=value)
    )


@pytest.mark.parametrize("by", ["2019", "2019-12", "2019-12-31", "2018/2019"])
def test_a_date_has_one_target(by: str) -> None:
    given(*WITH_INDICATOR, TARGET_SET).when(replace(SET, by=Edtf(by), value="1")).refuses(TargetExists).naming(
        "by"
    ).saying("Entry 2 ", "replace-target", "correct-entry")


def test_another_date_has_a_target_of_its_own() -> None:
    given(*WITH_INDICATOR, TARGET_SET).when(replace(SET, by=Edtf("2020"))).then(replace(TARGET_SET[1], by=Edtf("2020")))


def test_a_target_that_is_replaced_keeps_the_former_one() -> None:
    facts = (*WITH_INDICATOR, TARGET_SET)
    given(*facts).when(REPLACE).then(TARGET_REPLACED[1])
    given(*facts, TARGET_REPLACED).when(replace(REPLACE, value="9")).then(
        replace(TARGET_REPLACED[1], value="9", former_value="250.5")
    )
    words: Fact = (INDICATOR, replace(TARGET_SET[1], value=None, text=WORDS))
    outcome = given(*measured(IndicatorMeasure.NOMINAL), words).when(replace(REPLACE, value=None, text={"en": "Some."}))
    outcome.then(replace(TARGET_REPLACED[1], value=None, text={"en": "Some."}, former_value=None, former_text=WORDS))


def test_what_replaces_a_target_is_another_one_for_a_date_that_has_one() -> None:
    given(*WITH_INDICATOR).when(REPLACE).refuses(UnknownTarget).naming("by").saying("set-target")
    facts = (*WITH_INDICATOR, TARGET_SET, TARGET_REPLACED)
    given(*facts).when(REPLACE).refuses(SameTarget).naming("value")
    given(*facts).when(replace(REPLACE, value=None)).refuses(TakesValue).naming("value")


def test_a_target_that_was_replaced_keeps_its_date() -> None:
    facts = (*WITH_INDICATOR, TARGET_SET, TARGET_REPLACED)
    given(*facts).when(correct(2, by="2020")).refuses(LaterEntryBreaks).naming("entry").saying("entry 3")


@pytest.mark.parametrize("period", ["2018", "2018~", "2018-01/2018-12", "2018-01-01/2018-12-31"])
def test_a_period_is_observed_once_and_restated_by_correction(period: str) -> None:
    again = replace(OBSERVE, period=Edtf(period), value="121")
    given(*WITH_INDICATOR, OBSERVED).when(again).refuses(ObservedAlready).naming("period").saying(
        "entry 2 ", "correct-entry", "indicator:FR-2018/trained"
    )


@pytest.mark.parametrize("period", ["2017", "2018-12", "2018/2019", "2019"])
def test_another_period_is_observed_beside_it(period: str) -> None:
    given(*WITH_INDICATOR, OBSERVED).when(replace(OBSERVE, period=Edtf(period))).then(
        replace(OBSERVED[1], period=Edtf(period))
    )


def test_a_period_that_lies_ahead_is_not_observed() -> None:
    given(*WITH_INDICATOR).when(replace(OBSERVE, period=Edtf("2020"))).refuses(AboutTheFuture).naming("period")
    assert given(*WITH_INDICATOR).when(replace(OBSERVE, period=Edtf("2019/2020"))).refusals == ()


def test_an_observation_is_restated_under_the_rules_of_its_own_request() -> None:
    facts = (*WITH_INDICATOR, OBSERVED)
    given(*facts).when(correct(2, value="118")).then(
        Corrected(
            corrects=2,
            reason="Counted twice.",
            topic=OBSERVED[1].TOPIC,
            was=OBSERVED[1],
            fact=replace(OBSERVED[1], value="118"),
        )
    )
    given(*facts).when(correct(2, value=None)).refuses(TakesValue).naming("say")
    given(*facts).when(correct(2, period="2020")).refuses(AboutTheFuture).naming("say")
    other: Fact = (INDICATOR, replace(OBSERVED[1], period=Edtf("2017")))
    given(*facts, other).when(correct(3, period="2018")).refuses(ObservedAlready).naming("say")


def test_the_measure_is_corrected_before_anything_is_said_in_it() -> None:
    facts = measured(IndicatorMeasure.UNIT)
    assert given(*facts).when(correct(1, measure="percentage")).refusals == ()
    given(*facts, OBSERVED).when(correct(1, measure="ordinal")).refuses(LaterEntryBreaks).naming("entry")


def test_a_corrected_target_is_also_what_the_one_that_replaced_it_replaced() -> None:
    facts = (*WITH_INDICATOR, TARGET_SET, TARGET_REPLACED)
    target, replacement = given(*facts).when(correct(2, value="310")).events
    assert isinstance(target, Corrected)
    assert isinstance(replacement, Corrected)
    assert target.fact == replace(TARGET_SET[1], value="310")
    assert (replacement.corrects, replacement.fact) == (3, replace(TARGET_REPLACED[1], former_value="310"))
