import pytest

from bench.measure import Ratio, compare, figure, take_turns


def test_sides_take_turns_and_every_other_round_goes_backwards() -> None:
    order: list[str] = []

    def side(name: str) -> float:
        order.append(name)
        return 1.0

    take_turns({name: lambda name=name: side(name) for name in "abc"}, lambda _: None, rounds=3)
    assert "".join(order) == "abccbaabc"


def test_a_figure_is_the_median_of_its_rounds_and_tells_how_far_they_lie_apart() -> None:
    found = figure("reports", [10.0, 40.0, 20.0], "a second")
    assert (found.value, found.spread) == (20.0, 4.0)


def test_two_sides_are_compared_round_by_round() -> None:
    assert compare([10.0, 2.0, 30.0], [5.0, 1.0, 10.0]) == 2.0


@pytest.mark.parametrize(
    ("ratio", "met"),
    [
        (Ratio("speed", 15.0, 15.0), True),
        (Ratio("speed", 14.9, 15.0), False),
        (Ratio("time", 1.0, 1.0, "at most"), True),
        (Ratio("time", 1.1, 1.0, "at most"), False),
        (Ratio("how far the limit is", 0.4), None),
    ],
)
def test_a_ratio_says_whether_its_aim_was_met(ratio: Ratio, met: bool | None) -> None:  # noqa: FBT001 - an expectation
    assert ratio.met is met
