import copy
import pickle
import re
from datetime import date, timedelta
from typing import cast

import msgspec
import pytest
from edtf import EDTFObject, parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.dates import OPEN_FUTURE, OPEN_PAST, Edtf, NotADate, slip
from domain.values import JSON, decode_value, describe_value
from tests.domain.bodies import patient


def _is_date(text: str) -> bool:
    try:
        Edtf(text)
    except NotADate:
        return False
    return True


days = st.dates(min_value=date(1, 1, 1))
qualifiers = st.sampled_from(["", "", "~", "?", "%"])
seasons = st.integers(1, 9998).flatmap(lambda year: st.integers(21, 24).map(lambda season: f"{year:04}-{season}"))
cuts = st.sampled_from([4, 7, 10])
calendar = days.flatmap(lambda day: cuts.map(lambda cut: day.isoformat()[:cut]))
points = st.one_of(calendar, seasons).flatmap(lambda point: qualifiers.map(lambda qualifier: point + qualifier))
pairs = st.tuples(points, points).map(lambda pair: sorted(pair, key=lambda text: Edtf(text).earliest))
intervals = pairs.map("/".join).filter(_is_date)
texts = st.one_of(points, intervals, points.map(lambda point: f"{point}/.."), points.map(lambda point: f"../{point}"))
dates = texts.map(Edtf)
relaxed = patient(60)


@relaxed
@given(texts)
def test_the_text_is_kept_as_given(text: str) -> None:
    edtf = Edtf(text)
    assert edtf == text
    assert str(edtf) == text
    assert hash(edtf) == hash(text)
    assert msgspec.json.decode(JSON.encode(edtf), type=Edtf, dec_hook=decode_value) == edtf


@relaxed
@given(dates)
def test_a_date_survives_copying_and_pickling(edtf: Edtf) -> None:
    for twin in (Edtf(edtf), copy.copy(edtf), copy.deepcopy(edtf), pickle.loads(pickle.dumps(edtf))):  # noqa: S301 - our own
        assert (twin, twin.earliest, twin.latest) == (edtf, edtf.earliest, edtf.latest)


@relaxed
@given(dates)
def test_the_earliest_day_is_never_after_the_latest(edtf: Edtf) -> None:
    assert OPEN_PAST <= edtf.earliest <= edtf.latest <= OPEN_FUTURE


@relaxed
@given(points, points)
def test_an_interval_reaches_from_the_earliest_of_its_first_to_the_latest_of_its_last(first: str, last: str) -> None:
    if Edtf(first).earliest > Edtf(last).latest:
        with pytest.raises(NotADate, match="ends before it begins"):
            Edtf(f"{first}/{last}")
    else:
        interval = Edtf(f"{first}/{last}")
        assert (interval.earliest, interval.latest) == (Edtf(first).earliest, Edtf(last).latest)


@relaxed
@given(points)
def test_an_open_interval_has_one_end_only(point: str) -> None:
    assert (Edtf(f"{point}/..").earliest, Edtf(f"{point}/..").latest) == (Edtf(point).earliest, OPEN_FUTURE)
    assert (Edtf(f"../{point}").earliest, Edtf(f"../{point}").latest) == (OPEN_PAST, Edtf(point).latest)


@relaxed
@given(points)
def test_approximate_and_uncertain_dates_mean_the_same_days(point: str) -> None:
    bare = Edtf(point.rstrip("~?%"))
    assert (Edtf(point).earliest, Edtf(point).latest) == (bare.earliest, bare.latest)


@relaxed
@given(points)
def test_the_days_are_those_of_the_edtf_library(point: str) -> None:
    parsed = cast("EDTFObject", parse_edtf(point.rstrip("~?%")))
    earliest, latest = (date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict()))
    assert Edtf(point).earliest == earliest
    if "-24" not in point[4:7]:
        assert Edtf(point).latest == latest


@relaxed
@given(days)
def test_a_day_lies_in_its_month_its_season_and_its_year(day: date) -> None:
    assume(day.year < 9999 and (day.year > 1 or day.month > 2))
    year, season = (day.year - (day.month < 3), (day.month - 3) % 12 // 3 + 21)
    for text in (f"{day.year:04}", day.isoformat()[:7], day.isoformat(), f"{year:04}-{season}"):
        assert Edtf(text).earliest <= day <= Edtf(text).latest


@relaxed
@given(dates, days)
def test_a_date_holds_from_a_day_that_it_can_mean_and_no_later_than_it_was_said(edtf: Edtf, said: date) -> None:
    day = edtf.holds_from(said)
    assert edtf.earliest <= day <= edtf.latest
    assert day <= max(edtf.earliest, said)


@relaxed
@given(dates, dates)
def test_a_slip_back_undoes_a_slip(first: Edtf, agreed: Edtf) -> None:
    there, back = slip(first, agreed), slip(agreed, first)
    if there is None:
        assert back is None
    else:
        assert there[0] <= there[1]
        assert back == (-there[1], -there[0])


@relaxed
@given(days, st.integers(0, 2000))
def test_a_day_slips_by_the_days_between(day: date, by: int) -> None:
    assume(date.max - day >= timedelta(days=by))
    later = day + timedelta(days=by)
    assert slip(Edtf(day.isoformat()), Edtf(later.isoformat())) == (by, by)


@relaxed
@given(st.text(alphabet="0123456789-/.~?% T\n\u0662", max_size=14))
def test_any_text_is_a_date_or_not_a_date(text: str) -> None:
    try:
        edtf = Edtf(text)
    except NotADate:
        return
    assert str(edtf) == text
    assert edtf.earliest <= edtf.latest


@relaxed
@given(texts)
def test_the_published_pattern_takes_every_date(text: str) -> None:
    published = describe_value(Edtf)
    assert re.search(published["pattern"], text)
    assert len(text) <= published["maxLength"]
