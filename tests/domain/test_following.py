from typing import Any

from msgspec.structs import replace

from domain.application import Log
from domain.attendance import RecordAttendance
from domain.catalogue import REACTIONS
from domain.cohort import CancelCohort, CompleteCohort, PlanCohort, StartCohort
from domain.dates import Edtf
from domain.deciding import Streams, carry_out
from domain.gathering import CancelEvent, EventFormat, HoldEvent, PlanEvent
from domain.intake import read_command
from domain.kernel import Command, World
from domain.mark import Mark
from domain.milestone import MilestoneReinstated, MilestoneWithdrawn
from domain.report import ProgressReported, ReportProgress
from domain.tie import TieMilestone
from domain.vocabulary import OGP_STATUS
from domain.withdrawal import ReinstateMilestone, WithdrawMilestone
from tests.domain.bodies import plain
from tests.domain.facts import MILESTONE, PLAN, WITHDRAWN
from tests.domain.given import TODAY, Fact, given
from tests.domain.logbook import recorded, team, topics
from tests.domain.requests import REPORT, SETTING_UP
from tests.domain.sample_tie import (
    FIRST_YEAR,
    FIRST_YEAR_CANCELLED,
    FIRST_YEAR_COMPLETED,
    FIRST_YEAR_STARTED,
    FIRST_YEAR_TIED,
    LAUNCH,
    LAUNCH_ATTENDED,
    LAUNCH_CANCELLED,
    LAUNCH_HELD,
    LAUNCH_PLANNED,
    LAUNCH_TIED,
    OF_MILESTONE,
    TIED,
    TIED_IN_PART,
    TIED_TO_COHORT,
    TO_FIRST_YEAR,
    TO_LAUNCH,
    UNTIED,
    WITH_BOTH,
)
from tests.domain.test_tie import OVERRULED

TIED_TO_LAUNCH = (*WITH_BOTH, TIED, LAUNCH_TIED)
TIED_TO_YEAR = (*WITH_BOTH, TIED_TO_COHORT, FIRST_YEAR_TIED)
TIED_TO_BOTH = (*TIED_TO_LAUNCH, TIED_TO_COHORT, FIRST_YEAR_TIED)
HELD_WORDS = {
    "en": "The launch was held (2019-03-20), and its attendance is recorded.",
    "fr": "Le lancement : tenu (2019-03-20), et les présences sont consignées.",
}
COMPLETE = ReportProgress(
    **OF_MILESTONE, on=Edtf("2019-03-20"), text=HELD_WORDS, status="complete", following=str(LAUNCH)
)
STARTED = ReportProgress(
    **OF_MILESTONE,
    on=Edtf("2019-01"),
    text={"en": "The first year was launched (2019-01)."},
    status="complete",
    following=str(FIRST_YEAR),
)


def asked(*facts: Fact) -> tuple[Command, ...]:
    """The requests that follow by themselves from the last of these facts."""
    world = World(given(*facts).streams, TODAY)
    return tuple(request for react in REACTIONS for request in react(*facts[-1], world))


def note(request: ReportProgress, **said: object) -> ReportProgress:
    return replace(request, status=None, **said)


def test_when_an_event_was_held_and_its_attendance_is_recorded_then_the_milestone_is_complete() -> None:
    assert asked(*TIED_TO_LAUNCH, LAUNCH_HELD) == ()
    assert asked(*TIED_TO_LAUNCH, LAUNCH_HELD, LAUNCH_ATTENDED) == (COMPLETE,)
    assert asked(*TIED_TO_LAUNCH, LAUNCH_ATTENDED, LAUNCH_HELD) == (COMPLETE,)


def test_a_milestone_that_is_tied_late_catches_up() -> None:
    assert asked(*WITH_BOTH, LAUNCH_HELD, LAUNCH_ATTENDED, TIED, LAUNCH_TIED) == (COMPLETE,)
    assert asked(*WITH_BOTH, FIRST_YEAR_STARTED, TIED_TO_COHORT, FIRST_YEAR_TIED) == (STARTED,)


