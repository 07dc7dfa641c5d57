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

from exports.words import Both, Words
from jalon.service import Tell
from jalon.settings import Row
from projections.report import MilestoneStatus, StatusReport

OUT: Final = Console(highlight=False, markup=False)
DEMONSTRATION_NOTE: Final = Both(
    "DEMONSTRATION: recorded under a scripted clock; lines marked * hold illustrative facts that no source says.",
    "DÉMONSTRATION : enregistrée sous une horloge fictive ; les lignes marquées * contiennent des faits illustratifs.",
)
TRUE_ON: Final = Both("True on", "Vrai au")
KNOWN_AT: Final = Both("known at log position", "connu à la position du journal")
MILESTONES: Final = Both("Milestones", "Jalons")
OVERDUE: Final = Both("overdue", "en retard")
NO_COMMITMENT: Final = Both("Outside of any commitment", "Hors de tout engagement")
HEADS: Final = (
    Both("No.", "N°"),
    MILESTONES,
    Both("Promised", "Promis"),
    Both("Agreed", "Convenu"),
    Both("Status", "État"),
    Both("Holds for", "Vaut pour"),
    Both("Reported", "Rapporté"),
    Both("Reviewer", "Évaluateur"),
)
ERR: Final = Console(stderr=True, highlight=False, markup=False)


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
    """Print the status report: a head, one table per commitment with what reviewers find, the totals."""
    words = Words(language)
    if demonstration:
        OUT.print(words(DEMONSTRATION_NOTE))
    programme = report.programme
    OUT.print(f"{words.say(programme.title)} ({programme.code}), {programme.period}", style="bold")
    learnt = f", {report.recorded_at:%Y-%m-%d %H:%M} UTC" if report.recorded_at else ""
    OUT.print(f"{words(TRUE_ON)} {report.as_of}; {words(KNOWN_AT)} {report.known_at}{learnt}.")
    for commitment in report.commitments:
        names = ", ".join(filter(None, (commitment.code, commitment.identifier)))
        lead = f" {words.named('lead')}: {words.say(commitment.lead.name)}." if commitment.lead else ""
        OUT.print(_lines(f"{names}  {words.say(commitment.title)}.{lead}", commitment.milestones, report, words))
        found = (f"{f.reviewer}, {words.variable(f.variable)}: {words.found(f)}." for f in commitment.findings)
        OUT.print(" ".join(found) or words.found(None))
    if report.milestones:
        OUT.print(_lines(words(NO_COMMITMENT), report.milestones, report, words))
    totals = report.totals
    by_status = "; ".join(
        f"{words.status(report.vocabulary, code)} {number}" for code, number in totals.by_status.items()
    )
    OUT.print(f"{words(MILESTONES)}: {totals.milestones}. {by_status}. {words(OVERDUE)}: {totals.overdue}.")


def _lines(title: str, milestones: Iterable[MilestoneStatus], report: StatusReport, words: Words) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    for label in HEADS:
        table.add_column(words(label), overflow="fold", ratio=3 if label is MILESTONES else None)
    for milestone in milestones:
        claim = milestone.claim
        completion = (f"{f.reviewer}: {words.found(f)}" for f in milestone.findings if f.variable == "completion")
        table.add_row(
            milestone.code + ("*" if milestone.illustrative else ""),
            words.say(milestone.title),
            milestone.promised or "—",
            milestone.due or "—",
            f"{words.status(report.vocabulary, milestone.status)}"
            + (f" ({words(OVERDUE)})" if milestone.overdue else ""),
            claim.on if claim else "—",
            f"{claim.reported_at:%Y-%m-%d}" if claim else "—",
            "; ".join(completion) or words.found(None),
        )
    return table
