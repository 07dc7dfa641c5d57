"""The page that says how to read the others."""

from msgspec import Struct

from domain.vocabulary import STATUS_VOCABULARIES, Vocabulary
from projections.moment import Reading
from web.page import Page, Query


class Word(Struct, frozen=True):
    """A word of a list in which statuses are said, as it is published."""

    vocabulary: str
    code: str
    done: bool


class Guide(Struct, frozen=True):
    """The lists of words in which teams report."""

    vocabularies: tuple[Vocabulary, ...]

    @property
    def words(self) -> list[Word]:
        return [Word(of.id, term.code, term.done) for of in self.vocabularies for term in of.terms]


def guide(_reading: Reading, _query: Query) -> Guide:
    return Guide(tuple(STATUS_VOCABULARIES.values()))


PAGES = (Page(path="/guide", template="guide.html", answer=guide, rows=lambda found: found.words),)
