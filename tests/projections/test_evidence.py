"""On which links and files does the record of a programme rest: of what, said by whom, and when?"""

from datetime import UTC, datetime
from typing import Any

from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.deliverable import PromiseDeliverable
from domain.submission import SubmitDeliverable
from domain.values import File, Link
from projections.evidence import Evidence, evidence_of
from projections.programme import programme
from tests.projections.ledger import Ledger
from tests.projections.said import (
    EVIDENCE,
    PLAN,
    a_commitment,
    a_finding,
    a_milestone,
    a_partner,
    a_programme,
    a_report,
    text,
)

FILE = File(name="v1.pdf", sha256="1" * 64, size=12)
PAGE = Link(url="https://example.org/commitment", title="The commitment")
STUDY = Link(url="https://example.org/study", title="The study")
OF: dict[str, Any] = {"programme": PLAN, "code": "D2.1"}


def shown(ledger: Ledger, as_of: str = "2030-01-01", known_at: int | None = None) -> list[Evidence]:
    reading = ledger.reading(as_of, known_at)
    found = programme(reading, PLAN)
    assert found
    return list(evidence_of(reading, found))


def brief(found: list[Evidence]) -> list[tuple[str, str, int, str]]:
    return [(one.kind, one.code, one.entry, (one.link or one.file).__class__.__name__) for one in found]


def record(ledger: Ledger) -> int:
    ledger.say(
        "2018-06-01",
        a_programme(profiles=("irm@2017", "eu-deliverables@2014")),
        a_partner("culture"),
        a_commitment(links=(PAGE,)),
        a_milestone("9.1"),
        a_milestone("9.2"),
        PromiseDeliverable(**OF, title=text("Webinars"), due=Edtf("2019-03"), commitment="9"),
    )
    ledger.say("2019-01-10", a_report("complete", "2018-12-31", "9.2"), a_report("complete", "2018-12-31"))
    return ledger.say("2019-03-10", SubmitDeliverable(**OF, version="1", on=Edtf("2019-03-09"), file=FILE))


def test_every_link_and_file_is_told_with_the_thing_and_the_entry_that_says_it(ledger: Ledger) -> None:
    record(ledger)
    found = shown(ledger)
    assert brief(found) == [
        ("milestone", "9.1", 2, "Link"),
        ("milestone", "9.2", 2, "Link"),
        ("commitment", "9", 1, "Link"),
        ("deliverable", "D2.1", 2, "File"),
    ]
    claimed, _, about, handed_in = found
    assert (claimed.link, claimed.commitment, claimed.on) == (EVIDENCE[0], "9", "2018-12-31")
    assert (claimed.recorded_by, claimed.recorded_at) == ("team", datetime(2019, 1, 10, 12, tzinfo=UTC))
    assert (about.link, about.commitment, about.fact) == (PAGE, "9", "commitment.made")
    assert (handed_in.file, handed_in.title, handed_in.commitment) == (FILE, text("Webinars"), "9")
    assert (handed_in.fact, handed_in.on) == ("deliverable.submitted", "2019-03-09")


def test_evidence_is_told_by_both_clocks_and_as_it_was_corrected(ledger: Ledger) -> None:
    reached = record(ledger)
    assert brief(shown(ledger, "2018-12-30")) == [("commitment", "9", 1, "Link")]
    another = CorrectEntry(
        of=f"milestone:{PLAN}/9.1",
        entry=2,
        reason="The link was wrong.",
        say={"evidence": [{"url": STUDY.url, "title": STUDY.title}]},
    )
    ledger.say("2019-04-01", another, RetractEntry(of=f"milestone:{PLAN}/9.2", entry=2, reason="It was not so."))
    assert [one.link for one in shown(ledger) if one.kind == "milestone"] == [STUDY]
    assert [one.link for one in shown(ledger, known_at=reached) if one.kind == "milestone"] == [*EVIDENCE, *EVIDENCE]


def test_the_sources_of_findings_are_told_with_their_reviewer(ledger: Ledger) -> None:
    record(ledger)
    ledger.say("2020-01-10", a_finding("completion", "limited", sources=(STUDY,)), actor="irm")
    (found,) = [one for one in shown(ledger) if one.reviewer]
    assert (found.link, found.variable, found.recorded_by) == (STUDY, "completion", "irm")
