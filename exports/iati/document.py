"""A programme as an IATI 2.03 file, and what that file lacks. The same material, words, template and time give the same bytes."""

from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, indent, register_namespace, tostring

from exports.cells import whole_seconds
from exports.iati.activity import OURS, write_activity
from exports.iati.making import Making, Note
from exports.iati.programme import activities
from exports.material import Material
from exports.saying import Words
from exports.template import Template
from words.language import language

VERSION: Final = "2.03"

register_namespace("jalon", OURS)


def iati_xml(material: Material, words: Words, template: Template, *, made_at: datetime) -> bytes:
    """The file, in UTF-8. Both clocks of the material stand on its first element, in a namespace of our own."""
    moment = material.moment
    said = {
        "version": VERSION,
        "generated-datetime": f"{whole_seconds(made_at).isoformat()}Z",
        f"{{{OURS}}}as-of": moment.as_of.isoformat(),
        f"{{{OURS}}}known-at": str(moment.known_at),
        f"{{{OURS}}}template": template.id,
    }
    root = Element("iati-activities", said)
    _fill(root, Making(material, words, template))
    indent(root)
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def iati_notes(material: Material, template: Template) -> list[Note]:
    """What the file of this material and template lacks, or had to leave out, activity by activity."""
    making = Making(material, Words(language("en"), partner=material.partner), template)
    _fill(Element("iati-activities"), making)
    return making.notes


def _fill(root: Element, making: Making) -> None:
    for activity in activities(making):
        write_activity(root, activity, making)
