"""Folding: texts and what is searched for are brought to the same plain words, without accents, letter variants and case."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_MARKS: Final = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_VARIANTS: Final[Mapping[str, str]] = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "ħ": "h",
    "\u0649": "\u064a", "\u0629": "\u0647", "\u0671": "\u0627", "\u06cc": "\u064a", "\u06a9": "\u0643",
}  # fmt: skip
"""Letters that no accent tells apart; the Arabic ones: alef maksura, teh marbuta, alef wasla, and the Persian yeh and kaf."""
_VARIANT: Final = re.compile(f"[{''.join(_VARIANTS)}]")
_WORD: Final = re.compile(r"[\w\u0900-\u109f\u1780-\u17ff]+")
_BETWEEN: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
LONGEST: Final = 200
"""How many characters of a word count."""
_AROUND: Final = re.compile(r"^\W+|\W+$")

CONFIGURATIONS: Final[Mapping[str, str]] = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""By language: the configuration of PostgreSQL that knows its endings; a text in any other is found by its words as they are."""


def folded(text: str) -> str:
    """A text without accents and case: `Numérique` and `NUMERIQUE` are the same, and so are variants of Arabic letters."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).casefold()
    return _VARIANT.sub(lambda found: _VARIANTS[found[0]], bare)


def plain_words(text: str) -> list[str]:
    """The words of a text, folded, without what stands between them."""
    bare = folded(text)
    words = bare.translate(_BETWEEN).split() if bare.isascii() else _WORD.findall(bare.replace("_", " "))
    return [word[:LONGEST] for word in words] if max(map(len, words), default=0) > LONGEST else words


def asked_words(text: str) -> list[str]:
    """What is searched for: folded, apart at spaces only, so that codes stay whole."""
    bare = (_AROUND.sub("", word) for word in folded(text).replace("\0", " ").split())
    return [word[:LONGEST] for word in bare if word]


def language_of(tag: str) -> str:
    """The language of a tag, without region and script."""
    return tag.partition("-")[0]
