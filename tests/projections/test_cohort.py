"""Which cohorts does a programme have, how far is each, which challenges did they work on, and which figures are said of them?"""

from typing import Any

from msgspec.structs import replace

from domain.call import AnnounceCall, HostChallenge
from domain.cohort import AmendCohort, CancelCohort, CohortStage, CompleteCohort, PlanCohort, StartCohort
from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.figure import FigureMeasure, StateFigure
from domain.kernel import Command
from projections import cohort as question
from projections.cohort import cohort, cohorts_of
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_partner, a_programme, text

SECOND: dict[str, Any] = {"programme": PLAN, "code": "eig-2"}


def a_cohort(code: str = "eig-2", **said: object) -> PlanCohort:
    return replace(PlanCohort(programme=PLAN, code=code, title=text(f"Cohort {code}")), **said)


def a_call(on: str, closes: str, reason: str | None = None) -> AnnounceCall:
    return AnnounceCall(**SECOND, on=Edtf(on), closes=Edtf(closes), people=28, reason=reason)


def a_figure(code: str, *cohorts: str, **said: object) -> StateFigure:
    figure = StateFigure(
        programme=PLAN,
        code=code,
        cohorts=cohorts,
        measure=FigureMeasure.ADMITTED,
        value=28,
        on=Edtf("2018-02"),
        said="the 28 of that year",
    )
    return replace(figure, **said)


def plan(ledger: Ledger, *more: Command) -> int:
    return ledger.say("2017-09-01", a_programme(), a_partner("culture"), a_cohort(on=Edtf("2017-08")), *more)


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> question.Cohort:
    one = cohort(ledger.reading(as_of, known_at), PLAN, "eig-2")
    assert one is not None
    return one


def test_of_a_cohort_that_is_planned_nothing_else_is_made_up(ledger: Ledger) -> None:
    plan(ledger)
    one = found(ledger)
    assert (one.stage, one.title, one.version) == (CohortStage.PLANNED, text("Cohort eig-2"), 1)
    assert (one.ordinal, one.label, one.commitment, one.period, one.started, one.completed) == (None,) * 6
    assert (one.calls, one.challenges, one.figures, one.figures_together) == ((), (), (), ())
    assert cohort(ledger.reading(), PLAN, "eig-9") is None


def test_a_cohort_moves_on_by_the_days_that_were_said_once_they_are_known(ledger: Ledger) -> None:
    planned = plan(ledger, a_call("2017-09-01", "2017-10-15"))
    ledger.say("2019-01-01", StartCohort(**SECOND, on=Edtf("2018-01-15")))
    ledger.say("2019-01-02", CompleteCohort(**SECOND, on=Edtf("2018-11-15")))
    days = ("2017-08-31", "2017-09-01", "2018-01-15", "2018-11-14", "2018-11-15")
    assert [found(ledger, day).stage for day in days] == ["planned", "called", "running", "running", "completed"]
    assert found(ledger, "2018-11-15", planned).stage == "called"
    assert (found(ledger).started, found(ledger).completed) == ("2018-01-15", "2018-11-15")


def test_a_call_that_is_learnt_late_or_dated_by_its_year_does_not_set_a_cohort_back(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say("2018-02-01", StartCohort(**SECOND, on=Edtf("2018-01-15")))
    ledger.say("2019-02-01", a_call("2018", "2018"))
    assert [one.closes for one in found(ledger).calls] == ["2018"]
    assert found(ledger).stage == "running"


def test_a_call_that_changed_is_shown_with_what_it_was_before_and_the_last_one_holds(ledger: Ledger) -> None:
    before = plan(ledger, a_call("2017-09-01", "2017-10-15"))
    ledger.say("2017-10-20", a_call("2017-10-10", "2017-10-31", "More time was asked for."))
    assert [(call.closes, call.reason) for call in found(ledger).calls] == [
        ("2017-10-15", None),
        ("2017-10-31", "More time was asked for."),
    ]
    for one in (found(ledger, "2017-10-09"), found(ledger, "2017-10-31", before)):
        assert [call.closes for call in one.calls] == ["2017-10-15"]
    assert [(call.opens, call.projects, call.people) for call in found(ledger).calls][-1] == (None, None, 28)


def test_a_challenge_is_shown_from_the_day_on_which_it_was_hosted(ledger: Ledger) -> None:
    plan(ledger)
    hosted = HostChallenge(**SECOND, on=Edtf("2017-12-01"), host="culture", title=text("Open the collections"))
    ledger.say("2017-12-05", replace(hosted, illustrative=True))
    [challenge] = found(ledger).challenges
    assert (challenge.host, challenge.title, challenge.people) == ("culture", text("Open the collections"), None)
    assert found(ledger).title == text("Cohort eig-2")
    assert (challenge.illustrative, found(ledger).illustrative) == (True, True)
    assert (found(ledger, "2017-11-30").challenges, found(ledger, "2017-11-30").illustrative) == ((), False)


def test_a_cohort_is_cancelled_with_the_reason(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2017-12-05", CancelCohort(**SECOND, on=Edtf("2017-12-01"), reason="No funds."))
    assert (found(ledger).stage, found(ledger).cancelled, found(ledger).cancel_reason) == (
        "cancelled",
        "2017-12-01",
        "No funds.",
    )
    assert (found(ledger, "2017-11-30").stage, found(ledger, known_at=before).stage) == ("planned", "planned")


def test_what_is_amended_or_corrected_is_as_it_was_said_then(ledger: Ledger) -> None:
    before = plan(ledger)
    amended = ledger.say(
        "2017-12-05", AmendCohort(**SECOND, on=Edtf("2017-12-01"), reason="Named.", label="2nd EIG cohort", ordinal=3)
    )
    ledger.say("2018-01-01", CorrectEntry(of="cohort:FR-2018/eig-2", entry=2, reason="A slip.", say={"ordinal": 2}))
    assert (found(ledger).label, found(ledger).ordinal) == ("2nd EIG cohort", 2)
    assert (found(ledger, known_at=amended).ordinal, found(ledger, known_at=before).ordinal) == (3, None)
    assert found(ledger, "2017-11-30").label is None


def test_figures_said_of_a_cohort_alone_and_of_several_together_are_kept_apart(ledger: Ledger) -> None:
    plan(ledger, a_cohort("eig-1"), a_cohort("eig-3"))
    before = ledger.say("2018-03-01", a_figure("second", "eig-2"))
    ledger.say("2019-03-01", a_figure("two", "eig-1", "eig-2", value=39), a_figure("three", "eig-3", value=32))
    one = found(ledger)
    assert [figure.code for figure in one.figures] == ["second"]
    assert [(figure.code, figure.value) for figure in one.figures_together] == [("two", 39)]
    first = cohort(ledger.reading(), PLAN, "eig-1")
    assert first is not None
    assert (first.figures, [figure.code for figure in first.figures_together]) == ((), ["two"])
    assert found(ledger, known_at=before).figures_together == ()
    assert found(ledger, "2018-01-31").figures == ()


def test_cohorts_come_in_the_order_of_their_codes(ledger: Ledger) -> None:
    plan(ledger, a_cohort("eig-10"), a_cohort("eig-1"))
    assert [one.code for one in cohorts_of(ledger.reading(), PLAN)] == ["eig-1", "eig-2", "eig-10"]
