import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from domain.vocabulary import (
    FOLDER,
    PROFILES,
    STATUS,
    STATUS_VOCABULARIES,
    UNSAID,
    VOCABULARIES,
    Profile,
    Vocabulary,
    answered,
    must_be_answered,
    offering,
    read_all,
)

PUBLISHED: Mapping[str, str] = {
    "canada-challenges@2018": "funding-changed, lack-of-resources, priorities-shifted, approvals-delayed, depends-on-others, other",
    "canada-tracker@2018": "NS, LP, SP, C",
    "erasmus-outputs@2014": "course, learning-material, open-resource, methodology, tool, study, other",
    "erasmus-participants@2014": "local, foreign, own",
    "eu-deliverable-types@2014": "R, DEM, DEC, OTHER",
    "eu-deliverable-types@2021": "R, DEM, DEC, DATA, DMP, ETHICS, SECURITY, OTHER",
    "eu-dissemination-levels@2014": "PU, CO, CI",
    "eu-dissemination-levels@2021": "PU, SEN, R-UE/EU-R, C-UE/EU-C, S-UE/EU-S",
    "irm-completion@2018": "no-evidence, not-started, limited, substantial, complete, withdrawn",
    "irm-did-it-open-government@2011": "worsened, did-not-change, marginal, major, outstanding",
    "irm-early-results@2021": "no-notable, moderate, significant",
    "irm-open-government-lens@2020": "yes, no",
    "irm-potential-for-results@2020": "unclear, modest, substantial",
    "irm-potential-impact@2011": "worsening, none, minor, moderate, transformative",
    "irm-potential-impact@2017": "none, minor, moderate, transformative",
    "irm-relevance@2018": "access-to-information, civic-participation, public-accountability, technology-and-innovation",
    "irm-specificity@2011": "none, low, medium, high",
    "irm-starred@2018": "yes, no",
    "irm-verifiable@2018": "yes, no",
    "ogp-completion@2018": "not-started, limited, substantial, complete",
    "ogp-values@2018": "access-to-information, civic-participation, public-accountability, technology-and-innovation",
}
"""The codes of every version, in their order, for ever: what changes is a new version. Only ever add to these."""

FILES = sorted(FOLDER.rglob("*.json"))
ONE = FOLDER / "irm-verifiable@2018.json"


def test_a_version_keeps_its_codes_for_ever() -> None:
    assert {name: vocabulary.codes for name, vocabulary in VOCABULARIES.items()} == PUBLISHED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_read_and_says_everything_in_both_languages(path: Path) -> None:
    profile = path.parent.name == "profiles"
    kept = PROFILES[path.stem] if profile else VOCABULARIES[path.stem]
    more = [kept.about] if isinstance(kept, Profile) else [t for one in kept.terms for t in (one.label, one.definition)]
    for text in (kept.title, *more):
        assert set(text) == {"en", "fr"}
        assert text["en"]
        assert text["fr"]


def test_no_file_is_left_unread_and_each_says_where_it_is_from() -> None:
    assert len(FILES) == len(VOCABULARIES) + len(PROFILES)
    for kept in (*VOCABULARIES.values(), *PROFILES.values()):
        assert kept.source
        assert kept.sureness


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.id)
def test_every_profile_names_one_vocabulary_that_exists_for_each_question(profile: Profile) -> None:
    for question, name in profile.vocabularies.items():
        assert VOCABULARIES[name].question == question


def test_every_vocabulary_is_a_status_or_can_be_chosen() -> None:
    chosen = {name for profile in PROFILES.values() for name in profile.vocabularies.values()}
    assert chosen | set(STATUS_VOCABULARIES) == set(VOCABULARIES)
    assert not chosen & set(STATUS_VOCABULARIES)


def test_only_a_status_can_be_done_or_need_a_challenge_unless_reviewers_say_it() -> None:
    for vocabulary in VOCABULARIES.values():
        if vocabulary.question not in {STATUS, "completion"}:
            assert not [term.code for term in vocabulary.terms if term.done or term.needs_challenge]
    for vocabulary in STATUS_VOCABULARIES.values():
        assert [term.code for term in vocabulary.terms if term.done]


def test_a_programme_of_which_nothing_was_said_is_reviewed_as_it_always_was() -> None:
    assert UNSAID == ("irm@2017",)
    before = {"completion", "verifiable", "relevance", "starred", "early-results"}
    assert before <= set(answered(UNSAID))


def test_a_question_is_answered_by_the_profiles_that_have_it() -> None:
    assert answered(("irm@2011", "eu-deliverables@2014"))["deliverable-type"] == "eu-deliverable-types@2014"
    assert offering("deliverable-type") == "eu-deliverables@2014, eu-deliverables@2021"
    assert offering("weather") == "none"


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ('"fr": "Oui"', '"nl": "Ja"', "'Yes' lacks fr"),
        ('"en": "Verifiable"', '"nl": "X"', "'X' lacks en"),
        ('"code": "no"', '"code": "yes"', "codes of their own"),
        ('"code": "no"', '"cod": "no"', "unknown field"),
        ('"reviewers": true', '"reviewers": "true"', "bool"),
        ('"question": "verifiable",', "", "question"),
        ("seen in part", "heard of", "heard of"),
        ("irm-verifiable@2018", "irm-verifiable@2019", "calls itself 'irm-verifiable@2019'"),
        ("irm-verifiable@2018", "irm-verifiable", "pattern|regex"),
    ],
)
def test_a_broken_file_is_refused_by_its_name(tmp_path: Path, was: str, now: str, why: str) -> None:
    said = ONE.read_text().replace("read in the source", "seen in part")
    assert was in said
    (tmp_path / ONE.name).write_text(said.replace(was, now, 1))
    with pytest.raises(ValueError, match=why) as refused:
        read_all(tmp_path, Vocabulary)
    assert str(refused.value).startswith(f"{ONE.name}: ")


def test_a_vocabulary_without_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / ONE.name).write_text(json.dumps({**json.loads(ONE.read_text()), "terms": []}))
    with pytest.raises(ValueError, match="terms"):
        read_all(tmp_path, Vocabulary)


@pytest.mark.parametrize(
    "chosen",
    [{"verifiable": "irm-verifiable@1999"}, {"starred": "irm-verifiable@2018"}, {STATUS: "ogp-completion@2018"}],
)
def test_a_profile_that_names_no_vocabulary_for_its_question_is_refused(chosen: dict[str, str]) -> None:
    broken = replace(PROFILES["irm@2020"], vocabularies=chosen)
    with pytest.raises(ValueError, match="irm@2020"):
        must_be_answered([broken], VOCABULARIES)
