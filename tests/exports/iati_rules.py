"""The rules of IATI 2.03 that a file of ours must keep, as facts of our own: what the schema, the code lists and the ruleset say.

The content of an element is listed where our files use it; what we never write there is refused like what the standard does not know.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NARRATIVES: Final = "narrative+"
_LINK: Final = "title description? category+ language* document-date?"

CHILDREN: Final = {
    "iati-activities": "iati-activity+",
    "iati-activity": (
        "iati-identifier reporting-org title description+ participating-org+ other-identifier* activity-status activity-date+ "
        "contact-info* activity-scope? recipient-country* recipient-region* location* sector* tag* "
        "country-budget-items? "
        "humanitarian-scope* policy-marker* collaboration-type? default-flow-type? default-finance-type? default-aid-type* "
        "default-tied-status? budget* planned-disbursement* capital-spend? transaction* document-link* related-activity* "
        "legacy-data* conditions? result* crs-add? fss?"
    ),
    "reporting-org": _NARRATIVES,
    "title": _NARRATIVES,
    "description": _NARRATIVES,
    "comment": _NARRATIVES,
    "participating-org": "narrative*",
    "activity-date": "narrative*",
    "recipient-country": "narrative*",
    "sector": "narrative*",
    "document-link": _LINK,
    "result": "title description? document-link* reference* indicator+",
    "indicator": "title description? document-link* reference* baseline* period*",
    "baseline": "location* dimension* document-link* comment?",
    "period": "period-start period-end target* actual*",
    "target": "location* dimension* comment? document-link*",
    "actual": "location* dimension* comment? document-link*",
}
"""By element: its children in their order, each once, or `?` at most once, `*` any number, `+` at least once."""
ATTRIBUTES: Final = {
    "iati-activities": ("version", "generated-datetime linked-data-default"),
    "iati-activity": (
        "",
        "last-updated-datetime default-currency humanitarian hierarchy linked-data-uri budget-not-provided",
    ),
    "iati-identifier": ("", ""),
    "narrative": ("", ""),
    "reporting-org": ("ref type", "secondary-reporter"),
    "title": ("", ""),
    "comment": ("", ""),
    "description": ("", "type"),
    "participating-org": ("role", "ref type activity-id"),
    "other-identifier": ("ref type", ""),
    "activity-status": ("code", ""),
    "activity-date": ("type iso-date", ""),
    "recipient-country": ("code", "percentage"),
    "sector": ("code", "vocabulary vocabulary-uri percentage"),
    "collaboration-type": ("code", ""),
    "default-flow-type": ("code", ""),
    "default-finance-type": ("code", ""),
    "default-aid-type": ("code", "vocabulary"),
    "default-tied-status": ("code", ""),
    "document-link": ("url format", ""),
    "category": ("code", ""),
    "related-activity": ("ref type", ""),
    "result": ("type", "aggregation-status"),
    "indicator": ("measure", "ascending aggregation-status"),
    "reference": ("vocabulary code", "indicator-uri"),
    "baseline": ("year", "iso-date value"),
    "period": ("", ""),
    "period-start": ("iso-date", ""),
    "period-end": ("iso-date", ""),
    "target": ("", "value"),
    "actual": ("", "value"),
}
"""By element: the attributes that it must have, and those that it may have."""
CODES: Final = {
    ("iati-activities", "version"): "2.03",
    ("iati-activity", "hierarchy"): "1 2",
    ("reporting-org", "type"): "10 11 15 21 22 23 24 30 40 60 70 71 72 73 80 90",
    ("participating-org", "type"): "10 11 15 21 22 23 24 30 40 60 70 71 72 73 80 90",
    ("participating-org", "role"): "1 2 3 4",
    ("description", "type"): "1 2 3 4",
    ("other-identifier", "type"): "A1 A2 A3 A9 B1 B9",
    ("activity-status", "code"): "1 2 3 4 5 6",
    ("activity-date", "type"): "1 2 3 4",
    ("related-activity", "type"): "1 2 3 4 5",
    ("category", "code"): " ".join(f"A{number:02}" for number in range(1, 13)),
    ("result", "type"): "1 2 3 9",
    ("indicator", "measure"): "1 2 3 4 5",
    ("indicator", "ascending"): "true false 1 0",
}
"""By element and attribute: the codes that there are."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REFERENCE: Final = re.compile(r"[^/&|?]+")
_YEAR: Final = re.compile(r"0*[1-9][0-9]*")
QUALITATIVE: Final = "5"
WHOLE: Final = 100


