"""Dated facts in words: what each is, what it says, and what has become of it."""

from datetime import date
from functools import lru_cache

from domain.dates import Edtf
from domain.vocabulary import VOCABULARIES
from projections.dated import Dated, Matter, Standing
from projections.milestone import Slippage
from words.language import Language


def in_full(one: Dated, language: Language) -> str:
    """All that is said of a fact, one thing after the other."""
    return " · ".join(_parts(one, language))


def _parts(one: Dated, language: Language) -> list[str]:
    parts = [what(one, language)]
    if one.said:
        parts.append(said(one.said, language))
    if one.slippage:
        parts.append(moved(one.slippage, language))
    if one.evidence or one.matter is Matter.STATUS:
        parts.append(_evidence(one.evidence, language))
    if one.standing is not Standing.HOLDS:
        parts.append(standing(one, language))
    parts.append(_recorded(one.recorded_at.date(), one.actor, language))
    if one.illustrative:
        parts.append(language.gettext("Illustrative"))
    return parts


@lru_cache(maxsize=1024)
def _evidence(pieces: int, language: Language) -> str:
    if not pieces:
        return language.gettext("no evidence")
    return language.ngettext("%(n)s piece of evidence", "%(n)s pieces of evidence", pieces) % {"n": pieces}


@lru_cache(maxsize=8192)
def _recorded(on: date, who: str, language: Language) -> str:
    return language.gettext("recorded on %(day)s by %(who)s") % {"day": day(on, language), "who": who}


def what(one: Dated, language: Language) -> str:
    """What a fact is, with the status, the step or the finding that it says."""
    return _what(one.fact, one.matter, one.values, one.vocabulary, language)


@lru_cache(maxsize=8192)
def said(period: Edtf, language: Language) -> str:
    return language.period(period)


@lru_cache(maxsize=8192)
def day(day: date, language: Language) -> str:
    return language.short_day(day)


@lru_cache(maxsize=8192)
def moved(slippage: Slippage, language: Language) -> str:
    return language.slip(slippage.least_days, slippage.most_days)


@lru_cache(maxsize=8192)
def _what(fact: str, matter: Matter, values: tuple[str, ...], vocabulary: str | None, language: Language) -> str:
    name = language.named(fact)
    match matter:
        case Matter.STATUS:
            words = [language.say(language.status(vocabulary, value)) for value in values]
        case Matter.STEP:
            words = [language.named(value) for value in values]
        case Matter.FOUND:
            return _found(values, vocabulary, language)
        case _:
            return name
    return language.gettext("%(fact)s: %(said)s") % {"fact": name, "said": language.list(words)} if words else name


def _found(values: tuple[str, ...], vocabulary: str | None, language: Language) -> str:
    known = VOCABULARIES.get(vocabulary or "")
    title = language.say(language.label(known)) if known else (vocabulary or "")
    words = [language.say(language.status(vocabulary, value)) for value in values]
    found = language.list(words) if words else language.gettext("not assessed")
    said = language.gettext("reviewer's finding, %(question)s: %(said)s")
    return said % {"question": title, "said": found}


def standing(one: Dated, language: Language) -> str:
    """What has become of a fact; empty where it simply holds."""
    _ = language.gettext
    match one.standing:
        case Standing.FORMER:
            return _("no longer agreed")
        case Standing.REPLACED:
            return _("corrected since, in entry %(entry)s") % {"entry": one.corrected_by}
        case Standing.AHEAD:
            return _("lies ahead of the day shown")
        case Standing.HOLDS:
            return ""
