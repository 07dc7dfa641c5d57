"""Vocabularies as versioned data: the words in which statuses, findings and kinds are said, one file each in `vocabularies/`.

Profiles (`vocabularies/profiles/`) choose one vocabulary per question. What changes in a published list is a new version in a
file of its own: facts name the version that they are said in, and are read with it for ever.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from domain.values import Line, Text, Value

FOLDER: Final = Path(__file__).parent / "vocabularies"
LANGUAGES: Final = frozenset(("en", "fr"))
STATUS: Final = "status"
"""The question that a programme's own `vocabulary` answers, and no profile."""

Version = Annotated[
    str, Meta(pattern=r"^[a-z]+(?:-[a-z]+)*@[0-9]{4}$", description="A name and the year of a version.")
]


class Sureness(StrEnum):
    READ = "read in the source"
    PART = "seen in part"
    MEMORY = "from memory"


class Term(Value):
    """A word of a vocabulary: its code for ever, and its labels by language."""

    code: Line
    label: Text
    definition: Text
    done: bool = False
    needs_challenge: bool = False

    def __post_init__(self) -> None:
        _in_both_languages(self.label, self.definition)


class Vocabulary(Value):
    """A list of words for one question in one version; a scale stands in its order, lowest first.

    `source` says where it was published and `sureness` how closely it was seen there; `reviewers`: only they answer it;
    `several`: more than one word at a time.
    """

    id: Version
    question: Line
    title: Text
    source: Line
    sureness: Sureness
    terms: tuple[Term, ...]
    reviewers: bool = False
    several: bool = False

    def __post_init__(self) -> None:
        _in_both_languages(self.title)
        codes = [term.code for term in self.terms]
        if not codes or len(codes) != len(set(codes)):
            raise ValueError("its terms must have codes of their own")

    def find(self, code: str) -> Term | None:
        return next((t for t in self.terms if t.code == code), None)

    @property
    def codes(self) -> str:
        return ", ".join(t.code for t in self.terms)


class Profile(Value):
    """A choice of one vocabulary per question: what a funder or a reviewer asks about, in one version."""

    id: Version
    title: Text
    about: Text
    source: Line
    sureness: Sureness
    vocabularies: dict[Line, Version]

    def __post_init__(self) -> None:
        _in_both_languages(self.title, self.about)


Kept = TypeVar("Kept", Vocabulary, Profile)


def read_all(folder: Path, kind: type[Kept]) -> Mapping[str, Kept]:
    """What the files of a folder hold, by id. Raises ValueError with the name of a file that is not what it should be."""
    return {path.stem: _read(path, kind) for path in sorted(folder.glob("*.json"))}


def _read(path: Path, kind: type[Kept]) -> Kept:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=kind)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    if found.id != path.stem:
        raise ValueError(f"{path.name}: calls itself {found.id!r}")
    return found


def _in_both_languages(*texts: Mapping[str, str]) -> None:
    for text in texts:
        if missing := LANGUAGES - set(text):
            raise ValueError(f"{next(iter(text.values()))!r} lacks {', '.join(sorted(missing))}")


def must_be_answered(profiles: Iterable[Profile], vocabularies: Mapping[str, Vocabulary]) -> None:
    """Raises ValueError where a profile names a vocabulary that is not there or that answers another question."""
    for profile in profiles:
        for question, name in profile.vocabularies.items():
            vocabulary = vocabularies.get(name)
            if vocabulary is None or vocabulary.question != question or question == STATUS:
                raise ValueError(f"{profile.id}: {name!r} is no vocabulary for the question {question!r}")


VOCABULARIES: Final = read_all(FOLDER, Vocabulary)
PROFILES: Final = read_all(FOLDER / "profiles", Profile)
must_be_answered(PROFILES.values(), VOCABULARIES)

STATUS_VOCABULARIES: Final = {name: v for name, v in VOCABULARIES.items() if v.question == STATUS}
OGP_STATUS: Final = VOCABULARIES["ogp-completion@2018"]
CANADA_STATUS: Final = VOCABULARIES["canada-tracker@2018"]
OGP_VALUES: Final = VOCABULARIES["ogp-values@2018"]
UNSAID: Final = ("irm@2017",)
"""The profiles of a programme that was created without a word on them, for ever."""


def answered(profiles: Iterable[str]) -> dict[str, str]:
    """The id of the vocabulary for each question that these profiles answer."""
    return {question: name for profile in profiles for question, name in PROFILES[profile].vocabularies.items()}


def offering(question: str) -> str:
    """The profiles that answer a question, for people; "none" where there are none."""
    return ", ".join(name for name, profile in PROFILES.items() if question in profile.vocabularies) or "none"
