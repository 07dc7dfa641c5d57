"""The question `evidence`: every link and every file on which the record of a programme rests."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from exports.cells import CellValue, Linked
from exports.field import Field, Kind, dated, field, of
from exports.fields.context import CONTEXT
from exports.material import Material
from exports.question import About, AnyQuestion, question
from exports.saying import Words, source_text
from projections.evidence import Evidence, evidence_of
from projections.field import ThingKind
from words.message import marked

SHOWN: Final = ("evidence", "links", "lessons", "outcomes")
"""What comparisons call the fields of things in which links and files are said."""
_KINDS: Final = frozenset(ThingKind)


class EvidenceLine(NamedTuple):
    """A link or a file, and the programme that it is evidence in."""

    material: Material
    shown: Evidence


def evidence_lines(material: Material) -> Iterator[EvidenceLine]:
    """Those of promises, reports and findings, then those of all other things."""
    for shown in evidence_of(material.reading, material.programme):
        if material.scope.has(shown.commitment):
            yield EvidenceLine(material, shown)


def _about(line: EvidenceLine) -> About | None:
    kind = line.shown.kind
    return (ThingKind(kind), line.shown.code) if kind in _KINDS else None


def _key(line: EvidenceLine) -> str:
    one = line.shown
    review = f"{one.reviewer}/{one.variable}" if one.reviewer else ""
    return f"{one.kind}/{one.code}/{review}#{one.entry}.{one.number}"


def _address(shown: Evidence) -> str | None:
    if shown.link:
        return shown.link.url
    return shown.file.url if shown.file else None


def _evidence(shown: Evidence, _: Words) -> CellValue:
    title = shown.link.title if shown.link else shown.file.name if shown.file else None
    address = _address(shown)
    return Linked(title, address) if title and address else title


WHAT: Final[list[Field[Evidence]]] = [
    field(
        "kind",
        marked("column", "Kind of thing"),
        marked("definition", "What kind of thing it tells of."),
        lambda shown, words: words.named(shown.kind, "thing"),
        Kind.WORD,
    ),
    field(
        "code",
        marked("column", "Code"),
        marked("definition", "The code of the thing that it tells of."),
        lambda shown, _: shown.code,
        Kind.CODE,
    ),
    field(
        "title",
        marked("column", "Title"),
        marked("definition", "What that thing is called."),
        lambda shown, words: words.say(shown.title),
        width=38,
    ),
    field(
        "commitment",
        marked("column", "Commitment"),
        marked("definition", "The code of the commitment that it belongs to; blank where it belongs to none."),
        lambda shown, _: shown.commitment,
        Kind.CODE,
    ),
    field(
        "fact",
        marked("column", "Said in"),
        marked("definition", "What was recorded with it."),
        lambda shown, words: words.named(shown.fact, "fact"),
        width=24,
        tells=SHOWN,
    ),
    field(
        "reviewer",
        marked("column", "Reviewer"),
        marked("definition", "The reviewer whose finding rests on it; blank: it is no finding."),
        lambda shown, _: shown.reviewer,
        Kind.CODE,
    ),
    field(
        "variable",
        marked("column", "Variable"),
        marked("definition", "Of what the reviewer finds something, as a code."),
        lambda shown, _: shown.variable,
        Kind.CODE,
    ),
]

SHOWS: Final[list[Field[Evidence]]] = [
    field(
        "evidence",
        marked("column", "Evidence"),
        marked("definition", "What the link or the file is called."),
        _evidence,
        Kind.LINK,
        tells=SHOWN,
    ),
    field(
        "address",
        marked("column", "Address"),
        marked("definition", "Where it lies, as text; blank: a file that lies nowhere public."),
        lambda shown, _: _address(shown),
        width=50,
        tells=SHOWN,
    ),
    field(
        "shows",
        marked("column", "What it shows"),
        marked("definition", "What it is said to show."),
        lambda shown, _: shown.link.shows if shown.link else None,
        width=38,
        tells=SHOWN,
    ),
    field(
        "seen",
        marked("column", "Last seen"),
        marked("definition", "The day on which somebody last saw it there; blank: nobody said so."),
        lambda shown, _: shown.link.seen if shown.link else None,
        Kind.DAY,
        tells=SHOWN,
    ),
    field(
        "file",
        marked("column", "File"),
        marked("definition", "The name of the file; blank: it is a link."),
        lambda shown, _: shown.file.name if shown.file else None,
        tells=SHOWN,
    ),
    field(
        "sha256",
        marked("column", "SHA-256"),
        marked("definition", "The digest by which a copy of the file can be known again."),
        lambda shown, _: shown.file.sha256 if shown.file else None,
        Kind.CODE,
        width=66,
        tells=SHOWN,
    ),
    field(
        "size",
        marked("column", "Size (bytes)"),
        marked("definition", "How many bytes the file has; blank: not said."),
        lambda shown, _: shown.file.size if shown.file else None,
        Kind.COUNT,
        tells=SHOWN,
    ),
]

WHEN: Final[list[Field[Evidence]]] = [
    *dated(
        "holds_for",
        (
            marked("column", "Holds for"),
            marked("column", "Holds for: earliest day"),
            marked("column", "Holds for: latest day"),
        ),
        marked("definition", "The first clock: the day for which it was said, as it was said."),
        lambda shown: shown.on,
        tells=SHOWN,
    ),
    field(
        "entry",
        marked("column", "Entry"),
        marked("definition", "The number of the entry in the record of the thing, by which it can be found again."),
        lambda shown, _: shown.entry,
        Kind.COUNT,
        width=8,
        tells=SHOWN,
    ),
    field(
        "recorded_at",
        marked("column", "Recorded at (UTC)"),
        marked("definition", "The second clock: when it was recorded."),
        lambda shown, _: shown.recorded_at,
        Kind.INSTANT,
        tells=SHOWN,
    ),
    field(
        "recorded_by",
        marked("column", "Recorded by"),
        marked("definition", "Who recorded it, by id."),
        lambda shown, _: shown.recorded_by,
        Kind.CODE,
        tells=SHOWN,
    ),
    field(
        "source",
        marked("column", "Source"),
        marked("definition", "The document in which it is said."),
        lambda shown, _: source_text(shown.source),
        width=60,
        tells=SHOWN,
    ),
    field(
        "illustrative",
        marked("column", "Illustrative"),
        marked("definition", "Yes: made up; no source says it."),
        lambda shown, words: words.yes_no(shown.illustrative),
        Kind.WORD,
        width=11,
    ),
]


def _shown(line: EvidenceLine) -> Evidence:
    return line.shown


EVIDENCE: Final = question(
    "evidence",
    marked("question", "Evidence"),
    evidence_lines,
    key=_key,
    about=_about,
    fields=[*of(lambda line: line.material, CONTEXT), *of(_shown, [*WHAT, *SHOWS, *WHEN])],
    only={
        "links": lambda line: line.shown.link is not None,
        "files": lambda line: line.shown.file is not None,
        "claims": lambda line: line.shown.kind == ThingKind.MILESTONE and line.shown.reviewer is None,
        "findings": lambda line: line.shown.reviewer is not None,
    },
)

QUESTIONS: tuple[AnyQuestion, ...] = (EVIDENCE,)
