"""Events: when and where each was promised and held, who came, and what that counts for."""

from collections.abc import Iterator
from typing import Final

from domain.gathering import EventFormat, EventStage
from domain.occasion import Session, Setting
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.attendance import ATTENDANCE
from exports.fields.common import (
    NOT_SAID,
    SAID,
    links_of,
    partner_fields,
    slipped,
    stage_code_of,
    title_of,
    version_of,
    yes_no,
    yes_no_unsaid,
)
from exports.fields.thing import Line, lines_of, page_of, question
from exports.fields.unit_cost import UNIT_COST, Counted, UnitCosts
from exports.material import Material
from exports.question import AnyQuestion
from exports.saying import Words
from projections.field import ThingKind
from projections.gathering import EventMove, GatheringView, gatherings_of
from words.message import marked

FORMAT_IS: Final = marked("definition", "What kind of event it is: multiplier event, seminar, workshop, and so on.")

_WHAT: Final[list[Field[GatheringView]]] = [
    field(
        "code",
        marked("column", "Event"),
        marked("definition", "The code of the event."),
        lambda event, _: event.code,
        Kind.CODE,
    ),
    title_of(lambda event: event.title),
    word(
        "format",
        marked("column", "Format"),
        FORMAT_IS,
        lambda event, words: words.named(event.format),
        EventFormat,
    ),
    field(
        "format_code",
        marked("column", "Format code"),
        marked("definition", "The format as a code, the same in every language."),
        lambda event, _: event.format.value,
        Kind.CODE,
        tells=("format",),
    ),
    field(
        "ordinal",
        marked("column", "Ordinal number"),
        marked("definition", "Which one it is, counted from 1; blank: not said."),
        lambda event, _: event.ordinal,
        Kind.COUNT,
    ),
    word(
        "stage",
        marked("column", "Stage"),
        marked("definition", "How far the event is: planned, held, or cancelled."),
        lambda event, words: words.named(event.stage),
        EventStage,
        tells=("status",),
    ),
    stage_code_of(lambda event: event.stage.value),
    *partner_fields(
        ("hosts", "host_codes"),
        (marked("column", "Hosts"), marked("column", "Codes of the hosts")),
        marked("definition", "The partners that host it, one to a line."),
        lambda event: event.hosts,
    ),
    *partner_fields(
        ("organisers", "organiser_codes"),
        (marked("column", "Organisers"), marked("column", "Codes of the organisers")),
        marked("definition", "The partners that organise it, one to a line."),
        lambda event: event.organisers,
    ),
    field(
        "sessions",
        marked("column", "Sessions"),
        marked(
            "definition",
            "The parts it consists of, one to a line, each with its day, place and subject where these are said.",
        ),
        lambda event, words: "\n".join(_session(one, words) for one in event.sessions) or None,
        width=50,
    ),
]


def _session(session: Session, words: Words) -> str:
    place = "; ".join(filter(None, (session.on, session.place)))
    title = f"{words.say(session.title)} ({place})" if place else words.say(session.title)
    return words.language.colon.join(filter(None, (title, words.say(session.about))))


def _moves(moves: tuple[EventMove, ...], words: Words) -> CellValue:
    """Each move in words: since when, from what to what, and why."""

    def tell(setting: Setting) -> str:
        country = words.language.country(setting.country) if setting.country else None
        online = words(marked("file", "online")) if setting.online else None
        said = filter(None, (setting.period, setting.place, country, online))
        return words.language.comma.join(said) or words(NOT_SAID)

    said = (f"{one.on}{words.language.colon}{tell(one.former)} → {tell(one.agreed)} ({one.reason})" for one in moves)
    return "\n".join(said) or None


