"""The parts of a workbook's zip file, refused where they are too much, locked, programs, or no workbook at all."""

import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from exports.own.faults import OwnFaults
from exports.own.xml import MAIN, OFFICE, RELATIONS, TYPES, Node, element, parse, written
from exports.package import member
from exports.unpacking import Limits, Unreadable, unpacked

MAX_FILE: Final = 20_000_000
LIMITS: Final = Limits(unpacked=60_000_000)
CONTENT_TYPES: Final = "[Content_Types].xml"
WORKBOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_REFUSED: Final = {
    "macroEnabled": "It holds macros. Save it as an ordinary workbook (.xlsx).",
    "vbaProject": "It holds macros. Save it as an ordinary workbook (.xlsx).",
    "macrosheet": "It holds macro sheets. Save it as an ordinary workbook (.xlsx) without them.",
    "_xmlsignatures": "It is signed, and the signature would not survive. Save a copy without it.",
}


class Relation(NamedTuple):
    """What a part refers to: another part, or (`outside`) an address."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a workbook by name, in the order of the file. Parts that change are put in their place."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts: Final = dict(parts)
        self.types: Final = _types(self.parts)

    def root(self, name: str) -> Node:
        """A part as XML. Raises OwnFaults where it is missing."""
        if name not in self.parts:
            raise OwnFaults([f"{name}: this part of the workbook is missing. Save it anew."])
        return parse(name, self.parts[name])

    def put(self, name: str, root: Node) -> None:
        self.parts[name] = written(root)

    def related(self, name: str, kind: str = "") -> Iterator[Relation]:
        """What a part refers to, of one kind (the last word of its address) or of all."""
        rels = relations_of(name)
        if rels not in self.parts:
            return
        for node in self.root(rels):
            outside = node.get("TargetMode") == "External"
            target = node.get("Target") or ""
            to = target if outside else normpath(join(dirname(name), target)).lstrip("/")
            if (node.get("Type") or "").endswith(f"/{kind}" if kind else ""):
                yield Relation(node.get("Id") or "", node.get("Type") or "", to, outside)

    def relate(self, name: str, kind: str, addresses: Mapping[str, str]) -> None:
        """Let a part refer to web addresses, by the ids of these relationships."""
        rels = relations_of(name)
        root = self.root(rels) if rels in self.parts else element(f"{RELATIONS}Relationships")
        for key, address in addresses.items():
            root.append(
                element(
                    f"{RELATIONS}Relationship",
                    Id=key,
                    Type=f"{OFFICE}/{kind}",
                    Target=address,
                    TargetMode="External",
                )
            )
        self.put(rels, root)

    def of_type(self, ending: str) -> list[str]:
        """The parts whose content type ends like this."""
        return [name for name, kind in self.types.items() if kind.endswith(ending) and name in self.parts]

    def remove(self, name: str, used_by: str) -> None:
        """Take a part away, and what names it."""
        del self.parts[name]
        for listing, attribute in ((CONTENT_TYPES, "PartName"), (relations_of(used_by), "Target")):
            root = self.root(listing)
            for node in list(root):
                said = node.get(attribute) or ""
                if normpath(join("/", dirname(used_by), said)).lstrip("/") == name:
                    root.remove(node)
            self.put(listing, root)

    def packed(self) -> bytes:
        """The zip file: the same bytes for the same parts."""
        target = BytesIO()
        with ZipFile(target, "w") as whole:
            for name, part in self.parts.items():
                whole.writestr(member(name), part)
        return target.getvalue()


def relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def unpack(content: bytes) -> Package:
    """The parts of a workbook. Raises OwnFaults."""
    if len(content) > MAX_FILE:
        raise OwnFaults([f"The file has {len(content):,} bytes; {MAX_FILE:,} are allowed. Make its pictures smaller."])
    try:
        with unpacked(BytesIO(content), LIMITS) as whole:
            parts = {info.filename: whole.read(info) for info in whole.infolist() if not info.is_dir()}
    except Unreadable as error:
        raise OwnFaults([str(error)]) from None
    except (BadZipFile, zlib.error, EOFError) as error:
        raise OwnFaults([f"The file is damaged ({error}). Save it anew."]) from None
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and b"<!DOCTYPE" in part:
            raise OwnFaults([f"{name}: this part of the workbook declares a document type, which no spreadsheet does."])
    package = Package(parts)
    _check_kind(package)
    return package


def _types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of each part that has one of its own."""
    if CONTENT_TYPES not in parts:
        raise OwnFaults(["The file is no workbook (.xlsx): it does not say what its parts are."])
    root = parse(CONTENT_TYPES, parts[CONTENT_TYPES])
    return {
        (node.get("PartName") or "").lstrip("/"): node.get("ContentType") or ""
        for node in root.findall(f"{TYPES}Override")
    }


def _check_kind(package: Package) -> None:
    kinds = [*package.types.values(), *package.parts]
    faults = {fault for sign, fault in _REFUSED.items() if any(sign.casefold() in kind.casefold() for kind in kinds)}
    if faults:
        raise OwnFaults(sorted(faults))
    workbook = workbook_of(package)
    if package.types.get(workbook) != WORKBOOK_TYPE:
        raise OwnFaults(["The file is no ordinary workbook. Save it as “Excel workbook (.xlsx)”."])
    if package.root(workbook).tag != f"{MAIN}workbook":
        raise OwnFaults(["The workbook is saved as “Strict Open XML”. Save it as “Excel workbook (.xlsx)”."])


def workbook_of(package: Package) -> str:
    """The part that lists the sheets."""
    found = [relation.target for relation in package.related("", "officeDocument")]
    if not found:
        raise OwnFaults(["The file is no workbook (.xlsx): it does not say where it begins."])
    return found[0]
