from jalon.terminal import KINDS
from projections.holdings import OF_A_PROGRAMME


def test_every_kind_of_thing_that_a_programme_holds_has_a_name_for_one_and_for_several() -> None:
    assert set(KINDS) == set(OF_A_PROGRAMME)
