"""Which due dates did a milestone have, one after the other, and why?"""

from domain.dates import Edtf
from domain.milestone import MilestonePlanned, MilestoneRescheduled
from projections.dossier import dossier_of, on_the_day
from projections.milestone import MILESTONES
from projections.moment import Reading
from projections.projection import View


class DueDate(View):
    """A due date that held from the day `on` (null: from the beginning), and why it was agreed; `due` null: none was promised."""

    entry: int
    due: Edtf | None
    on: Edtf | None
    reason: str | None
    illustrative: bool


def dues_of(reading: Reading, programme: str, milestone: str) -> tuple[DueDate, ...]:
    """The due dates of a milestone up to the day, the one first promised first; none where nothing was known of it."""
    row = dossier_of(reading, MILESTONES, programme, milestone)
    said = on_the_day(row.facts, reading.moment.as_of) if row else []
    dues: list[DueDate] = []
    for one in said:
        if isinstance(one.event, (MilestonePlanned, MilestoneRescheduled)):
            moved = one.event if isinstance(one.event, MilestoneRescheduled) else None
            dues.append(
                DueDate(
                    entry=one.entry,
                    due=one.event.due,
                    on=one.event.on if moved else None,
                    reason=moved.reason if moved else None,
                    illustrative=one.illustrative,
                )
            )
    return tuple(dues)