class Violation(NamedTuple):
    """A rule that is broken: in which activity, by which element."""

    activity: str
    element: str
    rule: str


Broken = Iterator[tuple[str, str]]
"""The element and the rule of each violation within one activity."""


def violations(data: bytes, today: date) -> list[Violation]:
    """Every rule that a file breaks on a day."""
    root = fromstring(data)
    found = [Violation("", *broken) for broken in (*_shape(root), *_own_attributes(root), *_instants(root))]
    known = [activity.findtext("iati-identifier", "") for activity in root]
    found += [Violation(of, "iati-identifier", "identifier-twice") for of, count in Counter(known).items() if count > 1]
    for activity, of in zip(root, known, strict=True):
        broken = [*_inside(activity)]
        for rule in RULES:
            broken += rule(activity)
        found += [Violation(of, *one) for one in (*broken, *_dates(activity, today), *_related(activity, known))]
    return found


def _inside(activity: Element) -> Broken:
    for element in activity.iter():
        yield from _shape(element)
        yield from _own_attributes(element)
        yield from _instants(element)


def _shape(element: Element) -> Broken:
    """The children: known, in order, as many as there may be."""
    form = CHILDREN.get(element.tag, "").split()
    names = [child.tag for child in element if not child.tag.startswith("{")]
    known = [one.rstrip("?*+") for one in form]
    if unknown := [name for name in names if name not in known]:
        yield unknown[0], "unknown-element"
    places = [known.index(name) for name in names if name in known]
    if places != sorted(places):
        yield element.tag, "order"
    for one in form:
        name, count = one.rstrip("?*+"), names.count(one.rstrip("?*+"))
        if count == 0 and one[-1] not in "?*":
            yield name, "missing-element"
        if count > 1 and one[-1] not in "*+":
            yield name, "too-many"


def _own_attributes(element: Element) -> Broken:
    """The attributes: those that must be, none that may not be, codes of the lists."""
    if element.tag.startswith("{"):
        return
    must, may = (names.split() for names in ATTRIBUTES.get(element.tag, ("", "")))
    own = [name for name in element.attrib if not name.startswith("{")]
    if any(name not in own for name in must):
        yield element.tag, "missing-attribute"
    if any(name not in (*must, *may) for name in own):
        yield element.tag, "unknown-attribute"
    for name in own:
        codes = CODES.get((element.tag, name))
        if codes and element.attrib[name] not in codes.split():
            yield element.tag, "unknown-code"


def _instants(element: Element) -> Broken:
    """Days, years, instants and percentages are what they must be."""
    for name, value in element.attrib.items():
        if name == "iso-date" and not _is_day(value):
            yield element.tag, "no-day"
        if name in ("generated-datetime", "last-updated-datetime") and not _is_instant(value):
            yield element.tag, "no-instant"
        if name == "year" and not _YEAR.fullmatch(value):
            yield element.tag, "no-year"
        if name == "percentage" and _number(value) is None:
            yield element.tag, "no-number"


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return _DAY.fullmatch(value) is not None


