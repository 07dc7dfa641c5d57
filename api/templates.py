"""Templates over HTTP: what the exports look like that can be ordered, and that only such are ordered."""

from collections.abc import Iterator, Sequence

from api.answers import Page, page
from api.route import BY_NUMBER, Ask, Asked
from domain.application import BatchRefused, Fault
from domain.exporting import UnknownTemplate
from domain.kernel import Command
from exports.template import Form, Labels, Template, templates
from projections.moment import Reading
from projections.projection import View

TAG = "Exports"


class SheetKnown(View):
    """A sheet of a template, by its name for machines, and its title by language."""

    name: str
    title: Labels


class TemplateKnown(View):
    """A template in one version. `id` is how orders name it; `sources` say where its columns come from and how sure that is."""

    id: str
    name: str
    version: int
    title: Labels
    form: Form
    sheets: tuple[SheetKnown, ...]
    sources: tuple[str, ...]


def must_be_templates(commands: Sequence[Command]) -> None:
    """Raises BatchRefused where requests name templates that there are not, with every such line."""
    if faults := tuple(_faults(commands)):
        raise BatchRefused(faults)


def _faults(commands: Sequence[Command]) -> Iterator[Fault]:
    for line, command in enumerate(commands, 1):
        template = getattr(command, "template", None)
        if template is not None and template not in templates():
            known = ", ".join(templates()) or "none"
            detail = f"There is no template {template!r}. Known: {known}."
            yield Fault(line, UnknownTemplate(detail, field="template"))


def _known(template: Template) -> TemplateKnown:
    return TemplateKnown(
        id=template.id,
        name=template.name,
        version=template.version,
        title=template.title,
        form=template.form,
        sheets=tuple(SheetKnown(name=sheet.name, title=sheet.title) for sheet in template.sheets),
        sources=template.sources,
    )


def _templates(reading: Reading, asked: Asked) -> Page[TemplateKnown]:
    return page(reading, asked, tuple(map(_known, templates().values())))


ROUTES = (
    Ask(
        path="/templates",
        tag=TAG,
        summary="List the templates",
        description="Every version of every template by which exports are made: its form, its sheets, and where its columns come from.",
        answer=_templates,
        view=Page[TemplateKnown],
        cursor=BY_NUMBER,
    ),
)
