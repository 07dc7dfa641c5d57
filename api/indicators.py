"""Indicators over HTTP: what is measured, from which baseline, towards which targets, and what was observed."""

from api import things
from api.route import Tell
from domain.indicator import AmendIndicator, DefineIndicator, UnknownIndicator
from domain.observation import ObserveIndicator
from domain.target import ReplaceTarget, SetTarget
from projections.indicator import INDICATORS, Indicator, indicator, indicators_of

TAG = "Indicators"
PLAN = {"programme": "FR-2018"}
FIRST = {"programme": "FR-2018", "code": "trained"}
PATH = "/programmes/{programme}/indicators"
ONE = f"{PATH}/{{code}}"

ROUTES = (
    *things.asks(
        "indicator",
        "indicators",
        tag=TAG,
        view=Indicator,
        all_of=indicators_of,
        one_of=indicator,
        dossiers=INDICATORS,
        unknown=UnknownIndicator,
        says="What is measured, from which baseline, towards which targets, what was observed, and how often that was restated.",
        example="trained",
    ),
    Tell(
        path=PATH,
        tag=TAG,
        summary="Define an indicator",
        command=DefineIndicator,
        creates=True,
        example=PLAN,
        examples={
            "with-a-baseline": {
                "code": "trained",
                "title": {"en": "Public servants who were trained"},
                "measure": "unit",
                "unit": {"en": "people"},
                "ascending": True,
                "level": "output",
                "baseline": {"value": "0", "year": "2017"},
                "commitment": "9",
                "on": "2018-04",
            },
            "no-baseline-known": {
                "code": "trust",
                "title": {"en": "Trust in public services"},
                "measure": "qualitative",
                "level": "impact",
                "baseline": {"none_known": True},
            },
        },
    ),
    Tell(
        path=f"{ONE}/amend",
        tag=TAG,
        summary="Amend an indicator",
        command=AmendIndicator,
        example=FIRST,
        examples={"level": {"reason": "It is a result.", "on": "2018-06", "level": "outcome"}},
    ),
    Tell(
        path=f"{ONE}/set-target",
        tag=TAG,
        summary="Set a target of an indicator",
        command=SetTarget,
        example=FIRST,
        examples={"by-2019": {"value": "300", "by": "2019", "on": "2018-04"}},
    ),
    Tell(
        path=f"{ONE}/replace-target",
        tag=TAG,
        summary="Agree another target for the same date",
        command=ReplaceTarget,
        example=FIRST,
        examples={"fewer": {"value": "250", "by": "2019", "on": "2018-11", "reason": "There are fewer trainers."}},
    ),
    Tell(
        path=f"{ONE}/observe",
        tag=TAG,
        summary="Record what an indicator showed in a period",
        command=ObserveIndicator,
        example=FIRST,
        examples={
            "half-a-year": {
                "period": "2018-07/2018-12",
                "value": "120",
                "comment": {"en": "Counted from the lists of participants."},
                "links": [{"url": "https://www.data.gouv.fr/", "title": "Lists of participants"}],
            }
        },
    ),
)
