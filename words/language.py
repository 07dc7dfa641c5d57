"""A language: how it says messages, numbers, dates, names of codes, and texts that exist in this or another language."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Final, cast

from babel import Locale, UnknownLocaleError
from babel.dates import format_time

from domain.dates import Edtf
from domain.vocabulary import VOCABULARIES, Profile, Term, Vocabulary
from words import periods
from words.catalogues import ENGLISH, found, translations
from words.names import STATUSES, UNSAID, VOCABULARY, Message, message_for
from words.preferred import choose
from words.pseudo import PSEUDO, Pseudo
from words.said import Said, base, said
from words.wording import KEPT, Wording

LANGUAGES: Final[tuple[str, ...]] = (ENGLISH, *found())
BRITISH: Final = "en_GB"
"""Our English is written with the day before the month."""


class Language(Wording):
    """One language, as pages and files use it."""

    @property
    def name(self) -> str:
        """What the language calls itself: `français`."""
        return self.language_name(base(str(self.locale).replace("_", "-")))

    @property
    def comma(self) -> str:
        """What stands between two things: `, `."""
        return self.pgettext("between two things", ", ")

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it: `: `."""
        return self.pgettext("between a name and what is said of it", ": ")

    @lru_cache(KEPT)  # noqa: B019 - a language lasts as long as the process
    def instant(self, at: datetime) -> str:
        """`27 June 2018, 14:05 UTC`; an instant without a zone is taken to be in UTC."""
        there = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        time = f"{format_time(there, 'HH:mm', locale=self.locale)} UTC"
        return self.gettext("%(day)s, %(time)s") % {"day": self.day(there.date()), "time": self.isolated(time)}

    @lru_cache(KEPT)  # noqa: B019
    def period(self, edtf: str) -> str:
        """An imprecise date in words: `summer 2018`, `since October 2016 (ongoing)`. Raises NotADate for a text that is none."""
        return periods.said_of(self, Edtf(edtf))

    def days(self, n: int) -> str:
        return periods.days(self, n)

    @lru_cache(KEPT)  # noqa: B019
    def slip(self, least: int, most: int) -> str:
        """By how many days a date moved: `between 1 and 30 days later`, `5 days earlier`, `not moved`."""
        return periods.slip(self, least, most)

    def text(self, text: Mapping[str, str] | None) -> Said | None:
        """A text in this language or one near to it; else, marked as such, in English or the first language that it has."""
        return said(text, self.tag) if text else None

    def say(self, text: Mapping[str, str] | Said | None) -> str:
        """A text where there is no room for marks: one in another language has that in front, `[en] …`; none is empty."""
        here = text if isinstance(text, Said) else self.text(text)
        if here is None:
            return ""
        return f"[{here.language}] {self.isolated(here.text)}" if here.fallback else here.text

    def label(self, of: Term | Vocabulary | Profile) -> Said:
        """The label of a word of a vocabulary, or the title of a vocabulary or a profile; from the data, else the catalogue."""
        text = of.label if isinstance(of, Term) else of.title
        here = said(text, self.tag)
        translated = self.pgettext(VOCABULARY, text[ENGLISH])
        if here.fallback and translated != text[ENGLISH]:
            return self._own(translated)
        return here

    def status(self, vocabulary: Vocabulary | str | None, code: str | None) -> Said:
        """A status, or another answer in a vocabulary, by its code; a code that the vocabulary lacks stays as it is."""
        if message := UNSAID if code is None else STATUSES.get(code):
            return self._own(self._message(message))
        known = VOCABULARIES.get(vocabulary) if isinstance(vocabulary, str) else vocabulary
        term = known.find(str(code)) if known else None
        return self.label(term) if term else self._own(str(code))

    def named(self, code: str, of: str = "") -> str:
        """What one of our own codes is called: a kind, role, stage, measure, kind of thing, or stored name of a fact.

        A code that is not a member of its enumeration may mean several things; `of` says which (`words.names`).
        A code that has no name stays as it is.
        """
        message = message_for(code, of)
        return self._message(message) if message else str(code)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code; a code that is not known stays as it is."""
        names = cast("Mapping[str, str]", self.locale.territories)
        return names.get(code.upper(), code)

    def language_name(self, tag: str) -> str:
        """The name of a language by its tag; a tag that is not known stays as it is."""
        names = cast("Mapping[str, str]", self.locale.languages)
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self.locale)
        except (UnknownLocaleError, ValueError):
            name = names.get(base(tag))
        return name or tag

    def _message(self, message: Message) -> str:
        return self.pgettext(message.context, message.english)

    def _own(self, text: str) -> Said:
        return Said(text, self.tag, self.direction, fallback=False)


@cache
def language(tag: str) -> Language:
    """The language of a tag. Raises KeyError for one that has no catalogue.

    `qps` is no language of LANGUAGES and has no address: in it tests see what goes past the catalogues.
    """
    if tag == PSEUDO:
        return Language(tag, Locale.parse(BRITISH), Pseudo())
    if tag not in LANGUAGES:
        raise KeyError(tag)
    locale = Locale.parse(BRITISH if tag == ENGLISH else tag, sep="_" if tag == ENGLISH else "-")
    return Language(tag, locale, translations(tag))


def preferred(accept_language: str) -> str:
    """The tag of the language that an Accept-Language header prefers; English where it prefers none that we have."""
    return choose(accept_language, LANGUAGES)
