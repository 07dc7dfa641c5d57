"""Does a reviewer find something else than the team claims?"""

from domain.vocabulary import VOCABULARIES, Vocabulary
from projections.assessment import Finding
from projections.line import MilestoneStatus

COMPLETION = "completion"
NO_EVIDENCE = "no-evidence"


def disagrees(finding: Finding, status: str | None, vocabulary: Vocabulary) -> bool:
    """Whether what was found of its completion is not what is claimed; where either says nothing, they do not disagree.

    Two scales with words in common are compared word by word, others by whether it is done. Who finds no evidence disagrees
    with any claim but that nothing was started.
    """
    claimed = vocabulary.find(status) if status else None
    theirs = VOCABULARIES.get(finding.vocabulary)
    if claimed is None or theirs is None or finding.variable != COMPLETION or not finding.assessed:
        return False
    if NO_EVIDENCE in finding.values:
        return claimed != vocabulary.terms[0]
    if {term.code for term in vocabulary.terms} & {term.code for term in theirs.terms}:
        return claimed.code not in finding.values
    return claimed.done != any(term.done for term in theirs.terms if term.code in finding.values)


def disagreeing(line: MilestoneStatus, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The findings about a milestone that disagree with what the team claims of it."""
    status = line.claim.status if line.claim else None
    return tuple(finding for finding in line.findings if disagrees(finding, status, vocabulary))
