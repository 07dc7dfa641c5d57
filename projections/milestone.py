"""Which milestones does a programme have, what is promised in each, and by when?"""

from collections.abc import Collection
from datetime import date

from domain.dates import Edtf, slip
from domain.mark import Mark
from domain.milestone import Milestone as Stream
from domain.milestone import (
    MilestoneAmended,
    MilestoneMoved,
    MilestonePlanned,
    MilestoneReinstated,
    MilestoneRescheduled,
    MilestoneWithdrawn,
)
from domain.tie import MilestoneTied, MilestoneUntied, ties
from domain.values import Code, Source, Text
from projections.dossier import (
    DossierRow,
    amended,
    as_recorded,
    dossier,
    dossier_of,
    dossiers_of,
    every_dossier,
    on_the_day,
)
from projections.moment import Reading
from projections.order import in_order
from projections.projection import View
from projections.withdrawal import Withdrawal, withdrawal


class MilestoneRow(DossierRow, frozen=True):
    """What was promised of a milestone, and how that changed; what was reported of it is another question."""

    TABLE = "milestone"


class Slippage(View):
    """By how many days the due date moved: one figure where both dates allow it, else the least and the most."""

    least_days: int
    most_days: int


def slippage(first: Edtf | None, agreed: Edtf | None) -> Slippage | None:
    """By how much a date moved from the first to the one agreed since; None where either is not known or has no end."""
    moved = slip(first, agreed) if first and agreed else None
    return Slippage(least_days=moved[0], most_days=moved[1]) if moved else None


class Tie(View):
    """What a milestone is tied to; `when` null: it only concerns it; `part` null: it stands for the whole milestone."""

    to: str
    when: Mark | None
    part: int | None


class Milestone(View):
    """A milestone on one day, as known at one moment. `promised` is the first due date, `due` the one agreed since."""

    programme: str
    code: str
    commitment: Code | None
    title: Text
    description: Text | None
    parts: tuple[Text, ...]
    responsible: tuple[Code, ...]
    promised: Edtf | None
    due: Edtf | None
    due_reason: str | None
    slippage: Slippage | None
    reschedules: int
    withdrawn: Withdrawal | None
    ties: tuple[Tie, ...]
    source: Source | None
    illustrative: bool
    illustrative_due: bool


_PROMISES = (
    MilestonePlanned,
    MilestoneAmended,
    MilestoneRescheduled,
    MilestoneMoved,
    MilestoneWithdrawn,
    MilestoneReinstated,
    MilestoneTied,
    MilestoneUntied,
)
MILESTONES = dossier(MilestoneRow, Stream.KIND, _PROMISES)


def _on_the_day(row: MilestoneRow, as_of: date) -> Milestone:
    said = on_the_day(row.facts, as_of)
    planned = said[0].event
    assert isinstance(planned, MilestonePlanned)
    moves = [(one, one.event) for one in said if isinstance(one.event, MilestoneRescheduled)]
    due = moves[-1][1].due if moves else planned.due
    tied = ties(one.event for one in as_recorded(said))
    return Milestone(
        programme=row.programme,
        code=row.code,
        promised=planned.due,
        due=due,
        due_reason=moves[-1][1].reason if moves else None,
        slippage=slippage(planned.due, due),
        reschedules=max(0, len(moves) - (planned.due is None)),
        withdrawn=withdrawal(said),
        ties=tuple(Tie(to=tie.to, when=tie.when, part=tie.part) for tie in tied.values()),
        source=said[0].source,
        illustrative=any(one.illustrative for one in said if not isinstance(one.event, MilestoneRescheduled)),
        illustrative_due=bool(moves) and moves[-1][0].illustrative,
        **amended(
            said,
            ("title", "description", "parts", "commitment"),
            MilestonePlanned,
            MilestoneAmended,
            MilestoneMoved,
        ),
        **amended(as_recorded(said), ("responsible",), MilestonePlanned, MilestoneAmended),
    )


def milestones_of(reading: Reading, programme: str, codes: Collection[str] | None = None) -> list[Milestone]:
    """A programme's milestones, or those of these codes, in the order of their numbers."""
    as_of = reading.moment.as_of
    return [_on_the_day(row, as_of) for row in dossiers_of(reading, MILESTONES, programme, codes)]


def milestone(reading: Reading, programme: str, code: str) -> Milestone | None:
    """One milestone, or None where none was known by that code."""
    row = dossier_of(reading, MILESTONES, programme, code)
    return _on_the_day(row, reading.moment.as_of) if row else None


def places_of(reading: Reading, programme: str) -> list[tuple[Code | None, str]]:
    """The commitment of each milestone of a programme, and its code, in the order of their numbers."""
    as_of = reading.moment.as_of
    places = [(_commitment(row, as_of), row.code) for row in every_dossier(reading, MILESTONES, programme)]
    return sorted(places, key=lambda place: in_order(place[1]))


def _commitment(row: MilestoneRow, as_of: date) -> Code | None:
    said = amended(on_the_day(row.facts, as_of), ("commitment",), MilestonePlanned, MilestoneMoved)
    return said["commitment"]
