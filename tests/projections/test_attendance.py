"""How many of those who came count as participants, and where does what was said leave that open?"""

import pytest

from domain.attendance import AttendanceCategory, AttendanceGroup, AttendanceRecorded
from projections.attendance import PARTICIPANTS, people

CATEGORIES = {
    "staff": AttendanceCategory.PARTNER_STAFF,
    "local": AttendanceCategory.LOCAL,
    "foreign": AttendanceCategory.FOREIGN,
    "other": AttendanceCategory.UNSPECIFIED,
}


@pytest.mark.parametrize(
    ("total", "groups", "participants", "local", "foreign", "unspecified", "staff"),
    [
        pytest.param(None, (), None, None, None, None, None, id="nothing said"),
        pytest.param(15, (), None, None, None, None, None, id="a total of nobody knows whom"),
        pytest.param(0, (), 0, 0, 0, 0, 0, id="nobody came"),
        pytest.param(None, (("local", 20), ("foreign", 5)), 25, 20, 5, None, None, id="staff not said"),
        pytest.param(None, (("local", 20), ("foreign", None)), None, 20, None, None, None, id="a group uncounted"),
        pytest.param(None, (("local", 20), ("local", None)), None, None, None, None, None, id="a part uncounted"),
        pytest.param(None, (("staff", None), ("local", 20)), 20, 20, None, None, None, id="staff uncounted"),
        pytest.param(None, (("staff", 3),), None, None, None, None, 3, id="staff only said"),
        pytest.param(None, (("local", 0),), None, 0, None, None, None, id="no locals, others not said"),
        pytest.param(None, (("local", 0), ("foreign", 0)), 0, 0, 0, None, None, id="neither said to have come"),
        pytest.param(None, (("other", 7), ("local", 5)), 12, None, None, 7, None, id="some of no category"),
        pytest.param(None, (("other", None), ("local", 5)), None, None, None, None, None, id="unknown of no category"),
        pytest.param(None, (("other", 0), ("local", 5)), 5, 5, None, 0, None, id="none of no category"),
        pytest.param(25, (("local", 20), ("foreign", 5)), 25, 20, 5, 0, 0, id="groups make up the total"),
        pytest.param(28, (("local", 20), ("foreign", 5), ("staff", 3)), 25, 20, 5, 0, 3, id="with staff too"),
        pytest.param(3, (("staff", 3),), 0, 0, 0, 0, 3, id="staff alone"),
        pytest.param(12, (("other", 12),), 12, None, None, 12, None, id="all of no category"),
        pytest.param(12, (("other", 7), ("local", 5)), 12, None, None, 7, None, id="total with some of no category"),
        pytest.param(12, (("other", 9), ("staff", 3)), 9, None, None, 9, None, id="staff beside those of no category"),
        pytest.param(12, (("other", 0), ("local", 12)), 12, 12, 0, 0, 0, id="nothing left open"),
        pytest.param(30, (("local", 20), ("staff", 3)), None, None, None, None, None, id="groups fall short"),
        pytest.param(30, (("local", 0), ("staff", 3)), None, None, None, None, None, id="zero and short"),
        pytest.param(30, (("local", 20), ("staff", None)), None, None, None, None, None, id="short and uncounted"),
        pytest.param(20, (("local", 20), ("staff", None)), None, None, None, None, None, id="full and uncounted"),
    ],
)
def test_a_figure_is_known_only_where_what_was_said_leaves_nothing_open(
    total: int | None,
    groups: tuple[tuple[str, int | None], ...],
    participants: int | None,
    local: int | None,
    foreign: int | None,
    unspecified: int | None,
    staff: int | None,
) -> None:
    said = tuple(AttendanceGroup(category=CATEGORIES[name], people=number) for name, number in groups)
    recorded = AttendanceRecorded(total=total, groups=said)
    figures = [people(recorded, (CATEGORIES[name],)) for name in ("local", "foreign", "other", "staff")]
    assert [people(recorded, PARTICIPANTS), *figures] == [participants, local, foreign, unspecified, staff]
