from datetime import date
from typing import Any

from domain.dates import Edtf
from domain.indicator import IndicatorMeasure
from projections.indicator import Indicator, Observation, Target
from web.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, chart_of

BLANK: Any = dict.fromkeys(
    ("unit", "ascending", "level", "description", "commitment", "baseline", "latest", "distance", "source")
)


def an_indicator(targets: dict[str, str | None], observed: dict[str, str | None]) -> Indicator:
    said: Any = {"text": None, "source": None, "illustrative": False}
    first: Any = dict.fromkeys(("first_value", "first_text", "set_on", "reason", "replaced_on", "replaced"))
    return Indicator(
        **BLANK,
        programme="P",
        code="I",
        version=1,
        title={"en": "Trained"},
        measure=IndicatorMeasure.UNIT,
        illustrative=False,
        targets=tuple(Target(entry=2, by=Edtf(by), value=value, **said, **first) for by, value in targets.items()),
        observations=tuple(
            Observation(entry=3, period=Edtf(period), value=value, comment=None, evidence=(), restated=(), **said)
            for period, value in observed.items()
        ),
    )


def test_values_lie_between_nought_and_the_highest_and_days_between_the_first_and_the_last() -> None:
    chart = chart_of(an_indicator({"2019-01-11": "100"}, {"2019-01-01": "0", "2019-01-06": "50"}))
    assert chart
    nought, half = chart.observed
    assert (nought.x, nought.y) == (LEFT, HEIGHT - BOTTOM)
    assert (half.x, half.y) == ((LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2)
    assert (chart.agreed[0].x, chart.agreed[0].y) == (WIDTH - RIGHT, TOP)
    assert (chart.lowest, chart.highest) == ("0", "100")
    assert (chart.first, chart.last) == (date(2019, 1, 1), date(2019, 1, 11))
    assert chart.line(chart.observed) == f"{LEFT},{HEIGHT - BOTTOM} {half.x},{half.y}"


def test_a_scale_goes_below_nought_where_a_value_does() -> None:
    chart = chart_of(an_indicator({}, {"2018": "-5", "2019": "5"}))
    assert chart
    assert chart.lowest == "-5"
    assert chart.observed[0].y == HEIGHT - BOTTOM


def test_values_that_are_all_nought_lie_on_the_axis() -> None:
    chart = chart_of(an_indicator({}, {"2018": "0", "2019": "0"}))
    assert chart
    assert {dot.y for dot in chart.observed} == {HEIGHT - BOTTOM}


def test_one_value_or_none_makes_no_picture() -> None:
    assert chart_of(an_indicator({"2019": "100"}, {"2018": None})) is None
    assert chart_of(an_indicator({}, {})) is None
