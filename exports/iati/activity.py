"""One activity of an IATI file, its elements in the order that the schema demands."""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from domain.dates import OPEN_FUTURE, OPEN_PAST, Edtf
from domain.values import Link, Text
from exports.cells import whole_seconds
from exports.iati.making import Making
from exports.iati.markup import LANG, activity_date, as_said, child, document_links, narrative, narratives
from exports.iati.organisations import Party, participating_orgs, reporting_org
from exports.iati.promises import deliverable_results, milestone_results
from exports.iati.results import indicator_results
from projections.deliverable import Deliverable
from projections.indicator import Indicator
from projections.line import MilestoneStatus
from words.message import Message, marked
from words.said import base

OURS: Final = "urn:jalon:iati:1"
"""The namespace of what we add: the moment that a file speaks of."""
DEFAULTS: Final = (
    "collaboration-type",
    "default-flow-type",
    "default-finance-type",
    "default-aid-type",
    "default-tied-status",
)
WHOLE: Final = 100
NO_DESCRIPTION: Final = marked("iati", "The record holds no description. The title stands in its place.")
NO_START: Final = marked("iati", "The record says no day on which it starts, planned or actual.")
NO_COUNTRY: Final = marked("iati", "The record names no country.")
NO_SHARES: Final = marked(
    "iati",
    "The record does not say how the activity is shared among its countries, and the template's country_shares do not either. "
    "The countries stand there without percentages.",
)
NO_SECTOR: Final = marked("iati", "The template names no sector.")
FOR_ALL: Final = marked("iati", "The day of the whole programme: none of its own is recorded")
FIRST: Final = marked("iati", "The first day of a pilot, a cohort or an event")
CLOSED: Final = marked("iati", "The day on which the record was closed")
ENDS_FIRST: Final = marked("iati", "It was closed before it is said to have started. The actual end was left out.")
ILLUSTRATIVE: Final = marked("iati", "Some of these facts are illustrative: they never happened. Do not publish them.")
INHERITED: Final = marked("iati", "No period of its own is recorded. That of the whole programme stands in its place.")


class Activity(NamedTuple):
    """What is said of an activity. `descriptions` and `others` are by IATI's codes of their types; `inherited`: the period is.

    `started` is the first day on which anything of it took place, `ended` that on which its record was closed.
    """

    identifier: str
    hierarchy: str
    title: Text
    descriptions: tuple[tuple[str, Text], ...]
    others: tuple[tuple[str, str], ...]
    parties: tuple[Party, ...]
    status: str
    period: Edtf | None
    inherited: bool
    started: Edtf | None
    ended: Edtf | None
    links: tuple[Link, ...]
    link_category: str
    related: tuple[tuple[str, str], ...]
    indicators: tuple[Indicator, ...]
    milestones: tuple[MilestoneStatus, ...]
    deliverables: tuple[Deliverable, ...]
    illustrative: bool


def write_activity(parent: Element, activity: Activity, making: Making) -> None:
    """Write one activity; what it lacks is noted."""
    making.activity = activity.identifier
    partners = [making.partners[one.partner] for one in activity.parties if one.partner in making.partners]
    activity = activity._replace(illustrative=activity.illustrative or any(one.illustrative for one in partners))
    found = child(parent, "iati-activity", **_attributes(activity, making))
    found.set(LANG, base(making.material.programme.languages[0]))
    if activity.illustrative:
        found.set(f"{{{OURS}}}illustrative", "true")
    child(found, "iati-identifier").text = activity.identifier
    reporting_org(found, making)
    narratives(child(found, "title"), activity.title, making.language)
    _descriptions(found, activity, making)
    participating_orgs(found, making, activity.parties)
    for kind, ref in activity.others:
        child(found, "other-identifier", ref=ref, type=kind)
    child(found, "activity-status", code=activity.status)
    _dates(found, activity, making)
    _countries(found, making)
    _sector(found, making)
    for name in DEFAULTS:
        if code := making.setting(name.replace("-", "_")):
            child(found, name, code=code)
    document_links(found, making, activity.links, activity.link_category)
    for kind, ref in activity.related:
        child(found, "related-activity", ref=ref, type=kind)
    indicator_results(found, making, activity.indicators)
    milestone_results(found, making, activity.milestones, activity.period)
    deliverable_results(found, making, activity.deliverables, activity.period)


def _attributes(activity: Activity, making: Making) -> dict[str, str | None]:
    recorded = making.material.moment.recorded_at
    return {
        "hierarchy": activity.hierarchy,
        "default_currency": making.setting("default_currency") or None,
        "last_updated_datetime": f"{whole_seconds(recorded).isoformat()}Z" if recorded else None,
    }


def _descriptions(parent: Element, activity: Activity, making: Making) -> None:
    for kind, text in activity.descriptions:
        narratives(child(parent, "description", type=kind), text, making.language)
    if not activity.descriptions:
        making.note("description", NO_DESCRIPTION)
        narratives(child(parent, "description", type="1"), activity.title, making.language)
    if activity.illustrative:
        making.note("description", ILLUSTRATIVE)
        narrative(child(parent, "description", type="4"), making.words(ILLUSTRATIVE), making.language)


def _dates(parent: Element, activity: Activity, making: Making) -> None:
    """The planned and actual days: the first and the last that an imprecise date can mean, with how it was said."""
    planned, started, ended = activity.period, activity.started, activity.ended
    if activity.inherited:
        making.note("activity-date", INHERITED)
    if planned and planned.earliest != OPEN_PAST:
        _date(parent, making, "1", planned.earliest, planned, FOR_ALL if activity.inherited else None)
    elif started is None:
        making.note("activity-date", NO_START, refused=True)
    if started:
        _date(parent, making, "2", started.earliest, started, FIRST)
    if planned and planned.latest != OPEN_FUTURE:
        _date(parent, making, "3", planned.latest, planned, FOR_ALL if activity.inherited else None)
    if ended:
        day = min(ended.latest, making.as_of)
        if started and day < started.earliest:
            making.note("activity-date", ENDS_FIRST)
        else:
            _date(parent, making, "4", day, ended, CLOSED)


def _date(parent: Element, making: Making, kind: str, day: date, said: Edtf, what: Message | None) -> None:
    words = [making.words(what)] if what else []
    exact = day.isoformat() in said.split("/")
    activity_date(parent, making, kind, day, words if exact else [*words, as_said(making, said)])


def _countries(parent: Element, making: Making) -> None:
    countries, shares = making.material.programme.countries, making.pairs("country_shares")
    if not countries:
        making.note("recipient-country", NO_COUNTRY, throughout=True)
    elif len(countries) == 1:
        shares = {countries[0]: str(WHOLE)}
    elif set(shares) != set(countries) or sum(map(Decimal, shares.values())) != WHOLE:
        making.note("recipient-country", NO_SHARES, ", ".join(countries), refused=True, throughout=True)
        shares = {}
    for code in countries:
        child(parent, "recipient-country", code=code, percentage=shares.get(code))


def _sector(parent: Element, making: Making) -> None:
    if code := making.setting("sector_code"):
        child(parent, "sector", vocabulary=making.setting("sector_vocabulary") or "1", code=code)
    else:
        making.note("sector", NO_SECTOR, refused=True, throughout=True)
