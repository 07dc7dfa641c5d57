import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import cast

import pytest
from babel.messages.catalog import Catalog, Message

from words.catalogues import ENGLISH, found, path_of, read_catalogue, translations
from words.extraction import HEADER, merged, messages, translated, update_all, written

NUMBERS = range(300)


def forms(value: str | Sequence[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def key(message: Message) -> tuple[str | None, str]:
    return message.context, forms(message.id)[0]


def placeholders(text: str) -> Counter[str]:
    """The placeholders of a text; a per cent sign that begins none is one that would fail."""
    return Counter(re.findall(r"%(?:\(\w+\)[a-z]|.?)", text.replace("%%", "")))


def spoken(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


@pytest.fixture(scope="module")
def said() -> Catalog:
    return messages()


def test_french_and_arabic_have_catalogues() -> None:
    assert {"fr", "ar"} <= set(found())


@pytest.mark.parametrize("tag", found())
def test_a_catalogue_has_every_message_and_no_other(tag: str, said: Catalog) -> None:
    catalogue = read_catalogue(tag)
    assert {key(message) for message in spoken(catalogue)} == {key(message) for message in spoken(said)}
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("tag", found())
def test_every_message_is_translated_in_every_form(tag: str) -> None:
    catalogue = read_catalogue(tag)
    lacking = [key(message) for message in spoken(catalogue) if not translated(message)]
    wrong_forms = [
        key(message)
        for message in spoken(catalogue)
        if len(forms(message.string)) != (catalogue.num_plurals if message.pluralizable else 1)
    ]
    assert (lacking, wrong_forms) == ([], [])


@pytest.mark.parametrize("tag", found())
def test_a_translation_has_the_placeholders_of_its_message(tag: str) -> None:
    """A form of the plural for one number alone may say that number in words: "two days"."""
    catalogue = read_catalogue(tag)
    plural = cast("Callable[[int], int]", getattr(translations(tag), "plural"))  # noqa: B009 - gettext sets it while it reads
    numbers = Counter(plural(n) for n in NUMBERS)
    wrong: list[str] = []
    for message in spoken(catalogue):
        wanted = placeholders(forms(message.id)[-1])
        for form, text in enumerate(forms(message.string)):
            one_number = message.pluralizable and numbers[form] == 1
            if text and not (placeholders(text) <= wanted if one_number else placeholders(text) == wanted):
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("tag", found())
def test_a_catalogue_is_written_as_it_stands(tag: str, said: Catalog) -> None:
    assert written(tag, merged(tag, said)) == path_of(tag).read_bytes()


def test_an_update_keeps_translations_and_drops_what_is_said_no_longer(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("words.catalogues.LOCALE", tmp_path)
    path = path_of("fr")
    path.parent.mkdir()
    kept = '#, fuzzy\nmsgid "True on"\nmsgstr "Vrai"\n\nmsgid "not moved"\nmsgstr "immobile"\n\nmsgid "Said no longer"\nmsgstr "Plus dit"\n'
    path.write_text(HEADER.format(tag="fr", plurals="nplurals=2; plural=(n > 1);") + kept, encoding="utf-8")
    (updated,) = update_all()
    first = path.read_text(encoding="utf-8")
    assert 'msgid "not moved"\nmsgstr "immobile"' in first
    assert '#, fuzzy\nmsgid "True on"\nmsgstr "Vrai"' in first
    assert "Said no longer" not in first
    assert updated.untranslated == updated.messages - 1
    assert update_all() == [updated]
    assert path.read_text(encoding="utf-8") == first


def test_messages_come_from_templates_code_and_vocabularies(said: Catalog) -> None:
    assert said.get("True on") is not None
    assert said.get("%(days)s day") is not None
    assert said.get("Limited progress", "vocabulary") is not None


def test_english_needs_no_catalogue() -> None:
    assert translations(ENGLISH).gettext("not moved") == "not moved"
