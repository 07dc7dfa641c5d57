"""The question `findings`: one line for each thing that an independent reviewer finds on the day."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from domain.assessment import Subject
from domain.values import Text
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.context import CONTEXT
from exports.fields.promised import lines_in
from exports.fields.review import VARIABLES
from exports.material import Material
from exports.question import About, AnyQuestion, question
from exports.saying import Words, first_link, source_text
from projections.assessment import Finding, findings_about
from projections.field import ThingKind
from words.message import marked


class FindingLine(NamedTuple):
    """A finding, and what the thing that it is about is called."""

    material: Material
    title: Text
    finding: Finding


def finding_lines(material: Material) -> Iterator[FindingLine]:
    """What is found of the programme, then of each commitment and of its milestones."""
    if material.scope.has(None):
        on_the_whole = findings_about(material.reading, material.code, [(Subject.PROGRAMME, None)])
        yield from (FindingLine(material, material.programme.title, finding) for finding in on_the_whole)
    for _, lines in groupby(lines_in(material), lambda line: line.commitment and line.commitment.code):
        for at, line in enumerate(lines):
            for part in (line.commitment if at == 0 else None, line.milestone):
                if part:
                    yield from (FindingLine(material, part.title, finding) for finding in part.findings)


def _about(line: FindingLine) -> About:
    return ThingKind(line.finding.subject.value), line.finding.about or line.material.code


def _key(line: FindingLine) -> str:
    finding = line.finding
    return f"{finding.subject}/{finding.about or ''}/{finding.reviewer}/{finding.variable}"


def _values(finding: Finding, words: Words) -> str | None:
    labels = (words.status(finding.vocabulary, value) for value in finding.values)
    return "; ".join(filter(None, labels)) or None


ABOUT: Final[list[Field[Finding]]] = [
    word(
        "subject",
        marked("column", "About"),
        marked("definition", "What kind of thing it is about."),
        lambda finding, words: words.named(finding.subject),
        Subject,
    ),
    field(
        "about",
        marked("column", "Code"),
        marked("definition", "The code of what it is about; blank: the programme itself."),
        lambda finding, _: finding.about,
        Kind.CODE,
    ),
]

WHO: Final[list[Field[Finding]]] = [
    field(
        "reviewer",
        marked("column", "Reviewer"),
        marked("definition", "Who finds it: the code of a partner, or a person's id."),
        lambda finding, _: finding.reviewer,
        Kind.CODE,
    ),
    field(
        "reviewer_name",
        marked("column", "Reviewer's name"),
        marked("definition", "What the reviewer is called, where that is a partner; otherwise the id."),
        lambda finding, words: words.partner(finding.reviewer),
        tells=("reviewer", "partner:name"),
    ),
    field(
        "variable",
        marked("column", "Variable"),
        marked("definition", "Of what something is found, as a code."),
        lambda finding, _: finding.variable,
        Kind.CODE,
        width=20,
    ),
    field(
        "variable_name",
        marked("column", "Name of the variable"),
        marked("definition", "Of what something is found, by the vocabulary that it is said in."),
        lambda finding, words: words.variable(finding),
        tells=("variable",),
    ),
    field(
        "vocabulary",
        marked("column", "Vocabulary"),
        marked("definition", "The vocabulary in which it is said, with its version."),
        lambda finding, _: finding.vocabulary,
        Kind.CODE,
        width=24,
        tells=VARIABLES,
    ),
]

WHAT: Final[list[Field[Finding]]] = [
    field(
        "finding",
        marked("column", "Finding"),
        marked("definition", "What the reviewer finds, as published; otherwise by its labels."),
        lambda finding, words: words.found(finding),
        tells=VARIABLES,
    ),
    field(
        "values",
        marked("column", "Values"),
        marked("definition", "What the reviewer finds, by the labels of the vocabulary; blank: it is open still."),
        _values,
        tells=VARIABLES,
    ),
    field(
        "value_codes",
        marked("column", "Value codes"),
        marked("definition", "The same as codes, which are the same in every language."),
        lambda finding, _: "; ".join(finding.values) or None,
        Kind.CODE,
        width=20,
        tells=VARIABLES,
    ),
    field(
        "said",
        marked("column", "As published"),
        marked("definition", "The words in which it was published."),
        lambda finding, _: finding.said,
        tells=VARIABLES,
    ),
    field(
        "assessed",
        marked("column", "Assessed"),
        marked("definition", "No: the reviewer says that it is not assessed yet."),
        lambda finding, words: words.yes_no(finding.assessed),
        Kind.WORD,
        width=10,
        tells=VARIABLES,
    ),
    field(
        "note",
        marked("column", "Note"),
        marked("definition", "What the reviewer adds."),
        lambda finding, words: words.say(finding.note),
        width=60,
        tells=VARIABLES,
    ),
    field(
        "sources",
        marked("column", "Sources"),
        marked("definition", "The first link on which the finding rests."),
        lambda finding, _: first_link(finding.sources),
        Kind.LINK,
        tells=VARIABLES,
    ),
    field(
        "source_links",
        marked("column", "All sources"),
        marked("definition", "All links on which the finding rests, one to a line."),
        lambda finding, words: words.links(finding.sources),
        width=44,
        tells=VARIABLES,
    ),
    field(
        "reason",
        marked("column", "Reason"),
        marked("definition", "Why it replaces what the reviewer found before; blank: it is the first."),
        lambda finding, _: finding.reason,
        tells=VARIABLES,
    ),
    field(
        "correction_reason",
        marked("column", "Reason for correction"),
        marked("definition", "Why it does not read as it was first recorded."),
        lambda finding, _: finding.correction_reason,
        tells=VARIABLES,
    ),
]

WHEN: Final[list[Field[Finding]]] = [
    *dated(
        "on",
        (
            marked("column", "Found on"),
            marked("column", "Found on: earliest day"),
            marked("column", "Found on: latest day"),
        ),
        marked("definition", "The day for which it is found, as it was said."),
        lambda finding: finding.on,
        tells=VARIABLES,
    ),
    field(
        "entry",
        marked("column", "Entry"),
        marked("definition", "Its number among what the reviewer has said of this."),
        lambda finding, _: finding.entry,
        Kind.COUNT,
        width=8,
        tells=VARIABLES,
    ),
    field(
        "recorded_at",
        marked("column", "Recorded at (UTC)"),
        marked("definition", "The second clock: when it was recorded."),
        lambda finding, _: finding.recorded_at,
        Kind.INSTANT,
        tells=VARIABLES,
    ),
    field(
        "recorded_by",
        marked("column", "Recorded by"),
        marked("definition", "Who recorded it, by id."),
        lambda finding, _: finding.recorded_by,
        Kind.CODE,
        tells=VARIABLES,
    ),
    field(
        "log_position",
        marked("column", "Log position"),
        marked("definition", "Where it stands in the log."),
        lambda finding, _: finding.position,
        Kind.COUNT,
        tells=VARIABLES,
    ),
    field(
        "source",
        marked("column", "Source"),
        marked("definition", "The document in which it is said."),
        lambda finding, _: source_text(finding.source),
        width=60,
        tells=VARIABLES,
    ),
    field(
        "illustrative",
        marked("column", "Illustrative"),
        marked("definition", "Yes: made up; no source says it."),
        lambda finding, words: words.yes_no(finding.illustrative),
        Kind.WORD,
        width=11,
        tells=VARIABLES,
    ),
]

TITLE: Final[Field[FindingLine]] = field(
    "about_title",
    marked("column", "Title"),
    marked("definition", "What the thing that it is about is called."),
    lambda line, words: words.say(line.title),
    tells=("title",),
)


def _finding(line: FindingLine) -> Finding:
    return line.finding


FINDINGS: Final = question(
    "findings",
    marked("question", "Findings of reviewers"),
    finding_lines,
    key=_key,
    about=_about,
    fields=[*of(lambda line: line.material, CONTEXT), *of(_finding, ABOUT), TITLE, *of(_finding, [*WHO, *WHAT, *WHEN])],
    only={
        "programme": lambda line: line.finding.subject is Subject.PROGRAMME,
        "commitments": lambda line: line.finding.subject is Subject.COMMITMENT,
        "milestones": lambda line: line.finding.subject is Subject.MILESTONE,
        "assessed": lambda line: line.finding.assessed,
    },
)

QUESTIONS: tuple[AnyQuestion, ...] = (FINDINGS,)
