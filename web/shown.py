"""How a page is shown: its template with the answer, the moment, the language and the addresses."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from domain.vocabulary import VOCABULARIES
from projections.moment import Moment
from serving.clocks import DAY
from web import static
from web.asked import KNOWN_AT
from web.glyphs import glyph
from web.links import Links
from web.marks import marks
from web.messages import QuickContext, functions
from web.page import Query
from words.language import LANGUAGES, language

TEMPLATES: Final = Path(__file__).parent / "templates"


@cache
def environment(tag: str) -> Environment:
    """The templates in one language. What is not defined is an error, and every text is escaped."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    said = language(tag)
    found.context_class = QuickContext
    cast("Any", found).newstyle_gettext = True  # the extension adds it when it is loaded
    tools: dict[str, Any] = {
        "say": said,
        "languages": [language(tag) for tag in LANGUAGES],
        "static": static.address,
        "glyph": glyph,
        "vocabularies": VOCABULARIES,
    }
    found.globals.update(tools, **functions(said))
    small: dict[str, Any] = {"marks": marks(found)}
    found.globals.update(small)
    return found


class At(Struct, frozen=True):
    """The moment that a page shows, and how it was asked for."""

    moment: Moment
    as_of_said: bool
    known_said: str | None

    @property
    def now(self) -> bool:
        return not self.as_of_said and self.known_said is None

    @property
    def known_on(self) -> date:
        """The day to which the date field of the second clock is set: the one that was asked for, or that of the position.

        Before anything was recorded it is the first day of all, and not that of viewing: a pinned page stays the same.
        """
        if self.known_said and re.fullmatch(DAY, self.known_said):
            return date.fromisoformat(self.known_said)
        return self.moment.recorded_at.date() if self.moment.recorded_at else date.min


def at(query: Query, moment: Moment) -> At:
    """The moment of an answer, as the query asked for it."""
    clocks = query.clocks
    return At(moment, clocks.as_of is not None, query.get(KNOWN_AT))


def show(template: str, query: Query, moment: Moment | None, *, demonstration: bool, **given: Any) -> bytes:
    """The HTML of a page. `moment` is None where no moment could be read."""
    values = {
        "at": at(query, moment) if moment else None,
        "query": query,
        "links": Links(query, moment),
        "demonstration": demonstration,
        **given,
    }
    return environment(query.language.tag).get_template(template).render(values).encode()
