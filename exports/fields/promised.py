"""The lines about promises that questions are made of, and which things of a programme belong to the commitments of an export."""

from collections.abc import Callable, Iterator
from operator import attrgetter

from domain.assessment import Subject
from exports.material import Material
from projections.cohort import cohorts_of
from projections.deliverable import deliverables_of
from projections.gathering import gatherings_of
from projections.indicator import indicators_of
from projections.lines import ReportLine, report_lines
from projections.pilot import pilots_of

Belongs = Callable[[str, str], bool]
_THINGS = (pilots_of, cohorts_of, gatherings_of, deliverables_of, indicators_of)
_KINDS = ("pilot", "cohort", "event", "deliverable", "indicator")


def lines_in(material: Material) -> Iterator[ReportLine]:
    """The lines of the report whose commitment is in the export."""
    for line in report_lines(material.reading, material.programme):
        if material.scope.has(line.commitment.code if line.commitment else None):
            yield line


def belonging(material: Material) -> Belongs:
    """Whether a thing, by its kind and code, belongs to a commitment that is in the export: everything does where all are."""
    if material.scope.commitments is None:
        return lambda _kind, _code: True
    inside = {(Subject.COMMITMENT.value, code) for code in material.scope.commitments}
    inside.update((Subject.MILESTONE.value, line.milestone.code) for line in lines_in(material) if line.milestone)
    code_of = attrgetter("code")
    for kind, things_of in zip(_KINDS, _THINGS, strict=True):
        things = things_of(material.reading, material.code)
        inside.update((kind, code_of(thing)) for thing in things if material.scope.has(thing.commitment))
    return lambda kind, code: (kind, code) in inside
