"""Reports over HTTP: the status report as JSON, CSV and workbook, and what the record lacks."""

from collections.abc import Callable

from api.answers import known
from api.route import CSV_TYPE, XLSX_TYPE, Ask, Asked, File
from domain.programme import UnknownProgramme
from exports.status_csv import status_csv
from exports.workbook import workbook
from projections.comparison import Comparison, compare, in_turn
from projections.entry import timelines
from projections.missing import Missing, missing
from projections.moment import Reading
from projections.partner import partners_named
from projections.reader import beside
from projections.report import StatusReport, status_report
from projections.role import roles_in

TAG = "Reports"
Answer = Callable[[Reading, Asked, str], File]
PLAN = {"programme": "FR-2018"}


def routes(*, demonstration: bool) -> tuple[Ask, ...]:
    """The reports; each file of a demonstration says so in itself."""

    def as_csv(reading: Reading, asked: Asked, programme: str) -> File:
        report = _report(reading, asked, programme)
        content = status_csv(report, language=asked.language, demonstration=demonstration)
        return File(content, _name(report, "csv"))

    def as_workbook(reading: Reading, asked: Asked, programme: str) -> File:
        report = _report(reading, asked, programme)
        roles = roles_in(reading, programme)
        partners = partners_named(reading, {role.partner for role in roles})
        history = timelines(reading, programme)
        content = workbook(report, history, roles, partners, language=asked.language, demonstration=demonstration)
        return File(content, _name(report, "xlsx"))

    return (*_asks(as_csv, as_workbook), *_questions())


def _asks(as_csv: Answer, as_workbook: Answer) -> tuple[Ask, ...]:
    return (
        _ask(
            path="/programmes/{programme}/report",
            summary="Read the status report",
            description="Per commitment and milestone: promised, agreed, claimed, assessed; and totals by status.",
            answer=_report,
            view=StatusReport,
        ),
        _ask(
            path="/programmes/{programme}/report.csv",
            summary="Save the status report as CSV",
            description="One row for each milestone, in UTF-8 with a byte order mark.",
            answer=as_csv,
            media=CSV_TYPE,
            language=True,
        ),
        _ask(
            path="/programmes/{programme}/export.xlsx",
            summary="Save the workbook",
            description="Cover, status report, status history and partners. The same moment gives the same bytes.",
            answer=as_workbook,
            media=XLSX_TYPE,
            language=True,
        ),
    )


def _questions() -> tuple[Ask, ...]:
    return (
        _ask(
            path="/programmes/{programme}/missing",
            summary="List what is missing",
            description="What the record lacks on the day, counted by kind, also at zero: reports of the period, evidence, "
            "challenges, due dates, attendance, figures, lessons, observations; and what is overdue.",
            answer=_missing,
            view=Missing,
            more=("period",),
        ),
        _ask(
            path="/programmes/{programme}/comparison",
            summary="Compare two moments",
            description="What differs from the moment of `from_as_of` and `from_known_at` to that of `as_of` and `known_at`: what was "
            "restated of the earlier day after the fact, and what happened in between, change by change with its causes. Moments that "
            "are given the other way round are put in order.",
            answer=_comparison,
            view=Comparison,
            more=("from_as_of", "from_known_at"),
        ),
    )


def _ask(**said: object) -> Ask:
    return Ask(tag=TAG, unknown=(UnknownProgramme,), example=PLAN, **said)  # pyright: ignore[reportArgumentType]


def _report(reading: Reading, _asked: Asked, programme: str) -> StatusReport:
    return known(status_report(reading, programme), UnknownProgramme, f"programme {programme!r}", reading)


def _missing(reading: Reading, asked: Asked, programme: str) -> Missing:
    return known(missing(reading, programme, asked.period), UnknownProgramme, f"programme {programme!r}", reading)


def _comparison(reading: Reading, asked: Asked, programme: str) -> Comparison:
    before, after = in_turn(beside(reading, asked.from_as_of, asked.from_known_at), reading)
    return known(compare(before, after, programme), UnknownProgramme, f"programme {programme!r}", reading)


def _name(report: StatusReport, ending: str) -> str:
    return f"{report.programme.code}_as-of-{report.as_of}_known-at-{report.known_at}.{ending}"
