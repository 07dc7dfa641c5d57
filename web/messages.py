"""Messages in templates: escaped and filled in as by Jinja's own functions, which make a new context for each one in a loop."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, Final

from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from words.language import Language

MOST: Final = 5_000
PLAIN: Final[tuple[type[Any], ...]] = (FunctionType, MethodType, BuiltinFunctionType, type(lru_cache(len)))


def functions(language: Language) -> dict[str, Callable[..., Markup]]:
    """What templates call for a message, by name; every message is a format string, also one without variables."""

    @lru_cache(maxsize=MOST)
    def plain(message: str) -> Markup:
        return filled(language.gettext(message), {})

    def gettext(message: str, /, **variables: Any) -> Markup:
        return filled(language.gettext(message), variables) if variables else plain(message)

    def ngettext(one: str, many: str, n: int, /, **variables: Any) -> Markup:
        return filled(language.ngettext(one, many, n), {"num": n, **variables})

    def pgettext(context: str, message: str, /, **variables: Any) -> Markup:
        return filled(language.pgettext(context, message), {"context": context, **variables})

    def npgettext(context: str, one: str, many: str, n: int, /, **variables: Any) -> Markup:
        return filled(language.npgettext(context, one, many, n), {"context": context, "num": n, **variables})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}


def filled(message: str, variables: Mapping[str, Any]) -> Markup:
    """A message with its variables, each escaped unless it is markup or a whole number."""
    said = {name: value if isinstance(value, int) else escape(value) for name, value in variables.items()}
    return Markup(message % said)  # noqa: S704 - messages are ours, and what is filled in is escaped


class QuickContext(Context):
    """What templates call functions through: the plain ones and macros without the questions that are put to all others."""

    def call(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if isinstance(function, Macro):
            args = (self.eval_ctx, *args)
        elif type(function) not in PLAIN or hasattr(function, "jinja_pass_arg"):
            return super().call(function, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return function(*args, **kwargs)
