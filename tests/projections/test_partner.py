"""Which partners are there, and what is said of each?"""

from domain.dates import Edtf
from domain.partner import AmendPartner, PartnerKind
from projections.partner import all_partners, partner, partners_named
from tests.projections.ledger import Ledger
from tests.projections.said import a_partner, text


def renamed(name: str, on: str | None) -> AmendPartner:
    return AmendPartner(code="digital", reason="By decree.", on=Edtf(on) if on else None, name=text(name))


def test_a_partner_is_as_it_was_registered(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_partner("digital", country="FR", place="Paris"))
    found = partner(ledger.reading(), "digital")
    assert found is not None
    assert (found.code, found.name, found.kind) == ("digital", text("The digital"), PartnerKind.MINISTRY)
    assert (found.country, found.place, found.version) == ("FR", "Paris", 1)
    assert partner(ledger.reading(), "nobody") is None


def test_a_renamed_partner_keeps_its_old_name_in_the_time_before(ledger: Ledger) -> None:
    before = ledger.say("2018-06-01", a_partner("digital", "Minister for the Digital Sector"))
    ledger.say("2020-08-01", renamed("Minister for Public Service", "2020-07-06"))

    def name(as_of: str, known_at: int | None = None) -> str:
        found = partner(ledger.reading(as_of, known_at), "digital")
        assert found is not None
        return found.name["en"]

    assert name("2020-07-05") == "Minister for the Digital Sector"
    assert name("2020-07-06") == "Minister for Public Service"
    assert name("2020-07-06", before) == "Minister for the Digital Sector"


def test_what_is_learnt_late_takes_its_place_in_time(ledger: Ledger) -> None:
    ledger.say("2018-06-01", a_partner("digital", "first"))
    ledger.say("2019-06-01", renamed("third", "2019-05-01"))
    ledger.say("2019-07-01", renamed("second", "2018-09-01"))
    names = [partner(ledger.reading(day), "digital") for day in ("2018-08-31", "2018-09-01", "2019-05-01")]
    assert [found and found.name["en"] for found in names] == ["first", "second", "third"]


def test_partners_are_listed_by_code_and_found_by_code(ledger: Ledger) -> None:
    ledger.say("2018-06-01", *(a_partner(code) for code in ("culture", "Budget", "interior")))
    reading = ledger.reading()
    assert [found.code for found in all_partners(reading)] == ["Budget", "culture", "interior"]
    assert [found.code for found in all_partners(reading, after="Budget", limit=1)] == ["culture"]
    assert set(partners_named(reading, ["culture", "nobody", "interior"])) == {"culture", "interior"}
    assert partners_named(reading, []) == {}
