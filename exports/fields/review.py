"""What independent reviewers find: fields beside what the team reports, never merged with it."""

from collections.abc import Callable
from typing import Final, NamedTuple

from domain.vocabulary import VOCABULARIES
from exports.field import Field, Kind, field, word
from exports.saying import Words
from projections.assessment import Finding
from words.message import Message, marked

COMPLETION: Final = "completion"
RELEVANCE: Final = "relevance"
VARIABLES: Final = tuple(dict.fromkeys(v.question for v in VOCABULARIES.values() if v.reviewers))
"""The variables of which reviewers find something."""
OTHERS: Final = tuple(variable for variable in VARIABLES if variable != COMPLETION)
Findings = tuple[Finding, ...]


def told(findings: Findings, about: Callable[[Finding], bool], tell: Callable[[Finding], str]) -> str:
    """What is told of the findings about this; where there are several reviewers, with the reviewer in front."""
    several = len({finding.reviewer for finding in findings}) > 1
    return "; ".join(f"{f.reviewer}: {tell(f)}" if several else tell(f) for f in findings if about(f))


def found_of(findings: Findings, variable: str, words: Words) -> str:
    """What is said of one variable, by whom where there are several who say it; or that it is not assessed."""
    return told(of_variable(findings, variable), lambda _: True, words.found) or words.found(None)


def of_variable(findings: Findings, variable: str) -> Findings:
    return tuple(finding for finding in findings if finding.variable == variable)


def completion(findings: Findings, words: Words) -> str:
    """What is said of completion; where there are several reviewers of anything, with the reviewer in front."""
    return told(findings, lambda f: f.variable == COMPLETION, words.found) or words.found(None)


def other_findings(findings: Findings, words: Words) -> str:
    """All findings but completion, each with its variable."""

    def tell(finding: Finding) -> str:
        return f"{words.variable(finding)}: {words.found(finding)}"

    return told(findings, lambda f: f.variable != COMPLETION, tell) or words.found(None)


def _notes(findings: Findings, words: Words) -> str | None:
    said: list[str] = []
    for finding in findings:
        parts = (words.say(finding.note), words.links(finding.sources))
        if text := "\n".join(str(part) for part in parts if part):
            said.append(f"{finding.reviewer}, {words.variable(finding)}: {text}")
    return "\n".join(said) or None


class _Labels(NamedTuple):
    """The labels of the fields about the reviews of one kind of subject."""

    completion: Message
    findings: Message
    reviewers: Message
    notes: Message


def _review(subject: str, labels: _Labels) -> list[Field[Findings]]:
    return [
        word(
            f"{subject}_completion",
            labels.completion,
            marked("definition", "What the reviewer says of completion, as published."),
            completion,
            COMPLETION,
        )._replace(tells=(COMPLETION,), width=20),
        field(
            f"{subject}_findings",
            labels.findings,
            marked("definition", "What the reviewer says of the rest, as published."),
            other_findings,
            tells=OTHERS,
        ),
        field(
            f"{subject}_reviewers",
            labels.reviewers,
            marked("definition", "Who reviewed it, by id."),
            lambda findings, _: "; ".join(sorted({f.reviewer for f in findings})) or None,
            Kind.CODE,
            tells=VARIABLES,
        ),
        field(
            f"{subject}_review_notes",
            labels.notes,
            marked("definition", "What the reviewer adds, and on which sources."),
            _notes,
            width=60,
            tells=VARIABLES,
        ),
    ]


PROGRAMME_REVIEW: Final = _review(
    "programme",
    _Labels(
        marked("column", "Completion of the programme, as reviewed"),
        marked("column", "Other findings on the programme"),
        marked("column", "Reviewer of the programme"),
        marked("column", "Reviewer's notes on the programme"),
    ),
)
COMMITMENT_REVIEW: Final = _review(
    "commitment",
    _Labels(
        marked("column", "Completion of the commitment, as reviewed"),
        marked("column", "Other findings on the commitment"),
        marked("column", "Reviewer of the commitment"),
        marked("column", "Reviewer's notes on the commitment"),
    ),
)
MILESTONE_REVIEW: Final = _review(
    "milestone",
    _Labels(
        marked("column", "Completion of the milestone, as reviewed"),
        marked("column", "Other findings on the milestone"),
        marked("column", "Reviewer of the milestone"),
        marked("column", "Reviewer's notes on the milestone"),
    ),
)


def _variable(variable: str, label: Message) -> Field[Findings]:
    return word(
        variable.replace("-", "_"),
        label,
        marked("definition", "What the reviewer says of this, as published; Not assessed: nobody has said anything."),
        lambda findings, words: found_of(findings, variable, words),
        variable,
        tells=(variable,),
    )


VARIABLE_FIELDS: Final[list[Field[Findings]]] = [
    _variable("specificity", marked("column", "Specificity")),
    _variable("verifiable", marked("column", "Verifiable")),
    _variable(RELEVANCE, marked("column", "Relevance to OGP values, as reviewed")),
    _variable("open-government-lens", marked("column", "Open-government lens")),
    _variable("potential-impact", marked("column", "Potential impact")),
    _variable("potential-for-results", marked("column", "Potential for results")),
    _variable("did-it-open-government", marked("column", "Did it open government")),
    _variable("early-results", marked("column", "Early results")),
    _variable("starred", marked("column", "Starred")),
]
"""A field for each variable but completion, for what is reviewed variable by variable."""
