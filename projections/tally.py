"""How many milestones of each of these programmes stand at which status, how many are overdue, how many were rescheduled?

The totals of the status report, for many programmes at once: a row keeps of a milestone only what is counted.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar, Final

from domain.commitment import Commitment, CommitmentReinstated, CommitmentWithdrawn
from domain.correction import Corrected, Retracted
from domain.dates import Edtf
from domain.kernel import Correction, Event, Key, Recorded
from domain.milestone import (
    Milestone,
    MilestoneMoved,
    MilestonePlanned,
    MilestoneReinstated,
    MilestoneRescheduled,
    MilestoneWithdrawn,
)
from domain.report import ProgressReported, ReportCorrected
from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.line import NOT_REPORTED, WITHDRAWN
from projections.marks import Marks, Placed, holding_by, placed, recorded_last, says, with_mark, without
from projections.moment import KNOWN, Reading, replace
from projections.projection import Projection, Row
from projections.report import Totals

COUNTED: Final[frozenset[type[Event]]] = frozenset(
    (
        MilestonePlanned,
        MilestoneRescheduled,
        MilestoneMoved,
        MilestoneWithdrawn,
        MilestoneReinstated,
        ProgressReported,
        CommitmentWithdrawn,
        CommitmentReinstated,
    )
)
KINDS: Final = (Milestone.KIND, Commitment.KIND)


class TallyRow(Row, frozen=True):
    """What counts of a milestone, or of a commitment (whether it is withdrawn), as it stands after corrections.

    `dues` are the last days of the due dates (null: none was said), `places` the commitments that it belonged to, each the
    promised one first; `statuses` those reported (null: a note), `withdrawn` whether it was taken back, or again not.
    """

    TABLE = "tally"
    COLUMNS: ClassVar = (("programme", "text"),)
    SEARCHED: ClassVar = ("programme",)

    of: str
    dues: Marks[int | None] = ()
    places: Marks[str | None] = ()
    statuses: Marks[str | None] = ()
    withdrawn: Marks[bool] = ()

    @property
    def key(self) -> Key:
        return Key.read(self.of)

    @property
    def programme(self) -> str:
        return self.key.code.split("/", 1)[0]


def touched(recorded: Recorded) -> tuple[str, ...]:
    kind = says(recorded.event)
    counts = recorded.key.kind in KINDS and (kind in COUNTED or kind is ReportCorrected)
    return (str(recorded.key),) if counts else ()


def evolve(before: TallyRow | None, recorded: Recorded, _key: str) -> TallyRow | None:
    row = before or TallyRow(of=str(recorded.key))
    fact = placed(recorded, row.dues, row.places, row.statuses, row.withdrawn)
    if isinstance(recorded.event, Correction):
        row = _without(row, fact.entry)
    if fact.event is None:
        return row if row.dues or row.places or row.statuses or row.withdrawn else None
    return replace(row, **_marked(row, fact.event, fact))


def _without(row: TallyRow, entry: int) -> TallyRow:
    return replace(
        row,
        dues=without(row.dues, entry),
        places=without(row.places, entry),
        statuses=without(row.statuses, entry),
        withdrawn=without(row.withdrawn, entry),
    )


def _marked(row: TallyRow, event: Event, fact: Placed) -> dict[str, Marks[Any]]:
    """The marks of a row with those of one more fact."""
    match event:
        case MilestonePlanned(due=due, commitment=commitment):
            places = with_mark(row.places, fact.mark(commitment))
            return {"dues": with_mark(row.dues, fact.mark(_last_day(due))), "places": places}
        case MilestoneRescheduled(due=due):
            return {"dues": with_mark(row.dues, fact.mark(_last_day(due)))}
        case MilestoneMoved(commitment=commitment):
            return {"places": with_mark(row.places, fact.mark(commitment))}
        case ProgressReported(status=status):
            return {"statuses": with_mark(row.statuses, fact.mark(status))}
        case _:
            taken_back = isinstance(event, (MilestoneWithdrawn, CommitmentWithdrawn))
            return {"withdrawn": with_mark(row.withdrawn, fact.mark(taken_back))}


def _last_day(due: Edtf | None) -> int | None:
    return due.latest.toordinal() if due else None


TALLIES = Projection(
    TallyRow,
    on=(*COUNTED, ReportCorrected, Corrected, Retracted),
    births=(MilestonePlanned,),
    touched=touched,
    evolve=evolve,
)


class _Count:
    """The count of one programme's milestones on a day."""

    def __init__(self, vocabulary: Vocabulary, withdrawn: Collection[str], day: int) -> None:
        self.vocabulary = vocabulary
        self.withdrawn = withdrawn
        self.day = day
        self.done = {term.code for term in vocabulary.terms if term.done}
        self.by_status: Counter[str] = Counter()
        self.overdue = self.rescheduled = 0

    def take(self, row: TallyRow) -> None:
        day = self.day
        claimed = next((m.value for m in reversed(row.statuses) if m.since <= day and m.value), NOT_REPORTED)
        done = claimed in self.done
        taken_back = recorded_last(row.withdrawn, day) if row.withdrawn else None
        withdrawn = taken_back is not None and taken_back.value
        if not withdrawn and not done and self.withdrawn:
            place = holding_by(row.places, day)
            withdrawn = place is not None and place.value in self.withdrawn
        self.by_status[WITHDRAWN if withdrawn else claimed] += 1
        due = holding_by(row.dues, day)
        if due and due.value and not withdrawn and not done:
            self.overdue += due.value < day
        first = 1 if row.dues[0].value is not None else 2
        self.rescheduled += len(row.dues) > first and row.dues[first].since <= day

    def totals(self) -> Totals:
        statuses = (*(term.code for term in self.vocabulary.terms), NOT_REPORTED, WITHDRAWN)
        return Totals(
            milestones=self.by_status.total(),
            by_status={status: self.by_status[status] for status in statuses},
            overdue=self.overdue,
            rescheduled=self.rescheduled,
        )


def tallied(reading: Reading, vocabularies: Mapping[str, str]) -> dict[str, Totals]:
    """By code: the totals of the status report of each of these programmes, whose status vocabularies are these."""
    day = reading.moment.as_of.toordinal()
    rows = reading.select(TALLIES, _OF_PROGRAMMES, codes=list(vocabularies))
    milestones: dict[str, list[TallyRow]] = {code: [] for code in vocabularies}
    withdrawn: dict[str, set[str]] = {code: set() for code in vocabularies}
    for row in rows:
        programme, _, code = row.of.partition(":")[2].partition("/")
        if row.of.startswith(_OF_COMMITMENT):
            if (last := recorded_last(row.withdrawn, day)) and last.value:
                withdrawn[programme].add(code)
        else:
            milestones[programme].append(row)
    return {
        code: _totals(milestones[code], _Count(STATUS_VOCABULARIES[vocabulary], withdrawn[code], day))
        for code, vocabulary in vocabularies.items()
    }


_OF_COMMITMENT: Final = f"{Commitment.KIND}:"
_OF_PROGRAMMES: Final = f"SELECT body::text FROM read.tally WHERE programme = ANY(%(codes)s) AND {KNOWN}"


def _totals(rows: Iterable[TallyRow], count: _Count) -> Totals:
    for row in rows:
        count.take(row)
    return count.totals()
