"""What the terminal shows: the status report as a table, progress of what takes long, settings."""

from collections.abc import Generator, Iterable, Mapping
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
from projections.holdings import Holdings
from projections.line import MilestoneStatus
from projections.programme import Programme
from projections.report import CommitmentStatus, StatusReport

OUT: Final = Console(highlight=False, markup=False)
DEMONSTRATION_NOTE: Final = Both(
    "DEMONSTRATION: recorded under a scripted clock; lines marked * hold illustrative facts that no source says.",
    "DÉMONSTRATION : enregistrée sous une horloge fictive ; les lignes marquées * contiennent des faits illustratifs.",
)
TRUE_ON: Final = Both("True on", "Vrai au")
KNOWN_AT: Final = Both("known at log position", "connu à la position du journal")
MILESTONES: Final = Both("Milestones", "Jalons")
OVERDUE: Final = Both("overdue", "en retard")
NO_MILESTONES: Final = Both("No milestones recorded.", "Aucun jalon enregistré.")
NO_COMMITMENT: Final = Both("Outside of any commitment", "Hors de tout engagement")
HEADS: Final = (
    Both("No.", "N°"),
    MILESTONES,
    Both("Due", "Échéance"),
    Both("Status", "État"),
    Both("Reviewer", "Évaluateur"),
)
HELD: Final = Both("What the record holds", "Ce que contient le registre")
PROGRAMME: Final = Both("Programme", "Programme")
HOLDS: Final = Both("Things", "Éléments")
NOTHING: Final = Both("nothing yet", "rien encore")
KINDS: Final[Mapping[str, tuple[Both, Both]]] = {
    "commitment": (Both("commitment", "engagement"), Both("commitments", "engagements")),
    "milestone": (Both("milestone", "jalon"), Both("milestones", "jalons")),
    "pilot": (Both("pilot", "pilote"), Both("pilots", "pilotes")),
    "checklist": (Both("checklist", "grille de questions"), Both("checklists", "grilles de questions")),
    "cohort": (Both("cohort", "promotion"), Both("cohorts", "promotions")),
    "figure": (Both("figure", "chiffre"), Both("figures", "chiffres")),
    "event": (Both("event", "événement"), Both("events", "événements")),
    "deliverable": (Both("deliverable", "livrable"), Both("deliverables", "livrables")),
    "indicator": (Both("indicator", "indicateur"), Both("indicators", "indicateurs")),
    "assessment": (Both("assessed variable", "variable évaluée"), Both("assessed variables", "variables évaluées")),
    "statement": (
        Both("statement of a source", "affirmation de source"),
        Both("statements of sources", "affirmations de sources"),
    ),
}
FOR: Final = Both("for", "pour")
REPORTED: Final = Both("reported", "rapporté le")
ERR: Final = Console(stderr=True, highlight=False, markup=False)


@contextmanager
def progress(what: str, total: int | None) -> Generator[Tell]:
    """A bar on stderr for what takes long, to be told how far it is; `total` None: nobody knows how far it goes."""
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
    period = f", {programme.period or programme.duration}" if programme.period or programme.duration else ""
    OUT.print(f"{words.say(programme.title)} ({programme.code}){period}", style="bold")
    learnt = f", {report.recorded_at:%Y-%m-%d %H:%M} UTC" if report.recorded_at else ""
    OUT.print(f"{words(TRUE_ON)} {report.as_of}; {words(KNOWN_AT)} {report.known_at}{learnt}.")
    for commitment in report.commitments:
        _show_commitment(commitment, report, words)
    if report.milestones:
        OUT.print(_lines(words(NO_COMMITMENT), report.milestones, report, words))
    totals = report.totals
    by_status = "; ".join(
        f"{words.status(report.vocabulary, code)} {number}" for code, number in totals.by_status.items()
    )
    OUT.print(
        f"{words(MILESTONES)}: {totals.milestones}. {by_status}. {words(OVERDUE).capitalize()}: {totals.overdue}."
    )


def _show_commitment(commitment: CommitmentStatus, report: StatusReport, words: Words) -> None:
    names = ", ".join(dict.fromkeys(filter(None, (commitment.code, commitment.identifier))))
    lead = f" {words.named('lead')}: {words.say(commitment.lead.name)}." if commitment.lead else ""
    title = f"{names}  {words.say(commitment.title)}.{lead}"
    found = " ".join(f"{f.reviewer}, {words.variable(f)}: {words.found(f)}." for f in commitment.findings)
    if commitment.milestones:
        OUT.print(_lines(title, commitment.milestones, report, words))
        OUT.print(found or words.found(None))
    else:
        OUT.print(" ".join(filter(None, (title, words(NO_MILESTONES), found))))


def show_holdings(held: Iterable[tuple[Programme, Holdings]], language: str) -> None:
    """Print, for each programme, how many things of each kind its record holds."""
    words = Words(language)
    table = Table(title=words(HELD), title_justify="left", expand=True, show_lines=True)
    for label, ratio in ((PROGRAMME, 5), (HOLDS, 6)):
        table.add_column(words(label), overflow="fold", ratio=ratio)
    for programme, holdings in held:
        kinds = (f"{one.things} {words(KINDS[one.kind][one.things != 1])}" for one in holdings.holdings)
        table.add_row(f"{programme.code}  {words.say(programme.title)}", ", ".join(kinds) or words(NOTHING))
    OUT.print(table)


def _lines(title: str, milestones: Iterable[MilestoneStatus], report: StatusReport, words: Words) -> Table:
    table = Table(title=title, title_justify="left", expand=True, show_lines=True)
    for label, ratio in zip(HEADS, (2, 5, 2, 4, 3), strict=True):
        table.add_column(words(label), overflow="fold", ratio=ratio)
    for milestone in milestones:
        completion = (f"{f.reviewer}: {words.found(f)}" for f in milestone.findings if f.variable == "completion")
        table.add_row(
            milestone.code + ("*" if milestone.illustrative else ""),
            words.say(milestone.title),
            _due(milestone),
            _status(milestone, report, words),
            "\n".join(completion) or words.found(None),
        )
    return table


def _due(milestone: MilestoneStatus) -> str:
    """The agreed due date, behind the promised one where that was another."""
    if milestone.promised == milestone.due:
        return milestone.due or "—"
    return f"{milestone.promised or '—'} → {milestone.due or '—'}"


def _status(milestone: MilestoneStatus, report: StatusReport, words: Words) -> str:
    """The status, whether it is overdue, and the day that it holds for and on which it was reported."""
    status = words.status(report.vocabulary, milestone.status) or milestone.status
    overdue = f" ({words(OVERDUE)})" if milestone.overdue else ""
    claim = milestone.claim
    when = f"\n{words(FOR)} {claim.on}, {words(REPORTED)} {claim.reported_at:%Y-%m-%d}" if claim else ""
    return f"{status}{overdue}{when}"
