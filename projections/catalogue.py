"""All projections, in the order in which the engine folds them."""

from typing import Final

from projections.assessment import ASSESSMENTS
from projections.claim import CLAIMS
from projections.commitment import COMMITMENTS
from projections.entry import ENTRIES
from projections.milestone import MILESTONES
from projections.partner import PARTNERS
from projections.programme import PROGRAMMES
from projections.projection import AnyProjection
from projections.role import ROLES

PROJECTIONS: Final[tuple[AnyProjection, ...]] = (
    PROGRAMMES,
    PARTNERS,
    ROLES,
    COMMITMENTS,
    MILESTONES,
    CLAIMS,
    ENTRIES,
    ASSESSMENTS,
)
