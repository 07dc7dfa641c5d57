"""Pilots: where each runs, how far it is and what came of it."""

from collections.abc import Iterator
from typing import Final

from domain.pilot import PilotStage
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.common import SAID, evidence_of, links_of, partner_fields, stage_code_of, title_of, version_of
from exports.fields.thing import Line, lines_of, page_of, question
from exports.material import Material
from exports.question import AnyQuestion
from projections.field import ThingKind
from projections.pilot import Pilot, pilots_of
from words.message import marked

PILOT_CODE: Final = marked("column", "Pilot")
PILOT_CODE_IS: Final = marked("definition", "The code of the pilot.")
OF_PILOT: Final[list[Field[Pilot]]] = [
    field("pilot", PILOT_CODE, PILOT_CODE_IS, lambda pilot, _: pilot.code, Kind.CODE, tells=("pilot:code",)),
    field(
        "pilot_title",
        marked("column", "Pilot title"),
        marked("definition", "What the pilot is called."),
        lambda pilot, words: words.say(pilot.title),
        width=40,
        tells=("pilot:title",),
    ),
    word(
        "pilot_stage",
        marked("column", "Stage of the pilot"),
        marked("definition", "How far the pilot is: proposed, running, evaluated, scaled up, or stopped."),
        lambda pilot, words: words.named(pilot.stage),
        PilotStage,
        tells=("pilot:status",),
    ),
]
"""What a line about a part of a pilot says of the pilot."""

_WHAT: Final[list[Field[Pilot]]] = [
    field("code", PILOT_CODE, PILOT_CODE_IS, lambda pilot, _: pilot.code, Kind.CODE),
    title_of(lambda pilot: pilot.title),
    word(
        "stage",
        marked("column", "Stage"),
        marked("definition", "How far the pilot is: proposed, running, evaluated, scaled up, or stopped."),
        lambda pilot, words: words.named(pilot.stage),
        PilotStage,
        tells=("status",),
    ),
    stage_code_of(lambda pilot: pilot.stage.value),
    field(
        "methodology",
        marked("column", "Methodology"),
        marked("definition", "The approach that is tried."),
        lambda pilot, words: words.say(pilot.methodology),
        width=50,
    ),
    *partner_fields(
        ("hosts", "host_codes"),
        (marked("column", "Hosts"), marked("column", "Codes of the hosts")),
        marked("definition", "The partners that host it, one to a line."),
        lambda pilot: pilot.hosts,
    ),
    *partner_fields(
        ("partners", "partner_codes"),
        (marked("column", "Partners"), marked("column", "Codes of the partners")),
        marked("definition", "The partners that take part in it beside the hosts, one to a line."),
        lambda pilot: pilot.partners,
    ),
]

_SITE: Final[list[Field[Pilot]]] = [
    field(
        "place",
        marked("column", "Place"),
        marked("definition", "Where it runs."),
        lambda pilot, _: pilot.site.place,
        tells=("site",),
    ),
    field(
        "country",
        marked("column", "Country"),
        marked("definition", "The country in which it runs."),
        lambda pilot, words: words.language.country(pilot.site.country) if pilot.site.country else None,
        Kind.WORD,
        tells=("site",),
    ),
    field(
        "country_code",
        marked("column", "Country code"),
        marked("definition", "The country by its ISO 3166-1 code of two letters."),
        lambda pilot, _: pilot.site.country,
        Kind.CODE,
        tells=("site",),
    ),
    field(
        "population",
        marked("column", "Population"),
        marked("definition", "How many people are served there; blank: not said."),
        lambda pilot, _: pilot.site.population,
        Kind.COUNT,
        tells=("site",),
    ),
    field(
        "population_said",
        marked("column", "Population as said"),
        marked("definition", "The words of the source on how many people are served there."),
        lambda pilot, _: pilot.site.population_said,
        tells=("site",),
    ),
]

