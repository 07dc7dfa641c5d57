"""Who takes part in what, in which role, from when until when?"""

from typing import Any

from domain.consortium import HandOverLead, LeaveProgramme, Role
from domain.correction import CorrectEntry
from domain.dates import Edtf
from domain.deliverable import PromiseDeliverable
from domain.gathering import AmendEvent, EventFormat, PlanEvent
from domain.phase import PlanPhase
from domain.pilot import AmendPilot, ProposePilot
from domain.promise import AmendDeliverable
from domain.succession import MergePartners
from projections.consortium import CONSORTIA
from projections.dossier import timeline_of
from projections.role import PartnerRole, roles_in, roles_of
from tests.projections.ledger import Ledger
from tests.projections.said import (
    PLAN,
    a_change_of_lead,
    a_commitment,
    a_member,
    a_milestone,
    a_partner,
    a_programme,
    an_amendment,
    text,
)

PARTNERS = ("culture", "digital", "interior")
ALWAYS = "2018-06-01"


def leave(partner: str, on: str, role: Role = Role.PARTNER) -> LeaveProgramme:
    return LeaveProgramme(programme=PLAN, partner=partner, role=role, on=Edtf(on), reason="It was merged.")


def hand_over(to: str, on: str) -> HandOverLead:
    return HandOverLead(programme=PLAN, to=to, on=Edtf(on), reason="By decree.")


def begin(ledger: Ledger) -> None:
    ledger.say(ALWAYS, a_programme(), *map(a_partner, PARTNERS))


def spans(roles: list[PartnerRole]) -> list[tuple[str, str, str | None, str | None]]:
    return [(role.partner, role.role, role.since, role.until) for role in roles]


def holding(ledger: Ledger, as_of: str, known_at: int | None = None) -> set[tuple[str, str]]:
    roles = roles_in(ledger.reading(as_of, known_at), PLAN)
    return {(role.partner, role.role) for role in roles if role.holds}


def test_a_partner_takes_part_from_the_day_it_joined_until_the_day_it_left(ledger: Ledger) -> None:
    begin(ledger)
    before = ledger.say("2018-07-01", a_member("culture", since="2018-07-01"))
    ledger.say("2019-07-01", leave("culture", "2019-06-15"))
    (role,) = roles_in(ledger.reading(), PLAN)
    assert (role.since, role.until, role.reason) == ("2018-07-01", "2019-06-15", "It was merged.")
    assert (role.part_of, role.programme) == (f"programme:{PLAN}", PLAN)
    held = {day: bool(holding(ledger, day)) for day in ("2018-06-30", "2018-07-01", "2019-06-14", "2019-06-15")}
    assert held == {"2018-06-30": False, "2018-07-01": True, "2019-06-14": True, "2019-06-15": False}
    assert holding(ledger, "2019-06-15", before) == {("culture", "partner")}


def test_a_partner_that_joined_on_no_day_in_particular_was_always_there(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_member("culture"))
    assert holding(ledger, "1999-01-01") == {("culture", "partner")}


def test_a_partner_that_comes_back_has_two_spans(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_member("culture", since="2018-07-01"))
    ledger.say("2019-02-01", leave("culture", "2019-01-01"))
    ledger.say("2020-02-01", a_member("culture", since="2020-01-01"))
    ledger.say("2020-09-01", leave("culture", "2020-08-01"))
    assert spans(roles_in(ledger.reading(), PLAN)) == [
        ("culture", "partner", "2018-07-01", "2019-01-01"),
        ("culture", "partner", "2020-01-01", "2020-08-01"),
    ]
    assert [bool(holding(ledger, day)) for day in ("2018-12-31", "2019-06-01", "2020-01-01")] == [True, False, True]


def test_a_partner_may_hold_two_roles_and_leave_one(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_member("culture"), a_member("culture", Role.FUNDER))
    ledger.say("2019-02-01", leave("culture", "2019-01-01", Role.FUNDER))
    assert holding(ledger, "2018-12-31") == {("culture", "partner"), ("culture", "funder")}
    assert holding(ledger, "2019-01-01") == {("culture", "partner")}


def test_the_lead_is_handed_over_on_one_day_so_that_there_is_always_one(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_member("digital", Role.LEAD), a_member("culture"))
    ledger.say("2019-02-01", hand_over("culture", "2019-01-01"))
    ledger.say("2020-02-01", hand_over("digital", "2020-01-01"))
    for day, lead in (("2018-12-31", "digital"), ("2019-01-01", "culture"), ("2020-01-01", "digital")):
        assert {partner for partner, role in holding(ledger, day) if role == "lead"} == {lead}
    assert ("culture", "partner") in holding(ledger, "2020-01-01")


def test_an_imprecise_day_ends_a_role_at_its_last(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_member("culture"))
    ledger.say("2020-02-01", leave("culture", "2019"))
    assert holding(ledger, "2019-12-30") == {("culture", "partner")}
    assert holding(ledger, "2019-12-31") == set()


