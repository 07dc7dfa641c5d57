"""Wording: in which vocabulary a request says the value of a field, now or when a former one was still chosen.

A field `type` has a field `type_vocabulary` beside it, which names a former vocabulary; without it the one chosen now counts.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import UNSET

from domain.kernel import Refusal, World
from domain.profile import UnknownTerm, ever_chosen, must_be_terms, vocabulary_for
from domain.programme import Programme, UnknownVocabulary
from domain.thing import ThingCommand
from domain.vocabulary import VOCABULARIES


def must_be_worded(command: ThingCommand, world: World, questions: Mapping[str, str]) -> Iterator[Refusal]:
    """A refusal for each field (by its question) whose value is no word of the vocabulary that it is said in."""
    programme = world.find(Programme, command.programme)
    for field, question in questions.items():
        value, named = getattr(command, field), getattr(command, f"{field}_vocabulary")
        if programme is None or not isinstance(value, str):
            continue
        if not named:
            yield from must_be_terms(programme, question, (value,), field)
            continue
        if named not in (known := ever_chosen(programme, question)):
            yield UnknownVocabulary(
                f"{named!r} was never chosen for {question!r} in {command.programme!r}. Known: {', '.join(known) or 'none'}.",
                field=f"{field}_vocabulary",
            )
        if named in VOCABULARIES and VOCABULARIES[named].find(value) is None:
            yield UnknownTerm(f"{value!r} is no value of {named}. Known: {VOCABULARIES[named].codes}.", field=field)


def worded(command: ThingCommand, world: World, questions: Mapping[str, str]) -> dict[str, Any]:
    """The vocabulary of each of these fields: UNSET where the field is not named, None where it has no value."""
    programme = world.find(Programme, command.programme)
    assert programme is not None
    found: dict[str, Any] = {}
    for field, question in questions.items():
        value, name = getattr(command, field), f"{field}_vocabulary"
        chosen = vocabulary_for(programme, question)
        now = chosen.id if chosen else None
        found[name] = (getattr(command, name) or now) if isinstance(value, str) else UNSET if value is UNSET else None
    return found
