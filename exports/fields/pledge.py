"""What is said of a commitment as a whole: fields of its standing, its dates, its texts and its links."""

from typing import Final

from domain.vocabulary import OGP_VALUES
from exports.field import Field, Kind, dated, field, of
from exports.fields.claim import WITHDRAWAL
from exports.saying import Words, first_link, source_text
from projections.report import CommitmentStatus
from words.message import marked


def _values(commitment: CommitmentStatus, words: Words) -> str | None:
    stated = (value.said or words.status(OGP_VALUES, value.code) for value in commitment.ogp_values)
    return "; ".join(text for text in stated if text) or None


def _full_text(commitment: CommitmentStatus, words: Words) -> str | None:
    return (
        "\n\n".join(filter(None, map(words.say, (commitment.problem, commitment.ambition, commitment.expected_result))))
        or None
    )


def _year(commitment: CommitmentStatus, _: Words) -> int | None:
    said = commitment.submitted
    return said.earliest.year if said and said.earliest.year == said.latest.year else None


STANDING: Final[list[Field[CommitmentStatus]]] = [
    field(
        "status",
        marked("column", "Standing"),
        marked("definition", "Whether the commitment stands or was withdrawn."),
        lambda c, words: words.named("withdrawn" if c.withdrawn else "standing", "standing"),
        Kind.WORD,
    ),
    *of(lambda c: c.withdrawn, WITHDRAWAL),
]

ABOUT: Final[list[Field[CommitmentStatus]]] = [
    *dated(
        "period",
        (
            marked("column", "Period"),
            marked("column", "Period: earliest day"),
            marked("column", "Period: latest day"),
        ),
        marked("definition", "When it is to be carried out, as it was said."),
        lambda c: c.period,
    ),
    *dated(
        "submitted",
        (
            marked("column", "Submitted"),
            marked("column", "Submitted: earliest day"),
            marked("column", "Submitted: latest day"),
        ),
        marked("definition", "When it was submitted, as it was said."),
        lambda c: c.submitted,
    ),
    field(
        "year_submitted",
        marked("column", "Year of submission"),
        marked("definition", "The year in which it was submitted; blank: not said, or not in one year."),
        _year,
        Kind.COUNT,
        tells=("submitted",),
    ),
    field(
        "policy_areas",
        marked("column", "Policy areas"),
        marked("definition", "What it is about, as published."),
        lambda c, _: "; ".join(c.policy_areas) or None,
        width=26,
    ),
    field(
        "ogp_values",
        marked("column", "OGP values"),
        marked("definition", "The values that its makers say it serves, in their words."),
        _values,
        width=26,
    ),
    field(
        "problem",
        marked("column", "Problem"),
        marked("definition", "What it is to change."),
        lambda c, words: words.say(c.problem),
        width=70,
    ),
    field(
        "ambition",
        marked("column", "Ambition"),
        marked("definition", "What it is to bring about."),
        lambda c, words: words.say(c.ambition),
        width=70,
    ),
    field(
        "expected_result",
        marked("column", "Expected result"),
        marked("definition", "What is to be there in the end."),
        lambda c, words: words.say(c.expected_result),
        width=50,
    ),
    field(
        "full_text",
        marked("column", "Full text"),
        marked("definition", "Its problem, its ambition and its expected result, one after the other."),
        _full_text,
        width=70,
        tells=("problem", "ambition", "expected_result"),
    ),
]

LINKS: Final[list[Field[CommitmentStatus]]] = [
    field(
        "link",
        marked("column", "Link"),
        marked("definition", "The first link about it."),
        lambda c, _: first_link(c.links),
        Kind.LINK,
        tells=("links",),
    ),
    field(
        "url",
        marked("column", "Address"),
        marked("definition", "The address of the first link about it."),
        lambda c, _: c.links[0].url if c.links else None,
        width=44,
        tells=("links",),
    ),
    field(
        "links",
        marked("column", "All links"),
        marked("definition", "All links about it, one to a line."),
        lambda c, words: words.links(c.links),
        width=44,
    ),
]

END: Final[list[Field[CommitmentStatus]]] = [
    field(
        "source",
        marked("column", "Source"),
        marked("definition", "The document in which it is promised, and its words."),
        lambda c, _: source_text(c.source),
        width=60,
    ),
    field(
        "illustrative",
        marked("column", "Illustrative"),
        marked("definition", "Yes: something in this line was made up."),
        lambda c, words: words.yes_no(c.illustrative),
        Kind.WORD,
        width=11,
    ),
]
