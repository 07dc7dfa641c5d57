"""Sample facts and requests about statements: a title page and a heading that name different days."""

from typing import Any, Final

from domain.dates import Edtf
from domain.kernel import Command, Key
from domain.statement import (
    AddStatement,
    MakeStatement,
    PreferStatement,
    Statement,
    StatementAdded,
    StatementMade,
    StatementPreferred,
)
from domain.values import Source
from tests.domain.facts import MILESTONE, PLAN, PLAN_WITH_MILESTONE
from tests.domain.given import Fact

MATTER: Final = "seminar-date"
STATEMENT: Final = Key(Statement.KIND, f"{PLAN}/{MATTER}")
OF_MATTER: Final[dict[str, Any]] = {"programme": PLAN, "code": MATTER}
TITLE_PAGE: Final = Source(document="Meeting report, title page", words="11 December 2006, 9.30-18.00")
HEADING: Final = Source(document="Meeting report, heading", words="11-12 December 2007")

_MADE: Final[dict[str, Any]] = {
    "about": str(MILESTONE),
    "matter": "when it was held",
    "says": {"en": "11 December 2006"},
    "period": Edtf("2006-12-11"),
    "on": Edtf("2007"),
    "source": TITLE_PAGE,
}
_ADDED: Final[dict[str, Any]] = {
    "says": {"en": "11-12 December 2007"},
    "period": Edtf("2007-12-11/2007-12-12"),
    "on": Edtf("2008"),
    "source": HEADING,
}
_PREFERRED: Final[dict[str, Any]] = {
    "entry": 1,
    "reason": "The report looks ahead to June 2007.",
    "on": Edtf("2019-06"),
}

STATEMENT_MADE: Final[Fact] = (STATEMENT, StatementMade(**_MADE))
STATEMENT_ADDED: Final[Fact] = (STATEMENT, StatementAdded(**_ADDED))
STATEMENT_PREFERRED: Final[Fact] = (STATEMENT, StatementPreferred(**_PREFERRED))

MAKE_STATEMENT: Final = MakeStatement(**OF_MATTER, **_MADE)
ADD_STATEMENT: Final = AddStatement(**OF_MATTER, **_ADDED)
PREFER_STATEMENT: Final = PreferStatement(**OF_MATTER, **_PREFERRED)

WITH_STATEMENT: Final = (*PLAN_WITH_MILESTONE, STATEMENT_MADE)
CONTRADICTED: Final = (*WITH_STATEMENT, STATEMENT_ADDED)
FACTS: Final = (STATEMENT_MADE, STATEMENT_ADDED, STATEMENT_PREFERRED)
ACCEPTED: Final[tuple[tuple[Command, tuple[Fact, ...]], ...]] = (
    (MAKE_STATEMENT, PLAN_WITH_MILESTONE),
    (ADD_STATEMENT, WITH_STATEMENT),
    (PREFER_STATEMENT, CONTRADICTED),
)