def test_when_a_cohort_reaches_its_mark_then_the_milestone_is_complete() -> None:
    assert asked(*TIED_TO_YEAR, FIRST_YEAR_STARTED) == (STARTED,)
    assert asked(*TIED_TO_YEAR, FIRST_YEAR_STARTED, FIRST_YEAR_COMPLETED) == ()
    by_its_end = (*WITH_BOTH, (MILESTONE, replace(TIED_TO_COHORT[1], when=Mark.COMPLETED)), FIRST_YEAR_TIED)
    assert asked(*by_its_end, FIRST_YEAR_STARTED) == ()
    assert asked(*by_its_end, FIRST_YEAR_STARTED, FIRST_YEAR_COMPLETED) == (
        replace(STARTED, on=Edtf("2019-10"), text={"en": "The first year was completed (2019-10)."}),
    )


def test_nothing_follows_for_a_milestone_that_is_only_concerned_or_was_untied() -> None:
    happened = (LAUNCH_HELD, LAUNCH_ATTENDED)
    loosely = (MILESTONE, replace(TIED[1], when=None))
    assert asked(*WITH_BOTH, loosely, LAUNCH_TIED, *happened) == ()
    assert asked(*TIED_TO_LAUNCH, UNTIED, *happened) == ()
    assert asked(*WITH_BOTH, loosely, LAUNCH_TIED, LAUNCH_CANCELLED) == ()
    assert asked(*WITH_BOTH, *happened) == ()


def test_a_milestone_that_follows_several_things_is_complete_with_the_last_of_them() -> None:
    held = (*TIED_TO_BOTH, LAUNCH_HELD, LAUNCH_ATTENDED)
    assert asked(*held) == (note(COMPLETE),)
    assert asked(*held, FIRST_YEAR_STARTED) == (replace(STARTED, on=Edtf("2019-03-20")),)


def test_what_stands_for_a_part_makes_a_note_of_it() -> None:
    in_part = (*WITH_BOTH, TIED_IN_PART, LAUNCH_TIED)
    words = {"en": f"Part 2: {HELD_WORDS['en']}", "fr": f"Partie 2 : {HELD_WORDS['fr']}"}
    assert asked(*in_part, LAUNCH_HELD, LAUNCH_ATTENDED) == (note(COMPLETE, text=words),)
    cancelled = {
        "en": "Part 2: The launch was cancelled (2019-02-20): Nobody registered.",
        "fr": "Partie 2 : Le lancement : annulé (2019-02-20). Nobody registered.",
    }
    assert asked(*in_part, LAUNCH_CANCELLED) == (note(COMPLETE, on=Edtf("2019-02-20"), text=cancelled),)


def test_when_an_event_is_cancelled_then_the_milestone_is_withdrawn_with_that_reason() -> None:
    assert asked(*TIED_TO_LAUNCH, LAUNCH_CANCELLED) == (
        WithdrawMilestone(**OF_MILESTONE, on=Edtf("2019-02-20"), reason="Nobody registered.", following=str(LAUNCH)),
    )


def test_when_a_cohort_is_cancelled_before_its_mark_then_the_milestone_is_withdrawn() -> None:
    withdraw = WithdrawMilestone(
        **OF_MILESTONE, on=Edtf("2019-04"), reason="No host was left.", following=str(FIRST_YEAR)
    )
    assert asked(*TIED_TO_YEAR, FIRST_YEAR_CANCELLED) == (withdraw,)
    assert asked(*TIED_TO_YEAR, FIRST_YEAR_STARTED, FIRST_YEAR_CANCELLED) == ()


def test_a_milestone_that_may_still_be_reached_otherwise_is_not_withdrawn() -> None:
    (noted,) = asked(*TIED_TO_BOTH, LAUNCH_CANCELLED)
    assert isinstance(noted, ReportProgress)
    assert (noted.status, noted.text["en"]) == (None, "The launch was cancelled (2019-02-20): Nobody registered.")
    (withdrawn,) = asked(*TIED_TO_BOTH, LAUNCH_CANCELLED, FIRST_YEAR_CANCELLED)
    assert isinstance(withdrawn, WithdrawMilestone)


