"""When the record of an event or a cohort is corrected, what milestones said by following it is corrected with it."""

from typing import Any

from msgspec.structs import replace

from domain.catalogue import REACTIONS
from domain.correction import Corrected, CorrectEntry, Retracted, RetractEntry
from domain.dates import Edtf
from domain.deciding import Streams, carry_out
from domain.gathering import CancelEvent, HoldEvent
from domain.kernel import Command, Event, Key, World
from domain.mark import Mark
from domain.milestone import MilestoneWithdrawn
from domain.report import ProgressReported, ReportProgress
from domain.values import Text
from domain.vocabulary import OGP_STATUS
from domain.withdrawal import ReinstateMilestone, WithdrawMilestone
from tests.domain.facts import LINK, MILESTONE, PLAN, PLANNED, WITHDRAWN
from tests.domain.given import TODAY, Fact, given
from tests.domain.sample_tie import (
    FIRST_YEAR,
    FIRST_YEAR_CANCELLED,
    FIRST_YEAR_STARTED,
    FIRST_YEAR_TIED,
    LAUNCH,
    LAUNCH_ATTENDED,
    LAUNCH_CANCELLED,
    LAUNCH_HELD,
    LAUNCH_PLANNED,
    LAUNCH_TIED,
    LAUNCH_UNTIED,
    OF_MILESTONE,
    TIED,
    TIED_IN_PART,
    TIED_TO_COHORT,
    UNTIED,
    WITH_BOTH,
)
from tests.domain.test_tie import OVERRULED

WHY = "A slip of the pen."
TIED_TO_LAUNCH = (*WITH_BOTH, TIED, LAUNCH_TIED)
TIED_TO_YEAR = (*WITH_BOTH, TIED_TO_COHORT, FIRST_YEAR_TIED)
TIED_TO_BOTH = (*TIED_TO_LAUNCH, TIED_TO_COHORT, FIRST_YEAR_TIED)
ATTENDED = (LAUNCH_HELD, LAUNCH_ATTENDED)


def words(on: str, title: str = "The launch", titre: str = "Le lancement") -> Text:
    return {
        "en": f"{title} was held ({on}), and its attendance is recorded.",
        "fr": f"{titre} : tenu ({on}), et les présences sont consignées.",
    }


def launched(on: str) -> Text:
    return {"en": f"The first year was launched ({on})."}


def cancelled(on: str) -> Text:
    return {
        "en": f"The launch was cancelled ({on}): Nobody registered.",
        "fr": f"Le lancement : annulé ({on}). Nobody registered.",
    }


def reported(thing: Key, on: str, text: Text, status: str | None = None, **said: Any) -> Fact:
    vocabulary = OGP_STATUS.id if status else None
    report = ProgressReported(on=Edtf(on), text=text, status=status, vocabulary=vocabulary, following=str(thing))
    return (MILESTONE, replace(report, **said))


COMPLETE = reported(LAUNCH, "2019-03-20", words("2019-03-20"), "complete")
LAUNCH_NOTED = reported(LAUNCH, "2019-03-20", words("2019-03-20"))
YEAR_NOTED = reported(FIRST_YEAR, "2019-01", launched("2019-01"))
COMPLETE_BY_YEAR = reported(FIRST_YEAR, "2019-03-20", launched("2019-01"), "complete")
BY_LAUNCH = (MILESTONE, MilestoneWithdrawn(on=Edtf("2019-02-20"), reason="Nobody registered.", following=str(LAUNCH)))
BY_YEAR = (MILESTONE, MilestoneWithdrawn(on=Edtf("2019-04"), reason="No host was left.", following=str(FIRST_YEAR)))


def the_entry(facts: tuple[Fact, ...], of: Fact) -> int:
    return [fact for fact in facts if fact[0] == of[0]].index(of) + 1


def corrected(facts: tuple[Fact, ...], wrong: Fact, **say: Any) -> Fact:
    key, was = wrong
    entry, fact = the_entry(facts, wrong), replace(was, **say)
    return (key, Corrected(corrects=entry, reason=WHY, topic=was.TOPIC, was=was, fact=fact))


def retracted(facts: tuple[Fact, ...], wrong: Fact) -> Fact:
    key, was = wrong
    return (key, Retracted(corrects=the_entry(facts, wrong), reason=WHY, topic=was.TOPIC, was=was))


def follows(facts: tuple[Fact, ...], correction: Fact) -> tuple[Command, ...]:
    """The requests that follow by themselves from a correction, after these facts."""
    world = World(given(*facts, correction).streams, TODAY)
    return tuple(request for react in REACTIONS for request in react(*correction, world))


def when_corrected(facts: tuple[Fact, ...], wrong: Fact, **say: Any) -> tuple[Command, ...]:
    return follows(facts, corrected(facts, wrong, **say))


