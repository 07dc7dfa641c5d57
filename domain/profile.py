"""Profile: the vocabularies that a programme chooses, and what they ask of the values that are said in them.

(facts: domain/programme.py)
"""

from collections.abc import Iterator

from domain.dates import Edtf
from domain.kernel import Refusal, Unacceptable, World
from domain.programme import Programme, ProgrammeCommand, VocabulariesChosen, must_be_open
from domain.rules import must_go_together, not_before, not_in_the_future
from domain.values import Line, Prose
from domain.vocabulary import PROFILES, VOCABULARIES, Vocabulary, offering

# ── Refusals ──────────────────────────────────────────


class NoVocabulary(Unacceptable): ...


class UnknownTerm(Unacceptable): ...


class SameProfiles(Refusal): ...


def vocabulary_for(programme: Programme, question: str) -> Vocabulary | None:
    """The vocabulary in which a question is answered now; None where the programme chose none for it."""
    chosen = programme.vocabularies.get(question)
    return None if chosen is None else VOCABULARIES[chosen]


def ever_chosen(programme: Programme, question: str) -> tuple[str, ...]:
    """The ids of all vocabularies in which a question was ever answered, in the order in which they were chosen."""
    profiles = (PROFILES[name].vocabularies for name in (*programme.former, *programme.profiles))
    return tuple(dict.fromkeys(chosen[question] for chosen in profiles if question in chosen))


def assessed(programme: Programme) -> dict[str, Vocabulary]:
    """What reviewers assess in a programme now, by the question that is asked, each with its vocabulary."""
    chosen = {question: VOCABULARIES[name] for question, name in programme.vocabularies.items()}
    return {question: vocabulary for question, vocabulary in chosen.items() if vocabulary.reviewers}


def ever_assessed(programme: Programme, variable: str) -> dict[str, Vocabulary]:
    """The vocabularies in which reviewers could ever say this variable in a programme, by id."""
    chosen = {name: VOCABULARIES[name] for name in ever_chosen(programme, variable)}
    return {name: vocabulary for name, vocabulary in chosen.items() if vocabulary.reviewers}


def must_be_terms(programme: Programme, question: str, values: tuple[str, ...], field: str) -> Iterator[Refusal]:
    """A refusal for each value that the programme's vocabulary for a question lacks, or one where it chose none for it."""
    vocabulary = vocabulary_for(programme, question)
    if vocabulary is None:
        if values:
            yield NoVocabulary(
                f"This programme chose no vocabulary for {question!r}. Choose a profile that has one, with "
                f"choose-vocabularies: {offering(question)}.",
                field=field,
            )
        return
    for value in values:
        if vocabulary.find(value) is None:
            yield UnknownTerm(f"{value!r} is no value of {vocabulary.id}. Known: {vocabulary.codes}.", field=field)


# ── Requests ──────────────────────────────────────────


class ChooseVocabularies(ProgrammeCommand):
    """Say by which profiles a programme is recorded from now on, in place of those before; what was said keeps its vocabulary."""

    NAME = "choose-vocabularies"
    FACT = VocabulariesChosen
    profiles: tuple[Line, ...]
    reason: Prose
    on: Edtf | None = None

    def refusals(self, world: World) -> Iterator[Refusal]:
        yield from must_be_open(world, self.code, "code")
        yield from must_go_together(self.profiles)
        yield from not_in_the_future(self.on, world.today)
        programme = world.find(Programme, self.code)
        if programme:
            yield from not_before(programme.chosen, self.on, "Vocabularies were chosen")
        if programme and set(programme.profiles) == set(self.profiles):
            yield SameProfiles(f"{', '.join(self.profiles) or 'No profile'}: chosen already.", field="profiles")
