"""Statements over HTTP: what sources say of a matter, kept side by side where they contradict each other."""

from api import things
from api.route import Tell
from domain.statement import AddStatement, MakeStatement, PreferStatement, UnknownMatter
from projections.statement import STATEMENTS, Statement, statement, statements_of

TAG = "Statements"
FIRST = {"programme": "FR-2018", "code": "training-due"}
PATH = "/programmes/{programme}/statements"
ONE = f"{PATH}/{{code}}"

ROUTES = (
    *things.asks(
        "statement",
        "statements",
        tag=TAG,
        view=Statement,
        all_of=statements_of,
        one_of=statement,
        dossiers=STATEMENTS,
        unknown=UnknownMatter,
        says="All that sources say of one matter, whether they agree, and which of them is preferred and why.",
        example="training-due",
    ),
    Tell(
        path=PATH,
        tag=TAG,
        summary="Record what a source says of a matter",
        command=MakeStatement,
        creates=True,
        example={"programme": "FR-2018"},
        examples={
            "a-date": {
                "code": "training-due",
                "about": "milestone:FR-2018/9.1",
                "matter": "when the training offer is due",
                "says": {"en": "2018"},
                "period": "2018",
                "on": "2018-04",
                "source": {"document": "Action plan, road map", "words": "2018"},
            },
            "none-yet": {
                "code": "lessons-learnt",
                "about": "programme:FR-2018",
                "matter": "lessons learnt",
                "says": {"en": "None yet: it is early to make a list."},
                "source": {"document": "Progress report", "words": "It is early to make a list."},
            },
        },
    ),
    Tell(
        path=f"{ONE}/add",
        tag=TAG,
        summary="Add what another source says of a matter",
        command=AddStatement,
        example=FIRST,
        examples={
            "another-date": {
                "says": {"en": "June 2019"},
                "period": "2019-06",
                "on": "2018-09",
                "source": {"document": "Action plan, annex"},
            }
        },
    ),
    Tell(
        path=f"{ONE}/prefer",
        tag=TAG,
        summary="Prefer one statement of a matter",
        command=PreferStatement,
        example=FIRST,
        examples={"the-road-map": {"entry": 1, "reason": "The annex was not adopted.", "on": "2018-10"}},
    ),
)
