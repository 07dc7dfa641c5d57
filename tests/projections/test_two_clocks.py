"""What did the report of then say, and what do we now believe about then: two questions, each answered for ever."""

from typing import Any, cast

import msgspec
from hypothesis import HealthCheck, given, settings

from domain.dates import Edtf
from domain.partner import AmendPartner
from domain.values import JSON
from projections.entry import timelines
from projections.moment import Reading
from projections.partner import all_partners
from projections.programme import all_programmes
from projections.report import status_report
from projections.role import roles_in
from tests.projections.histories import Chapter, histories, record
from tests.projections.ledger import Ledger
from tests.projections.said import (
    IN_THE_WAY,
    PLAN,
    a_commitment,
    a_correction,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    a_reschedule,
    text,
)

AS_OF = "2019-03-31"


def as_data(answer: object) -> Any:
    return msgspec.json.decode(JSON.encode(answer))


def report(ledger: Ledger, known_at: int) -> dict[str, Any]:
    return as_data(status_report(ledger.reading(AS_OF, known_at), PLAN))


def by_code(value: object) -> object:
    """A list of things that have codes is told by their codes, so that a difference names its place."""
    if not isinstance(value, list):
        return value
    items = cast("list[Any]", value)
    coded = {item["code"]: item for item in cast("list[dict[str, Any]]", items) if "code" in item}
    return coded or items


def differences(before: object, after: object, place: str = "") -> dict[str, tuple[object, object]]:
    """Each place at which two answers differ, with what the one and the other say there."""
    before, after = by_code(before), by_code(after)
    if isinstance(before, dict) and isinstance(after, dict):
        one, other = cast("dict[str, object]", before), cast("dict[str, object]", after)
        found: dict[str, tuple[object, object]] = {}
        for name in one | other:
            found |= differences(one.get(name), other.get(name), f"{place}/{name}")
        return found
    return {} if before == after else {place: (before, after)}


def record_what_was_known_in_april(ledger: Ledger) -> int:
    ledger.say(
        "2018-06-01",
        a_programme(title=text("France Action Plan 2018-2020")),
        a_partner("digital", "Minister of State for the Digital Sector"),
        a_partner("interior", "Ministry of the Interior"),
        a_commitment("9", lead="digital", supporting=("interior",), identifier="FR0038"),
        a_milestone("9.1", "2018", parts=(text("launching the 2nd and 3rd years"), text("perpetuating funding"))),
        a_milestone("9.2", "2018"),
        a_milestone("9.3", "2019"),
    )
    return ledger.say(
        "2019-04-01",
        a_report("substantial", "2019-03", "9.1", "Both years are launched."),
        a_report("limited", "2019-03", "9.2", "A first meeting was held."),
    )


def record_what_was_learnt_by_june(ledger: Ledger) -> int:
    return ledger.say(
        "2019-06-01",
        a_reschedule("2019", "2019-03-15", "9.2", "The alumni meet in autumn."),
        a_correction(2, "limited", "2019-03", "9.1", text=text("Only the second year is launched.")),
        a_report("not-started", "2019-02", "9.3", "Nothing was proposed."),
        AmendPartner(code="digital", reason="By decree.", on=Edtf("2019-03-31"), name=text("Secretary of State")),
        # Said of the time after the day that the report is asked for: it changes nothing there.
        a_reschedule("2020", "2019-05-20", "9.3"),
        a_report("complete", "2019-05-31", "9.1"),
    )


def test_the_same_report_as_known_then_and_now_differs_exactly_by_what_was_learnt_in_between(
    ledger: Ledger,
) -> None:
    april = record_what_was_known_in_april(ledger)
    said_in_april = report(ledger, april)
    june = record_what_was_learnt_by_june(ledger)

    assert report(ledger, april) == said_in_april
    line = "/commitments/9/milestones"
    found = differences(report(ledger, april), report(ledger, june))
    new_claim = found.pop(f"{line}/9.3/claim")
    assert found == {
        "/known_at": (april, june),
        "/commitments/9/lead/name/en": ("Minister of State for the Digital Sector", "Secretary of State"),
        f"{line}/9.1/status": ("substantial", "limited"),
        f"{line}/9.1/claim/status": ("substantial", "limited"),
        f"{line}/9.1/claim/progress/en": ("Both years are launched.", "Only the second year is launched."),
        f"{line}/9.1/claim/challenges": (None, IN_THE_WAY),
        f"{line}/9.1/claim/corrections": (0, 1),
        f"{line}/9.1/claim/correction_reason": (None, "It was counted twice."),
        f"{line}/9.2/due": ("2018", "2019"),
        f"{line}/9.2/due_reason": (None, "The alumni meet in autumn."),
        f"{line}/9.2/slippage/least_days": (0, 365),
        f"{line}/9.2/slippage/most_days": (0, 365),
        f"{line}/9.2/reschedules": (0, 1),
        f"{line}/9.2/overdue": (True, False),
        f"{line}/9.3/status": ("not-reported", "not-started"),
        "/totals/by_status/not-started": (0, 1),
        "/totals/by_status/limited": (1, 2),
        "/totals/by_status/substantial": (1, 0),
        "/totals/by_status/not-reported": (1, 0),
        "/totals/overdue": (2, 1),
        "/totals/rescheduled": (0, 1),
    }
    assert new_claim[0] is None
    assert cast("dict[str, object]", new_claim[1])["progress"] == text("Nothing was proposed.")


def everything(reading: Reading) -> Any:
    """The answers to all questions about a programme, at one moment."""
    return as_data(
        (
            status_report(reading, PLAN),
            timelines(reading, PLAN),
            roles_in(reading, PLAN),
            all_programmes(reading),
            all_partners(reading),
        )
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories())
def test_every_answer_that_was_ever_given_is_given_again_for_the_position_it_was_given_at(
    ledger: Ledger, history: tuple[Chapter, ...]
) -> None:
    ledger.empty()
    given_then: dict[tuple[str, int], Any] = {}
    for chapter in history:
        record(ledger, (chapter,))
        for as_of in ("2018-06-30", AS_OF):
            reading = ledger.reading(as_of)
            given_then[as_of, reading.moment.known_at] = everything(reading)
    for (as_of, known_at), answer in given_then.items():
        assert everything(ledger.reading(as_of, known_at)) == answer
    ledger.build()
    for (as_of, known_at), answer in given_then.items():
        assert everything(ledger.reading(as_of, known_at)) == answer
