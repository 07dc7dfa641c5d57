"""What an address asks of a page: its clocks and parameters; or every fault in them."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final
from urllib.parse import parse_qsl

from serving.answers import Clocks
from serving.clocks import DAY, INSTANT, POSITION, instant_or_position
from web.page import Fault, Query, WrongQuery
from words.language import Language

AS_OF: Final = "as_of"
KNOWN_AT: Final = "known_at"
FORMAT: Final = "format"
MOST: Final = 30


def read_query(
    language: Language, address: str, query: bytes, parameters: frozenset[str], formats: frozenset[str], seen: int = 0
) -> Query:
    """The query of an address; `parameters` are the page's own. Raises WrongQuery."""
    _ = language.gettext
    faults: list[Fault] = []
    said = _pairs(query, {AS_OF, KNOWN_AT, FORMAT, *parameters}, faults, language)
    as_of = read_day(said, AS_OF, language, faults)
    known_at = read_known_at(said, KNOWN_AT, language, faults)
    if (form := said.get(FORMAT)) and form not in formats:
        choice = language.list(sorted(formats))
        faults.append(Fault(FORMAT, form, _("This page can be had as: %(formats)s.") % {"formats": choice}))
    if faults:
        raise WrongQuery(faults)
    return Query(language, address, said, Clocks(as_of, known_at, seen))


def read_day(said: Mapping[str, str], name: str, language: Language, faults: list[Fault]) -> date | None:
    """The day that a parameter says, if it says one."""
    advice = language.gettext("This is not a day of the calendar. Write it as 2019-06-30.")
    return _read(said, name, DAY, date.fromisoformat, advice, faults)


def read_known_at(said: Mapping[str, str], name: str, language: Language, faults: list[Fault]) -> int | datetime | None:
    """The position or the instant that a parameter says; a day stands for its end, in UTC."""
    advice = language.gettext(
        "This is neither a day (2019-06-30), nor an instant with its zone (2019-06-30T12:00:00Z), nor a position of the log (42)."
    )
    return _read(said, name, f"{DAY}|{POSITION}|{INSTANT}", _known_at, advice, faults)


def _known_at(text: str) -> int | datetime:
    if re.fullmatch(DAY, text):
        return datetime.combine(date.fromisoformat(text), time.max, UTC)
    return instant_or_position(text)


def _read(
    said: Mapping[str, str], name: str, pattern: str, read: Callable[[str], Any], advice: str, faults: list[Fault]
) -> Any:
    text = said.get(name)
    if text is None:
        return None
    try:
        if re.fullmatch(pattern, text):
            return read(text)
    except (ValueError, OverflowError):
        pass
    faults.append(Fault(name, text, advice))
    return None


def _pairs(query: bytes, names: set[str], faults: list[Fault], language: Language) -> dict[str, str]:
    _ = language.gettext
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except ValueError as error:
        raise WrongQuery(
            [Fault("?", "…", _("The part of the address after the question mark cannot be read."))]
        ) from error
    said: dict[str, str] = {}
    for name, text in pairs:
        if name not in names:
            known = language.list(sorted(names))
            faults.append(
                Fault(name, text, _("This page does not know this parameter. It knows: %(names)s.") % {"names": known})
            )
        elif name in said:
            faults.append(Fault(name, text, _("This is given more than once. Give it once.")))
        elif text.strip():
            said[name] = text.strip()
    return said
