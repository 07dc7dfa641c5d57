"""Who came to an event, and how many of them count as participants?

The partners' own staff do not. A figure is null wherever what was said leaves it open: nothing is shared out by guess.
"""

from collections.abc import Collection, Sequence
from typing import Final

from domain.attendance import AttendanceCategory, AttendanceGroup, AttendanceRecorded
from domain.dates import Edtf
from domain.values import File, Link, Source
from projections.dossier import Said, as_said
from projections.projection import View

PARTICIPANTS: Final = (AttendanceCategory.LOCAL, AttendanceCategory.FOREIGN, AttendanceCategory.UNSPECIFIED)
"""Those who count: everybody but the partners' own staff."""


class Attendance(View):
    """Who came, as it was said, and what follows.

    `participants` are `local`, `foreign` and `unspecified` together: those who were not said to be the partners' own staff.
    While some are `unspecified`, it is not known how many were local, foreign or staff.
    """

    entry: int
    on: Edtf | None
    total: int | None
    total_said: str | None
    groups: tuple[AttendanceGroup, ...]
    participants: int | None
    local: int | None
    foreign: int | None
    unspecified: int | None
    partner_staff: int | None
    evidence: tuple[Link, ...]
    files: tuple[File, ...]
    source: Source | None
    illustrative: bool


def attendance_in(said: Sequence[Said]) -> Attendance | None:
    """The attendance that was recorded by these facts, or None."""
    return next((_attendance(one, one.event) for one in said if isinstance(one.event, AttendanceRecorded)), None)


def _attendance(one: Said, recorded: AttendanceRecorded) -> Attendance:
    return Attendance(
        on=recorded.on,
        total=recorded.total,
        total_said=recorded.total_said,
        groups=recorded.groups,
        participants=people(recorded, PARTICIPANTS),
        local=people(recorded, (AttendanceCategory.LOCAL,)),
        foreign=people(recorded, (AttendanceCategory.FOREIGN,)),
        unspecified=people(recorded, (AttendanceCategory.UNSPECIFIED,)),
        partner_staff=people(recorded, (AttendanceCategory.PARTNER_STAFF,)),
        evidence=recorded.evidence,
        files=recorded.files,
        **as_said(one),
    )


def people(recorded: AttendanceRecorded, categories: Collection[AttendanceCategory]) -> int | None:
    """How many people of these categories came; None where what was said leaves that open.

    With a total, the groups must make it up, and then nobody came of a category that no group is of. Without one, only groups of
    these categories tell, each with its number, and nobody came only if that was said of each category. People of whom no
    category was said may be of any.
    """
    unsaid = AttendanceCategory.UNSPECIFIED
    if unsaid not in categories and any(group.category is unsaid and group.people != 0 for group in recorded.groups):
        return None
    stated = [group for group in recorded.groups if group.category in categories]
    known = sum(group.people or 0 for group in stated)
    if recorded.total is not None:
        return known if _make_up(recorded.groups, recorded.total) else None
    if not stated or any(group.people is None for group in stated):
        return None
    said_of_each = {*categories} - {unsaid} <= {group.category for group in stated}
    return known if known or said_of_each else None


def _make_up(groups: Sequence[AttendanceGroup], total: int) -> bool:
    return all(group.people is not None for group in groups) and sum(group.people or 0 for group in groups) == total
