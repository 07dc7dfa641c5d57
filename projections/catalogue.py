"""All projections, in the order in which the engine folds them."""

from typing import Final

from projections.assessment import ASSESSMENTS
from projections.checklist import CHECKLISTS
from projections.claim import CLAIMS
from projections.cohort import COHORTS
from projections.commitment import COMMITMENTS
from projections.consortium import CONSORTIA
from projections.deliverable import DELIVERABLES
from projections.entry import ENTRIES
from projections.figure import FIGURES
from projections.gathering import GATHERINGS
from projections.indicator import INDICATORS
from projections.milestone import MILESTONES
from projections.partner import PARTNERS
from projections.pilot import PILOTS
from projections.programme import PROGRAMMES
from projections.projection import AnyProjection
from projections.role import ROLES
from projections.statement import STATEMENTS

PROJECTIONS: Final[tuple[AnyProjection, ...]] = (
    PROGRAMMES,
    PARTNERS,
    ROLES,
    CONSORTIA,
    COMMITMENTS,
    MILESTONES,
    CLAIMS,
    ENTRIES,
    ASSESSMENTS,
    PILOTS,
    CHECKLISTS,
    COHORTS,
    FIGURES,
    STATEMENTS,
    GATHERINGS,
    DELIVERABLES,
    INDICATORS,
)
