"""Calls for cohorts, each as it was announced and changed, and the challenges that hosts put to cohorts."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from exports.field import Field, Kind, dated, field, of
from exports.fields.cohort import CALL, OF_COHORT, about
from exports.fields.common import SAID, entry_of, links_of, partner_fields
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import AnyQuestion
from projections.cohort import CallSaid, ChallengeSaid, Cohort, cohorts_of
from words.message import marked

P = TypeVar("P")


def _parts(material: Material, parts: Callable[[Cohort], Iterator[tuple[int, P]]]) -> Iterator[Line[Cohort, P]]:
    """A line for each part of each cohort, by its entry."""

    def told() -> Iterator[Told[Cohort, P]]:
        for cohort in cohorts_of(material.reading, material.code):
            for entry, part in parts(cohort):
                yield f"{cohort.code}/{entry}", cohort.commitment, cohort, part

    return lines_of(material, told())


_ANNOUNCED: Final[list[Field[CallSaid]]] = [
    *dated(
        "announced",
        (
            marked("column", "Announced"),
            marked("column", "Announced: earliest day"),
            marked("column", "Announced: latest day"),
        ),
        marked("definition", "When the call was announced, or announced anew, as it was said."),
        lambda call: call.on,
        tells=("opens",),
    ),
    *CALL,
    field(
        "reason",
        marked("column", "Why it changed"),
        marked("definition", "Why it changed, as it was said; blank for the first."),
        lambda call, _: call.reason,
        width=40,
        tells=("opens",),
    ),
    *links_of(lambda call: call.links),
    entry_of(lambda call: call.entry),
]

_CHALLENGE: Final[list[Field[ChallengeSaid]]] = [
    field(
        "title",
        marked("column", "Title"),
        marked("definition", "What it is called, in the language of the file; else in another, with that in front."),
        lambda challenge, words: words.say(challenge.title),
        width=40,
        tells=("challenges",),
    ),
    *partner_fields(
        ("host", "host_code"),
        (marked("column", "Host"), marked("column", "Code of the host")),
        marked("definition", "The partner that puts the challenge."),
        lambda challenge: (challenge.host,),
        tells="challenges",
    ),
    field(
        "description",
        marked("column", "Description"),
        marked("definition", "What it is about."),
        lambda challenge, words: words.say(challenge.description),
        width=50,
        tells=("challenges",),
    ),
    field(
        "people",
        marked("column", "People"),
        marked("definition", "For how many people it is; blank: not said."),
        lambda challenge, _: challenge.people,
        Kind.COUNT,
        tells=("challenges",),
    ),
    *dated(
        "offered",
        (
            marked("column", "Offered"),
            marked("column", "Offered: earliest day"),
            marked("column", "Offered: latest day"),
        ),
        marked("definition", "When the host offered it, as it was said."),
        lambda challenge: challenge.on,
        tells=("challenges",),
    ),
    entry_of(lambda challenge: challenge.entry),
]

CALLS: Final[list[Field[Line[Cohort, CallSaid]]]] = [
    *of(lambda line: line.whole, OF_COHORT),
    *of(lambda line: line.part, _ANNOUNCED),
    *of(lambda line: line.part, SAID),
]
CHALLENGES: Final[list[Field[Line[Cohort, ChallengeSaid]]]] = [
    *of(lambda line: line.whole, OF_COHORT),
    *of(lambda line: line.part, _CHALLENGE),
    *of(lambda line: line.part, SAID),
]


def _calls(material: Material) -> Iterator[Line[Cohort, CallSaid]]:
    return _parts(material, lambda cohort: ((call.entry, call) for call in cohort.calls))


def _challenges(material: Material) -> Iterator[Line[Cohort, ChallengeSaid]]:
    return _parts(material, lambda cohort: ((challenge.entry, challenge) for challenge in cohort.challenges))


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question("calls", marked("question", "Calls"), _calls, about, CALLS),
    question("challenges", marked("question", "Challenges"), _challenges, about, CHALLENGES),
)
