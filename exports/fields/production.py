"""What happened to deliverables: their versions step by step, what was produced, and how delays were justified."""

from collections.abc import Iterator
from typing import Final

from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of
from exports.fields.attendance import files
from exports.fields.common import SAID, entry_of, evidence_of, languages, note_of, on_of, said_of
from exports.fields.deliverable import OF_DELIVERABLE
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import About, AnyQuestion
from exports.saying import Words
from projections.deliverable import Deliverable, Justification, Production, deliverables_of
from projections.field import ThingKind
from projections.step import DeliverableVersion, VersionHandled, VersionJudged
from words.message import marked

_STEPS: Final = ("status",)


def last_handled(version: DeliverableVersion) -> VersionHandled | None:
    """The version as it was handed in, or else as it was drafted."""
    return version.submitted or version.drafted


def _by(judged: VersionJudged | None, words: Words) -> CellValue:
    return (
        None
        if judged is None
        else words.language.comma.join(filter(None, (judged.by.office, words.partner(judged.by.partner))))
    )


_STEPPED: Final[list[Field[DeliverableVersion]]] = [
    field(
        "version_label",
        marked("column", "Version"),
        marked("definition", "The label of the version."),
        lambda one, _: one.version,
        Kind.CODE,
        tells=_STEPS,
    ),
    *dated(
        "drafted",
        (
            marked("column", "Drafted"),
            marked("column", "Drafted: earliest day"),
            marked("column", "Drafted: latest day"),
        ),
        marked("definition", "When it was drafted, as it was said; blank: no draft was recorded."),
        lambda one: one.drafted.on if one.drafted else None,
        tells=_STEPS,
    ),
    *dated(
        "submitted",
        (
            marked("column", "Delivered on"),
            marked("column", "Delivered on: earliest day"),
            marked("column", "Delivered on: latest day"),
        ),
        marked("definition", "When it was handed in, as it was said; blank: it was not."),
        lambda one: one.submitted.on if one.submitted else None,
        tells=_STEPS,
    ),
    *dated(
        "returned",
        (
            marked("column", "Returned on"),
            marked("column", "Returned on: earliest day"),
            marked("column", "Returned on: latest day"),
        ),
        marked("definition", "When it was returned, as it was said; blank: it was not."),
        lambda one: one.returned.on if one.returned else None,
        tells=_STEPS,
    ),
    field(
        "returned_by",
        marked("column", "Returned by"),
        marked("definition", "Who returned it."),
        lambda one, words: _by(one.returned, words),
        tells=(*_STEPS, "partner:name"),
    ),
    field(
        "returned_reason",
        marked("column", "Why it was returned"),
        marked("definition", "The reason, as it was said."),
        lambda one, _: one.returned.reason if one.returned else None,
        width=40,
        tells=_STEPS,
    ),
    *dated(
        "accepted",
        (
            marked("column", "Accepted on"),
            marked("column", "Accepted on: earliest day"),
            marked("column", "Accepted on: latest day"),
        ),
        marked("definition", "When it was accepted, as it was said; blank: it was not."),
        lambda one: one.accepted.on if one.accepted else None,
        tells=_STEPS,
    ),
    field(
        "accepted_by",
        marked("column", "Accepted by"),
        marked("definition", "Who accepted it."),
        lambda one, words: _by(one.accepted, words),
        tells=(*_STEPS, "partner:name"),
    ),
]

_HANDLED: Final[list[Field[VersionHandled]]] = [
    field(
        "file",
        marked("column", "File"),
        marked("definition", "The file, with the SHA-256 by which a copy can be known again."),
        lambda one, _: files((one.file,)) if one.file else None,
        width=44,
        tells=_STEPS,
    ),
    field(
        "sha256",
        marked("column", "SHA-256"),
        marked("definition", "The SHA-256 of the file, in hexadecimal."),
        lambda one, _: one.file.sha256 if one.file else None,
        Kind.CODE,
        width=24,
        tells=_STEPS,
    ),
    field(
        "file_size",
        marked("column", "Size (bytes)"),
        marked("definition", "How many bytes the file has; blank: not said."),
        lambda one, _: one.file.size if one.file else None,
        Kind.COUNT,
        tells=_STEPS,
    ),
    *evidence_of(lambda one: (one.link,) if one.link else (), tells=_STEPS),
    field(
        "languages",
        marked("column", "Languages"),
        marked("definition", "The languages in which it was handed in."),
        lambda one, words: languages(one.languages, words),
        tells=_STEPS,
    ),
    note_of(lambda one: one.note, tells=_STEPS),
    entry_of(lambda one: one.entry),
]

