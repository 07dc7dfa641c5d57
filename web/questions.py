"""What the questions are called that reviewers answer."""

from domain.vocabulary import PROFILES, VOCABULARIES, Vocabulary
from words.language import Language


def question(variable: str, vocabulary: str | None, say: Language) -> str:
    """The title of the vocabulary in which a question was answered, or of the first in which it can be; else its code."""
    found = VOCABULARIES.get(vocabulary or "") or _answering(variable)
    return say.say(say.label(found)) if found else variable


def _answering(variable: str) -> Vocabulary | None:
    offered = (profile.vocabularies.get(variable) for profile in PROFILES.values())
    return next((VOCABULARIES[name] for name in offered if name), None)
