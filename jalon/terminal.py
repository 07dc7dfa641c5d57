"""What the terminal shows: the status report as a table, progress of what takes long, settings."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from domain.values import Text
from jalon.service import Tell
from jalon.settings import Row
from projections.report import NOT_REPORTED, WITHDRAWN, MilestoneStatus, StatusReport

OUT: Final = Console(soft_wrap=False, highlight=False)
ERR: Final = Console(stderr=True, highlight=False)


@contextmanager
def progress(what: str, total: int) -> Generator[Tell]:
    """A bar on stderr for what takes long, to be told how far it is."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=ERR, transient=True) as bars:
        task = bars.add_task(what, total=total)
        yield lambda done: bars.update(task, completed=done)


def show_settings(rows: Iterable[Row]) -> None:
    table = Table("Setting", "In force", "Default", "Meaning")
    for row in rows:
        table.add_row(row.name, row.value or "—", row.default or "—", row.meaning)
    OUT.print(table)


def show_report(report: StatusReport, language: str, *, demonstration: bool) -> None:
    """Print the status report: a head, one table per commitment, the totals."""
    if demonstration:
        OUT.print(
            "DEMONSTRATION: recorded under a scripted clock; lines marked * hold illustrative facts that no source says."
        )
    programme = report.programme
    OUT.print(f"[bold]{text(programme.title, language)}[/bold] ({programme.code}), {programme.period}", markup=True)
    learnt = f", recorded {report.recorded_at:%Y-%m-%d %H:%M} UTC" if report.recorded_at else ""
    OUT.print(f"As of {report.as_of}, as known at log position {report.known_at}{learnt}.")
    for commitment in report.commitments:
        names = ", ".join(filter(None, (commitment.code, commitment.identifier)))
        lead = f" Lead: {text(commitment.lead.name, language)}." if commitment.lead else ""
        OUT.print(
            _lines(f"{names}  {text(commitment.title, language)}.{lead}", commitment.milestones, report, language)
        )
    if report.milestones:
        OUT.print(_lines("Outside of any commitment", report.milestones, report, language))
    totals = ", ".join(f"{label(report, code, language)} {number}" for code, number in report.totals.by_status.items())
    counted = f"{report.totals.milestones} milestones: {totals}; overdue {report.totals.overdue}; rescheduled {report.totals.rescheduled}."
    OUT.print(counted)


def _lines(title: str, milestones: Iterable[MilestoneStatus], report: StatusReport, language: str) -> Table:
    columns = ("No.", "Milestone", "Promised", "Agreed", "Status", "Holds for", "Reported", "Reviewer")
    table = Table(*columns, title=escaped(title), title_justify="left", expand=True)
    for milestone in milestones:
        claim = milestone.claim
        status = label(report, milestone.status, language)
        table.add_row(
            escaped(milestone.code) + ("*" if milestone.illustrative else ""),
            escaped(text(milestone.title, language)),
            milestone.promised or "—",
            milestone.due or "—",
            status + (" (overdue)" if milestone.overdue else ""),
            claim.on if claim else "—",
            f"{claim.reported_at:%Y-%m-%d}" if claim else "—",
            completion(milestone),
        )
    return table


def completion(milestone: MilestoneStatus) -> str:
    """What reviewers say of completion, each by name; "not assessed" where none has said anything."""
    found = [f for f in milestone.findings if f.variable == "completion"]
    said = (f"{f.reviewer}: {f.said or ', '.join(f.values) or 'not assessed yet'}" for f in found)
    return "; ".join(said) or "not assessed"


def label(report: StatusReport, status: str, language: str) -> str:
    """The words for a status."""
    if status in {NOT_REPORTED, WITHDRAWN}:
        return status.replace("-", " ").capitalize()
    term = report.vocabulary.find(status)
    return text(term.label, language) if term else status


def text(said: Text, language: str) -> str:
    """A text in this language, or visibly in another that it exists in."""
    if language in said:
        return said[language]
    other, words = next(iter(said.items()))
    return f"[{other}] {words}"


def escaped(words: str) -> str:
    """Text of users as it stands, not read as the terminal library's markup."""
    return words.replace("[", "\\[")
