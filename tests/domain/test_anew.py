from typing import Any

import pytest

from domain.anew import asked
from domain.kernel import Key
from domain.values import Source
from domain.vocabulary import CANADA_STATUS
from tests.domain.facts import ASSESSED, ASSESSMENT, CREATED, LINK, MILESTONE, PROGRAMME, RESCHEDULED
from tests.domain.requests import RESCHEDULE
from tests.domain.sample_pilot import EVALUATE, EVALUATED, LESSON, PILOT
from tests.domain.sample_statement import STATEMENT, STATEMENT_MADE

ANOTHER = "would make it an entry of another thing: retract it, and record it there"


def faults(key: Key, fact: Any, **say: Any) -> list[tuple[str, str]]:
    return [(fault.place, fault.why) for fault in asked(key, fact, say)[1]]


def test_a_fact_is_asked_again_as_it_was_said() -> None:
    assert asked(MILESTONE, RESCHEDULED[1], {}) == (RESCHEDULE, ())
    assert asked(PILOT, EVALUATED[1], {}) == (EVALUATE, ())


@pytest.mark.parametrize("name", ["programme", "code"])
def test_what_names_the_thing_is_not_said_otherwise(name: str) -> None:
    assert faults(MILESTONE, RESCHEDULED[1], **{name: None}) == [
        (f"$.{name}", "cannot be corrected: it names the thing")
    ]


def test_what_stands_beside_a_fact_is_not_said_in_it() -> None:
    ((place, why),) = faults(MILESTONE, RESCHEDULED[1], source={"document": "B"})
    assert (place, "`source` of this correction" in why) == ("$.source", True)
    ((place, why),) = faults(MILESTONE, RESCHEDULED[1], illustrative=True)
    assert (place, "retract the entry" in why) == ("$.illustrative", True)


def test_a_source_that_is_part_of_what_was_said_is_said_otherwise() -> None:
    request, found = asked(STATEMENT, STATEMENT_MADE[1], {"source": {"document": "Another report"}})
    assert found == ()
    assert request is not None
    assert request.source == Source(document="Another report")


def test_what_others_are_said_in_is_settled() -> None:
    ((place, why),) = faults(PROGRAMME, CREATED[1], vocabulary=CANADA_STATUS.id)
    assert (place, "reports are said in it" in why, "under another code" in why) == ("$.vocabulary", True, True)


def test_only_what_is_wrong_is_named_and_not_the_lists_beside_it() -> None:
    assert LESSON.evidence == (LINK,)
    assert faults(PILOT, EVALUATED[1], colour="red", summary={}) == [
        ("$.colour", "is not known here. Known: programme, code, on, summary, lessons, evidence, source, illustrative"),
        ("$.summary", "must not be empty"),
    ]


def test_an_entry_does_not_become_one_of_another_thing() -> None:
    assert faults(ASSESSMENT, ASSESSED[1], about="9.2") == [("$", ANOTHER)]
