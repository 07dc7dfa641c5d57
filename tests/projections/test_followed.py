"""What does a report say of a milestone once the record of what it follows was corrected, and what did it say before?"""

from domain.cohort import PlanCohort, StartCohort
from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.mark import Mark
from domain.tie import TieMilestone
from projections.entry import EntryKind, timeline
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_programme, text
from tests.projections.test_tie import ATTENDED, CANCELLED, HELD, LAUNCH, begin, line

WHY = "A slip of the pen."
YEAR = f"cohort:{PLAN}/year-1"


def correct(of: str, entry: int, on: str) -> CorrectEntry:
    return CorrectEntry(of=of, entry=entry, reason=WHY, say={"on": on})


def retract(of: str, entry: int) -> RetractEntry:
    return RetractEntry(of=of, entry=entry, reason=WHY)


def status(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> str:
    return line(ledger, as_of, known_at).status


def test_an_event_cancelled_by_mistake_brings_its_milestone_back_and_completes_it_once_it_is_held(
    ledger: Ledger,
) -> None:
    begin(ledger)
    cancelled = ledger.say("2019-03-01", CANCELLED)
    back = ledger.say("2019-03-05", retract(LAUNCH, 3))
    ledger.say("2019-04-01", HELD, ATTENDED)
    for as_of in ("2019-03-02", "2030-01-01"):
        assert status(ledger, as_of, cancelled) == "withdrawn"
        assert status(ledger, as_of, back) == "not-reported"
        assert line(ledger, as_of, back).withdrawn is None
    assert [status(ledger, day) for day in ("2019-03-19", "2019-03-20")] == ["not-reported", "complete"]


def test_a_milestone_is_not_complete_when_the_attendance_was_that_of_another_event(ledger: Ledger) -> None:
    begin(ledger)
    complete = ledger.say("2019-04-01", HELD, ATTENDED)
    ledger.say("2019-05-01", retract(LAUNCH, 4), actor="editor")
    for as_of in ("2019-04-02", "2030-01-01"):
        assert status(ledger, as_of, complete) == "complete"
        assert status(ledger, as_of) == "not-reported"
    told = timeline(ledger.reading(), PLAN, "9.1")[-1]
    assert (told.kind, told.actor, told.reason) == (EntryKind.RETRACTED, "editor", WHY)
    ledger.say("2019-06-01", ATTENDED)
    assert status(ledger) == "complete"


def test_a_milestone_is_complete_from_the_corrected_day_of_its_event(ledger: Ledger) -> None:
    begin(ledger)
    first = ledger.say("2019-04-01", HELD, ATTENDED)
    ledger.say("2019-05-01", correct(LAUNCH, 3, "2019-03-22"))
    days = ("2019-03-19", "2019-03-20", "2019-03-21", "2019-03-22")
    assert [status(ledger, day, first) for day in days] == ["not-reported", "complete", "complete", "complete"]
    assert [status(ledger, day) for day in days] == ["not-reported", "not-reported", "not-reported", "complete"]
    claim = line(ledger).claim
    assert claim is not None
    assert (claim.on, claim.following, claim.corrections, claim.correction_reason) == ("2019-03-22", LAUNCH, 1, WHY)
    assert claim.progress == text("The launch was held (2019-03-22), and its attendance is recorded.")


def test_a_milestone_is_complete_from_the_corrected_day_of_its_cohort(ledger: Ledger) -> None:
    plan = PlanCohort(programme=PLAN, code="year-1", title=text("The first year"))
    tie = TieMilestone(programme=PLAN, code="9.1", to="cohort:year-1", when=Mark.STARTED)
    ledger.say("2018-07-01", a_programme(), a_commitment(), a_milestone(), plan, tie)
    start = StartCohort(programme=PLAN, code="year-1", on=Edtf("2019-01"))
    first = ledger.say("2019-04-01", start)
    ledger.say("2019-05-01", correct(YEAR, 3, "2019-02"))
    assert [status(ledger, day, first) for day in ("2019-01-31", "2019-02-28")] == ["complete", "complete"]
    assert [status(ledger, day) for day in ("2019-01-31", "2019-02-28")] == ["not-reported", "complete"]
    for known_at, words in ((first, "2019-01"), (None, "2019-02")):
        claim = line(ledger, known_at=known_at).claim
        assert claim is not None
        assert claim.progress == text(f"The first year was launched ({words}).")
    assert ledger.tables() == ledger.folded()


def test_what_follows_from_an_illustrative_correction_is_illustrative(ledger: Ledger) -> None:
    begin(ledger)
    first = ledger.say("2019-04-01", HELD, ATTENDED)
    ledger.say(
        "2019-05-01",
        CorrectEntry(of=LAUNCH, entry=3, reason=WHY, say={"on": "2019-03-22"}, illustrative=True),
    )
    assert (line(ledger, known_at=first).illustrative, line(ledger).illustrative) == (False, True)
