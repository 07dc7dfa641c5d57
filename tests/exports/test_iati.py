"""The whole demonstration as IATI files: they keep the standard's rules, or their notes say which they cannot keep."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from msgspec.structs import replace

from exports.iati.document import iati_notes, iati_xml
from exports.material import Material, Scope
from exports.saying import Words
from exports.template import Template, newest
from projections.programme import all_programmes
from tests.examples.sample import Recorded, fresh_database, recorded
from tests.exports.iati_rules import LANG, violations
from words.language import LANGUAGES, language

MADE_AT: Final = datetime(2021, 3, 1, 9, 30, 15, 250_000, tzinfo=UTC)
MOMENTS: Final = (date(2007, 1, 1), date(2018, 7, 1), date(2019, 7, 15), date(2021, 3, 1))
PROGRAMMES: Final = ("CA-2018", "CEMSDI", "CO-CREATED", "FR-2015", "FR-2018", "GFD-WG2", "LOCAL-DIGITAL")
OURS: Final = "{urn:jalon:iati:1}"


@pytest.fixture(scope="module")
def sample(server_url: str) -> Iterator[Recorded]:
    with fresh_database(server_url) as url, recorded(url, demonstration=True) as found:
        yield found


@pytest.fixture(scope="module")
def template() -> Template:
    found = newest("iati-activity")
    assert found
    return found


def with_settings(template: Template, **settings: str) -> Template:
    return replace(template, settings=template.settings | settings)


def file_of(material: Material, template: Template, tag: str = "en") -> bytes:
    return iati_xml(material, Words(language(tag), partner=material.partner), template, made_at=MADE_AT)


def tree(material: Material, template: Template, tag: str = "en") -> Element:
    found: Element = fromstring(file_of(material, template, tag))
    return found


def activity(root: Element, identifier: str) -> Element:
    return next(one for one in root if one.findtext("iati-identifier") == f"XX-UNREGISTERED-{identifier}")


def shown(found: Element, path: str) -> list[dict[str, str]]:
    return [one.attrib for one in found.iterfind(path)]


def texts(found: Element, path: str) -> list[str]:
    return [one.text or "" for one in found.iterfind(f"{path}/narrative")]


def indicator(found: Element, code: str) -> Element:
    return next(
        one for one in found.iter("indicator") if shown(one, "reference") == [{"vocabulary": "99", "code": code}]
    )


def test_all_programmes_of_the_demonstration_are_tried(sample: Recorded) -> None:
    assert tuple(one.code for one in all_programmes(sample.read())) == PROGRAMMES


@pytest.mark.parametrize("code", PROGRAMMES)
def test_a_file_breaks_no_rule_but_those_that_its_notes_name(sample: Recorded, template: Template, code: str) -> None:
    for as_of in MOMENTS:
        material = Material(sample.read(as_of), code)
        broken = {one.element for one in violations(file_of(material, template), as_of)}
        assert broken == {note.element for note in iati_notes(material, template) if note.refused}


@pytest.mark.parametrize("code", ["CO-CREATED", "CEMSDI", "FR-2018"])
def test_a_file_keeps_every_rule_once_the_shares_of_countries_are_configured(
    sample: Recorded, template: Template, code: str
) -> None:
    material = Material(sample.read(), code)
    countries = material.programme.countries
    shares = ", ".join(f"{country} {100 // len(countries)}" for country in countries)
    configured = with_settings(template, country_shares=shares, reporting_org_ref="FR-RNA-W123456789")
    assert violations(file_of(material, configured), sample.read().moment.as_of) == []
    assert not any(note.refused for note in iati_notes(material, configured))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_file_keeps_the_rules_in_every_language(sample: Recorded, template: Template, tag: str) -> None:
    material = Material(sample.read(), "FR-2018")
    assert violations(file_of(material, template, tag), sample.read().moment.as_of) == []


def test_the_same_material_gives_the_same_bytes(sample: Recorded, template: Template) -> None:
    found = [file_of(Material(sample.read(date(2021, 3, 1)), "FR-2018"), template) for _ in range(2)]
    assert found[0] == found[1]
    assert found[0].startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<iati-activities ")
    assert found[0].endswith(b"</iati-activities>\n")


def test_both_clocks_and_the_time_of_making_stand_on_the_file(sample: Recorded, template: Template) -> None:
    root = tree(Material(sample.read(date(2018, 7, 1)), "FR-2018"), template)
    assert root.attrib == {
        "version": "2.03",
        "generated-datetime": "2021-03-01T09:30:15Z",
        f"{OURS}as-of": "2018-07-01",
        f"{OURS}known-at": str(sample.position),
        f"{OURS}template": "iati-activity@1",
    }


def test_each_commitment_is_an_activity_below_its_programme(sample: Recorded, template: Template) -> None:
    root = tree(Material(sample.read(), "CO-CREATED"), template)
    assert [one.get("hierarchy") for one in root] == ["1", "2", "2", "2", "2"]
    below = [f"XX-UNREGISTERED-CO-CREATED:{number}" for number in range(1, 5)]
    assert [one.findtext("iati-identifier") for one in root] == ["XX-UNREGISTERED-CO-CREATED", *below]
    assert shown(root[0], "related-activity") == [{"ref": ref, "type": "2"} for ref in below]
    assert shown(root[1], "related-activity") == [{"ref": "XX-UNREGISTERED-CO-CREATED", "type": "1"}]


def test_a_scope_leaves_the_other_commitments_out(sample: Recorded, template: Template) -> None:
    root = tree(Material(sample.read(), "FR-2018", Scope(("9",))), template)
    assert [one.findtext("iati-identifier") for one in root] == ["XX-UNREGISTERED-FR-2018", "XX-UNREGISTERED-FR-2018:9"]


def test_partners_take_part_by_their_roles(sample: Recorded, template: Template) -> None:
    programme = tree(Material(sample.read(), "CO-CREATED"), template)[0]
    assert [one["role"] for one in shown(programme, "participating-org")] == ["2", "4", "4", "4"]
    funded = tree(Material(sample.read(), "LOCAL-DIGITAL"), template)[0]
    assert shown(funded, "participating-org")[0] == {"role": "1", "type": "90"}
    assert texts(funded, "participating-org")[0] == "AFD"


def test_a_part_that_a_partner_leads_does_not_make_it_accountable_for_the_whole(
    sample: Recorded, template: Template
) -> None:
    root = tree(Material(sample.read(), "FR-2018"), template)
    assert {one["role"] for one in shown(root[0], "participating-org")} == {"4"}
    assert shown(activity(root, "FR-2018:9"), "participating-org")[0]["role"] == "2"


def test_where_nobody_takes_part_the_one_who_reports_answers(sample: Recorded, template: Template) -> None:
    material = Material(sample.read(), "CEMSDI")
    configured = with_settings(template, reporting_org_name="The keeper of the record", reporting_org_type="15")
    found = tree(material, configured)[0]
    assert shown(found, "reporting-org") == [{"ref": "XX-UNREGISTERED", "type": "15"}]
    assert shown(found, "participating-org") == [{"ref": "XX-UNREGISTERED", "type": "15", "role": "2"}]
    assert texts(found, "participating-org") == ["The keeper of the record"]


def test_an_imprecise_period_gives_its_first_and_last_day_and_says_so(sample: Recorded, template: Template) -> None:
    found = activity(tree(Material(sample.read(), "FR-2018"), template), "FR-2018:9")
    planned = [one for one in found.iter("activity-date") if one.get("type") in ("1", "3")]
    assert [one.get("iso-date") for one in planned] == ["2018-01-01", "2019-12-31"]
    assert {one.findtext("narrative") for one in planned} == {"As said: from 2018 to 2019 (2018/2019)"}


def test_a_day_that_was_said_as_a_day_needs_no_words(sample: Recorded, template: Template) -> None:
    found = tree(Material(sample.read(), "CO-CREATED"), template)[0]
    planned = [one for one in found.iter("activity-date") if one.get("type") in ("1", "3")]
    assert [(one.get("iso-date"), len(one)) for one in planned] == [("2016-09-01", 0), ("2019-08-31", 0)]


@pytest.mark.parametrize(
    ("day", "status"), [("2016-08-31", "1"), ("2016-09-01", "2"), ("2019-08-31", "2"), ("2019-09-01", "3")]
)
def test_an_activity_is_planned_then_under_way_then_being_finished(
    sample: Recorded, template: Template, day: str, status: str
) -> None:
    found = tree(Material(sample.read(date.fromisoformat(day)), "CO-CREATED"), template)[0]
    assert shown(found, "activity-status") == [{"code": status}]


def test_a_milestone_tells_what_was_promised_and_what_is_reported(sample: Recorded, template: Template) -> None:
    found = indicator(tree(Material(sample.read(), "FR-2018"), template), "9.2")
    assert found.get("measure") == "5"
    assert shown(found, "period/period-end") == [{"iso-date": "2020-06-30"}]
    (target,) = texts(found, "period/target/comment")
    assert target.splitlines() == [
        "Due as agreed: June 2020 (2020-06)",
        "Due as first promised: 2018 (2018)",
        "Moved because: Feedback is to be gathered year by year, until the end of the third.",
    ]
    assert texts(found, "period/actual/comment")[0].startswith("Status: Substantial\nReported for: ")


def test_evidence_is_linked_where_it_shows_what_was_done(sample: Recorded, template: Template) -> None:
    found = indicator(tree(Material(sample.read(), "FR-2018"), template), "9.1")
    links = [*found.iterfind("period/actual/document-link")]
    assert [one.attrib for one in links] == [
        {"url": "https://example.org/eig/budget", "format": "text/html"},
        {"url": "https://example.org/eig/third-year", "format": "text/html"},
    ]
    assert shown(links[0], "category") == [{"code": "A08"}]
    assert texts(links[0], "description") == ["Three years of funding", "seen 2020-07-10"]


def test_a_restated_observation_says_why(sample: Recorded, template: Template) -> None:
    found = indicator(tree(Material(sample.read(), "CEMSDI"), template), "trained")
    assert found.attrib == {"measure": "1", "ascending": "true"}
    assert [one["value"] for one in shown(found, "period/actual")] == ["29", "87"]
    assert [one["value"] for one in shown(found, "period/target")] == ["100"]
    assert "Corrected because: Eleven people were counted in both pilots." in texts(found, "period/actual/comment")[0]


def test_deliverables_that_were_counted_have_numbers(sample: Recorded, template: Template) -> None:
    found = indicator(tree(Material(sample.read(), "CO-CREATED"), template), "2.4")
    assert found.get("measure") == "1"
    assert shown(found, "period/target") == [{"value": "20"}]
    assert shown(found, "period/actual") == [{"value": "20"}]


def test_a_text_is_given_in_every_language_that_it_has(sample: Recorded, template: Template) -> None:
    root = tree(Material(sample.read(), "CA-2018"), template, "fr")
    title = [one.attrib for one in root.iterfind("iati-activity[1]/title/narrative")]
    assert title == [{LANG: "fr"}, {LANG: "en"}]


def test_illustrative_facts_are_marked_for_machines_and_people(sample: Recorded, template: Template) -> None:
    marked = tree(Material(sample.read(), "CEMSDI"), template)[0]
    assert marked.get(f"{OURS}illustrative") == "true"
    assert any("illustrative" in said for said in texts(marked, "description"))
    real = tree(Material(sample.read(), "CA-2018"), template)
    assert [one for one in real if one.get(f"{OURS}illustrative")] == []


def test_no_person_is_named(sample: Recorded, template: Template) -> None:
    for code in PROGRAMMES:
        root = tree(Material(sample.read(), code), template)
        assert [one.tag for one in root.iter() if one.tag in ("contact-info", "person-name", "email")] == []
        assert "team" not in {text.strip() for text in root.itertext()}


def test_notes_say_once_what_the_whole_file_lacks(sample: Recorded, template: Template) -> None:
    notes = iati_notes(Material(sample.read(), "CO-CREATED"), template)
    whole = [(note.element, note.about, note.refused) for note in notes if not note.activity]
    assert whole == [
        ("reporting-org", "XX-UNREGISTERED", False),
        ("reporting-org", "unione-assessorati", False),
        ("participating-org", "", False),
        ("recipient-country", "IT, BG, FR, ES", True),
    ]
    assert len(set(notes)) == len(notes)


def test_a_template_without_a_sector_is_told_so(sample: Recorded, template: Template) -> None:
    material = Material(sample.read(), "CA-2018")
    bare = with_settings(template, sector_code="")
    assert {one.rule for one in violations(file_of(material, bare), date(2021, 3, 1))} == {"no-sector"}
    assert [note.element for note in iati_notes(material, bare) if note.refused] == ["sector"]


def test_every_setting_has_a_note_in_every_language(template: Template) -> None:
    assert set(template.setting_notes) == set(template.settings)
    for labels in (template.title, template.cover or {}, *template.setting_notes.values()):
        assert set(labels) == {"en", "fr", "ar"}