def happens(command: Command, *facts: Fact) -> list[tuple[str, str]]:
    """What a request leads to, with all that follows by itself: the fact's name and its thing."""
    streams: Streams = given(*facts).streams
    return [(one.event.TOPIC, str(one.key)) for one in carry_out(command, streams, TODAY)]


ATTEND = RecordAttendance(programme=PLAN, code="launch", total=40)
CANCEL = CancelEvent(programme=PLAN, code="launch", on=Edtf("2019-02-20"), reason="Nobody registered.")
ATTENDED = ("event.attendance_recorded@1", str(LAUNCH))
REPORTS = ("milestone.progress_reported@1", str(MILESTONE))


def test_a_person_who_overruled_has_the_last_word() -> None:
    assert happens(ATTEND, *TIED_TO_LAUNCH, LAUNCH_HELD) == [ATTENDED, REPORTS]
    assert happens(ATTEND, *TIED_TO_LAUNCH, OVERRULED, LAUNCH_HELD) == [ATTENDED]
    assert happens(CANCEL, *TIED_TO_LAUNCH) == [
        ("event.cancelled@1", str(LAUNCH)),
        ("milestone.withdrawn@1", str(MILESTONE)),
    ]
    assert happens(CANCEL, *TIED_TO_LAUNCH, OVERRULED) == [("event.cancelled@1", str(LAUNCH))]


def test_a_milestone_that_is_untied_from_what_was_still_open_is_complete_by_what_is_left() -> None:
    untied = (MILESTONE, replace(UNTIED[1], to=TO_FIRST_YEAR))
    assert asked(*TIED_TO_BOTH, LAUNCH_HELD, LAUNCH_ATTENDED, untied) == (COMPLETE,)
    assert asked(*TIED_TO_BOTH, LAUNCH_HELD, untied) == ()


def test_a_milestone_that_is_reinstated_catches_up_once() -> None:
    reinstated = (MILESTONE, MilestoneReinstated(on=Edtf("2019-12-02"), reason="The money was found."))
    held = (LAUNCH_HELD, LAUNCH_ATTENDED)
    said = (MILESTONE, ProgressReported(on=COMPLETE.on, text=HELD_WORDS, status="complete", following=str(LAUNCH)))
    assert asked(*TIED_TO_LAUNCH, WITHDRAWN, *held, reinstated) == (COMPLETE,)
    assert asked(*TIED_TO_LAUNCH, *held, said, WITHDRAWN, reinstated) == ()


def test_what_follows_from_the_longest_words_can_still_be_recorded_and_read() -> None:
    title = {"en": "x" * 20_000}
    longest = (LAUNCH, replace(LAUNCH_PLANNED[1], title=title))
    (report,) = asked(*TIED_TO_LAUNCH[:-3], longest, *TIED_TO_LAUNCH[-2:], LAUNCH_HELD, LAUNCH_ATTENDED)
    assert isinstance(report, ReportProgress)
    assert len(report.text["en"]) < 20_000
    assert read_command(ReportProgress, plain(report)) == report


def test_what_is_withdrawn_stays_withdrawn() -> None:
    assert happens(ATTEND, *TIED_TO_LAUNCH, WITHDRAWN, LAUNCH_HELD) == [ATTENDED]
    assert happens(CANCEL, *TIED_TO_LAUNCH, WITHDRAWN) == [("event.cancelled@1", str(LAUNCH))]


PLAN_LAUNCH = PlanEvent(programme=PLAN, code="launch", title={"en": "The launch"}, format=EventFormat.MULTIPLIER_EVENT)
TIE_WHOLE = TieMilestone(**OF_MILESTONE, to=TO_LAUNCH, when=Mark.HELD)
HOLD = HoldEvent(programme=PLAN, code="launch", on=Edtf("2019-03-20"))


