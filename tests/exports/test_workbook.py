from datetime import datetime

import pytest
from msgspec.structs import replace
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exports.workbook import workbook
from projections.report import StatusReport
from tests.exports.asked import Answers, nothing_yet
from tests.exports.reread import facts, lines, pairs, reread, sheet, some

SHEETS = ["Cover", "Status report", "Commitments", "Status history", "Partners"]


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_it_has_a_cover_and_a_sheet_for_each_answer(data: bytes) -> None:
    assert reread(data).sheetnames == SHEETS


def test_the_cover_tells_both_clocks(data: bytes, answers: Answers) -> None:
    cover = facts(data)
    assert sheet(data, "Cover")["A1"].value == "Action plan"
    assert cover["Status report of"] == "FR-2018"
    assert cover["Period"] == "2018/2020 (2018-01-01 … 2020-12-31)"
    assert cover["True on"] == day("2019-07-15")
    assert cover["Known at log position"] == answers.status.known_at
    assert cover["Position recorded at (UTC)"] == day("2019-06-03 12:00:00")
    assert cover["Made for"] == "not stated"


def test_the_cover_counts_milestones_by_status_also_where_there_are_none(data: bytes) -> None:
    rows = pairs(data)
    totals = rows[rows.index(("Milestones by status", None)) + 2 :]
    assert dict(totals[: totals.index((None, None))]) == {
        "Not started": 0,
        "Limited": 0,
        "Substantial": 1,
        "Complete": 0,
        "Not reported": 3,
        "Withdrawn": 1,
        "All": 5,
        "of these overdue": 1,
        "of these rescheduled": 2,
    }


def test_the_cover_defines_every_status_and_every_column(data: bytes) -> None:
    told = {label for label, beside in pairs(data) if beside is not None}
    defined = {"Limited", "Not reported", "Withdrawn", "No evidence available", "Pending review", "Not assessed", "Yes"}
    headers = {str(cell.value) for name in SHEETS[1:] for cell in sheet(data, name)[1]}
    assert defined | headers <= told


def test_the_cover_defines_the_words_of_each_vocabulary_that_a_finding_carries(data: bytes, answers: Answers) -> None:
    commitment = answers.status.commitments[0]
    old = replace(commitment.findings[0], vocabulary="irm-potential-impact@2011", values=("worsening",))
    status = replace(answers.status, commitments=(replace(commitment, findings=(old,)),))
    defined = {label for label, _ in pairs(answers._replace(status=status).workbook())}
    assert {"Worsening", "Transformative", "No evidence available"} <= defined
    assert not {"Worsening", "Transformative"} & {label for label, _ in pairs(data)}


def test_a_commitment_is_told_as_a_whole(data: bytes) -> None:
    (line,) = lines(data, "Commitments")
    assert some(line, "Commitment", "Period", "Milestones", "OGP values", "Reviewer of the commitment") == [
        "9",
        "2018/2020",
        4,
        "Participation",
        "irm",
    ]


def test_partners_are_told_with_their_roles_the_lead_first(data: bytes) -> None:
    roles = [some(line, "Partner", "Role", "In", "Holds", "Place") for line in lines(data, "Partners")]
    assert roles == [
        ["digital", "Lead", "Commitment 9", "yes", "Paris"],
        ["interior", "Supporting", "Commitment 9", "yes", None],
        ["interior", "Responsible", "Milestone 9.1", "yes", None],
    ]


def test_a_partner_that_is_not_known_is_told_by_its_code(answers: Answers) -> None:
    line = lines(answers._replace(partners={}).workbook(), "Partners")[0]
    assert some(line, "Partner", "Name", "Role") == ["digital", None, "Lead"]


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_on_a4_in_landscape_with_its_programme_and_position(
    name: str, data: bytes, answers: Answers
) -> None:
    found = sheet(data, name)
    assert (found.page_setup.paperSize, found.page_setup.orientation) == (9, "landscape")
    assert found.sheet_properties.pageSetUpPr
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert page_lines(found)["header"] == ["FR-2018 Action plan", None, "&A"]
    assert page_lines(found)["footer"][0] == f"true on 2019-07-15, known at log position {answers.status.known_at}"


@pytest.mark.parametrize("name", SHEETS[1:])
def test_every_table_keeps_its_header_in_view_and_can_be_filtered(name: str, data: bytes) -> None:
    found = sheet(data, name)
    letters = [get_column_letter(at + 1) for at in range(found.max_column)]
    assert str(found.freeze_panes).endswith("2")
    assert found.auto_filter.ref == f"A1:{letters[-1]}{found.max_row}"
    assert found.print_title_rows == "$1:$1"
    assert all(found.column_dimensions[letter].customWidth for letter in letters)
    assert found["A1"].alignment.wrap_text
    assert found["A1"].font.b


