import pytest

from jalon.__main__ import main


def test_a_module_that_is_not_in_the_domain_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "pilot", "weather"]) == 2
    assert capsys.readouterr().err == "There is no module weather in domain/.\n"
