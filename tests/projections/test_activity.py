"""Who recorded what, newest first, as it was known."""

from domain.assessment import AssessmentRecorded, RetractAssessment, Subject
from domain.correction import RetractEntry
from projections.activity import Activity, activity
from projections.runner import bring_up_to_date
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_correction,
    a_finding,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    an_amendment,
)


def begin(ledger: Ledger) -> int:
    ledger.say("2018-06-01", a_programme(), actor="ministry")
    ledger.say("2018-06-02", a_partner("culture"), a_partner("digital"), actor="registry")
    return ledger.say("2018-06-03", a_commitment(lead="culture"), a_milestone(), actor="team")


def facts(found: Activity) -> list[str]:
    return [one.fact for one in found.entries]


def test_what_was_recorded_comes_newest_first_with_who_and_what_it_is_about(ledger: Ledger) -> None:
    begin(ledger)
    found = activity(ledger.reading())
    assert [(one.actor, one.kind, one.programme, one.code) for one in found.entries] == [
        ("team", "milestone", PLAN, "9.1"),
        ("team", "commitment", PLAN, "9"),
        ("registry", "partner", None, "digital"),
        ("registry", "partner", None, "culture"),
        ("ministry", "programme", PLAN, PLAN),
    ]
    assert [one.position for one in found.entries] == [5, 4, 3, 2, 1]
    assert found.entries[0].title == {"en": "Milestone 9.1"}
    assert found.entries[0].recorded_at.date().isoformat() == "2018-06-03"
    assert found.entries[0].request == found.entries[1].request != found.entries[2].request
    assert (found.older, found.newer) == (None, None)
    assert len({one.urn for one in found.entries}) == 5


def test_an_entry_says_what_it_takes_to_put_it_in_a_sentence(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-02-01", a_report("complete", "2019-01-15"))
    ledger.say("2019-02-02", a_reschedule("2019-06", "2019-02-01"))
    ledger.say("2019-02-03", a_change_of_lead("digital", "2019-02-02"))
    lead, moved, reported = activity(ledger.reading(), limit=3).entries
    assert (reported.fact, reported.status, reported.on) == ("milestone.progress_reported", "complete", "2019-01-15")
    assert (moved.former_due, moved.due, moved.reason) == ("2018", "2019-06", "The law came later.")
    assert (lead.former_partner, lead.partner, lead.former_due) == ("culture", "digital", None)


def test_a_correction_names_the_entry_and_says_what_should_have_been_said(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-02-01", a_report("complete", "2019-01-15"), a_reschedule("2019-06", "2019-02-01"))
    ledger.say("2019-03-01", a_correction(2, "substantial", "2019-01-15"))
    ledger.say("2019-03-02", RetractEntry(of=f"milestone:{PLAN}/9.1", entry=3, reason="It was another one."))
    retracted, corrected = activity(ledger.reading(), limit=2).entries
    assert (corrected.corrects, corrected.status) == (2, "substantial")
    assert corrected.corrected_fact == "milestone.progress_reported"
    assert (retracted.corrects, retracted.corrected_fact) == (3, "milestone.rescheduled")
    assert (retracted.fact, retracted.reason) == ("record.retracted", "It was another one.")


def test_a_finding_names_the_reviewer_the_question_and_what_was_found(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-06-01", a_finding("completion"))
    ledger.say("2021-06-01", a_finding("completion", "limited", reason="It was looked at."))
    ledger.say(
        "2021-06-02",
        RetractAssessment(
            programme=PLAN,
            subject=Subject.COMMITMENT,
            about="9",
            reviewer="irm",
            variable="completion",
            reason="Of another.",
        ),
    )
    of = f"assessment:{PLAN}/commitment/9/irm/completion"
    ledger.say("2021-06-03", RetractEntry(of=of, entry=2, reason="It was another one."))
    removed, taken_back, found, pending, *_, milestone = activity(ledger.reading(), limit=5).entries
    assert {(one.reviewer, one.variable) for one in (removed, taken_back, found, pending)} == {("irm", "completion")}
    assert (pending.values, found.values, taken_back.values, removed.values) == ((), ("limited",), None, None)
    assert (milestone.reviewer, milestone.variable, milestone.values) == (None, None, None)
    assert removed.corrected_fact == AssessmentRecorded.TOPIC.partition("@")[0]


def test_only_what_was_known_is_shown(ledger: Ledger) -> None:
    before = begin(ledger)
    ledger.say("2019-02-01", a_report("complete", "2019-01-15"), actor="auditor")
    then = activity(ledger.reading(known_at=before))
    assert [one.position for one in then.entries] == [5, 4, 3, 2, 1]
    assert (then.newer, [one.value for one in then.actors]) == (None, ["ministry", "registry", "team"])
    assert [one.value for one in activity(ledger.reading()).actors] == ["auditor", "ministry", "registry", "team"]


def test_it_is_filtered_by_programme_actor_and_kind_and_the_choices_are_counted_in_a_programme(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_programme("OTHER"), a_milestone("9.2"), actor="ministry")
    reading = ledger.reading()
    assert [one.position for one in activity(reading, programme=PLAN).entries] == [7, 5, 4, 1]
    assert [one.position for one in activity(reading, actor="registry").entries] == [3, 2]
    assert [one.position for one in activity(reading, kind="programme").entries] == [6, 1]
    both = activity(reading, programme=PLAN, actor="ministry", kind="milestone")
    assert [one.position for one in both.entries] == [7]
    assert [(one.value, one.entries) for one in both.actors] == [("ministry", 2), ("team", 2)]
    assert [(one.value, one.entries) for one in both.kinds] == [("commitment", 1), ("milestone", 2), ("programme", 1)]
    assert [(one.value, one.entries) for one in activity(reading).kinds] == [
        ("commitment", None),
        ("milestone", None),
        ("partner", None),
        ("programme", None),
    ]


def test_pages_lead_to_each_other_until_all_has_been_seen(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_milestone("9.2"), a_milestone("9.3"))
    for programme, every in ((None, [7, 6, 5, 4, 3, 2, 1]), (PLAN, [7, 6, 5, 4, 1])):
        seen: list[int] = []
        pages: list[list[int]] = []
        before: int | None = None
        while True:
            page = activity(ledger.reading(), programme=programme, before=before, limit=2)
            pages.append([one.position for one in page.entries])
            seen += pages[-1]
            if page.older is None:
                break
            before = page.older
        assert seen == every
        newer = activity(ledger.reading(), programme=programme, before=page.newer, limit=2)
        assert [one.position for one in newer.entries] == pages[-2]


def test_what_cannot_be_read_is_left_out_and_the_rest_is_shown(ledger: Ledger) -> None:
    position = begin(ledger)
    with ledger.broken(position):
        assert [one.position for one in activity(ledger.reading()).entries] == [4, 3, 2, 1]
    ledger.mark()
    bring_up_to_date(ledger.connection, ledger.engine)
    assert [one.position for one in activity(ledger.reading()).entries] == [5, 4, 3, 2, 1]
    with ledger.broken(position):
        assert [one.position for one in activity(ledger.reading()).entries] == [4, 3, 2, 1]


def test_the_title_is_that_of_the_day(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-02-01", an_amendment("2019-01-15", title={"en": "The cloud plan"}))
    first = [activity(ledger.reading(day), kind="milestone").entries[0] for day in ("2019-01-14", "2019-01-15")]
    assert [entry.title for entry in first] == [{"en": "Milestone 9.1"}, {"en": "The cloud plan"}]
