from pathlib import Path

import pytest

from jalon.settings import KNOWN, ROOT, Settings, WrongSettings, read_settings, table


def faults(**environ: str) -> str:
    with pytest.raises(WrongSettings) as caught:
        read_settings(environ)
    return str(caught.value)


def test_nothing_needs_to_be_set() -> None:
    assert read_settings({"HOME": "/nowhere"}) == Settings(
        database_url=None,
        data=ROOT / ".jalon",
        host="127.0.0.1",
        port=8000,
        worker="inside",
        pool=8,
        log="quiet",
        test_database_url=None,
    )


def test_every_setting_can_be_set() -> None:
    settings = read_settings(
        {
            "DATABASE_URL": "postgres://someone@example.org/jalon",
            "JALON_DATA": "/var/lib/jalon",
            "JALON_HOST": "0.0.0.0",  # noqa: S104 (nothing listens on it here)
            "JALON_PORT": "80",
            "JALON_WORKER": "apart",
            "JALON_POOL": "20",
            "JALON_LOG": "requests",
            "JALON_TEST_DATABASE_URL": "postgresql:///postgres",
        }
    )
    assert settings.data == Path("/var/lib/jalon")
    assert (settings.port, settings.worker, settings.pool, settings.log) == (80, "apart", 20, "requests")
    assert settings.database_url == "postgres://someone@example.org/jalon"


def test_an_empty_value_counts_as_none() -> None:
    assert read_settings({"DATABASE_URL": "", "JALON_PORT": ""}) == read_settings({})


def test_an_unknown_setting_is_refused_with_the_list_of_known_ones() -> None:
    text = faults(JALON_PROT="80")
    assert "JALON_PROT is not a setting" in text
    assert all(setting.name in text and setting.meaning in text for setting in KNOWN)


def test_every_fault_is_named_at_once() -> None:
    text = faults(
        JALON_PROT="80",
        JALON_PORT="65536",
        JALON_POOL="1",
        JALON_WORKER="outside",
        JALON_HOST="no host",
        DATABASE_URL="mysql://someone:secret@example.org/jalon",
    )
    assert "JALON_PROT is not a setting" in text
    assert "JALON_PORT must be a whole number from 1 to 65535, not '65536'" in text
    assert "JALON_POOL must be a whole number from 2 to 100, not '1'" in text
    assert "JALON_WORKER must be inside or apart, not 'outside'" in text
    assert "JALON_HOST must be an address or a host name, not 'no host'" in text
    assert "DATABASE_URL must begin with postgresql:// or postgres://" in text
    assert "secret" not in text


@pytest.mark.parametrize("port", ["0", "-1", "8e3", "80.0", " 80", "٨٠", "8_0", "1" * 5000])
def test_a_port_is_a_plain_whole_number(port: str) -> None:
    assert "JALON_PORT" in faults(JALON_PORT=port)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://someone:secret@example.org/jalon", "postgresql://someone:***@example.org/jalon"),
        ("postgresql://someone:sec@ret:@example.org/jalon", "postgresql://someone:***@example.org/jalon"),
        ("postgresql:///jalon?user=someone&password=secret", "postgresql:///jalon?user=someone&password=***"),
        ("postgresql://someone@example.org/jalon", "postgresql://someone@example.org/jalon"),
    ],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    rows = {row.name: row.value for row in table(read_settings({"DATABASE_URL": url}))}
    assert rows["DATABASE_URL"] == shown
