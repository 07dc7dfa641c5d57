from datetime import date, datetime
from typing import Final

import pytest

from exports.reread import sheet_digests
from exports.verdict import Difference, Sameness, Verdict
from exports.verifying import RECEIPT, Claimed, claimed_receipt, compare_workbooks
from tests.exports.receipted import ITS_RECEIPT, receipted
from tests.exports.sheets import Held, Link, Total, made
from tests.exports.test_verifying import CLAIM
from tests.office.conftest import SavedAgain

EVERYTHING: Final[dict[str, dict[str, Held]]] = {
    "Texts": {
        f"A{at}": text
        for at, text in enumerate(
            [
                "=1+1",
                "+1",
                "@sum",
                "'quoted",
                "_x0041_",
                " leading",
                "trailing ",
                "two\nlines",
                "\n",
                "tab\tin it",
                "x" * 32_767,
                "العربية \u2067x\u2069",
                "\U0001f600\u200d\U0001f4bb",
                "a\u00a0b",
                "\ufffd",
                "<b>&amp;\"'",
                "#N/A",
                "TRUE",
                "1.0",
                "007",
                "2018-06-01",
                "1/2",
            ],
            1,
        )
    },
    "Numbers & dates": {
        **{
            f"A{at}": n
            for at, n in enumerate([0, -2.5, 0.1 + 0.2, 1 / 3, 2**53, 123456789.123456789, 1e-7, 1e21, 1.005], 1)
        },
        "B1": date(2018, 6, 1),
        "B2": date(1900, 3, 1),
        "B3": date(9999, 12, 31),
        "B4": datetime(2018, 6, 1, 23, 59, 59),  # noqa: DTZ001 - a workbook knows no zones
        "C1": Total("=SUM(A1:A2)", -2.5),
        "C2": Total("=SUBTOTAL(109,A1:A2)", -2.5),
        "C3": Total('="a"&"b"', "ab"),
        "C4": Total('=COUNTIFS(A1:A4,">0")', 2),
        "D1": Link("evidence", "https://example.org/a%20b?x=1&y=2#part-2"),
        "D2": Link("there", "internal:'Texts'!A1"),
    },
    "إيصال": CLAIM,
}
NAMES: Final = {RECEIPT: "='إيصال'!$A$1"}


@pytest.fixture(scope="module")
def again(saved_again: SavedAgain) -> bytes:
    return saved_again(made(EVERYTHING, NAMES))


def test_a_workbook_that_was_opened_and_saved_again_is_recognised(again: bytes) -> None:
    before = made(EVERYTHING, NAMES)
    verdict = compare_workbooks(before, again)
    assert verdict.differences == ()
    assert verdict.sameness is Sameness.CELLS
    assert sheet_digests(again) == sheet_digests(before)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_workbook_of_ours_is_recognised_with_its_receipt(
    saved_again: SavedAgain, plan_url: str, language: str
) -> None:
    made_by_us = receipted(plan_url, language)
    again = saved_again(made_by_us)
    assert compare_workbooks(made_by_us, again) == Verdict(sameness=Sameness.CELLS)
    assert claimed_receipt(again) == ITS_RECEIPT


def test_its_receipt_is_still_found(again: bytes) -> None:
    assert claimed_receipt(again) == Claimed("FR-2018", "ogp", 3, 421, "ogp-status-report@1")


def test_a_cell_that_was_changed_before_it_was_saved_is_named(saved_again: SavedAgain) -> None:
    changed = made({**EVERYTHING, "Texts": {**EVERYTHING["Texts"], "A20": "008"}}, NAMES)
    verdict = compare_workbooks(made(EVERYTHING, NAMES), saved_again(changed))
    assert verdict.differences == (Difference("Texts", "A20", "007", "008", "text", "text"),)