_COURSE: Final[list[Field[Pilot]]] = [
    *dated(
        "started",
        (
            marked("column", "Started"),
            marked("column", "Started: earliest day"),
            marked("column", "Started: latest day"),
        ),
        marked("definition", "When it started, as it was said; blank: it was not said to have started."),
        lambda pilot: pilot.started,
        tells=("status",),
    ),
    *dated(
        "evaluated",
        (
            marked("column", "Evaluated"),
            marked("column", "Evaluated: earliest day"),
            marked("column", "Evaluated: latest day"),
        ),
        marked("definition", "When it was evaluated, as it was said."),
        lambda pilot: pilot.evaluated,
        tells=("status",),
    ),
    field(
        "evaluation",
        marked("column", "Evaluation"),
        marked("definition", "What the evaluation found, in short."),
        lambda pilot, words: words.say(pilot.evaluation),
        width=50,
    ),
    *evidence_of(lambda pilot: pilot.evaluation_evidence, tells=("evaluation",)),
    *dated(
        "stopped",
        (
            marked("column", "Stopped"),
            marked("column", "Stopped: earliest day"),
            marked("column", "Stopped: latest day"),
        ),
        marked("definition", "When it ended before it was evaluated, as it was said."),
        lambda pilot: pilot.stopped,
        tells=("status",),
    ),
    field(
        "stop_reason",
        marked("column", "Why it was stopped"),
        marked("definition", "The reason, as it was said."),
        lambda pilot, _: pilot.stop_reason,
        tells=("status",),
    ),
]

_LEARNT: Final[list[Field[Pilot]]] = [
    field(
        "phase_count",
        marked("column", "Number of phases"),
        marked("definition", "How many phases are planned."),
        lambda pilot, _: len(pilot.phases),
        Kind.COUNT,
    ),
    field(
        "lesson_count",
        marked("column", "Number of lessons"),
        marked("definition", "How many lessons are recorded of it."),
        lambda pilot, _: len(pilot.lessons),
        Kind.COUNT,
        tells=("lessons",),
    ),
    field(
        "lessons",
        marked("column", "Lessons"),
        marked("definition", "What was learnt, one lesson to a line."),
        lambda pilot, words: words.lines(lesson.what for lesson in pilot.lessons),
        width=60,
    ),
    field(
        "adopted",
        marked("column", "Taken up by"),
        marked("definition", "Where the approach was taken up, one to a line."),
        lambda pilot, _: "\n".join(place.where for place in pilot.adopted) or None,
        width=40,
    ),
    field(
        "assessments",
        marked("column", "Assessments of readiness"),
        marked("definition", "How often its readiness was assessed."),
        lambda pilot, _: len(pilot.readiness),
        Kind.COUNT,
        tells=("readiness_assessments",),
    ),
]

_RECORD: Final[list[Field[Pilot]]] = [*links_of(lambda pilot: pilot.links), version_of(lambda pilot: pilot.version)]

PILOT: Final[list[Field[Line[Pilot, Pilot]]]] = [
    *of(lambda line: line.part, [*_WHAT, *_SITE, *_COURSE, *_LEARNT, *_RECORD]),
    *of(lambda line: line.part, SAID),
    page_of("pilots"),
]


def _pilots(material: Material) -> Iterator[Line[Pilot, Pilot]]:
    pilots = pilots_of(material.reading, material.code)
    return lines_of(material, ((pilot.code, pilot.commitment, pilot, pilot) for pilot in pilots))


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "pilots",
        marked("question", "Pilots"),
        _pilots,
        lambda line: (ThingKind.PILOT, line.part.code),
        PILOT,
        {
            "running": lambda line: line.part.stage is PilotStage.RUNNING,
            "evaluated": lambda line: line.part.stage in {PilotStage.EVALUATED, PilotStage.SCALED},
            "scaled": lambda line: line.part.stage is PilotStage.SCALED,
        },
    ),
)
