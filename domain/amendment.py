"""Amendment: a milestone is said otherwise than it was planned, in all but its due date and its commitment.

(facts: domain/milestone.py)
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import UNSET, UnsetType

from domain.dates import Edtf
from domain.kernel import Refusal, World
from domain.milestone import Milestone, MilestoneAmended, MilestoneCommand
from domain.rules import not_before, not_in_the_future, something_to_amend
from domain.tie import ties_of
from domain.values import Code, Prose, Text

# ── Refusals ──────────────────────────────────────────


class PartIsTied(Refusal): ...


# ── Requests ──────────────────────────────────────────


class AmendMilestone(MilestoneCommand):
    """Change what is said of a milestone, with the reason; its due date moves by rescheduling only."""

    NAME = "amend-milestone"
    FACT = MilestoneAmended
    reason: Prose
    on: Edtf
    title: Text | UnsetType = UNSET
    description: Text | UnsetType | None = UNSET
    parts: tuple[Text, ...] | UnsetType = UNSET
    responsible: tuple[Code, ...] | UnsetType = UNSET

    def names(self) -> Mapping[str, tuple[str, ...]]:
        return {"responsible": self.responsible or ()}

    def breaks(self, thing: Milestone, world: World) -> Iterator[Refusal]:
        yield from not_in_the_future(self.on, world.today)
        if self.responsible is not UNSET:
            yield from not_before(thing.assigned, self.on, "Others became responsible")
        if self.parts is not UNSET:
            yield from self._must_keep_what_is_tied(world, len(self.parts))
        yield from something_to_amend(self, "title", "description", "parts", "responsible")

    def derived(self, world: World) -> dict[str, Any]:
        milestone = world.find(Milestone, self.key().code)
        assert milestone is not None
        return {"formerly_responsible": milestone.responsible}

    def _must_keep_what_is_tied(self, world: World, parts: int) -> Iterator[Refusal]:
        for tie in ties_of(self, world).values():
            if tie.part and tie.part > parts:
                yield PartIsTied(
                    f"Part {tie.part} of milestone {self.code!r} follows {tie.to!r}: untie it first, or keep the part.",
                    field="parts",
                )
