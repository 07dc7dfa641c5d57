"""What pilots taught: lessons, how ready each was found to be, and where its approach was taken up."""

from collections.abc import Iterator
from typing import Final

from domain.place import Adoption
from domain.readiness import Verdict
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.common import SAID, entry_of, evidence_of, note_of, on_of, yes_no
from exports.fields.pilot import OF_PILOT
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import About, AnyQuestion
from projections.field import ThingKind
from projections.pilot import LessonSaid, Pilot, pilots_of
from projections.readiness import Answered, Readiness
from words.message import marked

NOT_ANSWERED: Final = marked("file", "Not answered")
NO_LONGER_ASKED: Final = marked("file", "Not a question of the checklist as corrected since")

_LESSON: Final[list[Field[LessonSaid]]] = [
    field(
        "lesson",
        marked("column", "Lesson"),
        marked("definition", "What was learnt."),
        lambda lesson, words: words.say(lesson.what),
        width=60,
        tells=("lessons",),
    ),
    field(
        "for_whom",
        marked("column", "For whom"),
        marked("definition", "For whom it matters."),
        lambda lesson, words: words.say(lesson.for_whom),
        width=40,
        tells=("lessons",),
    ),
    *evidence_of(lambda lesson: lesson.evidence, tells=("lessons",)),
    *on_of(lambda lesson: lesson.on, tells=("lessons",)),
    entry_of(lambda lesson: lesson.entry),
]


def _lessons(material: Material) -> Iterator[Line[Pilot, LessonSaid]]:
    def told() -> Iterator[Told[Pilot, LessonSaid]]:
        for pilot in pilots_of(material.reading, material.code):
            for lesson in pilot.lessons:
                yield f"{pilot.code}/{lesson.entry}", pilot.commitment, pilot, lesson

    return lines_of(material, told())


LESSON: Final[list[Field[Line[Pilot, LessonSaid]]]] = [
    *of(lambda line: line.whole, OF_PILOT),
    *of(lambda line: line.part, _LESSON),
    *of(lambda line: line.part, SAID),
]

Verdicts = tuple[Readiness, Answered]

_ASSESSED: Final[list[Field[Readiness]]] = [
    field(
        "checklist",
        marked("column", "Checklist"),
        marked("definition", "The code of the checklist whose questions were answered."),
        lambda assessed, _: assessed.checklist,
        Kind.CODE,
        tells=("readiness_assessments",),
    ),
    field(
        "checklist_title",
        marked("column", "Checklist title"),
        marked("definition", "What the checklist is called."),
        lambda assessed, words: words.say(assessed.title),
        tells=("readiness_assessments",),
    ),
    *dated(
        "assessed",
        (
            marked("column", "Assessed"),
            marked("column", "Assessed: earliest day"),
            marked("column", "Assessed: latest day"),
        ),
        marked("definition", "When the readiness was assessed, as it was said."),
        lambda assessed: assessed.on,
        tells=("readiness_assessments",),
    ),
    field(
        "assessed_by",
        marked("column", "Assessed by"),
        marked("definition", "Who assessed it, by id."),
        lambda assessed, _: assessed.by,
        Kind.CODE,
        tells=("readiness_assessments",),
    ),
    field(
        "assessment_note",
        marked("column", "Note on the assessment"),
        marked("definition", "What is noted about the assessment as a whole."),
        lambda assessed, words: words.say(assessed.note),
        width=40,
        tells=("readiness_assessments",),
    ),
    entry_of(lambda assessed: assessed.entry),
]

