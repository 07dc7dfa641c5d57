from datetime import UTC, datetime

import pytest

from domain.assessment import Subject
from domain.vocabulary import CANADA_STATUS, OGP_STATUS, Vocabulary
from projections.assessment import Finding
from projections.disagreement import disagrees


def finding(*values: str, variable: str = "completion", vocabulary: str = "irm-completion@2018") -> Finding:
    return Finding(
        of="assessment:P/milestone/1/irm/completion",
        entry=1,
        subject=Subject.MILESTONE,
        about="1",
        reviewer="irm",
        variable=variable,
        vocabulary=vocabulary,
        assessed=bool(values),
        values=values,
        said=None,
        on=None,
        note=None,
        sources=(),
        reason=None,
        correction_reason=None,
        position=1,
        recorded_at=datetime(2019, 1, 1, tzinfo=UTC),
        recorded_by="irm",
        source=None,
        illustrative=False,
    )


@pytest.mark.parametrize(
    ("claimed", "found", "vocabulary", "differs"),
    [
        ("complete", "complete", OGP_STATUS, False),
        ("complete", "substantial", OGP_STATUS, True),
        ("limited", "substantial", OGP_STATUS, True),
        ("limited", "no-evidence", OGP_STATUS, True),
        ("not-started", "no-evidence", OGP_STATUS, False),
        (None, "limited", OGP_STATUS, False),
        ("C", "complete", CANADA_STATUS, False),
        ("C", "substantial", CANADA_STATUS, True),
        ("SP", "limited", CANADA_STATUS, False),
        ("SP", "complete", CANADA_STATUS, True),
    ],
)
def test_a_reviewer_disagrees_where_another_completion_is_found_than_claimed(
    claimed: str | None, found: str, vocabulary: Vocabulary, *, differs: bool
) -> None:
    assert disagrees(finding(found), claimed, vocabulary) is differs


def test_who_has_not_assessed_does_not_disagree() -> None:
    assert not disagrees(finding(), "complete", OGP_STATUS)


def test_another_question_than_completion_is_no_disagreement() -> None:
    other = finding("none", variable="potential-impact", vocabulary="irm-potential-impact@2017")
    assert not disagrees(other, "complete", OGP_STATUS)
