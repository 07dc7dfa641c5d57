"""The command line: `./run COMMAND`, plain errors with an exit code, never a traceback."""

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from types import FrameType
from typing import Final, NamedTuple, NoReturn

import msgspec

from domain.application import BatchRefused, DemonstrationOnly, KeyUsedOtherwise, Stale
from domain.intake import BadInput
from domain.recorder import Unavailable
from domain.values import Actor
from jalon import commands, exports, terminal
from jalon.database import DatabaseUnavailable
from jalon.demo import OtherDemonstration
from jalon.failed import Failed
from jalon.server import PortTaken
from jalon.settings import Settings, WrongSettings, read_settings
from projections.reader import Behind, NotYet
from words.language import LANGUAGES

Command = Callable[[argparse.Namespace, Settings], int]
PLAIN: Final = (
    Failed,
    DatabaseUnavailable,
    OtherDemonstration,
    PortTaken,
    Unavailable,
    Behind,
    NotYet,
    Stale,
    KeyUsedOtherwise,
    DemonstrationOnly,
)


class Word(NamedTuple):
    """A command: what it does, in one line, and the function that does it."""

    run: Command
    help: str


WORDS: Final[dict[str, Word]] = {
    "demo": Word(commands.run_demo, "record the example programmes in a database of its own, then serve them"),
    "serve": Word(commands.run_serve, "serve the record over HTTP"),
    "worker": Word(
        commands.run_worker,
        "keep the read models current and make exports, as a process of its own (JALON_WORKER=apart)",
    ),
    "load": Word(commands.run_load, "record a file of requests: all of them or none"),
    "report": Word(commands.run_report, "print a programme's status report"),
    "export": Word(
        commands.run_export, "write a programme's workbook; with --for, order an export and record its receipt"
    ),
    "exports": Word(exports.run_exports, "list a programme's exports, for each recipient"),
    "verify-export": Word(exports.run_verify, "say which receipt a file matches, or what differs cell by cell"),
    "templates": Word(exports.run_templates, "list the templates of exports"),
    "make-export": Word(exports.run_make, "make one export that was ordered, as the server has it done"),
    "rebuild": Word(commands.run_rebuild, "build the read models anew from the log"),
    "retry": Word(commands.run_retry, "fold again the events that were set aside"),
    "health": Word(commands.run_health, "say how the record fares; exit code 1 when something is wrong"),
    "settings": Word(commands.run_settings, "list the settings, their values and what they mean"),
    "test": Word(commands.run_test, "run the tests; further words go to pytest"),
    "check": Word(commands.run_check, "check format, lint, types and tests"),
    "bench": Word(commands.run_bench, "measure, side by side with named peers and limits"),
    "mutate": Word(
        commands.run_mutate, "make small faults in modules of the domain, and name those that no test notices"
    ),
    "words": Word(
        commands.run_words, "bring the catalogues of messages up to date with what pages and vocabularies say"
    ),
    "lock": Word(commands.run_lock, "make the lock files anew from pyproject.toml"),
}
LONGEST_POSITION: Final = 18
WRONG_WORDS: Final = 2
INTERRUPTED: Final = 130
TERMINATED: Final = 143
PASSED_ON: Final = frozenset({"test", "bench", "mutate", "lock"})
SERVED: Final = frozenset(
    {"serve", "worker", "load", "report", "export", "exports", "verify-export", "rebuild", "retry", "health"}
)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="./run", description="Jalon, the record of programmes and pilots.")
    words = top.add_subparsers(dest="word", metavar="COMMAND", required=True)
    made = {
        name: words.add_parser(
            name,
            help=word.help,
            description=f"{word.help[0].upper()}{word.help[1:]}.",
            add_help=name not in PASSED_ON,
        )
        for name, word in WORDS.items()
    }
    for name in SERVED:
        made[name].add_argument("--demonstration", action="store_true", help="use the demonstration's database")
    made["demo"].add_argument("--once", action="store_true", help="print and write the report instead of serving")
    made["demo"].add_argument(
        "--out", metavar="DIR", help="with --once: where to write the report as JSON, CSV and XLSX"
    )
    made["load"].add_argument("file", metavar="FILE", help="a JSON file of requests, as in examples/")
    made["load"].add_argument("--actor", type=_actor, default="team", help="the id of who records (default: team)")
    made["export"].add_argument("-o", "--output", metavar="FILE.xlsx", required=True, help="the workbook to write")
    made["report"].add_argument("--format", choices=("table", "json", "csv"), default="table", help="default: table")
    for name in ("report", "export"):
        made[name].add_argument("programme", metavar="PROGRAMME", help="the programme's code")
        made[name].add_argument("--as-of", metavar="DAY", type=_day, help="true on this day (default: today)")
        made[name].add_argument(
            "--known-at",
            metavar="POSITION|INSTANT",
            type=_known_at,
            help="as known at this log position or instant (default: now)",
        )
    for name in ("report", "demo"):
        made[name].add_argument("--language", choices=("en", "fr"), default="en", help="default: en")
    _exports(made)
    made["health"].add_argument("--served", action="store_true", help="ask the server at JALON_HOST and JALON_PORT")
    made["check"].add_argument("--no-tests", action="store_true", help="format, lint and types only")
    return top


