"""Which lines does a programme's status report have, one after the other, however many there are?"""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice, repeat
from typing import Final, NamedTuple

from domain.vocabulary import STATUS_VOCABULARIES
from projections.commitment import COMMITMENTS, Commitment, commitments_of
from projections.dossier import every_dossier
from projections.line import MilestoneStatus
from projections.milestone import Milestone, milestones_of, places_of
from projections.moment import Reading
from projections.order import in_order
from projections.programme import Programme
from projections.report import Around, CommitmentStatus, around_all, around_these, arranged

PAGE: Final = 1_000

Place = tuple[str | None, str | None]
"""The codes of a commitment and of one of its milestones, if it has any; or None and that of a milestone of no commitment."""
FindsAround = Callable[[Reading, str, Collection[Commitment], Collection[Milestone]], Around]


class ReportLine(NamedTuple):
    """A line of the report: a milestone with its commitment, a commitment that has none, or a milestone of none.

    The commitment comes without its milestones, which are in the lines.
    """

    commitment: CommitmentStatus | None
    milestone: MilestoneStatus | None


def report_lines(reading: Reading, of: Programme) -> Iterator[ReportLine]:
    """The lines of the status report in its order, of which no more than a page is in memory at a time."""
    code = of.code
    commitments = sorted((row.code for row in every_dossier(reading, COMMITMENTS, code)), key=in_order)
    places = _places(commitments, places_of(reading, code))
    while page := list(islice(places, PAGE)):
        parts = commitments_of(reading, code, {commitment for commitment, _ in page if commitment})
        milestones = milestones_of(reading, code, {milestone for _, milestone in page if milestone})
        yield from _lines(reading, of, page, parts, milestones, around_these)


def all_lines(reading: Reading, of: Programme) -> Iterator[ReportLine]:
    """The same lines, all in memory at once."""
    parts, milestones = commitments_of(reading, of.code), milestones_of(reading, of.code)
    return _lines(reading, of, _places_of(parts, milestones), parts, milestones, around_all)


def lines_about(
    reading: Reading, of: Programme, commitments: Collection[str], milestones: Collection[str]
) -> Iterator[ReportLine]:
    """The lines of these milestones and commitments, and those that the milestones belong to, in the order of the report."""
    found = milestones_of(reading, of.code, milestones)
    asked = {*commitments, *(one.commitment for one in found if one.commitment)}
    parts = commitments_of(reading, of.code, asked)
    return _lines(reading, of, _places_of(parts, found), parts, found, around_these)


def _places_of(commitments: Iterable[Commitment], milestones: Iterable[Milestone]) -> Iterator[Place]:
    return _places((one.code for one in commitments), ((one.commitment, one.code) for one in milestones))


def _places(commitments: Iterable[str], milestones: Iterable[tuple[str | None, str]]) -> Iterator[Place]:
    parts, loose = arranged(commitments, milestones)
    for commitment, group in parts:
        yield from zip(repeat(commitment), group or (None,), strict=False)
    yield from zip(repeat(None), loose, strict=False)


def _lines(
    reading: Reading,
    programme: Programme,
    places: Iterable[Place],
    commitments: Collection[Commitment],
    milestones: Collection[Milestone],
    find: FindsAround,
) -> Iterator[ReportLine]:
    around = find(reading, programme.code, commitments, milestones)
    vocabulary = STATUS_VOCABULARIES[programme.vocabulary]
    parts = {one.code: around.commitment(one) for one in commitments}
    by_code = {one.code: one for one in milestones}
    for commitment, code in places:
        line = around.milestone(by_code[code], vocabulary, reading.moment) if code else None
        yield ReportLine(parts[commitment] if commitment else None, line)
