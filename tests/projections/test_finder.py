"""What is recorded is found by its words in any of its languages, with or without accents, and by its code."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.correction import CorrectEntry, RetractEntry
from domain.dates import Edtf
from domain.partner import AmendPartner
from projections.finder import find
from projections.folding import folded, plain_words
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_partner, a_programme, an_amendment

TITLES = {
    "9.1": {"fr": "La stratégie numérique de l'État", "en": "The digital strategy"},
    "9.2": {"ar": "الحكومة المفتوحة", "fr": "Le gouvernement ouvert"},
    "9.3": {"de": "Die Häuser der Behörden"},
    "9.4": {"sw": "Serikali ya mtandao", "en": "Opening budgets"},
}


def plan(ledger: Ledger) -> int:
    milestones = (a_milestone(code, title=title) for code, title in TITLES.items())
    return ledger.say("2018-06-01", a_programme(), a_partner("interior"), a_commitment(), *milestones)


def codes(ledger: Ledger, words: str, known_at: int | None = None) -> list[str]:
    return [found.code for found in find(ledger.reading(known_at=known_at), words)]


@pytest.mark.parametrize(
    ("words", "code", "languages"),
    [
        ("numerique", "9.1", ("fr",)),
        ("Numérique", "9.1", ("fr",)),
        ("NUMÉRIQUES", "9.1", ("fr",)),
        ("stratégies numériques", "9.1", ("fr",)),
        ("l'état", "9.1", ("fr",)),
        ("strategies", "9.1", ("en", "fr")),
        ("digi", "9.1", ("en",)),
        ("الحكومة", "9.2", ("ar",)),
        ("حكومه", "9.2", ("ar",)),
        ("الحُكُومَة", "9.2", ("ar",)),
        ("haus", "9.3", ("de",)),
        ("behorde", "9.3", ("de",)),
        ("serikali", "9.4", ("sw",)),
        ("budget open", "9.4", ("en",)),
        ("numérique digital", "9.1", ()),
        ("9.2", "9.2", ()),
        ("FR-2018/9.3", "9.3", ()),
        ("9.4 budgets", "9.4", ()),
    ],
)
def test_words_find_what_has_them_in_any_language_with_or_without_accents_and_endings(
    ledger: Ledger, words: str, code: str, languages: tuple[str, ...]
) -> None:
    plan(ledger)
    found = [(one.kind, one.programme, one.code, one.title, one.languages) for one in find(ledger.reading(), words)]
    assert found == [("milestone", PLAN, code, TITLES[code], languages)]


def test_what_is_left_of_a_word_in_another_language_does_not_find_a_word_of_its_own(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say(
        "2018-07-01", a_milestone("9.5", title={"pt": "Da Silva"}), a_milestone("9.6", title={"en": "Open data"})
    )
    assert codes(ledger, "data") == ["9.6"]


def test_only_what_has_all_the_words_is_found(ledger: Ledger) -> None:
    plan(ledger)
    assert codes(ledger, "numérique gouvernement") == []
    assert codes(ledger, "nothing of the kind") == []
    assert codes(ledger, "  ") == []


def test_titles_come_before_descriptions_and_kinds_can_be_chosen(ledger: Ledger) -> None:
    plan(ledger)
    ledger.say(
        "2018-07-01",
        a_commitment("10", problem={"en": "Nobody opened any budgets, and budgets matter"}),
        a_partner("budgets", name="The office of the census"),
    )
    assert codes(ledger, "budgets") == ["budgets", "9.4", "10"]
    reading = ledger.reading()
    assert [one.code for one in find(reading, "budgets", kinds=["commitment", "partner"])] == ["budgets", "10"]
    assert [one.code for one in find(reading, "budgets", limit=2)] == ["budgets", "9.4"]
    assert [one.programme for one in find(reading, "census")] == [None]


def test_an_old_title_finds_what_it_became_and_the_title_shown_is_that_of_the_day(ledger: Ledger) -> None:
    before = plan(ledger)
    ledger.say("2019-02-01", an_amendment("2019-01-01", title={"en": "The cloud plan"}))
    assert codes(ledger, "cloud") == codes(ledger, "numérique") == ["9.1"]
    assert codes(ledger, "cloud", before) == []
    shown = [find(ledger.reading(day), "cloud")[0].title["en"] for day in ("2018-12-31", "2019-01-01")]
    assert shown == ["The digital strategy", "The cloud plan"]


def test_what_was_corrected_or_retracted_is_found_only_as_known_before(ledger: Ledger) -> None:
    plan(ledger)
    wrong = ledger.say(
        "2019-02-01",
        AmendPartner(code="interior", name={"en": "Miniztry"}, reason="By decree.", on=Edtf("2019-01-01")),
        an_amendment("2019-01-01", title={"en": "The clowd plan"}),
    )
    reason, say = "A slip of the pen.", {"title": {"en": "The cloud plan"}}
    ledger.say(
        "2019-03-01",
        RetractEntry(of="partner:interior", entry=2, reason=reason),
        CorrectEntry(of=f"milestone:{PLAN}/9.1", entry=2, reason=reason, say=say),
    )
    for words, then, now in (("miniztry", ["interior"], []), ("clowd", ["9.1"], []), ("cloud", [], ["9.1"])):
        assert (codes(ledger, words, wrong), codes(ledger, words)) == (then, now)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.text("'\"\\&|!():*<-> a9.%é\0", max_size=30))
def test_whatever_is_asked_for_is_answered(ledger: Ledger, words: str) -> None:
    if not ledger.facts():
        plan(ledger)
    assert len(find(ledger.reading(), words)) <= 25


@given(text=st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert plain_words(" ".join(plain_words(text))) == plain_words(text)
    assert folded(text.upper()) == folded(text.upper().lower())
