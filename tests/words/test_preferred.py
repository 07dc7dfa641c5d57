import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.bodies import patient
from words.language import LANGUAGES, preferred

GARBAGE = st.text(alphabet="enfra-*;q=0.15, \t\x00é", max_size=40)


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-CA", "fr"),
        ("ar-MA, fr;q=0.9", "ar"),
        ("de, fr;q=0.5", "fr"),
        ("en;q=0.4, fr;q=0.5", "fr"),
        ("fr, ar", "fr"),
        ("ar, fr", "ar"),
        ("fr ; q=0.3 , ar\t;\tQ=0.7", "ar"),
        ("de, *", "en"),
        ("de, *;q=0.1, fr;q=0.05", "en"),
        ("fr;q=0", "en"),
        ("fr;q=0, ar;q=0.1", "ar"),
        ("en;q=0, fr-BE", "fr"),
        ("fr;q=2, ar", "ar"),
        ("fr;level=1, ar;q=0.2", "ar"),
        ("fra, frog", "en"),
        (",,;q=1,=,fr", "fr"),
        ("x" * 5000 + ", fr", "en"),
    ],
)
def test_the_language_that_a_browser_prefers(header: str, tag: str) -> None:
    assert preferred(header) == tag


@patient(100)
@given(st.one_of(st.text(max_size=60), GARBAGE))
def test_any_header_gives_a_language_that_there_is(header: str) -> None:
    assert preferred(header) in LANGUAGES


@patient(60)
@given(st.permutations(LANGUAGES), st.lists(st.integers(1, 999), min_size=3, max_size=3, unique=True))
def test_the_weightiest_wins_wherever_it_stands(tags: list[str], weights: list[int]) -> None:
    pairs = list(zip(tags, weights, strict=False))
    header = ", ".join(f"{tag};q=0.{weight:03}" for tag, weight in pairs)
    assert preferred(header) == max(pairs, key=lambda pair: pair[1])[0]
