"""Delivery: an export from its order to the file that is handed over.

(facts and states: domain/exporting.py)
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from domain.dates import Edtf
from domain.exporting import (
    ExportCancelled,
    ExportCommand,
    ExportFailed,
    ExportIsOver,
    ExportMade,
    ExportNumber,
    ExportOrdered,
    ExportProfile,
    ExportState,
    TemplateId,
    UnknownExport,
)
from domain.kernel import Facts, Key, Refusal, Unacceptable, World, said
from domain.rules import no_repeats
from domain.thing import COMMITMENT, code_in, no_commitment
from domain.values import Code, Count, Language, Line, Prose, Sha256, Url

Position = Annotated[int, Meta(ge=0, le=1_000_000_000_000, description="A position of the log.")]
USUAL_LANGUAGE: Final = "en"

# ── Refusals ──────────────────────────────────────────


class NothingAgreed(Refusal): ...


class NarrowedToNothing(Unacceptable): ...


# ── Requests ──────────────────────────────────────────


class OrderExport(ExportCommand):
    """Order an export by what was agreed, where it does not say otherwise; its moment is that of the order, unless it names another."""

    NAME = "order-export"
    template: TemplateId | None = None
    language: Language | None = None
    profile: ExportProfile | None = None
    as_of: date | None = None
    known_at: Position | None = None
    commitments: tuple[Code, ...] | None = None
    period: Edtf | None = None
    address: Url | None = None

    def reads(self) -> tuple[Key, ...]:
        return (*super().reads(), *map(self._commitment, self.commitments or ()))

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from super().refusals(world)
        if self.template is None and self.exports(world).agreed is None:
            yield NothingAgreed(
                f"Nothing was agreed with {self.recipient!r}. Agree first, or name a template.", field="template"
            )
        if self.commitments == ():
            yield NarrowedToNothing("Name at least one commitment, or none of them: leave it out.", field="commitments")
        yield from no_repeats("commitments", self.commitments or ())
        for code in dict.fromkeys(self.commitments or ()):
            if not world.past(self._commitment(code)).facts:
                yield no_commitment(self.programme, code, "commitments")

    def events(self, world: World) -> Facts:
        exports = self.exports(world)
        agreed = exports.agreed
        template = self.template or (agreed.template if agreed else "")
        ordered = ExportOrdered(
            number=exports.next,
            template=template,
            language=self.language or (agreed.language if agreed else USUAL_LANGUAGE),
            profile=self.profile or (agreed.profile if agreed else ExportProfile.PUBLISH),
            as_of=self.as_of,
            known_at=self.known_at,
            since_export=exports.last_made(template),
            commitments=self.commitments,
            period=self.period,
            address=self.address,
        )
        return (ordered,)

    def _commitment(self, code: str) -> Key:
        return Key(COMMITMENT, code_in(self.programme, code))


class NumberedCommand(ExportCommand):
    """A request about one export, which is still waiting to be made."""

    PATH_FIELDS = ("programme", "recipient", "number")
    number: ExportNumber

    def reads(self) -> tuple[Key, ...]:
        return ()

    def refusals(self, world: World) -> Iterator[Refusal]:
        one = self.exports(world).exports.get(self.number)
        if one is None:
            yield UnknownExport(
                f"There is no export {self.number} of {self.programme!r} for {self.recipient!r}. Order it first.",
                field="number",
            )
        elif one.state is not ExportState.ORDERED:
            yield ExportIsOver(
                f"Export {self.number} for {self.recipient!r} is {one.state} already. Order another.", field="number"
            )


class CancelExport(NumberedCommand):
    """Take an order back, with the reason, while the export has not been made."""

    NAME = "cancel-export"
    reason: Prose

    def events(self, world: World) -> Facts:
        return (ExportCancelled(**said(self, *self.KEY_FIELDS)),)


class RecordExportMade(NumberedCommand):
    """Jalon says that it has made an export, with the digests by which the file is known again."""

    NAME = "record-export-made"
    OURS = True
    sha256: Sha256
    size: Count
    contents: Sha256
    sheets: dict[Line, Sha256]
    made_with: Line

    def events(self, world: World) -> Facts:
        return (ExportMade(**said(self, *self.KEY_FIELDS)),)


class RecordExportFailed(NumberedCommand):
    """Jalon says why it cannot make an export."""

    NAME = "record-export-failed"
    OURS = True
    reason: Prose

    def events(self, world: World) -> Facts:
        return (ExportFailed(**said(self, *self.KEY_FIELDS)),)