def test_one_request_of_a_person_leads_to_both_facts_at_once(log: Log, log_url: str) -> None:
    log.record([*SETTING_UP, PLAN_LAUNCH, TIE_WHOLE, HOLD], team())
    answer = log.record([ATTEND], team())
    attended, reported = recorded(log_url)[-2:]
    assert [str(attended.key), str(reported.key)] == [str(LAUNCH), str(MILESTONE)]
    assert (attended.request, attended.recorded_at) == (reported.request, reported.recorded_at)
    assert reported.event == ProgressReported(
        on=Edtf("2019-03-20"),
        text={"en": HELD_WORDS["en"]},
        status="complete",
        vocabulary=OGP_STATUS.id,
        following=str(LAUNCH),
    )
    assert answer.versions == {str(LAUNCH): 4, str(MILESTONE): 3}


def test_nothing_follows_in_the_log_once_a_person_has_overruled(log: Log, log_url: str) -> None:
    overruling = replace(REPORT, overrules="Only half of it was taught.")
    log.record([*SETTING_UP, PLAN_LAUNCH, TIE_WHOLE, overruling, HOLD], team())
    log.record([ATTEND], team())
    assert topics(log_url)[-2:] == ["event.held@1", "event.attendance_recorded@1"]


def test_a_cancelled_cohort_takes_its_milestone_along_and_a_person_brings_it_back(log: Log, log_url: str) -> None:
    of_year: dict[str, Any] = {"programme": PLAN, "code": "year-1"}
    tie = TieMilestone(**OF_MILESTONE, to=TO_FIRST_YEAR, when=Mark.COMPLETED)
    plan = PlanCohort(**of_year, title={"en": "The first year"})
    start = StartCohort(**of_year, on=Edtf("2019-01"))
    log.record([*SETTING_UP, plan, tie, start], team())
    log.record([CancelCohort(**of_year, on=Edtf("2019-04"), reason="No host was left.")], team())
    assert recorded(log_url)[-1].event == MilestoneWithdrawn(
        on=Edtf("2019-04"), reason="No host was left.", following=str(FIRST_YEAR)
    )
    back = ReinstateMilestone(**OF_MILESTONE, on=Edtf("2019-05"), reason="The town hosts it itself.")
    log.record([back, replace(REPORT, overrules="It goes on without the cohort.")], team())
    assert topics(log_url)[-2:] == ["milestone.reinstated@1", "milestone.progress_reported@1"]


def test_what_follows_from_something_illustrative_is_illustrative(demonstration: Log, database_url: str) -> None:
    complete = CompleteCohort(programme=PLAN, code="year-1", on=Edtf("2019-10"), illustrative=True)
    tie = TieMilestone(**OF_MILESTONE, to=TO_FIRST_YEAR, when=Mark.COMPLETED)
    plan = PlanCohort(programme=PLAN, code="year-1", title={"en": "The first year"})
    start = StartCohort(programme=PLAN, code="year-1", on=Edtf("2019-01"))
    demonstration.record([*SETTING_UP, plan, tie, start, complete], team())
    assert [fact.illustrative for fact in recorded(database_url)[-3:]] == [False, True, True]


def test_what_follows_from_a_real_fact_about_something_illustrative_is_illustrative_too(
    demonstration: Log, database_url: str
) -> None:
    year: dict[str, Any] = {"programme": PLAN, "code": "year-1"}
    tie = TieMilestone(**OF_MILESTONE, to=TO_FIRST_YEAR, when=Mark.COMPLETED)
    start = StartCohort(**year, on=Edtf("2019-01"), illustrative=True)
    demonstration.record([*SETTING_UP, PlanCohort(**year, title={"en": "The first year"}), tie, start], team())
    demonstration.record([CompleteCohort(**year, on=Edtf("2019-10"))], team())
    assert [fact.illustrative for fact in recorded(database_url)[-2:]] == [False, True]