_ANSWER: Final[list[Field[Answered]]] = [
    field(
        "question",
        marked("column", "Question"),
        marked("definition", "The code of the question."),
        lambda answer, _: answer.question,
        Kind.CODE,
        tells=("readiness_assessments",),
    ),
    field(
        "question_text",
        marked("column", "Question in words"),
        marked("definition", "The question, as it was worded when it was asked."),
        lambda answer, words: words.say(answer.text) or words(NO_LONGER_ASKED),
        width=60,
        tells=("readiness_assessments",),
    ),
    word(
        "verdict",
        marked("column", "Verdict"),
        marked("definition", "Yes, Partly, No or Unknown; or Not answered, which is none of these."),
        lambda answer, words: words.named(answer.verdict) if answer.verdict else words(NOT_ANSWERED),
        Verdict,
        tells=("readiness_assessments",),
    ),
    note_of(lambda answer: answer.note, tells=("readiness_assessments",)),
]


def _newest(pilot: Pilot) -> list[Readiness]:
    """The newest assessment by each checklist."""
    return list({assessed.checklist: assessed for assessed in pilot.readiness}.values())


def _readiness(material: Material) -> Iterator[Line[Pilot, Verdicts]]:
    def told() -> Iterator[Told[Pilot, Verdicts]]:
        for pilot in pilots_of(material.reading, material.code):
            for assessed in _newest(pilot):
                for answer in assessed.answers:
                    key = f"{pilot.code}/{assessed.checklist}/{answer.question}"
                    yield key, pilot.commitment, pilot, (assessed, answer)

    return lines_of(material, told())


READINESS: Final[list[Field[Line[Pilot, Verdicts]]]] = [
    *of(lambda line: line.whole, OF_PILOT),
    *of(lambda line: line.part[0], _ASSESSED),
    *of(lambda line: line.part[1], _ANSWER),
    *of(lambda line: line.part[0], SAID),
]


_ADOPTION: Final[list[Field[Adoption]]] = [
    field(
        "adopted_by",
        marked("column", "Taken up by"),
        marked("definition", "The territory or organisation that took up the approach."),
        lambda place, _: place.where,
        width=40,
        tells=("adopted",),
    ),
    field(
        "country",
        marked("column", "Country"),
        marked("definition", "The country in which it was taken up."),
        lambda place, words: words.language.country(place.country) if place.country else None,
        Kind.WORD,
        tells=("adopted",),
    ),
    field(
        "country_code",
        marked("column", "Country code"),
        marked("definition", "The country by its ISO 3166-1 code of two letters."),
        lambda place, _: place.country,
        Kind.CODE,
        tells=("adopted",),
    ),
    field(
        "plan",
        marked("column", "Under which plan"),
        marked("definition", "The plan under which it was taken up, as it was said."),
        lambda place, _: place.plan,
        tells=("adopted",),
    ),
    *dated(
        "since",
        (marked("column", "Since"), marked("column", "Since: earliest day"), marked("column", "Since: latest day")),
        marked("definition", "Since when it has been so, as it was said."),
        lambda place: place.since,
        tells=("adopted",),
    ),
]


def _adoptions(material: Material) -> Iterator[Line[Pilot, Adoption]]:
    def told() -> Iterator[Told[Pilot, Adoption]]:
        for pilot in pilots_of(material.reading, material.code):
            for place in pilot.adopted:
                yield f"{pilot.code}/{place.where}", pilot.commitment, pilot, place

    return lines_of(material, told())


ADOPTION: Final[list[Field[Line[Pilot, Adoption]]]] = [
    *of(lambda line: line.whole, OF_PILOT),
    *of(lambda line: line.part, _ADOPTION),
    yes_no(
        "illustrative",
        marked("column", "Illustrative"),
        marked("definition", "Yes: something that is recorded of the pilot was made up; no source says it."),
        lambda line: line.whole.illustrative,
    ),
]


def _about(line: Line[Pilot, object]) -> About:
    return ThingKind.PILOT, line.whole.code


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question("lessons", marked("question", "Lessons"), _lessons, _about, LESSON),
    question(
        "readiness",
        marked("question", "Readiness"),
        _readiness,
        _about,
        READINESS,
        {"answered": lambda line: line.part[1].verdict is not None},
    ),
    question("adoptions", marked("question", "Where pilots were taken up"), _adoptions, _about, ADOPTION),
)
