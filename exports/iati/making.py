"""What is at hand while an IATI file is made: the material, the words, the template's settings, and notes of what the file lacks."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from exports.material import Material
from exports.saying import Words
from exports.template import Template
from projections.partner import Partner, partners_named
from projections.role import PartnerRole, roles_in
from words.message import Message
from words.said import base


class Note(NamedTuple):
    """What a file lacks, or what had to be left out or put otherwise: of which activity and element, and of `about` what.

    `activity` is empty for what is so in the whole file. `refused`: a rule of the standard does not allow it to be so.
    """

    activity: str
    element: str
    about: str
    message: Message
    refused: bool


class Making:
    """The making of one file."""

    def __init__(self, material: Material, words: Words, template: Template) -> None:
        self.material: Final = material
        self.words: Final = words
        self.settings: Final = template.settings
        self.notes: Final[list[Note]] = []
        self.activity = ""

    @property
    def as_of(self) -> date:
        return self.material.moment.as_of

    @property
    def language(self) -> str:
        """The language of our own words."""
        return base(self.words.language.tag)

    def setting(self, name: str) -> str:
        """A setting of the template as text; empty where it says nothing."""
        return str(self.settings.get(name, ""))

    def pairs(self, name: str) -> Mapping[str, str]:
        """A setting that lists codes by names: `lead 2, funder 1`."""
        return dict(pair.split() for pair in self.setting(name).split(",") if pair.strip())

    def note(
        self, element: str, message: Message, about: str = "", *, refused: bool = False, throughout: bool = False
    ) -> None:
        """Note something of the activity that is being made, or of the whole file; once."""
        note = Note("" if throughout else self.activity, element, about, message, refused)
        if note not in self.notes:
            self.notes.append(note)

    @cached_property
    def roles(self) -> list[PartnerRole]:
        """Who takes part in the programme and in all that belongs to it, on the day."""
        found = [role for role in roles_in(self.material.reading, self.material.code) if role.holds and role.begun]
        return sorted(found, key=lambda role: (role.part_of, role.partner, role.role))

    @cached_property
    def partners(self) -> Mapping[str, Partner]:
        """The partners that have a role, by code."""
        return partners_named(self.material.reading, {role.partner for role in self.roles})