_WHEN: Final[list[Field[GatheringView]]] = [
    *dated(
        "promised",
        (
            marked("column", "First planned for"),
            marked("column", "First planned for: earliest day"),
            marked("column", "First planned for: latest day"),
        ),
        marked("definition", "The days for which it was planned at first, as they were said."),
        lambda event: event.promised,
        tells=("period",),
    ),
    *dated(
        "agreed",
        (
            marked("column", "Agreed for"),
            marked("column", "Agreed for: earliest day"),
            marked("column", "Agreed for: latest day"),
        ),
        marked("definition", "The days for which it is agreed now, as they were said."),
        lambda event: event.agreed,
        tells=("period",),
    ),
    *slipped(lambda event: event.slippage, tells=("period",)),
    field(
        "moves",
        marked("column", "Moves and reasons"),
        marked(
            "definition",
            "Each agreement on other days or another place, one to a line: since when, from what to what, and why.",
        ),
        lambda event, words: _moves(event.moves, words),
        width=50,
        tells=("period", "place"),
    ),
    yes_no(
        "overdue",
        marked("column", "Overdue"),
        marked("definition", "Yes: the agreed days have passed, and it was neither held nor cancelled."),
        lambda event: event.overdue,
        tells=("period", "status"),
    ),
    *dated(
        "held",
        (
            marked("column", "Held on"),
            marked("column", "Held on: earliest day"),
            marked("column", "Held on: latest day"),
        ),
        marked(
            "definition",
            "The day or days on which it was held, as they were said; blank: it was not said to have been held.",
        ),
        lambda event: event.held,
    ),
    *dated(
        "cancelled",
        (
            marked("column", "Cancelled"),
            marked("column", "Cancelled: earliest day"),
            marked("column", "Cancelled: latest day"),
        ),
        marked("definition", "When it was cancelled, as it was said."),
        lambda event: event.cancelled,
        tells=("status",),
    ),
    field(
        "cancel_reason",
        marked("column", "Why it was cancelled"),
        marked("definition", "The reason, as it was said."),
        lambda event, _: event.cancel_reason,
        tells=("status",),
    ),
    *dated(
        "on",
        (
            marked("column", "Planned on"),
            marked("column", "Planned on: earliest day"),
            marked("column", "Planned on: latest day"),
        ),
        marked("definition", "When it was planned, as it was said."),
        lambda event: event.on,
    ),
]

_WHERE: Final[list[Field[GatheringView]]] = [
    field(
        "place",
        marked("column", "Place"),
        marked("definition", "Where it was held, or else is to be held."),
        lambda event, _: event.place,
    ),
    field(
        "country",
        marked("column", "Country"),
        marked("definition", "The country in which it was held, or else is to be held."),
        lambda event, words: words.language.country(event.country) if event.country else None,
        Kind.WORD,
    ),
    field(
        "country_code",
        marked("column", "Country code"),
        marked("definition", "The country by its ISO 3166-1 code of two letters."),
        lambda event, _: event.country,
        Kind.CODE,
        tells=("country",),
    ),
    yes_no_unsaid(
        "online",
        marked("column", "Online"),
        marked("definition", "Yes or No, or Not said where nobody said whether it is held online."),
        lambda event: event.online,
    ),
]


_CAME_OF_IT: Final[list[Field[GatheringView]]] = [
    field(
        "outcome_count",
        marked("column", "Number of outcomes"),
        marked("definition", "How many outcomes are recorded of it."),
        lambda event, _: len(event.outcomes),
        Kind.COUNT,
        tells=("outcomes",),
    ),
    field(
        "outcomes",
        marked("column", "Outcomes"),
        marked("definition", "What it led to, one outcome to a line."),
        lambda event, words: words.lines(outcome.text for outcome in event.outcomes),
        width=60,
    ),
    *links_of(lambda event: event.links),
    version_of(lambda event: event.version),
]

OfEvent = Line[Counted, GatheringView]
EVENT: Final[list[Field[OfEvent]]] = [
    *of(lambda line: line.part, [*_WHAT, *_WHEN, *_WHERE]),
    *of(lambda line: line.part.attendance, ATTENDANCE),
    *of(lambda line: line.whole, UNIT_COST),
    *of(lambda line: line.part, _CAME_OF_IT),
    *of(lambda line: line.part, SAID),
    page_of("events"),
]


def _events(material: Material) -> Iterator[OfEvent]:
    events = gatherings_of(material.reading, material.code)
    costs = UnitCosts(events)
    return lines_of(material, ((event.code, event.commitment, Counted(event, costs), event) for event in events))


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question(
        "events",
        marked("question", "Events"),
        _events,
        lambda line: (ThingKind.EVENT, line.part.code),
        EVENT,
        {
            "multiplier-events": lambda line: line.part.format is EventFormat.MULTIPLIER_EVENT,
            "held": lambda line: line.part.stage is EventStage.HELD,
        },
    ),
)