OfVersion = Line[Deliverable, DeliverableVersion]


def _illustrative(line: OfVersion) -> bool:
    version = line.part
    steps = (version.drafted, version.submitted, version.returned, version.accepted)
    return any(step.illustrative for step in steps if step)


def _handled(line: OfVersion) -> VersionHandled | None:
    return last_handled(line.part)


VERSION: Final[list[Field[OfVersion]]] = [
    *of(lambda line: line.whole, OF_DELIVERABLE),
    *of(lambda line: line.part, _STEPPED),
    *of(_handled, _HANDLED),
    *said_of(lambda line: handled.source if (handled := last_handled(line.part)) else None, _illustrative),
]


def _versions(material: Material) -> Iterator[OfVersion]:
    def told() -> Iterator[Told[Deliverable, DeliverableVersion]]:
        for one in deliverables_of(material.reading, material.code):
            for version in one.versions:
                yield f"{one.code}/{version.version}", one.commitment, one, version

    return lines_of(material, told())


_PRODUCED: Final = ("produced",)
_PRODUCTION: Final[list[Field[Production]]] = [
    field(
        "produced",
        marked("column", "Produced"),
        marked("definition", "How many there were by that day, since the beginning."),
        lambda one, _: one.produced,
        Kind.COUNT,
    ),
    *on_of(lambda one: one.on, tells=_PRODUCED),
    field(
        "languages",
        marked("column", "Languages"),
        marked("definition", "The languages in which they are."),
        lambda one, words: languages(one.languages, words),
        tells=_PRODUCED,
    ),
    field(
        "language_count",
        marked("column", "Number of languages"),
        marked("definition", "In how many languages they are; blank: not said."),
        lambda one, _: one.language_count,
        Kind.COUNT,
        tells=_PRODUCED,
    ),
    note_of(lambda one: one.note, tells=_PRODUCED),
    field(
        "correction",
        marked("column", "Why it was corrected"),
        marked("definition", "The reason for its last correction, as it was said; blank: it was not corrected."),
        lambda one, _: one.correction,
        width=40,
        tells=_PRODUCED,
    ),
    *evidence_of(lambda one: one.links, tells=_PRODUCED),
    entry_of(lambda one: one.entry),
]
PRODUCTION: Final[list[Field[Line[Deliverable, Production]]]] = [
    *of(lambda line: line.whole, OF_DELIVERABLE),
    *of(lambda line: line.part, _PRODUCTION),
    *of(lambda line: line.part, SAID),
]


def _productions(material: Material) -> Iterator[Line[Deliverable, Production]]:
    def told() -> Iterator[Told[Deliverable, Production]]:
        for one in deliverables_of(material.reading, material.code):
            for count in one.productions:
                yield f"{one.code}/{count.entry}", one.commitment, one, count

    return lines_of(material, told())


_JUSTIFICATION: Final[list[Field[Justification]]] = [
    field(
        "justification",
        marked("column", "Justification"),
        marked("definition", "Why it is late, as it was said."),
        lambda one, words: words.say(one.text),
        width=60,
    ),
    *on_of(lambda one: one.on, tells=("justification",)),
    entry_of(lambda one: one.entry),
]
JUSTIFICATION: Final[list[Field[Line[Deliverable, Justification]]]] = [
    *of(lambda line: line.whole, OF_DELIVERABLE),
    *of(lambda line: line.part, _JUSTIFICATION),
    *of(lambda line: line.part, SAID),
]


def _justifications(material: Material) -> Iterator[Line[Deliverable, Justification]]:
    def told() -> Iterator[Told[Deliverable, Justification]]:
        for one in deliverables_of(material.reading, material.code):
            for said in one.justifications:
                yield f"{one.code}/{said.entry}", one.commitment, one, said

    return lines_of(material, told())


def _about(line: Line[Deliverable, object]) -> About:
    return ThingKind.DELIVERABLE, line.whole.code


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question("versions", marked("question", "Versions of deliverables"), _versions, _about, VERSION),
    question("productions", marked("question", "What was produced"), _productions, _about, PRODUCTION),
    question("justifications", marked("question", "Justifications of delays"), _justifications, _about, JUSTIFICATION),
)
