import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exports.status_csv import status_csv
from projections.report import StatusReport
from tests.exports.asked import Answers, nothing_yet
from tests.exports.test_cells import TEXTS, documented

GUARDED = tuple("=+-@\t\n'\uff1d\uff0b\uff0d\uff20")


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def by_code(data: bytes) -> dict[str, dict[str, str]]:
    return {row["milestone"]: row for row in rows(data)}


def test_there_is_one_row_for_each_milestone_in_the_order_of_the_report(answers: Answers) -> None:
    assert [row["milestone"] for row in rows(status_csv(answers.status))] == ["9.1", "9.2", "9.3", "9.10", "X"]


def test_every_row_says_what_it_is_true_on_and_known_at(answers: Answers) -> None:
    first = rows(status_csv(answers.status))[0]
    assert (first["programme"], first["as_of"], first["known_at"]) == (
        "FR-2018",
        "2019-07-15",
        str(answers.status.known_at),
    )
    assert first["recorded_at"] == "2019-06-03T12:00:00Z"
    assert (first["demonstration"], first["reported_at"]) == ("no", "2019-04-01T12:00:00Z")


def test_a_demonstration_says_so_in_every_row(answers: Answers) -> None:
    assert {row["demonstration"] for row in rows(status_csv(answers.status, demonstration=True))} == {"yes"}


def test_zero_blank_and_not_reported_differ(answers: Answers) -> None:
    found = by_code(status_csv(answers.status))
    assert [found[code]["slipped_least"] for code in ("9.1", "9.2", "9.10")] == ["0", "365", ""]
    assert [found[code]["status"] for code in ("9.1", "9.10", "9.3")] == ["Substantial", "Not reported", "Withdrawn"]
    assert [found[code]["commitment_completion"] for code in ("9.1", "X")] == ["Pending IRM Review", ""]
    assert found["9.1"]["milestone_completion"] == "Not assessed"


def test_names_of_columns_are_the_same_in_every_language_and_texts_are_not(answers: Answers) -> None:
    english, french = status_csv(answers.status), status_csv(answers.status, language="fr")
    assert english.splitlines()[0] == french.splitlines()[0]
    assert by_code(french)["9.1"]["status"] == "Substantiel"
    assert by_code(french)["9.1"]["lead"] == "Numérique"
    assert by_code(english)["9.1"]["progress"] == "[fr] Presque."


def test_it_is_utf_8_with_a_mark_and_ends_its_lines_as_the_standard_says(answers: Answers) -> None:
    data = status_csv(answers.status)
    assert data.startswith(b'\xef\xbb\xbf"programme",')
    assert data.count(b"\r\n") == len(answers.status.all_milestones()) + 1
    assert data.endswith(b"\r\n")


def test_a_programme_without_milestones_is_a_header_alone() -> None:
    assert rows(status_csv(nothing_yet())) == []
    assert len(status_csv(nothing_yet()).splitlines()) == 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", "\r=1", "'=1", "\uff1d1"])
def test_a_text_that_would_run_is_guarded(answers: Answers, text: str) -> None:
    title = rows(status_csv(titled(answers, text)))[0]["milestone_title"]
    assert title.startswith("'")


@settings(deadline=None)
@given(text=TEXTS.filter(bool), separator=st.sampled_from(['"', ",", ";", "\n"]))
def test_every_text_comes_back_once_its_guard_is_dropped(answers: Answers, text: str, separator: str) -> None:
    said = text + separator + text
    title = rows(status_csv(titled(answers, said)))[0]["milestone_title"]
    told = documented(said) or ""
    assert title == (f"'{told}" if told.startswith(GUARDED) else told)


def titled(answers: Answers, title: str) -> StatusReport:
    """The report with this as the title of its first milestone."""
    first, *others = answers.status.commitments
    renamed = replace(first.milestones[0], title={"en": title})
    changed = replace(first, milestones=(renamed, *first.milestones[1:]))
    return replace(answers.status, commitments=(changed, *others))
