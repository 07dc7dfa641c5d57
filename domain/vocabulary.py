"""Vocabularies as versioned data: the words in which a programme's status and a reviewer's findings are said."""

from collections.abc import Mapping
from typing import Final

from domain.values import Value


class Term(Value):
    """A word of a vocabulary: its code for ever, and its labels by language."""

    code: str
    label: dict[str, str]
    definition: dict[str, str]
    done: bool = False
    needs_challenge: bool = False


class Vocabulary(Value):
    """A list of words for one question in one version. `source` says where it was published."""

    id: str
    title: dict[str, str]
    terms: tuple[Term, ...]
    source: str
    reviewers: bool = False
    several: bool = False

    def find(self, code: str) -> Term | None:
        return next((t for t in self.terms if t.code == code), None)

    @property
    def codes(self) -> str:
        return ", ".join(t.code for t in self.terms)


def _term(
    code: str,
    en: str,
    fr: str,
    meaning_en: str,
    meaning_fr: str,
    *,
    done: bool = False,
    challenge: bool = False,
) -> Term:
    return Term(
        code=code,
        label={"en": en, "fr": fr},
        definition={"en": meaning_en, "fr": meaning_fr},
        done=done,
        needs_challenge=challenge,
    )


OGP_STATUS: Final = Vocabulary(
    id="ogp-completion@2018",
    title={
        "en": "Completion, as the Open Government Partnership reports it",
        "fr": "Avancement, selon le Partenariat pour un gouvernement ouvert",
    },
    source="OGP Independent Reporting Mechanism, completion levels",
    terms=(
        _term(
            "not-started",
            "Not started",
            "Non commencé",
            "No work has begun.",
            "Aucun travail n'a commencé.",
            challenge=True,
        ),
        _term(
            "limited",
            "Limited",
            "Limité",
            "Work has begun; most of what was promised is still to do.",
            "Le travail a commencé ; l'essentiel reste à faire.",
            challenge=True,
        ),
        _term(
            "substantial",
            "Substantial",
            "Substantiel",
            "Most of what was promised is done.",
            "L'essentiel de ce qui était promis est fait.",
        ),
        _term(
            "complete",
            "Complete",
            "Achevé",
            "All that was promised is done.",
            "Tout ce qui était promis est fait.",
            done=True,
        ),
    ),
)
CANADA_STATUS: Final = Vocabulary(
    id="canada-tracker@2018",
    title={"en": "Status, as Canada's tracker reports it", "fr": "État, selon l'outil de suivi du Canada"},
    source="Canada, National Action Plan on Open Government tracker",
    terms=(
        _term(
            "NS",
            "Not started",
            "Pas commencé",
            "No work has begun.",
            "Aucun travail n'a commencé.",
            challenge=True,
        ),
        _term(
            "LP",
            "Limited progress",
            "Progrès limités",
            "Work has begun; most is still to do.",
            "Le travail a commencé ; l'essentiel reste à faire.",
            challenge=True,
        ),
        _term("SP", "Substantial progress", "Progrès importants", "Most of it is done.", "L'essentiel est fait."),
        _term("C", "Complete", "Terminé", "All of it is done.", "Tout est fait.", done=True),
    ),
)
OGP_VALUES: Final = Vocabulary(
    id="ogp-values@2018",
    title={"en": "OGP values", "fr": "Valeurs du PGO"},
    source="OGP Independent Reporting Mechanism, relevance to OGP values, plans up to 2019",
    several=True,
    terms=(
        _term(
            "access-to-information",
            "Access to Information",
            "Accès à l'information",
            "Government-held information is opened.",
            "L'information publique est ouverte.",
        ),
        _term(
            "civic-participation",
            "Civic Participation",
            "Participation citoyenne",
            "People can take part in or influence decisions.",
            "Le public peut prendre part aux décisions.",
        ),
        _term(
            "public-accountability",
            "Public Accountability",
            "Redevabilité publique",
            "Officials must answer to the public.",
            "Les responsables doivent rendre compte au public.",
        ),
        _term(
            "technology-and-innovation",
            "Technology and Innovation",
            "Technologie et innovation",
            "Technology supports one of the other three values.",
            "La technologie sert l'une des trois autres valeurs.",
        ),
    ),
)
IRM_COMPLETION: Final = Vocabulary(
    id="irm-completion@2018",
    title={"en": "Completion, as the IRM assesses it", "fr": "Avancement, selon l'évaluation du MEI"},
    source="OGP Independent Reporting Mechanism, completion levels",
    reviewers=True,
    terms=(
        _term(
            "no-evidence",
            "No evidence available",
            "Aucune preuve disponible",
            "Nothing was found to judge by.",
            "Rien ne permet de juger.",
        ),
        *OGP_STATUS.terms,
        _term("withdrawn", "Withdrawn", "Retiré", "The promise was taken back.", "L'engagement a été retiré."),
    ),
)
IRM_VERIFIABLE: Final = Vocabulary(
    id="irm-verifiable@2018",
    title={"en": "Verifiable", "fr": "Vérifiable"},
    source="OGP Independent Reporting Mechanism, verifiability, plans from 2017",
    reviewers=True,
    terms=(
        _term("yes", "Yes", "Oui", "It can be checked as written.", "Il peut être vérifié tel qu'il est écrit."),
        _term(
            "no",
            "No",
            "Non",
            "It cannot be checked as written.",
            "Il ne peut pas être vérifié tel qu'il est écrit.",
        ),
    ),
)
IRM_RELEVANCE: Final = Vocabulary(
    id="irm-relevance@2018",
    title={"en": "Relevant to OGP values", "fr": "Pertinence pour les valeurs du PGO"},
    source=OGP_VALUES.source,
    reviewers=True,
    several=True,
    terms=OGP_VALUES.terms,
)
IRM_STARRED: Final = Vocabulary(
    id="irm-starred@2018",
    title={"en": "Starred", "fr": "Étoilé"},
    source="OGP Independent Reporting Mechanism, starred commitments",
    reviewers=True,
    terms=IRM_VERIFIABLE.terms,
)
IRM_EARLY_RESULTS: Final = Vocabulary(
    id="irm-early-results@2021",
    title={"en": "Early results", "fr": "Premiers résultats"},
    source="OGP Independent Reporting Mechanism, early results, from 2020 or 2021",
    reviewers=True,
    terms=(
        _term(
            "no-notable",
            "No notable results",
            "Pas de résultat notable",
            "Nothing notable has come of it yet.",
            "Rien de notable n'en est encore sorti.",
        ),
        _term(
            "moderate",
            "Moderate results",
            "Résultats modérés",
            "Some change has come of it.",
            "Un certain changement en est issu.",
        ),
        _term(
            "significant",
            "Significant results",
            "Résultats importants",
            "A change that is likely to last has come of it.",
            "Un changement qui devrait durer en est issu.",
        ),
    ),
)

STATUS_VOCABULARIES: Final[Mapping[str, Vocabulary]] = {v.id: v for v in (OGP_STATUS, CANADA_STATUS)}
REVIEW_VARIABLES: Final[Mapping[str, Vocabulary]] = {
    "completion": IRM_COMPLETION,
    "verifiable": IRM_VERIFIABLE,
    "relevance": IRM_RELEVANCE,
    "starred": IRM_STARRED,
    "early-results": IRM_EARLY_RESULTS,
}
