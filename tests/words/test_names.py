import importlib
import pkgutil
from enum import StrEnum
from typing import Any, cast

import pytest

import domain
import projections
from domain.catalogue import EVENTS, EVOLVE
from domain.cohort import CohortStage
from domain.figure import FigureMeasure
from projections import field
from projections.field import Field, Form
from words.facts import FACTS
from words.fields import FIELDS
from words.language import LANGUAGES, language
from words.names import ENUMERATIONS, THINGS, message_for

UNSEEN = {Form}
"""The enumerations that only programs read."""


def enumerations() -> set[type[StrEnum]]:
    """Every enumeration that domain/ and projections/ define."""
    found: set[type[StrEnum]] = set()
    for room in (domain, projections):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == module.name:
                    found.add(value)
    return found


def test_every_member_of_every_enumeration_has_a_name_and_no_other_has() -> None:
    shown = {kind.__name__: {member.value for member in kind} for kind in enumerations() - UNSEEN}
    of_things = {name for name, names in ENUMERATIONS.items() if names is THINGS}
    assert {name: set(names) for name, names in ENUMERATIONS.items() if name not in of_things} == {
        name: members for name, members in shown.items() if name not in of_things
    }
    assert all(shown[name] <= set(THINGS) for name in of_things)


def test_no_two_enumerations_have_one_name() -> None:
    assert len({kind.__name__ for kind in enumerations()}) == len(enumerations())


def test_every_fact_has_a_name_and_no_other_has() -> None:
    assert set(FACTS) == {topic.partition("@")[0] for topic in EVENTS}


def test_every_kind_of_thing_has_a_name() -> None:
    assert {*EVOLVE, *(topic.partition(".")[0] for topic in EVENTS)} <= set(THINGS)


def test_every_field_that_is_compared_has_a_name() -> None:
    tables = cast("list[tuple[Any, ...]]", [value for value in vars(field).values() if type(value) is tuple])
    names = {one.name for table in tables for one in table if isinstance(one, Field)}
    assert {"title", "due", "status"} <= names <= set(FIELDS)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_name_is_a_bare_code(tag: str) -> None:
    said = language(tag)
    named = [said.named(member) for kind in enumerations() - UNSEEN for member in kind] + [
        said.named(topic) for topic in EVENTS
    ]
    assert all(named)
    assert not [name for name in named if "@" in name or name in FACTS]


def test_a_fact_is_named_by_its_stored_name() -> None:
    assert language("en").named("milestone.rescheduled@1") == "due date moved"
    assert language("fr").named("milestone.rescheduled") == "échéance déplacée"


def test_a_member_is_named_by_its_enumeration() -> None:
    assert language("fr").named(CohortStage.COMPLETED) == "Terminée"
    assert language("fr").named(FigureMeasure.COMPLETED) == "Parcours achevés"


def test_a_plain_code_is_named_by_what_it_is_said_of() -> None:
    assert language("fr").named("completed", "cohort") == "Terminée"
    assert language("fr").named("completed", "figure") == "Parcours achevés"
    assert language("fr").named("due", "field") == "Échéance"
    assert language("fr").named("closed", "standing") == "Clos"
    assert language("fr").named("action-plan") == "Plan d\u2019action"


def test_a_code_without_a_name_stays_as_it_is() -> None:
    assert language("en").named("left-unnamed") == "left-unnamed"
    assert language("en").named("left-unnamed", "cohort") == "left-unnamed"
    assert message_for("left-unnamed") is None


def test_nothing_is_named_of_what_is_not_known() -> None:
    with pytest.raises(KeyError):
        language("en").named("completed", "weather")
