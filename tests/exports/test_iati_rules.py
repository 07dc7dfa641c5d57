"""Every rule of the validator is broken once by a spoiled file, so that none of them can only ever pass."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

import pytest
from defusedxml.ElementTree import fromstring

from tests.exports import iati_rules
from tests.exports.iati_rules import LANG, Violation, violations

TODAY: Final = date(2020, 6, 1)
SOUND: Final = b"""<?xml version="1.0" encoding="UTF-8"?>
<iati-activities xmlns:own="urn:own" version="2.03" generated-datetime="2020-06-01T10:00:00Z" own:clock="7">
  <iati-activity hierarchy="1" xml:lang="en">
    <iati-identifier>XX-A-P</iati-identifier>
    <reporting-org ref="XX-A" type="10"><narrative>A ministry</narrative></reporting-org>
    <title><narrative>A plan</narrative><narrative xml:lang="fr">Un plan</narrative></title>
    <description type="1"><narrative>What it is</narrative></description>
    <participating-org role="4" type="10"><narrative>A ministry</narrative></participating-org>
    <other-identifier ref="P" type="A1"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2018-01-01"/>
    <activity-date type="2" iso-date="2018-02-01"><narrative>The first event</narrative></activity-date>
    <activity-date type="3" iso-date="2020-12-31"/>
    <activity-date type="4" iso-date="2020-05-01"/>
    <recipient-country code="IT" percentage="40"/>
    <recipient-country code="FR" percentage="60"/>
    <sector vocabulary="1" code="15110"/>
    <document-link url="https://example.org/plan.pdf" format="application/pdf">
      <title><narrative>The plan</narrative></title>
      <category code="A08"/>
    </document-link>
    <related-activity ref="XX-A-P:9" type="2"/>
    <result type="1">
      <title><narrative>Outputs</narrative></title>
      <indicator measure="1" ascending="true">
        <title><narrative>Staff trained</narrative></title>
        <reference vocabulary="99" code="I1"/>
        <baseline year="2017" value="0"/>
        <period>
          <period-start iso-date="2018-01-01"/>
          <period-end iso-date="2018-12-31"/>
          <target value="10"/>
          <actual value="12"><comment><narrative>Counted</narrative></comment></actual>
        </period>
      </indicator>
      <indicator measure="5">
        <title><narrative>A milestone</narrative></title>
        <period>
          <period-start iso-date="2018-01-01"/>
          <period-end iso-date="2018-12-31"/>
          <actual/>
        </period>
      </indicator>
    </result>
  </iati-activity>
  <iati-activity hierarchy="2" xml:lang="en">
    <iati-identifier>XX-A-P:9</iati-identifier>
    <reporting-org ref="XX-A" type="10"><narrative>A ministry</narrative></reporting-org>
    <title><narrative>A commitment</narrative></title>
    <description><narrative>What it is</narrative></description>
    <participating-org role="2" ref="XX-A"/>
    <activity-status code="5"/>
    <activity-date type="1" iso-date="2018-01-01"/>
    <recipient-country code="FR"/>
    <sector code="15110"/>
  </iati-activity>
