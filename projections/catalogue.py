"""All projections, in the order in which the engine folds them."""

from typing import Final

from projections.activity import ACTIVITY
from projections.assessment import ASSESSMENTS
from projections.checklist import CHECKLISTS
from projections.claim import CLAIMS
from projections.cohort import COHORTS
from projections.commitment import COMMITMENTS
from projections.consortium import CONSORTIA
from projections.deliverable import DELIVERABLES
from projections.directory import SHELF
from projections.entry import ENTRIES
from projections.export import EXPORTS, SERIES
from projections.figure import FIGURES
from projections.finder import FINDER
from projections.gathering import GATHERINGS
from projections.indicator import INDICATORS
from projections.milestone import MILESTONES
from projections.partner import PARTNERS
from projections.pilot import PILOTS
from projections.programme import PROGRAMMES
from projections.projection import AnyProjection
from projections.role import ROLES
from projections.statement import STATEMENTS
from projections.tally import TALLIES

PROJECTIONS: Final[tuple[AnyProjection, ...]] = (
    ACTIVITY,
    PROGRAMMES,
    SHELF,
    FINDER,
    PARTNERS,
    ROLES,
    CONSORTIA,
    COMMITMENTS,
    MILESTONES,
    CLAIMS,
    TALLIES,
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
    SERIES,
    EXPORTS,
)
