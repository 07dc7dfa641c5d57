from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from domain.vocabulary import CANADA_STATUS, PROFILES, VOCABULARIES
from words.language import LANGUAGES, Language, language, preferred
from words.said import Said

DAY = date(2018, 6, 27)


@pytest.fixture
def english() -> Language:
    return language("en")


@pytest.fixture
def french() -> Language:
    return language("fr")


@pytest.fixture
def arabic() -> Language:
    return language("ar")


def test_the_languages_are_english_and_those_with_a_catalogue() -> None:
    assert LANGUAGES == ("en", "ar", "fr")
    assert {tag: (language(tag).name, language(tag).direction) for tag in LANGUAGES} == {
        "en": ("English", "ltr"),
        "ar": ("العربية", "rtl"),
        "fr": ("français", "ltr"),
    }


@pytest.mark.parametrize("tag", ["de", "", "EN", "../fr", "fr-CA"])
def test_no_other_language_can_be_had(tag: str) -> None:
    with pytest.raises(KeyError):
        language(tag)


def test_the_language_of_tests_has_no_address() -> None:
    pseudo = language("qps")
    assert "qps" not in LANGUAGES
    assert preferred("qps") == "en"
    assert pseudo.gettext("not moved") == "⟦not moved⟧"
    assert pseudo.named("milestone.rescheduled@1") == "⟦due date moved⟧"
    assert pseudo.days(2) == "⟦2 days⟧"
    assert str(pseudo.status(CANADA_STATUS, "LP")) == "⟦Limited progress⟧"


def test_a_message_that_no_catalogue_has_is_said_in_english(french: Language) -> None:
    assert french.gettext("No catalogue has this") == "No catalogue has this"
    assert french.ngettext("one thing", "things", 2) == "things"


def test_the_empty_message_is_empty(french: Language) -> None:
    assert french.gettext("") == ""


def test_days_and_months(english: Language, french: Language, arabic: Language) -> None:
    assert [said.day(DAY) for said in (english, french, arabic)] == ["27 June 2018", "27 juin 2018", "27 يونيو 2018"]
    assert (english.short_day(DAY), english.month_short(DAY)) == ("27 Jun 2018", "Jun")
    assert (english.month(DAY), french.month_short(DAY)) == ("June 2018", "juin")


def test_an_instant_is_said_in_utc(english: Language, french: Language, arabic: Language) -> None:
    at = datetime(2018, 6, 27, 23, 5, tzinfo=timezone(timedelta(hours=-2)))
    assert english.instant(at) == "28 June 2018, 01:05 UTC"
    assert french.instant(at.astimezone(UTC)) == "28 juin 2018, 01:05 UTC"
    assert arabic.instant(at) == "28 يونيو 2018، \u206801:05 UTC\u2069"


def test_numbers_and_shares(english: Language, french: Language, arabic: Language) -> None:
    assert [said.number(12345.5) for said in (english, french, arabic)] == ["12,345.5", "12\u202f345,5", "12,345.5"]
    assert [said.percent(0.42) for said in (english, french)] == ["42%", "42\xa0%"]


def test_a_list_keeps_what_runs_the_other_way_apart(english: Language, arabic: Language) -> None:
    assert english.list(["a", "b", "c"]) == "a, b and c"
    assert arabic.list(["9.2", "json"]) == "\u20689.2\u2069 و\u2068json\u2069"


def test_what_stands_between_two_things_is_of_the_language(
    english: Language, french: Language, arabic: Language
) -> None:
    assert [said.comma for said in (english, french, arabic)] == [", ", ", ", "\u060c "]
    assert [said.colon for said in (english, french, arabic)] == [": ", "\u00a0: ", ": "]


def test_a_text_in_the_language_asked_for(french: Language) -> None:
    assert french.text({"en": "Plan", "fr": "Projet"}) == Said("Projet", "fr", "ltr", fallback=False)
    assert french.say({"en": "Plan", "fr": "Projet"}) == "Projet"


def test_a_text_in_a_variant_of_the_language_asked_for(french: Language) -> None:
    assert french.text({"en": "Plan", "fr-CA": "Projet"}) == Said("Projet", "fr-CA", "ltr", fallback=False)


def test_a_text_in_another_language_says_which(french: Language, arabic: Language) -> None:
    assert french.text({"es": "Plan", "en": "A plan"}) == Said("A plan", "en", "ltr", fallback=True)
    assert french.say({"es": "Plan", "ar": "خطة"}) == "[ar] خطة"
    assert french.text({"he-IL": "תוכנית"}) == Said("תוכנית", "he-IL", "rtl", fallback=True)
    assert arabic.say({"es": "Plan"}) == "[es] \u2068Plan\u2069"
    assert str(french.text({"es": "Plan"})) == "[es] Plan"


def test_no_text_is_none(french: Language) -> None:
    assert french.text(None) is None
    assert french.text({}) is None
    assert french.say(None) == ""


def test_a_status_is_said_by_its_label(english: Language, french: Language, arabic: Language) -> None:
    assert [str(said.status(CANADA_STATUS, "LP")) for said in (english, french, arabic)] == [
        "Limited progress",
        "Progrès limités",
        "تقدم محدود",
    ]
    assert str(french.status("canada-tracker@2018", "C")) == "Terminé"
    assert str(french.status(CANADA_STATUS, "not-reported")) == "Non renseigné"
    assert str(french.status(CANADA_STATUS, "withdrawn")) == "Retiré"
    assert str(english.status(CANADA_STATUS, None)) == "No status stated"


def test_a_status_that_no_vocabulary_has_stays_as_it_is(french: Language) -> None:
    assert str(french.status(CANADA_STATUS, "XX")) == "XX"
    assert str(french.status("no-vocabulary@2018", "C")) == "C"


def test_a_label_without_a_translation_falls_back_visibly() -> None:
    german = Language("de", language("fr").locale, language("en")._translations)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    assert german.label(CANADA_STATUS.terms[0]) == Said("Not started", "en", "ltr", fallback=True)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_label_of_a_vocabulary_falls_back(tag: str) -> None:
    said = language(tag)
    of = [*VOCABULARIES.values(), *PROFILES.values(), *(t for v in VOCABULARIES.values() for t in v.terms)]
    assert [label for label in map(said.label, of) if label.fallback or label.language != tag] == []


def test_countries_and_languages_have_names(french: Language, arabic: Language) -> None:
    assert (french.country("SN"), french.country("sn"), french.country("ZZX")) == ("Sénégal", "Sénégal", "ZZX")
    assert arabic.country("FR") == "فرنسا"
    assert (french.language_name("en"), french.language_name("fr-CA")) == ("anglais", "français (Canada)")
    assert french.language_name("not a tag") == "not a tag"


def test_a_language_speaks_in_many_threads_at_once() -> None:
    def speak(n: int) -> list[str]:
        return [language(tag).day(DAY) + language(tag).days(n) for tag in LANGUAGES]

    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(speak, [12] * 200))
    assert {tuple(line) for line in said} == {tuple(speak(12))}
