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
    ("total", "groups", "participants", "local", "foreign", "staff"),
    [
        (None, (), None, None, None, None),
        (15, (), None, None, None, None),
        (0, (), 0, 0, 0, 0),
        (None, (("local", 20), ("foreign", 5)), 25, 20, 5, None),
        (None, (("local", 20), ("foreign", None)), None, 20, None, None),
        (None, (("local", 20), ("local", None)), None, None, None, None),
        (None, (("local", 0),), 0, 0, None, None),
        (None, (("staff", 3),), None, None, None, 3),
        (None, (("staff", None), ("local", 20)), 20, 20, None, None),
        (25, (("local", 20), ("foreign", 5)), 25, 20, 5, 0),
        (28, (("local", 20), ("foreign", 5), ("staff", 3)), 25, 20, 5, 3),
        (30, (("local", 20), ("foreign", 5), ("staff", 3)), None, None, None, None),
        (30, (("local", 20), ("staff", None)), None, None, None, None),
        (20, (("local", 20), ("staff", None)), None, None, None, None),
        (12, (("other", 7), ("local", 5)), 12, 5, 0, 0),
        (3, (("staff", 3),), 0, 0, 0, 3),
    ],
)
def test_a_figure_is_known_only_where_what_was_said_leaves_nothing_open(
    total: int | None,
    groups: tuple[tuple[str, int | None], ...],
    participants: int | None,
    local: int | None,
    foreign: int | None,
    staff: int | None,
) -> None:
    said = tuple(AttendanceGroup(category=CATEGORIES[name], people=number) for name, number in groups)
    recorded = AttendanceRecorded(total=total, groups=said)
    figures = [people(recorded, (CATEGORIES[name],)) for name in ("local", "foreign", "staff")]
    assert [people(recorded, PARTICIPANTS), *figures] == [participants, local, foreign, staff]
