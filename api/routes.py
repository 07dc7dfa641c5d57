"""The table of all routes: every question and every request, in the order of the documentation."""

from api import (
    assessments,
    checklists,
    cohorts,
    commitments,
    corrections,
    deliverables,
    exports,
    figures,
    gatherings,
    indicators,
    milestones,
    partners,
    pilots,
    programmes,
    reports,
    statements,
    templates,
    ties,
    vocabularies,
)
from api.route import Routes


def all_routes(*, demonstration: bool) -> Routes:
    """Every question and every request but the batch; their examples work when they are sent in this order."""
    return (
        *programmes.ROUTES,
        *vocabularies.ROUTES,
        *partners.ROUTES,
        *commitments.ROUTES,
        *milestones.ROUTES,
        *checklists.ROUTES,
        *pilots.ROUTES,
        *cohorts.ROUTES,
        *figures.ROUTES,
        *statements.ROUTES,
        *gatherings.ROUTES,
        *ties.ROUTES,
        *deliverables.ROUTES,
        *indicators.ROUTES,
        *assessments.ROUTES,
        *corrections.ROUTES,
        *reports.routes(demonstration=demonstration),
        *templates.ROUTES,
        *exports.ROUTES,
    )
