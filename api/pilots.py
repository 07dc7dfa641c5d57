"""Pilots over HTTP: trial runs at their sites, their phases, how ready they are, and what they taught."""

from api import things
from api.route import Tell
from domain.lesson import EvaluatePilot, LearnLesson
from domain.phase import PlanPhase, ReschedulePhase
from domain.pilot import AmendPilot, ProposePilot, ScalePilot, StartPilot, StopPilot, UnknownPilot
from domain.readiness import AssessReadiness
from projections.pilot import PILOTS, Pilot, pilot, pilots_of

TAG = "Pilots"
PLAN = {"programme": "FR-2018"}
FIRST = {"programme": "FR-2018", "code": "north"}
PATH = "/programmes/{programme}/pilots"
ONE = f"{PATH}/{{code}}"

LESSON = {"what": {"en": "Staff need an hour a week to practise."}, "for_whom": {"en": "Heads of service"}}

ROUTES = (
    *things.asks(
        "pilot",
        "pilots",
        tag=TAG,
        view=Pilot,
        all_of=pilots_of,
        one_of=pilot,
        dossiers=PILOTS,
        unknown=UnknownPilot,
        says="Where a pilot runs, how far and how ready it is, with its phases and lessons and where its approach was adopted.",
        example="north",
    ),
    Tell(
        path=PATH,
        tag=TAG,
        summary="Propose a pilot",
        command=ProposePilot,
        creates=True,
        example=PLAN,
        examples={
            "small-town": {
                "code": "north",
                "title": {"en": "Training in a small town"},
                "site": {"place": "A small town", "country": "FR", "population_said": "8 000 or less"},
                "hosts": ["fr-interior"],
                "commitment": "9",
                "on": "2018-05",
            },
            "to-be-stopped": {"code": "south", "title": {"en": "Training on an island"}},
        },
    ),
    Tell(
        path=f"{ONE}/amend",
        tag=TAG,
        summary="Amend a pilot",
        command=AmendPilot,
        example=FIRST,
        examples={"title": {"reason": "The town is named.", "on": "2018-06", "title": {"en": "Training in the town"}}},
    ),
    Tell(
        path=f"{ONE}/start",
        tag=TAG,
        summary="Start a pilot",
        command=StartPilot,
        example=FIRST,
        examples={"in-summer": {"on": "2018-22"}},
    ),
    Tell(
        path=f"{ONE}/plan-phase",
        tag=TAG,
        summary="Plan a phase of a pilot",
        command=PlanPhase,
        example=FIRST,
        examples={
            "first": {
                "number": 1,
                "title": {"en": "Training the first team"},
                "period": "2018-06/2018-12",
                "funders": ["fr-interior"],
            }
        },
    ),
    Tell(
        path=f"{ONE}/reschedule-phase",
        tag=TAG,
        summary="Reschedule a phase of a pilot",
        command=ReschedulePhase,
        example=FIRST,
        examples={
            "later": {"number": 1, "period": "2018-09/2019-03", "on": "2018-06", "reason": "The grant came late."}
        },
    ),
    Tell(
        path=f"{ONE}/assess-readiness",
        tag=TAG,
        summary="Assess the readiness of a pilot",
        command=AssessReadiness,
        example=FIRST,
        examples={
            "before-the-start": {
                "checklist": "local-digital-strategy",
                "by": "reviewer-1",
                "on": "2018-05",
                "answers": [
                    {"question": "territory", "verdict": "partly", "note": {"en": "There are few start-ups."}},
                    {"question": "means", "verdict": "unknown"},
                ],
            }
        },
    ),
    Tell(
        path=f"{ONE}/learn-lesson",
        tag=TAG,
        summary="Record a lesson of a pilot",
        command=LearnLesson,
        example=FIRST,
        examples={"time-to-practise": {"lesson": LESSON, "on": "2018-10"}},
    ),
    Tell(
        path=f"{ONE}/evaluate",
        tag=TAG,
        summary="Evaluate a pilot",
        command=EvaluatePilot,
        example=FIRST,
        examples={"with-a-lesson": {"on": "2019-06", "summary": {"en": "It works."}, "lessons": [LESSON]}},
    ),
    Tell(
        path=f"{ONE}/scale",
        tag=TAG,
        summary="Say where a pilot's approach was adopted",
        command=ScalePilot,
        example=FIRST,
        examples={"next-plan": {"on": "2020", "adopted": [{"where": "The whole department", "country": "FR"}]}},
    ),
    Tell(
        path=f"{ONE}/stop",
        tag=TAG,
        summary="Stop a pilot",
        command=StopPilot,
        example={"programme": "FR-2018", "code": "south"},
        examples={"no-host": {"on": "2018-09", "reason": "No host was found."}},
    ),
)
