"""The plan's workbook as a funder receives it."""

from datetime import UTC, date, datetime
from io import BytesIO

import psycopg

from exports.make import make_workbook
from exports.material import Material
from exports.order import Order
from exports.template import templates
from exports.verifying import Claimed
from projections.moment import Moment, Reading
from tests.projections.said import PLAN

TEMPLATE = "ogp-status-report@1"
MOMENT = Moment(date(2019, 7, 15), 19, datetime(2019, 7, 15, tzinfo=UTC))
ITS_RECEIPT = Claimed(PLAN, "ogp", 3, MOMENT.known_at, TEMPLATE)


def receipted(plan_url: str, language: str) -> bytes:
    """Export 3 for the recipient `ogp`."""
    order = Order(programme=PLAN, template=templates()[TEMPLATE], language=language, recipient="ogp", number=3)
    target = BytesIO()
    with psycopg.connect(plan_url, autocommit=True) as connection:
        make_workbook(order, Material(Reading(connection, MOMENT), PLAN), None, target)
    return target.getvalue()
