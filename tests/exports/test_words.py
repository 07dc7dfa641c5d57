import pytest
from msgspec.structs import replace

from domain.assessment import Subject
from domain.consortium import Role
from domain.dates import Edtf
from domain.partner import PartnerKind
from domain.programme import ProgrammeKind
from domain.values import Link, Source
from domain.vocabulary import OGP_STATUS
from exports.words import NAMES, Words, source_text
from projections.entry import EntryKind
from projections.role import RESPONSIBLE
from tests.exports.asked import Answers

TITLE = {"en": "Plan", "fr": "Programme", "pt-BR": "Plano"}


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", TITLE, "Programme"),
        ("fr-CA", TITLE, "Programme"),
        ("pt", TITLE, "Plano"),
        ("ar", TITLE, "[en] Plan"),
        ("en", {"fr": "Programme", "ar": "برنامج"}, "[ar] برنامج"),
        ("en", {}, None),
        ("en", None, None),
    ],
)
def test_a_text_is_told_in_the_language_asked_for_or_with_its_own_in_front(
    language: str, text: dict[str, str] | None, said: str | None
) -> None:
    assert Words(language).say(text) == said


def test_every_code_of_ours_has_a_name_in_both_languages() -> None:
    codes = {*PartnerKind, *Role, *ProgrammeKind, *EntryKind, *Subject, RESPONSIBLE}
    assert codes <= set(NAMES)
    assert all(both.en and both.fr for both in NAMES.values())


def test_a_word_that_is_not_known_stays_as_it_is() -> None:
    words = Words("fr")
    assert words.named("observer") == "observer"
    assert words.status(OGP_STATUS, "half-way") == "half-way"


def test_what_a_reviewer_finds_is_told_as_published_or_by_its_label_or_as_pending(answers: Answers) -> None:
    words = Words("fr")
    finding = answers.status.commitments[0].findings[0]
    values = replace(
        finding,
        variable="relevance",
        vocabulary="irm-relevance@2018",
        values=("civic-participation", "public-accountability"),
        said=None,
    )
    assert words.found(replace(finding, said="Pending IRM Review")) == "Pending IRM Review"
    assert words.found(values) == "Participation citoyenne, Redevabilité publique"
    assert words.found(replace(values, values=())) == "Évaluation en attente"
    assert words.found(None) == "Non évalué"


def test_a_finding_is_told_in_the_words_of_the_vocabulary_that_it_carries(answers: Answers) -> None:
    words = Words("en")
    finding = replace(answers.status.commitments[0].findings[0], variable="potential-impact", said=None)
    old = replace(finding, vocabulary="irm-potential-impact@2011", values=("worsening",))
    assert (words.variable(old), words.found(old)) == ("Potential impact", "Worsening")
    newer = replace(old, vocabulary="irm-potential-impact@2017")
    assert (words.variable(newer), words.found(newer)) == ("Potential impact", "worsening")
    unknown = replace(old, vocabulary="openness@2031")
    assert (words.variable(unknown), words.found(unknown)) == ("potential-impact", "worsening")


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2018-06-27", "2018-06-27"),
        ("2018", "2018 (2018-01-01 … 2018-12-31)"),
        ("2016-10/..", "2016-10/.. (2016-10-01 … no end)"),
        ("../2018", "../2018 (no start … 2018-12-31)"),
    ],
)
def test_a_period_is_told_as_it_was_said_and_as_the_days_it_can_mean(period: str, told: str) -> None:
    assert Words("en").period(Edtf(period)) == told


def test_links_and_sources_are_told_with_all_that_was_said_of_them() -> None:
    assert Words("en").link(Link(url="https://example.org/", title="Budget")) == "Budget <https://example.org/>"
    assert source_text(Source(document="plan.txt", words="9.1")) == "plan.txt: “9.1”"
    assert source_text(Source(document="plan.txt")) == "plan.txt"
    assert source_text(None) is None
