"""Messages and numbers in one language: what every other way of saying something is made of."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from gettext import NullTranslations
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

Direction = Literal["ltr", "rtl"]

KEPT: Final = 20_000
"""How many of each sort of number and date are kept as they were said last."""
ISOLATE: Final = "\u2068"
END: Final = "\u2069"
"""The first strong isolate and its end (Unicode UAX 9): what stands between them keeps its own direction."""


class Wording:
    """The messages of one language, its numbers and the days of its calendar.

    Digits are 0 to 9 in every language, in Arabic too, so that dates, codes and addresses can be compared.
    """

    def __init__(self, tag: str, locale: Locale, translations: NullTranslations) -> None:
        self.tag: Final = tag
        self.locale: Final = locale
        self.direction: Final[Direction] = "rtl" if locale.text_direction == "rtl" else "ltr"
        self._translations: Final = translations

    def gettext(self, message: str) -> str:
        return self._translations.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self._translations.ngettext(one, many, n)

    def pgettext(self, context: str, message: str) -> str:
        return self._translations.pgettext(context, message)

    def npgettext(self, context: str, one: str, many: str, n: int) -> str:
        return self._translations.npgettext(context, one, many, n)

    @lru_cache(KEPT, typed=True)  # noqa: B019 - a language lasts as long as the process
    def number(self, n: float | Decimal) -> str:
        return format_decimal(n, locale=self.locale, numbering_system="latn")

    def percent(self, share: float | Decimal) -> str:
        """A share of one in whole percent: 0.42 is 42 %."""
        return format_percent(share, locale=self.locale, numbering_system="latn")

    @lru_cache(KEPT)  # noqa: B019
    def day(self, day: date) -> str:
        """`27 June 2018`."""
        return self._first(day, format_date(day, "long", locale=self.locale))

    @lru_cache(KEPT)  # noqa: B019
    def short_day(self, day: date) -> str:
        """`27 Jun 2018`."""
        return self._first(day, format_skeleton("yMMMd", day, locale=self.locale))

    @lru_cache(KEPT)  # noqa: B019
    def month(self, day: date) -> str:
        """The month of a day with its year: `June 2018`."""
        return format_skeleton("yMMMM", day, locale=self.locale)

    @lru_cache(KEPT)  # noqa: B019
    def month_short(self, day: date) -> str:
        """The month of a day without its year: `Jun`."""
        return format_date(day, "LLL", locale=self.locale)

    def list(self, items: Iterable[object]) -> str:
        """`a, b and c`."""
        return format_list([self.isolated(str(item)) for item in items], locale=self.locale)

    def isolated(self, text: str) -> str:
        """Text that may run the other way, so that it does not turn what stands around it: a name, a code, a Latin word."""
        return f"{ISOLATE}{text}{END}" if self.direction == "rtl" and text else text

    def _first(self, day: date, said: str) -> str:
        """A day, said; some languages write the first of a month unlike the other days, as French does: `1er juin`."""
        return said.replace("1", self.pgettext("first of a month", "1"), 1) if day.day == 1 else said
