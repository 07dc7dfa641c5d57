"""The words of the files: labels in English and French, and texts in the language asked for or, marked, in another."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from domain.dates import OPEN_FUTURE, OPEN_PAST, Edtf
from domain.values import Link, Source
from domain.vocabulary import VOCABULARIES, Vocabulary
from projections.assessment import Finding
from projections.line import NOT_REPORTED, WITHDRAWN


class Both(NamedTuple):
    """The same words in English and in French."""

    en: str
    fr: str


YES: Final = Both("yes", "oui")
NO: Final = Both("no", "non")
NO_START: Final = Both("no start", "sans début")
NO_END: Final = Both("no end", "sans fin")
UNKNOWN_START: Final = Both("unknown start", "début inconnu")
UNKNOWN_END: Final = Both("unknown end", "fin inconnue")
PENDING: Final = Both("Pending review", "Évaluation en attente")
NOT_ASSESSED: Final = Both("Not assessed", "Non évalué")
DEMONSTRATION: Final = Both("Demonstration", "Démonstration")
STATUS_LABELS: Final[Mapping[str, Both]] = {
    NOT_REPORTED: Both("Not reported", "Non renseigné"),
    WITHDRAWN: Both("Withdrawn", "Retiré"),
}
NAMES: Final[Mapping[str, Both]] = {
    "action-plan": Both("Action plan", "Plan d'action"),
    "funded-project": Both("Funded project", "Projet financé"),
    "pilot-project": Both("Pilot project", "Projet pilote"),
    "initiative": Both("Initiative", "Initiative"),
    "ministry": Both("Ministry", "Ministère"),
    "agency": Both("Agency", "Agence"),
    "local-authority": Both("Local authority", "Collectivité territoriale"),
    "association": Both("Association", "Association"),
    "company": Both("Company", "Entreprise"),
    "university": Both("University", "Université"),
    "international-organisation": Both("International organisation", "Organisation internationale"),
    "other": Both("Other", "Autre"),
    "lead": Both("Lead", "Chef de file"),
    "partner": Both("Partner", "Partenaire"),
    "supporting": Both("Supporting", "En soutien"),
    "associated": Both("Associated", "Associé"),
    "funder": Both("Funder", "Financeur"),
    "responsible": Both("Responsible", "Responsable"),
    "host": Both("Host", "Hôte"),
    "organiser": Both("Organiser", "Organisateur"),
    "programme": Both("Programme", "Programme"),
    "commitment": Both("Commitment", "Engagement"),
    "milestone": Both("Milestone", "Jalon"),
    "pilot": Both("Pilot", "Pilote"),
    "cohort": Both("Cohort", "Cohorte"),
    "event": Both("Event", "Événement"),
    "deliverable": Both("Deliverable", "Livrable"),
    "planned": Both("Planned", "Prévu"),
    "amended": Both("Amended", "Modifié"),
    "reported": Both("Reported", "Rapporté"),
    "corrected": Both("Corrected", "Corrigé"),
    "rescheduled": Both("Rescheduled", "Replanifié"),
    "moved": Both("Moved to another commitment", "Rattaché à un autre engagement"),
    "reinstated": Both("Reinstated", "Rétabli"),
    "tied": Both("Tied", "Lié"),
    "untied": Both("Untied", "Délié"),
    "withdrawn": STATUS_LABELS[WITHDRAWN],
    "retracted": Both("Retracted", "Rétracté"),
}


class Words:
    """How things are said in one language. Labels are in French for French and in English for all others."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.french = _base(language) == "fr"

    def __call__(self, both: Both) -> str:
        return both.fr if self.french else both.en

    def named(self, code: str) -> str:
        """The label of a role, a kind or another word of our own; a code that has none stays as it is."""
        both = NAMES.get(code)
        return self(both) if both else code

    def say(self, text: Mapping[str, str] | None) -> str | None:
        """The text in the language asked for, else in English or the first there is, with that language in front: `[en] …`."""
        if not text:
            return None
        if said := text.get(self.language):
            return said
        base = _base(self.language)
        near = sorted(tag for tag in text if _base(tag) == base)
        if near:
            return text[near[0]]
        tag = "en" if "en" in text else min(text)
        return f"[{tag}] {text[tag]}"

    def yes_no(self, value: bool) -> str:  # noqa: FBT001 - the answer itself
        return self(YES if value else NO)

    def status(self, vocabulary: Vocabulary, code: str | None) -> str | None:
        """The label of a status; None where there is none, and the code where the vocabulary lacks it."""
        if code is None:
            return None
        if code in STATUS_LABELS:
            return self(STATUS_LABELS[code])
        term = vocabulary.find(code)
        return self.say(term.label) if term else code

    def found(self, finding: Finding | None) -> str:
        """What a reviewer finds: as published, else by its labels, else "pending"; "not assessed" where nobody said anything."""
        if finding is None:
            return self(NOT_ASSESSED)
        if finding.said:
            return finding.said
        vocabulary = VOCABULARIES.get(finding.vocabulary)
        labels = [self.status(vocabulary, value) if vocabulary else value for value in finding.values]
        return ", ".join(label or "" for label in labels) or self(PENDING)

    def variable(self, finding: Finding) -> str:
        """The name of the variable of which something is found, by the vocabulary that it is said in."""
        vocabulary = VOCABULARIES.get(finding.vocabulary)
        return (self.say(vocabulary.title) if vocabulary else None) or finding.variable

    def texts(self, texts: Sequence[Mapping[str, str]]) -> list[str]:
        return [said for text in texts if (said := self.say(text))]

    def link(self, link: Link) -> str:
        """A link as text: title, address, what it shows, the day it was last seen."""
        seen = f"{self(Both('seen', 'vu le'))} {link.seen.isoformat()}" if link.seen else None
        more = "; ".join(filter(None, (link.shows, seen)))
        return f"{link.title} <{link.url}>" + (f" ({more})" if more else "")

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


def source_text(source: Source | None) -> str | None:
    """A source as text: the document, and the words it is said in."""
    if source is None:
        return None
    return f"{source.document}: “{source.words}”" if source.words else source.document


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()