def when_retracted(facts: tuple[Fact, ...], wrong: Fact) -> tuple[Command, ...]:
    return follows(facts, retracted(facts, wrong))


def take_back(facts: tuple[Fact, ...], said: Fact) -> RetractEntry:
    return RetractEntry(of=str(MILESTONE), entry=the_entry(facts, said), reason=WHY)


def say_instead(facts: tuple[Fact, ...], said: Fact, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(MILESTONE), entry=the_entry(facts, said), reason=WHY, say=say)


def test_a_milestone_withdrawn_with_an_event_stands_again_when_the_cancellation_is_retracted() -> None:
    facts = (*TIED_TO_LAUNCH, LAUNCH_CANCELLED, BY_LAUNCH)
    assert when_retracted(facts, LAUNCH_CANCELLED) == (take_back(facts, BY_LAUNCH),)
    of_year = (*TIED_TO_YEAR, FIRST_YEAR_CANCELLED, BY_YEAR)
    assert when_retracted(of_year, FIRST_YEAR_CANCELLED) == (take_back(of_year, BY_YEAR),)


def test_a_withdrawal_has_the_corrected_day_and_reason_of_the_cancellation() -> None:
    facts = (*TIED_TO_LAUNCH, LAUNCH_CANCELLED, BY_LAUNCH)
    assert when_corrected(facts, LAUNCH_CANCELLED, on=Edtf("2019-02-21"), reason="No room.") == (
        say_instead(facts, BY_LAUNCH, on="2019-02-21", reason="No room."),
    )


def test_a_milestone_is_not_complete_when_what_completed_it_is_retracted() -> None:
    facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE)
    assert when_retracted(facts, LAUNCH_ATTENDED) == (take_back(facts, COMPLETE),)
    started = reported(FIRST_YEAR, "2019-01", launched("2019-01"), "complete")
    of_year = (*TIED_TO_YEAR, FIRST_YEAR_STARTED, started)
    assert when_retracted(of_year, FIRST_YEAR_STARTED) == (take_back(of_year, started),)


def test_a_report_has_the_corrected_day() -> None:
    facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE)
    now = {"on": "2019-03-21", "text": words("2019-03-21")}
    assert when_corrected(facts, LAUNCH_HELD, on=Edtf("2019-03-21")) == (say_instead(facts, COMPLETE, **now),)
    started = reported(FIRST_YEAR, "2019-01", launched("2019-01"), "complete")
    of_year = (*TIED_TO_YEAR, FIRST_YEAR_STARTED, started)
    later = {"on": "2019-02", "text": launched("2019-02")}
    assert when_corrected(of_year, FIRST_YEAR_STARTED, on=Edtf("2019-02")) == (say_instead(of_year, started, **later),)


def test_a_report_has_the_corrected_name_of_what_it_follows() -> None:
    facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE)
    say = say_instead(facts, COMPLETE, text=words("2019-03-20", "The start", "Le début"))
    assert when_corrected(facts, LAUNCH_PLANNED, title={"en": "The start", "fr": "Le début"}) == (say,)


def test_a_note_on_a_part_is_corrected_and_taken_back_likewise() -> None:
    def in_part(on: str) -> Text:
        return {"en": f"Part 2: {words(on)['en']}", "fr": f"Partie 2 : {words(on)['fr']}"}

    noted = reported(LAUNCH, "2019-03-20", in_part("2019-03-20"))
    facts = (*WITH_BOTH, TIED_IN_PART, LAUNCH_TIED, *ATTENDED, noted)
    now = {"on": "2019-03-21", "text": in_part("2019-03-21")}
    assert when_corrected(facts, LAUNCH_HELD, on=Edtf("2019-03-21")) == (say_instead(facts, noted, **now),)
    assert when_retracted(facts, LAUNCH_ATTENDED) == (take_back(facts, noted),)


def test_a_correction_that_changes_nothing_of_what_is_followed_leaves_the_milestone_alone() -> None:
    facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE)
    assert when_corrected(facts, LAUNCH_ATTENDED, total=41) == ()
    assert when_corrected(facts, LAUNCH_PLANNED, place="Lyon") == ()
    assert when_corrected((*TIED_TO_LAUNCH, LAUNCH_HELD), LAUNCH_HELD, on=Edtf("2019-03-21")) == ()
    loosely = (*WITH_BOTH, (MILESTONE, replace(TIED[1], when=None)), LAUNCH_TIED, *ATTENDED)
    assert when_corrected(loosely, LAUNCH_HELD, on=Edtf("2019-03-21")) == ()


def test_what_followed_before_a_milestone_was_untied_stays() -> None:
    facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE, UNTIED, LAUNCH_UNTIED)
    assert when_corrected(facts, LAUNCH_HELD, on=Edtf("2019-03-21")) == ()