def _exports(made: dict[str, argparse.ArgumentParser]) -> None:
    """What the commands about exports take."""
    export = made["export"]
    export.add_argument("--language", choices=LANGUAGES, help="default: what was agreed, else en")
    export.add_argument("--for", dest="recipient", metavar="RECIPIENT", help="the partner who receives it")
    export.add_argument("--template", metavar="NAME", help="with --for: default is what was agreed")
    export.add_argument("--profile", choices=("publish", "work"), help="with --for: default is what was agreed")
    export.add_argument(
        "--address", metavar="URL", help="with --for: where the record's pages are, for links to them from the file"
    )
    export.add_argument("--actor", type=_actor, default="team", help="with --for: the id of who orders (default: team)")
    made["exports"].add_argument("programme", metavar="PROGRAMME", help="the programme's code")
    made["verify-export"].add_argument("file", metavar="FILE", help="the file to check")
    for name, kind in (("programme", str), ("recipient", str), ("number", int)):
        made["make-export"].add_argument(name, metavar=name.upper(), type=kind, help="of the export")


def _actor(text: str) -> str:
    try:
        return msgspec.convert(text, Actor)
    except msgspec.ValidationError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an id: small letters, digits, dot, hyphen and underscore, never a name or an address"
        ) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2019-06-30") from None


def _known_at(text: str) -> int | datetime:
    if text.isascii() and text.isdecimal() and len(text) <= LONGEST_POSITION:
        return int(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a log position (1234) nor an instant with its zone (2019-06-30T12:00:00Z)"
        )
    return instant


def main(words: Sequence[str]) -> int:
    """Run one command; its exit code: 0 well, 1 something is wrong, 2 the words are."""
    known, rest = parser().parse_known_args(words)
    if rest and known.word not in PASSED_ON:
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    known.rest = rest
    signal.signal(signal.SIGTERM, _leave)
    try:
        settings = read_settings(os.environ)
    except WrongSettings as error:
        return _complain(str(error), WRONG_WORDS)
    return _run(known, settings)


def _run(known: argparse.Namespace, settings: Settings) -> int:
    try:
        return WORDS[known.word].run(known, settings)
    except (BadInput, BatchRefused) as error:
        return _complain("nothing was recorded, because of these faults:", 1, map(str, error.faults))
    except PLAIN as error:
        return _complain(str(error), 1)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - a traceback is for a file, not for a user
        return _complain(f"{type(error).__name__}: {error}\nThis is a fault of Jalon. {_note_down(settings)}", 1)


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """SIGTERM ends a command as Ctrl-C does: the embedded PostgreSQL is stopped, what is under way is rolled back."""
    raise SystemExit(TERMINATED)


def _note_down(settings: Settings) -> str:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        with (settings.data / "errors.log").open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()}\n{traceback.format_exc()}\n")
    except OSError:
        return "Its details could not be written down."
    return f"Its details are in {settings.data / 'errors.log'}."


def _complain(what: str, code: int, lines: Iterable[str] = ()) -> int:
    terminal.ERR.print(f"jalon: {what}", soft_wrap=True)
    for line in lines:
        terminal.ERR.print(f"  {line}", soft_wrap=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
