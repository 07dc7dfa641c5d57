from typing import Any

import pytest
from msgspec.structs import replace

from domain.anew import LaterEntryBreaks
from domain.correction import CorrectEntry, NotCorrectable, Retracted, RetractEntry
from domain.dates import Edtf
from domain.deliverable import AtAnotherStage
from domain.kernel import Command
from domain.partner import UnknownPartner
from domain.rules import SaidTwice
from domain.step import By
from domain.submission import NobodyNamed, NothingHandedIn, StepTooEarly, VersionExists
from tests.domain.given import Fact, given
from tests.domain.sample_deliverable import (
    ACCEPT,
    ACCEPTANCE,
    DELIVERABLE,
    DRAFT,
    DRAFTED,
    FILE,
    RETURN,
    RETURNED,
    SUBMIT,
    SUBMITTED,
    WITH_DELIVERABLE,
    WITH_VERSION,
)

SECOND = replace(SUBMIT, version="2.0", on=Edtf("2019-06-20"))
SECOND_SUBMITTED: Fact = (DELIVERABLE, replace(SUBMITTED[1], version="2.0", on=Edtf("2019-06-20")))
WITH_RETURN = (*WITH_VERSION, RETURNED)


def correct(entry: int, **say: Any) -> CorrectEntry:
    return CorrectEntry(of=str(DELIVERABLE), entry=entry, reason="A slip of the pen.", say=say)


def retract(entry: int) -> RetractEntry:
    return RetractEntry(of=str(DELIVERABLE), entry=entry, reason="Of another deliverable.")


@pytest.mark.parametrize("request_", [DRAFT, SUBMIT], ids=["draft", "submit"])
@pytest.mark.parametrize("facts", [WITH_VERSION, (*WITH_VERSION, ACCEPTANCE)], ids=["submitted", "accepted"])
def test_no_version_comes_while_one_is_submitted_or_accepted(request_: Command, facts: tuple[Fact, ...]) -> None:
    given(*facts).when(replace(request_, version="2.0", on=Edtf("2019-07-05"))).refuses(AtAnotherStage).naming("code")


def test_a_version_follows_one_that_was_returned() -> None:
    given(*WITH_RETURN).when(SECOND).then(SECOND_SUBMITTED[1])
    given(*WITH_RETURN, SECOND_SUBMITTED).when(ACCEPT).then(replace(ACCEPTANCE[1], version="2.0"))


def test_only_what_is_submitted_is_returned_or_accepted() -> None:
    for facts in (WITH_DELIVERABLE, (*WITH_DELIVERABLE, DRAFTED), WITH_RETURN, (*WITH_VERSION, ACCEPTANCE)):
        for request in (RETURN, ACCEPT):
            given(*facts).when(replace(request, on=Edtf("2019-12"))).refuses(AtAnotherStage).naming("code")


def test_a_label_is_handed_in_once_and_may_have_been_that_of_the_draft() -> None:
    given(*WITH_DELIVERABLE, DRAFTED).when(SUBMIT).then(SUBMITTED[1])
    again = replace(SUBMIT, on=Edtf("2019-06-20"))
    given(*WITH_RETURN).when(again).refuses(VersionExists).naming("version").saying("Entry 2 ")


def test_a_draft_has_a_label_that_was_neither_drafted_nor_handed_in() -> None:
    given(*WITH_DELIVERABLE, DRAFTED).when(DRAFT).refuses(VersionExists).naming("version")
    later = replace(DRAFT, on=Edtf("2019-06-20"))
    given(*WITH_RETURN).when(later).refuses(VersionExists).naming("version")
    given(*WITH_RETURN).when(replace(later, version="2.0")).then(
        replace(DRAFTED[1], version="2.0", on=Edtf("2019-06-20"))
    )


def test_a_version_is_handed_in_as_a_file_or_a_link() -> None:
    given(*WITH_DELIVERABLE).when(replace(SUBMIT, file=None, link=None)).refuses(NothingHandedIn).naming("file")
    for without in ({"file": None}, {"link": None}):
        given(*WITH_DELIVERABLE).when(replace(SUBMIT, **without)).then(replace(SUBMITTED[1], **without))
    bare = {"file": None, "link": None, "note": None}
    given(*WITH_DELIVERABLE).when(replace(DRAFT, **bare)).then(replace(DRAFTED[1], **bare))


def test_the_languages_of_a_version_are_named_once() -> None:
    given(*WITH_DELIVERABLE).when(replace(SUBMIT, languages=("en", "en"))).refuses(SaidTwice).naming("languages")


def test_no_step_comes_before_the_submission_or_return_that_it_follows() -> None:
    for request in (RETURN, ACCEPT):
        given(*WITH_VERSION).when(replace(request, on=Edtf("2019-05-01"))).refuses(StepTooEarly).naming("on").saying(
            "was submitted on 2019-05-02"
        )
        assert given(*WITH_VERSION).when(replace(request, on=Edtf("2019-05"))).refusals == ()
        assert given(*WITH_VERSION).when(replace(request, on=Edtf("2019-05-02"))).refusals == ()
    for request in (DRAFT, SUBMIT):
        too_early = replace(request, version="2.0", on=Edtf("2019-06-02"))
        given(*WITH_RETURN).when(too_early).refuses(StepTooEarly).naming("on").saying("was returned on 2019-06-03")


def test_who_judges_is_a_known_partner_or_an_office() -> None:
    for request in (RETURN, ACCEPT):
        nobody = replace(request, by=By(partner="nobody"))
        given(*WITH_VERSION).when(nobody).refuses(UnknownPartner).naming("by")
        given(*WITH_VERSION).when(replace(request, by=By())).refuses(NobodyNamed).naming("by")


def test_a_submitted_version_cannot_be_changed_or_retracted() -> None:
    given(*WITH_VERSION).when(correct(2, note={"en": "Other."})).refuses(NotCorrectable).naming("entry")
    given(*WITH_VERSION).when(retract(2)).refuses(NotCorrectable).naming("entry")


def test_what_is_said_around_a_submission_can_be_corrected() -> None:
    drafted = (*WITH_DELIVERABLE, DRAFTED, SUBMITTED, RETURNED)
    other = replace(FILE, name="other.pdf")
    for request in (
        correct(2, file={"name": other.name, "sha256": other.sha256}),
        correct(4, reason="Half of them are missing.", by={"office": "The project office"}),
        retract(4),
    ):
        assert given(*drafted).when(request).refusals == ()


def test_a_return_stands_as_long_as_a_version_follows_it() -> None:
    facts = (*WITH_RETURN, SECOND_SUBMITTED)
    given(*facts).when(retract(3)).refuses(LaterEntryBreaks).naming("entry").saying(
        "Entry 4 could not stand", "while 1.0 was submitted"
    )


def test_an_acceptance_that_is_retracted_leaves_the_version_submitted() -> None:
    was = ACCEPTANCE[1]
    retracted = Retracted(corrects=3, reason="Of another deliverable.", topic=was.TOPIC, was=was)
    given(*WITH_VERSION, ACCEPTANCE).when(retract(3)).then(retracted)
    given(*WITH_VERSION, ACCEPTANCE, (DELIVERABLE, retracted)).when(RETURN).then(RETURNED[1])
