"""Which figures were said of a programme's cohorts, of one alone or of several together, and how were they restated?"""

from msgspec.structs import replace

from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.figure import FigureMeasure, RestateFigure, StateFigure
from domain.kernel import Command
from domain.values import Source
from projections import figure as question
from projections.cohort import cohort
from projections.dossier import dossier_of, timeline_of
from projections.figure import FIGURES, figure, figures_of
from projections.holdings import holdings_of
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_programme
from tests.projections.test_cohort import a_cohort

TWO = ("eig-1", "eig-2")
REPORT = Source(document="Mid-term report", words="Of the 39 EIGs of the two initial promotions, 14 continued.")


def a_figure(code: str, value: int, on: str, **said: object) -> StateFigure:
    stated = StateFigure(
        programme=PLAN,
        code=code,
        cohorts=TWO,
        measure=FigureMeasure.STAYED,
        value=value,
        on=Edtf(on),
        said=f"{value} of them",
        source=REPORT,
    )
    return replace(stated, **said)


def another(code: str, value: int, on: str) -> RestateFigure:
    return RestateFigure(
        programme=PLAN, code=code, value=value, on=Edtf(on), reason="Counted later.", said=f"{value} still"
    )


def corrected(entry: int, **say: object) -> CorrectEntry:
    return CorrectEntry(of="figure:FR-2018", entry=entry, reason="Misread.", say=say)


def state(ledger: Ledger, *more: Command) -> int:
    return ledger.say(
        "2019-06-01",
        a_programme(),
        a_cohort("eig-1"),
        a_cohort("eig-2"),
        a_figure("promotions", 39, "2018", measure=FigureMeasure.ADMITTED),
        a_figure("stayed", 14, "2019-05", of="promotions"),
        *more,
    )


def found(
    ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None, code: str = "stayed"
) -> question.Figure | None:
    return figure(ledger.reading(as_of, known_at), PLAN, code)


def values(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> list[int]:
    one = found(ledger, as_of, known_at)
    return [said.value for said in one.statements] if one else []


def test_a_figure_is_shown_as_it_was_said_with_its_whole_and_its_source(ledger: Ledger) -> None:
    state(ledger)
    one = found(ledger)
    assert one is not None
    assert (one.cohorts, one.measure, one.of, one.value, one.on) == (
        TWO,
        "stayed-in-public-sector",
        "promotions",
        14,
        "2019-05",
    )
    [said] = one.statements
    assert (said.said, said.reason, said.source, said.entry) == ("14 of them", None, REPORT, 2)
    assert found(ledger, code="left") is None


def test_a_restated_figure_shows_every_number_that_was_said(ledger: Ledger) -> None:
    before = state(ledger)
    ledger.say("2020-03-01", another("stayed", 12, "2020-02"))
    assert values(ledger) == [14, 12]
    assert (values(ledger, "2020-01-31"), values(ledger, "2020-02-29", before)) == ([14], [14])
    one = found(ledger)
    assert one is not None
    assert (one.value, one.on, one.statements[-1].reason) == (12, "2020-02", "Counted later.")


def test_a_number_that_arrives_late_takes_its_place_among_the_others(ledger: Ledger) -> None:
    state(ledger)
    ledger.say("2020-03-01", another("stayed", 20, "2018-12"))
    assert values(ledger) == [20, 14]
    assert values(ledger, "2019-01-01") == [20]


def test_nothing_is_said_for_a_day_before_the_first_number(ledger: Ledger) -> None:
    state(ledger)
    assert [one.code for one in figures_of(ledger.reading("2019-01-01"), PLAN)] == ["promotions"]
    assert found(ledger, "2019-04-30") is None
    assert figures_of(ledger.reading("2018-01-01"), PLAN) == []


def test_a_correction_takes_the_place_of_what_was_never_right(ledger: Ledger) -> None:
    before = state(ledger)
    ledger.say("2019-07-01", corrected(2, value=15, cohorts=["eig-1", "eig-2"]))
    assert (values(ledger), values(ledger, known_at=before)) == ([15], [14])


def test_a_figure_moves_to_the_cohorts_of_which_it_should_have_been_said(ledger: Ledger) -> None:
    before = state(ledger)
    ledger.say("2019-07-01", corrected(2, cohorts=["eig-2"], of=None))

    def of_second(known_at: int | None = None) -> list[str]:
        one = cohort(ledger.reading(known_at=known_at), PLAN, "eig-2")
        return [figure.code for figure in one.figures] if one else []

    assert (of_second(), of_second(before)) == (["stayed"], [])


def test_a_retracted_figure_is_not_there_any_more_and_can_be_stated_again(ledger: Ledger) -> None:
    before = state(ledger)
    ledger.say("2019-07-01", RetractEntry(of="figure:FR-2018", entry=2, reason="Said of another programme."))
    assert (values(ledger), values(ledger, known_at=before)) == ([], [14])
    ledger.say("2019-08-01", a_figure("stayed", 16, "2019-05"))
    assert values(ledger) == [16]


def test_the_timeline_of_a_figure_holds_its_own_entries_of_the_stream_and_their_corrections(ledger: Ledger) -> None:
    state(ledger, another("promotions", 40, "2019"))
    ledger.say("2019-07-01", corrected(2, value=15))
    row = dossier_of(ledger.reading(), FIGURES, PLAN, "stayed")
    assert row is not None
    assert [(fact.of, fact.entry, fact.corrects, fact.corrected_by) for fact in timeline_of(row)] == [
        ("figure:FR-2018", 2, None, 4),
        ("figure:FR-2018", 4, 2, None),
    ]
    assert row.programme == PLAN


def test_figures_are_counted_one_by_one_among_what_a_programme_holds(ledger: Ledger) -> None:
    state(ledger, another("stayed", 12, "2019-05"))
    held = {one.kind: (one.things, one.entries) for one in holdings_of(ledger.reading(), PLAN).holdings}
    assert held["figure"] == (2, 3)


def test_an_invented_number_marks_its_figure(ledger: Ledger) -> None:
    state(ledger, replace(another("stayed", 12, "2019-06"), illustrative=True))
    for day, marked in (("2019-05-31", False), ("2019-06-30", True)):
        one = found(ledger, day)
        assert one is not None
        assert one.illustrative is marked
