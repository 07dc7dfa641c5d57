from tests.api.said import a_milestone, a_programme, a_report
from tests.api.serving import Served


def test_what_is_missing_is_counted_kind_by_kind_at_two_moments(shared: Served) -> None:
    programme = a_programme(shared)
    assert set(shared.asked(f"{programme}/missing")["by_kind"].values()) == {0}
    shared.told(f"{programme}/milestones", {"code": "m", "title": {"en": "A milestone"}})
    then = shared.seen
    shared.told(f"{programme}/milestones/m/report-progress", {"on": "2018-05", "text": {"en": "It began."}})
    before, now = (
        shared.asked(f"{programme}/missing", {"as_of": "2018-12-31", **at}) for at in ({"known_at": then}, {})
    )
    assert [(gap["kind"], gap["code"]) for gap in before["gaps"]] == [
        ("never-reported", "m"),
        ("milestone-without-due-date", "m"),
    ]
    assert [gap["kind"] for gap in now["gaps"]] == ["milestone-without-due-date"]
    assert (now["period_from"], now["period_to"]) == ("2018-01-01", "2018-12-31")
    assert (now["by_kind"]["never-reported"], now["by_kind"]["milestone-without-due-date"]) == (0, 1)


def test_what_is_missing_of_an_unknown_programme_is_unknown(shared: Served) -> None:
    answer = shared.ask("/programmes/nowhere/missing")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1].rsplit(":", 1)[-1]) == (
        404,
        "unknown-programme",
    )


def test_reports_are_looked_for_in_the_period_that_is_asked_for(shared: Served) -> None:
    programme = a_programme(shared)
    milestone = a_milestone(shared, programme)
    shared.told(f"{milestone}/report-progress", a_report("substantial", "2018-06-30"))
    in_2018, in_2019 = (
        shared.asked(f"{programme}/missing", {"as_of": "2020-12-31", "period": period}) for period in ("2018", "2019")
    )
    assert (in_2019["period_from"], in_2019["period_to"]) == ("2019-01-01", "2019-12-31")
    assert in_2018["by_kind"]["no-report-for-period"] == 0
    assert in_2019["by_kind"]["no-report-for-period"] == 1


def test_a_period_that_is_none_is_a_wrong_parameter(shared: Served) -> None:
    answer = shared.ask(f"{a_programme(shared)}/missing", {"period": "next-year"})
    assert answer.status_code == 422
    assert "is not a date or period" in answer.text
