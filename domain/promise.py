"""Promise: what a deliverable is to be, as it was first said and as it was amended since.

promised ─AmendDeliverable→ promised   (its due date: domain/deliverable.py)
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.deliverable import QUESTIONS, Deliverable, DeliverableCommand, DeliverablePromised, must_be_countable
from domain.kernel import Event, Facts, Past, Refusal, World, said
from domain.rules import no_repeats, something_to_amend
from domain.turn import in_turn, said_last
from domain.values import Code, Count, Language, Line, Prose, Text
from domain.wording import must_be_worded, worded

# ── Facts ─────────────────────────────────────────────


class DeliverableAmended(Event):
    TOPIC = "deliverable.amended@1"
    reason: str
    on: Edtf
    title: Text | UnsetType = UNSET
    number: Line | UnsetType | None = UNSET
    type: Line | UnsetType | None = UNSET
    type_vocabulary: str | UnsetType | None = UNSET
    level: Line | UnsetType | None = UNSET
    level_vocabulary: str | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    lead: Code | UnsetType | None = UNSET
    languages: tuple[Language, ...] | UnsetType = UNSET
    language_count: Count | UnsetType | None = UNSET
    quantity: Count | UnsetType | None = UNSET
    unit: Text | UnsetType | None = UNSET
    description: Text | UnsetType | None = UNSET


# ── State ─────────────────────────────────────────────

AMENDABLE: Final = (
    "title",
    "number",
    "type",
    "level",
    "commitment",
    "lead",
    "languages",
    "language_count",
    "quantity",
    "unit",
    "description",
)


def promised(past: Past, until: date) -> dict[str, Any]:
    """What is promised of a deliverable by a day, by field."""
    return said_last(in_turn(past, DeliverablePromised, DeliverableAmended, until=until))


# ── Requests ──────────────────────────────────────────


class AmendDeliverable(DeliverableCommand):
    """Change what is promised, with the reason; its due date moves by rescheduling only."""

    NAME = "amend-deliverable"
    FACT = DeliverableAmended
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    number: Line | UnsetType | None = UNSET
    type: Line | UnsetType | None = UNSET
    type_vocabulary: Line | UnsetType | None = UNSET
    level: Line | UnsetType | None = UNSET
    level_vocabulary: Line | UnsetType | None = UNSET
    commitment: Code | UnsetType | None = UNSET
    lead: Code | UnsetType | None = UNSET
    languages: tuple[Language, ...] | UnsetType = UNSET
    language_count: Count | UnsetType | None = UNSET
    quantity: Count | UnsetType | None = UNSET
    unit: Text | UnsetType | None = UNSET
    description: Text | UnsetType | None = UNSET

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"lead": (self.lead,) if self.lead else ()}

    def breaks(self, thing: Deliverable, world: World) -> Iterator[Refusal]:
        yield from super().breaks(thing, world)
        yield from something_to_amend(self, *AMENDABLE)
        yield from must_be_worded(self, world, QUESTIONS)
        yield from no_repeats("languages", self.languages or ())
        anew = {name: value for name in AMENDABLE if (value := getattr(self, name)) is not UNSET}
        before = promised(world.past(self.key()), self.on.holds_from(world.day))
        yield from must_be_countable(before | anew)

    def events(self, world: World) -> Facts:
        return (DeliverableAmended(**said(self, *self.KEY_FIELDS) | worded(self, world, QUESTIONS)),)
