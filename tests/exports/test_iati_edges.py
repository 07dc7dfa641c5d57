"""What a programme can be that no example is: closed, without dates, withdrawn in part, measured in words, or hostile in its texts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final
from xml.etree.ElementTree import Element, tostring

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from domain.closing import CloseProgramme
from domain.dates import Edtf
from domain.indicator import Baseline, DefineIndicator, IndicatorMeasure
from domain.observation import ObserveIndicator
from domain.target import ReplaceTarget, SetTarget
from domain.values import Link
from domain.withdrawal import WithdrawCommitment
from exports.cells import clean
from exports.iati.document import iati_notes, iati_xml
from exports.iati.markup import narrative
from exports.material import Material
from exports.saying import Words
from exports.template import Template, newest
from tests.examples.sample import fresh_database
from tests.exports.iati_rules import violations
from tests.projections.ledger import Ledger
from tests.projections.said import PLAN, a_commitment, a_milestone, a_programme, a_report, text
from words.language import language

HOSTILE: Final = (
    "=1+1 <b>&amp;</b> ]]> \x0b\x1b \u202e\u0645\u0631\u062d\u0628\u0627 \U0001f469\u200d\U0001f680 \r\n end"
)
EVIDENCE: Final = (Link(url="https://example.org/50%/a?b=1&c=é#part2", title=HOSTILE.replace("\r\n", "")),)
NO_DATES: Final = "NO-DATES"
AS_OF: Final = date(2020, 6, 1)


def of_plan(code: str) -> dict[str, Any]:
    return {"programme": PLAN, "code": code}


def record(ledger: Ledger) -> None:
    """A closed plan whose texts are hostile, with indicators of every kind; and a programme that says nothing of its dates."""
    ledger.say(
        "2018-06-01",
        a_programme(title={"en": HOSTILE, "fr": "Plan"}, description={"en": HOSTILE}, period=Edtf("2018/2020")),
        a_programme(NO_DATES, period=None),
        a_commitment("9", title={"en": HOSTILE}, links=EVIDENCE),
        a_commitment("10"),
        a_milestone("9.1", title={"en": HOSTILE}),
        a_milestone("9.2", due="2016-10/.."),
        a_milestone("9.3", due=None),
        DefineIndicator(
            **of_plan("trained"),
            title={"en": HOSTILE},
            measure=IndicatorMeasure.UNIT,
            unit=text("people"),
            baseline=Baseline(value="3.50", year=Edtf("2017-06-30")),
            commitment="9",
            on=Edtf("2018-05"),
        ),
        DefineIndicator(
            **of_plan("rank"),
            title=text("Rank"),
            measure=IndicatorMeasure.ORDINAL,
            baseline=Baseline(text=text("Low"), year=Edtf("2016/2017")),
            on=Edtf("2018-05"),
        ),
        SetTarget(**of_plan("trained"), by=Edtf("2018"), value="10", on=Edtf("2018-06-01")),
        SetTarget(**of_plan("rank"), by=Edtf("2020-12-31"), text=text("High"), on=Edtf("2018-06-01")),
    )
    ledger.say(
        "2019-01-10",
        a_report("limited", "2018-12-31", text={"en": HOSTILE}, evidence=EVIDENCE),
        ReplaceTarget(**of_plan("trained"), by=Edtf("2018"), value="8", on=Edtf("2019-01-05"), reason="Few rooms."),
        ObserveIndicator(**of_plan("trained"), period=Edtf("2018-07/2018-12"), value="7", comment=text(HOSTILE)),
        ObserveIndicator(**of_plan("rank"), period=Edtf("2018"), text=text("Middling")),
        WithdrawCommitment(**of_plan("10"), on=Edtf("2019-01-10"), reason="No money."),
    )
    ledger.say("2020-05-20", CloseProgramme(code=PLAN, on=Edtf("2020-05")))


@pytest.fixture(scope="module")
def ledger(server_url: str) -> Iterator[Ledger]:
    with fresh_database(server_url) as url, Ledger(url) as found:
        record(found)
        found.build()
        yield found


@pytest.fixture(scope="module")
def template() -> Template:
    found = newest("iati-activity")
    assert found
    return found


def material(ledger: Ledger, as_of: date = AS_OF, code: str = PLAN) -> Material:
    return Material(ledger.reading(as_of.isoformat()), code)


def file_of(found: Material, template: Template) -> bytes:
    made_at = datetime(2020, 6, 1, tzinfo=UTC)
    return iati_xml(found, Words(language("en"), partner=found.partner), template, made_at=made_at)


@pytest.fixture(scope="module")
def root(ledger: Ledger, template: Template) -> Element:
    data = file_of(material(ledger), template)
    assert violations(data, AS_OF) == []
    found: Element = fromstring(data)
    return found


def indicator(root: Element, code: str) -> Element:
    return next(
        one for one in root.iter("indicator") if [ref.get("code") for ref in one.iterfind("reference")] == [code]
    )


def said(found: Element, path: str) -> list[str]:
    return [one.text or "" for one in found.iterfind(f"{path}/narrative")]


def test_hostile_texts_come_back_as_they_were(root: Element) -> None:
    cleaned = clean(HOSTILE)
    assert said(root[0], "title") == [cleaned, "Plan"]
    assert said(root[0], "description") == [cleaned]
    assert said(indicator(root, "9.1"), "title") == [cleaned]
    assert said(indicator(root, "9.1"), "period/actual/comment")[0].endswith(cleaned)


@given(st.text())
def test_any_text_is_read_back_as_every_file_of_ours_holds_it(any_text: str) -> None:
    parent = Element("title")
    narrative(parent, any_text, "en")
    read: Element = fromstring(tostring(parent, "utf-8"))
    assert (read.findtext("narrative") or "") == clean(any_text)


def test_an_address_with_strange_signs_is_one_that_a_schema_takes(root: Element) -> None:
    links = {one.get("url") for one in root.iter("document-link")}
    assert links == {"https://example.org/50%25/a?b=1&c=%C3%A9#part2"}


def test_a_closed_programme_has_ended_when_its_record_was_closed(root: Element) -> None:
    assert [one.get("code") for one in root.iter("activity-status")] == ["4", "4", "5"]
    ended = [one for one in root[0].iter("activity-date") if one.get("type") == "4"]
    assert [one.get("iso-date") for one in ended] == ["2020-05-31"]
    assert said(ended[0], ".") == ["The day on which the record was closed\nAs said: May 2020 (2020-05)"]


def test_an_imprecise_end_is_never_later_than_the_day_of_the_file(ledger: Ledger, template: Template) -> None:
    day = date(2020, 5, 25)
    data = file_of(material(ledger, day), template)
    found: Element = fromstring(data)
    assert [one.get("iso-date") for one in found[0].iter("activity-date") if one.get("type") == "4"] == ["2020-05-25"]
    assert violations(data, day) == []


def test_before_it_was_closed_nothing_has_ended(ledger: Ledger, template: Template) -> None:
    found: Element = fromstring(file_of(material(ledger, date(2020, 4, 30)), template))
    assert [one.get("type") for one in found[0].iter("activity-date")] == ["1", "3"]
    assert [one.get("code") for one in found.iter("activity-status")] == ["2", "2", "5"]


def test_a_programme_without_any_start_is_refused_and_its_notes_say_so(ledger: Ledger, template: Template) -> None:
    found = material(ledger, code=NO_DATES)
    rules = {one.rule for one in violations(file_of(found, template), AS_OF)}
    assert rules == {"missing-element", "no-start"}
    refused = [note for note in iati_notes(found, template) if note.refused]
    assert [(note.activity, note.element) for note in refused] == [("XX-UNREGISTERED-NO-DATES", "activity-date")]


def test_a_quantity_has_values_and_keeps_them_exactly(root: Element) -> None:
    found = indicator(root, "trained")
    assert found.attrib == {"measure": "1"}
    assert [one.attrib for one in found.iterfind("baseline")] == [
        {"year": "2017", "iso-date": "2017-06-30", "value": "3.50"}
    ]
    assert [one.get("value") for one in found.iterfind("period/target")] == ["8"]
    assert [one.get("value") for one in found.iterfind("period/actual")] == ["7"]
    assert [one.get("iso-date") for one in found.iterfind("period/*") if one.tag != "target"][:2] == [
        "2018-07-01",
        "2018-12-31",
    ]


def test_a_target_that_was_replaced_tells_what_it_was_and_why(root: Element) -> None:
    (told,) = said(indicator(root, "trained"), "period/target/comment")
    assert told.splitlines()[-2:] == ["Target at first: 10", "Changed because: Few rooms. (2019-01-05)"]


def test_what_is_measured_in_words_stands_as_qualitative(ledger: Ledger, template: Template, root: Element) -> None:
    found = indicator(root, "rank")
    assert found.attrib == {"measure": "5"}
    assert said(found, "description") == ["Measured as: Rank"]
    assert [said(one, "comment") for one in found.iterfind("period/*") if one.tag in ("target", "actual")] == [
        ["Middling"],
        ["High"],
    ]
    notes = [note.element for note in iati_notes(material(ledger), template) if note.about == "rank"]
    assert notes == ["indicator", "baseline"]


def test_a_milestone_without_an_end_or_a_day_lasts_as_long_as_is_known(root: Element) -> None:
    def days(code: str) -> list[str | None]:
        return [one.get("iso-date") for one in indicator(root, code).iterfind("period/*") if one.get("iso-date")]

    assert days("9.2") == ["2016-10-01", "2020-06-01"]
    assert days("9.3") == ["2018-01-01", "2020-12-31"]
