"""The README of a dossier: what is in it, and how to check it step by step, in the language of the export."""

from textwrap import fill
from typing import Final

from exports.dossier.parts import EVENTS, EVIDENCE, PARTNERS, RECEIPT, REPORT, SUMS, DossierParts
from words.message import Message, marked

WIDTH: Final = 110
SNIPPET: Final = """\
import hashlib, json

for name in ("events.jsonl", "partners.jsonl"):
    chain = "0" * 64
    for number, line in enumerate(open(name, encoding="utf-8"), 1):
        fact, said = line.rstrip("\\n").rsplit(',"chain":"', 1)
        chain = hashlib.sha256((chain + fact + "}").encode()).hexdigest()
        assert said == chain + '"}', f"{name}, line {number}: something was changed, cut or put in here or before"
    assert chain == json.load(open("receipt.json", encoding="utf-8"))["facts"][name]["chain"], f"{name}: lines are missing"
print("All facts are as they were when this dossier was made.")
"""
"""What checks the chains; it is run by a test."""

Section = tuple[Message, tuple[Message, ...]]

TITLE: Final = marked("dossier", "Export %(number)s of %(programme)s for %(recipient)s: dossier for auditors")
FILES: Final = (
    marked("dossier", "%(file)s: the export itself, byte for byte as it was made."),
    marked("dossier", "%(report)s: the status report of the same moment as a page, for any browser."),
    marked(
        "dossier",
        "%(evidence)s: every piece of evidence: links with the day on which they were last seen, files with their SHA-256.",
    ),
    marked(
        "dossier",
        "%(events)s: every fact that was recorded of the programme up to position %(position)s, one to a line.",
    ),
    marked("dossier", "%(partners)s: the same of the partners that the programme names."),
    marked(
        "dossier", "%(receipt)s: the receipt of the export with its digests, and how far the two files of facts go."
    ),
    marked("dossier", "%(sums)s: the SHA-256 of each of these files."),
)
STEPS: Final = (
    marked(
        "dossier",
        "Are the files whole? In their folder, run “sha256sum --check %(sums)s” (on macOS “shasum -a 256 --check %(sums)s”; "
        "on Windows compare what “certutil -hashfile FILE SHA256” says of each file). Every line must say OK.",
    ),
    marked(
        "dossier",
        "Is the export the one that was receipted? Its line in %(sums)s must be the “sha256” in %(receipt)s: %(sha256)s. "
        "Whoever received the export earlier can compare this digest with that of their own copy.",
    ),
    marked(
        "dossier",
        "Was a fact changed, cut or put in? Each line of %(events)s and %(partners)s ends with “chain”: the SHA-256 of the chain "
        "of the line before (64 zeros before the first line) followed by the line as it is without “chain”. The chain of the last "
        "line stands in %(receipt)s. The lines of Python at the end of this text check that.",
    ),
    marked(
        "dossier",
        "Have you a copy that was opened and saved again? Its bytes differ then, and its cells do not have to. Where the software is "
        "at hand, “./run verify-export FILE” says which receipt a copy belongs to, and names every cell that differs. The digest of "
        "each sheet in %(receipt)s can be computed without it: it is the SHA-256 of a line of JSON for each cell that is not blank, "
        'row by row, then for each link, as in ["B7","number","12"]; a formula has "=" after what it came to.',
    ),
    marked(
        "dossier",
        "Is a piece of evidence the one that was meant? Compute its SHA-256 and look it up in %(evidence)s. A link has no digest: "
        "what stood behind it can have changed since.",
    ),
)
ONLINE: Final = marked(
    "dossier", "Where there is a connection: %(address)s/receipts/%(sha256)s says to which receipt this digest belongs."
)
CLOCKS: Final = (
    marked(
        "dossier",
        "Every fact has two times. When it was true stands in the fact itself (“on”, “due”, “period”): that is what people say, "
        "and it can be imprecise. When it was recorded is “recorded_at” and its “position” in the log: that is set by the software.",
    ),
    marked(
        "dossier",
        "This export shows what held on %(as_of)s (the first time) as it was known at position %(position)s (the second). What was "
        "recorded later is not in it, even where it tells of an earlier day. A correction does not replace what it corrects: both "
        "are in %(events)s.",
    ),
)
LIMITS: Final = (
    marked(
        "dossier",
        "Whoever changes a fact can compute all chains and digests anew. That nobody did shows only beside what others hold: the "
        "digest of the export, which its recipient received, and an earlier dossier of the same programme, with whose lines every "
        "later %(events)s must begin.",
    ),
    marked("dossier", "Whether what people recorded is true: for that, there is the evidence."),
    marked(
        "dossier",
        "Who stands behind the names in “actor”: personal data is kept apart from the log and is not handed out.",
    ),
    marked("dossier", "Whether a link still leads to what was seen there."),
)
SECTIONS: Final = (
    (marked("dossier", "What is in it"), FILES),
    (marked("dossier", "How to check it"), STEPS),
    (marked("dossier", "The two clocks"), CLOCKS),
    (marked("dossier", "What cannot be checked with these files alone"), LIMITS),
)
LAST: Final = marked(
    "dossier", "To check the chains, save these lines as check.py beside the files and run “python3 check.py”"
)


def explanation(parts: DossierParts) -> str:
    """The text of the README."""
    receipt = parts.receipt
    said = {
        "number": receipt.number,
        "programme": receipt.programme,
        "recipient": receipt.recipient,
        "file": parts.file_name,
        "report": REPORT,
        "evidence": EVIDENCE,
        "events": EVENTS,
        "partners": PARTNERS,
        "receipt": RECEIPT,
        "sums": SUMS,
        "sha256": receipt.sha256,
        "position": receipt.known_at,
        "as_of": receipt.as_of.isoformat(),
        "address": (parts.address or "").rstrip("/"),
    }

    def say(message: Message) -> str:
        return parts.language.pgettext(message.context, message.english) % said

    title = say(TITLE)
    lines = [title, "=" * len(title)]
    for heading, messages in SECTIONS:
        lines += ["", say(heading), "-" * len(say(heading))]
        lines += [_item(str(at) if messages is STEPS else "", say(one)) for at, one in enumerate(messages, 1)]
        if messages is STEPS and parts.address:
            lines.append(_item("", say(ONLINE)))
    return "\n".join([*lines, "", f"{say(LAST)}:", "", SNIPPET])


def _item(number: str, text: str) -> str:
    mark = f"{number}. " if number else "- "
    return fill(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
