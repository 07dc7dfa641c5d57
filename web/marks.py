"""The small marks of every page, dates, statuses and flags: each is made by its macro once and kept."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, cast

from jinja2 import Environment
from markupsafe import Markup

from domain.vocabulary import VOCABULARIES, Vocabulary

TEMPLATE: Final = "marks.html"
OF_A_VOCABULARY: Final = ("disc", "status")
MOST: Final = 10_000

Mark = Callable[..., Markup]


def marks(environment: Environment) -> dict[str, Mark]:
    """The marks of a language's templates, by name."""
    made: dict[str, Any] = vars(environment.get_template(TEMPLATE).module)
    macros = {name: cast("Mark", macro) for name, macro in made.items() if callable(macro)}
    return {name: (_by_name if name in OF_A_VOCABULARY else _kept)(macro) for name, macro in macros.items()}


def _kept(macro: Mark) -> Mark:
    """A mark of what can be told apart; a text that is markup is another one than the same text that is none."""
    return lru_cache(MOST, typed=True)(macro)


def _by_name(macro: Mark) -> Mark:
    """A mark of a vocabulary, which stands for its words."""

    @lru_cache(MOST)
    def kept(vocabulary: str | None, code: str | None) -> Markup:
        return macro(VOCABULARIES[vocabulary] if vocabulary else None, code)

    def mark(vocabulary: Vocabulary | None, code: str | None) -> Markup:
        return kept(vocabulary.id if vocabulary else None, code)

    return mark
