"""What does a programme measure, from which baseline, towards which targets, what was observed, and how far is it from them?"""

from typing import Any

import pytest
from msgspec.structs import replace

from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.indicator import AmendIndicator, Baseline, DefineIndicator, IndicatorMeasure, Level
from domain.kernel import Event
from domain.observation import ObserveIndicator
from domain.stored import read_fact
from domain.target import ReplaceTarget, SetTarget
from domain.values import Source
from projections.indicator import Indicator, indicator, indicators_of
from tests.projections.ledger import Ledger
from tests.projections.said import EVIDENCE, PLAN, a_commitment, a_programme, text

OF: dict[str, Any] = {"programme": PLAN, "code": "I1"}
ZERO = Baseline(value="0", year=Edtf("2017"))


def define(ledger: Ledger, **said: Any) -> int:
    usual: dict[str, Any] = {"title": text("Staff trained"), "measure": IndicatorMeasure.UNIT, "on": Edtf("2018-05")}
    return ledger.say("2018-06-01", a_programme(), a_commitment(), DefineIndicator(**OF | usual | said))


def observe(period: str, value: str | None, **said: Any) -> ObserveIndicator:
    return ObserveIndicator(**OF, period=Edtf(period), value=value, **said)


def target(by: str, value: str | None, on: str | None = "2018-06-01", **said: Any) -> SetTarget:
    return SetTarget(**OF, by=Edtf(by), value=value, on=Edtf(on) if on else None, **said)


def another(by: str, value: str, on: str) -> ReplaceTarget:
    return ReplaceTarget(**OF, by=Edtf(by), value=value, on=Edtf(on), reason="Few rooms.")


def correct(entry: int, reason: str = "Counted twice.", **say: Any) -> CorrectEntry:
    return CorrectEntry(of=f"indicator:{PLAN}/I1", entry=entry, reason=reason, say=say)


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> Indicator:
    one = indicator(ledger.reading(as_of, known_at), PLAN, "I1")
    assert one is not None
    return one


def test_an_indicator_is_as_it_was_defined(ledger: Ledger) -> None:
    define(ledger, unit=text("people"), ascending=True, level=Level.OUTPUT, baseline=ZERO, commitment="9")
    one = found(ledger)
    assert (one.programme, one.code, one.version, one.measure) == (PLAN, "I1", 1, "unit")
    assert (one.unit, one.ascending, one.level, one.commitment) == (text("people"), True, "output", "9")
    assert (one.baseline, one.targets, one.observations, one.latest, one.distance) == (ZERO, (), (), None, None)
    assert indicator(ledger.reading(), PLAN, "I2") is None


def test_a_baseline_of_which_nothing_was_said_is_not_one_that_nobody_knows(ledger: Ledger) -> None:
    before = define(ledger)
    unknown = Baseline(none_known=True)
    ledger.say("2018-07-01", AmendIndicator(**OF, reason="Asked.", on=Edtf("2018-06-15"), baseline=unknown))
    assert (found(ledger).baseline, found(ledger, "2018-06-14").baseline) == (unknown, None)
    assert found(ledger, known_at=before).baseline is None


def test_a_restated_observation_is_known_only_after_its_correction(ledger: Ledger) -> None:
    define(ledger)
    first = ledger.say("2019-01-10", observe("2018", "120", comment=text("From lists."), links=EVIDENCE))
    second = ledger.say("2019-02-10", correct(2, value="118"))
    ledger.say("2019-03-10", correct(2, "One came late.", value="119"))
    values = [found(ledger, known_at=known).observations[0].value for known in (first, second, None)]
    assert values == ["120", "118", "119"]
    assert [len(found(ledger, known_at=known).observations[0].restated) for known in (first, second, None)] == [0, 1, 2]
    latest = found(ledger).latest
    assert latest is not None
    assert (latest.entry, latest.period, latest.comment, latest.evidence) == (2, "2018", text("From lists."), EVIDENCE)
    assert [(one.entry, one.recorded_at.month, one.reason) for one in latest.restated] == [
        (3, 2, "Counted twice."),
        (4, 3, "One came late."),
    ]


