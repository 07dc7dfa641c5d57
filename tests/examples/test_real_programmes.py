"""Five real programmes, and one more, as they read once recorded: what their sources say, and nothing else."""

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from domain.application import Log
from domain.intake import BadInput, read_batch
from domain.outcome import OutcomeKind
from domain.recorder import Caller
from domain.values import JSON
from projections.checklist import checklists_of
from projections.cohort import cohorts_of
from projections.commitment import commitments_of
from projections.deliverable import deliverables_of
from projections.figure import figures_of
from projections.gathering import follow_ups_of, gathering, gatherings_of
from projections.milestone import milestone
from projections.moment import Reading
from projections.partner import partner
from projections.pilot import pilot, pilots_of
from projections.programme import programme, programme_in_full
from projections.role import roles_in
from projections.statement import statement, statements_of
from tests.examples.sample import ALL_REAL, EXAMPLES, Recorded, commands, fresh_database, recorded, report

UNCHECKED = EXAMPLES / "canada-2018.json"


@pytest.fixture(scope="module")
def everything(server_url: str) -> Generator[Recorded]:
    with fresh_database(server_url) as url, recorded(url, demonstration=False) as database:
        yield database


@pytest.fixture(scope="module")
def real(everything: Recorded) -> Reading:
    return everything.read()


@pytest.mark.parametrize("file", ALL_REAL, ids=lambda file: file.stem)
def test_every_fact_has_a_source_with_its_words_and_none_is_illustrative(file: Path) -> None:
    for command in commands(file):
        assert command.source
        assert bool(command.source.words) == (file != UNCHECKED)
        assert not command.illustrative


def test_loading_them_again_is_refused_whole(everything: Recorded) -> None:
    with Log(everything.connection.info.dsn) as log:
        for file in ALL_REAL:
            with pytest.raises(Exception, match="already"):
                log.record(commands(file), Caller(actor="team"))
        assert log.store.max_notification_id() == everything.position


# ── 004: an Erasmus-like project with four outputs ────


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    request = {
        "request": "make-commitment",
        "programme": "CO-CREATED",
        "code": "1",
        "title": {"en": "Output 1"},
        "period": "2016-10-01/2016-08-31",
    }
    with pytest.raises(BadInput, match="ends before it begins"):
        read_batch(JSON.encode({"requests": [request]}))


def test_the_output_said_to_end_before_it_begins_has_its_start_an_unknown_end_and_the_words_of_the_source(
    real: Reading,
) -> None:
    output = commitments_of(real, "CO-CREATED")[0]
    assert output.period
    assert (output.period, output.period.earliest, output.period.is_open) == ("2016-10-01/", date(2016, 10, 1), True)
    said = statement(real, "CO-CREATED", "output-1-period")
    assert said
    assert said.about == "commitment:CO-CREATED/1"
    assert "31.08.2016: it is said to end before it begins" in said.statements[0].says["en"]


def test_three_multiplier_events_have_an_order_and_no_dates(real: Reading) -> None:
    events = gatherings_of(real, "CO-CREATED")
    assert [(e.ordinal, e.place, e.country, e.agreed, e.held, e.attendance) for e in events] == [
        (1, "Sevilla", "ES", None, None, None),
        (2, "Palermo", "IT", None, None, None),
        (3, "Strasbourg", "FR", None, None, None),
    ]


def test_one_partner_leads_and_three_take_part_from_four_countries(real: Reading) -> None:
    roles = {role.partner: role.role for role in roles_in(real, "CO-CREATED")}
    assert roles == {"unione-assessorati": "lead", "black-sea": "partner", "alda": "partner", "famp": "partner"}
    found = [partner(real, code) for code in roles]
    assert {(p.place, p.country) for p in found if p} == {
        ("Palermo", "IT"),
        ("Varna", "BG"),
        ("Strasbourg", "FR"),
        ("Sevilla", "ES"),
    }


def test_twenty_webinars_and_a_publication_in_four_languages_are_promised_and_nothing_is_said_of_what_was_made(
    real: Reading,
) -> None:
    promised = {d.code: d for d in deliverables_of(real, "CO-CREATED")}
    assert (promised["2.4"].quantity, promised["2.4"].unit, promised["2.4"].produced) == (20, {"en": "webinars"}, None)
    assert (promised["1.2"].language_count, promised["1.2"].languages) == (4, ())


# ── 002: an intergovernmental seminar ─────────────────


def test_both_dates_of_the_seminar_stay_and_one_is_preferred_with_a_reason(real: Reading) -> None:
    said = statement(real, "GFD-WG2", "seminar-3-date")
    assert said
    assert [(one.period, one.preferred) for one in said.statements] == [
        ("2006-12-11", True),
        ("2007-12-11/2007-12-12", False),
    ]
    assert said.agreed
    assert said.preferred_reason
    assert "June 2007" in said.preferred_reason
    seminar = gathering(real, "GFD-WG2", "seminar-3")
    assert seminar
    assert said in seminar.statements
    assert seminar.held == "2006-12-11/2006-12-12"
    assert len(seminar.sessions) == 6