def _is_instant(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None and "T" in value
    except ValueError:
        return False


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _identified(activity: Element) -> Broken:
    """Its identifier begins with that of the organisation that reports, and no identifier has signs that it may not have."""
    own, ref = activity.findtext("iati-identifier", ""), _get(activity, "reporting-org", "ref")
    if not own.startswith(f"{ref}-"):
        yield "iati-identifier", "identifier-without-organisation"
    refs = [own, ref, *(one.attrib["ref"] for one in activity.iter("participating-org") if "ref" in one.attrib)]
    if not all(_REFERENCE.fullmatch(one) for one in refs):
        yield "iati-identifier", "identifier-with-forbidden-signs"


def _get(activity: Element, path: str, name: str) -> str:
    found = activity.find(path)
    return "" if found is None else found.get(name, "")


def _taking_part(activity: Element) -> Broken:
    for one in activity.iter("participating-org"):
        if not one.get("ref") and one.find("narrative") is None:
            yield "participating-org", "nameless-organisation"


def _spoken(activity: Element) -> Broken:
    """A narrative says something, in a language of its own or of its activity."""
    for one in activity.iter("narrative"):
        if not (one.text or "").strip():
            yield "narrative", "empty-narrative"
        if not (one.get(LANG) or activity.get(LANG)):
            yield "narrative", "narrative-without-language"


def _starting(activity: Element) -> Broken:
    if not any(one.get("type") in ("1", "2") for one in activity.iter("activity-date")):
        yield "activity-date", "no-start"


def _sectors(activity: Element) -> Broken:
    if activity.find("sector") is None:
        yield "sector", "no-sector"


def _shares(activity: Element) -> Broken:
    """Several countries have percentages, and what has percentages adds up to a hundred."""
    countries = activity.findall("recipient-country")
    said = [one.get("percentage") for one in countries]
    if len(countries) > 1 and None in said:
        yield "recipient-country", "countries-without-shares"
    shares = [_number(one) or Decimal(0) for one in said if one is not None]
    if shares and sum(shares) != WHOLE:
        yield "recipient-country", "shares-not-a-hundred"


def _measured(activity: Element) -> Broken:
    """What is measured has a number as its value, and what is said in words has none."""
    for indicator in activity.iter("indicator"):
        for name in ("baseline", "target", "actual"):
            for one in indicator.iter(name):
                value = one.get("value")
                if indicator.get("measure") == QUALITATIVE:
                    if value is not None:
                        yield name, "value-of-a-quality"
                elif value is None:
                    yield name, "no-value"
                elif _number(value) is None:
                    yield name, "value-no-number"


def _referenced(activity: Element) -> Broken:
    """A result and its indicators do not both have references."""
    for result in activity.iter("result"):
        for indicator in result.findall("indicator"):
            if result.find("reference") is not None and indicator.find("reference") is not None:
                yield "reference", "referenced-twice"


def _periods(activity: Element) -> Broken:
    for period in activity.iter("period"):
        if _get(period, "period-start", "iso-date") > _get(period, "period-end", "iso-date"):
            yield "period", "period-ends-before-it-starts"


def _linked(activity: Element) -> Broken:
    for one in activity.iter("document-link"):
        if not re.fullmatch(r"https?://\S+", one.get("url", "")):
            yield "document-link", "no-address"
        if not re.fullmatch(r"[a-z]+/[A-Za-z0-9.+-]+", one.get("format", "")):
            yield "document-link", "no-format"


RULES: Final[tuple[Callable[[Element], Broken], ...]] = (
    _identified,
    _taking_part,
    _spoken,
    _starting,
    _sectors,
    _shares,
    _measured,
    _referenced,
    _periods,
    _linked,
)


def _dates(activity: Element, today: date) -> Broken:
    """It starts before it ends, and what is actual has come."""
    days = {one.get("type", ""): one.get("iso-date", "") for one in activity.iter("activity-date")}
    for start, end in (("1", "3"), ("2", "4")):
        if start in days and end in days and days[start] > days[end]:
            yield "activity-date", "ends-before-it-starts"
    if any(days.get(kind, "") > today.isoformat() for kind in ("2", "4")):
        yield "activity-date", "actual-in-the-future"


def _related(activity: Element, known: list[str]) -> Broken:
    """A parent or a child stands in the same file, as ours do."""
    if any(one.get("ref") not in known for one in activity.iter("related-activity") if one.get("type") in ("1", "2")):
        yield "related-activity", "unknown-relative"