def page_lines(found: Worksheet) -> dict[str, list[str | None]]:
    parts = {"header": found.oddHeader, "footer": found.oddFooter}
    return {name: [part.left.text, part.center.text, part.right.text] for name, part in parts.items() if part}


def test_a_title_that_holds_codes_for_headers_is_printed_as_it_is() -> None:
    found = sheet(workbook(nothing_yet("Bread & Roses &P &D " + "a" * 300), [], [], {}), "Cover")
    header = page_lines(found)["header"][0]
    assert header
    assert "Bread && Roses &&P &&D" in header
    assert len(header) < 120


def test_the_file_says_what_it_is(data: bytes) -> None:
    about = reread(data).properties
    assert (about.title, about.creator, about.language, about.subject) == ("Action plan", "Jalon", "en", "FR-2018")
    assert about.created == about.modified == day("2019-06-03 12:00:00")


def test_a_programme_in_which_nothing_is_recorded_has_tables_without_lines() -> None:
    data = workbook(nothing_yet(), [], [], {})
    assert [lines(data, name) for name in SHEETS[1:]] == [[]] * 4
    assert facts(data)["All"] == 0
    assert facts(data)["Period"] == "2018/.. (2018-01-01 … no end)"


def test_a_report_that_knows_no_instant_is_dated_by_its_day() -> None:
    report = replace(nothing_yet(), recorded_at=None)
    data = workbook(report, [], [], {})
    assert reread(data).properties.created == day("2019-07-15")
    assert facts(data)["Position recorded at (UTC)"] is None


def test_in_french_labels_are_french_and_texts_where_there_are_any(answers: Answers) -> None:
    data = answers.workbook("fr")
    assert reread(data).sheetnames == ["Couverture", "Avancement", "Engagements", "Historique", "Partenaires"]
    first = lines(data, "Avancement")[0]
    assert some(first, "Jalon", "État", "En retard", "Chef de file") == ["9.1", "Substantiel", "oui", "Numérique"]
    assert some(first, "Intitulé du jalon", "Progrès") == ["[en] Milestone 9.1", "Presque."]
    assert facts(data, "Couverture")["Non renseigné"] == 3
    assert reread(data).properties.language == "fr"


def test_a_demonstration_says_so_on_every_sheet_and_page(answers: Answers) -> None:
    data = answers.workbook(demonstration=True)
    for name in SHEETS:
        found = sheet(data, name)
        assert str(found["A1"].value).startswith("DEMONSTRATION")
        assert [parts[1] for parts in page_lines(found).values()] == ["DEMONSTRATION", "DEMONSTRATION"]
    assert reread(data).properties.category == "Demonstration"
    table = sheet(data, "Status report")
    assert (table.freeze_panes, table.print_title_rows) == ("D3", "$1:$2")
    assert lines(data, "Status report", head=2)[0]["Milestone"] == "9.1"


def test_a_report_that_is_no_demonstration_does_not_say_so(data: bytes) -> None:
    assert not any("DEMONSTRATION" in str(sheet(data, name)["A1"].value) for name in SHEETS)


@pytest.mark.parametrize("text", ['=HYPERLINK("https://example.org")', "#N/A", "\x07\ud800", "a" * 40_000, "_x0000_"])
def test_no_text_of_a_programme_breaks_its_workbook(answers: Answers, text: str) -> None:
    data = hostile(answers, text).workbook()
    formulas = [
        cell for name in SHEETS for row in sheet(data, name).iter_rows() for cell in row if cell.data_type in "fe"
    ]
    assert formulas == []


def hostile(answers: Answers, text: str) -> Answers:
    """The answers, with this text wherever a text can stand."""
    said = {"en": text}

    def changed(report: StatusReport) -> StatusReport:
        first = report.commitments[0]
        milestones = tuple(replace(m, title=said, description=said, due_reason=text) for m in first.milestones)
        programme = replace(report.programme, title=said, description=said)
        return replace(
            report, programme=programme, commitments=(replace(first, title=said, problem=said, milestones=milestones),)
        )

    history = [replace(entry, text=said, reason=text, actor=text) for entry in answers.history]
    partners = {code: replace(partner, name=said, place=text) for code, partner in answers.partners.items()}
    return Answers(changed(answers.status), history, answers.roles, partners)
