"""Attendance: who came to an event, as far as that was said; the partners' own staff are counted apart.

(nothing) ─RecordAttendance→ recorded   (changed by domain/correction.py only)
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from domain.dates import Edtf
from domain.gathering import ATTENDED, Gathering, HeldEventCommand
from domain.kernel import Event, Refusal, Unacceptable, World
from domain.rules import SaidTwice
from domain.values import Code, Count, Country, File, Line, Link, Value

# ── Facts ─────────────────────────────────────────────


class AttendanceCategory(StrEnum):
    PARTNER_STAFF = "partner-staff"
    LOCAL = "local"
    FOREIGN = "foreign"
    UNSPECIFIED = "unspecified"


class AttendanceGroup(Value):
    """Some of those who came: from where, and how many; `people` None: not known. `said` keeps the words."""

    category: AttendanceCategory = AttendanceCategory.UNSPECIFIED
    organisation: Line | None = None
    partner: Code | None = None
    countries: tuple[Country, ...] = ()
    people: Count | None = None
    said: Line | None = None


class AttendanceRecorded(Event):
    """`total` holds everybody, the partners' staff too; `total_said` keeps the words. `files`: the signed lists."""

    TOPIC = ATTENDED
    TIMELESS = True
    on: Edtf | None = None
    total: Count | None = None
    total_said: Line | None = None
    groups: tuple[AttendanceGroup, ...] = ()
    evidence: tuple[Link, ...] = ()
    files: tuple[File, ...] = ()


# ── Refusals ──────────────────────────────────────────


class AttendanceIsRecorded(Refusal): ...


class NothingCounted(Unacceptable): ...


class MoreThanTheTotal(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class RecordAttendance(HeldEventCommand):
    """Say once who came, with the signed list by its SHA-256; a figure that is not known is left open, for it is not zero."""

    NAME = "record-attendance"
    FACT = AttendanceRecorded
    on: Edtf | None = None
    total: Count | None = None
    total_said: Line | None = None
    groups: tuple[AttendanceGroup, ...] = ()
    evidence: tuple[Link, ...] = ()
    files: tuple[File, ...] = ()

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"groups": tuple(dict.fromkeys(group.partner for group in self.groups if group.partner))}

    def breaks(self, thing: Gathering, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        for entry, fact in world.past(self.key()).facts.items():
            if isinstance(fact, AttendanceRecorded):
                yield AttendanceIsRecorded(
                    f"The attendance of {self.code!r} is recorded in entry {entry}: change that with correct-entry.",
                    field="code",
                )
        if self.total is None and not (self.total_said or self.groups or self.evidence or self.files):
            yield NothingCounted("Nothing is said of who came: give a total, its words, a group or a list.")
        yield from self._groups()

    def _groups(self) -> Iterator[Refusal]:
        for number, group in enumerate(self.groups, 1):
            if group == AttendanceGroup(category=group.category):
                yield NothingCounted(
                    f"Nothing is said of group {number}: say who they were or how many.", field="groups"
                )
            for country in sorted({c for c in group.countries if group.countries.count(c) > 1}):
                yield SaidTwice(
                    f"{country!r} stands more than once in the countries of group {number}. Name each once.",
                    field="groups",
                )
        counted = sum(group.people or 0 for group in self.groups)
        if self.total is not None and counted > self.total:
            yield MoreThanTheTotal(f"The groups hold {counted} people, the total is {self.total}.", field="groups")
