"""Reports over HTTP: the status report as JSON, CSV and workbook."""

from collections.abc import Callable

from api.answers import known
from api.route import CSV_TYPE, XLSX_TYPE, Ask, Asked, File
from domain.programme import UnknownProgramme
from exports.status_csv import status_csv
from exports.workbook import workbook
from projections.entry import timelines
from projections.moment import Reading
from projections.partner import partners_named
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

    return _asks(as_csv, as_workbook)


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


def _ask(**said: object) -> Ask:
    return Ask(tag=TAG, unknown=(UnknownProgramme,), example=PLAN, **said)  # pyright: ignore[reportArgumentType]


def _report(reading: Reading, _asked: Asked, programme: str) -> StatusReport:
    return known(status_report(reading, programme), UnknownProgramme, f"programme {programme!r}", reading)


def _name(report: StatusReport, ending: str) -> str:
    return f"{report.programme.code}_as-of-{report.as_of}_known-at-{report.known_at}.{ending}"
