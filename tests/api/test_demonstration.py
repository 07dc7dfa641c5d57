from collections.abc import Generator
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.api.said import a_report, tell_everything
from tests.api.serving import Served, serving


@pytest.fixture
def demonstration(database_url: str) -> Generator[Served]:
    with serving(database_url, demonstration=True) as served:
        tell_everything(served)
        yield served


def test_everything_from_a_demonstration_says_so(demonstration: Served) -> None:
    for path in (
        "/programmes",
        "/programmes/FR-2018",
        "/programmes/FR-2018/report",
        "/partners/fr-interior",
        "/health",
    ):
        answer = demonstration.ask(path)
        assert answer.headers["Jalon-Demonstration"] == "true"
        assert answer.json()["demonstration"] is True
    assert demonstration.ask("/nowhere").headers["Jalon-Demonstration"] == "true"
    assert demonstration.ask("/docs").headers["Jalon-Demonstration"] == "true"
    assert demonstration.asked("/openapi.json")["info"]["title"] == "Jalon (demonstration)"
    assert '"demonstration"' in demonstration.ask("/programmes/FR-2018/report.csv").text.split("\r\n")[0]
    book = load_workbook(BytesIO(demonstration.ask("/programmes/FR-2018/export.xlsx").content), read_only=True)
    cover = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert any("DEMONSTRATION" in str(cell) for cell in cover)
    book.close()


def test_a_demonstration_takes_illustrative_facts_and_shows_them_as_such(demonstration: Served) -> None:
    milestone = "/programmes/FR-2018/milestones/9.2"
    demonstration.told(f"{milestone}/report-progress", a_report(illustrative=True))
    assert demonstration.asked(f"{milestone}/timeline")["items"][-1]["illustrative"] is True
    assert demonstration.asked("/programmes/FR-2018/report")["illustrative"] is True


def test_a_real_record_says_nothing_of_demonstrations(shared: Served) -> None:
    answer = shared.ask("/programmes/FR-2018/report")
    assert "Jalon-Demonstration" not in answer.headers
    assert "demonstration" not in answer.json()
