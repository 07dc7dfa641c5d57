"""Attendance: who came to each event, and group by group; the partners' own staff are counted apart and never as participants."""

from collections.abc import Iterator
from typing import Final

from domain.attendance import AttendanceCategory, AttendanceGroup
from domain.gathering import EventFormat, EventStage
from domain.values import File
from exports.cells import CellValue
from exports.field import Field, Kind, dated, field, of, word
from exports.fields.common import SAID, countries, entry_of, linked
from exports.fields.thing import Line, Told, lines_of, question
from exports.material import Material
from exports.question import About, AnyQuestion
from projections.attendance import Attendance
from projections.field import ThingKind
from projections.gathering import GatheringView, gatherings_of
from words.message import marked

OF_EVENT: Final[list[Field[GatheringView]]] = [
    field(
        "event",
        marked("column", "Event"),
        marked("definition", "The code of the event."),
        lambda event, _: event.code,
        Kind.CODE,
        tells=("event:code",),
    ),
    field(
        "event_title",
        marked("column", "Event title"),
        marked("definition", "What the event is called."),
        lambda event, words: words.say(event.title),
        width=40,
        tells=("event:title",),
    ),
    word(
        "event_format",
        marked("column", "Format of the event"),
        marked("definition", "What kind of event it is: multiplier event, seminar, workshop, and so on."),
        lambda event, words: words.named(event.format),
        EventFormat,
        tells=("event:format",),
    ),
    word(
        "event_stage",
        marked("column", "Stage of the event"),
        marked("definition", "How far the event is: planned, held, or cancelled."),
        lambda event, words: words.named(event.stage),
        EventStage,
        tells=("event:status",),
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
        tells=("event:held",),
    ),
]
"""What a line about a part of an event says of the event."""


def _file(file: File) -> str:
    return f"{file.name} (SHA-256 {file.sha256})"


def files(several: tuple[File, ...]) -> CellValue:
    """Files by their names, each with the hash by which a copy can be known again, one to a line."""
    return "\n".join(map(_file, several)) or None


ATTENDANCE: Final[list[Field[Attendance]]] = [
    field(
        "total",
        marked("column", "Attendance in total"),
        marked("definition", "How many people came, the partners' own staff too. Blank: not said."),
        lambda came, _: came.total,
        Kind.COUNT,
    ),
    field(
        "total_said",
        marked("column", "Attendance as said"),
        marked("definition", "The words of the source on how many came."),
        lambda came, _: came.total_said,
        width=40,
        tells=("total",),
    ),
    field(
        "participants",
        marked("column", "Participants"),
        marked("definition", "Those who were not said to be the partners' own staff. Blank where that is left open."),
        lambda came, _: came.participants,
        Kind.COUNT,
    ),
    field(
        "local",
        marked("column", "Local participants"),
        marked(
            "definition", "From the country of the event. Blank where it is not known how many; zero where nobody was."
        ),
        lambda came, _: came.local,
        Kind.COUNT,
    ),
    field(
        "foreign",
        marked("column", "Foreign participants"),
        marked("definition", "From another country. Blank where it is not known how many; zero where nobody was."),
        lambda came, _: came.foreign,
        Kind.COUNT,
    ),
    field(
        "unspecified",
        marked("column", "Participants not specified"),
        marked("definition", "Of whom it was not said whether they are local, foreign or the partners' own staff."),
        lambda came, _: came.unspecified,
        Kind.COUNT,
        tells=("participants", "total"),
    ),
    field(
        "partner_staff",
        marked("column", "Staff of the partners"),
        marked(
            "definition",
            "The partners' own staff, who never count as participants. Blank where it is not known how many.",
        ),
        lambda came, _: came.partner_staff,
        Kind.COUNT,
    ),
    *linked(
        ("attendance_evidence", "all_attendance_evidence"),
        (marked("column", "Attendance list"), marked("column", "All attendance lists")),
        marked("definition", "The first link that shows who came; the others stand under All attendance lists."),
        lambda came: came.evidence,
        tells=("participants",),
    ),
    field(
        "attendance_files",
        marked("column", "Signed lists as files"),
        marked("definition", "The files that show who came, one to a line, each with its SHA-256."),
        lambda came, _: files(came.files),
        width=44,
        tells=("participants",),
    ),
]

_GROUP: Final[list[Field[AttendanceGroup]]] = [
    word(
        "category",
        marked("column", "Category"),
        marked("definition", "Local, foreign, the partners' own staff, or not specified."),
        lambda group, words: words.named(group.category),
        AttendanceCategory,
        tells=("participants",),
    ),
    field(
        "people",
        marked("column", "People"),
        marked("definition", "How many people the group has; blank: not known."),
        lambda group, _: group.people,
        Kind.COUNT,
        tells=("participants",),
    ),
    field(
        "organisation",
        marked("column", "Organisation"),
        marked("definition", "The organisation that sent them."),
        lambda group, words: group.organisation or words.partner(group.partner),
        tells=("participants", "partner:name"),
    ),
    field(
        "organisation_code",
        marked("column", "Code of the partner"),
        marked("definition", "The code of the partner that sent them; blank: none, or not said."),
        lambda group, _: group.partner,
        Kind.CODE,
        tells=("participants",),
    ),
    field(
        "group_countries",
        marked("column", "From"),
        marked("definition", "The countries from which they came."),
        lambda group, words: countries(group.countries, words),
        tells=("participants",),
    ),
    field(
        "group_country_codes",
        marked("column", "Country codes of the group"),
        marked("definition", "The same countries by their ISO 3166-1 codes."),
        lambda group, _: "; ".join(group.countries) or None,
        Kind.CODE,
        tells=("participants",),
    ),
    field(
        "group_said",
        marked("column", "In the words of the source"),
        marked("definition", "What the source says of the group."),
        lambda group, _: group.said,
        width=50,
        tells=("participants",),
    ),
]

Group = tuple[Attendance, AttendanceGroup]
OfGroup = Line[GatheringView, Group]
GROUP: Final[list[Field[OfGroup]]] = [
    *of(lambda line: line.whole, OF_EVENT),
    *of(lambda line: line.part[1], _GROUP),
    entry_of(lambda line: line.part[0].entry),
    *of(lambda line: line.part[0], SAID),
]


def _groups(material: Material) -> Iterator[OfGroup]:
    def told() -> Iterator[Told[GatheringView, Group]]:
        for event in gatherings_of(material.reading, material.code):
            if came := event.attendance:
                for number, group in enumerate(came.groups, start=1):
                    yield f"{event.code}/{number}", event.commitment, event, (came, group)

    return lines_of(material, told())


def about(line: Line[GatheringView, object]) -> About:
    return ThingKind.EVENT, line.whole.code


QUESTIONS: Final[tuple[AnyQuestion, ...]] = (
    question("attendance_groups", marked("question", "Groups of those who came"), _groups, about, GROUP),
)
