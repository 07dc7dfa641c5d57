"""The words of the files, in one language: texts in that language or, marked, in another; or in that language alone."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from domain.dates import OPEN_FUTURE, OPEN_PAST, Edtf
from domain.values import Link, Source, Text
from domain.vocabulary import VOCABULARIES, Vocabulary
from exports.cells import CellValue, Linked
from projections.assessment import Finding
from words.language import Language
from words.message import Message, marked

YES: Final = marked("file", "yes")
NO: Final = marked("file", "no")
NO_START: Final = marked("file", "no start")
NO_END: Final = marked("file", "no end")
UNKNOWN_START: Final = marked("file", "unknown start")
UNKNOWN_END: Final = marked("file", "unknown end")
PENDING: Final = marked("file", "Pending review")
NOT_ASSESSED: Final = marked("file", "Not assessed")
DEMONSTRATION: Final = marked("file", "Demonstration")


class Words:
    """How things are said in a file. `only`: a text that does not exist in the language is left out instead of marked.

    `partner` gives the name of a partner by its code; `settings` are the figures that a template is configured with.
    """

    def __init__(
        self,
        language: Language,
        *,
        partner: Callable[[str], Text | None] = lambda _: None,
        settings: Mapping[str, float | str] | None = None,
        only: bool = False,
    ) -> None:
        self.language: Final = language
        self.partner_text: Final = partner
        self.settings: Final = settings or {}
        self.only: Final = only

    def __call__(self, message: Message) -> str:
        return self.language.pgettext(message.context, message.english)

    def in_only(self, language: Language) -> "Words":
        """The same in another language, leaving out what does not exist in it."""
        return Words(language, partner=self.partner_text, settings=self.settings, only=True)

    def named(self, code: str, of: str = "") -> str:
        """What one of our own codes is called (`words/names.py`)."""
        return self.language.named(code, of)

    def say(self, text: Text | None) -> str | None:
        """A text in the language, else in another with that in front, `[en] …`; None where there is none."""
        said = self.language.text(text)
        if said is None or (self.only and said.fallback):
            return None
        return self.language.say(said)

    def texts(self, texts: Iterable[Text]) -> list[str]:
        return [said for text in texts if (said := self.say(text))]

    def lines(self, texts: Iterable[Text]) -> str | None:
        """Several texts, one to a line."""
        return "\n".join(self.texts(texts)) or None

    def partner(self, code: str | None) -> str | None:
        """The name of a partner; the code where it has none; None for none."""
        return None if code is None else self.say(self.partner_text(code)) or code

    def partners(self, codes: Iterable[str]) -> str | None:
        """The names of several partners, one to a line."""
        return "\n".join(filter(None, map(self.partner, codes))) or None

    def yes_no(self, value: bool) -> str:  # noqa: FBT001 - the answer itself
        return self(YES if value else NO)

    def status(self, vocabulary: Vocabulary | str | None, code: str | None) -> str | None:
        """The label of a status or of another word of a vocabulary; None where there is none."""
        return None if code is None else self.language.status(vocabulary, code).text

    def found(self, finding: Finding | None) -> str:
        """What a reviewer finds: as published, else by its labels, else "pending"; "not assessed" where nobody said anything."""
        if finding is None:
            return self(NOT_ASSESSED)
        if finding.said:
            return finding.said
        labels = [self.status(finding.vocabulary, value) for value in finding.values]
        return self.language.comma.join(filter(None, labels)) or self(PENDING)

    def variable(self, finding: Finding) -> str:
        """The name of the variable of which something is found, by the vocabulary that it is said in."""
        vocabulary = VOCABULARIES.get(finding.vocabulary)
        return self.language.label(vocabulary).text if vocabulary else finding.variable

    def link(self, link: Link) -> str:
        """A link as text: title, address, what it shows, the day it was last seen."""
        seen = f"{self(marked('file', 'seen'))} {link.seen.isoformat()}" if link.seen else None
        more = "; ".join(filter(None, (link.shows, seen)))
        return f"{link.title} <{link.url}>" + (f" ({more})" if more else "")

    def links(self, links: Iterable[Link]) -> CellValue:
        """All links as text, one to a line."""
        return "\n".join(map(self.link, links)) or None

    def period(self, period: Edtf) -> str:
        """A period as it was said and, where that is not one day, the days that it can mean."""
        if period.is_day:
            return str(period)
        return f"{period} ({self.earliest(period)} … {self.latest(period)})"

    def earliest(self, period: Edtf) -> date | str:
        """The earliest day that a period can mean, or in words that it has none."""
        if period.earliest == OPEN_PAST:
            return self(UNKNOWN_START if period.startswith("/") else NO_START)
        return period.earliest

    def latest(self, period: Edtf) -> date | str:
        """The latest day that a period can mean, or in words that it has none."""
        if period.latest == OPEN_FUTURE:
            return self(UNKNOWN_END if period.endswith("/") else NO_END)
        return period.latest


def first_link(links: tuple[Link, ...]) -> CellValue:
    """The first link of several, to be followed; the others are listed as text elsewhere."""
    return Linked(links[0].title, links[0].url) if links else None


def source_text(source: Source | None) -> str | None:
    """A source as text: the document, and the words it is said in."""
    if source is None:
        return None
    return f"{source.document}: “{source.words}”" if source.words else source.document
