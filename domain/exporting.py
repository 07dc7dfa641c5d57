"""Export: what a recipient receives of a programme, each file with its receipt. One stream per programme and recipient.

ordered ─RecordExportMade→ made   (CancelExport: cancelled, RecordExportFailed: failed; requests: domain/delivery.py)

An export can be ordered of a closed programme too. A receipt stays as it is: nothing of it is corrected or retracted.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from msgspec import Meta
from msgspec.structs import replace

from domain.dates import Edtf
from domain.kernel import Command, Event, Facts, Key, Refusal, State, Unacceptable, Unknown, World, said
from domain.partner import Partner, must_be_registered
from domain.programme import Programme, no_programme
from domain.thing import code_in
from domain.values import Code, Language, Sha256, Url

TemplateId = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9_-]{0,62}@[1-9][0-9]{0,3}$(?!\n)",
        description="A template by its name and version: ogp-status-report@1.",
    ),
]
ExportNumber = Annotated[
    int, Meta(ge=1, le=999_999, description="The number of an export among those for its recipient, from 1 on.")
]

# ── Facts ─────────────────────────────────────────────


class ExportProfile(StrEnum):
    """How the same content is laid out: to be published, or to be worked in."""

    PUBLISH = "publish"
    WORK = "work"


class ExportState(StrEnum):
    ORDERED = "ordered"
    MADE = "made"
    CANCELLED = "cancelled"
    FAILED = "failed"


class ExportsAgreed(Event):
    TOPIC = "export.agreed@1"
    INSTEAD = "Agree otherwise with agree-exports."
    template: TemplateId
    language: Language
    profile: ExportProfile


class ExportOrdered(Event):
    """`as_of` None: the day (UTC) on which it is recorded; `known_at` None: its own position in the log.

    `since_export` is the recipient's last export made by a template of the same name, to which it is compared. `address` is where
    the record's pages are, for links to them from the file.
    """

    TOPIC = "export.ordered@1"
    INSTEAD = "Cancel it with cancel-export while it waits, and order another."
    number: int
    template: TemplateId
    language: Language
    profile: ExportProfile
    as_of: date | None = None
    known_at: int | None = None
    since_export: int | None = None
    commitments: tuple[Code, ...] | None = None
    period: Edtf | None = None
    address: Url | None = None


class ExportMade(Event):
    """`contents` is a digest of the file's parts before they are compressed, `sheets` one of the cells of each sheet."""

    TOPIC = "export.made@1"
    INSTEAD = "What was made stands as it is: order another with order-export."
    number: int
    sha256: Sha256
    size: int
    contents: Sha256
    sheets: dict[str, Sha256]
    made_with: str


class ExportCancelled(Event):
    TOPIC = "export.cancelled@1"
    INSTEAD = "Order another with order-export."
    number: int
    reason: str


class ExportFailed(Event):
    TOPIC = "export.failed@1"
    INSTEAD = "Order another with order-export."
    number: int
    reason: str


ExportEvent = ExportsAgreed | ExportOrdered | ExportMade | ExportCancelled | ExportFailed
LEADS_TO: Final[Mapping[type[Event], ExportState]] = {
    ExportMade: ExportState.MADE,
    ExportCancelled: ExportState.CANCELLED,
    ExportFailed: ExportState.FAILED,
}

# ── State ─────────────────────────────────────────────


class Numbered(NamedTuple):
    """An export as rules see it: what has become of it, and by which template it is."""

    state: ExportState
    template: str


class Exports(State):
    """The exports for one recipient, by number, and what was agreed for those to come."""

    KIND = "export"
    agreed: ExportsAgreed | None = None
    exports: Mapping[int, Numbered] = {}

    @property
    def next(self) -> int:
        return len(self.exports) + 1

    def last_made(self, template: str) -> int | None:
        """The last export that was made by a template of the same name, in whichever version."""
        made = (
            number
            for number, one in self.exports.items()
            if one.state is ExportState.MADE and name_of(one.template) == name_of(template)
        )
        return max(made, default=None)


def evolve(exports: Exports | None, event: ExportEvent, _version: int) -> Exports:
    exports = exports or Exports()
    if isinstance(event, ExportsAgreed):
        return replace(exports, agreed=event)
    if isinstance(event, ExportOrdered):
        now = Numbered(ExportState.ORDERED, event.template)
    elif event.number in exports.exports:
        now = exports.exports[event.number]._replace(state=LEADS_TO[type(event)])
    else:
        raise ValueError(f"{event.TOPIC} before export {event.number} was ordered")
    return replace(exports, exports={**exports.exports, event.number: now})


def name_of(template: str) -> str:
    """The name of a template without its version."""
    return template.partition("@")[0]


# ── Refusals ──────────────────────────────────────────


class AgreedAlready(Refusal): ...


class UnknownExport(Unknown): ...


class ExportIsOver(Refusal): ...


class UnknownTemplate(Unacceptable):
    """A template that there is not: which there are, only those know who take requests in (`api/templates.py`)."""


# ── Requests ──────────────────────────────────────────


class ExportCommand(Command):
    """A request about the exports for a recipient, who is a registered partner."""

    PATH_FIELDS = ("programme", "recipient")
    KEY_FIELDS = ("programme", "recipient")
    programme: Code
    recipient: Code

    def key(self) -> Key:
        return Key(Exports.KIND, code_in(self.programme, self.recipient))

    def reads(self) -> tuple[Key, ...]:
        return (Key(Programme.KIND, self.programme), Key(Partner.KIND, self.recipient))

    def exports(self, world: World) -> Exports:
        """What the rules know of the recipient's exports."""
        return world.find(Exports, self.key().code) or Exports()

    def refusals(self, world: World) -> Iterator[Refusal]:
        if world.find(Programme, self.programme) is None:
            yield no_programme(self.programme)
        yield from must_be_registered(world, "recipient", self.recipient)


class AgreeExports(ExportCommand):
    """Say by which template, in which language and how a recipient usually receives exports; it can be agreed otherwise later."""

    NAME = "agree-exports"
    template: TemplateId
    language: Language
    profile: ExportProfile = ExportProfile.PUBLISH

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from super().refusals(world)
        if self.exports(world).agreed == self._fact():
            yield AgreedAlready(f"Just this is agreed with {self.recipient!r} already. Name something else.")

    def events(self, world: World) -> Facts:
        return (self._fact(),)

    def _fact(self) -> ExportsAgreed:
        return ExportsAgreed(**said(self, *self.KEY_FIELDS))
