"""Words for made-up programmes: titles and paragraphs of the length that real ones have, in two languages."""

from random import Random
from typing import Final

from domain.values import Text

_WHO: Final = (
    ("The ministry", "Le ministère"),
    ("The agency", "L'agence"),
    ("The working group", "Le groupe de travail"),
    ("The regional office", "La direction régionale"),
    ("The steering committee", "Le comité de pilotage"),
    ("The school of public service", "L'école du service public"),
)
_DID: Final = (
    ("opened the draft to comment", "a ouvert le projet aux commentaires"),
    ("trained a second cohort of officials", "a formé une deuxième promotion d'agents"),
    ("published the data under an open licence", "a publié les données sous une licence ouverte"),
    ("tested the service with its first users", "a testé le service avec ses premiers usagers"),
    ("agreed the charter with its partners", "a adopté la charte avec ses partenaires"),
    ("held a workshop in each region", "a tenu un atelier dans chaque région"),
    ("appointed the persons in charge", "a nommé les personnes responsables"),
)
_HOW: Final = (
    ("after two meetings with civil society", "après deux réunions avec la société civile"),
    ("although the budget was voted late", "bien que le budget ait été voté tard"),
    ("with the help of three universities", "avec l'aide de trois universités"),
    ("and took the answers received into account", "et a tenu compte des réponses reçues"),
    ("as the action plan had promised", "comme le plan d'action l'avait promis"),
    ("in spite of a change of its leadership", "malgré un changement de direction"),
    ("and asked an outside body to evaluate it", "et a demandé une évaluation externe"),
)
_WHAT: Final = (
    ("A programme of training for", "Un programme de formation pour"),
    ("An open register of", "Un registre ouvert pour"),
    ("A consultation on the needs of", "Une consultation sur les besoins pour"),
    ("A shared toolbox for", "Une boîte à outils commune pour"),
)
_WHOM: Final = (
    ("the officials of the regions", "les agents des régions"),
    ("local authorities and their elected members", "les collectivités et leurs élus"),
    ("the associations that work with the administration", "les associations partenaires de l'administration"),
    ("researchers and the users of public data", "les chercheurs et les usagers des données publiques"),
)
_SENTENCES: Final = (3, 4, 5, 6, 8)
_PARAGRAPHS: Final = 400


def _paragraph(random: Random) -> Text:
    sentences = [
        (random.choice(_WHO), random.choice(_DID), random.choice(_HOW)) for _ in range(random.choice(_SENTENCES))
    ]
    return {
        language: " ".join(f"{who[i]} {did[i]} {how[i]}." for who, did, how in sentences)
        for i, language in enumerate(("en", "fr"))
    }


_RANDOM: Final = Random(1)  # noqa: S311 - made up, and the same every time
TEXTS: Final[tuple[Text, ...]] = tuple(_paragraph(_RANDOM) for _ in range(_PARAGRAPHS))
TITLES: Final[tuple[Text, ...]] = tuple(
    {language: f"{what[i]} {whom[i]}" for i, language in enumerate(("en", "fr"))} for what in _WHAT for whom in _WHOM
)
