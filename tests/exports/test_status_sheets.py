from datetime import datetime

import pytest

from tests.exports.reread import Line, facts, lines, sheet, some


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture(scope="module")
def report(data: bytes) -> dict[str, Line]:
    return {line["Milestone"]: line for line in lines(data, "Status report")}


@pytest.fixture(scope="module")
def history(data: bytes) -> list[Line]:
    return lines(data, "Status history")


def test_a_milestone_is_told_with_its_commitment(report: dict[str, Line]) -> None:
    headers = (
        "Commitment",
        "Identifier",
        "Commitment title",
        "Lead",
        "Supporting",
        "Responsible",
        "Description and parts",
    )
    assert some(report["9.1"], *headers) == [
        "9",
        "FR0038",
        "Capacity-building",
        "Digital Sector",
        "Ministry of the Interior",
        "Ministry of the Interior",
        "• Launch\n• Fund",
    ]
    assert some(report["X"], *headers) == [None] * len(headers)


def test_a_due_date_is_told_as_said_and_as_real_days(report: dict[str, Line]) -> None:
    promised = ("Due as promised", "Due as promised: earliest day", "Due as promised: latest day")
    agreed = ("Due as agreed", "Due as agreed: earliest day", "Due as agreed: latest day")
    assert some(report["9.2"], *promised) == ["2018", day("2018-01-01"), day("2018-12-31")]
    assert some(report["9.2"], *agreed) == ["2019-12", day("2019-12-01"), day("2019-12-31")]
    assert some(report["9.3"], *promised) == ["2016-10/..", day("2016-10-01"), "no end"]
    assert some(report["X"], *promised) == ["1899", "1899-01-01", "1899-12-31"]
    assert some(report["9.10"], *promised, *agreed) == [None] * 6


def test_slippage_of_zero_and_slippage_unknown_differ(report: dict[str, Line]) -> None:
    slipped = ("Slipped by at least (days)", "Slipped by at most (days)", "Times rescheduled", "Reason")
    assert some(report["9.1"], *slipped) == [0, 0, 0, None]
    assert some(report["9.2"], *slipped) == [365, 699, 1, "The law came later."]
    assert some(report["9.10"], *slipped) == [None, None, 0, None]


def test_a_claim_is_told_as_it_reads_after_its_correction(report: dict[str, Line]) -> None:
    claim = report["9.1"]
    assert some(claim, "Status", "Status code", "Overdue") == ["Substantial", "substantial", "yes"]
    assert some(claim, "Holds for", "Holds for: earliest day", "Holds for: latest day") == [
        "2019-03",
        day("2019-03-01"),
        day("2019-03-31"),
    ]
    assert some(claim, "Reported at (UTC)", "Reported by", "Progress") == [
        day("2019-04-01 12:00:00"),
        "team",
        "[fr] Presque.",
    ]
    assert some(claim, "Times corrected", "Reason for correction") == [1, "It was counted twice."]
    assert claim["Source"] == "plan.txt: “9.1 Perpetuating the programme”"


def test_a_claim_has_its_first_evidence_as_a_link_and_all_of_it_as_text(data: bytes, report: dict[str, Line]) -> None:
    table = sheet(data, "Status report")
    at = [cell.value for cell in table[1]].index("Evidence")
    cell = table.cell(2, at + 1)
    assert cell.hyperlink
    assert (cell.value, cell.hyperlink.target) == ("The budget", "https://example.org/budget?year=2019")
    assert cell.hyperlink.location == "part-2"
    assert report["9.1"]["All evidence"] == (
        "The budget <https://example.org/budget?year=2019#part-2> (Three years; seen 2019-03-20)\n"
        "The call <https://example.org/call>"
    )


def test_what_was_never_reported_is_said_to_be_so(report: dict[str, Line]) -> None:
    assert some(report["9.10"], "Status", "Progress", "Reported at (UTC)", "Times corrected") == [
        "Not reported",
        None,
        None,
        None,
    ]


def test_a_withdrawn_milestone_says_why(report: dict[str, Line]) -> None:
    assert some(report["9.3"], "Status", "Withdrawn on", "Reason for withdrawal") == [
        "Withdrawn",
        "2019-05-01",
        "The law was not passed.",
    ]


def test_a_note_since_the_claim_stands_beside_it(report: dict[str, Line]) -> None:
    assert some(report["9.1"], "Later note holds for", "Later note") == ["2019-05-01", "Only a note."]


def test_reviews_stand_apart_from_claims_and_pending_is_not_unassessed(report: dict[str, Line]) -> None:
    commitment = ("Completion of the commitment, as reviewed", "Other findings on the commitment")
    assert some(report["9.1"], *commitment) == ["Pending IRM Review", "Starred: Pending review; Verifiable: Yes"]
    assert report["9.1"]["Completion of the milestone, as reviewed"] == "Not assessed"
    assert some(report["X"], *commitment) == [None, None]


def test_what_is_illustrative_is_marked(report: dict[str, Line], data: bytes) -> None:
    assert [report[code]["Illustrative"] for code in ("9.1", "9.10")] == ["no", "yes"]
    assert facts(data)["Holds illustrative facts"] == "yes"


def test_the_history_tells_every_claim_from_what_to_what(history: list[Line]) -> None:
    headers = ("Entry", "What happened", "Claimed", "Status from", "Status to", "Corrects entry", "Corrected by entry")
    assert [some(line, *headers) for line in history if line["Milestone"] == "9.1"] == [
        [1, "Planned", None, None, "Not reported", None, None],
        [2, "Reported", "Limited", "Not reported", "Limited", None, None],
        [3, "Reported", "Complete", "Limited", "Complete", None, 4],
        [4, "Corrected", "Substantial", "Complete", "Substantial", 3, None],
        [5, "Reported", None, "Substantial", "Substantial", None, None],
    ]


def test_the_history_tells_moves_and_withdrawals_with_both_clocks(history: list[Line]) -> None:
    moved = next(line for line in history if line["What happened"] == "Rescheduled")
    withdrawn = next(line for line in history if line["What happened"] == "Withdrawn")
    assert some(moved, "Due from", "Due to", "Moved by at least (days)", "Moved by at most (days)") == [
        "2018",
        "2019-12",
        365,
        699,
    ]
    assert some(moved, "Holds for", "Recorded at (UTC)", "Reason") == [
        "2018-12-19",
        day("2018-12-20 12:00:00"),
        "The law came later.",
    ]
    assert some(withdrawn, "Status from", "Status to") == ["Not reported", "Withdrawn"]