def test_each_fact_is_read_twice_at_the_most_however_many_observations_there_are(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    define(ledger)
    ledger.say("2019-06-01", *(observe(f"2018-{month:02}", "1") for month in range(1, 13)), correct(2, value="2"))
    reading, decoded = ledger.reading(), list[str]()

    def counted(topic: str, fact: bytes) -> Event:
        decoded.append(topic)
        return read_fact(topic, fact)

    monkeypatch.setattr("projections.dossier.read_fact", counted)
    one = indicator(reading, PLAN, "I1")
    assert one is not None
    assert [len(observation.restated) for observation in one.observations] == [1, *[0] * 11]
    assert len(decoded) <= 2 * one.version


def test_a_restated_observation_is_shown_with_the_source_that_restates_it(ledger: Ledger) -> None:
    define(ledger)
    register, audit = Source(document="The register"), Source(document="The audit")
    before = ledger.say("2019-06-01", observe("2018", "20", source=register))
    ledger.say("2019-07-01", replace(correct(2, value="10"), source=audit))
    for known_at, value, source in ((before, "20", register), (None, "10", audit)):
        (observation,) = found(ledger, known_at=known_at).observations
        assert (observation.value, observation.source) == (value, source)


def test_an_observation_is_true_of_its_period_however_late_it_is_learnt(ledger: Ledger) -> None:
    define(ledger)
    before = ledger.say("2019-01-10", observe("2018", "120"))
    ledger.say("2020-01-10", observe("2018-07", "60"))
    assert [one.period for one in found(ledger, "2018-08-01").observations] == ["2018-07"]
    assert found(ledger, "2018-08-01", before).observations == ()
    assert [one.period for one in found(ledger).observations] == ["2018-07", "2018"]


def test_a_retracted_observation_leaves_the_series(ledger: Ledger) -> None:
    define(ledger)
    before = ledger.say("2019-01-10", observe("2018", "120"))
    ledger.say("2019-02-10", RetractEntry(of=f"indicator:{PLAN}/I1", entry=2, reason="Of another."))
    assert (found(ledger).latest, len(found(ledger, known_at=before).observations)) == (None, 1)
    ledger.say("2019-03-10", observe("2018", "90"))
    assert [one.value for one in found(ledger).observations] == ["90"]


def test_targets_come_in_the_order_of_their_dates(ledger: Ledger) -> None:
    define(ledger)
    ledger.say("2018-06-02", target("2020", "300"), target("2018", "100"), target("2019", "200", reason="As planned."))
    assert [(one.by, one.value, one.reason) for one in found(ledger).targets] == [
        ("2018", "100", None),
        ("2019", "200", "As planned."),
        ("2020", "300", None),
    ]


def test_a_replaced_target_stays_beside_the_one_agreed_since(ledger: Ledger) -> None:
    define(ledger)
    before = ledger.say("2018-06-02", target("2019", "300"))
    ledger.say("2019-02-01", another("2019-12", "250", "2019-01-15"))
    ledger.say("2019-04-01", another("2019", "200", "2019-03-15"))
    (one,) = found(ledger).targets
    assert (one.entry, one.by, one.value, one.first_value) == (4, "2019", "200", "300")
    assert (one.set_on, one.replaced_on, one.replaced) == ("2018-06-01", "2019-03-15", "Few rooms.")
    for earlier in (found(ledger, "2019-01-14"), found(ledger, known_at=before)):
        assert (earlier.targets[0].value, earlier.targets[0].replaced) == ("300", None)
    assert found(ledger, "2019-01-15").targets[0].value == "250"


def test_a_replacement_tells_what_the_target_was_before_that_one_was_said(ledger: Ledger) -> None:
    define(ledger)
    ledger.say("2019-02-01", target("2019", "300", None), another("2019", "250", "2019-01-15"))
    (one,) = found(ledger, "2019-01-20").targets
    assert (one.value, one.first_value, one.set_on) == ("250", "300", None)
    assert [(each.value, each.first_value) for each in found(ledger).targets] == [("250", "300")]


@pytest.mark.parametrize(
    ("ascending", "observed", "difference", "reached"),
    [
        (True, "250.25", "0.15", True),
        (True, "250.1", "0.0", True),
        (True, "0.1", "-250.0", False),
        (False, "250", "-0.1", True),
        (False, "999999999999999.000001", "999999999999748.900001", False),
        (None, "-250.1", "-500.2", None),
    ],
)
def test_the_distance_to_the_target_whose_date_has_come_is_exact(
    ledger: Ledger, ascending: Any, observed: str, difference: str, reached: Any
) -> None:
    define(ledger, ascending=ascending)
    ledger.say("2018-06-02", target("2018", "250.1"), target("2020", "900"))
    ledger.say("2019-01-10", observe("2018", observed))
    distance = found(ledger, "2019-01-10").distance
    assert distance is not None
    assert (distance.by, distance.target, distance.period, distance.observed) == ("2018", "250.1", "2018", observed)
    assert (distance.difference, distance.reached) == (difference, reached)


def test_there_is_no_distance_before_a_date_has_come_or_anything_was_observed(ledger: Ledger) -> None:
    define(ledger)
    ledger.say("2018-06-02", target("2018", "250"), target("2019", "300"))
    assert found(ledger).distance is None
    ledger.say("2018-07-10", observe("2018-06", "10"))
    assert found(ledger, "2018-12-30").distance is None
    on_the_last_day, a_year_later = found(ledger, "2018-12-31").distance, found(ledger, "2019-12-31").distance
    assert on_the_last_day is not None
    assert a_year_later is not None
    assert (on_the_last_day.target, a_year_later.target) == ("250", "300")


def test_what_is_no_number_has_no_distance(ledger: Ledger) -> None:
    define(ledger, measure=IndicatorMeasure.ORDINAL)
    ledger.say("2018-06-02", target("2018", None, text=text("High")))
    ledger.say("2019-01-10", observe("2018", None, text=text("Medium")))
    one = found(ledger)
    assert one.latest is not None
    assert (one.latest.text, one.targets[0].first_text, one.distance) == (text("Medium"), text("High"), None)


def test_what_is_illustrative_marks_the_indicator_from_its_day_on(ledger: Ledger) -> None:
    define(ledger)
    ledger.say("2019-01-10", observe("2018", "1", illustrative=True))
    assert [found(ledger, day).illustrative for day in ("2018-12-30", "2018-12-31")] == [False, True]
    assert found(ledger).observations[0].illustrative


def test_indicators_come_in_the_order_of_their_codes(ledger: Ledger) -> None:
    define(ledger)
    others = (
        DefineIndicator(programme=PLAN, code=code, title=text(code), measure=IndicatorMeasure.UNIT)
        for code in ("I10", "I2")
    )
    ledger.say("2018-06-02", *others)
    assert [one.code for one in indicators_of(ledger.reading(), PLAN)] == ["I1", "I2", "I10"]


def test_a_target_without_a_day_is_told_at_every_time_until_another_is_agreed(ledger: Ledger) -> None:
    define(ledger)
    ledger.say("2019-01-01", target("2020", "100", None))
    ledger.say("2019-06-01", another("2020", "80", "2019-05-01"))
    assert [found(ledger, day).targets[0].value for day in ("2017-01-01", "2019-04-30", "2019-05-01")] == [
        "100",
        "100",
        "80",
    ]
