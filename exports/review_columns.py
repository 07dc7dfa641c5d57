"""What independent reviewers find: columns beside what the team reports, never merged with it."""

from collections.abc import Callable
from typing import Final

from exports.columns import Column, Kind, all_links, column
from exports.words import Words
from projections.assessment import Finding

COMPLETION: Final = "completion"
Findings = tuple[Finding, ...]


def _told(findings: Findings, about: Callable[[Finding], bool], tell: Callable[[Finding], str]) -> str:
    """What is told of the findings about this; where there are several reviewers, with the reviewer in front."""
    several = len({finding.reviewer for finding in findings}) > 1
    return "; ".join(f"{f.reviewer}: {tell(f)}" if several else tell(f) for f in findings if about(f))


def completion(findings: Findings, words: Words) -> str:
    """What is said of completion."""
    return _told(findings, lambda f: f.variable == COMPLETION, words.found) or words.found(None)


def other_findings(findings: Findings, words: Words) -> str:
    """All findings but completion, each with its variable."""

    def tell(finding: Finding) -> str:
        return f"{words.variable(finding)}: {words.found(finding)}"

    return _told(findings, lambda f: f.variable != COMPLETION, tell) or words.found(None)


def _notes(findings: Findings, words: Words) -> str | None:
    said: list[str] = []
    for finding in findings:
        parts = (words.say(finding.note), all_links(finding.sources, words))
        if text := "\n".join(str(part) for part in parts if part):
            said.append(f"{finding.reviewer}, {words.variable(finding)}: {text}")
    return "\n".join(said) or None


def _review_columns(subject: str, of_en: str, of_fr: str, on_fr: str) -> list[Column[Findings]]:
    """The four columns about the reviewers' findings of one kind of subject, named in English and (after de and sur) in French."""
    return [
        column(
            f"{subject}_completion",
            (f"Completion of the {of_en}, as reviewed", f"Avancement {of_fr}, selon l'évaluation"),
            (
                "What the reviewer says of completion, as published.",
                "Ce que l'évaluateur dit de l'avancement, tel que publié.",
            ),
            completion,
            width=20,
        ),
        column(
            f"{subject}_findings",
            (f"Other findings on the {of_en}", f"Autres constats sur {on_fr}"),
            ("What the reviewer says of the rest, as published.", "Ce que l'évaluateur dit du reste, tel que publié."),
            other_findings,
            width=30,
        ),
        column(
            f"{subject}_reviewers",
            (f"Reviewer of the {of_en}", f"Évaluateur {of_fr}"),
            ("Who reviewed it, by id.", "Qui l'a évalué (identifiant)."),
            lambda findings, _: "; ".join(sorted({f.reviewer for f in findings})) or None,
            Kind.CODE,
        ),
        column(
            f"{subject}_review_notes",
            (f"Reviewer's notes on the {of_en}", f"Notes de l'évaluateur {of_fr}"),
            (
                "What the reviewer adds, and on which sources.",
                "Ce que l'évaluateur ajoute, et d'après quelles sources.",
            ),
            _notes,
            width=60,
        ),
    ]


COMMITMENT_REVIEW: Final = _review_columns("commitment", "commitment", "de l'engagement", "l'engagement")
MILESTONE_REVIEW: Final = _review_columns("milestone", "milestone", "du jalon", "le jalon")
