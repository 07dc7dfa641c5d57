"""The page of one milestone: what stands of it, and every claim, change and finding in order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from domain.dates import Edtf
from domain.values import Text
from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.assessment import Finding, Retraction, ReviewEntry, ReviewKind, review_history
from projections.claim import ClaimRow, claims_of
from projections.commitment import COMMITMENTS, Commitment, commitment
from projections.disagreement import disagreeing, disagrees
from projections.dossier import dossier_of
from projections.entry import EntryKind, TimelineEntry, timeline
from projections.line import MilestoneStatus
from projections.milestone import MILESTONES, milestone
from projections.moment import Reading
from projections.partner import partners_named
from projections.programme import Programme, programme
from projections.report import milestone_status
from projections.statement import Statement, statements_by_thing
from web.page import Fault, Page, Query, WrongQuery, known
from web.story import Entry, Part, story_of

LEARNT: Final = "learnt"
TRUE_ON: Final = "true-on"
TAKEN_BACK: Final = ("commitment.withdrawn", "commitment.reinstated")


class Stood(Struct, frozen=True):
    """A status that stood from one day until the next took its place, with the entry that says so."""

    status: str
    vocabulary: str | None
    on: Edtf
    entry: int


class Happening(Struct, frozen=True):
    """One entry of the milestone's timeline, of its reviews, or of what became of its commitment; and what the other side said then.

    `says` are the parts of a promise or a change of one; a report says what its entry holds. `replaced` is the report as it read
    until this one corrected it. `ahead`: it does not hold yet on the day shown. `disputed` are the reviewers' findings that, from
    here on, say something else than the team (`claimed`). `above` is an entry that withdrew or reinstated its commitment.
    """

    entry: TimelineEntry | None
    review: ReviewEntry | None
    says: tuple[Part, ...]
    replaced: TimelineEntry | None
    day: date
    ahead: bool
    claimed: str | None = None
    disputed: tuple[Finding, ...] = ()
    above: Entry | None = None


class MilestonePage(Struct, frozen=True):
    """A milestone on one day, and its story. `disputed` are the findings that say something else than the team.

    `corrected_in` is the entry that last corrected the claim that stands.
    """

    programme: Programme
    vocabulary: Vocabulary
    commitment: Commitment | None
    milestone: MilestoneStatus
    corrected_in: int | None
    stood: tuple[Stood, ...]
    disputed: tuple[Finding, ...]
    reviewers: dict[str, Text]
    statements: tuple[Statement, ...]
    order: str
    story: tuple[Happening, ...]

    @property
    def reported(self) -> bool:
        """Whether anything was ever reported, be it of a later day or taken back since."""
        return any(one.entry is not None and one.entry.kind is EntryKind.REPORTED for one in self.story)


def milestone_page(reading: Reading, query: Query, of: str, code: str) -> MilestonePage:
    order = _order(query)
    found = known(programme(reading, of), "programme", None, of)
    line = known(milestone_status(reading, found, code), "milestone", of, code)
    claims = claims_of(reading, of, code)
    plan = known(milestone(reading, of, code), "milestone", of, code)
    vocabulary = STATUS_VOCABULARIES[found.vocabulary]
    reviews = review_history(reading, of, code)
    names = partners_named(
        reading, {one.reviewer for review in reviews if (one := review.finding or review.retraction)}
    )
    promise = known(dossier_of(reading, MILESTONES, of, code), "milestone", of, code)
    says = {entry.entry: entry.says for entry in story_of(reading, promise).entries}
    above = _above(reading, of, plan.commitment) if plan.commitment else ()
    told = _story(timeline(reading, of, code), says, reviews, above, reading.moment.as_of)
    story = _disputed(told, vocabulary)
    return MilestonePage(
        programme=found,
        vocabulary=vocabulary,
        commitment=commitment(reading, of, plan.commitment) if plan.commitment else None,
        milestone=line,
        corrected_in=next(
            (row.said_in for row in claims if line.claim and row.entry == line.claim.entry and row.corrections), None
        ),
        stood=tuple(_stood(claims)),
        disputed=disagreeing(line, vocabulary),
        reviewers={reviewer: partner.name for reviewer, partner in names.items()},
        statements=statements_by_thing(reading, of).get(f"milestone:{of}/{code}", ()),
        order=order,
        story=tuple(sorted(story, key=_turn) if order == TRUE_ON else story),
    )


def _turn(one: Happening) -> tuple[bool, date]:
    """The place of a happening by when it was true: the plan comes first, whenever it was recorded."""
    return one.entry is None or one.entry.kind is not EntryKind.PLANNED, one.day


def _order(query: Query) -> str:
    order = query.get("order") or LEARNT
    if order not in (LEARNT, TRUE_ON):
        advice = query.language.gettext("The order is either learnt or true-on.")
        raise WrongQuery([Fault("order", order, advice)])
    return order


def _above(reading: Reading, of: str, commitment: str) -> Iterator[Entry]:
    """The entries by which its commitment was withdrawn or reinstated, and the corrections of these."""
    row = dossier_of(reading, COMMITMENTS, of, commitment)
    found: set[int] = set()
    for entry in story_of(reading, row).entries if row else ():
        if entry.kind in TAKEN_BACK or entry.corrects in found:
            found.add(entry.entry)
            yield entry


def _stood(claims: Sequence[ClaimRow]) -> Iterator[Stood]:
    """The statuses that stood, one after the other."""
    before = None
    for row in claims:
        if row.status is not None and row.status != before:
            yield Stood(row.status, row.vocabulary, row.on, row.entry)
            before = row.status


def _story(
    entries: Sequence[TimelineEntry],
    says: Mapping[int, tuple[Part, ...]],
    reviews: Sequence[ReviewEntry],
    above: Iterable[Entry],
    as_of: date,
) -> list[Happening]:
    """All series, woven together in the order in which they were recorded."""
    last_word: dict[int, TimelineEntry] = {}
    first = {entry.entry: entry for entry in entries}
    told: list[tuple[int, Happening]] = []
    for entry in entries:
        root = entry.corrects or entry.entry
        began = first.get(root, entry)
        learnt = began.recorded_at.date()
        replaced = last_word.get(root)
        on = entry.on or (replaced.on if replaced else None)
        day = on.holds_from(learnt) if on else learnt
        ahead = day > as_of and began.kind is not EntryKind.PLANNED
        parts = says.get(entry.entry, ())
        told.append((entry.position, Happening(entry, None, parts, replaced if not parts else None, day, ahead)))
        last_word[root] = entry
    for review in reviews:
        said = _said(review)
        day = said.on.holds_from(said.recorded_at.date()) if said.on else said.recorded_at.date()
        told.append((said.position, Happening(None, review, (), None, day, day > as_of)))
    for one in above:
        learnt = one.recorded_at.date()
        day = one.on.holds_from(learnt) if one.on else learnt
        told.append((one.position, Happening(None, None, (), None, day, one.ahead, above=one)))
    return [happening for _, happening in sorted(told, key=lambda one: one[0])]


def _said(review: ReviewEntry) -> Finding | Retraction:
    said = review.finding or review.retraction
    assert said is not None
    return said


def _disputed(story: Sequence[Happening], vocabulary: Vocabulary) -> list[Happening]:
    """The story with where the two sides differ: said where that begins or changes, not at every entry after it."""
    claimed: str | None = None
    findings: dict[str, list[Finding]] = {}
    before: tuple[Finding, ...] = ()
    told: list[Happening] = []
    for one in story:
        claimed = one.entry.status_to if one.entry else claimed
        if one.review:
            _hear(one.review, findings)
        standing = [found[-1] for found in findings.values() if found]
        disputed = tuple(finding for finding in standing if disagrees(finding, claimed, vocabulary))
        changed = one.review is not None or (one.entry is not None and one.entry.status_from != one.entry.status_to)
        told.append(replace(one, claimed=claimed, disputed=disputed if changed or disputed != before else ()))
        before = disputed
    return told


def _hear(review: ReviewEntry, findings: dict[str, list[Finding]]) -> None:
    """What a review changes in the findings that stand, by the variable that they are about."""
    said = _said(review)
    standing = findings.setdefault(said.of, [])
    if review.kind is ReviewKind.RETRACTED:
        standing.clear()
    elif isinstance(said, Finding):
        others = [one for one in standing if one.entry != said.entry]
        kept = () if review.kind is ReviewKind.REMOVED else (said,)
        standing[:] = sorted([*others, *kept], key=lambda one: one.entry)


PAGES = (
    Page(
        path="/programmes/{programme}/milestones/{code}",
        template="milestone.html",
        answer=milestone_page,
        rows=lambda found: found.story,
        parameters=frozenset({"order"}),
    ),
)
