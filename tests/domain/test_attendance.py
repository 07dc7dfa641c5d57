import pytest
from msgspec.structs import replace

from domain.attendance import (
    AttendanceCategory,
    AttendanceGroup,
    AttendanceIsRecorded,
    AttendanceRecorded,
    MoreThanTheTotal,
    NothingCounted,
    RecordAttendance,
)
from domain.correction import Corrected, CorrectEntry
from domain.partner import UnknownPartner
from domain.rules import SaidTwice
from tests.domain.facts import LEAD, LINK
from tests.domain.given import given
from tests.domain.sample_gathering import ATTEND, ATTENDED, EVENT, OF_EVENT, STAFF, WITH_ATTENDANCE, WITH_HELD


def group(people: int | None, category: AttendanceCategory = AttendanceCategory.LOCAL) -> AttendanceGroup:
    return AttendanceGroup(category=category, people=people, organisation="A town")


def test_attendance_is_recorded_once_and_then_corrected() -> None:
    given(*WITH_ATTENDANCE).when(ATTEND).refuses(AttendanceIsRecorded).naming("code").saying("entry 3", "correct-entry")


def test_attendance_is_corrected_under_its_own_rules() -> None:
    correct = CorrectEntry(of=str(EVENT), entry=3, reason="One list was missing.", say={"total": 16})
    (fact,) = given(*WITH_ATTENDANCE).when(correct).events
    assert isinstance(fact, Corrected)
    assert (fact.was, fact.fact) == (ATTENDED[1], replace(ATTENDED[1], total=16))
    given(*WITH_ATTENDANCE).when(replace(correct, say={"total": 1})).refuses(MoreThanTheTotal).naming("say")


@pytest.mark.parametrize(
    ("total", "people", "fits"),
    [
        (15, (10, 5), True),
        (15, (10, 6), False),
        (15, (10, None), True),
        (0, (0,), True),
        (0, (1,), False),
        (3, (), True),
    ],
)
def test_the_groups_never_hold_more_people_than_the_total(
    total: int, people: tuple[int | None, ...], *, fits: bool
) -> None:
    request = RecordAttendance(**OF_EVENT, total=total, groups=tuple(map(group, people)))
    found = given(*WITH_HELD).when(request)
    if fits:
        found.then(AttendanceRecorded(total=total, groups=request.groups))
    else:
        found.refuses(MoreThanTheTotal).naming("groups").saying(str(sum(n or 0 for n in people)), str(total))


def test_the_staff_of_partners_are_among_the_total() -> None:
    groups = (replace(STAFF, people=3), group(13))
    given(*WITH_HELD).when(RecordAttendance(**OF_EVENT, total=15, groups=groups)).refuses(MoreThanTheTotal)


def test_without_a_total_any_number_may_have_come() -> None:
    request = RecordAttendance(**OF_EVENT, groups=(group(900), group(800)))
    given(*WITH_HELD).when(request).then(AttendanceRecorded(groups=request.groups))


@pytest.mark.parametrize(
    "said",
    [{"total": 0}, {"total_said": "a few"}, {"groups": (group(None),)}, {"evidence": (LINK,)}, {"files": ATTEND.files}],
)
def test_attendance_says_at_least_one_thing(said: dict[str, object]) -> None:
    given(*WITH_HELD).when(RecordAttendance(**OF_EVENT)).refuses(NothingCounted).naming(None)
    assert given(*WITH_HELD).when(replace(RecordAttendance(**OF_EVENT), **said)).refusals == ()


@pytest.mark.parametrize("category", AttendanceCategory)
def test_a_group_says_who_they_were_or_how_many(category: AttendanceCategory) -> None:
    request = RecordAttendance(**OF_EVENT, groups=(group(1), AttendanceGroup(category=category)))
    given(*WITH_HELD).when(request).refuses(NothingCounted).naming("groups").saying("group 2")


def test_whom_a_group_names_is_known_and_its_countries_are_named_once() -> None:
    groups = (replace(STAFF, partner="nobody"), replace(STAFF, countries=("FR", "IT", "FR")))
    request = RecordAttendance(**OF_EVENT, groups=groups)
    given(*WITH_HELD).when(request).refuses(UnknownPartner, SaidTwice).naming("groups", "groups").saying(
        "'nobody'", "'FR' stands more than once in the countries of group 2"
    )


def test_two_groups_may_come_from_one_partner_or_country() -> None:
    request = RecordAttendance(**OF_EVENT, groups=(STAFF, replace(STAFF, organisation="Another office")))
    assert request.names() == {"groups": (LEAD,)}
    given(*WITH_HELD).when(request).then(AttendanceRecorded(groups=request.groups))
