"""What became of a deliverable: why it is late or was withdrawn, its versions in short, and how much of it there is."""

from typing import Final

from exports.cells import CellValue
from exports.field import Field, Kind, dated, field
from exports.fields.common import languages, version_of, yes_no
from exports.saying import Words
from projections.deliverable import Deliverable
from words.message import marked

_LATE: Final[list[Field[Deliverable]]] = [
    field(
        "justification",
        marked("column", "Justification"),
        marked("definition", "Why it is late, as it was said last; blank: nobody said."),
        lambda one, words: words.say(one.justifications[-1].text) if one.justifications else None,
        width=50,
    ),
    yes_no(
        "needs_justification",
        marked("column", "Justification lacking"),
        marked("definition", "Yes: it is overdue, and nobody has said why."),
        lambda one: one.needs_justification,
        tells=("due", "status"),
    ),
    field(
        "withdrawn_reason",
        marked("column", "Why it was withdrawn"),
        marked("definition", "The reason, as it was said; blank: it was not withdrawn."),
        lambda one, _: one.withdrawn.reason if one.withdrawn else None,
        tells=("status",),
    ),
    *dated(
        "withdrawn",
        (
            marked("column", "Withdrawn"),
            marked("column", "Withdrawn: earliest day"),
            marked("column", "Withdrawn: latest day"),
        ),
        marked("definition", "When it was withdrawn, as it was said."),
        lambda one: one.withdrawn.on if one.withdrawn else None,
        tells=("status",),
    ),
]


def _returned(one: Deliverable, _: Words) -> CellValue:
    """Why versions were returned, one to a line."""
    said = (f"{version.version}: {version.returned.reason}" for version in one.versions if version.returned)
    return "\n".join(said) or None


_MADE: Final[list[Field[Deliverable]]] = [
    field(
        "submitted_version",
        marked("column", "Last version"),
        marked("definition", "The label of the version that was recorded last."),
        lambda one, _: one.versions[-1].version if one.versions else None,
        Kind.CODE,
        tells=("status",),
    ),
    field(
        "version_count",
        marked("column", "Number of versions"),
        marked("definition", "How many versions are recorded."),
        lambda one, _: len(one.versions),
        Kind.COUNT,
        tells=("status",),
    ),
    field(
        "returned_reasons",
        marked("column", "Why versions were returned"),
        marked("definition", "The reasons for which versions were returned, one to a line."),
        _returned,
        width=40,
        tells=("status",),
    ),
    field(
        "languages",
        marked("column", "Languages promised"),
        marked("definition", "The languages in which it is promised."),
        lambda one, words: languages(one.languages, words),
    ),
    field(
        "language_count",
        marked("column", "Number of languages"),
        marked("definition", "In how many languages it is promised; blank: not said."),
        lambda one, _: one.language_count,
        Kind.COUNT,
        tells=("languages",),
    ),
    field(
        "quantity",
        marked("column", "Quantity promised"),
        marked("definition", "How many are promised; blank: not said."),
        lambda one, _: one.quantity,
        Kind.COUNT,
    ),
    field(
        "produced",
        marked("column", "Produced"),
        marked("definition", "How many there are, as it was said last. Zero was said; blank: nothing was."),
        lambda one, _: one.produced,
        Kind.COUNT,
    ),
    field(
        "unit",
        marked("column", "Unit"),
        marked("definition", "In what it is counted."),
        lambda one, words: words.say(one.unit),
        tells=("quantity",),
    ),
    version_of(lambda one: one.version),
]

DELIVERY: Final[list[Field[Deliverable]]] = [*_LATE, *_MADE]
