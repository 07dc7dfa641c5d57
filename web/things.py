"""What a programme has beside its milestones: pilots, cohorts, events, deliverables, indicators, each in a line."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from domain.dates import Edtf
from domain.values import Code, Text
from projections.cohort import cohorts_of
from projections.deliverable import deliverables_of
from projections.gathering import gatherings_of
from projections.indicator import indicators_of
from projections.moment import Reading
from projections.pilot import pilots_of


class Thing(Struct, frozen=True):
    """One thing in a line; `stage` null: things of its kind have none.

    `on` is since when it stands at its stage, or when what is planned is to be; `due` by when it is to be handed in.
    """

    kind: str
    code: Code
    title: Text
    commitment: Code | None
    stage: str | None
    on: Edtf | None
    due: Edtf | None
    overdue: bool
    illustrative: bool


_DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "planned": ("agreed", "period"),
    "called": ("period",),
    "running": ("started",),
    "evaluated": ("evaluated",),
    "stopped": ("stopped",),
    "completed": ("completed",),
    "held": ("held",),
    "cancelled": ("cancelled",),
    "submitted": ("submitted",),
    "accepted": ("accepted",),
}
"""The fields that say since when a thing stands at a stage."""
_TO_COME: Final = ("promised", "draft", "returned")
"""The stages of a deliverable that is still to be handed in."""


def things_of(reading: Reading, programme: str) -> tuple[Thing, ...]:
    """Everything of a programme that has a page of its own and is neither a commitment nor a milestone."""
    found: tuple[tuple[str, list[Any]], ...] = (
        ("pilot", pilots_of(reading, programme)),
        ("cohort", cohorts_of(reading, programme)),
        ("event", gatherings_of(reading, programme)),
        ("deliverable", deliverables_of(reading, programme)),
        ("indicator", indicators_of(reading, programme)),
    )
    return tuple(_thing(kind, view) for kind, views in found for view in views)


def _thing(kind: str, view: Any) -> Thing:
    stage = str(view.stage.value) if hasattr(view, "stage") else None
    days = (getattr(view, name, None) for name in _DAYS.get(stage or "", ()))
    return Thing(
        kind=kind,
        code=view.code,
        title=view.title,
        commitment=view.commitment,
        stage=stage,
        on=next((day for day in days if day), None),
        due=getattr(view, "due", None) if stage in _TO_COME else None,
        overdue=bool(getattr(view, "overdue", False)),
        illustrative=view.illustrative,
    )
