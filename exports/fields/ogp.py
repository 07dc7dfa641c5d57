"""The values of the Open Government Partnership: whether a commitment serves each, as its makers state it and as reviewers find."""

from typing import Final

from exports.field import Field, Kind, field
from exports.fields.review import RELEVANCE, of_variable, told
from exports.saying import Words
from projections.assessment import Finding
from projections.report import CommitmentStatus
from words.message import Message, marked


def _stated(value: str, label: Message) -> Field[CommitmentStatus]:
    """Whether its makers say that a commitment serves a value; blank where they say of none."""

    def states(commitment: CommitmentStatus, words: Words) -> str | None:
        said = {one.code for one in commitment.ogp_values}
        return words.yes_no(value in said) if said else None

    definition = marked("definition", "Whether its makers say that it serves this value; blank: they name none.")
    return field(f"states_{value.replace('-', '_')}", label, definition, states, Kind.WORD, tells=("ogp_values",))


def _relevant(value: str, label: Message) -> Field[CommitmentStatus]:
    """Whether reviewers find that a commitment serves a value, where relevance is what they review."""

    def tell(finding: Finding, words: Words) -> str:
        return words.yes_no(value in finding.values) if finding.assessed else words.found(finding)

    def finds(commitment: CommitmentStatus, words: Words) -> str:
        relevance = of_variable(commitment.findings, RELEVANCE)
        return told(relevance, lambda _: True, lambda f: tell(f, words)) or words.found(None)

    definition = marked("definition", "Whether the reviewer finds that it serves this value, where that is reviewed.")
    return field(f"finds_{value.replace('-', '_')}", label, definition, finds, Kind.WORD, tells=(RELEVANCE,))


OGP_VALUE_FIELDS: Final[list[Field[CommitmentStatus]]] = [
    _stated("access-to-information", marked("column", "Access to Information, as stated")),
    _stated("civic-participation", marked("column", "Civic Participation, as stated")),
    _stated("public-accountability", marked("column", "Public Accountability, as stated")),
    _stated("technology-and-innovation", marked("column", "Technology and Innovation, as stated")),
    _relevant("access-to-information", marked("column", "Access to Information, as reviewed")),
    _relevant("civic-participation", marked("column", "Civic Participation, as reviewed")),
    _relevant("public-accountability", marked("column", "Public Accountability, as reviewed")),
    _relevant("technology-and-innovation", marked("column", "Technology and Innovation, as reviewed")),
]