def test_fifteen_came_and_nobody_knows_from_where_how_many(real: Reading) -> None:
    seminar = gathering(real, "GFD-WG2", "seminar-3")
    assert seminar
    assert seminar.attendance
    assert (seminar.attendance.total, seminar.attendance.participants) == (15, None)
    assert [(len(group.countries), group.people) for group in seminar.attendance.groups] == [
        (7, None),
        (4, None),
        (0, None),
    ]


def test_five_themes_each_with_the_country_that_proposed_it(real: Reading) -> None:
    seminar = gathering(real, "GFD-WG2", "seminar-3")
    assert seminar
    themes = [o for o in seminar.outcomes if o.text["en"].startswith("Theme of a seminar")]
    assert [theme.proposing_countries for theme in themes] == [("IT",), ("TN",), ("MA",), ("MA",), ("MA",)]


def test_the_offer_to_host_in_june_2007_the_study_visits_and_the_training_seminars_are_outcomes_that_nobody_agreed_to_follow_up(
    real: Reading,
) -> None:
    seminar = gathering(real, "GFD-WG2", "seminar-3")
    assert seminar
    said = {o.kind: o.text["en"] for o in seminar.outcomes if not o.text["en"].startswith("Theme of a seminar")}
    assert said[OutcomeKind.OFFER].startswith("To host one of these seminars in June 2007")
    proposed = [o.text["en"] for o in seminar.outcomes if o.kind == "proposal"][5:]
    assert ["study visits" in proposed[0], "Training seminars" in proposed[1]] == [True, True]
    assert follow_ups_of(real, "GFD-WG2") == []


def test_no_person_is_named_in_what_is_quoted() -> None:
    quoted = (EXAMPLES / "gfd-seminar.json").read_text()
    assert [name for name in ("Leandri", "Vergez", "Schioppa", "Lanvin", "Mordaq") if name in quoted] == []


# ── 001: city cases with phases and lessons ───────────


def test_clermont_ferrand_went_through_three_phases_and_a_workshop_in_a_network_of_eleven_cities(real: Reading) -> None:
    found = pilot(real, "LOCAL-DIGITAL", "clermont-ferrand")
    assert found
    assert [phase.agreed for phase in found.phases] == ["2017-02/2017-06", "2017-06-27", "2017-06/2018-05"]
    workshop = gathering(real, "LOCAL-DIGITAL", "workshop-2017")
    assert workshop
    assert (workshop.held, workshop.format) == ("2017-06-27", "workshop")
    cities = statement(real, "LOCAL-DIGITAL", "techtown-cities")
    assert cities
    assert "eleven cities" in cities.statements[0].says["en"]


def test_guediawaye_has_two_beginnings_of_which_none_is_preferred_and_a_phase_with_a_funder(real: Reading) -> None:
    found = pilot(real, "LOCAL-DIGITAL", "guediawaye")
    assert found
    assert [(phase.agreed, phase.funders) for phase in found.phases] == [
        ("2007/2010", ()),
        ("2010/2015", ()),
        ("2010/2015", ("afd",)),
    ]
    assert found.partners == ("castres-mazamet", "university-toulouse")
    said = statement(real, "LOCAL-DIGITAL", "guediawaye-start")
    assert said
    assert [one.period for one in said.statements] == ["2008", "2007/2010"]
    assert (said.agreed, said.preferred) == (False, None)
    assert said in found.statements


def test_when_guediawaye_began_is_left_between_the_two(real: Reading) -> None:
    found = pilot(real, "LOCAL-DIGITAL", "guediawaye")
    assert found
    assert found.started == "2007/2008"


def test_a_pilot_and_a_cohort_keep_their_own_titles(everything: Recorded) -> None:
    titles = {p.code: p.title["en"] for p in pilots_of(everything.read(), "LOCAL-DIGITAL")}
    assert titles == {
        "clermont-ferrand": "TechTown, a European network on the issue of job creation",
        "guediawaye": "Decentralized cooperation and participatory planning",
        "paris": "Collaborative design of a municipal digital strategy",
    }


def test_each_city_has_taught_something(real: Reading) -> None:
    assert {p.code: len(p.lessons) for p in pilots_of(real, "LOCAL-DIGITAL")} == {
        "clermont-ferrand": 2,
        "guediawaye": 1,
        "paris": 2,
    }


def test_paris_has_half_a_dozen_staff_and_six_themes_in_the_words_of_the_guide(real: Reading) -> None:
    said = {s.code: s.statements[0].says["en"] for s in statements_of(real, "LOCAL-DIGITAL")}
    assert said["paris-staff"] == "half a dozen staff"
    assert said["paris-themes"].startswith("six persons, each in charge of a theme")


