"""Which milestones does a programme have, what is promised in each, and by when?"""

from datetime import date

from domain.dates import Edtf, slip
from domain.kernel import Recorded
from domain.milestone import MilestoneAmended, MilestonePlanned, MilestoneRescheduled, MilestoneWithdrawn
from domain.values import Code, Source, Text, Value
from projections.commitment import in_order
from projections.moment import Dated, Reading, amended, dated, illustrated, in_force, replace
from projections.projection import Projection, Row, View


class Due(Value):
    """A due date as agreed, and why it was moved there."""

    due: Edtf
    reason: str
    illustrative: bool = False


class Withdrawal(Value):
    """Why a milestone was withdrawn, and for when."""

    on: Edtf
    reason: str


class MilestoneRow(Row, frozen=True):
    TABLE = "milestone"
    COLUMNS = (("programme", "text"),)
    SEARCHED = ("programme",)

    programme: str
    code: str
    commitment: Code | None
    promised: Edtf | None
    title: Text
    description: Text | None
    parts: tuple[Text, ...]
    responsible: tuple[Code, ...]
    dues: tuple[Dated[Due], ...] = ()
    amendments: tuple[Dated[MilestoneAmended], ...] = ()
    withdrawals: tuple[Dated[Withdrawal], ...] = ()
    source: Source | None = None
    illustrative: bool = False


class Slippage(View):
    """By how many days the due date moved: one figure where both dates allow it, else the least and the most."""

    least_days: int
    most_days: int


class Milestone(View):
    """A milestone on one day, as known at one moment. `promised` is the first due date, `due` the one agreed since."""

    programme: str
    code: str
    commitment: Code | None
    title: Text
    description: Text | None
    parts: tuple[Text, ...]
    responsible: tuple[Code, ...]
    promised: Edtf | None
    due: Edtf | None
    due_reason: str | None
    slippage: Slippage | None
    reschedules: int
    withdrawn: Withdrawal | None
    source: Source | None
    illustrative: bool
    illustrative_due: bool


def touched(recorded: Recorded) -> tuple[str]:
    return (recorded.key.code,)


def evolve(row: MilestoneRow | None, recorded: Recorded, key: str) -> MilestoneRow:
    event = recorded.event
    if isinstance(event, MilestonePlanned):
        programme, code = key.split("/", 1)
        return MilestoneRow(
            programme=programme,
            code=code,
            commitment=event.commitment,
            promised=event.due,
            title=event.title,
            description=event.description,
            parts=event.parts,
            responsible=event.responsible,
            source=recorded.source,
            illustrative=recorded.illustrative,
        )
    if row is None:
        raise LookupError(f"milestone {key} was never planned")
    match event:
        case MilestoneAmended():
            return replace(row, amendments=(*row.amendments, dated(recorded, event.on, event)))
        case MilestoneRescheduled():
            due = Due(due=event.due, reason=event.reason, illustrative=recorded.illustrative)
            return replace(row, dues=(*row.dues, dated(recorded, event.on, due)))
        case MilestoneWithdrawn():
            withdrawal = Withdrawal(on=event.on, reason=event.reason)
            return replace(row, withdrawals=(*row.withdrawals, dated(recorded, event.on, withdrawal)))
        case _:
            return row


MILESTONES = Projection(
    MilestoneRow,
    on=(MilestonePlanned, MilestoneAmended, MilestoneRescheduled, MilestoneWithdrawn),
    births=(MilestonePlanned,),
    touched=touched,
    evolve=evolve,
)


def _on_the_day(row: MilestoneRow, as_of: date) -> Milestone:
    dues = in_force(row.dues, as_of) if row.dues else []
    agreed = dues[-1].due if dues else row.promised
    moved = slip(row.promised, agreed) if row.promised and agreed else None
    withdrawals = in_force(row.withdrawals, as_of) if row.withdrawals else []
    return Milestone(
        programme=row.programme,
        code=row.code,
        commitment=row.commitment,
        promised=row.promised,
        due=agreed,
        due_reason=dues[-1].reason if dues else None,
        slippage=Slippage(least_days=moved[0], most_days=moved[1]) if moved else None,
        reschedules=max(0, len(dues) - (row.promised is None)),
        withdrawn=withdrawals[-1] if withdrawals else None,
        source=row.source,
        illustrative=row.illustrative or illustrated(as_of, *row.amendments, *row.withdrawals),
        illustrative_due=bool(dues) and dues[-1].illustrative,
        **amended(row, row.amendments, as_of, ("title", "description", "parts", "responsible")),
    )


def milestones_of(reading: Reading, programme: str) -> list[Milestone]:
    """A programme's milestones, in the order of their numbers."""
    rows = reading.rows(MILESTONES, "programme = %(programme)s", programme=programme)
    return [_on_the_day(row, reading.moment.as_of) for row in sorted(rows, key=lambda row: in_order(row.code))]


def milestone(reading: Reading, programme: str, code: str) -> Milestone | None:
    """One milestone, or None where none was known by that code."""
    row = reading.row(MILESTONES, f"{programme}/{code}")
    return _on_the_day(row, reading.moment.as_of) if row else None
