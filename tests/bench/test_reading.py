import pytest

from bench.ground import FIRST, Ground, Whole
from bench.material import Shape
from bench.reading import asked_for, pages, percentile, spread
from domain.log import install

SMALL = Shape(commitments=2, milestones=2, periods=5)


def test_every_page_is_asked_for_now_and_as_known_long_ago(database_url: str) -> None:
    install(database_url)
    ground = Ground(database_url, 0, 1, lambda _: None, SMALL)
    with ground.log:
        chapter = asked_for(ground, pages(SMALL), 2)
    measured = {figure.name for figure in chapter.figures if figure.value > 0}
    for page in pages(SMALL):
        assert {f"{page}, {moment}: {name}" for moment in ("now", "long ago") for name in ("p50", "p95")} <= measured
    limited = [ratio.name for ratio in chapter.ratios if ratio.aim == 1.0]
    assert len(limited) == 2 * len(pages(SMALL)) + 1


def test_only_programmes_that_are_recorded_to_the_end_are_asked_for(database_url: str) -> None:
    install(database_url)
    ground = Ground(database_url, 1_000, 1, lambda _: None, SMALL)
    with ground.log:
        assert len(ground.programmes) > len(ground.whole)
        assert [whole.code for whole in ground.whole[: len(FIRST)]] == list(FIRST)
        assert all(whole.halfway < ground.events for whole in ground.whole)


def test_programmes_are_taken_from_the_first_to_the_last() -> None:
    whole = [Whole(f"P-{number}", number) for number in range(10)]
    assert [one.halfway for one in spread(whole, 3)] == [0, 3, 6]
    assert spread(whole, 40) == whole


@pytest.mark.parametrize(("percent", "value"), [(50, 10.0), (95, 19.0), (100, 20.0), (1, 1.0)])
def test_a_percentile_is_the_least_value_that_so_many_of_a_hundred_do_not_exceed(percent: int, value: float) -> None:
    assert percentile([float(n) for n in range(20, 0, -1)], percent) == value
