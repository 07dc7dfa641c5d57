"""A language that nobody speaks: every message stands in ⟦…⟧, so that a test finds what goes past the catalogues."""

from gettext import NullTranslations
from typing import Final

PSEUDO: Final = "qps"


class Pseudo(NullTranslations):
    """Catalogues that hold every message there is."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"
