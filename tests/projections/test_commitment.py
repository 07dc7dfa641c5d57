"""Which commitments does a programme make, and who answers for them when?"""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.answering import AddSupport, ChangeLead, EndSupport
from domain.commitment import Commitment
from domain.dates import Edtf
from domain.deciding import Streams, carry_out
from domain.kernel import Command, Refused
from projections import commitment as question
from projections.commitment import commitment, commitments_of
from projections.order import in_order
from projections.role import roles_in
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_partner,
    a_programme,
    an_amended_commitment,
    text,
)

PARTNERS = ("culture", "digital", "interior")
BEGIN = date(2018, 6, 1)
partners = st.sampled_from(PARTNERS)
steps = st.lists(st.tuples(st.sampled_from((ChangeLead, AddSupport, EndSupport)), partners), max_size=10)


def found(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> question.Commitment:
    one = commitment(ledger.reading(as_of, known_at), PLAN, "9")
    assert one is not None
    return one


def add(partner: str, on: str) -> AddSupport:
    return AddSupport(programme=PLAN, code="9", partner=partner, on=Edtf(on))


def end(partner: str, on: str) -> EndSupport:
    return EndSupport(programme=PLAN, code="9", partner=partner, on=Edtf(on), reason="No more people for it.")


def test_a_commitment_is_as_it_was_made(ledger: Ledger) -> None:
    made = a_commitment(
        lead="digital", supporting=("culture", "interior"), identifier="FR0038", problem=text("Too few people.")
    )
    ledger.say("2018-06-01", a_programme(), *map(a_partner, PARTNERS), made)
    one = found(ledger)
    assert (one.programme, one.code, one.identifier, one.version) == (PLAN, "9", "FR0038", 1)
    assert (one.title, one.problem, one.ambition) == (made.title, made.problem, None)
    assert (one.lead, one.supporting) == ("digital", ("culture", "interior"))
    assert commitment(ledger.reading(), PLAN, "10") is None


def test_an_amendment_leaves_what_it_does_not_name(ledger: Ledger) -> None:
    before = ledger.say("2018-06-01", a_programme(), a_commitment(problem=text("First"), ambition=text("High")))
    ledger.say("2019-06-01", an_amended_commitment("2019-05-01", problem=text("Second"), ambition=None))
    assert (found(ledger).problem, found(ledger).ambition) == (text("Second"), None)
    assert found(ledger, "2019-04-30").problem == text("First")
    assert found(ledger, known_at=before).problem == text("First")
    assert found(ledger).title == text("Commitment 9")


def test_another_leads_from_a_day_on_and_support_begins_and_ends(ledger: Ledger) -> None:
    before = ledger.say(
        "2018-06-01",
        a_programme(),
        *map(a_partner, PARTNERS),
        a_commitment(lead="digital", supporting=("culture",)),
    )
    ledger.say("2019-07-01", a_change_of_lead("culture", "2019-06"), add("digital", "2019-06-30"))
    ledger.say("2019-12-01", add("interior", "2019-11-01"), end("digital", "2019-11-30"))
    held = {day: (found(ledger, day).lead, found(ledger, day).supporting) for day in ("2019-06-29", "2019-06-30")}
    assert held == {"2019-06-29": ("digital", ("culture",)), "2019-06-30": ("culture", ("digital",))}
    assert found(ledger, "2019-11-01").supporting == ("digital", "interior")
    assert found(ledger, "2019-11-30").supporting == ("interior",)
    assert found(ledger, "2019-11-30", before).lead == "digital"


def test_a_supporter_that_led_for_a_while_does_not_support_again_unasked(ledger: Ledger) -> None:
    ledger.say(
        "2018-06-01",
        a_programme(),
        *map(a_partner, PARTNERS),
        a_commitment(lead="digital", supporting=("culture",)),
    )
    ledger.say("2019-02-01", a_change_of_lead("culture", "2019-01-01"))
    ledger.say("2019-04-01", a_change_of_lead("interior", "2019-03-01"))
    assert (found(ledger).lead, found(ledger).supporting) == ("interior", ())
    assert (found(ledger, "2018-12-31").lead, found(ledger, "2018-12-31").supporting) == ("digital", ("culture",))


def command(kind: type[ChangeLead | AddSupport | EndSupport], partner: str, day: date) -> Command:
    on = Edtf(day.isoformat())
    if kind is ChangeLead:
        return ChangeLead(programme=PLAN, code="9", to=partner, on=on, reason="x")
    if kind is AddSupport:
        return AddSupport(programme=PLAN, code="9", partner=partner, on=on, reason="x")
    return EndSupport(programme=PLAN, code="9", partner=partner, on=on, reason="x")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lead=st.none() | partners, steps=steps)
def test_who_leads_and_supports_is_on_every_day_what_the_rules_and_the_roles_say(
    ledger: Ledger, lead: str | None, steps: list[tuple[type[ChangeLead | AddSupport | EndSupport], str]]
) -> None:
    ledger.empty()
    made = a_commitment(lead=lead, supporting=tuple(partner for partner in PARTNERS[:1] if partner != lead))
    founding = (*map(a_partner, PARTNERS), a_programme(), made)
    ledger.say(BEGIN.isoformat(), *founding)
    streams = Streams()
    for request in founding:
        list(carry_out(request, streams, BEGIN))
    day = BEGIN
    expected = {day: streams[made.key()].state}
    for kind, partner in steps:
        day += timedelta(days=1)
        request = command(kind, partner, day)
        try:
            list(carry_out(request, streams, day))
        except Refused:
            continue
        ledger.say(day.isoformat(), request)
        expected[day] = streams[made.key()].state
    for on, state in expected.items():
        assert isinstance(state, Commitment)
        one = found(ledger, on.isoformat())
        assert (one.lead, frozenset(one.supporting)) == (state.lead, state.supporting)
        held = {(role.role, role.partner) for role in roles_in(ledger.reading(on.isoformat()), PLAN) if role.holds}
        assert held == {("lead", p) for p in (state.lead,) if p} | {("supporting", p) for p in state.supporting}


def test_commitments_come_in_the_order_of_their_numbers(ledger: Ledger) -> None:
    codes = ("10", "9", "annex-b", "9-b", "9.10", "9.2", "annex-a")
    ledger.say("2018-06-01", a_programme(), *map(a_commitment, codes), a_programme("OTHER"))
    assert [one.code for one in commitments_of(ledger.reading(), PLAN)] == [
        "9",
        "9.2",
        "9.10",
        "9-b",
        "10",
        "annex-a",
        "annex-b",
    ]
    assert commitments_of(ledger.reading(), "OTHER") == []


@given(st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,6}", fullmatch=True), max_size=8))
def test_any_codes_can_be_put_in_order(codes: list[str]) -> None:
    assert [in_order(code) for code in sorted(codes, key=in_order)] == sorted(map(in_order, codes))
