"""What can be set from outside: each setting with its default and meaning, read from the environment."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent


class Settings(Struct, frozen=True, kw_only=True):
    database_url: str | None
    data: Path
    host: str
    port: int
    worker: Literal["inside", "apart"]
    pool: int
    log: Literal["quiet", "requests"]
    test_database_url: str | None


class WrongSettings(Exception):
    def __init__(self, faults: list[str]) -> None:
        known = "\n".join(
            f"  {setting.name} (default: {setting.default or 'none'}): {setting.meaning}" for setting in KNOWN
        )
        super().__init__("\n".join([*faults, "The settings are:", known]))


class Setting(NamedTuple):
    name: str
    default: str
    meaning: str
    read: Callable[[str], object]


class Row(NamedTuple):
    """A line of `./run settings`; `value` is safe to show."""

    name: str
    value: str
    default: str
    meaning: str


def _url(text: str) -> str | None:
    if not text:
        return None
    if not re.match(r"postgres(ql)?://", text):
        # The text itself may hold a password.
        raise ValueError("must begin with postgresql:// or postgres://")
    return text


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _host(text: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", text, re.ASCII):
        raise ValueError(f"must be an address or a host name, not {text!r}")
    return text


def _whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
            raise ValueError(f"must be a whole number from {lowest} to {highest}, not {text!r}")
        return int(text)

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be {' or '.join(choices)}, not {text!r}")
        return text

    return read


KNOWN = (
    Setting("DATABASE_URL", "", "the PostgreSQL database to use instead of the embedded one", _url),
    Setting("JALON_DATA", str(ROOT / ".jalon"), "the folder of the embedded PostgreSQL's data", _folder),
    Setting("JALON_HOST", "127.0.0.1", "the address to serve on", _host),
    Setting("JALON_PORT", "8000", "the port to serve on", _whole_number(1, 65535)),
    Setting(
        "JALON_WORKER",
        "inside",
        "what keeps the read models current: inside = a thread of the server, apart = a process of its own",
        _one_of("inside", "apart"),
    ),
    Setting(
        "JALON_LOG",
        "quiet",
        "what the server tells on stderr: quiet = what goes wrong, requests = also a line of JSON for each request",
        _one_of("quiet", "requests"),
    ),
    Setting("JALON_POOL", "8", "database connections per process", _whole_number(2, 100)),
    Setting("JALON_TEST_DATABASE_URL", "", "the PostgreSQL server to test on instead of an embedded one", _url),
)


def _field(name: str) -> str:
    return name.removeprefix("JALON_").lower()


def read_settings(environ: Mapping[str, str]) -> Settings:
    """An empty value counts as none. Raises WrongSettings, which names every fault at once."""
    names = {setting.name for setting in KNOWN}
    faults = [f"{name} is not a setting" for name in sorted(environ) if name.startswith("JALON_") and name not in names]
    values: dict[str, Any] = {}
    for setting in KNOWN:
        try:
            values[_field(setting.name)] = setting.read(environ.get(setting.name) or setting.default)
        except ValueError as error:
            faults.append(f"{setting.name} {error}")
    if faults:
        raise WrongSettings(faults)
    return Settings(**values)


def table(settings: Settings) -> list[Row]:
    return [
        Row(setting.name, shown(getattr(settings, _field(setting.name))), setting.default, setting.meaning)
        for setting in KNOWN
    ]


def shown(value: object) -> str:
    """Without the password that a database URL may hold, before its host or among its parameters."""
    if value is None:
        return ""
    text = re.sub(r"^(\w+://[^:/?#]*):.*@", r"\1:***@", str(value))
    return re.sub(r"([?&](?:ssl)?password=)[^&]*", r"\1***", text)
