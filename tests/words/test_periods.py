import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Edtf, slip
from tests.domain.bodies import patient
from tests.domain.test_dates_properties import dates
from words.language import LANGUAGES, language


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2018", "2018", "2018"),
        ("2018-06", "June 2018", "juin 2018"),
        ("2018-06-27", "27 June 2018", "27 juin 2018"),
        ("2018-21", "spring 2018", "printemps 2018"),
        ("2018-22", "summer 2018", "été 2018"),
        ("2018-23", "autumn 2018", "automne 2018"),
        ("2018-24", "winter 2018/2019", "hiver 2018/2019"),
        ("2018~", "about 2018", "2018 (date approximative)"),
        ("2018-06?", "perhaps June 2018", "juin 2018 (date incertaine)"),
        ("2018%", "perhaps about 2018", "2018 (date incertaine et approximative)"),
        ("2017-06/2018-05", "from June 2017 to May 2018", "juin 2017 \u2013 mai 2018"),
        ("2017-06-01/2018-05-31", "from 1 June 2017 to 31 May 2018", "du 1er juin 2017 au 31 mai 2018"),
        ("2017-22/2018-05~", "from summer 2017 to about May 2018", "été 2017 \u2013 mai 2018 (date approximative)"),
        ("2016-10/..", "since October 2016 (ongoing)", "depuis octobre 2016 (en cours)"),
        ("2016-10-01/..", "since 1 October 2016 (ongoing)", "depuis le 1er octobre 2016 (en cours)"),
        ("2016-10-01/", "from 1 October 2016, end not known", "depuis le 1er octobre 2016, fin inconnue"),
        ("2016/", "from 2016, end not known", "depuis 2016, fin inconnue"),
        ("2016-22/..", "since summer 2016 (ongoing)", "été 2016 \u2013 (en cours)"),
        ("/2018-06", "until June 2018, beginning not known", "jusqu\u2019en juin 2018, début inconnu"),
        ("../2018-06-27", "until 27 June 2018, without a beginning", "jusqu\u2019au 27 juin 2018, sans début"),
        ("/2018-24", "until winter 2018/2019, beginning not known", "(début inconnu) \u2013 hiver 2018/2019"),
    ],
)
def test_an_imprecise_date_is_said_as_people_say_it(text: str, english: str, french: str) -> None:
    assert (language("en").period(text), language("fr").period(Edtf(text))) == (english, french)


def test_arabic_says_dates_with_the_digits_of_codes() -> None:
    arabic = language("ar")
    assert arabic.period("2018-06-27") == "27 يونيو 2018"
    assert arabic.period("2017-06/2018-05") == "من يونيو 2017 إلى مايو 2018"


@pytest.mark.parametrize("tag", [*LANGUAGES, "qps"])
@patient(80)
@given(edtf=dates)
def test_every_date_can_be_said_and_names_its_years(tag: str, edtf: Edtf) -> None:
    said = language(tag).period(edtf)
    years = {int(point[:4]) for point in edtf.split("/") if point not in {"", ".."}}
    assert years <= {int(digits) for digits in re.findall(r"[0-9]+", said)}
    assert "%" not in said


@pytest.mark.parametrize(
    ("least", "most", "english", "french", "arabic"),
    [
        (0, 0, "not moved", "pas déplacé", "لم يتغير"),
        (1, 1, "1 day later", "1 jour plus tard", "تأخير يوم واحد"),
        (2, 2, "2 days later", "2 jours plus tard", "تأخير يومين"),
        (92, 92, "92 days later", "92 jours plus tard", "تأخير 92 يومًا"),
        (-5, -5, "5 days earlier", "5 jours plus tôt", "تبكير 5 أيام"),
        (1, 30, "between 1 and 30 days later", "entre 1 et 30 jours plus tard", "تأخير من 1 إلى 30 يومًا"),
        (0, 1, "between 0 and 1 day later", "entre 0 et 1 jour plus tard", "تأخير من 0 إلى 1 يوم"),
        (-30, -1, "between 1 and 30 days earlier", "entre 1 et 30 jours plus tôt", "تبكير من 1 إلى 30 يومًا"),
        (-30, 0, "between 0 and 30 days earlier", "entre 0 et 30 jours plus tôt", "تبكير من 0 إلى 30 يومًا"),
        (
            -5,
            1200,
            "between 5 days earlier and 1,200 days later",
            "entre 5 jours plus tôt et 1\u202f200 jours plus tard",
            "ما بين تبكير 5 أيام وتأخير 1,200 يوم",
        ),
    ],
)
def test_a_slip_is_said_in_days(least: int, most: int, english: str, french: str, arabic: str) -> None:
    assert [language(tag).slip(least, most) for tag in ("en", "fr", "ar")] == [english, french, arabic]


@pytest.mark.parametrize("tag", [*LANGUAGES, "qps"])
@patient(60)
@given(first=dates, agreed=dates)
def test_every_slip_can_be_said(tag: str, first: Edtf, agreed: Edtf) -> None:
    found = slip(first, agreed)
    if found is not None:
        said = language(tag).slip(*found)
        assert said
        assert "%" not in said


@patient(60)
@given(st.integers(3, 10**6))
def test_days_are_counted(n: int) -> None:
    for tag in LANGUAGES:
        said = language(tag)
        assert said.number(n) in said.days(n)


def test_arabic_has_its_six_forms() -> None:
    arabic = language("ar")
    assert [arabic.days(n) for n in (0, 1, 2, 7, 12, 100)] == [
        "0 يوم",
        "يوم واحد",
        "يومان",
        "7 أيام",
        "12 يومًا",
        "100 يوم",
    ]
