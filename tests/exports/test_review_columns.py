from msgspec.structs import replace

from domain.values import Link
from exports.review_columns import COMMITMENT_REVIEW, completion, other_findings
from exports.words import Words
from tests.exports.asked import Answers

ENGLISH = Words("en")


def test_one_reviewer_is_told_without_a_name_and_several_each_with_theirs(answers: Answers) -> None:
    findings = answers.status.commitments[0].findings
    another = replace(findings[0], variable="completion", reviewer="auditor", values=("limited",), said=None)
    assert completion(findings, ENGLISH) == "Pending IRM Review"
    assert completion((*findings, another), ENGLISH) == "irm: Pending IRM Review; auditor: Limited"
    assert other_findings((*findings, another), ENGLISH) == "irm: Starred: Pending review; irm: Verifiable: Yes"


def test_where_nobody_said_anything_it_is_not_assessed() -> None:
    assert (completion((), ENGLISH), other_findings((), ENGLISH)) == ("Not assessed", "Not assessed")


def test_what_a_reviewer_adds_is_told_with_its_sources(answers: Answers) -> None:
    finding = answers.status.commitments[0].findings[0]
    link = Link(url="https://example.org/design-report", title="Design report")
    noted = replace(
        finding, variable="verifiable", vocabulary="irm-verifiable@2018", note={"en": "Most of it."}, sources=(link,)
    )
    notes = COMMITMENT_REVIEW[-1].value
    assert notes((noted,), ENGLISH) == "irm, Verifiable: Most of it.\nDesign report <https://example.org/design-report>"
    assert notes((finding,), ENGLISH) is None