def test_the_key_questions_are_a_checklist_that_the_guide_answers_for_no_city(real: Reading) -> None:
    (questions,) = checklists_of(real, "LOCAL-DIGITAL")
    assert len(questions.questions) == 6
    assert [p.code for p in pilots_of(real, "LOCAL-DIGITAL") if p.readiness] == []


# ── 000: a project of 24 months with five pilots ──────


def test_a_project_of_24_months_without_dates_has_five_pilots_in_five_countries(real: Reading) -> None:
    found = programme(real, "CEMSDI")
    assert found
    assert (found.period, found.duration) == (None, "24 months")
    pilots = pilots_of(real, "CEMSDI")
    assert sorted(str(p.site.country) for p in pilots) == ["ES", "GB", "IT", "NO", "PT"]
    assert all("8 000 inhabitants or less" in str(p.site.population_said) for p in pilots)
    assert [p.site.population for p in pilots] == [None] * 5


def test_portal_platform_repository_manual_and_recommendations_are_promised_without_a_date(real: Reading) -> None:
    promised = deliverables_of(real, "CEMSDI")
    assert {"portal", "platform", "repository", "manual", "recommendations"} <= {d.code for d in promised}
    assert {(d.due, d.overdue, d.stage) for d in promised} == {(None, None, "promised")}


def test_that_there_are_no_lessons_yet_is_said_by_the_source_and_is_not_the_same_as_nothing_recorded(
    real: Reading,
) -> None:
    assert [p.lessons for p in pilots_of(real, "CEMSDI")] == [()] * 5
    said = statement(real, "CEMSDI", "lessons")
    assert said
    assert "it is early to make a list of lessons learnt" in said.statements[0].says["en"]
    assert statement(real, "LOCAL-DIGITAL", "lessons") is None
    found = programme_in_full(real, "CEMSDI")
    assert found
    assert said in found.statements


# ── 003: an OGP commitment with cohorts ───────────────


def test_figures_of_several_cohorts_are_never_split(real: Reading) -> None:
    cohorts = cohorts_of(real, "FR-2018")
    assert [(c.code, c.ordinal, c.label) for c in cohorts] == [
        ("eig-1", 1, "1st EIG cohort"),
        ("eig-2", 2, "2nd EIG cohort"),
        ("eig-3", 3, "3rd EIG cohort"),
    ]
    assert [c.figures for c in cohorts] == [()] * 3
    together = {c.code: [(f.measure, f.value, f.of) for f in c.figures_together] for c in cohorts}
    assert together == {
        "eig-1": [("admitted", 71, None), ("admitted", 39, None), ("stayed-in-public-sector", 14, "eig-first-two")],
        "eig-2": [("admitted", 71, None), ("admitted", 39, None), ("stayed-in-public-sector", 14, "eig-first-two")],
        "eig-3": [("admitted", 71, None)],
    }
    assert len(figures_of(real, "FR-2018")) == 3


def test_the_milestones_are_tied_to_the_cohorts(real: Reading) -> None:
    ties = {}
    for code in ("9.1", "9.2", "9.3"):
        found = milestone(real, "FR-2018", code)
        assert found
        ties[code] = [(tie.to, tie.when, tie.part) for tie in found.ties]
    assert ties == {
        "9.1": [("cohort:eig-2", "started", 1), ("cohort:eig-3", "started", 1)],
        "9.2": [("cohort:eig-1", None, None), ("cohort:eig-2", None, None)],
        "9.3": [("cohort:eig-1", None, None), ("cohort:eig-2", None, None)],
    }


def test_the_sister_commitments_have_a_title_a_year_and_a_policy_area(real: Reading) -> None:
    sisters = [c for c in commitments_of(real, "FR-2018") if c.code != "9"]
    before = commitments_of(real, "FR-2015")
    assert [c.identifier for c in sisters] == [f"FR00{n}" for n in range(30, 51) if n != 38]
    assert [c.identifier for c in before] == [f"FR{n:04}" for n in range(1, 30)]
    assert {c.submitted for c in sisters} == {"2018"}
    assert {c.submitted for c in before} == {"2015"}
    assert all(c.title["en"] and len(c.policy_areas) == 1 for c in (*sisters, *before))


# ── and one that is in no seed ────────────────────────


def test_a_programme_that_is_in_no_seed_fits_with_its_own_words_for_a_status(everything: Recorded) -> None:
    reading = everything.read()
    assert [c.code for c in commitments_of(reading, "CA-2018")] == [f"C{n:02}" for n in range(1, 11)]
    plan = programme(reading, "CA-2018")
    assert plan
    assert (plan.vocabulary, plan.languages) == ("canada-tracker@2018", ("en", "fr"))


def test_all_of_them_have_a_report(real: Reading) -> None:
    assert report(real).programme.code == "FR-2018"
