"""The table of all pages, in the order in which one comes to them."""

from web import (
    activity,
    commitments,
    compare,
    guide,
    listed,
    milestones,
    missing,
    partners,
    programmes,
    report,
    single,
    timeline,
)
from web.page import Page

PAGES: tuple[Page, ...] = (
    *programmes.PAGES,
    *report.PAGES,
    *timeline.PAGES,
    *compare.PAGES,
    *missing.PAGES,
    *commitments.PAGES,
    *milestones.PAGES,
    *listed.PAGES,
    *single.PAGES,
    *partners.PAGES,
    *activity.PAGES,
    *guide.PAGES,
)
