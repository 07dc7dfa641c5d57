"""Statements: what sources say of matters that have no other place, or of which they differ, each source in its line."""

from collections.abc import Iterator
from typing import Final

from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of
from exports.fields.common import entry_of, on_of, said_of, version_of, yes_no
from exports.fields.promised import belonging
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import About, AnyQuestion
from exports.saying import Words
from projections.field import ThingKind
from projections.statement import Statement, StatementSaid, statements_of
from words.message import marked

OfStatement = Line[Statement, StatementSaid]
_KINDS: Final = frozenset(kind.value for kind in ThingKind)


def thing_of(about: str) -> tuple[str, str]:
    """The kind and the code of the thing that is named as timelines do, without its programme: `event:GFD/seminar-3`."""
    kind, _, key = about.partition(":")
    return kind, key.partition("/")[2] or key


def _statements(material: Material) -> Iterator[OfStatement]:
    belongs = belonging(material)

    def told() -> Iterator[Told[Statement, StatementSaid]]:
        for one in statements_of(material.reading, material.code):
            kind, code = thing_of(one.about)
            if belongs(kind, code):
                commitment = code if kind == ThingKind.COMMITMENT else None
                for said in one.statements:
                    yield f"{one.code}/{said.entry}", commitment, one, said

    return lines_of(material, told(), narrowed=True)


def _kind(one: Statement, words: Words) -> CellValue:
    return words.named(thing_of(one.about)[0], "thing")


_MATTER: Final[list[Field[Statement]]] = [
    field(
        "code",
        marked("column", "Statement"),
        marked("definition", "The code of the matter."),
        lambda one, _: one.code,
        Kind.CODE,
        width=18,
    ),
    field(
        "matter",
        marked("column", "Matter"),
        marked("definition", "What the sources speak of."),
        lambda one, _: one.matter,
        width=40,
    ),
    field(
        "thing",
        marked("column", "Thing"),
        marked("definition", "What kind of thing it is said of: a programme, a pilot, an event, and so on."),
        _kind,
        Kind.WORD,
        tells=("about",),
    ),
    field(
        "thing_code",
        marked("column", "Code of the thing"),
        marked("definition", "The code of the thing of which it is said."),
        lambda one, _: thing_of(one.about)[1],
        Kind.CODE,
        tells=("about",),
    ),
    yes_no(
        "agreed",
        marked("column", "Sources agree"),
        marked("definition", "No: what is said of the matter differs, and nobody has said which is right."),
        lambda one: one.agreed,
    ),
    field(
        "preferred_reason",
        marked("column", "Why one is preferred"),
        marked(
            "definition",
            "Why one statement of the matter is taken to be right, as it was said; blank: none is preferred.",
        ),
        lambda one, _: one.preferred_reason,
        width=40,
        tells=("preferred",),
    ),
    version_of(lambda one: one.version),
]

_SAID: Final[list[Field[StatementSaid]]] = [
    field(
        "says",
        marked("column", "What it says"),
        marked("definition", "What the source says of the matter."),
        lambda said, words: words.say(said.says),
        width=60,
    ),
    yes_no(
        "preferred",
        marked("column", "Taken to be right"),
        marked("definition", "Yes: this statement of the matter is the one that is taken to be right."),
        lambda said: said.preferred,
    ),
    *dated(
        "period",
        (marked("column", "Period"), marked("column", "Period: earliest day"), marked("column", "Period: latest day")),
        marked("definition", "The days of which it speaks, as they were said; blank: of none."),
        lambda said: said.period,
    ),
    *on_of(lambda said: said.on),
    entry_of(lambda said: said.entry),
    *said_of(lambda said: said.source, lambda said: said.illustrative),
]

STATEMENT: Final[list[Field[OfStatement]]] = [
    *of(lambda line: line.whole, _MATTER),
    *of(lambda line: line.part, _SAID),
]


def _about(line: OfStatement) -> About | None:
    kind, code = thing_of(line.whole.about)
    return (ThingKind(kind), code) if kind in _KINDS else None


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "statements",
        marked("question", "What sources say"),
        _statements,
        _about,
        STATEMENT,
        {"disagreeing": lambda line: not line.whole.agreed},
    ),
)
