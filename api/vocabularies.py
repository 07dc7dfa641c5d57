"""Vocabularies over HTTP: the words in which programmes are recorded, and the profiles that choose among them."""

from api.answers import Page, page
from api.route import BY_NUMBER, Ask, Asked
from domain.vocabulary import PROFILES, VOCABULARIES, Profile, Vocabulary
from projections.moment import Reading

TAG = "Vocabularies"


def _vocabularies(reading: Reading, asked: Asked) -> Page[Vocabulary]:
    return page(reading, asked, tuple(VOCABULARIES.values()))


def _profiles(reading: Reading, asked: Asked) -> Page[Profile]:
    return page(reading, asked, tuple(PROFILES.values()))


ROUTES = (
    Ask(
        path="/vocabularies",
        tag=TAG,
        summary="List the vocabularies",
        description="Every version of every vocabulary: its words in each language, where it was published, and how sure that is.",
        answer=_vocabularies,
        view=Page[Vocabulary],
        cursor=BY_NUMBER,
    ),
    Ask(
        path="/profiles",
        tag=TAG,
        summary="List the profiles",
        description="What a programme can choose: for each question one version of a vocabulary.",
        answer=_profiles,
        view=Page[Profile],
        cursor=BY_NUMBER,
    ),
)