def test_roles_in_commitments_and_milestones_are_told_with_what_they_are_part_of(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say(
        "2018-07-01",
        a_commitment(lead="digital", supporting=("culture",)),
        a_milestone(responsible=("culture",), on=Edtf("2018-06-15")),
    )
    ledger.say("2019-02-01", an_amendment("2019-01-01", responsible=("interior",)))
    ledger.say("2019-04-01", a_change_of_lead("interior", "2019-03-01"))
    milestone, promise = f"milestone:{PLAN}/9.1", f"commitment:{PLAN}/9"
    roles = roles_in(ledger.reading("2019-03-01"), PLAN)
    assert {(r.part_of, r.partner, r.role, r.since, r.until, r.holds) for r in roles} == {
        (promise, "digital", "lead", None, "2019-03-01", False),
        (promise, "interior", "lead", "2019-03-01", None, True),
        (promise, "culture", "supporting", None, None, True),
        (milestone, "culture", "responsible", "2018-06-15", "2019-01-01", False),
        (milestone, "interior", "responsible", "2019-01-01", None, True),
    }


def test_a_partner_is_told_what_it_takes_part_in_everywhere(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_programme("OTHER"), a_member("culture"), a_commitment(lead="culture"))
    ledger.say("2018-07-02", a_member("digital"), a_milestone(responsible=("culture",)))
    assert {role.part_of for role in roles_of(ledger.reading(), "culture")} == {
        f"programme:{PLAN}",
        f"commitment:{PLAN}/9",
        f"milestone:{PLAN}/9.1",
    }
    assert roles_of(ledger.reading(), "interior") == []
    assert roles_in(ledger.reading(), "OTHER") == []


def test_a_corrected_entry_about_who_takes_part_stands_beside_its_correction_and_is_believed_from_then_on(
    ledger: Ledger,
) -> None:
    begin(ledger)
    before = ledger.say("2018-07-01", a_member("culture", since="2018-07-01"))
    of = f"consortium:{PLAN}"
    wrong = CorrectEntry(of=of, entry=1, reason="It only supports.", say={"role": "supporting"})
    ledger.say("2018-08-01", wrong)
    assert holding(ledger, "2018-09-01", before) == {("culture", "partner")}
    assert holding(ledger, "2018-09-01") == {("culture", "supporting")}
    row = ledger.reading().row(CONSORTIA, PLAN)
    assert row
    assert [(one.of, one.entry, one.kind, one.corrects, one.corrected_by) for one in timeline_of(row)] == [
        (of, 1, "consortium.joined", None, 2),
        (of, 2, "record.corrected", 1, None),
    ]


def test_hosts_partners_organisers_funders_and_leads_of_things_have_roles_until_an_amendment_leaves_them_out(
    ledger: Ledger,
) -> None:
    begin(ledger)
    usual: dict[str, Any] = {"programme": PLAN, "on": Edtf("2018-07-01")}
    before = ledger.say(
        "2018-07-01",
        ProposePilot(code="P1", title=text("A pilot"), hosts=("culture",), partners=("digital",), **usual),
        PlanPhase(code="P1", number=1, title=text("First"), funders=("interior",), **usual),
        PlanEvent(code="E1", title=text("A seminar"), format=EventFormat.SEMINAR, organisers=("digital",), **usual),
        PromiseDeliverable(code="D1", title=text("A report"), lead="culture", **usual),
    )
    amended: dict[str, Any] = {"programme": PLAN, "on": Edtf("2019-01-01"), "reason": "It was agreed so."}
    ledger.say(
        "2019-02-01",
        AmendPilot(code="P1", hosts=("digital",), **amended),
        AmendEvent(code="E1", organisers=("culture",), **amended),
        AmendDeliverable(code="D1", lead=None, **amended),
    )

    def held(known_at: int | None = None) -> set[tuple[str, str, str]]:
        roles = roles_in(ledger.reading("2019-06-01", known_at), PLAN)
        return {
            (r.part_of.removeprefix(f"{r.part_of.split(':')[0]}:{PLAN}/"), r.partner, r.role) for r in roles if r.holds
        }

    stay = {("P1", "digital", "partner"), ("P1", "interior", "funder")}
    assert held(before) == stay | {("P1", "culture", "host"), ("E1", "digital", "organiser"), ("D1", "culture", "lead")}
    assert held() == stay | {("P1", "digital", "host"), ("E1", "culture", "organiser")}
    (was,) = [r for r in roles_of(ledger.reading(), "culture") if r.role == "host"]
    assert (was.since, was.until) == ("2018-07-01", "2019-01-01")


def test_a_role_says_that_its_partner_has_ended(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2018-07-01", a_member("culture"))
    ledger.say("2019-02-01", MergePartners(code="culture", into="digital", on=Edtf("2019-01-15"), reason="By decree."))
    ended = [roles_of(ledger.reading(day), "culture")[0].partner_ended for day in ("2019-01-14", "2019-01-15")]
    assert ended == [None, "2019-01-15"]
