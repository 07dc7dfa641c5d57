"""What a run found, as a table for people and as JSON for machines."""

import platform
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from bench.measure import Chapter, Ratio

WIDTH = 110


def show(chapters: list[Chapter]) -> None:
    """Print every chapter: what was measured, then the ratios with their aims."""
    console = Console(width=max(Console().width, WIDTH))
    for chapter in chapters:
        table = Table(title=chapter.title, title_justify="left", title_style="bold")
        table.add_column("measured")
        table.add_column("of")
        table.add_column("median", justify="right")
        table.add_column("high : low", justify="right")
        for figure in chapter.figures:
            spread = f"{figure.spread:.2f}"
            table.add_row(figure.name, figure.note, f"{shown(figure.value)} {figure.unit}", spread)
        console.print(table)
        ratios = Table()
        ratios.add_column("ratio")
        ratios.add_column("value", justify="right")
        ratios.add_column("aim", justify="right")
        ratios.add_column("met")
        for ratio in chapter.ratios:
            ratios.add_row(
                ratio.name, f"{ratio.value:.2f}", aim_of(ratio), {None: "", True: "yes", False: "NO"}[ratio.met]
            )
        console.print(ratios)
        for note in chapter.notes:
            console.print(note, style="dim", highlight=False)
        console.print()


def shown(value: float) -> str:
    """Three figures or more, and no more decimals than that takes."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three figures


def aim_of(ratio: Ratio) -> str:
    return "" if ratio.aim is None else f"{ratio.bound} {ratio.aim:.3g}"


def as_json(chapters: list[Chapter], **run: Any) -> bytes:
    """The run and its chapters; each ratio says whether its aim was met (null: it has none)."""
    told = [
        msgspec.to_builtins(chapter)
        | {"ratios": [msgspec.to_builtins(ratio) | {"met": ratio.met} for ratio in chapter.ratios]}
        for chapter in chapters
    ]
    about = {"python": platform.python_version(), **run}
    return msgspec.json.format(msgspec.json.encode({"run": about, "chapters": told}), indent=2) + b"\n"
