"""In which partners did a partner go on, and of which did it come?"""

from domain.correction import RetractEntry
from domain.dates import Edtf
from domain.succession import MergePartners, SplitPartner
from projections.partner import Partner, Succession, partner
from projections.report import status_report
from projections.role import roles_of
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_partner, a_programme

BY_DECREE = Succession(partner="digital", on=Edtf("2019-01-15"), reason="By decree.")
MERGE = MergePartners(code="digital", into="interior", on=Edtf("2019-01-15"), reason="By decree.")


def found(ledger: Ledger, code: str, as_of: str = "2030-01-01", known_at: int | None = None) -> Partner:
    one = partner(ledger.reading(as_of, known_at), code)
    assert one is not None
    return one


def begin(ledger: Ledger) -> int:
    partners = map(a_partner, ("culture", "digital", "interior"))
    return ledger.say("2018-06-01", a_programme(), *partners, a_commitment(lead="digital"))


def test_a_merged_partner_has_a_successor_and_that_a_predecessor_from_the_day_on(ledger: Ledger) -> None:
    before = begin(ledger)
    ledger.say("2019-02-01", MERGE)
    digital, interior = found(ledger, "digital"), found(ledger, "interior")
    assert (digital.ended, digital.predecessors) == ("2019-01-15", ())
    assert digital.successors == (Succession(partner="interior", on=Edtf("2019-01-15"), reason="By decree."),)
    assert (interior.ended, interior.successors, interior.predecessors) == (None, (), (BY_DECREE,))
    for as_of, known_at in (("2019-01-14", None), ("2019-01-15", before)):
        assert found(ledger, "digital", as_of, known_at).ended is None
        assert found(ledger, "interior", as_of, known_at).predecessors == ()


def test_a_split_partner_ends_or_goes_on_beside_those_that_came_out_of_it(ledger: Ledger) -> None:
    begin(ledger)
    off = SplitPartner(code="digital", into=("culture",), on=Edtf("2018-12-01"), reason="By law.", ends=False)
    both = SplitPartner(
        code="digital", into=("culture", "interior"), on=Edtf("2019-01-15"), reason="By decree.", ends=True
    )
    ledger.say("2019-02-01", off, both)
    then = found(ledger, "digital", "2018-12-31")
    assert (then.ended, [heir.partner for heir in then.successors]) == (None, ["culture"])
    now = found(ledger, "digital")
    assert (now.ended, [heir.partner for heir in now.successors]) == ("2019-01-15", ["culture", "culture", "interior"])
    assert [one.on for one in found(ledger, "culture").predecessors] == ["2018-12-01", "2019-01-15"]


def test_reports_of_the_time_and_roles_keep_the_partner_of_the_time(ledger: Ledger) -> None:
    begin(ledger)
    ledger.say("2019-02-01", MERGE)
    for as_of in ("2019-01-01", "2019-06-01"):
        report = status_report(ledger.reading(as_of), PLAN)
        assert report is not None
        assert report.commitments[0].lead is not None
        assert report.commitments[0].lead.code == "digital"
    assert [role.role for role in roles_of(ledger.reading(), "digital")] == ["lead"]
    assert roles_of(ledger.reading(), "interior") == []


def test_a_merger_that_never_was_is_gone_from_both(ledger: Ledger) -> None:
    begin(ledger)
    before = ledger.say("2019-02-01", MERGE)
    ledger.say("2019-03-01", RetractEntry(of="partner:digital", entry=2, reason="It was only announced."))
    assert (found(ledger, "digital").ended, found(ledger, "interior").predecessors) == (None, ())
    assert found(ledger, "digital", known_at=before).ended == "2019-01-15"
