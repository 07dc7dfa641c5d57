"""The question `programme`: all that is known of the programme itself, in one line."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from domain.assessment import Subject
from domain.programme import ProgrammeKind
from domain.vocabulary import PROFILES, VOCABULARIES
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.context import KNOWN, MOMENT, PROGRAMME, pinned
from exports.fields.review import PROGRAMME_REVIEW, Findings
from exports.material import Material
from exports.question import About, AnyQuestion, question
from exports.saying import Words, source_text
from projections.assessment import findings_about
from projections.field import ThingKind
from projections.programme import ProgrammeInFull
from words.message import marked


class ProgrammeLine(NamedTuple):
    """The programme, and what reviewers find of it as a whole."""

    material: Material
    findings: Findings


def programme_line(material: Material) -> Iterator[ProgrammeLine]:
    findings = findings_about(material.reading, material.code, [(Subject.PROGRAMME, None)])
    yield ProgrammeLine(material, tuple(findings))


def _material(line: ProgrammeLine) -> Material:
    return line.material


def _programme(line: ProgrammeLine) -> ProgrammeInFull:
    return line.material.programme


def _about(line: ProgrammeLine) -> About:
    return ThingKind.PROGRAMME, line.material.code


def _joined(texts: Iterable[str | None]) -> str | None:
    return "; ".join(filter(None, texts)) or None


def _profiles(programme: ProgrammeInFull, words: Words) -> CellValue:
    return _joined(words.language.label(PROFILES[profile]).text for profile in programme.profiles)


def _vocabulary(programme: ProgrammeInFull, words: Words) -> CellValue:
    return words.language.label(VOCABULARIES[programme.vocabulary]).text


def _vocabularies(programme: ProgrammeInFull, _: Words) -> CellValue:
    return "\n".join(f"{question}: {name}" for question, name in programme.vocabularies.items()) or None


def _statements(programme: ProgrammeInFull, words: Words) -> CellValue:
    said = (
        f"{statement.matter}: {words.say(one.says)} ({one.source.document})"
        for statement in programme.statements
        for one in statement.statements
    )
    return "\n".join(said) or None


IDENTITY: Final[list[Field[ProgrammeInFull]]] = [
    field(
        "title",
        marked("column", "Title"),
        marked("definition", "What the programme is called."),
        lambda programme, words: words.say(programme.title),
        width=44,
    ),
    word(
        "kind",
        marked("column", "Kind of programme"),
        marked("definition", "What kind of programme it is."),
        lambda programme, words: words.named(programme.kind),
        ProgrammeKind,
    ),
    *dated(
        "period",
        (
            marked("column", "Period"),
            marked("column", "Period: earliest day"),
            marked("column", "Period: latest day"),
        ),
        marked("definition", "From when until when it runs, as it was said."),
        lambda programme: programme.period,
    ),
    field(
        "duration",
        marked("column", "Duration"),
        marked("definition", "How long it runs, where that is all that was said."),
        lambda programme, _: programme.duration,
        tells=("period",),
    ),
    field(
        "language_codes",
        marked("column", "Language codes"),
        marked("definition", "The tags of the languages in which it publishes."),
        lambda programme, _: _joined(programme.languages),
        Kind.CODE,
        tells=("languages",),
    ),
    field(
        "languages",
        marked("column", "Languages"),
        marked("definition", "The languages in which it publishes, by name."),
        lambda programme, words: _joined(map(words.language.language_name, programme.languages)),
        width=20,
    ),
    field(
        "description",
        marked("column", "Description"),
        marked("definition", "What it is, in more words."),
        lambda programme, words: words.say(programme.description),
        width=70,
    ),
    field(
        "record",
        marked("column", "Record"),
        marked("definition", "Whether the record of the programme is open or closed."),
        lambda programme, words: words.named("closed" if programme.closed else "open", "standing"),
        Kind.WORD,
        tells=("status",),
    ),
]

VOCABULARY: Final[list[Field[ProgrammeInFull]]] = [
    field(
        "vocabulary",
        marked("column", "Vocabulary of statuses"),
        marked("definition", "The vocabulary in which the team reports statuses, with its version."),
        lambda programme, _: programme.vocabulary,
        Kind.CODE,
        width=24,
    ),
    field(
        "vocabulary_title",
        marked("column", "Name of the vocabulary"),
        marked("definition", "What that vocabulary is called."),
        _vocabulary,
        tells=("vocabulary",),
    ),
    field(
        "profiles",
        marked("column", "Profiles"),
        marked("definition", "The profiles that choose a vocabulary for each question, with their versions."),
        lambda programme, _: _joined(programme.profiles),
        Kind.CODE,
        width=24,
    ),
    field(
        "profile_titles",
        marked("column", "Names of the profiles"),
        marked("definition", "What those profiles are called."),
        _profiles,
        tells=("profiles",),
    ),
    field(
        "vocabularies",
        marked("column", "Vocabularies"),
        marked("definition", "The vocabulary for each question, with its version, one to a line."),
        _vocabularies,
        width=44,
        tells=("profiles", "vocabulary"),
    ),
    field(
        "evidence_required",
        marked("column", "Evidence required"),
        marked("definition", "Whether a report that something is done must bring evidence."),
        lambda programme, words: words.yes_no(programme.policies.complete_needs_evidence),
        Kind.WORD,
        tells=("policies",),
    ),
    field(
        "challenge_required",
        marked("column", "Challenge required"),
        marked("definition", "Whether a report of a low status must say what stands in the way."),
        lambda programme, words: words.yes_no(programme.policies.low_status_needs_challenge),
        Kind.WORD,
        tells=("policies",),
    ),
]

END: Final[list[Field[ProgrammeInFull]]] = [
    field(
        "statements",
        marked("column", "Statements of sources"),
        marked("definition", "What sources say of it that has no other place, or of which they differ, one to a line."),
        _statements,
        width=60,
    ),
    field(
        "version",
        marked("column", "Version"),
        marked("definition", "The number of the last entry in the programme's own record."),
        lambda programme, _: programme.version,
        Kind.COUNT,
    ),
    field(
        "source",
        marked("column", "Source"),
        marked("definition", "The document in which the programme is announced, and its words."),
        lambda programme, _: source_text(programme.source),
        width=60,
    ),
    field(
        "illustrative",
        marked("column", "Illustrative"),
        marked("definition", "Yes: something in this line was made up."),
        lambda programme, words: words.yes_no(programme.illustrative),
        Kind.WORD,
        width=11,
    ),
]


def _page(line: ProgrammeLine, words: Words) -> CellValue:
    return pinned(line.material, words)


PAGE: Final[Field[ProgrammeLine]] = field(
    "pinned",
    marked("column", "Page"),
    marked("definition", "The page of the programme at the moment of the export, which stays as it is."),
    _page,
    Kind.LINK,
    width=13,
    tells=("export:known_at", "export:as_of"),
)
PLACE: Final = [one._replace(tells=tuple(told.removeprefix("programme:") for told in one.tells)) for one in PROGRAMME]

THE_PROGRAMME: Final = question(
    "programme",
    marked("question", "Programme"),
    programme_line,
    key=lambda line: line.material.code,
    about=_about,
    fields=[
        *of(_material, [one for one in PLACE if one.name != "programme_title"]),
        *of(_programme, [*IDENTITY, *VOCABULARY]),
        *of(lambda line: line.findings, PROGRAMME_REVIEW),
        *of(_programme, END),
        *of(_material, [*MOMENT, KNOWN]),
        PAGE,
    ],
)

QUESTIONS: tuple[AnyQuestion, ...] = (THE_PROGRAMME,)