def test_a_milestone_that_was_untied_by_mistake_catches_up() -> None:
    facts = (*TIED_TO_LAUNCH, UNTIED, LAUNCH_UNTIED, *ATTENDED)
    both = (*facts, retracted(facts, UNTIED))
    assert follows(both, retracted(facts, LAUNCH_UNTIED)) == (
        ReportProgress(
            **OF_MILESTONE,
            on=Edtf("2019-03-20"),
            text=words("2019-03-20"),
            status="complete",
            following=str(LAUNCH),
        ),
    )


def test_what_a_person_said_is_left_alone() -> None:
    own = (MILESTONE, ProgressReported(on=Edtf("2019-03-20"), text={"en": "It went well."}))
    facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE, own, OVERRULED)
    assert when_retracted(facts, LAUNCH_ATTENDED) == (take_back(facts, COMPLETE),)


def test_what_the_entry_says_already_is_not_said_again() -> None:
    said = reported(LAUNCH, "2019-03-21", words("2019-03-21"), "complete")
    assert when_corrected((*TIED_TO_LAUNCH, *ATTENDED, said), LAUNCH_HELD, on=Edtf("2019-03-21")) == ()


def test_a_milestone_that_follows_two_things_has_one_note_and_is_complete_on_the_corrected_day() -> None:
    facts = (*TIED_TO_BOTH, *ATTENDED, LAUNCH_NOTED, FIRST_YEAR_STARTED, COMPLETE_BY_YEAR)
    assert when_corrected(facts, LAUNCH_HELD, on=Edtf("2019-03-21")) == (
        say_instead(facts, LAUNCH_NOTED, on="2019-03-21", text=words("2019-03-21")),
        say_instead(facts, COMPLETE_BY_YEAR, on="2019-03-21"),
    )


def test_a_milestone_that_follows_two_things_is_not_complete_without_the_one_that_is_retracted() -> None:
    facts = (*TIED_TO_BOTH, *ATTENDED, LAUNCH_NOTED, FIRST_YEAR_STARTED, COMPLETE_BY_YEAR)
    assert when_retracted(facts, LAUNCH_ATTENDED) == (
        take_back(facts, LAUNCH_NOTED),
        say_instead(facts, COMPLETE_BY_YEAR, on="2019-01", status=None),
    )


def test_a_milestone_withdrawn_with_two_things_stands_again_with_one_of_them_and_notes_the_other() -> None:
    noted = reported(LAUNCH, "2019-02-20", cancelled("2019-02-20"))
    facts = (*TIED_TO_BOTH, LAUNCH_CANCELLED, noted, FIRST_YEAR_CANCELLED, BY_YEAR)
    year = {"en": "The first year was cancelled (2019-04): No host was left."}
    assert when_retracted(facts, LAUNCH_CANCELLED) == (
        take_back(facts, noted),
        take_back(facts, BY_YEAR),
        ReportProgress(**OF_MILESTONE, on=Edtf("2019-04"), text=year, following=str(FIRST_YEAR)),
    )
    assert when_retracted(facts, FIRST_YEAR_CANCELLED) == (take_back(facts, BY_YEAR),)


def test_a_milestone_of_a_cancelled_cohort_that_never_started_is_withdrawn() -> None:
    started = reported(FIRST_YEAR, "2019-01", launched("2019-01"), "complete")
    facts = (*TIED_TO_YEAR, FIRST_YEAR_STARTED, started, FIRST_YEAR_CANCELLED)
    withdraw = WithdrawMilestone(
        **OF_MILESTONE, on=Edtf("2019-04"), reason="No host was left.", following=str(FIRST_YEAR)
    )
    assert when_retracted(facts, FIRST_YEAR_STARTED) == (take_back(facts, started), withdraw)
    unsaid = (*TIED_TO_YEAR, FIRST_YEAR_STARTED, FIRST_YEAR_CANCELLED)
    assert when_retracted(unsaid, FIRST_YEAR_STARTED) == (withdraw,)


def test_a_milestone_of_one_thing_that_came_and_one_that_was_cancelled_has_two_notes_and_waits_for_a_person() -> None:
    noted = reported(LAUNCH, "2019-02-20", cancelled("2019-02-20"))
    streams = given(*TIED_TO_BOTH, FIRST_YEAR_STARTED, YEAR_NOTED).streams
    cancel = CancelEvent(programme=PLAN, code="launch", on=Edtf("2019-02-20"), reason="Nobody registered.")
    assert [one.event for one in carry_out(cancel, streams, TODAY)] == [LAUNCH_CANCELLED[1], noted[1]]
    facts = (*TIED_TO_BOTH, FIRST_YEAR_STARTED, YEAR_NOTED, LAUNCH_CANCELLED, noted)
    assert when_retracted(facts, LAUNCH_CANCELLED) == (take_back(facts, noted),)


