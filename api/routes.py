"""The table of all routes: every question and every request, in the order of the documentation."""

from api import assessments, commitments, milestones, partners, programmes, reports
from api.route import Routes


def all_routes(*, demonstration: bool) -> Routes:
    """Every question and every request but the batch; their examples work when they are sent in this order."""
    return (
        *programmes.ROUTES,
        *partners.ROUTES,
        *commitments.ROUTES,
        *milestones.ROUTES,
        *assessments.ROUTES,
        *reports.routes(demonstration=demonstration),
    )
