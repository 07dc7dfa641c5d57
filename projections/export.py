"""Which exports were ordered and made, for whom, and what is agreed for those to come?

Receipts tell of the log and not of the world: of the two clocks only `known_at` applies to them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import ClassVar, Final

from msgspec import UNSET, UnsetType, field

from domain.catalogue import events_of
from domain.dates import Edtf
from domain.exporting import (
    ExportCancelled,
    ExportFailed,
    ExportMade,
    ExportOrdered,
    ExportProfile,
    ExportsAgreed,
    ExportState,
)
from domain.exporting import Exports as Stream
from domain.kernel import Event, Recorded
from domain.values import Code, Language
from projections.moment import Reading, replace
from projections.projection import Projection, Row, View


class SeriesRow(Row, frozen=True):
    """The exports of a programme for one recipient: what was agreed last, and the number of entries."""

    TABLE = "export_series"
    COLUMNS: ClassVar = (("programme", "text"),)
    SEARCHED: ClassVar = ("programme",)

    programme: str
    recipient: str
    version: int
    template: str | None = None
    language: str | None = None
    profile: ExportProfile | None = None
    agreed_at: datetime | None = None
    agreed_by: str | None = None


class ExportRow(Row, frozen=True):
    """One export, from its order on. A moment that the order leaves open is that of the order itself."""

    TABLE = "export"
    COLUMNS: ClassVar = (("programme", "text"), ("state", "text"), ("sha256", "text"))
    SEARCHED: ClassVar = ("programme", "state", "sha256")

    programme: str
    recipient: str
    number: int
    state: ExportState
    template: str
    language: str
    profile: ExportProfile
    as_of: date
    known_at: int
    since: int | None
    commitments: tuple[str, ...] | None
    period: Edtf | None
    ordered_at: datetime
    ordered_by: str
    order_position: int
    illustrative: bool
    ended_at: datetime | None = None
    sha256: str | None = None
    size: int | None = None
    contents: str | None = None
    sheets: dict[str, str] = field(default_factory=dict[str, str])
    made_with: str | None = None
    reason: str | None = None
    address: str | None = None


class Export(View):
    """An export: what was ordered for whom, at which moment it shows the programme, and what became of it.

    `since` is the earlier export for the same recipient to which it is compared; `address` is where its links to pages lead. A made
    one has its digests: `sha256` of the file, `contents` of its parts before they are compressed, `sheets` of the cells of each.
    `reason`: why it was cancelled, or failed.
    """

    programme: Code
    recipient: Code
    number: int
    state: ExportState
    template: str
    language: Language
    profile: ExportProfile
    as_of: date
    known_at: int
    since: int | None
    commitments: tuple[Code, ...] | None
    period: Edtf | None
    address: str | None
    ordered_at: datetime
    ordered_by: str
    order_position: int
    made_at: datetime | None
    sha256: str | None
    size: int | None
    contents: str | None
    sheets: dict[str, str]
    made_with: str | None
    reason: str | None
    illustrative: bool


class ExportSeries(View):
    """The exports of a programme for one recipient, newest first, and what is agreed for those to come, if anything is."""

    programme: Code
    recipient: Code
    version: int
    template: str | None
    language: Language | None
    profile: ExportProfile | None
    agreed_at: datetime | None
    agreed_by: str | None
    exports: tuple[Export, ...]


def _series_touched(recorded: Recorded) -> tuple[str, ...]:
    return (recorded.key.code,)


def _series_after(before: SeriesRow | None, recorded: Recorded, _key: str) -> SeriesRow:
    programme, recipient = recorded.key.code.split("/")
    row = before or SeriesRow(programme=programme, recipient=recipient, version=0)
    event = recorded.event
    if isinstance(event, ExportsAgreed):
        row = replace(
            row,
            template=event.template,
            language=event.language,
            profile=event.profile,
            agreed_at=recorded.recorded_at,
            agreed_by=recorded.actor,
        )
    return replace(row, version=recorded.version)


def _touched(recorded: Recorded) -> tuple[str, ...]:
    number: int | UnsetType = getattr(recorded.event, "number", UNSET)
    return () if number is UNSET else (f"{recorded.key.code}/{number}",)


def _after(before: ExportRow | None, recorded: Recorded, key: str) -> ExportRow:
    event = recorded.event
    if isinstance(event, ExportOrdered):
        return _ordered(event, recorded)
    if before is None:
        raise ValueError(f"{event.TOPIC} before export {key} was ordered")
    return replace(before, ended_at=recorded.recorded_at, **_became(event))


def _ordered(event: ExportOrdered, recorded: Recorded) -> ExportRow:
    programme, recipient = recorded.key.code.split("/")
    return ExportRow(
        programme=programme,
        recipient=recipient,
        number=event.number,
        state=ExportState.ORDERED,
        template=event.template,
        language=event.language,
        profile=event.profile,
        as_of=event.as_of or recorded.recorded_at.astimezone(UTC).date(),
        known_at=recorded.position if event.known_at is None else event.known_at,
        since=event.since_export,
        commitments=event.commitments,
        period=event.period,
        address=event.address,
        ordered_at=recorded.recorded_at,
        ordered_by=recorded.actor,
        order_position=recorded.position,
        illustrative=recorded.illustrative,
    )


def _became(event: Event) -> dict[str, object]:
    match event:
        case ExportMade():
            digests = {name: getattr(event, name) for name in ("sha256", "size", "contents", "sheets", "made_with")}
            return {"state": ExportState.MADE, **digests}
        case ExportCancelled():
            return {"state": ExportState.CANCELLED, "reason": event.reason}
        case ExportFailed():
            return {"state": ExportState.FAILED, "reason": event.reason}
        case _:
            raise ValueError(f"{event.TOPIC} is nothing that becomes of an export")


_FACTS: Final = events_of(Stream.KIND)
SERIES: Final = Projection(SeriesRow, on=_FACTS, touched=_series_touched, evolve=_series_after)
EXPORTS: Final = Projection(ExportRow, on=_FACTS, births=(ExportOrdered,), touched=_touched, evolve=_after)


def _export(row: ExportRow) -> Export:
    said = {name: getattr(row, name) for name in Export.__struct_fields__ if name != "made_at"}
    return Export(made_at=row.ended_at if row.state is ExportState.MADE else None, **said)


def _in_order(rows: Iterable[ExportRow]) -> list[Export]:
    """These exports in the order in which they were ordered."""
    return sorted(map(_export, rows), key=attrgetter("order_position"))


def series_of(reading: Reading, programme: str) -> tuple[ExportSeries, ...]:
    """The exports of a programme by recipient, in the order of their codes."""
    exports: dict[str, list[Export]] = {}
    for one in _in_order(reading.rows(EXPORTS, "programme = %(programme)s", programme=programme)):
        exports.setdefault(one.recipient, []).append(one)
    agreed = ("programme", "recipient", "version", "template", "language", "profile", "agreed_at", "agreed_by")
    return tuple(
        ExportSeries(
            exports=tuple(reversed(exports.get(row.recipient, []))), **{name: getattr(row, name) for name in agreed}
        )
        for row in reading.rows(SERIES, "programme = %(programme)s", programme=programme)
    )


def export(reading: Reading, programme: str, recipient: str, number: int) -> Export | None:
    """One export, or None where none was known by that number."""
    row = reading.row(EXPORTS, f"{programme}/{recipient}/{number}")
    return _export(row) if row else None


def waiting(reading: Reading) -> list[Export]:
    """The exports of all programmes that are yet to be made, in the order in which they were ordered."""
    return _in_order(reading.rows(EXPORTS, "state = %(state)s", state=ExportState.ORDERED.value))


def unkept(reading: Reading) -> list[Export]:
    """The made exports of all programmes whose files are not kept here, and are to be made again from their receipts."""
    kept = "EXISTS (SELECT FROM log.files WHERE log.files.sha256 = export.sha256)"
    return _in_order(reading.rows(EXPORTS, f"state = %(state)s AND NOT {kept}", state=ExportState.MADE.value))


def receipts(reading: Reading, sha256: str) -> list[Export]:
    """The exports whose file has this digest, in the order in which they were ordered."""
    return _in_order(reading.rows(EXPORTS, "sha256 = %(sha256)s", sha256=sha256))