def happens(command: Command, streams: Streams) -> list[tuple[Key, Event]]:
    return [(one.key, one.event) for one in carry_out(command, streams, TODAY)]


def correct(facts: tuple[Fact, ...], wrong: Fact, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(wrong[0]), entry=the_entry(facts, wrong), reason=WHY, say=say)


def retract(facts: tuple[Fact, ...], wrong: Fact) -> RetractEntry:
    return RetractEntry(of=str(wrong[0]), entry=the_entry(facts, wrong), reason=WHY)


def test_the_correction_and_what_follows_from_it_happen_together_and_once() -> None:
    facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE)
    assert happens(correct(facts, LAUNCH_HELD, on="2019-03-21"), given(*facts).streams) == [
        corrected(facts, LAUNCH_HELD, on=Edtf("2019-03-21")),
        corrected(facts, COMPLETE, on=Edtf("2019-03-21"), text=words("2019-03-21")),
    ]


def test_a_milestone_follows_again_once_the_cancellation_is_retracted() -> None:
    facts = (*TIED_TO_LAUNCH, LAUNCH_CANCELLED, BY_LAUNCH)
    streams = given(*facts).streams
    assert happens(retract(facts, LAUNCH_CANCELLED), streams) == [
        retracted(facts, LAUNCH_CANCELLED),
        retracted(facts, BY_LAUNCH),
    ]
    happens(HoldEvent(programme=PLAN, code="launch", on=Edtf("2019-03-20")), streams)
    streams[LAUNCH].take(LAUNCH_ATTENDED[1])
    world = World(streams, TODAY)
    (report,) = (request for react in REACTIONS for request in react(*LAUNCH_ATTENDED, world))
    assert isinstance(report, ReportProgress)
    assert happens(report, streams) == [COMPLETE]


def test_what_a_person_added_to_it_stays() -> None:
    shown = reported(LAUNCH, "2019-03-20", words("2019-03-20"), "complete", evidence=(LINK,))
    facts = (*TIED_TO_LAUNCH, *ATTENDED, shown)
    (_, (_, fact)) = happens(correct(facts, LAUNCH_HELD, on="2019-03-21"), given(*facts).streams)
    assert isinstance(fact, Corrected)
    assert (fact.fact.on, fact.fact.evidence) == (Edtf("2019-03-21"), (LINK,))


def test_what_was_said_before_a_person_withdrew_the_milestone_or_overruled_is_corrected_too() -> None:
    for since in (WITHDRAWN, OVERRULED):
        facts = (*TIED_TO_LAUNCH, *ATTENDED, COMPLETE, since)
        (_, (key, fact)) = happens(correct(facts, LAUNCH_HELD, on="2019-03-21"), given(*facts).streams)
        assert isinstance(fact, Corrected)
        assert (key, fact.corrects, fact.fact.on) == (MILESTONE, 3, Edtf("2019-03-21"))


def test_a_person_who_reinstated_the_milestone_has_the_last_word() -> None:
    back = ReinstateMilestone(**OF_MILESTONE, on=Edtf("2019-05"), reason="The town hosts it itself.")
    facts = (*TIED_TO_LAUNCH, LAUNCH_CANCELLED, BY_LAUNCH)
    streams = given(*facts).streams
    happens(back, streams)
    assert happens(retract(facts, LAUNCH_CANCELLED), streams) == [retracted(facts, LAUNCH_CANCELLED)]


def test_a_cohort_followed_to_its_end_is_corrected_by_its_end_only() -> None:
    by_its_end = (*WITH_BOTH, (MILESTONE, replace(TIED_TO_COHORT[1], when=Mark.COMPLETED)), FIRST_YEAR_TIED)
    facts = (*by_its_end, FIRST_YEAR_STARTED)
    assert when_corrected(facts, FIRST_YEAR_STARTED, on=Edtf("2019-02")) == ()
    assert when_retracted(facts, FIRST_YEAR_STARTED) == ()


def test_another_milestone_of_the_thing_is_left_alone_when_one_is_tied_again() -> None:
    other = Key(MILESTONE[0], f"{PLAN}/9.2")
    both = (*TIED_TO_LAUNCH, (other, PLANNED[1]), (other, TIED[1]), (LAUNCH, replace(LAUNCH_TIED[1], milestone="9.2")))
    facts = (*both, UNTIED, LAUNCH_UNTIED, *ATTENDED)
    again = (*facts, retracted(facts, UNTIED))
    requests = follows(again, retracted(facts, LAUNCH_UNTIED))
    assert [request.key() for request in requests] == [MILESTONE]