</iati-activities>
"""

Spoil = Callable[[Element], object]


def at(root: Element, path: str) -> Element:
    found = root.find(path)
    assert found is not None
    return found


def put(path: str, name: str, value: str) -> Spoil:
    return lambda root: at(root, path).set(name, value)


def drop(path: str, name: str) -> Spoil:
    return lambda root: at(root, path).attrib.pop(name)


def say(path: str, text: str) -> Spoil:
    return lambda root: setattr(at(root, path), "text", text)


def remove(path: str, name: str) -> Spoil:
    def spoil(root: Element) -> None:
        parent = at(root, path)
        for one in parent.findall(name):
            parent.remove(one)

    return spoil


def add(path: str, name: str, **attributes: str) -> Spoil:
    return lambda root: SubElement(at(root, path), name, attributes)


def first(root: Element) -> None:
    """Puts the last element of the first activity before all others."""
    activity = root[0]
    last = activity[-1]
    activity.remove(last)
    activity.insert(0, last)


ACTIVITY: Final = "iati-activity"
INDICATOR: Final = "iati-activity/result/indicator"
SPOILED: Final[list[tuple[str, str, Spoil]]] = [
    ("iati-activity", "order", first),
    ("activity-status", "missing-element", remove(ACTIVITY, "activity-status")),
    ("participating-org", "missing-element", remove(ACTIVITY, "participating-org")),
    ("narrative", "missing-element", remove(f"{ACTIVITY}/title", "narrative")),
    ("period-end", "missing-element", remove(f"{INDICATOR}/period", "period-end")),
    ("milestone", "unknown-element", add(ACTIVITY, "milestone")),
    ("title", "too-many", lambda root: at(root, ACTIVITY).insert(3, at(root, f"{ACTIVITY}/title"))),
    ("iati-activities", "missing-attribute", drop(".", "version")),
    ("reporting-org", "missing-attribute", drop(f"{ACTIVITY}/reporting-org", "type")),
    ("baseline", "missing-attribute", drop(f"{INDICATOR}/baseline", "year")),
    ("title", "unknown-attribute", put(f"{ACTIVITY}/title", "code", "1")),
    ("activity-status", "unknown-code", put(f"{ACTIVITY}/activity-status", "code", "7")),
    ("participating-org", "unknown-code", put(f"{ACTIVITY}/participating-org", "role", "lead")),
    ("iati-activities", "unknown-code", put(".", "version", "2.02")),
    ("activity-date", "no-day", put(f"{ACTIVITY}/activity-date", "iso-date", "2018-06")),
    ("activity-date", "no-day", put(f"{ACTIVITY}/activity-date", "iso-date", "2018-02-30")),
    ("iati-activities", "no-instant", put(".", "generated-datetime", "2020-06-01")),
    ("baseline", "no-year", put(f"{INDICATOR}/baseline", "year", "about 2017")),
    ("recipient-country", "no-number", put(f"{ACTIVITY}/recipient-country", "percentage", "40 %")),
    ("iati-identifier", "identifier-twice", say(f"{ACTIVITY}[2]/iati-identifier", "XX-A-P")),
    ("iati-identifier", "identifier-without-organisation", say(f"{ACTIVITY}/iati-identifier", "P")),
    ("iati-identifier", "identifier-with-forbidden-signs", say(f"{ACTIVITY}/iati-identifier", "XX-A-P/9")),
    ("participating-org", "nameless-organisation", remove(f"{ACTIVITY}/participating-org", "narrative")),
    ("narrative", "empty-narrative", say(f"{ACTIVITY}/title/narrative", " ")),
    ("narrative", "narrative-without-language", drop(ACTIVITY, LANG)),
    ("activity-date", "no-start", remove(f"{ACTIVITY}[2]", "activity-date")),
    ("sector", "no-sector", remove(ACTIVITY, "sector")),
    ("recipient-country", "countries-without-shares", drop(f"{ACTIVITY}/recipient-country", "percentage")),
    ("recipient-country", "shares-not-a-hundred", put(f"{ACTIVITY}/recipient-country", "percentage", "41")),
    ("target", "no-value", drop(f"{INDICATOR}/period/target", "value")),
    ("baseline", "no-value", drop(f"{INDICATOR}/baseline", "value")),
    ("actual", "value-no-number", put(f"{INDICATOR}/period/actual", "value", "twelve")),
    ("actual", "value-of-a-quality", put(f"{INDICATOR}[2]/period/actual", "value", "1")),
    (
        "reference",
        "referenced-twice",
        lambda root: at(root, f"{ACTIVITY}/result").insert(1, at(root, f"{INDICATOR}/reference")),
    ),
    ("period", "period-ends-before-it-starts", put(f"{INDICATOR}/period/period-end", "iso-date", "2017-12-31")),
    ("document-link", "no-address", put(f"{ACTIVITY}/document-link", "url", "plan.pdf")),
    ("document-link", "no-format", put(f"{ACTIVITY}/document-link", "format", "PDF")),
    ("activity-date", "ends-before-it-starts", put(f"{ACTIVITY}/activity-date[3]", "iso-date", "2017-12-31")),
    ("activity-date", "ends-before-it-starts", put(f"{ACTIVITY}/activity-date[4]", "iso-date", "2018-01-31")),
    ("activity-date", "actual-in-the-future", put(f"{ACTIVITY}/activity-date[4]", "iso-date", "2020-06-02")),
    ("related-activity", "unknown-relative", put(f"{ACTIVITY}/related-activity", "ref", "XX-A-Q")),
]


def test_a_sound_file_breaks_no_rule() -> None:
    assert violations(SOUND, TODAY) == []


def test_every_rule_is_broken_by_one_of_the_spoiled_files() -> None:
    rules = re.findall(r'(?:yield|Violation\().*, "([a-z-]+)"', Path(iati_rules.__file__).read_text(encoding="utf-8"))
    assert len(set(rules)) > 25
    assert {rule for _, rule, _ in SPOILED} == set(rules)


@pytest.mark.parametrize(
    ("element", "rule", "spoil"), SPOILED, ids=[f"{number}-{rule}" for number, (_, rule, _) in enumerate(SPOILED)]
)
def test_a_spoiled_file_is_found_out(element: str, rule: str, spoil: Spoil) -> None:
    root: Element = fromstring(SOUND)
    spoil(root)
    found = violations(tostring(root), TODAY)
    assert (element, rule) in {(one.element, one.rule) for one in found}


def test_what_another_namespace_adds_is_allowed() -> None:
    root: Element = fromstring(SOUND)
    SubElement(root[0], "{urn:own}note", {"anything": "at all"})
    assert violations(tostring(root), TODAY) == []


def test_a_violation_names_the_activity() -> None:
    root: Element = fromstring(SOUND)
    root[1].remove(at(root[1], "sector"))
    assert violations(tostring(root), TODAY) == [Violation("XX-A-P:9", "sector", "no-sector")]
