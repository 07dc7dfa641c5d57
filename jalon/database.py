"""Which PostgreSQL to use: the one that DATABASE_URL names, or the embedded one."""

from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
from psycopg import sql

from jalon.embedded import DatabaseUnavailable, embedded
from jalon.settings import Settings, shown

OLDEST_VERSION = 150000

__all__ = ["DatabaseUnavailable", "database", "with_name"]


@contextmanager
def database(settings: Settings, name: str = "jalon") -> Generator[str]:
    """Yields the URL of a database that answers; `name` is its name on the embedded server. Raises DatabaseUnavailable."""
    if settings.database_url:
        check(settings.database_url)
        yield settings.database_url
    else:
        with embedded(settings.data / "postgres") as server:
            create(server, name)
            yield with_name(server, name)


def check(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
            encoding = connection.info.parameter_status("server_encoding")
            standby = connection.info.parameter_status("in_hot_standby")
    except psycopg.Error as error:
        raise DatabaseUnavailable(f"The database {shown(url)} does not answer: {error}") from None
    if version < OLDEST_VERSION:
        raise DatabaseUnavailable(f"{shown(url)} is PostgreSQL {version // 10000}; Jalon needs 15 or later.")
    if encoding != "UTF8":
        raise DatabaseUnavailable(f"{shown(url)} is encoded as {encoding}; Jalon needs UTF8.")
    if standby == "on":
        raise DatabaseUnavailable(f"{shown(url)} is a standby that cannot be written to.")


def create(server: str, name: str) -> None:
    """Two processes that start at once may both find it missing: the second has what it wanted."""
    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        try:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
            )
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return


def with_name(url: str, name: str) -> str:
    """The same server, another database."""
    scheme, _, rest = url.partition("://")
    place, _, query = rest.partition("?")
    return f"{scheme}://{place.partition('/')[0]}/{quote(name, safe='')}" + (f"?{query}" if query else "")
