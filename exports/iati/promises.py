"""Promises in IATI XML: milestones and deliverables as indicators, in words where nothing was counted: what is due, what is done."""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from domain.dates import OPEN_PAST, Edtf
from domain.values import Link, Text
from exports.iati.making import Making
from exports.iati.markup import child, document_links, narrative, narratives
from exports.iati.periods import (
    NO_BOUNDS,
    OWN_VOCABULARY,
    QUALITATIVE,
    Bounds,
    bounds_of,
    write_bounds,
    write_comment,
)
from projections.deliverable import Deliverable
from projections.line import MilestoneStatus
from projections.withdrawal import Withdrawal
from words.message import Message, marked

COUNTED: Final = "1"
MILESTONES: Final = marked("iati", "Milestones")
DELIVERABLES: Final = marked("iati", "Deliverables")
DUE: Final = marked("iati", "Due as agreed")
PROMISED: Final = marked("iati", "Due as first promised")
MOVED: Final = marked("iati", "Moved because")
STATUS: Final = marked("iati", "Status")
REPORTED_FOR: Final = marked("iati", "Reported for")
TAKEN_BACK: Final = marked("iati", "Withdrawn")
TO_MAKE: Final = marked("iati", "To be made")
MADE: Final = marked("iati", "Made")
SUBMITTED: Final = marked("iati", "Submitted")
ACCEPTED: Final = marked("iati", "Accepted")

OF_THE_WHOLE: Final = marked(
    "iati", "No day is recorded by which it is due. The period of the activity stands in its place."
)

Promise = MilestoneStatus | Deliverable


def milestone_results(
    parent: Element, making: Making, milestones: Sequence[MilestoneStatus], whole: Edtf | None
) -> None:
    """One result for all milestones of an activity with that period."""
    if not milestones:
        return
    result = _result(parent, making, "milestones", MILESTONES)
    for one in milestones:
        period = _indicator(result, making, one, QUALITATIVE, _bounds(one, one.claim and one.claim.on, making, whole))
        if period is not None:
            _target(period, making, one)
            _claimed(period, making, one)


def deliverable_results(
    parent: Element, making: Making, deliverables: Sequence[Deliverable], whole: Edtf | None
) -> None:
    """One result for all deliverables: counted where it is said how many there were to be and how many there are."""
    if not deliverables:
        return
    result = _result(parent, making, "deliverables", DELIVERABLES)
    for one in deliverables:
        measure = QUALITATIVE if one.quantity is None or one.produced is None else COUNTED
        done = one.accepted or one.submitted or (one.productions[-1].on if one.productions else None)
        period = _indicator(result, making, one, measure, _bounds(one, done, making, whole))
        if period is not None:
            _target(period, making, one, str(one.quantity) if measure == COUNTED else None, *_to_make(one, making))
            _produced(period, making, one, str(one.produced) if measure == COUNTED else None)


def _result(parent: Element, making: Making, setting: str, title: Message) -> Element:
    found = child(parent, "result", type=making.pairs("result_types").get(setting, "1"))
    narrative(child(found, "title"), making.words(title), making.language)
    return found


def _indicator(
    parent: Element, making: Making, promise: Promise, measure: str, bounds: Bounds | None
) -> Element | None:
    """The indicator of a promise, and its one period; None where that has no bounds."""
    found = child(parent, "indicator", measure=measure)
    narratives(child(found, "title"), promise.title, making.language)
    if promise.description:
        narratives(child(found, "description"), promise.description, making.language)
    child(found, "reference", vocabulary=OWN_VOCABULARY, code=promise.code)
    if bounds is None:
        making.note("period", NO_BOUNDS, promise.code)
        return None
    return write_bounds(found, bounds)


def _bounds(promise: Promise, done: Edtf | None, making: Making, whole: Edtf | None) -> Bounds | None:
    """From the start of the activity, if that comes first, until it is due; else when it was done, else as long as the activity."""
    due = promise.due
    if due and not due.is_open:
        starts_first = whole is not None and OPEN_PAST < whole.earliest <= due.latest
        return (whole.earliest if whole and starts_first else due.earliest, due.latest)
    if due is None and done is None and whole:
        making.note("period", OF_THE_WHOLE, promise.code)
    said = due or done or whole
    return bounds_of(said, making.as_of) if said else None


def _target(parent: Element, making: Making, promise: Promise, value: str | None = None, *more: str) -> None:
    """When it is due, when it was first to be, and why that changed."""
    words, language = making.words, making.words.language
    said = [*more]
    if promise.due:
        said.append(f"{words(DUE)}{language.colon}{_day(making, promise.due)}")
    if promise.promised and promise.promised != promise.due:
        said.append(f"{words(PROMISED)}{language.colon}{_day(making, promise.promised)}")
    if promise.due_reason:
        said.append(f"{words(MOVED)}{language.colon}{promise.due_reason}")
    if said or value:
        write_comment(child(parent, "target", value=value), making, "\n".join(said))


def _day(making: Making, day: Edtf) -> str:
    return f"{making.words.language.period(day)} ({day})"


def _taken_back(making: Making, withdrawn: Withdrawal) -> str:
    return f"{making.words(TAKEN_BACK)} ({withdrawn.on}){making.words.language.colon}{withdrawn.reason}"


def _claimed(parent: Element, making: Making, milestone: MilestoneStatus) -> None:
    """What is reported of a milestone, or that it was withdrawn; nothing where neither was said."""
    words, colon, claim = making.words, making.words.language.colon, milestone.claim
    if milestone.withdrawn:
        write_comment(child(parent, "actual"), making, _taken_back(making, milestone.withdrawn))
    elif claim:
        status = words.status(making.material.vocabulary, claim.status)
        said = [f"{words(STATUS)}{colon}{status}"] if status else []
        said.append(f"{words(REPORTED_FOR)}{colon}{_day(making, claim.on)}")
        actual = child(parent, "actual")
        write_comment(actual, making, "\n".join(said), claim.progress)
        document_links(actual, making, claim.evidence, "evidence")


def _to_make(deliverable: Deliverable, making: Making) -> Iterable[str]:
    if deliverable.quantity is not None:
        yield f"{making.words(TO_MAKE)}{making.words.language.colon}{_number(deliverable.quantity, deliverable.unit, making)}"


def _number(number: int, unit: Text | None, making: Making) -> str:
    return f"{number} {making.words.say(unit) or ''}".strip()


def _produced(parent: Element, making: Making, deliverable: Deliverable, value: str | None) -> None:
    """How far a deliverable is, and how many of it there are."""
    words, colon = making.words, making.words.language.colon
    said = [f"{words(STATUS)}{colon}{words.named(deliverable.stage)}"]
    for label, day in ((SUBMITTED, deliverable.submitted), (ACCEPTED, deliverable.accepted)):
        said += [f"{words(label)}{colon}{_day(making, day)}"] if day else []
    if deliverable.produced is not None:
        said.append(f"{words(MADE)}{colon}{_number(deliverable.produced, deliverable.unit, making)}")
    if deliverable.withdrawn:
        said = [_taken_back(making, deliverable.withdrawn)]
    actual = child(parent, "actual", value=value)
    counted = deliverable.productions[-1] if deliverable.productions else None
    write_comment(actual, making, "\n".join(said), counted.note if counted else None)
    document_links(actual, making, [*(counted.links if counted else ()), *_handed_in(deliverable)], "evidence")


def _handed_in(deliverable: Deliverable) -> list[Link]:
    """Where its versions lie that were handed in."""
    handed = [version.submitted for version in deliverable.versions if version.submitted]
    return [one.link for one in handed if one.link]
