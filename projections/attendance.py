"""Who came to an event, and how many of them count as participants?

The partners' own staff do not. A figure is null wherever what was said leaves it open: nothing is shared out by guess.
"""

from collections.abc import Collection, Sequence
from typing import Final

from domain.attendance import AttendanceCategory, AttendanceGroup, AttendanceRecorded
from domain.dates import Edtf
from domain.values import File, Link, Source
from projections.dossier import Said
from projections.projection import View

PARTICIPANTS: Final = (AttendanceCategory.LOCAL, AttendanceCategory.FOREIGN, AttendanceCategory.UNSPECIFIED)
"""Those who count: everybody but the partners' own staff."""


class Attendance(View):
    """Who came, as it was said, and what follows. `participants` are `local`, `foreign` and `unspecified` together."""

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
        entry=one.entry,
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
        source=one.told.source,
        illustrative=one.illustrative,
    )


def people(recorded: AttendanceRecorded, categories: Collection[AttendanceCategory]) -> int | None:
    """How many people of these categories came; None where that is not known.

    It is known where every group of them has its number, and where the groups make up the total if there is one. None of a
    category is known to have come only where the groups make up the total.
    """
    stated = [group.people for group in recorded.groups if group.category in categories]
    known = [number for number in stated if number is not None]
    if recorded.total is not None:
        everybody = [group.people for group in recorded.groups if group.people is not None]
        whole = len(everybody) == len(recorded.groups) and sum(everybody) == recorded.total
        return sum(known) if whole else None
    return sum(known) if stated and len(known) == len(stated) else None
