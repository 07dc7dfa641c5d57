"""What an entry of the log says, in a sentence that begins with the thing that it is about."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from domain.values import Text
from projections.activity import ActivityEntry
from web.questions import question
from words.language import Language

Gettext = Callable[[str], str]
Message = Callable[[ActivityEntry, Gettext], str]
DUE: Final = ("milestone.planned", "deliverable.promised")
"""The facts that begin a thing and say by when it is due; the period of another fact is no due date."""


class Sentence(NamedTuple):
    """A message and what stands in it; `thing` is what the entry is about."""

    message: str
    thing: str
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        return self.message % {**self.values, "thing": self.thing}

    def linked(self, address: str) -> Markup:
        """The sentence as HTML, in which the thing leads to an address."""
        link = Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, self.thing)
        return escape(self.message) % {**self.values, "thing": link}


def sentence(one: ActivityEntry, names: Mapping[str, Text], say: Language) -> Sentence:
    """What an entry says; `names` are those of the partners that it may name, by code."""
    if one.corrects is not None:
        message = _corrected(one, say.gettext)
    elif one.fact.endswith(".rescheduled"):
        message = _rescheduled(one, say.gettext)
    else:
        message = MESSAGES.get(one.fact, _otherwise)(one, say.gettext)
    return Sentence(message, thing_of(one, say), _values(one, names, say))


def thing_of(one: ActivityEntry, say: Language) -> str:
    """What an entry is about: `Milestone 9.2`."""
    kind, _, code = one.of.partition(":")
    named = {"kind": say.named(kind, "thing"), "code": say.isolated(code.rpartition("/")[2])}
    return say.pgettext("a thing with its code", "%(kind)s %(code)s") % named


def _values(one: ActivityEntry, names: Mapping[str, Text], say: Language) -> dict[str, str]:
    def partner(code: str) -> str:
        return say.say(names.get(code)) or code

    said = {
        "fact": say.named(one.fact, "fact"),
        "date": one.on and say.period(one.on),
        "status": one.status and say.status(one.vocabulary, one.status).text,
        "due": one.due and say.period(one.due),
        "former": one.former_due and say.period(one.former_due),
        "role": one.role and say.named(one.role, "role"),
        "partner": one.partner and partner(one.partner),
        "reviewer": one.reviewer and partner(one.reviewer),
        "question": one.variable and question(one.variable, one.vocabulary, say),
        "found": one.values and say.list([say.status(one.vocabulary, value).text for value in one.values]),
        "former_partner": one.former_partner and partner(one.former_partner),
        "number": one.corrects and say.number(one.corrects),
        "corrected": one.corrected_fact and say.named(one.corrected_fact, "fact"),
    }
    return {name: say.isolated(text) for name, text in said.items() if isinstance(text, str)}


def _corrected(one: ActivityEntry, _: Gettext) -> str:
    if one.reviewer:
        return _finding_corrected(one, _)
    if one.fact == "record.retracted":
        return _("%(thing)s: entry %(number)s (%(corrected)s) retracted")
    if one.status and one.on:
        return _("%(thing)s: entry %(number)s corrected, it should have said %(status)s (%(date)s)")
    if one.due and (one.corrected_fact in DUE or str(one.corrected_fact).endswith(".rescheduled")):
        return _("%(thing)s: entry %(number)s corrected, it should have said due %(due)s")
    return _("%(thing)s: entry %(number)s (%(corrected)s) corrected")


def _finding_corrected(one: ActivityEntry, _: Gettext) -> str:
    if one.fact == "record.retracted":
        return _("%(thing)s: an entry on what %(reviewer)s found was struck from the record (%(question)s)")
    if one.values:
        return _("%(thing)s: the finding of %(reviewer)s corrected, it should have said “%(found)s” (%(question)s)")
    return _("%(thing)s: an entry on what %(reviewer)s found corrected (%(question)s)")


def _rescheduled(one: ActivityEntry, _: Gettext) -> str:
    if one.former_due and one.due:
        return _("%(thing)s: due date moved, before: %(former)s, now: %(due)s")
    return _("%(thing)s: due date set to %(due)s") if one.due else _otherwise(one, _)


def _reported(one: ActivityEntry, _: Gettext) -> str:
    if one.status:
        return _("%(thing)s: reported as %(status)s (%(date)s)")
    return _("%(thing)s: a note without a status (%(date)s)")


def _planned(one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: planned, due %(due)s") if one.due else _("%(thing)s: planned, with no due date")


def _promised(one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: promised, due %(due)s") if one.due else _("%(thing)s: promised, with no due date")


def _made(one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: made, led by %(partner)s") if one.partner else _("%(thing)s: made, with no lead named")


def _lead_changed(one: ActivityEntry, _: Gettext) -> str:
    if one.former_partner and one.partner:
        return _("%(thing)s: the lead passed from %(former_partner)s to %(partner)s (%(date)s)")
    if one.partner:
        return _("%(thing)s: led by %(partner)s (%(date)s)")
    return _("%(thing)s: led by nobody (%(date)s)")


def _joined(one: ActivityEntry, _: Gettext) -> str:
    if one.on:
        return _("%(thing)s: %(partner)s joined (%(role)s), %(date)s")
    return _("%(thing)s: %(partner)s joined (%(role)s)")


def _left(_one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: %(partner)s left (%(role)s), %(date)s")


def _support_added(_one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: %(partner)s supports it (%(date)s)")


def _support_ended(_one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: %(partner)s no longer supports it (%(date)s)")


def _found(one: ActivityEntry, _: Gettext) -> str:
    if one.values and one.on:
        return _("%(thing)s: %(reviewer)s found “%(found)s” (%(question)s, %(date)s)")
    if one.values:
        return _("%(thing)s: %(reviewer)s found “%(found)s” (%(question)s)")
    return _("%(thing)s: %(reviewer)s has not assessed it yet (%(question)s)")


def _taken_back(_one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: %(reviewer)s took back what had been found (%(question)s)")


def _otherwise(one: ActivityEntry, _: Gettext) -> str:
    return _("%(thing)s: %(fact)s, %(date)s") if one.on else _("%(thing)s: %(fact)s")


MESSAGES: Final[Mapping[str, Message]] = {
    "milestone.progress_reported": _reported,
    "milestone.planned": _planned,
    "deliverable.promised": _promised,
    "commitment.made": _made,
    "commitment.lead_changed": _lead_changed,
    "commitment.support_added": _support_added,
    "commitment.support_ended": _support_ended,
    "assessment.recorded": _found,
    "assessment.retracted": _taken_back,
    "consortium.joined": _joined,
    "consortium.left": _left,
    "consortium.lead_handed_over": _lead_changed,
}
