"""A timeline's picture as it is laid out: rows of marks on a scale of days."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dates import Edtf
from domain.programme import Policies, ProgrammeKind
from domain.vocabulary import OGP_STATUS
from projections.chronicle import Chronicle, Group, Strand
from projections.dated import Fact, Matter, dated
from projections.milestone import Slippage
from projections.programme import Programme
from web.drawing import GLYPH, Mark, Picture, Row, picture

PROGRAMME = Programme(
    code="P",
    version=1,
    kind=ProgrammeKind.ACTION_PLAN,
    title={"en": "A plan"},
    period=None,
    duration=None,
    languages=("en",),
    countries=(),
    description=None,
    vocabulary=OGP_STATUS.id,
    policies=Policies(),
    profiles=(),
    vocabularies={},
    closed=False,
)
Said = tuple[Matter, Edtf | None, Edtf | None]
DAY = date(2019, 6, 1)
RECORDED = datetime(2021, 1, 1, tzinfo=UTC)
MATTERS = (
    Matter.DUE,
    Matter.STATUS,
    Matter.NOTE,
    Matter.FOUND,
    Matter.CHANGED,
    Matter.CALL,
    Matter.STEP,
    Matter.WITHDRAWN,
)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
edtf = st.one_of(
    days.map(lambda day: Edtf(day.isoformat())),
    days.map(lambda day: Edtf(f"{day:%Y-%m}~")),
    days.map(lambda day: Edtf(f"{day:%Y}")),
    st.sampled_from([Edtf(f"{year}-22?") for year in range(1990, 2060, 10)]),
    days.map(lambda day: Edtf(f"{day:%Y-%m}/..")),
    days.map(lambda day: Edtf(f"{day:%Y}/{day.year + 2}")),
)
said = st.tuples(st.sampled_from(MATTERS), st.none() | edtf, st.none() | edtf)
things = st.lists(st.lists(said, max_size=6), max_size=4)


def fact(entry: int, matter: Matter, on: Edtf | None, value: Edtf | None) -> Fact:
    return Fact(
        of="milestone:P/1",
        entry=entry,
        name="milestone.rescheduled",
        matters=((matter, value),),
        on=on,
        recorded_at=RECORDED,
        actor="team",
        illustrative=False,
        begins=entry == 1,
    )


def strand(*said: Said) -> Strand:
    facts = [fact(entry, matter, on, value) for entry, (matter, on, value) in enumerate(said, 1)]
    return Strand(
        kind="milestone",
        code="1",
        number=None,
        title={"en": "A thing"},
        status=None,
        vocabulary=None,
        overdue=False,
        ended=False,
        promised=None,
        due=None,
        slippage=None,
        illustrative=False,
        dated=dated(facts, DAY),
    )


def drawn(*strands: Strand, known: date | None = None, mirrored: bool = False) -> Picture:
    group = Group(commitment="1", title={"en": "One"}, withdrawn=False, strands=strands)
    chronicle = Chronicle(programme=PROGRAMME, as_of=DAY, known_at=9, groups=(group,))
    return picture(chronicle, known, words, mirrored=mirrored, opened=False)


def words(slip: Slippage) -> str:
    return f"{slip.least_days} to {slip.most_days} days"


def rows(of: Picture) -> list[Row]:
    return [row for stack in of.stacks for row in stack.rows]


def due(text: str, on: str | None = None) -> Said:
    return Matter.DUE, Edtf(on) if on else None, Edtf(text)


@settings(max_examples=40)
@given(things, st.booleans(), st.none() | days)
def test_every_mark_lies_within_the_picture(things: list[list[Said]], mirrored: bool, known: date | None) -> None:  # noqa: FBT001
    for row in rows(drawn(*(strand(*said) for said in things), known=known, mirrored=mirrored)):
        for mark in row.marks:
            assert 0 <= mark.x <= 100
            assert 0 < mark.y < row.height
            if mark.band:
                assert mark.band.x >= 0
                assert mark.band.x + mark.band.width <= 100.01
        for arrow in row.arrows:
            assert {(arrow.x1, arrow.y1), (arrow.x2, arrow.y2)} <= {(mark.x, mark.y) for mark in row.marks}
        assert all(label.width > 100 or 0 <= label.x - label.width / 2 <= 100 - label.width for label in row.labels)


@settings(max_examples=40)
@given(things, st.booleans())
def test_what_is_later_lies_further_on(things: list[list[Said]], mirrored: bool) -> None:  # noqa: FBT001
    found = rows(drawn(*(strand(*said) for said in things), mirrored=mirrored))
    marks = sorted((mark for row in found for mark in row.marks), key=lambda mark: mark.fact.day or DAY)
    places = [mark.x for mark in marks]
    assert places == sorted(places, reverse=mirrored)


@settings(max_examples=40)
@given(st.lists(said, max_size=15), st.booleans())
def test_no_mark_lies_on_another(said: list[Said], mirrored: bool) -> None:  # noqa: FBT001
    for row in rows(drawn(strand(*said), mirrored=mirrored)):
        by_line: dict[float, list[Mark]] = {}
        for mark in row.marks:
            by_line.setdefault(mark.y, []).append(mark)
        for line in by_line.values():
            ends = sorted(extent(mark) for mark in line)
            assert all(before[1] <= after[0] for before, after in pairwise(ends))
        spans = sorted((label.x - label.width / 2, label.x + label.width / 2) for label in row.labels)
        assert all(before[1] <= after[0] + 0.02 for before, after in pairwise(spans))


def extent(mark: Mark) -> tuple[float, float]:
    band = mark.band
    left = min(mark.x - GLYPH / 2, band.x if band else 100)
    return left, max(mark.x + GLYPH / 2, band.x + band.width if band else 0)


@settings(max_examples=40)
@given(st.lists(said, max_size=15))
def test_every_dated_fact_is_drawn_once(said: list[Said]) -> None:
    thing = strand(*said)
    (row,) = rows(drawn(thing))
    shown = sorted((one.entry, one.matter) for mark in row.marks for one in mark.facts)
    assert shown == sorted((one.entry, one.matter) for one in thing.dated if one.day)


@settings(max_examples=15)
@given(st.integers(min_value=1, max_value=500))
def test_each_of_many_things_has_a_row_with_room_for_its_label(n: int) -> None:
    found = drawn(*[strand(due("2019"))] * n)
    assert len(rows(found)) == n
    assert all(row.height >= 40 for row in rows(found))
    assert found.stacks[0].heights == sum(row.height for row in rows(found))


def test_a_date_that_moved_stays_as_a_former_one_with_an_arrow_to_the_next_and_the_slip() -> None:
    (row,) = rows(drawn(strand(due("2018-12-31"), due("2019-12-31", on="2019-01-10"))))
    former, agreed = row.marks
    assert (former.fact.standing, agreed.fact.standing) == ("former", "holds")
    (arrow,) = row.arrows
    assert (arrow.x1, arrow.x2, arrow.ahead) == (former.x, agreed.x, False)
    assert [label.text for label in row.labels] == ["365 to 365 days"]


def test_a_date_that_is_agreed_only_after_the_day_lies_ahead_and_the_one_before_it_holds() -> None:
    (row,) = rows(drawn(strand(due("2018-12-31"), due("2019-12-31", on="2019-06-02"))))
    assert [mark.fact.standing for mark in row.marks] == ["holds", "ahead"]
    assert [arrow.ahead for arrow in row.arrows] == [True]


def test_an_imprecise_date_is_a_band_from_its_earliest_to_its_latest_day() -> None:
    found = drawn(strand(due("2018~")), strand(due("2018-01-01")), strand(due("2018-12-31")))
    (imprecise,), (first,), (last,) = (row.marks for row in rows(found))
    assert imprecise.band
    assert imprecise.band.about
    assert (imprecise.band.x, round(imprecise.band.x + imprecise.band.width, 2)) == (first.x, last.x)
    assert first.band is None


def test_an_open_interval_goes_on_to_the_edge() -> None:
    (row,) = rows(drawn(strand((Matter.PERIOD, None, Edtf("2018-10/..")), due("2019"))))
    bands = [mark.band for mark in row.marks if mark.band and mark.band.period]
    assert [(band.x + band.width, band.onward is not None, band.backward) for band in bands] == [(100, True, None)]


def test_findings_of_one_day_are_one_mark() -> None:
    found = [(Matter.FOUND, Edtf("2019-03-01"), Edtf("2019-03-01"))] * 5
    (row,) = rows(drawn(strand(*found)))
    assert [len(mark.facts) for mark in row.marks] == [5]


def test_a_day_far_from_all_facts_stands_at_the_edge() -> None:
    found = drawn(strand(due("2018-12-31")), known=date(2019, 7, 1))
    assert not found.as_of.beyond or found.as_of.x in {0, 100}
    far = drawn(strand(due("1999-01-01"), due("1999-12-31", on="1999-02-01")))
    assert (far.as_of.x, far.as_of.beyond) == (100, True)
    near = drawn(strand(due((DAY - timedelta(days=20)).isoformat())))
    assert not near.as_of.beyond


def test_of_many_things_only_the_first_group_is_open_and_those_with_something_overdue() -> None:
    late = strand(due("2019"))
    groups = [
        Group(commitment=str(n), title={"en": str(n)}, withdrawn=False, strands=(late,) * 20) for n in range(1, 6)
    ]
    chronicle = Chronicle(programme=PROGRAMME, as_of=DAY, known_at=9, groups=tuple(groups))
    found = picture(chronicle, None, words, mirrored=False, opened=False)
    assert [stack.open for stack in found.stacks] == [True, False, False, False, False]
